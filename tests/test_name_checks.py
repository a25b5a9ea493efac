"""What the check notes of names and links: namesakes, people whose own name is mistyped, unknown addresses."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from test_mistakes import make

from explainer.checks.checks import check
from explainer.checks.common_words import namesakes
from explainer.checks.link_words import unrecorded
from explainer.publication.publication import Publication, read_publication


def test_a_surname_behind_the_first_name_of_somebody_else_is_noted(project: Path) -> None:
    said = "The reason was fog, Mayor Mira Sandvik said;"
    file = "docs/who-needs-the-evening-ferry.md"
    make({"file": file, "find": said, "put": "The reason was fog, Mayor Mira Sandvik and Ida Sandvik said;"}, project)
    notes = check(read_publication(project), with_uses=False).notes
    told = "“Sandvik” of “Ida Sandvik” leads to another person; “Ida \\Sandvik”, or an alias of that person, mends it"
    assert [note.startswith(file) and told in note for note in notes].count(True) == 1, notes


def test_a_mistyped_name_of_a_person_is_noted(project: Path) -> None:
    make({"file": "data/people.yml", "find": "name: Mira Sandvik", "put": "name: Mira Sandvig"}, project)
    notes = check(read_publication(project), with_uses=False).notes
    assert any("“sandvik”: “Sandvig” of its name stands nowhere, and “Sandvik” " in note for note in notes), notes


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Åse Pardo counts.", "Åse Pardo"),
        ("Jean-Luc Pardo and O’Teo\nPardo count.", "Jean-Luc Pardo; O’Teo Pardo"),
        ("**Łukasz** Pardo, T. J. Pardo and Teo&nbsp;de Pardo count.", "Łukasz Pardo; J. Pardo; Teo de Pardo"),
        ("It stands in Pardo Street.", "Pardo Street"),
        ("The ship “Pardo” lay there, and the “pardo” too.", "Pardo"),
        ("His uncle August Pardo built it; in August Pardo and on 9 April Pardo spoke.", "August Pardo"),
        ("Jonas “Joe” Pardo, J.-P. Pardo and J Pardo count.", "Jonas Joe Pardo; J.-P. Pardo; J Pardo"),
        ("Will Pardo came; [Jonas](map.md) Pardo, Pardo senior.", "Will Pardo; Jonas](map.md) Pardo; Pardo senior"),
        (
            "Pardo & Sons built the *Pardo*, St. Pardo’s and the house of Ida Holm, née Pardo.",
            "Pardo &; Pardo; St. Pardo; née Pardo",
        ),
        ("Ansel Pardo, Åse \\Pardo and `Åse Pardo` count. In Lind Pardo counts; so did Pardo in Lind.", ""),
        ("It lies in the Bay of Corven. Supporters of Corven know it.", "Bay of Corven"),
    ],
)
def test_namesakes_are_noted_however_they_are_written(words: str, told: str, publication: Publication) -> None:
    page = replace(publication.by_name["lind-in-a-minute.md"], body=words)
    names = [note.partition("” of “")[2].partition("”")[0] for note in namesakes(replace(publication, pages=(page,)))]
    assert "; ".join(names) == told


def test_initials_of_the_person_that_is_meant_are_no_namesake(publication: Publication) -> None:
    people = dict(publication.dossier.people)
    people["pardo"] = people["pardo"].model_copy(update={"name": "J. K. Pardo"})
    page = replace(publication.by_name["lind-in-a-minute.md"], body="J. K. Pardo counts; so does L. Pardo.")
    changed = Publication(replace(publication.dossier, people=people), (page,), {})
    assert ["of “L. Pardo”" in one for one in namesakes(changed)] == [True]


def test_links_to_what_the_record_does_not_know_are_noted(publication: Publication) -> None:
    known = next(iter(publication.dossier.sources.values())).url
    body = f"Read [this](https://example.com/a) and [that]({known}), free as\n[all](https://creativecommons.org/licenses/by/4.0/)."
    page = replace(publication.by_name["lind-in-a-minute.md"], body=body)
    told = list(unrecorded(replace(publication, pages=(page,))))
    assert len(told) == 1 and told[0].endswith("“this” leads to “https://example.com/a”, the address of no source")
