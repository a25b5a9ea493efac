"""The site, its pages and the article they read, as schema.org works."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..datapackage import LICENCE
from ..persons import short_name
from .subject import Subject

if TYPE_CHECKING:
    from ..mentions import Mentions
    from ..pages import Page
    from ..publication import Publication

SITE_ID = "#website"  # of the front page


def website(subject: Subject, publication: Publication) -> dict[str, Any]:
    """The site as a whole, on its front page."""
    return {
        **part_of_site(subject, publication),
        "description": subject.description,
        **_edition(subject),
        "isBasedOn": original(publication),
    }


def part_of_site(subject: Subject, publication: Publication) -> dict[str, Any]:
    """The site, where one of its parts names it."""
    return {
        "@type": "WebSite",
        "@id": subject.url(SITE_ID),
        "name": publication.site_name,
        "url": subject.url(""),
    }


def editors(subject: Subject, publication: Publication) -> dict[str, Any]:
    """Who writes the site."""
    return {"@type": "Organization", "name": publication.dossier.edition.site.editors, "url": subject.url("about/")}


def original(publication: Publication) -> dict[str, Any]:
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


def article(page: Page, subject: Subject, publication: Publication, mentions: Mentions) -> dict[str, Any]:
    """An explainer: what it is about, whom and which terms it mentions, which article it reads."""
    people = publication.dossier.people
    actors = publication.dossier.edition.actors
    about = [state for actor, _ in page.explainer.legs if (state := actors[actor].state)]
    persons = [id_ for id_ in _persons(page, publication) if id_ not in about]
    terms = dict.fromkeys(mention.term for mention in mentions.on(page.name) if mention.linked)
    glossary = publication.dossier.glossary
    named: list[dict[str, Any]] = [
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
        "author": editors(subject, publication),
        "isPartOf": part_of_site(subject, publication),
        "position": page.explainer.number,
        "isBasedOn": original(publication),
        "about": [_named("Country", f"people/#{id_}", people[id_].name, subject) for id_ in about],
        "mentions": named,
    }
    return with_image(node, subject)


def page_node(subject: Subject, publication: Publication) -> dict[str, Any]:
    """A page that is no article of its own."""
    node = {
        "@type": "AboutPage" if subject.name == "about.md" else "WebPage",
        "@id": subject.url(f"{subject.address}#page"),
        "name": subject.title,
        "description": subject.description,
        "url": subject.url(subject.address),
        **_edition(subject),
        "isPartOf": part_of_site(subject, publication),
    }
    return with_image(node, subject)


def with_image(node: dict[str, Any], subject: Subject) -> dict[str, Any]:
    """Return the node with the page's picture, if there is one."""
    return node | ({"image": subject.url(subject.image)} if subject.image else {})


def _edition(subject: Subject) -> dict[str, Any]:
    return {"inLanguage": "en", "dateModified": subject.modified, "license": LICENCE["path"]}


def _persons(page: Page, publication: Publication) -> list[str]:
    """The persons of the claims that a page cites, as far as its text names them."""
    dossier = publication.dossier
    cited = [dossier.claims[mention.id] for mention in page.mentions if mention.kind == "claims"]
    actors = [dossier.people[id_] for id_ in dict.fromkeys(id_ for claim in cited for id_ in claim.actors)]
    return [one.id for one in actors if one.kind == "person" and short_name(one) in page.prose]


def _named(type_: str, path: str, name: str, subject: Subject) -> dict[str, Any]:
    return {"@type": type_, "@id": subject.url(path), "name": name}
