"""Everything on the site that can be cited, and the files that reference managers take in."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from .citing import Work, bibtex, csl

if TYPE_CHECKING:
    from ..data.charts import ChartRecord
    from ..data.records import Claim, Statement
    from ..prose.pages import Page
    from .publication import Publication

BIBTEX_FILE, CSL_FILE = "data/citations.bib", "data/citations.json"


def page_work(page: Page, publication: Publication) -> Work:
    """A page as a work; the front page stands for the whole site."""
    return _work(publication, publication.site_name if page.is_home else page.meta.title, page.address)


def claim_work(claim: Claim, publication: Publication) -> Work:
    """A claim, at its place in the record."""
    return _work(publication, claim.title, f"claims/#{claim.id}", f"claim {claim.id}")


def statement_work(statement: Statement, publication: Publication) -> Work:
    """A statement of the article with our verdict, at its place on the evidence page."""
    title = f"Evidence on statement {statement.id} of the article"
    return _work(publication, title, f"evidence/#{statement.id}", f"paragraph {statement.paragraph}")


def chart_work(chart: ChartRecord, publication: Publication) -> Work:
    """A chart, at its place on the first page that shows it; on its own page where none does."""
    addresses = [page.address for page in publication.pages_with("charts", chart.id)]
    address = next(iter(addresses), f"charts/{chart.id}/")
    return _work(publication, chart.title, f"{address}#chart-{chart.id}", f"chart {chart.id}")


def _work(publication: Publication, title: str, path: str, part: str = "") -> Work:
    return Work(
        title, path, publication.dossier.edition.article.compiled.first, publication.imprint, part, publication.site_url
    )


def works(publication: Publication) -> Iterator[Work]:
    """Yield all that can be cited, each once: pages, claims, statements, charts."""
    dossier = publication.dossier
    yield from (page_work(page, publication) for page in publication.pages)
    yield from (claim_work(claim, publication) for claim in dossier.claims.values())
    yield from (statement_work(statement, publication) for statement in dossier.article.values())
    yield from (chart_work(chart, publication) for chart in dossier.charts.values())


def bibliography(publication: Publication) -> Mapping[str, str]:
    """Return the two files of all citations by their paths under the site."""
    every = list(works(publication))
    return {
        BIBTEX_FILE: "\n\n".join(map(bibtex, every)) + "\n",
        CSL_FILE: json.dumps(list(map(csl, every)), ensure_ascii=False, indent=1) + "\n",
    }
