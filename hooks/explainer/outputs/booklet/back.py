"""What ends the booklet: the numbers behind its figures, its terms, its notes, its sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from ...data.records import Claim, Source, Support
from ...pages.context import Mentions
from ...pages.definitions import Definitions
from ...pages.markup import Child, about_source, h, title_link
from ...pages.notes import full_note
from ...publication.addresses import written_address
from ...terms.matching import is_person

if TYPE_CHECKING:
    from ...publication.publication import Publication


def take_tables(chapter: Element) -> list[Element]:
    """Take the tables of a chapter's figures out of them; each figure keeps a link to its own."""
    taken = []
    for figure in chapter.iter("figure"):
        id_ = figure.get("data-chart", "")
        number = figure.findtext(".//*[@class='chart__number']", "")
        for links in figure.iter("div"):
            details = links.find("details")
            table = details.find("div") if details is not None else None
            if details is None or table is None:
                continue
            place = list(links).index(details)
            tail, links[place] = details.tail, h("a", {"href": f"#numbers-{id_}"}, "Table")
            links[place].tail = tail
            head = h("p", {"class": "chart__number"}, number)
            taken.append(h("section", {"class": "numbers", "id": f"numbers-{id_}", "aria-label": number}, head, table))
    return taken


def terms_used(root: Element, publication: Publication) -> list[str]:
    """Return the marks of the terms and people that are linked, as a reader looks them up."""
    linked = {link.attrib["data-term"] for link in root.iter("a") if "data-term" in link.attrib}
    return Definitions(publication, Mentions()).in_order(linked)


def definitions(terms: Iterable[str], publication: Publication) -> list[Element]:
    """The definitions, a term under its own id; a person has an id of the page's end already."""
    made = Definitions(publication, Mentions())
    articles = [made.article(term) for term in terms]
    for article in articles:
        if not is_person(article.attrib["data-term"]):
            article.set("id", article.attrib["data-term"])
    return articles


def notes(numbers: Mapping[str, int], sources: Mapping[str, int], publication: Publication) -> list[Element]:
    """Every record cited, with its status, who says so and the numbers of its sources."""
    dossier = publication.dossier

    def told(support: Support) -> Child:
        work = dossier.sources[support.source]
        when = f", {work.published.words}" if work.published else ""
        number = h("a", {"href": f"#source-{work.id}"}, f"[{sources[work.id]}]")
        return [f"{work.publisher}{when}\u00a0", number]

    articles = []
    for id_, number in numbers.items():
        record = dossier.claims.get(id_) or dossier.article[id_]
        article = full_note(number, record, dossier, publication.site_url, told)
        article.set("id", f"note-{number}")
        articles.append(article)
    return articles


def works_cited(numbers: Iterable[str], tables: Iterable[Element], publication: Publication) -> dict[str, int]:
    """Number the sources of all notes and tables, by publisher."""
    dossier = publication.dossier
    claims = (dossier.claims.get(id_) for id_ in numbers)
    cited = {support.source for claim in claims if isinstance(claim, Claim) for support in claim.sources}
    links = (link.get("href", "") for table in tables for link in table.iter("a"))
    cited |= {href.partition("#")[2] for href in links if href.startswith("sources.md#")}
    in_order = sorted(cited, key=lambda id_: (dossier.sources[id_].publisher.casefold(), id_))
    return {id_: number for number, id_ in enumerate(in_order, 1)}


def sources(numbers: Mapping[str, int], publication: Publication) -> list[Element]:
    """The works, each with its number and its address."""
    return [_work(publication.dossier.sources[id_], number) for id_, number in numbers.items()]


def _work(source: Source, number: int) -> Element:
    return h(
        "li",
        {"id": f"source-{source.id}"},
        h("span", {"class": "works__no"}, f"[{number}]"),
        " ",
        h("b", {}, source.publisher),
        ", ",
        title_link(source),
        ", ",
        about_source(source),
        ". ",
        h("span", {"class": "works__address"}, written_address(source.url)),
    )
