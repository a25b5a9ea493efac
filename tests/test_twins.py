"""The Markdown twins of pages, and llms.txt."""

from __future__ import annotations

import re
from itertools import chain
from urllib.parse import urljoin

import pytest
from mkdocs_site import Site
from projects import BASE

from explainer.data.vocabularies import STATUS_WORDS
from explainer.publication.publication import Publication

_LINK = re.compile(r"(!?)\[((?:[^\[\]]|\[[^\]]*\])*)\]\(([^()\s]*(?:\([^()\s]*\)[^()\s]*)*)\)")
_CITE = re.compile(r"\[\^([\w-]+)\]")
_CODE = re.compile(r"```.*?```|`[^`]*`", re.DOTALL)
_NO_PROSE = re.compile(r"(///|    \w+:|#|\s*$|<)|.*\{\{")


def _words(markdown: str) -> str:
    """A text without links, citations, emphasis, list marks and backslashes."""
    text = _CITE.sub("", _LINK.sub(lambda match: match[2], markdown))
    return " ".join(re.sub(r"[*_`\\]|^\s*(?:-|\d+\.)\s+", "", text, flags=re.MULTILINE).split())


def _twin(site: Site, address: str) -> str:
    return (site.folder / address / "index.md").read_text(encoding="utf-8")


def test_every_page_has_its_twin_and_names_it(site: Site) -> None:
    for page in site.pages.values():
        framed = page.address.endswith("/embed/")
        twins = page.tree.xpath("//link[@rel='alternate'][@type='text/markdown']/@href")
        assert twins == ([] if framed else ["index.md"]), page.address
        assert (site.folder / page.address / "index.md").is_file() != framed


def test_a_twin_has_every_sentence_of_its_explainer(site: Site, publication: Publication) -> None:
    for page in publication.explainers:
        text = _words(_twin(site, page.address)).replace("(later) ", "")
        prose = [line for line in page.body.splitlines() if not _NO_PROSE.match(line)]
        assert prose and [line for line in prose if _words(line) not in text] == [], page.name


def test_a_twin_cites_what_its_explainer_cites_with_status_and_source(site: Site, publication: Publication) -> None:
    dossier = publication.dossier
    for page in publication.explainers:
        text = _twin(site, page.address)
        notes = dict(re.findall(r"^\[\^([\w-]+)\]: (.*)$", text, re.MULTILINE))
        assert set(_CITE.findall(text.split("\n[^", 1)[0])) == set(_CITE.findall(page.body)) == set(notes), page.name
        for id_, note in notes.items():
            record, links = dossier.cited(id_), [match[3] for match in _LINK.finditer(note)]
            assert record and note.startswith(STATUS_WORDS[record.status]), (page.name, id_)
            assert any(link.endswith(f"#{id_}") for link in links), (page.name, id_)
            if claim := dossier.claims.get(id_):
                sources = {dossier.sources[support.source].url for support in claim.sources}
                assert sources & set(links) or not sources, (page.name, id_)
                assert ("(later)" in note) == dossier.is_later(claim), (page.name, id_)


def test_a_twin_has_its_charts_as_finding_measure_and_table(site: Site, publication: Publication) -> None:
    for page in publication.explainers:
        text = _twin(site, page.address)
        for id_ in (mention.id for mention in page.mentions if mention.kind == "charts"):
            chart, table = publication.dossier.charts[id_], publication.drawings[id_].table
            _, title, told = text.partition(f"**{chart.title}**")
            assert title and chart.measure in told, id_
            assert f"../charts/{id_}/" in told and f"../data/charts/{id_}.csv" in told, id_
            _, head, rows = told.partition(f"| {' | '.join(table.columns)} | Evidence |\n")
            assert head and rows.split("\n\n")[0].count("\n") == len(table.rows), id_


def test_other_pages_are_lists_with_all_their_records(site: Site, publication: Publication) -> None:
    dossier = publication.dossier
    for address, names in {
        "glossary/": [term.term for term in dossier.glossary.values()],
        "people/": [person.name for person in dossier.people.values()],
        "claims/": [claim.title for claim in dossier.claims.values()],
        "timeline/": [dossier.claims[event.claim].title for event in dossier.events.values()],
        "evidence/": [statement.restated for statement in dossier.article.values()],
    }.items():
        text = _words(_twin(site, address))
        assert [name for name in names if _words(name) not in text] == [], address


def test_twins_hold_no_markup(site: Site) -> None:
    for path in site.folder.rglob("index.md"):
        text = _CODE.sub("", path.read_text(encoding="utf-8"))
        assert not re.search(r"</?[a-z]+[ >]|///|\{\{|\u2060| note \d", text), path.parent.name
        assert len(re.findall("^# ", text, re.MULTILINE)) == 1, path.parent.name


@pytest.mark.parametrize(("where", "base"), [("site", "http://site/"), ("placed", BASE)])
def test_links_of_twins_and_of_llms_txt_lead_somewhere(where: str, base: str, request: pytest.FixtureRequest) -> None:
    built: Site = request.getfixturevalue(where)
    for path in [*built.folder.rglob("index.md"), built.folder / "llms.txt"]:
        here = urljoin(base, path.relative_to(built.folder).as_posix())
        for _, _, href in _LINK.findall(_CODE.sub("", path.read_text(encoding="utf-8"))):
            assert where == "site" or href.startswith(("http://", "https://")), (path, href)
            whole = urljoin(here, href)
            if whole.startswith(base):
                address, _, fragment = whole.removeprefix(base).partition("#")
                assert built.has(address), (path, href)
                page = built.pages.get(address)
                assert not fragment or page is None or fragment in page.ids, (path, href)


def test_llms_txt_has_the_form_asked_for_and_every_page(site: Site, publication: Publication) -> None:
    head, *parts = re.split(r"^## ", (site.folder / "llms.txt").read_text(encoding="utf-8"), flags=re.MULTILINE)
    (name,) = site.pages[""].tree.xpath("//meta[@property='og:site_name']/@content")
    assert re.match(rf"# {re.escape(name)}\n\n> ", head)
    named = {part.partition("\n")[0]: part.splitlines()[1:] for part in parts}
    assert list(named) == ["Explainers", "Reference", "Charts", "Optional"]
    for line in chain(*named.values()):
        assert re.fullmatch(r"- \[.+\]\(\S+\): .+|", line), line
    for page, line in zip(publication.explainers, filter(None, named["Explainers"]), strict=True):
        assert page.meta.title in line and page.address in line
    twins = {path.relative_to(site.folder).as_posix() for path in site.folder.rglob("index.md")}
    assert twins <= {match[3] for part in parts for match in _LINK.finditer(part)}
