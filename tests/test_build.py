"""What a build does to the folder it writes, and what `serve` does while an editor works."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
from projects import build


@pytest.mark.parametrize(
    ("edits", "told"),
    [
        (
            {
                "data/events.yml": "\nx: {date: 2012, actor: lnid, claim: petition}\n",
                "docs/about.md": "\nA.[^nobody]\n",
            },
            ("data/events.yml:34:", "did you mean “lind”?", "docs/data.md:", "nobody"),
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


@contextmanager
def _serving(root: Path, log: Path) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{probe.getsockname()[1]}"
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", address]
    with log.open("w", encoding="utf-8") as out:
        process = subprocess.Popen(command, cwd=root, stdout=out, stderr=out, env=os.environ)
        try:
            yield f"http://{address}/"
        finally:
            process.terminate()
            process.wait(timeout=20)


def _get(url: str) -> str:
    try:
        with urllib.request.urlopen(url, timeout=20) as answer:
            return answer.read().decode("utf-8")
    except OSError:
        return ""


def _until(condition: Callable[[], bool], what: str, log: Path) -> None:
    for _ in range(1200):  # a first build draws every chart
        if condition():
            return
        time.sleep(0.25)
    raise AssertionError(f"{what} did not come\n{log.read_text(encoding='utf-8')[-2000:]}")


def test_serve_shows_a_new_date_everywhere_and_outlives_a_fault(project: Path, tmp_path: Path) -> None:
    log = tmp_path / "serve.log"
    events = project / "data/events.yml"
    text = events.read_text(encoding="utf-8")
    moved = text.replace("evening-stop: {date: 2011-12-03", "evening-stop: {date: 2011-12-02")
    with _serving(project, log) as url:
        chart = url + "assets/charts/ferry-levels.js"
        _until(lambda: "3 December 2011" in _get(chart), "the first build", log)
        before = _get(chart)

        events.write_text(moved, encoding="utf-8")
        _until(lambda: _get(chart) not in ("", before), "the chart with the new date", log)
        assert "2 December 2011" in _get(chart)
        assert '<time datetime="2011-12-02">' in _get(url + "timeline/").partition('id="evening-stop"')[2][:200]
        assert "2 December 2011" in _get(url + "charts/ferry-levels/").partition("<tbody>")[2]

        events.write_text(moved.replace("actor: sarn", "actor: srn", 1), encoding="utf-8")
        _until(lambda: "did you mean “sarn”?" in log.read_text(encoding="utf-8"), "the message", log)
        assert "2 December 2011" in _get(chart), "the last good site is still served"
        events.write_text(text, encoding="utf-8")
        _until(lambda: _get(chart) == before, "the mended site", log)
