"""A new record of each kind: asked for or given, written in its place, right by the check."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from projects import ROOT

from explainer.checks.checks import check
from explainer.data.problem import Problem
from explainer.data.yaml import read_file
from explainer.publication.publication import Publication, read_publication
from new.__main__ import main
from new.kinds import KINDS, about_source, skeleton
from new.writing import record

SOURCE = "https://north-shore.example.no/2012/03/14/ferry"
# What an editor types for each kind, in this order, as each new one uses those before it; "" is Enter.
ANSWERS: dict[str, list[str]] = {
    "source": ["north-shore.no", SOURCE, "", "Ferry counted in March", "", "en", "D", "B", "press", ""],
    "person": ["Ola Skår", "", "person", "Pilot of Lind.", "no", "north-shore-2012-03-14", "his name", "", ""],
    "place": ["Skerry", "", "NO", "-95", "-54.5", "3.4", ""],
    "claim": [
        *("boats", "sound", "Pilot counts on Skerry", "Ola Skår said that he had counted 12 evening passengers."),
        *("claimed", "", "p1", "? sker", "skerry", "skar", "north-shore-2012-03-14", "the count, quoted", ""),
        *("Ola Skår", "14 March 2012", "2012-03-14", "", ""),  # “claimed” names somebody: asked again
    ],
    "event": ["2012-03-14", "lind", "pilot-counts-skerry", "counted on Skerry", ""],
    "term": ["Pilot", "", "A person who leads ships: one of the harbour.", "", "", ""],
    "series": [
        *("Passengers by a pilot", "passengers", "Passengers who were counted", "Ola Skår"),
        *(
            "2012-03",
            "",
            "12",
            "exact",
            "north-shore-2012-03-14",
            "",
            "2012-04",
            "",
            "",
            "missing",
            "~",
            "",
            "",
            "",
            "",
        ),
    ],
    "chart": [
        *("pie", "bars", "The pilot counted 12 passengers in March", "Passengers per month, March and April 2012"),
        *("Bars: {{ passengers-pilot 2012-03 }} passengers in March 2012, none counted in April.", "crossing"),
        *("passengers-pilot", "month", "lind", ""),
    ],
}
# The same without a terminal; what an event says of a claim's date goes with it.
WORDS = {
    "source": [f"url={SOURCE}", "title=Ferry counted in March", "tier=B", "kind=press"],
    "claim": [
        *("strand=after", "title=Pilot counts", "statement=A pilot said: “12.”", "status=claimed", "claimed_by=Pilot"),
        *("date=2012-03-14", "event=lind", "theme=crossing", "sources=year-book-2010: a count, quoted"),
    ],
}


def typing(answers: list[str]) -> Callable[[str], str]:
    """Return what answers in the place of an editor."""
    left = iter(answers)

    def ask(prompt: str) -> str:
        try:
            return next(left)
        except StopIteration:
            raise AssertionError(f"nothing is left for {prompt}") from None

    return ask


def test_each_kind_asked_for(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Wrong answers are asked for again, the lines that were there stay, and the check finds nothing at the end."""
    before = {path: path.read_text(encoding="utf-8").splitlines() for path in (project / "data").glob("*.yml")}
    for kind, answers in ANSWERS.items():
        done = main([kind, "--root", str(project)], typing(answers))
        told = capsys.readouterr().out
        assert done == 0 and "written: data/" in told and "\nnext: " in told, told
    with (project / "docs/data.md").open("a", encoding="utf-8") as page:
        page.write("\nA pilot is a person of the harbour.\n")  # a term has to stand somewhere
    assert check(read_publication(project)).problems == ()
    lost = {
        line[2:]
        for path, lines in before.items()
        for line in difflib.ndiff(lines, path.read_text(encoding="utf-8").splitlines())
        if line.startswith("- ")
    }
    assert not lost


def test_records_stand_in_their_order(project: Path) -> None:
    """Works by id, claims and events by date; a file with a record on each line gets one more line."""
    assert main(["source", "--root", str(project), *WORDS["source"]]) == 0
    assert main(["claim", "--root", str(project), *WORDS["claim"]]) == 0
    publication = read_publication(project)
    for kind, new in (("sources", "north-shore-2012-03-14"), ("events", "pilot-counts"), ("claims", "pilot-counts")):
        ids = [*getattr(publication.dossier, kind)]
        around = ids[ids.index(new) - 1 : ids.index(new) + 2]
        assert around == AROUND[kind], kind
    events = (project / "data/events.yml").read_text(encoding="utf-8")
    assert "\npilot-counts: {date: 2012-03-14, actor: lind, claim: pilot-counts, theme: crossing}\n" in events


