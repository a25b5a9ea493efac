"""The dossier and the pages written about it: what uses what; and how both are read, filled in and drawn."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from ..charts.kinds import RECORDS, Drawing, draw
from ..data.charts import CHART_TEXTS, ChartRecord
from ..data.dossier import Dossier, gathered, read_data
from ..data.edition import Window
from ..data.pictures import Image, read_pictures
from ..data.problem import ContentError, Problem, Report, listing, nearest_name
from ..data.records import Term
from ..pictures.export import Picture
from ..prose.inserts import Told, check_numbers, read_inserts, with_inserts
from ..prose.pages import Explainer, Page, page_names, read_pages
from ..prose.proofreading import Proofreader
from ..terms.matching import Matcher, person_marks


@dataclass(frozen=True)
class Imprint:
    """The site, who answers for it, and what begins its keys.

    Under the site’s name alone the article’s author might be meant.
    """

    site: str
    editors: str
    key: str


# The files of a chart's pictures by their forms: what follows its id.
_PICTURES = {
    "svg": "svg",
    "light": "light.svg",
    "dark": "dark.svg",
    "narrow": "narrow.svg",
    "narrow-dark": "narrow-dark.svg",
    "png": "png",
    "share": "share.png",
}


@dataclass(frozen=True)
class Publication:
    """Everything the site is made of: records, pages, charts drawn, where `data/` can be edited and where the site is.

    An address that is not known is empty; `pictures` is, until somebody has them drawn, for that needs a browser.
    `images` are the files of the pictures that editors add.
    """

    dossier: Dossier
    pages: tuple[Page, ...]
    drawings: Mapping[str, Drawing]
    repo_url: str = ""
    site_url: str = ""
    site_name: str = ""
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    images: Mapping[str, Image] = field(default_factory=dict)

    @property
    def imprint(self) -> Imprint:
        """The site and its editors, as those who cite it name them."""
        site = self.dossier.edition.site
        return Imprint(self.site_name, site.editors, site.key)

    @cached_property
    def matcher(self) -> Matcher:
        """The glossary's forms and the names of people, ready to be found in text."""
        return Matcher((*self.dossier.glossary.values(), *person_marks(self.dossier.people.values())))

    @property
    def told(self) -> Told:
        """What inserts are told from."""
        return Told(self.dossier, len(self.explainers))

    @cached_property
    def explainers(self) -> tuple[Page, ...]:
        """The explainers by number."""
        numbered = [page for page in self.pages if isinstance(page.meta, Explainer)]
        return tuple(sorted(numbered, key=lambda page: page.explainer.number))

    @cached_property
    def by_name(self) -> Mapping[str, Page]:
        """The pages by their names."""
        return {page.name: page for page in self.pages}

    @cached_property
    def in_order(self) -> tuple[Page, ...]:
        """All pages, the explainers first and by number."""
        return (*self.explainers, *(page for page in self.pages if not isinstance(page.meta, Explainer)))

    @cached_property
    def _uses(self) -> Mapping[tuple[str, str], tuple[Page, ...]]:
        return gathered(((mention.kind, mention.id), page) for page in self.pages for mention in page.mentions)

    def pages_with(self, kind: str, id_: str) -> tuple[Page, ...]:
        """Return the pages that cite or show a record."""
        return self._uses.get((kind, id_), ())

    def picture_paths(self, id_: str) -> Mapping[str, str]:
        """Return the paths of a chart's pictures under the site by form; none if none were made.

        `svg` and `png` are to be taken away; those for light and dark paper stand where a page has the finding.
        """
        return picture_names(id_) if id_ in self.pictures else {}

    def chart_url(self, id_: str) -> str:
        """Return the address of a chart's page, or "" where the site's own is unknown."""
        return whole_address(f"charts/{id_}/", self.site_url)

    def edit_url(self, kind: str, line: int) -> str:
        """Return the address of a record's line in its YAML file, or "" where the repository is unknown."""
        return whole_address(f"blob/main/data/{kind}.yml#L{line}", self.repo_url)


