"""The Markdown twins of pages, and llms.txt."""

from __future__ import annotations

import re
from urllib.parse import urljoin

import pytest
from mkdocs_site import Site
from projects import BASE

from explainer.data.vocabularies import STATUS_WORDS
from explainer.publication.publication import Publication

_LINK = re.compile(r"(!?)\[((?:[^\[\]]|\[[^\]]*\])*)\]\(([^()\s]*(?:\([^()\s]*\)[^()\s]*)*)\)")
_CITE = re.compile(r"\[\^([\w-]+)\]")
_BLOCK = re.compile(r"^(///|    \w+:|#|\s*$|<)")


def _words(markdown: str) -> str:
    """A text without links, citations, emphasis, list marks and backslashes."""
    text = _CITE.sub("", _LINK.sub(lambda match: match[2], markdown))
    return " ".join(re.sub(r"[*_`\\]|^\s*(?:-|\d+\.)\s+", "", text, flags=re.MULTILINE).split())


def _footnotes(text: str) -> dict[str, str]:
    return dict(re.findall(r"^\[\^([\w-]+)\]: (.*)$", text, re.MULTILINE))


def _twin(site: Site, address: str) -> str:
    return (site.folder / address / "index.md").read_text(encoding="utf-8")


def test_every_page_has_its_twin_and_names_it(site: Site) -> None:
    for page in site.pages.values():
        twins = page.tree.xpath("//link[@rel='alternate'][@type='text/markdown']/@href")
        framed = page.address.endswith("/embed/")
        assert twins == ([] if framed else ["index.md"]), page.address
        assert (site.folder / page.address / "index.md").is_file() != framed


def test_a_twin_has_every_sentence_of_its_explainer(site: Site, publication: Publication) -> None:
    for page in publication.explainers:
        text = _words(_twin(site, page.address)).replace("(later) ", "")
        for line in page.body.splitlines():
            if not _BLOCK.match(line) and "{{" not in line:
                assert _words(line) in text, (page.name, line)


def test_a_twin_cites_what_its_explainer_cites_with_status_and_source(site: Site, publication: Publication) -> None:
    dossier = publication.dossier
    for page in publication.explainers:
        text = _twin(site, page.address)
        body, notes = text.split("\n[^", 1)[0], _footnotes(text)
        cited = {id_ for line in page.body.splitlines() for id_ in _CITE.findall(line)}
        assert set(_CITE.findall(body)) == cited == set(notes), page.name
        for id_, note in notes.items():
            record = dossier.claims.get(id_) or dossier.article[id_]
            assert note.startswith(STATUS_WORDS[record.status]), (page.name, id_)
            links = [match[3] for match in _LINK.finditer(note)]
            if id_ in dossier.claims:
                sources = {dossier.sources[support.source].url for support in dossier.claims[id_].sources}
                assert sources & set(links) or not sources, (page.name, id_)
                assert ("(later)" in note) == dossier.is_later(dossier.claims[id_]), (page.name, id_)
            assert any(link.endswith(f"#{id_}") for link in links), (page.name, id_)


def test_a_twin_has_its_charts_as_finding_measure_and_table(site: Site, publication: Publication) -> None:
    for page in publication.explainers:
        text = _twin(site, page.address)
        for id_ in (mention.id for mention in page.mentions if mention.kind == "charts"):
            chart, table = publication.dossier.charts[id_], publication.drawings[id_].table
            assert f"**{chart.title}**" in text and chart.measure in text, id_
            assert f"../charts/{id_}/" in text and f"../data/charts/{id_}.csv" in text, id_
            head = text.index(f"| {' | '.join(table.columns)} | Evidence |", text.index(f"**{chart.title}**"))
            assert text[head:].split("\n\n")[0].count("\n") == len(table.rows) + 1, id_


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
        text = re.sub(r"```.*?```|`[^`]*`", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        assert not re.search(r"</?[a-z]+[ >]|///|\{\{|\u2060| note \d", text), path.parent.name
        assert text.count("\n# ") + text.startswith("# ") == 1, path.parent.name


@pytest.mark.parametrize("where", ["site", "placed"])
def test_links_of_twins_and_of_llms_txt_lead_somewhere(where: str, request: pytest.FixtureRequest) -> None:
    built: Site = request.getfixturevalue(where)
    base = BASE if where == "placed" else "http://site/"
    for path in [*built.folder.rglob("index.md"), built.folder / "llms.txt"]:
        folder = path.parent.relative_to(built.folder).as_posix()
        here = base if folder == "." else f"{base}{folder}/"
        text = re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        for _, _, href in _LINK.findall(text):
            whole = urljoin(here, href)
            if where == "placed":
                assert href.startswith(("http://", "https://")), (path, href)
            if whole.startswith(base):
                address, _, fragment = whole.removeprefix(base).partition("#")
                assert built.has(address), (path, href)
                page = built.pages.get(address)
                assert not fragment or page is None or fragment in page.ids, (path, href)


def test_llms_txt_has_the_form_asked_for_and_every_page(site: Site, publication: Publication) -> None:
    lines = (site.folder / "llms.txt").read_text(encoding="utf-8").splitlines()
    (name,) = site.pages[""].tree.xpath("//meta[@property='og:site_name']/@content")
    assert lines[0] == f"# {name}" and lines[2].startswith("> ")
    assert [line for line in lines if line.startswith("## ")] == [
        "## Explainers",
        "## Reference",
        "## Charts",
        "## Optional",
    ]
    first = lines.index("## Explainers")
    assert all(re.fullmatch(r"## .*|- \[.+\]\(\S+\): .+|", line) for line in lines[first:])
    named = {match[3] for line in lines for match in _LINK.finditer(line)}
    twins = {path.relative_to(site.folder).as_posix() for path in site.folder.rglob("index.md")}
    assert named >= twins
    explainers = [line for line in lines if any(page.address in line for page in publication.explainers)]
    assert [page.meta.title in line for page, line in zip(publication.explainers, explainers, strict=True)] == [
        True for _ in publication.explainers
    ]
