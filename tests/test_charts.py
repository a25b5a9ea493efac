"""Charts: figures that Plotly takes, drawn from tokens and the smallest bundle’s traces, and the marks in them."""

from __future__ import annotations

import json
import re
from itertools import combinations
from pathlib import Path

import plotly.graph_objects as go
import pytest
from PIL import Image, ImageChops
from plotly.offline import get_plotlyjs_version
from projects import ROOT

from explainer.charts.axes import levels_of, slot_names
from explainer.charts.comparison import Aspect, Cell, ComparisonChart
from explainer.charts.events import EventLine, rows_height, words_in_rows
from explainer.charts.geometry import Box
from explainer.charts.kinds import draw
from explainer.charts.labels import ValueSpot, place_values
from explainer.charts.words import counted, short_date, wrap
from explainer.data.dates import When
from explainer.data.problem import ContentError
from explainer.data.series import Point
from explainer.data.vocabularies import STATUSES
from explainer.pictures.design import actor_values, light_values
from explainer.pictures.export import draw_pictures, png
from explainer.pictures.svg import standalone
from explainer.prose.moments import in_digits
from explainer.publication.publication import Publication

_HALO = re.compile(r'<path d="M7,0A7,7[^"]*" fill="var\(--paper\)"[^>]* transform="translate\(([\d.]+),([\d.]+)\)"')


def test_plotly_takes_both_forms_of_every_kind_in_the_bundles_traces_tokens_and_legible_sizes(
    publication: Publication,
) -> None:
    for id_, drawing in publication.drawings.items():
        forms = drawing.script[drawing.script.index(",") + 1 : drawing.script.rindex(")")]
        for form in json.loads(forms).values():
            assert go.Figure(form).layout.height == form["layout"]["height"], id_
            assert {trace["type"] for trace in form["data"]} <= {"bar", "scatter"}, id_
            uids = [trace["uid"] for trace in form["data"]]
            assert len(uids) == len(set(uids)), id_
            assert re.findall(r"#[0-9a-fA-F]{6}\b|rgb\(", json.dumps(form)) == [], f"{id_}: a colour without a token"
            sizes = [note["font"]["size"] for note in form["layout"]["annotations"] if "font" in note]
            assert min(sizes, default=12) >= 12, id_


def test_the_npm_bundle_and_the_wheel_are_the_same_plotly() -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    assert lock["packages"]["node_modules/plotly.js-basic-dist-min"]["version"] == get_plotlyjs_version()


def test_a_number_has_commas_and_its_sign_is_not_left_alone() -> None:
    told = {129: "129", 1700: "1,700", 29616: "29,616", 88.6: "88.6", 2.001: "2", -0.001: "0"}
    assert [in_digits(value) for value in told] == list(told.values())
    assert wrap("boats seen; ≥\u202f9 boats", 1)[2] == "≥\u202f9"


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("2012-09-08", "8 Sept"),
        ("2012-08-08/2012-08-19", "8–19 Aug"),
        ("2012-06-28/2012-07-02", "28 June – 2 July"),
        ("2012/2013", "2012 – 2013"),
        ("2012", "2012"),
        ("2011-12-08/2012-12-12", "8 Dec 2011 – 12 Dec 2012"),
        ("2012-02/2013-03", "Feb 2012 – March 2013"),
    ],
)
def test_labels_have_one_calendar(date: str, words: str) -> None:
    assert short_date(When.parse(date)) == words


@pytest.mark.parametrize(
    ("unit", "one"),
    [
        ("ferries", "ferry"),
        ("sailings", "sailing"),
        ("losses", "loss"),
        ("churches", "church"),
        ("houses", "house"),
        ("days of protest", "day of protest"),
        ("sorties", "sortie"),
        ("lives lost", "life lost"),
        ("vetoes", "veto"),
        ("attempts across borders", "attempt across borders"),
        ("series of strikes", "series of strikes"),
        ("tonnes of goods", "tonne of goods"),
        ("boats with passengers", "boat with passengers"),
        ("buses", "bus"),
        ("people", "person"),
        ("thousand passengers", "thousand passengers"),
        ("percent", "percent"),
        ("abuses", "abuse"),
        ("caches of arms", "cache of arms"),
        ("crises", "crisis"),
        ("servicemen", "serviceman"),
    ],
)
def test_one_of_a_unit_is_told_in_the_singular(unit: str, one: str) -> None:
    assert counted(Point.model_construct(value=1, qualifier="exact"), unit) == f"1 {one}"


