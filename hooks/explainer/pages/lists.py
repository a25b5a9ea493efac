"""The blocks that list all records of a kind, or what is made of them; their HTML is in overrides/blocks/."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from string import ascii_uppercase
from xml.etree.ElementTree import Element, SubElement

from ..data.charts import ChartRecord
from ..data.dossier import gathered
from ..data.names import sort_key
from ..data.records import Claim, Person, Scenario, Source, Statement, Term
from ..data.series import Series
from ..data.vocabularies import VERDICT_WORDS
from ..prose.pages import Page
from ..publication.citing import BIBTEX_FILE, CSL_FILE
from ..publication.datapackage import LICENCE, NOT_OURS, PACKAGE_FILE
from ..publication.tables import DATASETS, FORMATS, Column, Dataset, Format
from ..publication.uses import (
    charts_of_claims,
    charts_of_statements,
    claims_of_sources,
    others_of_sources,
    scenarios_of_claims,
    scenarios_of_statements,
)
from .base import ExplainerBlock, GeneratedBlock, grouped
from .templates import View


class Contents(GeneratedBlock):
    """The explainers with their answers."""

    NAME = "contents"
    TAG = "ol"
    CLASS = "contents contents--wide"


class Marks(GeneratedBlock):
    """The key to the status marks."""

    NAME = "marks"
    TAG = "dl"
    CLASS = "key marks-key"


CHANGE_WORDS = {"addition": "Added", "correction": "Corrected"}


@dataclass(frozen=True)
class ChangesView(View):
    """The words for the kinds of change."""

    kinds: Mapping[str, str]


class Changes(GeneratedBlock):
    """All changes of data/changes.yml, the newest first, the older ones in a fold; the feed tells the same."""

    NAME = "changes"
    TAG = "ol"
    CLASS = "changes"

    def view(self) -> ChangesView:
        return ChangesView(CHANGE_WORDS)


class Tally(GeneratedBlock):
    """How many of the article’s statements have which verdict, each number leading to them."""

    NAME = "tally"
    TAG = "section"
    CLASS = "tally"


PEOPLE_HEADS = {"principal": "At the centre", "person": "People", "institution": "Institutions", "state": "States"}


@dataclass(frozen=True)
class Portrait:
    """An entry of who's who: the name in the jump bar, the claims that name it, the explainers that cite these."""

    person: Person
    short: str
    claims: Sequence[Claim]
    pages: Sequence[Page]


@dataclass(frozen=True)
class PeopleView(View):
    """The entries by group, and what stands over each group."""

    groups: Mapping[str, Sequence[Portrait]]
    heads: Mapping[str, str]


class People(GeneratedBlock):
    """All entries of data/people.yml: role in the window, what came before and later, spellings, where they appear."""

    NAME = "people"
    SCRIPTS = ("filter",)
    CLASS = "people"

    def view(self) -> PeopleView:
        portraits = map(self._portrait, self.context.dossier.people.values())
        groups = grouped(portraits, lambda one: "principal" if one.person.principal else one.person.kind, PEOPLE_HEADS)
        return PeopleView(groups, PEOPLE_HEADS)

    def _portrait(self, person: Person) -> Portrait:
        claims = self._claims(person)
        return Portrait(person, _short(person), claims, self._pages(claims))

    def _claims(self, person: Person) -> list[Claim]:
        """Return the claims that name somebody: those that most pages cite, then by date."""
        publication, dossier = self.context.publication, self.context.dossier
        claims = [claim for claim in dossier.claims.values() if person.id in claim.actors]
        return sorted(claims, key=lambda one: (-len(publication.pages_with("claims", one.id)), dossier.when(one).first))

    def _pages(self, claims: list[Claim]) -> list[Page]:
        publication = self.context.publication
        citing = {page.name for claim in claims for page in publication.pages_with("claims", claim.id)}
        return [page for page in publication.explainers if page.name in citing]


def _short(person: Person) -> str:
    """Return the shortest of an institution’s plain forms; the names of people and states stay whole."""
    if person.kind != "institution":
        return person.name
    plain = [alias.form for alias in person.aliases if not (alias.lang or alias.note)]
    return min([person.name, *plain], key=len)


@dataclass(frozen=True)
class ClaimsView(View):
    """The claims by strand, the strands' names, and the charts and forecasts that rest on each claim."""

    strands: Mapping[str, Sequence[Claim]]
    names: Mapping[str, str]
    charts: Mapping[str, Sequence[ChartRecord]]
    scenarios: Mapping[str, Sequence[Scenario]]


class Claims(GeneratedBlock):
    """Every claim with its status, its sources, where it is used and how to cite it."""

    NAME = "claims"
    SCRIPTS = ("filter",)
    CLASS = "claims"

    def view(self) -> ClaimsView:
        dossier, publication = self.context.dossier, self.context.publication
        in_order = sorted(dossier.claims.values(), key=lambda claim: (dossier.when(claim).first, claim.line))
        names = {strand.id: strand.name for strand in dossier.edition.strands.values()}
        strands = grouped(in_order, lambda claim: claim.strand, names)
        return ClaimsView(strands, names, charts_of_claims(publication), scenarios_of_claims(publication))


