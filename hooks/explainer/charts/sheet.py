"""A figure laid out in px from its upper left corner: rules, words, marks and arrows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from ..data.dates import When
from ..data.dossier import Dossier
from ..data.edition import Actor
from ..data.records import Event
from .figure import SMALL, Figure, colour, new_figure
from .geometry import Point
from .marks import add_status_mark, arrow_head
from .words import SERIF, claim_hover, short_month, statement_hover, width_of


class Sheet(Figure):
    """The figure; its width and height in px, and the margins around them, in which nothing can be drawn.

    Plotly is but the canvas here: its axes count px and are not shown.
    A sheet that is as high as what is written on it gets its height by `end`.
    """

    def __init__(
        self, width: float, height: float = 0, foot: int = 2, *, left: int = 0, right: int = 0, top: int = 0
    ) -> None:
        super().__init__(new_figure(0, left=left, right=right, top=top, bottom=foot).layout)
        self.plot = (width, height)
        self.update_xaxes(range=[0, width], showticklabels=False)
        self.end(height)

    def end(self, height: float) -> None:
        """Set the height."""
        margin, self.plot = self.layout["margin"], (self.plot[0], height)
        self.update_layout(height=round(height) + margin["t"] + margin["b"])
        self.update_yaxes(range=[height, 0], showticklabels=False)

    def rule(self, x0: float, y0: float, x1: float, y1: float, token: str, width: float = 1, dash: str = "") -> None:
        """Draw a straight line under everything else."""
        style = {"color": colour(token), "width": width, **({"dash": dash} if dash else {})}
        self.line((x0, x1), (y0, y1), style)

    def ground(self, x0: float, y0: float, x1: float, y1: float, token: str, **more: Any) -> None:
        """Lay a colour under everything else."""
        self.add_shape(
            type="rect", x0=x0, y0=y0, x1=x1, y1=y1, fillcolor=colour(token), line={"width": 0}, layer="below", **more
        )

    def months(self, between: When, x_of: Callable[[date], float], ends: tuple[float, float], y: float) -> None:
        """Draw a line where each month begins, and its name at a height in px, as long as all have the room for it.

        The year stands at the first one that has room for it, and again from January.
        """
        width, height = self.plot
        days = between.month_starts
        edges = [*map(x_of, days), width]
        rooms = [until - x - 4 for x, until in pairwise(edges)]
        names = [f"{day:%B}" for day in days]
        if any(width_of(short_month(name)) <= room < width_of(name) for name, room in zip(names, rooms, strict=True)):
            names = [short_month(name) for name in names]
        told = None
        for day, name, x, room in zip(days, names, edges, rooms, strict=False):
            self.rule(x, ends[0], x, ends[1], "rule-2")
            dated = f"{name} {day.year}" if day.year != told else name
            words = next((words for words in (dated, name) if width_of(words) <= room), "")
            told = day.year if words == dated else told
            self.words(words, x, 1 - y / height, "ink-3", "left middle", yref="paper", xshift=3, tight=False)

    def words(
        self,
        text: str | Sequence[str],
        x: float,
        y: float,
        token: str = "ink",
        hold: str = "left top",
        size: int = SMALL,
        *,
        tight: bool = True,
        **more: Any,
    ) -> None:
        """Write lines of text, held at (x, y) by their left or right and upper or lower edge."""
        lines = [text] if isinstance(text, str) else text
        held = {"xanchor" if edge in ("left", "right") else "yanchor": edge for edge in hold.split()}
        # Plotly leaves out what is held off the axis, wherever it would stand.
        at = min(max(x, 0), self.plot[0])
        x, more = at, more if at == x else {**more, "xshift": more.get("xshift", 0) + x - at}
        self.text("<br>".join(lines), x, y, token, size=size, **({"borderpad": 0} if tight else {}), **{**held, **more})

    def capital(self, actor: Actor, x: float, y: float, size: int, hold: str = "left top", **more: Any) -> None:
        """Write the name of a capital in its colour, in the serif."""
        font = {"family": SERIF, "size": size, "color": colour(f"{actor.id}-ink")}
        self.words(actor.word, x, y, hold=hold, font=font, **more)

    def status_mark(
        self, dossier: Dossier, id_: str, at: Point, token: str, uid: str, name: str = "", **more: Any
    ) -> None:
        """Draw the mark of how sure a claim or statement is; it tells what that says when it is pointed at."""
        record, hover = dossier.claims.get(id_) or dossier.article[id_], hover_of(dossier, id_)
        add_status_mark(self, *at, record.status, token, uid=uid, name=name or uid, hover=hover, **more)

    def arrow(
        self,
        points: Sequence[Point],
        token: str,
        dash: str,
        uid: str,
        name: str,
        hover: str,
        width: float = 1.4,
        head: float = 9,
    ) -> None:
        """Draw a line through points that ends in an arrow; the line’s `width` and the `head` in px."""
        line, marker = {"color": colour(token), "width": width, "dash": dash}, arrow_head(len(points), head, token)
        self.polyline(points, uid, name, hover, mode="lines+markers", line=line, marker=marker)


def hover_of(dossier: Dossier, id_: str) -> str:
    """Return what a claim or a statement of the article says as lines of hover text."""
    return claim_hover(dossier, id_) if id_ in dossier.claims else statement_hover(dossier, id_)


def event_words(event: Event, dossier: Dossier) -> str:
    """Return an event in a few words: its label, or the title of its claim."""
    return event.label or dossier.claims[event.claim].title
