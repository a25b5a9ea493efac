"""A figure in the making, as Plotly takes it, and its colours as names of CSS custom properties.

Plotly wants concrete colours, the page wants `var(--ink)`, which follows light, dark and print.
So a figure is drawn in sentinel colours that nothing else uses, and `as_variables` puts the names back.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ..data.charts import Size

DESIGN = (
    "paper",
    "sheet",
    "wash",
    "ink",
    "ink-2",
    "ink-3",
    "rule",
    "rule-2",
    "edge",
    "accent",
    "accent-2",
    "accent-wash",
    "land",
    "land-focus",
    "water",
    "border",
)
# The tokens met so far: those of the design, then those of the edition's actors. A token's number is in its sentinel.
_met = list(DESIGN)
_VARIABLE = re.compile(r"var\(--([\w-]+)\)")
_SENTINEL = re.compile(r"rgb\(254, ?(\d+), ?220\)|#fe([0-9a-f]{2})dc")


def colour(token: str) -> str:
    """Return the sentinel of a design token, to be used wherever Plotly takes a colour."""
    if token not in _met:
        _met.append(token)
    return f"#fe{_met.index(token):02x}dc"


def as_variables(json: str) -> str:
    """Replace every sentinel in a figure's JSON by `var(--token)`."""
    return _SENTINEL.sub(_named, json)


def as_sentinels(json: str) -> str:
    """Undo `as_variables`: Plotly's exporter wants concrete colours too."""
    return _VARIABLE.sub(lambda match: colour(match[1]), json)


def as_variables_in_svg(svg: str) -> str:
    """Replace every sentinel in an exported SVG, where a colour is written `rgb(…)` or as it was."""
    return _SENTINEL.sub(_named, svg)


def _named(match: re.Match[str]) -> str:
    number = int(match[1]) if match[1] else int(match[2], 16)
    return f"var(--{_met[number]})"


def resolved(text: str, values: Mapping[str, str]) -> str:
    """Replace every `var(--token)` by its value, for a drawing that stands alone."""
    return _VARIABLE.sub(lambda match: values[match[1]], text)


# CSS resolves these names in the page; the sizes are those of the notes and labels in tokens.css.
SANS = (
    'ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", '
    '"Noto Sans", "Liberation Sans", sans-serif'
)
LABEL, SMALL = 13, 12
WIDE, NARROW = 600, 328  # width in px for which the two drawings are composed
WIDEST = 880  # the same of charts that run into the margin
SMALLEST = 460  # the same of maps that stand beside words

_WIDTHS: Mapping[Size, int] = {"small": SMALLEST, "column": WIDE, "wide": WIDEST}


