// Small things that several scripts need: a line that says what happened, and the clipboard.
"use strict";
(() => {
  const STAYS = 6000;
  let timer;

  const say = (text) => {
    const line = document.getElementById("status");
    line.textContent = text;
    clearTimeout(timer);
    timer = setTimeout(() => { line.textContent = ""; }, STAYS);
  };

  // Browsers give the clipboard to secure addresses only; elsewhere the old way still works.
  const copy = async (text) => {
    if (navigator.clipboard) return navigator.clipboard.writeText(text);
    const field = document.createElement("textarea");
    const before = document.activeElement;
    field.value = text;
    document.body.append(field);
    field.select();
    const copied = document.execCommand("copy");
    field.remove();
    before?.focus();
    if (!copied) throw new Error("the browser does not let a page copy");
  };

  Object.assign(window.rinnalla, { say, copy });
})();
