"""Signs that other Markdowns read, and ours prints, drops or takes for something else; and what is written instead."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from html import unescape
from itertools import pairwise
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions.toc import slugify

from ..data.problem import Report
from ..data.reading import RESERVED
from ..data.signs import HALF_INSERT, UNDONE
from .layout import ITEM

# What is wrong wherever it stands in a line: pattern, what is said of it, what is allowed.
_WITHIN = (
    (r"(?<=\w)([~^])[^\s~^]{1,8}\1(?!\1)", "“{}” is printed with its signs", "<sub> or <sup>, as in H<sub>2</sub>O"),
    (r"~~\S[^~\n]*~~", "“~~” strikes nothing out", "the words as they should be"),
    (r"(?<![=\w])==(?=[^\s=])[^=\n]+==(?!=)", "“==” marks nothing", "*emphasis* or **strong**"),
    (r"(?<![\w:]):[a-z+][a-z0-9_+-]*:(?![\w:])", "“{}” is no picture here", "words"),
    (r"\^\[[^\]\n]*\]?", "“{}” is no note", "“[^claim-id]”; a note is made of a record"),
    (r"\[[^\]\n]*\] +\((?:[^()\s]+\.md\b|https?:|#)[^)\n]*\)", "“{}” is no link", "[words](address), without a space"),
    (
        r"(?<!\])\((?:[^()\s]+\.md\b[^()\s]*|https?:[^()\s]*)\)\[(?!\^)[^\]\n]*\](?!\()",
        "“{}” is no link",
        "[words](address)",
    ),
    (
        r"(?<!\])\[[^\]\[(\n]*\((?:[^()\s]+\.md\b|https?:)[^()\s]*\)(?![^\[\n]*\])",
        "“{}” is no link",
        "[words](address)",
    ),
    (r"\]\([^()\s]*\)\((?:[^()\s]+\.md\b|https?:)[^()\s]*\)", "“{}” has two addresses", "[words](address)"),
    (r"(?<![(<\w/=.:@\"'])https?://[^\s<>)]+", "“{}” is no link", "[words](address)"),
    (r"(?<![\w./@:\[-])www\.[\w-]+\.\w[^\s<>)]*", "“{}” is no link", "[words](address)"),
    (r"(?<!\]\()\{\{ *edition +url *\}\}", "“{}” is no link", "[words]({{ edition url }})"),
    (r"(?<!!)\[\s*\]\([^)\n]*\)", "“{}” is a link without words", "[words](address)"),
    (r"(?<!!)\[[^\]\n]+\]\(\s*#?\s*\)", "“{}” is a link without an address", "[words](address)"),
    (
        r"\[[^\]\[\n]*\[\^[^\]\[\n]+\][^\]\[\n]*\]\([^)\n]*\)",
        "a citation stands within a link",
        "the citation behind it",
    ),
    (r"\[\[[^\]\[\n]+\]\](?!\()", "“{}” is no link", "[words](page.md)"),
    (r"!\[\s*\]\(", "the picture has no words for those who do not see it", "![what it shows](address)"),
    (r"(\[\^[^\]\s]+\]) *\1", "“{}” is one citation twice", "one of them"),
    (r"\[\^[^\]\s]+\]\(", "an address stands behind a citation", "[words](address), and the citation behind it"),
    (r"(?<=\S) +/{3,}(?= |$)", "“///” stands within a line", "“/// name” on a line of its own"),
    (r"\\\{\{", "“{}” is filled in all the same", "the number as it is"),
    (r"\\\[\^[\w-]+\\?\]", "“{}” cites nothing", "“[^claim-id]”, without a backslash"),
    (r"\\{2,}", "“{}” prints fewer of them, or other signs", "no backslash, or one before a sign of Markdown"),
    (r"\\<", "“{}” is printed with its backslash", "“&lt;” for the sign"),
    (r"\\[^\w\s\\`*_{}\[\]()<>#+.!|-]|(?<!\\)\\ (?=\S)", "“{}” is printed with its backslash", "the sign itself"),
    (r"\\+ *$", "“{}” at the end of the line is printed", "the line without it"),
    (r"[^\W\d_]{2,}-$", "“{}” is a word parted at the end of a line", "the whole word"),
    (r"\t+", "a tab stands in the line", "spaces"),
    (r"&(?:nbsp|amp|lt|gt|quot|#x?\d+)(?![\w;])", "“{}” is half of a sign", "the sign itself"),
    (r"\{%[^%\n]*%?\}?", "“{}” would be printed as it is typed", "“{{ … }}” for a number of the record"),
    (r"｛｛[^｝\n]*｝*|［[\^ˆ][^］\n]*］?|／{2,}", "“{}” is typed in full-width signs", "the plain ones"),
    (
        r"(?<=[(\[“‘\"'])[*_]+(?=[)\]”’\"'])",
        "“{}” by itself may begin emphasis",
        "a backslash before it, as in “(\\*)”",
    ),
    (r"(?<=\S) +\*+(?= +\S)", "“*” stands alone and marks nothing", "“×”, “\\*” for the sign, or no space behind it"),
    (
        r"(?<=[^\W_])\*+(?=[^\W_])",
        "“{}” stands within a word or number, and is taken for emphasis",
        "“×”, or “\\*” for the sign",
    ),
)
_NOTHING = r"(?: |&nbsp;|<!--(?:(?!-->).)*-->)*$"
# What is wrong where a line begins, but for up to three spaces, or behind the sign of a list's item.
_BEGINS = (
    (r"# .*|#$", "a heading of the first level stands in the page", "“##”; the first is the “title” on top"),
    (r"#{5,}(?: .*|$)", "a heading of the level {0}", "“##”, “###” or “####”"),
    (rf"#{{2,4}}{_NOTHING}", "the heading is empty", "“## words”"),
    (r"#{2,4} .*[^\s#\\]#+ *", "“#” at the end of the heading is cut off", "“\\#” for the sign"),
    (
        r"<!--(?:(?!-->).)*--> *\S.*",
        "words stand behind a comment, and would be a paragraph of their own",
        "a line for each",
    ),
    (r"0\d?\. .*", "“{0}” makes an item with the number 1", "“1.”, or another word in front"),
    (r"\+ .*", "“+” begins an item of a list", "“- one”, or “\\+” for the sign"),
    (r"#{1,6}[^\s#].*", "“{0}” makes a heading, for the line begins with “#”", "“## words”, or “\\#” for the sign"),
    (r" {40,}\S.*", "the line is indented by ten levels or more", "a few"),
    (r"(?:`{3,}|~{3,}).*", "“{0}” begins code, which pages do not show", "words"),
    (r">.*", "“>” begins a quotation that stands apart", "the words in quotation marks, with who said them"),
    (r"\[(?!\^)[^\]\[]*\]:.*", "“{0}” is an address apart from its words", "[words](address)"),
    (rf"(?:[-*+]|\d{{1,2}}\.){_NOTHING}", "an item without words", "“- words”"),
    (r"\d{3,}\. .*", "“{0}” makes an item of a list", "another word in front, or “\\.” for the full stop"),
    (r"#{2,4} .*</?(sup|sub)>.*", "“<sup>” in a heading is lost in the contents", "the sign itself, as in 10⁶"),
    (r"#{2,4} .*<br\s*/?>.*", "“<br>” in a heading makes one word of two in the contents", "a space"),
    (r"#{2,6}.*\[\^.*", "a citation stands in a heading", "a sentence with the citation under it"),
    (r"\d{1,2}(?:-(?! (?:to|and|or)\b)|[–:/)]|\.\)|\.-) .*", "“{0}” begins no list", "“1. one”"),
    (r"[o§Ø] .*", "“{0}” begins no list", "“- one”"),
    (r"[•‣◦▪·–—→➤►■●○✓✔].*", "“{0}” begins no list", "“- one”, or the line before it goes on"),
    (
        r"[-+](?!-)\S.*|--[^-].*|\*[^\s*][^*]*|\d{1,2}\.[^\W\d_].*",
        "“{0}” begins no list",
        "“- one” or “1. one”, with a space",
    ),
    (r"(?:\([a-z0-9]{1,2}\)|[a-z][.)]) .*", "“{0}” begins no list", "“1. one”"),
    (r"\[[ xX]?\] .*", "“[ ]” is no box to tick", "“- one”"),
    (r"(?:!!!|\?\?\?\+?) ?\w.*", "“{0}” is no box", "a paragraph"),
    (r"===[!+]* \".*", "“{0}” is no box", "a paragraph"),
    (r":{3,}.*", "“{0}” is no block", "“/// name”"),
    (r": +\S.*", "“{0}” defines nothing", "a sentence, or a list"),
    (r" {4,}/{3,}.*", "“{0}” is no block, for it is indented", "“/// name” where the line begins"),
    (r" {0,3}(?://|\\{3})(?: .*|$)", "“{0}” is no block", "“/// name”"),
)
_IN_LINE = tuple((re.compile(pattern), found, allowed) for pattern, found, allowed in _WITHIN)
_AT_BEGIN = tuple((re.compile(pattern), found, allowed) for pattern, found, allowed in _BEGINS)
# A look that most lines do not pass.
_MAY_BE = re.compile(
    r" \*+ |n +url|\w[~^]|\] ?\[\^|&[a-z#]|\.md\)|\{%|｛｛|［|／／|-$"
    r"|[(\[“‘\"'][*_]|\\[^\w`*_]|\\\\|\\ *$|///|\]\(|~~|==|\t|\w\*|\^\[|:[a-z+]|\] +\(|https?:|www\."
    r"|\[\[|!\[|\[\s*\]\(|\]\(\s*#?\s*\)|\[\^[^\]\[\n]+\][^\]\[\n]*\]\("
)

_UNDONE = re.compile(rf"{UNDONE.pattern}|\?{{2,}}")
_DAYS = re.compile(
    rf"(?<![\w.,])(?P<first>\d{{1,2}})\s*(?:–|-|\bto\b)\s*(?P<last>\d{{1,2}})\s+(?:{'|'.join(calendar.month_name[1:])})\b"
)
_SMALL_WORDS = "the|a|an|of|in|on|to|and|or|by|at|for|from|with|as|is|was|were|it|its"
_DOUBLED = re.compile(rf"(?<![\w“‘-])({_SMALL_WORDS})\s+\1\b(?![\w/-])", re.IGNORECASE)
_STARS = re.compile(r"(?<!\\)(?P<in>\*+(?=[^\s*]))?(?(in)|\*+)")
_PLAIN = re.compile(r"(?<![\w*\\])(\*{1,3}|_{1,3})(?=[^\s*_])[^*_]*(?<=[^\s*_])\1(?![\w*])")  # “*so*”, nothing within
_PRINTED = re.compile(r"\*|(?<!\w)_|_(?!\w)")
STRAY = ("“*” behind a word begins emphasis here", "“\\*” for the sign")  # what is told of such a star
_STAR = re.compile(r"(?<!\\)\*+")
_ENTITY = re.compile(r"&(?:#\d+|#x[\da-f]+|[a-z][\da-z]*);", re.IGNORECASE)
_AS_ENTITIES = '&<>"\\'  # signs that may have to be written so, or are told otherwise
_SINGLE = re.compile(r"(?<![\\*_])[*_](?![*_])")
_LINE = re.compile(r".+")
_CELL = re.compile(r"(?:\\.|[^|\\])+")
_STRONG = re.compile(r"(?<!\\)\*\*")
# A sign that begins emphasis, one that ends it, brackets: what readers of Markdown look for within each other.
_STEP = re.compile(r"(?P<in>(?<![^\s(\[“\"*_])[*_]+(?=[^\s*_])|(?<!\\)\[)|[*_]+|\]")
_DEEPEST, _LONGEST, _WIDEST = 10, 1000, 20_000
_CITED_FIRST = re.compile(r"\[\^[^\]]*\](?!:)")
_REFERENCE = re.compile(r"\]\[(?P<label>[^\]\[^][^\]\[]*)?\]")
_PARTED = re.compile(r" *\((?:[^()\s]+\.md\b|https?:|#)[^)]*\)?")
_HEADING = re.compile(r"#{2,4} +(?P<words>.+?)[ #]*$")


class ForeignReader:
    """Reads the lines of a page, code blanked out, and reports what our Markdown reads otherwise than it looks."""

    def __init__(self, report: Report) -> None:
        self._report = report

    def read(self, number: int, text: str) -> None:
        """Report what is wrong with a line."""
        for at, found, allowed in (*within(text), *_begin(text)):
            self._report(number, at, found, allowed)
        if "][" in text:
            for match in _REFERENCE.finditer(text):
                found = f"“[{match['label'] or ''}]” refers to no address of the page"
                self._report(number, match.start() + 2, found, "[words](address)")

    def end_paragraph(self, lines: list[tuple[int, str]]) -> None:
        """Report strong words that do not end in their paragraph, emphasis that crosses, what stands too deep."""
        if len(lines) > _LONGEST:
            self._report(lines[0][0], 1, f"the paragraph has {len(lines)} lines", f"{_LONGEST} at most")
        elif (long := sum(len(text) for _, text in lines)) > _WIDEST:
            self._report(lines[0][0], 1, f"the paragraph has {long} characters", f"{_WIDEST} at most")
        for (above, before), (number, text) in pairwise(lines):
            if before.endswith("  ") and not (ITEM.match(text) or text.startswith("|")):
                found = "two spaces at the end of the line would break it"
                self._report(above, len(before.rstrip()) + 1, found, "the line without them")
            if before.rstrip().endswith("]") and (parted := _PARTED.match(text)):
                self._report(number, 1, f"“{parted[0].strip()}” is parted from its words", "[words](address)")
        if stray := stray_star([text for _, text in lines]):
            self._report(lines[stray[0]][0], stray[1], *STRAY)
        for rank, (number, text) in enumerate(lines):
            item = ITEM.fullmatch(text)
            if (item or not rank) and _CITED_FIRST.match(item["words"] if item else text.lstrip()):
                self._report(number, text.index("[^") + 1, "a citation stands before its words", "behind its sentence")
        for number, column, sign in half_emphasis(lines):
            self._report(number, column, *half(sign))
        odd = [number for number, text in lines if len(_STRONG.findall(text)) % 2]
        if len(odd) % 2:
            self._report(odd[0], 1, "“**” stands alone in its paragraph", "“**” before and behind the strong words")
        deep = self._dig(lines)
        crossed = next((number for number, text in lines if _is_crossed(text)), 0)
        if crossed := crossed or (0 if deep else _printed(lines)):
            self._report(crossed, 1, "signs of emphasis cross", "the sign that began last ends first")

    def _dig(self, lines: list[tuple[int, str]]) -> bool:
        """Report what stands deeper in emphasis and brackets than readers of Markdown can follow; tell if it does."""
        depth = 0
        for number, text in lines:
            depth = 0 if ITEM.match(text) or text.lstrip().startswith("|") else depth
            for step in _STEP.finditer(text):
                depth = depth + 1 if step["in"] else max(depth - 1, 0)
                if depth > _DEEPEST:
                    found = f"“{step[0]}” stands within {_DEEPEST} more that are not closed before it"
                    self._report(
                        number, step.start() + 1, found, "each closed where its words end; “\\” before the sign itself"
                    )
                    return True
        return False


def _begin(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield what is wrong where a line begins, or behind the sign of an item."""
    item = ITEM.fullmatch(text)
    bare = text.lstrip(" ")
    line, at = (item["words"], item.start("words")) if item else (bare, len(text) - len(bare))
    for pattern, found, allowed in _AT_BEGIN:
        for one in dict.fromkeys((line, bare, text)):
            if pattern.fullmatch(one):
                yield at + 1, found.format(one.split(maxsplit=1)[0] if one.split() else ""), allowed
                return
    if item and (ITEM.fullmatch(line) or line.startswith(("##", "|", "///"))):
        yield at + 1, f"“{line.split(maxsplit=1)[0]}” stands within an item", "words; a list within on its own line"
    elif heading := _HEADING.fullmatch(text):
        if _is_taken(id_ := anchor(heading["words"])):
            yield 1, f"the heading’s address “#{id_}” is one of the site’s own", "other words"
        elif not id_:
            yield 1, "the heading has no Latin letter for its address, which would move", "some Latin letters or digits"


