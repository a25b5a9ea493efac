"""A built page as its readers read it: sentences with their citations, tables, marks, pictures."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml.html import HtmlElement

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_BLOCKS = HEADINGS | {
    *("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "div", "dl"),
    *("dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hr", "legend", "li", "main", "nav", "ol"),
    *("p", "pre", "section", "summary", "table", "ul"),
}
# Scripts and drawings; what helps one to act on a page and says nothing of its subject.
_UNREAD = frozenset(
    ("script", "style", "svg", "template", "noscript", "button", "input", "select", "option", "head", "iframe", "label")
)
_UNREAD_CLASSES = frozenset(
    ("headerlink", "vh", "note", "status--mark", "citing", "chart__menu", "md-search", "palette", "chart__number")
)
# Counted through, or made for scripts: no address that anybody would keep.
_COUNTED = re.compile(r"(?:cite|note|pic|fnref|fn|page|line|n)[-_:]?\d|pic-|__|.*-head$")
_RECORD = re.compile(r"[\w-]+/#[\w-]+$")  # an address of a record: timeline/#x
_MARK = re.compile("[\ue000-\uf8ff]")
_END = re.compile(
    r"(?P<word>\S*?)[.!?…][\"”’)»]*(?P<marks>[\ue000-\uf8ff\s]*?)(?P<gap>\s+)(?=[“\"‘(\[«]?[^\W_a-zа-яёіїєґў])"
)
# What a full stop behind it does not end.
_SHORT = frozenset(
    (
        "Mr",
        "Mrs",
        "Ms",
        "Dr",
        "St",
        "No",
        "Gen",
        "Col",
        "Lt",
        "Prof",
        "vs",
        "approx",
        "ca",
        "cf",
        "e.g",
        "i.e",
        "p",
        "pp",
    )
)


@dataclass(frozen=True)
class Cite:
    """A citation as a page shows it: the record's id, and how sure it is said to be."""

    id: str
    status: str


@dataclass(frozen=True)
class Sentence:
    """One sentence, or a heading: where it stands, what it cites, and the status that is written before it.

    `region` is page, card (at a page's end), frame (around every page) or head; `kind` the element's name.
    `link` is the address of the record that a line of a list leads to.
    It `rests` on what it cites, or else on what the next sentence of its paragraph that cites something does.
    """

    text: str
    anchor: str = ""
    kind: str = "p"
    region: str = "page"
    cites: tuple[Cite, ...] = ()
    status: str = ""
    chart: str = ""
    rests: tuple[str, ...] = ()
    link: str = ""


@dataclass(frozen=True)
class Table:
    """A table: the chart it belongs to or its caption, and its rows as texts of cells."""

    name: str
    anchor: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    chart: str = ""


@dataclass
class Reading:
    """What was read of a page."""

    sentences: list[Sentence] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    marks: Counter[str] = field(default_factory=Counter)
    charts: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class _Place:
    """Where the reading stands."""

    region: str
    anchor: str = ""
    chart: str = ""
    link: str = ""


def is_lasting(id_: str) -> bool:
    """Tell whether an id is an address that somebody may have kept."""
    return not _COUNTED.match(id_)


