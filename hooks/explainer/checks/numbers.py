"""The number and date check: what a sentence counts or dates stands in a claim that it cites."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import combinations

from ..data.dates import When
from ..data.dossier import Dossier
from ..data.records import Claim, Statement, Term
from ..data.series import Point
from ..prose.grammar import CITE
from ..prose.inserts import NUMBER, candidates, parse
from ..prose.moments import Moment, fits, moments, within
from ..prose.parts import parts
from ..prose.sentences import Paragraph, Sentence
from .quantities import Quantity, Reader
from .report import Finding, in_sentence
from .vocabulary import Vocabulary

# How many days or metres a unit holds; units of one class can be compared.
SIZES = {"minute": ("time", 1 / 1440), "hour": ("time", 1 / 24), "day": ("time", 1.0), "week": ("time", 7.0)}
SIZES |= {"fortnight": ("time", 14.0), "decade": ("time", 3652.5), "seconds": ("time", 1 / 86400)}
SIZES |= {"mile": ("way", 1609.34)}
SIZES |= {"month": ("time", 30.44), "year": ("time", 365.25), "metre": ("way", 1.0), "kilometre": ("way", 1000.0)}
SIZES |= {"share": ("share", 1.0), "percent": ("share", 0.01)}
# A claim that speaks of the day before or after its own.
_BESIDE = (
    (re.compile(r"\b(?:the (?:next|following) day|a day later|the day after)\b"), 1),
    (re.compile(r"\b(?:the day before|a day earlier|on the eve)\b"), -1),
)
_SAME = re.compile(r"\b(?:that|this|the same) (?:year|month|week|day|evening|night)\b", re.IGNORECASE)  # of one before
_BOTH = re.compile(r"\bboth\b", re.IGNORECASE)
# Behind these words a day may be another account’s.
_OTHERS = re.compile(r"\b(?:dat(?:es?|ed|ing)|gives?|gave|puts?|others?|another|differ(?:s|ed|ent)?)\b", re.IGNORECASE)
_NEAR = 7  # days


@dataclass(frozen=True)
class Facts:
    """What a claim or statement counts and dates; `others` are days close to its own that only `differs` names."""

    id: str
    quantities: tuple[Quantity, ...]
    moments: tuple[Moment, ...]
    whens: tuple[When, ...]
    words: frozenset[str]
    others: tuple[Moment, ...] = ()
    texts: tuple[str, ...] = ()

    def has_moment(self, moment: Moment, *, others: bool = False) -> bool:
        """Tell whether the date is one of these, or of the `others`."""
        known = (*self.moments, *self.others) if others or not moment.day else self.moments
        return any(fits(moment, one) for one in known) or any(within(moment, when) for when in self.whens)

    def has_quantity(self, quantity: Quantity) -> bool:
        """Tell whether the number is one of these, as exact as it is put."""
        days = {moment.day for moment in (*self.moments, *self.others)}
        if not quantity.unit and quantity.text.endswith(("st", "nd", "rd", "th")) and quantity.value in days:
            return True
        standing = [known for known in self.quantities if agree(quantity, known)]
        return bool(standing) and not self._counts_another(quantity, standing)

    def _counts_another(self, quantity: Quantity, standing: list[Quantity]) -> bool:
        """Tell whether the number measures what is counted: “412 km”, where the bare 412 are names by the record."""
        if _size(quantity)[0] not in ("time", "way") or any(known.unit for known in standing):
            return False
        if quantity.unit in (stem(word) for known in standing for word in known.thing.split()):
            return False  # “three long years”
        of_record = (known for known in self.quantities if known.unit or (known.thing and not known.end))
        return any(known.value == quantity.value for known in of_record)


class NumberCheck:
    """Goes through sentences that cite claims."""

    def __init__(self, dossier: Dossier, vocabulary: Vocabulary) -> None:
        self._dossier, self._vocabulary = dossier, vocabulary
        self.reader = Reader(vocabulary)
        self.facts = {claim.id: self._of_claim(claim) for claim in dossier.claims.values()}
        self.facts |= {one.id: self._of_statement(one) for one in dossier.article.values()}

    def check(self, paragraph: Paragraph) -> Iterator[Finding]:
        """Yield each number and date that is in no claim cited."""
        all_cited = [self.facts[cite.id] for sentence in paragraph.sentences for cite in sentence.cites]
        for passage in paragraph.passages:
            facts = [self.facts[cite.id] for cite in passage[-1].cites]
            if not facts:
                continue
            named = [moment for sentence in passage for moment in moments(sentence.text) if moment.day]
            own = any(one.others and one.has_moment(moment) for one in facts for moment in named)
            for sentence in passage:
                yield from self._inserts_apart(paragraph, sentence, facts)
                others = own or self.gives_others(sentence.text)
                for offset, written, has in self._faults(sentence, facts, paragraph, all_cited, others=others):
                    ids = " ".join(f"[^{one.id}]" for one in facts)
                    found = f"“{written}” is not in what the sentence cites: {ids}"
                    yield in_sentence(paragraph, sentence, found, has, "unmatched", written, offset)

    def _inserts_apart(self, paragraph: Paragraph, sentence: Sentence, facts: list[Facts]) -> Iterator[Finding]:
        """Yield the inserts of points that no claim cited gives, or of another time than the sentence names."""
        dates = [] if _SAME.search(sentence.text) else moments(sentence.text)
        for match in NUMBER.finditer(paragraph.text, sentence.start, sentence.start + len(sentence.text)):
            number, points = parse(match["inside"]), list[Point]()
            if number and number.series in self._dossier.series and not number.spans:
                points = candidates(number, self._dossier.series[number.series])[:1]
            for point in points:
                found, allowed = "", ""
                if not any(known.value == point.value for one in facts for known in one.quantities):
                    ids = " ".join(f"[^{one.id}]" for one in facts)
                    found, allowed = (
                        f"is {point.value:,.10g}, which none has that the sentence cites: {ids}",
                        "a claim that has it",
                    )
                elif point.date and dates and not any(within(one, point.date) for one in dates):
                    found, allowed = (
                        f"is of {point.date}, and the sentence names another time",
                        "the number of that time",
                    )
                if found:
                    found, at = f"“{match[0]}” {found}", match.start() - sentence.start
                    yield in_sentence(paragraph, sentence, found, allowed, "unmatched", match[0], at)

    def check_facts(self) -> Iterator[Finding]:
        """Yield each number and date in a definition or fact of the glossary that no claim cited in it has."""
        for term in self._dossier.glossary.values():
            if CITE.search(term.definition):
                yield from self._of_term(term, term.definition)
            for fact in term.facts:
                # What sources beside it or the article say, no claim has to have.
                if not fact.sources and not any(id_ in self._dossier.article for id_ in CITE.findall(fact.text)):
                    yield from self._of_term(term, fact.text)

    def _of_term(self, term: Term, text: str) -> Iterator[Finding]:
        paragraph = Paragraph("data/glossary.yml", ((term.line, text),), "", self._dossier.abbreviations)
        for one in self.check(paragraph):
            found = f"“{term.id}”: {one.problem.found}"
            yield replace(one, problem=replace(one.problem, column=1, found=found))

    def gives_others(self, text: str) -> bool:
        """Tell whether a text says whose day it gives where accounts differ: “the article dates it to …”."""
        words = self._vocabulary
        return any(one.search(text) for one in (_OTHERS, words.author, words.hedges, words.attributions))

    def _faults(
        self, sentence: Sentence, facts: list[Facts], paragraph: Paragraph, all_cited: list[Facts], *, others: bool
    ) -> Iterator[tuple[int, str, str]]:
        """Yield where in a sentence, and what, is in none of the facts, and what they have."""
        for moment in moments(sentence.text):
            if not any(one.has_moment(moment, others=others) for one in facts):
                dates = [f"{when.words} [^{one.id}]" for one in facts for when in one.whens][:3]
                if any(one.has_moment(moment, others=True) for one in facts):
                    dates.append("or whose day it is, as “differs” has it: “the article dates it to …”")
                written = " ".join(sentence.text[moment.start : moment.end].split())
                yield moment.start, written, ", ".join(dates) or "a date that it gives"
        yield from _parts_apart(sentence.text, facts)
        for match, least, most in self.reader.sizes(sentence.text):
            counted = [
                known
                for one in facts
                for known in one.quantities
                if stem(match["thing"]) in map(stem, (known.unit, *known.thing.split()))
            ]
            if counted and not any(least <= known.value < most for known in counted):
                yield match.start(), match[0], ", ".join(dict.fromkeys(known.text for known in counted[:3]))
        for quantity in self.reader.spans(sentence.text):
            stands = any(one.has_quantity(quantity) for one in facts)
            stands = stands or is_distance(quantity, paragraph.plain, all_cited)
            if not stands and len(_days(paragraph.plain, all_cited)) > 1:
                yield quantity.start, quantity.text, near(quantity, facts)
        for quantity in self.reader.read(sentence.text):
            stands = any(one.has_quantity(quantity) for one in facts)
            stands = stands or (quantity.vague and _counts_ours(quantity, sentence, facts))
            if not stands and not is_distance(quantity, paragraph.plain, all_cited):
                yield quantity.start, quantity.text, near(quantity, facts)

    def _of_claim(self, claim: Claim) -> Facts:
        quantities: list[Quantity] = []
        texts = [claim.title, claim.statement, claim.claimed_by or "", *claim.others]
        for figure in claim.numbers:
            texts += [figure.what, figure.note or ""]
            for value in (figure.value, figure.value_max):
                if value is not None:
                    text = f"{value:,.10g} {figure.unit}"
                    quantities.append(self.reader.counted(value, figure.unit, figure.qualifier, text))
        when = self._dossier.when(claim)
        beside = [days for pattern, days in _BESIDE if pattern.search(claim.statement) and len(when.start) == 10]
        named = [str(when.first + timedelta(days)) for days in beside]
        facts = self.facts_of(claim.id, texts, quantities, [when, *(When(day, day) for day in named)])
        return self._with_differs(facts, claim.differs) if claim.differs else facts

    def _with_differs(self, facts: Facts, text: str) -> Facts:
        """Add what `differs` counts and dates; apart a day so close to the claim’s own that it may be taken for it."""
        more, when = self.facts_of(facts.id, [text], [], []), facts.whens[0]

        def is_near(moment: Moment) -> bool:
            day = replace(moment, year=moment.year or when.first.year).date
            if not day or len(when.start) < 10 or facts.has_moment(moment):
                return False
            return any(abs((day - edge).days) <= _NEAR for edge in (when.first, when.last))

        near = tuple(filter(is_near, more.moments))
        return replace(
            facts,
            quantities=facts.quantities + more.quantities,
            moments=facts.moments + tuple(one for one in more.moments if one not in near),
            words=facts.words | more.words,
            others=near,
        )

    def _of_statement(self, statement: Statement) -> Facts:
        texts = [statement.restated, statement.note]
        whens = [self._dossier.when(self._dossier.claims[id_]) for id_ in statement.record]
        return self.facts_of(statement.id, texts, [], whens)

    def facts_of(self, id_: str, texts: list[str], quantities: list[Quantity], whens: list[When]) -> Facts:
        """Return what texts count and date, with what is known beside them."""
        for text in texts:
            quantities += [*self.reader.read(text), *self.reader.spans(text)]
            quantities += [Quantity(2, text="both") for _ in _BOTH.findall(text)]
        told = " ".join([*texts, *(known.text for known in quantities)])
        words = frozenset(map(stem, told.split()))
        dates = tuple(moment for text in texts for moment in moments(text))
        return Facts(id_, tuple(quantities), dates, tuple(whens), words, texts=tuple(texts))


def near(quantity: Quantity, facts: Iterable[Facts], place: str = "[^{}]") -> str:
    """Name the known numbers that come closest, those of the same unit first."""

    def distance(known: Quantity) -> tuple[bool, float]:
        same = _size(known)[0] == _size(quantity)[0]
        apart = abs(math.log((abs(known.value) + 0.5) / (abs(quantity.value) + 0.5)))
        return not same, 0.0 if math.isnan(apart) else apart

    def told(known: Quantity) -> str:
        is_bound = known.bound == "at-least" and known.value == quantity.value
        return f"at least {known.text}" if is_bound else known.text

    pairs = [(known, one.id) for one in facts for known in one.quantities]
    pairs.sort(key=lambda pair: distance(pair[0]))
    words = list(dict.fromkeys(f"{told(known)} {place.format(id_)}" for known, id_ in pairs))
    return ", ".join(words[:2]) or "a number that it gives"


def unbacked(
    text: str, facts: Sequence[Facts], reader: Reader, *, with_months: bool = True, is_head: bool = False
) -> Iterator[tuple[str, str]]:
    """Yield the dates and numbers of a text that none of the facts has, each with what they have; none without facts.

    Months and years may be left out. A head of a column has no number that counts nothing, nor another account's day.
    """
    for moment in moments(text) if facts else ():
        if (moment.day or with_months) and not any(one.has_moment(moment, others=not is_head) for one in facts):
            known = ", ".join(f"{when.words} ({one.id})" for one in facts[:3] for when in one.whens)
            yield text[moment.start : moment.end], known or "a time that they have"
    for quantity in reader.read(text) if facts else ():
        if (is_head or not quantity.vague) and not any(one.has_quantity(quantity) for one in facts):
            yield quantity.text, near(quantity, facts, "({})")


def _parts_apart(text: str, facts: list[Facts]) -> Iterator[tuple[int, str, str]]:
    """Yield the parts of months and years in which, of what is dated in the same month or year, nothing lies."""
    years = {edge.year for one in facts for when in one.whens for edge in (when.first, when.last)}
    known = list[tuple[date, date]]()
    for one in facts:
        known += [(when.first, when.last) for when in one.whens]
        for moment in (*one.moments, *one.others):
            days = [Moment(year, moment.month, moment.day).date for year in ([moment.year] if moment.year else years)]
            known += [(day, day) for day in days if day]
        known += [span for told in one.texts for part in parts(told, years) for span in part.spans]
    for part in parts(text, years):
        beside = [days for days in known if part.concerns(*days) and days not in part.wholes]
        if beside and not any(part.fits(*days) for days in known):
            told = ", ".join(dict.fromkeys(When(str(first), str(last)).words for first, last in beside[:3]))
            yield part.start, " ".join(text[part.start : part.end].split()), told


def _counts_ours(quantity: Quantity, sentence: Sentence, facts: list[Facts]) -> bool:
    """Tell whether a small number counts what is cited, or things that no claim cited speaks of: “two questions”."""
    if quantity.value == len(sentence.cites):
        return True
    things = [stem(word) for word in quantity.thing.split()]
    return not any(thing in one.words for thing in things[:2] for one in facts)


def stem(word: str) -> str:
    """Return a word without marks, capitals and the s of a plural, to be compared."""
    return word.strip("“”’.,;:()").casefold().removesuffix("s")


def _size(quantity: Quantity) -> tuple[str, float]:
    kind, factor = SIZES.get(quantity.unit, (quantity.unit, 1.0))
    return kind, quantity.value * factor


def agree(found: Quantity, known: Quantity) -> bool:
    """Tell whether a number in prose says no more than a known one: equal, or rounded with the words for it."""
    (kind, value), (other, truth) = _size(found), _size(known)
    if kind != other and ((kind and other) or kind == "share"):  # “412 percent” is not “412 names” either
        return False
    if kind != other:  # one of them names no unit
        value, truth = found.value, known.value
    exact = 0.02 if found.unit != known.unit and kind == "time" else 1e-9
    # What cannot be read stands as the claim has it.
    if math.isclose(value, truth, rel_tol=exact, abs_tol=1e-12) or (math.isnan(value) and found.text == known.text):
        return _bounds_agree(found, known)
    if found.bound in ("at-least", "at-most") and found.unit and found.unit != known.unit:
        return False
    near = abs(value - truth) <= 0.06 * truth
    if found.bound == "at-least":
        return value < truth and (near or _is_round(value, truth, math.floor))
    if found.bound == "at-most":
        is_far = found.close and truth < 0.9 * value  # 412 is “fewer than 500”, and not “nearly 500”
        return value > truth and (near or (_is_round(value, truth, math.ceil) and not is_far))
    return found.bound == "about" and (near or _is_round(value, truth, round))


def _bounds_agree(found: Quantity, known: Quantity) -> bool:
    """Tell whether of two equal numbers one is bounded as the other: no “at most” is an “at least”."""
    if {found.bound, known.bound} == {"at-least", "at-most"}:
        return False
    if known.bound == "at-least" and not found.bound and not found.strict and not found.paired:
        return False
    if found.strict and found.bound:  # “more than 31” is more than is known of 31
        return known.paired or known.bound not in ("", "exact")
    return not found.strict or known.bound not in ("at-least", "at-most", "about")


def _is_round(value: float, truth: float, cut: Callable[[float], int]) -> bool:
    """Tell whether a number is a known one rounded to one or two figures, and not too far from it."""
    if not 0.75 * value <= truth <= 1.25 * value:
        return False
    steps = (10.0 ** (math.floor(math.log10(truth)) - figures) for figures in (0, 1))
    return any(math.isclose(value, cut(truth / step) * step, rel_tol=1e-9) for step in steps)


def is_distance(quantity: Quantity, text: str, facts: list[Facts]) -> bool:
    """Tell whether a span of time lies between two days that the text or its claims name."""
    kind, length = _size(quantity)
    if kind != "time":
        return False
    slack = {"week": 6, "fortnight": 6, "month": 16, "year": 190, "decade": 1900}.get(quantity.unit, 0) + (
        2 if quantity.bound else 0
    )
    days = combinations(sorted(_days(text, facts)), 2)
    return any(length - 1 <= abs(b - a) <= length + slack for a, b in days)


def _days(text: str, facts: list[Facts]) -> set[int]:
    """Return the days that a text and its claims name, as ordinals; a year left out is the claims’ year."""
    whens = [when for one in facts for when in one.whens]
    found = {edge for when in whens if len(when.start) == 10 for edge in (when.first, when.last)}
    years = {when.first.year for when in whens}
    for moment in (*moments(text), *(moment for one in facts for moment in (*one.moments, *one.others))):
        for year in [moment.year] if moment.year else years:
            if day := Moment(year, moment.month, moment.day).date:
                found.add(day)
    return {day.toordinal() for day in found}
