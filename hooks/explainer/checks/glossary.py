"""The glossary looked through: forms claimed twice, unbacked facts, acronyms, and where its terms are marked."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ..data.dossier import Dossier
from ..data.problem import Problem
from ..data.reading import read_records
from ..data.records import Term
from ..data.yaml import read_file
from ..pages.context import Mentions
from ..pages.extension import gather
from ..prose.grammar import CITE
from ..prose.pages import Page
from ..publication.publication import Publication
from ..terms.matching import fold, key, keys

# Two capitals at least, Latin or Cyrillic, as a word or a part of one that a slash or a hyphen ends.
# The first capital stands before the look back, so that it is looked for fast.
_ACRONYM = re.compile(r"[A-ZА-ЯЁІЎЇЄҐ](?<![\w’'].)[A-ZА-ЯЁІЎЇЄҐ0-9]+(?=s?(?:['’]s)?(?!\w))")
MAIN = ("main", "origin/main")
_LINK = re.compile(r"(?<!!)\[(?!\^)[^\]]*\]\([^)]*\)")
_SIGNS = {" ": r"(?:\s|&nbsp;)+", "’": "(?:['’\u02bc]|&rsquo;)", "-": "[-\u2010\u2011]"}
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
                yield Problem.of_record("glossary", term.line, found, "each form in one entry")
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
                yield Problem.of_record("glossary", term.line, found, "letters or digits")
            elif made[form] > 1:
                found = f"“{term.id}”: the alias “{alias.form}” is found without being named"
                yield Problem.of_record(
                    "glossary", term.line, found, "no alias that the term, another one or a plural makes"
                )


def _unexplained(publication: Publication, forms: _Forms) -> Iterator[Problem]:
    dossier = publication.dossier
    explained = {word for of_term in forms.values() for form in of_term for word in form.split()}
    known = {acronym.form for acronym in dossier.acronyms.values()}
    used: set[str] = set()
    for term in dossier.glossary.values():
        for form in _acronyms(" ".join(term.texts)):
            used.add(form)
            if form not in explained and form not in known:
                yield _unknown(
                    "data/glossary.yml",
                    term.line,
                    f"“{term.id}”: no entry explains “{form}” of its definition or facts",
                )
    for page in publication.pages:
        for number, line in page.prose_lines:
            for form in _acronyms(line):
                used.add(form)
                if form not in explained and form not in known:
                    yield _unknown(f"docs/{page.name}", number, f"no entry explains “{form}”")
    for acronym in dossier.acronyms.values():
        if acronym.form in explained or acronym.form not in used:
            why = "the glossary explains it" if acronym.form in explained else "no page and no definition uses it"
            yield Problem.of_record("acronyms", acronym.line, f"“{acronym.id}” is not needed: {why}")


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


def _unknown(file: str, line: int, found: str) -> Problem:
    return Problem(file, line, 1, found, "a term or alias in data/glossary.yml, or an entry in data/acronyms.yml")


def _acronyms(text: str) -> list[str]:
    return list(dict.fromkeys(_ACRONYM.findall(text)))


@dataclass(frozen=True, order=True)
class _Place:
    page: str
    line: int
    term: str
    words: str
    linked: bool
    sentence: str

    def __str__(self) -> str:
        line = f":{self.line}" if self.line else ""
        again = "" if self.linked else ", again"
        return f"docs/{self.page}{line}: {self.term}{again}: “{self.words}” in “{self.sentence}”"


def concordance(publication: Publication, root: Path) -> Iterator[str]:
    """Yield a line for each mark, then what the glossary of `root` changes against the one on the main branch."""
    now = _places(publication)
    yield from map(str, now)
    main, text = _glossary_on_main(root)
    if text is None:
        yield "There is no branch main here to compare the glossary with."
        return
    problems: list[Problem] = []
    terms: dict[str, Term] = read_records(read_file(text, f"{main}:data/glossary.yml", problems), Term, {}, problems)
    if problems:
        yield f"The glossary on {main} cannot be read, so nothing is compared: {problems[0]}"
        return
    before = _places(replace(publication, dossier=replace(publication.dossier, glossary=terms)))
    more, fewer = Counter(now) - Counter(before), Counter(before) - Counter(now)
    yield f"Against the glossary on {main}: {more.total()} more, {fewer.total()} fewer."
    signed = [*((place, "+") for place in more.elements()), *((place, "-") for place in fewer.elements())]
    for place, sign in sorted(signed):
        yield f"{sign} {place}"


def _places(publication: Publication) -> list[_Place]:
    mentions = gather(publication)
    return [place for page in publication.in_order for place in _on(page, mentions)]


def _on(page: Page, mentions: Mentions) -> Iterator[_Place]:
    numbers, texts = zip(*page.prose_lines, strict=True) if page.prose_lines else ((), ())
    prose = _LINK.sub(lambda match: "\x00" * len(match[0]), "\n".join(texts))
    position = 0
    for mention in mentions.on(page.name):
        signs = "".join(_SIGNS.get(sign, re.escape(sign)) for sign in mention.words)
        found = re.compile(signs).search(prose, position)
        line = numbers[prose.count("\n", 0, found.start())] if found else 0
        position = found.end() if found else position
        yield _Place(page.name, line, mention.term, mention.words, mention.linked, mention.sentence)


def _glossary_on_main(root: Path) -> tuple[str, str | None]:
    for branch in MAIN:
        command = ["git", "show", f"{branch}:./data/glossary.yml"]
        done = subprocess.run(command, cwd=root, capture_output=True, text=True, encoding="utf-8", check=False)
        if done.returncode == 0:
            return branch, done.stdout
    return "", None
