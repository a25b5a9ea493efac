"""The build from outside: a fault ends it and leaves the last site, `serve` outlives one, a Chromium is looked for."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mkdocs_site import Site
from projects import ROOT, build, digest


def test_a_fault_ends_the_build_in_words_and_leaves_the_last_site(project: Path, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "index.html").write_text("the last good site", encoding="utf-8")
    _append(project / "docs/about.md", "\nDivers had found a crack.[^quay-crack]\n")
    of_prose = build(project, folder)
    assert "docs/about.md:" in of_prose.stderr
    assert "“Divers had found a crack.” states as fact what is claimed by Mira Sandvik" in of_prose.stderr
    _append(project / "docs/about.md", "\nA.[^nobody]\n")
    _append(project / "data/events.yml", "\nx: {date: 2012, actor: lnid, claim: petition}\n")
    of_both = build(project, folder)
    assert [what for what in ("events.yml:", "mean “lind”?", "about.md:", "nobody") if what not in of_both.stderr] == []
    for done in (of_prose, of_both):
        assert done.returncode == 1 and "Traceback" not in done.stderr + done.stdout
    assert (folder / "index.html").read_text(encoding="utf-8") == "the last good site"


def _append(file: Path, text: str) -> None:
    with file.open("a", encoding="utf-8") as opened:
        opened.write(text)


# ---- ProperDocs runs the same hooks ----


def test_properdocs_makes_the_same_site(site: Site, project: Path, tmp_path: Path) -> None:
    (project / ".cache").unlink()
    a_chart = shutil.ignore_patterns("ferry-levels-*")  # is drawn anew, its picture has to be the same
    shutil.copytree(ROOT / ".cache/charts", project / ".cache/charts", ignore=a_chart)
    done = build(project, tmp_path / "site", program="properdocs")
    assert done.returncode == 0 and "WARNING" not in done.stderr, done.stderr
    assert digest(tmp_path / "site") == digest(site.folder)


# ---- serve ----


@contextmanager
def _serving(root: Path, log: Path) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{probe.getsockname()[1]}"
    command = [sys.executable, "-u", "-m", "mkdocs", "serve", "--dev-addr", address]
    with log.open("w", encoding="utf-8") as file:
        # No Chromium: only pictures that are drawn already; a changed chart is told of in its script and its table.
        environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "PICTURES": "", "CHROMIUM": "/none"}
        process = subprocess.Popen(command, cwd=root, env=environment, stdout=file, stderr=file)
        try:
            yield f"http://{address}/"
        finally:
            process.terminate()
            process.wait(timeout=20)


def _get(url: str) -> str:
    with urllib.request.urlopen(url, timeout=20) as answer:
        return answer.read().decode("utf-8")


def _until(log: Path, words: str, times: int = 1) -> None:
    """Wait until the log has said something as often."""
    end = time.monotonic() + 300
    while (told := log.read_text(encoding="utf-8")).count(words) < times:
        assert time.monotonic() < end, f"“{words}” did not come {times} times\n{told[-2000:]}"
        time.sleep(0.1)


def test_serve_shows_a_new_date_everywhere_and_outlives_a_fault(project: Path, tmp_path: Path) -> None:
    log = tmp_path / "serve.log"
    events, page = project / "data/events.yml", project / "docs/about.md"
    text, written = events.read_text(encoding="utf-8"), page.read_text(encoding="utf-8")

    with _serving(project, log) as url:
        _until(log, "Serving on")
        chart = _get(url + "assets/charts/ferry-levels.js")
        assert re.search(r"\b3 December 2011", chart) and not re.search(r"\b2 December 2011", chart)

        page.write_text(f"{written}\nA.[^nobody]\n", encoding="utf-8")
        _until(log, "The site as it was before is still served.")
        assert _get(url + "assets/charts/ferry-levels.js") == chart

        events.write_text(text.replace("evening-stop: {date: 2011-12-03", "evening-stop: {date: 2011-12-02"), "utf-8")
        page.write_text(f"{written}\nDivers had found a crack.[^quay-crack]\n", encoding="utf-8")
        _until(log, "Documentation built in", 2)
        assert '<time datetime="2011-12-02">' in _get(url + "timeline/").partition('id="evening-stop"')[2][:200]
        assert re.search(r"\b2 December 2011", _get(url + "assets/charts/ferry-levels.js"))
        assert re.search(r"\b2 December 2011", _get(url + "charts/ferry-levels/").partition("<tbody>")[2])
        _until(log, "“Divers had found a crack.” states as fact")  # prose that says too much is told …
        assert "Divers had found a " in _get(url + "about/"), "… and shown all the same"


# ---- Chromium ----


def test_a_chromium_that_is_named_and_not_there_is_told_and_not_passed_over(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "hooks"), "CHROMIUM": f"{tmp_path}/chrome"}
    command = [sys.executable, "-m", "explainer.pictures.browser"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (
        1,
        f"No Chromium was found: CHROMIUM is “{tmp_path}/chrome”, and no program is there; "
        "set it to the path of a Chrome or Chromium, or leave it unset.\n",
    )
