"""The Markdown twin of a page, for those who read without a browser: its article, with citations as footnotes."""

from __future__ import annotations

import re
from html import escape
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from bs4 import BeautifulSoup, NavigableString, Tag
from markdownify import MarkdownConverter

from ..pages.apparatus import SILENT, Reader, passed_over
from ..pictures.export import cached, digest
from .structured import Subject

TWIN = "index.md"  # beside the page
_KEPT = Path(".cache/twins")
# What is no part of what a page says, and what is said elsewhere in the twin.
_DROPPED = (
    *SILENT,
    *(f".{name}" for name in sorted(passed_over(Reader.MARKDOWN))),
    "button, form, input, select, caption",
    ".cited .status--mark, figure.chart summary, .definition dl, .brief__head span, .answers__head span",
    "ol .row .no, img.on-dark, .days__axis",
)
# What stands for an element of a class, and what becomes a bold line of its own.
_RENAMED = {"figure.chart .chart__number": "p", ".brief__head": "h2", ".definition dfn": "strong", ".row .ti": "strong"}
_BOLD = "figure.chart .chart__title, summary"
# On screen a mark or a margin parts these from the words behind them.
_APART = (
    ".brief li > .status, .answers li > .status, .scenario__forecast > .status, .later, .thesis:not(.edition *)"
    ", .row .pp, .filter__n, .jumps__n"
)
_INVISIBLE = re.compile('[\u2060\u200b\u00ad]|(?<=</span>)\u2002(?=<span class="cited)')
_SIGNS = re.compile(r"(?P<sign>[\\\[\]`*_]|~(?=~)|(?<=~)~)|[<>]|&(?=#?\w+;)")
# What begins a line and would make it a heading or an item: of all lines, or of the first and those behind a break.
_BEGIN = r"(?:\d+(?=[.)]\s))?)(?P<sign>[#>+-](?=\s|#)|[=-](?=[=-]*\s*(?:\n|\Z))|(?<=\d)[.)])"
_EACH = re.compile(r"(?P<before>(?:\A\s*|(?<=\n)[ \t]*)" + _BEGIN)
_FIRST = re.compile(r"(?P<before>(?:\A\s*|(?<=  \n)[ \t]*)" + _BEGIN)
_BEHIND = re.compile(r"(?P<before>(?<=\n)[ \t]*" + _BEGIN)
_CLOSING = re.compile(r"^(#{1,6} (?:.* )?)(#+)$", re.MULTILINE)  # would end a heading, and be no part of it
_PAIRED = re.compile(r"(?:[^()\s]|\([^()\s]*\))*")  # an address that readers of Markdown find the end of
_GAPS = re.compile(r"\n\s*\n(?:\s*\n)+")
_WIDE = re.compile(r"(?<=\S) {2,}(?=\S)")
_OPEN, _CLOSE = '<article class="page', "</article>"


def in_markdown(text: str) -> str:
    """Return a text as one line of Markdown in which nothing acts: what looks like a link or a tag is words."""
    return _escaped(" ".join(text.split()))


def _escaped(text: str) -> str:
    # Not every reader of Markdown knows a backslash before “<”.
    return _SIGNS.sub(lambda match: f"\\{match['sign']}" if match["sign"] else escape(match[0]), text)


def twin(html: str, subject: Subject, root: Path) -> str:
    """Return the article of a finished page as Markdown, kept under its content in the project at `root`."""
    article = article_of(html)
    makers = version("markdownify"), version("beautifulsoup4"), Path(__file__).read_bytes()
    name = digest(*makers, *_DROPPED, subject.site_url, subject.address, subject.title, article)
    return cached(root / _KEPT / f"{name}.md", lambda: _written(article, subject).encode()).decode()


def article_of(html: str) -> str:
    """Return the article of a finished page."""
    return html[html.index(_OPEN) : html.rindex(_CLOSE)] + _CLOSE


