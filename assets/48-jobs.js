// Background work ([data-job]): the page asks how far it is until it has ended, and is then read again.
"use strict";
(() => {
  const EVERY = 700; // milliseconds
  let timer;

  const show = (card, { text, done, total }) => {
    card.querySelector(".job-text").textContent = text;
    const bar = card.querySelector("[data-job-bar]");
    if (total) {
      bar.max = total;
      bar.value = done;
    } else {
      bar.removeAttribute("value");
    }
  };

  const ask = async (path, options = {}) => {
    const answer = await fetch(path, { ...options, headers: { Accept: "application/json", ...options.headers } });
    return answer.ok ? answer.json() : null;
  };

  const follow = async (card) => {
    const state = await ask(`/jobs/${card.dataset.job}`);
    if (state?.open) {
      show(card, state);
      return;
    }
    if (window.rinnalla.typing()) return; // the next round brings it
    delete card.dataset.job;
    // What came of work without a file, the page itself says.
    if (state && (state.state !== "done" || state.file)) window.rinnalla.say(state.text);
    window.rinnalla.refresh();
  };

  const round = async () => {
    clearTimeout(timer);
    try {
      if (!document.hidden) for (const card of document.querySelectorAll("[data-job]")) await follow(card);
    } catch (error) {
      // The server is away for a moment; the work goes on there, and the next round asks again.
      if (!(error instanceof TypeError)) throw error;
    } finally {
      timer = setTimeout(round, EVERY);
    }
  };

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-job-stop]");
    if (!button) return;
    button.disabled = true;
    // Marked as unattended, so that the server does not write down the use of the sign-in before it: that would have
    // to wait for the very work which is to be stopped.
    const headers = { "X-CSRFToken": window.rinnalla.token(), "X-Unattended": "1" };
    try {
      await ask(`/jobs/${button.dataset.jobStop}/stop`, { method: "POST", headers });
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      button.disabled = false;
    }
    round();
  });

  // A file is there once: the page says so as soon as it was taken.
  document.addEventListener("click", (event) => {
    if (event.target.closest("a[data-job-file]")) setTimeout(() => window.rinnalla.refresh(), 2 * EVERY);
  });

  document.addEventListener("visibilitychange", () => { if (!document.hidden) round(); });
  round();
})();
