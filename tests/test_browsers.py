"""What three engines have to do alike: Chromium, Firefox, and WebKit, on which every browser of iPhones is built.

Where a browser is missing its tests are passed over with the reason; under CI, where make installs it, they fail.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from browsers import advice, find
from browsing import launched
from driving import Chromium, Driver, firefox, webkit
from mkdocs_site import Site
from pypdf import PdfReader
from witness import WITHOUT_POPOVERS, Served, witnessed

EXPLAINER = "who-needs-the-evening-ferry/"
# A page of each template, and of each list with a form of its own.
PAGES = [
    *("", EXPLAINER, "evidence/", "charts/sailings/", "charts/sailings/embed/", "booklet/", "404.html"),
    *("glossary/", "timeline/", "map/", "claims/", "people/", "charts/"),
]
_REFUSED = "policy: style-src"  # the rules that Plotly writes into the page; charts.js gives it them as a sheet
_TOO_WIDE = """
const width = document.documentElement.clientWidth, faults = [];
const scrolls = (it) => it && it !== document.body
  && (/auto|scroll|hidden|clip/.test(getComputedStyle(it).overflowX) || scrolls(it.parentElement));
for (const it of document.querySelectorAll("body *")) {
  if (!it.checkVisibility() || it.closest(".vh, .skip")) continue;
  const { width: own, right } = it.getBoundingClientRect();
  if (own && right > width + 1 && !scrolls(it)) faults.push(`${it.tagName} .${it.getAttribute("class")} to ${right}`);
}
const whole = document.documentElement.scrollWidth;
if (whole > width + 1) faults.push(`the page to ${whole}`);
return faults.slice(0, 4);
"""
_SHEET = """
const sheet = new CSSStyleSheet();
sheet.replaceSync(arguments[0]);
document.adoptedStyleSheets = [sheet];
"""


@pytest.fixture(scope="module", params=["Chromium", "Firefox", "WebKit"])
def driver(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Driver]:
    """Each of the three browsers, started once."""
    name = request.param
    if name != "Chromium" and not find(name):
        (pytest.fail if os.environ.get("CI") else pytest.skip)(advice(name))
    with ExitStack() as stack:
        if name == "Chromium":
            browser = stack.enter_context(launched(request.getfixturevalue("playwright"), "--disable-smooth-scrolling"))
            yield Chromium(browser.new_page())
        else:
            yield stack.enter_context((firefox if name == "Firefox" else webkit)(tmp_path_factory.mktemp(name)))


@pytest.fixture(scope="module")
def served(site: Site) -> Iterator[Served]:
    """The small edition, its pages with a witness."""
    with witnessed(site.folder) as found:
        yield found


@pytest.fixture
def there(driver: Driver, served: Served) -> Iterator[Served]:
    """Where the site is, for a reader who comes for the first time in light."""
    served.first = ""
    driver.size(1280)
    driver.system(dark=False)
    driver.open(served.url + "about/")
    driver.run("localStorage.clear()")
    yield served
    served.first = ""


def _faults(driver: Driver) -> list[str]:
    driver.wait("typeof complaints === 'object'")  # a page that a key led to may not be there yet
    return [told for told in driver.run("return complaints") if not told.startswith(_REFUSED)]


def _toggle(driver: Driver) -> str:
    """Press the switch of the palette and return which is shown."""
    before = driver.run("return document.body.dataset.mdColorScheme")
    driver.click(f".palette input[data-md-color-scheme={before}] + label")
    driver.wait("document.body.dataset.mdColorScheme !== arguments[0]", before)
    return driver.run("return document.body.dataset.mdColorScheme")


# ---- every kind of page ----

_UNMARKED = """
const quiet = "nav, .rail, [class*=jumps], [class*=__], figure, .ways";
return [...document.querySelectorAll("#content :is(p, dd, li) > :is(a:not([class]), a.term, a.person)")]
  .filter((it) => it.getClientRects().length && !it.closest(quiet))
  .filter((it) => getComputedStyle(it).textDecorationLine !== "underline").map((it) => it.outerHTML).slice(0, 3);
