"""What the pages are on paper: whole, legible, with their notes; and the booklet of the whole series."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from unicodedata import normalize

import pytest
from browsing import visit
from markdown import Markdown
from mkdocs_site import Site
from playwright.sync_api import Browser, Page
from projects import BASE
from pypdf import PdfReader

from explainer.outputs.booklet import _Press
from explainer.publication.publication import Publication, site_address, written_address

EXPLAINER, BOOKLET = "who-needs-the-evening-ferry/", "booklet/"
PAPERS = {"A4": (210, 297), "Letter": (215.9, 279.4)}  # mm
MARGINS = (38, 41)  # mm, across and down, as in print.css
MM = 96 / 25.4  # CSS px
LEAST = 8 * 4 / 3  # 8 points in CSS px
SHEETS = {EXPLAINER: range(8, 13), BOOKLET: range(20, 33)}

# Lettering of drawings has its own tests; notes in the margin give way to those at the end, which say more;
# where paper gives an address, the words of its link stay away; a status and a day need no word that says so.
ONLY_ON_SCREEN = (
    ".vh, svg, summary, script, .chart__links, .chart__tool, .record__links, .page__cite, .brief__head, .note, .way"
    ", .record > dl > div:nth-child(-n + 2) > dt"
)
PIECE = 20  # letters that are looked for together

Open = Callable[..., Page]


def _room(size: str) -> tuple[float, float]:
    """How wide and how high a sheet is between its margins, in CSS px."""
    width, height = ((length - margin) * MM for length, margin in zip(PAPERS[size], MARGINS, strict=True))
    return width, height


@pytest.fixture(scope="module")
def paper(browser: Browser, address: str) -> Iterator[Open]:
    """Open a page as it lies on a sheet of the given paper; dark on the screen, for paper is light all the same."""
    visits = []

    def opened(name: str, size: str = "A4") -> Page:
        visits.append(visit(browser, address + name, int(_room(size)[0]), dark=True))
        visits[-1].page.emulate_media(media="print")
        return visits[-1].page

    yield opened
    for visited in visits:
        visited.close()


@dataclass(frozen=True)
class Printed:
    """A page, the text of each sheet that it takes, and its texts that are shown on the screen or on paper."""

    name: str
    sheets: list[str]
    texts: list[str]


_TEXTS = """out => {
  const texts = []
  const walk = document.createTreeWalker(document.querySelector(".page"), NodeFilter.SHOW_TEXT)
  for (let node; node = walk.nextNode();)
    if (!node.parentElement.closest(out)) texts.push([node.data, node.parentElement.checkVisibility()])
  return texts
}"""


@pytest.fixture(scope="module", params=[(EXPLAINER, "A4"), (BOOKLET, "Letter")], ids=" ".join)
def printed(paper: Open, request: pytest.FixtureRequest) -> Printed:
    """An explainer and the booklet as PDF."""
    name, size = request.param
    page = paper(name, size)
    on_paper = page.evaluate(_TEXTS, ONLY_ON_SCREEN)
    reader = PdfReader(io.BytesIO(page.pdf(format=size)))
    page.emulate_media(media="screen")
    on_screen = page.evaluate(_TEXTS, ONLY_ON_SCREEN)
    # Ligatures, which some fonts have, are letters again.
    sheets = [" ".join(normalize("NFKC", sheet.extract_text()).split()) for sheet in reader.pages]
    shown = [text for (text, here), (_, there) in zip(on_paper, on_screen, strict=True) if here or there]
    return Printed(name, sheets, shown)


def _letters(text: str) -> str:
    """The letters alone: a sheet breaks words with hyphens and puts signs between."""
    return "".join(re.findall(r"[^\W\d_]", normalize("NFKC", text))).casefold()


def _pieces(text: str) -> list[str]:
    letters = _letters(text)
    return [letters[start : start + PIECE] for start in range(0, len(letters), PIECE)]


# ---- the sheets ----


def test_sheets_are_as_many_as_they_should_be_numbered_and_headed(printed: Printed, publication: Publication) -> None:
    found = printed.sheets
    assert len(found) in SHEETS[printed.name]
    for number, sheet in enumerate(found, 1):
        if not (printed.name == BOOKLET and number == 1):  # its title page
            assert re.search(rf"(?<!\d){number} ?/ ?{len(found)}(?!\d)", sheet), (number, sheet[-80:])
    if printed.name == BOOKLET:  # what ends the page begins no sheet of its own
        assert [sheet for sheet in found if "Checked against" in sheet and "Cite this page" not in sheet] == []
    for page in publication.explainers:
        if printed.name in (page.address, BOOKLET):
            head = f"{page.explainer.number} {page.meta.title}"
            headed = [number for number, sheet in enumerate(found) if sheet.startswith(head)]
            assert len(headed) > 1 and headed == list(range(headed[0], headed[-1] + 1)), head
            assert printed.name == BOOKLET or headed == list(range(1, len(found)))


def test_no_text_is_lost_on_the_way_to_paper(printed: Printed) -> None:
    letters = _letters(" ".join(printed.sheets))
    missing = [[piece for piece in _pieces(text) if piece not in letters] for text in printed.texts]
    # A sheet's end, with its lines at foot and head, may divide one piece of a text.
    assert [pieces for pieces in missing if len(pieces) > 1] == []
    assert sum(map(len, missing)) <= len(printed.sheets), [pieces for pieces in missing if pieces]


# ---- geometry in print ----

_FAULTS = """([width, height, least]) => {
  const boxes = [...document.querySelectorAll(".chart, .brief, .record, .definition, .event, .stmt, .lemma li")]
  const found = boxes.length ? [] : ["nothing is kept together"]
  for (const box of boxes) {
    const { width: wide, height: high } = box.getBoundingClientRect()
    if (wide > width + 1 || high > height) found.push(`${box.outerHTML.slice(0, 60)}: ${wide} × ${high} px`)
    if (getComputedStyle(box).breakInside !== "avoid") found.push(`${box.outerHTML.slice(0, 60)} may be broken`)
  }
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node; node = walk.nextNode();) {
    const el = node.parentElement
    if (!node.data.trim() || !el.checkVisibility() || el.closest(".vh, script, style")) continue
    const svg = el.closest("svg")
    const scale = svg?.viewBox?.baseVal?.width ? svg.getBoundingClientRect().width / svg.viewBox.baseVal.width : 1
    const size = parseFloat(getComputedStyle(el).fontSize) * scale
    // Note numbers stand raised; a size of 0 gives way to the address behind it.
    if (size > 0 && size < least - .05 && !el.closest(".cite, .device")) found.push(`${size} px: ${node.data}`)
  }
  const whole = document.documentElement.scrollWidth
  if (whole > Math.floor(width) + 1) found.push(`the page is ${whole} px wide`)
  return found
}"""


@pytest.mark.parametrize(
    ("name", "size"),
    [
        (BOOKLET, "Letter"),
        *((name, "A4") for name in (EXPLAINER, BOOKLET, "timeline/", "evidence/", "glossary/", "charts/sailings/")),
    ],
)
def test_boxes_fit_a_sheet_unbroken_and_nothing_is_set_in_less_than_eight_points(
    paper: Open, name: str, size: str
) -> None:
    assert paper(name, size).evaluate(_FAULTS, [*_room(size), LEAST]) == []


def test_a_button_prints_light_paper_on_which_marks_keep_their_colour_and_notes_have_words(paper: Open) -> None:
    page = paper(EXPLAINER)
    assert page.evaluate("getComputedStyle(document.body).getPropertyValue('--paper').trim()") == "#fff"
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(27, 30, 38)"
    for kind in (".mk", ".chart__picture", ".window"):
        assert page.locator(kind).first.evaluate("el => getComputedStyle(el).printColorAdjust") == "exact", kind
    words = page.locator(".notes .status").evaluate_all("els => els.map(el => el.innerText.trim())")
    assert words and all(words)
    page.emulate_media(media="screen")
    assert page.locator(".colophon a[href='../booklet/']").is_visible()
    page.evaluate("() => { window.print = () => { window.printed = true } }")
    page.locator(".print button").click()
    assert page.evaluate("window.printed")


# ---- the booklet ----


def test_the_booklet_holds_all_explainers_whole(site: Site, publication: Publication) -> None:
    tree = site.pages[BOOKLET].tree
    for page in publication.explainers:
        chapter = tree.cssselect(f'.chapter[data-chapter="{page.name}"]')[0]
        own = site.pages[page.address].tree
        assert len(chapter.xpath("./p")) == len(own.cssselect(".page > p")) > 5, page.name
        for part in (".brief li", ".box--argues > p", ".diff dd", "figure.chart"):
            ids = [[one.get("id") for one in whole.cssselect(part)] for whole in (chapter, own)]
            assert ids[0] == ids[1] != [], part


def test_notes_are_numbered_once_through_and_every_source_is_listed(site: Site) -> None:
    tree = site.pages[BOOKLET].tree
    numbers = {cite.get("data-claim"): str(cite.get("href")) for cite in tree.cssselect("a.cite")}
    records = [str(note.get("data-record")) for note in tree.cssselect(".notes .record")]
    assert [numbers[id_] for id_ in records] == [f"#note-{number}" for number in range(1, len(records) + 1)]
    works = tree.cssselect(".works li")
    assert works and all(item.cssselect(".works__address")[0].text_content() for item in works)


def test_links_stay_within_the_booklet_but_for_the_way_out_of_a_note(site: Site, publication: Publication) -> None:
    tree = site.pages[BOOKLET].tree
    noted = {f"../claims/#{note.get('data-record')}" for note in tree.cssselect(".notes .record")}
    chapters = {f"../{page.address}" for page in publication.explainers}
    for link in tree.cssselect(".page a[href]"):
        address = str(link.get("href"))
        assert address not in noted or link.getparent().get("class") == "record__links", address
        assert address.partition("#")[0] not in chapters, address
    assert tree.cssselect(".page a[href='#note-1'][data-address='(note 1)']"), "paper tells the way, too"
    assert len(tree.cssselect(".booklet__contents a[href^='#']")) > 10


def test_the_booklet_begins_with_the_answers_of_the_front_page(site: Site) -> None:
    home, tree = site.pages[""].tree, site.pages[BOOKLET].tree
    (part,), (box,) = tree.cssselect(".booklet-answer"), home.cssselect(".answers")
    cited = [[cite.get("data-claim") for cite in one.cssselect("a.cite")] for one in (part, box)]
    assert cited[0] == cited[1] != []
    (first, *_), head = tree.cssselect(".booklet__contents li a"), part.cssselect("h2")[0].text
    assert (
        first.get("href") == "#booklet-answer" and first.text == head and head in box.cssselect("h2")[0].text_content()
    )
    assert [one.get("id") for one in tree.cssselect(".part") if len(one) < 2] == [], "no part is empty"


def test_a_front_page_that_answers_nothing_has_no_such_part(publication: Publication) -> None:
    press, home = _Press(publication, Markdown()), publication.by_name["index.md"]
    assert press.answer(replace(home, body="## Words\n")) == ("", [])
    title, made = press.answer(replace(home, body="/// brief\n- One.[^a16]\n- Two.[^a16]\n///\n"))
    assert title == "The answer in short" and len(made) == 1


def test_a_link_to_a_place_of_its_page_that_the_booklet_lacks_leads_to_the_page(publication: Publication) -> None:
    text = "[One](#head), [two](#notes), [three](#note-3).\n\n## Head\n"
    tree = _Press(publication, Markdown()).tree("lind-in-a-minute.md", text)
    leads = [link.get("href") for link in tree.findall("p/a")]
    assert leads == ["#head", "lind-in-a-minute.md#notes", "lind-in-a-minute.md#note-3"]


def test_the_contents_name_sections_as_they_are_read(publication: Publication) -> None:
    page = replace(publication.explainers[0], body="## How much caf&eacute; A&amp;B *C* \\# <bdi>D</bdi>\n\nWords.\n")
    assert _Press(publication, Markdown()).chapter(page).sections[0][2] == "How much café A&B C # D"


def test_a_chapter_whose_page_stands_in_a_folder_leads_where_the_page_does(publication: Publication) -> None:
    text = "[One](../claims.md#petition), [two](../lind-in-a-minute.md), [three](#head).[^petition]\n\n## Head\n"
    text += "\nWrite to <mail@example.org>.\n"
    tree = _Press(publication, Markdown()).tree("ferry/who.md", text)
    assert [link.get("href") for link in tree.findall("p/a")][:3] == [
        "claims.md#petition",
        "lind-in-a-minute.md",
        "#head",
    ]
    assert not str(tree.findall("p/a")[-1].get("href")).startswith("ferry/")


def test_the_booklet_asks_not_to_be_indexed_and_is_not_searched(site: Site) -> None:
    assert site.pages[BOOKLET].tree.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert '"location":"booklet/' not in (site.folder / "search/search_index.json").read_text(encoding="utf-8")
    assert "booklet/" not in (site.folder / "sitemap.xml").read_text(encoding="utf-8")


# ---- addresses on paper ----


def test_addresses_are_written_without_what_nobody_types_and_ours_with_the_host_where_it_is_known() -> None:
    for url, written in {
        "https://www.example.org/a/b/": "example.org/a/b",
        "https://example.org": "example.org",
        "https://example.org/?id=4": "example.org?id=4",
        "https://example.org/%D0%B4": "example.org/д",
        "https://example.org/Who%3F%20%D0%B4%C3%A9": "example.org/Who%3F%20дé",
        "https://example.org/%E9%23": "example.org/%E9%23",
        "https://example.org/log#/2012/01": "example.org/log#/2012/01",
        "https://example.org/log#names": "example.org/log",
    }.items():
        assert written_address(url) == written
    assert site_address("claims/#x", "") == "claims/#x"
    assert site_address("claims/#x", BASE) == "example.org/the-ferry/claims/#x"
