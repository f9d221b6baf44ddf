// A chart as a picture to hand on: light on white in any theme, with its title, its note and its legend drawn in, and
// with the font inside, since a picture cannot fetch one.
"use strict";
(() => {
  const PAD = 24;
  const WIDTH = 720; // narrower cards are drawn as wide as this
  const SCALE = 2;
  const NAMESPACE = "http://www.w3.org/2000/svg";
  const FONTS = ["latin", "latin-ext"];
  const RANGE = { latin: "U+0000-00FF, U+2000-206F, U+20AC, U+2212", "latin-ext": "U+0100-02FF, U+1E00-1EFF" };

  const light = (name) => window.rinnalla.colour(name, "light");

  const node = (name, attributes, ...children) => {
    const made = document.createElementNS(NAMESPACE, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  };

  const base64 = async (address) => {
    const blob = await (await fetch(address)).blob();
    return new Promise((resolve, reject) => {
      const reader = new FileReader();
      reader.onload = () => resolve(reader.result.split(",")[1]);
      reader.onerror = () => reject(reader.error);
      reader.readAsDataURL(blob);
    });
  };

  let fonts;
  const fontFaces = () => {
    fonts ??= Promise.all(FONTS.map(async (subset) => {
      const data = await base64(`/assets/fonts/inter-${subset}.woff2`);
      const source = `url(data:font/woff2;base64,${data}) format("woff2")`;
      return `@font-face{font-family:Inter;font-weight:100 900;src:${source};unicode-range:${RANGE[subset]}}`;
    })).then((faces) => faces.join(""));
    return fonts;
  };

  const canvas = document.createElement("canvas").getContext("2d");
  const wrapped = (text, font, width) => {
    canvas.font = font;
    const lines = [""];
    for (const word of text.split(/\s+/).filter(Boolean)) {
      const longer = lines.at(-1) ? `${lines.at(-1)} ${word}` : word;
      if (canvas.measureText(longer).width > width && lines.at(-1)) lines.push(word);
      else lines[lines.length - 1] = longer;
    }
    return lines;
  };

  const paragraph = (into, text, top, { size, weight, fill, width }) => {
    let y = top;
    if (!text) return y;
    for (const line of wrapped(text, `${weight} ${size}px Inter`, width)) {
      y += size * 1.4;
      into.append(node("text", { x: PAD, y, "font-size": size, "font-weight": weight, fill }, line));
    }
    return y;
  };

  // The signs of the card's legend, drawn as 32-charts.css has them.
  const SIGNS = {
    late: (c) => [node("path", { d: "M14 4V14H4Z", fill: light("--late-edge") })],
    told: () => [node("path", { d: "M4 8H12", stroke: light("--on-told"), "stroke-width": 2 })],
    untold: () => [node("circle", { cx: 8, cy: 8, r: 2.5, fill: light("--on-untold") })],
    excused: () => [node("path", { d: "M4 12L12 4", stroke: light("--on-excused"), "stroke-width": 1.5 })],
    begun: () => [node("path", { d: "M14 4V14H4Z", fill: light("--on-begun") })],
    exempt: () => [node("path", { d: "M4 12L12 4", stroke: light("--on-exempt"), "stroke-width": 1.5 })],
  };
  const sign = (status, x, y) => {
    const hollow = status === "unrecorded";
    const box = node("rect", {
      x: 1, y: 1, width: 14, height: 14, rx: 3,
      fill: hollow ? "none" : light(`--${status}`),
      stroke: light(hollow ? "--unrecorded" : `--${status}-edge`),
      ...(hollow ? { "stroke-dasharray": "3 2" } : {}),
    });
    return node("g", { transform: `translate(${x} ${y})` }, box, ...(SIGNS[status] ? SIGNS[status]() : []));
  };
  const legend = (into, card, top, width) => {
    const items = [...card.querySelectorAll(".status-legend li")];
    if (!items.length) return top;
    let [x, y] = [PAD, top + 12];
    canvas.font = "400 13px Inter";
    for (const item of items) {
      const text = item.textContent;
      const needed = 24 + canvas.measureText(text).width;
      if (x + needed > PAD + width) [x, y] = [PAD, y + 24];
      const status = /status-(\w+)/.exec(item.querySelector(".status").className)[1];
      into.append(sign(status, x, y));
      into.append(node("text", { x: x + 22, y: y + 12.5, "font-size": 13, fill: light("--muted") }, text));
      x += needed + 18;
    }
    return y + 20;
  };

  const plot = async (graph, width, height) => {
    const spec = window.rinnalla.painted(window.rinnalla.specOf(graph), "light");
    const options = { format: "svg", width, height, imageDataOnly: true };
    const figure = { ...spec, layout: { ...spec.layout, width, height, paper_bgcolor: "#fff", plot_bgcolor: "#fff" } };
    const text = await window.Plotly.toImage(figure, options);
    const drawn = document.importNode(new DOMParser().parseFromString(text, "image/svg+xml").documentElement, true);
    return window.rinnalla.soften(drawn);
  };

  // What a picture needs to say where it is pasted without its page: of whom, and of which day.
  const context = () => {
    const chips = [...document.querySelectorAll("[data-filters] .chip:not([hidden])")];
    const [whole, ...rest] = chips.map((chip) => chip.querySelector(".chip-label"));
    const said = document.querySelector("[data-filters] .chip [data-param=cohorts]")?.closest(".chip").hidden
      ? [document.querySelector("h1").textContent, ...(whole?.querySelector(".chosen") ? [whole.textContent] : [])]
      : [whole.textContent];
    said.push(...rest.filter((label) => label.querySelector(".chosen")).map((label) => label.textContent));
    if (!document.querySelector("[data-filters] [data-param=as_of] input")?.value) {
      const { lang } = document.documentElement;
      said.push(new Date().toLocaleDateString(lang === "en" ? "en-GB" : lang, { dateStyle: "medium" }));
    }
    return [...said, "Rinnalla"].join(" · ");
  };

  // The card's chart as SVG text, with its size in pixels.
  const picture = async (card) => {
    const graph = card.querySelector(".js-plotly-plot");
    const inner = Math.max(graph.clientWidth, WIDTH);
    const [width, height] = [inner + 2 * PAD, graph.clientHeight];
    const root = node("svg", { xmlns: NAMESPACE, width, "font-family": "Inter, system-ui, sans-serif" });
    root.append(node("style", {}, await fontFaces()));
    const ground = node("rect", { width, fill: "#fff" });
    root.append(ground);
    const title = card.querySelector(".panel-title").textContent;
    root.setAttribute("role", "img");
    root.append(node("title", {}, title), node("desc", {}, document.getElementById(`${card.id}-summary`).textContent));
    let y = paragraph(root, title, PAD - 8, { size: 18, weight: 640, fill: light("--ink"), width: inner });
    const note = card.querySelector(".panel-note").textContent;
    y = paragraph(root, note, y + 4, { size: 13, weight: 400, fill: light("--muted"), width: inner }) + 12;
    const drawn = await plot(graph, inner, height);
    drawn.setAttribute("x", PAD);
    drawn.setAttribute("y", y);
    root.append(drawn);
    y = legend(root, card, y + height, inner);
    y = paragraph(root, context(), y + 8, { size: 12, weight: 400, fill: light("--muted"), width: inner }) + PAD;
    for (const sized of [root, ground]) sized.setAttribute("height", Math.ceil(y));
    return { svg: new XMLSerializer().serializeToString(root), width, height: Math.ceil(y) };
  };

  const pixels = async ({ svg, width, height }) => {
    const image = new Image();
    image.src = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
    await image.decode();
    const sheet = Object.assign(document.createElement("canvas"), { width: width * SCALE, height: height * SCALE });
    sheet.getContext("2d").drawImage(image, 0, 0, sheet.width, sheet.height);
    URL.revokeObjectURL(image.src);
    return new Promise((resolve) => sheet.toBlob(resolve, "image/png"));
  };

  Object.assign(window.rinnalla, { picture, pixels });
})();