def picture_names(id_: str) -> Mapping[str, str]:
    """Return where the pictures of a chart stand under the site by form, once they are drawn.

    A form follows a dot, which no id has: so `ferries` and `ferries-share` cannot meet.
    """
    return {form: f"assets/charts/{id_}.{ending}" for form, ending in _PICTURES.items()}


def whole_address(path: str, site_url: str) -> str:
    """Return the address of a path under the site, or "" where the site's own is unknown."""
    return f"{site_url.rstrip('/')}/{path}" if site_url else ""


def written_address(url: str) -> str:
    """Return host, path and query of an address, and a place that stands for a path: all that a reader has to type."""
    parts = urlsplit(url)
    path = _CODED.sub(_decoded, parts.path.rstrip("/"))
    query = f"?{parts.query}" if parts.query else ""
    place = f"#{parts.fragment}" if parts.fragment.startswith(("/", "!")) else ""
    return f"{parts.netloc.removeprefix('www.')}{path}{query}{place}"


_CODED = re.compile(r"(?:%[\da-fA-F]{2})+")


def _decoded(match: re.Match[str]) -> str:
    """Return the letters that percent codes stand for, where these would lead to the same place."""
    letters = unquote(match[0])
    if "\ufffd" in letters:
        return match[0]
    return "".join(one if one.isalnum() or one in "-–,'’()" else quote(one, safe="") for one in letters)


def site_address(path: str, site_url: str) -> str:
    """Return where a record or page of ours stands as it is written: with the site's host where that is known."""
    return f"{written_address(site_url)}/{path}" if site_url else path


_DAY = len("2024-07-13")


def read_publication(
    root: Path, repo_url: str = "", site_url: str = "", site_name: str = "", *, drawn: bool = True
) -> Publication:
    """Read `data/` and `docs/` under `root`; ContentError carries the problems of both.

    Unless charts are asked to be `drawn` at once, what cannot be drawn is told where a page first shows it.
    """
    names = frozenset(page_names(root / "docs"))
    content = tuple((path, path.read_bytes()) for path in sorted((root / "data").rglob("*")) if path.is_file())
    dossier, known, of_data = _read_data(root / "data", content, names)
    problems = list(of_data)
    pages = read_pages(root / "docs", known, problems)
    drawings: Mapping[str, Drawing] = {}
    images: Mapping[str, Image] = {}
    if dossier is not None:
        images = read_pictures(dossier.pictures, root / "docs", problems)
        explainers = sum(isinstance(page.meta, Explainer) for page in pages)
        dossier, drawings, of_charts = _lay_out_charts(root / "data", content, names, explainers)
        problems += of_charts
        if drawn:
            problems += _draw_all(drawings)
        for term in dossier.glossary.values():
            problems += _proofread(term, dossier, known)
        for page in pages:
            report = Report(f"docs/{page.name}", problems)
            check_numbers(page.numbers, report, dossier.series)
            _check_days(page, dossier.edition.window, report)
    if problems or dossier is None:
        raise ContentError(problems)
    publication = Publication(dossier, pages, drawings, repo_url, site_url, site_name, images=images)
    return replace(publication, pages=tuple(_with_head(page, publication.told) for page in pages))


# What no check saw coming; whoever changed the record is told which one it is all the same.
_UNFORESEEN = (ArithmeticError, LookupError, ValueError)

_Content = tuple[tuple[Path, bytes], ...]  # every file of `data/`


@lru_cache(maxsize=1)  # under `serve` most changes are of a page alone
def _read_data(
    folder: Path, content: _Content, pages: frozenset[str]
) -> tuple[Dossier | None, Mapping[str, set[str]], tuple[Problem, ...]]:
    """Return the dossier with the ids by kind and the problems; `content` is what `folder` holds."""
    problems: list[Problem] = []
    dossier, known = read_data(folder, RECORDS, problems, set(pages))
    return dossier, known, tuple(problems)


