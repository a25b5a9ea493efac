"""How to cite a part of the site: a credit, plain text (APA, Chicago), BibTeX and CSL-JSON; and all citations."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

from ..data.charts import ChartRecord
from ..data.records import Claim, Statement
from ..prose.pages import Page
from .publication import Imprint, Publication, whole_address
from .tables import as_document

BIBTEX_FILE, CSL_FILE = "data/citations.bib", "data/citations.json"
CODE_SCRIPT = "assets/citations.js"

_LATEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "{": r"\textbraceleft{}",  # BibTeX counts braces behind a backslash, too
        "}": r"\textbraceright{}",
        **{character: f"\\{character}" for character in "&%$#_"},
    }
)
# Braces would end the field; as percent codes they lead to the same place.
_IN_ADDRESS = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C"})
Kind = Literal["webpage", "graphic"]
# What the day says of each kind: in Chicago’s form, in the note of BibTeX.
_DATED = {"webpage": "Record compiled", "graphic": "Data compiled"}


@dataclass(frozen=True)
class Work:
    """A page, claim, statement or chart that can be cited.

    `path` is its address under the site, `claims/#drone-count`; `dated` comes from the content, never from the build;
    `imprint` names the site and its editors; `part` says what it is where it is less than a page;
    `site` is the site's own address, or "" where that is unknown;
    `kind` is its type in CSL; `data` says whose a chart's data are, and of which time.
    """

    title: str
    path: str
    dated: date
    imprint: Imprint
    part: str = ""
    site: str = ""
    kind: Kind = "webpage"
    data: str = ""

    @property
    def key(self) -> str:
        """The name by which reference managers know it."""
        return "-".join([self.imprint.key, *(re.findall(r"[a-z0-9]+", self.path.lower()) or ["home"])])

    @property
    def part_title(self) -> str:
        """What it is, with a capital."""
        return self.part[:1].upper() + self.part[1:]

    @property
    def address(self) -> str:
        """Where it stands, or "" where the site's address is unknown."""
        return whole_address(self.path, self.site)


def caption(work: Work, counted_by: str = "") -> str:
    """Return the credit that stands under a picture: who counted, and where it was found."""
    credit = f"Source: {f'{counted_by}; ' if counted_by else ''}{work.imprint.site} ({work.dated.year})"
    return f"{credit}, {work.address}" if work.address else f"{credit}."


def apa(work: Work) -> str:
    """Return the reference in the form of the American Psychological Association, seventh edition."""
    day = f"{work.dated.year}, {work.dated:%B} {work.dated.day}"
    title = f"{work.title} [{work.part_title}]." if work.part else _closed(work.title)
    editors, site = _closed(work.imprint.editors), _closed(work.imprint.site)
    return _joined(f"{editors} ({day}).", title, site, work.data, work.address)


def chicago(work: Work) -> str:
    """Return the bibliography entry of the Chicago Manual of Style for a part of a website."""
    # Quotation marks within quotation marks are single ones.
    title = _closed(work.title.translate(str.maketrans("“”", "‘’")))
    part = _closed(work.part_title) if work.part else ""
    editors, site = _closed(work.imprint.editors), _closed(work.imprint.site)
    day = f"{_DATED[work.kind]} {work.dated:%B} {work.dated.day}, {work.dated.year}."
    address = f"{work.address}." if work.address else ""
    return _joined(f"{editors} “{title}”", part, site, day, work.data, address)


def bibtex(work: Work) -> str:
    """Return a BibTeX entry; `misc` is the type for websites that every style knows."""
    dated = f"{_DATED[work.kind].lower()} {work.dated.day} {work.dated:%B %Y}"
    note = f"{work.part}, {dated}" if work.part else dated
    fields = {
        # A second pair of braces: a group is no first and last name.
        "author": _braced(_braced(work.imprint.editors.translate(_LATEX))),
        "title": _braced(_braced(work.title.translate(_LATEX))),
        "howpublished": _braced(work.imprint.site.translate(_LATEX)),
        "year": _braced(str(work.dated.year)),
        "month": f"{work.dated:%b}".lower(),
        "note": _braced(note.translate(_LATEX)),
    }
    if work.address:
        fields["url"] = _braced(work.address.translate(_IN_ADDRESS))
    lines = [f"  {name} = {value}" for name, value in fields.items()]
    return f"@misc{{{work.key},\n" + ",\n".join(lines) + "\n}"