@dataclass(frozen=True)
class EvidenceView(View):
    """The statements by verdict, and by paragraph with its explainers; the charts and forecasts of each statement."""

    by_verdict: Mapping[str, Sequence[Statement]]
    paragraphs: Sequence[tuple[str, Sequence[Statement], Sequence[Page]]]
    charts: Mapping[str, Sequence[ChartRecord]]
    scenarios: Mapping[str, Sequence[Scenario]]


class Evidence(GeneratedBlock):
    """Every statement of the article with its hedge, its verdict and the record."""

    NAME = "evidence"
    SCRIPTS = ("filter",)
    CLASS = "evidence"

    def view(self) -> EvidenceView:
        publication = self.context.publication
        statements = publication.dossier.article.values()
        return EvidenceView(
            by_verdict=grouped(statements, lambda one: one.verdict, VERDICT_WORDS),
            paragraphs=[
                (name, list(group), [page for page in publication.explainers if name in page.explainer.paragraphs])
                for name, group in groupby(statements, lambda one: one.paragraph)
            ],
            charts=charts_of_statements(publication),
            scenarios=scenarios_of_statements(publication),
        )


class Scenarios(GeneratedBlock):
    """The article's forecasts with outcome, date and sources, and the point at which the record ends."""

    NAME = "scenarios"
    CLASS = "outcomes"


@dataclass(frozen=True)
class GlossaryView(View):
    """The letters of the jump bar, and the terms by theirs."""

    letters: str
    groups: Mapping[str, Sequence[Term]]


class Glossary(GeneratedBlock):
    """All terms of data/glossary.yml with a jump bar and a filter."""

    NAME = "glossary"
    SCRIPTS = ("filter",)
    CLASS = "glossary"

    def on_create(self, parent: Element) -> Element:
        """Make the element; unlike other generated text, definitions link the terms they use."""
        element = super().on_create(parent)
        del element.attrib["data-terms"]
        return element

    def view(self) -> GlossaryView:
        terms = sorted(self.context.dossier.glossary.values(), key=lambda term: sort_key(term.term))
        by_letter = gathered((_letter(term), term) for term in terms)
        return GlossaryView("".join(sorted({*ascii_uppercase, *by_letter})), by_letter)


def _letter(term: Term) -> str:
    return sort_key(term.term)[0].upper()


SOURCE_HEADS: Mapping[str, str] = {
    "official": "Official documents and statements",
    "wire": "News agencies",
    "public-broadcaster": "Public broadcasters",
    "press": "Press",
    "state-media": "State media",
    "research": "Research institutes",
    "rights-group": "Rights groups",
    "monitoring-group": "Monitoring groups",
    "reference": "Reference works",
    "aggregator": "Mirrors and aggregators",
}
TIER_WORDS: Mapping[str, str] = {
    "A": "tier A, of record",
    "B": "tier B, other outlet",
    "C": "tier C, second hand",
}


@dataclass(frozen=True)
class SourcesView(View):
    """The works by kind, the words for kinds and tiers, and what rests on each work: claims, and other records."""

    kinds: Mapping[str, Sequence[Source]]
    heads: Mapping[str, str]
    tiers: Mapping[str, str]
    claims: Mapping[str, Sequence[Claim]]
    others: Mapping[str, Sequence[Term | Person | Series]]


class Sources(GeneratedBlock):
    """All works of data/sources.yml by kind, with tier, language, date and what rests on them."""

    NAME = "sources"
    CLASS = "sources-list"

    def view(self) -> SourcesView:
        publication = self.context.publication
        works = sorted(self.context.dossier.sources.values(), key=lambda one: (sort_key(one.publisher), one.id))
        kinds = grouped(works, lambda one: one.kind, SOURCE_HEADS)
        others = others_of_sources(publication)
        return SourcesView(kinds, SOURCE_HEADS, TIER_WORDS, claims_of_sources(publication), others)


@dataclass(frozen=True)
class DatasetsView(View):
    """The tables with their columns and formats, the files that go with them, and the licence."""

    datasets: Mapping[str, Dataset]
    columns: Mapping[str, Sequence[Column]]
    formats: Mapping[str, Format]
    package: str
    bibtex: str
    csl: str
    licence: Mapping[str, str]
    not_ours: Sequence[str]


class Datasets(GeneratedBlock):
    """The tables of the site for download, with what each column holds."""

    NAME = "datasets"
    CLASS = "downloads"

    def view(self) -> DatasetsView:
        edition = self.context.dossier.edition
        return DatasetsView(
            datasets=DATASETS,
            columns={name: [one.of_edition(edition) for one in table.columns] for name, table in DATASETS.items()},
            formats=FORMATS,
            package=PACKAGE_FILE,
            bibtex=BIBTEX_FILE,
            csl=CSL_FILE,
            licence=LICENCE,
            not_ours=NOT_OURS,
        )


class Booklet(ExplainerBlock):
    """Title page, contents, the answer, all explainers, the numbers of their figures, terms, notes and sources."""

    NAME = "booklet"
    SCRIPTS = ("charts",)

    def on_create(self, parent: Element) -> Element:
        """Leave the place; `outputs/booklet.py` fills it when the page's own text is done."""
        return SubElement(parent, "div", {"class": "booklet", "data-terms": "off", "data-booklet": ""})
