"""Small pieces of HTML that every feature shares, built as elements so that text from data is escaped once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias
from xml.etree.ElementTree import Element

from markdown.util import AtomicString

from ..data.dossier import Dossier
from ..data.fields import STATUS_WORDS, VERDICT_WORDS, language_name
from ..data.records import Claim, Source, Spelling, Statement
from ..publication.addresses import written_address

ADDRESSES = frozenset(("href", "src"))

Child: TypeAlias = "str | Element | Iterable[Child] | None"

HEDGE_WORDS: Mapping[str, str] = {
    "none": "put as certain",
    "alleged": "put as alleged",
    "reported": "put as reported",
    "likely": "put as likely",
    "possible": "put as a possibility",
    "author-judgement": "put as a judgement",
    "forecast": "put as an expectation",
}


class Rooted(str):
    """An address that the engine wrote, from the site's root; `extension.py` leads it there from a page in a folder."""


def h(tag: str, attributes: Mapping[str, str] | None = None, *children: Child) -> Element:
    """Make an element; strings become text that Markdown leaves alone, None is left out, lists are flattened."""
    given = attributes or {}
    element = Element(tag, {name: Rooted(text) if name in ADDRESSES else text for name, text in given.items()})
    add(element, *children)
    return element


def lengthy(element: Element) -> Element:
    """Note how many characters an entry of a long page shows: its height is guessed from them until it comes near."""
    element.set("data-length", str(_shown(element)))
    return element


def _shown(element: Element) -> int:
    """Count the characters of an element; of what is folded those of the line that opens it."""
    inside = element.findall("summary") if element.tag == "details" else list(element)
    return len(element.text or "") + sum(_shown(part) + len(part.tail or "") for part in inside)


def add(element: Element, *children: Child) -> None:
    """Append strings and elements to `element`."""
    for child in children:
        if child is None:
            continue
        if isinstance(child, Element):
            element.append(child)
        elif isinstance(child, str):
            _append_text(element, child)
        else:
            add(element, *child)


def _append_text(element: Element, text: str) -> None:
    if len(element):
        element[-1].tail = AtomicString((element[-1].tail or "") + text)
    else:
        element.text = AtomicString((element.text or "") + text)


def joined(parts: Iterable[str | Element | None], by: str) -> list[str | Element]:
    """Put `by` between the parts that are there."""
    present = [part for part in parts if part is not None]
    return [piece for part in present for piece in (by, part)][1:]


def mark(name: str) -> Element:
    """Draw the mark `name` of the sprite in overrides/partials/marks.html."""
    return h("svg", {"class": "mk", "viewBox": "0 0 12 12", "aria-hidden": "true"}, h("use", {"href": f"#mk-{name}"}))


def status(name: str) -> Element:
    """A status by shape and word."""
    return h("span", {"class": "status", "data-status": name}, mark(name), h("span", {}, STATUS_WORDS[name]))


def status_mark(name: str) -> Element:
    """A status by shape alone; the word is there for pointers and screen readers."""
    word = STATUS_WORDS[name]
    return h(
        "span",
        {"class": "status status--mark", "data-status": name, "title": word},
        mark(name),
        h("span", {"class": "vh"}, f" ({word})"),
    )


def citation_mark(name: str) -> Element:
    """The status at a citation: a plain number means established, so that one is told to screen readers alone."""
    return status_mark(name) if name != "established" else h("span", {"class": "vh"}, f" ({STATUS_WORDS[name]})")


def verdict(name: str) -> Element:
    """A verdict on a statement of the article, by relation sign and word."""
    return h("span", {"class": "verdict", "data-verdict": name}, mark(name), h("span", {}, VERDICT_WORDS[name]))


def described(name: Child, *told: Child) -> Element:
    """A row of a list of terms: a name and what is said of it."""
    return h("div", {}, h("dt", {}, name), h("dd", {}, told))


def later() -> Element:
    """The label of what came after the article."""
    return h("span", {"class": "later"}, "later")


def thesis() -> list[Child]:
    """The label of a title that says what the author argues; overrides/partials/thesis.html has it for templates."""
    return [" ", h("span", {"class": "thesis"}, mark("authors-reading"), " ", h("span", {}, "the author’s thesis"))]


def spelling(alias: Spelling) -> list[str | Element | None]:
    """A way to write a name, in its language, with who writes it so."""
    form = h("span", {"lang": alias.lang}, alias.form) if alias.lang else h("span", {}, alias.form)
    return [form, f" ({alias.note})" if alias.note else None]


def about_source(source: Source) -> list[str | Element]:
    """What a reader has to know of a source: its date, its language where it is not English, who speaks through it."""
    about = [
        source.published.words if source.published else "no date",
        f"in {language_name(source.language)}" if source.language != "en" else None,
        source.label or None,
    ]
    return joined(about, ", ")


def title_link(source: Source, *, on_paper: bool = False) -> Element:
    """A source’s title in its language, leading to the work; `on_paper` its address is written behind it."""
    link = {"href": source.url}
    if on_paper:
        link["data-address"] = written_address(source.url)
    if source.title_language != "en":
        link["lang"] = source.title_language
    return h("a", link, source.title)


def source_names(ids: Iterable[str], dossier: Dossier) -> Element | None:
    """Who said so, by name, each a link to the source’s record; for the end of a line."""
    sources = [dossier.sources[id_] for id_ in ids]
    links = [h("a", {"href": f"sources.md#{source.id}"}, source.publisher) for source in sources]
    return h("span", {"class": "by"}, " (", joined(links, ", "), ")") if links else None


def statement_link(statement: Statement) -> Element:
    """A link to a statement of the article on the evidence page, in words."""
    words = f"the article, {paragraph_words([statement.paragraph])}"
    return h("a", {"href": f"evidence.md#{statement.id}"}, words)


def statement_links(statements: Iterable[Statement]) -> list[Element]:
    """Links to statements, one for each paragraph of the article, which leads to the first of its statements."""
    first: dict[str, Statement] = {}
    for statement in statements:
        first.setdefault(statement.paragraph, statement)
    return list(map(statement_link, first.values()))


def paragraph_words(paragraphs: Iterable[str]) -> str:
    """Return paragraphs of the article in words: “paragraph 11”, “paragraphs 1, 2 and 11”."""
    numbers = [paragraph.removeprefix("p") for paragraph in paragraphs]
    return f"paragraph{'s' if len(numbers) > 1 else ''} {''.join(map(str, listed(numbers)))}"


def listed(parts: Iterable[str | Element]) -> list[str | Element]:
    """Put commas between the parts, and “and” before the last."""
    *most, last = parts
    return [*joined(most, ", "), " and ", last] if most else [last]


def claim_link(claim: Claim) -> Element:
    """A link to a claim on the page of the record."""
    return h("a", {"href": f"claims.md#{claim.id}"}, claim.title)
