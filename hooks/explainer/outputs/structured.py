"""One page as machines are told of it: its address, its words, the way that leads to it."""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from ..pages.context import PageContext
from ..pages.inline import Inline
from ..publication.chart_data import series_of, sources_of
from ..publication.datapackage import LICENCE, PACKAGE_FILE
from ..publication.tables import DATASETS
from ..terms.matching import short_name

if TYPE_CHECKING:
    from ..charts.tables import Table
    from ..data.records import Term
    from ..pages.context import Mentions
    from ..prose.pages import Page
    from ..publication.publication import Publication


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
        """Whether this is the front page."""
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
            return f"{self.site_url.rstrip('/')}/{path}"
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

_SITE_ID = "#website"  # of the front page
_FORMATS = {"csv": "text/csv", "json": "application/json"}


def structured_script(subject: Subject, publication: Publication, mentions: Mentions) -> str:
    """Return the page's graph as the content of a script element."""
    return script_of([*_graph(subject, publication, mentions)])


def script_of(graph: list[Node]) -> str:
    """Write nodes so that they can stand in a script element."""
    text = json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False, separators=(",", ":"))
    # “</” would end the script and “<!--” begin a comment in it; as an escape it is the same text.
    return text.replace("<", "\\u003c")


def _graph(subject: Subject, publication: Publication, mentions: Mentions) -> Iterator[Node]:
    if subject.is_home:
        yield _website(subject, publication)
    else:
        yield _trail(subject)
    page = publication.by_name.get(subject.name)
    if page is not None and page in publication.explainers:
        yield _article(page, subject, publication, mentions)
        return
    entities = [*_entities(subject, page.blocks if page else frozenset(), publication)]
    main = {"mainEntity": {"@id": entities[0]["@id"]}} if entities else {}
    yield _page_node(subject, publication) | main
    yield from entities


def _entities(subject: Subject, blocks: frozenset[str], publication: Publication) -> Iterator[Node]:
    """What a page holds for others to take, the chief thing first; `blocks` stand on it."""
    if subject.chart:
        yield _chart_dataset(subject, publication)
    if "datasets" in blocks:
        yield from _catalogue(subject, publication)
    if "glossary" in blocks:
        yield _term_set(subject, publication)


def _trail(subject: Subject) -> Node:
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": crumb.title, "item": subject.url(crumb.address)}
            for position, crumb in enumerate(subject.trail, 1)
        ],
    }


# ---- the site, its pages and the article they read ----


def _website(subject: Subject, publication: Publication) -> Node:
    """The site as a whole, on its front page."""
    return {
        **_part_of_site(subject, publication),
        "description": subject.description,
        **_edition(subject),
        "isBasedOn": _original(publication),
    }


def _part_of_site(subject: Subject, publication: Publication) -> Node:
    """The site, where one of its parts names it."""
    return {
        "@type": "WebSite",
        "@id": subject.url(_SITE_ID),
        "name": publication.site_name,
        "url": subject.url(""),
    }


def _editors(subject: Subject, publication: Publication) -> Node:
    """Who writes the site."""
    return {"@type": "Organization", "name": publication.dossier.edition.site.editors, "url": subject.url("about/")}


def _original(publication: Publication) -> Node:
    """The article that the site reads; it is another's, and stands elsewhere."""
    edition = publication.dossier.edition.article
    return {
        "@type": "Article",
        "headline": edition.title,
        "author": {"@type": "Person", "name": edition.author},
        "publisher": {"@type": "Organization", "name": edition.publisher},
        "datePublished": edition.published.start,
        "url": edition.url,
    }


def _article(page: Page, subject: Subject, publication: Publication, mentions: Mentions) -> Node:
    """An explainer: what it is about, whom and which terms it mentions, which article it reads."""
    people = publication.dossier.people
    actors = publication.dossier.edition.actors
    about = [state for actor, _ in page.explainer.legs if (state := actors[actor].state)]
    persons = [id_ for id_ in _persons(page, publication) if id_ not in about]
    terms = dict.fromkeys(mention.term for mention in mentions.on(page.name) if mention.linked)
    glossary = publication.dossier.glossary
    named: list[Node] = [
        *(_named("Person", f"people/#{id_}", people[id_].name, subject) for id_ in persons),
        *(_named("DefinedTerm", f"glossary/#{id_}", glossary[id_].term, subject) for id_ in terms),
    ]
    node = {
        "@type": "Article",
        "@id": subject.url(f"{subject.address}#article"),
        "headline": subject.title,
        "description": subject.description,
        "url": subject.url(subject.address),
        "mainEntityOfPage": subject.url(subject.address),
        **_edition(subject),
        "author": _editors(subject, publication),
        "isPartOf": _part_of_site(subject, publication),
        "position": page.explainer.number,
        "isBasedOn": _original(publication),
        "about": [_named("Country", f"people/#{id_}", people[id_].name, subject) for id_ in about],
        "mentions": named,
    }
    return _with_image(node, subject)


def _page_node(subject: Subject, publication: Publication) -> Node:
    """A page that is no article of its own."""
    node = {
        "@type": "AboutPage" if subject.name == "about.md" else "WebPage",
        "@id": subject.url(f"{subject.address}#page"),
        "name": subject.title,
        "description": subject.description,
        "url": subject.url(subject.address),
        **_edition(subject),
        "isPartOf": _part_of_site(subject, publication),
    }
    return _with_image(node, subject)


