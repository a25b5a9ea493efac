"""Terms and people marked in running text, which is read as one text whatever elements it is made of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape
from unicodedata import normalize
from xml.etree.ElementTree import Element

from markdown import Markdown

from ..prose.sentences import BREAK, JOINT, sentence_ends
from ..terms.matching import Hit, even, is_person
from .apparatus import RAISED, Reader, passed_over
from .context import TERM, Mention, PageContext, PageTreeprocessor
from .markup import TreeText, h

# Python-Markdown's placeholders, signs without width, white space in a row, letters with accents of their own.
_SPECIAL = re.compile(
    r"\x02(?P<code>[^\x03]*)\x03|(?P<unseen>[\u00ad\u200b\u2060]+)|(?P<space>\s\s+)|(?P<letter>.[\u0300-\u036f]+)"
)
_HELD = re.compile(r"\x02([^\x03]*)\x03")
_MAILBOX = "\x02amp\x03#"
_BACKSLASH = re.compile(r"\\(?=\w)")  # before a word it is not shown
_RAW = re.compile(r"<(?P<closing>/?)(?P<name>[a-z][a-z0-9]*)\b[^>]*>", re.IGNORECASE)
# In one word with what stands beside them; in and around the others nothing is marked.
TRANSPARENT = frozenset(("em", "strong", "b", "i", "u", "s", "del", "ins", "mark", "small", "sub", "sup")) | frozenset(
    ("abbr", "bdi", "data", "dfn", "span")
)
CLOSED = frozenset(("a", "button", "code", "kbd", "label", "samp", "script", "select", "style", "textarea", "var"))


_Place = tuple[TreeText, int, int]  # a stretch of one text of the tree


class Run:
    """The text of a block as readers see it, whatever it is made of, and where in the tree each letter of it stands."""

    def __init__(self, stash: Sequence[str | Element] = ()) -> None:
        self._stash = stash
        self._read: list[str] = []
        self._told: list[str] = []  # the same where it is told elsewhere, in plain text
        self._places: list[_Place | None] = []  # of each letter; None for what no term can span
        self.cited: list[int] = []  # where citations stand
        self._shown: list[str] = []  # what stands behind each BREAK and JOINT
        self._sentences: dict[tuple[int, int], str] = {}  # those asked for, by where they begin and end
        self._raw_closed = ""  # the raw tag within which nothing is marked
        self._raised = ""  # the raw tag that raises or lowers what stands in it

    @property
    def text(self) -> str:
        """The text as readers see it, white space single, BREAK or JOINT for what no term can span."""
        return "".join(self._read)

    def sentence(self, start: int, end: int, ends: Sequence[int]) -> str:
        """Return the sentence around a stretch as readers see it, with links and code in it; `ends` has all ends.

        Those before it come along that its citation covers, too: there stands who said it.
        """
        first = max((place for place in ends if place <= start), default=0)
        if any(place >= end for place in self.cited):
            first = min(first, max((place for place in self.cited if place <= start), default=0))
        last = min((place for place in ends if place > end), default=len(self.text))
        if (first, last) not in self._sentences:
            self._sentences[first, last] = self._words(first, last)
        return self._sentences[first, last]

    def _words(self, first: int, last: int) -> str:
        text = "".join(self._told)
        shown = iter(self._shown[sum(map(text[:first].count, (BREAK, JOINT))) :])
        whole = "".join(next(shown, "") if letter in (BREAK, JOINT) else letter for letter in text[first:last])
        return " ".join(_BACKSLASH.sub("", whole).split())

    def closed(self, shown: str = "", *, apart: bool = False) -> None:
        """Add what no term can span; `shown` is what readers see of it, part of a word beside it unless `apart`."""
        self._shown.append(shown)
        self._add(BREAK if apart else JOINT)
        self._places.append(None)

    def space(self) -> None:
        self._add(" ")
        self._places.append(None)

    def _add(self, seen: str) -> None:
        self._read.append(seen)
        self._told.append(seen.translate(RAISED.get(self._raised, {})))

    def add(self, parent: Element, before: Element | None, words: str | None) -> None:
        """Add the text of `parent` that follows its child `before`."""
        if not words:
            return
        text, last = TreeText(parent, before), 0
        for match in _SPECIAL.finditer(words):
            self._stretch((text, last, match.start()), words[last : match.start()])
            last = match.end()
            if match["code"] is not None:
                stashed = self.stashed(match["code"])
                tag = _RAW.fullmatch(stashed)
                if tag:
                    self._tag(tag["name"].lower(), closing=bool(tag["closing"]))
                    text = TreeText(parent, before)
                elif seen := _seen(match["code"], stashed):
                    self._stretch((text, match.start(), last), seen)
                else:
                    self.closed()
            else:
                seen = "" if match["unseen"] else " " if match["space"] else normalize("NFC", match["letter"])
                self._stretch((text, match.start(), last), seen)
        self._stretch((text, last, len(words)), words[last:])

    def _stretch(self, place: _Place, seen: str) -> None:
        """Add what readers see of a stretch of the tree; where the lengths differ, each letter stands for all of it."""
        if self._raw_closed:
            self._shown[-1] += seen
            return
        text, low, high = place
        self._add(even(seen))
        if len(seen) == high - low:
            self._places += [(text, at, at + 1) for at in range(low, high)]
        else:
            self._places += [place] * len(seen)

    def stashed(self, code: str) -> str:
        """Return what a placeholder stands for, where that is text."""
        number = code.rpartition(":")[2]
        stashed = self._stash[int(number)] if ":" in code and int(number) < len(self._stash) else ""
        return stashed if isinstance(stashed, str) else ""

    def _tag(self, name: str, *, closing: bool) -> None:
        if self._raw_closed:
            if name == self._raw_closed and closing:
                self._raw_closed = ""
        elif name in CLOSED:
            self.closed()
            self._raw_closed = "" if closing else name
        elif name == "br":
            self.space()
        elif name in RAISED:
            self._raised = "" if closing else name
        elif name not in TRANSPARENT:
            self.closed()

    def holds(self, start: int, end: int) -> bool:
        """Whether a stretch stands in one text of the tree, without a tag in it."""
        return len({place and place[0] for place in self._places[start:end]}) == 1

    def _place(self, start: int, end: int) -> _Place:
        """Return where in the tree a stretch that one text holds begins and ends."""
        first, last = self._places[start], self._places[end - 1]
        assert first is not None and last is not None  # no term begins or ends with a tag
        return first[0], first[1], last[2]

    def drop(self, position: int) -> None:
        text, low, _ = self._place(position, position + 1)
        text.words = text.words[:low] + text.words[low + 1 :]

    def wrap(self, start: int, end: int, link: Element) -> None:
        """Put `link` around a stretch that one text of the tree holds."""
        text, low, high = self._place(start, end)
        link.text = text.words[low:high]
        text.insert(low, link, text.words[high:])


def _seen(code: str, stashed: str) -> str:
    """Return what readers see of one of Python-Markdown's placeholders; nothing where that is no text."""
    if stashed.startswith("&"):
        return unescape(stashed)
    return chr(int(code)) if code.isdigit() else "&" if code == "amp" else ""