@pytest.mark.parametrize(("px", "names"), [(70, "August September"), (34, "Aug Sept"), (20, "A S")])
def test_months_are_named_as_long_as_all_have_room(px: float, names: str) -> None:
    august = 2012 * 12 + 7
    assert [name.split("<br>")[0] for name in slot_names("month", range(august, august + 2), px)] == names.split()


@pytest.mark.parametrize(
    ("first", "many", "names"),
    [
        (2012 * 12 + 8, 6, "S2012 O N D J2013 F"),
        (2012 * 12 + 10, 4, "N D J2013 F"),
        (2012 * 12, 3, "J2012 F M"),
        (2012 * 12 + 5, 3, "J2012 J A"),
    ],
)
def test_letters_of_months_have_their_years_where_these_have_room(first: int, many: int, names: str) -> None:
    slots = range(first, first + many)
    assert " ".join(slot_names("month", slots, 10)).replace("<br>", "") == names


def test_words_of_events_have_a_row_each_stay_in_the_figure_and_off_other_lines() -> None:
    def line(words: str) -> EventLine:
        return EventLine(When.parse("2012"), words, "ink", "rule")

    told = words_in_rows([(40, line("the first")), (50, line("second")), (190, line("the last one"))], 0, 200)
    assert [words.top for words in told] == [0, 17, 34] and rows_height(told) == 51
    assert all(words.edges[0] >= 0 and words.edges[1] <= 200 for words in told)
    assert not any(one.crossed(other) for one, other in combinations(told, 2))
    (folded,) = words_in_rows([(100, line("more words than either side has room for"))], 0, 200)
    assert "<br>" in folded.text and folded.foot > 17


def test_values_stand_off_bars_and_off_each_other() -> None:
    box = Box(0, 0, 20, 10)
    choices = [(cost, ValueSpot("1", {}, box.moved(0, up))) for cost, up in ((0, 0), (1, 12), (2, 24))]
    one, other = place_values([choices, choices], [Box(0, -5, 20, 5)])
    assert (one.box.low, other.box.low) == (12, 24)


def test_every_status_is_drawn_as_a_mark_of_its_own(publication: Publication, tmp_path: Path) -> None:
    dossier = publication.dossier
    claims = {claim.status: id_ for id_, claim in dossier.claims.items()}
    cells = [Cell(text=status, claim=claims[status]) for status in STATUSES]
    aspects = tuple(Aspect(name="How sure", cells=[*cells, *cells][n : n + 2]) for n in range(0, len(cells), 2))
    compared = dossier.charts["fog-and-crack"]
    assert isinstance(compared, ComparisonChart)
    cases = tuple(case.model_copy(update={"actor": "lind"}) for case in compared.cases)
    drawing = draw(compared.model_copy(update={"aspects": aspects, "cases": cases}), dossier)
    svg = draw_pictures({compared.id: drawing}, ROOT, required=True, kept_in=tmp_path)[compared.id].wide
    colours = {**light_values(ROOT), **actor_values(dossier.edition, dark=False)}
    file = tmp_path / "marks.png"
    file.write_bytes(png(standalone(svg, colours, "Marks", "The marks."), tmp_path, zoom=4))
    sheet = Image.open(file).convert("L")
    places = [(float(x) * 4, float(y) * 4) for x, y in _HALO.findall(svg)[: len(cells)]]
    marks = [sheet.crop((round(x) - 28, round(y) - 28, round(x) + 28, round(y) + 28)) for x, y in places]
    assert len(marks) == len(STATUSES)
    for (one, mark), (another, other) in combinations(enumerate(marks), 2):
        apart = ImageChops.difference(mark, other).point(lambda value: 255 * (value > 60)).histogram()[255]
        assert apart > 100, (cells[one].text, cells[another].text)


def test_every_status_has_a_mark_on_pages() -> None:
    statuses = list(STATUSES)
    assert len({row.shape for row in STATUSES.values()}) == len(statuses)
    sprite = (ROOT / "overrides/partials/marks.html").read_text(encoding="utf-8")
    drawn = [re.search(rf'<symbol id="mk-{status}"(.+?)</symbol>', sprite) for status in statuses]
    assert len({mark[1] for mark in drawn if mark}) == len(statuses)


def test_a_chart_of_no_rows_is_a_fault(publication: Publication) -> None:
    chart = publication.dossier.charts["ferry-levels"].model_copy(update={"steps": ()})
    with pytest.raises(ContentError, match="it has nothing to show"):
        draw(chart, publication.dossier)


@pytest.mark.parametrize("top", [0.01, 0.02, 0.03, 0.4, 1, 7, 298])
def test_no_two_levels_read_alike(top: float) -> None:
    words = [words for _, words in levels_of(top)]
    assert words and len(set(words)) == len(words)
