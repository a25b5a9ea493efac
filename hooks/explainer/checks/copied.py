"""What a merge or a change of counts leaves on pages: sentences and facts twice, numbers of records that are typed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from ..data.dossier import Dossier
from ..data.problem import Problem
from ..prose.moments import NUMBERS, one_of
from ..prose.pages import Page
from ..prose.sentences import Paragraph
from ..publication.publication import Publication

_LEAST = 5  # words of a sentence that nobody writes twice on a page
_ALL = rf"\ball\s+(?P<number>\d{{1,6}}|{one_of(NUMBERS)})\s+(?P<noun>%s)\b"


def said_twice(paragraphs: Iterable[Paragraph]) -> Iterator[Problem]:
    """Yield the sentences that stand on the page of these paragraphs already."""
    first: dict[str, int] = {}
    for paragraph in paragraphs:
        for sentence in paragraph.sentences:
            words = " ".join(sentence.text.split())
            before = first.setdefault(words, sentence.line)
            is_row = words.startswith("|")  # heads of tables may be alike
            if before != sentence.line and len(words.split()) >= _LEAST and not is_row:
                found = f"“{words}” stands on the page already, on line {before}"
                yield Problem(paragraph.file, sentence.line, 1, found, "it once")


def facts_twice(dossier: Dossier) -> Iterator[Problem]:
    """Yield the facts that their term has already."""
    for term in dossier.glossary.values():
        facts = [fact.text for fact in term.facts]
        for fact in dict.fromkeys(one for one in facts if facts.count(one) > 1):
            yield Problem.of_record("glossary", term.line, f"“{term.id}” has the fact “{fact}” twice", "it once")


def counted_by_hand(publication: Publication) -> Iterator[Problem]:
    """Yield numbers of all records of a kind that are typed and are not how many there are: “all nine explainers”."""
    dossier = publication.dossier
    kinds = ("charts", "claims", "events", "people", "places", "sources")
    many = {kind: len(getattr(dossier, kind)) for kind in kinds}
    many |= {"statements": len(dossier.article), "terms": len(dossier.glossary)}
    many |= {"explainers": len(publication.explainers)}
    pattern = re.compile(_ALL % "|".join(many), re.IGNORECASE)
    for page in publication.pages:
        texts = [(line.number, line.text) for line in page.lines if line.kind == "text"]
        for number, line in (*enumerate(page.front.splitlines(), 2), *texts):
            yield from _miscounted(page, number, line, pattern, many)


def _miscounted(
    page: Page, line: int, text: str, pattern: re.Pattern[str], many: Mapping[str, int]
) -> Iterator[Problem]:
    for match in pattern.finditer(text):
        number, noun = match["number"].casefold(), match["noun"].casefold()
        if (int(number) if number.isdigit() else NUMBERS.index(number)) != many[noun]:
            found = f"“{match[0]}”: there are {many[noun]}"
            yield Problem(page.file, line, match.start() + 1, found, f"“all {{{{ count {noun} }}}} {noun}”")
