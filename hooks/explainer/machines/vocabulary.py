"""The glossary as a schema.org DefinedTermSet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..context import PageContext
from ..inlining import Inline
from .subject import Subject

if TYPE_CHECKING:
    from ..glossary import Term
    from ..publication import Publication
    from ..spelling import Spelling


def term_set(subject: Subject, publication: Publication) -> dict[str, Any]:
    """All terms with their definitions and other names, each at its entry."""
    inline = Inline(PageContext(publication, subject.name))
    return {
        "@type": "DefinedTermSet",
        "@id": subject.url(f"{subject.address}#glossary"),
        "name": subject.title,
        "inLanguage": "en",
        "hasDefinedTerm": [_term(term, subject, inline) for term in publication.dossier.glossary.values()],
    }


def names(aliases: tuple[Spelling, ...]) -> dict[str, Any]:
    """Other spellings of a name, each in its language where that is known."""
    other = [{"@language": alias.lang, "@value": alias.form} if alias.lang else alias.form for alias in aliases]
    return {"alternateName": other} if other else {}


def _term(term: Term, subject: Subject, inline: Inline) -> dict[str, Any]:
    address = subject.url(f"{subject.address}#{term.id}")
    described = {"name": term.term, "description": inline.plain(term.definition)}
    return {"@type": "DefinedTerm", "@id": address, **described, **names(term.aliases)}
