"""The pages that each chart has for itself, as the Markdown that an editor could have written."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from ..data.charts import ChartRecord
from ..publication.addresses import picture_paths

if TYPE_CHECKING:
    from ..publication.publication import Publication


def chart_pages(publication: Publication) -> Mapping[str, str]:
    """Return for every chart its page and the bare page for other sites, as Markdown by path under docs/."""
    return {
        path: "\n".join(lines)
        for chart in publication.dossier.charts.values()
        for path, lines in (
            (f"charts/{chart.id}.md", [*_page(chart, publication)]),
            (f"charts/{chart.id}/embed.md", [*_embed(chart)]),
        )
    }


def _page(chart: ChartRecord, publication: Publication) -> Iterator[str]:
    yield from _front_matter(chart, "chart.html")
    share = picture_paths(publication, chart.id).get("share")
    if share:
        yield f"image: {share}"
    yield from ("---", "", f"/// chart | {chart.id}", "    form: page", "///", "")
    yield from (f"/// chart-record | {chart.id}", "///", "")


def _embed(chart: ChartRecord) -> Iterator[str]:
    yield from _front_matter(chart, "embed.html")
    yield from ("search: {exclude: true}", "---", "", f"/// chart | {chart.id}", "    form: embed", "///", "")


def _front_matter(chart: ChartRecord, template: str) -> Iterator[str]:
    # A JSON string is YAML too, whatever it holds.
    yield "---"
    yield f"title: {json.dumps(chart.title, ensure_ascii=False)}"
    yield f"template: {template}"
    yield f"description: {json.dumps(chart.alt, ensure_ascii=False)}"
