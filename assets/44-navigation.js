// Moving between pages without loading anew: links, the filters they keep, the mark of the current page, the focus.
// And the forms of the navigation bar, which lead back to where one is.
"use strict";
(() => {
  const here = () => location.pathname + location.search;

  // What a page is about (a code, an id) stays with it; what it is narrowed to goes along.
  const FILTERS = ["cohorts", "from", "to", "as_of", "activity"];
  const filters = () => {
    const kept = [...new URLSearchParams(location.search)].filter(([name]) => FILTERS.includes(name));
    return kept.length ? `?${new URLSearchParams(kept)}`.replaceAll("%2C", ",") : "";
  };

  // Links to pages keep the filters, so that they can also be opened in another tab; the current one says so.
  const mark = () => {
    for (const link of document.querySelectorAll("a[data-page]")) {
      link.href = link.dataset.page + filters();
      if (link.dataset.page === location.pathname) {
        link.setAttribute("aria-current", "page");
        if (!link.closest("details")) link.parentElement.scrollIntoView?.({ block: "nearest", inline: "nearest" });
      } else {
        link.removeAttribute("aria-current");
      }
    }
  };

  const goTo = (url) => {
    if (url.href === location.href) return;
    if (window.rinnalla.typing() && !confirm(document.getElementById("status").dataset.leave)) return;
    if (url.pathname === location.pathname && document.querySelector("[data-filters]")) {
      window.rinnalla.moveWithin(url);
      return;
    }
    history.pushState({}, "", url);
    dispatchEvent(new CustomEvent("_dashprivate_pushstate")); // what dcc.Link does
    document.dispatchEvent(new CustomEvent("rinnalla:left"));
    mark();
    const arrived = new MutationObserver(() => {
      arrived.disconnect();
      scrollTo(0, 0);
      document.getElementById("main").focus();
      window.rinnalla.arrive();
    });
    arrived.observe(document.getElementById("main"), { childList: true, subtree: true });
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    if (!link || !plain || event.defaultPrevented || link.target || link.hasAttribute("download")) return;
    const url = new URL(link.href);
    if (url.origin !== location.origin || (url.hash && url.pathname === location.pathname)) return;
    event.preventDefault();
    goTo(url);
  });

  document.addEventListener("submit", async (event) => {
    const form = event.target.closest("form[data-returns]");
    if (!form) return;
    form.elements.next.value = here();
    const theme = event.submitter?.dataset.theme;
    if (!theme) return;
    event.preventDefault();
    const body = new URLSearchParams(new FormData(form));
    const answer = await fetch(event.submitter.formAction, { method: "POST", body, redirect: "manual" });
    if (answer.type !== "opaqueredirect") {
      location.reload(); // the sign-in has ended: loading says so
      return;
    }
    document.documentElement.dataset.bsTheme = theme;
    for (const button of form.querySelectorAll("[data-theme]")) {
      button.setAttribute("aria-pressed", String(button.dataset.theme === theme));
    }
  });

  window.rinnalla.goTo = goTo;
  addEventListener("popstate", mark);
  document.addEventListener("rinnalla:moved", mark);
  const drawn = new MutationObserver(() => {
    if (!document.querySelector("a[data-page]")) return;
    drawn.disconnect();
    mark();
  });
  drawn.observe(document.documentElement, { childList: true, subtree: true });
})();
