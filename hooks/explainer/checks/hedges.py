"""The hedge check: a sentence that cites what is not established says whose word it is, or leaves it open."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from ..data.dossier import Dossier
from ..data.problem import Problem
from ..data.records import Claim, Statement
from ..prose.sentences import Paragraph, Sentence
from .report import Finding
from .vocabulary import Vocabulary

# Words that carry weight; a few endings go, so that “crossed” and “crossing” are one.
_WEIGHTY = re.compile(r"[^\W\d_]{4,}|\d+")
_STATUS = {"authors-reading": "the author’s reading", "forecast": "a forecast of the article"}


class HedgeCheck:
    """Goes through paragraphs; a passage is the sentences that one citation, or a row of them, covers."""

    def __init__(self, dossier: Dossier, vocabulary: Vocabulary) -> None:
        self._dossier, self._vocabulary = dossier, vocabulary
        self._named_in = ("", "")

    def check(self, paragraph: Paragraph) -> Iterator[Finding]:
        """Yield each sentence that states as fact what is not established.

        A frame once set (“Kyiv said …”) goes on to the end of its passage.
        A sentence before it may lead up to it (“Trade is another tie.”), and may not tell the claim itself.
        Where established claims are cited beside others, one framed sentence in the passage is enough.
        """
        block = (paragraph.file, paragraph.box)
        # In one block “he” goes on from paragraph to paragraph, and from item to item.
        named = paragraph.box == "argues" or (block == self._named_in and bool(paragraph.box))
        for _, group in groupby(paragraph.sentences, key=lambda sentence: sentence.passage):
            passage = list(group)
            bare, mixed = self._bare(passage[-1])
            framed = self._framed(passage, bare, named)
            named = named or any(self._vocabulary.author.search(sentence.text) for sentence in passage)
            loose = [sentence for sentence in passage[:framed] if not sentence.states_nothing]
            if framed is not None:
                argued = paragraph.box == "argues"  # where every sentence is the author’s
                loose = [] if mixed else [sentence for sentence in loose if argued or _tells(sentence, bare)]
            if bare and loose:
                sentence = loose[-1] if framed is None else loose[0]
                lines = range(sentence.line, sentence.last_line + 1)
                yield Finding(self._fault(paragraph, sentence, bare[0]), "unhedged", bare[0].id, lines)
        self._named_in = block if named else ("", "")

    def _bare(self, sentence: Sentence) -> tuple[list[Claim | Statement], bool]:
        """Return the cited records that must not be stated as fact, and whether others are cited beside them."""
        ids = [cite.id for cite in sentence.cites]
        claims = [self._dossier.claims[id_] for id_ in ids if id_ in self._dossier.claims]
        statements = [self._dossier.article[id_] for id_ in ids if id_ in self._dossier.article]
        bare: list[Claim | Statement] = [s for s in statements if not _is_carried(s, claims)]
        bare += [claim for claim in claims if claim.status != "established"]
        return bare, any(claim.status == "established" for claim in claims)

    def _framed(self, passage: list[Sentence], bare: list[Claim | Statement], named: bool) -> int | None:
        """Return the position of the first sentence that attributes or hedges, or None."""
        claims = [record for record in bare if isinstance(record, Claim)]
        for position, sentence in enumerate(passage):
            text = sentence.text
            said = self._vocabulary.speaks(text, claims)
            if len(claims) < len(bare):  # the article’s word: a hedge, or somebody else’s name, is not enough
                found = said and self._vocabulary.names_author(text, pronoun=named)
            else:
                found = said or bool(self._vocabulary.hedges.search(text))
            if found:
                return position
            named = named or bool(self._vocabulary.author.search(text))
        return None

    def _fault(self, paragraph: Paragraph, sentence: Sentence, record: Claim | Statement) -> Problem:
        line, column = paragraph.place(sentence.start)
        if isinstance(record, Statement):
            says = "is expected by" if record.forecast else "stands in"
            found = f"“{sentence.text}” states as fact what {says} the article: [^{record.id}]"
        else:
            by = f" by {record.claimed_by}" if record.status == "claimed" else ""
            status = _STATUS.get(record.status, record.status)
            found = f"“{sentence.text}” states as fact what is {status}{by}: [^{record.id}]"
        return Problem(paragraph.file, line, column, " ".join(found.split()), self._wordings(record))

    def _wordings(self, record: Claim | Statement) -> str:
        author = self._dossier.edition.article.author.split()[-1]
        if isinstance(record, Statement) or record.status in ("authors-reading", "forecast"):
            verb = "expects" if record.status == "forecast" else "argues"
            if isinstance(record, Statement) and record.status == "claimed":
                return "“The article says that …”, “according to the article, …”"
            return f"“{author} {verb} that …”, “by {author}’s reading, …”"
        who = (record.claimed_by or "").split(";")[0].split(",")[0].split("(")[0].strip()
        if record.status == "disputed":
            return "“it is disputed whether …”, or each side with its words: “… said that …, while …”"
        if record.status == "reported":
            publisher = self._dossier.sources[record.sources[0].source].publisher if record.sources else "…"
            return f"“… reportedly …”, “{publisher} reported that …”"
        return f"“{who} said that …”, “according to {who}, …”"


def _tells(sentence: Sentence, records: list[Claim | Statement]) -> bool:
    """Tell whether a sentence repeats a record: most of its words that carry weight are the record’s."""
    words = _stems(sentence.text)
    texts = (record.statement if isinstance(record, Claim) else record.restated for record in records)
    return any(len(shared := words & _stems(text)) >= 2 and len(shared) >= 0.6 * len(words) for text in texts)


def _stems(text: str) -> set[str]:
    return {word[:5].casefold() for word in _WEIGHTY.findall(text)}


def _is_carried(statement: Statement, claims: list[Claim]) -> bool:
    """Tell whether a statement is cited beside a claim that confirms it, so that the claim’s status counts."""
    return statement.verdict.startswith("matches") and any(claim.id in statement.record for claim in claims)
