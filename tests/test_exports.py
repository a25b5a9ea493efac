"""The tables for download: whole, alike in both forms, safe in a spreadsheet."""

from __future__ import annotations

import csv
import io
import json

import pytest

from explainer.publication.publication import Publication
from explainer.publication.tables import DATASETS, Column, as_csv, exports, plain_cell


@pytest.mark.parametrize("name", DATASETS)
def test_csv_and_json_hold_the_same_rows(publication: Publication, name: str) -> None:
    files = exports(publication.dossier)
    text = files[f"data/{name}.csv"]
    assert text.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    records = json.loads(files[f"data/{name}.json"])
    assert len(rows) == len(records) == len(DATASETS[name].rows(publication.dossier)) > 0
    if "id" in rows[0]:
        assert [row["id"] for row in rows] == [record["id"] for record in records]


TEXT, NUMBER = Column("a", "string", "a text"), Column("a", "number", "a number")


def _cell(value: object, column: Column) -> str:
    return next(iter(list(csv.reader(io.StringIO(as_csv([{"a": value}], (column,)), newline="")))[1]))


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@cmd", "\tx", "\rx", "\nx", "＝1", "'=1", "''+1"])
def test_no_cell_can_be_run_as_a_formula_and_each_can_be_had_back(text: str) -> None:
    cell = _cell(text, TEXT)
    assert cell.startswith("'") and cell != text
    assert plain_cell(cell) == text


@pytest.mark.parametrize("text", ["’round", "'quoted'", "a=b", "[1]", "2024-07"])
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert _cell(text, TEXT) == plain_cell(text) == text


def test_a_negative_number_stays_a_number() -> None:
    assert _cell(-1.5, NUMBER) == "-1.5"
