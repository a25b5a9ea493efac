"""The HTML that a page may hold, as data, and what is told of all other: it would be shown as it is typed.

Only what one of these patterns matches is read as HTML, by the check here and by the pages' Markdown alike.
"""

from __future__ import annotations

import re

from ..data.problem import Report
from ..data.reading import is_reserved

_LANGUAGE = r'lang="[A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*"'
_WORDS = r'title="[^"<>&`{}\[\]\\\x02\x03]*"'
_ID = r'id="[a-z](?:[a-z0-9-]*[a-z0-9])?"'
_BLOCKS, _INLINE = "div|section|details", "abbr|bdi|kbd|span|sub|sup"

# A comment holds no “--”, since browsers differ in where such a one ends.
COMMENT = re.compile(r"<!--(?!-?>)(?:(?!--)[^\n])*-->")
# Those of our styles that an editor's part of a page can have; others hide it, or lay it over the page.
_CLASS = "front|key-fold|two|two--ground"
BLOCK_BEGIN = re.compile(
    rf'<(?P<name>{_BLOCKS})(?: class="(?:{_CLASS})(?: (?:{_CLASS}))*"| {_ID})* markdown>', re.ASCII
)
BLOCK_END = re.compile(rf"</(?P<name>{_BLOCKS})>")
SUMMARY_BEGIN, SUMMARY_END = "<summary>", "</summary>"
# Of an abbreviation alone the title is shown in every output.
INLINE_BEGIN = re.compile(
    rf"<(?!(?!abbr )[^>]* title=)(?P<name>{_INLINE})(?: {_LANGUAGE}| {_WORDS})*>|<br ?/?>", re.ASCII
)
INLINE_END = re.compile(rf"</(?P<name>{_INLINE})>")
INLINE = rf"({INLINE_BEGIN.pattern.replace('?P<name>', '?:')}|{INLINE_END.pattern.replace('?P<name>', '?:')})"
AUTOLINK = re.compile(r"<(?P<address>[A-Za-z][A-Za-z0-9+.-]*:[^<>\s]*|[^<>\s!@]+@[^<>\s@]+)>")

# Letters of every script: what is no tag to one reader may be one to another.
_SIGN = re.compile(r"<(?=[^\W\d_]|[/!?])")
_SHOWN = re.compile(r"<[/!?]*[\w:-]*>?")
_ATTRIBUTES = re.compile(r"(?<!\{)\{(?!\{)(?::| *[.#][\w-]| *[\w-]+ *=)[^{}\n]*\}?")
_DEEPEST = 10
_OWN_ID = re.compile(r' id="([^"]*)"')
_MARKDOWN = re.compile(r"[*_`\[\]\\]+|&#?\w+;|\{\{")
_BACKTICK = re.compile(r"(?<!\\)`")

ALLOWED = (
    "Markdown and blocks; <div>, <section> and <details> with class (front, key-fold, two, two--ground), id and "
    "markdown, on a line of their own; "
    "<summary>; <abbr>, <bdi>, <br>, <kbd>, <span>, <sub>, <sup> with lang, <abbr> with title, too; “&lt;” for the sign"
)
RECORD_ALLOWED = "links, emphasis and citations in Markdown; “< ” or “&lt;” for the sign"


def _shown(text: str, at: int) -> str:
    found = _SHOWN.match(text, at)
    return found[0] if found else "<"


