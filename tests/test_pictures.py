"""The charts’ pictures: drawn alike every time and as the stored ones are, on pages and in files to take away.

Stored drawings are compared by their geometry, not by their pixels: where fonts differ, so do the boxes and places of
texts, and nothing else. What is drawn must be the same elements in the same paint and the same words; lines, bars and
marks may lie half a pixel off, lettering and the boxes behind it 10 px and a third of their size.
Wide and narrow are what 1280 and 360 px show; colours are names of tokens, the same drawing in light and dark.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import pytest
from mkdocs_site import Site
from PIL import Image
from projects import ROOT, TESTS

from explainer.charts.figure import DESIGN
from explainer.charts.kinds import FORMS, draw
from explainer.data.dates import When
from explainer.data.problem import ContentError
from explainer.data.series import Point
from explainer.outputs.build import Build
from explainer.pictures.design import actor_values
from explainer.pictures.export import Picture, PictureError, draw_pictures
from explainer.pictures.room import left_out, without_room, words_without_room
from explainer.publication.publication import Publication

STORED = TESTS / "pictures"
EXACT, LOOSE, GROWN = 0.5, 10, 1 / 3  # px, px, share of a size
_NUMBER = re.compile(r"-?\d*\.?\d+")


@pytest.fixture(scope="session")
def pictures(publication: Publication) -> dict[str, Picture]:
    """Every chart's picture."""
    return dict(draw_pictures(publication.drawings, ROOT, required=True))


def _near(name: str, one: Element, other: Element, *, loose: bool) -> bool:
    """Tell whether an attribute of two elements differs by no more than it may."""
    texts = [str(element.get(name)) for element in (one, other)]
    numbers = [[float(number) for number in _NUMBER.findall(text)] for text in texts]
    grown = GROWN if loose and name in ("width", "height") else 0
    near = numbers[0] == pytest.approx(numbers[1], abs=LOOSE if loose else EXACT, rel=grown)
    return near and _NUMBER.sub("#", texts[0]) == _NUMBER.sub("#", texts[1])


def _differences(now: str, stored: str) -> Iterator[str]:
    ours, theirs = list(fromstring(now).iter()), list(fromstring(stored).iter())
    if [part.tag for part in ours] != [part.tag for part in theirs]:
        yield "other elements are drawn"
        return
    for one, other in zip(ours, theirs, strict=True):
        if (one.text or "", set(one.attrib)) != (other.text or "", set(other.attrib)):
            yield f"<{one.tag}>: {one.text} {one.attrib}, stored: {other.text} {other.attrib}"
        for name in set(one.attrib) & set(other.attrib):
            loose = one.tag in ("text", "tspan", "rect") and name in ("x", "y", "width", "height", "transform")
            if not _near(name, one, other, loose=loose):
                yield f"<{one.tag} {name}>: {one.get(name)}, stored: {other.get(name)}"


def test_pictures_are_as_the_stored_ones(pictures: dict[str, Picture], request: pytest.FixtureRequest) -> None:
    drawn = {f"{chart}-{form}.svg": getattr(both, form) for chart, both in pictures.items() for form in FORMS}
    if request.config.getoption("--update-golden"):
        for name, svg in drawn.items():
            (STORED / name).write_text(svg + "\n", encoding="utf-8")
    assert {path.name for path in STORED.iterdir()} == set(drawn)
    found = {name: list(_differences(svg, (STORED / name).read_text(encoding="utf-8"))) for name, svg in drawn.items()}
    assert {name: differences for name, differences in found.items() if differences} == {}


def test_a_picture_that_changed_is_noticed(pictures: dict[str, Picture]) -> None:
    svg = pictures["ferry-by-year"].wide
    assert list(_differences(svg.replace("var(--lind)", "var(--sarn)", 1), svg))
    assert list(_differences(re.sub(r'd="M(\d+)', lambda m: f'd="M{int(m[1]) + 2}', svg, count=1), svg))


def test_a_picture_has_no_style_and_no_foreign_colour(pictures: dict[str, Picture], publication: Publication) -> None:
    tokens = {*DESIGN, *actor_values(publication.dossier.edition, dark=False), "sans", "serif"}
    for chart, both in pictures.items():
        svg = re.sub(r"url\(#[^)]*\)", "", both.wide + both.narrow)
        assert re.findall(r" style=|<style|<image|http|#[0-9a-f]{3,8}\b|rgba?\(", svg) == [], chart
        assert set(re.findall(r"var\(--([\w-]+)\)", svg)) <= tokens, chart


