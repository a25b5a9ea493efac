"""The check of names: prose writes people and places as the data does; other spellings stand in quotation marks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher

from ..data.dossier import Dossier
from ..data.problem import Problem
from ..data.records import Person, Place
from ..prose.moments import one_of
from ..prose.pages import Page
from ..prose.sentences import Paragraph, blanked
from ..publication.publication import Publication
from .report import Finding

_NAME = re.compile(r"[^\W\d_][\w’'-]*")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"\n]*\"|«[^»]*»")
_POSSESSIVE = re.compile(r"[’']s?$")
_OFTEN = 3  # by slip nobody writes a name as often
_SHORT = 4  # of these only letters that changed places are told
_LONGER, _ALIKE = 9, 0.84  # a long word may have two slips
_LONG = 6  # shorter words are like too many others


class NameCheck:
    """Knows every spelling of every name, and which one the site uses."""

    def __init__(self, dossier: Dossier) -> None:
        self._forms: dict[str, str] = {}
        self._known = _words_of(dossier)
        records: list[Person | Place] = [*dossier.people.values(), *dossier.places.values()]
        self._own = sorted({_POSSESSIVE.sub("", word) for record in records for word in _NAME.findall(record.name)})
        for record in records:
            for alias in record.aliases:
                for form in alias.forms:
                    self._learn(record, form)
        self._other = re.compile(rf"(?<![\w-])(?:{one_of(self._forms)})(?![\w-])")

    def _learn(self, record: Person | Place, form: str) -> None:
        if isinstance(record, Person) and record.kind != "person":
            # A short form of an institution is no misspelling of it; another spelling of the same words is.
            if (
                len(form.split()) == len(record.name.split())
                and 0.75 < SequenceMatcher(None, form, record.name).ratio() < 1
            ):
                self._forms[form] = record.name
            return
        if form != record.name and (isinstance(record, Place) or " " in form):
            self._forms[form] = record.name
        last, own = (text.rsplit(maxsplit=1)[-1] for text in (form, record.name))
        if isinstance(record, Person) and last not in self._own and last not in record.name:
            self._forms[last] = own

    def check(self, paragraph: Paragraph) -> Iterator[Finding]:
        """Yield each name of a paragraph that is spelled otherwise than in the data."""
        for start, written, right in self._faults(blanked(_QUOTED, paragraph.plain)):
            line, column = paragraph.place(start)
            found = f"“{written}” is spelled otherwise in the data"
            problem = Problem(paragraph.file, line, column, found, f"“{right}”, or quotation marks")
            yield Finding(problem, "misspelt", written, range(line, line + 1))

    def check_claims(self, dossier: Dossier) -> Iterator[Finding]:
        """Yield the other spellings of names in titles and statements of claims."""
        for claim in dossier.claims.values() if self._forms else ():
            for match in self._other.finditer(blanked(_QUOTED, f"{claim.title}\n{claim.statement}")):
                found = f"“{claim.id}”: “{match[0]}” is spelled otherwise in the data"
                allowed = f"“{self._forms[match[0]]}”, or quotation marks"
                yield Finding(Problem.of_record("claims", claim.line, found, allowed), "misspelt", match[0])

    def check_over(self, page: Page) -> Iterator[Finding]:
        """Yield the same for the front matter and the headings of a page."""
        for number, line in (*enumerate(page.front.splitlines(), 2), *page.headings):
            yield from self.check(Paragraph(page.file, ((number, line),)))

    def _faults(self, text: str) -> Iterator[tuple[int, str, str]]:
        taken: set[int] = set()
        for match in self._other.finditer(text) if self._forms else ():
            taken.update(range(*match.span()))
            yield match.start(), match[0], self._forms[match[0]]
        for match in _NAME.finditer(text):
            word = _POSSESSIVE.sub("", match[0])
            if match.start() in taken or word in self._known or len(word) < _SHORT or not word[0].isupper():
                continue
            right = next((own for own in self._own if _is_slip(word, own)), "")
            if right:
                yield match.start(), word, right


def mistyped(publication: Publication) -> Iterator[str]:
    """Yield a note on each person of whose name a word stands nowhere, and often as it would be with a slip mended."""
    dossier = publication.dossier
    texts = [text for claim in dossier.claims.values() for text in (claim.statement, claim.claimed_by or "")]
    texts += [page.prose for page in publication.pages]
    words = Counter(_POSSESSIVE.sub("", word) for text in texts for word in _NAME.findall(text))
    for person in dossier.people.values():
        aliases = {word for alias in person.aliases for form in alias.forms for word in _NAME.findall(form)}
        for word in (one for one in _NAME.findall(person.name) if not words[one] and person.kind == "person"):
            meant = [one for one in words if words[one] >= _OFTEN and one[0].isupper() and _is_slip(one, word)]
            if meant and not aliases.intersection(meant):
                told = f"“{word}” of its name stands nowhere, and “{meant[0]}” {words[meant[0]]} times"
                yield f"data/people.yml:{person.line}: “{person.id}”: {told}"


def _is_slip(word: str, own: str) -> bool:
    """Tell whether a word is a name with one letter wrong, too many or missing, or with two that changed places.

    Of short ones only the last is told; a long one may have two slips.
    """
    if word == own or (min(len(word), len(own)) < _LONG and sorted(word) != sorted(own)):
        return False
    if min(len(word), len(own)) >= _LONGER and word[0] == own[0]:
        return SequenceMatcher(None, word, own).ratio() > _ALIKE
    left, right = word, own
    while left and right and left[0] == right[0]:
        left, right = left[1:], right[1:]
    while left and right and left[-1] == right[-1]:
        left, right = left[:-1], right[:-1]
    return max(len(left), len(right)) == 1 or (len(left) == 2 and left == right[::-1])


def _words_of(dossier: Dossier) -> set[str]:
    """Every word of the records themselves: none of them is taken for a slip."""
    texts = [text for claim in dossier.claims.values() for text in (claim.title, claim.statement, claim.differs or "")]
    texts += [text for claim in dossier.claims.values() for text in (*claim.others, claim.claimed_by or "")]
    texts += [text for term in dossier.glossary.values() for text in (term.term, *term.texts)]
    texts += [text for person in dossier.people.values() for text in (person.name, person.role)]
    texts += [place.name for place in dossier.places.values()]
    texts += [statement.restated for statement in dossier.article.values()]
    article = dossier.edition.article
    texts += [article.title, article.publisher, article.author]
    found = {word for text in texts for word in _NAME.findall(text)}
    return found | {_POSSESSIVE.sub("", word) for word in found}
