// The look of every chart, once. Figures come from the server as bare data, with colours as names of the CSS variables
// of 10-tokens.css ("--present", or "--accent/0.15" for a part of its opacity). Here they get fonts, margins, axes
// and the values of the theme in force, are drawn anew when the theme changes, and light on paper.
"use strict";
window.rinnalla = window.rinnalla || {};
(() => {
  const NAME = /^(--[a-z0-9-]+)(?:\/([\d.]+))?$/;
  const AXIS = {
    automargin: true,
    fixedrange: true,
    gridcolor: "--line",
    linecolor: "--line",
    tickcolor: "--line",
    ticks: "",
    title: { font: { size: 13, color: "--muted" }, standoff: 10 },
    zerolinecolor: "--line",
  };
  // A template lies below what a figure says itself, for every axis that it has.
  const TEMPLATE = {
    layout: {
      annotationdefaults: { font: { color: "--ink", size: 13 }, showarrow: false },
      colorway: ["--series-1", "--series-2", "--series-3", "--series-4", "--series-5", "--series-6"],
      dragmode: false,
      font: { family: "Inter, system-ui, sans-serif", size: 13, color: "--muted" },
      hoverlabel: { bgcolor: "--card", bordercolor: "--control-line", font: { color: "--ink", size: 13 }, align: "left" },
      margin: { l: 44, r: 12, t: 10, b: 44, pad: 4 },
      paper_bgcolor: "rgba(0,0,0,0)",
      plot_bgcolor: "rgba(0,0,0,0)",
      showlegend: false,
      uniformtext: { minsize: 10, mode: false },
      xaxis: { ...AXIS, showgrid: false },
      yaxis: AXIS,
    },
  };

  const specs = new WeakMap(); // graph div -> its figure as it came, colours by name
  const probe = document.createElement("span");
  probe.hidden = true;
  document.documentElement.append(probe);
  let known = new Map();

  // The value of a CSS variable as Plotly takes it. `scheme` is "light" or "dark"; none: the theme in force.
  const colour = (text, scheme = "") => {
    const key = scheme + text;
    if (!known.has(key)) {
      const [, name, opacity] = NAME.exec(text);
      probe.style.colorScheme = scheme;
      probe.style.color = `var(${name})`;
      const value = getComputedStyle(probe).color;
      known.set(key, opacity ? value.replace(/^rgba?\(([^,]+,[^,]+,[^,)]+).*/, `rgba($1, ${opacity})`) : value);
    }
    return known.get(key);
  };

  // A copy with every name of a colour replaced by its value. Long arrays of numbers are passed on as they are.
  const paint = (value, scheme) => {
    if (typeof value === "string") return NAME.test(value) ? colour(value, scheme) : value;
    if (Array.isArray(value)) {
      return value.some((item) => typeof item !== "number") ? value.map((item) => paint(item, scheme)) : value;
    }
    if (value === null || typeof value !== "object" || ArrayBuffer.isView(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, paint(item, scheme)]));
  };

  const painted = (spec, scheme = "") => ({
    ...spec,
    data: paint(spec.data || [], scheme),
    layout: { ...paint(spec.layout || {}, scheme), template: paint(TEMPLATE, scheme) },
  });

  const draw = window.Plotly.react;
  const wrap = (original) => function (graph, figure, layout, config) {
    const spec = Array.isArray(figure) ? { data: figure, layout, config } : figure;
    const div = typeof graph === "string" ? document.getElementById(graph) : graph;
    specs.set(div, spec);
    return original.call(this, div, painted(spec));
  };
  window.Plotly.newPlot = wrap(window.Plotly.newPlot);
  window.Plotly.react = wrap(window.Plotly.react);

  const repaint = (scheme = "") => {
    known = new Map();
    for (const div of document.querySelectorAll(".js-plotly-plot")) {
      if (specs.has(div)) draw(div, painted(specs.get(div), scheme));
    }
  };

  new MutationObserver(() => repaint()).observe(document.documentElement, { attributeFilter: ["data-bs-theme"] });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => repaint());
  addEventListener("beforeprint", () => repaint("light"));
  addEventListener("afterprint", () => repaint());

  Object.assign(window.rinnalla, { colour, painted, specOf: (div) => specs.get(div) });
})();
