"""The HTML of blocks: a template of overrides/blocks, filled with records and read as elements for the later passes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError, fromstring, tostring

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from markupsafe import Markup

from ..charts.kinds import FORMS
from ..charts.words import paragraph_words, short_date
from ..data import vocabularies
from ..data.fields import language_name
from ..pictures.design import SMALL_DEVICE
from ..prose.moments import number_word
from ..publication.citing import apa, bibtex, chicago, claim_work, csl_json, statement_work
from ..publication.publication import Publication, site_address, written_address
from .later import is_later_fact, names_earlier_dates, says_later, sentences
from .markup import ADDRESSES, Rooted, kept, lengthy

FOLDER = Path(__file__).parents[3] / "overrides"
_BETWEEN_WORDS = re.compile(r"(?<=[^\s>])\s*\n\s*(?=[^\s<])")
_BREAK = re.compile(r"\s*\n\s*")


class _Layout(Extension):
    """Takes the line breaks out of a template: between words one is a space, beside a tag it is nothing."""

    def filter_stream(self, stream: TokenStream) -> Iterable[Token]:
        """Change the template's own text; what records say is not touched."""
        for token in stream:
            text = _BREAK.sub("", _BETWEEN_WORDS.sub(" ", token.value)) if token.type == "data" else token.value
            yield Token(token.lineno, token.type, text)


def _printed(value: object) -> object:
    """An element that Python made is put in as HTML; what is not there, as nothing."""
    if value is None:
        return ""
    return Markup(tostring(value, encoding="unicode")) if isinstance(value, Element) else value


def _each(items: Iterable[object], macro: Callable[[object], Markup], by: str = ", ") -> Markup:
    """Return what a macro makes of each item, with `by` between them."""
    return Markup(by).join(map(macro, items))


def _among(ids: Iterable[str], records: Mapping[str, object]) -> list[object]:
    return [records[id_] for id_ in ids]


_LEFTWARD = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")  # letters that run from right to left


def _isolated(text: str) -> str:
    """Return a name that moves nothing beside it, however it runs."""
    return Markup("<bdi>{}</bdi>").format(text) if _LEFTWARD.search(text) else text


_TEMPLATES = Environment(
    loader=FileSystemLoader(FOLDER),
    undefined=StrictUndefined,
    autoescape=True,
    extensions=[_Layout],
    finalize=_printed,
)
_VOCABULARIES = ("HEDGE_WORDS", "OUTCOME_WORDS", "STATUSES", "STATUS_WORDS", "VERDICTS", "VERDICT_WORDS")
_TEMPLATES.globals |= {
    "FORMS": FORMS,
    "SMALL_DEVICE": SMALL_DEVICE,
    **{name: getattr(vocabularies, name) for name in _VOCABULARIES},
}
_TEMPLATES.filters |= {
    "among": _among,
    "apa": apa,
    "bibtex": bibtex,
    "chicago": chicago,
    "claim_work": claim_work,
    "csl_json": csl_json,
    "each": _each,
    "is_later_fact": is_later_fact,
    "names_earlier_dates": names_earlier_dates,
    "isolated": _isolated,
    "language": language_name,
    "number_word": number_word,
    "paragraph_words": paragraph_words,
    "says_later": says_later,
    "sentences": sentences,
    "short_date": short_date,
    "site_address": site_address,
    "statement_work": statement_work,
    "written": written_address,
}


class View:
    """What a template sees besides the publication and its dossier: a frozen dataclass, its fields by their names."""


def rendered(name: str, publication: Publication, view: View | None = None) -> list[Element]:
    """Return the elements of `overrides/blocks/NAME.html`; it sees the publication, the dossier and a view."""
    seen = {"publication": publication, "dossier": publication.dossier, **(vars(view) if view else {})}
    return _elements(_TEMPLATES.get_template(f"blocks/{name}.html").render(seen), name)


def whole_page(name: str, publication: Publication, **view: object) -> str:
    """Return what the template `overrides/NAME` makes of a page or file that stands apart from the theme."""
    return _TEMPLATES.get_template(name).render(publication=publication, **view)


def made(macro: str, *values: object) -> Element:
    """Return the element that a macro of `overrides/blocks/parts.html` makes, one that looks nothing up."""
    (element,) = _elements(getattr(_TEMPLATES.get_template("blocks/parts.html").module, macro)(*values), "parts")
    return element


def _elements(html: str, name: str) -> list[Element]:
    try:
        whole = fromstring(f"<div>{html}</div>")
    except ParseError as error:
        error.add_note(f"overrides/blocks/{name}.html made no well-formed HTML: every tag is closed, also <input/>.")
        raise
    for element in whole.iter():
        _settle(element)
    return list(whole)


def _settle(element: Element) -> None:
    """Keep Markdown out of the text, but for `data-markdown`; note addresses; count where `data-length` asks for it."""
    if element.attrib.pop("data-markdown", None) is None:
        element.text = kept(element.text)
        for child in element:
            child.tail = kept(child.tail)
    for name in ADDRESSES.intersection(element.attrib):
        element.set(name, Rooted(element.attrib[name]))
    if "data-length" in element.attrib:
        lengthy(element)
