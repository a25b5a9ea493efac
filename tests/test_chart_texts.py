"""Numbers and counts in the texts of charts come from the records, and follow them."""

from __future__ import annotations

import shutil
from pathlib import Path

from explainer.publication.publication import read_publication

SAMPLE = Path(__file__).parent / "sample"


def _title(tmp_path: Path, title: str, series: tuple[str, str] = ("", "")) -> str:
    root = tmp_path / "sample"
    shutil.copytree(SAMPLE, root)
    for name, old, new in (
        ("charts", "title: Monitors counted more drones in August than in July", f'title: "{title}"'),
        ("series", *series),
    ):
        file = root / f"data/{name}.yml"
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return read_publication(root).dossier.charts["drones"].title


def test_a_number_has_the_words_of_its_qualifier(tmp_path: Path) -> None:
    assert _title(tmp_path, "{{ drones-by-month 2024-07 capital }} drones") == "At least nine drones"


def test_a_corrected_point_corrects_the_text(tmp_path: Path) -> None:
    title = _title(tmp_path, "{{ drones-by-month 2024-07 capital }} drones", ("value: 9", "value: 12"))
    assert title == "At least 12 drones"


def test_counts_are_those_of_the_records(tmp_path: Path) -> None:
    assert _title(tmp_path, "{{ count statements differs capital }} of {{ count statements }}") == "One of three"
