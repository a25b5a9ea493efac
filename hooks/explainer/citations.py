"""How a chart is cited: a line for a caption, APA, Chicago, BibTeX and CSL-JSON."""

from __future__ import annotations

import calendar
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

_TEX: Mapping[str, str] = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{character: f"\\{character}" for character in "{}&%$#_"},
}


@dataclass(frozen=True)
class Work:
    """What is cited; `url` is empty where the site's address is unknown."""

    id: str
    title: str
    form: str
    counted_by: str
    site: str
    compiled: date
    url: str

    @property
    def _month(self) -> str:
        return calendar.month_name[self.compiled.month]

    @property
    def caption(self) -> str:
        """The credit that stands under a picture: who counted, and where it was found."""
        counted = f"{self.counted_by}; " if self.counted_by else ""
        return _closed(f"Source: {counted}{self.site} ({self.compiled.year})", self.url, ", ")

    @property
    def apa(self) -> str:
        """APA, 7th edition: a figure of a website that is its own author."""
        day = f"{self.compiled.year}, {self._month} {self.compiled.day}"
        return _closed(f"{self.site}. ({day}). {self.title} [{self.form}]", self.url, ". ")

    @property
    def chicago(self) -> str:
        """Chicago, 17th edition, as in a bibliography."""
        inner = self.title.replace("“", "‘").replace("”", "’")
        day = f"{self._month} {self.compiled.day}, {self.compiled.year}"
        return _closed(f"{self.site}. “{inner}.” {self.form}. Data compiled {day}", self.url, ". ")

    @property
    def bibtex(self) -> str:
        """BibTeX, for LaTeX."""
        month = calendar.month_abbr[self.compiled.month].lower()
        note = f"{self.form}; data compiled {self.compiled.day} {self._month} {self.compiled.year}"
        fields = {
            "author": f"{{{_tex(self.site)}}}",
            "title": f"{{{_tex(self.title)}}}",
            "year": str(self.compiled.year),
            "note": _tex(note),
            "url": self.url,
        }
        lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
        lines.insert(3, f"  month = {month},")
        return "\n".join([f"@misc{{{self._key},", *lines, "}"])

    @property
    def csl(self) -> str:
        """CSL-JSON, for Zotero, Pandoc and other readers of it."""
        item = {
            "id": self._key,
            "type": "graphic",
            "title": self.title,
            "genre": self.form,
            "author": [{"literal": self.site}],
            "container-title": self.site,
            "issued": {"date-parts": [[self.compiled.year, self.compiled.month, self.compiled.day]]},
            "URL": self.url,
        }
        fields = [f'  "{name}": {json.dumps(value, ensure_ascii=False)}' for name, value in item.items() if value]
        return "[{\n" + ",\n".join(fields) + "\n}]"

    @property
    def _key(self) -> str:
        return "-".join([*re.findall(r"[a-z0-9]+", self.site.lower()), self.id])


def _closed(text: str, url: str, by: str) -> str:
    return f"{text}{by}{url}" if url else f"{text}."


def _tex(text: str) -> str:
    return "".join(_TEX.get(character, character) for character in text)
