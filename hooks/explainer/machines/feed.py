"""The feed of what changed, as Atom (RFC 4287).

The id of an entry is a name-based UUID of its record's id: it needs no address, so it stays the same wherever the site
stands, and it must never change, for feed readers would show old entries as new.
Addresses are whole where the site's is known, else relative to the feed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID, uuid5
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from ..blocks.changes import KIND_WORDS
from ..datapackage import LICENCE

if TYPE_CHECKING:
    from ..publication import Publication
    from ..records import Change

FEED_FILE = "feed.xml"
_NAMES = UUID("6a0c1f0e-5d0b-5f7e-9a55-2b1f6f1c24d8")
_ENTRIES = 50  # the newest; the about page has all


def feed(publication: Publication) -> str:
    """Return the feed of the newest changes."""
    dossier = publication.dossier
    root = Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": "en"})
    compiled = dossier.edition.article.compiled.last.isoformat()
    updated = max([compiled, *(one.date.start for one in dossier.changes.values())])
    for name, text in (
        ("id", f"urn:uuid:{uuid5(_NAMES, 'feed')}"),
        ("title", f"{publication.site_name}: what changed"),
        ("updated", _moment(updated)),
        ("rights", f"{LICENCE['title']}, {LICENCE['path']}"),
    ):
        SubElement(root, name).text = text
    SubElement(SubElement(root, "author"), "name").text = dossier.edition.site.editors
    SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": _url(FEED_FILE, publication)})
    SubElement(
        root, "link", {"rel": "alternate", "type": "text/html", "href": _url("about/#what-changed", publication)}
    )
    for change in dossier.latest_changes[:_ENTRIES]:
        root.append(_entry(change, publication))
    indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _entry(change: Change, publication: Publication) -> Element:
    entry = Element("entry")
    for name, text in (
        ("id", f"urn:uuid:{uuid5(_NAMES, change.id)}"),
        ("title", f"{KIND_WORDS[change.kind]}: {change.title}"),
        ("updated", _moment(change.date.start)),
        ("published", _moment(change.date.start)),
        ("summary", change.what),
    ):
        SubElement(entry, name).text = text
    SubElement(entry, "category", {"term": change.kind, "label": KIND_WORDS[change.kind]})
    place = _url(f"about/#change-{change.id}", publication)
    SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": place})
    for page in (publication.by_name[name] for name in change.pages):
        link = {"rel": "related", "title": page.meta.title, "href": _url(page.address, publication)}
        SubElement(entry, "link", link)
    return entry


def _url(path: str, publication: Publication) -> str:
    return f"{publication.site_url.rstrip('/')}/{path}" if publication.site_url else path or "./"


def _moment(day: str) -> str:
    return f"{day}T00:00:00Z"  # RFC 3339; the hour is not recorded
