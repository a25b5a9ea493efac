"""The pictures of charts that readers take away or share."""

from __future__ import annotations

import io

from lxml import etree
from mkdocs_site import Site
from PIL import Image

from explainer.publication import Publication


def test_each_chart_can_be_taken_as_svg_and_png(site: Site, publication: Publication) -> None:
    for chart in publication.dossier.charts.values():
        svg = (site.folder / f"assets/charts/{chart.id}.svg").read_bytes()
        assert b"var(--" not in svg, chart.id
        assert chart.title in "".join(etree.fromstring(svg).itertext())
        png = Image.open(io.BytesIO((site.folder / f"assets/charts/{chart.id}.png").read_bytes()))
        root = etree.fromstring(svg)
        assert png.size == (2 * round(float(root.get("width"))), 2 * round(float(root.get("height"))))
        links = [str(link.get("href")) for link in site.pages[f"charts/{chart.id}/"].tree.cssselect(".chart__links a")]
        assert {f"../../assets/charts/{chart.id}.{form}" for form in ("svg", "png")} <= set(links)


def test_the_picture_to_share_has_the_size_that_sites_expect_and_is_not_empty(
    site: Site, publication: Publication
) -> None:
    for id_ in publication.dossier.charts:
        share = Image.open(site.folder / f"assets/charts/{id_}-share.png")
        assert share.size == (1200, 630)
        assert len(share.convert("RGB").getcolors(maxcolors=1 << 24) or ()) > 20, id_
