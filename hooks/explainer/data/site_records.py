"""What the site keeps about itself in `data/`: changes, pictures, old addresses, questions, words, exceptions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from .fields import Address, Date, Day, PageAddress, PageName, Text, Url, matching
from .parts import Record


class Change(Record):
    """What changed for readers: something added, or a correction of what was wrong."""

    date: Day = Field(description="the day on which the change is published")
    kind: Literal["addition", "correction"] = Field(
        description="addition, or correction, which says plainly what was wrong"
    )
    title: Text = Field(description="what it is about, in a few words")
    what: Text = Field(description="what changed, in a sentence or two")
    pages: tuple[PageName, ...] = Field((), description="pages on which it shows, the chief one first")

    def contradictions(self) -> Iterator[str]:
        if self.id == "feed":
            yield "“feed” is what readers know the feed itself by; allowed: another id"


CREATIVE_COMMONS = re.compile(r"CC (BY(?:-NC)?(?:-ND|-SA)?) (1\.0|2\.0|2\.5|3\.0|4\.0)")
_OF_COMMONS = re.compile(r"^CC(?:0|\b)|\bcreative\W?commons\b", re.IGNORECASE)
_DEED = re.compile(
    r"https?://(?:www\.)?creativecommons\.org/(?:licenses/([a-z-]+)/(\d\.\d)|publicdomain/(zero|mark)/1\.0)(?:/.*)?"
)


def deed(address: str) -> str:
    """Return the licence of Creative Commons whose terms stand at an address, as its words have it, or ""."""
    if not (found := _DEED.fullmatch(address)):
        return ""
    kind, version, free = found.groups()
    return f"CC {kind.upper()} {version}" if kind else {"zero": "CC0 1.0", "mark": "public domain"}[free]


class PictureRecord(Record):
    """A picture that editors add; its file stands in docs/assets/pictures/, its caption where it is shown."""

    file: Annotated[
        Text,
        matching(
            r"[a-z0-9]+(-[a-z0-9]+)*\.(webp|png|jpe?g)",
            "the name of a file in docs/assets/pictures/, of small letters, digits and hyphens, "
            "that ends with .webp, .png, .jpg or .jpeg",
        ),
    ] = Field(description="its file in docs/assets/pictures/")
    alt: Text = Field(description="what is to be seen, for those who do not see it")
    author: Text = Field(description="who made it")
    licence: Text = Field(description="on which terms it may be shown: CC BY-SA 4.0, public domain, with permission …")
    licence_url: Url | None = Field(None, description="where these terms stand; of CC licences it is known")
    source: Url | None = Field(None, description="where it was taken from")
    date: Date | None = Field(None, description="when it was made, as far as known")

    def contradictions(self) -> Iterator[str]:
        if self.alt.casefold().endswith((".png", ".jpg", ".jpeg", ".webp")):
            yield f"“alt” is “{self.alt}”, the name of a file; allowed: what is to be seen"
        terms = deed(self.licence_url or "")
        if terms and terms.casefold() not in self.licence.casefold():
            yield f"“{self.licence}” stands beside the terms of “{terms}”; allowed: one of them in both"
        elif _OF_COMMONS.search(self.licence) and not terms and (self.licence_url or not self.terms_url):
            yield (
                f"“{self.licence}” has no terms of Creative Commons; "
                "allowed: CC BY-SA 4.0, CC0 1.0 and the like, without “licence_url” or with their own"
            )

    @property
    def terms_url(self) -> str:
        """Where the terms of its licence stand, or ""."""
        if self.licence_url:
            return self.licence_url
        if self.licence == "CC0 1.0":
            return "https://creativecommons.org/publicdomain/zero/1.0/"
        known = CREATIVE_COMMONS.fullmatch(self.licence)
        return f"https://creativecommons.org/licenses/{known[1].lower()}/{known[2]}/" if known else ""


class Redirect(Record):
    """An address of the site that led somewhere once, and where it leads now."""

    old: PageAddress = Field(alias="from", description="the address that is gone")
    to: Address | None = Field(None, description="where it leads now")
    gone: bool = Field(False, description="whether what stood there is gone, and nothing stands in for it")
    since: Day = Field(description="since when")
    why: Text | None = Field(None, description="what became of it, in a sentence for readers")

    def contradictions(self) -> Iterator[str]:
        if self.gone == bool(self.to):
            found = "both “to” and “gone: yes”" if self.gone else "neither “to” nor “gone: yes”"
            yield f"the entry has {found}; allowed: one of the two"

    @property
    def page(self) -> str:
        """The page of the old address, which may be gone itself."""
        return self.old.partition("#")[0]

    @property
    def anchor(self) -> str:
        """The place on that page; "" where the whole page is meant."""
        return self.old.partition("#")[2]


class Question(Record):
    """What readers type into the search, and where one of the first three results leads them."""

    typed: tuple[Text, ...] = Field(min_length=1, description="words, spellings, dates as readers type them")
    page: PageName | None = Field(None, description="where the result leads; without it nothing may be found")
    entry: Text | None = Field(None, description="id of the record on that page to which it leads")


WORDINGS = (
    "attributing-verbs",
    "speaking-verbs",
    "attributions",
    "speakers",
    "parties",
    "hedges",
    "contrasts",
    "author",
    "about",
    "at-least",
    "at-most",
    "units",
    "abbreviations",
)


_WORDS = r"(?!-?\d+\.\d+$)(?!.*….*…)[^/]*[^/\s][^/]*(?:/[^/]*[^/\s][^/]*)*"


class Wording(Record):
    """One list of words by which the checks read prose."""

    words: tuple[
        Annotated[Text, matching(_WORDS, "words, “…” once at most; slashes stand between the forms of a verb")], ...
    ] = Field(description="words in any case, of a verb the first form; “…” stands for up to six words")


class Exemption(Record):
    """A record that may be as it is, although a check would refuse it, and why."""

    kind: Literal[
        "article", "claims", "sources", "charts", "glossary", "places", "events", "people", "series", "scenarios"
    ] = Field(description="the file it stands in")
    allows: Literal["unused", "weak-alone", "unlikely-day", "other-number", "common-word"] = Field(
        description="what is allowed"
    )
    reason: Text = Field(description="why, in a sentence")
