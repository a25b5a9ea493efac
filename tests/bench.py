"""Measure the build, cold and warm, and what the pages weigh over the wire."""

from __future__ import annotations

import gzip
import tempfile
import time
from pathlib import Path

from projects import ROOT, build

CONTENT = ("data", "docs", "hooks", "overrides", "node_modules", "mkdocs.yml")


def builds(work: Path) -> Path:
    """Print how long a first build takes, which draws every picture, and one after it; return the site."""
    project, site = work / "project", work / "site"
    project.mkdir()
    for name in CONTENT:  # with a cache of its own
        if (ROOT / name).exists():
            (project / name).symlink_to(ROOT / name)
    times = []
    for _ in range(4):
        start = time.perf_counter()
        build(project, site).check_returncode()
        times.append(time.perf_counter() - start)
    print(f"first build {times[0]:6.1f} s\nlater ones  {min(times[1:]):6.1f} s   (least of three)")
    return site


def weights(site: Path) -> None:
    """Print what the heaviest pages, styles, scripts and charts weigh, compressed."""
    print("\nKiB, gzip")
    for kind in ("*/index.html", "assets/stylesheets/*.css", "assets/javascripts/*.js", "assets/charts/*.js"):
        weighed = {path: len(gzip.compress(path.read_bytes(), 9)) for path in site.glob(kind)}
        for path in sorted(weighed, key=weighed.__getitem__, reverse=True)[:6]:
            print(f"{weighed[path] / 1024:7.1f}  {path.relative_to(site)}")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        weights(builds(Path(folder)))
