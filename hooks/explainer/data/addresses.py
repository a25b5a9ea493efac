"""Addresses that a page may lead to: parsed, not matched, so that what a browser would read otherwise is refused."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import SplitResult, urlsplit

from .signs import MIXED

SCHEMES = ("https", "http", "mailto")
ALLOWED = "https://, http:// or mailto: with a plain host, or a page or file of ours such as map.md"

# Controls, marks that turn the direction of writing, spaces of every kind, and signs that browsers read each its own
# way or that would end the attribute.
_UNSEEN = r"\x00-\x20\x7f-\xa0\u00ad\u034f\u061c\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\ufeff"
_FOREIGN = re.compile(rf'[{_UNSEEN}\\"<>^`]')
_LABEL = r"[a-z](?:[a-z0-9-]*[a-z0-9])?"
_FOUR = r"(?:(?:0|[1-9][0-9]{0,2})\.){3}(?:0|[1-9][0-9]{0,2})"  # numbers as people write them, not 0x7f.1
_HOST = re.compile(rf"(?=.{{4,253}}$)(?:(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+{_LABEL}|{_FOUR})\.?", re.IGNORECASE)
_TAIL = re.compile(r"[.,;:!'’”»…)\]}]$")
_HALF_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2}).{0,2}")
# Hosts that shorten, translate or watch over addresses.
_LEADS_ON = re.compile(
    r"https?://(?:(?:t\.co|bit\.ly|goo\.gl|tinyurl\.com|ow\.ly|lnkd\.in|buff\.ly|is\.gd|l\.facebook\.com)/"
    r"|(?:www\.)?google\.[a-z.]+/(?:url|amp)\b|[\w.-]+\.translate\.goog(?:/|$)|[\w.-]*safelinks\.protection\.outlook\.com)",
    re.IGNORECASE,
)
_MAILBOX = re.compile(r"[\w.+-]+@(?P<host>[^@]+)", re.ASCII)


def address_fault(written: str, *, ours: bool = True) -> str:
    """Return what is wrong with an address as it is written in Markdown or data, or "".

    `ours` tells whether it may be relative: a page or a file of the site.
    """
    address = unescape(written)  # a browser undoes entities before it reads an address
    if foreign := _FOREIGN.search(address):
        return f"it holds {_named(foreign[0])}"
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return "it is no address"
    if not parts.scheme and ours:
        return _relative_fault(parts)
    if parts.scheme not in SCHEMES[: 3 if ours else 2]:
        return f"it begins with “{parts.scheme}:”"
    if parts.scheme == "mailto":
        return _mailbox_fault(parts)
    return _copied_fault(address) or _host_fault(parts, port)


def _copied_fault(address: str) -> str:
    """Return what is wrong with an address that was copied with what stood behind it, or that leads on, or ""."""
    tail = _TAIL.search(address)
    if tail and not (tail[0] == ")" and "(" in address):  # a work’s address may end with a bracket that it opened
        return f"it ends with “{tail[0]}”, of the text behind it"
    if half := _HALF_ESCAPE.search(address):
        return f"“{half[0]}” in it is half of a sign"
    return "it leads on to another address, which is the one to write" if _LEADS_ON.match(address) else ""


def _mailbox_fault(parts: SplitResult) -> str:
    if parts.query:
        return "it fills in a letter"
    mailbox = _MAILBOX.fullmatch(parts.path)
    return "" if mailbox and _HOST.fullmatch(mailbox["host"]) else "it has no mailbox"


def _host_fault(parts: SplitResult, port: int | None) -> str:
    host = parts.hostname or ""
    if "@" in parts.netloc:
        return "a name stands before its host"
    if not _HOST.fullmatch(host) or port == 0:
        return "it has no host such as example.org"
    return _lookalike_fault(host)


def _lookalike_fault(host: str) -> str:
    """Return what is wrong with the letters for which a host in ASCII stands, “xn--…”, or ""."""
    for label in host.split("."):
        if label.startswith("xn--"):
            try:
                letters = label.removeprefix("xn--").encode().decode("punycode")
            except UnicodeError:
                return f"“{label}” in its host stands for no letters"
            if MIXED.search(letters):
                return f"“{label}” in its host is “{letters}”, which mixes letters of two scripts"
    return ""


def _relative_fault(parts: SplitResult) -> str:
    if parts.netloc or parts.path.startswith("/"):
        return "it begins with “/”"
    return "“:” stands in its first part" if ":" in parts.path.partition("/")[0] else ""


def _named(sign: str) -> str:
    return f"“{sign}”" if "!" <= sign <= "~" else "a space" if sign == " " else f"U+{ord(sign):04X}"
