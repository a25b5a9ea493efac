"""Measure, side by side in one run: the build with and without the hooks, and what the pages weigh.

The bare build makes the same site: every page's Markdown is the HTML that the hooks made of it, so that MkDocs
fills the same templates and indexes the same words; only reading, drawing, blocks, notes and terms are gone.
Each is built in turn, several times; the least time of each counts, as the one least disturbed.
"""

from __future__ import annotations

import gzip
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import bench_charts

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 5
CONTENT = (".cache", "data", "docs", "hooks", "overrides", "node_modules", "mkdocs.yml")


_CAPTURE = """
from pathlib import Path

def on_page_content(html, page, config, files):
    path = Path({folder!r}) / page.file.src_uri
    path.parent.mkdir(parents=True, exist_ok=True)
    meta = page.file.content_string.split("---", 2)[1]
    path.write_text(f"---{{meta}}---\\n\\n<div>{{html}}</div>\\n", encoding="utf-8")
"""


def _project(folder: Path, docs: Path | None = None, capture: Path | None = None) -> Path:
    """Lay out a project: the whole one, one whose pages are captured, or one that has finished pages in `docs`."""
    folder.mkdir()
    for name in CONTENT:
        if (ROOT / name).exists():
            (folder / name).symlink_to(ROOT / name)
    config = folder / "mkdocs.yml"
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    if capture:
        (folder / "capture.py").write_text(_CAPTURE.format(folder=str(capture)), encoding="utf-8")
        text = text.replace("hooks: [hooks/explainer_hooks.py]", "hooks: [hooks/explainer_hooks.py, capture.py]")
    if docs:
        (docs / "assets").symlink_to(ROOT / "docs/assets")
        text = re.sub(r"(?m)^hooks:.*\n", f"docs_dir: {docs}\n", text)
        # Its links are finished addresses, which MkDocs would tell of one by one.
        text = text.replace("strict: true", "strict: false").replace(": warn", ": ignore")
    config.unlink()
    config.write_text(text, encoding="utf-8")
    return folder


def _seconds(project: Path, site: Path) -> float:
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(site)]
    start = time.perf_counter()
    subprocess.run(command, cwd=project, env=os.environ | {"NO_MKDOCS_2_WARNING": "1"}, capture_output=True, check=True)
    return time.perf_counter() - start


def _weight(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 9, mtime=0))


def builds(work: Path) -> Path:
    """Print the time of both builds and their ratio; return the site with the hooks."""
    finished = work / "finished"
    _seconds(_project(work / "capture", capture=finished), work / "site-capture")
    forms = {"bare": _project(work / "bare", docs=finished), "with": _project(work / "with")}
    times: dict[str, list[float]] = {name: [] for name in forms}
    for _ in range(ROUNDS):
        for name, project in forms.items():
            times[name].append(_seconds(project, work / f"site-{name}"))
    least = {name: min(values) for name, values in times.items()}
    share = (least["with"] - least["bare"]) / least["bare"]
    print(f"build without the hooks  {least['bare']:6.2f} s   (least of {ROUNDS})")
    print(f"build with the hooks     {least['with']:6.2f} s   ({least['with'] / least['bare']:.2f} times)")
    print(f"the hooks' share         {share:6.2f} of the build without them; to reach: at most 0.50")
    return work / "site-with"


def weights(site: Path) -> None:
    """Print what pages and their parts weigh over the wire (gzip, level 9)."""
    print("\nweights in KiB, gzip")
    assets = [*site.glob("assets/stylesheets/*.css"), *site.glob("assets/javascripts/*.js")]
    assets += site.glob("assets/charts/*.js")
    pages = ("index.html", "moscows-cold-answer/index.html", "glossary/index.html", "evidence/index.html")
    for name in pages:
        print(f"  {_weight(site / name) / 1024:7.1f}  {name}")
    for path in sorted(assets, key=_weight, reverse=True)[:12]:
        print(f"  {_weight(path) / 1024:7.1f}  {path.relative_to(site)}")


def main() -> None:
    """Run every measurement."""
    with tempfile.TemporaryDirectory() as folder:
        site = builds(Path(folder))
        weights(site)
        bench_charts.main(site)
        shutil.rmtree(site)


if __name__ == "__main__":
    main()
