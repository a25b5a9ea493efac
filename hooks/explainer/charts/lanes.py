"""Lanes: days run to the right, one line a capital, links as curves from event to event; a list on narrow screens."""

from __future__ import annotations

from ..data.charts import LanesChart
from ..data.dossier import Dossier
from .axes import date_of
from .figure import Figure
from .lanes_content import Lanes
from .lanes_narrow import draw_down
from .lanes_wide import draw_across
from .sheet import event_words
from .tables import Row, Table
from .words import counted, paragraph_words, status_words


def draw(chart: LanesChart, dossier: Dossier, narrow: bool) -> Figure:
    """Draw lanes across on wide screens, and down the page in order of date on narrow ones."""
    lanes = Lanes.of(chart, dossier)
    return draw_down(lanes) if narrow else draw_across(lanes)


def table(chart: LanesChart, dossier: Dossier) -> Table:
    """Return the events, then the counts, then the links as rows."""
    lanes, rows = Lanes.of(chart, dossier), []
    actors = dossier.edition.actors
    for move in lanes.moves:
        claim = dossier.claims[move.event.claim]
        who = " and ".join(actors[actor].word for actor in (move.event.actor, move.joint) if actor)
        rows.append(Row((move.event.date.words, who, claim.title, status_words(claim)), claims=(claim.id,)))
    if counts := lanes.counts:
        for day in counts.days:
            cells = (
                date_of(day).words,
                actors[counts.actor].word,
                counted(day, counts.series.unit),
                f"counted by {counts.series.counted_by}",
            )
            rows.append(Row(cells, sources=(day.source,) if day.source else ()))
    for link in chart.links:
        ends = " → ".join(event_words(dossier.events[end], dossier) for end in (link.first, link.then))
        ground = f"the author’s link, {paragraph_words(dossier.article[link.statement])}"
        rows.append(Row(("Link", "", ends, ground), statements=(link.statement,)))
    return Table(
        ("Date", "Whose move", "What", "How sure"), tuple(rows), caveats=counts.series.caveats if counts else ()
    )
