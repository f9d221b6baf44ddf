// On the page that says that the data cannot be reached: look now and then whether it is back, and go on when it is.
"use strict";
(() => {
  const PAUSE = 5000;
  const look = async () => {
    try {
      const answer = await fetch("/health", { cache: "no-store" });
      if (answer.ok) {
        location.reload();
        return;
      }
    } catch {
      // The program itself is away: as with the data, only later can tell.
    }
    setTimeout(look, PAUSE);
  };
  setTimeout(look, PAUSE);
})();
