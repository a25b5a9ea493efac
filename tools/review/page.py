"""The page of a review and its summary, written from templates."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from .building import Fault
from .first import looks
from .reviewing import Review

_FOLDER = Path(__file__).parent / "templates"
# What each section is called, by its id; its order is that of the page.
SECTIONS = {
    "certainty": "How sure: statuses, verdicts, speakers, sources",
    "sentences": "Sentences",
    "numbers": "Numbers and dates in the data",
    "charts": "Charts",
    "tables": "Rows of tables",
    "marks": "Terms and people marked",
    "addresses": "Addresses that vanished",
    "files": "Pages, downloads, feed, search",
    "records": "Records: ids, other fields, exceptions",
    "markup": "Markup, styles, scripts",
    "weights": "Weights",
}
_SUMMARY_LINES = 12
PAGE, SUMMARY = WRITTEN = "index.html", "summary.md"


def write_review(review: Review, folder: Path) -> None:
    """Write the page and its summary."""
    said = {"review": review, "first": looks(review), "sections": SECTIONS, "most": _SUMMARY_LINES}
    _write(folder / PAGE, "review.html", said)
    _write(folder / SUMMARY, "summary.md", said)


def write_fault(fault: Fault, folder: Path) -> None:
    """Write a page and a summary that say why there is nothing to compare."""
    _write(folder / PAGE, "fault.html", {"fault": fault})
    _write(folder / SUMMARY, "fault.md", {"fault": fault})


def _write(path: Path, template: str, said: dict[str, object]) -> None:
    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        undefined=StrictUndefined,
        autoescape=template.endswith(".html"),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style = Markup((_FOLDER / "review.css").read_text(encoding="utf-8"))
    text = environment.get_template(template).render(style=style, **said)
    path.write_text(text, encoding="utf-8", newline="\n")