def within(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield what is wrong wherever it stands: column, what was found, what is allowed."""
    if "}" in text and (half := HALF_INSERT.search(text)):
        yield half.start() + 1, f"“{half[0].strip()}” is half of an insert", "two braces before it and two behind"
    if "&" in text and (letter := next(filter(_is_sign, _ENTITY.finditer(text)), None)):
        yield letter.start() + 1, f"“{letter[0]}” is written for “{unescape(letter[0])}”", "the sign itself"
    if undone := _UNDONE.search(text):
        yield undone.start() + 1, f"“{undone[0]}” was to be filled in", "the words themselves"
    if doubled := _DOUBLED.search(text):
        yield doubled.start() + 1, f"“{doubled[0]}” stands twice", "one of them"
    if (span := _DAYS.search(text)) and int(span["first"]) > int(span["last"]):
        yield span.start() + 1, f"“{span[0]}” runs the wrong way round", "the earlier day first"
    if _MAY_BE.search(text):
        for pattern, found, allowed in _IN_LINE:
            for match in pattern.finditer(text):
                yield match.start() + 1, found.format(match[0]), allowed


def _is_sign(entity: re.Match[str]) -> bool:
    """Tell whether an entity stands for a letter, a dash or an apostrophe, which checks of words would not read."""
    sign = unescape(entity[0])
    return len(sign) == 1 and sign.isprintable() and not sign.isspace() and sign not in _AS_ENTITIES


def stray_star(lines: list[str]) -> tuple[int, int] | None:
    """Return line (from 0) and column of a star that was meant as a sign, “(298*) and (140*)”, and begins emphasis."""
    opened, stray = False, None
    for number, text in enumerate(lines):
        if ITEM.match(text) or text.lstrip().startswith("|"):
            opened, stray = False, None
        for star in _STAR.finditer(text):
            if stray:
                return stray
            before, after = text[: star.start()][-1:], text[star.end() :][:1]
            if not opened and (before.isalnum() or before in '.%)]”’`"') and before and after.strip():
                stray = number, star.start() + 1
            else:
                opened = not opened and bool(after.strip())
    return None


def half(sign: str) -> tuple[str, str]:
    """Return what is told of a sign that begins emphasis and does not end it, and what is allowed."""
    found = f"“{sign}” begins emphasis that does not end in its paragraph"
    return found, f"“{sign}” behind the words, too, or “\\{sign}” for the sign"


def half_emphasis(lines: list[tuple[int, str]]) -> Iterator[tuple[int, int, str]]:
    """Yield the signs that begin emphasis and have none of their kind that ends it: line, column, sign."""
    opened: dict[str, tuple[int, int, str]] = {}
    for number, text in lines:
        if ITEM.match(text) or text.startswith("|"):
            yield from opened.values()
            opened.clear()
        for cell in (_CELL if text.startswith("|") else _LINE).finditer(text):
            for match in _SINGLE.finditer(cell[0]):
                before, after = cell[0][: match.start()][-1:], cell[0][match.end() :][:1]
                if match[0] in opened and before.strip():
                    del opened[match[0]]
                elif after.strip() and not (before.isalnum() or (before in ".%)]”’`" and before)):
                    opened.setdefault(match[0], (number, cell.start() + match.start() + 1, match[0]))
            if text.startswith("|"):
                yield from opened.values()
                opened.clear()
    yield from opened.values()


def _is_crossed(text: str) -> bool:
    """Tell whether emphasis ends that began before one that is open still."""
    opened: list[str] = []
    for match in _STARS.finditer(text):
        if match[0] in opened:
            if opened.pop() != match[0]:
                return True
        elif match["in"]:
            opened.append(match[0])
    return False


_MARKDOWN = Markdown(extensions=["pymdownx.betterem"])


def _printed(lines: list[tuple[int, str]]) -> int:
    """Return the line where words begin whose signs of emphasis Markdown prints: “_so* it is_”."""
    parts: list[tuple[int, str]] = []
    for number, text in lines:
        if text.startswith("|"):
            parts += ((number, cell) for cell in _CELL.findall(text))
        elif parts and not ITEM.match(text):
            parts[-1] = parts[-1][0], f"{parts[-1][1]}\n{text}"
        else:
            parts.append((number, text))
    for number, text in parts:
        if _PRINTED.search(_PLAIN.sub("", text)):
            SubElement(root := Element("div"), "p").text = text
            _MARKDOWN.reset().treeprocessors["inline"].run(root)
            for marked in (*root.iter("em"), *root.iter("strong")):
                if _PRINTED.search("".join(marked.itertext())) or _PRINTED.match(marked.tail or ""):
                    return number
    return 0


def _is_taken(id_: str) -> bool:
    """Tell whether a page may have an id that its heading would get."""
    return id_ in RESERVED.split() or re.match(r"(?:term|person|record|chart)-.|(?:note|cite)-\d", id_) is not None


def anchor(words: str) -> str:
    """Return the address that a heading gets."""
    return str(slugify(words.replace("*", ""), "-"))
