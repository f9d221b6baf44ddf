// Taking the register of a session: what is known of each mark, and what the server and colleagues say to it. What is
// written goes to the outbox (50-register-outbox.js) at once; what is drawn is in 51-register-sheet.js, and what
// fingers and keys do in 53-register-hands.js.
"use strict";
(() => {
  const { outbox, sheet: draw, sameEntry } = window.rinnalla;
  const TYPING = 700; // milliseconds in which digits follow each other
  let open = null; // the register on this page, or null

  // ---- what is known ------------------------------------------------------------------------------------------------

  const personOf = (enrolment) => open.state.people.find((person) => person.enrolment === Number(enrolment));
  const entryOf = (person) => {
    const waiting = open.ours.waiting.get(person.enrolment);
    return waiting ? waiting.entry : person.entry;
  };
  const stuck = () => open.ours.waiting.size > 0 && Boolean(open.ours.refused || open.ours.away);

  const kept = (person) => {
    if (open.ours.waiting.has(person.enrolment)) return stuck() ? open.words.waiting : "…";
    if (person.by) return draw.fill(open.words.by, { who: person.by.split(" ")[0], at: person.at });
    return person.entry ? "✓" : "";
  };
  const shown = (person) => {
    const choice = open.ours.choices.get(person.enrolment);
    return {
      ...person,
      open: open.state.open,
      entry: entryOf(person),
      waiting: open.ours.waiting.has(person.enrolment),
      changed: open.changed.has(person.enrolment),
      kept: kept(person),
      two: choice ? person.by ?? open.words.somebody : null,
      theirs: person.entry,
      mine: choice?.entry,
    };
  };

  const stateText = () => {
    const { words, ours, state } = open;
    const recorded = state.people.filter((person) => entryOf(person)).length;
    const marked = draw.fill(words.marked, { recorded, expected: state.people.length });
    const unsent = { num: ours.waiting.size, why: ours.refused ?? words.away };
    if (stuck()) return `${marked} · ${draw.fill(words.unsent, unsent)}`;
    if (ours.waiting.size) return `${marked} · ${words.saving}`;
    return ours.savedAt ? `${marked} · ${draw.fill(words.saved, { at: ours.savedAt })}` : marked;
  };

  const hear = (text) => draw.write(open.parts.heard, text);
  const announce = (person) => hear(`${person.code}: ${draw.say(open.words, entryOf(person))}`);

  const redraw = () => {
    open.ours = outbox.ours(open.state.session);
    const people = open.state.people.map(shown);
    draw.drawRows(open.parts, open.words, people, open.state.open);
    draw.drawAbout(open.parts, open.words, people, people.find(({ enrolment }) => enrolment === open.about));
    draw.write(open.parts.state, stateText());
    open.parts.state.classList.toggle("is-unsent", stuck());
    open.parts.drop.hidden = !open.ours.refused;
    if (stuck() && !open.told) hear(stateText());
    open.told = stuck();
  };

  // ---- writing ------------------------------------------------------------------------------------------------------

  const write = (person, entry, soon = 0) => outbox.put(open.state.session, person.enrolment, person, entry, soon);

  // One step, which undo takes back as a whole. `goesOn` names a step that the next one of that name belongs to.
  const step = (changes, { soon = 0, goesOn = "" } = {}) => {
    const made = changes
      .map(([person, entry]) => ({ enrolment: person.enrolment, from: entryOf(person), to: entry }))
      .filter(({ from, to }) => !sameEntry(from, to));
    for (const { enrolment, to } of made) {
      open.changed.delete(enrolment);
      write(personOf(enrolment), to, soon);
    }
    const last = open.undo.at(-1);
    if (made.length && goesOn && last?.goesOn === goesOn) last.made[0].to = made[0].to;
    else if (made.length) open.undo.push({ made, goesOn });
    redraw();
    return made.length;
  };

  const PLAIN = {
    present: { status: "present" },
    late: { status: "late", notice: "unknown" },
    told: { status: "absent", notice: "before" },
    untold: { status: "absent", notice: "none" },
    excused: { status: "absent", notice: "unknown", excused: true },
  };
  // What was told beforehand is taken over whole, and what is known already stays where it fits.
  const entryFor = (way, person) => {
    const before = entryOf(person);
    if (draw.wayOf(before) === way) return before;
    if (person.told && draw.wayOf(person.told.entry) === way) return person.told.entry;
    const entry = { ...PLAIN[way] };
    if (before?.left_early && entry.status !== "absent") entry.left_early = before.left_early;
    if (before?.status === "absent" && way === "excused") entry.notice = before.notice;
    return entry;
  };

  const mark = (person, way) => {
    open.about = person.enrolment;
    open.digits = "";
    step([[person, entryFor(way, person)]]);
    announce(person);
  };

  const clear = (person) => {
    open.about = person.enrolment;
    step([[person, null]]);
    announce(person);
  };

  // Only who has no mark, and not who told beforehand that they will not be here.
  const all = () => {
    const free = open.state.people.filter((person) => !entryOf(person) && !person.told);
    hear(step(free.map((person) => [person, PLAIN.present])) ? stateText() : open.words.everybody);
  };

  const undo = () => {
    const last = open.undo.pop();
    if (!last) {
      hear(open.words.nothing);
      return;
    }
    open.digits = "";
    for (const { enrolment, from, to } of last.made) {
      const person = personOf(enrolment);
      if (!person) continue;
      if (sameEntry(entryOf(person), to)) write(person, from);
      else window.rinnalla.say(draw.fill(open.words.untouched, person));
      open.about = enrolment;
    }
    redraw();
    if (open.about !== null) announce(personOf(open.about));
  };

  // A part of a mark: minutes, notice, reason; null takes it away.
  const detail = (name, value, options) => {
    const person = personOf(open.about);
    const entry = { ...entryOf(person), [name]: value };
    if (value === null) delete entry[name];
    if (name === "notice" && value === null) entry.notice = PLAIN[draw.wayOf(entryOf(person))].notice;
    step([[person, entry]], options);
    announce(person);
  };
  const minutes = (name, text, typed) => {
    const number = Math.trunc(Number(text));
    const fits = number >= 1 && number <= 1440;
    detail(name, fits ? number : null, typed ? { soon: TYPING, goesOn: `${name} ${open.about}` } : {});
  };

  // Digits that are typed after a mark: how late, or which of the reasons.
  const digit = (key) => {
    const way = open.about === null ? null : draw.wayOf(entryOf(personOf(open.about)));
    if (way === "late") {
      open.digits = key === "Backspace" ? open.digits.slice(0, -1) : (open.digits + key).slice(0, 3);
      minutes("minutes_late", open.digits, true);
    } else if (way === "excused") {
      const reason = open.words.reasons[Number(key) - 1]?.[0];
      if (reason) detail("reason", reason);
    }
  };

  const choose = (person, mine) => {
    const { entry } = open.ours.choices.get(person.enrolment);
    outbox.leaveOut(open.state.session, person.enrolment);
    if (mine) write(person, entry);
    open.about = person.enrolment;
    redraw();
    announce(person);
  };

  const drop = () => {
    outbox.leaveOut(open.state.session);
    redraw();
  };

  // ---- what the server says -----------------------------------------------------------------------------------------

  const begin = (root) => {
    const state = JSON.parse(root.dataset.register);
    const words = JSON.parse(root.dataset.words);
    const before = open?.root === root ? open : {};
    open = { about: null, undo: [], changed: new Set(), ...before, root, words, state, digits: "" };
    open.raw = root.dataset.register;
    open.parts = draw.frame(root, words, state.open);
    outbox.own(state.account);
    redraw();
    window.rinnalla.hands.begin(open);
  };

  const merge = (state) => {
    if (state.session !== open.state.session || state.stamp < open.state.stamp) return;
    const before = new Map(open.state.people.map((person) => [person.enrolment, entryOf(person)]));
    const theirs = state.people.filter(
      ({ enrolment, entry, by }) => by && before.has(enrolment) && !sameEntry(before.get(enrolment), entry),
    );
    open.state = state;
    for (const { enrolment } of theirs) open.changed.add(enrolment);
    redraw();
    const said = theirs.map(({ code, by, entry }) => (
      draw.fill(open.words.colleague, { who: by, code, what: draw.say(open.words, entry) })
    ));
    if (said.length) hear(said.join(" "));
  };

  // Laid out, or changed by the page's callback.
  const look = () => {
    const root = document.getElementById("register-sheet");
    const raw = root?.dataset.register;
    if (raw && open?.root === root && open.raw === raw) return;
    if (!raw) {
      open = null;
      return;
    }
    const state = JSON.parse(raw);
    const goesOn = open?.root === root && state.session === open.state.session && state.open === open.state.open;
    if (!goesOn) begin(root);
    else {
      open.raw = raw;
      merge(state);
    }
  };

  document.addEventListener("rinnalla:register", ({ detail: { session, state, gone = [] } }) => {
    if (!open) return;
    if (!state || Number(session) !== open.state.session) {
      redraw();
      return;
    }
    const codes = gone.map((enrolment) => personOf(enrolment)?.code ?? enrolment);
    merge(state);
    for (const code of codes) window.rinnalla.say(draw.fill(open.words.gone, { code }));
  });

  window.rinnalla.register = {
    all, choose, clear, current: () => open, detail, digit, drop, mark, minutes, personOf, redraw, undo,
  };
  const watched = { attributes: true, attributeFilter: ["data-register"], childList: true, subtree: true };
  new MutationObserver(look).observe(document.documentElement, watched);
})();
