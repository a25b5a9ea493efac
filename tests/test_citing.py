"""Citations: that readers of BibTeX and CSL take them, and that each leads to what it cites.

The forms of claims, statements and charts stand whole in the golden files.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date

import pytest
from mkdocs_site import Site
from projects import BASE, EDITION
from pybtex.database import parse_string

from explainer.publication import citing
from explainer.publication.citing import Work
from explainer.publication.publication import Imprint, Publication, read_publication

IMPRINT = Imprint("The Courier", "Courier editors", "courier")
CLAIM = Work("Troops go home", "claims/#order", date(2026, 11, 2), IMPRINT, "claim order", "https://example.org/c/")
BARE = Work("A “lever”: who holds it?", "who-holds-it/", date(2026, 5, 22), IMPRINT)
NASTY = Work(
    r"50% of $ & {all} #1_a ~ ^ \ <b>",
    "x/#y",
    date(2026, 1, 1),
    IMPRINT,
    "chart a_b",
    "https://e.org/{a}%20b",
    "graphic",
)


def test_a_question_keeps_its_mark_and_inner_quotes_turn_single() -> None:
    assert "“A ‘lever’: who holds it?” The Courier." in citing.chicago(BARE)
    assert "A “lever”: who holds it? The Courier." in citing.apa(BARE)


def test_no_address_is_made_up_where_the_site_has_none() -> None:
    for form in (citing.apa, citing.chicago, citing.bibtex, citing.csl_json, citing.caption):
        assert not re.search("http|url", form(BARE), re.IGNORECASE)


@pytest.mark.parametrize("work", [CLAIM, BARE, NASTY], ids=lambda work: work.key)
def test_readers_of_bibtex_and_of_csl_find_one_whole_entry(work: Work) -> None:
    ((key, entry),) = parse_string(citing.bibtex(work), "bibtex").entries.items()
    (item,) = json.loads(citing.csl_json(work))
    assert key == item["id"] == work.key
    assert (item["title"], item["type"], item.get("URL", "")) == (work.title, work.kind, work.address)
    assert (entry.fields["year"], entry.fields["month"]) == (f"{work.dated:%Y}", f"{work.dated:%B}")
    words = "data compiled" if work is NASTY else "record compiled"
    assert entry.fields["note"].endswith(f"{words} {work.dated.day} {work.dated:%B %Y}")
    assert str(entry.persons["author"][0]) == f"{{{IMPRINT.editors}}}"
    assert entry.fields.get("url", "") == work.address.replace("{", "%7B").replace("}", "%7D")
    title = re.sub(r"\\text(backslash|ascii(tilde|circum)|brace(left|right))\{\}", "", entry.fields["title"][1:-1])
    assert re.fullmatch(r"(?:[^\\{}%$#_&~^]|\\[%$#_&])*", title), "what TeX would read stands behind a backslash"


def test_the_files_hold_every_page_claim_statement_and_chart_once(site: Site) -> None:
    published = read_publication(EDITION, site_url=BASE, site_name=IMPRINT.site)
    files, dossier = citing.bibliography(published), published.dossier
    every = list(citing.works(published))
    keys = [work.key for work in every]
    assert len(every) == len(published.pages) + len(dossier.claims) + len(dossier.article) + len(dossier.charts)
    assert [key for key, n in Counter(keys).items() if n > 1] == []
    items = json.loads(files[citing.CSL_FILE])
    assert [item["id"] for item in items] == list(parse_string(files[citing.BIBTEX_FILE], "bibtex").entries) == keys
    assert {work.dated for work in every} == {dossier.edition.article.compiled.first}
    assert [work.path for work in every if not site.leads(f"http://site/{work.path}")] == []


def test_the_script_of_the_pages_holds_the_same_forms(publication: Publication) -> None:
    code = json.loads(citing.code_script(publication).removeprefix("citations = "))
    for work in citing.works(publication):
        assert code[work.key] == {"BibTeX": citing.bibtex(work), "CSL-JSON": citing.csl_json(work)}


def test_every_page_has_its_citation(site: Site, publication: Publication) -> None:
    keys = {work.key for work in citing.works(publication)}
    for page in site.read:
        assert keys >= {box.get("data-cite") for box in page.tree.cssselect("details.citing")}, page.address
        if page.address.startswith("charts/") and page.address != "charts/":
            continue  # the pages of charts cite their chart instead
        (box,) = page.tree.cssselect("#cite-this-page details.citing")
        forms = [form.get("data-form") for form in box.cssselect("[data-form]")]
        assert forms == ["APA", "Chicago", "BibTeX", "CSL-JSON"]
        entry, item = (str(code.text_content()) for code in box.cssselect("code"))
        assert [json.loads(item)[0]["id"]] == list(parse_string(entry, "bibtex").entries) == [box.get("data-cite")]
        assert page.tree.cssselect("footer a[href='#cite-this-page']"), page.address
        article, told = publication.dossier.edition.article, box.cssselect("dd")[-1].text_content()
        assert all(words in told for words in (article.author, article.title, article.url)), page.address


def test_the_head_of_a_page_says_the_same_to_reference_managers(placed: Site, publication: Publication) -> None:
    items = {item["URL"]: item for item in json.loads((placed.folder / citing.CSL_FILE).read_text(encoding="utf-8"))}
    for page in placed.read:
        head = {str(meta.get("name")): str(meta.get("content")) for meta in page.tree.xpath("//head/meta[@name]")}
        assert head["author"] == head["citation_author"] == publication.dossier.edition.site.editors
        assert head["citation_public_url"] == BASE + page.address
        published = head["citation_publication_date"]
        assert published <= head["citation_online_date"]
        assert page.tree.xpath("//meta[@property='article:published_time']/@content") == (
            [published.replace("/", "-")] if page.address else []
        )
        if (item := items.get(BASE + page.address)) is not None:
            assert head["citation_title"] == item["title"], page.address
            assert list(map(int, published.split("/"))) == item["issued"]["date-parts"][0]


def test_no_heading_is_called_an_author_for_programs_to_take_as_the_name_of_one(site: Site) -> None:
    # trafilatura does where the name in the head has a preposition in it.
    for page in site.read:
        assert page.tree.xpath("//*[self::h1 or self::h2 or self::h3 or self::h4][contains(@id, 'author')]") == []


def test_an_explainer_is_one_article_for_programs_that_extract_texts(site: Site, publication: Publication) -> None:
    for explainer in publication.explainers:
        (article,) = site.pages[explainer.address].tree.cssselect("article")
        assert article.get("id") == "content"
