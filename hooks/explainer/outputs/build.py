"""A build: all that one run holds, from the content that was read to the last page that is written."""

from __future__ import annotations

import hashlib
import json
import posixpath
import re
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID, uuid5

from ..checks.checks import check, check_uses
from ..data.charts import ChartRecord
from ..data.pictures import FOLDER
from ..data.problem import ContentError, Problem
from ..data.settings import read_settings
from ..data.vocabularies import STATUSES
from ..delivery.assets import SHEETS, actor_styles, asset_files
from ..pages.boxes import minutes_to_read
from ..pages.citations import CitePageView
from ..pages.context import Mentions
from ..pages.extension import ExplainerExtension, leftovers
from ..pages.frame import oembed_files
from ..pages.lists import CHANGE_WORDS
from ..pages.markup import as_html
from ..pages.templates import rendered
from ..pictures.design import DEVICE, LOGO, dark_values, light_values
from ..pictures.export import CACHE, KeptPictures, draw_pictures, plotly_library
from ..pictures.room import words_without_room
from ..prose.moments import number_word
from ..publication.addresses import moved_pages
from ..publication.chart_data import chart_exports
from ..publication.citing import CODE_SCRIPT, code_script, page_work
from ..publication.datapackage import LICENCE, downloads
from ..publication.publication import Publication, picture_names, read_publication, whole_address
from .booklet import BookletTreeprocessor, running_heads
from .epub import epub_path, kept_epub
from .moved import moved_files
from .pictures import picture_files, share_files
from .search import SearchIndex
from .structured import Subject, structured_script
from .twin import TWIN, in_markdown, twin

_FEED = UUID("6a0c1f0e-5d0b-5f7e-9a55-2b1f6f1c24d8")


@dataclass
class Build:
    """One run of the engine over the project in `root`.

    `assets` leads from the path of a style or script in docs/ to its lasting name, `subjects` has what machines are
    told of each page, by name and in the order of the navigation, `drawn` has the pictures of charts by path; all are
    filled while the build goes on.
    """

    root: Path
    publication: Publication
    extension: ExplainerExtension
    search: SearchIndex
    drawn_late: bool = False
    assets: Mapping[str, str] = field(default_factory=dict)
    subjects: dict[str, Subject] = field(default_factory=dict)
    drawn: Mapping[str, str | bytes] = field(default_factory=dict)

    @classmethod
    def read(
        cls, root: Path, names: tuple[str, str, str], tell: Callable[[Iterable[Problem]], None], *, pictures: bool
    ) -> Build:
        """Read and check the content and have its charts drawn.

        `names` are the addresses of repository and site, or "", and the site's name; `tell` is told what the checks
        find, and may raise. ContentError where the content cannot be read, PictureError where `pictures` must be
        drawn and cannot.
        """
        refuse(read_settings(root).problems)
        publication = read_publication(root, *names)
        # Unused terms are told when the pages are converted: to convert them for it beforehand would take as long.
        tell(check(publication, with_uses=False).problems)
        drawn = draw_pictures(publication.drawings, root, required=pictures)
        tell(words_without_room(publication.drawings, drawn))
        return cls._of(replace(publication, pictures=drawn), root, Mentions())

    @classmethod
    def read_for_some(cls, root: Path, names: tuple[str, str, str], mentions: Mentions) -> Build:
        """Read the content for some of its pages: charts are drawn when a page shows them, and nothing is checked.

        `mentions` are those of all pages in the build before.
        """
        refuse(read_settings(root).problems)
        publication = read_publication(root, *names, drawn=False)
        pictures = KeptPictures(publication.drawings, root / CACHE)
        return cls._of(replace(publication, pictures=pictures), root, Mentions(mentions.pages), drawn_late=True)

    @classmethod
    def _of(cls, publication: Publication, root: Path, mentions: Mentions, *, drawn_late: bool = False) -> Build:
        extension = ExplainerExtension(publication, mentions, late_passes={"booklet": BookletTreeprocessor})
        return cls(root, publication, extension, SearchIndex(publication), drawn_late)

    def files(
        self,
        written: Mapping[str, bytes],
        sheets: Mapping[str, Iterable[str]],
        scripts: Iterable[str],
    ) -> Mapping[str, str | bytes]:
        """Return every file that is made, by its path under the site; the arguments are those of `asset_files`."""
        assets = asset_files(
            written,
            sheets,
            scripts,
            actors=actor_styles(self.publication.dossier.edition),
            heads=running_heads(self.publication),
            library=plotly_library(self.root).read_bytes(),
        )
        self.assets = {path: name for path, (name, _) in assets.items()}
        publication = self.publication
        files: dict[str, str | bytes] = {
            **downloads(publication),
            **chart_exports(publication),
            **chart_pages(publication, shared=not self.drawn_late),
            **dict(assets.values()),
            CODE_SCRIPT: code_script(publication),
            **moved_files(publication, self.assets[f"{SHEETS}moved.css"]),
        }
        if not self.drawn_late:
            self.drawn = picture_files(publication, self.root)
            files |= {
                **oembed_files(publication),
                **self.scripts(),
                **self.drawn,
                **share_files(publication, self.root),
            }
        return files

    def made_later(self) -> Iterator[str]:
        """Yield the paths of what is made when pages are: by a template, and of charts once they are drawn.

        Links may lead there before.
        """
        yield "feed.xml"
        if book := epub_path(self.publication):
            yield book
        if self.drawn_late:
            for id_ in self.publication.drawings:
                yield script_path(id_)
                yield from picture_names(id_).values()

    def scripts(self) -> Mapping[str, str]:
        """Return the script of every chart that is drawn, by its path under the site."""
        drawings = self.publication.drawings.items()
        return {script_path(id_): drawing.script for id_, drawing in drawings if drawing.is_drawn}

    def begin(self, page: str, markdown: str) -> tuple[Mapping[str, Any], str]:
        """Begin the conversion of a page; return its front matter and body as they were checked.

        MkDocs guesses types from the look of a value, a title such as 2024 would be a number, and has a mind of its own
        of where front matter ends. `markdown` is what it read, and holds for pages that are made.
        """
        self.extension.page = page
        if (written := self.publication.by_name.get(page)) is None:
            return {}, markdown
        return written.meta.model_dump(mode="json", exclude_defaults=True, exclude={"legs"}), written.body

    def unused_terms(self) -> tuple[Problem, ...]:
        """Return which terms no page uses; every page must be converted."""
        return check_uses(self.publication, self.extension.mentions)

    def template_names(self, *, serves: bool) -> tuple[Mapping[str, Any], Mapping[str, Callable[..., str]]]:
        """Return the globals and the filters of templates; a page served live has a script more, so no policy."""
        names = {
            "publication": self.publication,
            "subjects": self.subjects,
            "kinds": CHANGE_WORDS,
            "licence": LICENCE,
            "moved_pages": moved_pages(self.publication),
            "folder": urlsplit(self.publication.site_url).path.rstrip("/"),
            "statuses": STATUSES.values(),
            "theme_colours": {"light": light_values(self.root)["paper"], "dark": dark_values(self.root)["paper"]},
            "DEVICE": DEVICE,
            "LOGO": LOGO,
            "serves": serves,
        }
        return names, {
            "feed_id": _feed_id,
            "script_source": _script_source,
            "number_word": number_word,
            "pattern": re.escape,
            "whole_address": whole_address,
            "in_markdown": in_markdown,
        }

    def context(self, page: str, html: str, *, numbered: bool) -> Mapping[str, Any]:
        subject = self.subjects[page]
        return {
            "minutes": minutes_to_read(html) if numbered else None,
            "scripts": sorted(self.extension.scripts.get(page, ())),
            "citation": self._citation(page),
            "written": self.publication.by_name.get(page),
            "subject": subject,
            "structured": structured_script(subject, self.publication, self.extension.mentions),
        }

    def _citation(self, name: str) -> str:
        """Return how to cite a page, for its end; "" for one that is not written by hand."""
        page = self.publication.by_name.get(name)
        if page is None:
            return ""
        (box,) = rendered("cite-page", self.publication, CitePageView(page_work(page, self.publication)))
        return as_html(box)

    def finish(self, page: str, html: str) -> tuple[str, list[str]]:
        """Fill a page with definitions; return it and the faults left on it."""
        subject = self.subjects[page]
        urls = {name: one.address for name, one in self.subjects.items()}
        html = self.extension.definitions.fill(html, page, "../" * subject.address.count("/"), urls.get)
        return html, [*self.extension.taken.get(page, ()), *leftovers(html)]

    def beside(self, page: str, html: str) -> Mapping[str, bytes]:
        """Return the files that a finished page has beside it, by name: its twin; the booklet an EPUB, too."""
        if page.endswith("/embed.md"):
            return {}
        subject, book = self.subjects[page], epub_path(self.publication)
        files = {TWIN: twin(html, subject, self.root).encode()}
        if book and subject.address == posixpath.dirname(book) + "/":
            files[posixpath.basename(book)] = kept_epub(html, subject, self.publication, self._pictures(), self.root)
        return files

    def _pictures(self) -> Mapping[str, bytes]:
        """Return the pictures that a book of the site can show, by path: charts as vectors, and those of editors."""
        files = (f"{FOLDER}/{picture.file}" for picture in self.publication.dossier.pictures.values())
        written = {path: (self.root / "docs" / path).read_bytes() for path in files}
        return written | {path: text.encode() for path, text in self.drawn.items() if isinstance(text, str)}