# ---- words have room ----


def test_no_words_of_a_picture_cover_each_other_or_run_out(
    publication: Publication, pictures: dict[str, Picture]
) -> None:
    assert words_without_room(publication.drawings, pictures) == ()


@pytest.mark.parametrize(
    ("drawn", "told"),
    [
        ('<text x="5" y="20">one</text><text x="5" y="40">other</text>', []),
        ('<text x="5" y="20">one</text><text x="9" y="24">other</text>', ["“one” and “other” cover each other"]),
        ('<text x="40" y="20" text-anchor="middle">a line of words</text>', []),
        ('<text x="40" y="20">a line of words</text>', ["“a line of words” run out of it"]),
        ('<text x="40" y="20" text-anchor="end">a line of words</text>', ["“a line of words” run out of it"]),
        ('<g transform="translate(5,95)"><text y="20">low</text></g>', ["“low” run out of it"]),
        ('<text x="5" y="20"><tspan x="5">one</tspan><tspan x="5" dy="1.3em">two</tspan></text>', []),
        ('<text x="5" y="20"><tspan x="5">one</tspan></text><text x="5" y="32">two</text>', []),
        ('<text x="5" y="80" transform="rotate(-90,5,80)">a line of words</text>', ["“a line of words” run out of it"]),
        ('<text x="20" y="99" transform="rotate(-90,20,99)">a line of words</text>', []),
        (
            '<g transform="rotate(-90,20,99)"><text x="20" y="99">words upright</text></g><text x="9" y="50">so</text>',
            ["“words upright” and “so” cover each other"],
        ),
    ],
)
def test_words_are_where_the_drawing_turns_and_moves_them(drawn: str, told: list[str]) -> None:
    found = without_room(fromstring(f'<svg width="100" height="100">{drawn}</svg>'))
    assert list(found) == [f"the words {words}" for words in told]


def test_words_that_a_drawing_lacks_are_told() -> None:
    svg = '<svg><text>J</text><text><tspan x="1">F</tspan><tspan x="1">2009</tspan></text><text>a &lt; b</text></svg>'
    root = fromstring(svg)
    assert list(left_out(root, ["J", "F", "2009", "<b>a &lt; b</b>", ""])) == []
    told = ["the words “2010” are not drawn", "the words “J” are not drawn"]
    assert list(left_out(root, ["J", "F", "J", "2010"])) == told


def test_the_first_and_the_last_bar_of_a_long_row_have_their_names(publication: Publication) -> None:
    dossier, chart = publication.dossier, publication.dossier.charts["evening-passengers"]
    days = (f"{year}-{month:02}" for year in (2009, 2010, 2011) for month in range(1, 13))
    points = tuple(
        Point(date=When.parse(day), value=9, qualifier="exact", source="year-book-2010") for day in list(days)[:30]
    )
    series = dossier.series[chart.series].model_copy(update={"points": points})
    long = chart.model_copy(update={"events": (), "noted": ()})
    drawing = draw(long, replace(dossier, series=dossier.series | {series.id: series}))
    (picture,) = draw_pictures({chart.id: drawing}, ROOT, required=True).values()
    for form in FORMS:
        assert list(left_out(fromstring(getattr(picture, form)), drawing.words(form))) == []


def test_values_that_would_stand_on_other_bars_are_told(publication: Publication) -> None:
    dossier, chart = publication.dossier, publication.dossier.charts["evening-passengers"]
    days = [When.parse(f"{year}-{month:02}") for year in (2009, 2010) for month in range(1, 13)]
    points = tuple(
        Point(date=day, value=2140 - 650 * (number % 2), qualifier="exact", source="year-book-2010")
        for number, day in enumerate(days)
    )
    series = dossier.series[chart.series].model_copy(update={"points": points})
    many = chart.model_copy(update={"events": (), "noted": ()})
    drawing = draw(many, replace(dossier, series=dossier.series | {series.id: series}))
    with pytest.raises(
        ContentError, match="the value 1,490 would stand on another bar; allowed: fewer bars side by side"
    ):
        assert drawing.figures


