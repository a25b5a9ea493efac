"""Every chart of the site: a figure that Plotly takes, drawn from tokens and the smallest bundle's traces."""

from __future__ import annotations

import json
import re
from typing import get_args

import plotly.graph_objects as go
import pytest
from plotly.offline import get_plotlyjs_version
from projects import EDITION, ROOT

from explainer.charts.figure import new_figure
from explainer.charts.kinds import KINDS, draw
from explainer.charts.marks import SHAPES, add_status_mark
from explainer.data.vocabularies import STATUS_WORDS, Status
from explainer.publication.publication import Publication, read_publication

CHARTS = sorted(read_publication(EDITION).dossier.charts)


def _forms(publication: Publication, chart: str) -> dict[str, dict]:
    script = publication.drawings[chart].script
    return json.loads(script[script.index(",") + 1 : script.rindex(")")])


@pytest.mark.parametrize("chart", CHARTS)
def test_plotly_accepts_both_forms(publication: Publication, chart: str) -> None:
    record = publication.dossier.charts[chart]
    for narrow in (False, True):
        figure = KINDS[record.kind].draw(record, publication.dossier, narrow).to_plotly_json()
        assert go.Figure(figure).layout.height == figure["layout"]["height"]


@pytest.mark.parametrize("chart", CHARTS)
def test_forms_keep_to_the_bundle_the_tokens_and_legible_sizes(publication: Publication, chart: str) -> None:
    for form in _forms(publication, chart).values():
        assert {trace["type"] for trace in form["data"]} <= {"bar", "scatter"}
        uids = [trace["uid"] for trace in form["data"]]
        assert len(uids) == len(set(uids))
        text = json.dumps(form)
        assert re.findall(r"#[0-9a-fA-F]{6}\b|rgb\(", text) == [], "a colour that no token names"
        sizes = [note["font"]["size"] for note in form["layout"]["annotations"] if "font" in note]
        assert min(sizes, default=12) >= 12


@pytest.mark.parametrize("chart", CHARTS)
def test_every_row_of_a_table_names_its_evidence(publication: Publication, chart: str) -> None:
    table = publication.drawings[chart].table
    assert table.rows
    for row in table.rows:
        assert len(row.cells) == len(table.columns)
        assert row.sources or row.claims or row.statements or row.places or "no count found" in row.cells, row


def test_a_chart_drawn_twice_is_the_same(publication: Publication) -> None:
    for chart in publication.dossier.charts.values():
        assert draw(chart, publication.dossier) == publication.drawings[chart.id]


def test_the_npm_bundle_and_the_wheel_are_the_same_plotly() -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    assert lock["packages"]["node_modules/plotly.js-basic-dist-min"]["version"] == get_plotlyjs_version()


def test_every_status_has_a_mark_of_its_own_in_charts_and_on_pages() -> None:
    statuses = get_args(Status)
    assert tuple(SHAPES) == tuple(STATUS_WORDS) == statuses
    assert len(set(SHAPES.values())) == len(statuses)
    sprite = (ROOT / "overrides/partials/marks.html").read_text(encoding="utf-8")
    drawn = [re.search(rf'<symbol id="mk-{status}"(.+?)</symbol>', sprite) for status in statuses]
    assert len({mark[1] for mark in drawn if mark}) == len(statuses)


def test_a_status_that_charts_do_not_know_is_not_drawn_as_established() -> None:
    with pytest.raises(KeyError, match="rumoured"):
        add_status_mark(new_figure(9), 0, 0, "rumoured", "lind", uid="u", name="n", hover="h")  # type: ignore[arg-type]
