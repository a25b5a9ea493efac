"""Notes: a line in the margin, and in full what a card holds and a page ends with on paper and without JavaScript."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from xml.etree.ElementTree import Element

from ..charts.words import short_date, width_of
from ..data.dates import When
from ..data.dossier import Dossier
from ..data.fields import STATUS_WORDS
from ..data.records import Claim, Statement, Support
from ..publication.addresses import site_address
from .context import PageContext
from .later import labelled
from .markup import (
    HEDGE_WORDS,
    Child,
    about_source,
    claim_link,
    h,
    joined,
    later,
    paragraph_words,
    status,
    title_link,
    verdict,
)
from .record_links import paragraph_links

SourceWords = Callable[[Support], Child]

_LINE, _LETTERS, _MARK = 240, 13, 20  # px: a line of the narrowest margin, the size of its letters, a mark with its gap
_MOST = 3  # sources, or claims beside a statement; the record's own page has them all


def margin_note(record: Claim | Statement, number: int, dossier: Dossier) -> Element:
    """One line beside the text: the status unless it is established, and who says so or when; the card has the rest."""
    sure = record.status == "established"
    is_later = isinstance(record, Claim) and dossier.is_later(record)
    before = f"{number} {'' if sure else f'{STATUS_WORDS[record.status]} · '}{'later ' if is_later else ''}"
    room = _LINE - (0 if sure else _MARK) - width_of(before, _LETTERS)
    lines = _line_words(record, dossier)
    said = next((words for words in lines if width_of(words, _LETTERS) <= room), lines[-1])
    return h(
        "span",
        {"class": "note", "role": "note", "id": f"note-{number}"},
        h("b", {}, str(number)),
        " ",
        None if sure else status(record.status),
        " · " if not sure else None,
        [later(), " "] if is_later else None,
        said,
        " ",
        h("a", {"href": f"{_home(record)}#{record.id}"}, "The claim" if isinstance(record, Claim) else "The statement"),
    )


def _line_words(record: Claim | Statement, dossier: Dossier) -> list[str]:
    """Return what may stand in the line, the most telling first."""
    if isinstance(record, Statement):
        return [paragraph_words([record.paragraph])]
    when = dossier.when(record)
    by = [record.claimed_by] if record.status == "claimed" and record.claimed_by else []
    return [*by, when.words, short_date(when, year=True), When(when.start[:4], when.end[:4]).words]


def notes_section(context: PageContext) -> Element | None:
    """Every record that the page cites, in the order of its numbers; None where it cites none."""
    records = [(number, context.record(id_)) for id_, number in context.notes.items()]
    site = context.publication.site_url
    articles = [full_note(number, record, context.dossier, site) for number, record in records if record is not None]
    if not articles:
        return None
    # Not h2: the contents of a page are its own sections. Search finds the records on their pages.
    head = {"class": "notes__head", "id": "notes-head", "role": "heading", "aria-level": "2"}
    section = {"class": "notes", "id": "notes", "aria-labelledby": "notes-head", "data-search-exclude": ""}
    return h("section", section, h("p", head, "Notes"), articles)


def full_note(
    number: int, record: Claim | Statement, dossier: Dossier, site_url: str, told: SourceWords | None = None
) -> Element:
    """One record as a note: what it says, who says so, how sure that is, and where it stands on the site.

    `told` puts a source in other words where a list of sources follows; then all are named.
    """
    title, text, facts, where = (
        _of_claim(record, dossier, told) if isinstance(record, Claim) else _of_statement(record, dossier)
    )
    return h(
        "article",
        {"class": "record", "id": f"record-{record.id}", "data-record": record.id},
        h("p", {"class": "record__head"}, h("b", {}, str(number)), " ", title),
        h("p", {"class": "record__text"}, text),
        h("dl", {}, [h("div", {}, h("dt", {}, name), " ", h("dd", {}, value)) for name, value in facts if value]),
        h("p", {"class": "record__links"}, joined([_home_link(record, site_url), where], " ")),
    )


def _home(record: Claim | Statement) -> str:
    return "claims.md" if isinstance(record, Claim) else "evidence.md"


def _home_link(record: Claim | Statement, site_url: str) -> Element:
    """The link to where the record stands whole; paper gives its address."""
    name = "The claim" if isinstance(record, Claim) else "The statement"
    address = site_address(f"{_home(record).removesuffix('.md')}/#{record.id}", site_url)
    return h("a", {"href": f"{_home(record)}#{record.id}", "data-address": address}, name)


_Parts = tuple[str, str, list[tuple[str, Child]], "Element | None"]


def _of_claim(claim: Claim, dossier: Dossier, told: SourceWords | None) -> _Parts:
    facts: list[tuple[str, Child]] = [
        ("Status", status(claim.status)),
        ("Says", claim.claimed_by),
        ("Date", [[later(), " "] if dossier.is_later(claim) else None, dossier.when(claim).words]),
        ("Sources" if len(claim.sources) > 1 else "Source", _sources(claim, dossier, told) if claim.sources else None),
        ("Differs", labelled(claim.differs, dossier.article_ends) if claim.differs else None),
    ]
    paragraphs = paragraph_links(claim.paragraphs, dossier)
    where = h("span", {}, "In the article: ", paragraphs) if paragraphs else None
    return claim.title, claim.statement, facts, where


def _of_statement(statement: Statement, dossier: Dossier) -> _Parts:
    claims = [dossier.claims[id_] for id_ in statement.record]
    facts: list[tuple[str, Child]] = [
        ("Status", status(statement.status)),
        ("Says", f"{dossier.edition.article.author}, {HEDGE_WORDS[statement.hedge]}"),
        ("Date", dossier.edition.article.published.words),
        ("Verdict", verdict(statement.verdict) if statement.verdict != statement.status else None),
        ("Record", labelled(statement.note, dossier.article_ends)),
        ("Claims" if len(claims) > 1 else "Claim", _list(map(claim_link, claims[:_MOST])) if claims else None),
    ]
    return f"The article, {paragraph_words([statement.paragraph])}", statement.restated, facts, None


def _sources(claim: Claim, dossier: Dossier, told: SourceWords | None) -> Element:
    if told is not None:
        return _list(map(told, claim.sources))
    more = len(claim.sources) - _MOST
    items: list[Child] = [_source(support, dossier) for support in claim.sources[:_MOST]]
    if more > 0:
        items.append(h("a", {"href": f"claims.md#{claim.id}"}, f"and {more} more"))
    return _list(items)


def _source(support: Support, dossier: Dossier) -> Child:
    source = dossier.sources[support.source]
    return [source.publisher, ", ", title_link(source), ", ", about_source(source)]


def _list(items: Iterable[Child]) -> Element:
    return h("ul", {}, [h("li", {}, item) for item in items])
