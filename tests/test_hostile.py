"""What must never reach a reader: hostile.yml, told where it is written, and harmless where it is converted anyway."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from markdown import Markdown
from markdown.serializers import to_html_string
from mkdocs_site import Site
from playwright.sync_api import Browser
from projects import ROOT, TESTS, copy_edition

from explainer.checks.checks import check
from explainer.data.addresses import address_fault
from explainer.data.problem import ContentError, Problem, Report
from explainer.data.records import Term
from explainer.data.signs import line_faults
from explainer.data.yaml import read_file
from explainer.outputs.build import _script_source
from explainer.pages.extension import READING, ExplainerExtension
from explainer.prose.grammar import BLOCKS
from explainer.prose.proofreading import Proofreader
from explainer.publication.publication import Publication, read_publication

HOSTILE: list[dict[str, Any]] = yaml.safe_load((TESTS / "hostile.yml").read_text(encoding="utf-8"))
# What a browser makes of a page: elements that only templates bring or nobody, what acts, where links lead.
LOOK = """() => {
  const told = []
  for (const part of document.querySelectorAll("main > section *")) {
    if (!part.closest("svg") && /^(script|style|link|meta|base|i?frame|object|embed|form|input|textarea|math)$/i
        .test(part.localName) && !part.closest(".filter")) told.push(part.outerHTML)
    for (const { name, value } of part.attributes) {
      if (/^on|^style$|^srcdoc$|action$/.test(name)) told.push(`${name}=${value}`)
      if (/href$|^src$/.test(name) && !/^(https?|mailto|about):/.test(new URL(value, "https://example.org/").protocol))
        told.push(`${name}=${value}`)
    }
  }
  const whole = document.querySelectorAll("main > section[data-case]").length
  return { told, hits: window.hits, whole, end: !!document.querySelector("main + #end") }
}"""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Every message that the table brings, each text in a page or record of its own, `case-NUMBER`."""
    messages: list[str] = []
    for kinds in (("page", "front", "source"), ("term",)):  # definitions are read once all fields are right
        root = copy_edition(tmp_path_factory.mktemp("hostile"))
        for number, case in enumerate(HOSTILE):
            if kinds[0] in case or any(kind in case for kind in kinds):
                _write(root, f"case-{number}", case)
        with pytest.raises(ContentError) as caught:
            read_publication(root)
        messages += map(str, caught.value.problems)
    return messages


def _write(root: Path, name: str, case: dict[str, Any]) -> None:
    if "page" in case or "front" in case:
        front = f"---\ntitle: A case\n{case.get('front', 'terms: none')}\n---\n"
        (root / f"docs/{name}.md").write_text(front + case.get("page", ""), encoding="utf-8")
    file, fields = (
        "sources",
        f"publisher: P\n  title: T\n  url: {case.get('source')}\n  language: en\n  tier: A\n  kind: press",
    )
    if "term" in case:
        file, fields = "glossary", f"term: {name}\n  definition: {json.dumps(case['term'], ensure_ascii=False)}"
    if "term" in case or "source" in case:
        path = root / f"data/{file}.yml"
        path.write_text(f"{path.read_text(encoding='utf-8')}\n{name}:\n  {fields}\n", encoding="utf-8")


@pytest.mark.parametrize("number", range(len(HOSTILE)), ids=[case["name"] for case in HOSTILE])
def test_it_is_told_where_it_is_written(number: int, told: list[str]) -> None:
    case = HOSTILE[number]
    place = f"“case-{number}”: "
    if "page" in case or "front" in case:
        place = f"docs/case-{number}.md:{5 + case.get('line', 0) if 'page' in case else 3}:"
    own = [one for one in told if place in one]
    assert any(case["says"] in one for one in own), own or told


def convert(publication: Publication, text: str) -> tuple[str, list[str]]:
    """Convert a text as the site does and nobody had proofread it; return the HTML and what was taken from it."""
    extension = ExplainerExtension(publication)
    extension.page = "about.md"
    return Markdown(extensions=[*READING, "toc", extension]).convert(text), extension.taken["about.md"]


def converted(publication: Publication) -> Iterator[str]:
    """Convert every page and definition of the table; a definition whose link is refused even then has no HTML."""
    for case in HOSTILE:
        if "page" in case:
            yield convert(publication, case["page"])[0]
        elif "term" in case:
            terms = {"stall": Term(id="stall", line=1, term="Stall", definition=case["term"])}
            changed = replace(publication, dossier=replace(publication.dossier, glossary=terms))
            try:
                yield convert(changed, "/// glossary\n///")[0]
                yield "".join(map(to_html_string, ExplainerExtension(changed).definitions.alone(["stall"])))
            except ContentError as refused:
                assert "may not stand on a page" in str(refused)


