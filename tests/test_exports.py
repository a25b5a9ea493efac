"""The tables for download: whole, alike in both forms, safe in a spreadsheet."""

from __future__ import annotations

import csv
import io
import json

import pytest

from explainer.exports import DATASETS, as_csv, exports
from explainer.publication import Publication


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


def test_a_claim_keeps_its_date_and_its_sources(publication: Publication) -> None:
    files = exports(publication.dossier)
    claims = {record["id"]: record for record in json.loads(files["data/claims.json"])}
    assert claims["withdrawal-order"]["date"] == "2024-07-13"
    assert all(claim["sources"] for claim in claims.values() if not claim.get("weak"))


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@cmd", "\tx"])
def test_no_cell_can_be_run_as_a_formula(text: str) -> None:
    assert as_csv([{"a": text}]).splitlines()[1].lstrip('"').startswith("'")


def test_a_negative_number_stays_a_number() -> None:
    assert as_csv([{"a": -1.5}]).splitlines()[1] == "-1.5"
