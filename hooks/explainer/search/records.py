"""Records as the search finds them: people and places by every spelling, terms by alias, events by date."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from ..charts.chart import ChartRecord
from ..context import PageContext
from ..dates import When
from ..dossier import Dossier
from ..glossary import Term
from ..inlining import Inline
from ..locales import country_name, language_name
from ..publication import Publication
from ..records import Claim, Event, Person, Place, Statement
from ..sources import Source
from ..spelling import Spelling
from .entries import Entry, plain_spellings

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
    return Entry(person.id, person.name, (person.role, *spellings, *before, *since), _PERSON)


def _terms(publication: Publication) -> Iterator[Entry]:
    plain = Inline(PageContext(publication, "")).plain
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


def _claim(claim: Claim, dossier: Dossier) -> Entry:
    by = f"Claimed by {claim.claimed_by}, " if claim.claimed_by else ""
    differs = (claim.differs,) if claim.differs else ()
    return Entry(claim.id, claim.title, (claim.statement, f"{by}{dossier.when(claim).words}", *differs), _CLAIM)


def _statement(statement: Statement) -> Entry:
    title = f"Statement {statement.id} of {statement.paragraph}"
    return Entry(statement.id, title, (statement.restated, statement.note), _STATEMENT)


def _source(source: Source) -> Entry:
    date = source.published.words if source.published else "no date"
    about = f"{source.title}, {date}, in {language_name(source.language)}"
    return Entry(source.id, source.publisher, (about, *plain_spellings((source.publisher, source.title))), _SOURCE)


# By the block that shows them: where it stands, these records are found.
_BY_BLOCK: Mapping[str, Callable[[Publication], Iterator[Entry]]] = {
    "people": lambda publication: map(_person, publication.dossier.people.values()),
    "glossary": _terms,
    "places": lambda publication: map(_place, publication.dossier.places.values()),
    "timeline": lambda publication: (_event(event, publication.dossier) for event in publication.dossier.timeline),
    "claims": lambda publication: (_claim(one, publication.dossier) for one in publication.dossier.claims.values()),
    "evidence": lambda publication: map(_statement, publication.dossier.article.values()),
    "sources": lambda publication: map(_source, publication.dossier.sources.values()),
}
BLOCKS_OF_RECORDS = frozenset(_BY_BLOCK)


def record_entries(block: str, publication: Publication) -> Iterator[Entry]:
    """Yield the records that a block of `BLOCKS_OF_RECORDS` shows, each at its id."""
    return _BY_BLOCK[block](publication)


def chart_entry(chart: ChartRecord) -> Entry:
    """Return a chart, at its own page."""
    return Entry(f"charts/{chart.id}/", chart.title, (chart.measure, chart.alt), _CHART)
