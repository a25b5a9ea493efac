"""Pictures to share, icons, and what pages say of them."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from itertools import product
from math import dist
from pathlib import Path
from unicodedata import category
from urllib.parse import urlsplit

import pytest
from mkdocs_site import Site
from PIL import Image
from projects import BASE, EDITION, ROOT

import icons
from explainer.charts.words import wrap
from explainer.outputs.pictures import _origin_in_one_line, _shared, _sheet, share_files, share_path
from explainer.pictures.design import (
    SOURCE_SERIF,
    SURE,
    Paper,
    _letters,
    actor_values,
    balanced,
    dark_values,
    light_values,
    width_of,
)
from explainer.pictures.export import png
from explainer.publication.publication import Publication

WORDS = "Why did the mayor stop the evening ferry to the island’s quay, call it back, then hold it again?"


def _size(path: Path) -> tuple[int, int]:
    with Image.open(path) as picture:
        return picture.size


def test_a_page_that_names_a_picture_is_shared_with_that_one(publication: Publication) -> None:
    page = publication.by_name["about.md"]
    named = replace(page, meta=page.meta.model_copy(update={"image": "charts/about.png"}))
    assert share_path(named) == "charts/about.png"
    assert share_files(replace(publication, pages=(named,)), ROOT) == {}
    assert list(share_files(replace(publication, pages=(page,)), ROOT)) == ["assets/share/about.png"]


def test_a_page_names_a_light_picture_of_its_own_where_addresses_are_whole(placed: Site, site: Site) -> None:
    pictures = set()
    for page in placed.read:
        head = {str(meta.get("property")): str(meta.get("content")) for meta in page.tree.xpath("//meta[@property]")}
        file = placed.folder / head["og:image"].removeprefix(BASE)
        assert _size(file) == (int(head["og:image:width"]), int(head["og:image:height"])) == (1200, 630)
        assert file.stat().st_size <= 100_000, page.address
        pictures.add(file.read_bytes())
        assert head["og:image:alt"] and head["og:locale"] == "en_GB"
        canonical = page.tree.xpath("string(//link[@rel='canonical']/@href)")
        assert head["og:url"] == canonical == BASE + page.address
        assert ("article:modified_time" in head) == (page.address != "")
    assert len(pictures) == len(placed.read)
    for page in (placed.not_found, *site.read):
        assert page.tree.xpath("//link[@rel='canonical'] | //meta[@property='og:url']") == [], page.address
    assert [page.address for page in site.read if page.tree.xpath("//meta[@property='og:image']")] == []


def test_lines_keep_to_their_width_and_all_words() -> None:
    for size, width in ((78, 1056), (30, 400)):
        lines = balanced(WORDS, width, size)
        assert " ".join(lines) == WORDS
        assert all(width_of(line, size) <= width for line in lines if " " in line)


def test_a_line_is_drawn_as_wide_as_it_was_measured() -> None:
    text = "The quay’s border: Łódź, Sandvik, Сандвик"
    letters = f'<text y="60" font-size="50" font-family="{SOURCE_SERIF}">{text}</text>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="90">{letters}</svg>'
    left, _, right, _ = Image.open(io.BytesIO(png(svg, ROOT))).getchannel("A").getbbox() or (0, 0, 0, 0)
    assert right - left == pytest.approx(width_of(text, 50), rel=0.02)


def test_icons_are_what_the_tool_draws_and_the_manifest_promises(site: Site) -> None:
    for file, picture in icons.icons(EDITION).items():
        assert file.read_bytes() == picture, f"{file.name}: run tools/icons.py"
        assert (site.folder / file.relative_to(EDITION / "docs")).read_bytes() == picture
    manifest = json.loads((site.folder / "manifest.webmanifest").read_text(encoding="utf-8"))
    for icon in manifest["icons"]:
        assert "x".join(map(str, _size(site.folder / icon["src"]))) == icon["sizes"]
    promised = [f"{icon['sizes']} {icon['purpose']}" for icon in manifest["icons"]]
    assert promised == ["192x192 any", "512x512 any", "512x512 maskable"]
    assert manifest["start_url"] == "./" and manifest["theme_color"] == light_values(ROOT)["paper"]
    assert _size(site.folder / "assets/images/apple-touch-icon.png") == (180, 180)
    assert _size(site.folder / "favicon.ico") == (32, 32)


def test_what_a_phone_cuts_away_holds_nothing_of_the_drawing(site: Site) -> None:
    picture = Image.open(site.folder / "assets/images/icon-maskable-512.png").convert("RGB")
    points = [point for point in product(range(0, 512, 4), repeat=2) if dist(point, (256, 256)) > 512 * 0.4]
    assert {picture.getpixel(point) for point in points} == {picture.getpixel((0, 0))}


def test_icons_and_colours_come_from_the_tokens(site: Site, publication: Publication) -> None:
    edition = publication.dossier.edition
    light = {**light_values(ROOT), **actor_values(edition, dark=False)}
    dark = {**dark_values(ROOT), **actor_values(edition, dark=True)}
    first, second = (EDITION / icons.DRAWING).read_text(encoding="utf-8").split("@media", 1)
    for text, values in ((first, light), (second, dark)):
        for name, colour in re.findall(r"\.(\w+)\{\w+:(#[0-9a-f]{6})\}", text):
            assert colour == values[name], name
    for page in site.read:
        themes = {meta.get("media"): meta.get("content") for meta in page.tree.xpath("//meta[@name='theme-color']")}
        assert list(themes.values()) == [light["paper"], dark["paper"]], page.address


def test_letters_that_are_taken_for_certain_are_in_the_fonts() -> None:
    assert {sign for sign in SURE if category(sign) != "Cf" and ord(sign) not in _letters()} == set()


def test_the_origin_of_a_picture_fits_its_line(publication: Publication) -> None:
    chart = next(iter(publication.dossier.charts.values()))
    long = "https://a-research-group-with-a-long-name.github.io/and-a-folder-of-many-letters-in-it/"
    for address in ("https://example.org/", long):
        line = _origin_in_one_line(chart, replace(publication, site_url=address), 1072, 20)
        assert len(wrap(line, 1072, 20)) == 1 and "CC BY" in line and "state of" in line, line
        assert urlsplit(address).hostname in line


@pytest.mark.parametrize(
    ("title", "measure"),
    [
        ("Lind’s Binnenschifffahrtsverwaltung stopped the evening ferry, gave part back, then held it", 90),
        ("Lind stopped its evening ferry, gave back market-day evenings, held all of it again " * 2, 600),
    ],
)
def test_words_beside_a_chart_that_is_shared_stand_in_their_column(
    title: str, measure: int, publication: Publication
) -> None:
    chart = publication.dossier.charts["ferry-levels"].model_copy(
        update={"title": title[:140], "measure": ("steps that Lind announced, day by day, " * 20)[:measure]}
    )
    values = {**light_values(ROOT), **actor_values(publication.dossier.edition, dark=False)}
    svg = _shared('<svg width="600" height="300"></svg>', chart, publication, Paper(values))
    feet = [float(y) for y in re.findall(r'<text[^>]* y="([\d.]+)"', svg)]
    assert sorted(feet)[-3] <= 630 - 84 and sorted(feet)[-2:] == [630 - 54, 630 - 24], feet
    wide = re.findall(r"<text[^>]*font-size=\"([\d.]+)\"[^>]*>([^<]*)<", svg)
    assert all(width_of(words, float(size)) <= 400 for size, words in wide[:-2] if float(size) > 20)


def test_a_long_name_of_the_site_stands_beside_the_directions(publication: Publication) -> None:
    for name in ("The Ferry of Lind", "The Ferry of Lind: An Annotated Reading, 2012"):
        values = {**light_values(ROOT), **actor_values(publication.dossier.edition, dark=False)}
        svg = _sheet(publication.by_name["about.md"], replace(publication, site_name=name), Paper(values))
        ((size, shown),) = re.findall(rf'<text[^>]*font-size="([\d.]+)"[^>]*>({re.escape(name)})<', svg)
        assert width_of(shown, float(size)) <= 560, size


@pytest.mark.parametrize(
    "title",
    [
        "Counterintelligence, telecommunications, institutionalisation, misrepresentations, internationalisation",
        "Who among the commuters, when the communication of Summer 2011 was mumbled, commanded whom, and meant home?",
        " ".join(["w" * 27] * 5),
    ],
)
def test_a_title_of_any_length_that_is_allowed_ends_over_the_directions(title: str, publication: Publication) -> None:
    values = {**light_values(ROOT), **actor_values(publication.dossier.edition, dark=False)}
    page = publication.by_name["the-railway-at-the-quay.md"]
    page = replace(page, meta=page.meta.model_copy(update={"title": title}))
    svg = _sheet(page, publication, Paper(values))
    parts = set(title.split())
    placed = re.findall(r'<text[^>]*y="([\d.]+)"[^>]*font-size="([\d.]+)"[^>]*>([^<]+)<', svg)
    lines = [(float(y), float(size), words) for y, size, words in placed if parts.issuperset(words.split())]
    assert " ".join(words for *_, words in lines) == title
    assert all(y < 418 and width_of(words, size) <= 1200 - 2 * 72 - 92 for y, size, words in lines)
