"""The attribution check: what one side claims is not put into the mouth of another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from ..data.dossier import Dossier
from ..data.problem import Problem, listing
from ..data.records import Claim
from ..prose.sentences import Paragraph, Sentence
from .report import Finding
from .vocabulary import Vocabulary, any_of

_SIDED = ("claimed", "reported", "disputed")  # a reading or forecast weighs what many said
_AUTHOR = "the article"
_SENTENCE = re.compile(r"(?<=[.;!?])\s+")
_BREAK = re.compile(r"[,;:()–—“”]")
_BEHIND = ("according to", "in the ", "come", "citing")  # behind these the speaker follows
_FOLLOWING = re.compile(r"[^,;:()–—“”.]{0,80}")


class AttributionCheck:
    """Holds the speakers of a passage against `claimed_by` of the claims that it cites.

    A party is a side with all its names and people, as `parties` in data/wording.yml tells them.
    A speaker whose party is not known (“officials said”, “he said”) may be the right one, so nothing is found;
    nor where another claim is cited beside, which somebody else may stand for.
    """

    def __init__(self, dossier: Dossier, vocabulary: Vocabulary) -> None:
        self._dossier, self._vocabulary = dossier, vocabulary
        self._names = {name.casefold(): party for name, party in _named(vocabulary)}
        self._party = any_of(self._names)

    def names_twice(self) -> Iterator[Finding]:
        """Yield each name that stands under two parties: it could not tell them apart."""
        entry = self._dossier.wording["parties"]
        for name, party in _named(self._vocabulary):
            if (other := self._names[name.casefold()]) != party:
                found = f"“{name}” stands under two parties, “{party}” and “{other}”"
                yield Finding(Problem("data/wording.yml", entry.line, 1, found, "one of them"))

    def check(self, paragraph: Paragraph) -> Iterator[Finding]:
        """Yield each passage whose words are given to known parties alone, and to none that claims them."""
        for _, group in groupby(paragraph.sentences, key=lambda sentence: sentence.passage):
            passage = list(group)
            claims = self._claims(passage[-1])
            if not claims:
                continue
            right = self._claimants(claims)
            wrong = self._wrong(passage, claims, right)
            if wrong:
                yield self._finding(paragraph, *wrong, claims, right)

    def _wrong(self, passage: list[Sentence], claims: list[Claim], right: set[str]) -> tuple[Sentence, set[str]] | None:
        """Return the first sentence that gives the words to others, and whom; None where a speaker may be right."""
        given: dict[bool, list[tuple[Sentence, set[str]]]] = {True: [], False: []}
        for sentence in passage:
            for words, sure in self._speakers(sentence.text, claims):
                parties = self.parties(words)
                unknown = not parties and (sure or self._vocabulary.speakers.search(words))
                if unknown or parties & right or self._is_named(words, claims):
                    return None
                if parties:
                    given[sure].append((sentence, parties))
        hedged = any(self._vocabulary.hedges.search(sentence.text) for sentence in passage)
        return next(iter(given[True] or ([] if hedged else given[False])), None)

    def parties(self, text: str) -> set[str]:
        """Return the parties that a text names; the longest name counts (“Belarusian opposition”)."""
        names = (" ".join(match[0].split()).casefold().replace("'", "’") for match in self._party.finditer(text))
        return {self._names[name] for name in names} | ({_AUTHOR} if self._vocabulary.author.search(text) else set())

    def _claims(self, sentence: Sentence) -> list[Claim]:
        """Return the claims that a passage cites, if somebody is named for each; no claims otherwise."""
        cited = [self._dossier.claims[cite.id] for cite in sentence.cites if cite.id in self._dossier.claims]
        whole = len(cited) == len(sentence.cites)
        return cited if whole and all(claim.claimed_by and claim.status in _SIDED for claim in cited) else []

    def _claimants(self, claims: Iterable[Claim]) -> set[str]:
        """Return the parties of `claimed_by`, and of whoever else speaks at the head of a sentence of the claim."""
        found: set[str] = set()
        for claim in claims:
            found |= self.parties(claim.claimed_by or "")
            for sentence in _SENTENCE.split(claim.statement):
                found.update(*(self.parties(words) for words, sure in [*self._speakers(sentence)][:1] if sure))
        return found

    def _is_named(self, words: str, claims: Iterable[Claim]) -> bool:
        """Tell whether words name who claims, or the work in which it was published."""
        for claim in claims:
            publishers = [self._dossier.sources[support.source].publisher for support in claim.sources]
            if self._vocabulary.claimants(claim).search(words) or any(name in words for name in publishers):
                return True
        return False

    def _speakers(self, text: str, claims: Iterable[Claim] = ()) -> Iterator[tuple[str, bool]]:
        """Yield the words before or behind each attribution, where its speaker stands, and whether it surely is one.

        “Found” and “put” may be what the claim tells of somebody; they are held to be speech where nothing else is.
        """
        for match, sure in sorted(self._vocabulary.speech(text, claims), key=lambda found: found[0].start()):
            if match[0].casefold().startswith(_BEHIND):
                following = _FOLLOWING.match(text, match.end())
                yield match[0] + (following[0] if following else ""), sure
                continue
            clause = _BREAK.split(text[: match.start()])[-1]
            # “Bogodel, an officer of the academy, claimed …”: the subject stands before both commas.
            yield (clause if clause.strip() else text[: match.start()]) + match[0], sure

    def _finding(
        self, paragraph: Paragraph, sentence: Sentence, parties: set[str], claims: list[Claim], right: set[str]
    ) -> Finding:
        line, column = paragraph.place(sentence.start)
        claim = claims[0]
        found = (
            f"“{sentence.text}” attributes to {listing(parties)} what is claimed by {claim.claimed_by}: [^{claim.id}]"
        )
        names = [name for name in self._vocabulary.words("parties") if name.split("/")[0].strip() in right]
        allowed = "; ".join(names) or listing(one.claimed_by or "" for one in claims)
        problem = Problem(paragraph.file, line, column, " ".join(found.split()), allowed)
        return Finding(problem, "misattributed", claim.id, range(sentence.line, sentence.last_line + 1))


def _named(vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """Yield each name with its party, which is the first name of its line."""
    for line in vocabulary.words("parties"):
        names = [name.strip() for name in line.split("/")]
        yield from ((name, names[0]) for name in names)