def test_a_mailbox_in_a_definition_is_a_link(publication: Publication) -> None:
    term = Term(id="stall", line=1, term="Stall", definition="Write to <stalls@example.org>.")
    changed = replace(publication, dossier=replace(publication.dossier, glossary={"stall": term}))
    shown = html.fromstring("".join(map(to_html_string, ExplainerExtension(changed).definitions.alone(["stall"]))))
    (link,) = shown.xpath("//a[starts-with(@href, 'mailto:')]")
    assert (link.get("href"), link.text_content()) == ("mailto:stalls@example.org", "stalls@example.org")


def test_no_term_is_lost_whatever_letter_another_begins_with(publication: Publication) -> None:
    names = ("Sailing", "Slipway", "ß mark", "Stall", "ırmak", "Ice", "Jetty")
    terms = {f"t{n}": Term(id=f"t{n}", line=1, term=name, definition="A word.") for n, name in enumerate(names)}
    changed = replace(publication, dossier=replace(publication.dossier, glossary=terms))
    made, _ = convert(changed, "/// glossary\n///")
    shown = html.fromstring(f"<main>{made}</main>")
    assert sorted(shown.xpath("//article/@id")) == sorted(terms)


def test_code_in_a_definition_is_as_it_is_written(publication: Publication) -> None:
    term = Term(id="stall", line=1, term="Stall", definition="On charts `Q & W` or `<Q>`.")
    changed = replace(publication, dossier=replace(publication.dossier, glossary={"stall": term}))
    shown = html.fromstring("".join(map(to_html_string, ExplainerExtension(changed).definitions.alone(["stall"]))))
    assert [code.text_content() for code in shown.iter("code")] == ["Q & W", "<Q>"]


def test_it_does_nothing_where_it_is_converted_all_the_same(browser: Browser, publication: Publication) -> None:
    parts = list(converted(publication))
    sections = "".join(f"<section data-case='{number}'>{part}</section>" for number, part in enumerate(parts))
    page = browser.new_page()
    page.set_content(
        f"<!doctype html><script>hits = 0; function hit() {{ hits++ }}</script><main>{sections}</main><p id='end'></p>"
    )
    looked = page.evaluate(LOOK)
    page.close()
    assert looked == {"told": [], "hits": 0, "whole": len(parts), "end": True}


BITS = [
    *("<script>", "</script>", "hit()", "<div markdown>", "</div>", "<span>", "</span>", "<br>", "<!--", "-->", "--"),
    *("<", ">", "&lt;", "&#60;", "`", "``", "```", "\\", "\n", "\n\n", "    ", "> ", "- ", "| a |", "*", "a", " ", '"'),
    *("[a](", ")", "javascript:", "https://example.org", "[x]: ", "<img src=x onerror=hit()>", "{: onclick=hit() }"),
    *("/// tally\n", "///\n", "<summary>", "</summary>", "<details markdown>", "</details>", '<abbr title="', "[^a01]"),
]
FORBIDDEN = "script | //iframe | //img[@onerror] | //@onclick | //a[starts-with(@href, 'java')]"


@given(bits=st.lists(st.sampled_from(BITS), max_size=14))
@settings(max_examples=300, deadline=None, derandomize=True, database=None)
def test_whatever_is_typed_nothing_of_it_acts_and_what_is_taken_away_was_told(
    publication: Publication, bits: list[str]
) -> None:
    text = "".join(bits)
    made, taken = convert(publication, text)
    tree = html.fromstring(f"<main>{made}</main>")
    assert tree.xpath(f"//{FORBIDDEN}") == [], made
    report = Report("docs/about.md", [])
    Proofreader(report, BLOCKS, {}).read(text.splitlines(), 1)
    assert report.problems or not taken, taken


