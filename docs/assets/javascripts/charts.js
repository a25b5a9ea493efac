/* Makes charts interactive on demand: each `figure.chart[data-chart]` stands on the page as a picture, and not a byte
   of this is loaded before a reader points at it, taps it, presses its button or has asked for all charts.
   A chart that has no picture (built where no Chromium was found) is drawn when it comes near the viewport.

   The script's element names Plotly's file (data-plotly); in ../charts/: ID.js, which calls explainerChart("ID", {wide, narrow}).
   Both are loaded as scripts, so that pages opened from a folder (file://) draw too.
   The figure is drawn in the size that its picture was composed for, then scaled as the picture is: nothing moves.
   Nothing is animated, so prefers-reduced-motion has nothing to turn off.

   By keyboard arrow keys step from point to point of an interactive chart, Escape brings the picture back. What is
   pointed at is said to screen readers too; the table under the chart holds all of it. */
(() => {
  "use strict";

  const HERE = document.currentScript.src;
  const LIBRARY = new URL(document.currentScript.dataset.plotly, location).href;
  const NARROW_BELOW = { small: 400, column: 480, wide: 720 }; // px of .chart__body, as in figures.css
  const UP_TO = { narrow: 432, small: 576, column: 768, wide: 1136 }; // px, likewise: larger, the lettering would shout
  const NEAR = "400px 0px"; // how far outside the viewport a chart without a picture is drawn
  const DWELL = 120; // ms: a pointer on its way across the page asks for nothing
  const FULL = 40; // letters: a line into which a word more would not have gone, as folded() of charts/words.py breaks them
  const KEEP = "charts-interactive";
  const CONFIG = { displayModeBar: false, displaylogo: false, showSendToCloud: false, scrollZoom: false, doubleClick: false };
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
    // It also writes style attributes (bold, tinted words), which such a policy refuses; set as a property they pass.
    SVGElement.prototype.setAttribute = function (name, value) {
      if (name === "style") this.style.cssText = value;
      else Element.prototype.setAttribute.call(this, name, value);
    };
  }

  const bodyOf = (figure) => figure.querySelector(".chart__body");
  const plotOf = (figure) => figure.querySelector(".chart__plot");
  const hasPicture = (figure) => figure.querySelector(".chart__picture") !== null;

  const room = (body) => ["small", "wide"].find((size) => body.closest(`.chart--${size}`)) ?? "column";

  function formFor(body) {
    const narrow = body.querySelector(".chart__picture--narrow");
    if (narrow) return getComputedStyle(narrow).display === "none" ? "wide" : "narrow";
    return body.clientWidth < NARROW_BELOW[room(body)] ? "narrow" : "wide";
  }

  /** Give the drawing of a form the place that its picture takes or would take. */
  function fit(figure, form) {
    const body = bodyOf(figure);
    const [width, height] = ["width", "height"].map((size) => parseFloat(body.getAttribute(`data-${size}-${form}`)));
    const picture = body.querySelector(`.chart__picture--${form}`);
    const most = UP_TO[form === "narrow" ? form : room(body)];
    const shown = picture ? picture.getBoundingClientRect().width : Math.min(body.clientWidth, most);
    if (!picture) body.style.minHeight = `${(height * shown) / width}px`;
    const plot = plotOf(figure);
    if (plot) Object.assign(plot.style, { width: `${width}px`, height: `${height}px`, transform: `scale(${shown / width})` });
    return { width, height };
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
    if (!plotOf(figure)) {
      const made = document.createElement("div");
      made.className = "chart__plot";
      body.append(made);
    }
    const size = fit(figure, form);
    const { data, layout } = resolved(charts.get(figure.dataset.chart)[form], getComputedStyle(document.body));
    await window.Plotly.newPlot(plotOf(figure), data, still({ ...layout, ...size, autosize: false }), CONFIG);
    if (drawn.get(figure) === form) setState(figure, "drawn"); // else the reader has gone back meanwhile
  }

  function setState(figure, state) {
    figure.dataset.state = state;
    figure.querySelector(".chart__tool")?.setAttribute("aria-pressed", String(state === "drawn" || state === "loading"));
    takePart(figure);
  }

  function showPicture(figure) {
    const plot = plotOf(figure);
    if (plot) window.Plotly?.purge(plot);
    plot?.remove();
    drawn.delete(figure);
    setState(figure, "picture");
  }

  function fail(figure, error) {
    console.error(error);
    if (hasPicture(figure)) return showPicture(figure);
    const sentence = document.createElement("p");
    sentence.className = "chart__failed";
    sentence.textContent = "The chart could not be drawn here; its table holds the same data.";
    bodyOf(figure).replaceChildren(sentence);
    drawn.delete(figure);
    setState(figure, "failed");
  }

  async function makeInteractive(figure) {
    if (["drawn", "loading"].includes(figure.dataset.state)) return;
    const id = figure.dataset.chart;
    setState(figure, "loading");
    try {
      provideStyles();
      await Promise.all([load(new URL(`../charts/${id}.js`, HERE).href), load(LIBRARY)]);
      if (!charts.has(id) || !window.Plotly) throw new Error(`“${id}” or the library is empty`);
      if (figure.dataset.state === "loading") await draw(figure);
    } catch (error) {
      fail(figure, error);
    }
  }

  const redraw = (figure) => draw(figure).catch((error) => fail(figure, error));
  const savesData = () => navigator.connection?.saveData === true;

  // Browsers that keep nothing for a page throw; then the wish holds for this page only.
  const wish = {
    all: false,
    read() { try { this.all = localStorage.getItem(KEEP) === "all"; } catch { this.all = false; } },
    set(all) {
      this.all = all;
      try { if (all) localStorage.setItem(KEEP, "all"); else localStorage.removeItem(KEEP); } catch { /* see above */ }
    },
  };

  const nearness = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting) continue;
      nearness.unobserve(target);
      makeInteractive(target);
    }
  }, { rootMargin: NEAR });

  const widths = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      const figure = target.closest("figure.chart");
      if (!target.clientWidth || figure.dataset.state === "failed") continue; // hidden, in a closed section
      const form = formFor(target);
      if (drawn.has(figure) && drawn.get(figure) !== form) redraw(figure);
      else fit(figure, form);
    }
  });

  function button(words, help, press) {
    const made = document.createElement("button");
    Object.assign(made, { type: "button", className: "chart__tool", textContent: words, title: help, onclick: press });
    made.setAttribute("aria-pressed", "false");
    return made;
  }

  function askForAll(all) {
    wish.set(all);
    for (const figure of document.querySelectorAll("figure.chart[data-state]")) {
      figure.querySelectorAll(".chart__tool")[1]?.setAttribute("aria-pressed", String(all));
      if (!hasPicture(figure)) continue;
      if (all) nearness.observe(figure);
      else { nearness.unobserve(figure); showPicture(figure); }
    }
  }

  /** Offer the interactive form of a chart that stands there as a picture. */
  function offer(figure) {
    const body = bodyOf(figure);
    const tools = document.createElement("div");
    tools.className = "chart__tools";
    const toggle = () => (figure.dataset.state === "picture" ? makeInteractive(figure) : showPicture(figure));
    const beside = figure.querySelector("figcaption .chart__links"); // a chart beside words keeps what is over it free
    tools.append(button("Interactive", "Values appear where you point; arrow keys step through them", toggle));
    if (!beside) {
      tools.append(button("Every chart", "Make every chart interactive, on all pages, from now on", () => askForAll(!wish.all)));
      tools.lastChild.setAttribute("aria-pressed", String(wish.all));
    }
    if (beside) beside.append(tools); // at the end of its line, where it moves nothing
    else figure.prepend(tools);
    let waiting = 0;
    body.addEventListener("pointerenter", ({ pointerType }) => {
      if (pointerType === "mouse" && !savesData()) waiting = setTimeout(() => makeInteractive(figure), DWELL);
    });
    body.addEventListener("pointerleave", () => clearTimeout(waiting));
    body.addEventListener("click", () => makeInteractive(figure));
    if (wish.all && !savesData()) nearness.observe(figure);
  }

  // ---- The keyboard ----

  const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
  const at = new WeakMap(); // figure → index of the point

  /** Every point that says something: where it is, and its words. */
  function pointsOf(plot) {
    return plot.data.flatMap((trace, curveNumber) => {
      if (trace.hoverinfo === "skip" || trace.hoveron === "fills") return [];
      let words = trace.hovertext ?? trace.text;
      if (typeof words === "string" && trace.mode?.includes("markers")) words = trace.x.map(() => words);
      if (!Array.isArray(words)) return [];
      const subplot = (trace.xaxis ?? "x") + (trace.yaxis ?? "y");
      return words.flatMap((text, pointNumber) => (text ? [{ curveNumber, pointNumber, subplot, text }] : []));
    });
  }

  function statusOf(figure) {
    let status = figure.querySelector(".chart__said");
    if (!status) {
      status = document.createElement("p");
      status.className = "chart__said vh";
      status.setAttribute("role", "status");
      figure.append(status);
    }
    return status;
  }

  /** What stands in lines, said as one sentence: a full line was broken for its length, others are facts in a row. */
  function spoken(text) {
    const lines = text.split(/\s*<br\s*\/?>\s*/).map((line) => line.replace(/<[^>]+>/g, "").replaceAll("&amp;", "&")).filter(Boolean);
    return lines.reduce((said, line, at) => {
      const isFull = at > 0 && `${lines[at - 1]} ${line.split(" ")[0]}`.length > FULL;
      return said + (isFull || /[.,:;!?]$/.test(said) ? " " : ", ") + line;
    });
  }

  function step(figure, to) {
    const plot = figure.querySelector(".chart__plot");
    const points = pointsOf(plot);
    if (!points.length) return;
    const index = (to(at.get(figure) ?? -1, points.length) + points.length) % points.length;
    at.set(figure, index);
    const { curveNumber, pointNumber, subplot, text } = points[index];
    window.Plotly.Fx.hover(plot, [{ curveNumber, pointNumber }], subplot);
    statusOf(figure).textContent = `${index + 1} of ${points.length}: ${spoken(text)}`;
  }

  function pressed(event) {
    const body = event.target;
    const figure = body.closest?.("figure.chart");
    if (!figure || !body.classList.contains("chart__body") || figure.dataset.state !== "drawn") return;
    if (event.key in STEPS) step(figure, (index) => (index < 0 && STEPS[event.key] < 0 ? -1 : index + STEPS[event.key]));
    else if (event.key === "Home") step(figure, () => 0);
    else if (event.key === "End") step(figure, (_, length) => length - 1);
    else if (event.key === "Escape") figure.querySelector(".chart__tool")?.click();
    else return;
    event.preventDefault();
  }

  /** An interactive chart takes part in the keyboard's round; a picture is a picture. */
  function takePart(figure) {
    const body = figure.querySelector(".chart__body");
    const live = figure.dataset.state === "drawn";
    if (live) body.tabIndex = 0;
    else if (body === document.activeElement) figure.querySelector(".chart__tool")?.focus();
    if (!live) body.removeAttribute("tabindex");
    body.setAttribute("role", live ? "application" : "img");
    at.delete(figure);
  }

  function start() {
    wish.read();
    for (const figure of drawn.keys()) if (!figure.isConnected) drawn.delete(figure);
    for (const figure of document.querySelectorAll("figure.chart[data-chart]:not([data-state])")) {
      const body = bodyOf(figure);
      if (!body) continue;
      figure.dataset.state = hasPicture(figure) ? "picture" : "waiting";
      widths.observe(body);
      if (hasPicture(figure)) offer(figure);
      else nearness.observe(figure);
    }
  }

  document.addEventListener("keydown", pressed);
  new MutationObserver(() => drawn.forEach((_, figure) => redraw(figure)))
    .observe(document.body, { attributeFilter: ["data-md-color-scheme"] });
  // Material swaps pages without loading them where instant navigation is on, and says so through document$.
  if (window.document$) window.document$.subscribe(start);
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
