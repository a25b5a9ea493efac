"""What machines are told of a page, as JSON-LD: its address and words, the way to it, the data it holds."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from ..charts.tables import Table
from ..pages.context import Mentions
from ..pages.inline import Inline
from ..prose.pages import Page
from ..publication.chart_data import series_of, works_of
from ..publication.datapackage import LICENCE, PACKAGE_FILE
from ..publication.publication import Publication, whole_address
from ..publication.tables import DATASETS, FORMATS
from ..terms.matching import short_name


@dataclass(frozen=True)
class Crumb:
    """A step on the way to a page: its name, and its address under the site (“” is the front page)."""

    title: str
    address: str


@dataclass(frozen=True)
class Subject:
    """A page: its name as links write it, address, title, description, the steps above it, the day of its last
    change (ISO 8601).

    `short` is its name on the way to it, where the title is a finding.
    `site_url` is empty where nobody said where the site will stand; addresses are then relative to the page.
    """

    name: str
    address: str
    title: str
    description: str
    above: tuple[Crumb, ...]
    modified: str
    site_url: str = ""
    image: str = ""
    short: str = ""

    @property
    def is_home(self) -> bool:
        return not self.address

    @property
    def chart(self) -> str:
        """The id of the chart whose own page this is, or ""."""
        folder, _, rest = self.name.partition("/")
        return rest.removesuffix(".md") if folder == "charts" and rest.count("/") == 0 else ""

    @property
    def trail(self) -> tuple[Crumb, ...]:
        """The steps from the front page to this page, itself the last."""
        return (*self.above, Crumb(self.short or self.title, self.address))

    def url(self, path: str) -> str:
        """Return where a path under the site stands: absolute where that is known, else from this page."""
        if self.site_url:
            return whole_address(path, self.site_url)
        address, sign, fragment = path.partition("#")
        if address == self.address and sign:
            return sign + fragment
        way = posixpath.relpath(address or ".", self.address or ".")
        return f"{way}/{sign}{fragment}" if not address or address.endswith("/") else f"{way}{sign}{fragment}"

    def under(self, steps: Iterable[Crumb]) -> Subject:
        """Return the page with the steps above it, each place once: a step that leads to the page itself goes.

        A section leads to its first page. Where two steps lead to one place the first names it: the explainers'
        first page is home, which every way calls by the site's name.
        """
        found: dict[str, Crumb] = {}
        for step in steps:
            if step.address != self.address:
                found.setdefault(step.address, step)
        return replace(self, above=tuple(found.values()))


Node = dict[str, Any]


def structured_script(subject: Subject, publication: Publication, mentions: Mentions) -> str:
    return script_of([*_Graph(subject, publication, mentions).nodes()])


def script_of(graph: list[Node]) -> str:
    """Write nodes so that they can stand in a script element."""
    text = json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False, separators=(",", ":"))
    # “</” would end the script and “<!--” begin a comment in it; as an escape it is the same text.
    return text.replace("<", "\\u003c")


def _node(type_: str, id_: str = "", **fields: Any) -> Node:
    """Make a node of schema.org from its fields, without those that are None."""
    told = {name: value for name, value in fields.items() if value is not None}
    return {"@type": type_, **({"@id": id_} if id_ else {}), **told}


class _Graph:
    """What one page is and holds, as nodes of schema.org."""

    def __init__(self, subject: Subject, publication: Publication, mentions: Mentions) -> None:
        self._subject, self._publication, self._mentions = subject, publication, mentions
        self._dossier, edition = publication.dossier, publication.dossier.edition
        self._url = subject.url(subject.address)
        self._page = publication.by_name.get(subject.name)
        self._edition: Node = {"inLanguage": "en", "dateModified": subject.modified, "license": LICENCE["path"]}
        self._site = _node("WebSite", subject.url("#website"), name=publication.site_name, url=subject.url(""))
        self._editors = _node("Organization", name=edition.site.editors, url=subject.url("about/"))
        # The article that the site reads; it is another's, and stands elsewhere.
        self._original = _node(
            "Article",
            headline=edition.article.title,
            author=_node("Person", name=edition.article.author),
            publisher=_node("Organization", name=edition.article.publisher),
            datePublished=edition.article.published.start,
            url=edition.article.url,
        )

    def nodes(self) -> Iterator[Node]:
        """Yield the site on its front page, elsewhere the way to the page; the page; the data that it holds."""
        if self._subject.is_home:
            described = {"description": self._subject.description, **self._edition, "isBasedOn": self._original}
            yield self._site | described
        else:
            yield self._trail()
        image = {"image": self._subject.url(self._subject.image)} if self._subject.image else {}
        if self._page is not None and self._page in self._publication.explainers:
            yield self._article(self._page) | image
            return
        entities = [*self._entities()]
        main = {"mainEntity": {"@id": entities[0]["@id"]}} if entities else {}
        yield self._webpage() | image | main
        yield from entities

    def _id(self, fragment: str) -> str:
        return self._subject.url(f"{self._subject.address}#{fragment}")

    # ---- pages ----

    def _trail(self) -> Node:
        items = [
            _node("ListItem", position=position, name=crumb.title, item=self._subject.url(crumb.address))
            for position, crumb in enumerate(self._subject.trail, 1)
        ]
        return _node("BreadcrumbList", itemListElement=items)

    def _webpage(self) -> Node:
        return _node(
            "AboutPage" if self._subject.name == "about.md" else "WebPage",
            self._id("page"),
            name=self._subject.title,
            description=self._subject.description,
            url=self._url,
            **self._edition,
            isPartOf=self._site,
        )

    def _article(self, page: Page) -> Node:
        """An explainer: what it is about, whom and which terms it mentions, which article it reads."""
        people, glossary, actors = self._dossier.people, self._dossier.glossary, self._dossier.edition.actors
        about = [state for actor, _ in page.explainer.legs if (state := actors[actor].state)]
        persons = [id_ for id_ in self._persons(page) if id_ not in about]
        terms = dict.fromkeys(mention.term for mention in self._mentions.on(page.name) if mention.linked)
        url = self._subject.url
        return _node(
            "Article",
            self._id("article"),
            headline=self._subject.title,
            description=self._subject.description,
            url=self._url,
            mainEntityOfPage=self._url,
            **self._edition,
            author=self._editors,
            isPartOf=self._site,
            position=page.explainer.number,
            isBasedOn=self._original,
            about=[_node("Country", url(f"people/#{id_}"), name=people[id_].name) for id_ in about],
            mentions=[
                *(_node("Person", url(f"people/#{id_}"), name=people[id_].name) for id_ in persons),
                *(_node("DefinedTerm", url(f"glossary/#{id_}"), name=glossary[id_].term) for id_ in terms),
            ],
        )

    def _persons(self, page: Page) -> list[str]:
        """The persons of the claims that a page cites, as far as its text names them."""
        cited = [self._dossier.claims[mention.id] for mention in page.mentions if mention.kind == "claims"]
        actors = [self._dossier.people[id_] for id_ in dict.fromkeys(id_ for claim in cited for id_ in claim.actors)]
        persons = [one for one in actors if one.kind == "person"]
        return [one.id for one in persons if re.search(rf"\b{re.escape(short_name(one))}\b", page.prose)]

    # ---- what a page holds for others to take, the chief thing first ----

    def _entities(self) -> Iterator[Node]:
        blocks = self._page.blocks if self._page else frozenset()
        if self._subject.chart:
            yield self._chart_dataset(self._subject.chart)
        if "datasets" in blocks:
            yield self._catalogue()
            yield from map(self._table, DATASETS)
        if "glossary" in blocks:
            yield self._term_set()

    def _dataset(self, id_: str, catalogue: str, files: str, name: str, description: str, **told: Any) -> Node:
        """A table; `files` is their path without its ending, `told` what this one has and others have not."""
        urls = {form.media_type: self._subject.url(f"{files}.{ending}") for ending, form in FORMATS.items()}
        return _node(
            "Dataset",
            id_,
            name=name,
            description=description,
            url=self._url,
            inLanguage="en",
            dateModified=self._dossier.edition.article.compiled.start,
            license=LICENCE["path"],
            isAccessibleForFree=True,
            creator=self._editors,
            includedInDataCatalog=_node("DataCatalog", catalogue),
            **told,
            distribution=[_node("DataDownload", encodingFormat=type_, contentUrl=url) for type_, url in urls.items()],
        )

    def _chart_dataset(self, id_: str) -> Node:
        """The data of one chart: what is measured, by whom, over which time, and where to take it."""
        chart, table = self._dossier.charts[id_], self._publication.drawings[id_].table
        # Where all rows rest on claims these are too many for a page: the table and the JSON lead to them.
        works = works_of(table, self._dossier) if any(row.sources for row in table.rows) else []
        return self._dataset(
            self._id("dataset"),
            self._subject.url("data/#catalogue"),
            f"data/charts/{id_}",
            name=chart.measure,
            description=f"{chart.title}. {chart.alt}",
            variableMeasured=[f"{one.what} ({one.unit})" for one in series_of(table, self._dossier)] or None,
            temporalCoverage=_coverage(table),
            isBasedOn=[_node("CreativeWork", name=source.title, url=source.url) for source in works] or None,
        )

    def _table(self, name: str) -> Node:
        table, about = DATASETS[name], self._dossier.edition.site.about
        return self._dataset(
            self._id(f"table-{name}"),
            self._id("catalogue"),
            f"data/{name}",
            name=f"{self._publication.site_name}: {table.title}",
            description=f"{table.title}. Each row is {table.describes}; part of the data behind an annotated {about}.",
            variableMeasured=[column.name for column in table.columns],
        )

    def _catalogue(self) -> Node:
        package, media_type = self._subject.url(PACKAGE_FILE), "application/json"
        return _node(
            "DataCatalog",
            self._id("catalogue"),
            name=f"{self._publication.site_name}: {self._subject.title}",
            description=self._subject.description,
            url=self._url,
            license=LICENCE["path"],
            isPartOf=self._site,
            encoding=_node(
                "DataDownload", name="Frictionless Data Package", contentUrl=package, encodingFormat=media_type
            ),
        )

    def _term_set(self) -> Node:
        """All terms with their definitions and other names, each at its entry."""
        plain = Inline(self._publication).plain
        terms = [
            _node(
                "DefinedTerm",
                self._id(term.id),
                name=term.term,
                description=plain(term.definition),
                alternateName=[
                    {"@language": one.lang, "@value": one.form} if one.lang else one.form for one in term.aliases
                ]
                or None,
            )
            for term in self._dossier.glossary.values()
        ]
        return _node(
            "DefinedTermSet", self._id("glossary"), name=self._subject.title, inLanguage="en", hasDefinedTerm=terms
        )


def _coverage(table: Table) -> str | None:
    """From the first to the last point that has a date."""
    dates = [row.point.date for row in table.rows if row.point is not None and row.point.date is not None]
    if not dates:
        return None
    first, last = min(dates, key=lambda date: date.first).start, max(dates, key=lambda date: date.last).end
    return first if first == last else f"{first}/{last}"
