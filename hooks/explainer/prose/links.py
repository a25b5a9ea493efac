"""Links as a page writes them: what is wrong with the address to which each leads, and where it stands."""

from __future__ import annotations

import posixpath
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from html import unescape
from itertools import accumulate
from urllib.parse import urlsplit

from ..data.addresses import ALLOWED, address_fault
from ..data.problem import Report, nearest_name
from .html import AUTOLINK

# Parentheses within an address come in pairs.
_LINK = re.compile(r"\]\((?P<inside>(?:[^()]|\((?:[^()]|\([^()]*\))*\))*)(?P<end>\))?")
_HOST_LIKE = re.compile(
    r"(?<![\w@.-])(?:https?://|www )?(?P<box>[^\s@/]*@)?(?P<host>(?:[\w-]+\.)+(?P<end>[^\W\d_]{2,}|xn--[\w-]+)"
    r"|(?:\d{1,3}\.){3}\d{1,3})(?![\w@-])(?P<port>:\d+)?(?P<path>[/?][\w./%?=&-]*\w)?",
    re.IGNORECASE,
)
_FILES = {"bib", "csv", "epub", "html", "json", "md", "pdf", "png", "svg", "txt", "xml", "yml", "zip"}  # as names end
_STOPS = str.maketrans("．。․｡·•∙⋅‧", "." * 9)
_PARTED = re.compile(r"\s+\.(?=\w)|\.[ \t]*\n\s*(?=[a-z]{2,}\b)")  # a stop of a name, beside a space or the line's end
_SIGNS = str.maketrans("", "", "\\*")  # of Markdown: they may stand within a name
_EMPHASIS = re.compile(r"(?<!\w)_+(?=\w)|(?<=[^\W_])_+(?!\w)")
# A text of a record is shown on many pages, and its links lead from the site's root.
_OF_RECORD = re.compile(r"\w[\w+.-]*:.+|(?:\w[\w-]*/)*\w[\w-]*\.md(?:#[\w.~-]+)?")
_OF_EDITION = re.compile(r"\{\{ *edition [\w-]*url *\}\}")
_NOT_IN_WORDS = re.compile(r"\{\{|<[/a-z]|`|<!--|(?<!!)\[[^\[\]]*\]\([^()]*\)")
_PICTURE = re.compile(r"!\[[^\[\]]*\]$")
_LONG = 1000  # signs within which the words of a picture begin
# A page is led to by its file, so that it is looked for; what else may be led to is a file, too.
_FILE = re.compile(r"(?:[^/]+/)*[^/]+\.(?!html?$|markdown$)[a-z\d]+", re.IGNORECASE)


def read_links(lines: list[tuple[int, str]], report: Report, known: Mapping[str, set[str]]) -> None:
    """Report the links of one paragraph that lead where no page may lead, or nowhere.

    It is given as its numbered lines, whose code holds no sign of a link.
    """
    text = "\n".join(line for _, line in lines)
    depths = _depths(text) if "](" in text else []
    begins = list(accumulate((len(line) + 1 for _, line in lines), initial=0))
    for offset, called, shown, written in links_in(text):
        row = bisect_right(begins, offset) - 1
        place = lines[row][0], offset - begins[row] + 1
        address = written.strip()
        if address.startswith("<") and address.endswith(">"):
            address = address[1:-1].strip()
        words = called
        if _OF_EDITION.fullmatch(address):  # was read as one, and its words may be the edition's
            address, words = "https://example.org", called.replace("{{", "")
        if shown and depths and depths[offset] < 0:
            report(*place, "“](” stands behind no words", "[words](address)")
        elif "](" in text and not shown:
            report(*place, "the address that begins with “(” is not closed", "[words](address)")
        elif fault := address_fault(address):
            report(*place, f"“{' '.join(shown.split())}” may not be led to: {fault}", ALLOWED)
        elif signs := _NOT_IN_WORDS.search(words):
            report(*place, f"“{signs[0]}” stands in the words of a link", "plain words")
        elif "{{" in address or written != written.strip():
            report(*place, "the address holds more than an address", "the address alone, or “{{ edition url }}”")
        elif host := other_host(words, address):
            found = f"the words name {host}, and the link leads to “{address}”"
            report(*place, found, "words that tell where it leads, or its own address")
        elif not report.file.endswith(".md") and not _OF_RECORD.fullmatch(address):
            found = f"“{address}” leads elsewhere from each page on which the text is shown"
            report(*place, found, "a page, such as “glossary.md#quay”, or a whole address")
        elif "://" in address and _PICTURE.search(text, max(0, offset - _LONG), offset):
            report(*place, f"the picture “{address}” stands on another host", "a picture under docs/assets/")
        elif fault := _lost(address, report.file, known):
            nearest = nearest_name(posixpath.basename(fault), known["pages"])
            report(*place, f"“{fault}” is no page", "a page of docs/, or charts/ID.md", nearest)