class Reader:
    """Reads one page; `reading` fills up."""

    def __init__(self) -> None:
        self.reading = Reading()
        self._run: list[str] = []
        self._noted: list[Cite | str] = []
        self._heading = ""
        self._label = ""
        self._link = ""

    def read(self, root: HtmlElement) -> Reading:
        """Read a whole document."""
        for title in root.xpath("//head/title/text()"):
            self._say(str(title), "title", _Place("head"))
        for text in root.xpath("//head/meta[@name='description']/@content"):
            self._say(str(text), "description", _Place("head"))
        for body in root.iter("body"):
            self._element(body, _Place("frame"))
        return self.reading

    def _element(self, element: HtmlElement, place: _Place) -> None:
        classes = set(element.get("class", "").split())
        if element.tag in _UNREAD or classes & _UNREAD_CLASSES:
            return
        if element.get("data-search-exclude") is not None and "chart__body" not in classes:
            return
        if element.get("aria-hidden") == "true" or element.tag == "pre" or element.get("data-form"):
            return
        place = self._entered(element, classes, place)
        if element.tag == "table":
            self._flush("p", place)
            self.reading.tables.append(self._table(element, place))
            return
        if self._noticed(element, classes) or _is_number_of_note(element):
            return
        kind = str(element.tag)
        block = kind in _BLOCKS
        if block:
            self._flush("p", place)
        if alt := element.get("aria-label") if element.get("role") == "img" else None:
            self._say(alt, "alt", place)
            return
        self._run.append(element.text or "")
        for child in element:
            if isinstance(child.tag, str):
                self._element(child, place)
                if child.tag in _BLOCKS:
                    self._flush(kind, place)
                elif child.tag == "br":
                    self._run.append(" ")
            self._run.append(child.tail or "")
        if block:
            self._flush(kind, place)

    def _entered(self, element: HtmlElement, classes: set[str], place: _Place) -> _Place:
        """Return the place inside of an element."""
        id_ = element.get("id", "")
        if id_ == "content" or element.tag == "main":
            return replace(place, region="page", anchor="")
        if element.tag in ("footer", "nav"):
            place = replace(place, region="frame")
        if id_ and element.tag in HEADINGS:
            self._heading = id_
        elif id_ and is_lasting(id_) and element.tag != "body":
            place = replace(place, anchor=id_)
        if classes & {"definition", "record"}:
            place = replace(place, region="card", anchor=element.get("data-term") or element.get("data-record") or "")
        if chart := element.get("data-chart"):
            self.reading.charts.append(chart)
            place = replace(place, chart=chart)
        return place

    def _noticed(self, element: HtmlElement, classes: set[str]) -> bool:
        """Take down marks, statuses and citations; tell whether that was all there is to the element."""
        if (term := element.get("data-term")) and element.tag in ("a", "span"):
            self.reading.marks[term] += 1
        if (claim := element.get("data-claim")) and "cite" in classes:
            self._note(Cite(claim, element.get("data-status", "")))
            return True
        if classes & {"status", "verdict", "outcome"} and len(element):
            self._note(element.get("data-status") or element.get("data-verdict") or element.get("data-outcome") or "")
            return True
        if element.tag == "a" and not self._link and (address := _RECORD.search(element.get("href", ""))):
            self._link = address[0]
        if "later" in classes and element.tag == "span":
            self._run.append(" (later) ")
            return True
        return False

    def _note(self, noted: Cite | str) -> None:
        self._noted.append(noted)
        self._run.append(chr(0xE000 + min(len(self._noted) - 1, 0x18FF)))

    def _flush(self, kind: str, place: _Place) -> None:
        text = _plain("".join(self._run))
        noted, self._run, self._noted = self._noted, [], []
        link, self._link = self._link if kind == "li" else "", ""
        if _MARK.sub("", text).strip():
            self._split(text, noted, kind, replace(place, link=link))

    def _split(self, text: str, noted: list[Cite | str], kind: str, place: _Place) -> None:
        if kind == "dt":
            self._label = _MARK.sub("", text).strip()
            return
        label = f"{self._label}: " if kind == "dd" and self._label else ""
        self._label = ""
        status = next((one for one in noted if isinstance(one, str)), "")
        said: list[tuple[str, tuple[Cite, ...]]] = []
        for part in _parts(text):
            found = (noted[ord(mark) - 0xE000] for mark in _MARK.findall(part) if ord(mark) - 0xE000 < len(noted))
            if words := " ".join(_MARK.sub("", part).split()).lstrip(" ·,"):
                said.append((words, tuple(cite for cite in found if isinstance(cite, Cite))))
        rests: tuple[str, ...] = ()
        sentences = []
        for words, cites in reversed(said):
            rests = tuple(cite.id for cite in cites) or rests
            sentences.append(self._sentence(words, kind, place, cites, status, rests))
        if sentences and label:
            sentences[-1] = replace(sentences[-1], text=label + sentences[-1].text)
        self.reading.sentences += reversed(sentences)

    def _say(self, text: str, kind: str, place: _Place) -> None:
        self.reading.sentences.append(self._sentence(text, kind, place))

    def _sentence(
        self,
        text: str,
        kind: str,
        place: _Place,
        cites: tuple[Cite, ...] = (),
        status: str = "",
        rests: tuple[str, ...] = (),
    ) -> Sentence:
        anchor = place.anchor or (self._heading if place.region == "page" else "")
        return Sentence(_plain(text), anchor, kind, place.region, cites, status, place.chart, rests, place.link)

    def _table(self, table: HtmlElement, place: _Place) -> Table:
        caption = " ".join(" ".join(one.itertext()) for one in table.iter("caption"))
        rows = [tuple(_cell(cell) for cell in row if cell.tag in ("td", "th")) for row in table.iter("tr")]
        has_head = bool(table.xpath("./thead"))
        for element in table.iter("a", "span"):
            if term := element.get("data-term"):
                self.reading.marks[term] += 1
        name = place.chart or " ".join(caption.split()) or place.anchor or self._heading
        anchor = place.anchor or self._heading
        return Table(name, anchor, rows[0] if has_head else (), tuple(rows[has_head:]), place.chart)


def _is_number_of_note(element: HtmlElement) -> bool:
    """Tell whether an element has the number of a note: it is another one as soon as a note before it comes or goes."""
    parent = element.getparent()
    return element.tag == "b" and parent is not None and "record__head" in parent.get("class", "").split()


def _cell(cell: HtmlElement) -> str:
    return " ".join(_plain(" ".join(_texts(cell))).split())


def _texts(element: HtmlElement) -> Iterator[str]:
    if element.tag in _UNREAD or set(element.get("class", "").split()) & _UNREAD_CLASSES:
        return
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str):
            yield from _texts(child)
        yield child.tail or ""


def _plain(text: str) -> str:
    """Return a text without signs that only guide its setting."""
    return text.replace("\u2060", "").replace("\u00a0", " ").replace("\u202f", " ").replace("\u00ad", "").strip()


def _parts(text: str) -> Iterator[str]:
    """Yield the sentences of a text, each with the marks that follow it."""
    start = 0
    for match in _END.finditer(text):
        word = match["word"].lstrip('(“"‘[«')
        word = _MARK.sub("", word)
        if word in _SHORT or (len(word) == 1 and word.isupper()):
            continue
        yield text[start : match.end()]
        start = match.end()
    yield text[start:]
