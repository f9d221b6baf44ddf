// How the register of a session looks: a row a person, and at the bottom what there is to say about the mark that was
// made last. Everything is drawn once and then changed in its place, so that nothing moves under the fingers.
"use strict";
(() => {
  const element = (name, attributes, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  };
  const button = (attributes, ...children) => element("button", { type: "button", ...attributes }, ...children);
  const glyph = (way) => element("span", { class: `status status-${way}`, "aria-hidden": "true" });
  const write = (target, text) => { if (target.textContent !== text) target.textContent = text; };
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

  // ---- marks in words -----------------------------------------------------------------------------------------------

  const sameEntry = (one, other) => {
    const plain = (entry) => JSON.stringify(Object.entries(entry ?? {}).sort());
    return plain(one) === plain(other);
  };

  const wayOf = (entry) => {
    if (!entry) return null;
    if (entry.status !== "absent") return entry.status;
    if (entry.excused) return "excused";
    return entry.notice === "before" ? "told" : "untold";
  };

  const say = (words, entry) => {
    if (!entry) return words.unrecorded;
    const reason = entry.reason !== "unknown" && words.reasons.find(([value]) => value === entry.reason)?.[1];
    return [
      words.ways.find(({ way }) => way === wayOf(entry)).name,
      entry.minutes_late && fill(words.late, { num: entry.minutes_late }),
      entry.left_early && fill(words.early, { num: entry.left_early }),
      entry.status === "late" && entry.notice === "before" && words.before,
      entry.notice === "after" && words.afterwards,
      reason,
    ].filter(Boolean).join(", ");
  };

  // ---- the frame ----------------------------------------------------------------------------------------------------

  const frame = (root, words, open) => {
    const columns = words.ways.map(({ way, short }) => element("span", {}, glyph(way), short));
    const parts = {
      ways: element("div", { class: "register-ways", "aria-hidden": "true" }, ...columns),
      people: element("ul", { class: "register-people", "aria-label": words.people }),
      about: element("div", { class: "register-about" }),
      all: button({ class: "button", "data-register-do": "all", "aria-keyshortcuts": "A" }, words.all),
      undo: button({ class: "button quiet", "data-register-do": "undo", "aria-keyshortcuts": "Z" }, words.undo),
      drop: button({ class: "button quiet", "data-register-do": "drop", hidden: "" }, words.drop),
      state: element("p", { class: "register-state" }),
      heard: element("p", { class: "visually-hidden", role: "status" }),
      keys: element("p", { class: "register-keys" }, words.keys),
    };
    const buttons = element("div", { class: "register-buttons" }, parts.all, parts.undo, parts.drop, parts.state);
    parts.dock = element("div", { class: "register-dock" }, parts.about, buttons);
    for (const part of [parts.ways, parts.dock, parts.keys]) part.hidden = !open;
    root.replaceChildren(parts.ways, parts.people, parts.dock, parts.heard, parts.keys);
    return parts;
  };

  // ---- a row a person -----------------------------------------------------------------------------------------------

  const wayButton = (enrolment, { way, key, short }) => button(
    { class: `register-way way-${way}`, "data-way": way, "data-enrolment": enrolment, "aria-pressed": "false",
      "aria-keyshortcuts": key, tabindex: "-1" },
    element("span", { class: "way-key" }, key), " ", element("span", { class: "way-name" }, short),
  );

  const newRow = (words, { enrolment, code }, open) => {
    const said = `register-said-${enrolment}`;
    const toolbar = element(
      "div", { class: "register-marks", role: "toolbar", "aria-label": code, "aria-describedby": said },
      ...words.ways.map((way) => wayButton(enrolment, way)),
    );
    toolbar.firstElementChild.tabIndex = 0;
    return element(
      "li", { class: "register-person", "data-enrolment": enrolment },
      element("span", { class: "register-code" }, code),
      element("span", { class: "register-said", id: said }),
      element("span", { class: "register-kept" }),
      ...(open ? [toolbar] : []),
    );
  };

  const rowOf = (people, enrolment) => people.querySelector(`li[data-enrolment="${enrolment}"]`);

  // `person` as the controller knows it: what is shown of them, whatever the server has heard of it.
  const drawRow = (words, row, person) => {
    const way = wayOf(person.entry);
    const suggested = person.entry || !person.told ? null : wayOf(person.told.entry);
    row.classList.toggle("is-waiting", person.waiting);
    row.classList.toggle("is-new", person.changed);
    row.classList.toggle("is-two", person.two);
    const unsaid = person.open ? words.unrecorded : "";
    const said = person.entry ? say(words, person.entry) : person.told?.text ?? unsaid;
    write(row.querySelector(".register-said"), person.two ? words.two : said);
    write(row.querySelector(".register-kept"), person.kept);
    for (const each of row.querySelectorAll("[data-way]")) {
      each.setAttribute("aria-pressed", String(each.dataset.way === way));
      each.classList.toggle("is-suggested", each.dataset.way === suggested);
    }
  };

  // The rows in their order; one that is there stays the one it is.
  const drawRows = (parts, words, people, open) => {
    const wanted = new Set(people.map((person) => String(person.enrolment)));
    for (const row of [...parts.people.children]) if (!wanted.has(row.dataset.enrolment)) row.remove();
    people.forEach((person, index) => {
      const row = rowOf(parts.people, person.enrolment) ?? newRow(words, person, open);
      if (parts.people.children[index] !== row) parts.people.insertBefore(row, parts.people.children[index] ?? null);
      drawRow(words, row, person);
    });
  };

  // ---- what there is to say about one mark --------------------------------------------------------------------------

  const MINUTES = [5, 10, 15, 20, 30, 45];

  const chip = (does, value, text) => button(
    { class: "register-chip", "data-register-do": does, "data-value": value, "aria-pressed": "false" }, String(text),
  );
  const number = (does, label) => element(
    "label", { class: "register-number" }, element("span", {}, label),
    element("input", { type: "number", min: "1", max: "1440", inputmode: "numeric", "data-register-do": does }),
  );

  const details = {
    present: (words) => [number("left_early", words.minutesEarly)],
    late: (words) => [
      ...MINUTES.map((minutes) => chip("minutes_late", minutes, minutes)),
      number("minutes_late", words.minutesLate), chip("notice", "before", words.before),
      number("left_early", words.minutesEarly),
    ],
    told: () => [],
    untold: (words) => [chip("notice", "after", words.afterwards)],
    excused: (words) => words.reasons.map(([value, label], index) => {
      const made = chip("reason", value, label);
      made.prepend(element("span", { class: "chip-key", "aria-hidden": "true" }, String(index + 1)));
      return made;
    }),
  };

  const choice = (words, { enrolment, code, two, theirs, mine }) => {
    const [one, other] = [say(words, theirs), say(words, mine)];
    const asked = fill(words.differs, { code, who: two, theirs: one, mine: other });
    const about = { "data-enrolment": enrolment };
    return element(
      "div", { class: "register-choice", role: "group", "aria-label": asked }, element("p", {}, asked),
      button({ class: "button quiet", "data-register-do": "theirs", ...about }, fill(words.theirs, { what: one })),
      button({ class: "button quiet", "data-register-do": "mine", ...about }, fill(words.mine, { what: other })),
    );
  };

  const drawPressed = (about, entry) => {
    for (const each of about.querySelectorAll("[data-register-do]")) {
      const { registerDo: name, value } = each.dataset;
      const now = String(entry?.[name] ?? "");
      if (each.matches("input")) {
        if (each !== document.activeElement) each.value = now;
      } else if (value) each.setAttribute("aria-pressed", String(now === value));
    }
  };

  // Built anew only when it is about something else: whoever types a number goes on typing.
  const drawAbout = (parts, words, people, person) => {
    const open = people.filter(({ two }) => two);
    const way = wayOf(person?.entry);
    const key = open.length ? JSON.stringify(open.map((one) => [one.enrolment, one.theirs, one.mine]))
      : `${person?.enrolment} ${way}`;
    if (parts.about.dataset.key !== key) {
      parts.about.dataset.key = key;
      const heading = person && way ? [element("p", { class: "about-whom" }), ...details[way](words),
        button({ class: "register-chip", "data-register-do": "clear" }, words.clear)]
        : [element("p", { class: "about-hint" }, words.hint)];
      parts.about.replaceChildren(...(open.length ? open.map((one) => choice(words, one)) : heading));
    }
    if (open.length || !way) return;
    write(parts.about.querySelector(".about-whom"), person.code);
    drawPressed(parts.about, person.entry);
  };

  window.rinnalla.sameEntry = sameEntry;
  window.rinnalla.sheet = { drawAbout, drawRows, fill, frame, rowOf, say, wayOf, write };
})();
