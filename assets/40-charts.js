// What the buttons below a chart do, for all charts of all pages, in the browser alone: the table, the downloads, the
// link. Nothing here knows a page; the card carries its key, its data and its words.
"use strict";
(() => {
  const language = () => document.documentElement.lang || "en";
  const words = () => document.getElementById("status").dataset;
  const say = window.rinnalla.say;

  // ---- table ------------------------------------------------------------------------------------------------------

  const percent = () => new Intl.NumberFormat(language(), { style: "percent", maximumFractionDigits: 0 });
  const number = () => new Intl.NumberFormat(language(), { maximumFractionDigits: 1 });
  const day = (iso) => {
    const [y, m, d] = iso.split("-").map(Number);
    if (language() !== "en") return `${d}.${m}.${y}`;
    const options = { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" };
    return new Intl.DateTimeFormat("en-GB", options).format(Date.UTC(y, m - 1, d));
  };

  const shown = (value, kind) => {
    if (value === null) return "–";
    if (kind === "share") return percent().format(value);
    if (kind === "number") return number().format(value);
    return kind === "date" ? day(value) : value;
  };

  const element = (name, attributes, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  };

  const isNumber = (column) => column.kind === "number" || column.kind === "share";

  const cell = (value, column, isHeader) => {
    const attributes = isNumber(column) ? { class: "is-number" } : {};
    if (column.kind !== "text") attributes["data-value"] = value === null ? "" : value;
    const made = element(isHeader ? "th" : "td", isHeader ? { ...attributes, scope: "row" } : attributes);
    if (value === null) {
      const hidden = element("span", { class: "visually-hidden" }, words().notDefined);
      made.append(element("span", { "aria-hidden": "true" }, "–"), hidden);
    } else {
      made.append(shown(value, column.kind));
    }
    return made;
  };

  // A cell that leads where its row's mark in the chart does. Out of the middle of a row, "3" says too little.
  const asLink = (made, href, header) => {
    const link = element("a", { href }, ...made.childNodes);
    if (header) link.setAttribute("aria-label", `${header}: ${link.textContent}`);
    made.append(link);
  };

  const writeRow = (columns, row, href, linkColumn) => {
    const cells = row.map((value, index) => cell(value, columns[index], index === 0));
    if (href) asLink(cells[linkColumn], href, linkColumn > 0 ? cells[0].textContent : "");
    return element("tr", {}, ...cells);
  };

  const writeTable = (panel) => {
    const { columns, rows, links = [], linkColumn = 0 } = JSON.parse(panel.dataset.table);
    const title = panel.closest("figure").querySelector(".panel-title").textContent;
    const head = columns.map((column) =>
      element("th", isNumber(column) ? { scope: "col", class: "is-number" } : { scope: "col" }, column.label));
    const body = rows.map((row, index) => writeRow(columns, row, links[index], linkColumn));
    panel.replaceChildren(element("table", { class: "data-table" },
      element("caption", {}, title),
      element("thead", {}, element("tr", {}, ...head)),
      element("tbody", {}, ...body)));
    if (panel.scrollWidth > panel.clientWidth || panel.scrollHeight > panel.clientHeight) panel.tabIndex = 0;
  };

  const toggleTable = (card, button) => {
    const panel = document.getElementById(button.getAttribute("aria-controls"));
    const open = button.getAttribute("aria-expanded") !== "true";
    button.setAttribute("aria-expanded", String(open));
    panel.hidden = !open;
    if (open) writeTable(panel);
  };

  // An open table follows its chart.
  new MutationObserver((changes) => {
    for (const { target } of changes) if (!target.hidden) writeTable(target);
  }).observe(document.documentElement, { attributeFilter: ["data-table"], subtree: true });

  // ---- downloads --------------------------------------------------------------------------------------------------

  // A name that tells nothing about anybody to who finds the file: what kind of chart, and of which day.
  const fileName = (card, ending) => {
    const asOf = new URLSearchParams(location.search).get("as_of");
    const today = new Date();
    const local = new Date(today - today.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
    return `${card.dataset.chart}-${/^\d{4}-\d{2}-\d{2}$/.test(asOf || "") ? asOf : local}.${ending}`;
  };

  const save = (blob, name) => {
    const address = URL.createObjectURL(blob);
    element("a", { href: address, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(address), 60000);
    say(words().saved.replace("{name}", name));
  };

  // As spreadsheets in the reader's language open it; text that one would take for a formula is kept from being one.
  const csv = (card) => {
    const { columns, rows } = JSON.parse(card.querySelector(".table-panel").dataset.table);
    const [delimiter, decimal] = language() === "en" ? [",", "."] : [";", ","];
    const text = (value) => {
      const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
      return /["\r\n;,]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
    };
    const field = (value) => {
      if (value === null) return "";
      return typeof value === "number" ? String(value).replace(".", decimal) : text(value);
    };
    const lines = [columns.map((column) => text(column.label)), ...rows.map((row) => row.map(field))];
    return new Blob(["\uFEFF", ...lines.map((line) => `${line.join(delimiter)}\r\n`)], { type: "text/csv;charset=utf-8" });
  };

  const actions = {
    table: toggleTable,
    csv: (card) => save(csv(card), fileName(card, "csv")),
    svg: async (card) => {
      const { svg } = await window.rinnalla.picture(card);
      save(new Blob([svg], { type: "image/svg+xml" }), fileName(card, "svg"));
    },
    png: async (card) => save(await window.rinnalla.pixels(await window.rinnalla.picture(card)), fileName(card, "png")),
    link: async (card) => {
      const address = new URL(location.href);
      address.hash = card.id;
      await window.rinnalla.copy(address.href);
      say(words().copied);
    },
  };

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-action]");
    if (!button) return;
    try {
      await actions[button.dataset.action](button.closest("figure"), button);
    } catch (error) {
      say(words().failed);
      throw error;
    }
  });
})();