SIGNS = [
    *(
        "\n",
        "\n\n",
        "    ",
        "  ",
        "> ",
        "- ",
        "* ",
        "+ ",
        "1. ",
        "2. ",
        "12. ",
        "| ",
        " | ",
        "|---|---|",
        "---",
        "#",
        "## ",
    ),
    *("*", "**", "_", "[", "]: ", ": ", "~~", "^", "\\", "`", "```", "!", "\t", "/// tally", "///", "@", "<", ">"),
    *("Avon", "bird", "12", "7", "2012", "3") * 4,
]
OURS = {"main", "section", "h2", "h3", "h4", "p", "ul", "ol", "li", "hr", "br", "a", "code", "em", "strong"}
OURS |= {"table", "thead", "tbody", "tr", "th", "td"}
# Nor the numbers of a list, which rows of foreign.yml hold.
NO_WORDS = re.compile(r"(?m)^ {0,3}/// tally.*|^ *\d{1,2}\. ")


@pytest.mark.parametrize(
    "text",
    [
        "A star (*) marks a *least* number; the file snow_fall has **no** star.",
        "“*” marks what the *Courier* has; file_2 has **not one** of them.",
        "Begin ** *’s w2 _ *A*b w6 (_id_) w6 _ ***z*** end.",
        "*Note: the *Courier* counts 298 (see file_2), **not** 300.",
    ],
)
def test_emphasis_loses_no_letter(publication: Publication, text: str) -> None:
    (shown,) = html.fromstring(f"<main>{convert(publication, text)[0]}</main>").xpath("//p")
    assert re.findall(r"[^\W_]", shown.text_content()) == re.findall(r"[^\W_]", text)


@given(bits=st.lists(st.sampled_from(SIGNS), min_size=2, max_size=12))
@settings(max_examples=600, deadline=None, derandomize=True, database=None)
def test_every_word_and_number_is_on_the_page_unless_it_was_told(publication: Publication, bits: list[str]) -> None:
    text = f"Words\n\n{''.join(bits)}"
    report = Report("docs/about.md", [])
    Proofreader(report, BLOCKS, {}).read(text.split("\n"), 1)
    if report.problems:
        return
    tree = html.fromstring(f"<main>{convert(publication, text)[0]}</main>")
    for sign in tree.find_class("headerlink"):
        sign.drop_tree()
    assert {element.tag for element in tree.iter()} <= OURS, text
    written, shown = (re.findall(r"[^\W_]", one) for one in (NO_WORDS.sub("", text), tree.text_content()))
    assert written == shown, text


ENDLESS = [
    ("<div markdown>\n" * 300 + "\nWord.\n\n" + "</div>\n" * 300, 11, "“<div>” stands within 10 other elements"),
    ("<sub>" * 11 + "a" + "</sub>" * 11, 1, "“<sub>” stands within 10 other elements"),
    ("Word *a **b " * 300, 1, "“*” stands within 10 more that are not closed before it"),
    ("*a _b\n" * 300, 6, "“*” stands within 10 more that are not closed before it"),
    ("[" * 300, 1, "“[” stands within 10 more that are not closed before it"),
    ("> " * 300 + "word", 1, "begins a quotation that stands apart"),
    ("- " * 300 + "word", 1, "“-” stands within an item"),
    ("    " * 300 + "- word", 1, "the item is indented by 1200"),
    ("A [word](about.md) and\n" * 1001, 1, "the paragraph has 1001 lines; allowed: 1000 at most"),
]
FLAT = [
    *("<div markdown>\n" * 10 + "\nWord.\n\n" + "</div>\n" * 10, "*a* **b** [c](about.md) " * 100, "a * b _ c * " * 50),
    *("- *a [b](about.md)*\n- b\\*\n" * 100, "| a* | [b] |\n|---|---|\n" * 20),
    "A [word](about.md) and\n" * 1000,
]


def _proofread(text: str) -> list[str]:
    report = Report("docs/about.md", [])
    Proofreader(report, BLOCKS, {}).read(text.splitlines(), 1)
    return [str(problem) for problem in report.problems]


@pytest.mark.parametrize(("text", "line", "says"), ENDLESS, ids=[says for _, _, says in ENDLESS])
def test_what_no_program_could_follow_is_told(text: str, line: int, says: str) -> None:
    begun = monotonic()
    assert any(one.startswith(f"docs/about.md:{line}:") and says in one for one in _proofread(text)), _proofread(text)
    assert monotonic() - begun < 10


@pytest.mark.parametrize("text", FLAT, ids=range(len(FLAT)))
def test_what_stands_side_by_side_is_not_deep(text: str) -> None:
    assert not [one for one in _proofread(text) if re.search("within|lines", one)]


