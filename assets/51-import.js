// Files for the import: dropped on the card, or chosen with its button; sent at once, and looked at by the server.
"use strict";
(() => {
  const card = () => document.querySelector("[data-import]");

  const say = (zone, text) => { zone.querySelector(".import-said").textContent = text; };

  const send = async (zone, files) => {
    if (!files.length || zone.ariaBusy === "true") return;
    zone.ariaBusy = "true";
    say(zone, zone.dataset.sending);
    const body = new FormData();
    for (const file of files) body.append("files", file);
    try {
      const headers = { Accept: "application/json", "X-CSRFToken": window.rinnalla.token() };
      const answer = await fetch(zone.dataset.import, { method: "POST", headers, body });
      const { go, message } = await answer.json();
      say(zone, message ?? "");
      if (go) window.rinnalla.goTo(new URL(go, location.href));
    } catch (error) {
      // A folder, a file that is gone, or a connection that is away: the browser does not say which.
      if (!(error instanceof TypeError)) throw error;
      say(zone, zone.dataset.away);
    } finally {
      zone.ariaBusy = null;
    }
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-import-choose]");
    if (!button) return;
    const input = Object.assign(document.createElement("input"), { type: "file", multiple: true });
    input.accept = button.dataset.importChoose;
    input.addEventListener("change", () => send(button.closest("[data-import]"), [...input.files]));
    input.click();
  });

  const carriesFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");

  // Beside the card, a dropped file would replace the page.
  for (const name of ["dragover", "drop"]) {
    document.addEventListener(name, (event) => {
      if (!card() || !carriesFiles(event)) return;
      event.preventDefault();
      const zone = event.target.closest("[data-import]");
      card().toggleAttribute("data-over", name === "dragover" && Boolean(zone));
      if (name === "dragover" || !zone) return;
      const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry?.());
      if (entries.some((entry) => entry?.isDirectory)) say(zone, zone.dataset.folder);
      else send(zone, [...event.dataTransfer.files]);
    });
  }
  document.addEventListener("dragleave", (event) => {
    if (card() && !card().contains(event.relatedTarget)) card().removeAttribute("data-over");
  });
})();
