"""The words of `data/wording.yml` as patterns that find attributions and hedges in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from ..data.dossier import Dossier
from ..data.records import Claim
from ..terms.matching import CONSONANT_Y, plural

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
# Behind “may”: what somebody is allowed or forbidden to do.
_FORBIDDEN = (
    r"\s+(?:not|no\s+longer|only)\s+(?:buy|carry|come|cross|drive|enter|fly|go|leave|marry|meet|own|pass|publish|return"
    r"|run|sell|send|speak|stay|stop|strike|travel|use|visit|vote|work)\b"
)
_TITLE_CASE = re.compile(r"[A-ZŁŚŻŠČĽ][\w’'-]+")
_LATIN = re.compile(r"[ -~\u00a0-\u024f’–]+")


class Vocabulary:
    """What attributes, what hedges, and who speaks, as patterns; built once for a run."""

    def __init__(self, dossier: Dossier) -> None:
        self._entries = dossier.wording
        people, author = dossier.people.values(), dossier.edition.article.author
        # Verbs that attribute by themselves, in all their forms; “a warning” is none, “, warning that” is.
        sure = self._forms("attributing-verbs")
        running = any_of(form for form in sure if form.endswith("ing")).pattern
        others = any_of(form for form in sure if not form.endswith("ing")).pattern
        self._verbs = re.compile(rf"{others}|,\s+(?:{running})|(?:{running})\s+that\b", re.IGNORECASE)
        # Verbs that attribute after a speaker, and phrases that name one without a verb.
        self._speaking = any_of(self._forms("speaking-verbs"))
        self.attributions = any_of(self.words("attributions"))
        # Words that leave open whether something is so; “May” is a month, and “may not leave” forbids.
        hedges = set(self.words("hedges"))
        may = rf"|(?-i:\bmay\b)(?!{_FORBIDDEN})" if "may" in hedges else ""
        self.hedges = re.compile(any_of(hedges - {"may"}).pattern + may, re.IGNORECASE)
        self.contrasts = any_of(self._forms("contrasts"))
        # The author and the article; and everybody who can speak: names of the data, general words, pronouns.
        self.author = any_of([author, author.split()[-1], *self.words("author")])
        names = [name for full in (author, *(person.name for person in people)) for name in spoken(full)]
        names += [alias.form for person in people for alias in person.aliases]
        names += [*self.words("speakers"), *self.words("author"), *_PRONOUNS]
        names += [form for form in self._forms("speakers") if form.endswith("s")]
        self.speakers = any_of(filter(_LATIN.fullmatch, names))

    def words(self, entry: str) -> tuple[str, ...]:
        """Return the words of one entry as the editor wrote them."""
        return self._entries[entry].words

    def groups(self, entry: str) -> list[list[str]]:
        """Return the words of one entry, those that slashes part together."""
        return [parted(line) for line in self.words(entry)]

    def _forms(self, entry: str) -> set[str]:
        return {form for verb in self.words(entry) for form in forms(verb)}

    def speaks(self, text: str, claims: Sequence[Claim] = ()) -> bool:
        """Tell whether a sentence says whose word it gives.

        A verb of what a claim tells (“said that it had warned …”) says nothing about who tells it.
        """
        verbs = []
        for found, sure in self.speech(text, claims):
            if sure:
                return True
            verbs.append(found.start())
        if not verbs:
            return False
        names = [self.speakers, _ACRONYM, *(named_in(claim.claimed_by, *claim.others) for claim in claims)]
        first = min((match.start() for pattern in names if (match := pattern.search(text))), default=len(text))
        return any(first < verb for verb in verbs)

    def speech(self, text: str, claims: Iterable[Claim] = ()) -> Iterator[tuple[re.Match[str], bool]]:
        """Yield what attributes in a text, and whether it does so by itself; a verb such as “found” needs a speaker."""
        told = {verb.casefold() for claim in claims for verb in _TOLD.findall(claim.statement)}
        for pattern in (self.attributions, _POSSESSED):
            yield from ((match, True) for match in pattern.finditer(text))
        yield from ((match, True) for match in self._verbs.finditer(text) if match[0].casefold() not in told)
        for match in self._speaking.finditer(text):
            if match[0].casefold() not in told and not _NO_SPEECH.search(text, 0, match.start()):
                yield match, False


def named_in(*texts: str | None) -> re.Pattern[str]:
    """Make a pattern of everybody whom lists in words name: “the ministry; Brandt, of WHO, and Kowalski”."""
    parts = (part.strip() for text in texts if text for part in re.split(r"[;,()]| and ", text))
    return any_of(name for part in parts if part for name in spoken(part))


def parted(line: str) -> list[str]:
    """Return the words of a line that slashes part."""
    return [word.strip() for word in line.split("/")]


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
    base, *given = parted(verb)
    stem = base[:-1]
    yield base
    yield from given
    yield plural(base) or base  # “counts”: by the same rule
    silent = base.endswith("e") and not base.endswith("ee")
    yield stem + "ing" if silent else base + "ing"
    if not given:
        yield stem + "ied" if CONSONANT_Y.search(base) else base + ("d" if base.endswith("e") else "ed")
