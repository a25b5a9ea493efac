"""What stands on a page and is no part of its prose, and who of those that read pages passes over it.

One reads sentences for their dates, one for terms and people; one counts the minutes that reading takes; one reads
for the search, one writes the page as Markdown.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Flag, auto


class Reader(Flag):
    """Those who read a page."""

    DATES = auto()
    TERMS = auto()
    MINUTES = auto()
    SEARCH = auto()
    MARKDOWN = auto()


_IN_SENTENCES = Reader.DATES | Reader.TERMS
_WHOLE = Reader.MINUTES | Reader.SEARCH | Reader.MARKDOWN  # those who read pages when they are finished

# By class: who passes over such an element. A reader that is not named reads it, or has a way of its own with it.
_PASSED_OVER: Mapping[str, Reader] = {
    # how sure a sentence is, and that it is later: Markdown has it in brackets, and the eye takes its time
    "status": _IN_SENTENCES | Reader.SEARCH,
    "later": _IN_SENTENCES | Reader.SEARCH,
    "box__hedge": _IN_SENTENCES | Reader.SEARCH,
    # said to screen readers, in words or marks that stand beside it for others
    "vh": _IN_SENTENCES | Reader.SEARCH | Reader.MINUTES,
    # who says so: a name with a link
    "by": Reader.DATES,
    "cite": Reader.MINUTES | Reader.SEARCH,
    "cited": Reader.TERMS,
    # the record, told again beside the text, under a statement, and at the end
    "note": _IN_SENTENCES | _WHOLE,
    "backing": Reader.SEARCH,
    "notes": Reader.MINUTES | Reader.SEARCH,
    "definitions": Reader.MINUTES | Reader.SEARCH,
    "definition__links": Reader.MARKDOWN,
    # a chart has a page of its own, and its picture tells nothing to those who see none
    "chart": Reader.SEARCH,
    "chart__body": Reader.MINUTES | Reader.MARKDOWN,
    "chart__foot": Reader.MINUTES,
    "chart__home": Reader.MARKDOWN,
    # what each column of a file is, for those who have the file
    "columns__table": Reader.SEARCH,
    # heads that name a box or repeat what stands elsewhere
    "brief__head": Reader.TERMS,
    "folio": Reader.MARKDOWN,
    "letter": Reader.MARKDOWN,
    # ways in a page and out of it, and what is pressed
    "headerlink": _WHOLE,
    "edit": _WHOLE,
    "citing": Reader.MINUTES | Reader.MARKDOWN,
    "crumbs": Reader.MARKDOWN,
    "finder": Reader.MARKDOWN,
    "idx": Reader.MARKDOWN,
    "page__cite": Reader.MARKDOWN,
}

# Digits in elements that raise or lower them, where they are told in plain text: 10³ and not 103.
RAISED = {
    "sup": str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻"),
    "sub": str.maketrans("0123456789+-−", "₀₁₂₃₄₅₆₇₈₉₊₋₋"),
}

# Elements that show nothing that can be read.
SILENT = ("script", "style", "svg", "template")


def passed_over(reader: Reader) -> frozenset[str]:
    """Return the classes of what a reader passes over."""
    return frozenset(name for name, readers in _PASSED_OVER.items() if reader in readers)
