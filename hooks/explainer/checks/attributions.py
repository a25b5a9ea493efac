"""The checks of hedges and speakers: nothing open is stated as fact, nobody’s words are put into another’s mouth."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..data.dossier import Dossier
from ..data.problem import Problem, listing
from ..data.records import Claim, Statement
from ..data.vocabularies import STATUSES, VERDICTS
from ..prose.grammar import BLOCKS
from ..prose.sentences import Paragraph, Sentence, parted
from .report import Finding, in_sentence
from .vocabulary import Vocabulary, any_of, named_in

# Words that carry weight; a few endings go, so that “crossed” and “crossing” are one.
_WEIGHTY = re.compile(r"[^\W\d_]{4,}|\d+")
_AUTHOR = "the article"
_OF_AUTHOR = frozenset(name for name, block in BLOCKS.items() if block.author)
_SEMICOLON = re.compile(r"(?<=;)\s+")
_BREAK = re.compile(r"[,;:()–—“”]")
_BEHIND = ("according to", "in the ", "come", "citing")  # behind these the speaker follows
_HE = re.compile(r"\b(?:he|his|him)\b", re.IGNORECASE)
_PRONOUN = re.compile(r"\b(?:he|she|it|they)\b", re.IGNORECASE)
_FOLLOWING = re.compile(r"[^,;:()–—“”.]{0,80}")


class HedgeCheck:
    """Goes through paragraphs; a passage is the sentences that one citation, or a row of them, covers."""

    def __init__(self, dossier: Dossier, vocabulary: Vocabulary) -> None:
        self._dossier, self._vocabulary = dossier, vocabulary
        self._named_in = ("", "")

    def check(self, paragraph: Paragraph) -> Iterator[Finding]:
        """Yield each sentence that states as fact what is not established.

        A frame once set (“The ministry said …”) goes on to the end of its passage.
        A sentence before it may lead up to it (“Trade is another tie.”), and may not tell the claim itself.
        Where established claims are cited beside others, one framed sentence in the passage is enough.
        """
        block = (paragraph.file, paragraph.box)
        # In one block “he” goes on from paragraph to paragraph, and from item to item.
        argued = paragraph.box in _OF_AUTHOR
        named = argued or (block == self._named_in and bool(paragraph.box))
        for passage in paragraph.passages:
            bare, mixed = self._bare(passage[-1])
            framed = None  # the position of the first sentence that attributes or hedges
            for position, sentence in enumerate(passage):
                if framed is None and self._frames(sentence.text, bare, named):
                    framed = position
                named = named or bool(self._vocabulary.author.search(sentence.text))
            loose = [sentence for sentence in passage[:framed] if not sentence.states_nothing]
            if framed is not None:
                loose = [] if mixed else [sentence for sentence in loose if argued or _tells(sentence, bare)]
            if bare and loose:
                yield self._finding(paragraph, loose[-1] if framed is None else loose[0], bare[0])
        self._named_in = block if named else ("", "")

    def _bare(self, sentence: Sentence) -> tuple[list[Claim | Statement], bool]:
        """Return the cited records that must not be stated as fact, and whether others are cited beside them."""
        cited = [self._dossier.cited(cite.id) for cite in sentence.cites]
        claims = [record for record in cited if isinstance(record, Claim)]
        statements = [record for record in cited if isinstance(record, Statement)]
        bare: list[Claim | Statement] = [one for one in statements if not _is_carried(one, claims)]
        bare += [claim for claim in claims if not STATUSES[claim.status].fact]
        return bare, any(STATUSES[claim.status].fact for claim in claims)

    def _frames(self, text: str, bare: list[Claim | Statement], named: bool) -> bool:
        """Tell whether a sentence attributes or hedges; the author has to be `named` before he is “he”."""
        claims = [record for record in bare if isinstance(record, Claim)]
        said = self._vocabulary.speaks(text, claims)
        if len(claims) < len(bare):  # the article’s word: a hedge, or somebody else’s name, is not enough
            return said and bool(self._vocabulary.author.search(text) or (named and _HE.search(text)))
        return said or bool(self._vocabulary.hedges.search(text))

    def _finding(self, paragraph: Paragraph, sentence: Sentence, record: Claim | Statement) -> Finding:
        if isinstance(record, Statement):
            what = "is expected by the article" if record.forecast else "stands in the article"
        else:
            by = f" by {record.named}" if record.named else ""
            what = f"is {STATUSES[record.status].told or record.status}{by}"
        found = f"“{sentence.text}” states as fact what {what}: [^{record.id}]"
        return in_sentence(paragraph, sentence, found, self._wordings(record), "unhedged", record.id)

    def _wordings(self, record: Claim | Statement) -> str:
        status, who, publisher = STATUSES[record.status], "", "…"
        if isinstance(record, Claim):
            who = (record.claimed_by or "").split(";")[0].split(",")[0].split("(")[0].strip()
            if record.sources:
                publisher = self._dossier.sources[record.sources[0].source].publisher
        elif status.ranked:
            return "“The article says that …”, “according to the article, …”"
        author = self._dossier.edition.article.author.split()[-1]
        return status.wording.format(who=who, publisher=publisher, author=author)


def _tells(sentence: Sentence, records: list[Claim | Statement]) -> bool:
    """Tell whether a sentence repeats a record: most of its words that carry weight are the record’s."""
    words = _stems(sentence.text)
    texts = (record.statement if isinstance(record, Claim) else record.restated for record in records)
    return any(len(shared := words & _stems(text)) >= 2 and len(shared) >= 0.6 * len(words) for text in texts)


def _stems(text: str) -> set[str]:
    return {word[:5].casefold() for word in _WEIGHTY.findall(text)}


def _is_carried(statement: Statement, claims: list[Claim]) -> bool:
    """Tell whether a statement is cited beside a claim that confirms it, so that the claim’s status counts."""
    return VERDICTS[statement.verdict].agrees and any(claim.id in statement.record for claim in claims)


class AttributionCheck:
    """Holds the speakers of a passage against `claimed_by` of the claims that it cites.

    A party is a side with all its names and people, as `parties` in data/wording.yml tells them.
    A speaker whose party is not known (“officials said”, “he said”) may be the right one, so nothing is found;
    nor where another claim is cited beside, which somebody else may stand for.
    """

    def __init__(self, dossier: Dossier, vocabulary: Vocabulary) -> None:
        self._dossier, self._vocabulary = dossier, vocabulary
        self._parties = vocabulary.groups("parties")
        self._names = {name.casefold(): names[0] for names in self._parties for name in names}
        self._party = any_of(self._names)

    def names_twice(self) -> Iterator[Finding]:
        """Yield each name that stands under two parties: it could not tell them apart."""
        entry = self._dossier.wording["parties"]
        for name, party in ((name, names[0]) for names in self._parties for name in names):
            if (other := self._names[name.casefold()]) != party:
                found = f"“{name}” stands under two parties, “{party}” and “{other}”"
                yield Finding(Problem.of_record("wording", entry.line, found, "one of them"))

    def one_sided(self) -> Iterator[Finding]:
        """Yield each disputed claim that tells one position alone.

        Two are told by a word of contrast, two speakers, or two parties with numbers of one unit.
        """
        for claim in self._dossier.claims.values():
            texts = (claim.title, claim.statement, claim.differs or "")
            units = [number.unit for number in claim.numbers]
            told = any(map(self._vocabulary.contrasts.search, texts)) or ";" in (claim.claimed_by or "")
            named = self.parties(claim.statement) if len(set(units)) < len(units) else self._claimants([claim])
            if claim.status == "disputed" and not told and len(named | self._voices(claim)) < 2:
                found = f"“{claim.id}” is disputed, and its statement tells one position"
                allowed = "both, with who says so (“… said that …, but …”), or another status"
                yield Finding(Problem.of_record("claims", claim.line, found, allowed))

    def _voices(self, claim: Claim) -> set[str]:
        """Return who is said to speak in each clause of a claim: a party, or the words that name somebody else."""
        found: set[str] = set()
        for clause in self._clauses(claim):
            words, _ = next(self._speakers(clause), ("", False))
            if words and not _PRONOUN.search(words):
                found |= self.parties(words) or {words}
        return found

    def check(self, paragraph: Paragraph) -> Iterator[Finding]:
        """Yield each passage whose words are given to known parties alone, and to none that claims them."""
        for passage in paragraph.passages:
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
        """Return the parties that a text names; the longest name counts (“northern opposition”)."""
        names = (" ".join(match[0].split()).casefold().replace("'", "’") for match in self._party.finditer(text))
        return {self._names[name] for name in names} | ({_AUTHOR} if self._vocabulary.author.search(text) else set())

    def _claims(self, sentence: Sentence) -> list[Claim]:
        """Return the claims that a passage cites, if somebody is named for each; no claims otherwise."""
        cited = [self._dossier.cited(cite.id) for cite in sentence.cites]
        claims = [record for record in cited if isinstance(record, Claim)]
        sided = [claim for claim in claims if claim.claimed_by and STATUSES[claim.status].sided]
        return sided if len(sided) == len(cited) else []

    def _claimants(self, claims: Iterable[Claim]) -> set[str]:
        """Return the parties of `claimed_by`, and of whoever else speaks at the head of a clause of the claim."""
        found: set[str] = set()
        for claim in claims:
            found |= self.parties(claim.claimed_by or "")
            for clause in self._clauses(claim):
                words, sure = next(self._speakers(clause), ("", False))
                found |= self.parties(words) if sure else set()
        return found

    def speaking(self, claim: Claim) -> set[str]:
        """Return the parties that surely speak in the statement of a claim."""
        spoken = (one for clause in self._clauses(claim) for one in self._speakers(clause))
        return {party for words, sure in spoken if sure for party in self.parties(words)}

    def _clauses(self, claim: Claim) -> Iterator[str]:
        for _, sentence in parted(claim.statement, self._dossier.abbreviations):
            yield from _SEMICOLON.split(sentence)

    def _is_named(self, words: str, claims: Iterable[Claim]) -> bool:
        """Tell whether words name who claims, or the work in which it was published."""
        for claim in claims:
            works = self._dossier.sources_of(claim)
            if named_in(claim.claimed_by).search(words) or any(work.publisher in words for work in works):
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
            # “Holm, an officer of the academy, claimed …”: the subject stands before both commas.
            yield (clause if clause.strip() else text[: match.start()]) + match[0], sure

    def _finding(
        self, paragraph: Paragraph, sentence: Sentence, parties: set[str], claims: list[Claim], right: set[str]
    ) -> Finding:
        claim = claims[0]
        found = (
            f"“{sentence.text}” attributes to {listing(parties)} what is claimed by {claim.claimed_by}: [^{claim.id}]"
        )
        names = [" / ".join(names) for names in self._parties if names[0] in right]
        allowed = "; ".join(names) or listing(one.claimed_by or "" for one in claims)
        return in_sentence(paragraph, sentence, found, allowed, "misattributed", claim.id)
