// What a colleague records appears here by itself: every few seconds the page asks for one number, and lets its
// callback run again only when that number has grown. Nothing is asked for while nobody looks, and nothing is drawn anew
// while somebody types. A page on which people write together asks more often: [data-live-every], in milliseconds.
"use strict";
(() => {
  const EVERY = 10000; // milliseconds
  const TICK = 500;
  let seen = null;
  let last = 0; // when it was asked for
  let asking = false;

  const every = () => Number(document.querySelector("[data-live-every]")?.dataset.liveEvery) || EVERY;

  // The first number is asked for while the page is still loading: older than what will be shown, never newer.
  const ask = async () => {
    if (document.hidden || asking) return;
    asking = true;
    last = Date.now();
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
    } finally {
      asking = false;
    }
  };

  document.addEventListener("visibilitychange", ask);
  setInterval(() => { if (Date.now() - last >= every()) ask(); }, TICK);
  ask();
})();
