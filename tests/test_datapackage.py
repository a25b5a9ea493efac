"""The data package: that the Frictionless tool finds it valid, and that both forms of a table hold the same."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package, validate

from explainer.data.records import Record
from explainer.publication.datapackage import CREDITS, PACKAGE_FILE, downloads
from explainer.publication.publication import Publication
from explainer.publication.tables import DATASETS, columns_of, plain_cell


@pytest.fixture(scope="module")
def folder(publication: Publication, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files for download, as the site has them."""
    root = tmp_path_factory.mktemp("package")
    for path, content in downloads(publication).items():
        (root / path).parent.mkdir(exist_ok=True)
        (root / path).write_bytes(content.encode("utf-8"))
    return root


def _package(folder: Path) -> Package:
    return Package(str(folder / PACKAGE_FILE))


def test_the_package_is_valid(folder: Path) -> None:
    report = validate(str(folder / PACKAGE_FILE))
    assert report.flatten(["name", "rowNumber", "fieldName", "message"]) == []
    assert report.valid
    assert {task.name for task in report.tasks} >= set(DATASETS)


@pytest.mark.parametrize(
    ("table", "find", "put"),
    [
        ("claims", ",established,", ",surely,"),
        ("events", "\r\nevening-stop,2011-12-03,", "\r\nevening-stop,3 December 2011,"),
        ("events", ",evening-stop,", ",no-such-claim,"),
        ("series", ",at-least,", ",some,"),
    ],
)
def test_the_tool_finds_what_breaks_the_schema(folder: Path, tmp_path: Path, table: str, find: str, put: str) -> None:
    for path in (folder / "data").iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    described = tmp_path / "datapackage.json"
    package = json.loads(described.read_text(encoding="utf-8"))
    for resource in package["resources"]:  # the sums would tell as well
        del resource["hash"], resource["bytes"]
    described.write_text(json.dumps(package), encoding="utf-8")
    file = tmp_path / f"{table}.csv"
    text = file.read_bytes().decode("utf-8")
    assert find in text
    file.write_bytes(text.replace(find, put, 1).encode("utf-8"))
    assert not validate(str(described)).valid


@pytest.mark.parametrize("name", DATASETS)
def test_csv_and_json_hold_the_same_records(folder: Path, name: str) -> None:
    rows = _package(folder).get_resource(name).read_rows()
    records = json.loads((folder / f"data/{name}.json").read_text(encoding="utf-8"))
    assert [_as_record(row.to_dict()) for row in rows] == records


def _as_record(row: dict[str, Any]) -> dict[str, Any]:
    return {name: _plain(value) for name, value in row.items() if value not in (None, [], "")}


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return plain_cell(value) if isinstance(value, str) else value


def test_every_file_is_described_and_none_besides(folder: Path) -> None:
    package = json.loads((folder / PACKAGE_FILE).read_text(encoding="utf-8"))
    described = {resource["path"]: resource for resource in package["resources"]}
    assert set(described) == {path.name for path in (folder / "data").iterdir()} - {"datapackage.json"}
    for path, resource in described.items():
        assert resource["bytes"] == (folder / "data" / path).stat().st_size
    assert package["licenses"][0]["name"] == "CC-BY-4.0"
    assert {name for name, *_ in CREDITS} <= {source["title"].partition(":")[0] for source in package["sources"]}


def test_dates_come_from_the_content(folder: Path, publication: Publication) -> None:
    package = json.loads((folder / PACKAGE_FILE).read_text(encoding="utf-8"))
    assert package["created"].startswith(str(publication.dossier.edition.article.compiled))


def test_a_column_that_nobody_explained_is_an_error() -> None:
    class Bare(Record):
        colour: str

    with pytest.raises(TypeError, match="colour"):
        columns_of(Bare)
