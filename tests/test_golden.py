"""Golden files: what a page's Markdown becomes.

A file golden/PAGE/NAME.md is converted as if it stood in PAGE.md; NAME.html beside it must come out.
The publication around it is the small edition cut to the records of golden/few.yml and to the pages golden/*.md, so
that blocks which list everything stay short, and so that an addition to the edition changes no golden file.
After a change: `pytest tests/test_golden.py --update-golden`, and read the diff.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import markdown
import pytest
import yaml
from projects import BASE, EDITION, TESTS

from explainer.outputs.booklet import BookletTreeprocessor
from explainer.pages import lists
from explainer.pages.blocks import BLOCKS
from explainer.pages.extension import ExplainerExtension, gather, leftovers
from explainer.publication.publication import Publication, read_publication
from explainer.publication.tables import DATASETS

GOLDEN = TESTS / "golden"
CASES = sorted(GOLDEN.glob("*/*.md"))
# Generated blocks come as one line; a line for each of these elements makes a diff that can be read.
_BREAK = re.compile(
    r"(?<=>)(?=<(?:(?:section|div|p|h\d|[ou]l|li|d[ltd]|article|figure|figcaption|details|table|thead|tbody|tr|t[hd]|nav)\b"
    r'|span class="note"))'
)


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Publication:
    """The small edition, cut to a few records and pages; what they refer to must be among them, or reading fails."""
    root = tmp_path_factory.mktemp("few")
    shutil.copytree(EDITION / "data", root / "data")
    (root / "docs").mkdir()
    shutil.copytree(EDITION / "docs/assets/pictures", root / "docs/assets/pictures")
    for page in GOLDEN.glob("*.md"):
        shutil.copy(page, root / "docs")
    for name, kept in yaml.safe_load((GOLDEN / "few.yml").read_text(encoding="utf-8")).items():
        file = root / f"data/{name}.yml"
        entries = re.findall(r"^([\w-]+):(.*?)(?=^\S|\Z)", file.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
        file.write_text("".join(f"{id_}:{text}" for id_, text in entries if id_ in kept), encoding="utf-8")
    return read_publication(root, "https://example.org/repository", BASE, "The Ferry of Lind")


def render(text: str, page: str, publication: Publication) -> str:
    """Convert `text` as the site does: with the extensions of mkdocs.yml and the engine's own."""
    extension = ExplainerExtension(publication, gather(publication), late_passes={"booklet": BookletTreeprocessor})
    extension.page = page
    html = markdown.markdown(text, extensions=["md_in_html", "tables", "toc", extension])
    html = extension.definitions.fill(html, page, "../" * page.count("/"), lambda name: name)
    return _BREAK.sub("\n", html) + "\n"


@pytest.mark.parametrize("case", CASES, ids=[f"{case.parent.name}/{case.stem}" for case in CASES])
def test_golden(case: Path, few: Publication, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "DATASETS", {name: DATASETS[name] for name in ("sources", "series")})  # ten are too long
    html = render(case.read_text(encoding="utf-8"), f"{case.parent.name}.md", few)
    expected = case.with_suffix(".html")
    if request.config.getoption("--update-golden"):
        expected.write_text(html, encoding="utf-8")
    assert html == expected.read_text(encoding="utf-8")
    assert not list(leftovers(html))


def test_every_block_has_a_golden_file_and_none_is_forgotten() -> None:
    assert set(BLOCKS) <= {case.stem.removeprefix("block-") for case in CASES}
    assert {path.with_suffix(".md") for path in GOLDEN.glob("*/*.html")} == set(CASES)
