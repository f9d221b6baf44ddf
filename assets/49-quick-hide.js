// Quick hide: Escape twice covers the screen at once, on any page, and says nothing of what was there. The same again,
// or the button, shows it. It stays covered when the page is loaded anew in this tab; what is typed stays below.
"use strict";
(() => {
  const KEY = "rinnalla-covered";
  const TWICE = 700; // milliseconds between two presses
  const root = document.documentElement;
  const words = () => document.body.dataset;
  let pressed = -Infinity;
  let title = document.title; // what the page itself calls itself
  let focus = null;

  const clock = () => {
    const language = root.lang === "en" ? "en-GB" : root.lang;
    return new Date().toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit" });
  };
  const covered = () => "covered" in root.dataset;
  const cover = () => document.getElementById("cover");

  const show = () => {
    if (!covered()) return;
    document.title = clock();
    cover().firstElementChild.textContent = clock();
  };

  const build = () => {
    const panel = Object.assign(document.createElement("div"), { id: "cover", className: "cover" });
    panel.setAttribute("role", "dialog");
    panel.setAttribute("aria-modal", "true");
    panel.setAttribute("aria-label", words().paused);
    const face = Object.assign(document.createElement("p"), { className: "cover-clock" });
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: words().goOn });
    button.addEventListener("click", lift);
    panel.append(face, button);
    return panel;
  };

  const hide = () => {
    if (covered()) return;
    root.dataset.covered = "";
    sessionStorage.setItem(KEY, "yes");
    title = document.title;
    focus = document.activeElement;
    document.body.append(build());
    show();
    cover().querySelector("button").focus();
  };

  const lift = () => {
    if (!covered()) return;
    delete root.dataset.covered;
    sessionStorage.removeItem(KEY);
    cover().remove();
    document.title = title;
    if (focus?.isConnected) focus.focus();
  };

  const press = () => {
    const now = performance.now();
    const twice = now - pressed < TWICE;
    pressed = twice ? -Infinity : now;
    if (twice) (covered() ? lift : hide)();
  };

  // Before anything else hears of it: a popover that Escape closes must not stop this.
  addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      if (!event.repeat) press();
      return;
    }
    pressed = -Infinity; // twice means one after the other
    if (covered() && event.key !== "Tab" && event.target.id !== "cover" && !event.target.closest?.("#cover")) {
      event.stopImmediatePropagation(); // keys of the page below do nothing
    }
  }, true);

  // Leaving the whole screen takes an Escape of its own, which the page does not hear as a key.
  document.addEventListener("fullscreenchange", () => { if (!document.fullscreenElement) press(); });

  document.addEventListener("click", (event) => { if (event.target.closest("[data-review=cover]")) hide(); });

  // Pages name themselves when they are drawn; while the screen is covered, the tab tells the time.
  new MutationObserver(() => {
    if (!covered() || document.title === clock()) return;
    title = document.title;
    show();
  }).observe(document.head, { childList: true, subtree: true, characterData: true });

  setInterval(show, 5000);
  if (sessionStorage.getItem(KEY)) hide();
})();
