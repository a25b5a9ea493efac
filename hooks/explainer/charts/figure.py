"""What all figures share: type, margins, axes, and the JSON that the page draws them from."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import plotly.graph_objects as go

from .palette import as_variables, colour

# CSS resolves these names in the page; the sizes are those of the notes and labels in tokens.css.
SANS = 'ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "Liberation Sans", sans-serif'
LABEL, SMALL = 13, 12
WIDE, NARROW = 600, 328  # width in px for which the two drawings are composed


def new_figure(height: int, *, left: int = 8, right: int = 8, top: int = 8, bottom: int = 32) -> go.Figure:
    """Return an empty figure of `height` px with margins in px, bare axes and no legend."""
    axis: Mapping[str, Any] = {
        "showgrid": False, "zeroline": False, "showline": False, "fixedrange": True,
        "ticks": "", "automargin": False, "tickfont": {"size": SMALL, "color": colour("ink-3")},
    }
    return go.Figure(
        layout={
            "template": "none",
            "height": height,
            "margin": {"l": left, "r": right, "t": top, "b": bottom, "pad": 0},
            "font": {"family": SANS, "size": LABEL, "color": colour("ink-2")},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "showlegend": False,
            "dragmode": False,
            "hovermode": "closest",
            "hoverlabel": {
                "bgcolor": colour("sheet"), "bordercolor": colour("rule"), "align": "left",
                "font": {"family": SANS, "size": LABEL, "color": colour("ink")},
            },
            "xaxis": axis,
            "yaxis": axis,
        }
    )


def label(text: str, x: Any, y: Any, token: str = "ink-2", **more: Any) -> dict[str, Any]:
    """Return an annotation without an arrow: direct labels stand where a legend would."""
    size = more.pop("size", LABEL)
    return {"text": text, "x": x, "y": y, "showarrow": False, "font": {"size": size, "color": colour(token)}, **more}


def number(value: float) -> str:
    """Write a number as the site does: no needless decimals, a thin space between thousands."""
    text = f"{value:,.2f}".rstrip("0").rstrip(".") if value % 1 else f"{value:,.0f}"
    return text.replace(",", "\u2009") if abs(value) >= 10_000 else text.replace(",", "")


def qualified(value: float | None, qualifier: str) -> str:
    """Write a number with its qualifier: “≥ 9”, “about 2500”, “≈ 109 (derived)”, “no count found”."""
    if value is None:
        return "no count found"
    sign = {"at-least": "≥\u202f", "about": "about ", "derived": "", "exact": "", "range": ""}[qualifier]
    return f"{sign}{number(value)}" + (" (derived)" if qualifier == "derived" else "")


def figure_json(wide: go.Figure, narrow: go.Figure) -> str:
    """Return `{"wide": …, "narrow": …}`, two Plotly figures, with colours as CSS variables and sorted keys."""
    forms = {"wide": wide.to_plotly_json(), "narrow": narrow.to_plotly_json()}
    for form in forms.values():
        form["layout"].pop("template", None)
    return as_variables(json.dumps(forms, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=list))
