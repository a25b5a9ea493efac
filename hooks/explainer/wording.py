"""What the checks go by: the words in `data/wording.yml`, the exceptions in `data/exceptions.yml` and on pages."""

from __future__ import annotations

import re
from typing import Literal

from markdown.preprocessors import Preprocessor

from .fields import Text
from .record import Record

WORDINGS = (
    "attributing-verbs",
    "speaking-verbs",
    "attributions",
    "speakers",
    "parties",
    "hedges",
    "author",
    "about",
    "at-least",
    "at-most",
    "units",
    "abbreviations",
)
REMARKS = ("unhedged", "misattributed", "unmatched", "uncited", "misspelt")
COMMENT = re.compile(r"^ *<!--(?P<inside>.*?)-->\s*$")
REMARK = re.compile(rf"^ *<!--\s*(?P<word>{'|'.join(REMARKS)})\b(?P<rest>.*?)-->\s*$")


class Wording(Record):
    """One list of words by which the checks read prose."""

    words: tuple[Text, ...]


class Exemption(Record):
    """A record that may be as it is, although a check would refuse it, and why."""

    kind: Literal["article", "claims", "sources", "charts", "glossary", "places"]
    allows: Literal["unused", "weak-alone"]
    reason: Text


class RemarkPreprocessor(Preprocessor):
    """Takes the editors' remarks out of a page; left in, a comment would cut its paragraph in two."""

    def run(self, lines: list[str]) -> list[str]:
        """Drop every line that is a remark."""
        return [line for line in lines if not REMARK.match(line)]
