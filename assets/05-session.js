// When the sign-in has ended, the page leaves for the sign-in page, which comes back here; what else the server
// refuses is said in its own words, and what was on screen stays.
"use strict";
(() => {
  const leave = () => {
    const here = location.pathname + location.search;
    window.rinnalla.leaving = true; // and nobody is asked whether it may
    location.assign(`/sign-in?${new URLSearchParams({ signed: "ended", next: here })}`);
  };

  // An unattended screen must not go on showing people's lives. Signed in from another tab meanwhile, the sign-in
  // page comes straight back.
  const idle = Number(document.body.dataset.idleSeconds) * 1000;
  let timer;
  const used = () => {
    clearTimeout(timer);
    timer = setTimeout(leave, idle + 1000);
  };

  // What the page asks for by itself (46-live.js, 48-jobs.js) is no use of the sign-in: it says so, and the server believes it.
  const byItself = (path) => {
    if (path === "/changes" || /^\/jobs\/[^/]+$/.test(path)) return true;
    if (path !== "/_dash-update-component" || !window.rinnalla.refreshing) return false;
    window.rinnalla.refreshing = false;
    return true;
  };

  const ask = window.fetch;
  window.fetch = async (resource, options = {}) => {
    const { pathname } = new URL(resource.url ?? resource, location.href);
    const unattended = byItself(pathname);
    const marked = unattended ? { ...options, headers: { ...options.headers, "X-Unattended": "1" } } : options;
    const answer = await ask(resource, marked);
    if (!unattended) used();
    if (answer.status === 401) leave();
    else if (answer.status >= 400 && new URL(answer.url).pathname === "/_dash-update-component") {
      const { message } = await answer.clone().json();
      window.rinnalla.say(message);
    }
    return answer;
  };
  used();
})();
