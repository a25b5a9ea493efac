"""The report of a run in its three formats, and what becomes of exceptions."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from explainer.__main__ import main

BARE = "\nLukashenko and Kyiv had a deal to keep silent.[^silence-deal][^drone-count]\n"
REMARK = "\n<!-- unhedged: silence-deal: told above -->"
PAGE = "docs/about.md"


def _append(root: Path, text: str) -> None:
    page = root / PAGE
    page.write_text(page.read_text(encoding="utf-8") + text, encoding="utf-8")


def _run(root: Path, capsys: pytest.CaptureFixture[str], *options: str) -> tuple[int, str]:
    code = main(["check", str(root), *options])
    return code, capsys.readouterr().out


def test_text_is_grouped_by_file(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _append(sample, BARE)
    code, out = _run(sample, capsys)
    assert code == 1
    place = (
        f"  {PAGE}:10:1: “Lukashenko and Kyiv had a deal to keep silent.” states as fact what is claimed by Lukashenko"
    )
    assert place in out and "allowed: “Lukashenko said that …”, “according to Lukashenko, …”" in out
    blocks = out.split("\n\n")
    files = [{line.split(":")[0].strip() for line in block.splitlines()} for block in blocks[1:-1]]
    assert {len(of_block) for of_block in files} == {1} and {PAGE} in files


def test_github_reads_annotations(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _append(sample, BARE + "\nIt was 100% sure, monitors said.[^drone-count]\n")
    code, out = _run(sample, capsys, "--format", "github")
    assert code == 1
    assert f"::error file={PAGE},line=10,col=1::“Lukashenko and Kyiv" in out
    assert "“100%25” is not in what" in out, "a percent sign is escaped"
    assert all(line.startswith("::") for line in out.splitlines()[:-1])


def test_json_holds_every_part(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _append(sample, REMARK + BARE)
    code, out = _run(sample, capsys, "--format", "json")
    told = json.loads(out)
    assert code == 1
    assert {"file", "line", "column", "found", "allowed", "nearest", "message"} == set(told["problems"][0])
    assert told["exceptions"] == [
        {"file": PAGE, "line": 10, "word": "unhedged", "subject": "silence-deal", "reason": "told above"}
    ]
    assert not any(problem["file"] == PAGE for problem in told["problems"])


def test_exceptions_are_listed_in_text_and_as_notices(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _append(sample, REMARK + BARE)
    assert f"1 exception allowed:\n  {PAGE}:10: unhedged “silence-deal”: told above" in _run(sample, capsys)[1]
    assert f"::notice file={PAGE},line=10::exception allowed" in _run(sample, capsys, "--format", "github")[1]


def test_every_other_kind_of_exception_holds(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _append(sample, "\nMonitors counted ninety.[^drone-count]\n\nAlexander Lukashenko spoke.\n")
    bare = json.loads(_run(sample, capsys, "--format", "json")[1])["problems"]
    assert [problem["line"] for problem in bare if problem["file"] == PAGE] == [10, 12]
    page = sample / PAGE
    text = page.read_text(encoding="utf-8")
    text = text.replace("\nMonitors counted n", "\n<!-- unmatched: ninety: a guess -->\nMonitors counted n")
    text = text.replace("\nAlexander", "\n<!-- misspelt: Alexander Lukashenko: so he signs -->\nAlexander")
    page.write_text(text, encoding="utf-8")
    drones = sample / "docs/drones.md"
    text = drones.read_text(encoding="utf-8")
    drones.write_text(text + "\n<!-- uncited: common knowledge -->\nIt was a dry summer.\n", encoding="utf-8")
    exceptions = sample / "data/exceptions.yml"
    weak = "silence-deal:\n  kind: claims\n  allows: weak-alone\n  reason: No other source was found.\n"
    exceptions.write_text(exceptions.read_text(encoding="utf-8") + weak, encoding="utf-8")
    told = json.loads(_run(sample, capsys, "--format", "json")[1])
    assert {one["word"] for one in told["exceptions"]} == {"unmatched", "misspelt", "uncited", "weak-alone"}
    left = [problem["message"] for problem in told["problems"]]
    assert not [one for one in left if PAGE in one or "cites nothing" in one or "weak sources" in one]


def test_faults_of_the_data_are_reported_alike(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (sample / "data/places.yml").unlink()
    code, out = _run(sample, capsys, "--format", "github")
    assert code == 1 and "::error file=data/places.yml::the file is missing" in out
