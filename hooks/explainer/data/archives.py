"""Copies of works that archives keep: to which archives readers may be led, and whether a copy is one of the work."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import Field

from .fields import Day, Url, only
from .parts import Part

# Hosts of archives to which readers may be led in place of a dead address.
ARCHIVES = (
    *("web.archive.org", "archive.org", "archive.today", "archive.ph", "archive.is", "archive.li", "archive.md"),
    *("archive.fo", "archive.vn", "perma.cc", "arquivo.pt", "www.webcitation.org", "ghostarchive.org"),
    *("webarchive.nationalarchives.gov.uk",),
)
_KEPT = re.compile(r"\w/(https?:/.+)$")  # the address of the work within that of its copy
_BEHIND = re.compile(r"^https?://[^/]+/(?:[a-z]+/)*\d[\d.-]{3,}(?:[a-z]{2}_)?/(.+)$")  # the same, behind the day
_MADE = re.compile(r"/(\d{8})(?:\d{6})?(?:[a-z]{2}_)?/")  # the day of a copy in its address
_DATED = re.compile(r"web\.archive\.org(?::\d+)?/web/\d{4,14}(?:[a-z]{2}_)?/")


class ArchivedCopy(Part):
    """A copy of a work that an archive keeps."""

    url: Annotated[
        Url,
        only(
            lambda address: urlsplit(address).hostname in ARCHIVES,
            f"“{{}}” is in no archive that we know; allowed: an address of {', '.join(ARCHIVES)}",
        ),
    ] = Field(description="its address in the archive")
    date: Day = Field(description="the day on which it was made")

    def contradictions(self) -> Iterator[str]:
        made, told = _MADE.search(self.url), str(self.date).replace("-", "")
        if made and made[1] != told:
            yield f"“date” is {self.date}, and the address is that of {made[1]}; allowed: the day in the address"


def copy_fault(copy: str, work: str) -> str:
    """Return what is wrong with the address of a copy of a work, or "": most archives tell the work's in it."""
    kept = _BEHIND.search(copy) or _KEPT.search(copy)
    if kept and "web.archive.org" in copy and not _DATED.search(copy):
        return f"leads to “{copy}”, which is no copy of one day"
    if kept:
        return "" if _plain(kept[1]) == _plain(work) else f"is a copy of “{kept[1]}”"
    return f"leads to “{copy}”, the copy of no work" if "web.archive.org" in copy else ""


def same_address(one: str, other: str) -> bool:
    """Tell whether two addresses lead to one place."""
    return _plain(one) == _plain(other)


def _plain(address: str) -> str:
    """Return an address without what makes no difference to where it leads."""
    return re.sub(r"^https?:/+(?:www\.)?", "", address).rstrip("/").casefold()
