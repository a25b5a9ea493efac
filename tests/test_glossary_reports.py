"""The glossary: what its editors are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from explainer.checks.checks import check, check_uses
from explainer.pages.extension import gather
from explainer.publication.publication import read_publication

_ADDED = """
raid:
  term: Raid
{fields}
  definition: {definition}
"""
_BOTH = "each form in one entry"
_ALONE = "no alias that the term, another one or a plural makes"
_ENTRY = "a term or alias in data/glossary.yml, or an entry in data/acronyms.yml"
_BACKED = "[^claim-id] in it, or “sources:” beside it that the term names"
_NOT_USED = "data/glossary.yml:29:1: “raid”: no page uses this term, and no used term leads to it"

# name: (fields of a new term, its definition, what a page says besides, what is found)
REPORTS: dict[str, tuple[str, str, str, list[str]]] = {
    "nothing": ("  case: exact", "A thing.", "A Raid.", []),
    "unused": ("  case: exact", "A thing.", "A raid.", [_NOT_USED]),
    "in a heading alone": ("  case: exact", "A thing.", "## A Raid", [_NOT_USED]),
    "two terms claim one form": (
        "  aliases: [incursions]",
        "A thing.",
        "A raid.",
        [
            "data/glossary.yml:29:1: “raid” and “airspace-violation” (line 23) both claim “incursions”;"
            f" allowed: {_BOTH}"
        ],
    ),
    "an exact form that another takes in any case": (
        "  aliases: [Incursion]\n  case: exact",
        "A thing.",
        "A Raid.",
        [f"data/glossary.yml:29:1: “raid” and “airspace-violation” (line 23) both claim “Incursion”; allowed: {_BOTH}"],
    ),
    "exact forms that differ": ("  aliases: [Csto]\n  case: exact", "A thing.", "A Raid.", []),
    "an alias equal to the term": (
        "  aliases: [raid]",
        "A thing.",
        "A raid.",
        [f"data/glossary.yml:29:1: “raid”: the alias “raid” is found without being named; allowed: {_ALONE}"],
    ),
    "an alias equal to a plural": (
        "  aliases: [raids]",
        "A thing.",
        "A raid.",
        [f"data/glossary.yml:29:1: “raid”: the alias “raids” is found without being named; allowed: {_ALONE}"],
    ),
    "aliases equal to each other": (
        "  aliases: [foray, Foray]",
        "A thing.",
        "A raid.",
        [
            f"data/glossary.yml:29:1: “raid”: the alias “{alias}” is found without being named; allowed: {_ALONE}"
            for alias in ("Foray", "foray")
        ],
    ),
    "an alias without a word": (
        "  aliases: ['—']",
        "A thing.",
        "A raid.",
        ["data/glossary.yml:29:1: “raid”: the alias “—” has no word; allowed: letters or digits"],
    ),
    "an acronym in a definition": (
        "  case: exact",
        "A thing of the NATO and the CSTO.",
        "A Raid.",
        [f"data/glossary.yml:29:1: “raid”: no entry explains “NATO” of its definition or facts; allowed: {_ENTRY}"],
    ),
    "an acronym in the prose": (
        "  case: exact",
        "A thing.",
        "A Raid on NATO’s `GPS`.",
        [f"docs/about.md:10:1: no entry explains “NATO”; allowed: {_ENTRY}"],
    ),
    "an acronym in a fact": (
        "  facts: ['The GPS one[^drone-count]']",
        "A thing.",
        "A Raid.",
        [f"data/glossary.yml:29:1: “raid”: no entry explains “GPS” of its definition or facts; allowed: {_ENTRY}"],
    ),
    "a fact that nothing backs": (
        "  facts: [It was]",
        "A thing.",
        "A Raid.",
        [f"data/glossary.yml:29:1: “raid”: the fact “It was” has neither a citation nor a source; allowed: {_BACKED}"],
    ),
    "a fact that a mirror alone backs": (
        "  facts: [{text: It was, sources: [mirror-hajun]}]\n  sources: [{source: mirror-hajun, supports: it}]",
        "A thing.",
        "A Raid.",
        [f"data/glossary.yml:29:1: “raid”: the fact “It was” rests on tier C sources alone; allowed: {_BACKED}"],
    ),
    "facts that are backed": (
        "  facts: ['It was[^drone-count]', {text: It is, sources: [hajun-2024-07-31]}]\n"
        "  sources: [{source: hajun-2024-07-31, supports: it}]",
        "A thing.",
        "A Raid.",
        [],
    ),
    "an acronym that needs no entry": ("  case: exact", "A thing.", "A Raid on the EU’s ODKB-free zone.", []),
}


@pytest.mark.parametrize("name", REPORTS)
def test_reports(name: str, sample: Path) -> None:
    fields, definition, prose, expected = REPORTS[name]
    glossary, acronyms = sample / "data/glossary.yml", sample / "data/acronyms.yml"
    with glossary.open("a", encoding="utf-8") as file:
        file.write(_ADDED.format(fields=fields, definition=definition))
    acronyms.write_text(
        "eu:\n  form: EU\n  because: known\n\nodkb:\n  form: ODKB\n  because: known\n", encoding="utf-8"
    )
    with (sample / "docs/about.md").open("a", encoding="utf-8") as file:
        file.write(f"\n{prose}\n")
    wanted = ("data/glossary.yml:29", "docs/about.md")
    found = [str(finding) for finding in check(read_publication(sample)).problems]
    assert [finding for finding in found if finding.startswith(wanted)] == expected


def test_a_build_that_knows_its_marks_tells_the_same_unused_terms(sample: Path) -> None:
    publication = read_publication(sample)
    early, late = check(publication, with_uses=False).problems, check_uses(publication, gather(publication))
    assert late and not set(early) & set(late)
    assert tuple(sorted((*early, *late))) == check(publication).problems


def test_an_exception_for_an_unused_term_holds_in_a_build_too(sample: Path) -> None:
    exceptions = sample / "data/exceptions.yml"
    exceptions.write_text(
        "airspace-violation:\n  kind: glossary\n  allows: unused\n  reason: known\n", encoding="utf-8"
    )
    publication = read_publication(sample)
    assert not any("airspace-violation" in str(problem) for problem in check_uses(publication, gather(publication)))
    assert not any(problem.file == "data/exceptions.yml" for problem in check(publication, with_uses=False).problems)


def test_an_acronym_that_is_not_used_needs_no_reason(sample: Path) -> None:
    (sample / "data/acronyms.yml").write_text(
        "csto:\n  form: CSTO\n  because: x\n\nnato:\n  form: NATO\n  because: x\n", encoding="utf-8"
    )
    found = [
        str(finding) for finding in check(read_publication(sample)).problems if finding.file == "data/acronyms.yml"
    ]
    assert found == [
        "data/acronyms.yml:1:1: “csto” is not needed: the glossary explains it",
        "data/acronyms.yml:5:1: “nato” is not needed: no page and no definition uses it",
    ]
