"""What a reader could miss: records that no page uses, and pages that say less than they promise."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from ..charts.outcomes import OutcomesChart
from ..data.dossier import Dossier
from ..data.parts import Record
from ..data.problem import Problem
from ..data.vocabularies import STATUSES
from ..pages.context import Mentions
from ..prose.grammar import BLOCKS, CITE
from ..prose.pages import Explainer, Page
from ..prose.sentences import Paragraph
from ..publication.addresses import LISTINGS
from ..publication.publication import Publication
from ..publication.uses import claims_of_sources, others_of_sources
from ..terms.matching import keys, person_marks
from .report import Finding

_WORDS = range(500, 901)  # an explainer's text with its brief; generated boxes are not counted
_MOST_CITES, _MOST_UNSURE = 4, 3  # for 100 of its words: citations, and those of records that are not established
_PARTS = tuple(name for name, block in BLOCKS.items() if block.expected)
_UNUSED = {
    "article": "no page cites or shows this statement",
    "charts": "no page shows this chart",
    "claims": "no page cites this claim, and no event tells it",
    "glossary": "no page uses this term, and no used term leads to it",
    "people": "no claim or page names this entry, and the article does not",
    "pictures": "no page shows this picture",
    "places": "no claim names this place and no chart shows it",
    "scenarios": "no page shows this forecast, neither in “/// scenarios” nor in a chart",
    "sources": "no record rests on this source",
}


def unused(publication: Publication) -> Iterator[Finding]:
    """Yield every record that nothing on the site uses; of terms it is known later."""
    dossier, blocks = publication.dossier, {name for page in publication.pages for name in page.blocks}
    cited = {kind: _mentioned(publication, kind) for kind in ("claims", "article", "charts", "pictures")}
    explained = {cite[1] for term in dossier.glossary.values() for text in term.texts for cite in CITE.finditer(text)}
    told = dossier.event_of_claim.keys() | dossier.statements_of_claim.keys()
    counted = {id_ for series in dossier.series.values() for id_ in series.claims}
    placed = {id_ for claim in dossier.claims.values() for id_ in claim.places}
    placed |= {id_ for drawing in publication.drawings.values() for row in drawing.table.rows for id_ in row.places}
    foretold = {
        one.scenario for chart in dossier.charts.values() if isinstance(chart, OutcomesChart) for one in chart.forecasts
    }
    texts = [text for page in publication.pages for text in (page.front, page.body)]
    texts += [text for term in dossier.glossary.values() for text in term.texts]
    written = "\n".join(texts)
    named = {id_ for one in dossier.claims.values() for id_ in one.actors}
    named |= {actor.state for actor in dossier.edition.actors.values() if actor.state}
    named |= {
        one.id
        for one in dossier.people.values()
        if one.in_article or any(form in written for term in person_marks([one]) for form in keys(term))
    }
    used: Mapping[str, Collection[str]] = {
        "article": dossier.article if "evidence" in blocks else cited["article"],
        "charts": dossier.charts if "gallery" in blocks else cited["charts"],
        "claims": cited["claims"] | explained | told | counted,
        "people": named,
        "pictures": cited["pictures"],
        "places": placed,
        "scenarios": dossier.scenarios if "scenarios" in blocks else foretold,
        "sources": claims_of_sources(publication).keys() | others_of_sources(publication).keys(),
    }
    for kind, ids in used.items():
        yield from (_unused(kind, record) for id_, record in getattr(dossier, kind).items() if id_ not in ids)


def unused_terms(publication: Publication, mentions: Mentions) -> Iterator[Finding]:
    """Yield every term that no page links and that no linked term leads to; the marks of all pages must be known."""
    glossary, pages = publication.dossier.glossary, publication.by_name.keys()
    linked = [term for term, uses in mentions.terms.items() if not pages.isdisjoint(uses)]
    reached = {*linked, *(id_ for term in linked for id_ in glossary[term].see_also)}
    yield from (_unused("glossary", term) for id_, term in glossary.items() if id_ not in reached)


def blank(publication: Publication) -> Iterator[Problem]:
    """Yield the pages that have a title and nothing under it."""
    for page in publication.pages:
        if not any(line.text.strip() and line.kind != "remark" for line in page.lines):
            yield Problem(page.file, page.first_line, 1, "nothing stands under the page’s title", "words, or a block")


def _unused(kind: str, record: Record) -> Finding:
    found = f"“{record.id}”: {_UNUSED[kind]}"
    return Finding(Problem.of_record(kind, record.line, found), "unused", record.id)


def _mentioned(publication: Publication, kind: str) -> set[str]:
    """Return the ids of the records of a kind that pages cite or show."""
    return {mention.id for page in publication.pages for mention in page.mentions if mention.kind == kind}


def incomplete(publication: Publication) -> Iterator[Finding]:
    """Yield what an explainer promises and does not have: its parts, its length, room between its citations."""
    for page in publication.explainers:
        place = (page.file, page.first_line, 1)
        for part in _PARTS:
            if part not in page.blocks:
                yield Finding(Problem(*place, f"the explainer has no “/// {part}”"))
        words = page.word_count
        if words not in _WORDS:
            allowed = f"{_WORDS.start} to {_WORDS.stop - 1}"
            yield Finding(Problem(*place, f"the explainer has {words} words", allowed))
        cited = [record for id_ in page.citations if (record := publication.dossier.cited(id_))]
        unsure = [record for record in cited if not STATUSES[record.status].fact]
        for many, most, what in (
            (len(cited), _MOST_CITES, "citations"),
            (len(unsure), _MOST_UNSURE, "citations of records that are not established"),
        ):
            here = round(most * words / 100)
            if many > here:
                found = f"the explainer has {many} {what} in {words} words, {many * 100 / words:.1f} for 100"
                yield Finding(Problem(*place, found, f"{most} for 100 words, here {here}"))


def shown_twice(publication: Publication) -> Iterator[Finding]:
    """Yield a chart that stands on two explainers: they are bound in one booklet, and a chart stands once on a page."""
    first: dict[str, str] = {}
    for page in publication.explainers:
        for shown in page.mentions:
            if shown.kind == "charts" and first.setdefault(shown.id, page.name) != page.name:
                found = f"the chart “{shown.id}” stands on docs/{first[shown.id]} already"
                allowed = f"a link to it, [words]({first[shown.id]}#chart-{shown.id})"
                yield Finding(Problem(page.file, shown.line, shown.column, found, allowed))


_SHOWN = re.compile(r"/// *chart *\| *(?P<id>[\w-]+)")
_FORM = re.compile(r" +form: *(?P<form>\w+) *")


def formed(publication: Publication) -> Iterator[Finding]:
    """Yield charts on pages in a form that is for others: beside words stands a small map, alone a page of its own."""
    for page in publication.pages:
        if "chart-record" in page.blocks:
            line = next(line.number for line in page.lines if line.kind == "slashes" and line.block == "chart-record")
            found = "the block “chart-record” is for the page that the build makes for each chart"
            yield Finding(Problem(page.file, line, 1, found, "“/// chart”, which links there"))
        for id_, form, line in charts_of(page):
            small = publication.dossier.charts[id_].size == "small"
            if form != "text" and not (form == "caption" and small):
                found = f"the chart “{id_}” has no “form: {form}” here"
                allowed = "no “form”; “caption” for a map with “small: yes”"
                yield Finding(Problem(page.file, line, 1, found, allowed))


def charts_of(page: Page) -> Iterator[tuple[str, str, int]]:
    """Yield the charts that a page shows: the id of each, its form, and the line on which that stands."""
    id_, form, number = "", "text", 0
    for line in page.lines:
        if shown := _SHOWN.match(line.text):
            id_, form, number = shown["id"], "text", line.number
        elif id_ and (given := _FORM.fullmatch(line.text)):
            form, number = given["form"], line.number
        elif id_ and line.text.startswith("///"):
            yield id_, form, number
            id_ = ""


# Where links of the engine look for what blocks show besides.
_HOMES = {"booklet": "booklet.md", "datasets": "data.md", "gallery": "charts.md"}


_FRAMES = {"booklet.html": "booklet.md", "home.html": "index.md"}


def framed(publication: Publication) -> Iterator[Finding]:
    """Yield the pages in the frame of another one: that of the booklet is kept from search engines."""
    for page in publication.pages:
        own = _FRAMES.get(page.meta.template, page.name)
        if own != page.name:
            found = f"“template” is “{page.meta.template}”, the frame of docs/{own}"
            yield Finding(Problem(page.file, page.line_of("template"), 1, found, "main.html, or evidence.html"))


def listed(publication: Publication) -> Iterator[Finding]:
    """Yield the blocks that stand where no link looks for what they show, and pages that lack theirs.

    There may be no booklet; its page holds nothing else, for notes and ids are those of the chapters.
    """
    for name, home in {name: one.page for name, one in LISTINGS.items() if one.page}.items() | _HOMES.items():
        pages = {page.name: page for page in publication.pages if name in page.blocks}
        for page in (page for where, page in pages.items() if where != home):
            line = next(line for line in page.lines if line.kind == "slashes" and line.block == name)
            found = f"the block “{name}” belongs on docs/{home}, where links look for it"
            yield Finding(Problem(page.file, line.number, 1, found, f"a link, [words]({home})"))
        if home not in pages and name != "booklet":
            line_number = publication.by_name[home].first_line if home in publication.by_name else 0
            found = f"the block “{name}” is missing, to which pages lead"
            yield Finding(Problem(f"docs/{home}", line_number, 1, found, f"lines “/// {name}” and “///”"))
    if "index.md" not in publication.by_name:
        yield Finding(Problem("docs/index.md", 0, 0, "there is no front page", "a page, to which all others lead"))
    booklet = publication.by_name.get("booklet.md")
    shown = {"booklet", ""}
    for line in booklet.lines if booklet and "booklet" in booklet.blocks else ():
        if line.block not in shown or (line.kind == "text" and line.text.strip()):
            found = "this stands beside the booklet on its page, and would be no part of it"
            yield Finding(Problem("docs/booklet.md", line.number, 1, found, "the block “booklet” alone"))
            break


_RULER = re.compile(r"\|?(?:\s*:?-+:?\s*\|)+(?:\s*:?-+:?\s*)?")


def uncited(page: Page, paragraph: Paragraph) -> Iterator[Finding]:
    """Yield a paragraph or list item of an explainer that cites nothing; a caption may say no more than one sees."""
    if not isinstance(page.meta, Explainer) or paragraph.box == "picture":
        return
    rows = page.body.splitlines()
    behind = paragraph.lines[-1][0] + 1 - page.first_line  # the line under it
    is_head = _RULER.fullmatch(paragraph.plain.strip()) or (
        behind < len(rows) and _RULER.fullmatch(rows[behind].strip())
    )
    if is_head:  # the names of a table's columns, and the rule under them
        return
    if not any(sentence.cites for sentence in paragraph.sentences):
        line, column = paragraph.place(0)
        found = f"the paragraph “{' '.join(paragraph.plain.split()[:6])} …” cites nothing"
        problem = Problem(paragraph.file, line, column, found, "at least one citation, [^claim-id]")
        yield Finding(problem, "uncited", "", range(line, paragraph.lines[-1][0] + 1))


def weak_alone(paragraph: Paragraph, dossier: Dossier) -> Iterator[Finding]:
    """Yield a sentence that rests on weak claims alone: sources of tier C never stand alone."""
    for sentence in paragraph.sentences:
        claims = [dossier.claims[cite.id] for cite in sentence.cites if cite.id in dossier.claims]
        if claims and all(claim.weak for claim in claims):
            cite = sentence.cites[0]
            found = f"“[^{claims[0].id}]” rests on weak sources alone, and no second claim stands beside it"
            problem = Problem(paragraph.file, cite.line, cite.column, found, "a second claim that is not weak")
            yield Finding(problem, "weak-alone", claims[0].id)


def summary(publication: Publication) -> str:
    """Say in a line what the site holds."""
    dossier = publication.dossier
    words = sum(page.word_count for page in publication.explainers)
    return (
        f"{len(publication.pages)} pages, {len(publication.explainers)} explainers of {words} words in all; "
        f"{len(_mentioned(publication, 'claims'))} of {len(dossier.claims)} claims and "
        f"{len(_mentioned(publication, 'article'))} of {len(dossier.article)} statements cited; "
        f"{len(dossier.events)} events, {len(dossier.charts)} charts, {len(dossier.glossary)} terms, "
        f"{len(dossier.sources)} sources"
    )