class HtmlReader:
    """Reads lines of Markdown, code blanked out, and reports HTML that pages may not hold, and what is not closed."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._open: list[tuple[str, int]] = []
        self._folds: set[int] = set()  # lines at which folds begin that have their summary
        self._filled = 0  # how many of those that are open hold something

    def read(self, number: int, text: str) -> None:
        """Report what is wrong with the HTML of one line."""
        self._signs(number, text)
        if "<" not in text or not self._is_block(number, text.strip()):
            self.fill()
            self._inline(number, text)

    def fill(self) -> None:
        """Take note that something stands in what is open."""
        self._filled = len(self._open)

    def _signs(self, number: int, text: str) -> None:
        if attributes := _ATTRIBUTES.search(text):
            found = f"“{attributes[0]}” would give attributes, which pages have not"
            self._report(number, attributes.start() + 1, found, "the text alone")
        if backtick := _BACKTICK.search(text):
            found = "a backtick stands alone on its line"
            allowed = "code between two of them on one line, “\\`” for the sign"
            self._report(number, backtick.start() + 1, found, allowed)

    def _is_block(self, number: int, line: str) -> bool:
        """Tell whether a line begins or ends an element that holds Markdown; keep account of those that are open."""
        if begin := BLOCK_BEGIN.fullmatch(line):
            if (id_ := _OWN_ID.search(line)) and is_reserved(id_[1]):
                self._report(number, 1, f"the id “{id_[1]}” is one of the site’s own", "another one")
            self._open.append((begin["name"], number))
            if len(self._open) == _DEEPEST + 1:
                self._report(number, 1, f"“<{begin['name']}>” stands within {_DEEPEST} other elements", "a few")
        elif end := BLOCK_END.fullmatch(line):
            if not self._open or self._open[-1][0] != end["name"]:
                self._report(number, 1, f"“{line}” closes nothing", f"a line “<{end['name']} markdown>” before it")
            else:
                if end["name"] == "details" and self._open[-1][1] not in self._folds:
                    found = "the fold has no words on which readers press"
                    self._report(self._open[-1][1], 1, found, "a line “<summary>words</summary>” under it")
                elif self._filled < len(self._open):
                    self._report(number, 1, f"“<{end['name']}>” is empty", "something between its two lines")
                self._open.pop()
                self.fill()
        elif (
            self._open
            and self._open[-1][0] == "details"
            and line.startswith(SUMMARY_BEGIN)
            and line.endswith(SUMMARY_END)
        ):
            return self._is_summary(number, line)
        else:
            return False
        return True

    def _is_summary(self, number: int, line: str) -> bool:
        """Tell whether a summary's line holds words alone, and report one that is not the first in its fold."""
        words = line[len(SUMMARY_BEGIN) : -len(SUMMARY_END)]
        opened = self._open[-1][1]
        if opened in self._folds or self._filled == len(self._open):
            found = "a summary stands behind another one" if opened in self._folds else "words stand before it"
            self._report(number, 1, found, "one summary, first in its fold")
        self._folds.add(opened)
        if not words.strip():
            self._report(number, 1, "the summary is empty", "the words on which readers press")
        if signs := _MARKDOWN.search(words):
            self._report(number, 1, f"“{signs[0]}” in a summary is printed as it is typed", "words alone")
        return "<" not in words

    def _inline(self, number: int, text: str) -> None:
        opened: list[str] = []
        told: set[str] = set()
        for sign in _SIGN.finditer(text):
            at = sign.start()
            if begin := INLINE_BEGIN.match(text, at):
                opened += [begin["name"]] if begin["name"] else []
                if len(opened) == _DEEPEST + 1:
                    self._report(
                        number, at + 1, f"“<{begin['name']}>” stands within {_DEEPEST} other elements", "a few"
                    )
            elif (end := INLINE_END.match(text, at)) and opened and opened[-1] == end["name"]:
                opened.pop()
            elif text.startswith("<!--", at) and not COMMENT.match(text, at):
                found = "the comment that begins here does not end on its line, or holds “--”"
                self._report(number, at + 1, found, "“<!-- words -->”")
            elif not COMMENT.match(text, at) and not AUTOLINK.match(text, at):
                shown = _shown(text, at)
                if shown.strip("</>") not in told:  # its end says nothing new
                    self._report(number, at + 1, f"“{shown}” is no HTML of a page", ALLOWED)
                told.add(shown.strip("</>"))
        for name in opened:
            self._report(number, 1, f"“<{name}>” is not closed on its line", f"“</{name}>” behind its words")

    def read_record(self, number: int, text: str) -> None:
        """Report HTML in a line of a record, which holds none."""
        self._signs(number, text)
        if foreign := [sign.start() for sign in _SIGN.finditer(text) if not AUTOLINK.match(text, sign.start())]:
            self._report(number, foreign[0] + 1, f"“{_shown(text, foreign[0])}” is HTML", RECORD_ALLOWED)

    def end(self) -> None:
        """Report what is still open at the end of the page."""
        for name, number in self._open:
            self._report(number, 1, f"“<{name}>” is not closed", f"a line “</{name}>” after it")
