"""Terms and names looked through: forms claimed twice, unbacked facts, acronyms, and where its terms are marked."""

from __future__ import annotations

import calendar
import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from ..data.dossier import Dossier
from ..data.problem import Problem
from ..data.reading import read_records
from ..data.records import Term
from ..data.yaml import read_file
from ..pages.context import Mentions
from ..pages.extension import gather
from ..prose.grammar import CITE, CODE
from ..prose.moments import one_of
from ..prose.pages import Page
from ..prose.sentences import blanked
from ..publication.publication import Publication
from ..terms.matching import fold, is_person, key, keys, person_id, person_marks
from .report import Finding

# Two capitals at least, Latin or Cyrillic, as a word or a part of one that a slash or a hyphen ends.
# The first capital stands before the look back, so that it is looked for fast.
_ACRONYM = re.compile(r"[A-ZА-ЯЁІЎЇЄҐ](?<![\w’'].)[A-ZА-ЯЁІЎЇЄҐ0-9]+(?=s?(?:['’]s)?(?!\w))")
_MAIN = ("main", "origin/main")
_LINK = re.compile(r"(?<!!)\[(?!\^)[^\]]*\]\([^)]*\)")
_SIGNS = {" ": r"(?:\s|&nbsp;)+", "’": "(?:['’\u02bc]|&rsquo;)", "-": "[-\u2010\u2011]"}
_LEAST = 2  # letters of a form
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
            linked = [match.span() for match in _LINK.finditer(text)]
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


_COMMON = """
a about after all also an and any are as at be been before being below between both but by can could did do does down
each few for from had has have he her here his how i if in into is it its just may me might more most my no nor not now
of off on once one only or other our out over own same she should so some such than that the their them then there these
they this those through to too under until up very was we were what when where which while who whom why will with would
yes you your
"""
# Surnames that are words with which a sentence may begin.
_SURNAMES = """
autumn bank banks best bird bishop black blue bridge brown bush castle chance church close cook cross dawn day drake
east english fair field fields first fisher fish fleet flood force ford forest fox free french frost fuller gates gold
good grant grave graves gray great green grey guard hall hill hills holiday home hope house hunt hunter jewel judge
key keys king knight lake land lane law light little long love low man mark marks marsh may miles mill mills moon moor
more north page park parks part peace pool pope post potter power price prince queen race rain rice rich ring river
rivers rock rose rush sands second sharp ship shore short silver small snow south speed spring star stone storm street
strong swan swift temple third town towers train walker wall walls war ward water waters weeks well wells west white
wild will winter winters wise wolf wood woods world worth young
"""
_SMALL = re.compile(r"\b[a-z]{3,}\b")
_NO_WORDS = re.compile(r"\[\^[^\]]*\]|\{\{.*?\}\}|\]\([^)]*\)|<[^>]*>|`[^`]*`|^///.*")
_OF_TIME = frozenset(name.casefold() for name in (*calendar.month_name, *calendar.day_name))
_NUMBERS = re.compile(r"[\d\s.,/–-]+")


def common_words(publication: Publication) -> Iterator[Finding]:
    """Yield the forms of terms and people that every page would be full of, or of which only a part would be found."""
    dossier, prose = publication.dossier, _small_words(publication)
    for term in (*dossier.glossary.values(), *person_marks(dossier.people.values())):
        kind, id_ = ("people", person_id(term.id)) if is_person(term.id) else ("glossary", term.id)
        written = (term.term, *(form for alias in term.aliases for form in alias.forms))
        foreign = {form for alias in term.aliases if alias.lang for form in alias.forms}
        for form in dict.fromkeys((*written, *keys(term))):
            fault = _common(form, exact=term.case == "exact")
            # What is found in capitals alone is no word of prose.
            loose = prose if term.case != "exact" and (form.isupper() or form in foreign) else ()
            plain = (*prose, *_SURNAMES.split()) if kind == "people" else (*loose, *_OF_TIME)
            if not fault and form.casefold() in plain:
                fault = "is a word of prose, too"
            if fault:
                allowed = "a form that says more, or “allows: common-word” with the reason in data/exceptions.yml"
                allowed = f"“case: exact”, {allowed}" if loose and form.isupper() else allowed
                problem = Problem.of_record(kind, term.line, f"“{id_}”: “{form}” {fault}", allowed)
                yield Finding(problem, "common-word", id_)
                break


def _small_words(publication: Publication) -> frozenset[str]:
    """Return the words that pages have in small letters, and those of time."""
    lines = (_NO_WORDS.sub(" ", line.text) for page in publication.pages for line in page.lines)
    return _OF_TIME.union(*map(_SMALL.findall, lines))


_FIRST = r"[^\W\d_a-zß-öø-ÿ](?:\.(?:-?[^\W\d_a-zß-öø-ÿ]\.)*|[\w’'-]+)?"  # a first name or initials
# First names that are words with which a sentence may begin.
_GIVEN = """
art bill chance dean drew faith frank grace guy hope jack joy may mark pat ray rob rose rich sue victor will
"""
_NICKNAME = r"(?:[“\"‘'(][^\W\d_][\w’'-]*[”\"’')]\s)?"
_PARTICLES = r"(?:(?:al|bin|d[aei]|del|den|der|du|el|l[ae]|te[nr]|van|von) )*"
_OPENED, _NEAR = re.compile(r"(?:^|[.!?…:|>\n])[\s*_“\"‘'(\[#-]*$"), 20  # what a sentence begins behind
_PLAIN = "\\"


