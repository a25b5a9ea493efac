"""What stands behind a sentence: its claims, each with status and sources."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element

from markdown.serializers import to_html_string

from ..data.dossier import Dossier
from ..data.records import Claim, Source
from ..publication.bibliography import claim_work, page_work
from ..publication.citing import Work, apa, bibtex, chicago, csl_json
from ..publication.uses import charts_of_claims, scenarios_of_claims
from .base import GeneratedBlock
from .later import labelled
from .markup import (
    claim_link,
    described,
    h,
    joined,
    later,
    lengthy,
    source_line,
    statement_permalink,
    status,
    status_mark,
    verdict,
)
from .record_links import chart_links, jump_list, page_links, paragraph_links, scenario_links

if TYPE_CHECKING:
    from ..publication.publication import Publication

_MOST = 3  # publishers named beside a claim; its own entry has every source


def backing(claims: Iterable[Claim], dossier: Dossier) -> Element:
    """List claims with their status and who published what they rest on."""
    return h("ul", {"class": "backing"}, (_item(claim, dossier) for claim in claims))


def publishers(claim: Claim, dossier: Dossier) -> list[str]:
    """Name who published what a claim rests on, each once, in the order of its sources."""
    return list(dict.fromkeys(dossier.sources[support.source].publisher for support in claim.sources))


def _item(claim: Claim, dossier: Dossier) -> Element:
    first: dict[str, Source] = {}
    for support in claim.sources:
        source = dossier.sources[support.source]
        first.setdefault(source.publisher, source)
    shown = list(first.values())[:_MOST]
    left = len(first) - len(shown)
    more = f" and {left} more" if left else ""
    named = joined(map(_named, shown), ", ")
    return h(
        "li",
        {},
        status_mark(claim.status),
        " ",
        claim_link(claim),
        [" ", later()] if dossier.is_later(claim) else None,
        h("span", {"class": "backing__sources"}, " · ", named, more) if named else None,
    )


def _named(source: Source) -> Element:
    label = f" ({source.label})" if source.label else ""
    return h("span", {}, h("a", {"href": f"sources.md#{source.id}"}, source.publisher), label)


# docs/assets/javascripts/citing.js puts a button beside each form, and takes the others from the files for download.


def citation_box(work: Work, what: str) -> Element:
    """The plain forms of a record’s citation; `what` says which record, “this claim”."""
    return _box(work, f"Cite {what}", {"APA": apa(work), "Chicago": chicago(work)}, {})


def page_citation(work: Work) -> Element:
    """All forms of a page’s citation; the code forms keep their lines."""
    code = {"BibTeX": bibtex(work), "CSL-JSON": csl_json(work)}
    return _box(work, "Cite this page", {"APA": apa(work), "Chicago": chicago(work)}, code)


def page_citation_html(name: str, publication: Publication) -> str:
    """The box of the page with this name, as the template puts it at the page’s end; "" for a page that is not ours."""
    page = publication.by_name.get(name)
    return to_html_string(page_citation(page_work(page, publication))) if page else ""


def _box(work: Work, head: str, plain: dict[str, str], code: dict[str, str]) -> Element:
    # Without the site’s address the script adds that of the page it runs on.
    _, sign, fragment = work.path.partition("#")
    here = {} if work.address else {"data-fragment": sign + fragment}
    return h(
        "details",
        {"class": "citing", "data-cite": work.key, "data-search-exclude": ""} | here,
        h("summary", {}, head),
        h(
            "dl",
            {},
            (_form(name, text) for name, text in plain.items()),
            (_form(name, h("code", {}, text)) for name, text in code.items()),
        ),
    )


def _form(name: str, text: str | Element) -> Element:
    held = text if isinstance(text, str) else h("pre", {"tabindex": "0", "role": "group", "aria-label": name}, text)
    return h("div", {"data-form": name}, h("dt", {}, name), h("dd", {}, held))


WEAK_WORDS = "Weak: only mirrors or aggregators stand under it."  # the timeline says it of a claim’s event too


class Claims(GeneratedBlock):
    """Every claim with its status, its sources, where it is used and how to cite it."""

    NAME = "claims"
    CLASS = "claims"

    def build(self) -> Any:
        """Return the ways to the strands, and a section for each, its claims in order of time."""
        dossier = self.context.dossier
        strands = {
            strand: [claim for claim in dossier.claims.values() if claim.strand == strand.id]
            for strand in dossier.edition.strands.values()
        }
        strands = {strand: claims for strand, claims in strands.items() if claims}
        self._charts = charts_of_claims(self.context.publication)
        self._scenarios = scenarios_of_claims(self.context.publication)
        yield jump_list(
            "Claims by theme", (("strand", strand.id, strand.name, len(of)) for strand, of in strands.items())
        )
        for strand, claims in strands.items():
            claims.sort(key=lambda claim: (dossier.when(claim).first, claim.line))
            head = h("h2", {"id": f"strand-{strand.id}"}, f"{strand.name} ({len(claims)})")
            yield h("section", {}, head, map(lengthy, map(self._claim, claims)))

    def _claim(self, claim: Claim) -> Element:
        dossier = self.context.dossier
        return h(
            "article",
            {"class": "claim", "id": claim.id},
            h("h3", {"id": f"claim-{claim.id}"}, claim.title),
            h(
                "p",
                {"class": "claim__meta"},
                status(claim.status),
                f", by {claim.claimed_by}" if claim.claimed_by else None,
                " · ",
                dossier.when(claim).words,
                [" · ", later()] if dossier.is_later(claim) else None,
            ),
            h("p", {}, claim.statement),
            h("p", {"class": "claim__weak"}, WEAK_WORDS) if claim.weak else None,
            h(
                "div",
                {"class": "claim__apparatus"},
                self._facts(claim),
                self._support(claim) if claim.sources else None,
                citation_box(claim_work(claim, self.context.publication), "this claim"),
                self.edit_link("claims", claim.line),
            ),
        )

    def _support(self, claim: Claim) -> Element:
        """Who published what it rests on; folded under it each work, with what it supports."""
        dossier, count = self.context.dossier, len(claim.sources)
        head = [f"{count} source{'s' if count > 1 else ''}: ", ", ".join(publishers(claim, dossier))]
        lines = (source_line(support, dossier) for support in claim.sources)
        return h(
            "details",
            {"class": "claim__support"},
            h("summary", {}, head),
            h("ul", {"class": "claim__sources"}, lines),
        )

    def _facts(self, claim: Claim) -> Element:
        publication = self.context.publication
        event = self.context.dossier.event_of_claim.get(claim.id)
        rows = (
            ("The article", self._article(claim)),
            (
                "Beside it",
                labelled(claim.differs, self.context.dossier.article_ends) if claim.differs else None,
            ),
            ("Statements", self._statements(claim)),
            ("Pages", page_links(publication.pages_with("claims", claim.id))),
            ("Charts", chart_links(self._charts.get(claim.id, ()), publication)),
            ("Timeline", [h("a", {"href": f"timeline.md#{event.id}"}, event.date.words)] if event else []),
            ("Forecasts", scenario_links(self._scenarios.get(claim.id, ()), publication)),
        )
        return h(
            "dl",
            {"class": "facts claim__facts"},
            (described(name, value) for name, value in rows if value),
        )

    def _article(self, claim: Claim) -> list[Any]:
        places = paragraph_links(claim.paragraphs, self.context.dossier)
        said = claim.article_says
        return [*places, ", in our words: " if places and said else None, said] if places or said else []

    def _statements(self, claim: Claim) -> list[Any]:
        dossier = self.context.dossier
        statements = (dossier.article[id_] for id_ in dossier.statements_of_claim.get(claim.id, ()))
        return joined((h("span", {}, statement_permalink(one), " ", verdict(one.verdict)) for one in statements), "; ")
