"""What a reader could miss: records that no page uses, and pages that say less than they promise."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pydantic import BaseModel

from .glossary_checks import glossary_findings
from .mentions import gather
from .pages import Page
from .problem import Problem
from .publication import Publication
from .records import Point, Support

_WORDS = range(500, 901)  # an explainer's text with its brief; generated boxes are not counted
_PARTS = ("brief", "chart", "differs")


def check(publication: Publication) -> list[Problem]:
    """Return every finding about the whole publication, in the order of files and lines."""
    found = [*_unused(publication), *_incomplete(publication), *glossary_findings(publication, gather(publication))]
    return sorted(found)


def _unused(publication: Publication) -> Iterator[Problem]:
    dossier = publication.dossier
    cited_sources = set(_sources_under(publication))
    placed = {id_ for claim in dossier.claims.values() for id_ in claim.places}
    placed |= {id_ for drawing in publication.drawings.values() for row in drawing.table.rows for id_ in row.places}
    tests = (
        ("article", lambda s: publication.pages_with("article", s.id), "no page cites or shows this statement"),
        ("charts", lambda c: publication.pages_with("charts", c.id), "no page shows this chart"),
        ("sources", lambda s: s.id in cited_sources, "no record rests on this source"),
        ("claims", lambda c: _is_used(c.id, publication), "no page cites this claim, and no event tells it"),
        (
            "places",
            lambda p: p.id in placed,
            "no claim names this place and no chart shows it",
        ),
    )
    for kind, is_used, sentence in tests:
        for record in getattr(dossier, kind).values():
            if not is_used(record):
                yield Problem(f"data/{kind}.yml", record.line, 1, f"“{record.id}”: {sentence}")


def _is_used(claim: str, publication: Publication) -> bool:
    dossier = publication.dossier
    return bool(
        publication.pages_with("claims", claim)
        or claim in dossier.event_of_claim
        or claim in dossier.statements_of_claim
        or any(claim in series.claims for series in dossier.series.values())
    )


def _sources_under(publication: Publication) -> Iterator[str]:
    dossier = publication.dossier
    for kind in ("claims", "people", "glossary", "series"):
        for record in getattr(dossier, kind).values():
            yield from _named(record)


def _named(part: BaseModel) -> Iterator[str]:
    if isinstance(part, Support):
        yield part.source
    elif isinstance(part, Point):
        yield from filter(None, (part.source, *(alternative.source for alternative in part.alt)))
    else:
        for name in type(part).model_fields:
            value = getattr(part, name)
            for inner in value if isinstance(value, tuple) else (value,):
                if isinstance(inner, BaseModel):
                    yield from _named(inner)


def _incomplete(publication: Publication) -> Iterator[Problem]:
    for page in publication.explainers:
        file = f"docs/{page.name}"
        for part in _PARTS:
            if not re.search(rf"(?m)^/// {part}\b", page.body):
                yield Problem(file, page.first_line, 1, f"the explainer has no “/// {part}”")
        if word_count(page) not in _WORDS:
            yield Problem(
                file,
                page.first_line,
                1,
                f"the explainer has {word_count(page)} words",
                f"{_WORDS.start} to {_WORDS.stop - 1}",
            )
        for line, text in _paragraphs(page):
            if "[^" not in text:
                yield Problem(
                    file,
                    line,
                    1,
                    f"the paragraph “{' '.join(text.split()[:6])} …” cites nothing",
                    "at least one citation, [^claim-id]",
                )


def word_count(page: Page) -> int:
    """Count the words of a page's own prose."""
    return len(re.findall(r"\w+(?:[’'-]\w+)*", page.prose))


def _paragraphs(page: Page) -> Iterator[tuple[int, str]]:
    paragraph: list[str] = []
    start = page.first_line
    for number, line in enumerate([*page.body.splitlines(), ""], page.first_line):
        if line.strip() and not line.startswith(("#", "///", "- ", "    ")):
            start = start if paragraph else number
            paragraph.append(line)
        elif paragraph:
            yield start, " ".join(paragraph)
            paragraph = []


def report(findings: Iterable[Problem]) -> str:
    """Write findings one a line."""
    return "\n".join(str(finding) for finding in findings)
