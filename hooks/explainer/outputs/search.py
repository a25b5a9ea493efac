"""What the search knows: every section of the prose, and every record under its names, spellings and dates."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from html import escape
from html.parser import HTMLParser

from ..data.charts import ChartRecord
from ..data.dates import When
from ..data.dossier import Dossier
from ..data.fields import country_name, language_name
from ..data.names import unaccented
from ..data.parts import Spelling
from ..data.records import Claim, Event, Person, Place, Source, Statement, Term
from ..data.vocabularies import STATUS_WORDS, VERDICT_WORDS
from ..pages.apparatus import RAISED, SILENT, Reader, passed_over
from ..pages.base import GeneratedBlock
from ..pages.blocks import BLOCKS
from ..pages.inline import Inline
from ..prose.pages import Explainer, Page
from ..publication.addresses import LISTINGS
from ..publication.publication import Publication


@dataclass(frozen=True)
class Entry:
    """A place with its title and its text in paragraphs; of paragraphs, results show the first or those that match.

    `boost` is its weight beside other entries, 1 for a section of an ordinary page; `dates` are the ways in which
    people type when it was, which results do not show.
    """

    location: str
    title: str
    paragraphs: tuple[str, ...]
    boost: float = 1
    dates: str = ""

    def data(self) -> dict[str, str | float]:
        """Return the entry as Material's search reads it: title and text are HTML there."""
        text = "".join(f"<p>{escape(one, quote=False)}</p>" for one in self.paragraphs)
        return {
            "location": self.location,
            "title": escape(self.title, quote=False),
            "text": text,
            **({"boost": self.boost} if self.boost != 1 else {}),
            **({"dates": self.dates} if self.dates else {}),
        }


def plain_spellings(spellings: Iterable[str]) -> tuple[str, ...]:
    """Return what is to be found under plain letters, as one paragraph, or nothing where all are plain."""
    words = {bare: None for word in " ".join(spellings).split() if (bare := unaccented(word)) != word}
    return (f"In plain letters: {', '.join(words)}",) if words else ()


_VOID = frozenset(("area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"))
# What stands in paragraphs of its own.
_BLOCKS = frozenset(
    ("p", "li", "dt", "dd", "tr", "table", "section", "aside", "article", "div", "blockquote", "summary")
)
_PARAGRAPH, _SECTION_BREAK = "\f", "\v"  # white space that no page holds


@dataclass(frozen=True)
class Section:
    """A part of a page: the id and words of its heading ("" before the first one), and its paragraphs."""

    id: str
    title: str
    paragraphs: tuple[str, ...]


class _ProseReader(HTMLParser):
    """Keeps the text of a page, with breaks where sections and paragraphs begin or end."""

    def __init__(self, left_out: frozenset[str]) -> None:
        super().__init__()
        self.text: list[str] = []
        self._left_out = left_out
        self._open: list[tuple[str, str, bool]] = []  # tag, the break at its end, whether it is passed over

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID:
            self.text.append(" ")
            return
        named = dict(attrs)
        is_out = tag in (*SILENT, "figure") or not self._left_out.isdisjoint((named.get("class") or "").split())
        is_out |= bool(self._open) and self._open[-1][2]
        head = named.get("id") if tag in ("h2", "h3") else None
        around = _PARAGRAPH if (head or tag in _BLOCKS) and not is_out else ""
        self.text.append(f"{_SECTION_BREAK}{head}{around}" if head and around else around)
        self._open.append((tag, around, is_out))

    def handle_endtag(self, tag: str) -> None:
        while any(tag == name for name, _, _ in self._open):
            last, around, _ = self._open.pop()
            self.text.append(around)
            if last == tag:
                return

    def handle_data(self, data: str) -> None:
        if not (self._open and self._open[-1][2]):
            raised = next((name for name, _, _ in reversed(self._open) if name in RAISED), "")
            self.text.append(data.translate(RAISED.get(raised, {})))


def read_prose(html: str, left_out: frozenset[str] = frozenset()) -> list[Section]:
    """Return the sections of a page, first what stands before all headings; elements of classes `left_out` stay out."""
    reader = _ProseReader(passed_over(Reader.SEARCH) | left_out)
    reader.feed(html)
    reader.close()
    before, *sections = "".join(reader.text).replace("\u2060", "").split(_SECTION_BREAK)
    return [Section("", "", _paragraphs(before)), *map(_section, sections)]


def _section(text: str) -> Section:
    id_, title, rest = text.split(_PARAGRAPH, 2)
    return Section(id_, " ".join(title.split()), _paragraphs(rest))


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(filter(None, (" ".join(part.split()) for part in text.split(_PARAGRAPH))))


# Beside 1 for a section of an ordinary page: names first, what only backs them last.
_PERSON, _TERM, _PLACE, _EVENT, _CHART, _CLAIM, _STATEMENT, _SOURCE = 14, 12, 10, 8, 2, 1, 0.6, 3


def _spelled(name: str, aliases: Iterable[Spelling]) -> tuple[str, ...]:
    """Return the other spellings, each a paragraph, since results show the one that matched."""
    forms = [form for alias in aliases for form in alias.forms]
    return (*(f"Also written {form}" for form in forms), *plain_spellings((name, *forms)))


def _person(person: Person) -> Entry:
    before = (f"Before: {person.background}",) if person.background else ()
    since = (f"Later: {person.since}",) if person.since else ()
    spellings = _spelled(person.name, person.aliases)
    article = (f"In the article: {person.article_form}",) if person.article_form else ()
    return Entry(person.id, person.name, (person.role, *spellings, *article, *before, *since), _PERSON)


