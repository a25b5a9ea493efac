"""A new record of each kind: asked for or given, written in its place, right by the check."""

from __future__ import annotations

import difflib
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from projects import ROOT
from pydantic import BaseModel

from explainer.checks.checks import check
from explainer.data.problem import Problem
from explainer.data.records import Claim, Term
from explainer.data.series import Series
from explainer.data.yaml import read_file
from explainer.prose.pages import Explainer
from explainer.publication.publication import Publication, read_publication
from new.__main__ import main
from new.kinds import KINDS, about_source, skeleton
from new.questions import question_of, value_of
from new.writing import inserted, record

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
        *("2012-03", "", "12", "exact", "north-shore-2012-03-14", ""),
        *("2012-04", "", "", "missing", "~", "", "", "", ""),
    ],
    "chart": [
        *("pie", "bars", "The pilot counted 12 passengers in March", "Passengers per month, March and April 2012"),
        *("Bars: {{ passengers-pilot 2012-03 }} passengers in March 2012, none counted in April.", "crossing"),
        *("passengers-pilot", "month", "lind", ""),
    ],
}
# The same without a terminal.
WORDS = {
    "source": [f"url={SOURCE}", "title=Ferry counted in March", "tier=B", "kind=press"],
    "claim": [
        *("strand=after", "title=Pilot counts", "statement=A pilot said: “12.”", "status=claimed", "claimed_by=Pilot"),
        *("date=2012-03-14", "event=lind", "theme=crossing", "sources=sarn-gazette-2012-04-02: a count, quoted"),
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
    events = (project / "data/events.yml").read_text(encoding="utf-8").splitlines()
    made = "pilot-counts-skerry: {date: 2012-03-14, actor: lind, claim: pilot-counts-skerry, label: counted on Skerry}"
    assert [events[events.index(made) + step].split(":")[0] for step in (-1, 1)] == ["survey-2012", "sarn-boat"]


HEAD = "# What stands on top\n\n"
ROW = "a: {d: 1}\nc: {d: 3}\n"
BLOCKS = "a:\n  d: 1\n\n# about c\nc:\n  d: 3\n"


@pytest.mark.parametrize(
    ("text", "written", "sorted_", "becomes"),
    [
        (ROW, "b: {d: 2}\n", True, "a: {d: 1}\nb: {d: 2}\nc: {d: 3}\n"),
        (ROW, "b: {d: 2}\n", False, "a: {d: 1}\nc: {d: 3}\nb: {d: 2}\n"),
        (BLOCKS, "b:\n  d: 2\n", True, "a:\n  d: 1\n\nb:\n  d: 2\n\n# about c\nc:\n  d: 3\n"),
        (BLOCKS, "b:\n  d: 2\n", False, f"{BLOCKS}\nb:\n  d: 2\n"),
        ("", "b:\n  d: 2\n", True, "b:\n  d: 2\n"),
    ],
)
def test_record_goes_where_its_file_is_sorted(text: str, written: str, sorted_: bool, becomes: str) -> None:
    found, line = inserted(HEAD + text, written, (lambda entry: entry.fields["d"]) if sorted_ else None, "2")
    assert found == HEAD + becomes
    assert found.splitlines()[line - 1] == written.splitlines()[0]


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
    ("model", "field", "answer", "value"),
    [
        (Claim, "places", "lind, sarn osterby", ["lind", "sarn", "osterby"]),
        (Claim, "places", "[lind, sarn]", ["lind", "sarn"]),
        (Claim, "sources", "a: b, c; d: e", [{"source": "a", "supports": "b, c"}, {"source": "d", "supports": "e"}]),
        (Term, "aliases", "one, two; {form: три, lang: ru}; four", ["one, two", {"form": "три", "lang": "ru"}, "four"]),
        (Term, "facts", "A fact[^a01]", ["A fact[^a01]"]),
        (Series, "points", "{value: ~}, {note: a; b}; {label: c}", [{"value": None}, {"note": "a; b"}, {"label": "c"}]),
        (Explainer, "legs", "sarn: documented, lind: inferred", {"sarn": "documented", "lind": "inferred"}),
    ],
)  # fmt: skip
def test_answer_is_read(model: type[BaseModel], field: str, answer: str, value: object) -> None:
    assert value_of(question_of(model, field), answer) == value


TEXTS = """
plain | with: a colon | # first | a # within | say “so” | say "so": it’s | it's: so | yes | ~ | 2012 | [a | a, b | - a
"""


@pytest.mark.parametrize(
    "text", [*TEXTS.strip().split(" | "), "back\\slash: a", "One sentence ends. " * 9 + "Last one."]
)
def test_text_is_written_so_that_it_is_read_again(text: str) -> None:
    fields = {"text": text, "texts": [text, text], "parts": [{"a": text, "b": "c"}], "backed": [{"supports": text}]}
    problems: list[Problem] = []
    for written in (record("id", fields), record("id", fields, on_one_line=True)):
        read = read_file(written, "", problems).entries[0]
        assert (read.fields, problems) == (fields, [])


def test_sources_can_be_given_still_where_they_were_passed_over(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = ["sound", "Pilot counts", "The pilot counted 12.", "reported", "", "p1", "", "", ""]
    again = ["year-book-2010", "the count", "", ""]  # and “weak” is left out
    main(["claim", "--root", str(project)], typing([*answers, *again, "2012-03-14", "", ""]))
    assert "no source stands under this claim" in capsys.readouterr().out
    written = (project / "data/claims.yml").read_text(encoding="utf-8").partition("Pilot counts")[2]
    assert "- source: year-book-2010\n      supports: the count\n" in written.partition("\n\n")[0] + "\n"


def test_who_ends_the_check_is_told_that_the_record_is_written(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def ended(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("new.__main__.read_publication", ended)
    assert main(["source", "--root", str(project), *WORDS["source"]]) == 1
    assert "It is written, and not checked yet" in capsys.readouterr().err
    assert SOURCE in (project / "data/sources.yml").read_text(encoding="utf-8")


def test_what_is_given_and_wrong_is_asked_again(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["event", "claim=crossing-length", "date=2010", "actor=lynd", "--root", str(project)]
    assert main(words, typing(["lind", "", ""])) == 0  # the actor again, the label, the id
    assert "“actor” names “lynd”, which data/edition.yml does not have" in capsys.readouterr().out


def test_make_hands_its_words_over() -> None:
    """What stands on the command line is a field, “name” too; what the environment has is none."""
    command = [
        "make",
        "--no-print-directory",
        "--dry-run",
        "-o",
        ".venv/site.done",
        "new",
        "KIND=person",
        "name=Ola",
        "role=Pilot of Lind",
    ]
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, "title": "x"}, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip().endswith('python -m new person --from "name role"')


def test_event_takes_the_date_of_its_claim(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["event", "--root", str(project), "claim=crossing-length", "date=2010", "actor=lind"]) == 0
    assert "taken out: the date of “crossing-length”" in capsys.readouterr().out
    assert check(read_publication(project)).problems == ()


def test_claim_brings_its_event(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["claim", "--root", str(project), *WORDS["claim"]]) == 0
    assert capsys.readouterr().out.count("written: ") == 2
    event = read_publication(project).dossier.events["pilot-counts"]
    assert (event.claim, str(event.date), event.theme) == ("pilot-counts", "2012-03-14", "crossing")


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
