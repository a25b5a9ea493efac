"""The edition: which article the site reads, and how far its record goes; the contract of `data/edition.yml`."""

from __future__ import annotations

from calendar import timegm
from datetime import date

from .dates import When
from .fields import Date, Text, Url
from .record import Record

# The months that the article speaks of.
SUMMER = When.parse("2024-06/2024-08")
# Later than the article: it speaks last of the redeployment of this day.
ARTICLE_ENDS = date(2024, 8, 10)


class Edition(Record):
    """What the site is about: the article, how its date and address are known, and how far the record goes."""

    title: Text
    author: Text
    publisher: Text
    published: Date
    published_note: Text
    url: Url
    url_note: Text
    compiled: Date
    dense_until: Date
    thin_until: Date

    @property
    def compiled_at(self) -> int:
        """When the record was compiled, as seconds from 1970 to the beginning of that day (UTC)."""
        return timegm(self.compiled.first.timetuple())
