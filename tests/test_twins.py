"""The Markdown twins of pages, and llms.txt."""

from __future__ import annotations

import re
from html import escape
from itertools import chain
from pathlib import Path

from bs4 import BeautifulSoup
from lxml import html
from markdown import markdown
from mkdocs_site import Site

from explainer.data.vocabularies import STATUS_WORDS
from explainer.outputs.structured import Subject
from explainer.outputs.twin import _statuses, _terms, in_markdown, twin
from explainer.publication.publication import Publication

_CITE = re.compile(r"\[\^([\w-]+)\]")
_CODE = re.compile(r"```.*?```|`[^`]*`", re.DOTALL)
_NO_PROSE = re.compile(r"(///|    \w+:|#|\s*$|<)|.*\{\{")


def _read(text: str) -> html.HtmlElement:
    """A text in Markdown as those see it who read it, without the numbers of its notes."""
    return html.fromstring(f"<div>{markdown(_CITE.sub('', text), extensions=['tables', 'fenced_code'])}</div>")


def _words(text: str) -> str:
    return " ".join(_read(text).text_content().split())


def links(text: str) -> list[str]:
    """The addresses that a text in Markdown leads to."""
    return [str(address) for address in _read(text).xpath("//@href | //@src")]


def _twin(site: Site, address: str) -> str:
    return (site.folder / address / "index.md").read_text(encoding="utf-8")


def test_every_page_names_its_twin_and_the_feed(site: Site) -> None:
    for page in site.pages.values():
        framed = page.address.endswith("/embed/")
        named = {link.get("type"): link.get("href") for link in page.tree.xpath("//link[@rel='alternate']")}
        feed = {"application/atom+xml": f"{'../' * page.address.count('/')}feed.xml"}
        assert named == ({} if framed else {"text/markdown": "index.md", **feed}), page.address
        assert (site.folder / page.address / "index.md").is_file() != framed


def test_a_twin_has_every_sentence_of_its_explainer_and_its_charts_as_finding_measure_and_table(
    site: Site, publication: Publication
) -> None:
    for page in publication.explainers:
        text = _twin(site, page.address)
        words, prose = _words(text.replace("(later) ", "")), page.body.splitlines()
        assert [line for line in prose if not _NO_PROSE.match(line) and _words(line) not in words] == [], page.name
        for id_ in (mention.id for mention in page.mentions if mention.kind == "charts"):
            chart, table = publication.dossier.charts[id_], publication.drawings[id_].table
            _, title, told = text.partition(f"**{chart.title}**")
            assert title and chart.measure in told, id_
            assert f"../charts/{id_}/" in told and f"../data/charts/{id_}.csv" in told, id_
            _, head, rows = told.partition(f"| {' | '.join(table.columns)} | Evidence |\n")
            assert head and rows.split("\n\n")[0].count("\n") == len(table.rows), id_


def test_a_twin_cites_what_its_explainer_cites_with_status_and_source(site: Site, publication: Publication) -> None:
    dossier = publication.dossier
    for page in publication.explainers:
        text = _twin(site, page.address)
        notes = dict(re.findall(r"^\[\^([\w-]+)\]: (.*)$", text, re.MULTILINE))
        assert set(_CITE.findall(text.split("\n[^", 1)[0])) == set(_CITE.findall(page.body)) == set(notes), page.name
        for id_, note in notes.items():
            record, claim, led = dossier.cited(id_), dossier.claims.get(id_), set(links(note))
            assert record and note.startswith(STATUS_WORDS[record.status]), (page.name, id_)
            assert any(link.endswith(f"#{id_}") for link in led), (page.name, id_)
            assert not claim or ("(later)" in note) == dossier.is_later(claim), (page.name, id_)
            sources = {dossier.sources[support.source].url for support in claim.sources} if claim else set()
            assert sources & led or not sources, (page.name, id_)


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
    heads = re.findall(r"(?m)^## (?:Before|\w+ \d{4}|Later).*", _twin(site, "timeline/"))
    assert heads[0].startswith("## Before ") and len(heads) > 2, "what is folded has a head, too"
    ways = re.findall(r"(?m)^\d+\. \[([^\]]+)\]\(\./#(?:m|y|before)", _twin(site, "timeline/"))
    assert ways and all(re.fullmatch(r".+ \(\d+\)", way) for way in ways), "a count is no day of the month"
    shown = re.findall(r"!\[\]\(([^)]+)\)", _twin(site, "charts/"))
    assert shown and not [path for path in shown if "dark" in path], "a picture stands once, for light paper"
    places = {place.name for place in dossier.places.values()}
    line = r"\*\*[^*\n]+?, ([^*\n]+): \(.+\) .+ \(([^()\n]+)\)\*\*"
    lines = re.findall(line, _twin(site, "timeline/"))
    actors = {actor.name for actor in dossier.edition.actors.values()}
    assert lines and {who for who, _ in lines} <= actors, "who acted stands apart from the title"
    assert {where for _, named in lines for where in named.split(", ")} <= places, "and so do the places"


