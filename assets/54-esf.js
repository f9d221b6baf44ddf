// The exact figures for the funder's own system: what the server hands out after the password is shown below the form,
// or saved as a file. They are of the filters that they were asked with, so other filters take them off the screen.
"use strict";
(() => {
  const FORM = "esf-sheet-form";
  const place = () => document.getElementById("esf-sheet");

  const element = (name, attributes, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  };

  const bytes = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));

  const save = ({ name, type, content }) => {
    const address = URL.createObjectURL(new Blob([bytes(content)], { type }));
    element("a", { href: address, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(address), 60000);
  };

  const cell = ({ count, note }) => {
    const made = element("td", { class: "is-number" }, count || "–");
    if (note) made.append(element("span", { class: "esf-unknown" }, note));
    return made;
  };

  const row = ({ code, name, cells, none }, width) => {
    const counted = none ? [element("td", { colspan: width, class: "esf-none" }, none)] : cells.map(cell);
    return element("tr", {}, element("th", { scope: "row" }, code), element("td", {}, name), ...counted);
  };

  const group = ({ name, rows }, columns) => {
    const head = element("th", { scope: "rowgroup", colspan: columns.length, class: "esf-when" }, name);
    return element("tbody", {}, element("tr", {}, head), ...rows.map((one) => row(one, columns.length - 2)));
  };

  const draw = ({ title, facts, columns, groups, notes }) => {
    const head = columns.map((text, index) =>
      element("th", index > 1 ? { scope: "col", class: "is-number" } : { scope: "col" }, text));
    const table = element("table", { class: "data-table esf-table" },
      element("caption", {}, title),
      element("thead", {}, element("tr", {}, ...head)),
      ...groups.map((one) => group(one, columns)));
    const about = facts.map(([name, value]) => element("div", {}, element("dt", {}, name), element("dd", {}, value)));
    place().replaceChildren(
      element("dl", { class: "esf-facts" }, ...about),
      element("div", { class: "esf-scroll", tabindex: "0", role: "region", "aria-label": title }, table),
      ...notes.map((note) => element("p", { class: "panel-note" }, note)));
  };

  document.addEventListener("rinnalla:done", ({ target, detail }) => {
    if (target.id !== FORM) return;
    if (detail.file) save(detail.file);
    if (detail.sheet) draw(detail.sheet);
  });

  document.addEventListener("rinnalla:moved", () => {
    if (!window.rinnalla.refreshing) place()?.replaceChildren();
  });
})();
