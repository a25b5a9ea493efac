"""Drawings that editors add: an SVG opened by its address can act as a page, so it holds shapes and words alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.parsers import expat

from .problem import Problem, Report, not_utf8

_SVG, _LINK, _XML = (
    "http://www.w3.org/2000/svg ",
    "http://www.w3.org/1999/xlink ",
    "http://www.w3.org/XML/1998/namespace ",
)
_ELEMENTS = """
    circle clipPath defs desc ellipse g line linearGradient marker mask path pattern polygon polyline radialGradient
    rect stop style svg symbol text title tspan use
"""
_SPACED = (f"{_LINK}href", f"{_XML}lang", f"{_XML}space")  # the only attributes of other names than SVG's own
_LOADS = re.compile(r"\\|@import\b|\b(?:image|image-set|src)\(|url\((?!\s*[\"']?#)[^)]{0,40}\)?", re.IGNORECASE)
_ALLOWED = "shapes and words of SVG alone, as programs save a plain one; links and “url(…)” to its own “#id”"


def drawing_faults(path: Path, file: str) -> Iterator[Problem]:
    """Yield what a drawing holds besides shapes and words; one of a kind."""
    content, problems = path.read_bytes(), list[Problem]()
    try:
        content.decode()
    except UnicodeDecodeError as error:
        yield not_utf8(file, error)
        return
    _Reader(Report(file, problems)).read(content)
    yield from {problem.found: problem for problem in reversed(problems)}.values()


class _DoctypeError(Exception):
    """A drawing says of which kind its document is, and may declare anything there."""


class _Reader:
    """Reads one drawing from tag to tag and tells what it may not hold."""

    def __init__(self, report: Report) -> None:
        self._report, self._open, self._styles = report, list[str](), ""
        self._parser = parser = expat.ParserCreate("utf-8", " ")  # whatever the file says of itself
        parser.StartElementHandler, parser.EndElementHandler = self._begin, self._end
        parser.CharacterDataHandler = self._add
        parser.ProcessingInstructionHandler = lambda name, _: self._tell(f"<?{name}")
        parser.XmlDeclHandler, parser.StartDoctypeDeclHandler = self._declare, self._stop

    def read(self, content: bytes) -> None:
        try:
            self._parser.Parse(content, True)
        except _DoctypeError:
            self._tell("<!DOCTYPE")
        except expat.ExpatError as error:
            found = f"the drawing cannot be read: {expat.ErrorString(error.code)}"
            self._report(error.lineno, error.offset + 1, found, _ALLOWED)

    def _tell(self, what: str) -> None:
        line, column = self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1
        self._report(line, column, f"the drawing is more than one: “{what}”", _ALLOWED)

    def _stop(self, *_: object) -> None:
        raise _DoctypeError  # before its entities are read

    def _declare(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if encoding and encoding.lower() != "utf-8":
            self._tell(f"encoding={encoding}")

    def _begin(self, tag: str, attributes: Mapping[str, str]) -> None:
        name = tag.rpartition(" ")[2]
        if tag != f"{_SVG}{name}" or name not in _ELEMENTS.split() or not (self._open or name == "svg"):
            self._tell(f"<{name}>")
        self._open.append(tag)
        for attribute, value in attributes.items():
            own = attribute.rpartition(" ")[2]
            loads = _LOADS.search(value)
            acts = (" " in attribute and attribute not in _SPACED) or own.lower().startswith("on")
            if acts or loads or (own == "href" and not value.startswith("#")):
                self._tell(loads[0] if loads else f"{own}={value}")

    def _add(self, text: str) -> None:
        if f"{_SVG}style" in self._open:
            self._styles += text

    def _end(self, tag: str) -> None:
        self._open.pop()
        if tag == f"{_SVG}style" and (loads := _LOADS.search(self._styles)):
            self._tell(loads[0])
