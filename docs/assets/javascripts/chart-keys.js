/* The keyboard on an interactive chart: arrow keys step from point to point, Escape brings the picture back.
   What is pointed at is said to screen readers too; the table under the chart holds all of it. */
(() => {
  "use strict";

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

  const spoken = (text) => text.replace(/[,;]?\s*<br\s*\/?>/g, ", ").replace(/<[^>]+>/g, "");

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
  function changed({ target: figure }) {
    const body = figure.querySelector(".chart__body");
    const live = figure.dataset.state === "drawn";
    if (live) body.tabIndex = 0;
    else if (body === document.activeElement) figure.querySelector(".chart__tool")?.focus();
    if (!live) body.removeAttribute("tabindex");
    body.setAttribute("role", live ? "application" : "img");
    at.delete(figure);
  }

  document.addEventListener("keydown", pressed);
  document.addEventListener("chart:state", changed);
})();