def _written(article: str, subject: Subject) -> str:
    soup = BeautifulSoup(_INVISIBLE.sub("", article), "html.parser")
    for link in soup.select("a[href]"):
        address = _address(str(link["href"]), subject)
        link["href"] = address if _PAIRED.fullmatch(address) else f"<{address}>"
    for picture in soup.select("img[src]"):
        picture["src"] = _address(str(picture["src"]), subject)
        picture["alt"] = in_markdown(str(picture.get("alt", "")))
    for element in soup.select(", ".join(_DROPPED)):
        element.decompose()
    _statuses(soup)
    notes = _footnotes(soup)
    for selector, name in _RENAMED.items():
        for element in soup.select(selector):
            element.name = name
    for element in soup.select(_BOLD):
        if element.select_one("[role=heading]"):
            element.name = "div"  # what is pressed to open holds the head of a part
        else:
            element.name = "strong"
            element.wrap(soup.new_tag("p"))
    _terms(soup)
    for gap in soup.select("br"):
        behind = next((one for one in gap.next_siblings if str(one).strip()), None)
        if behind is None or (isinstance(behind, Tag) and behind.name in ("p", "ul", "ol", "div")):
            gap.decompose()  # it breaks no line
    for link in soup.select("a, fn"):
        before = link.previous_sibling
        if isinstance(before, NavigableString) and before.endswith("!"):
            before.replace_with(str(before)[:-1])
            link.insert_before(soup.new_tag("bang"))
    writer = _Writer(
        heading_style="ATX", bullets="-", escape_misc=False, autolinks=False, sup_symbol="<sup>", sub_symbol="<sub>"
    )
    parts = [writer.convert_soup(soup).strip()]
    parts += [f"[^{id_}]: {writer.convert_soup(note).strip()}" for id_, note in notes.items()]
    parts.append(f"---\n\nThis page for browsers: [{in_markdown(subject.title)}]({subject.url(subject.address)})")
    parts = [_CLOSING.sub(r"\1\\\2", part) for part in parts]
    return _GAPS.sub("\n\n", _WIDE.sub(" ", "\n\n".join(parts))) + "\n"


class _Writer(MarkdownConverter):
    """Markdownify's own rules, but for lists of terms, notes, and texts that look like Markdown."""

    def escape(self, text: str, parent_tags: Any) -> str:
        """Put a backslash before what would be a link, a tag or code, and in a table before what parts its cells."""
        escaped = _unlisted(_escaped(text), _BEHIND)
        return escaped.replace("|", r"\|") if {"td", "th"} & set(parent_tags) else escaped

    def convert_p(self, _: Tag, text: str, parent_tags: Any) -> str:
        """A paragraph, with a backslash where its first sign would make a heading or a list."""
        shown = _unlisted(text, _EACH).strip(" \t\r\n")
        if "_inline" in parent_tags:
            return f" {shown} "
        return f"\n\n{shown}\n\n" if shown else ""

    def convert_fn(self, mark: Tag, text: str, parent_tags: Any) -> str:
        """A reference to a note, in the place of a citation."""
        return f"[^{mark['data-claim']}]"

    def convert_bang(self, _: Tag, text: str, parent_tags: Any) -> str:
        """The “!” before a link, which would make a picture of it."""
        return r"\!"

    def convert_kbd(self, _: Tag, text: str, parent_tags: Any) -> str:
        """A key, as the tag that it is: two side by side would be one piece of code."""
        return f"<kbd>{text}</kbd>"

    def convert_abbr(self, short: Tag, text: str, parent_tags: Any) -> str:
        """An abbreviation with what it stands for, which browsers show to those who point at it."""
        title = str(short.get("title", ""))
        return f"{text} ({self.escape(title, parent_tags)})" if title and text.strip() else text

    def convert_dt(self, _: Tag, text: str, parent_tags: Any) -> str:
        """A term and what is said of it become a paragraph each; few readers of Markdown know lists of terms."""
        return f"\n\n**{text.strip()}**\n\n" if text.strip() else ""

    def convert_dd(self, told: Tag, text: str, parent_tags: Any) -> str:
        return f"\n\n{(text if _begins_with_block(told) else _unlisted(text)).strip()}\n\n"

    def convert_li(self, item: Tag, text: str, parent_tags: Any) -> str:
        """An item, with a backslash where its own first sign would make something else of it."""
        return str(super().convert_li(item, text if _begins_with_block(item) else _unlisted(text), parent_tags))  # type: ignore[misc]


