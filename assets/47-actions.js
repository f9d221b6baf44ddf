// Forms that do something (form[data-do]): sent without leaving the page. What is refused is said beside the field it is
// about; what was typed stays until it is saved, also when the connection is away or a colleague was quicker.
"use strict";
(() => {
  const words = () => document.getElementById("status").dataset;
  const token = () => /(?:^|; )_csrf_token=([^;]+)/.exec(document.cookie)?.[1] ?? "";

  const post = async (action, fields) => {
    const answer = await fetch(`/do/${action}`, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": token() },
      body: JSON.stringify(fields),
    });
    return { code: answer.status, ...(await answer.json()) };
  };

  const read = (form, submitter) => {
    const fields = {};
    for (const [name, value] of new FormData(form, submitter)) {
      if (typeof value !== "string") continue;
      fields[name] = name in fields ? [fields[name], value].flat() : value;
    }
    return fields;
  };

  const wrappers = (form) => [...form.querySelectorAll("[data-field]")];
  const control = (wrapper) => document.getElementById(wrapper.dataset.control);
  const write = (wrapper, value) => window.dash_clientside.set_props(wrapper.dataset.control, { value });

  const describe = (wrapper, sentence) => {
    const said = wrapper.querySelector(".field-error");
    if (!said) return;
    said.textContent = sentence;
    const target = control(wrapper);
    target.toggleAttribute("aria-invalid", Boolean(sentence));
    if (sentence) target.setAttribute("aria-invalid", "true");
    const hint = wrapper.querySelector(".field-hint");
    const ids = [hint?.id, sentence && said.id].filter(Boolean);
    if (ids.length) target.setAttribute("aria-describedby", ids.join(" "));
    else target.removeAttribute("aria-describedby");
  };

  const message = (form) => form.querySelector(".form-message");
  const tell = (form, text, lines = []) => {
    const shown = lines.map((line) => Object.assign(document.createElement("blockquote"), { textContent: line }));
    message(form).replaceChildren(text, ...shown);
  };
  const clear = (form) => {
    tell(form, "");
    for (const wrapper of wrappers(form)) describe(wrapper, "");
  };

  // Where somebody is typing, nothing is drawn anew beneath their hands (46-live.js asks this).
  const dirty = () => [...document.querySelectorAll("form[data-do][data-dirty]:not([data-live])")];
  window.rinnalla.typing = () => dirty().length > 0;

  const clean = (form) => {
    delete form.dataset.dirty;
    for (const wrapper of wrappers(form)) write(wrapper, JSON.parse(wrapper.dataset.initial));
    const again = form.querySelector("[type=submit]");
    if (again?.dataset.said) {
      again.textContent = again.dataset.said;
      delete again.dataset.said;
    }
  };

  const saved = (form, { message: text, go, data }) => {
    clear(form);
    clean(form);
    const opened = form.closest("details.disclosure, details[data-popover]");
    if (opened) {
      opened.open = false;
      opened.querySelector("summary").focus();
    }
    window.rinnalla.say(text);
    form.dispatchEvent(new CustomEvent("rinnalla:done", { bubbles: true, detail: data }));
    if (go) window.rinnalla.goTo(new URL(go, location.href));
    else window.rinnalla.refresh();
  };

  const unfit = (form, { message: text, fields = {} }) => {
    tell(form, text);
    let first = null;
    for (const wrapper of wrappers(form)) {
      const sentence = fields[wrapper.dataset.field] ?? "";
      describe(wrapper, sentence);
      if (sentence && !first) first = wrapper.querySelector("input:not([type=hidden]), select, textarea");
    }
    first?.focus();
  };

  const meanwhile = (form, { message: text, theirs, seen, again }) => {
    tell(form, text, theirs);
    for (const wrapper of wrappers(form)) {
      if (wrapper.dataset.field in seen) write(wrapper, seen[wrapper.dataset.field]);
    }
    const button = form.querySelector("[type=submit]");
    if (again && button) {
      button.dataset.said ??= button.textContent;
      button.textContent = again;
    }
  };

  const answers = { 200: saved, 422: unfit, 409: meanwhile };

  const send = async (form, submitter) => {
    if (form.ariaBusy === "true") return;
    form.ariaBusy = "true";
    try {
      const answer = await post(form.dataset.do, read(form, submitter));
      (answers[answer.code] ?? unfit)(form, answer);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      tell(form, words().away);
    } finally {
      form.ariaBusy = null;
    }
  };

  document.addEventListener("submit", (event) => {
    const form = event.target.closest("form[data-do]");
    if (!form) return;
    event.preventDefault();
    send(form, event.submitter);
  });

  document.addEventListener("input", ({ target }) => {
    const form = target.closest("form[data-do]");
    if (form) form.dataset.dirty = "";
  });

  // Ctrl+Enter sends from within a text of several lines, where Enter is a new line.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.target.closest("form[data-do]")?.requestSubmit();
  });

  addEventListener("beforeunload", (event) => {
    if (window.rinnalla.typing() && !window.rinnalla.leaving) event.preventDefault();
  });

  Object.assign(window.rinnalla, { post, token });
})();
