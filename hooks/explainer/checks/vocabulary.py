"""The words of `data/wording.yml` as patterns that find attributions and hedges in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from ..data.dossier import Dossier
from ..data.records import Claim

_PRONOUNS = ("he", "she", "they", "it", "who", "some", "others", "both", "each", "neither", "we")
_WILD = r"(?:[^\s.;:]+\s+){1,6}?"
# “Holm’s first reason: …”, “the bureau’s count: …”
_POSSESSED = re.compile(r"\w[’']s\s+(?:[\w-]+\s+){0,3}[\w-]+:\s")
_ACRONYM = re.compile(r"\b[A-Z]{2,}\b")  # WHO, AP: whoever has one can speak
_TOLD = re.compile(r"\b(?:had|has|have)\s+(?:not\s+|never\s+|been\s+)*(\w+)")
# Behind one of these a verb is passive (“was found”) or a noun (“of that name”).
_NO_SPEECH = re.compile(
    r"\b(?:is|are|was|were|be|been|being|a|an|the|this|that|these|those|of|no|its|his|her|their|first|last|same|own)\s+$",
    re.IGNORECASE,
)
_TITLE_CASE = re.compile(r"[A-ZŁŚŻŠČĽ][\w’'-]+")
_LATIN = re.compile(r"[ -~\u00a0-\u024f’–]+")


class Vocabulary:
    """What attributes, what hedges, and who speaks; built once for a run."""

    def __init__(self, dossier: Dossier) -> None:
        self._words = {id_: entry.words for id_, entry in dossier.wording.items()}
        self._dossier = dossier
        self._of_claim: dict[str, re.Pattern[str]] = {}

    def words(self, entry: str) -> tuple[str, ...]:
        """Return the words of one entry as the editor wrote them."""
        return self._words[entry]

    @cached_property
    def verbs(self) -> re.Pattern[str]:
        """Verbs that attribute by themselves, in all their forms; “a warning” is none, “, warning that” is."""
        all_ = {form for verb in self.words("attributing-verbs") for form in forms(verb)}
        running = {form for form in all_ if form.endswith("ing")}
        ing = any_of(running).pattern
        return re.compile(rf"{any_of(all_ - running).pattern}|,\s+(?:{ing})|(?:{ing})\s+that\b", re.IGNORECASE)

    @cached_property
    def speaking(self) -> re.Pattern[str]:
        """Verbs that attribute after a speaker."""
        return any_of(form for verb in self.words("speaking-verbs") for form in forms(verb))

    @cached_property
    def attributions(self) -> re.Pattern[str]:
        """Phrases that name a speaker without a verb."""
        return any_of(self.words("attributions"))

    @cached_property
    def hedges(self) -> re.Pattern[str]:
        """Words that leave open whether something is so; “may” is no month."""
        words = [word for word in self.words("hedges") if word != "may"]
        return re.compile(any_of(words).pattern + (r"|(?-i:\bmay\b)" if "may" in self.words("hedges") else ""), re.I)

    @cached_property
    def author(self) -> re.Pattern[str]:
        """Names of the author and the article."""
        name = self._dossier.edition.article.author
        return any_of([name, name.split()[-1], *self.words("author")])

    @cached_property
    def speakers(self) -> re.Pattern[str]:
        """Everybody who can speak: names of the data, general words, pronouns."""
        names = [name for person in self._dossier.people.values() for name in spoken(person.name)]
        names += [alias.form for person in self._dossier.people.values() for alias in person.aliases]
        names += [plural for word in self.words("speakers") for plural in forms(word) if plural.endswith("s")]
        names += [
            *self.words("speakers"),
            *self.words("author"),
            *_PRONOUNS,
            *spoken(self._dossier.edition.article.author),
        ]
        return any_of(filter(_LATIN.fullmatch, names))

    def speaks(self, text: str, claims: Iterable[Claim] = ()) -> bool:
        """Tell whether a sentence says whose word it gives.

        A verb of what a claim tells (“said that it had warned …”) says nothing about who tells it.
        """
        claims = tuple(claims)
        verbs = []
        for found, sure in self.speech(text, claims):
            if sure:
                return True
            verbs.append(found.start())
        if not verbs:
            return False
        patterns = [self.speakers, *(self._speakers_of(claim) for claim in claims)]
        patterns.append(_ACRONYM)
        first = min((match.start() for p in patterns if (match := p.search(text))), default=len(text))
        return any(first < verb for verb in verbs)

    def speech(self, text: str, claims: Iterable[Claim] = ()) -> Iterator[tuple[re.Match[str], bool]]:
        """Yield what attributes in a text, and whether it does so by itself; a verb such as “found” needs a speaker."""
        told = {verb.casefold() for claim in claims for verb in _TOLD.findall(claim.statement)}
        for pattern in (self.attributions, _POSSESSED):
            yield from ((match, True) for match in pattern.finditer(text))
        yield from ((match, True) for match in self.verbs.finditer(text) if match[0].casefold() not in told)
        for match in self.speaking.finditer(text):
            if match[0].casefold() not in told and not _NO_SPEECH.search(text, 0, match.start()):
                yield match, False

    def names_author(self, text: str, *, pronoun: bool) -> bool:
        """Tell whether a sentence names the author or the article; where `pronoun`, “he” and “his” will do."""
        return bool(self.author.search(text) or (pronoun and re.search(r"\b(?:he|his|him)\b", text, re.I)))

    def claimants(self, claim: Claim) -> re.Pattern[str]:
        """Names of who claims something, as `claimed_by` has them."""
        return _speakers_in(claim.claimed_by or "")

    def _speakers_of(self, claim: Claim) -> re.Pattern[str]:
        if claim.id not in self._of_claim:
            self._of_claim[claim.id] = _speakers_in(";".join([claim.claimed_by or "", *claim.others]))
        return self._of_claim[claim.id]


def _speakers_in(text: str) -> re.Pattern[str]:
    """Make a pattern of everybody whom a list in words names: “the ministry; Brandt, of WHO, and Kowalski”."""
    parts = (part.strip() for part in re.split(r"[;,()]| and ", text))
    return any_of(name for part in parts if part for name in spoken(part))


def spoken(name: str) -> Iterator[str]:
    """Yield a name, its last word and its initials: “Ilse Brandt”, “Brandt”; “WHO Centre …”, “WHO”."""
    yield name
    yield from _ACRONYM.findall(name)
    last = name.rsplit(maxsplit=1)[-1]
    if _TITLE_CASE.fullmatch(last):
        yield last


def any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Make a pattern of words and phrases, longest first; “…” stands for up to six words, a blank for a line break."""
    longest = sorted(set(words), key=lambda word: (-len(word), word))
    return re.compile("|".join(map(_pattern, longest)) or r"(?!)", re.IGNORECASE)


def _pattern(words: str) -> str:
    escaped = re.escape(words).replace(r"\ …\ ", r"\s+" + _WILD).replace(r"\ ", r"\s+").replace("’", "[’']")
    return (r"\b" if words[0].isalnum() else "") + escaped + (r"\b" if words[-1].isalnum() else "")


def forms(verb: str) -> Iterator[str]:
    """Yield the forms of a verb: made by rule, and those given after slashes."""
    base, *given = (part.strip() for part in verb.split("/"))
    stem = base[:-1]
    yield base
    yield from given
    y = base.endswith("y") and base[-2] not in "aeiou"
    yield stem + "ies" if y else base + ("es" if base.endswith(("s", "x", "ch", "sh")) else "s")
    silent = base.endswith("e") and not base.endswith("ee")
    yield stem + "ing" if silent else base + "ing"
    if not given:
        yield stem + "ied" if y else base + ("d" if base.endswith("e") else "ed")
