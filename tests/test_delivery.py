"""How the site is delivered: few files under lasting names, a strict policy, at a root and in folders."""

from __future__ import annotations

import gzip
import io
import re
import shutil
import unicodedata
from pathlib import Path
from urllib.request import urlopen

from browsing import charts, make_interactive, read_headers, served, visit
from fontTools.ttLib import TTFont
from mkdocs_site import Site
from playwright.sync_api import Browser, Locator, expect
from projects import BASE, ROOT

import serif
from explainer.delivery.assets import joined

EXPLAINER = "who-needs-the-evening-ferry/"
ITALIC = ".standfirst, .two--answer p, em, cite"  # what the styles and the prose set in italics


def test_a_page_waits_for_one_stylesheet_or_two_and_for_no_script(site: Site) -> None:
    for page in (*site.pages.values(), site.not_found):
        linked = page.tree.xpath("//link[@rel='stylesheet'][not(@media)]/@href")
        of_its_kind = ["booklet"] if page.address == "booklet/" else []
        if page.tree.cssselect(".page--full:not(.page--home), .filter--entries"):
            of_its_kind = ["full"]
        first = "embed" if page.address.endswith("/embed/") else "site"
        assert [href.split("/")[-1].split(".")[0] for href in linked] == [first, *of_its_kind], page.address
        assert page.tree.xpath("//script[@src][not(@defer)]") == [], page.address


def test_styles_scripts_and_fonts_have_names_that_change_with_their_content(site: Site) -> None:
    for folder in ("stylesheets", "javascripts", "fonts"):
        names = [file.name for file in (site.folder / "assets" / folder).rglob("*.*") if file.name != "OFL.txt"]
        assert names and [name for name in names if not re.search(r"\.[0-9a-f]{8,10}(\.min)?\.\w+$", name)] == []


def test_the_joined_stylesheet_says_what_its_parts_say(browser: Browser) -> None:
    sheets = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "docs/assets/stylesheets").glob("*.css"))]
    page = browser.new_page()
    # As the browser reads them; in values with var() it keeps the space after a comma as it was written.
    rules = """(text) => { const sheet = new CSSStyleSheet(); sheet.replaceSync(text);
      return [...sheet.cssRules].map((rule) => rule.cssText.replace(/\\s*,\\s*/g, ",")); }"""
    written, delivered = (page.evaluate(rules, text) for text in ("\n".join(sheets), joined(sheets).decode()))
    page.close()
    assert delivered == written


