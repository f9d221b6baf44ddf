// Popovers are <details data-popover>: the browser opens them by mouse and keyboard. Here they close, as people expect:
// with Escape (the focus returns), with a click elsewhere, when the focus moves on, and when another one opens.
"use strict";
(() => {
  const open = () => [...document.querySelectorAll("details[data-popover][open]")];

  const closeOthers = (target) => {
    for (const popover of open()) if (!popover.contains(target)) popover.open = false;
  };

  document.addEventListener("click", (event) => closeOthers(event.target));
  document.addEventListener("focusin", ({ target }) => {
    // Pressing on a label or a blank spot moves the focus to what surrounds it: nobody has left then.
    if (!open().some((popover) => target.contains(popover))) closeOthers(target);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const popover of open()) {
      popover.open = false;
      if (popover.contains(document.activeElement)) popover.querySelector("summary").focus();
    }
  });
})();
