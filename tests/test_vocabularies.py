"""A status more is a row of the vocabularies and a mark: the whole site knows it then."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from mkdocs_site import Site
from projects import ROOT, build

ROW = """    "rumoured": StatusRow(
        "rumoured", "told by nobody in particular", "star", "“it is rumoured that …”", sided=True
    ),
    "claimed": StatusRow(
"""
MARK = '<symbol id="mk-rumoured" viewBox="0 0 12 12"><path d="M6 1 11 11H1z"/></symbol></svg>'


def test_a_status_more_is_one_row_and_one_mark(project: Path, tmp_path: Path) -> None:
    for name in ("hooks", "overrides"):
        (tmp_path / name).unlink()
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    _put(tmp_path / "hooks/explainer/data/vocabularies.py", '    "claimed": StatusRow(\n', ROW)
    _put(tmp_path / "overrides/partials/marks.html", "</svg>\n", f"{MARK}\n")
    _put(
        project / "data/claims.yml",
        "  status: reported\n  paragraphs: [p1, p5]",
        "  status: rumoured\n  paragraphs: [p1, p5]",
    )
    done = build(project, tmp_path / "site")
    assert done.returncode == 0 and "WARNING" not in done.stderr, done.stderr
    site = Site(tmp_path / "site")
    marks = {
        page.address: len(page.tree.cssselect('[data-status="rumoured"] use[href="#mk-rumoured"]'))
        for page in site.pages.values()
    }
    assert all(marks[address] for address in ("", "claims/", "who-needs-the-evening-ferry/"))
    assert "told by nobody in particular" in site.pages[""].text
    assert "- rumoured: told by nobody in particular" in (site.folder / "llms.txt").read_text(encoding="utf-8")
    package = json.loads((site.folder / "data/datapackage.json").read_text(encoding="utf-8"))
    (claims,) = [table for table in package["resources"] if table["name"] == "claims"]
    (status,) = [field for field in claims["schema"]["fields"] if field["name"] == "status"]
    assert "rumoured" in status["constraints"]["enum"]

    with (project / "docs/about.md").open("a", encoding="utf-8") as page:
        page.write("\nFog lay on the Sound.[^fog-evenings]\n")
    done = build(project, tmp_path / "site")
    assert "states as fact what is rumoured" in done.stderr and "“it is rumoured that …”" in done.stderr


def _put(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, old
    file.write_text(text.replace(old, new), encoding="utf-8")