class Figure:
    """A Plotly figure in the making, `{"data": […], "layout": {…}}`.

    plotly.py checks every property each time something is added, which takes seconds for a site of charts;
    here nothing is checked, and the tests hand each finished figure to plotly.py.
    """

    def __init__(self, layout: Mapping[str, Any]) -> None:
        self.data: list[dict[str, Any]] = []
        self.layout: dict[str, Any] = {**layout, "annotations": [], "shapes": []}

    def add_bar(self, **trace: Any) -> None:
        """Add a bar trace."""
        self.data.append({"type": "bar", **trace})

    def add_scatter(self, **trace: Any) -> None:
        """Add a trace of points, lines or filled outlines."""
        self.data.append({"type": "scatter", **trace})

    def add_annotation(self, annotation: Mapping[str, Any] | None = None, /, **more: Any) -> None:
        """Add a text, with or without an arrow."""
        self.layout["annotations"].append({**(annotation or {}), **more})

    def add_shape(self, shape: Mapping[str, Any] | None = None, /, **more: Any) -> None:
        """Add a line, rectangle, circle or path."""
        self.layout["shapes"].append({**(shape or {}), **more})

    def update_layout(self, layout: Mapping[str, Any] | None = None, /, **more: Any) -> None:
        """Set parts of the layout; what a part does not name stays."""
        _merge(self.layout, {**(layout or {}), **more})

    def update_xaxes(self, **axis: Any) -> None:
        """Set fields of every x axis."""
        self._update_axes("xaxis", axis)

    def update_yaxes(self, **axis: Any) -> None:
        """Set fields of every y axis."""
        self._update_axes("yaxis", axis)

    def _update_axes(self, kind: str, axis: Mapping[str, Any]) -> None:
        for name in [name for name in self.layout if name.startswith(kind)]:
            _merge(self.layout[name], axis)

    def text(self, text: str, x: Any, y: Any, token: str = "ink-2", size: int = LABEL, **more: Any) -> None:
        """Write a label: it stands where a legend would."""
        # A text held by its left or right end starts or ends there, however wide a reader's font runs.
        held = {"align": more["xanchor"]} if more.get("xanchor") in ("left", "right") else {}
        font = {"size": size, "color": colour(token)}
        self.add_annotation({"text": text, "x": x, "y": y, "showarrow": False, "font": font, **held, **more})

    def small(self, text: str, x: Any, y: Any, token: str = "ink-3", **more: Any) -> None:
        """Write a label in the smallest size."""
        self.text(text, x, y, token, size=SMALL, **more)

    def strong(self, text: str, x: Any, y: Any, token: str = "ink", size: int = LABEL, **more: Any) -> None:
        """Write a label in semibold."""
        self.text(text, x, y, token, font={"size": size, "color": colour(token), "weight": 600}, **more)

    def line(self, x: tuple[Any, Any], y: tuple[Any, Any], style: Mapping[str, Any], **more: Any) -> None:
        """Draw a straight line under everything else."""
        ends = {"x0": x[0], "x1": x[1], "y0": y[0], "y1": y[1]}
        self.add_shape(type="line", line=style, layer="below", **ends, **more)

    def path(self, path: str, style: Mapping[str, Any], **more: Any) -> None:
        """Draw an SVG path, as that of a bracket."""
        self.add_shape(type="path", path=path, line=style, **more)

    def polyline(self, points: Iterable[tuple[Any, Any]], uid: str, name: str, hover: str = "", **more: Any) -> None:
        """Draw a line, or an area that is filled, through points; without `hover` it says nothing."""
        xs, ys = zip(*points, strict=True)
        trace = {"x": list(xs), "y": list(ys), "mode": "lines", "uid": uid, "name": name}
        self.add_scatter(**{**trace, **_told(hover), **more})

    def mark(self, x: Any, y: Any, uid: str, name: str, hover: str = "", **marker: Any) -> None:
        """Draw one symbol of Plotly's; without `hover` it says nothing."""
        self.add_scatter(x=[x], y=[y], mode="markers", uid=uid, name=name, marker=marker, **_told(hover))

    def dots(self, x: Sequence[Any], y: Sequence[Any], hovers: Sequence[str], **trace: Any) -> None:
        """Draw a mark for each point, its own words when it is pointed at."""
        told = {"hovertext": hovers, "hovertemplate": "%{hovertext}<extra></extra>"}
        self.add_scatter(x=x, y=y, mode="markers", cliponaxis=False, **told, **trace)

    @property
    def height(self) -> int:
        """The height in px."""
        return int(self.layout["height"])

    def to_plotly_json(self) -> dict[str, Any]:
        """Return the figure as Plotly reads it."""
        return {"data": self.data, "layout": self.layout}


def _told(hover: str) -> dict[str, str]:
    return {"hoverinfo": "text", "hovertext": hover} if hover else {"hoverinfo": "skip"}


def _merge(into: dict[str, Any], more: Mapping[str, Any]) -> None:
    for name, value in more.items():
        if isinstance(value, Mapping):
            into[name] = dict(into.get(name, {}))
            _merge(into[name], value)
        else:
            into[name] = value


def new_figure(height: int, *, left: int = 8, right: int = 8, top: int = 8, bottom: int = 32) -> Figure:
    """Return an empty figure of `height` px with margins in px, bare axes and no legend."""
    axis: Mapping[str, Any] = {
        "showgrid": False,
        "zeroline": False,
        "showline": False,
        "fixedrange": True,
        "ticks": "",
        "automargin": False,
        "tickfont": {"size": SMALL, "color": colour("ink-3")},
    }
    return Figure(
        {
            "height": height,
            "margin": {"l": left, "r": right, "t": top, "b": bottom, "pad": 0},
            "font": {"family": SANS, "size": LABEL, "color": colour("ink-2")},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "showlegend": False,
            "dragmode": False,
            "hovermode": "closest",
            "hoverlabel": {
                "bgcolor": colour("sheet"),
                "bordercolor": colour("rule"),
                "align": "left",
                "font": {"family": SANS, "size": LABEL, "color": colour("ink")},
            },
            "xaxis": dict(axis),
            "yaxis": dict(axis),
        }
    )


def width_for(size: Size, narrow: bool) -> int:
    """Return the width in px of a chart's drawing; wide ones run into the margin where there is one."""
    return NARROW if narrow else _WIDTHS[size]


def stroke(token: str, width: float = 1, dash: str = "solid") -> dict[str, Any]:
    """Return a line style."""
    return {"color": colour(token), "width": width, "dash": dash}


def figure_json(wide: Figure, narrow: Figure) -> str:
    """Return `{"wide": …, "narrow": …}`, two Plotly figures, with colours as CSS variables and sorted keys."""
    forms = {"wide": wide.to_plotly_json(), "narrow": narrow.to_plotly_json()}
    return as_variables(json.dumps(forms, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=list))
