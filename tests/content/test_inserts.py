"""What the records lend to prose: fields of the edition, and counts."""

from __future__ import annotations

import re
from calendar import month_name
from pathlib import Path

import pytest
from projects import ROOT
from test_golden import render

from explainer.data.problem import ContentError
from explainer.outputs.search import record_entries
from explainer.prose.inserts import insert_words
from explainer.publication.publication import Publication, read_publication


@pytest.mark.parametrize(
    ("inside", "words"),
    [
        (" edition  published ", "August 2024"),
        ("edition url_note", "address not verified"),
        ("edition author", "Pavlo Rad"),
        ("edition publisher", "Kennan Institute"),
        ("count explainers", "eight"),
        ("count explainers capital", "Eight"),
        ("count explainers digits", "8"),
    ],
)
def test_an_insert_stands_for_what_the_records_say(publication: Publication, inside: str, words: str) -> None:
    assert insert_words(inside, publication.told) == words


@pytest.mark.parametrize("field", ["compiled", "dense_until", "thin_until"])
def test_a_date_of_the_edition_is_told_in_words(publication: Publication, field: str) -> None:
    file = (ROOT / "data/edition.yml").read_text(encoding="utf-8")
    (written,) = re.findall(rf"(?m)^  {field}: ([\d-]+)$", file)
    year, month, *day = map(int, written.split("-"))
    assert insert_words(f"edition {field}", publication.told) == " ".join(map(str, (*day, month_name[month], year)))


@pytest.mark.parametrize("kind", ["claims", "sources", "events", "people", "places", "charts", "scenarios"])
def test_counts_are_those_of_the_files(publication: Publication, kind: str) -> None:
    lines = (ROOT / f"data/{kind}.yml").read_text(encoding="utf-8").splitlines()
    entries = sum(1 for line in lines if re.match(r"[\w-]+:", line))
    assert insert_words(f"count {kind} digits", publication.told) == str(entries)


def test_a_count_is_narrowed(publication: Publication) -> None:
    dossier = publication.dossier
    verdicts = [one.verdict for one in dossier.article.values()]
    assert insert_words("count statements differs digits", publication.told) == str(verdicts.count("differs"))
    two = verdicts.count("matches-record") + verdicts.count("matches-with-detail")
    assert insert_words("count statements matches-record matches-with-detail digits", publication.told) == str(two)
    there = sum(place.country == "BY" for place in dossier.places.values())
    assert insert_words("count places BY digits", publication.told) == str(there)
    kyiv = sum(event.actor == "kyiv" for event in dossier.events.values())
    assert insert_words("count events kyiv digits", publication.told) == str(kyiv)
    assert 0 < int(insert_words("count events window", publication.told)) < len(dossier.events)


def test_titles_are_filled_in(publication: Publication) -> None:
    for page in publication.pages:
        assert "{{" not in f"{page.meta.title}{page.meta.standfirst}", page.name
    assert str(len(publication.dossier.places)) in publication.by_name["map.md"].meta.title
    assert publication.by_name["map.md"].short == "Map"


def test_a_title_asks_for_what_there_is(sample: Path) -> None:
    page = sample / "docs/drones.md"
    text = page.read_text(encoding="utf-8").split("\n", 2)
    text[1] = 'title: "{{ count events summr }} events, {{ drones-by-month 2024-07 }} drones"'
    page.write_text("\n".join(text), encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        read_publication(sample)
    found = [problem.found for problem in caught.value.problems]
    assert found == [
        "“summr” is no form of “count events”",
        "“{{ drones-by-month 2024-07 }}” cannot stand in the front matter",
    ]


def test_statements_and_terms_are_counted_too(publication: Publication) -> None:
    assert insert_words("count statements", publication.told) == str(len(publication.dossier.article))
    assert insert_words("count terms", publication.told) == str(len(publication.dossier.glossary))


@pytest.mark.parametrize("inside", ["edition", "edition line", "edition id", "count", "count drones", "drones 2024"])
def test_what_asks_for_nothing_is_refused(publication: Publication, inside: str) -> None:
    with pytest.raises(ValueError):
        insert_words(inside, publication.told)


def test_a_changed_edition_changes_the_prose(sample: Path) -> None:
    file = sample / "data/edition.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("2026-11-22", "2027-01-02"), encoding="utf-8")
    made = render(
        "Compiled on {{ edition compiled }}; `{{ edition compiled }}`.\n", "drones.md", read_publication(sample)
    )
    assert "Compiled on 2 January 2027; <code>{{ edition compiled }}</code>." in made


def test_the_day_of_the_record_is_told_in_one_place(publication: Publication) -> None:
    compiled = publication.dossier.edition.article.compiled.words
    files = [ROOT / "mkdocs.yml", *(ROOT / "docs").rglob("*.md"), *(ROOT / "overrides").rglob("*.html")]
    assert [file.name for file in files if compiled in file.read_text(encoding="utf-8")] == []


def test_the_readme_counts_the_statements_and_explainers(publication: Publication) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"\n{insert_words('count explainers capital', publication.told)} explainers " in readme
    assert f" {insert_words('count statements', publication.told)} statements " in readme


def test_the_search_reads_them_in_the_glossary_too(sample: Path) -> None:
    file = sample / "data/glossary.yml"
    text = file.read_text(encoding="utf-8").replace("The air", "The air in which {{ drones-by-month 2024-07 }} flew,")
    file.write_text(text, encoding="utf-8")
    entries = {entry.location: entry for entry in record_entries("glossary", read_publication(sample))}
    assert entries["airspace"].paragraphs[0] == "The air in which at least\u00a0nine flew, over a state’s land."
