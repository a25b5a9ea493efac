"""Colours of charts as names of CSS custom properties.

Plotly wants concrete colours, the page wants `var(--ink)`, which follows light, dark and print.
So a figure is drawn in sentinel colours that nothing else uses, and `as_variables` puts the names back.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
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

    @property
    def height(self) -> int:
        """The height in px."""
        return int(self.layout["height"])

    def to_plotly_json(self) -> dict[str, Any]:
        """Return the figure as Plotly reads it."""
        return {"data": self.data, "layout": self.layout}


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


def label(text: str, x: Any, y: Any, token: str = "ink-2", **more: Any) -> dict[str, Any]:
    """Return an annotation without an arrow: direct labels stand where a legend would."""
    size = more.pop("size", LABEL)
    # A text held by its left or right end starts or ends there, however wide a reader's font runs.
    held = {"align": more["xanchor"]} if more.get("xanchor") in ("left", "right") else {}
    font = {"size": size, "color": colour(token)}
    return {"text": text, "x": x, "y": y, "showarrow": False, "font": font, **held, **more}


def number(value: float) -> str:
    """Write a number as the site does: no needless decimals, a comma between thousands."""
    return f"{value:,.2f}".rstrip("0").rstrip(".") if value % 1 else f"{value:,.0f}"


def qualified(value: float | None, qualifier: str) -> str:
    """Write a number with its qualifier: “≥ 9”, “about 2,500”, “≈ 109 (derived)”, “no count found”."""
    if value is None:
        return "no count found"
    sign = {"at-least": "≥\u202f", "about": "about ", "derived": "", "exact": "", "range": ""}[qualifier]
    return f"{sign}{number(value)}" + (" (derived)" if qualifier == "derived" else "")


def figure_json(wide: Figure, narrow: Figure) -> str:
    """Return `{"wide": …, "narrow": …}`, two Plotly figures, with colours as CSS variables and sorted keys."""
    forms = {"wide": wide.to_plotly_json(), "narrow": narrow.to_plotly_json()}
    return as_variables(json.dumps(forms, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=list))
