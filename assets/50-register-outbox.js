// Marks on their way to the server. Each is kept until the server has said that it is there: when the connection drops,
// when the page is loaded anew, when the sign-in has ended. They lie in this tab's sessionStorage, by the numbers of
// account, session and enrolment, and are gone once they are sent, at signing out, and when the tab is closed.
//
// A change says on which version of the mark it was made. Of each mark one change is on its way at a time, and is sent
// again as it is until there is an answer, which the server understands; what is pressed meanwhile waits behind it.
"use strict";
(() => {
  const KEY = "rinnalla.register";
  const PAUSES = [1000, 2000, 5000, 10000, 20000]; // milliseconds between tries
  const PATIENCE = 15000; // milliseconds without an answer
  const MOST = 40; // marks at once

  // {account, boxes: {account: {queues: {session: {enrolment: [{base, entry, tried}]}}, choices: {session: {enrolment:
  // {entry}}}}}}: a choice is a mark of ours where a colleague has written another one.
  const load = () => JSON.parse(sessionStorage.getItem(KEY)) ?? { account: null, boxes: {} };
  const all = load();
  const refused = new Map(); // session -> why the server will not have its marks
  const savedAt = new Map(); // session -> when something of it was saved last, in words
  let busy = false;
  let failures = 0;
  let timer;

  const box = () => (all.boxes[all.account] ??= { queues: {}, choices: {} });
  const queues = (session) => (box().queues[session] ??= {});
  const choices = (session) => (box().choices[session] ??= {});
  const same = (one, other) => window.rinnalla.sameEntry(one, other);

  const tidy = (part) => {
    for (const [session, byEnrolment] of Object.entries(part)) {
      for (const [enrolment, value] of Object.entries(byEnrolment)) {
        if (Array.isArray(value) && !value.length) delete byEnrolment[enrolment];
      }
      if (!Object.keys(byEnrolment).length) delete part[session];
    }
  };
  const keep = () => {
    for (const { queues: waiting, choices: open } of Object.values(all.boxes)) {
      tidy(waiting);
      tidy(open);
    }
    const empty = Object.values(all.boxes).every((one) => !Object.keys({ ...one.queues, ...one.choices }).length);
    if (empty) sessionStorage.removeItem(KEY);
    else sessionStorage.setItem(KEY, JSON.stringify(all));
  };
  const tell = (detail) => document.dispatchEvent(new CustomEvent("rinnalla:register", { detail }));

  const count = (part) => Object.values(part).reduce((sum, one) => sum + Object.keys(one).length, 0);
  const unsent = () => count(box().queues);
  const held = () => unsent() + count(box().choices);

  const fieldsOf = (session, heads) => {
    const fields = { session, account: String(all.account), enrolments: heads.map(([enrolment]) => enrolment) };
    for (const [enrolment, { base, entry }] of heads) {
      fields[`${enrolment}-base`] = String(base);
      for (const [name, value] of Object.entries(entry ?? {})) fields[`${enrolment}-${name}`] = String(value);
    }
    return fields;
  };

  const settle = (session, { verdicts, state }) => {
    const gone = [];
    for (const [enrolment, verdict] of Object.entries(verdicts)) {
      const waiting = queues(session)[enrolment];
      const head = waiting.shift();
      const now = state.people.find((person) => String(person.enrolment) === enrolment);
      if (verdict === "differs") choices(session)[enrolment] = { entry: (waiting.at(-1) ?? head).entry };
      if (verdict === "not-expected") gone.push(enrolment);
      if (["differs", "not-expected"].includes(verdict) || (waiting.length && same(waiting[0].entry, now.entry))) {
        waiting.length = 0;
      }
      if (waiting.length) waiting[0].base = now.version;
    }
    return gone;
  };

  const answered = (session, { code, message, data }) => {
    if (code === 200) {
      failures = 0;
      const gone = settle(session, data);
      savedAt.set(session, data.state.at);
      keep();
      if (message && !document.getElementById("register-sheet")) window.rinnalla.say(message);
      tell({ session, state: data.state, gone });
    } else if (code >= 500 || code === 429) {
      failures += 1;
    } else if (code !== 401) { // then the page leaves for the sign-in page, and comes back
      refused.set(session, message);
    }
  };

  const late = () => new Promise((_, reject) => setTimeout(reject, PATIENCE, new TypeError("no answer")));

  const send = async () => {
    clearTimeout(timer);
    if (busy) return;
    const session = Object.keys(box().queues).find((one) => !refused.has(one) && Object.keys(queues(one)).length);
    if (!session || !navigator.onLine) return;
    busy = true;
    const heads = Object.entries(queues(session)).slice(0, MOST).map(([enrolment, [head]]) => [enrolment, head]);
    for (const [, head] of heads) head.tried = true;
    keep();
    tell({ session });
    try {
      answered(session, await Promise.race([window.rinnalla.post("register/mark", fieldsOf(session, heads)), late()]));
    } catch (error) {
      // No connection, or an answer that is none of ours: whatever stands between here and the server.
      if (!(error instanceof TypeError || error instanceof SyntaxError)) throw error;
      failures += 1;
    } finally {
      busy = false;
    }
    tell({ session });
    if (unsent()) timer = setTimeout(send, failures ? PAUSES[Math.min(failures, PAUSES.length) - 1] : 0);
  };

  // Whose marks these are: others that lie in this tab are not theirs to send.
  const own = (account) => {
    all.account = account;
    refused.clear();
    if (unsent()) send();
  };

  // Change a mark, known to be `entry` in its `version`; `soon` waits a moment for more of the same, such as digits.
  const put = (session, enrolment, known, entry, soon = 0) => {
    const waiting = (queues(session)[enrolment] ??= []);
    const last = waiting.at(-1);
    if (last && !last.tried) last.entry = entry;
    else waiting.push({ base: known.version, entry, tried: false });
    if (waiting.length === 1 && !waiting[0].tried && same(entry, known.entry)) waiting.pop();
    delete choices(session)[enrolment];
    keep();
    clearTimeout(timer);
    if (!busy) timer = setTimeout(send, soon);
  };

  const byNumber = (part, of) => new Map(Object.entries(part).map(([number, value]) => [Number(number), of(value)]));

  // What is kept of a session: the latest entry of ours by enrolment, and what waits for a choice.
  const ours = (session) => ({
    waiting: byNumber(queues(session), (waiting) => waiting.at(-1)),
    choices: byNumber(choices(session), (choice) => choice),
    refused: refused.get(String(session)),
    savedAt: savedAt.get(String(session)),
    away: failures > 0 || !navigator.onLine,
  });

  const leaveOut = (session, enrolment) => {
    if (enrolment === undefined) delete box().queues[session];
    else delete choices(session)[enrolment];
    refused.delete(String(session));
    keep();
  };

  addEventListener("online", () => {
    failures = 0;
    tell({});
    send();
  });
  addEventListener("offline", () => tell({}));
  document.addEventListener("visibilitychange", () => { if (!document.hidden && unsent()) send(); });

  addEventListener("beforeunload", (event) => { if (held() && !window.rinnalla.leaving) event.preventDefault(); });
  document.addEventListener("submit", (event) => {
    if (!event.submitter?.formAction.endsWith("/sign-out")) return;
    if (held() && !confirm(document.getElementById("status").dataset.unsent)) {
      event.preventDefault();
      return;
    }
    all.boxes = {};
    keep();
  });

  window.rinnalla.outbox = { own, put, ours, leaveOut };
  if (all.account !== null && unsent()) setTimeout(send);
})();