def _with_image(node: Node, subject: Subject) -> Node:
    """Return the node with the page's picture, if there is one."""
    return node | ({"image": subject.url(subject.image)} if subject.image else {})


def _edition(subject: Subject) -> Node:
    return {"inLanguage": "en", "dateModified": subject.modified, "license": LICENCE["path"]}


def _persons(page: Page, publication: Publication) -> list[str]:
    """The persons of the claims that a page cites, as far as its text names them."""
    dossier = publication.dossier
    cited = [dossier.claims[mention.id] for mention in page.mentions if mention.kind == "claims"]
    actors = [dossier.people[id_] for id_ in dict.fromkeys(id_ for claim in cited for id_ in claim.actors)]
    return [one.id for one in actors if one.kind == "person" and short_name(one) in page.prose]


def _named(type_: str, path: str, name: str, subject: Subject) -> Node:
    return {"@type": type_, "@id": subject.url(path), "name": name}


# ---- the tables for download and the data of each chart ----


def _chart_dataset(subject: Subject, publication: Publication) -> Node:
    """The data of one chart: what is measured, by whom, over which time, and where to take it."""
    dossier = publication.dossier
    chart, table = dossier.charts[subject.chart], publication.drawings[subject.chart].table
    measured = [f"{series.what} ({series.unit})" for series in series_of(table, dossier)]
    rests_on = [
        {"@type": "CreativeWork", "name": source.title, "url": source.url} for source in sources_of(table, dossier)
    ]
    return {
        "@type": "Dataset",
        "@id": subject.url(f"{subject.address}#dataset"),
        "name": chart.measure,
        "description": f"{chart.title}. {chart.alt}",
        **_shared(subject, publication),
        "includedInDataCatalog": {"@type": "DataCatalog", "@id": subject.url("data/#catalogue")},
        **({"variableMeasured": measured} if measured else {}),
        **_coverage(table),
        **({"isBasedOn": rests_on} if rests_on else {}),
        "distribution": _downloads(f"data/charts/{chart.id}", subject),
    }


def _catalogue(subject: Subject, publication: Publication) -> Iterator[Node]:
    """The catalogue of all data, and each table in it."""
    yield {
        "@type": "DataCatalog",
        "@id": subject.url(f"{subject.address}#catalogue"),
        "name": f"{publication.site_name}: {subject.title}",
        "description": subject.description,
        "url": subject.url(subject.address),
        "license": LICENCE["path"],
        "isPartOf": _part_of_site(subject, publication),
        "encoding": {
            "@type": "DataDownload",
            "name": "Frictionless Data Package",
            "contentUrl": subject.url(PACKAGE_FILE),
            "encodingFormat": "application/json",
        },
    }
    for name, dataset in DATASETS.items():
        yield {
            "@type": "Dataset",
            "@id": subject.url(f"{subject.address}#table-{name}"),
            "name": f"{publication.site_name}: {dataset.title}",
            "description": f"{dataset.title}. Each row is {dataset.describes}; part of the data behind an annotated "
            f"{publication.dossier.edition.site.about}.",
            **_shared(subject, publication),
            "includedInDataCatalog": {"@type": "DataCatalog", "@id": subject.url(f"{subject.address}#catalogue")},
            "variableMeasured": [column.name for column in dataset.columns],
            "distribution": _downloads(f"data/{name}", subject),
        }


def _shared(subject: Subject, publication: Publication) -> Node:
    return {
        "url": subject.url(subject.address),
        "inLanguage": "en",
        "dateModified": publication.dossier.edition.article.compiled.start,
        "license": LICENCE["path"],
        "isAccessibleForFree": True,
        "creator": _editors(subject, publication),
    }


def _downloads(path: str, subject: Subject) -> list[Node]:
    return [
        {"@type": "DataDownload", "encodingFormat": media_type, "contentUrl": subject.url(f"{path}.{form}")}
        for form, media_type in _FORMATS.items()
    ]


def _coverage(table: Table) -> Node:
    """From the first to the last point that has a date."""
    dates = [row.point.date for row in table.rows if row.point is not None and row.point.date is not None]
    if not dates:
        return {}
    first, last = min(dates, key=lambda date: date.first).start, max(dates, key=lambda date: date.last).end
    return {"temporalCoverage": first if first == last else f"{first}/{last}"}


# ---- the glossary ----


def _term_set(subject: Subject, publication: Publication) -> Node:
    """All terms with their definitions and other names, each at its entry."""
    inline = Inline(PageContext(publication, subject.name))
    return {
        "@type": "DefinedTermSet",
        "@id": subject.url(f"{subject.address}#glossary"),
        "name": subject.title,
        "inLanguage": "en",
        "hasDefinedTerm": [_term(term, subject, inline) for term in publication.dossier.glossary.values()],
    }


def _term(term: Term, subject: Subject, inline: Inline) -> Node:
    other = [{"@language": one.lang, "@value": one.form} if one.lang else one.form for one in term.aliases]
    return {
        "@type": "DefinedTerm",
        "@id": subject.url(f"{subject.address}#{term.id}"),
        "name": term.term,
        "description": inline.plain(term.definition),
        **({"alternateName": other} if other else {}),
    }