AROUND = {
    "sources": ["lind-council-2012-01-14", "north-shore-2012-03-14", "osterby-courier-2011-12-20"],
    "events": ["survey-2012", "pilot-counts", "sarn-boat"],
    "claims": ["survey-2012", "pilot-counts", "sarn-boat"],
}


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["clam"], "KIND is “clam”; allowed: source, claim, event, term, person, place, series, chart, explainer; "
                   "did you mean “claim”?"),
        ([], "KIND is not given; allowed: source, claim, event"),
        (["place", "name=Skerry"], "country, lat and lon are missing; give each as a word"),
        (["claim"], "strand, title, statement, status, sources and date are missing"),
        (["event", "actor=lynd", "colour=red"], "“colour” is not a field; allowed: actor, claim, date, label, theme\n"
                                                "“actor” names “lynd”, which data/edition.yml does not have"),
        (["chart", "kind=pie"], "“kind” is “pie”; allowed: bars, comparison"),
        (["person", "name=Ola", "id=Ola", "kind=person", "role=Pilot", "in_article=no"], "“Ola” is no new id"),
        (["source", *WORDS["source"], "title"], "“title” is no “field=value”"),
        (["claim", *WORDS["claim"], "claimed_by="], "the status is “claimed” and nobody is named"),
    ],
)  # fmt: skip
def test_what_is_missing_or_wrong_is_told(
    arguments: list[str], told: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = [path.read_bytes() for path in sorted((project / "data").glob("*.yml"))]
    assert main([*arguments, "--root", str(project)]) == 1
    assert told in capsys.readouterr().err
    assert before == [path.read_bytes() for path in sorted((project / "data").glob("*.yml"))]


@pytest.mark.parametrize(
    "text",
    [
        "plain",
        "with: a colon",
        "# first",
        "a # within",
        "say “so”",
        'say "so": it’s',
        "it's: so",
        "yes",
        "~",
        "2012",
        "[a",
    ]
    + ["a, b", "- a", "@a", "back\\slash: a", "One sentence ends. " * 9 + "Last one."],
)
def test_text_is_written_so_that_it_is_read_again(text: str) -> None:
    fields = {"text": text, "texts": [text, text], "parts": [{"a": text, "b": "c"}], "backed": [{"supports": text}]}
    problems: list[Problem] = []
    for written in (record("id", fields), record("id", fields, on_one_line=True)):
        read = read_file(written, "", problems).entries[0]
        assert (read.fields, problems) == (fields, [])


def test_event_takes_the_date_of_its_claim(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["event", "--root", str(project), "claim=crossing-length", "date=2010", "actor=lind"]) == 0
    assert "taken out: the date of “crossing-length”" in capsys.readouterr().out
    assert check(read_publication(project)).problems == ()


def test_explainer_has_its_parts_and_its_line(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["title=Did they come?", "paragraphs=p1,p2", "standfirst=They came.", "answer=They did."]
    words += ["dates=2011-12-05", "legs=sarn: documented"]
    assert main(["explainer", "--root", str(project), *words]) == 0
    told = capsys.readouterr().out
    assert "the explainer has 15 words; allowed: 500 to 900" in told and "to mend" not in told
    assert "      - the-railway-at-the-quay.md\n      - did-they-come.md\n" in (project / "mkdocs.yml").read_text(
        "utf-8"
    )
    assert read_publication(project).by_name["did-they-come.md"].blocks == {"brief", "chart", "differs"}


@pytest.mark.parametrize(
    ("url", "told"),
    [
        (
            "https://nowhere.example.pl/2011/12/05/x",
            {"publisher": "Nowhere", "language": "pl", "published": "2011-12-05"},
        ),
        ("https://nowhere.co.uk/20111205/x", {"publisher": "Nowhere", "language": "en", "published": "2011-12-05"}),
        ("https://www.radio.example/ru/x-2011-13-05", {"publisher": "Radio", "language": "ru"}),
        ("https://example.org/watch/x", {"publisher": "Example", "language": "en"}),  # several share this host
    ],
)
def test_address_tells_of_its_source(url: str, told: dict[str, str], publication: Publication) -> None:
    assert about_source(url, publication.dossier) == told


def test_skeletons_are_those_of_the_records() -> None:
    """CONTRIBUTING.md and the issue forms show what a new record looks like, as its fields have it for an example."""
    forms = {
        path.stem: yaml.safe_load(path.read_text("utf-8")) for path in (ROOT / ".github/ISSUE_TEMPLATE").glob("*.yml")
    }
    shown = {name: form["body"][-1]["attributes"].get("placeholder") for name, form in forms.items() if "body" in form}
    assert shown["term"] == skeleton("term")
    assert shown["claim"] == f"{skeleton('source')}\n{skeleton('claim')}"
    written = "\n".join(line.lstrip() for line in (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").split("\n"))
    for kind in KINDS:
        assert "\n".join(line.lstrip() for line in skeleton(kind).rstrip().split("\n")) in written, kind
