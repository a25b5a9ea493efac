"""Mistakes in texts of charts and changes of their points: each mistake is told, each correction follows by itself."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from projects import EDITION, TESTS

from explainer.checks.chart_texts import ChartTextCheck
from explainer.checks.numbers import NumberCheck
from explainer.checks.vocabulary import Vocabulary
from explainer.publication.publication import Publication, read_publication

Change = Callable[[str, str, str], Publication]
TABLE = yaml.safe_load((TESTS / "chart_texts.yml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the records and pages."""
    folder = tmp_path_factory.mktemp("charts")
    shutil.copytree(EDITION / "data", folder / "data")
    shutil.copytree(EDITION / "docs", folder / "docs", symlinks=True)
    return folder


@pytest.fixture
def change(copy: Path, publication: Publication) -> Iterator[Change]:
    """Change a text in one file, which is mended again behind the test."""
    before: dict[Path, str] = {}

    def changed(file: str, old: str, new: str) -> Publication:
        path = copy / f"data/{file}.yml"
        before[path] = text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"“{old}” does not stand once in {file}"
        path.write_text(text.replace(old, new), encoding="utf-8")
        # The check reads the texts of charts as they are written; nothing else hangs on them.
        texts = replace(publication, dossier=replace(publication.dossier, geo=copy / "data/geo"))
        return texts if file == "charts" else read_publication(copy)

    yield changed
    for path, text in before.items():
        path.write_text(text, encoding="utf-8")


def _told(publication: Publication) -> list[str]:
    numbers = NumberCheck(publication.dossier, Vocabulary(publication.dossier))
    return [str(finding.problem) for finding in ChartTextCheck(publication, numbers).check()]


@pytest.mark.parametrize("mistake", TABLE["mistakes"], ids=lambda mistake: mistake["put"])
def test_a_mistake_is_told(change: Change, mistake: dict[str, Any]) -> None:
    told = _told(change(mistake["in"], mistake["find"], mistake["put"]))
    assert any(mistake["says"] in one for one in told), told


@pytest.mark.parametrize("true", TABLE["holds"], ids=lambda true: true["put"])
def test_what_is_told_by_hand_holds_until_a_point_is_corrected(change: Change, true: dict[str, Any]) -> None:
    assert _told(change("charts", true["find"], true["put"])) == []
    told = _told(change("series", true["old"], true["new"]))
    assert any(true["says"] in one for one in told), told


@pytest.mark.parametrize("correction", TABLE["corrections"], ids=lambda correction: correction["says"])
def test_a_corrected_point_is_followed(change: Change, correction: dict[str, Any]) -> None:
    publication = change("series", correction["find"], correction["put"])
    record = publication.dossier.charts[correction["chart"]]
    assert correction["says"] in f"{record.title} {record.alt}"
    assert _told(publication) == []


def test_texts_hold_what_their_charts_show(publication: Publication) -> None:
    assert _told(publication) == []


def test_a_fault_is_told_on_its_line(change: Change) -> None:
    (told,) = _told(change("charts", "Table of two cases", "Table of six cases"))
    lines = (EDITION / "data/charts.yml").read_text(encoding="utf-8").splitlines()
    line = next(number for number, text in enumerate(lines, 1) if "Table of two cases" in text)
    assert told.startswith(
        f"data/charts.yml:{line}:1: “fog-and-crack”: “alt”: “six” is not what the chart shows there; allowed: "
    )


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("{{ evening-by-month 2011-12 capital }} passengers", "At least 298 passengers"),
        ("{{ count statements differs capital }} of {{ count statements digits }}", "Two of 22"),
    ],
)
def test_a_number_has_the_words_of_its_qualifier_or_is_counted(
    change: Change, copy: Path, title: str, told: str
) -> None:
    old = "title: The way to Sarn lost most of its evening passengers"
    change("charts", old, f'title: "{title}"')
    assert read_publication(copy).dossier.charts["where-they-went"].title.replace("\u00a0", " ") == told
