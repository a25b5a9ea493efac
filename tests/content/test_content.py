"""What any right content keeps to: the site is built, whole, light, and open to every reader.

Nothing here names a sentence, an id, a number or a title. Where a rule refuses, an editor can mend it in YAML or
Markdown.
"""

from __future__ import annotations

import gzip
import itertools
import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml
from barriers import COLOURS, barriers
from browsing import Visit, charts, make_interactive
from mkdocs_site import Site
from playwright.sync_api import Browser
from projects import ROOT, build, digest
from searching import astray, searching

from explainer.checks.checks import check
from explainer.data.vocabularies import STATUSES, VERDICTS, StatusRow, VerdictRow
from explainer.pages.extension import leftovers
from explainer.pages.moved import all_lasting
from explainer.publication.publication import Publication

CHARTS = yaml.safe_load((ROOT / "data/charts.yml").read_text(encoding="utf-8"))
DOCS = {path.relative_to(ROOT / "docs").as_posix(): path for path in sorted((ROOT / "docs").rglob("*.md"))}


def _address(name: str) -> str:
    return name.removesuffix("index.md").replace(".md", "/")


# Every address; a chart's page and its embed are looked at one after the other.
WALKS = {_address(name): [_address(name)] for name in DOCS}
WALKS |= {f"charts/{id_}/": [f"charts/{id_}/", f"charts/{id_}/embed/"] for id_ in CHARTS}
# kB that a page weighs at most, compressed: half as much again as the heaviest of its kind had when this was written.
MOST = {
    "booklet/": 280,
    "claims/": 190,
    "sources/": 135,
    "map/": 95,
    "glossary/": 80,
    "timeline/": 65,
    "": 65,
    "charts/": 45,
}
MOST_OF_OTHERS = 60
MOST_OF_THE_INDEX = 200


def _one_of_each_template() -> dict[str, str]:
    """Return by template the address of the page that has most text of its own, so no list of all records."""
    chart = next(iter(CHARTS))
    found = {"chart": f"charts/{chart}/", "embed": f"charts/{chart}/embed/", "unknown": "404.html"}
    for name, path in sorted(DOCS.items(), key=lambda item: item[1].stat().st_size):
        template = re.search(r"(?m)^template: (\w+)", path.read_text(encoding="utf-8"))
        found[template[1] if template else "page"] = _address(name)
    return {template: address for template, address in found.items() if address not in LONGEST}


# Their colours are the templates' own, which the small edition shows; to look at each again takes axe minutes.
LONGEST = ("booklet/", "claims/", "evidence/", "people/", "sources/")
TEMPLATES = _one_of_each_template()


def test_the_checks_find_nothing_to_mend(publication: Publication) -> None:
    assert [str(problem) for problem in check(publication).problems] == []


@pytest.mark.parametrize(("name", "rows"), [("claims.yml", STATUSES), ("article.yml", VERDICTS)])
def test_the_top_of_a_file_says_what_its_words_mean(name: str, rows: Mapping[str, StatusRow | VerdictRow]) -> None:
    top = (ROOT / "data" / name).read_text(encoding="utf-8").split("\n\n", 1)[0]
    said = " ".join(top.replace("\n#", " ").split())
    assert [word for word, row in rows.items() if f" {word}: {row.when} " not in said] == []


def test_every_page_is_built(site: Site) -> None:
    assert sorted(site.pages) == sorted(itertools.chain(*WALKS.values()))


def test_every_internal_link_and_anchor_resolves(site: Site) -> None:
    assert list(site.broken_links()) == []


def test_every_address_that_is_to_last_is_there(site: Site, publication: Publication) -> None:
    assert [one for one in all_lasting(publication) if not site.leads(f"http://site/{one.lstrip('/')}")] == []


def test_ids_are_unique_on_every_page(site: Site) -> None:
    doubled = {page.address: [id_ for id_, n in Counter(page.ids).items() if n > 1] for page in site.pages.values()}
    assert {address: ids for address, ids in doubled.items() if ids} == {}


def test_nothing_is_left_unread_on_any_page(site: Site) -> None:
    assert [(page.address, fault) for page in site.pages.values() for fault in leftovers(page.text)] == []


def test_two_builds_are_equal_byte_for_byte(site: Site, project: Path, tmp_path: Path) -> None:
    done = build(project, tmp_path / "again")
    assert done.returncode == 0, done.stderr
    assert digest(site.folder) == digest(tmp_path / "again")


def test_no_page_is_much_heavier_than_its_kind(site: Site) -> None:
    weights = {page.address: len(gzip.compress(page.text.encode(), mtime=0)) / 1000 for page in site.pages.values()}
    heavy = [
        f"{address or 'the front page'} weighs {weight:.0f} kB; allowed: {most}, so shorten or part it"
        for address, weight in weights.items()
        if weight > (most := MOST.get(re.sub(r"(?<=^charts/).+", "", address), MOST_OF_OTHERS))
    ]
    assert heavy == []
    index = gzip.compress((site.folder / "search/search_index.json").read_bytes(), mtime=0)
    assert len(index) / 1000 <= MOST_OF_THE_INDEX


# Every page once; one of each template in the other palettes and widths.
@pytest.mark.parametrize("walk", WALKS.values(), ids=WALKS)
def test_pages_load_quietly_and_have_no_barriers(address: str, window: Visit, walk: list[str]) -> None:
    for name in walk:
        window.look(address + name, 1280)
        assert barriers(window.page, without=COLOURS if name in LONGEST or len(walk) > 1 else ()) == []
        if re.fullmatch("charts/[^/]+/", name):
            for figure in charts(window.page):
                make_interactive(figure)
        assert _complaints(window) == []


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_no_template_has_barriers(address: str, window: Visit, template: str, dark: bool) -> None:
    window.look(address + TEMPLATES[template], 360, dark=dark)
    assert barriers(window.page, rules=COLOURS if dark else ()) == []
    if dark:
        window.page.set_viewport_size({"width": 1280, "height": 900})
        assert barriers(window.page, rules=COLOURS) == []
    assert _complaints(window) == []


def _complaints(visited: Visit) -> list[str]:
    """What the console says, each request to another host, and whether the page is wider than its window."""
    wider = visited.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [*visited.complaints, *([f"the page is {wider} px wider than the window"] if wider > 0 else [])]


def test_what_readers_type_leads_where_it_should(address: str, browser: Browser, publication: Publication) -> None:
    with searching(browser, address) as page:
        assert list(astray(page, publication)) == []
