"""Where each term is marked, and what a changed glossary adds or takes away."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from ..data.problem import Problem
from ..data.reading import read_records
from ..data.records import Term
from ..data.yaml import read_file
from ..pages.context import Mentions
from ..pages.extension import gather
from ..prose.pages import Page
from ..publication.publication import Publication
from .glossary import LINK

_MAIN = ("main", "origin/main")
_SIGNS = {" ": r"(?:\s|&nbsp;)+", "’": "(?:['’\u02bc]|&rsquo;)", "-": "[-\u2010\u2011]"}


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
    prose = LINK.sub(lambda match: "\x00" * len(match[0]), page.prose)
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