def namesakes(publication: Publication) -> Iterator[str]:
    """Yield a note on each surname that somebody else, a street, firm or ship bears, and that leads to a person."""
    dossier = publication.dossier
    forms = {form for term in person_marks(dossier.people.values()) for form in keys(term)}
    surnames = one_of(form for form in forms if " " not in form)
    if not surnames:
        return
    own, marks = rf"(?P<own>{surnames})(?![\w-])", r"(?:[*_]|\]\([^()\s]*\)|</?\w[^<>]*>)*"
    named = (
        rf"(?P<first>{_FIRST}){marks}\s{_NICKNAME}(?P<last>{_PARTICLES}{marks}(?:{surnames}))(?![\w-])",
        rf"{own}{marks}\s(?P<next>{_FIRST})",
        rf"{own},?\s(?:senior|junior|Sr|Jr|the (?:Elder|Younger)|père|fils)(?!\w)",
        # The Bay of Corven; a sentence may begin with “Supporters of Corven”.
        rf"(?<=[\w,;] )[^\W\d_a-zß-öø-ÿ][\w’'-]+ of (?:the )?{own}",
        rf"(?:née|né|St\.|Ste\.|Mt\.|Ft\.)\s{own}",
        rf"{own}\s(?:&|and (?:Sons?|Co|Company|Brothers|Bros|Partners))(?!\w)",
        rf"(?<!\*)\*{own}\*(?![\w*])",
    )
    patterns = [re.compile(rf"(?<![\w’'-]){pattern}") for pattern in named]
    roles = (person.role.casefold() for person in dossier.people.values())
    names = *(one.name for one in dossier.places.values()), *(one.name for one in dossier.edition.actors.values())
    places = " ".join(names).casefold().split()
    behind = _OF_TIME.union(_COMMON.split())
    within = behind.union(places, *map(_SMALL.findall, roles)) - {*_GIVEN.split()}
    opening = within.union(_small_words(publication)) - {*_GIVEN.split()}  # any word may begin a sentence
    texts = [(page.file, page.first_line, page.body) for page in publication.pages if page.meta.terms != "none"]
    terms = dossier.glossary.values()
    texts += [("data/glossary.yml", term.line, " ".join(text.split())) for term in terms for text in term.texts]
    for file, first, written in texts:
        text = blanked(CODE, written).replace("&nbsp;", " ")
        found = [match for pattern in patterns for match in pattern.finditer(text)]
        for match in sorted(found, key=lambda one: one.start()):
            parts = match.groupdict()
            name, beside = " ".join(re.sub(r"[*“”\"]", "", match[0]).split()), parts.get("first") or parts.get("next")
            opens = _OPENED.search(text[max(0, match.start() - _NEAR) : match.start()])
            plain = behind if parts.get("next") else opening if opens else within
            if beside and (name in forms or not beside[0].isupper() or beside.casefold() in plain):
                continue
            leading = parts.get("own") or parts["last"].replace("*", "").rpartition(" ")[2]
            line = first + text[: match.start()].count("\n")
            mend = f"“{name.replace(leading, f'{_PLAIN}{leading}')}”, or an alias of that person, mends it"
            yield f"{file}:{line}: “{leading}” of “{name}” leads to another person; {mend}"


def _common(form: str, *, exact: bool) -> str:
    """Return what is wrong with a form, or ""."""
    if sum(map(str.isalnum, form)) < _LEAST:
        return "is a single letter"
    if _NUMBERS.fullmatch(form):
        return "is a number"
    if form.casefold() in _COMMON.split() and not (exact and form.isupper()):
        return "is a word of every sentence"
    quotes = '“‘"' if " " in form else ""  # “a word” of several
    if not ((form[0].isalnum() or form[0] in quotes) and (form[-1].isalnum() or form[-1] in f".)’'”{quotes}")):
        return "begins or ends with a sign, which is not looked for"
    return ""


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
        for number, line in page.prose_lines:
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
    prose = _LINK.sub(lambda match: "\x00" * len(match[0]), page.prose)
    position = 0
    for mention in mentions.on(page.name):
        signs = "".join(_SIGNS.get(sign, re.escape(sign)) for sign in mention.words)
        found = re.compile(signs).search(prose, position)
        line = page.prose_lines[prose.count("\n", 0, found.start())][0] if found else 0
        position = found.end() if found else position
        yield _Place(page.name, line, mention.term, mention.words, mention.linked, mention.sentence)


def _glossary_on_main(root: Path) -> tuple[str, str | None]:
    for branch in _MAIN:
        command = ["git", "show", f"{branch}:./data/glossary.yml"]
        done = subprocess.run(command, cwd=root, capture_output=True, text=True, encoding="utf-8", check=False)
        if done.returncode == 0:
            return branch, done.stdout
    return "", None