"""
_LETTERS = {
    "twice as large": "html { font-size: 200% !important }",
    "with WCAG’s spacing": "* { line-height: 1.5 !important; letter-spacing: .12em !important;"
    " word-spacing: .16em !important } p { margin-bottom: 2em !important }",
}


def test_pages_complain_of_nothing_mark_their_links_and_fit(driver: Driver, there: Served) -> None:
    faults = {}
    for page in PAGES:
        driver.size(1280)
        driver.open(there.url + page)
        told = [*driver.run(_TOO_WIDE), *driver.run(_UNMARKED)]
        driver.size(360)
        told += [f"on a phone: {fault}" for fault in driver.run(_TOO_WIDE)]
        for name, style in _LETTERS.items():
            driver.run(_SHEET, style)
            told += [f"letters {name}: {fault}" for fault in driver.run(_TOO_WIDE)]
        told += _faults(driver)
        faults |= {page: told} if told else {}
    assert faults == {}


def test_the_scale_of_the_window_is_drawn_at_its_height(driver: Driver, there: Served) -> None:
    driver.open(there.url + EXPLAINER)
    drawn = """
      const scale = document.querySelector(".window"), { top } = scale.getBoundingClientRect(), found = {};
      for (const name of ["tick", "mark", "frame", "month", "name"]) {
        const box = scale.querySelector(`.window__${name}`).getBoundingClientRect();
        found[name] = [Math.round(box.top - top), Math.round(box.bottom - top)];
      }
      return found"""
    found = driver.run(drawn)
    assert found["tick"] == [4, 26] and found["month"] == [22, 39]
    assert found["mark"][0] in range(6) and found["mark"][1] < 22, "above the bar"
    assert found["name"][0] > 38 and found["name"][1] <= 62, "under it"


# ---- cards ----


def test_a_card_opens_by_each_way_and_is_left_by_each(driver: Driver, there: Served) -> None:
    driver.open(there.url + EXPLAINER)
    term, card, none = "#content a.term", "document.querySelector('.card')", "!document.querySelector('.card')"
    driver.click(term)
    driver.wait(card)
    driver.press("Escape")
    driver.wait(none)
    driver.run("document.activeElement.blur(); scrollTo(0, 0)")
    driver.point(5, 5)
    driver.hover(term)
    driver.wait(card)
    driver.point(5, 700)
    driver.point(6, 700)
    driver.wait(none)
    driver.run(f"document.querySelector('{term}').focus()")
    driver.press("Enter")
    driver.wait(card)
    for keys, has_focus in (("Tab", ".card__close"), ("Shift+Tab", term), ("Tab", ".card__close")):
        driver.press(keys)
        assert driver.run("return document.activeElement.matches(arguments[0])", has_focus), keys
    driver.press("Enter")
    driver.wait(none)
    assert driver.run("return document.activeElement.matches(arguments[0])", term)
    assert _faults(driver) == []


def test_a_card_closes_though_the_pointer_leaves_as_it_opens(driver: Driver, there: Served) -> None:
    driver.open(there.url + EXPLAINER)
    driver.hover("#content a.term")
    driver.point(5, 700)  # at once, before anything has opened
    driver.hover("#content a.term")
    driver.wait("document.querySelector('.card')")
    driver.hover("#content a.cite")  # another one, which opens as the first closes
    driver.wait("document.querySelector('.card__kind')?.textContent.startsWith('Note')")
    driver.point(5, 700)
    driver.point(6, 700)
    driver.wait("!document.querySelector('.card')")


# ---- charts, lists, search ----


def test_a_chart_becomes_interactive(driver: Driver, there: Served) -> None:
    driver.open(there.url + EXPLAINER)
    driver.click(".chart__tool")
    driver.wait("document.querySelector('.chart[data-state=drawn] .chart__plot svg')")
    assert _faults(driver) == []


def test_lists_are_filtered_and_back_brings_them_back(driver: Driver, there: Served) -> None:
    shown = "return [...document.querySelectorAll('.stmt')].filter((it) => it.checkVisibility()).map((it) => it.id)"
    driver.open(there.url + "evidence/")
    everything = driver.run(shown)
    driver.click(".filter input[value=differs]")
    driver.wait("location.search === '?verdict=differs'")
    some = driver.run(shown)
    assert 0 < len(some) < len(everything)
    driver.open(there.url + "map/")
    driver.back()
    driver.wait("location.search === '?verdict=differs' && document.readyState === 'complete'")
    driver.wait(
        "[...document.querySelectorAll('.stmt')].filter((it) => it.checkVisibility()).length === arguments[0]",
        len(some),
    )


def test_a_name_is_found_and_the_keyboard_gets_past_the_field(driver: Driver, there: Served) -> None:
    driver.open(there.url + "about/")
    driver.click(".md-search__input")
    driver.type("sandvik")
    found = ".md-search-result__link"
    driver.wait(
        f"[...document.querySelectorAll('{found}')].some((it) => it.textContent.trim().startsWith('Mira Sandvik'))"
    )
    past = "return document.activeElement.compareDocumentPosition(document.querySelector('.md-search__input'))"
    driver.press("Tab")
    assert driver.run(past) == 2, "on what comes after the field"
    driver.press("Shift+Tab")
    assert driver.run("return document.activeElement.matches('.md-search__input')")
    driver.press("Shift+Tab")
    assert driver.run(past) == 4, "on what comes before it"
    driver.size(360)
    driver.open(there.url + "about/")
    driver.click(".tool--find")
    driver.type("sandvik")
    driver.wait("document.querySelector('.md-search-result__link')")
    driver.press("Tab")
    assert driver.run("return document.activeElement.textContent") == "Close"
    driver.press("Enter")
    driver.wait("!document.querySelector('.md-search__output').checkVisibility()")
    driver.size(1280)
    driver.open(there.url + "about/")
    driver.click(".md-search__input")
    driver.type("sandvik")
    driver.wait("document.querySelector('.md-search-result[aria-busy=false]')")
    driver.press("ArrowDown")
    driver.press("Enter")
    driver.wait("location.pathname.endsWith('/people/') && location.hash === '#sandvik'")
    assert _faults(driver) == []


# ---- palette ----


def test_a_press_switches_back_shows_the_choice_and_a_second_follows_the_system(driver: Driver, there: Served) -> None:
    shown = (
        "[document.body.dataset.mdColorScheme, document.querySelector('.palette input:checked').dataset.mdColorScheme]"
    )
    driver.open(there.url + "about/")
    assert _toggle(driver) == "slate"
    paper = "return [document.documentElement, document.body].map((it) => getComputedStyle(it).colorScheme)"
    assert driver.run(paper) == ["dark", "dark"], "scroll bars, too"
    frame = "return [...document.querySelectorAll('meta[name=theme-color]')].map((it) => it.media)"
    assert driver.run(frame) == ["not all", "all"]
    name = "return document.querySelector('.palette input:checked').getAttribute('aria-label')"
    assert driver.run(name) == "Switch to light, as your system"
    driver.open(there.url + "glossary/")
    assert driver.run(f"return {shown}") == ["slate", "slate"]
    assert _toggle(driver) == "default"
    driver.back()
    driver.wait("location.pathname.endsWith('/about/') && document.readyState === 'complete'")
    driver.wait(f"String({shown}) === 'default,default'")
    assert driver.run(frame) == ["(prefers-color-scheme: light)", "(prefers-color-scheme: dark)"]
    if not driver.system(dark=True):
        return
    driver.wait(f"String({shown}) === 'slate,slate'")
    assert _toggle(driver) == "default"
    driver.system(dark=False)
    driver.system(dark=True)
    assert driver.run(f"return {shown}") == ["default", "default"], "a choice stays, whatever the system does"


def test_how_terms_are_marked_holds_for_the_page_that_back_brings(driver: Driver, there: Served) -> None:
    driver.open(there.url + EXPLAINER)
    driver.open(there.url + "glossary/")
    driver.click(".term-marks input[value=all]")
    driver.back()
    driver.wait("location.pathname.includes(arguments[0])", EXPLAINER)
    driver.wait("document.documentElement.matches('.terms-all') && !!document.querySelector('a.term-again[href]')")
    assert driver.run("return document.querySelector('.term-marks input:checked').value") == "all"


# ---- long pages ----


def _scroll(driver: Driver, key: str) -> None:
    """Press a key that scrolls, and again only where nothing moved: a busy machine may lose it."""
    for _ in range(5):
        before = driver.run("return scrollY")
        driver.press(key)
        for _ in range(50):
            if driver.run("return scrollY") != before:
                return
    raise AssertionError(f"{driver.name}: {key} does not scroll")


@pytest.mark.parametrize("width", [320, 600, 1280])
def test_the_end_of_a_long_page_is_its_end_and_a_page_up_is_a_page(driver: Driver, there: Served, width: int) -> None:
    driver.size(width)
    driver.open(there.url + "booklet/")
    _scroll(driver, "End")
    bottom = "Math.round(document.documentElement.scrollHeight - innerHeight - scrollY)"
    driver.wait(f"{bottom} < 2")
    before = driver.run("return scrollY")
    _scroll(driver, "PageUp")
    assert before - driver.run("return scrollY") <= 900


# ---- a browser without popovers ----


def test_without_popovers_the_contents_open_and_close_all_the_same(driver: Driver, there: Served) -> None:
    there.first = WITHOUT_POPOVERS
    driver.size(360)
    driver.open(there.url + EXPLAINER)
    shown, hidden = (f"{no}document.querySelector('#rail').checkVisibility()" for no in ("", "!"))
    driver.wait(hidden)
    for leave in (".rail__close", "#rail li.here ul a", None):
        driver.click(".tool--menu")
        driver.wait(shown)
        assert driver.run("return document.activeElement.matches('.rail__close')")
        driver.click(leave) if leave else driver.press("Escape")
        driver.wait(hidden)
    driver.size(1280)
    driver.wait(shown)
    assert _faults(driver) == []


# ---- paper ----


def test_print_is_whole(driver: Driver, there: Served) -> None:
    driver.open(there.url + EXPLAINER)
    printed = driver.print()
    if printed is None:
        pytest.skip(f"{driver.name}’s driver has no printer")
    told = " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(printed)).pages).split())
    words = driver.run(
        "return [...document.querySelectorAll('#content > h2, #content > p')].map((it) => it.firstChild.data ?? '')"
    )
    assert "\ufffd" not in told, "letters that cannot be copied"
    lost = [one for one in (" ".join(text.split()) for text in words) if one[:40] not in told]
    assert lost == []


def test_paper_has_one_column_however_wide_the_window_is(driver: Driver, there: Served) -> None:
    """WebKit asks for widths as if the sheet were larger than it is: what holds for paper must not hang on them."""
    driver.open(there.url + EXPLAINER)
    as_printed = """
      const printed = (text) => text.replace(/\\b(print|screen)\\b/g, (one) => one === "print" ? "all" : "not all")
        .replace(/not all and \\([^,]*/g, "not all");
      const walk = (rules) => { for (const rule of rules) {
        if (rule.media) rule.media.mediaText = printed(rule.media.mediaText);
        if (rule.cssRules) walk(rule.cssRules); } };
      for (const sheet of document.styleSheets) {
        sheet.media.mediaText = printed(sheet.media.mediaText);
        walk(sheet.cssRules);
      }
      const margin = getComputedStyle(document.querySelector("#content")).paddingRight;
      return [margin, getComputedStyle(document.querySelector("#content .note")).float]"""
    assert driver.run(as_printed) == ["0px", "none"]
