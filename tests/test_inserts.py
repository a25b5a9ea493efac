"""What the records lend to prose: fields of the edition, and counts."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_golden import render

from explainer.data.problem import ContentError
from explainer.outputs.search import record_entries
from explainer.prose.inserts import insert_words
from explainer.publication.publication import Publication, read_publication


@pytest.mark.parametrize(
    ("inside", "words"),
    [
        (" edition  published ", "February 2012"),
        ("edition url_note", "the article is invented, and so is its address"),
        ("edition author", "Edda Voss"),
        ("edition compiled", "4 May 2013"),
        ("edition thin_until", "March 2013"),
        ("count explainers", "two"),
        ("count explainers capital", "Two"),
        ("count explainers digits", "2"),
    ],
)
def test_an_insert_stands_for_what_the_records_say(publication: Publication, inside: str, words: str) -> None:
    assert insert_words(inside, publication.told) == words


def test_a_count_is_narrowed(publication: Publication) -> None:
    dossier = publication.dossier
    verdicts = [one.verdict for one in dossier.article.values()]
    assert insert_words("count statements differs digits", publication.told) == str(verdicts.count("differs"))
    two = verdicts.count("matches-record") + verdicts.count("matches-with-detail")
    assert insert_words("count statements matches-record matches-with-detail digits", publication.told) == str(two)
    there = sum(place.country == "BV" for place in dossier.places.values())
    assert insert_words("count places BV digits", publication.told) == str(there)
    sarn = sum(event.actor == "sarn" for event in dossier.events.values())
    assert insert_words("count events sarn digits", publication.told) == str(sarn)
    assert 0 < int(insert_words("count events window", publication.told)) < len(dossier.events)


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


def test_the_search_reads_them_in_the_glossary_too(sample: Path) -> None:
    file = sample / "data/glossary.yml"
    text = file.read_text(encoding="utf-8").replace("The air", "The air in which {{ drones-by-month 2024-07 }} flew,")
    file.write_text(text, encoding="utf-8")
    entries = {entry.location: entry for entry in record_entries("glossary", read_publication(sample))}
    assert entries["airspace"].paragraphs[0] == "The air in which at least\u00a0nine flew, over a state’s land."
