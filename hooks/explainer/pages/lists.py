"""The blocks that list all records of a kind, or what is made of them; their HTML is in overrides/blocks/."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from string import ascii_uppercase
from unicodedata import normalize
from xml.etree.ElementTree import Element, SubElement

from ..data.records import Claim, Person, Term
from ..data.vocabularies import VERDICT_WORDS
from ..prose.pages import Page
from ..publication.citing import BIBTEX_FILE, CSL_FILE, claim_work, statement_work
from ..publication.datapackage import CREDITS, LICENCE, NOT_OURS, PACKAGE_FILE
from ..publication.tables import DATASETS, FORMATS
from ..publication.uses import (
    charts_of_claims,
    charts_of_statements,
    claims_of_sources,
    others_of_sources,
    scenarios_of_claims,
    scenarios_of_statements,
)
from .base import ExplainerBlock, GeneratedBlock, grouped
from .later import is_later_fact


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


class Changes(GeneratedBlock):
    """All changes of data/changes.yml, the newest first, the older ones in a fold; the feed tells the same."""

    NAME = "changes"
    TAG = "ol"
    CLASS = "changes"

    def view(self) -> Mapping[str, object]:
        return {"kinds": CHANGE_WORDS}


class Tally(GeneratedBlock):
    """How many of the article’s statements have which verdict, each number leading to them."""

    NAME = "tally"
    TAG = "section"
    CLASS = "tally"


PEOPLE_HEADS = {"principal": "At the centre", "person": "People", "institution": "Institutions", "state": "States"}


class People(GeneratedBlock):
    """All entries of data/people.yml: role in the window, what came before and later, spellings, where they appear."""

    NAME = "people"
    SCRIPTS = ("filter",)
    CLASS = "people"

    def view(self) -> Mapping[str, object]:
        people = self.context.dossier.people.values()
        claims = {person.id: self._claims(person) for person in people}
        return {
            "groups": grouped(people, lambda one: "principal" if one.principal else one.kind, PEOPLE_HEADS),
            "heads": PEOPLE_HEADS,
            "short": _short,
            "claims_of": claims,
            "pages_of": {id_: self._pages(found) for id_, found in claims.items()},
        }

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


class Claims(GeneratedBlock):
    """Every claim with its status, its sources, where it is used and how to cite it."""

    NAME = "claims"
    CLASS = "claims"

    def view(self) -> Mapping[str, object]:
        dossier, publication = self.context.dossier, self.context.publication
        in_order = sorted(dossier.claims.values(), key=lambda claim: (dossier.when(claim).first, claim.line))
        names = {strand.id: strand.name for strand in dossier.edition.strands.values()}
        return {
            "strands": grouped(in_order, lambda claim: claim.strand, names),
            "names": names,
            "charts": charts_of_claims(publication),
            "scenarios": scenarios_of_claims(publication),
            "work_of": claim_work,
        }


class Evidence(GeneratedBlock):
    """Every statement of the article with its hedge, its verdict and the record."""

    NAME = "evidence"
    SCRIPTS = ("filter",)
    CLASS = "evidence"

    def view(self) -> Mapping[str, object]:
        publication = self.context.publication
        statements = publication.dossier.article.values()
        return {
            "by_verdict": {name: [one for one in statements if one.verdict == name] for name in VERDICT_WORDS},
            "paragraphs": [
                (name, list(group), [page for page in publication.explainers if name in page.explainer.paragraphs])
                for name, group in groupby(statements, lambda one: one.paragraph)
            ],
            "charts_of": charts_of_statements(publication),
            "scenarios_of": scenarios_of_statements(publication),
            "work_of": statement_work,
        }


class Scenarios(GeneratedBlock):
    """The article's forecasts with outcome, date and sources, and the point at which the record ends."""

    NAME = "scenarios"
    CLASS = "outcomes"


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

    def view(self) -> Mapping[str, object]:
        terms = sorted(self.context.dossier.glossary.values(), key=lambda term: normalize("NFD", term.term).casefold())
        groups = {letter: list(group) for letter, group in groupby(terms, _letter)}
        return {"letters": ascii_uppercase, "groups": groups, "is_later_fact": is_later_fact}


def _letter(term: Term) -> str:
    return normalize("NFD", term.term)[0].upper()


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


class Sources(GeneratedBlock):
    """All works of data/sources.yml by kind, with tier, language, date and what rests on them."""

    NAME = "sources"
    CLASS = "sources-list"

    def view(self) -> Mapping[str, object]:
        publication = self.context.publication
        works = sorted(self.context.dossier.sources.values(), key=lambda one: (one.publisher.casefold(), one.id))
        return {
            "kinds": grouped(works, lambda one: one.kind, SOURCE_HEADS),
            "heads": SOURCE_HEADS,
            "tiers": TIER_WORDS,
            "claims": claims_of_sources(publication),
            "others": others_of_sources(publication),
        }


class Datasets(GeneratedBlock):
    """The tables of the site for download, with what each column holds."""

    NAME = "datasets"
    CLASS = "downloads"

    def view(self) -> Mapping[str, object]:
        edition = self.context.dossier.edition
        return {
            "datasets": DATASETS,
            "formats": FORMATS,
            "columns": {name: [one.of_edition(edition) for one in table.columns] for name, table in DATASETS.items()},
            "package": PACKAGE_FILE,
            "bibtex": BIBTEX_FILE,
            "csl": CSL_FILE,
            "licence": LICENCE,
            "credits": CREDITS,
            "not_ours": NOT_OURS,
        }


class Booklet(ExplainerBlock):
    """Title page, contents, the answer, all explainers, the numbers of their figures, terms, notes and sources."""

    NAME = "booklet"
    SCRIPTS = ("charts",)

    def on_create(self, parent: Element) -> Element:
        """Leave the place; `outputs/booklet.py` fills it when the page's own text is done."""
        return SubElement(parent, "div", {"class": "booklet", "data-terms": "off", "data-booklet": ""})
