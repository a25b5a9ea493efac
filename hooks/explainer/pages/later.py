"""The word *later*: what speaks of the time after the article carries it, by one rule wherever it stands.

A record is later where its time reaches beyond the article's last day; its label stands beside its title or date.
A sentence is later where all that it cites begins after that day, or reaches beyond it and all dates that the sentence
names lie there; its label stands before it, once for several in a row, and not where it says “later” itself. Of the
sentences that one citation covers, the label stands before the first that names a later day, else before the first that
names no earlier one. So it does where earlier and later claims back several sentences together, of which some
name later days alone.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from xml.etree.ElementTree import Element

from markdown.util import BLOCK_LEVEL_ELEMENTS

from ..data.dossier import Dossier
from ..data.records import Claim, Statement
from ..prose.grammar import CITE
from ..prose.moments import Moment, moments
from ..prose.parts import SEASONS
from ..prose.sentences import blanked, parted
from .apparatus import Reader, passed_over
from .markup import TreeText, h

HOLDERS = frozenset(("p", "li", "dd", "td", "th"))  # what sentences stand in
_UNREAD = passed_over(Reader.DATES)
# What a sentence may begin with: all but what ends the one before, or stands between the two.
_OPENS = r"""[^\s,.;:!?)\]”’»–—/|"'\-]|["'](?=\w)"""
_ENDED = re.compile(r"[.!?…:][”’\"')\]]*\s*$")
_MAY_BE_SHORT = re.compile(r"\b[A-Z]\w{0,4}\.\s*$")  # “Capt. Hale”: it may end no sentence
_STOP = re.compile(r"[.!?…][”’\"')\]]*\s+(?=[^\s\da-z])")
_BEGIN = re.compile(_OPENS)
_LEAD, _GOES_ON = re.compile(r"(?:[.!?…:]|^Beside it)\W*$"), re.compile(r"\W*[a-zß-öø-ÿ]")
# Python-Markdown's placeholders for tags, entities and escaped signs, but for those right before the first word.
_HELD = re.compile(rf"(?:\x02[^\x03]*\x03)+(?!{_OPENS})")
_TAG = re.compile("\x02wzxhzdk:(\\d+)\x03")  # Python-Markdown's placeholder for a tag
_BR = re.compile(r"<br\s*/?>", re.IGNORECASE)
# “Two days later” counts from something else, “sooner or later” from nothing, “later than” from another day; “a later
# ferry” is one of two.
_QUOTED = re.compile(r"“[^”]*”|\"[^\"\n]*\"")
_SAID = re.compile(
    r"\b(?P<counted>(?:second|minute|hour|morning|evening|night|day|week|fortnight|month|year|decade)s?\s+"
    r"|sooner or |(?:no|not) |\b(?:an?|the|this|that|his|her|its|their)\s+)?later\b(?!\s+than\b)",
    re.IGNORECASE,
)
# Four digits before one of these, or so far ahead, count and are no year.
_COUNTED, _AHEAD = re.compile(r"\s+(?:people|persons|men|women|children|families)\b"), 25
# A year behind none of these is part of a name: “the 2025 election”.
_DATED = re.compile(
    r"(?:^|[–(,]\s*|\b(?:in|by|since|from|of|until|till|for|to|and|or|during|after|before|between|around|about|through"
    rf"|throughout|within|early|late|mid|end|{'|'.join(SEASONS)}|winter|quarter|half|year|q[1-4]"
    r"|easter|christmas|beginning|effective)[\s-]+)$",
    re.IGNORECASE,
)


_UNTIL = re.compile(r"\b(?:until|till|up to)\s+(?:the\s+)?$", re.IGNORECASE)  # what ends then may have begun before


def is_later_sentence(text: str, records: Iterable[Claim | Statement], dossier: Dossier) -> bool:
    """Tell whether a sentence, by the records that it cites, speaks of what came after the article."""
    cited = list(records)
    claims = [record for record in cited if isinstance(record, Claim)]
    if claims and len(claims) == len(cited) and all(map(dossier.begins_later, claims)):
        return True
    return any(map(dossier.is_later, claims)) and names_later_dates(text, dossier.article_ends)


