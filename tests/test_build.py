"""What a build does to the folder it writes, and what `serve` does while an editor works."""

from __future__ import annotations

import hashlib
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from mkdocs_site import Site
from projects import build


def _digest(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_two_builds_are_equal_byte_for_byte(site: Site, project: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    done = build(project, again)
    assert done.returncode == 0, done.stderr
    assert _digest(site.folder) == _digest(again)


def test_a_fault_ends_the_build_in_words_and_leaves_the_last_site(project: Path, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "index.html").write_text("the last good site", encoding="utf-8")
    events = project / "data/events.yml"
    events.write_text(
        events.read_text(encoding="utf-8").replace("\n  actor: minsk\n", "\n  actor: minks\n", 1), encoding="utf-8"
    )
    page = project / "docs/about.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nA fact.[^nobody-said-so]\n", encoding="utf-8")
    done = build(project, folder)
    assert done.returncode == 1
    assert "data/events.yml:" in done.stderr and "did you mean “minsk”?" in done.stderr
    assert "docs/about.md:" in done.stderr and "nobody-said-so" in done.stderr
    assert "Traceback" not in done.stderr + done.stdout
    assert (folder / "index.html").read_text(encoding="utf-8") == "the last good site"


def test_prose_that_says_too_much_ends_the_build_and_leaves_the_last_site(project: Path, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "index.html").write_text("the last good site", encoding="utf-8")
    page = project / "docs/about.md"
    page.write_text(
        page.read_text(encoding="utf-8") + "\nMinsk and Kyiv had a deal.[^lukashenko-silence-deal]\n", encoding="utf-8"
    )
    done = build(project, folder)
    assert done.returncode == 1
    assert "“Minsk and Kyiv had a deal.” states as fact what is claimed by Aleksandr Lukashenko" in done.stderr
    assert "docs/about.md:" in done.stderr and "Traceback" not in done.stderr + done.stdout
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
    block = next(block for block in text.split("\n\n") if block.startswith("withdrawal-order:"))
    moved = text.replace(block, block.replace("2024-07-13", "2024-07-12"))
    with _serving(project, log) as url:
        chart, page = url + "assets/charts/posture-border.js", url + "back-and-forth-at-the-border/"
        _until(lambda: "13 July 2024" in _get(chart), "the first build", log)
        before = _get(chart)
        assert "13 July 2024" in _get(page)

        events.write_text(moved, encoding="utf-8")
        _until(lambda: _get(chart) not in ("", before), "the chart with the new date", log)
        assert "<b>12 July 2024</b>" in _get(chart)
        assert '<time datetime="2024-07-12">' in _get(url + "timeline/").partition('id="withdrawal-order"')[2][:200]
        assert "12 July 2024" in _get(page).partition("<tbody>")[2]
        # The prose still says 13 July: told, and shown all the same.
        assert "“13 July” is not in what the sentence cites" in log.read_text(encoding="utf-8")

        events.write_text(moved.replace("\n  actor: minsk\n", "\n  actor: minks\n", 1), encoding="utf-8")
        _until(lambda: "did you mean “minsk”?" in log.read_text(encoding="utf-8"), "the message", log)
        assert "<b>12 July 2024</b>" in _get(chart), "the last good site is still served"
        events.write_text(text, encoding="utf-8")
        _until(lambda: _get(chart) == before, "the mended site", log)
