"""Citations: the forms, and that the tools which read them do."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date
from typing import Any

import bibtexparser
import jsonschema
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
    csl,
    csl_json,
    works,
)
from explainer.publication.publication import Imprint, Publication, read_publication

SITE, EDITORS = "The Ferry of Lind", "Ferry of Lind editors"
IMPRINT = Imprint(SITE, EDITORS, "lind")
CLAIM = Work(
    "Troops go home", "claims/#order", date(2026, 11, 2), IMPRINT, "claim order", "https://example.org/the-ferry/"
)
BARE = Work("A “lever”: who holds it?", "who-holds-it/", date(2026, 5, 22), IMPRINT)
CHART = Work("50 % of “A & B”", "charts/a-b/", date(2026, 3, 5), IMPRINT, "chart", "https://example.org", "graphic")
NASTY = Work(
    r"50% of $ & {all} #1_a ~ ^ \ <b>", "x/#y", date(2026, 1, 1), IMPRINT, "claim a_b", "https://e.org/{a}%20b"
)

# What CSL’s input schema says of the fields that we write, and no field besides.
_TEXT = {"type": "string", "minLength": 1}
CSL_SCHEMA: dict[str, Any] = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["type", "id", "title", "author", "issued"],
        "additionalProperties": False,
        "properties": {
            **dict.fromkeys(("id", "title", "container-title", "language", "genre"), _TEXT),
            "type": {"enum": ["webpage", "graphic"]},
            "URL": {"type": "string", "pattern": r"^https?://\S+$"},
            "author": {
                "type": "array",
                "minItems": 1,
                "items": {"type": "object", "properties": {"literal": _TEXT}, "additionalProperties": False},
            },
            "issued": {
                "type": "object",
                "required": ["date-parts"],
                "additionalProperties": False,
                "properties": {
                    "date-parts": {
                        "type": "array",
                        "minItems": 1,
                        "maxItems": 2,
                        "items": {"type": "array", "minItems": 1, "maxItems": 3, "items": {"type": "integer"}},
                    }
                },
            },
        },
    },
}


@pytest.fixture(scope="module")
def published() -> Publication:
    return read_publication(EDITION, site_url=BASE, site_name=SITE)


def test_the_forms_of_a_claim() -> None:
    assert apa(CLAIM) == (
        "Ferry of Lind editors. (2026, November 2). Troops go home [Claim order]. The Ferry of Lind. "
        "https://example.org/the-ferry/claims/#order"
    )
    assert chicago(CLAIM) == (
        "Ferry of Lind editors. “Troops go home.” Claim order. The Ferry of Lind. "
        "Last modified November 2, 2026. https://example.org/the-ferry/claims/#order."
    )


def test_the_forms_of_a_chart_name_the_same_editors_and_the_day_of_its_data() -> None:
    assert apa(CHART) == (
        "Ferry of Lind editors. (2026, March 5). 50 % of “A & B” [Chart]. The Ferry of Lind. "
        "https://example.org/charts/a-b/"
    )
    assert chicago(CHART) == (
        "Ferry of Lind editors. “50 % of ‘A & B’.” Chart. The Ferry of Lind. "
        "Data compiled March 5, 2026. https://example.org/charts/a-b/."
    )
    assert "  note = {chart, data compiled 5 March 2026}" in bibtex(CHART)
    assert csl(CHART)["type"] == "graphic" and csl(CLAIM)["type"] == "webpage"


def test_a_caption_names_who_counted_and_where_it_was_found() -> None:
    assert caption(CHART, "X") == "Source: X; The Ferry of Lind (2026), https://example.org/charts/a-b/"
    assert caption(BARE) == "Source: The Ferry of Lind (2026)."


def test_a_question_keeps_its_mark_and_inner_quotes_turn_single() -> None:
    assert "“A ‘lever’: who holds it?” The Ferry of Lind." in chicago(BARE)
    assert "A “lever”: who holds it? The Ferry of Lind." in apa(BARE)


def test_no_address_is_made_up_where_the_site_has_none() -> None:
    for form in (apa, chicago, bibtex, csl_json):
        assert "http" not in form(BARE)
        assert "url" not in form(BARE).lower()


@pytest.mark.parametrize("work", [CLAIM, BARE, CHART, NASTY], ids=lambda work: work.key)
def test_both_readers_of_bibtex_find_one_whole_entry(work: Work) -> None:
    library = bibtexparser.parse_string(bibtex(work))
    assert not library.failed_blocks and len(library.entries) == 1
    entry = parse_string(bibtex(work), "bibtex").entries[work.key]
    assert entry.fields["year"] == str(work.dated.year)
    assert entry.fields["month"] == f"{work.dated:%B}"
    assert str(entry.persons["author"][0]) == f"{{{EDITORS}}}"
    assert entry.fields.get("url", "") == work.address.replace("{", "%7B").replace("}", "%7D")
    title = re.sub(r"\\text(backslash|asciitilde|asciicircum)\{\}", "", entry.fields["title"][1:-1])
    assert re.fullmatch(r"(?:[^\\{}%$#_&~^]|\\[{}%$#_&])*", title), "what TeX would read stands behind a backslash"


@pytest.mark.parametrize("work", [CLAIM, BARE, CHART, NASTY], ids=lambda work: work.key)
def test_csl_json_keeps_to_its_schema(work: Work) -> None:
    jsonschema.validate(json.loads(csl_json(work)), CSL_SCHEMA)
    assert csl(work)["title"] == work.title


def test_the_schema_here_refuses_what_is_not_csl() -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate([{**csl(CLAIM), "url": "https://example.org"}], CSL_SCHEMA)


def test_the_files_hold_every_page_claim_statement_and_chart_once(published: Publication) -> None:
    files, dossier = bibliography(published), published.dossier
    every = list(works(published))
    expected = len(published.pages) + len(dossier.claims) + len(dossier.article) + len(dossier.charts)
    assert len(every) == expected
    assert [key for key, n in Counter(work.key for work in every).items() if n > 1] == []
    library = bibtexparser.parse_string(files[BIBTEX_FILE])
    assert not library.failed_blocks
    items = json.loads(files[CSL_FILE])
    jsonschema.validate(items, CSL_SCHEMA)
    keys = [work.key for work in every]
    assert [entry.key for entry in library.entries] == [item["id"] for item in items] == keys
    assert list(parse_string(files[BIBTEX_FILE], "bibtex").entries) == keys
    compiled = dossier.edition.article.compiled.first
    assert {tuple(item["issued"]["date-parts"][0]) for item in items} == {(compiled.year, compiled.month, compiled.day)}


def test_what_is_cited_stands_at_its_address(site: Site, published: Publication) -> None:
    for work in works(published):
        address, _, fragment = work.path.partition("#")
        assert address in site.pages, work.path
        assert not fragment or fragment in site.pages[address].ids, work.path


def test_every_page_has_its_citation_in_four_forms(site: Site) -> None:
    # The pages of charts cite their chart instead.
    pages = [
        page for page in site.pages.values() if not page.address.startswith("charts/") or page.address == "charts/"
    ]
    for page in pages:
        (box,) = page.tree.cssselect("#cite-this-page details.citing")
        forms = [form.get("data-form") for form in box.cssselect("[data-form]")]
        assert forms == ["APA", "Chicago", "BibTeX", "CSL-JSON"]
        texts = [str(code.text_content()) for code in box.cssselect("code")]
        assert [entry.key for entry in bibtexparser.parse_string(texts[0]).entries] == [box.get("data-cite")]
        assert json.loads(texts[1])[0]["id"] == box.get("data-cite")
        assert page.tree.cssselect("footer a[href='#cite-this-page']"), page.address


def test_every_claim_and_statement_has_its_citation(site: Site, publication: Publication) -> None:
    keys = {work.key for work in works(publication)}
    for address, ids in (("claims/", publication.dossier.claims), ("evidence/", publication.dossier.article)):
        for id_ in ids:
            (box,) = site.pages[address].tree.get_element_by_id(id_).cssselect("details.citing")
            assert box.get("data-cite") in keys
            assert len(box.cssselect("dd")) == 2
