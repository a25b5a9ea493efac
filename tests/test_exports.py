"""The files for download: whole and alike in both forms, safe in a spreadsheet, and a valid data package."""

from __future__ import annotations

import csv
import io
import json
import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package, validate

from explainer.data.records import Record
from explainer.publication.datapackage import CREDITS, LICENCE, PACKAGE_FILE, downloads
from explainer.publication.publication import Publication
from explainer.publication.tables import DATASETS, Column, as_csv, columns_of, plain_cell

TEXT, NUMBER = Column("a", "string", "a text"), Column("a", "number", "a number")


@pytest.fixture(scope="module")
def folder(publication: Publication, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files for download, as the site has them."""
    root = tmp_path_factory.mktemp("package")
    for path, content in downloads(publication).items():
        (root / path).parent.mkdir(exist_ok=True)
        (root / path).write_bytes(content.encode("utf-8"))
    return root


@pytest.fixture(scope="module")
def package(folder: Path) -> dict[str, Any]:
    """The description of the package."""
    return dict(json.loads((folder / PACKAGE_FILE).read_text(encoding="utf-8")))


def test_the_package_is_valid(folder: Path) -> None:
    report = validate(str(folder / PACKAGE_FILE))
    assert report.flatten(["name", "rowNumber", "fieldName", "message"]) == []
    assert {task.name for task in report.tasks} >= set(DATASETS)


@pytest.mark.parametrize(
    ("table", "find", "put"),
    [
        ("claims", ",established,", ",surely,"),
        ("events", "\r\nevening-stop,2011-12-03,", "\r\nevening-stop,3 December 2011,"),
        ("events", ",evening-stop,", ",no-such-claim,"),
    ],
    ids=["a word of no vocabulary", "no date", "an id of nothing"],
)
def test_the_schema_refuses(
    folder: Path, package: dict[str, Any], tmp_path: Path, table: str, find: str, put: str
) -> None:
    shutil.copytree(folder, tmp_path, dirs_exist_ok=True)
    resources = [  # the sums would tell as well
        {name: value for name, value in one.items() if name not in ("bytes", "hash")} for one in package["resources"]
    ]
    described = tmp_path / PACKAGE_FILE
    described.write_text(json.dumps({**package, "resources": resources}), encoding="utf-8")
    file = tmp_path / f"data/{table}.csv"
    text = file.read_bytes().decode("utf-8")
    assert find in text
    file.write_bytes(text.replace(find, put, 1).encode("utf-8"))
    assert not validate(str(described)).valid


def test_csv_and_json_hold_the_same_records(folder: Path, publication: Publication) -> None:
    read = Package(str(folder / PACKAGE_FILE))
    for name, dataset in DATASETS.items():
        assert (folder / f"data/{name}.csv").read_bytes().startswith("\ufeff".encode()), "spreadsheets ask for a mark"
        records = json.loads((folder / f"data/{name}.json").read_text(encoding="utf-8"))
        assert [_as_record(row.to_dict()) for row in read.get_resource(name).read_rows()] == records
        assert len(records) == len(dataset.rows(publication.dossier)) > 0


def _as_record(row: dict[str, Any]) -> dict[str, Any]:
    return {name: _plain(value) for name, value in row.items() if value not in (None, [], "")}


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return plain_cell(value) if isinstance(value, str) else value


def test_the_package_tells_its_files_its_licence_its_sources_and_the_day_of_the_content(
    folder: Path, package: dict[str, Any], publication: Publication
) -> None:
    article = publication.dossier.edition.article
    sources = {source["title"].partition(":")[0] for source in package["sources"]}
    files = {path.name for path in (folder / "data").iterdir()}
    assert {resource["path"] for resource in package["resources"]} == files - {"datapackage.json"}
    assert package["licenses"] == [LICENCE]
    assert {name for name, *_ in CREDITS} < sources
    assert any(article.author in source for source in sources)
    assert package["created"].startswith(str(article.compiled))


def test_a_column_that_nobody_explained_is_an_error() -> None:
    class Bare(Record):
        colour: str

    with pytest.raises(TypeError, match="colour"):
        columns_of(Bare)


# ---- cells ----


def _cell(value: object, column: Column) -> str:
    return next(iter(list(csv.reader(io.StringIO(as_csv([{"a": value}], (column,)), newline="")))[1]))


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@cmd", "\tx", "\rx", "\nx", "＝1", "'=1", "''+1"])
def test_no_cell_can_be_run_as_a_formula_and_each_can_be_had_back(text: str) -> None:
    cell = _cell(text, TEXT)
    assert cell.startswith("'") and cell != text
    assert plain_cell(cell) == text


@pytest.mark.parametrize("text", ["’round", "'quoted'", "a=b", "2024-07"])
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert _cell(text, TEXT) == plain_cell(text) == text


def test_a_negative_number_stays_a_number() -> None:
    assert _cell(-1.5, NUMBER) == "-1.5"
