"""The build from outside: a fault ends it and leaves the last site, `serve` outlives one, a Chromium is looked for."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
from projects import ROOT, build


@pytest.mark.parametrize(
    ("edits", "told"),
    [
        (
            {
                "data/events.yml": "\nx: {date: 2012, actor: lnid, claim: petition}\n",
                "docs/about.md": "\nA.[^nobody]\n",
            },
            ("data/events.yml:", "did you mean “lind”?", "docs/about.md:", "nobody"),
        ),
        (
            {"docs/about.md": "\nDivers had found a crack.[^quay-crack]\n"},
            ("docs/about.md:", "“Divers had found a crack.” states as fact what is claimed by Mira Sandvik"),
        ),
    ],
    ids=["faults of data and pages", "prose that says too much"],
)
def test_a_fault_ends_the_build_in_words_and_leaves_the_last_site(
    project: Path, tmp_path: Path, edits: Mapping[str, str], told: tuple[str, ...]
) -> None:
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "index.html").write_text("the last good site", encoding="utf-8")
    for name, text in edits.items():
        with (project / name).open("a", encoding="utf-8") as file:
            file.write(text)
    done = build(project, folder)
    assert done.returncode == 1
    assert [words for words in told if words not in done.stderr] == []
    assert "Traceback" not in done.stderr + done.stdout
    assert (folder / "index.html").read_text(encoding="utf-8") == "the last good site"


# ---- serve ----


@contextmanager
def _serving(root: Path, log: Path) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{probe.getsockname()[1]}"
    command = [sys.executable, "-u", "-m", "mkdocs", "serve", "--dev-addr", address]
    with log.open("w", encoding="utf-8") as file:
        environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "PICTURES": ""}
        process = subprocess.Popen(command, cwd=root, env=environment, stdout=file, stderr=file)
        try:
            yield f"http://{address}/"
        finally:
            process.terminate()
            process.wait(timeout=20)


def _get(url: str) -> str:
    with urllib.request.urlopen(url, timeout=20) as answer:
        return answer.read().decode("utf-8")


def _until(condition: Callable[[], bool], what: str, log: Path) -> None:
    end = time.monotonic() + 300
    while time.monotonic() < end:
        if condition():
            return
        time.sleep(0.1)
    raise AssertionError(f"{what} did not come\n{log.read_text(encoding='utf-8')[-2000:]}")


def test_serve_shows_a_new_date_everywhere_and_outlives_a_fault(project: Path, tmp_path: Path) -> None:
    log = tmp_path / "serve.log"
    events, page = project / "data/events.yml", project / "docs/about.md"
    text, written = events.read_text(encoding="utf-8"), page.read_text(encoding="utf-8")

    def told(words: str, times: int = 1) -> Callable[[], bool]:
        return lambda: log.read_text(encoding="utf-8").count(words) >= times

    with _serving(project, log) as url:
        _until(told("Serving on"), "the first build", log)
        chart = _get(url + "assets/charts/ferry-levels.js")
        assert re.search(r"\b3 December 2011", chart) and not re.search(r"\b2 December 2011", chart)

        page.write_text(f"{written}\nA.[^nobody]\n", encoding="utf-8")
        _until(told("The site as it was before is still served."), "the message on the page", log)
        assert _get(url + "assets/charts/ferry-levels.js") == chart

        events.write_text(text.replace("evening-stop: {date: 2011-12-03", "evening-stop: {date: 2011-12-02"), "utf-8")
        _until(told("The site as it was before is still served.", 2), "the message after a change of data", log)

        page.write_text(f"{written}\nDivers had found a crack.[^quay-crack]\n", encoding="utf-8")
        _until(told("Documentation built in", 2), "the mended site", log)
        assert '<time datetime="2011-12-02">' in _get(url + "timeline/").partition('id="evening-stop"')[2][:200]
        assert re.search(r"\b2 December 2011", _get(url + "assets/charts/ferry-levels.js"))
        assert re.search(r"\b2 December 2011", _get(url + "charts/ferry-levels/").partition("<tbody>")[2])
        assert told("“Divers had found a crack.” states as fact")(), "prose that says too much is told …"
        assert "Divers had found a " in _get(url + "about/"), "… and shown all the same"


# ---- Chromium ----


def _looked_for(tmp_path: Path, **environment: str) -> tuple[int, str]:
    env = {**os.environ, "PYTHONPATH": str(ROOT / "hooks"), "PATH": str(tmp_path), **environment}
    command = [sys.executable, "-m", "explainer.pictures.browser"]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout


def test_a_chromium_that_a_variable_names_goes_before_the_path_and_is_not_passed_over(tmp_path: Path) -> None:
    mine, other = tmp_path / "mine", tmp_path / "chromium"
    for program in (mine, other):
        program.write_text("#!/bin/sh\n", encoding="utf-8")
        program.chmod(0o755)
    assert _looked_for(tmp_path, CHROMIUM=str(mine)) == (0, f"Chromium: {mine}\n")
    assert _looked_for(tmp_path, CHROMIUM="") == (0, f"Chromium: {other}\n")
    mine.chmod(0o644)
    assert _looked_for(tmp_path, CHROMIUM=str(mine)) == (
        1,
        f"No Chromium was found: CHROMIUM is “{mine}”, and no program is there; "
        "set it to the path of a Chrome or Chromium, or leave it unset.\n",
    ), "nothing is installed instead, and one sentence says what to do"
