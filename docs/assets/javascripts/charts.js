/* Draws the charts: each `figure.chart[data-chart]` when it comes near the viewport.

   Beside this file: plotly.min.js; in ../charts/: ID.js, which calls explainerChart("ID", {wide, narrow}).
   Both are loaded as scripts, so that pages opened from a folder (file://) draw too.
   Colours come as `var(--token)` and are resolved here, again whenever the palette changes.
   Nothing moves: no transitions, no animation, hence nothing to turn off for prefers-reduced-motion. */
(() => {
  "use strict";

  const HERE = document.currentScript.src;
  const NARROW_BELOW = 480; // px of .chart__body
  const NEAR = "400px 0px"; // how far outside the viewport a chart is drawn
  const CONFIG = {
    displayModeBar: false, displaylogo: false, showSendToCloud: false,
    responsive: true, scrollZoom: false, doubleClick: false,
  };
  // Plotly writes its rules into an inline <style>, which a strict Content-Security-Policy refuses.
  // It leaves that out where an element of this id has the class “no-inline-styles”; these are the rules that charts need.
  const STYLE_ID = "plotly.js-style-global";
  const RULES = `
    .js-plotly-plot .plotly, .js-plotly-plot .plotly div { direction: ltr; margin: 0; padding: 0; border: 0 }
    .js-plotly-plot .plotly .main-svg { position: absolute; top: 0; left: 0; pointer-events: none; overflow: hidden }
    .js-plotly-plot .plotly .main-svg .draglayer { pointer-events: all }
    .js-plotly-plot .plotly .draglayer * { cursor: default }
    .js-plotly-plot .plotly .crisp { shape-rendering: crispEdges }
    .js-plotly-plot .plotly .user-select-none { user-select: none; -webkit-user-select: none }
    .plotly-notifier { display: none }`;

  const charts = new Map(); // id → {wide, narrow}
  const scripts = new Map(); // address → promise
  const drawn = new Map(); // figure → form, "wide" or "narrow"

  window.explainerChart = (id, forms) => charts.set(id, forms);

  function load(address) {
    if (!scripts.has(address)) {
      scripts.set(address, new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = address;
        script.onload = resolve;
        script.onerror = () => {
          scripts.delete(address); // another chart, or the next visit, may try again
          script.remove();
          reject(new Error(`${address} did not load`));
        };
        document.head.append(script);
      }));
    }
    return scripts.get(address);
  }

  function provideStyles() {
    if (document.getElementById(STYLE_ID) || !("adoptedStyleSheets" in document)) return; // Plotly brings its own
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(RULES);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    const mark = document.createElement("meta");
    mark.id = STYLE_ID;
    mark.className = "no-inline-styles";
    document.head.append(mark);
  }

  const bodyOf = (figure) => figure.querySelector(".chart__body");
  const formFor = (body) => (body.clientWidth < NARROW_BELOW ? "narrow" : "wide");

  function keepHeight(body, form) {
    const height = body.getAttribute(`data-height-${form}`);
    if (height) body.style.minHeight = `${parseFloat(height)}px`;
  }

  /** Return a copy of `value` in which every var(--token) is the colour that the page gives it now. */
  function resolved(value, style) {
    if (typeof value === "string") {
      return value.replace(/var\((--[\w-]+)\)/g, (_, token) => style.getPropertyValue(token).trim());
    }
    if (Array.isArray(value)) return value.map((item) => resolved(item, style));
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolved(item, style)]));
  }

  /** Let a finger on a chart scroll the page: without a drag mode Plotly leaves touches to the browser. */
  function still(layout) {
    layout.dragmode = false;
    for (const [name, axis] of Object.entries(layout)) if (/^[xy]axis\d*$/.test(name)) axis.fixedrange = true;
    return layout;
  }

  async function draw(figure) {
    const body = bodyOf(figure);
    const form = formFor(body);
    drawn.set(figure, form);
    keepHeight(body, form);
    const { data, layout } = resolved(charts.get(figure.dataset.chart)[form], getComputedStyle(document.body));
    let plot = body.querySelector(".chart__plot");
    if (!plot) {
      plot = document.createElement("div");
      plot.className = "chart__plot";
      body.replaceChildren(plot);
    }
    plot.style.height = `${layout.height}px`;
    await window.Plotly.newPlot(plot, data, still(layout), CONFIG);
    figure.dataset.state = "drawn";
  }

  function fail(figure, error) {
    const sentence = document.createElement("p");
    sentence.className = "chart__failed";
    sentence.textContent = "The chart could not be drawn here; its table holds the same data.";
    bodyOf(figure).replaceChildren(sentence);
    drawn.delete(figure);
    figure.dataset.state = "failed";
    console.error(error);
  }

  async function fetchAndDraw(figure) {
    const id = figure.dataset.chart;
    try {
      await Promise.all([load(new URL(`../charts/${id}.js`, HERE).href), load(new URL("plotly.min.js", HERE).href)]);
      if (!charts.has(id) || !window.Plotly) throw new Error(`“${id}” or the library is empty`);
      await draw(figure);
    } catch (error) {
      fail(figure, error);
    }
  }

  const redraw = (figure) => draw(figure).catch((error) => fail(figure, error));

  const nearness = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting) continue;
      nearness.unobserve(target);
      fetchAndDraw(target);
    }
  }, { rootMargin: NEAR });

  const widths = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      const figure = target.closest("figure.chart");
      const form = formFor(target);
      if (!target.clientWidth) continue; // hidden, in a closed section
      if (drawn.has(figure) ? drawn.get(figure) !== form : figure.dataset.state !== "failed") {
        keepHeight(target, form);
        if (drawn.has(figure)) redraw(figure);
      }
    }
  });

  function start() {
    for (const figure of drawn.keys()) if (!figure.isConnected) drawn.delete(figure);
    for (const figure of document.querySelectorAll("figure.chart[data-chart]:not([data-state])")) {
      const body = bodyOf(figure);
      if (!body) continue;
      figure.dataset.state = "waiting";
      keepHeight(body, formFor(body));
      widths.observe(body);
      nearness.observe(figure);
    }
  }

  provideStyles();
  new MutationObserver(() => drawn.forEach((_, figure) => redraw(figure)))
    .observe(document.body, { attributeFilter: ["data-md-color-scheme"] });
  // Material swaps pages without loading them where instant navigation is on, and says so through document$.
  if (window.document$) window.document$.subscribe(start);
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