def script_path(id_: str) -> str:
    """Return the path under the site of a chart's figures as a script."""
    return f"assets/charts/{id_}.js"


def refuse(problems: Iterable[Problem]) -> None:
    if found := list(problems):
        raise ContentError(found)


def chart_pages(publication: Publication, *, shared: bool = True) -> Mapping[str, str]:
    """Return for every chart its page and the bare page for other sites, as the Markdown of an editor, by path.

    Where it is `shared` the page names its picture for that, if there is one; to know it the chart is drawn.
    """
    pages = {}
    for id_, chart in publication.dossier.charts.items():
        share = publication.picture_paths(id_).get("share") if shared else None
        image = (f"image: {share}",) if share else ()
        record = (f"/// chart-record | {id_}", "///", "")
        pages[f"charts/{id_}.md"] = _chart_page(chart, "page", "chart.html", image, record)
        pages[f"charts/{id_}/embed.md"] = _chart_page(chart, "embed", "embed.html", ("search: {exclude: true}",))
    return pages


def _chart_page(chart: ChartRecord, form: str, template: str, meta: Iterable[str], below: Iterable[str] = ()) -> str:
    # A JSON string is YAML too, whatever it holds.
    title, alt = (json.dumps(text, ensure_ascii=False) for text in (chart.title, chart.alt))
    head = ("---", f"title: {title}", f"template: {template}", f"description: {alt}", *meta, "---", "")
    blocks = (f"/// chart | {chart.id}", f"    form: {form}", "///", "")
    return "\n".join((*head, *blocks, *below))


def _feed_id(name: str) -> str:
    """Return the id under which feed readers know a change, or the feed itself."""
    return f"urn:uuid:{uuid5(_FEED, name)}"


def _script_source(code: str) -> str:
    """Return how a Content-Security-Policy names a script that stands in the page itself."""
    return f"'sha256-{b64encode(hashlib.sha256(code.encode()).digest()).decode()}'"
