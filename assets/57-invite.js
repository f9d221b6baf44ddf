// A link to set a password comes with the answer to a form and is shown this once: it is on the screen, and nowhere else.
"use strict";
(() => {
  const panel = () => document.getElementById("people-link");

  document.addEventListener("rinnalla:done", ({ detail }) => {
    if (!detail?.invite || !panel()) return;
    panel().querySelector(".who").textContent = detail.who;
    panel().querySelector(".secret-link").textContent = new URL(detail.invite, location.href).href;
    panel().hidden = false;
    panel().querySelector("button").focus();
  });

  document.addEventListener("click", async ({ target }) => {
    const button = target.closest("#people-link button");
    if (!button) return;
    await window.rinnalla.copy(panel().querySelector(".secret-link").textContent);
    window.rinnalla.say(document.getElementById("status").dataset.copied);
  });
})();
