"""What `make check` finds in pages and records: planted faults, nothing after right edits, what may be allowed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from edits import EDITS, Editor
from projects import EDITION, TESTS
from test_mistakes import make

from explainer.checks.checks import check
from explainer.checks.contradictions import too_early
from explainer.checks.coverage import incomplete
from explainer.checks.map_page import astray_on_map
from explainer.data.problem import Problem
from explainer.publication.publication import Publication, read_publication

PLANTED: list[dict[str, Any]] = yaml.safe_load((TESTS / "planted.yml").read_text(encoding="utf-8"))


def _line(fault: dict[str, Any], text: str) -> int:
    mark = fault.get("at") or fault.get("put") or fault["append"].strip()
    return max(number for number, line in enumerate(text.splitlines(), 1) if mark in line)


def _check(root: Path, file: str, publication: Publication) -> tuple[Problem, ...]:
    """Check what is in `root`, which differs from the publication in one file.

    Which terms are used hangs on how the pages are converted, which has tests of its own.
    """
    if file == "data/charts.yml":  # texts of charts are checked as they are written; nothing is to be read again
        changed = replace(publication, dossier=replace(publication.dossier, geo=root / "data/geo"))
    else:
        changed = read_publication(root)
    return check(changed, with_uses=False).problems


@pytest.mark.parametrize("fault", PLANTED, ids=[fault["name"] for fault in PLANTED])
def test_planted_fault(fault: dict[str, Any], project: Path, publication: Publication) -> None:
    second = fault.get("with")
    if second:
        make(second, project)
    if second and second.get("right"):
        assert _check(project, second["file"], publication) == ()
    make(fault, project)
    file = fault.get("in", fault["file"])
    line = _line(fault, (project / file).read_text(encoding="utf-8"))
    problems = _check(project, fault["file"], publication)
    told = [str(problem) for problem in problems]
    assert any(one.startswith(f"{file}:{line}:") and fault["says"] in one for one in told), told
    if not fault.get("several"):
        assert {(problem.file, problem.line) for problem in problems} == {(file, line)}, told


@pytest.mark.parametrize("name", EDITS)
def test_after_an_ordinary_edit_there_is_nothing_to_mend(project: Path, publication: Publication, name: str) -> None:
    EDITS[name](Editor(project, publication))
    assert [str(problem) for problem in check(read_publication(project)).problems] == []


def test_a_title_with_nothing_under_it_is_told(project: Path) -> None:
    (project / "docs/empty.md").write_text("---\ntitle: Empty\n---\n<!-- to come -->\n", encoding="utf-8")
    told = [str(one) for one in check(read_publication(project), with_uses=False).problems]
    assert any("docs/empty.md:" in one and "nothing stands under the page’s title" in one for one in told), told


@pytest.mark.parametrize(
    ("kind", "id_", "allows", "old", "new"),
    [
        ("article", "a17", "other-number", "On 14 January the evening ferries", "On 15 January the evening ferries"),
        ("claims", "line-1931", "unlikely-day", "title: The railway reaches", "title: The railway of 1913 reaches"),
        ("scenarios", "daily-before-april", "other-number", "again from 1 March 2012", "again from 1 May 2012"),
    ],
)
def test_what_two_fields_say_apart_may_be_allowed(
    project: Path, kind: str, id_: str, allows: str, old: str, new: str
) -> None:
    def told() -> list[str]:
        found = map(str, check(read_publication(project), with_uses=False).problems)
        return [one for one in found if one.startswith(f"data/{kind}.yml") and f"“{id_}”" in one]

    make({"file": f"data/{kind}.yml", "find": old, "put": new}, project)
    assert len(told()) == 1
    exception = f"\n{id_}:\n  kind: {kind}\n  allows: {allows}\n  reason: It was so.\n"
    make({"file": "data/exceptions.yml", "append": exception}, project)
    assert told() == []


def test_a_place_lies_in_the_country_that_it_is_said_to_be_in(project: Path) -> None:
    ground = project / "data/geo/region.json"
    ground.write_text(ground.read_text("utf-8").replace('"Sarn"', '"Bouvet Island"'), "utf-8")
    told = [str(one) for one in check(read_publication(project), with_uses=False).problems]
    assert any(
        "“hallow-junction” is said to be in Bouvet Island, and lies in Osterby Coast; allowed: the country" in one
        for one in told
    )


def test_a_place_lies_near_its_country(project: Path, publication: Publication) -> None:
    ground = project / "data/geo/region.json"
    ground.write_text(ground.read_text("utf-8").replace('"SAR"', '"BVT"'), "utf-8")
    places = dict(publication.dossier.places)
    places["sarn"] = places["sarn"].model_copy(update={"lat": 3.36, "lon": -54.59})
    told = [str(one) for one in astray_on_map(replace(publication.dossier, places=places, geo=ground.parent))]
    assert [one for one in told if "“sarn” is said to be in Bouvet Island, and lies more than 100 km from its" in one]
    assert not any("“lind”" in one for one in told), told


def test_a_table_of_an_explainer_cites_in_its_rows(project: Path) -> None:
    table = "\n| What | When |\n|---|---|\n| It stopped.[^evening-stop] | 3 December |\n| It did not. | never |\n"
    page = project / "docs/the-railway-at-the-quay.md"
    page.write_text(page.read_text(encoding="utf-8") + table, encoding="utf-8")
    told = [str(one) for one in check(read_publication(project), with_uses=False).problems]
    assert [one for one in told if "cites nothing" in one and "It did not." in one] and len(told) == 1, told


def test_inserts_stand_in_any_text_of_the_front_matter(project: Path) -> None:
    page = "the-railway-at-the-quay.md"
    told = {
        "answer: The visit is": "answer: The visit, of {{ count claims }} claims, is",
        "needs: The": "needs: The {{ count claims }} and the",
    }
    for old, new in told.items():
        make({"file": f"docs/{page}", "find": old, "put": new}, project)
    publication = read_publication(project)
    meta, claims = publication.by_name[page].meta, len(publication.dossier.claims)
    assert f"of {claims} claims, is" in meta.answer and f"The {claims} and" in meta.needs


def test_a_site_without_a_front_page_is_told_and_one_without_a_booklet_is_none_the_worse(
    publication: Publication,
) -> None:
    pages = tuple(page for page in publication.pages if page.name not in ("index.md", "booklet.md"))
    told = [str(one) for one in check(replace(publication, pages=pages), with_uses=False).problems]
    assert "docs/index.md: there is no front page; allowed: a page, to which all others lead" in told
    assert not [one for one in told if "booklet" in one and "exceptions" not in one], told


@pytest.mark.parametrize(
    ("claims", "others", "says"),
    [
        (20, 0, ""),
        (21, 0, "21 citations in 500 words, 4.2 for 100; allowed: 4 for 100 words, here 20"),
        (5, 15, ""),
        (
            4,
            16,
            "16 citations of records that are not established in 500 words, 3.2 for 100;"
            " allowed: 3 for 100 words, here 15",
        ),
        (0, 0, ""),
    ],
)
def test_citations_leave_room(publication: Publication, claims: int, others: int, says: str) -> None:
    page = publication.explainers[0]
    open_claim, argued = others - others // 2, others // 2
    cites = "[^evening-stop]" * claims + "[^quay-offer]" * open_claim + "[^a07]" * argued
    body = f"/// brief\n/// chart | stalls\n/// differs | a06\n{'word ' * 500}{cites}"
    changed = replace(publication, pages=(replace(page, body=body, first_line=1),))
    told = [str(finding.problem) for finding in incomplete(changed)]
    assert told == [f"docs/{page.name}:1:1: the explainer has {says}"] * bool(says)


def test_a_result_may_rest_on_no_claim(publication: Publication) -> None:
    scenarios = publication.dossier.scenarios
    open_ = {id_: one.model_copy(update={"claims": ()}) for id_, one in scenarios.items()}
    assert list(too_early(replace(publication.dossier, scenarios=open_))) == []


def test_days_of_work_do_not_lie_to_come(project: Path) -> None:
    for file, old, new in (
        ("data/sources.yml", "published: 2011-12-31", "published: 2011-12-31\n  checked: 2031-01-02"),
        ("docs/the-railway-at-the-quay.md", "number: 2\n", "number: 2\nreviewed: 2031-01-02\n"),
    ):
        make({"file": file, "find": old, "put": new}, project)
    moved = {"file": "data/redirects.yml", "append": "\nsongs: {from: songs/, to: about/, since: 2099-01-01}\n"}
    make(moved, project)
    changed = read_publication(project)
    told = {
        (problem.file, problem.found) for problem in check(changed, with_uses=False, today=date(2031, 1, 1)).problems
    }
    assert told == {
        ("data/sources.yml", "“harbour-watch-2011-12-31”: “checked” is 2031-01-02, a day to come"),
        ("docs/the-railway-at-the-quay.md", "“reviewed” is 2031-01-02, a day to come"),
        ("data/redirects.yml", "“songs”: “since” is 2099-01-01, a day to come"),
    }
    # A clock that is wrong refuses nothing that the record has.
    assert check(read_publication(EDITION), with_uses=False, today=date(1999, 1, 1)).problems == ()
