// What a colleague records appears here by itself: every few seconds the page asks for one number, and lets its
// callback run again only when that number has grown. Nothing is asked for while nobody looks, and nothing is drawn anew
// while somebody types.
"use strict";
(() => {
  const EVERY = 10000; // milliseconds
  let seen = null;
  let timer;

  // The first number is asked for while the page is still loading: older than what will be shown, never newer.
  const ask = async () => {
    if (document.hidden) return;
    try {
      const answer = await fetch("/changes", { headers: { Accept: "application/json" } });
      if (!answer.ok) return;
      const { stamp } = await answer.json();
      if (seen !== null && stamp !== seen) {
        if (window.rinnalla.typing()) return; // the next round, or saving, brings it
        window.rinnalla.refresh();
      }
      seen = stamp;
    } catch (error) {
      // The server is away for a moment; what is on screen stays, and the next round asks again.
      if (!(error instanceof TypeError)) throw error;
    }
  };

  const round = async () => {
    clearTimeout(timer);
    await ask();
    timer = setTimeout(round, EVERY);
  };

  document.addEventListener("visibilitychange", () => { if (!document.hidden) round(); });
  round();
})();
