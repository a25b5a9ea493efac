"""The glossary: which terms are told as unused, and what `make terms` prints; planted.yml has its other faults."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from projects import EDITION

from explainer.__main__ import main
from explainer.checks.checks import check, check_uses
from explainer.checks.concordance import concordance
from explainer.data.records import Term
from explainer.data.site_records import Exemption
from explainer.pages.extension import gather
from explainer.publication.publication import Publication

_RAID = {"id": "raid", "line": 1, "term": "Raid", "definition": "A thing.", "case": "exact"}
_KNOWN = {"id": "raid", "line": 1, "kind": "glossary", "allows": "unused", "reason": "known"}


def _with(publication: Publication, term: Term, prose: str = "") -> Publication:
    """Put a term into the glossary, and read one page, which holds `prose` alone, where that is given."""
    dossier = replace(publication.dossier, glossary={**publication.dossier.glossary, term.id: term})
    page = replace(publication.by_name["data.md"], body=prose, first_line=5)
    return replace(publication, dossier=dossier, pages=(page,) if prose else publication.pages)


@pytest.mark.parametrize(("prose", "told"), [("A Raid.", False), ("A raid.", True), ("## A Raid", True)])
def test_a_term_is_used_in_its_own_letters_outside_of_headings(
    publication: Publication, prose: str, told: bool
) -> None:
    changed = _with(publication, Term.model_validate(_RAID), prose)
    assert ("“raid”" in [one.found.split(": ")[0] for one in check_uses(changed, gather(changed))]) is told


def test_a_build_that_knows_its_marks_tells_the_same_unused_terms_and_allows_the_same(publication: Publication) -> None:
    changed = _with(publication, Term.model_validate(_RAID))
    late = check_uses(changed, gather(changed))
    assert [str(one) for one in late] == [
        "data/glossary.yml:1:1: “raid”: no page uses this term, and no used term leads to it"
    ]
    assert (check(changed, with_uses=False).problems, check(changed).problems) == ((), late)
    exceptions = {**changed.dossier.exceptions, "raid": Exemption.model_validate(_KNOWN)}
    changed = replace(changed, dossier=replace(changed.dossier, exceptions=exceptions))
    assert check_uses(changed, gather(changed)) == check(changed, with_uses=False).problems == ()


def test_terms_tell_what_a_new_alias_adds_and_takes(publication: Publication, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data/glossary.yml").write_bytes((EDITION / "data/glossary.yml").read_bytes())
    for command in ("init --initial-branch=main", "add .", "commit --message=Begin"):
        identity = ["-c", "user.name=Editor", "-c", "user.email=editor@example.org"]
        subprocess.run(["git", *identity, *command.split()], cwd=tmp_path, check=True, capture_output=True)
    term = publication.dossier.glossary["fog-signal"]
    (alias,) = term.aliases
    before = _with(publication, term, "Two *foghorns* were heard.\n\nIt was a quiet evening.\n")
    place = "docs/data.md:5: fog-signal: “foghorns” in “Two foghorns were heard.”"
    assert list(concordance(before, tmp_path)) == [place, "Against the glossary on main: 0 more, 0 fewer."]
    quiet = term.model_copy(update={"aliases": (alias.model_copy(update={"form": "quiet"}),)})
    new = "docs/data.md:7: fog-signal: “quiet” in “It was a quiet evening.”"
    told = [new, "Against the glossary on main: 1 more, 1 fewer.", f"- {place}", f"+ {new}"]
    assert list(concordance(_with(before, quiet, before.pages[0].body), tmp_path)) == told


def test_terms_without_a_repository_say_so(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["terms", str(project)]) == 0
    places = capsys.readouterr().out.splitlines()
    assert places[0].startswith("docs/") and places[-1].startswith("There is no branch main")
