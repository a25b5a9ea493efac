"""The device: which neighbours an explainer is about, as seen from the middle."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from ..data.edition import Edition
from ..data.records import Change
from ..delivery.actors import SMALL_DEVICE
from ..prose.pages import Page
from .base import ExplainerBlock, GeneratedBlock
from .markup import STATUS_MEANINGS, described, h, paragraph_words, status, thesis
from .record_links import page_links


def device(legs: Iterable[tuple[str, str]], edition: Edition) -> Element:
    """Draw the small device: a leg of the page is thick, solid where documented, dashed where the author infers it."""
    kinds, sides = dict(legs), {side: actor.id for side, actor in edition.sides.items()}
    named = "; ".join(
        f"{edition.actors[name].word}, {'documented' if kind == 'documented' else 'as the author infers'}"
        for name, kind in sorted(kinds.items())
    )
    about = f"{edition.middle.word} and {named}"
    return h(
        "svg",
        {"class": "device device--small", "viewBox": "0 0 152 52", "role": "img", "aria-label": about},
        (
            h("path", {"class": f"leg leg--{kinds.get(sides[side], 'off')}", "data-actor": sides[side], "d": d})
            for side, d in SMALL_DEVICE.legs.items()
            if side in sides
        ),
        (_end(sides[side], at, on=sides[side] in kinds) for side, at in SMALL_DEVICE.ends.items() if side in sides),
        h("circle", {"class": "device__middle", "cx": "56", "cy": "12", "r": "7"}),
    )


def _end(actor: str, at: tuple[int, int], *, on: bool) -> Element:
    classes = f"device__end{' device__end--on' if on else ''}"
    place = {"cx": str(at[0]), "cy": str(at[1]), "r": "5" if on else "3.5"}
    return h("circle", {"class": classes, "data-actor": actor, **place})


class Contents(GeneratedBlock):
    """The eight explainers with their answers."""

    NAME = "contents"
    TAG = "ol"
    CLASS = "contents contents--wide"

    def build(self) -> Any:
        """Return a row for each explainer."""
        publication = self.context.publication
        return [_row(page, publication.dossier.edition) for page in publication.explainers]


def _row(page: Page, edition: Edition) -> Element:
    meta = page.explainer
    return h(
        "li",
        {},
        h(
            "a",
            {"class": "row", "href": page.name},
            h("span", {"class": "no", "aria-hidden": "true"}, str(meta.number)),
            " ",
            h("span", {"class": "ti"}, meta.title, thesis() if meta.thesis else None),
            " ",
            h("span", {"class": "de"}, meta.answer),
            " ",
            h(
                "span",
                {"class": "pp"},
                h("span", {}, paragraph_words(meta.paragraphs)),
                device(meta.legs, edition),
            ),
        ),
    )


class Marks(GeneratedBlock):
    """The key to the status marks."""

    NAME = "marks"
    TAG = "dl"
    CLASS = "key marks-key"

    def build(self) -> Any:
        """Return a row for each status."""
        return mark_rows()


def mark_rows() -> Iterator[Element]:
    """Yield a row for each status: its mark and word, and what it means."""
    return (described(status(name), text) for name, text in STATUS_MEANINGS.items())


KIND_WORDS = {"addition": "Added", "correction": "Corrected"}
_OPEN = 5  # the newest, which no fold hides


class Changes(GeneratedBlock):
    """All changes of data/changes.yml, the newest first, the older ones in a fold; the feed tells the same."""

    NAME = "changes"
    TAG = "ol"
    CLASS = "changes"

    def build(self) -> Any:
        """Return an item for each change, and one that folds the older away where it saves more than a line."""
        items = [*map(self._change, self.context.dossier.latest_changes)]
        older = items[_OPEN:]
        if len(older) < 2:
            return items
        summary = h("summary", {}, f"{len(older)} older changes")
        fold = h("details", {"class": "changes__older"}, summary, h("ol", {"class": "changes"}, older))
        return [*items[:_OPEN], h("li", {"class": "changes__fold"}, fold)]

    def _change(self, change: Change) -> Element:
        pages = [self.context.publication.by_name[name] for name in change.pages]
        return h(
            "li",
            {"id": f"change-{change.id}", "data-kind": change.kind},
            h("p", {"class": "changes__head"}, h("time", {"datetime": change.date.start}, change.date.words)),
            h("p", {}, h("b", {}, f"{KIND_WORDS[change.kind]}: {change.title}. "), change.what),
            h("p", {"class": "changes__pages"}, page_links(pages)) if pages else None,
        )


class Booklet(ExplainerBlock):
    """Title page, contents, the answer, all explainers, the numbers of their figures, terms, notes and sources."""

    NAME = "booklet"

    def on_create(self, parent: Element) -> Element:
        """Leave the place; `outputs/booklet.py` fills it when the page's own text is done."""
        return SubElement(parent, "div", {"class": "booklet", "data-terms": "off", "data-booklet": ""})