def links_in(text: str) -> Iterator[tuple[int, str, str, str]]:
    """Yield where each address stands, its words, how it is shown ("" where it is not closed), and the address."""
    if "](" in text:
        for match in _LINK.finditer(text):
            shown = f"({match['inside']})" if match["end"] else ""
            yield match.start() + 1, text[_opened(text, match.start()) : match.start()], shown, match["inside"]
    if "<" in text:
        for match in AUTOLINK.finditer(text):
            address = match["address"]
            yield match.start(), "", match[0], address if ":" in address else f"mailto:{address}"


def _opened(text: str, end: int) -> int:
    """Return where the words begin that a bracket closes at `end`."""
    depth = 0
    for at in range(end - 1, -1, -1):
        if text[at] in "[]" and text[at - 1 : at] != "\\":
            depth += 1 if text[at] == "]" else -1
            if depth < 0:
                return at + 1
    return 0


def _depths(text: str) -> list[int]:
    """Return how many brackets are open before each sign of a text, and at its end."""
    signs = (0 if text[at - 1 : at] == "\\" else (sign == "[") - (sign == "]") for at, sign in enumerate(text))
    return list(accumulate(signs, initial=0))


def other_host(words: str, address: str) -> str:
    """Return the host, mailbox or path that the words of a link name where it leads to another one, or ""."""
    parts = urlsplit(address)
    host = (parts.hostname or parts.path.rpartition("@")[2]).casefold().rstrip(".")
    read = _PARTED.sub(".", unescape(_EMPHASIS.sub("", words)).translate(_STOPS).translate(_SIGNS))
    for named in _HOST_LIKE.finditer(read):
        own, by_address = named["host"].casefold(), named[0].casefold().startswith(("http", "www"))
        is_file = not by_address and (named["end"] or "").casefold() in _FILES
        if is_file and (not parts.netloc or parts.path.casefold().endswith(own)):
            if named[0] == words and not parts.path.endswith((".md", words)):
                return words
            continue
        asked = f"{parts.path}?{parts.query}" if parts.query else parts.path
        within = f"{parts.path}/".startswith(f"{named['path'] or ''}/") or asked == named["path"]
        within = within and named["port"] in (None, f":{parts.port}")
        if named["box"]:
            within = parts.path.casefold() == f"{named['box']}{own}".casefold()
        if not (within and f".{host}".endswith(f".{own.removeprefix('www.')}")):
            return f"{named['box'] or ''}{own}{named['path'] or ''}"
    return ""


def _lost(address: str, file: str, known: Mapping[str, set[str]]) -> str:
    """Return the page to which a relative address leads where there is no such page, or ""."""
    path = address.partition("#")[0].partition("?")[0]
    if ":" in address.partition("/")[0] or "pages" not in known:
        return ""
    if path and ("%" in path or not _FILE.fullmatch(path)):
        return path
    if not path.endswith(".md"):
        return ""
    folder = posixpath.dirname(file).partition("/")[2] if file.endswith(".md") else ""
    page = posixpath.normpath(posixpath.join(folder, path))
    chart = page.removeprefix("charts/").removesuffix(".md").removesuffix("/embed")
    made = page.startswith("charts/") and ("charts" not in known or chart in known["charts"])
    return "" if made or page in known["pages"] else page
