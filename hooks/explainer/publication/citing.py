"""How to cite a part of the site: a credit, plain text (APA, Chicago), BibTeX and CSL-JSON, as pure functions."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

_LATEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{character: f"\\{character}" for character in "&%$#_"},
}
# Braces would end the field; as percent codes they lead to the same place.
_IN_ADDRESS = {"{": "%7B", "}": "%7D", "\\": "%5C"}
# What the day says of each kind: in Chicago’s form, in the note of BibTeX.
_DATED = {"webpage": ("Last modified", "record compiled"), "graphic": ("Data compiled", "data compiled")}


@dataclass(frozen=True)
class Imprint:
    """The site, who answers for it, and what begins its keys.

    Under the site’s name alone the article’s author might be meant.
    """

    site: str
    editors: str
    key: str


@dataclass(frozen=True)
class Work:
    """A page, claim, statement or chart that can be cited.

    `path` is its address under the site, `claims/#drone-count`; `dated` comes from the content, never from the build;
    `imprint` names the site and its editors; `part` says what it is where it is less than a page;
    `site` is the site's own address, or "" where that is unknown;
    `kind` is its type in CSL.
    """

    title: str
    path: str
    dated: date
    imprint: Imprint
    part: str = ""
    site: str = ""
    kind: Literal["webpage", "graphic"] = "webpage"

    @property
    def key(self) -> str:
        """The name by which reference managers know it."""
        return (
            "-".join([self.imprint.key, *re.findall(r"[a-z0-9]+", self.path.lower())])
            if self.path
            else f"{self.imprint.key}-home"
        )

    @property
    def address(self) -> str:
        """Where it stands, or "" where the site's address is unknown."""
        return f"{self.site.rstrip('/')}/{self.path}" if self.site else ""


def caption(work: Work, counted_by: str = "") -> str:
    """Return the credit that stands under a picture: who counted, and where it was found."""
    credit = f"Source: {f'{counted_by}; ' if counted_by else ''}{work.imprint.site} ({work.dated.year})"
    return f"{credit}, {work.address}" if work.address else f"{credit}."


def apa(work: Work) -> str:
    """Return the reference in the form of the American Psychological Association, seventh edition."""
    day = f"{work.dated.year}, {work.dated:%B} {work.dated.day}"
    title = f"{work.title} [{work.part[:1].upper()}{work.part[1:]}]." if work.part else _closed(work.title)
    return _joined(f"{work.imprint.editors}. ({day}).", title, f"{work.imprint.site}.", work.address)


def chicago(work: Work) -> str:
    """Return the bibliography entry of the Chicago Manual of Style for a part of a website."""
    # Quotation marks within quotation marks are single ones.
    title = _closed(work.title.translate(str.maketrans("“”", "‘’")))
    part = f"{work.part[:1].upper()}{work.part[1:]}." if work.part else ""
    day = f"{_DATED[work.kind][0]} {work.dated:%B} {work.dated.day}, {work.dated.year}."
    return _joined(
        f"{work.imprint.editors}. “{title}”",
        part,
        f"{work.imprint.site}.",
        day,
        f"{work.address}." if work.address else "",
    )


def bibtex(work: Work) -> str:
    """Return a BibTeX entry; `misc` is the type for websites that every style knows."""
    record = f"{_DATED[work.kind][1]} {work.dated.day} {work.dated:%B %Y}"
    fields = {
        # A second pair of braces: a group is no first and last name.
        "author": f"{{{{{_latex(work.imprint.editors)}}}}}",
        "title": f"{{{{{_latex(work.title)}}}}}",
        "howpublished": f"{{{_latex(work.imprint.site)}}}",
        "year": f"{{{work.dated.year}}}",
        "month": f"{work.dated:%b}".lower(),
        "note": f"{{{_latex(f'{work.part}, {record}' if work.part else record)}}}",
    }
    if work.address:
        fields["url"] = f"{{{_replaced(work.address, _IN_ADDRESS)}}}"
    lines = [f"  {name} = {value}" for name, value in fields.items()]
    return f"@misc{{{work.key},\n" + ",\n".join(lines) + "\n}"


def csl(work: Work) -> Mapping[str, Any]:
    """Return the item as CSL-JSON has it; a file of CSL-JSON is a list of such items."""
    item: dict[str, Any] = {
        "id": work.key,
        "type": work.kind,
        "title": work.title,
        "container-title": work.imprint.site,
        "author": [{"literal": work.imprint.editors}],
        "issued": {"date-parts": [[work.dated.year, work.dated.month, work.dated.day]]},
        "language": "en",
    }
    if work.part:
        item["genre"] = work.part
    if work.address:
        item["URL"] = work.address
    return item


def csl_json(work: Work) -> str:
    """Return one item as a file of CSL-JSON, a field a line."""
    fields = (f"  {json.dumps(name)}: {json.dumps(value, ensure_ascii=False)}" for name, value in csl(work).items())
    return "[{\n" + ",\n".join(fields) + "\n}]"


def _closed(title: str) -> str:
    return title if title.endswith((".", "?", "!")) else f"{title}."


def _joined(*parts: str) -> str:
    return " ".join(filter(None, parts))


def _latex(text: str) -> str:
    return _replaced(text, _LATEX)


def _replaced(text: str, by: Mapping[str, str]) -> str:
    return "".join(by.get(character, character) for character in text)