def test_a_build_tells_of_words_without_room_at_their_chart(project: Path) -> None:
    charts = project / "data/charts.yml"
    text = charts.read_text(encoding="utf-8")
    changed = text.replace("name: To Osterby,", "name: To Osterby-and-all-harbours-beyond-it,")
    assert changed != text
    charts.write_text(changed, encoding="utf-8")
    told: list[str] = []
    Build.read(project, ("", "", "x"), lambda problems: told.extend(map(str, problems)), pictures=True)
    line = changed[: changed.index("\nwhere-they-went:")].count("\n") + 2
    start = f"data/charts.yml:{line}:1: “where-they-went”: in its picture of "
    assert told and all(one.startswith(start) for one in told), told
    assert "the words “Osterby-and-all-harbours-beyond-it” run out of it; allowed: shorter" in told[0]


# ---- on pages, and kept ----


def test_every_chart_on_a_page_has_its_picture_and_no_code(site: Site, pictures: dict[str, Picture]) -> None:
    for page in site.pages.values():
        for figure in page.tree.cssselect("figure.chart"):
            both = pictures[str(figure.get("data-chart"))]
            assert both.wide + both.narrow in page.text, (page.address, figure.get("data-chart"))
            # The codes of statements and paragraphs are for editors.
            assert re.findall(r"\b[ap]\d\d?\b", "".join(figure.itertext())) == [], page.address


def test_two_cold_starts_draw_the_same_a_warm_one_what_changed_and_without_a_chromium_what_is_kept(
    publication: Publication, pictures: dict[str, Picture], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    some = {id_: publication.drawings[id_] for id_ in ("ferry-by-year", "stalls")}
    first = draw_pictures(some, ROOT, required=True, kept_in=tmp_path)
    assert first == {id_: pictures[id_] for id_ in some}
    kept = {path.name for path in tmp_path.iterdir()}
    changed = replace(some["ferry-by-year"])
    vars(changed)["figures"] = some["ferry-by-year"].figures.replace("2011", "2012")  # what is drawn once is kept there
    again = draw_pictures(some | {"ferry-by-year": changed}, ROOT, required=True, kept_in=tmp_path)
    new = {path.name.rpartition("-")[0] for path in tmp_path.iterdir() if path.name not in kept}
    assert new == {"ferry-by-year-wide", "ferry-by-year-narrow"}
    assert again["ferry-by-year"] != first["ferry-by-year"] and again["stalls"] == first["stalls"]
    monkeypatch.setitem(os.environ, "CHROMIUM", "/nowhere/chromium")
    assert draw_pictures(some, ROOT, required=True, kept_in=tmp_path) == first, "an unchanged chart asks for no browser"
    assert draw_pictures(some, ROOT, kept_in=tmp_path / "empty") == {}, "an editor goes on without"
    with pytest.raises(PictureError, match="No Chromium was found"):
        draw_pictures(some, ROOT, required=True, kept_in=tmp_path / "empty")


def test_a_picture_to_take_away_or_share_stands_alone_and_says_what_it_is_and_where_it_is_from(
    placed: Site, site: Site, publication: Publication
) -> None:
    for chart in publication.dossier.charts.values():
        texts = []
        for built in (placed, site):
            svg = (built.folder / f"assets/charts/{chart.id}.svg").read_text(encoding="utf-8")
            assert "var(" not in svg and "aria-hidden" not in svg
            root = fromstring(svg)
            assert [root[0].text, root[1].text] == [chart.title, chart.alt]
            drawn = root.iter("{http://www.w3.org/2000/svg}text")
            texts.append(" ".join(" ".join(" ".join(text.itertext()) for text in drawn).split()))
            for words in (chart.title, chart.measure, "The Ferry of Lind", "CC BY 4.0", "Sources: "):
                assert words in texts[-1], (chart.id, words)
        assert f"example.org/the-ferry/charts/{chart.id}/" in texts[0].replace(" ", "")
        assert "example.org" not in texts[1]
        png = Image.open(site.folder / f"assets/charts/{chart.id}.png")
        assert png.size == tuple(2 * round(float(root.get(side, ""))) for side in ("width", "height"))
        share = Image.open(site.folder / f"assets/charts/{chart.id}.share.png")
        assert share.size == (1200, 630), "as sites expect"
        assert len(share.convert("L").getcolors() or ()) > 20, "it is not empty"
