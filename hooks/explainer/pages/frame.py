"""How a chart stands in a frame on other sites: the code that readers copy, its height, what oEmbed says of it."""

from __future__ import annotations

import json
from collections.abc import Mapping

from ..charts.kinds import Drawing
from ..charts.words import wrap
from ..data.charts import ChartRecord
from ..publication.chart_data import sources_of
from ..publication.publication import Publication
from .templates import whole_page

# Where no script can make it higher a frame must hold its chart: widths in px, at which it breaks otherwise.
_FRAMES = (320, 360, 400, 431, 432, 480, 511, 512, 640, 751, 752, 800, 880)
_EDGES, _ROOM = 32, 848  # px: beside the chart, and the most that it takes
_LARGEST = {"small": 576, "column": 768, "wide": _ROOM}  # px, as in figures.css
_BETWEEN = 136  # px: the edges above and below, what lies between, and a line that breaks earlier than was thought
_SURE = 0.93  # of a line's room: letters of other machines run wider, and words break elsewhere
_OEMBED_WIDTH = 640


def frame_height(chart: ChartRecord, publication: Publication) -> int:
    """Return the height in px that holds the chart with its words in a frame of any width, rather too much."""
    drawing = publication.drawings[chart.id]
    return round(max(_height(chart, drawing, publication, min(frame - _EDGES, _ROOM)) for frame in _FRAMES))


def _height(chart: ChartRecord, drawing: Drawing, publication: Publication, width: float) -> float:
    """Return how high a chart and its words are in so many px; the same words stand in chart.html."""
    form = "narrow" if width < {"small": 400, "column": 480, "wide": 720}[chart.size] else "wide"
    shown = min(width, 432 if form == "narrow" else _LARGEST[chart.size])
    sources = sources_of(drawing.table, publication.dossier)
    rests = ", ".join(dict.fromkeys(source.publisher for source in sources))
    rests = f"Sources: {rests}. " if sources else ""
    if not sources or any(row.claims for row in drawing.table.rows if not row.sources):
        rests += "Rows of the table name the claims they rest on; 10 rows rest on none."
    counted = f"Counted by {drawing.table.counted_by}. " if drawing.table.counted_by else ""
    links = f"Table +      This chart on {publication.site_name}"
    texts = [
        (chart.title, 21, 26.5),
        (chart.measure, 14.5, 20.6),
        (chart.note or "", 13, 19.3),
        (counted + rests, 13, 19.3),
        (links, 14.5, 29),
    ]
    room = min(width, 736) * _SURE
    words = sum(len(wrap(text, room, size)) * line for text, size, line in texts if text)
    return words + drawing.height(form) * shown / drawing.width(form) + _BETWEEN


def frame_code(chart: ChartRecord, publication: Publication) -> str:
    """Return what another site has to hold to show a chart: a frame, and a line that makes it as high as the chart."""
    address = publication.chart_url(chart.id) or f"charts/{chart.id}/"
    return whole_page(
        "frame.html", publication, chart=chart, address=address, height=frame_height(chart, publication)
    ).strip()


def oembed_files(publication: Publication) -> Mapping[str, str]:
    """Return what oEmbed 1.0 says of each chart, by its path under the site; nothing where the address is unknown."""
    if not publication.site_url:
        return {}
    return {f"charts/{one.id}/oembed.json": _oembed(one, publication) for one in publication.dossier.charts.values()}


def _oembed(chart: ChartRecord, publication: Publication) -> str:
    said = {
        "version": "1.0",
        "type": "rich",
        "title": chart.title,
        "author_name": publication.imprint.editors,
        "provider_name": publication.site_name,
        "provider_url": publication.site_url,
        "html": frame_code(chart, publication),
        "width": _OEMBED_WIDTH,
        "height": frame_height(chart, publication),
    }
    return json.dumps(said, ensure_ascii=False, indent=2) + "\n"