def _begins_with_block(element: Tag) -> bool:
    begins = next((child for child in element.children if str(child).strip()), None)
    return isinstance(begins, Tag) and begins.name in ("p", "ul", "ol", "div")


def _unlisted(text: str, begin: re.Pattern[str] = _FIRST) -> str:
    """Return the words of a paragraph, a backslash where the first sign of a line would make a heading or a list."""
    return begin.sub(r"\g<before>\\\g<sign>", text)


def _address(href: str, subject: Subject) -> str:
    """Links lead to pages, not to twins, with whole addresses where the site's is known."""
    if subject.site_url:
        return urljoin(subject.url(subject.address), href)
    return f"./{href}" if href.startswith("#") else href


def _footnotes(soup: BeautifulSoup) -> dict[str, Tag]:
    """Make a line of each note that ends the page, and put a reference in each citation's place."""
    notes = {str(note["data-record"]): _line(note, soup) for note in soup.select(".notes .record[id^=record-]")}
    for section in soup.select(".notes"):
        section.decompose()
    for cite in soup.select("a.cite"):
        cite.replace_with(soup.new_tag("fn", attrs={"data-claim": str(cite["data-claim"])}))
    return notes


def _line(note: Tag, soup: BeautifulSoup) -> Tag:
    """What a note tells, in a line: status, who says so, date, sources, and where the record stands."""
    facts = {str(dt.get_text()): dd for dt, dd in zip(note.select("dt"), note.select("dl > div > dd"), strict=True)}
    line = soup.new_tag("p")
    for name, before in (("Status", ""), ("Says", ", by "), ("Date", ". "), ("Source", ". "), ("Sources", ". ")):
        if name in facts:
            parts = facts[name].select("li") or [facts[name]]
            line.append(before)
            for position, part in enumerate(parts):
                line.extend(["; "] * bool(position) + list(part.contents))
    line.extend([". ", *note.select(".record__links > a")])
    return line


def _statuses(soup: BeautifulSoup) -> None:
    """A status that stood as a mark alone, or before a sentence, stands as its word in brackets."""
    for mark in soup.select(".status--mark"):
        before = mark.previous_sibling
        apart = " " if before and before.get_text()[-1:].strip() else ""  # on screen a margin parts them
        mark.replace_with(f"{apart}{mark.get_text().strip()} ")
    for hidden in soup.select(".vh"):
        hidden.decompose()
    part_labels(soup)
    for word in soup.select(_APART):
        word.unwrap()
    for label in soup.select(".event__actor"):
        label.append(":")
    for date in soup.select(".event > details > summary > time"):  # on screen date, actor and place have columns
        date.append(",")
    for place in soup.select(".event__where"):
        place.string = f"({place.get_text()})"


def part_labels(soup: BeautifulSoup) -> None:
    """Put in brackets, or a colon behind, what stands before a sentence and is parted from it by the page's styles."""
    for word in soup.select(_APART):
        before, behind = word.previous_sibling, word.next_sibling
        word.string = f"({word.get_text().strip()})"
        if before and before.get_text()[-1:].strip():  # behind a citation it would be its address
            word.insert_before(" ")
        if behind and behind.get_text()[:1].isalnum():
            word.insert_after(" ")
    for label in soup.select(".diff .label, .person__label:not(:has(.later))"):
        label.append(": ")


def _terms(soup: BeautifulSoup) -> None:
    """The definitions at a page's end become a list."""
    for head in soup.select("[role=heading]"):
        head.name = f"h{head.get('aria-level', '2')}"
    for definition in soup.select(".definition"):
        definition.name = "p"
        name = definition.select_one(".definition__head")
        if name and not name.select("dfn"):  # of a person
            name.insert_after(" ")
            name.name = "strong"
        for paragraph in definition.select("p"):
            paragraph.insert_after(" ")
            paragraph.unwrap()
