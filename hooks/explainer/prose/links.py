"""Links as a page writes them: what is wrong with the address to which each leads, and where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..data.addresses import ALLOWED, address_fault
from ..data.problem import Report
from .html import AUTOLINK
from .inserts import NUMBER

# Parentheses within an address come in pairs.
_LINK = re.compile(r"\]\((?P<inside>(?:[^()]|\((?:[^()]|\([^()]*\))*\))*)(?P<end>\))?")
_DEFINITION = re.compile(r"^[ >]*\[(?!\^)[^\[\]\n]*\]:\s*(?P<inside>\S+)", re.MULTILINE)
_TITLE = re.compile(r"""\s*(?:"[^"]*"|'[^']*')\s*$""")


def read_links(lines: list[tuple[int, str]], report: Report) -> None:
    """Report the links of one paragraph, given as its numbered lines, that lead where no page may lead."""
    text = "\n".join(line for _, line in lines)
    for offset, found, allowed in _faults(text):
        row = text.count("\n", 0, offset)
        report(lines[row][0], offset - (text.rfind("\n", 0, offset) + 1) + 1, found, allowed)


def _faults(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield where each link that may not be stands, what was found and what is allowed."""
    if "](" in text:
        for match in _LINK.finditer(text):
            if not match["end"]:
                yield match.start() + 1, "the address that begins with “(” is not closed", "[words](address)"
            else:
                yield from _fault(match.start() + 1, f"({match['inside']})", _TITLE.sub("", match["inside"]))
    if "]:" in text:
        for match in _DEFINITION.finditer(text):
            yield from _fault(match.start("inside"), match["inside"], match["inside"])
    if "<" in text:
        for match in AUTOLINK.finditer(text):
            address = match["address"]
            yield from _fault(match.start(), match[0], address if ":" in address else f"mailto:{address}")


def _fault(offset: int, shown: str, address: str) -> Iterator[tuple[int, str, str]]:
    address = address.strip()
    if address.startswith("<") and address.endswith(">"):
        address = address[1:-1].strip()
    # An insert takes its address from the records, where it was read as one.
    if fault := address_fault(NUMBER.sub("https://example.org", address, count=1)):
        yield offset, f"“{' '.join(shown.split())}” may not be led to: {fault}", ALLOWED
