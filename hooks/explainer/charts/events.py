"""Events, and where the article ends, as thin lines with words at their heads: on every chart that has time."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

from ..data.charts import ChartRecord, EventMark
from ..data.dates import When
from ..data.dossier import Dossier
from ..data.problem import Problem
from ..data.records import Event
from .figure import Figure, colour, stroke
from .labels import arrangements
from .marks import ink_of
from .words import LATER, event_hover, folded, width_of

_ENDS = "accent-2"  # the token of the line where the article ends
_BEYOND, _CROSSED, _LEFT = 10, 10, 1  # costs of a px of words out of the figure, of words on another line, left of it
_LINE = 17  # px: a line of words
_ASIDE = 3  # px from a line to its words


@dataclass(frozen=True)
class EventLine:
    """A thin line where something happened: its date, its words, the tokens of words and line, what it says."""

    date: When
    words: str
    ink: str
    line: str
    hover: str = ""

    @property
    def is_end(self) -> bool:
        """Whether the article ends here."""
        return self.line == _ENDS


def event_lines(marks: Sequence[EventMark], dossier: Dossier) -> list[EventLine]:
    """Return the events of a chart as lines in the colours of who acted."""
    events = [(mark, dossier.events[mark.event]) for mark in marks]
    return [
        EventLine(event.date, mark.label or "", ink_of(event.actor), str(event.actor), event_hover(mark, dossier))
        for mark, event in events
    ]


def undated(chart: ChartRecord, events: Iterable[Event]) -> list[Problem]:
    """Return the faults of events that a chart would put on a day, and of which none is known."""
    return [
        chart.fault(f"“{event.id}” is known as of {event.date}, and would stand on a day", "an event of a known day")
        for event in events
        if not event.date.has_day
    ]


def article_end(dossier: Dossier, when: When | None = None) -> EventLine:
    """Return the line after which everything is later than the article; its words may say `when`."""
    words = f"{LATER} ({when.words})" if when else LATER
    return EventLine(dossier.edition.article.ends, words, "accent", _ENDS)


def with_later(text: str, claim: str | None, dossier: Dossier, beside: str = "") -> str:
    """Return words with “(later)” behind them where their claim began after the article, and nothing says so."""
    is_late = claim is not None and dossier.begins_later(dossier.claims[claim])
    return f"{text} (later)" if is_late and "later" not in f"{beside} {text}".casefold() else text


@dataclass(frozen=True)
class EventWords:
    """Where words stand: the px at which their line runs, their row, and whether right of the line.

    Once all have their rows, `text` are the words folded to their room, and `top` is where they begin in px.
    """

    line: EventLine
    x: float
    row: int
    right: bool
    text: str = ""
    top: int = 0

    @property
    def edges(self) -> tuple[float, float]:
        """Where the words begin and end in px, their line included."""
        width = width_of(self.line.words) + 2 * _ASIDE
        return (self.x, self.x + width) if self.right else (self.x - width, self.x)

    @property
    def foot(self) -> int:
        """Where the words end in px."""
        return self.top + _LINE * (self.text.count("<br>") + 1)

    def crossed(self, other: EventWords) -> bool:
        """Tell whether one of the two lines cuts the words of the other: it does where it comes from over them."""
        upper, lower = sorted((self, other), key=lambda words: words.row)
        left, right = lower.edges
        return left < upper.x < right

    def draw(
        self, figure: Figure, plot: tuple[float, float], stretches: Sequence[tuple[float, float]], top: float = 0
    ) -> None:
        """Draw the line in stretches from px to px of the height of a `plot`, the first of them beside the words.

        The words begin as far under `top` as the rows over them are high.
        """
        width, height = plot
        x, head = self.x / width, top + self.top
        refs = {"xref": "paper", "yref": "paper"}
        if self.line.line:
            for number, (begin, end) in enumerate(stretches):
                ends = (1 - (begin if number else head) / height, 1 - end / height)
                figure.line((x, x), ends, stroke(self.line.line), **refs)
        held = {"xanchor": "left", "xshift": _ASIDE} if self.right else {"xanchor": "right", "xshift": -_ASIDE}
        more = {"yanchor": "top", "yshift": 3, "bgcolor": colour("paper"), "hovertext": self.line.hover or None}
        figure.small(self.text, x, 1 - head / height, self.line.ink, **held, **more, **refs)


def words_in_rows(lines: Sequence[tuple[float, EventLine]], left: float, right: float) -> list[EventWords]:
    """Give the words of each line, at so many px, a row of their own and a side, and fold them to the room there.

    They stay between `left` and `right` and cross no other line where that can be.
    """

    def spots(x: float, line: EventLine) -> Iterator[tuple[float, EventWords]]:
        for row, side in product(range(len(lines)), (True, False)):
            words = EventWords(line, x, row, side)
            begins, ends = words.edges
            yield _BEYOND * max(left - begins, ends - right, 0) + _LEFT * (not side), words

    def together(words: EventWords, before: Sequence[EventWords]) -> float:
        if any(words.row == other.row for other in before):
            return math.inf
        return _CROSSED * sum(map(words.crossed, before))

    found = arrangements((spots(x, line) for x, line in lines), together)
    # Of arrangements as good as each other, that whose earlier words stand higher.
    cheapest = [told for cost, told in found if cost == found[0][0]]
    best = min(cheapest, key=lambda told: [words.row for words in told])
    placed: list[EventWords] = []
    for words in sorted(best, key=lambda words: words.row):
        room = (right - words.x if words.right else words.x - left) - 2 * _ASIDE
        top = placed[-1].foot if placed else 0
        placed.append(replace(words, text=folded(words.line.words, room), top=top))
    return placed


def rows_height(told: Sequence[EventWords]) -> int:
    """Return how many px the rows of words take."""
    return max((words.foot for words in told), default=0)
