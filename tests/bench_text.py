"""Text for the bench of the glossary: made-up words, terms among them, and where each of them stands."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass

WORDS = 600  # a page's, in four sections
SHARE = 0.0115  # of them begin a term: as many as on our explainers
_SYLLABLES = re.findall("..", "bakelominuraseetoviziogradostufenigulimaropolatuwiny")


@dataclass(frozen=True)
class Words:
    """The generated vocabulary: terms by id with their forms, and filler that is no part of any."""

    terms: dict[str, tuple[str, ...]]
    filler: tuple[str, ...]


def vocabulary(count: int) -> Words:
    """Make `count` terms: one to three words, a quarter with shared first words, a half with an alias."""
    chance = random.Random(count)
    made: set[str] = set()

    def word() -> str:
        while True:
            new = "".join(chance.choices(_SYLLABLES, k=chance.randint(2, 4)))
            if new not in made and not new.endswith("s"):
                made.add(new)
                return new

    shared = [word() for _ in range(20)]
    terms = {}
    for number in range(count):
        first = chance.choice(shared) if number % 4 == 0 else word()
        forms = [" ".join([first, *(word() for _ in range(chance.randint(number % 4 == 0, 2)))])]
        if number % 2:
            forms.append(f"{forms[0]} {word()}" if number % 4 == 1 else f"{word()} {word()}")
        terms[f"term-{number}"] = tuple(forms)
    return Words(terms, tuple(word() for _ in range(3_000)))


def pages(count: int, words: Words) -> Iterator[tuple[str, list[list[str]]]]:
    """Yield each page's Markdown and, section by section, the terms that stand in it in this order."""
    chance = random.Random(f"{count}/{len(words.terms)}")
    ids = list(words.terms)
    for _ in range(count):
        sections, expected = [], []
        for section in range(4):
            text, terms = [], []
            while len(text) < WORDS // 4:
                if chance.random() < SHARE:
                    term = chance.choice(ids)
                    form = chance.choice(words.terms[term])
                    text.append(_dressed(form, chance))
                    terms.append(term)
                else:
                    text.append(chance.choice(words.filler))
                if chance.random() < 0.08:
                    text[-1] += ".\n"
            sections.append(f"## Section {section}\n\n" + _lines([*text, chance.choice(words.filler)]))
            expected.append(terms)
        yield "\n".join(sections), expected


def _lines(words: list[str]) -> str:
    """Join words, one sentence a line."""
    return " ".join(words).replace(".\n ", ".\n") + ".\n"


def _dressed(form: str, chance: random.Random) -> str:
    """Write a form as it comes in texts: capital, plural, possessive, emphasis, over a line break."""
    first, _, rest = form.partition(" ")
    return chance.choice(
        [form, form, form, form.capitalize(), f"{form}’s", f"*{first}* {rest}".strip(), form.replace(" ", "\n", 1)]
    )
