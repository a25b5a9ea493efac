"""Signs that no text of ours may hold: those that nobody sees, letters that look like others, marks of a merge."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from html.entities import html5
from unicodedata import normalize

_RANGES = (
    *("\x00-\x08", "\x0b-\x1f", "\x7f-\x9f"),  # controls, but for the tab and the line end
    *("\xad", "\u034f", "\u061c", "\u115f\u1160", "\u17b4\u17b5", "\u180b-\u180e"),  # hyphens and fillers without width
    *("\u200b-\u200f", "\u2028-\u202e", "\u2060-\u206f", "\u3164", "\ufeff", "\uffa0", "\ufff0-\ufffb", "\ufffe\uffff"),
    *("\ud800-\udfff", "\U000e0000-\U000e0fff"),  # halves of signs, tags, selectors of variants
    *("\u2800", "\ufe00-\ufe0f", "\ufdd0-\ufdef", "\U00013430-\U0001343f", "\U00016fe4"),  # blanks, other selectors
    *("\U0001bca0-\U0001bca3", "\U0001d159\U0001d173-\U0001d17a"),  # of shorthand and music
)
# What stands for a letter that was lost, or is one in a single font alone.
_LOST = "\ufffc\ufffd\ue000-\uf8ff\U000f0000-\U0010ffff"
UNSEEN = re.compile(f"[{''.join(_RANGES)}{_LOST}]")
_MARK = "\u0300-\u034e\u0350-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_MARKED = re.compile(rf"(?:^|[^{_MARK}])[{_MARK}]+")
_STYLED = re.compile("[\ufb00-\ufb06\U0001d400-\U0001d7ff]")  # ligatures, letters and digits of a font
_LATIN, _OTHER = "A-Za-z\u00c0-\u024f", "\u0370-\u03ff\u0400-\u052f"
MIXED = re.compile(rf"[{_LATIN}][{_OTHER}]|[{_OTHER}][{_LATIN}]")
# A space of another kind where a line begins, ends or is parted from its sign: for Markdown it is a letter.
_WIDE = re.compile(r"^ *(?:(?:[-*+]|\d{1,2}\.|#{1,6}) ?)?[^\S \t]|[^\S \t](?=\s|$)|\s[^\S \t]")
_BACKSLASH = re.compile(r"&(?:#0*92|#x0*5c|bsol|setminus|ssetmn);", re.IGNORECASE)
_NAMED = re.compile(r"&\w+;")
_TWICE = re.compile(r"&(?:amp|#0*38|#x0*26);#?\w+;", re.IGNORECASE)
_MERGE = re.compile(r"(?:<{7}|={7}|>{7}|\|{7})(?: .*)?")


def named(sign: str) -> str:
    """Return how a message names a sign that cannot be shown: “U+202E”."""
    return f"U+{ord(sign):04X}"


def visible(text: str) -> str:
    """Return a text on one line, with what cannot be seen by its number."""
    return UNSEEN.sub(lambda match: f"[{named(match[0])}]", " ".join(text.split()) if "\n" in text else text)


def printable(text: str) -> str:
    """Return a text for a message as `visible` does, not longer than a screen."""
    shown = visible(text)
    return shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST - 1]}…"


_LONGEST, _LONGEST_LINE = 400, 4000  # of a message; of a line, for there are patterns that take the square of it


def line_faults(line: str) -> Iterator[tuple[int, str, str]]:
    """Yield column, what was found and what is allowed for each such sign of a line as it was typed; one of a kind."""
    if len(line) > _LONGEST_LINE:
        yield 1, f"the line has {len(line)} characters", f"{_LONGEST_LINE} at most, a sentence a line"
        return
    if "&" in line and (hidden := UNSEEN.search(unescape(line))) and not UNSEEN.search(line):
        found = f"a character that cannot be seen is written here as an entity ({named(hidden[0])})"
        yield 1, found, "the line without it"
    if "&" in line and (backslash := _BACKSLASH.search(line)):
        yield backslash.start() + 1, f"“{backslash[0]}” is a backslash, which keeps signs from acting", "other words"
    if "&" in line and (twice := _TWICE.search(line)):
        yield twice.start() + 1, f"“{twice[0]}” is read as one sign here and as letters there", "“&amp;” for the sign"
    for named_sign in _NAMED.findall(line) if "&" in line else ():
        if named_sign[1:] not in html5:
            found = f"“{named_sign}” is no sign’s name, and programs read it each in its way"
            yield (
                line.index(named_sign) + 1,
                found,
                "on a page “&amp;” for the sign; elsewhere no “;” right behind the letters",
            )
    if _MERGE.fullmatch(line):
        yield 1, f"a merge is not finished: “{line[:7]}”", "one of the two texts, without these lines"
    if unseen := UNSEEN.search(line):
        lost = re.match(f"[{_LOST}]", unseen[0])
        found = f"a character that cannot be {'read' if lost else 'seen'} stands here ({named(unseen[0])})"
        yield unseen.start() + 1, found, "the letter that was meant" if lost else "the line without it"
    if not line.isascii():
        yield from letter_faults(line)


def letter_faults(line: str) -> Iterator[tuple[int, str, str]]:
    """Yield what looks like other letters, or is hidden under marks."""
    if wide := _WIDE.search(line):
        found = f"a space of another kind stands here ({named(wide[0][-1])})"
        yield wide.end(), found, "a space, or none where the line begins or ends"
    if mixed := MIXED.search(line):
        begin = mixed.start() - len(re.split(r"\W", line[: mixed.start()])[-1])
        word = line[begin : mixed.end()] + re.split(r"\W", line[mixed.end() :], maxsplit=1)[0]
        yield begin + 1, f"“{word}” mixes letters of two scripts", "letters of one"
    if styled := _STYLED.search(line):
        yield styled.start() + 1, f"“{styled[0]}” is a letter of one font", f"“{normalize('NFKC', styled[0])}”"
    for match in _MARKED.finditer(line):
        whole = normalize("NFC", match[0])
        if len(match[0]) > 3 or not match[0][0].isalpha():
            yield match.start() + 1, f"“{match[0][:6]}” is hidden under marks", "a letter with two marks at most"
            return
        if whole != match[0]:
            yield match.start() + 1, f"“{match[0]}” is a letter and a mark apart", f"“{whole}” as one character"
            return


# What only some texts can hold: it would be printed, or read by what draws the charts, whose colours these are.
_MARKUP = re.compile(r"\[\^[^\]]*\]?|^\s*/{3,}.*|var\(--[^)]*\)?|#fe[0-9a-f]{2}dc|rgb\(254, ?\d+, ?220\)")
_MARKDOWN = re.compile(
    r"!?\[[^\]\[]*\](?:\((?:[^()\s]|\([^()\s]*\))*\)|\[[^\]\[]*\])|`[^`]*`|~~\S[^~]*~~|\\[\w*`\[\]#]|^(?:#{1,6}|[-+>]) "
    r"|(?<![\w*])(?P<stars>\*{1,3})(?=[^\s*])[^*]*(?<=[^\s*])(?P=stars)(?![\w*])"
    r"|(?<!\w)(?P<line>_{1,3})(?=[^\s_])[^_]*(?<=[^\s_])(?P=line)(?!\w)"
    r"|&(?:[A-Za-z]\w{1,31}|#x?[0-9A-Fa-f]+);"
)
_ELEMENT = re.compile(
    r"</?(?:a|abbr|b|bdi|br|code|div|em|i|img|kbd|p|span|strong|sub|sup|u)(?:\s[^<>]*)?/?>", re.IGNORECASE
)
# A brace too few or too many: “{ count claims }}”, “count claims }}”, “{{ count claims }}}”.
HALF_INSERT = re.compile(r"(?<!\{)\{\s*(?:count|edition|[a-z][a-z0-9-]* \d{4})\b[^{}]*\}*|(?:^|\}\})[^{}]*\}\}|\}\}\}")
_INSERT = re.compile(r"\{\{[^}]*(?:\}\})?")
_TAG = re.compile(r"</?[A-Za-z][^>]*>?|&(?:lt|#0*60|#[xX]0*3[cC]);")


# What somebody meant to fill in.
UNDONE = re.compile(r"\b(?:TODO|FIXME|TBD|TBA|tbd|fixme|x{2,3})\b|\[(?:citation|source) needed\]")


def text_faults(text: str, *, drawn: bool, filled: bool) -> Iterator[tuple[str, str]]:
    """Yield what a plain text of a record may not hold; charts are `drawn` of it, or inserts are `filled` in."""
    if markup := _MARKUP.search(text):
        yield (
            f"“{markup[0].strip()}” would be printed as it is typed",
            "words; a citation stands on a page or in a definition",
        )
    if undone := UNDONE.search(text):
        yield f"“{undone[0]}” was to be filled in", "the words themselves"
    if half := HALF_INSERT.search(text):
        yield f"“{half[0].strip()}” is half of an insert", "“{{ … }}”, two braces before it and two behind"
    elif not filled and (insert := _INSERT.search(text)):
        yield f"“{insert[0]}” would be printed as it is typed", "words; an insert stands on a page or in a chart’s text"
    if drawn and (tag := _TAG.search(text)):
        yield f"“{tag[0]}” is HTML", "words, as a chart shows them"
    elif element := _ELEMENT.search(text):
        yield f"“{element[0]}” is HTML and would be printed as it is typed", "words alone"
    elif markdown := _MARKDOWN.search(text):
        yield f"“{markdown[0].strip()}” is Markdown and would be printed as it is typed", "words alone"
