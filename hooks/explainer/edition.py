"""The edition: which article the site reads, and how far its record goes; the contract of `data/edition.yml`."""

from __future__ import annotations

from calendar import timegm
from datetime import date

from .fields import Date, Text, Url
from .record import Record

# Later than the article: it speaks last of the redeployment of this day.
ARTICLE_ENDS = date(2024, 8, 10)


class Edition(Record):
    """What the site is about: the article, and how far the record goes."""

    title: Text
    author: Text
    publisher: Text
    published: Date
    url: Url
    compiled: Date
    dense_until: Date
    thin_until: Date

    @property
    def compiled_at(self) -> int:
        """When the record was compiled, as seconds from 1970 to the beginning of that day (UTC)."""
        return timegm(self.compiled.first.timetuple())
