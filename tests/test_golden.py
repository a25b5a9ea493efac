"""Golden files: what a page's Markdown becomes.

A file golden/PAGE/NAME.md is converted as if it stood in PAGE.md of the sample; NAME.html beside it must come out.
After a change: `pytest tests/test_golden.py --update-golden`, and read the diff.
"""

from __future__ import annotations

import re
from pathlib import Path

import markdown
import pytest
from projects import SAMPLE, TESTS

from explainer.outputs.booklet import BookletTreeprocessor
from explainer.pages.blocks import BLOCKS
from explainer.pages.extension import ExplainerExtension, gather, leftovers
from explainer.publication.publication import Publication, read_publication

GOLDEN = TESTS / "golden"
CASES = sorted(GOLDEN.glob("*/*.md"))
# Generated blocks come as one line; a line for each of these elements makes a diff that can be read.
_BREAK = re.compile(
    r"(?<=>)(?=<(?:(?:section|div|p|h\d|[ou]l|li|d[ltd]|article|figure|figcaption|details|table|thead|tbody|tr|t[hd]|nav)\b"
    r'|span class="note"))'
)


@pytest.fixture(scope="module")
def sampled() -> Publication:
    return read_publication(
        SAMPLE, "https://example.org/repository", "https://example.org/site/", "Minsk in the Middle"
    )


def render(text: str, page: str, publication: Publication) -> str:
    """Convert `text` as the site does: with the extensions of mkdocs.yml and the engine's own."""
    extension = ExplainerExtension(publication, gather(publication), late_passes={"booklet": BookletTreeprocessor})
    extension.page = page
    html = markdown.markdown(text, extensions=["attr_list", "md_in_html", "tables", "toc", extension])
    html = extension.definitions.fill(html, page, "../" * page.count("/"), lambda name: name)
    return _BREAK.sub("\n", html) + "\n"


@pytest.mark.parametrize("case", CASES, ids=[f"{case.parent.name}/{case.stem}" for case in CASES])
def test_golden(case: Path, sampled: Publication, request: pytest.FixtureRequest) -> None:
    html = render(case.read_text(encoding="utf-8"), f"{case.parent.name}.md", sampled)
    expected = case.with_suffix(".html")
    if request.config.getoption("--update-golden"):
        expected.write_text(html, encoding="utf-8")
    assert html == expected.read_text(encoding="utf-8")
    assert not list(leftovers(html))


def test_every_block_has_a_golden_file() -> None:
    assert set(BLOCKS) <= {case.stem.removeprefix("block-") for case in CASES}


def test_no_golden_file_is_forgotten() -> None:
    assert {path.with_suffix(".md") for path in GOLDEN.glob("*/*.html")} == set(CASES)


def test_pages_do_not_depend_on_each_other(sampled: Publication) -> None:
    first, second = (render("One.[^drone-count]\n\n/// chart | drones\n///\n", "drones.md", sampled) for _ in "ab")
    assert first == second