def _braced(text: str) -> str:
    return "{" + text + "}"


def csl(work: Work) -> Mapping[str, Any]:
    """Return the item as CSL-JSON has it; a file of CSL-JSON is a list of such items."""
    item: dict[str, Any] = {
        "id": work.key,
        "type": work.kind,
        "title": work.title,
        "container-title": work.imprint.site,
        "author": [{"literal": work.imprint.editors}],
        "issued": {"date-parts": [[work.dated.year, work.dated.month, work.dated.day]]},
        "language": "en",
    }
    if work.part:
        item["genre"] = work.part
    if work.address:
        item["URL"] = work.address
    return item


def csl_json(work: Work) -> str:
    """Return one item as a file of CSL-JSON, a field a line."""
    fields = (f"  {json.dumps(name)}: {json.dumps(value, ensure_ascii=False)}" for name, value in csl(work).items())
    return "[{\n" + ",\n".join(fields) + "\n}]"


def page_work(page: Page, publication: Publication) -> Work:
    """A page as a work; the front page stands for the whole site."""
    return _work(publication, publication.site_name if page.is_home else page.meta.title, page.address)


def claim_work(claim: Claim, publication: Publication) -> Work:
    """A claim, at its place in the record."""
    return _work(publication, claim.title, f"claims/#{claim.id}", f"claim {claim.id}")


def statement_work(statement: Statement, publication: Publication) -> Work:
    """A statement of the article with our verdict, at its place on the evidence page."""
    title = f"Evidence on statement {statement.id} of the article"
    return _work(publication, title, f"evidence/#{statement.id}", f"paragraph {statement.paragraph}")


def chart_work(chart: ChartRecord, publication: Publication) -> Work:
    """A chart, at its place on the first page that shows it; on its own page where none does."""
    pages = publication.pages_with("charts", chart.id)
    address = pages[0].address if pages else f"charts/{chart.id}/"
    return _work(publication, chart.title, f"{address}#chart-{chart.id}", f"chart {chart.id}")


def work_of(chart: ChartRecord, publication: Publication, data: str = "") -> Work:
    """Return a chart as a work that can be cited, at its own page; `data` says whose they are."""
    form = "map" if chart.kind == "map" else "chart"
    return replace(_work(publication, chart.title, f"charts/{chart.id}/", form, "graphic"), data=data)


def _work(publication: Publication, title: str, path: str, part: str = "", kind: Kind = "webpage") -> Work:
    compiled = publication.dossier.edition.article.compiled.first
    return Work(title, path, compiled, publication.imprint, part, publication.site_url, kind)


def works(publication: Publication) -> Iterator[Work]:
    """Yield all that can be cited, each once: pages, claims, statements, charts."""
    dossier = publication.dossier
    yield from (page_work(page, publication) for page in publication.pages)
    yield from (claim_work(claim, publication) for claim in dossier.claims.values())
    yield from (statement_work(statement, publication) for statement in dossier.article.values())
    yield from (chart_work(chart, publication) for chart in dossier.charts.values())


def bibliography(publication: Publication) -> Mapping[str, str]:
    """Return the two files of all citations by their paths under the site."""
    every = list(works(publication))
    return {
        BIBTEX_FILE: "\n\n".join(map(bibtex, every)) + "\n",
        CSL_FILE: as_document(list(map(csl, every))),
    }


def code_script(publication: Publication) -> str:
    """Return the script that tells pages the code forms of every citation by its key.

    A page that is opened from a folder may load a script beside it, and may not read a file.
    """
    every = {work.key: {"BibTeX": bibtex(work), "CSL-JSON": csl_json(work)} for work in works(publication)}
    return f"citations = {json.dumps(every, ensure_ascii=False)}\n"


def _closed(title: str) -> str:
    return title if title.endswith((".", "?", "!")) else f"{title}."


def _joined(*parts: str) -> str:
    return " ".join(filter(None, parts))