def _terms(publication: Publication) -> Iterator[Entry]:
    plain = Inline(publication).plain
    return (_term(term, plain) for term in publication.dossier.glossary.values())


def _term(term: Term, plain: Callable[[str], str]) -> Entry:
    spellings = _spelled(term.term, term.aliases)
    facts = (plain(fact.text) for fact in term.facts)
    return Entry(term.id, term.term, (plain(term.definition), *spellings, *facts), _TERM)


def _place(place: Place) -> Entry:
    country = country_name(place.country)
    about = f"{country}: {place.note}" if place.note else country
    return Entry(place.id, place.name, (about, *_spelled(place.name, place.aliases)), _PLACE)


def _event(event: Event, dossier: Dossier) -> Entry:
    claim = dossier.claims[event.claim]
    title = f"{event.date.words}: {claim.title}"
    return Entry(event.id, title, (claim.statement,), _EVENT, _typed(event.date))


def _typed(date: When) -> str:
    """Return a date as people type it: 10 August 2024, 2024-08-10, 10.08.2024; of a span, its ends in digits."""
    if date.is_range:
        return f"{date.start} {date.end}"
    return f"{date.words} {date.start} {'.'.join(reversed(date.start.split('-')))}"


def _opening(words: str) -> str:
    """Return words as a sentence begins with them."""
    return words[:1].upper() + words[1:]


def _claim(claim: Claim, dossier: Dossier) -> Entry:
    by = f"{_opening(STATUS_WORDS[claim.status])}, by {claim.claimed_by}, " if claim.claimed_by else ""
    differs = (claim.differs,) if claim.differs else ()
    return Entry(claim.id, claim.title, (claim.statement, f"{by}{dossier.when(claim).words}", *differs), _CLAIM)


def _statement(statement: Statement) -> Entry:
    title = f"Statement {statement.id} of {statement.paragraph}"
    about = f"{_opening(VERDICT_WORDS[statement.verdict])}: {statement.note}"
    return Entry(statement.id, title, (statement.restated, about), _STATEMENT)


def _source(source: Source) -> Entry:
    # A title that runs right to left would draw the figures behind it to its own end.
    about = f"{_opening(source.published_words)}, in {language_name(source.language)}: {source.title}"
    return Entry(source.id, source.publisher, (about, *plain_spellings((source.publisher, source.title))), _SOURCE)


# By the kind of record; they are found where a block lists them.
_BY_KIND: Mapping[str, Callable[[Publication], Iterator[Entry]]] = {
    "people": lambda publication: map(_person, publication.dossier.people.values()),
    "glossary": _terms,
    "places": lambda publication: map(_place, publication.dossier.places.values()),
    "events": lambda publication: (_event(event, publication.dossier) for event in publication.dossier.timeline),
    "claims": lambda publication: (_claim(one, publication.dossier) for one in publication.dossier.claims.values()),
    "article": lambda publication: map(_statement, publication.dossier.article.values()),
    "sources": lambda publication: map(_source, publication.dossier.sources.values()),
}
BLOCKS_OF_RECORDS = tuple(block for block, listing in LISTINGS.items() if listing.kind in _BY_KIND)


def record_entries(kind: str, publication: Publication) -> Iterator[Entry]:
    """Yield the records of a kind, each at its id."""
    return _BY_KIND[kind](publication)


def chart_entry(chart: ChartRecord) -> Entry:
    return Entry(f"charts/{chart.id}/", chart.title, (chart.measure, chart.alt), _CHART)


# Beside 1 for an ordinary page: explainers and their sections, pages that are found by their records.
_EXPLAINER, _SECTION, _RECORDS = 14, 4, 0.3
# Blocks that only list what is found elsewhere.
_LISTS = ("contents", "gallery", "marks")


class SearchIndex:
    """Gathers what the search can find while pages are converted."""

    def __init__(self, publication: Publication) -> None:
        self._publication = publication
        self._sections: dict[str, list[Section]] = {}
        blocks = map(BLOCKS.__getitem__, (*BLOCKS_OF_RECORDS, *_LISTS))
        self._left_out = frozenset(block.CLASS.split()[0] for block in blocks if issubclass(block, GeneratedBlock))

    def read(self, page: str, html: str) -> None:
        self._sections[page] = read_prose(html, self._left_out)

    def entries(self) -> Iterator[Entry]:
        """Yield every entry; the page itself comes before what stands on it, as Material's search asks."""
        for page in self._publication.in_order:
            if page.name in self._sections and not (page.meta.search and page.meta.search.exclude):
                yield from self._of_page(page)
        yield from map(chart_entry, self._publication.dossier.charts.values())

    def _of_page(self, page: Page) -> Iterator[Entry]:
        before, *sections = self._sections[page.name]
        meta = page.meta
        blocks = [block for block in BLOCKS_OF_RECORDS if block in page.blocks]
        boost = _EXPLAINER if isinstance(meta, Explainer) else _RECORDS if blocks else 1
        answer = (meta.answer,) if isinstance(meta, Explainer) else ()
        lead = (meta.standfirst,) if meta.standfirst else ()
        title = (meta.title,) if meta.title != page.short else ()
        yield Entry(page.address, page.short, (*title, *answer, *lead, *before.paragraphs), boost)
        for section in sections:
            if section.paragraphs:
                weight = _SECTION if isinstance(meta, Explainer) else 1
                yield Entry(f"{page.address}#{section.id}", section.title, section.paragraphs, weight)
        for block in blocks:
            for entry in record_entries(LISTINGS[block].kind, self._publication):
                yield replace(entry, location=f"{page.address}#{entry.location}")
