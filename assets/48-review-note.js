// The note of a review's item: what one types is kept a second later, and appears on the other screens. The words are
// the server's (data-text, data-version of #review-note), unless somebody has typed on. Two who write at once see both.
"use strict";
(() => {
  const SETTLES = 800; // milliseconds after the last key
  const AGAIN = 5000;
  let item = null; // whose note is in the field
  let base = { text: "", version: 0 }; // what the server has of it, as far as we know
  let timer;
  let sending = null;
  let clash = null; // a colleague's words that wait to be joined

  const wrapper = () => document.getElementById("review-note");
  const field = () => document.getElementById("review-note-text");
  const status = () => wrapper().querySelector(".note-status");
  const conflict = () => wrapper().querySelector(".note-conflict");
  const dirty = () => item !== null && field() !== null && field().value.trim() !== base.text.trim();
  const say = (text) => { status().textContent = text; };

  const show = (text) => {
    const { selectionStart, selectionEnd } = field();
    field().value = text;
    if (document.activeElement === field()) field().setSelectionRange(selectionStart, selectionEnd);
  };

  const clear = () => {
    clash = null;
    conflict().replaceChildren();
  };

  // Both, one after the other; what both had before they typed on stands there once.
  const joined = (theirs, mine) => {
    const common = theirs.startsWith(base.text) && mine.startsWith(base.text) ? base.text.length : 0;
    return `${theirs}\n${mine.slice(common).trimStart()}`;
  };

  const join = () => {
    const both = joined(clash.note, field().value);
    base = { text: clash.note, version: clash.version };
    show(both);
    clear();
    field().focus();
    save();
  };

  const ask = (answer) => {
    clash = answer.data;
    const theirs = Object.assign(document.createElement("blockquote"), { textContent: answer.theirs[0] });
    const both = Object.assign(document.createElement("button"), { type: "button", textContent: answer.again });
    both.className = "button";
    both.addEventListener("click", join);
    conflict().replaceChildren(answer.message, theirs, both);
    say("");
  };

  const post = (of, text, version) => (
    window.rinnalla.post("review/note", { item: of, text, version: String(version) })
  );

  // Of an item that is no longer shown: nobody can be asked, so both are kept.
  const keepBoth = (of, mine, { note, version }) => post(of, `${note}\n${mine}`, version);

  const answered = (answer, sent, of) => {
    if (of !== item) {
      if (answer.code === 409) keepBoth(of, sent, answer.data);
    } else if (answer.code === 409) ask(answer);
    else if (answer.code === 200) {
      base = { text: sent, version: answer.data.version };
      say(status().dataset.saved);
    } else say(answer.message);
  };

  const save = async () => {
    clearTimeout(timer);
    if (sending) await sending;
    if (!dirty() || clash) return;
    const sent = field().value;
    const of = item;
    say(status().dataset.saving);
    sending = post(of, sent, base.version);
    try {
      answered(await sending, sent, of);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      say(status().dataset.away);
      timer = setTimeout(save, AGAIN);
    } finally {
      sending = null;
    }
    if (dirty() && !clash) timer = setTimeout(save, SETTLES);
  };

  // The page has gone on while words were still on their way.
  const leave = async () => {
    const [of, text] = [item, field().value];
    const known = clash ?? { note: "", version: base.version };
    const answer = await (clash ? keepBoth(of, text, known) : post(of, text, base.version));
    if (answer.code === 409) keepBoth(of, text, answer.data);
  };

  // What the server says of the note: of another item, or newer words of this one.
  const follow = () => {
    const now = wrapper()?.dataset;
    if (!now || !field()) {
      item = null;
      return;
    }
    const version = Number(now.version);
    if (now.item !== item) {
      if (dirty()) leave();
      item = now.item;
      base = { text: now.text, version };
      clear();
      say("");
      show(now.text);
    } else if (version > base.version && !sending) {
      if (!dirty()) {
        base = { text: now.text, version };
        show(now.text);
        say(now.by ? status().dataset.theirs.replace("{name}", now.by) : "");
      } else save(); // and be told that there are both
    }
  };

  document.addEventListener("input", ({ target }) => {
    if (target !== field()) return;
    clearTimeout(timer);
    say("");
    timer = setTimeout(save, SETTLES);
  });
  document.addEventListener("focusout", ({ target }) => { if (target === field()) save(); });

  // Going on to another item waits until the words are kept; where they clash, one stays.
  document.addEventListener("click", async (event) => {
    const link = event.target.closest?.(".review-page a[href], .pages a[href]");
    if (!link || !dirty() || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    await save();
    if (dirty()) field().focus();
    else window.rinnalla.goTo(new URL(link.href));
  }, true);

  addEventListener("beforeunload", (event) => { if (dirty()) event.preventDefault(); });

  new MutationObserver(follow).observe(document.getElementById("react-entry-point"), {
    attributes: true, attributeFilter: ["data-version", "data-item", "data-text"], childList: true, subtree: true,
  });
})();
