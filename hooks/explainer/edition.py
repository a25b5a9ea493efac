"""The edition: which article the site reads, and how far its record goes; the contract of `data/edition.yml`."""

from __future__ import annotations

from .fields import Date, Text, Url
from .record import Record


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
