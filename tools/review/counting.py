"""How much a change does, counted in one way for the headline, the table and the sections.

A sentence, row or record counts once, however many pages show it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from .prose import count_hows
from .saying import count, listed

if TYPE_CHECKING:
    from .reviewing import Review

_SAID = ("certainty", "sentences", "numbers", "charts", "tables", "marks")
_SEVERAL = {"status": "statuses", "weak": "marks of weak sources"}
_ONE = {"weak": "mark of weak sources", "hedge": "hedge of the article"}


@dataclass(frozen=True)
class Amount:
    """How many of one thing there are; what is `quiet` stands in its section alone, and not in the headline."""

    number: int
    one: str
    several: str = ""
    quiet: bool = False

    @property
    def words(self) -> str:
        """Number and thing: “2 statuses rose”."""
        return count(self.number, self.one, self.several)


_Quiet = partial(Amount, quiet=True)


def amounts(review: Review) -> Mapping[str, tuple[Amount, ...]]:
    """Return how much there is in each section, by its id and in the order of the page."""
    rows = sum(len(one.rows) + one.swapped for one in review.tables)
    told = {
        "certainty": _certainty(review),
        "sentences": _sentences(review),
        "numbers": (Amount(len(review.numbers), "number or date", "numbers or dates"),),
        "charts": _charts(review),
        "tables": (Amount(rows, "row of tables", "rows of tables"),),
        "marks": (Amount(len(review.marks), "term or person marked otherwise", "terms and people marked otherwise"),),
        "addresses": (Amount(len(review.vanished), "address vanished", "addresses vanished"),),
        "files": _files(review),
        "records": _records(review),
        "markup": (
            Amount(len(review.markup.alone), "page differs in its markup alone", "pages differ in their markup alone"),
            Amount(len(review.markup.sheets), "style or script changed", "styles and scripts changed"),
            _Quiet(len(review.markup.elements), "kind of element", "kinds of elements"),
        ),
        "weights": (_Quiet(len(review.weights), "page is heavier or lighter", "pages are heavier or lighter"),),
    }
    return {section: tuple(one for one in found if one.number) for section, found in told.items()}


def headline(review: Review) -> str:
    """Say what the change does, in a sentence or two."""
    loud = {section: [one for one in found if not one.quiet] for section, found in review.amounts.items()}
    whole = listed(one.words for found in loud.values() for one in found)
    if any(loud[section] for section in _SAID):
        return whole
    if review.renames:
        told = [one for section in ("records", "addresses") for one in loud[section]]
        return f"A rename that changes no words. {listed(one.words for one in told)}"
    if not any(found for section, found in review.amounts.items() if section != "weights"):
        return "Nothing changed for readers."
    return f"No word, number or picture changed for readers. {whole}"


def _certainty(review: Review) -> Iterator[Amount]:
    ways = Counter((turn.what, turn.way) for turn in review.turns)
    for (what, way), number in ways.items():
        one, several = _ONE.get(what, what), _SEVERAL.get(what, f"{what}s")
        yield Amount(number, f"{one} {way or 'is another'}", f"{several} {way or 'are others'}")
    yield Amount(len(review.silences), "speaker is named no more", "speakers are named no more")
    yield Amount(len(review.markup.marked), "page has other marks of statuses", "pages have other marks of statuses")
    yield Amount(len(review.supports), "record rests on others now", "records rest on others now")


def _sentences(review: Review) -> Iterator[Amount]:
    words = review.prose
    pages = Counter(how for _, how, _ in review.pages)
    entries = Counter(one.how for one in words.entries if one.record.kind != "charts")
    for how in ("added", "gone"):
        yield Amount(pages[how], f"page {how}", f"pages {how}")
        yield Amount(entries[how], f"record {how} with its entry", f"records {how} with their entries")
    standing = sum(len(one.quotes) for one in review.remaining)
    yield Amount(standing, "sentence with an old form", "sentences with an old form")
    changes = [*words.changes, *(change for swap in words.swaps for change in swap.changes)]
    follow = sum(change.follows and change.region != "frame" for change in changes)
    hows = count_hows(one for one in changes if not (one.follows and one.region != "frame"))
    yield Amount(hows["changed"] + hows["cited"], "sentence differs", "sentences differ")
    yield Amount(hows["added"], "sentence is new", "sentences are new")
    yield Amount(hows["gone"], "sentence is gone", "sentences are gone")
    yield Amount(follow, "count, list or label", "counts, lists and labels")
    yield Amount(sum(len(move.sentences) for move in words.moves), "sentence moved", "sentences moved")


def _charts(review: Review) -> Iterator[Amount]:
    hows = Counter(chart.how for chart in review.charts)
    yield Amount(hows["added"], "chart is new", "charts are new")
    yield Amount(hows["gone"], "chart is gone", "charts are gone")
    yield Amount(hows["changed"], "chart looks otherwise", "charts look otherwise")
    yield Amount(hows["titled"], "chart has another title", "charts have other titles")


def _files(review: Review) -> Iterator[Amount]:
    added, gone = (sum(len(getattr(one, how)) for one in review.listings) for how in ("added", "gone"))
    yield _Quiet(added, "page, file or entry new", "pages, files and entries new")
    yield _Quiet(gone, "page, file or entry gone", "pages, files and entries gone")
    called = sum(len(one.called) for one in review.listings)
    yield _Quiet(called, "entry is called otherwise", "entries are called otherwise")


def _records(review: Review) -> Iterator[Amount]:
    pages = sum(one.word == "page" for one in review.renames)
    yield Amount(len(review.exceptions), "check is told to let something pass", "checks are told to let something pass")
    yield Amount(len(review.renames) - pages, "record has another id", "records have other ids")
    yield Amount(pages, "page has another address", "pages have other addresses")
    hows = Counter(how for how, _, _ in review.records)
    for how in ("added", "gone"):
        yield Amount(hows[how], f"record {how}", f"records {how}")
    yield Amount(len(review.others), "other field of records", "other fields of records")
