"""Records that contradict each other, whatever each says alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from urllib.parse import urlsplit

from ..charts.words import width_of
from ..data.dossier import Dossier, gathered
from ..data.parts import Record
from ..data.problem import Problem, listing
from ..data.vocabularies import VERDICTS
from ..pages.later import names_earlier_dates, names_later_dates
from ..prose.grammar import CITE
from ..prose.moments import moments
from ..prose.sentences import parted


def parts_alike(dossier: Dossier) -> Iterator[Problem]:
    """Yield the strands and themes that bear the name of another."""
    edition = dossier.edition
    for those_of in (edition.strands, edition.themes):
        for name, those in gathered((one.name.casefold(), one) for one in those_of.values()).items():
            for one in those[1:] if name else ():
                found = f"“{one.id}” has the name of “{those[0].id}” (line {those[0].line})"
                yield Problem.of_record("edition", one.line, found, "a name of its own")


def contradictions(dossier: Dossier) -> Iterator[Problem]:
    """Yield what two records tell twice or apart, each at the second one, and forecasts that nobody followed."""
    for claim, events in gathered((event.claim, event) for event in dossier.events.values()).items():
        for event in events[1:]:
            found = f"“{event.id}” tells the claim “{claim}”, as “{events[0].id}” (line {events[0].line}) does"
            yield Problem.of_record("events", event.line, found, "one event for a claim")
    # Two persons of one name are told where their names would be marked.
    bodies = [one for one in dossier.people.values() if one.kind != "person"]
    for name, those in gathered((one.name.casefold(), one) for one in bodies).items():
        for body in those[1:] if name else ():
            found = f"“{body.id}” has the name of “{those[0].id}” (line {those[0].line})"
            yield Problem.of_record("people", body.line, found, "a name of its own")
    yield from _told_twice(dossier)
    for id_ in dossier.article.keys() & dossier.claims.keys():
        found = f"“{id_}” is the id of a claim, too (line {dossier.claims[id_].line}), and citations lead there"
        yield Problem.of_record("article", dossier.article[id_].line, found, "an id of its own")
    followed = {id_ for scenario in dossier.scenarios.values() for id_ in scenario.statements}
    for statement in dossier.article.values():
        if statement.forecast and statement.id not in followed:
            found = f"“{statement.id}” is a forecast, and no scenario says what became of it"
            allowed = "its id under “statements” in data/scenarios.yml"
            yield Problem.of_record("article", statement.line, found, allowed)
    for before, change in pairwise(dossier.changes.values()):
        if change.date.first < before.date.first:
            found = f"“{change.id}” of {change.date} stands after “{before.id}” of {before.date}"
            yield Problem.of_record("changes", change.line, found, "the order of time, the newest last")


def article_apart(dossier: Dossier) -> Iterator[Problem]:
    """Yield a name of the author that is none, an end that a statement passes, and statements in silent paragraphs."""
    article = dossier.edition.article
    if not set(article.called.casefold().split()) & set(article.author.casefold().split()):
        found = f"“article”: “called” is “{article.called}”, and “author” is “{article.author}”"
        yield Problem.of_record("edition", article.line, found, "words of the name")
    for claim in dossier.claims.values():
        if silent := [one for one in claim.paragraphs if one in article.silent]:
            found = f"“{claim.id}”: {silent[0]} is {article.silent[silent[0]]}, and states nothing"
            yield Problem.of_record("claims", claim.line, found, "a paragraph that tells of it")
    for statement in dossier.article.values():
        claims = [dossier.claims[id_] for id_ in statement.record]
        dated = VERDICTS[statement.verdict].agrees and claims and all(map(dossier.begins_later, claims))
        if not statement.forecast and (dated or names_later_dates(statement.restated, dossier.article_ends)):
            found = f"“article”: “ends” is {article.ends}, and “{statement.id}” tells of a later day"
            yield Problem.of_record("edition", article.line, found, "the last day that a statement tells of, or later")
    for paragraph in article.silent:
        if stated := [one.id for one in dossier.article.values() if one.paragraph == paragraph]:
            found = f"“article”: “silent” has {paragraph}, in which {listing(stated, 3)} stand"
            yield Problem.of_record("edition", article.line, found, "paragraphs that state nothing")


_EVERYWHERE = """
a an and are as at be by for from had has have he in is it its make of on or she that the they this to was were with
"""


def wording_apart(dossier: Dossier) -> Iterator[Problem]:
    """Yield words of the wording that stand in every sentence, with which a check would let any sentence pass."""
    for entry in dossier.wording.values():
        for written in entry.words:
            if word := next(
                (one for one in map(str.strip, written.split("/")) if one.casefold() in _EVERYWHERE.split()), ""
            ):
                found = f"“{entry.id}”: “{word}” is a word of every sentence"
                yield Problem.of_record("wording", entry.line, found, "words that say more")


_PARTS_OF_WORDS = re.compile(r"[\W_]+")
_TRACKED = re.compile(r"(?:utm_\w+|fbclid|gclid|ref_src)=.*")


def _told_twice(dossier: Dossier) -> Iterator[Problem]:
    """Yield records with the words of another, works at the address of another, publishers in two spellings."""
    works = dossier.sources.values()
    told: tuple[tuple[str, Iterable[tuple[str, Record]], str], ...] = (
        ("claims", ((one.statement, one) for one in dossier.claims.values()), "one claim"),
        ("article", ((one.restated, one) for one in dossier.article.values()), "one statement"),
        ("glossary", ((one.definition, one) for one in dossier.glossary.values()), "one term, or words of its own"),
        ("people", ((one.role, one) for one in dossier.people.values()), "one entry, or words of its own"),
        ("changes", ((one.title + one.what, one) for one in dossier.changes.values()), "one change"),
    )
    for kind, texts, allowed in told:
        for first, *others in gathered((_bare(text), one) for text, one in texts).values():
            for record in others:
                found = f"“{record.id}” says what “{first.id}” says (line {first.line})"
                yield Problem.of_record(kind, record.line, found, allowed)
    addresses = ((_place(url), one) for one in works for url in (one.url, *one.also_at))
    for work, *same in gathered(addresses).values():
        for one in same:
            whose = (
                f"leads to the work of “{work.id}” (line {work.line})" if one is not work else "has one address twice"
            )
            yield Problem.of_record("sources", one.line, f"“{one.id}” {whose}", "one record for a work")
    for spelled in gathered((_bare(one.publisher), one) for one in works).values():
        spelling = Counter(one.publisher for one in spelled).most_common(1)[0][0]
        for one in (one for one in spelled if one.publisher != spelling):
            found = f"“{one.id}”: its publisher “{one.publisher}” is “{spelling}” elsewhere"
            yield Problem.of_record("sources", one.line, found, f"“{spelling}”, or one spelling in all")


def _bare(text: str) -> str:
    return _PARTS_OF_WORDS.sub("", text.casefold())


def _place(url: str) -> str:
    """Return what of an address tells where it leads: no scheme, capitals of the host, fragment or tracking."""
    parts = urlsplit(url)
    query = "&".join(part for part in parts.query.split("&") if part and not _TRACKED.fullmatch(part))
    return f"{(parts.hostname or '').removeprefix('www.')}{parts.path.rstrip('/')}?{query}"


def too_early(dossier: Dossier) -> Iterator[Problem]:
    """Yield what is called later, or a result, and lies before the end of the article; of people also the reverse."""
    for scenario in dossier.scenarios.values():
        if scenario.as_of.last < dossier.article_ends:
            found = f"“{scenario.id}”: “as_of” is {scenario.as_of}, before the article ends"
            yield Problem.of_record("scenarios", scenario.line, found, f"{dossier.article_ends} or later")
        whens = (dossier.when(dossier.claims[id_]) for id_ in scenario.claims)
        last = max(whens, key=lambda one: one.first, default=scenario.as_of)
        if last.first > scenario.as_of.last:
            found = f"“{scenario.id}”: “as_of” is {scenario.as_of}, and a claim of its result is of {last}"
            yield Problem.of_record("scenarios", scenario.line, found, f"{last} or later")
    closed = dossier.edition.article.compiled.last
    for person in dossier.people.values():
        for moment in moments(person.since or ""):
            if moment.year and moment.year > closed.year:
                found = f"“{person.id}”: “since” tells of {moment.year}, when the record was closed"
                yield Problem.of_record("people", person.line, found, f"{closed.year} at the latest")
        sentences = (sentence for _, sentence in parted(person.since or "", dossier.abbreviations))
        first = next(filter(moments, sentences), "")  # what stands behind it may be its ground
        if names_earlier_dates(first, dossier.article_ends):
            found = f"“{person.id}”: “since” begins before the article ends: “{first}”"
            yield Problem.of_record("people", person.line, found, f"what came after {dossier.article_ends}")


def later_unmarked(dossier: Dossier) -> Iterator[Problem]:
    """Yield what tells of the time after the article in a field that has no label for it."""
    of_people = (("people", name, dossier.people, "“since” for that") for name in ("background", "role"))
    for kind, name, records, allowed in (
        *of_people,
        ("glossary", "definition", dossier.glossary, "one of the “facts” for that"),
        ("places", "note", dossier.places, "words without that"),
    ):
        for record in records.values():
            for _, sentence in parted(getattr(record, name) or "", dossier.abbreviations):
                if names_later_dates(sentence, dossier.article_ends) and not CITE.search(sentence):
                    found = f"“{record.id}”: “{name}” tells of what came after the article: “{sentence}”"
                    yield Problem.of_record(kind, record.line, found, allowed)


_SCALE, _GAP = 720, 6  # px: the scale of the window on a desk, between two of its words; tablets have less


def landmarks_without_room(dossier: Dossier) -> Iterator[Problem]:
    """Yield the landmarks of the window whose words would run into those of the next one, or be cut at its end."""
    window = dossier.edition.window
    places = [window.offset(mark.date.first) / window.days * _SCALE for mark in window.landmarks]
    for mark, place, following in (
        zip(window.landmarks, places, [*places[1:], float(_SCALE)], strict=True) if places else ()
    ):
        words = f"{window.spoken(mark.date.first)} {mark.label}"
        if place + width_of(words) + _GAP > following:
            found = f"“landmarks”: “{words}” has no room before the next one, or the end"
            yield Problem.of_record("edition", window.line, found, "fewer words, days further apart, in order of time")
