"""The files for download: whole and alike in both forms, safe in a spreadsheet, and a valid data package."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import pytest
from frictionless import Package, validate
from mkdocs_site import Site

from explainer.publication.datapackage import LICENCE, PACKAGE_FILE
from explainer.publication.publication import Publication
from explainer.publication.tables import DATASETS, Column, as_csv

TEXT, NUMBER = Column("a", "string", "a text"), Column("a", "number", "a number")


def test_the_package_is_valid_and_tells_its_files_its_licence_its_sources_and_the_day_of_the_content(
    site: Site, publication: Publication
) -> None:
    report = validate(str(site.folder / PACKAGE_FILE))
    assert report.flatten(["name", "rowNumber", "fieldName", "message"]) == []
    assert {task.name for task in report.tasks} >= set(DATASETS)
    package, article = json.loads((site.folder / PACKAGE_FILE).read_bytes()), publication.dossier.edition.article
    files = {path.name for path in (site.folder / "data").glob("*.*")}
    assert {resource["path"] for resource in package["resources"]} == files - {
        "datapackage.json",
        "index.html",
        "index.md",
    }
    assert package["licenses"] == [LICENCE]
    sources = {source["title"].partition(":")[0] for source in package["sources"]}
    credits_ = {one.name for one in publication.dossier.edition.site.credits}
    assert credits_ < sources and any(article.author in source for source in sources)
    assert package["created"].startswith(str(article.compiled))


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (",sarn,", ",surely,"),
        ("\r\nevening-stop,2011-12-03,", "\r\nevening-stop,3 December 2011,"),
        (",evening-stop,", ",no-such-claim,"),
    ],
    ids=["a word of no vocabulary", "no date", "an id of nothing"],
)
def test_the_schema_refuses(site: Site, tmp_path: Path, right: str, wrong: str) -> None:
    shutil.copytree(site.folder / "data", tmp_path / "data")
    file = tmp_path / "data/events.csv"
    text = file.read_bytes()
    assert right.encode() in text
    file.write_bytes(text.replace(right.encode(), wrong.encode(), 1))
    # The sums would tell as well.
    assert not validate(str(tmp_path / PACKAGE_FILE), skip_errors=["hash-count", "byte-count"]).valid


def test_csv_and_json_hold_the_same_records(site: Site, publication: Publication) -> None:
    read = Package(str(site.folder / PACKAGE_FILE))
    for name, dataset in DATASETS.items():
        assert (site.folder / f"data/{name}.csv").read_bytes().startswith("\ufeff".encode()), (
            "spreadsheets ask for a mark"
        )
        rows = [row.to_dict().items() for row in read.get_resource(name).read_rows()]
        told = [{column: cell for column, cell in row if cell not in (None, [], "")} for row in rows]
        written = (site.folder / f"data/{name}.json").read_bytes()
        assert json.loads(json.dumps(told, default=float)) == json.loads(written)  # CSV's numbers are decimals
        assert len(told) == len(dataset.rows(publication.dossier)) > 0


# ---- cells ----


def _cell(value: object, column: Column) -> str:
    return next(iter(list(csv.reader(io.StringIO(as_csv([{"a": value}], (column,)), newline="")))[1]))


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1+2", "@cmd", "\tx", "\rx", "\nx", "＝1", "'=1", "''+1"])
def test_no_cell_can_be_run_as_a_formula_and_each_can_be_had_back(text: str) -> None:
    assert _cell(text, TEXT) == f"'{text}"
    assert [_cell(other, TEXT) for other in ("’round", "'quoted'", "a=b")] == ["’round", "'quoted'", "a=b"]
    assert _cell(-1.5, NUMBER) == _cell("-1.5", TEXT) == "-1.5"
