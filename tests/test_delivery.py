"""How the site is delivered: few files under lasting names, a strict policy, at a root and in folders."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import Visit, charts, make_interactive, visit
from mkdocs_site import Site, SitePage
from playwright.sync_api import Browser, Page
from projects import BASE, ROOT

from explainer.delivery.assets import joined
from hosting import hosted, read_headers

EXPLAINER = "who-needs-the-evening-ferry/"
KINDS = (
    *(
        "",
        EXPLAINER,
        "glossary/",
        "evidence/",
        "timeline/",
        "map/",
        "people/",
        "claims/",
        "sources/",
        "data/",
        "about/",
    ),
    *("charts/", "charts/sound-map/", "charts/ferry-levels/embed/", "404.html"),
)
NGINX = ROOT / "hosting/nginx.conf"
_VIOLATIONS = """
window.violations = [];
addEventListener("securitypolicyviolation", (event) =>
  violations.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`));
"""


def _all_pages(site: Site) -> list[SitePage]:
    return [*site.pages.values(), site.not_found]


def _header_policy(site: Site) -> str:
    return dict(read_headers(site.folder / "_headers"))["/*"]["Content-Security-Policy"]


@pytest.fixture(scope="module")
def host(site: Site) -> Iterator[str]:
    """Where the site is served as a good host does it, policy and all."""
    with hosted(site.folder) as url:
        yield url


# ---- files ----


def test_a_page_waits_for_one_stylesheet_or_two_and_for_no_script(site: Site) -> None:
    for page in _all_pages(site):
        sheets = [
            re.sub(r".*/|\.\w+\.css", "", href)
            for href in page.tree.xpath("//link[@rel='stylesheet'][not(@media)]/@href")
        ]
        of_its_kind = ["booklet"] if page.address == "booklet/" else []
        if page.tree.cssselect(".page--full:not(.page--home), .term-filter"):
            of_its_kind = ["full"]
        first = "embed" if page.address.endswith("/embed/") else "site"
        assert sheets == [first, *of_its_kind], page.address
        assert page.tree.xpath("//script[@src][not(@defer)]") == [], page.address


def test_styles_and_scripts_have_names_that_change_with_their_content(site: Site) -> None:
    for folder in ("assets/stylesheets", "assets/javascripts"):
        for file in (site.folder / folder).rglob("*.*"):
            assert re.fullmatch(r"[\w-]+\.[0-9a-f]{8,10}(\.min)?\.(css|js)", file.name), file.name


def test_the_joined_stylesheet_says_what_its_parts_say(browser: Browser) -> None:
    sheets = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "docs/assets/stylesheets").glob("*.css"))]
    page = browser.new_page()
    # As the browser reads them; in values with var() it keeps the space after a comma as it was written.
    rules = """(text) => { const sheet = new CSSStyleSheet(); sheet.replaceSync(text);
      return [...sheet.cssRules].map((rule) => rule.cssText.replace(/\\s*,\\s*/g, ",")); }"""
    written, delivered = (page.evaluate(rules, text) for text in ("\n".join(sheets), joined(sheets).decode()))
    page.close()
    assert delivered == written


# ---- policy ----


def test_the_policy_lets_no_inline_script_or_style_in_but_by_its_hash(site: Site) -> None:
    policy = _header_policy(site)
    assert "unsafe" not in policy and "*" not in policy and "http" not in policy
    for page in _all_pages(site):
        (own,) = page.tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        hashes = set(re.findall(r"'sha256-[^']+'", str(own)))
        assert hashes <= set(re.findall(r"'sha256-[^']+'", policy)), page.address
        assert page.tree.xpath("//style | //*[@style] | //@*[starts-with(name(), 'on')]") == [], page.address
        before = page.tree.xpath(
            "//meta[@http-equiv='Content-Security-Policy']/preceding::*[self::script or self::link]"
        )
        assert before == [], f"{page.address}: the policy stands before all that it rules"


def test_every_host_sends_the_policy_that_the_build_made(site: Site) -> None:
    line = f'Content-Security-Policy "{_header_policy(site)}"'
    assert line in (site.folder / ".htaccess").read_text(encoding="utf-8")
    assert line in NGINX.read_text(encoding="utf-8"), f"hosting/nginx.conf is to say: add_header {line} always;"


@pytest.mark.parametrize("name", KINDS)
def test_no_page_breaks_the_policy(browser: Browser, host: str, name: str) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.add_init_script(_VIOLATIONS)
    page = context.new_page()
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    page.goto(host + name)
    for figure in page.locator("figure.chart").all()[:2]:
        make_interactive(figure)
    for kind in ("a.term", "a.cite"):
        if page.locator(f".page > p {kind}").count():
            page.locator(f".page > p {kind}").first.click()
    if page.locator(".palette").count():
        page.locator(".palette label:visible").click()
        _search(page, "ОДКБ")
    assert page.evaluate("violations") == []
    assert told == []
    context.close()


def _search(page: Page, words: str) -> None:
    page.locator(".md-search__input").click()
    page.keyboard.type(words)
    page.keyboard.press("Shift")  # no key-up comes of letters that no keyboard has
    page.wait_for_selector(".md-search-result__item a", timeout=20_000)


# ---- search, which comes when a reader reaches for it ----


def test_a_page_loads_neither_search_nor_plotly_by_itself(browser: Browser, host: str) -> None:
    visited = visit(browser, host + EXPLAINER, 360)
    visited.page.wait_for_load_state("networkidle")
    heavy = ("search_index", "workers/", "bundle", "plotly")
    assert [url for url in visited.requests if any(part in url for part in heavy)] == []
    visited.page.locator(".tool--find").click()
    assert visited.page.evaluate("document.activeElement.name") == "query"
    visited.page.keyboard.type("drone")
    visited.page.wait_for_selector(".md-search-result__item a", timeout=20_000)
    assert visited.complaints == []
    visited.close()


def test_what_was_searched_for_is_marked_where_the_result_leads(browser: Browser, host: str) -> None:
    visited = visit(browser, f"{host}{EXPLAINER}?h=withdrawal", 1280)
    assert visited.page.evaluate("CSS.highlights.get('found').size") > 0
    visited.close()


def test_the_palette_is_kept_and_there_before_the_page_is_drawn(browser: Browser, host: str) -> None:
    visited = visit(browser, host, 1280)
    visited.page.keyboard.press("Tab")
    visited.page.locator(".palette label:visible").click()
    visited.page.route("**/site.*.js", lambda route: route.abort())
    visited.page.goto(host + "glossary/")
    assert visited.page.evaluate("document.body.dataset.mdColorScheme") == "slate"
    assert visited.page.locator(".palette label:visible").count() == 1
    visited.close()


# ---- in a folder of a domain, and in a folder of a disk ----


def test_the_site_works_in_a_folder_of_a_domain(browser: Browser, site: Site, tmp_path: Path) -> None:
    shutil.copytree(site.folder, tmp_path / "some/folder")
    with hosted(tmp_path) as url:
        for name in ("", EXPLAINER, "charts/sound-map/"):
            visited = visit(browser, f"{url}some/folder/{name}", 1280)
            make_interactive(charts(visited.page)[0])
            assert visited.complaints == []
            assert all(request.startswith(f"{url}some/folder/") for request in visited.requests)
            visited.close()
        visited = visit(browser, f"{url}some/folder/about/", 1280)
        _search(visited.page, "drone")
        assert visited.complaints == []
        visited.close()


@pytest.mark.parametrize("name", [name for name in KINDS if name != "404.html"])
def test_the_site_works_from_a_folder_of_a_disk(browser: Browser, site: Site, name: str) -> None:
    visited = visit(browser, (site.folder / name / "index.html").as_uri(), 1280)
    _works_from_disk(visited)
    visited.close()


def _works_from_disk(visited: Visit) -> None:
    for figure in charts(visited.page)[:1]:
        make_interactive(figure)
    assert visited.page.evaluate("getComputedStyle(document.body).getPropertyValue('--ink')"), "the styles are there"
    if visited.page.locator(".md-search").count():
        visited.page.locator(".md-search__input").click()
        told = visited.page.locator(".md-search-result__meta")
        assert told.inner_text() == "Search works where the site is served, not from a folder."
        visited.page.keyboard.press("Escape")
        assert not told.is_visible()
    assert visited.complaints_from_disk == []


def test_robots_may_read_all_and_learn_of_the_map_where_there_is_an_address(site: Site, placed: Site) -> None:
    assert (site.folder / "robots.txt").read_text(encoding="utf-8") == "User-agent: *\nAllow: /\n"
    told = (placed.folder / "robots.txt").read_text(encoding="utf-8")
    assert told == f"User-agent: *\nAllow: /\nSitemap: {BASE}sitemap.xml\n"


@pytest.mark.skipif(not shutil.which("nginx"), reason="nginx is not installed; its example was not read by it")
def test_nginx_can_read_its_example(tmp_path: Path) -> None:
    # Ports below 1024 are root's, and so may be the folders that a packaged nginx keeps its bodies in.
    example = re.sub(r"listen [^;]*80;", "", NGINX.read_text(encoding="utf-8"))
    example = example.replace("    server_name", f"    listen unix:{tmp_path}/socket;\n    server_name")
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    paths = " ".join(f"{kind}_temp_path {tmp_path}/{kind};" for kind in kinds)
    own = f"pid {tmp_path}/pid; error_log stderr; events {{}} http {{ access_log off; {paths}\n{example}}}"
    (tmp_path / "nginx.conf").write_text(own, encoding="utf-8")
    command = ["nginx", "-t", "-c", str(tmp_path / "nginx.conf")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
