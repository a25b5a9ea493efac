"""Measure the built site with Lighthouse, the bare theme beside it; print and keep a table; fail below the floors.

Options, as variables: RUNS (3), PAGES (a regular expression that addresses match), CHARTS (how many charts' pages).
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "hooks"), str(Path(__file__).parent)]

import chromium  # noqa: E402  tests/ is on the path only now
from bare import write_bare  # noqa: E402
from scores import Measured, misses, table  # noqa: E402

from hosting import hosted  # noqa: E402

BARE = ["", "back-and-forth-at-the-border/", "glossary/"]
REPORT = ROOT / ".build/audit.md"
NOTE = (
    "Lighthouse {version}, mobile profile, simulated throttling, median of {runs}; "
    "served on loopback over HTTP/1.1, compressed with gzip, with the headers of `_headers`. "
    "Transfer counts all that is loaded before any interaction, headers included; kB are 1,000 bytes. "
    "Pages kept out of search engines on purpose have no SEO score."
)


def _addresses(site: Path) -> list[str]:
    found = sorted(p.relative_to(site).as_posix().removesuffix("index.html") for p in site.rglob("*.html"))
    wanted = [address for address in found if re.search(os.environ.get("PAGES", ""), address)]
    charts = int(os.environ.get("CHARTS", "1000"))
    kept = list(dict.fromkeys(a.split("/")[1] for a in wanted if a.startswith("charts/") and a != "charts/"))[:charts]
    return [a for a in wanted if not a.startswith("charts/") or a == "charts/" or a.split("/")[1] in kept]


def _measure(jobs: list[str], runs: int) -> dict[str, list[dict[str, Any]]]:
    """Return Lighthouse's runs by address, telling on the way how far it is."""
    job = {"urls": jobs, "runs": runs, "chrome": chromium.find(), "flags": ["--headless=new", *chromium.ARGUMENTS]}
    command = ["node", str(Path(__file__).with_name("lighthouse.mjs"))]
    found: dict[str, list[dict[str, Any]]] = {url: [] for url in jobs}
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None and process.stdout is not None
        process.stdin.write(json.dumps(job))
        process.stdin.close()
        for line in process.stdout:
            run = json.loads(line)
            found[run["url"]].append(run)
            print(f"{sum(map(len, found.values()))} of {len(jobs) * runs}", file=sys.stderr, end="\r", flush=True)
    if process.returncode:
        raise SystemExit("Lighthouse did not finish; what it said stands above.")
    return found


def _is_explainer(site: Path, address: str) -> bool:
    page = site / address / "index.html"
    text = page.read_text(encoding="utf-8") if page.is_file() else ""
    return '<p class="edition">Explainer ' in text and 'class="chapter"' not in text  # the booklet has them all


def main() -> int:
    """Measure, write .build/audit.md, print it; 1 when a floor is missed."""
    if chromium.find() is None:
        raise SystemExit(chromium.advice())
    site, runs = ROOT / "site", int(os.environ.get("RUNS", "3"))
    addresses = _addresses(site)
    if not addresses:
        raise SystemExit("No page matches PAGES.")
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        ours = stack.enter_context(hosted(site))
        bare = stack.enter_context(hosted(write_bare(site, folder / "bare", BARE)))
        found = _measure([*(ours + a for a in addresses), *(bare + a for a in BARE)], runs)
    measured = [Measured.of(a or "home", found[ours + a], explainer=_is_explainer(site, a)) for a in addresses]
    beside = [Measured.of(f"{a or 'home'} (bare)", found[bare + a]) for a in BARE]
    version = json.loads((ROOT / "node_modules/lighthouse/package.json").read_text(encoding="utf-8"))["version"]
    report = table(measured, beside, NOTE.format(version=version, runs=runs))
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.write_text(report, encoding="utf-8")
    print(report)
    missed = misses(measured, whole="PAGES" not in os.environ and "CHARTS" not in os.environ)
    for sentence in missed:
        print(f"missed: {sentence}")
    return bool(missed)


if __name__ == "__main__":
    raise SystemExit(main())