def names_later_dates(text: str, ends: date) -> bool:
    """Tell whether a text names dates that all lie after the article."""
    found = _spans(text, ends)
    return any(first > ends for first, _ in found) and all(last > ends for _, last in found)


def names_earlier_dates(text: str, ends: date) -> bool:
    """Tell whether a text names dates, and none that lies after the article."""
    found = _spans(text, ends)
    return bool(found) and all(last <= ends for _, last in found)


def _spans(text: str, ends: date) -> list[tuple[date, date]]:
    """Return the dates that a text names, none if the year of one is unknown; a year left out is the one before."""
    found, year = list[tuple[date, date]](), None
    for moment in sorted(moments(text), key=lambda one: one.start):
        if moment.month is None:
            counts = _COUNTED.match(text, moment.end) or (moment.year or 0) > ends.year + _AHEAD
            if counts or not _DATED.search(text[: moment.start]):
                continue
        year = moment.year or year
        if year is None:
            return []
        first, last = _span(moment, year)
        found.append((date.min if _UNTIL.search(text[: moment.start]) else first, last))
    return found


def _span(moment: Moment, year: int) -> tuple[date, date]:
    if moment.month is None:
        return date(year, 1, 1), date(year, 12, 31)
    days = calendar.monthrange(year, moment.month)[1]
    first, last = (moment.day, moment.day) if moment.day and moment.day <= days else (1, days)
    return date(year, moment.month, first), date(year, moment.month, last)


def says_later(text: str) -> bool:
    """Tell whether a text has the word itself, other than in “two days later” and in somebody’s quoted words."""
    return any(not match["counted"] for match in _SAID.finditer(blanked(_QUOTED, text)))


def sentences(text: str, dossier: Dossier) -> Iterator[tuple[str, bool]]:
    """Yield the sentences of a text without citations, and whether the label stands before each by its dates."""
    before = False
    for _, sentence in parted(text, dossier.abbreviations):
        now = names_later_dates(sentence, dossier.article_ends)
        yield sentence, now and not before and not says_later(sentence)
        before = now


def is_later_fact(text: str, ends: date) -> bool:
    """Tell whether the label stands before a fact; one that cites is labelled by its citations."""
    return not CITE.search(text) and names_later_dates(text, ends) and not says_later(text)


def label_later(block: Element, dossier: Dossier, tags: Sequence[str | Element] = ()) -> None:
    """Put the label before each sentence of a block that is later; blocks within it are left to themselves.

    `tags` are those for which Python-Markdown has put placeholders: a label stands behind a break of the line.
    """
    before = False
    places = []
    for words, cited, spots in _stretches(block, tags):
        records = [record for id_ in cited if (record := dossier.cited(id_))]
        now, part = is_later_sentence(words, records, dossier), _has_later_part(words, records, dossier)
        if (part or (now and not before)) and not says_later(words) and (place := _place(words, spots, dossier)):
            places.append(place)
        before = now
    for text, offset in reversed(places):  # those behind first, so that the others keep their places
        text.insert(offset, h("span", {"class": "later"}, "later"), f" {text.words[offset:]}")


@dataclass(frozen=True)
class _Spot:
    """Where words from `start` on stand: in a text, or in the child behind it, before which a label then goes."""

    start: int
    text: TreeText
    offset: int
    in_child: bool


def _has_later_part(words: str, records: Iterable[Claim | Statement], dossier: Dossier) -> bool:
    """Tell whether earlier and later claims back sentences together of which one names earlier days, one later ones."""
    claims = [record for record in records if isinstance(record, Claim)]
    if len({dossier.begins_later(claim) for claim in claims}) < 2:
        return False
    told = [sentence for _, sentence in parted(words, dossier.abbreviations)]
    ends = dossier.article_ends
    return any(names_later_dates(one, ends) for one in told) and any(names_earlier_dates(one, ends) for one in told)


