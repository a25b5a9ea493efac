"""What an editor of the glossary could miss: forms claimed twice, facts that nothing backs, unexplained acronyms."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from ..data.dossier import Dossier
from ..data.problem import Problem
from ..data.records import Term
from ..prose.grammar import CITE
from ..publication.publication import Publication
from ..terms.forms import fold, key, keys

_FILE = "data/glossary.yml"
# Two capitals at least, Latin or Cyrillic, as a word or a part of one that a slash or a hyphen ends.
# The first capital stands before the look back, so that it is looked for fast.
_ACRONYM = re.compile(r"[A-ZА-ЯЁІЎЇЄҐ](?<![\w’'].)[A-ZА-ЯЁІЎЇЄҐ0-9]+(?=s?(?:['’]s)?(?!\w))")
_Forms = Mapping[str, Sequence[str]]  # of each term, as they are looked up


def glossary_problems(publication: Publication) -> Iterator[Problem]:
    """Yield what is to be mended in the glossary, and acronyms of definitions and prose without an entry."""
    glossary = publication.dossier.glossary
    forms = {id_: list(keys(term)) for id_, term in glossary.items()}
    yield from _claimed_twice(glossary, forms)
    yield from _written_twice(glossary, forms)
    yield from _unexplained(publication, forms)
    yield from _unbacked(publication.dossier)


def _claimed_twice(glossary: Mapping[str, Term], forms: _Forms) -> Iterator[Problem]:
    """Two terms that one text could mean: equal forms, unless both are exact and differ in capitals."""
    folded = Counter(form for of_term in forms.values() for form in set(map(fold, of_term)))
    shared = {form for form, times in folded.items() if times > 1}
    owners: dict[str, dict[str, Term]] = {}
    told: set[tuple[str, str]] = set()  # a plural says nothing new
    for term in glossary.values() if shared else ():
        for form in dict.fromkeys(forms[term.id]):
            if fold(form) not in shared:
                continue
            others = owners.setdefault(fold(form), {})
            exact = form if term.case == "exact" else ""
            other = others.get(exact) or others.get("") or (next(iter(others.values()), None) if not exact else None)
            if other is not None and other.id != term.id and (term.id, other.id) not in told:
                told.add((term.id, other.id))
                found = f"“{term.id}” and “{other.id}” (line {other.line}) both claim “{form}”"
                yield Problem(_FILE, term.line, 1, found, "each form in one entry")
            others.setdefault(exact, term)


def _written_twice(glossary: Mapping[str, Term], forms: _Forms) -> Iterator[Problem]:
    """Aliases that the term, another alias or the plural rule makes already."""
    for term in glossary.values():
        plain = fold if term.case == "any" else str
        made = Counter(map(plain, forms[term.id]))
        for alias in term.aliases:
            form = plain(key(alias.form))
            if not form:
                found = f"“{term.id}”: the alias “{alias.form}” has no word"
                yield Problem(_FILE, term.line, 1, found, "letters or digits")
            elif made[form] > 1:
                found = f"“{term.id}”: the alias “{alias.form}” is found without being named"
                yield Problem(_FILE, term.line, 1, found, "no alias that the term, another one or a plural makes")


def _unexplained(publication: Publication, forms: _Forms) -> Iterator[Problem]:
    dossier = publication.dossier
    explained = {word for of_term in forms.values() for form in of_term for word in form.split()}
    known = {acronym.form for acronym in dossier.acronyms.values()}
    used: set[str] = set()
    for term in dossier.glossary.values():
        for form in _acronyms(" ".join(term.texts)):
            used.add(form)
            if form not in explained and form not in known:
                yield _unknown(_FILE, term.line, f"“{term.id}”: no entry explains “{form}” of its definition or facts")
    for page in publication.pages:
        for number, line in page.prose_lines:
            for form in _acronyms(line):
                used.add(form)
                if form not in explained and form not in known:
                    yield _unknown(f"docs/{page.name}", number, f"no entry explains “{form}”")
    for acronym in dossier.acronyms.values():
        if acronym.form in explained or acronym.form not in used:
            why = "the glossary explains it" if acronym.form in explained else "no page and no definition uses it"
            yield Problem("data/acronyms.yml", acronym.line, 1, f"“{acronym.id}” is not needed: {why}")


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
                yield Problem(_FILE, term.line, 1, f"“{term.id}”: the fact “{fact.text}” {why}", allowed)


def _unknown(file: str, line: int, found: str) -> Problem:
    return Problem(file, line, 1, found, "a term or alias in data/glossary.yml, or an entry in data/acronyms.yml")


def _acronyms(text: str) -> list[str]:
    return list(dict.fromkeys(_ACRONYM.findall(text)))
