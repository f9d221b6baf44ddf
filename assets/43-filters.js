// The filters live in the URL. A choice is written there, and the parameters are handed to the page's callback through
// the store that the filter bar names. Dash's router would lay the whole page out anew, so it is not told: charts stay
// mounted, an open popover stays open, the focus stays where it is. Back and Forward within a page go the same way.
"use strict";
(() => {
  const SETTLES = 1500; // milliseconds: changes of one filter that follow each other faster are one step of the history
  let path = location.pathname;
  let last = { time: 0, params: "" };

  const bar = () => document.querySelector("[data-filters]");
  const controls = (param) => [...bar().querySelectorAll(`[data-param="${param}"] :is(input, select)`)];

  const isList = (param) => "list" in bar().querySelector(`[data-param="${param}"]`).dataset;

  const read = (param) => {
    const fields = controls(param);
    if (isList(param)) return fields.filter((field) => field.checked).map((field) => field.value).join(",");
    return fields[0].value === "all" ? "" : fields[0].value;
  };

  const show = (param, value) => {
    const wrapper = bar().querySelector(`[data-param="${param}"]`);
    const target = isList(param) ? wrapper.firstElementChild : controls(param)[0];
    const empty = target.matches("select") ? "all" : "";
    const wanted = isList(param) ? value.split(",").filter(Boolean) : value || empty;
    window.dash_clientside.set_props(target.id, { value: wanted });
  };

  const tell = () => {
    const data = Object.fromEntries(new URLSearchParams(location.search));
    window.dash_clientside.set_props(bar().dataset.filters, { data });
    document.dispatchEvent(new CustomEvent("rinnalla:moved"));
  };

  const showAll = () => {
    const params = new URLSearchParams(location.search);
    for (const wrapper of bar().querySelectorAll("[data-param]")) {
      show(wrapper.dataset.param, params.get(wrapper.dataset.param) || "");
    }
  };

  // Write parameters into the URL (an empty text takes one away) and let the page follow.
  const choose = (values) => {
    const url = new URL(location.href);
    for (const [param, value] of Object.entries(values)) {
      if (value) url.searchParams.set(param, value);
      else url.searchParams.delete(param);
    }
    url.search = url.search.replaceAll("%2C", ",");
    if (url.search === location.search) return;
    const current = { time: Date.now(), params: Object.keys(values).join() };
    const goesOn = current.params === last.params && current.time - last.time < SETTLES;
    history[goesOn ? "replaceState" : "pushState"]({}, "", url);
    last = current;
    tell();
  };

  const iso = (date) => new Date(date - date.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
  const shifted = (date, days) => new Date(date.getFullYear(), date.getMonth(), date.getDate() + days);
  const day = () => {
    const asOf = new URLSearchParams(location.search).get("as_of");
    return asOf ? new Date(`${asOf}T12:00`) : new Date();
  };
  const monday = () => shifted(day(), -((day().getDay() + 6) % 7));

  const shortcuts = {
    whole: () => ({ from: "", to: "" }),
    month: () => ({ from: iso(shifted(day(), -27)), to: iso(day()) }),
    week: () => ({ from: iso(monday()), to: iso(shifted(monday(), 6)) }),
    now: () => ({ as_of: "" }),
    clear: () => {
      const params = [...bar().querySelectorAll("[data-param]")].map((wrapper) => wrapper.dataset.param);
      return Object.fromEntries(params.map((param) => [param, ""]));
    },
  };

  document.addEventListener("change", (event) => {
    const wrapper = event.target.closest("[data-filters] [data-param]");
    if (!wrapper || !event.target.checkValidity()) return;
    const { param } = wrapper.dataset;
    // React writes the box as it wants it within this event; after it, the box says what was chosen.
    setTimeout(() => choose({ [param]: read(param) }));
  });

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-filter-action]");
    if (!button) return;
    const action = button.dataset.filterAction;
    if (action === "dismiss") {
      button.parentElement.hidden = true;
      return;
    }
    const values = shortcuts[action]();
    choose(values);
    for (const [param, value] of Object.entries(values)) {
      if (bar().querySelector(`[data-param="${param}"]`)) show(param, value);
    }
    if (action === "clear") bar().querySelector("summary").focus();
  });

  // A long list of cohorts is searched: those whose name has the text stay, and those that are chosen.
  document.addEventListener("input", (event) => {
    const search = event.target.closest("[data-filters] .narrowing input");
    if (!search) return;
    const text = search.value.trim().toLocaleLowerCase();
    for (const choice of search.closest("fieldset").querySelectorAll(".form-check")) {
      choice.hidden = !choice.textContent.toLocaleLowerCase().includes(text) && !choice.querySelector("input").checked;
    }
  });

  addEventListener("popstate", (event) => {
    const within = location.pathname === path && bar();
    path = location.pathname;
    if (!within) return;
    event.stopImmediatePropagation();
    showAll();
    tell();
  }, true);

  // The same place again, with what has been written since.
  window.rinnalla.refresh = () => {
    if (!bar()) return;
    window.rinnalla.refreshing = true;
    tell();
  };

  // Another place of the same page, as a link names it.
  window.rinnalla.moveWithin = (url) => {
    history.pushState({}, "", url);
    showAll();
    tell();
  };
  document.addEventListener("rinnalla:left", () => { path = location.pathname; });
})();