def _place(words: str, spots: Sequence[_Spot], dossier: Dossier) -> tuple[TreeText, int] | None:
    """Return where the label goes: before the first sentence that names a later day, or none that came before."""
    ends, held = dossier.article_ends, _HELD.sub(lambda sign: " " * len(sign[0]), words)
    parts = list(parted(words, dossier.abbreviations))
    named = (at for at, sentence in parts if any(last > ends for _, last in _spans(sentence, ends)))
    others = (at for at, sentence in parts if not names_earlier_dates(sentence, ends))
    first = next(named, next(others, 0))
    for at in (0 if _MAY_BE_SHORT.search(words[:first]) else first, 0):
        if begin := _BEGIN.search(held, at):
            spot = next(one for one in reversed(spots) if one.start <= begin.start())
            if not spot.in_child:
                return spot.text, spot.offset + begin.start() - spot.start
            # Words within a link or in emphasis: the label goes before the whole of it.
            if at == 0 or not words[spot.start : begin.start()].strip():
                return spot.text, spot.offset
    return None


def _stretches(block: Element, tags: Sequence[str | Element]) -> Iterator[tuple[str, list[str], list[_Spot]]]:
    """Yield the words up to a citation, or several in a row, the ids cited, and where the words stand."""

    def blank(sign: re.Match[str]) -> str:
        number = int(sign[1])
        is_break = number < len(tags) and _BR.fullmatch(str(tags[number]))
        return " " * len(sign[0]) if is_break else sign[0]

    words, cited, spots = "", list[str](), list[_Spot]()
    for piece, text, offset in _pieces(block):
        if isinstance(piece, Element):
            cited.append(piece.attrib["data-claim"])
            continue
        read = _TAG.sub(blank, piece)
        held = _HELD.sub(lambda sign: " " * len(sign[0]), read)
        begin, cut = _BEGIN.search(held), 0
        if begin and cited:
            yield words, cited, spots
            # Where the sentence went on behind its citation, what is told next begins with the one after it.
            stop = None if _ENDED.search(words) else _STOP.search(held)
            words, cited, spots = "", [], []
            cut = stop.end() if stop else 0
        spots.append(_Spot(len(words), text, cut if offset is None else offset, offset is not None))
        words += read[cut:]
    if cited:
        yield words, cited, spots


def _pieces(block: Element) -> Iterator[tuple[str | Element, TreeText, int | None]]:
    """Yield the words and citations of a block in order, each with the text of the block in which it stands.

    What stands in a child of the block comes with the text before that child, and the offset at which that ends.
    """
    text = TreeText(block, None)
    yield text.words, text, None
    for child in block:
        # Behind a bold lead, “**Beside it**”, the sentence begins.
        is_lead = child.tag == "strong" and text.before is None and not text.words.strip() and _goes_on(block, child)
        for piece in _within(child) if not is_lead else ():
            yield piece, text, len(text.words)
        text = TreeText(block, child)
        yield text.words, text, None


def _goes_on(block: Element, lead: Element) -> bool:
    """Tell whether words follow a lead; a sentence that is all in bold, or cites by itself, is none."""
    behind = list(block)[list(block).index(lead) :]
    if len(behind) > 1 and behind[1].tag == "cite" and not (lead.tail or "").strip():
        return False
    words = [one.tail or "" for one in behind] + ["".join(one.itertext()) for one in behind[1:] if one.tag != "cite"]
    if not any(map(str.isalnum, "".join(words))):
        return False
    # “**Not shown** in any source” is one sentence; so is “**Sarn** was silent”.
    return bool(_LEAD.search("".join(lead.itertext()))) or not _GOES_ON.match(lead.tail or "")


def _within(element: Element) -> Iterator[str | Element]:
    if element.tag == "cite" and "data-claim" in element.attrib:
        yield element
    elif element.tag not in BLOCK_LEVEL_ELEMENTS and _UNREAD.isdisjoint(element.get("class", "").split()):
        if element.text:
            yield element.text
        for child in element:
            yield from _within(child)
            if child.tail:
                yield child.tail
