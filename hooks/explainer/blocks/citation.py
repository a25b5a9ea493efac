"""How to cite a page, a claim, a statement or a chart: four forms for pages, two in the small box of a record."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from markdown.serializers import to_html_string

from ..bibliography import page_work
from ..citing import Work, apa, bibtex, chicago, csl_json
from ..markup import h

if TYPE_CHECKING:
    from ..publication import Publication

# docs/assets/javascripts/citing.js puts a button beside each form, and takes the others from the files for download.


def citation_box(work: Work, what: str) -> Element:
    """The plain forms of a record’s citation; `what` says which record, “this claim”."""
    return _box(work, f"Cite {what}", {"APA": apa(work), "Chicago": chicago(work)}, {})


def page_citation(work: Work) -> Element:
    """All forms of a page’s citation; the code forms keep their lines."""
    code = {"BibTeX": bibtex(work), "CSL-JSON": csl_json(work)}
    return _box(work, "Cite this page", {"APA": apa(work), "Chicago": chicago(work)}, code)


def page_citation_html(name: str, publication: Publication) -> str:
    """The box of the page with this name, as the template puts it at the page’s end; "" for a page that is not ours."""
    page = publication.by_name.get(name)
    return to_html_string(page_citation(page_work(page, publication))) if page else ""


def _box(work: Work, head: str, plain: dict[str, str], code: dict[str, str]) -> Element:
    # Without the site’s address the script adds that of the page it runs on.
    _, sign, fragment = work.path.partition("#")
    here = {} if work.address else {"data-fragment": sign + fragment}
    return h(
        "details",
        {"class": "citing", "data-cite": work.key, "data-search-exclude": ""} | here,
        h("summary", {}, head),
        h(
            "dl",
            {},
            (_form(name, text) for name, text in plain.items()),
            (_form(name, h("code", {}, text)) for name, text in code.items()),
        ),
    )


def _form(name: str, text: str | Element) -> Element:
    held = text if isinstance(text, str) else h("pre", {"tabindex": "0", "role": "group", "aria-label": name}, text)
    return h("div", {"data-form": name}, h("dt", {}, name), h("dd", {}, held))
