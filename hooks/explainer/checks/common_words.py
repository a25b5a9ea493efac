"""Forms of terms and people that are words of prose, or names that somebody else bears."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator

from ..data.problem import Problem
from ..prose.grammar import CODE
from ..prose.moments import one_of
from ..prose.sentences import blanked
from ..publication.publication import Publication
from ..terms.matching import is_person, keys, person_id, person_marks
from .report import Finding

_LEAST = 2  # letters of a form
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
                place = prose.get(form.casefold())
                fault = "is a word of prose, too" + (f", as in {place}" if place else "")
            if fault:
                allowed = "a form that says more, or “allows: common-word” with the reason in data/exceptions.yml"
                allowed = f"“case: exact”, {allowed}" if loose and form.isupper() else allowed
                problem = Problem.of_record(kind, term.line, f"“{id_}”: “{form}” {fault}", allowed)
                yield Finding(problem, "common-word", id_)
                break


def _small_words(publication: Publication) -> dict[str, str]:
    """Return the words that pages have in small letters, each with file and line of the first, and those of time."""
    found = dict.fromkeys(_OF_TIME, "")
    for page in publication.pages:
        for line in page.lines:
            for word in _SMALL.findall(_NO_WORDS.sub(" ", line.text)):
                found.setdefault(word, f"{page.file}:{line.number}")
    return found


_FIRST = r"[^\W\d_a-zß-öø-ÿ](?:\.(?:-?[^\W\d_a-zß-öø-ÿ]\.)*|[\w’'-]+)?"  # a first name or initials
# First names that are words with which a sentence may begin.
_GIVEN = """
art bill chance dean drew faith frank grace guy hope jack joy may mark pat ray rob rose rich sue victor will
"""
# Months that are first names, and what stands before a month.
_MONTHS = frozenset(("April", "June", "August"))
_DATED = re.compile(
    r"(?:\d(?:st|nd|rd|th)?(?: of)?|\b(?:after|and|before|between|by|during|each|early|every|from|in|last|late|mid|next"
    r"|of|on|or|since|that|the|this|through|till|to|until))[\s-]+$",
    re.IGNORECASE,
)
_NICKNAME = r"(?:[“\"‘'(][^\W\d_][\w’'-]*[”\"’')]\s)?"
_PARTICLES = r"(?:(?:al|bin|d[aei]|del|den|der|du|el|l[ae]|te[nr]|van|von) )*"
_OPENED, _NEAR = re.compile(r"(?:^|[.!?…:|>\n])[\s*_“\"‘'(\[#-]*$"), 20  # what a sentence begins behind
_PLAIN = "\\"


def namesakes(publication: Publication) -> Iterator[str]:
    """Yield a note on each surname that somebody else, a street, firm or ship bears, and that leads to a person."""
    dossier = publication.dossier
    forms = {form for term in person_marks(dossier.people.values()) for form in keys(term)}
    surnames, whole = one_of(form for form in forms if " " not in form), tuple(form for form in forms if " " in form)
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
        rf"[“\"‘]{own}[”\"’](?!\w)",
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
            given = beside in _MONTHS and not _DATED.search(text[max(0, match.start() - _NEAR) : match.start()])
            if text.endswith(whole, 0, match.end()):
                continue  # “K. Rowe” of “J. K. Rowe”, who is meant
            if beside and not given and (name in forms or not beside[0].isupper() or beside.casefold() in plain):
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
