"""The booklet as an EPUB: its finished page cut into sheets, with the pictures of its charts."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import astuple, dataclass
from importlib.metadata import version
from pathlib import Path
from urllib.parse import urljoin, urlsplit
from uuid import NAMESPACE_URL, uuid5

from bs4 import BeautifulSoup, Tag
from markdown.extensions.toc import slugify
from markupsafe import Markup

from ..pages.apparatus import SILENT
from ..pages.templates import FOLDER, whole_page
from ..pictures.export import cached, digest
from ..publication.datapackage import LICENCE, LICENCE_WORDS
from ..publication.publication import Publication
from .structured import Subject
from .twin import article_of, part_labels

_KEPT = Path(".cache/books")
# What leads nowhere from a book, what is pressed, and what a book has of its own.
_DROPPED = (
    *SILENT,
    ".headerlink, .edit, .chart__menu, .chart__home, .device, button, form",
    ".booklet__contents, .booklet__take, .brief__head span",
)
_TO_THE_SITE = ".record__links, .definition__links"
_INVISIBLE = re.compile("[\u2060\u200b\u00ad]")
# As an attribute it is SVG 2, which books do not know yet.
_PAINT, _PAINT_STYLE = b' paint-order="stroke"', b' style="paint-order:stroke"'
_FOR_SCREENS = ("data-", "aria-", "hidden", "open", "tabindex")


@dataclass(frozen=True)
class Sheet:
    """A page of the book: the name of its file, its title, its sections as (id, title), its XHTML."""

    name: str
    title: str
    sections: tuple[tuple[str, str], ...]
    body: Markup


def epub_path(publication: Publication) -> str:
    """Return where the book stands under the site, beside the booklet; "" where no page is one."""
    bound = next((page for page in publication.pages if "booklet" in page.blocks), None)
    stem = slugify(publication.site_name, "-") or publication.dossier.edition.site.dataset
    return f"{bound.address}{stem}.epub" if bound else ""


def kept_epub(
    html: str, subject: Subject, publication: Publication, pictures: Mapping[str, bytes], root: Path
) -> bytes:
    """Return the book of a finished booklet, kept under what it is made of in the project at `root`.

    `pictures` are those of charts and editors by their paths under the site; where one was not drawn its alternative
    text stands.
    """
    article, templates = article_of(html), sorted((FOLDER / "epub").iterdir())
    makers = [version("beautifulsoup4").encode(), *(path.read_bytes() for path in (Path(__file__), *templates))]
    shown = [part for path, picture in sorted(pictures.items()) for part in (path, picture)]
    name = digest(*makers, *shown, publication.site_name, *map(str, astuple(subject)), article)
    return cached(root / _KEPT / f"{name}.epub", lambda: _book(article, subject, publication, pictures))


def _book(article: str, subject: Subject, publication: Publication, pictures: Mapping[str, bytes]) -> bytes:
    soup = BeautifulSoup(_INVISIBLE.sub("", article), "html.parser")
    for element in soup.select(", ".join([*_DROPPED, *([] if subject.site_url else [_TO_THE_SITE])])):
        element.decompose()
    _show_statuses(soup)
    taken = _take_pictures(soup, subject, pictures)
    parts = [part for part in soup.select(".booklet > *") if part.get_text(strip=True)]
    names = [str(part.get("aria-labelledby", "title")) for part in parts]
    places = {str(one["id"]): name for part, name in zip(parts, names, strict=True) for one in part.select("[id]")}
    _lead_within(soup, subject, places)
    for element in soup.find_all(True):
        element.attrs = {name: text for name, text in element.attrs.items() if not name.startswith(_FOR_SCREENS)}
    sheets = [_sheet(part, name, publication) for part, name in zip(parts, names, strict=True)]
    about = {
        "subject": subject,
        "id": str(uuid5(NAMESPACE_URL, publication.site_url or publication.site_name)),
        "licence": LICENCE["path"],
        "licence_words": LICENCE_WORDS,
    }
    files: dict[str, str | bytes] = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": whole_page("epub/container.xml", publication),
        "package.opf": whole_page("epub/package.opf", publication, sheets=sheets, pictures=taken, **about),
        "contents.xhtml": whole_page("epub/contents.xhtml", publication, sheets=sheets),
        "style.css": whole_page("epub/style.css", publication),
    }
    files |= {f"{one.name}.xhtml": whole_page("epub/sheet.xhtml", publication, sheet=one) for one in sheets}
    return _packed({**files, **taken}, publication)


def _show_statuses(soup: BeautifulSoup) -> None:
    """A mark that told a status stands as its word; what only screen readers were told goes."""
    for mark in soup.select(".status--mark"):
        word = mark.get_text().strip() or f"({mark['title']})"
        mark.string = f" {word} "
    part_labels(soup)
    for hidden in soup.select(".vh"):
        hidden.decompose()


def _take_pictures(soup: BeautifulSoup, subject: Subject, pictures: Mapping[str, bytes]) -> dict[str, bytes]:
    """Put pictures in the places of charts; return all that are shown, by their paths in the book."""
    places = []
    for image in soup.select("img[src]"):
        path = urljoin(f"/{subject.address}", str(image["src"])).lstrip("/")
        places.append((image, str(image.get("alt", "")), path))
    for figure in soup.select("figure[data-chart]"):
        if drawn := figure.select_one(".chart__body"):
            path = f"assets/charts/{figure['data-chart']}.light.svg"
            places.append((drawn, str(drawn.get("aria-label", "")), path))
    taken = {}
    for place, alt, path in places:
        name = f"pictures/{path.rpartition('/')[2]}"
        if content := pictures.get(path):
            taken[name] = content.replace(_PAINT, _PAINT_STYLE)
            place.replace_with(soup.new_tag("img", src=name, alt=alt))
        else:
            said = soup.new_tag("p")
            said.string = alt
            place.replace_with(said)
    return taken


def _lead_within(soup: BeautifulSoup, subject: Subject, sheets: Mapping[str, str]) -> None:
    """Lead links to the sheet that has their place, others to the site; without its address these are none."""
    for link in soup.select("a[href]"):
        href = str(link["href"])
        if href.startswith("#") and href[1:] in sheets:
            link["href"] = f"{sheets[href[1:]]}.xhtml{href}"
            continue
        whole = urljoin(subject.url(subject.address) if subject.site_url else "", href)
        if urlsplit(whole).scheme:
            link["href"] = whole
        else:
            del link["href"]


def _sheet(part: Tag, name: str, publication: Publication) -> Sheet:
    head = part.select_one("h1, h2")
    title = " ".join(head.get_text(" ", strip=True).split()) if head else publication.site_name
    sections = tuple((str(one["id"]), " ".join(one.get_text(" ", strip=True).split())) for one in part.select("h3[id]"))
    return Sheet(name, title, sections, Markup(part.decode(formatter="minimal")))  # escaped by the page


def _packed(files: Mapping[str, str | bytes], publication: Publication) -> bytes:
    """Zip files as EPUB asks: its type first and as it is; all of one day, so that two builds are equal."""
    day = publication.dossier.edition.article.compiled.first
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as book:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            how = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            book.writestr(entry, content, how)
    return packed.getvalue()