@lru_cache(maxsize=1)
def _lay_out_charts(
    folder: Path, content: _Content, pages: frozenset[str], explainers: int
) -> tuple[Dossier, Mapping[str, Drawing], tuple[Problem, ...]]:
    """Return the dossier with the charts' texts filled in, every chart with its table, and the problems of both."""
    dossier, _, _ = _read_data(folder, content, pages)
    assert dossier is not None  # or there is nothing to lay out
    problems: list[Problem] = []
    told = Told(dossier, explainers)
    dossier = replace(dossier, charts={one.id: _with_texts(one, told, problems) for one in dossier.charts.values()})
    drawings = {}
    for chart in dossier.charts.values():
        try:
            drawings[chart.id] = draw(chart, dossier)
        except ContentError as error:
            problems.extend(error.problems)
        except _UNFORESEEN:
            problems.append(_cannot_draw(chart))
    return dossier, drawings, tuple(problems)


def _check_days(page: Page, window: Window, report: Report) -> None:
    """Report days of an explainer that its scale, drawn day by day, cannot show."""
    line = page.line_of("dates")
    for when in page.meta.dates:
        if not (len(when.start) == len(when.end) == _DAY and window.holds(when.first) and window.holds(when.last)):
            report(line, 1, f"“dates” has {when}", f"days such as {window.first}, or two of them, within {window.span}")


def _with_head(page: Page, told: Told) -> Page:
    """Fill in what the records lend to the texts of a page's front matter."""
    filled = {name: with_inserts(text, told) for name, text in page.meta if isinstance(text, str) and "{{" in text}
    return replace(page, meta=page.meta.model_copy(update=filled)) if filled else page


def _with_texts(chart: ChartRecord, told: Told, problems: list[Problem]) -> ChartRecord:
    """Fill in what the records lend to a chart's texts; what a text asks for and cannot have goes to `problems`."""
    series, filled = told.dossier.series, dict[str, str]()
    for name in CHART_TEXTS:
        text = getattr(chart, name)
        if not text or "{{" not in text:
            continue
        report = Report("data/charts.yml", [])
        numbers = read_inserts(text, 1, report, {"actors": set(told.dossier.edition.actors)})
        for id_ in (number.series for number in numbers if number.series not in series):
            report(1, 1, f"there is no series “{id_}”", listing(series), nearest_name(id_, series))
        check_numbers(numbers, report, series)
        problems += _of_record(report, chart.line, f"“{chart.id}”: “{name}”")
        if not report.problems:
            filled[name] = with_inserts(text, told)
    return chart.model_copy(update=filled) if filled else chart


def _proofread(term: Term, dossier: Dossier, known: Mapping[str, set[str]]) -> Iterator[Problem]:
    """Definitions and facts carry Markdown: what is wrong with it is told at their term."""
    report = Report("data/glossary.yml", [])
    reader = Proofreader(report, {}, known)
    for text in term.texts:
        reader.read_record(text, term.line)
    check_numbers(reader.numbers, report, dossier.series)
    yield from _of_record(report, term.line, f"“{term.id}”")


def _of_record(report: Report, line: int, where: str) -> Iterator[Problem]:
    """Yield the faults of a record's texts at the line of the record, with words for where they are."""
    return (replace(one, line=line, column=1, found=f"{where}: {one.found}") for one in report.problems)


def _draw_all(drawings: Mapping[str, Drawing]) -> Iterator[Problem]:
    """Draw every chart before anything is written: what a chart cannot draw is a fault like any other."""
    for drawing in drawings.values():
        try:
            assert drawing.figures
        except ContentError as error:
            yield from error.problems
        except _UNFORESEEN:
            yield _cannot_draw(drawing.record)


def _cannot_draw(chart: ChartRecord) -> Problem:
    allowed = "dates, labels and values that the kind of chart can show"
    return chart.fault("it cannot be drawn of these records", allowed)
