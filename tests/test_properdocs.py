"""ProperDocs runs the same hooks: it has to make the same site as MkDocs, byte for byte."""

from __future__ import annotations

import shutil
from pathlib import Path

from mkdocs_site import Site
from projects import ROOT, build, digest


def test_properdocs_makes_the_same_site(site: Site, project: Path, tmp_path: Path) -> None:
    (project / ".cache").unlink()
    a_chart = shutil.ignore_patterns("ferry-levels-*")  # is drawn anew, its picture has to be the same
    shutil.copytree(ROOT / ".cache/charts", project / ".cache/charts", ignore=a_chart)
    done = build(project, tmp_path / "site", program="properdocs")
    assert done.returncode == 0 and "WARNING" not in done.stderr, done.stderr
    assert digest(tmp_path / "site") == digest(site.folder)
