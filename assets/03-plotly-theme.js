// The look of every chart, once. Figures come from the server as bare data, with colours as names of the CSS variables
// of 10-tokens.css ("--present", or "--accent/0.15" for a part of its opacity). Here they get fonts, margins, axes
// and the values of the theme in force, are drawn anew when the theme changes, and light on paper.
"use strict";
window.rinnalla = window.rinnalla || {};
(() => {
  const NAME = /^(--[a-z0-9-]+)(?:\/([\d.]+))?$/;
  const FAMILY = "Inter, system-ui, sans-serif";
  const AXIS = {
    automargin: true,
    fixedrange: true,
    gridcolor: "--line",
    linecolor: "--line",
    tickangle: 0,
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
      font: { family: FAMILY, size: 13, color: "--muted" },
      hoverlabel: {
        align: "left",
        bgcolor: "--card",
        bordercolor: "--control-line",
        font: { family: FAMILY, size: 13, color: "--ink" },
      },
      margin: { l: 44, r: 12, t: 10, b: 44, pad: 4 },
      paper_bgcolor: "rgba(0,0,0,0)",
      plot_bgcolor: "rgba(0,0,0,0)",
      showlegend: false,
      uniformtext: { minsize: 10, mode: false },
      xaxis: { ...AXIS, showgrid: false },
      yaxis: AXIS,
    },
  };

  // Squares get the round corners that signs have in legends: as paths, since Plotly knows no such symbol.
  const SQUARE = /^M(-?[\d.]+),(-?[\d.]+)H(-?[\d.]+)V(-?[\d.]+)H\1Z$/;
  const CORNER = /^M([\d.]+),-([\d.]+)V\1H-\2Z$/;
  const RADIUS = 3.5;
  const rounded = (path) => {
    const square = SQUARE.exec(path)?.slice(1).map(Number);
    if (square) {
      const [x0, x1] = [square[0], square[2]].sort((a, b) => a - b);
      const [y0, y1] = [square[1], square[3]].sort((a, b) => a - b);
      const [r, w, h] = [RADIUS, x1 - x0 - 2 * RADIUS, y1 - y0 - 2 * RADIUS];
      return `M${x0 + r} ${y0}h${w}a${r} ${r} 0 0 1 ${r} ${r}v${h}a${r} ${r} 0 0 1 -${r} ${r}h-${w}`
        + `a${r} ${r} 0 0 1 -${r} -${r}v-${h}a${r} ${r} 0 0 1 ${r} -${r}Z`;
    }
    const corner = CORNER.exec(path);
    if (!corner) return path;
    const [h, r] = [Number(corner[2]), RADIUS]; // of the square it lies upon, and of that one's corner
    return `M${h} ${-0.35 * h}V${h - r}a${r} ${r} 0 0 1 -${r} ${r}H${-0.35 * h}Z`;
  };
  const soften = (div) => {
    // With a view box, a drawing fits on paper that is narrower than the screen.
    for (const svg of div.querySelectorAll(".main-svg")) {
      svg.setAttribute("viewBox", `0 0 ${svg.getAttribute("width")} ${svg.getAttribute("height")}`);
    }
    for (const path of div.querySelectorAll(".scatterlayer .point, .shapelayer path")) {
      path.setAttribute("d", rounded(path.getAttribute("d")));
    }
    return div;
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

  // Labels that would run into each other on a narrow screen: every second one, or third, has to do.
  const thinned = (layout, width) => {
    const { xaxis, yaxis, margin = TEMPLATE.layout.margin } = layout;
    if (!xaxis?.tickvals?.length || !width) return layout;
    const left = yaxis?.automargin ? Math.max(margin.l, 96) : margin.l; // names of rows take about that
    const longest = Math.max(...(xaxis.ticktext || xaxis.tickvals).map((text) => String(text).length));
    const room = (width - left - margin.r) / xaxis.tickvals.length;
    const step = Math.ceil((7.5 * longest + 8) / room);
    const keep = (values) => values?.filter((_, index) => index % step === 0);
    return step < 2 ? layout : { ...layout, xaxis: { ...xaxis, tickvals: keep(xaxis.tickvals), ticktext: keep(xaxis.ticktext) } };
  };

  const painted = (spec, scheme = "", width = 0) => ({
    ...spec,
    data: paint(spec.data || [], scheme),
    layout: { ...paint(thinned(spec.layout || {}, width), scheme), template: paint(TEMPLATE, scheme) },
  });

  const wrap = (original) => function (graph, figure, layout, config) {
    const spec = Array.isArray(figure) ? { data: figure, layout, config } : figure;
    const div = typeof graph === "string" ? document.getElementById(graph) : graph;
    specs.set(div, spec);
    return original.call(this, div, painted(spec, "", div.clientWidth)).then(soften);
  };
  const { newPlot, react } = window.Plotly;
  window.Plotly.newPlot = wrap(newPlot);
  window.Plotly.react = wrap(react);

  // dcc.Graph asks for a new size after each first drawing: a second drawing, where nothing has changed.
  const { resize } = window.Plotly.Plots;
  window.Plotly.Plots.resize = (div) => {
    const { width, height } = specs.get(div)?.layout || {};
    const drawn = div._fullLayout || {};
    const fits = (width && height) || (drawn.width === div.clientWidth && drawn.height === div.clientHeight);
    return fits ? Promise.resolve() : resize(div).then(() => soften(div));
  };

  const repaint = (scheme = "") => {
    known = new Map();
    for (const div of document.querySelectorAll(".js-plotly-plot")) {
      if (specs.has(div)) react(div, painted(specs.get(div), scheme, div.clientWidth)).then(soften);
    }
  };

  new MutationObserver(() => repaint()).observe(document.documentElement, { attributeFilter: ["data-bs-theme"] });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => repaint());
  addEventListener("beforeprint", () => repaint("light"));
  addEventListener("afterprint", () => repaint());

  Object.assign(window.rinnalla, { colour, painted, soften, specOf: (div) => specs.get(div) });
})();
