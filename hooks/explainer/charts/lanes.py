"""Lanes: the kind, its two forms and its table."""

from __future__ import annotations

from ..data.charts import LanesChart
from ..data.dossier import Dossier
from .figure import Figure
from .lanes_events import check_lanes, counted_days, shown_events
from .tables import Row, Table
from .words import counted, paragraph_words, status_words


def draw(chart: LanesChart, dossier: Dossier, narrow: bool) -> Figure:
    """Draw lanes across on wide screens, and down the page in order of date on narrow ones."""
    from .lanes_narrow import draw_down
    from .lanes_wide import draw_across

    check_lanes(chart, dossier)
    return draw_down(chart, dossier) if narrow else draw_across(chart, dossier)


def table(chart: LanesChart, dossier: Dossier) -> Table:
    """Return the events, then the counts, then the links as rows."""
    rows = [
        Row(
            (
                event.date.words,
                " and ".join(dossier.edition.actors[actor].word for actor in (event.actor, joint) if actor),
                dossier.claims[event.claim].title,
                status_words(dossier.claims[event.claim]),
            ),
            claims=(event.claim,),
        )
        for event, joint in shown_events(chart, dossier)
    ]
    notes: list[str] = []
    if chart.counts:
        series = dossier.series[chart.counts.dates]
        actor = dossier.edition.actors[chart.counts.actor].word
        rows += [
            Row(
                (day.words, actor, counted(point, series.unit), f"counted by {series.counted_by}"),
                sources=(point.source,) if point.source else (),
            )
            for day, point in counted_days(chart, dossier)
        ]
        notes += series.caveats
    for link in chart.links:
        ends = " → ".join(_name(dossier, end) for end in (link.first, link.then))
        ground = f"the author’s link, {paragraph_words(dossier.article[link.statement])}"
        rows.append(Row(("Link", "", ends, ground), statements=(link.statement,)))
    return Table(("Date", "Whose move", "What", "How sure"), tuple(rows), caveats=tuple(notes))


def _name(dossier: Dossier, event: str) -> str:
    record = dossier.events[event]
    return record.label or dossier.claims[record.claim].title
