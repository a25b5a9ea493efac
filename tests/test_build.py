"""The build from outside: a fault ends it and leaves the last site, `serve` outlives one, a Chromium is looked for."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from live_site import _warnings
from lxml import html
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


def test_the_explainers_may_stand_at_the_end_of_the_navigation(project: Path, tmp_path: Path) -> None:
    settings = project / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    begin, end = text.index("  - Explainers:\n"), text.index("  - Timeline:")
    series = text[begin:end].rstrip() + "\n      - afterword.md\n"
    settings.write_text(f"{text[:begin]}{text[end:].rstrip()}\n{series}", encoding="utf-8")
    (project / "docs/afterword.md").write_text("---\ntitle: What we learned\n---\n\nWords.\n", encoding="utf-8")
    done = build(project, tmp_path / "site", PICTURES="")
    assert done.returncode == 0 and "Traceback" not in done.stderr, done.stderr
    last = (tmp_path / "site/the-railway-at-the-quay/index.html").read_text(encoding="utf-8")
    assert 'rel="prev"><span>Previous' in last and 'rel="next"><span>' not in last
    (menu,) = html.fromstring(last).xpath("//nav[@id='rail']")
    told = " ".join(menu.text_content().split())
    parts = ("To begin with", "Lind in a minute", "Two explainers", "What we learned", "Reference", "Timeline", "Map")
    places = [told.index(part) for part in parts]
    assert places == sorted(places), told


def test_a_build_that_breaks_under_serve_is_told() -> None:
    broken = '  File "a.py", line 3, in b\n    c / 0\nZeroDivisionError: by zero\n'
    told = f"INFO    -  Building\nTraceback (most recent call last):\n{broken}"
    assert _warnings(told) == ['The build of all pages broke, File "a.py", line 3, in b: ZeroDivisionError: by zero']
    assert _warnings(f"ERROR   -  docs/a.md: x\n{told}")[0].startswith("docs/a.md: x")
    assert _warnings("INFO    -  Building\n") == []


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
    command = [sys.executable, "-u", "-m", "mkdocs", "serve", "--dirty", "--dev-addr", address]
    with log.open("w", encoding="utf-8") as file:
        # No Chromium: only pictures that are drawn already; a changed chart is told of in its script and its table.
        environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "PICTURES": "", "CHROMIUM": "/none"}
        process = subprocess.Popen(command, cwd=root, env=environment, stdout=file, stderr=file)
        try:
            yield f"http://{address}/"
        finally:
            process.terminate()
            process.wait(timeout=20)


def _until(url: str, what: str, *, there: bool = True) -> str:
    """Ask for a page until something stands on it, or no more; return the page."""
    end = time.monotonic() + 300
    while True:
        try:
            with urllib.request.urlopen(url, timeout=60) as answer:
                text = answer.read().decode("utf-8")
        except urllib.error.HTTPError as error:
            text = error.read().decode("utf-8")
        except (urllib.error.URLError, ConnectionError):
            text = ""
        if text and (re.search(what, text) is not None) == there:
            return text
        assert time.monotonic() < end, f"{url}: “{what}” is {'not there' if there else 'still there'}\n{text[-2000:]}"
        time.sleep(0.1)


def test_serve_builds_first_what_is_looked_at_and_tells_on_the_page_what_to_mend(project: Path, tmp_path: Path) -> None:
    events, page, config = project / "data/events.yml", project / "docs/about.md", project / "mkdocs.yml"
    text, written, set_up = (path.read_text(encoding="utf-8") for path in (events, page, config))
    card = '<section role="alert" data-fault'

    with _serving(project, tmp_path / "serve.log") as url:
        _until(f"{url}timeline/", '<time datetime="2011-12-03">')
        chart = _until(f"{url}assets/charts/ferry-levels.js", r"\b3 December 2011")  # made with the other pages
        assert not re.search(r"\b4 December 2011", chart)
        events.write_text(text.replace("evening-stop: {date: 2011-12-03", "evening-stop: {date: 2011-12-04"), "utf-8")
        assert '<time datetime="2011-12-04">' in _until(f"{url}timeline/", 'id="evening-stop"[^§]{0,200}"2011-12-04"')
        with urllib.request.urlopen(f"{url}feed.xml", timeout=60) as feed:  # as it was, until all is built anew
            assert b"<entry>" in feed.read()
        _until(f"{url}charts/ferry-levels/", r"<tbody>[^§]*\b4 December 2011")
        _until(f"{url}assets/charts/ferry-levels.js", r"\b4 December 2011")

        faults = {
            page: (f"{written}\nA.[^nobody]\n", written, r"docs/about\.md:\d+:3: “\[\^nobody\]” cites nothing"),
            config: (set_up.replace("nav:", "nav: [", 1), set_up, r"mkdocs\.yml"),
        }
        for path, (wrong, right, told) in faults.items():
            path.write_text(wrong, encoding="utf-8")
            assert re.search(told, _until(f"{url}about/", card).partition(card)[2])
            path.write_text(right, encoding="utf-8")
            _until(f"{url}about/", card, there=False)
        page.rename(page.with_name("about-us.md"))
        assert "about.md" in _until(f"{url}about/", card).partition(card)[2]
        page.with_name("about-us.md").rename(page)
        # Prose that says too much is shown at once, and told when everything is checked.
        page.write_text(f"{written}\nDivers had found a crack.[^quay-crack]\n", encoding="utf-8")
        _until(f"{url}about/", "Divers had found a ")
        assert "“Divers had found a crack.” states as fact" in _until(f"{url}about/", card).partition(card)[2]
        _until(f"{url}search/search_index.json", '"text":"[^"]*Divers had found a crack')


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
