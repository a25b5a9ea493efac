"""`/// people`: people, institutions and states."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element

from ..data.records import Claim, Person
from ..prose.pages import Page
from .base import GeneratedBlock
from .filter import entry_filter
from .markup import claim_link, described, h, joined, later, paragraph_words, source_line, spelling, status_mark
from .record_links import paragraph_links

_HEADS = {"principal": "At the centre", "person": "People", "institution": "Institutions", "state": "States"}
_MOST_CLAIMS = 3
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


class People(GeneratedBlock):
    """All entries of data/people.yml: role in the window, what came before and later, spellings, where they appear."""

    NAME = "people"
    CLASS = "people"

    def build(self) -> Any:
        """Return the ways to the entries, and a section for each kind."""
        people = self.context.dossier.people.values()
        groups = {kind: [person for person in people if _group(person) == kind] for kind in _HEADS}
        groups = {kind: entries for kind, entries in groups.items() if entries}
        yield entry_filter("people-filter", "Filter by name, in any spelling")
        yield _jumps(groups)
        for kind, entries in groups.items():
            yield h("section", {}, h("h2", {"id": f"kind-{kind}"}, _HEADS[kind]), map(self._entry, entries))

    def _entry(self, person: Person) -> Element:
        claims = [claim for claim in self.context.dossier.claims.values() if person.id in claim.actors]
        return h(
            "article",
            {"class": "lemma person person--principal" if person.principal else "lemma person", "id": person.id},
            h(
                "div",
                {"class": "person__name"},
                h("h3", {"id": f"person-{person.id}"}, person.name),
                _spellings(person) if person.aliases else None,
            ),
            h(
                "div",
                {"class": "person__story"},
                h(
                    "p",
                    {"class": "person__role"},
                    h("span", {"class": "person__label"}, f"In {self.context.dossier.edition.window.year}"),
                    " ",
                    person.role,
                ),
                _part("Before", person.background) if person.background else None,
                _part(later(), person.since) if person.since else None,
                self._claims(claims) if claims else None,
            ),
            h(
                "div",
                {"class": "person__places"},
                self._places(person, claims),
                _weakness(person),
                self._sources(person),
            ),
        )

    def _places(self, person: Person, claims: list[Claim]) -> Element:
        pages = self._pages(claims)
        rows = (
            ("In the article", self._article(person)),
            (f"In {_counted(len(pages), 'explainer')}", [h("ul", {}, map(_page, pages))] if pages else []),
        )
        return h(
            "dl",
            {"class": "person__facts"},
            (described(name, value) for name, value in rows if value),
        )

    def _article(self, person: Person) -> list[Any]:
        if not person.in_article:
            return ["not named"]
        links = paragraph_links(person.paragraphs, self.context.dossier)
        # The publisher's disclaimer names people and states nothing: there is no place to lead to.
        places = links or joined(map(paragraph_words, person.paragraphs), ", ")
        return [person.article_form, ": " if person.article_form and places else None, places] if places else []

    def _pages(self, claims: list[Claim]) -> list[Page]:
        ids = {claim.id for claim in claims}
        return [
            page
            for page in self.context.publication.explainers
            if any(mention.kind == "claims" and mention.id in ids for mention in page.mentions)
        ]

    def _claims(self, claims: list[Claim]) -> Element:
        """The claims that most pages cite, then by date."""
        publication, dossier = self.context.publication, self.context.dossier
        order = sorted(
            claims, key=lambda one: (-len(publication.pages_with("claims", one.id)), dossier.when(one).first)
        )
        items = (
            h(
                "li",
                {},
                status_mark(one.status),
                " ",
                claim_link(one),
                [" ", later()] if dossier.is_later(one) else None,
            )
            for one in order[:_MOST_CLAIMS]
        )
        more = len(order) > _MOST_CLAIMS
        all_of_them = h("a", {"href": "claims.md"}, f"{len(order)} claims in the record")
        rest = h("li", {"class": "person__more"}, all_of_them) if more else None
        return h("ul", {"class": "person__claims", "aria-label": "Claims"}, items, rest)

    def _sources(self, person: Person) -> Element:
        links = [source_line(support, self.context.dossier) for support in person.sources]
        sources = h("details", {}, h("summary", {}, f"Sources ({len(links)})"), h("ul", {}, links)) if links else None
        return h("div", {"class": "lemma__sources"}, sources, self.edit_link("people", person.line))


def _group(person: Person) -> str:
    return "principal" if person.principal else person.kind


def _jumps(groups: dict[str, list[Person]]) -> Element:
    def row(kind: str, entries: list[Person]) -> Element:
        names = joined((h("a", {"href": f"#{person.id}"}, _short(person)) for person in entries), " ")
        head = h("a", {"href": f"#kind-{kind}"}, _HEADS[kind])
        return described([head, f" {len(entries)}"], names)

    return h(
        "nav",
        {"class": "jumps", "aria-label": "Entries", "data-search-exclude": ""},
        h("dl", {}, (row(kind, entries) for kind, entries in groups.items())),
    )


def _short(person: Person) -> str:
    """Return the shortest of an institution’s plain forms; the names of people and states stay whole."""
    if person.kind != "institution":
        return person.name
    plain = [alias.form for alias in person.aliases if not (alias.lang or alias.note)]
    return min([person.name, *plain], key=len)


def _spellings(person: Person) -> Element:
    items = (h("li", {}, spelling(alias)) for alias in person.aliases)
    return h("ul", {"class": "lemma__alias person__spellings", "aria-label": "Other spellings"}, items)


def _part(label: str | Element, text: str) -> Element:
    return h("p", {"class": "person__part"}, h("span", {"class": "person__label"}, label), " ", text)


def _page(page: Page) -> Element:
    number = h("b", {}, str(page.explainer.number))
    return h("li", {}, h("a", {"class": "person__page", "href": page.name}, number, " ", page.meta.title))


def _weakness(person: Person) -> Element | None:
    if not person.weak:
        return None
    number = len(person.sources)
    words = (
        f"Rests on {_counted(number, 'weak source')} alone."
        if number
        else "Nothing but the article itself was found for this entry."
    )
    return h("p", {"class": "claim__weak"}, words)


def _counted(number: int, what: str) -> str:
    word = _NUMBERS[number] if number < len(_NUMBERS) else str(number)
    return f"{word} {what}{'' if number == 1 else 's'}"
