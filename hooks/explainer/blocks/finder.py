"""Finding statements by verdict, paragraph and explainer: lists of links, and the form that a script brings to life."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import groupby
from xml.etree.ElementTree import Element

from ..fields import VERDICT_WORDS
from ..markup import described, h, joined, paragraph_words, verdict
from ..pages import Page
from ..records import Statement
from .filtering import boxes, filter_form, one_of, option


def index(statements: list[Statement], explainers: Iterable[Page]) -> Element:
    """All statements as lists of links; they stand open, and the script that offers the form closes them."""
    verdicts = ((name, [one for one in statements if one.verdict == name]) for name in VERDICT_WORDS)
    paragraphs = joined(
        (
            h("a", {"href": f"#{name}", "aria-label": paragraph_words([name])}, name.removeprefix("p"))
            for name in _paragraphs(statements)
        ),
        ", ",
    )
    return h(
        "details",
        {"class": "finder", "open": "", "data-search-exclude": ""},
        h("summary", {}, "Statements by verdict, paragraph and explainer"),
        h(
            "dl",
            {"class": "facts"},
            (_verdict_row(name, those) for name, those in verdicts if those),
            described("Paragraph", paragraphs),
            (described(page.meta.title, _read_in(page, statements)) for page in explainers),
        ),
    )


def _verdict_row(name: str, statements: list[Statement]) -> Element:
    """A row to which links lead: `#verdict-differs` is a choice to the filter’s script, and a place without it."""
    row = described([verdict(name), f" {len(statements)}"], _links(statements))
    row.set("id", f"verdict-{name}")
    return row


def filters(statements: list[Statement], explainers: Iterable[Page]) -> Element:
    """The form; a statement is found by its verdict, and by its paragraph or the explainers that read it."""
    counts: Counter[str] = Counter(one.verdict for one in statements)
    stated: Counter[str] = Counter(one.paragraph for one in statements)
    paragraphs = (option(name, paragraph_words([name]).capitalize(), stated[name]) for name in _paragraphs(statements))
    pages = [option(page.address.rstrip("/"), page.meta.title) for page in explainers]
    return filter_form(
        ".stmt",
        ".para",
        ("statement", "statements"),
        boxes("verdict", "Verdict", {name: verdict(name) for name in VERDICT_WORDS}, counts),
        one_of(
            "in",
            "Paragraph or explainer",
            h("optgroup", {"label": "Paragraphs"}, paragraphs),
            h("optgroup", {"label": "Explainers"}, pages) if pages else None,
        ),
    )


def read_in(statement: Statement, explainers: Iterable[Page]) -> str:
    """Return the values of the field “in” for a statement: its paragraph, and the explainers that read it."""
    pages = (page.address.rstrip("/") for page in explainers if statement.paragraph in page.explainer.paragraphs)
    return " ".join((statement.paragraph, *pages))


def _paragraphs(statements: list[Statement]) -> list[str]:
    return [name for name, _ in groupby(statements, lambda statement: statement.paragraph)]


def _links(statements: Iterable[Statement]) -> list[str | Element]:
    return joined((h("a", {"href": f"#{one.id}"}, one.id) for one in statements), ", ")


def _read_in(page: Page, statements: list[Statement]) -> list[str | Element]:
    return _links(one for one in statements if one.paragraph in page.explainer.paragraphs)
