// When the sign-in has ended, the page leaves for the sign-in page, which comes back here; what else the server
// refuses is said in its own words, and what was on screen stays.
"use strict";
(() => {
  const leave = () => {
    const here = location.pathname + location.search;
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

  const ask = window.fetch;
  window.fetch = async (...request) => {
    const answer = await ask(...request);
    if (new URL(answer.url).pathname !== "/changes") used(); // asked by the page itself, see 46-live.js
    if (answer.status === 401) leave();
    else if (answer.status >= 400 && new URL(answer.url).pathname === "/_dash-update-component") {
      const { message } = await answer.clone().json();
      window.rinnalla.say(message);
    }
    return answer;
  };
  used();
})();
