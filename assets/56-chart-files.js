// Buttons for the files that a browser cannot make by itself: below each chart that the server has as a file, for those
// who may have them. Which charts, and whether, stands on the line of news (dashboard/shell.py).
"use strict";
(() => {
  const KINDS = { pptx: "PPTX", pdf: "PDF", xlsx: "XLSX" };
  const words = () => document.getElementById("status")?.dataset || {};

  // The page as it is filtered now.
  const address = (card, kind) => {
    const url = new URL(`/charts/${encodeURIComponent(card.dataset.chart)}.${kind}`, location.origin);
    url.search = location.search;
    url.searchParams.set("page", location.pathname);
    return url.href;
  };

  const button = (card, kind) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "action";
    made.dataset.file = kind;
    made.textContent = KINDS[kind];
    made.setAttribute("aria-describedby", `${card.id}-title`);
    made.title = words().internal;
    return made;
  };

  const complete = (actions) => {
    const card = actions.closest("figure[data-chart]");
    const known = (words().chartFiles || "").split(" ");
    if (!card || !known.includes(card.dataset.chart) || actions.querySelector("[data-file]")) return;
    actions.querySelector("[data-action=link]").before(...Object.keys(KINDS).map((kind) => button(card, kind)));
  };
  const completeAll = () => document.querySelectorAll("figure[data-chart] .chart-actions").forEach(complete);

  document.addEventListener("click", (event) => {
    const pressed = event.target.closest("[data-file]");
    if (!pressed) return;
    const link = document.createElement("a");
    link.href = address(pressed.closest("figure"), pressed.dataset.file);
    link.download = "";
    link.click();
  });

  new MutationObserver(completeAll).observe(document.documentElement, { childList: true, subtree: true });
})();
