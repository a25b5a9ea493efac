"""Measure what the glossary costs: the same build with and without it, on generated text, pages × terms.

`python tests/bench_terms.py` runs this alone, `python tests/bench_terms.py 100x200` one row of it.
The site's own engine and templates build each site in a process of its own. “With” marks the terms, ends pages with
definitions and says where they are used; without, the glossary is empty and the text the same. The glossary's own page
grows with the terms and not with the pages, so it is measured by itself.
"""

from __future__ import annotations

import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from bench_text import Words, pages, vocabulary

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "tests/sample"
ROWS = ((100, 200, 1.3, 1.2), (100, 2_000, 1.3, 1.2), (1_000, 2_000, 1.3, 1.3), (1_000, 10_000, 1.5, None))
ABBR = (100, 200)  # Python-Markdown's own way does not finish the larger ones

_GLOSSARY = """
{id}:
  term: {term}
{aliases}  definition: >-
    A {word} of the {kind} kind, which stands for what an editor would write here.
    It takes two sentences, as most definitions do.
  facts: [{{text: One fact of it, sources: [hajun-2024-07-31]}}]
  see_also: [{see}]
  sources: [{{source: hajun-2024-07-31, supports: the fact}}]
"""
_CONFIG = """
site_name: Bench
theme: {{name: material, custom_dir: {overrides}, font: false, language: en}}
use_directory_urls: true
plugins: [search]
nav: [index.md, glossary.md]
extra: {{landmarks: [], site_js: [], figures_js: [], embed_js: [], full_css: [], embed_css: []}}
{hooks}
markdown_extensions: [attr_list, md_in_html, tables, toc{abbr}]
validation: {{omitted_files: ignore, absolute_links: ignore, unrecognized_links: ignore, anchors: ignore}}
"""


def project(folder: Path, count: int, words: Words, kind: str) -> Path:
    """Lay out a site of `kind`: “with” the glossary, “without” it, with its “page” alone, or “bare” and “abbr”."""
    docs, data = folder / "docs", folder / "data"
    docs.mkdir(parents=True)
    shutil.copytree(SAMPLE / "data", data)
    ids = list(words.terms)
    entries = [
        _GLOSSARY.format(
            id=id_,
            term=forms[0],
            aliases=f"  aliases: [{', '.join(forms[1:])}]\n" if forms[1:] else "",
            word=words.filler[number % len(words.filler)],
            kind="generated" if number % 10 else "*generated*",
            see=ids[number - 1] if number else ids[1],
        )
        for number, (id_, forms) in enumerate(words.terms.items())
    ]
    glossary = "".join(entries) if kind in ("with", "page") else ""
    (data / "glossary.yml").write_text(glossary, encoding="utf-8")
    (data / "changes.yml").write_text("", encoding="utf-8")  # they name pages of the site
    (data / "charts.yml").write_text("", encoding="utf-8")  # to draw them takes a browser, on both sides alike
    (docs / "glossary.md").write_text(_page("Glossary", "/// glossary\n///\n" if kind == "page" else "Terms."), "utf-8")
    for name in ("index.md", "claims.md", "evidence.md", "sources.md", "map.md"):
        (docs / name).write_text(_page(name, "Here."), encoding="utf-8")
    abbr = "".join(f"*[{form}]: A definition\n" for forms in words.terms.values() for form in forms)
    for number, (text, _) in enumerate(pages(count, words)):
        body = f"{text}\n{abbr}" if kind == "abbr" else text
        (docs / f"page-{number}.md").write_text(_page(f"Page {number}", body), encoding="utf-8")
    hooked = kind in ("with", "without", "page")
    if hooked:
        shutil.copytree(ROOT / "hooks", folder / "hooks", ignore=shutil.ignore_patterns("__pycache__"))
        (folder / "node_modules").symlink_to(ROOT / "node_modules")
        (docs / "assets/stylesheets").mkdir(parents=True)  # pictures of charts take their colours from it
        shutil.copy(ROOT / "docs/assets/stylesheets/tokens.css", docs / "assets/stylesheets")
        for name in ("booklet.css", "print.css"):
            (docs / "assets/stylesheets" / name).touch()
        shutil.copytree(ROOT / "docs/assets/images", docs / "assets/images")  # icons are made of it
    config = _CONFIG.format(
        overrides=ROOT / "overrides",
        hooks="hooks: [hooks/explainer_hooks.py]" if hooked else "",
        abbr=", abbr" if kind == "abbr" else "",
    )
    (folder / "mkdocs.yml").write_text(config, encoding="utf-8")
    return folder


