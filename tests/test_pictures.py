"""The charts' pictures: drawn alike every time, on every page that has a chart, and as the stored ones are.

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
from projects import EDITION, ROOT, TESTS

from explainer.charts.figure import DESIGN
from explainer.charts.kinds import FORMS
from explainer.pictures import export as picture
from explainer.pictures.design import actor_values, light_values
from explainer.pictures.export import Picture, PictureError, draw_pictures
from explainer.pictures.svg import shortened, standalone
from explainer.publication.publication import Publication, read_publication

STORED = TESTS / "pictures"
CHARTS = sorted(read_publication(EDITION).dossier.charts)
EXACT, LOOSE, GROWN = 0.5, 10, 1 / 3  # px, px, share of a size
_NUMBER = re.compile(r"-?\d*\.?\d+")


@pytest.fixture(scope="session")
def pictures(publication: Publication) -> dict[str, Picture]:
    """Every chart's picture."""
    return dict(draw_pictures(publication.drawings, ROOT, required=True))


def _near(name: str, one: Element, other: Element, *, loose: bool) -> bool:
    """Tell whether an attribute of two elements differs by no more than it may."""
    texts = [str(element.get(name)) for element in (one, other)]
    if _NUMBER.sub("#", texts[0]) != _NUMBER.sub("#", texts[1]):
        return False
    for a, b in zip(*(map(float, _NUMBER.findall(text)) for text in texts), strict=True):
        allowed = max(LOOSE, GROWN * abs(b) if name in ("width", "height") else 0) if loose else EXACT
        if abs(a - b) > allowed:
            return False
    return True


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


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("chart", CHARTS)
def test_a_picture_is_as_the_stored_one(
    pictures: dict[str, Picture], chart: str, form: str, request: pytest.FixtureRequest
) -> None:
    svg, stored = getattr(pictures[chart], form), STORED / f"{chart}-{form}.svg"
    if request.config.getoption("--update-golden"):
        STORED.mkdir(exist_ok=True)
        stored.write_text(svg + "\n", encoding="utf-8")
    assert list(_differences(svg, stored.read_text(encoding="utf-8"))) == []


def test_no_stored_picture_is_left_over() -> None:
    assert {path.stem for path in STORED.iterdir()} == {f"{chart}-{form}" for chart in CHARTS for form in FORMS}


def test_a_picture_that_changed_is_noticed(pictures: dict[str, Picture]) -> None:
    svg = pictures["ferry-by-year"].wide
    assert list(_differences(svg.replace("var(--lind)", "var(--sarn)", 1), svg))
    assert list(_differences(re.sub(r'd="M(\d+)', lambda m: f'd="M{int(m[1]) + 2}', svg, count=1), svg))


@pytest.mark.parametrize("chart", CHARTS)
def test_a_picture_has_no_style_no_foreign_colour_and_no_second_id(
    pictures: dict[str, Picture], publication: Publication, chart: str
) -> None:
    actors = actor_values(publication.dossier.edition, dark=False)
    both = pictures[chart].wide + pictures[chart].narrow
    assert " style=" not in both and "<style" not in both and "<image" not in both and "http" not in both
    assert re.findall(r"#[0-9a-f]{3,8}\b|rgba?\(", re.sub(r"url\(#[^)]*\)", "", both)) == []
    assert set(re.findall(r"var\(--([\w-]+)\)", both)) <= {*DESIGN, *actors, "sans", "serif"}
    ids = re.findall(r' id="([^"]+)"', both)
    assert len(ids) == len(set(ids)) and all(id_.startswith(f"pic-{chart}-") for id_ in ids)
    assert set(re.findall(r"url\(#([^)]+)\)", both)) == set(ids)
    assert both.count("<text") > 2, "text stays text"


def test_a_picture_stands_alone(pictures: dict[str, Picture], publication: Publication) -> None:
    actors = actor_values(publication.dossier.edition, dark=False)
    for id_, chart in publication.dossier.charts.items():
        svg = standalone(pictures[id_].wide, {**light_values(ROOT), **actors}, chart.title, chart.alt)
        root = fromstring(svg)
        assert root.tag == "{http://www.w3.org/2000/svg}svg"
        assert root[0].text == chart.title and root[1].text == chart.alt
        assert "var(" not in svg and "aria-hidden" not in svg


def test_every_chart_on_every_page_has_its_picture(site: Site, pictures: dict[str, Picture]) -> None:
    for page in site.pages.values():
        for figure in page.tree.cssselect("figure.chart"):
            both = pictures[str(figure.get("data-chart"))]
            assert both.wide + both.narrow in page.text, (page.address, figure.get("data-chart"))


def test_two_cold_starts_draw_the_same_and_a_warm_one_draws_what_changed(
    publication: Publication, pictures: dict[str, Picture], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    some = {id_: publication.drawings[id_] for id_ in ("ferry-by-year", "stalls", "ferry-levels")}
    first = draw_pictures(some, ROOT, required=True, kept_in=tmp_path)
    assert first == {id_: pictures[id_] for id_ in some}
    kept = {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    changed = replace(some["ferry-by-year"], figures=some["ferry-by-year"].figures.replace("2011", "2012"))
    again = draw_pictures(some | {"ferry-by-year": changed}, ROOT, required=True, kept_in=tmp_path)
    new = {path.name.rpartition("-")[0] for path in tmp_path.iterdir() if path.name not in kept}
    assert new == {"ferry-by-year-wide", "ferry-by-year-narrow"}
    assert again["ferry-by-year"] != first["ferry-by-year"] and again["stalls"] == first["stalls"]
    monkeypatch.setattr(picture, "find", lambda: pytest.fail("an unchanged chart asks for no browser"))
    assert draw_pictures(some, ROOT, required=True, kept_in=tmp_path) == first


def test_without_a_chromium_an_editor_sees_no_difference_and_a_publisher_a_sentence(
    publication: Publication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(os.environ, "CHROMIUM", "/nowhere/chromium")
    assert draw_pictures(publication.drawings, ROOT, kept_in=tmp_path) == {}
    with pytest.raises(PictureError, match="No Chromium was found"):
        draw_pictures(publication.drawings, ROOT, required=True, kept_in=tmp_path)


@pytest.mark.parametrize(
    ("long", "short"),
    [
        ("M257.6,228L257.64,8", "M257.6,228l0-220"),
        ("M0.04,-0.51H10Z", "M0-.5H10Z"),
        ("M0,0L1.04,0L2.08,.5ZM9,9L8,9", "M0,0l1,0l1.1,.5ZM9,9l-1,0"),
        ("M0,0" + "L1.02,0" * 9 + "Z", "M0,0l1,0Z"),
        ("M5.5,0A5.5,5.5 0 1,1 0,-5.5", "M5.5,0A5.5,5.5,0,1,1,0-5.5"),
    ],
)
def test_paths_are_shortened(long: str, short: str) -> None:
    assert shortened(long) == short
