// When a part of a page is drawn anew beneath somebody's hands (a colleague wrote, a form was saved, evidence was
// opened), what was opened is opened again and the focus goes back to where it was. Where that is gone or has moved to
// another list, it goes to what stands in its place now, so that a list can be worked through with the keyboard.
// In lists of cards ([data-steps]) the keys j and k step to the next card and the one before; they do nothing elsewhere.
"use strict";
(() => {
  const CARD = "[data-card]";
  const LIST = "[data-steps]";
  const opened = new Set(); // disclosures by the form within them
  const drawn = new WeakSet(); // disclosures that are not new
  let place = null; // of the last focus: what, in which list, the how manieth card

  const formOf = (element) => element?.querySelector("form[id]")?.id;
  const nameOf = (element) => {
    if (element.id) return `#${CSS.escape(element.id)}`;
    const details = element.matches("summary") ? element.parentElement : null;
    if (formOf(details)) return `details:has(> .disclosed > #${CSS.escape(formOf(details))}) > summary`;
    const form = element.closest("form[id]");
    return form && element.matches("[type=submit]") ? `#${CSS.escape(form.id)} [type=submit]` : null;
  };

  const cardsOf = (list) => [...list.querySelectorAll(`:scope > ${CARD}`)];
  const first = (card) => card.querySelector("a[href], button, summary");

  const remember = (element) => {
    if (!element.closest("main") || element.id === "main") {
      place = null;
      return;
    }
    const list = element.closest(LIST);
    place = { name: nameOf(element), list: list?.id, position: list ? cardsOf(list).indexOf(element.closest(CARD)) : 0 };
  };

  const next = () => {
    const list = place.list && document.getElementById(place.list);
    const cards = list ? cardsOf(list) : [];
    return cards.length ? first(cards[Math.min(place.position, cards.length - 1)]) : null;
  };

  const restore = () => {
    for (const details of document.querySelectorAll("main details.disclosure")) {
      if (drawn.has(details)) continue;
      drawn.add(details);
      if (opened.has(formOf(details))) details.open = true;
    }
    if (!place || document.activeElement !== document.body) return;
    const same = place.name && document.querySelector(place.name);
    const stayed = same && (!place.list || same.closest(LIST)?.id === place.list);
    const target = (stayed ? same : next()) ?? same ?? document.getElementById("main");
    target.focus({ preventScroll: stayed });
  };

  // A link to one thing on the page: there it is, and the focus with it.
  let arrived = "";
  const arrive = () => {
    const address = location.pathname + location.hash;
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target || arrived === address) return;
    arrived = address;
    target.scrollIntoView({ block: "start" });
    (target.tabIndex >= 0 || target.hasAttribute("tabindex") ? target : first(target))?.focus({ preventScroll: true });
  };

  document.addEventListener("focusin", ({ target }) => remember(target));
  document.addEventListener("toggle", ({ target }) => {
    if (!target.matches("details.disclosure") || !formOf(target)) return;
    if (target.open) opened.add(formOf(target));
    else opened.delete(formOf(target));
  }, true);
  document.addEventListener("rinnalla:left", () => {
    opened.clear();
    place = null;
    arrived = "";
  });
  // A form that an address has opened (?do=) is closed by it too, once it is saved.
  document.addEventListener("rinnalla:done", () => {
    const url = new URL(location.href);
    if (!url.searchParams.has("do")) return;
    url.searchParams.delete("do");
    history.replaceState({}, "", url);
  });
  addEventListener("hashchange", () => window.rinnalla.arrive());

  document.addEventListener("keydown", (event) => {
    const step = { j: 1, k: -1 }[event.key];
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (!step || !plain || !event.target.closest(LIST) || event.target.closest("input, select, textarea")) return;
    const cards = [...document.querySelectorAll(`${LIST} > ${CARD}`)];
    const card = cards[cards.indexOf(event.target.closest(CARD)) + step];
    if (!card) return;
    event.preventDefault();
    first(card).focus();
    card.scrollIntoView({ block: "nearest" });
  });

  window.rinnalla.arrive = () => {
    arrived = "";
    arrive();
  };
  new MutationObserver(() => {
    restore();
    arrive();
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
