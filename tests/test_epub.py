"""The booklet as an EPUB: whole, well-formed, its links within it, its pictures described."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from dataclasses import replace
from posixpath import join, normpath
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from lxml import etree
from mkdocs_site import Site

from explainer.outputs.booklet import _box
from explainer.outputs.epub import _take_pictures, epub_path
from explainer.outputs.structured import Subject
from explainer.publication.publication import Publication

BOOK = "booklet/the-ferry-of-lind.epub"
_X, _OPF = "{http://www.w3.org/1999/xhtml}", "{http://www.idpf.org/2007/opf}"


@pytest.fixture(scope="module")
def book(site: Site) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO((site.folder / BOOK).read_bytes()))


@pytest.fixture(scope="module")
def trees(book: zipfile.ZipFile) -> dict[str, etree._Element]:
    return {
        name: etree.fromstring(book.read(name)) for name in book.namelist() if name.endswith(("ml", ".svg", ".opf"))
    }


def test_the_booklet_leads_to_it(site: Site) -> None:
    assert site.pages["booklet/"].tree.xpath("//a[text()='EPUB']/@href") == [BOOK.rpartition("/")[2]]


def test_its_type_comes_first_and_as_it_is(book: zipfile.ZipFile) -> None:
    first = book.infolist()[0]
    assert (first.filename, first.compress_type, book.read(first)) == ("mimetype", 0, b"application/epub+zip")


def test_all_files_are_listed_and_all_pages_read(book: zipfile.ZipFile, trees: dict[str, etree._Element]) -> None:
    items = {item.get("id"): item.get("href") for item in trees["package.opf"].iter(f"{_OPF}item")}
    assert {"mimetype", "META-INF/container.xml", "package.opf", *items.values()} == set(book.namelist())
    spine = [items[one.get("idref")] for one in trees["package.opf"].iter(f"{_OPF}itemref")]
    assert sorted(spine) == sorted(name for name in items.values() if name.endswith(".xhtml"))


def test_links_lead_to_places_in_the_book(trees: dict[str, etree._Element]) -> None:
    ids = {name: {one.get("id") for one in tree.iter() if one.get("id")} for name, tree in trees.items()}
    astray = []
    for name, tree in trees.items():
        for link in tree.iter(f"{_X}a"):
            to = urlsplit(link.get("href", "https:"))
            path = normpath(join(name, "..", to.path)) if to.path else name
            if not to.scheme and (path not in ids or (to.fragment and to.fragment not in ids[path])):
                astray.append((name, link.get("href")))
    assert not astray


def test_chapters_have_their_charts_with_alternative_texts(
    publication: Publication, book: zipfile.ZipFile, trees: dict[str, etree._Element]
) -> None:
    for page in publication.explainers:
        images = list(trees[f"chapter-{page.explainer.number}.xhtml"].iter(f"{_X}img"))
        charts = [publication.dossier.charts[one.id] for one in page.mentions if one.kind == "charts"]
        assert {chart.alt for chart in charts} <= {image.get("alt") for image in images}
        assert {image.get("src") for image in images} <= set(book.namelist())


def test_a_picture_shown_twice_is_there_twice(publication: Publication) -> None:
    image = '<img src="../assets/pictures/slipway.png" alt="A slipway">'
    soup = BeautifulSoup(f"<p>{image}</p><p>{image}</p>", "html.parser")
    subject = Subject("booklet.md", "booklet/", "Booklet", "", (), "2012-05-01")
    _take_pictures(soup, subject, {"assets/pictures/slipway.png": b"drawn"})
    assert [one["src"] for one in soup.select("img")] == ["pictures/slipway.png"] * 2


def test_a_citation_tells_its_status_in_words(site: Site, trees: dict[str, etree._Element]) -> None:
    marked = site.pages["booklet/"].tree.cssselect(".cited .cite")
    words = Counter(str(one.get("aria-label")).partition(", ")[2] for one in marked)
    spans = [
        one for tree in trees.values() for one in tree.iter(f"{_X}span") if "cited" in one.get("class", "").split()
    ]
    shown = [" ".join("".join(one.itertext()).split()) for one in spans]
    told = Counter(match[1] for text in shown if (match := re.search(r"\(([^)]+)\) \d+$", text)))
    briefs = [
        one for tree in trees.values() for one in tree.xpath("//*[contains(@class, 'brief')]//*[local-name()='li']")
    ]
    assert briefs and all(re.match(r"\s*\([a-z’ ]+\)", "".join(one.itertext())) for one in briefs)
    labelled = "//*[contains(@class, 'answers') or contains(@class, 'scenario__forecast')]//*[@class='status']"
    labels = [one for tree in trees.values() for one in tree.xpath(labelled)]
    assert labels and all(re.fullmatch(r"\([a-z’ ]+\)", "".join(one.itertext())) for one in labels)
    assert told == {word: count for word, count in words.items() if word != "established"} and len(told) > 3


def test_a_brief_ends_with_the_slashes_that_began_it(publication: Publication) -> None:
    home = publication.by_name["index.md"]
    for slashes in ("///", "////"):
        body = f"{slashes} brief\n- One.\n{slashes}\n"
        assert _box(replace(home, body=body), "brief").splitlines() == body.splitlines()


def test_a_site_named_in_other_letters_has_a_book_with_a_name(publication: Publication) -> None:
    assert epub_path(replace(publication, site_name="Паром")) == "booklet/ferry-of-lind.epub"
