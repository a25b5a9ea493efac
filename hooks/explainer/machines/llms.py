"""`llms.txt`: what the site is and where its pages stand as Markdown, in the form of llmstxt.org."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ..datapackage import LICENCE, PACKAGE_FILE
from ..fields import STATUS_WORDS
from ..markup import STATUS_MEANINGS
from .feed import FEED_FILE
from .subject import Subject

if TYPE_CHECKING:
    from ..publication import Publication

LLMS_FILE = "llms.txt"
TWIN = "index.md"


def llms(subjects: Iterable[Subject], publication: Publication, described: str) -> str:
    """Return the file; `subjects` are the site's pages in the order of reading."""
    return "\n".join(_lines(list(subjects), publication, described)) + "\n"


def _lines(subjects: list[Subject], publication: Publication, described: str) -> Iterator[str]:
    article = publication.dossier.edition.article
    yield from (f"# {publication.site_name}", "", f"> {described}", "")
    yield (
        f"It reads {article.author}, “{article.title}”, {article.publisher}, {article.published.words}, in words of "
        f"its own. The record was compiled on {article.compiled.words}. Text and data: {LICENCE['title']}."
    )
    yield from ("", "Every statement carries a status; keep it when you retell one:", "")
    yield from (f"- {word}: {STATUS_MEANINGS[name]}" for name, word in STATUS_WORDS.items())
    explainers = {page.name for page in publication.explainers}
    groups = {
        "Explainers": [one for one in subjects if one.name in explainers],
        "Reference": [one for one in subjects if one.name not in explainers and not one.chart],
        "Charts": [one for one in subjects if one.chart],
    }
    for head, group in groups.items():
        yield from ("", f"## {head}", "")
        yield from (f"- [{one.title}]({_url(one.address + TWIN, publication)}): {one.description}" for one in group)
    yield from ("", "## Optional", "")
    yield f"- [All tables]({_url(PACKAGE_FILE, publication)}): a Frictionless data package that describes CSV and JSON"
    yield f"- [What changed]({_url(FEED_FILE, publication)}): additions and corrections, as an Atom feed"


def _url(path: str, publication: Publication) -> str:
    return f"{publication.site_url.rstrip('/')}/{path}" if publication.site_url else path
