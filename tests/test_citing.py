"""Citations: their forms, that a reader of BibTeX takes them, and that each leads to what it cites."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date

import pytest
from mkdocs_site import Site
from projects import BASE, EDITION
from pybtex.database import parse_string

from explainer.publication.citing import (
    BIBTEX_FILE,
    CSL_FILE,
    Work,
    apa,
    bibliography,
    bibtex,
    caption,
    chicago,
    csl_json,
    works,
)
from explainer.publication.publication import Imprint, Publication, read_publication

IMPRINT = Imprint("The Courier", "Courier editors", "courier")
CLAIM = Work("Troops go home", "claims/#order", date(2026, 11, 2), IMPRINT, "claim order", "https://example.org/c/")
BARE = Work("A “lever”: who holds it?", "who-holds-it/", date(2026, 5, 22), IMPRINT)
CHART = Work("50 % of “A & B”", "charts/a-b/", date(2026, 3, 5), IMPRINT, "chart", "https://example.org", "graphic")
NASTY = Work(
    r"50% of $ & {all} #1_a ~ ^ \ <b>", "x/#y", date(2026, 1, 1), IMPRINT, "claim a_b", "https://e.org/{a}%20b"
)


@pytest.fixture(scope="module")
def published() -> Publication:
    """The small edition with a name and an address."""
    return read_publication(EDITION, site_url=BASE, site_name=IMPRINT.site)


def test_the_forms_of_a_claim() -> None:
    assert apa(CLAIM) == (
        "Courier editors. (2026, November 2). Troops go home [Claim order]. The Courier. "
        "https://example.org/c/claims/#order"
    )
    assert chicago(CLAIM) == (
        "Courier editors. “Troops go home.” Claim order. The Courier. "
        "Last modified November 2, 2026. https://example.org/c/claims/#order."
    )
    # The names of its fields are those of CSL’s input schema, which allows no other.
    assert json.loads(csl_json(CLAIM)) == [
        {
            "id": "courier-claims-order",
            "type": "webpage",
            "title": "Troops go home",
            "container-title": "The Courier",
            "author": [{"literal": "Courier editors"}],
            "issued": {"date-parts": [[2026, 11, 2]]},
            "language": "en",
            "genre": "claim order",
            "URL": "https://example.org/c/claims/#order",
        }
    ]


def test_the_forms_of_a_chart_tell_the_day_of_its_data() -> None:
    assert apa(CHART) == (
        "Courier editors. (2026, March 5). 50 % of “A & B” [Chart]. The Courier. https://example.org/charts/a-b/"
    )
    assert chicago(CHART) == (
        "Courier editors. “50 % of ‘A & B’.” Chart. The Courier. "
        "Data compiled March 5, 2026. https://example.org/charts/a-b/."
    )
    assert "  note = {chart, data compiled 5 March 2026}" in bibtex(CHART)
    assert json.loads(csl_json(CHART))[0]["type"] == "graphic"


def test_a_caption_names_who_counted_and_where_it_was_found() -> None:
    assert caption(CHART, "X") == "Source: X; The Courier (2026), https://example.org/charts/a-b/"


def test_a_question_keeps_its_mark_and_inner_quotes_turn_single() -> None:
    assert "“A ‘lever’: who holds it?” The Courier." in chicago(BARE)
    assert "A “lever”: who holds it? The Courier." in apa(BARE)


def test_no_address_is_made_up_where_the_site_has_none() -> None:
    for form in (apa, chicago, bibtex, csl_json, caption):
        assert not re.search("http|url", form(BARE), re.IGNORECASE)


@pytest.mark.parametrize("work", [CLAIM, BARE, CHART, NASTY], ids=lambda work: work.key)
def test_a_reader_of_bibtex_finds_one_whole_entry(work: Work) -> None:
    ((key, entry),) = parse_string(bibtex(work), "bibtex").entries.items()
    assert key == work.key
    assert (entry.fields["year"], entry.fields["month"]) == (f"{work.dated:%Y}", f"{work.dated:%B}")
    assert str(entry.persons["author"][0]) == f"{{{IMPRINT.editors}}}"
    assert entry.fields.get("url", "") == work.address.replace("{", "%7B").replace("}", "%7D")
    title = re.sub(r"\\text(backslash|asciitilde|asciicircum)\{\}", "", entry.fields["title"][1:-1])
    assert re.fullmatch(r"(?:[^\\{}%$#_&~^]|\\[{}%$#_&])*", title), "what TeX would read stands behind a backslash"


def test_the_files_hold_every_page_claim_statement_and_chart_once(site: Site, published: Publication) -> None:
    files, dossier = bibliography(published), published.dossier
    every = list(works(published))
    keys = [work.key for work in every]
    assert len(every) == len(published.pages) + len(dossier.claims) + len(dossier.article) + len(dossier.charts)
    assert [key for key, n in Counter(keys).items() if n > 1] == []
    items = json.loads(files[CSL_FILE])
    assert [item["id"] for item in items] == list(parse_string(files[BIBTEX_FILE], "bibtex").entries) == keys
    compiled = dossier.edition.article.compiled.first
    assert {work.dated for work in every} == {compiled}
    for work in every:
        address, _, fragment = work.path.partition("#")
        assert address in site.pages, work.path
        assert not fragment or fragment in site.pages[address].ids, work.path


def test_every_page_claim_and_statement_has_its_citation(site: Site, publication: Publication) -> None:
    for page in site.pages.values():
        if page.address.startswith("charts/") and page.address != "charts/":
            continue  # the pages of charts cite their chart instead
        (box,) = page.tree.cssselect("#cite-this-page details.citing")
        forms = [form.get("data-form") for form in box.cssselect("[data-form]")]
        assert forms == ["APA", "Chicago", "BibTeX", "CSL-JSON"]
        entry, item = (str(code.text_content()) for code in box.cssselect("code"))
        assert [json.loads(item)[0]["id"]] == list(parse_string(entry, "bibtex").entries) == [box.get("data-cite")]
        assert page.tree.cssselect("footer a[href='#cite-this-page']"), page.address
    keys = {work.key for work in works(publication)}
    for address, ids in (("claims/", publication.dossier.claims), ("evidence/", publication.dossier.article)):
        for id_ in ids:
            (box,) = site.pages[address].tree.get_element_by_id(id_).cssselect("details.citing")
            assert box.get("data-cite") in keys and len(box.cssselect("dd")) == 2
