// From a mark of a chart to what is behind it. The figure carries the addresses: one a point in a trace's customdata,
// and one a label at the left, from top to bottom, in layout.meta.rows (dashboard/figures/links.py). They are followed
// as links are, with the keys that open another tab. From the keyboard, the same ones stand in the chart's table.
"use strict";
(() => {
  const known = new WeakMap(); // graph -> what listens to it
  const over = new WeakMap(); // graph -> the address under the pointer
  const CLICK = { waits: 60, reach: 5 }; // milliseconds; pixels
  let pressed = null;

  const address = (href) => {
    if (typeof href !== "string" || !href) return null;
    const url = new URL(href, location.href);
    return url.origin === location.origin ? url : null;
  };
  const ofPoint = (event) => address(event.points?.[0]?.customdata);

  const follow = (url, { ctrlKey, metaKey, shiftKey, altKey } = {}) => {
    const link = document.createElement("a");
    link.href = url;
    document.body.append(link);
    link.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, ctrlKey, metaKey, shiftKey, altKey }));
    link.remove();
  };

  const markRows = (graph) => {
    const rows = window.rinnalla.specOf(graph)?.layout?.meta?.rows || [];
    const top = (label) => label.getBoundingClientRect().top;
    const labels = [...graph.querySelectorAll(".ytick text")].sort((a, b) => top(a) - top(b));
    labels.forEach((label, index) => {
      const url = address(rows[index]);
      if (url) label.dataset.leads = url;
      else delete label.dataset.leads;
    });
  };

  const listeners = (graph) => ({
    plotly_click: (event) => {
      pressed = null;
      const url = ofPoint(event);
      if (url) follow(url, event.event);
    },
    plotly_hover: (event) => {
      const url = ofPoint(event);
      over.set(graph, url);
      graph.classList.toggle("at-link", url !== null);
    },
    plotly_unhover: () => {
      over.delete(graph);
      graph.classList.remove("at-link");
    },
    plotly_afterplot: () => markRows(graph),
  });

  // Plotly forgets who listens when it draws a graph from the start, and not when it draws it anew: so it is told
  // after either, and never twice.
  const listen = (graph) => {
    if (!known.has(graph)) known.set(graph, listeners(graph));
    for (const [name, listener] of Object.entries(known.get(graph))) {
      graph.removeListener(name, listener);
      graph.on(name, listener);
    }
    markRows(graph);
    return graph;
  };

  for (const name of ["newPlot", "react"]) {
    const draw = window.Plotly[name];
    window.Plotly[name] = function (...given) {
      return draw.apply(this, given).then(listen);
    };
  }

  // Drawn anew under a resting pointer (a colleague has recorded something), a graph no longer knows what it points at,
  // and Plotly lets the press go by. The reader pressed on what they saw.
  document.addEventListener("pointerdown", (event) => {
    const graph = event.target.closest?.(".js-plotly-plot.at-link");
    const url = graph && event.button === 0 ? over.get(graph) : null;
    pressed = url ? { url, event } : null;
  }, true);
  document.addEventListener("pointerup", (event) => {
    if (!pressed) return;
    const { url, event: begun } = pressed;
    const moved = Math.hypot(event.clientX - begun.clientX, event.clientY - begun.clientY);
    setTimeout(() => {
      if (pressed?.event === begun && moved < CLICK.reach) follow(url, event);
    }, CLICK.waits);
  }, true);

  document.addEventListener("click", (event) => {
    const label = event.target.closest?.("[data-leads]");
    if (label) follow(address(label.dataset.leads), event);
  });
})();
