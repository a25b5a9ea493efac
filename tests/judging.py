"""Judging single sentences: small records made into a publication with one page."""

from __future__ import annotations

from functools import cache
from typing import Any

import yaml
from projects import EDITION, TESTS

from explainer.checks.checks import check
from explainer.data.dates import When
from explainer.data.dossier import Dossier
from explainer.data.edition import Article, Edition, MapPage, Site, Window
from explainer.data.problem import Problem
from explainer.data.reading import read_records
from explainer.data.records import Claim, Person, Place, Source, Statement, Wording
from explainer.data.yaml import read_file
from explainer.prose.pages import Meta, Page
from explainer.publication.publication import Publication

_KINDS = {
    "states as fact": "hedge",
    "what is claimed by": "misattributed",
    "is not in what the sentence cites": "number",
    "spelled otherwise": "name",
}
_SOURCE = {"publisher": "The Courier", "title": "T", "url": "https://example.org/", "language": "en"}
_CLAIM = {"strand": "border", "title": "T", "date": "2000", "sources": [{"source": "courier", "supports": "it"}]}
_STATEMENT = {"paragraph": "p1", "hedge": "none", "note": "Nothing else was said."}
_PERSON = {"kind": "person", "role": "Nobody.", "in_article": True}
_PLACE = {"country": "BY", "lat": 1, "lon": 1}


def read_table(name: str) -> dict[str, Any]:
    """Read a table of sentences with its records."""
    return dict(yaml.safe_load((TESTS / name).read_text(encoding="utf-8")))


@cache
def _wording() -> dict[str, Wording]:
    problems: list[Problem] = []
    sheet = read_file((EDITION / "data/wording.yml").read_text(encoding="utf-8"), "data/wording.yml", problems)
    return read_records(sheet, Wording, {}, problems)


def _with_parties(parties: list[str]) -> dict[str, Wording]:
    """The words of the small edition, with the sides of a table’s own world."""
    return {**_wording(), "parties": Wording(id="parties", line=1, words=tuple(parties))}


def _records(model: type, fields: dict[str, Any], given: dict[str, Any]) -> dict[str, Any]:
    return {id_: model.model_validate({"id": id_, "line": 1, **fields, **own}) for id_, own in given.items()}


def dossier(table: dict[str, Any]) -> Dossier:
    """Make the records of a table, with what no check looks at filled in."""
    day = When.parse("2024-08-10")
    edition = {"title": "T", "author": table["author"], "publisher": "P", "url": "https://example.org/"}
    edition |= {"published_note": "N", "url_note": "N", "called": "T", "paragraphs": 18}
    edition |= dict.fromkeys(("published", "compiled", "dense_until", "thin_until", "ends"), day)
    return Dossier(
        sources=_records(Source, _SOURCE, {"courier": {"tier": "A", "kind": "press"}}),
        claims=_records(Claim, _CLAIM, table["claims"]),
        article=_records(Statement, _STATEMENT, table["article"]),
        events={}, glossary={}, acronyms={}, series={}, charts={}, scenarios={}, exceptions={}, changes={},
        questions={},
        people=_records(Person, _PERSON, table["people"]),
        places=_records(Place, _PLACE, table.get("places", {})),
        wording=_with_parties(table["parties"]),
        edition=_edition(edition),
        geo=TESTS,
    )  # fmt: skip


def _edition(article: dict[str, Any]) -> Edition:
    given = {"id": "edition", "line": 1}
    return Edition(
        article=Article(**given, **article),
        site=Site(**given, key="key", dataset="set", editors="E", about="a"),
        window=Window(**given, span="2024-06/2024-08", name="the summer", short="the summer"),
        map=MapPage.model_construct(),
        actors={}, strands={}, themes={},
    )  # fmt: skip


def judge(records: Dossier, text: str, box: str = "") -> list[str]:
    """Return what is refused in a paragraph: “hedge”, “misattributed”, “number” or “name” for each fault."""
    body = f"/// {box}\n{text}\n///\n" if box else text
    page = Page("page.md", Meta(title="Page"), body, 1, ())
    problems = check(Publication(records, (page,), {})).problems
    found = [problem.found for problem in problems if problem.file == "docs/page.md"]
    # Acronyms have tests of their own, in test_glossary_reports.py.
    found = [sentence for sentence in found if "no entry explains" not in sentence]
    return [next(kind for words, kind in _KINDS.items() if words in sentence) for sentence in found]
