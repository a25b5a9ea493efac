"""The pictures of charts that readers take away or share."""

from __future__ import annotations

import io
from dataclasses import replace

from lxml import etree
from mkdocs_site import Site
from PIL import Image

from explainer.pictures.export import Picture
from explainer.publication.addresses import picture_paths
from explainer.publication.publication import Publication


def test_each_chart_can_be_taken_as_svg_and_png(site: Site, publication: Publication) -> None:
    for chart in publication.dossier.charts.values():
        svg = (site.folder / f"assets/charts/{chart.id}.svg").read_bytes()
        assert b"var(--" not in svg, chart.id
        assert chart.title in "".join(etree.fromstring(svg).itertext())
        png = Image.open(io.BytesIO((site.folder / f"assets/charts/{chart.id}.png").read_bytes()))
        root = etree.fromstring(svg)
        assert png.size == (2 * round(float(root.get("width"))), 2 * round(float(root.get("height"))))
        links = [str(link.get("href")) for link in site.pages[f"charts/{chart.id}/"].tree.cssselect(".chart__menu a")]
        assert {f"../../assets/charts/{chart.id}.{form}" for form in ("svg", "png")} <= set(links)


def test_the_picture_to_share_has_the_size_that_sites_expect_and_is_not_empty(
    site: Site, publication: Publication
) -> None:
    for id_ in publication.dossier.charts:
        share = Image.open(site.folder / f"assets/charts/{id_}.share.png")
        assert share.size == (1200, 630)
        assert len(share.convert("RGB").getcolors(maxcolors=1 << 24) or ()) > 20, id_


def test_a_picture_to_take_away_says_what_it_is_and_where_it_is_from(
    placed: Site, site: Site, publication: Publication
) -> None:
    for chart in publication.dossier.charts.values():
        texts = []
        for built in (placed, site):
            tree = etree.parse(built.folder / f"assets/charts/{chart.id}.svg")
            texts.append(" ".join(" ".join(tree.xpath("//*[local-name()='text']//text()")).split()))
        for text in texts:
            for words in (chart.title, chart.measure, publication.site_name, "CC BY 4.0", "Sources: "):
                assert words in text, (chart.id, words)
        assert f"example.org/the-ferry/charts/{chart.id}/" in texts[0].replace(" ", "")
        assert "example.org" not in texts[1]


def test_no_two_files_of_charts_can_have_one_name(publication: Publication) -> None:
    paths = [
        path for id_ in publication.dossier.charts for path in picture_paths(_pictured(publication, id_), id_).values()
    ]
    assert len(set(paths)) == len(paths)
    assert not set(picture_paths(_pictured(publication, "ferry"), "ferry").values()) & set(
        picture_paths(_pictured(publication, "ferry-by-year"), "ferry-by-year").values()
    )


def _pictured(publication: Publication, id_: str) -> Publication:
    return replace(publication, pictures={id_: Picture(wide="", narrow="")})
