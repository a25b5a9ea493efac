"""A status more is a row of the vocabularies and a mark: the whole site knows it then."""

from __future__ import annotations

import shutil
from pathlib import Path

from mkdocs_site import Site
from projects import ROOT, build
from test_mistakes import make

ROW = """    "rumoured": StatusRow(
        "rumoured", "told by nobody in particular", "nobody says it", "star", "“it is rumoured that …”",
        sided=True, named=True
    ),
    "claimed": StatusRow(
"""
REST = "  paragraphs: [p1, p5]"
MARK = '<symbol id="mk-rumoured" viewBox="0 0 12 12"><path d="M6 1 11 11H1z"/></symbol></svg>'


def test_a_status_more_is_one_row_and_one_mark(project: Path, tmp_path: Path) -> None:
    for name in ("hooks", "overrides"):
        (tmp_path / name).unlink()
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    for file, find, put in (
        ("hooks/explainer/data/vocabularies.py", '    "claimed": StatusRow(\n', ROW),
        ("overrides/partials/marks.html", "</svg>\n", f"{MARK}\n"),
        ("tests/edition/data/claims.yml", f"reported\n{REST}", f"rumoured\n  claimed_by: Mira Sandvik\n{REST}"),
    ):
        make({"file": file, "find": find, "put": put}, tmp_path)
    done = build(project, tmp_path / "site")
    assert done.returncode == 0 and "WARNING" not in done.stderr, done.stderr
    site = Site(tmp_path / "site")
    for address in ("", "claims/", "who-needs-the-evening-ferry/"):
        assert site.pages[address].tree.cssselect('[data-status="rumoured"] use[href="#mk-rumoured"]'), address
    for file, words in (
        ("timeline/index.html", "said by Mira Sandvik"),
        ("index.html", "told by nobody in particular"),
        ("llms.txt", "- rumoured: told by nobody in particular"),
        ("data/datapackage.json", '"rumoured"'),
    ):
        assert words in (site.folder / file).read_text(encoding="utf-8"), file

    with (project / "docs/about.md").open("a", encoding="utf-8") as page:
        page.write("\nFog lay on the Sound.[^fog-evenings]\n")
    done = build(project, tmp_path / "site")
    assert "states as fact what is rumoured by Mira Sandvik" in done.stderr and "“it is rumoured that …”" in done.stderr
