"""What any right content keeps to: the site is built, whole, light, and open to every reader.

Nothing here names a sentence, an id, a number or a title. Where a rule refuses, an editor can mend it in YAML or
Markdown.
"""

from __future__ import annotations

import gzip
import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import palette
import pytest
import yaml
from barriers import barriers
from browsing import charts, make_interactive, visit
from mkdocs_site import Site
from playwright.sync_api import Browser
from projects import ROOT, build
from searching import results, searching

from explainer.checks.checks import check
from explainer.pages.extension import leftovers
from explainer.publication.publication import Publication

CHARTS = yaml.safe_load((ROOT / "data/charts.yml").read_text(encoding="utf-8"))
QUESTIONS = yaml.safe_load((ROOT / "data/questions.yml").read_text(encoding="utf-8"))
PAGES = [
    *(path.relative_to(ROOT / "docs").with_suffix("").as_posix() + "/" for path in (ROOT / "docs").rglob("*.md")),
    *(f"charts/{id_}/{form}" for id_ in CHARTS for form in ("", "embed/")),
]
PAGES[PAGES.index("index/")] = ""
# kB that a page weighs at most, compressed: half as much again as the heaviest of its kind had when this was written.
LIGHTEST = {
    "booklet/": 280,
    "claims/": 190,
    "sources/": 135,
    "map/": 95,
    "glossary/": 80,
    "timeline/": 65,
    "": 65,
    "charts/": 45,
}
LIGHT = 60
INDEX = 200


def test_the_checks_find_nothing_to_mend(publication: Publication) -> None:
    assert [str(problem) for problem in check(publication).problems] == []


def test_every_page_is_built(site: Site) -> None:
    assert sorted(site.pages) == sorted(PAGES)


def test_every_internal_link_and_anchor_resolves(site: Site) -> None:
    assert list(site.broken_links()) == []


def test_ids_are_unique_on_every_page(site: Site) -> None:
    doubled = {page.address: [id_ for id_, n in Counter(page.ids).items() if n > 1] for page in site.pages.values()}
    assert {address: ids for address, ids in doubled.items() if ids} == {}


def test_nothing_is_left_unread_on_any_page(site: Site) -> None:
    assert [(page.address, fault) for page in site.pages.values() for fault in leftovers(page.text)] == []


def test_two_builds_are_equal_byte_for_byte(site: Site, project: Path, tmp_path: Path) -> None:
    done = build(project, tmp_path / "again")
    assert done.returncode == 0, done.stderr
    assert _digest(site.folder) == _digest(tmp_path / "again")


def _digest(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_no_page_is_much_heavier_than_its_kind(site: Site) -> None:
    weights = {page.address: len(gzip.compress(page.text.encode(), mtime=0)) / 1000 for page in site.pages.values()}
    heavy = [
        f"{address or 'the front page'} weighs {weight:.0f} kB; allowed: {most}, so shorten or part it"
        for address, weight in weights.items()
        if weight > (most := LIGHTEST.get(re.sub(r"(?<=^charts/).+", "", address), LIGHT))
    ]
    assert heavy == []
    index = gzip.compress((site.folder / "search/search_index.json").read_bytes(), mtime=0)
    assert len(index) / 1000 <= INDEX


# Every page once; one of each template, the lightest, in the other palettes and widths.
@pytest.mark.parametrize("name", sorted(PAGES, key=lambda name: -LIGHTEST.get(name, 0)))
def test_a_page_loads_quietly_and_has_no_barriers(site: Site, address: str, browser: Browser, name: str) -> None:
    assert list(_faults(browser, address, name, width=1280, dark=False)) == []


@pytest.mark.parametrize(("width", "dark"), [(360, False), (360, True), (1280, True)])
def test_no_template_has_barriers(
    site: Site, address: str, browser: Browser, publication: Publication, width: int, dark: bool
) -> None:
    chart = next(iter(CHARTS))
    lightest = {"chart": f"charts/{chart}/", "embed": f"charts/{chart}/embed/", "unknown": "404.html"}
    for page in sorted(publication.pages, key=lambda page: -len(site.pages[page.address].text)):
        if page.address != "booklet/":  # which binds explainers, and takes as long as all others together
            lightest[page.meta.template or "page"] = page.address
    found = {name: list(_faults(browser, address, name, width=width, dark=dark)) for name in lightest.values()}
    assert {name: faults for name, faults in found.items() if faults} == {}


def _faults(browser: Browser, address: str, name: str, *, width: int, dark: bool) -> Iterator[str]:
    """Open a page and yield what a reader would stumble over; a chart’s own page has to draw it."""
    visited = visit(browser, address + name, width, dark=dark)
    for figure in charts(visited.page) if name.startswith("charts/") and name != "charts/" else ():
        make_interactive(figure)
    yield from barriers(visited.page)
    wider = visited.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if wider > 0:
        yield f"the page is {wider} px wider than the window"
    yield from visited.complaints  # of the console, and every request to another host
    visited.close()


@pytest.fixture(scope="module")
def field(address: str, browser: Browser) -> Iterator[object]:
    """A page with its search open and ready."""
    with searching(browser, address) as page:
        yield page


@pytest.mark.parametrize("id_", QUESTIONS)
def test_what_readers_type_leads_where_it_should(field, id_: str) -> None:
    question = QUESTIONS[id_]
    wanted = question.get("page", "").removesuffix("index.md").replace(".md", "/")
    wanted += f"#{question['entry']}" if "entry" in question else ""
    for typed in question["typed"]:
        first = results(field, str(typed))[:3]
        told = f"data/questions.yml: “{id_}”: “{typed}” leads to {', '.join(first) or 'nothing'}"
        assert any(one.startswith(wanted) for one in first) if wanted else not first, told


def test_actors_are_told_apart_by_those_who_see_fewer_colours(publication: Publication) -> None:
    assert list(palette.faults(publication.dossier.edition)) == []