def _page(title: str, body: str) -> str:
    return f"---\ntitle: {title}\n---\n\n{body}\n"


def build(root: Path) -> tuple[float, float]:
    """Build a site; return the processor's seconds, which neighbours disturb least, and the peak of memory in MiB."""
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(root / "site")]
    env = os.environ | {"NO_MKDOCS_2_WARNING": "1", "SITE_URL": "", "REPO_URL": ""}
    process = subprocess.Popen(command, cwd=root, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert process.stderr is not None
    complaints = process.stderr.read().decode()
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(complaints)
    return usage.ru_utime + usage.ru_stime, _mebibytes(usage)


def _mebibytes(usage: resource.struct_rusage) -> float:
    return usage.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)


_MARK = re.compile(r'<(?:a class="term"|span class="term-again") data-term="([\w-]+)"')


def check_marks(root: Path, count: int, words: Words) -> int:
    """Compare every page's marks with what was put into its text; return how many there are."""
    total = 0
    for number, (_, expected) in enumerate(pages(count, words)):
        html = (root / f"site/page-{number}/index.html").read_text(encoding="utf-8")
        sections = re.split(r'<h2 id="section-\d', html.partition('<section aria-labelledby="definitions-head"')[0])[1:]
        found = [_MARK.findall(section) for section in sections]
        if found != expected:
            raise SystemExit(f"page {number}: {expected} stands in the text, {found} is marked")
        for section in sections:
            links = re.findall(r'<a class="term" data-term="([\w-]+)"', section)
            if links != list(dict.fromkeys(_MARK.findall(section))):
                raise SystemExit(f"page {number}: not the first mention of each term is linked")
        total += sum(map(len, found))
    return total


def row(work: Path, count: int, terms: int, limit: float, memory_limit: float | None) -> None:
    """Measure one row and print it."""
    words = vocabulary(terms)
    kinds = ["without", "with"]
    rounds = 3 if count <= 100 else 1
    roots = {kind: project(work / f"{count}x{terms}-{kind}", count, words, kind) for kind in kinds}
    measured: dict[str, list[tuple[float, float]]] = {kind: [] for kind in kinds}
    for _ in range(rounds):
        for kind in kinds:
            measured[kind].append(build(roots[kind]))
    marks = check_marks(roots["with"], count, words)
    seconds = {kind: min(one[0] for one in values) for kind, values in measured.items()}
    memory = {kind: min(one[1] for one in values) for kind, values in measured.items()}
    print(
        f"{count:>6,} × {terms:<6,} {seconds['without']:7.2f} s {seconds['with']:7.2f} s"
        f" {seconds['with'] / seconds['without']:6.2f} ×  (at most {limit}){'':3}"
        f"{memory['without']:6.0f} MiB {memory['with']:6.0f} MiB {memory['with'] / memory['without']:6.2f} ×"
        f"  ({f'at most {memory_limit}' if memory_limit else 'report'})   {marks:>6,} marks, all right",
        flush=True,
    )
    for root in roots.values():
        shutil.rmtree(root)


def abbr(work: Path) -> None:
    """Measure Python-Markdown's `abbr` on the smallest row, without our hooks on both sides."""
    words = vocabulary(ABBR[1])
    bare, with_abbr = (build(project(work / kind, ABBR[0], words, kind))[0] for kind in ("bare", "abbr"))
    ratio = f"{bare:7.2f} s {with_abbr:7.2f} s {with_abbr / bare:6.2f} ×"
    print(f"{ABBR[0]:>6,} × {ABBR[1]:<6,} {ratio}  with Python-Markdown’s abbr instead")


def page(work: Path) -> None:
    """Measure the glossary's own page, which the rows leave out."""
    words = vocabulary(2_000)
    without, own = (build(project(work / f"page-{kind}", 1, words, kind))[0] for kind in ("with", "page"))
    print(f"the glossary’s own page of 2,000 terms: {own - without:.2f} s")


def main(arguments: list[str]) -> None:
    """Print the table, or the rows that are named."""
    print("\nthe glossary’s cost: the same build without and with it; seconds, then peak memory")
    with tempfile.TemporaryDirectory() as folder:
        for count, terms, limit, memory_limit in ROWS:
            if not arguments or f"{count}x{terms}" in arguments:
                row(Path(folder), count, terms, limit, memory_limit)
        if not arguments or "abbr" in arguments:
            abbr(Path(folder))
        if not arguments or "page" in arguments:
            page(Path(folder))


if __name__ == "__main__":
    main(sys.argv[1:])
