"""Finding statements by verdict, paragraph and explainer: lists of links, and the form that a script brings to life."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from xml.etree.ElementTree import Element

from ..markup import VERDICT_WORDS, h, joined, verdict
from ..pages import Page
from ..records import Statement


def index(statements: list[Statement], explainers: Iterable[Page]) -> Element:
    """All statements as lists of links; they stand open, and the script that offers the form closes them."""
    verdicts = ((name, [one for one in statements if one.verdict == name]) for name in VERDICT_WORDS)
    paragraphs = joined((h("a", {"href": f"#{name}"}, name) for name in _paragraphs(statements)), ", ")
    return h(
        "details",
        {"class": "finder", "open": "", "data-search-exclude": ""},
        h("summary", {}, "Statements by verdict, paragraph and explainer"),
        h(
            "dl",
            {"class": "facts"},
            (
                h("div", {}, h("dt", {}, verdict(name), f" {len(those)}"), h("dd", {}, _links(those)))
                for name, those in verdicts
                if those
            ),
            h("div", {}, h("dt", {}, "Paragraph"), h("dd", {}, paragraphs)),
            (
                h("div", {}, h("dt", {}, page.meta.title), h("dd", {}, _read_in(page, statements)))
                for page in explainers
            ),
        ),
    )


def filters(statements: list[Statement], explainers: Iterable[Page]) -> Element:
    """The form; it stays hidden where no script runs. docs/assets/javascripts/evidence.js reads it."""
    paragraphs = [_option(name, name, [name]) for name in _paragraphs(statements)]
    pages = [_option(page.address.rstrip("/"), page.meta.title, page.explainer.paragraphs) for page in explainers]
    return h(
        "form",
        {"class": "filter", "hidden": "", "data-filter": "", "data-search-exclude": ""},
        h(
            "fieldset",
            {},
            h("legend", {}, "Verdict"),
            (_choice(name, statements) for name in VERDICT_WORDS),
        ),
        h(
            "label",
            {"class": "filter__where"},
            "Paragraph or explainer ",
            h(
                "select",
                {"name": "in"},
                h("option", {"value": ""}, "all"),
                h("optgroup", {"label": "Paragraphs"}, paragraphs),
                h("optgroup", {"label": "Explainers"}, pages) if pages else None,
            ),
        ),
        h("button", {"type": "reset"}, "Show all"),
        h("p", {"role": "status", "class": "filter__count"}),
    )


def _paragraphs(statements: list[Statement]) -> list[str]:
    return [name for name, _ in groupby(statements, lambda statement: statement.paragraph)]


def _links(statements: Iterable[Statement]) -> list[str | Element]:
    return joined((h("a", {"href": f"#{one.id}"}, one.id) for one in statements), ", ")


def _read_in(page: Page, statements: list[Statement]) -> list[str | Element]:
    return _links(one for one in statements if one.paragraph in page.explainer.paragraphs)


def _option(value: str, words: str, paragraphs: Iterable[str]) -> Element:
    return h("option", {"value": value, "data-paragraphs": " ".join(paragraphs)}, words)


def _choice(name: str, statements: list[Statement]) -> Element:
    count = sum(one.verdict == name for one in statements)
    box = h("input", {"type": "checkbox", "name": "verdict", "value": name})
    return h("label", {}, box, " ", verdict(name), f" {count}")
