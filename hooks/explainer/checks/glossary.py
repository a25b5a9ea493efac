"""Terms and names looked through: forms claimed twice, backslashes printed, unbacked facts, and acronyms."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from ..data.dossier import Dossier
from ..data.problem import Problem
from ..data.records import Term
from ..prose.grammar import CITE, CODE
from ..publication.publication import Publication
from ..terms.matching import fold, is_person, key, keys, person_id, person_marks

# Two capitals at least, Latin or Cyrillic, as a word or a part of one that a slash or a hyphen ends.
# The first capital stands before the look back, so that it is looked for fast.
_ACRONYM = re.compile(r"[A-ZА-ЯЁІЎЇЄҐ](?<![\w’'].)[A-ZА-ЯЁІЎЇЄҐ0-9]+(?=s?(?:['’]s)?(?!\w))")
LINK = re.compile(r"(?<!!)\[(?!\^)[^\]]*\]\([^)]*\)")
_EXPLAINED = "a term or alias in data/glossary.yml, or an entry in data/acronyms.yml"


def glossary_problems(publication: Publication) -> Iterator[Problem]:
    """Yield what is to be mended in the glossary and in people’s names, and acronyms that no entry explains."""
    dossier = publication.dossier
    yield from _claimed_twice(dossier)
    yield from _written_twice(dossier)
    yield from _unexplained(publication)
    yield from _unbacked(dossier)
    yield from _printed(publication)


_BACKSLASH = re.compile(r"\\(?=[^\W\d_])")


def _printed(publication: Publication) -> Iterator[Problem]:
    """Yield the backslashes that keep no mention plain, and so would be printed."""
    for page in publication.pages:
        is_caption = False
        for line in page.lines:
            is_caption = line.text.startswith("/// picture") or (is_caption and not line.text.startswith("///"))
            text = CODE.sub(lambda code: " " * len(code[0]), line.text)
            found = [match.start() for match in _BACKSLASH.finditer(text)]
            if not found:
                continue
            marks = page.meta.terms != "none" and not text.startswith(("#", "<summary>")) and not is_caption
            kept = {hit.start - 1 for hit in publication.matcher.find(text) if hit.escaped} if marks else set()
            linked = [match.span() for match in LINK.finditer(text)]
            for at in found:
                if at not in kept or any(start < at < end for start, end in linked):
                    yield Problem(page.file, line.number, at + 1, *_no_term(text[at:]))
    for term in publication.dossier.glossary.values():
        for text in (CODE.sub(lambda code: " " * len(code[0]), one) for one in term.texts):
            kept = {hit.start - 1 for hit in publication.matcher.find(text) if hit.escaped}
            for at in (match.start() for match in _BACKSLASH.finditer(text) if match.start() not in kept):
                yield Problem("data/glossary.yml", term.line, 1, *_no_term(text[at:]))


def _no_term(text: str) -> tuple[str, str]:
    found = f"“{text.split(maxsplit=1)[0]}” would be printed: no term is marked there"
    return found, "“\\” before a term or person of prose alone"


def _claimed_twice(dossier: Dossier) -> Iterator[Problem]:
    """Two entries that one text could mean: equal forms, unless both are exact and differ in capitals."""
    owners: dict[str, dict[str, Term]] = {}  # by folded form: who has it as it is written, or as "" in any case
    taken = {fold(form): what for form, what in _names_of_others(dossier)}
    told: set[tuple[str, str]] = set()  # a plural says nothing new
    for term in (*dossier.glossary.values(), *person_marks(dossier.people.values())):
        for form in dict.fromkeys(keys(term)):
            others = owners.setdefault(fold(form), {})
            exact = form if term.case == "exact" else ""
            other = others.get(exact) or others.get("") or (None if exact else next(iter(others.values()), None))
            if other is not None and other.id != term.id and (term.id, other.id) not in told:
                told.add((term.id, other.id))
                yield _clash(term, other, form)
                if is_person(term.id):
                    break  # the other forms of a name are mostly the same person’s
            others.setdefault(exact, term)
            what = taken.get(fold(form))
            if what is None or term.term == dossier.edition.article.author:
                continue
            if is_person(term.id):
                found = f"“{person_id(term.id)}” claims “{form}”, which is {what}"
                yield Problem.of_record("people", term.line, found, "another “short:” name")
            elif form == term.term and what.startswith(_NOT_TERMS):  # an alias may be meant so
                found = f"“{term.id}” claims “{form}”, which is {what}"
                yield Problem.of_record("glossary", term.line, found, "a form that says more")


_NOT_TERMS = "the place", "the article"  # what a term may not be called; it may explain an institution


def _names_of_others(dossier: Dossier) -> Iterator[tuple[str, str]]:
    """Yield names that nobody may be called by, each with what it names, which mentions would lead away from."""
    places = [place.name for place in dossier.places.values()]
    bodies = [person.name for person in dossier.people.values() if person.kind != "person"]
    publishers = [source.publisher for source in dossier.sources.values()]
    for name in dict.fromkeys((*publishers, *places, *bodies)):
        yield from ((word, f"part of the name “{name}”") for word in name.split() if word != name)
    yield from ((name, f"the name of “{name}” in who’s who") for name in bodies)
    for place in dossier.places.values():
        yield from (
            (form, f"the place “{place.id}”") for form in (place.name, *(a for one in place.aliases for a in one.forms))
        )
    article = dossier.edition.article
    yield from ((form, "the article’s author") for form in (article.called, article.author, article.author.split()[-1]))


def _clash(term: Term, other: Term, form: str) -> Problem:
    if not is_person(term.id):
        found = f"“{term.id}” and “{other.id}” (line {other.line}) both claim “{form}”"
        return Problem.of_record("glossary", term.line, found, "each form in one entry")
    owner = f"the term “{other.id}” (data/glossary.yml:{other.line})"
    if is_person(other.id):
        owner = f"“{person_id(other.id)}” (line {other.line})"
    found = f"“{person_id(term.id)}” and {owner} both claim “{form}”"
    return Problem.of_record("people", term.line, found, "each form in one entry, or another “short:” name")


def _written_twice(dossier: Dossier) -> Iterator[Problem]:
    """Aliases that nobody would find as written, or that the term, another alias or the plural rule makes already."""
    for term in dossier.glossary.values():
        plain = fold if term.case == "any" else str
        made = Counter(map(plain, keys(term)))
        for alias in term.aliases:
            form, found, allowed = plain(key(alias.form)), "", ""
            if not form:
                found, allowed = "has no word", "letters or digits"
            elif "(" in alias.form:
                found, allowed = "is found without its brackets, in any sense", "the words as pages have them"
            elif made[form] > 1:
                found, allowed = "is found without being named", "no alias that the term, another one or a plural makes"
            if found:
                found = f"“{term.id}”: the alias “{alias.form}” {found}"
                yield Problem.of_record("glossary", term.line, found, allowed)


def _unexplained(publication: Publication) -> Iterator[Problem]:
    """Acronyms without an entry, and entries of acronyms that are not needed."""
    dossier = publication.dossier
    explained = {word for term in dossier.glossary.values() for form in keys(term) for word in form.split()}
    known = {acronym.form for acronym in dossier.acronyms.values()}
    used: set[str] = set()
    for place, text, whose, where in _texts_of(publication):
        for form in dict.fromkeys(_ACRONYM.findall(text)):
            used.add(form)
            if form not in explained and form not in known:
                yield Problem(*place, 1, f"{whose}no entry explains “{form}”{where}", _EXPLAINED)
    for acronym in dossier.acronyms.values():
        if acronym.form in explained or acronym.form not in used:
            why = "the glossary explains it" if acronym.form in explained else "no page and no definition uses it"
            yield Problem.of_record("acronyms", acronym.line, f"“{acronym.id}” is not needed: {why}")


def _texts_of(publication: Publication) -> Iterator[tuple[tuple[str, int], str, str, str]]:
    """Yield the texts that acronyms stand in, each with its place, and how a fault says whose text it is."""
    for term in publication.dossier.glossary.values():
        yield ("data/glossary.yml", term.line), " ".join(term.texts), f"“{term.id}”: ", " of its definition or facts"
    for page in publication.pages:
        for number, line in (*page.headings, *page.prose_lines):
            yield (page.file, number), line, "", ""


def _unbacked(dossier: Dossier) -> Iterator[Problem]:
    """Facts that lead to nobody who said them, or to mirrors and wikis alone."""
    for term in dossier.glossary.values():
        for fact in term.facts:
            if CITE.search(fact.text):
                continue
            tiers = {dossier.sources[id_].tier for id_ in fact.sources}
            if not tiers or (tiers == {"C"} and not term.weak):
                why = "rests on tier C sources alone" if tiers else "has neither a citation nor a source"
                allowed = "[^claim-id] in it, or “sources:” beside it that the term names"
                yield Problem.of_record("glossary", term.line, f"“{term.id}”: the fact “{fact.text}” {why}", allowed)
