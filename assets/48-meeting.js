// The weekly review with the keyboard, and meeting mode. Keys step and press what stands on the page; none of them does
// anything while somebody types, and single letters can be switched off. In meeting mode the server gives aliases for
// codes (?mode=meeting); every other page is covered until somebody asks for it.
"use strict";
(() => {
  const WALL = "rinnalla-meeting"; // in this tab
  const LETTERS = "rinnalla-letters"; // on this device
  const PAGE = "/review";
  const root = document.documentElement;
  const find = (selector) => [...document.querySelectorAll(selector)].find((found) => found.checkVisibility());

  const press = (selector) => () => find(selector)?.click();
  const open = (form) => () => {
    const details = document.querySelector(form)?.closest("details");
    if (!details) return;
    details.open = true;
    details.querySelector("textarea, input:not([type=hidden]), select, [type=submit]")?.focus();
  };
  const step = (way) => press(`a[data-step=${way}]`);

  const keys = {
    ArrowRight: step("next"), ArrowLeft: step("previous"), n: step("next"), j: step("next"), p: step("previous"),
    k: step("previous"),
    e: () => document.getElementById("review-note-text").focus(),
    d: open("#review-ask-decide"), l: open("#review-ask-snooze"), c: open("#review-ask-contact"),
    w: open("#review-item form[id$=-review]"),
    s: press("#review-ask-seen [type=submit]"), v: press("#review-item .prompt-text"),
    x: press("#review-done [type=submit], a[data-step=open], [data-review=close]"), o: press("#review-carry [type=submit]"),
    m: press("a[data-wall]"), f: press("[data-review=fullscreen]"), "?": press(".review-keys > summary"),
  };

  const inReview = () => location.pathname === PAGE && document.querySelector(".review-open:not([hidden])");
  const types = (target) => target.closest("input, textarea, select, [contenteditable], dialog, [role=dialog]");
  const lettersOn = () => localStorage.getItem(LETTERS) !== "off";

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || !inReview()) return;
    if (event.key === "Escape" && types(event.target)) {
      document.getElementById("main").focus({ preventScroll: true });
      return;
    }
    const act = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!act || types(event.target) || (event.key.length === 1 && !lettersOn())) return;
    event.preventDefault(); // or the letter lands in the field that it opens
    act();
  });

  // What is agreed on was typed as a note most often: the decision begins with it.
  document.addEventListener("toggle", ({ target }) => {
    const text = target.open && target.querySelector?.("#review-ask-decide-text");
    const note = document.getElementById("review-note-text")?.value.trim();
    if (text && !text.value && note) window.dash_clientside.set_props(text.id, { value: note.slice(0, 500) });
  }, true);

  const whole = async () => {
    if (document.fullscreenElement) {
      await document.exitFullscreen();
      return;
    }
    await root.requestFullscreen();
    // So that Escape twice covers the screen there too, where the browser lets a page have that key.
    await navigator.keyboard?.lock?.(["Escape"]).catch(() => {});
  };

  const showLetters = () => {
    for (const button of document.querySelectorAll("[data-review=letters]")) {
      button.setAttribute("aria-pressed", String(lettersOn()));
    }
  };

  document.addEventListener("click", ({ target }) => {
    if (target.closest("[data-print]")) print();
    if (target.closest("[data-review=fullscreen]")) whole();
    if (target.closest("[data-review=close]")) open("#review-close")();
    if (!target.closest("[data-review=letters]")) return;
    localStorage.setItem(LETTERS, lettersOn() ? "off" : "on");
    showLetters();
  });

  // Meeting mode.
  const onWall = () => sessionStorage.getItem(WALL) === "on";
  const setWall = (on) => {
    if (on) sessionStorage.setItem(WALL, "on");
    else sessionStorage.removeItem(WALL);
    root.toggleAttribute("data-wall", on);
    document.getElementById("wall-sheet")?.remove();
    if (on) document.body.append(sheet());
    else delete root.dataset.shown;
  };
  const withMode = (href) => {
    const url = new URL(href, location.href);
    url.searchParams.set("mode", "meeting");
    return url;
  };

  document.addEventListener("click", ({ target }) => {
    const toggle = target.closest("a[data-wall]");
    if (toggle) setWall(toggle.dataset.wall === "on");
    const link = target.closest("a[href]");
    if (!link) return;
    delete root.dataset.shown; // what was asked for was one page
    if (onWall() && new URL(link.href).pathname === PAGE) link.href = withMode(link.href);
  }, true);

  const button = (text, act) => {
    const made = Object.assign(document.createElement("button"), { type: "button", textContent: text });
    made.className = "button quiet";
    made.addEventListener("click", act);
    return made;
  };

  const sheet = () => {
    const words = document.body.dataset;
    const made = Object.assign(document.createElement("section"), { id: "wall-sheet", className: "wall-sheet" });
    made.setAttribute("role", "dialog");
    made.setAttribute("aria-label", words.wall);
    made.append(
      Object.assign(document.createElement("h1"), { textContent: words.wall, className: "headline" }),
      Object.assign(document.createElement("p"), { textContent: words.wallSays }),
      button(words.wallBack, () => window.rinnalla.goTo(withMode(PAGE))),
      button(words.wallShow, () => { root.dataset.shown = ""; }),
      button(words.wallOff, () => setWall(false)),
    );
    return made;
  };

  let shown = ""; // the address of the item

  // Where there is no room for it beside the item, the agenda waits until it is asked for.
  const drawn = () => {
    showLetters();
    const current = document.querySelector(".agenda-entry[aria-current]:not([data-known])");
    if (current) {
      current.dataset.known = "";
      const list = current.closest("nav");
      list.scrollTop = current.offsetTop - list.clientHeight / 2;
      // Another item begins at its top; what a colleague writes moves nothing.
      if (shown !== current.href) scrollTo(0, 0);
      shown = current.href;
      // The address says which item it is, so that it stays when it has been dealt with.
      if (location.pathname === PAGE && !new URLSearchParams(location.search).get("item")) {
        history.replaceState({}, "", current.href);
      }
    }
    const agenda = document.querySelector(".agenda:not([data-known])");
    if (!agenda) return;
    agenda.dataset.known = "";
    agenda.open = matchMedia("(min-width: 62rem)").matches;
  };

  // The address says it too, so that it is so from the first answer on.
  const align = () => {
    if (location.pathname !== PAGE) return;
    const asked = new URLSearchParams(location.search).get("mode") === "meeting";
    if (asked && !onWall()) setWall(true);
    if (!asked && onWall()) {
      history.replaceState({}, "", withMode(location.href));
      window.rinnalla.refresh();
    }
  };

  setWall(onWall());
  align();
  document.addEventListener("rinnalla:moved", align);
  document.addEventListener("rinnalla:left", align);
  addEventListener("popstate", align);
  new MutationObserver(drawn).observe(document.getElementById("react-entry-point"), { childList: true, subtree: true });
})();
