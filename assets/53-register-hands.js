// Fingers and keys on the register of a session. L M I P H mark the person at hand and go on to the next; digits are
// the minutes of who was marked late last, or choose the reason of who was marked excused last; arrows move between
// people and marks. Keys do something only within the register.
"use strict";
(() => {
  const { register, sheet: draw } = window.rinnalla;
  const current = () => register.current();

  const ways = (row) => [...row.querySelectorAll("[data-way]")];

  // The buttons of a person are one stop of the Tab key: the one that was used last.
  const focusOn = (enrolment, column = -1) => {
    const row = draw.rowOf(current().parts.people, enrolment);
    const buttons = row ? ways(row) : [];
    if (!buttons.length) return;
    const stop = buttons[column] ?? buttons.find((button) => button.tabIndex === 0);
    for (const button of buttons) button.tabIndex = button === stop ? 0 : -1;
    stop.focus();
  };

  const within = (number, most) => Math.min(Math.max(number, 0), most);
  const move = (row, people, columns) => {
    const rows = [...current().parts.people.children];
    const column = ways(row).indexOf(document.activeElement);
    const next = rows[within(rows.indexOf(row) + people, rows.length - 1)];
    current().digits = "";
    current().about = Number(next.dataset.enrolment);
    register.redraw();
    focusOn(next.dataset.enrolment, within(column + columns, ways(row).length - 1));
  };
  const goOn = ({ enrolment }) => {
    const next = draw.rowOf(current().parts.people, enrolment)?.nextElementSibling;
    if (next) focusOn(next.dataset.enrolment);
  };

  // ---- fingers ------------------------------------------------------------------------------------------------------

  const choose = (enrolment, mine) => {
    register.choose(register.personOf(enrolment), mine);
    focusOn(enrolment);
  };
  const does = {
    all: register.all,
    undo: register.undo,
    drop: register.drop,
    clear: () => {
      register.clear(register.personOf(current().about));
      focusOn(current().about);
    },
    minutes_late: ({ value }) => register.minutes("minutes_late", value),
    notice: ({ value }, pressed) => register.detail("notice", pressed ? null : value),
    reason: ({ value }, pressed) => register.detail("reason", pressed ? null : value),
    theirs: ({ enrolment }) => choose(enrolment, false),
    mine: ({ enrolment }) => choose(enrolment, true),
  };

  document.addEventListener("click", ({ target }) => {
    const pressed = target.closest("#register-sheet button");
    if (!pressed || !current()) return;
    const { way, enrolment, registerDo } = pressed.dataset;
    if (way) {
      register.mark(register.personOf(enrolment), way);
      focusOn(enrolment, ways(pressed.closest("li")).indexOf(pressed));
    } else does[registerDo](pressed.dataset, pressed.ariaPressed === "true");
  });

  document.addEventListener("input", ({ target }) => {
    const field = target.closest("#register-sheet input");
    if (field && current() && field.checkValidity()) register.minutes(field.dataset.registerDo, field.value, true);
  });

  // ---- keys ---------------------------------------------------------------------------------------------------------

  const MOVES = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

  const meant = (event) => {
    const { about, digits, words } = current();
    const row = event.target.closest("li[data-enrolment]");
    const key = event.key.toLowerCase();
    if (key === "z" && !event.altKey) return register.undo;
    if (event.ctrlKey || event.metaKey || event.altKey) return null;
    if (key === "a") return register.all;
    if (/^\d$/.test(key) || (key === "backspace" && digits)) return () => register.digit(event.key);
    if (row && event.key in MOVES) return () => move(row, ...MOVES[event.key]);
    const person = register.personOf(row ? row.dataset.enrolment : about);
    if (!person) return null;
    if (key === "delete") return () => register.clear(person);
    const way = words.ways.find((one) => one.key.toLowerCase() === key)?.way;
    return way ? () => { register.mark(person, way); goOn(person); } : null;
  };

  document.addEventListener("keydown", (event) => {
    if (!current()?.state.open || !event.target.closest("#register-sheet")) return;
    if (event.target.matches("input")) {
      if (event.key === "Enter") focusOn(current().about);
      return;
    }
    const act = meant(event);
    if (!act) return;
    event.preventDefault();
    act();
  });

  // With keys at hand one begins at once, at the first person without a mark.
  const begin = ({ root, state }) => {
    if (!state.open || !state.people.length || !matchMedia("(hover: hover) and (pointer: fine)").matches) return;
    const first = state.people.find(({ entry }) => !entry) ?? state.people[0];
    setTimeout(() => {
      const idle = [document.body, document.getElementById("main")].includes(document.activeElement);
      if (current()?.root === root && idle) focusOn(first.enrolment);
    });
  };
  window.rinnalla.hands = { begin };
})();
