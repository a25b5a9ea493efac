"""How the checks judge single sentences of invented worlds: those they have to get right, and those held aside."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

import pytest
import yaml
from projects import EDITION, TESTS

from explainer.checks.checks import check
from explainer.data.dossier import Dossier
from explainer.data.records import Claim, Person, Place, Statement
from explainer.data.site_records import Wording
from explainer.prose.pages import Meta, Page
from explainer.prose.sentences import parted
from explainer.publication.publication import Publication, read_publication

FLOOR = 24  # of 26: 18 of the first 20, and all 6 of the later ones, when they were first run; no change may lose any
_KINDS = {
    "states as fact": "hedge",
    "what is claimed by": "misattributed",
    "is not in what the sentence cites": "number",
    "spelled otherwise": "name",
    "no entry explains": "acronym",
}
# What no check of sentences looks at.
_CLAIM = {"strand": "sound", "title": "T", "date": "2000", "sources": [{"source": "courier", "supports": "it"}]}
_STATEMENT = {"paragraph": "p1", "hedge": "none", "note": "Nothing else was said."}
_PERSON = {"kind": "person", "role": "Nobody.", "in_article": True}
_PLACE = {"country": "BV", "lat": 1, "lon": 1}


@cache
def _table(name: str) -> dict[str, Any]:
    """A table of sentences with the records of its world."""
    return dict(yaml.safe_load((TESTS / name).read_text(encoding="utf-8")))


@cache
def _world(name: str) -> Dossier:
    """The small edition with a table's claims, statements, people, places, sides and author instead of its own."""
    table, base = _table(name), read_publication(EDITION).dossier
    courier = next(iter(base.sources.values())).model_copy(update={"id": "courier", "publisher": "The Courier"})
    article = base.edition.article.model_copy(update={"author": table["author"], "called": "T"})
    return replace(
        base,
        sources={"courier": courier},
        claims=_records(Claim, _CLAIM, table["claims"]),
        article=_records(Statement, _STATEMENT, table["article"]),
        people=_records(Person, _PERSON, table["people"]),
        places=_records(Place, _PLACE, table.get("places", {})),
        wording={**base.wording, "parties": Wording(id="parties", line=1, words=tuple(table["parties"]))},
        edition=replace(base.edition, article=article),
        **{kind: {} for kind in ("events", "glossary", "acronyms", "series", "charts", "scenarios", "exceptions")},
    )


def _records(model: type, fields: dict[str, Any], given: dict[str, Any]) -> dict[str, Any]:
    return {id_: model.model_validate({"id": id_, "line": 1, **fields, **own}) for id_, own in given.items()}


def _refused(table: str, case: dict[str, Any]) -> set[str]:
    """What is refused in a paragraph: “hedge”, “misattributed”, “number” or “name”."""
    body = f"/// {case['box']}\n{case['text']}\n///\n" if "box" in case else case["text"]
    page = Page("page.md", Meta(title="Page"), body, 1, ())
    problems = check(Publication(_world(table), (page,), {})).problems
    found = [problem.found for problem in problems if problem.file == "docs/page.md"]
    kinds = {next(kind for words, kind in _KINDS.items() if words in sentence) for sentence in found}
    return kinds - {"acronym"}  # which planted.yml has


@pytest.mark.parametrize("case", _table("sentences.yml")["sentences"], ids=lambda case: case["text"][:50])
def test_a_sentence_is_judged_rightly(case: dict[str, Any]) -> None:
    assert _refused("sentences.yml", case) == {case["expect"]} - {"pass"}


def test_as_many_sentences_held_aside_are_judged_rightly_as_at_first() -> None:
    cases = _table("heldout.yml")["sentences"]
    wrong = [case["text"] for case in cases if _refused("heldout.yml", case) != {case["expect"]} - {"pass"}]
    assert len(cases) - len(wrong) >= FLOOR, wrong


@pytest.mark.parametrize(
    "text",
    [
        "One. | Two! | Three? | “Four.” | Five …",
        "Dr. Holm met J. Brandt of the U.S. Navy at 5 p.m. by No. 7.",
        "He asked “why?” and left … at 3.5 km.",
        "It fell.[^a] | and rose. [^b][^c] | Holm saw Dr.[^d] | Voss (too.) | The end",
    ],
)
def test_a_sentence_ends_at_a_stop_that_is_no_abbreviation(text: str) -> None:
    sentences = text.split(" | ")
    assert [sentence for _, sentence in parted(" ".join(sentences), {"Dr", "p.m", "No"})] == sentences