def as_seen(words: str, stash: Sequence[str | Element]) -> str:
    """Return words of the tree as readers see them, whatever of them Python-Markdown has put aside."""
    run = Run(stash)
    return _HELD.sub(lambda held: _seen(held[1], run.stashed(held[1])), words)


_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_FIGURES = frozenset(("figure", "figcaption", "caption", "svg", "math", "img", "iframe", "object", "video", "audio"))
_SKIPPED_TAGS = _HEADINGS | _FIGURES | CLOSED | frozenset(("pre", "summary", "nav", "cite", "input"))
_SKIPPED_CLASSES = passed_over(Reader.TERMS)
_READ = frozenset(("a", "code", "kbd", "samp", "var"))  # left alone, and part of the sentence


class TermTreeprocessor(PageTreeprocessor):
    """Marks terms and people in a page’s text; what carries `data-terms="off"` was generated and stays as it is."""

    def __init__(self, context: PageContext, md: Markdown) -> None:
        super().__init__(context, md)
        self._mode = context.page.meta.terms if context.page else "first-per-section"
        self._linked: set[str] = set()  # since the section, or the page, began
        self._entry = ""  # the term whose entry is being read
        self._mentions: list[Mention] = []
        self._people: dict[str, None] = {}  # those linked, in the order of reading
        self._run = Run()
        self._row = ""  # of the table that is being read

    def run(self, root: Element) -> None:
        """Walk through the page; each `h2` begins a section of its own."""
        self._walk(root)
        linked = dict.fromkeys(mention.term for mention in self._mentions if mention.linked) | self._people
        self._context.mentions.add(self._context.page_name, self._mentions)
        if linked and not (self._context.prose_only or self._context.part_of_a_whole):
            root.append(h("div", {"data-definitions": " ".join(linked)}))  # replaced when all pages are known

    def _walk(self, block: Element) -> None:
        """Mark the text of a block; blocks within it are walked through in their turn."""
        if block.attrib.pop("data-terms", "") == "off":
            return
        outer, self._entry = self._entry, block.attrib.pop("data-entry", self._entry)
        if self._entry != outer:
            self._linked = set()
        before, self._run = self._run, self._new_run()
        if block.tag == "tr":  # who says what a cell holds may stand in another one
            self._row = " – ".join(filter(None, (" ".join(self._words(cell).split()) for cell in block)))
        self._inline(block)
        self._mark()
        self._run, self._entry = before, outer
        self._row = "" if block.tag == "tr" else self._row

    def _new_run(self) -> Run:
        return Run(self.md.htmlStash.rawHtmlBlocks)

    def _inline(self, element: Element) -> None:
        self._run.add(element, None, element.text)
        for child in list(element):
            if child.tag in _SKIPPED_TAGS or not _SKIPPED_CLASSES.isdisjoint(child.get("class", "").split()):
                self._skip(child)
            elif child.tag == "br":
                self._run.space()
            elif child.tag in TRANSPARENT and child.get("data-terms") != "off":
                self._inline(child)
            else:
                self._mark()
                self._walk(child)
            self._run.add(element, child, child.tail)

    def _skip(self, child: Element) -> None:
        if child.tag == "h2":
            self._mark()
            if self._mode == "first-per-section":
                self._linked = set()
        is_read = child.tag in _READ
        if child.tag == "cite":
            self._run.cited.append(len(self._run.text))
        self._run.closed(self._words(child) if is_read else "", apart=not is_read and child.tag != "img")

    def _words(self, element: Element) -> str:
        """Return what readers see of an element; code and mailboxes are written in entities."""
        raw, stash = element.text or "", self.md.htmlStash.rawHtmlBlocks
        words = as_seen(raw, stash)
        own = unescape(words) if element.tag == "code" or _MAILBOX in raw else words
        return own + "".join(f"{self._words(child)}{as_seen(child.tail or '', stash)}" for child in element)

    def _mark(self) -> None:
        """Mark the terms of the run so far, and begin another one."""
        run = self._run
        text = run.text
        if not text or text.isspace():
            return
        self._run = self._new_run()
        marked = [
            (hit, self._link(hit))
            for hit in self._context.publication.matcher.find(text)
            # Braces would be read as attributes of the link.
            if hit.escaped or (text[hit.end : hit.end + 1] != "{" and run.holds(hit.start, hit.end))
        ]
        for hit, link in reversed(marked):
            if hit.escaped:
                run.drop(hit.start - 1)
            elif link is not None:
                run.wrap(hit.start, hit.end, link)
        ends = [*sentence_ends(text, self._context.dossier.abbreviations)] if marked else []
        for hit, link in marked if not self._entry else ():
            if link is not None and not is_person(hit.term):
                words = text[hit.start : hit.end]
                sentence = self._row or run.sentence(hit.start, hit.end, ends)
                self._mentions.append(Mention(hit.term, link.tag == TERM, words, sentence))
            elif link is not None and link.tag == TERM:
                self._people[hit.term] = None

    def _link(self, hit: Hit) -> Element | None:
        """Make the mark of a mention: a link, a sign for the reader's switch, or nothing."""
        if hit.escaped or self._mode == "none" or hit.term == self._entry or self._is_kept_out(hit.term):
            return None
        if hit.term in self._linked and self._mode != "all":
            return h("span", {"class": "term-again", "data-term": hit.term})
        self._linked.add(hit.term)
        return h(TERM, {"data-term": hit.term})

    def _is_kept_out(self, term: str) -> bool:
        return not is_person(term) and self._context.page_name in self._context.dossier.glossary[term].never_in