@pytest.mark.parametrize("levels", [21, 600, 3000, 100_000])
@pytest.mark.parametrize(("begin", "end"), [("[", "]"), ("{a:", "}")])
def test_data_that_no_program_could_follow_is_told(begin: str, end: str, levels: int) -> None:
    problems: list[Problem] = []
    text = "a:\n" + f" {begin}\n" * levels + f" {end}\n" * levels
    assert read_file(text, "data/a.yml", problems).broken
    assert [problem.found for problem in problems] == ["lists or fields stand within each other too often"]


def test_a_line_has_an_end() -> None:
    assert list(line_faults("a" * 4000)) == []
    assert list(line_faults("a" * 4001)) == [(1, "the line has 4001 characters", "4000 at most, a sentence a line")]


def test_an_element_that_pages_may_hold_is_read(publication: Publication) -> None:
    text = (
        '<div class="two" markdown>\n<section id="one" markdown>\n\nH<sub>2</sub>O and *more* `<b>`\n</section>\n</div>'
    )
    made, taken = convert(publication, text)
    told = Report("docs/about.md", [])
    Proofreader(told, BLOCKS, {}).read(text.splitlines(), 1)
    assert (told.problems, taken) == ([], [])
    assert re.sub(r"\s*\n\s*", "", made) == (
        '<div class="two"><section id="one">'
        "<p>H<sub>2</sub>O and <em>more</em> <code>&lt;b&gt;</code></p></section></div>"
    )


def test_the_policy_lets_in_the_one_script_of_the_templates_and_no_other(site: Site) -> None:
    template = (ROOT / "overrides/partials/javascripts/palette.html").read_text(encoding="utf-8")
    code = template.partition("{%- macro code() %}")[2].partition("{% endmacro")[0]
    for page in (*site.pages.values(), site.not_found):
        (policy,) = page.tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        named = re.findall(r"'sha256-[^']+'", str(policy))
        assert named in ([], [_script_source(code)]), page.address
        inline = page.tree.xpath("//script[not(@src) and not(@type)]")
        assert [_script_source(script.text) for script in inline] == named, page.address


ADDRESSES = """
  map.md#quay feed.xml ../map.md #here ?a=b https://example.org https://sub.example.org./a_(b)?c=d&e#f:g
  http://127.0.0.1/ https://xn--e1afmkfd.example/ mailto:editors@example.org https://example.org/%D0%B6/ж
"""


@pytest.mark.parametrize("address", ADDRESSES.split())
def test_an_address_that_may_be_led_to(address: str) -> None:
    assert address_fault(address) == ""


def test_a_link_of_the_file_system_is_not_followed(project: Path) -> None:
    (project / "docs/passwd.txt").symlink_to("/etc/passwd")
    (project / "docs/etc").symlink_to("/etc")
    (project / "data/geo/more.json").symlink_to("/etc/passwd")
    with pytest.raises(ContentError) as caught:
        read_publication(project)
    told = "this is a link to another file; allowed: the file itself"
    assert [str(one) for one in caught.value.problems] == [
        f"{file}: {told}" for file in ("data/geo/more.json", "docs/etc", "docs/passwd.txt")
    ]


def test_a_link_to_itself_is_told(project: Path) -> None:
    for name in ("glossary.yml", "addresses.txt"):
        (project / "data" / name).unlink(missing_ok=True)
        (project / "data" / name).symlink_to(name)
    with pytest.raises(ContentError) as caught:
        read_publication(project)
    told = [str(one) for one in caught.value.problems]
    for name in ("glossary.yml", "addresses.txt"):
        assert any(one.startswith(f"data/{name}: the file cannot be read: ") for one in told), told


def test_one_file_alone_is_let_into_the_folder_that_hosts_read(project: Path) -> None:
    folder = project / "docs/.well-known"
    folder.mkdir()
    (folder / "page.html").write_text("<script>hit()</script>", encoding="utf-8")
    (project / "docs/.htaccess").write_text("Redirect / https://example.org/", encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        read_publication(project)
    assert list(map(str, caught.value.problems)) == [
        "docs/.htaccess: nothing reads this file; allowed: data/redirects.yml, of which the build writes one",
        "docs/.well-known/page.html: nothing reads this file; allowed: .well-known/security.txt alone in this folder",
    ]
    (project / "docs/.htaccess").unlink()
    (folder / "page.html").rename(folder / "security.txt")
    (told,) = map(str, check(read_publication(project), with_uses=False).problems)
    assert told.startswith("docs/.well-known/security.txt: the file is not published; allowed: a line “exclude_docs")