def test_twins_hold_no_markup(site: Site) -> None:
    for path in site.folder.rglob("index.md"):
        text = _CODE.sub("", path.read_text(encoding="utf-8"))
        assert not re.search(r"</?[a-z]+[ >]|///|\{\{|\u2060| note \d", text), path.parent.name
        assert len(re.findall("^# ", text, re.MULTILINE)) == 1, path.parent.name


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
    assert twins <= set(links("".join(parts)))


ODD = r"[x](javascript:hit()) <script>hit()</script> `code` **bold** a_b_c \[y](z)"


_PRESSED = r"Press <kbd>Ctrl</kbd><kbd>S</kbd>\![So](https://example.org/b/)!"


def test_raised_figures_stay_raised_and_first_signs_stay_signs(tmp_path: Path) -> None:
    told = (
        "<ul><li># no head either</li><li>1986. A year</li><li>cold:\n- 5 degrees</li></ul>"
        "<p>Dear<br># none<br>1. one</p>"
        "<p>2012) one\n- two\n# three</p><h2>Words #</h2><h2>C#</h2>"
        "<p>10<sup>3</sup> km of H<sub>2</sub>O</p><p># no head</p><p>- no item</p><p>2. no list</p><p>-5 degrees</p>"
        "<ul><li>one<br><ul><li>two</li></ul></li></ul><p>above<br>---<br>below</p>"
        '<p>12 seats<span class="status--mark"><span class="vh"> (reported)</span></span> [record]</p>'
        '<p>The <abbr title="town [of] the quay">TTQ</abbr></p>'
        '<p>Press <kbd>Ctrl</kbd><kbd>S</kbd>!<a href="https://example.org/b/">So</a>!</p>'
    )
    made = twin(
        f'<article class="page">{told}</article>',
        Subject("a.md", "a/", "T", "", (), "2012-01-01", "https://example.org/", "", ""),
        tmp_path,
    )
    for line in (
        "10<sup>3</sup> km of H<sub>2</sub>O",
        r"\# no head",
        r"\- no item",
        r"2\. no list",
        "-5 degrees",
        r"12 seats (reported) \[record\]",
        r"The TTQ (town \[of\] the quay)",
        _PRESSED,
    ):
        assert f"\n{line}\n" in f"\n{made}"
    assert "\n- one\n  - two\n" in made and "\nabove  \n\\---  \nbelow\n" in made
    assert "- \\# no head either\n- 1986\\. A year\n- cold:\n  \\- 5 degrees\n" in made
    assert "\n2012\\) one\n\\- two\n\\# three\n" in made
    assert "\n## Words \\#\n" in made and "\n## C#\n" in made
    assert "Dear  \n\\# none  \n1\\. one\n" in made


def test_what_looks_like_markdown_in_a_text_is_words(tmp_path: Path) -> None:
    words = escape(ODD)
    page = f"""<article class="page"><h1>{words}</h1><p>{words}</p><img src="a.png" alt="{words}">
      <table><tr><th>One</th><th>Two</th></tr><tr><td>a | b</td><td>{words}</td></tr></table></article>"""
    text = twin(page, Subject("a.md", "a/", ODD, "", (), "2012-01-01", "https://example.org/", "", ""), tmp_path)
    tree = _read(text)
    assert tree.xpath("//script | //strong | //em | //code") == []
    assert {*tree.xpath("//@href | //@src")} == {"https://example.org/a/", "https://example.org/a/a.png"}
    assert [cell.text_content() for cell in tree.xpath("//td")] == ["a | b", ODD]
    assert in_markdown("~~~ one ~two ~~three~~") == r"\~\~\~ one ~two \~\~three\~\~", "neither a fence nor struck out"
    assert in_markdown("one\n# two") == "one # two", "a line end begins no line of its own"


def test_a_label_makes_no_address_of_the_citation_before_it() -> None:
    soup = BeautifulSoup('<p>It ended.<a>[^end]</a><span class="later">later</span> It began.</p>', "html.parser")
    _statuses(soup)
    assert soup.get_text() == "It ended.[^end] (later) It began."


def test_statuses_and_names_stand_apart_from_the_words_behind_them() -> None:
    made = (
        '<section class="answers"><ol><li><span class="status">disputed</span> <b>Lind</b> did.</li></ol></section>'
        '<div class="definition"><p class="definition__head">Ida Corven</p><p>In 2011: director.</p></div>'
        '<p><span class="person__label">Before</span> pilot. '
        '<span class="person__label"><span class="later">later</span></span> mayor.</p>'
    )
    soup = BeautifulSoup(made, "html.parser")
    _statuses(soup)
    _terms(soup)
    assert soup.select("li")[0].get_text() == "(disputed) Lind did."
    assert "Before:  pilot. (later) mayor." in soup.get_text()
    assert soup.select("p > strong")[0].get_text() == "Ida Corven" and "Corven In 2011" in soup.get_text()
