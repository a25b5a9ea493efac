"""Pages as a screen reader is told them: roles, names, states and languages alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import pytest
from browsing import visit
from mkdocs_site import Site
from playwright.sync_api import Browser, Page, expect

from explainer.data.vocabularies import OUTCOME_WORDS, STATUS_WORDS, VERDICT_WORDS
from explainer.pages.lists import TALLIED
from explainer.publication.publication import Publication

EXPLAINER = "who-needs-the-evening-ferry/"
_LANDMARK = re.compile(
    r"^( *)- '?(banner|main|contentinfo|search|navigation|complementary|region|form)\b(?: \"([^\"]*)\")?", re.M
)
_HEADING = re.compile(r"^ *- '?heading .*\[level=(\d)\]", re.M)
_LINK = re.compile(r"^ *- '?link \"((?:[^\"\\]|\\.)*)\".*\n(?: *- text:.*\n)* *- /url: (.*)$", re.M)
# A mark is a drawing; what is read out beside it is all text of its parent that is in the tree.
_MARKS = """() => [...document.querySelectorAll("use[href^='#mk-']")].filter(use => use.checkVisibility()).map(use => {
  const around = use.closest("svg").parentElement, texts = document.createTreeWalker(around, NodeFilter.SHOW_TEXT);
  const told = [];
  while (texts.nextNode()) {
    const holder = texts.currentNode.parentElement;
    if (holder.checkVisibility({ visibilityProperty: true }) && !holder.closest("[aria-hidden=true]"))
      told.push(texts.currentNode.data);
  }
  return [use.getAttribute("href").slice(4), told.join("")];
})"""
_FOREIGN = """() => {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
  while (texts.nextNode()) {
    const { data, parentElement: holder } = texts.currentNode;
    if (/[\\u0370-\\u04ff\\u4e00-\\u9fff]/.test(data) && !holder.closest("script, style")
      && holder.closest("[lang]").lang === "en") found.push(data.trim().slice(0, 80));
  }
  return found;
}"""


@dataclass(frozen=True)
class Told:
    """A page as it is told: its tree as YAML, its marks with what is read beside them, words of no told language."""

    tree: str
    marks: list[tuple[str, str]]
    foreign: list[str]


@pytest.fixture(scope="module")
def told(site: Site, address: str, browser: Browser) -> dict[str, Told]:
    """Every page of the site."""
    visited, found = visit(browser, address, 1280), {}
    for name in [*site.pages, "404.html"]:
        visited.page.goto(address + name)
        tree = visited.page.locator("body").aria_snapshot()
        found[name] = Told(tree, visited.page.evaluate(_MARKS), visited.page.evaluate(_FOREIGN))
    visited.close()
    return found


@pytest.fixture
def page(address: str, browser: Browser) -> Iterator[Page]:
    """An explainer."""
    visited = visit(browser, address + EXPLAINER, 1280)
    yield visited.page
    visited.close()
    assert visited.complaints == []


def _landmarks(tree: str) -> list[tuple[str, str]]:
    return [(role, name) for _, role, name in _LANDMARK.findall(tree)]


def test_every_page_has_its_landmarks_and_their_names_differ(told: dict[str, Told]) -> None:
    faults = []
    for name, page in told.items():
        found = _landmarks(page.tree)
        once = ["main"] if name.endswith("embed/") else ["banner", "main", "contentinfo"]
        faults += [f"{name}: {role}" for role in once if [one for one, _ in found].count(role) != 1]
        named = [(role, called) for role, called in found if role in ("navigation", "search", "region")]
        faults += [f"{name}: {one} without a name of its own" for one in named if named.count(one) > 1 or not one[1]]
    assert faults == []


def test_an_explainer_has_the_landmarks_that_its_readers_jump_to(told: dict[str, Told]) -> None:
    found = _landmarks(told[EXPLAINER].tree)
    named = ("Sections", "Contents", "Breadcrumb", "The explainers in order")
    assert {one for one in found if one[0] == "navigation"} == {("navigation", name) for name in named}
    assert ("search", "This site") in found


def test_headings_make_an_outline(told: dict[str, Told]) -> None:
    faults = {}
    for name, page in told.items():
        levels = [int(level) for level in _HEADING.findall(page.tree)]
        if levels[:1] != [1] or levels.count(1) != 1 or any(after > before + 1 for before, after in pairwise(levels)):
            faults[name] = levels
    assert faults == {}


def test_who_says_so_and_how_sure_it_is(page: Page, publication: Publication) -> None:
    claim = publication.dossier.claims["fog-reason"]  # the second that the page cites
    source = publication.dossier.sources[claim.sources[0].source]
    beside = page.get_by_role("note").filter(has_text=re.compile(rf"^2\s+{claim.status}\s+·"))
    expect(beside.first).to_be_visible()
    page.get_by_role("link", name="note 2", exact=True).first.press("Enter")
    card = page.get_by_role("note", name=f"Note 2: {claim.title}", exact=True)
    tree = card.aria_snapshot()
    assert f"- term: Status\n- definition: {STATUS_WORDS[claim.status]}\n" in re.sub(r"^ +", "", tree, flags=re.M)
    expect(card.get_by_role("link", name=source.title)).to_have_attribute("href", source.url)
    card.get_by_role("link", name="The claim").press("Enter")
    page.wait_for_url(f"**/claims/#{claim.id}")


@pytest.mark.parametrize(("chart", "series"), [("evening-passengers", "evening-by-month")])
def test_the_numbers_of_a_chart(page: Page, publication: Publication, chart: str, series: str) -> None:
    record, data = publication.dossier.charts[chart], publication.dossier.series[series]
    figure = page.get_by_role("figure", name=record.title)
    expect(figure.get_by_role("img")).to_have_accessible_name(record.alt)
    figure.get_by_text("Table", exact=True).press("Enter")
    table = figure.get_by_role("table", name=record.title)
    expect(table.get_by_role("caption")).to_contain_text(record.title)
    heads = table.get_by_role("columnheader").all_inner_texts()
    assert len(heads) == table.get_by_role("row").nth(1).locator("visible=true").get_by_role("cell").count() + 1
    for point in data.points:
        row = table.get_by_role("row").filter(has=page.get_by_role("rowheader", name=point.date.words, exact=True))
        told = "" if point.value is None else f"{point.value:.0f}"
        expect(row.get_by_role("cell").first).to_have_text(told)


_WORDS = {name: [word] for words in (STATUS_WORDS, VERDICT_WORDS, OUTCOME_WORDS) for name, word in words.items()}
_WORDS["authors-reading"] += ["What the author argues", "the author’s thesis"]
_WORDS["differs"].append("Where the record differs")
_WORDS["not-corroborated"].append("Where the record is silent")
_WORDS["matches-with-detail"].append("Where the record says more")
for _verdict, _counted in TALLIED.items():  # in the tally of the front page a count stands before its word
    _WORDS[_verdict].extend(_counted)


def test_a_mark_has_its_word_wherever_it_stands(told: dict[str, Told]) -> None:
    all_marks = [(name, mark, beside.strip()) for name, page in told.items() for mark, beside in page.marks]
    wordless = [one for one in all_marks if not any(word in one[2] for word in _WORDS[one[1]])]
    assert wordless == []
    assert set(STATUS_WORDS) < {mark for _, mark, _ in all_marks}


def test_the_ways_on_are_named_with_their_reasons(told: dict[str, Told], publication: Publication) -> None:
    for at, one in enumerate(publication.explainers):
        links = dict(_LINK.findall(told[one.address].tree))
        before, after = (
            publication.explainers[n] if 0 <= n < len(publication.explainers) else None for n in (at - 1, at + 1)
        )
        ways = [
            ("Previous: what you need first", before, one.explainer.needs),
            ("Next: where it leads", after, one.explainer.leads),
        ]
        for label, other, reason in ways:
            if other:
                title = f"{other.meta.title} the author’s thesis" if other.explainer.thesis else other.meta.title
                name = " ".join(filter(None, (label, str(other.explainer.number), title, reason)))
                assert links[name] == f"../{other.address}", one.name
    crumbs = told["charts/evening-passengers/"].tree.split('navigation "Breadcrumb"')[1].split("heading")[0]
    assert [name for name, _ in _LINK.findall(crumbs)] == ["The Ferry of Lind", "Charts"]


def _navigations(tree: str) -> Iterator[str]:
    """Yield the part of the tree under each navigation landmark."""
    for start in re.finditer(r"^( *)- '?navigation.*\n", tree, re.M):
        ended = re.compile(rf"^ {{0,{len(start[1])}}}- ", re.M).search(tree, start.end())
        yield tree[start.end() : ended.start() if ended else None]


def test_one_name_leads_to_one_place_in_navigation(told: dict[str, Told]) -> None:
    faults = []
    for name, page in told.items():
        links = {link for part in _navigations(page.tree) for link in _LINK.findall(part)}
        places = dict(links)
        assert len(places) > 5 or name.endswith("embed/"), name
        faults += [(name, *link) for link in links if places[link[0]] != link[1]]
    assert faults == []


def test_words_in_other_letters_tell_their_language(told: dict[str, Told]) -> None:
    assert {name: page.foreign for name, page in told.items() if page.foreign} == {}