def test_no_script_writes_markup_and_those_of_cards_stay_light() -> None:
    scripts = {path: path.read_text(encoding="utf-8") for path in (ROOT / "docs/assets/javascripts").glob("*.js")}
    unsafe = re.compile(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function")
    assert [path.name for path, text in scripts.items() if unsafe.search(text)] == []
    cards = (ROOT / "docs/assets/javascripts/cards.js").read_bytes()
    assert len(gzip.compress(cards, mtime=0)) <= 5 * 1024


def _latin(texts: list[str]) -> set[str]:
    return {letter for letter in "".join(texts) if unicodedata.name(letter, "").startswith("LATIN ")}


def test_each_face_is_light_asked_for_and_has_the_latin_letters_of_the_pages_that_it_sets(site: Site) -> None:
    trees = [page.tree for page in site.pages.values()]
    written = {
        "text": _latin([tree.text_content() for tree in trees]),
        "italic": _latin([part.text_content() for tree in trees for part in tree.cssselect(ITALIC)]),
        "display": _latin([head.text_content() for tree in trees for head in tree.cssselect("h1")]),
    }
    files = {face: (serif.FONTS / f"{face.name}.woff2").read_bytes() for face in serif.FACES}
    for face, content in files.items():
        drawn = {chr(code) for code in TTFont(io.BytesIO(content)).getBestCmap()}
        assert drawn >= _latin([*face.letters]), f"{face.name}: run tools/serif.py"
        assert written[face.name] - drawn == set(), f"{face.name}: add them in tools/serif.py, and run it"
    assert sum(map(len, files.values())) <= 40_000, "all faces together are light"
    delivered = {path.name for path in (site.folder / "assets/fonts").glob("*.woff2")}
    (sheet,) = (site.folder / "assets/stylesheets").glob("site.*.css")
    assert set(re.findall(r"\.\./\.\./assets/fonts/([^)\"']+)", sheet.read_text(encoding="utf-8"))) == delivered
    wanted = site.pages[EXPLAINER].tree.xpath("//link[@rel='preload']/@href")
    assert {str(href).rpartition("/")[2] for href in wanted} == delivered


def test_the_policy_of_every_host_lets_no_inline_script_or_style_in_but_by_its_hash(site: Site) -> None:
    policy = dict(read_headers(site.folder))["/*"]["Content-Security-Policy"]
    assert "unsafe" not in policy and "*" not in policy and "http" not in policy
    for page in (*site.pages.values(), site.not_found):
        (own,) = page.tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        hashes = set(re.findall(r"'sha256-[^']+'", str(own)))
        assert hashes <= set(re.findall(r"'sha256-[^']+'", policy)), page.address
        assert page.tree.xpath("//style | //*[@style] | //@*[starts-with(name(), 'on')]") == [], page.address
        before = page.tree.xpath(
            "//meta[@http-equiv='Content-Security-Policy']/preceding::*[self::script or self::link]"
        )
        assert before == [], f"{page.address}: the policy stands before all that it rules"
    line = f'Content-Security-Policy "{policy}"'
    assert line in (site.folder / ".htaccess").read_text(encoding="utf-8")
    assert line in (ROOT / "hosting/nginx.conf").read_text(encoding="utf-8"), f"it is to say: add_header {line} always;"


def test_in_a_folder_of_a_domain_a_page_loads_search_and_plotly_when_they_are_asked_for(
    browser: Browser, site: Site, tmp_path: Path
) -> None:
    shutil.copytree(site.folder, tmp_path / "some/folder")
    shutil.copy(site.folder / "_headers", tmp_path)
    with served(tmp_path) as url:
        visited = visit(browser, f"{url}some/folder/{EXPLAINER}?h=keeper", 360)
        page = visited.page
        page.wait_for_load_state("networkidle")
        heavy = ("search_index", "workers/", "bundle", "plotly")
        assert [url for url in visited.requests if any(part in url for part in heavy)] == []
        assert page.evaluate("CSS.highlights.get('found').size") > 0, "what was searched for is marked"
        make_interactive(charts(page)[0])
        page.locator(".page > p a.term").first.click()
        page.locator(".page > p a.cite").first.click()
        page.keyboard.press("Escape")
        page.locator(".tool--find").click()
        assert page.evaluate("document.activeElement.name") == "query"
        page.keyboard.type("market")
        page.wait_for_selector(".md-search-result__item a", timeout=20_000)
        assert visited.complaints == []
        assert [one for one in visited.requests if not one.startswith((f"{url}some/folder/", "blob:", "data:"))] == []
        visited.close()


def test_the_palette_is_kept_and_there_before_the_page_is_drawn(browser: Browser, address: str) -> None:
    visited = visit(browser, address, 1280)
    visited.page.locator(".palette label:visible").click()
    visited.page.route("**/site.*.js", lambda route: route.abort())
    visited.page.goto(address + "glossary/")
    assert visited.page.evaluate("document.body.dataset.mdColorScheme") == "slate"
    assert visited.page.locator(".palette label:visible").count() == 1
    visited.close()


def _leads_to(link: Locator, folder: Path) -> bool:
    return str(link.evaluate("link => link.href")).partition("#")[0] == f"{folder.as_uri()}/"


def test_data_and_pictures_may_be_read_from_other_sites_and_pages_not(site: Site, placed: Site) -> None:
    with served(site.folder) as url:
        read = {
            path: urlopen(url + path).headers["Access-Control-Allow-Origin"]
            for path in ("data/datapackage.json", "feed.xml", "assets/charts/turn-lanes.png", "", EXPLAINER)
        }
    assert list(read.values()) == ["*", "*", "*", None, None], read
    rule = re.search(r"=~ m#(\^.+)#\">\s+Header set Access-Control", (placed.folder / ".htaccess").read_text("utf-8"))
    assert rule
    assert re.match(rule[1], "/the-ferry/data/x.csv") and not re.match(rule[1], "/the-ferry/glossary/")


def test_the_site_works_from_a_folder_of_a_disk(browser: Browser, site: Site) -> None:
    visited = visit(browser, (site.folder / "charts/turn-lanes/embed/index.html").as_uri(), 1280)
    page = visited.page
    make_interactive(charts(page)[0])
    page.goto((site.folder / EXPLAINER / "index.html").as_uri())
    make_interactive(charts(page)[0])
    assert page.evaluate("getComputedStyle(document.body).getPropertyValue('--ink')"), "the styles are there"
    page.locator(".md-search__input").click()
    told = page.locator(".md-search-result__meta")
    expect(told).to_have_text("Search works where the site is served, not from a folder.")
    page.keyboard.press("Escape")
    expect(told).to_be_hidden()
    for address in ("glossary/", "evidence/", ""):  # one after the other, by links
        way = next(link for link in page.locator("a[href]:visible").all() if _leads_to(link, site.folder / address))
        way.click()
        expect(page).to_have_url(re.compile(re.escape((site.folder / address / "index.html").as_uri())))
        expect(page.locator("h1")).to_be_visible()
    assert visited.complaints_from_disk == []
    visited.close()


def test_the_page_for_addresses_that_lead_nowhere_lists_all_pages_from_the_root(site: Site, placed: Site) -> None:
    for built, root in ((site, "/"), (placed, "/the-ferry/")):
        listed = [str(link.get("href")).removesuffix(".") for link in built.not_found.tree.cssselect(".page .two a")]
        assert sorted(listed) == sorted(
            f"{root}{name}" for name in site.pages if not re.match("charts/.|booklet/", name)
        )
        led = [address for address in built.not_found.links() if not address.startswith(("#", "data:", root, BASE))]
        assert led == []
