"""The glossary: what its editors are told of faults, and what `make terms` prints."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from projects import EDITION

from explainer.__main__ import main
from explainer.checks.checks import check, check_uses
from explainer.checks.glossary import concordance, glossary_problems
from explainer.data.problem import Problem
from explainer.data.reading import read_records
from explainer.data.records import Acronym, Exemption, Part, Term
from explainer.data.yaml import read_file
from explainer.pages.extension import gather
from explainer.publication.publication import Publication

GLOSSARY = (EDITION / "data/glossary.yml").read_text(encoding="utf-8")
_LINE = GLOSSARY.count("\n") + 1
_RAID = f"data/glossary.yml:{_LINE}:1: “raid”"
_FOGHORN = f"“fog-signal” (line {GLOSSARY.splitlines().index('fog-signal:') + 1})"
_BOTH = "each form in one entry"
_ALONE = "is found without being named; allowed: no alias that the term, another one or a plural makes"
_ENTRY = "allowed: a term or alias in data/glossary.yml, or an entry in data/acronyms.yml"
_BACKED = "allowed: [^claim-id] in it, or “sources:” beside it that the term names"

# name: (fields of a new term, what is found)
REPORTS: dict[str, tuple[str, list[str]]] = {
    "nothing": ("case: exact", []),
    "two terms claim one form": (
        "aliases: [foghorns]",
        [f" and {_FOGHORN} both claim “foghorns”; allowed: {_BOTH}"],
    ),
    "an exact form that another takes in any case": (
        "aliases: [Foghorn], case: exact",
        [f" and {_FOGHORN} both claim “Foghorn”; allowed: {_BOTH}"],
    ),
    "exact forms that differ": ("aliases: [Sfc], case: exact", []),
    "an alias equal to the term": ("aliases: [raid]", [f": the alias “raid” {_ALONE}"]),
    "an alias equal to a plural": ("aliases: [raids]", [f": the alias “raids” {_ALONE}"]),
    "aliases equal to each other": (
        "aliases: [foray, Foray]",
        [f": the alias “foray” {_ALONE}", f": the alias “Foray” {_ALONE}"],
    ),
    "an alias without a word": ("aliases: ['—']", [": the alias “—” has no word; allowed: letters or digits"]),
    "an acronym in a definition": (
        "definition: A thing of the QRS and the SFC.",
        [f": no entry explains “QRS” of its definition or facts; {_ENTRY}"],
    ),
    "an acronym in a fact": (
        "facts: ['The QRS one[^evening-stop]']",
        [f": no entry explains “QRS” of its definition or facts; {_ENTRY}"],
    ),
    "a fact that nothing backs": (
        "facts: [It was]",
        [f": the fact “It was” has neither a citation nor a source; {_BACKED}"],
    ),
    "a fact that a mirror alone backs": (
        "facts: [{text: It was, sources: [quay-board]}], sources: [{source: quay-board, supports: it}]",
        [f": the fact “It was” rests on tier C sources alone; {_BACKED}"],
    ),
    "facts that are backed": (
        "facts: ['It was[^evening-stop]', {text: It is, sources: [year-book-2010]}],"
        " sources: [{source: year-book-2010, supports: it}]",
        [],
    ),
}


def _records(text: str, kind: str, model: type[Part]) -> dict[str, Any]:
    problems: list[Problem] = []
    records = read_records(read_file(text, f"data/{kind}.yml", problems), model, {}, problems)
    assert problems == []
    return records


def _with(publication: Publication, fields: str, prose: str = "") -> Publication:
    """Add a term to the glossary, and read one page, which holds `prose` alone, where that is given."""
    definition = "" if "definition:" in fields else "definition: A thing., "
    text = f"{GLOSSARY}raid: {{term: Raid, {definition}{fields}}}\n"
    dossier = replace(publication.dossier, glossary=_records(text, "glossary", Term))
    page = replace(publication.by_name["data.md"], body=prose, first_line=5)
    return replace(publication, dossier=dossier, pages=(page,) if prose else publication.pages)


@pytest.mark.parametrize("name", REPORTS)
def test_reports(name: str, publication: Publication) -> None:
    fields, expected = REPORTS[name]
    found = map(str, glossary_problems(_with(publication, fields)))
    assert list(found) == [f"{_RAID}{one}" for one in expected]


def test_an_acronym_of_the_prose_needs_an_entry(publication: Publication) -> None:
    changed = _with(publication, "case: exact", "A Raid on SFC boats.\n\nThat was QRS’s `TUV` on a JSON-free day.\n")
    found = [str(one) for one in glossary_problems(changed) if one.file.startswith("docs/")]
    assert found == [f"docs/data.md:7:1: no entry explains “QRS”; {_ENTRY}"]


@pytest.mark.parametrize(("prose", "told"), [("A Raid.", False), ("A raid.", True), ("## A Raid", True)])
def test_a_term_is_used_in_its_own_letters_outside_of_headings(
    publication: Publication, prose: str, told: bool
) -> None:
    changed = _with(publication, "case: exact", prose)
    unused = f"{_RAID}: no page uses this term, and no used term leads to it"
    assert (unused in map(str, check_uses(changed, gather(changed)))) is told


def test_a_build_that_knows_its_marks_tells_the_same_unused_terms(publication: Publication) -> None:
    changed = _with(publication, "case: exact")
    early, late = check(changed, with_uses=False).problems, check_uses(changed, gather(changed))
    assert [str(one).split(": ")[1] for one in late] == ["“raid”"] and not early
    assert check(changed).problems == late


def test_an_exception_for_an_unused_term_holds_in_a_build_too(publication: Publication) -> None:
    changed = _with(publication, "case: exact")
    known = _records("raid:\n  kind: glossary\n  allows: unused\n  reason: known\n", "exceptions", Exemption)
    exceptions = {**publication.dossier.exceptions, **known}
    changed = replace(changed, dossier=replace(changed.dossier, exceptions=exceptions))
    assert check_uses(changed, gather(changed)) == check(changed, with_uses=False).problems == ()


def test_an_acronym_that_is_not_used_needs_no_reason(publication: Publication) -> None:
    text = "sfc:\n  form: SFC\n  because: x\n\nqrs:\n  form: QRS\n  because: x\n"
    dossier = replace(publication.dossier, acronyms=_records(text, "acronyms", Acronym))
    found = map(str, glossary_problems(replace(publication, dossier=dossier)))
    assert [one for one in found if one.startswith("data/acronyms.yml")] == [
        "data/acronyms.yml:1:1: “sfc” is not needed: the glossary explains it",
        "data/acronyms.yml:5:1: “qrs” is not needed: no page and no definition uses it",
    ]


def test_terms_tell_what_a_new_alias_adds_and_takes(publication: Publication, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data/glossary.yml").write_text(GLOSSARY, encoding="utf-8")
    for command in ("init --initial-branch=main", "add .", "commit --message=Begin"):
        identity = ["-c", "user.name=Editor", "-c", "user.email=editor@example.org"]
        subprocess.run(["git", *identity, *command.split()], cwd=tmp_path, check=True, capture_output=True)
    before = _with(publication, "case: exact", "Two *foghorns* were heard.\n\nIt was a quiet evening.\n")
    place = "docs/data.md:5: fog-signal: “foghorns” in “Two foghorns were heard.”"
    assert list(concordance(before, tmp_path)) == [place, "Against the glossary on main: 0 more, 0 fewer."]
    glossary = _records(GLOSSARY.replace("aliases: [foghorn]", "aliases: [quiet]"), "glossary", Term)
    after = replace(before, dossier=replace(publication.dossier, glossary=glossary))
    new = "docs/data.md:7: fog-signal: “quiet” in “It was a quiet evening.”"
    told = [new, "Against the glossary on main: 1 more, 1 fewer.", f"- {place}", f"+ {new}"]
    assert list(concordance(after, tmp_path)) == told


def test_terms_without_a_repository_say_so(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["terms", str(project)]) == 0
    places = capsys.readouterr().out.splitlines()
    assert places[0].startswith("docs/") and places[-1].startswith("There is no branch main")
