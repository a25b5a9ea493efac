"""What a review tells of a change: the small edition is changed, both sites are built, and its page is read."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from barriers import barriers
from browsing import visit
from filelock import FileLock
from lxml import html
from playwright.sync_api import Browser
from projects import ROOT, copy_edition

from review.__main__ import main
from review.building import Side
from review.meeting import Both
from review.numbers import Counts, counts_the_same
from review.prose import SentenceChange
from review.site import Site
from review.speakers import Speakers
from review.text import Sentence
from review.words import pieces, swaps
from review.writing import Written

EDITION = "tests/edition"
CLAIMS, PAGE = f"{EDITION}/data/claims.yml", f"{EDITION}/docs/who-needs-the-evening-ferry.md"
WARNED = "  status: reported\n  paragraphs: [p1]\n  numbers:\n    - {what: evenings with a warning"
STALLS = "The New Year’s market of 31 December 2011 had 64 stalls.\n"
SUPPORT = "    - source: weather-office-2011\n      supports: the warnings by day\n"
KEEPER = "Ansel Pardo, the keeper of Gannet Light,"
LAST_SAILINGS = "date: 2012-01-07, value: 2, qualifier: exact, source: harbour-watch-2012-01-31"
NEW_SAILINGS = LAST_SAILINGS.replace("01-07, value: 2", "01-14, value: 0")
NEW_CHART = """kind: map, title: Lind faces Sarn, measure: The two shores, alt: Map of Lind and Sarn., theme: crossing,
  base: region, frame: {lat: -54.5, lon: 3.5, wide_km: 96, narrow_km: 84}, places: [{place: lind}, {place: sarn}]"""
# Each change: what it puts in the place of what, and where.
CHANGES = {
    "many": [
        (CLAIMS, "  status: reported\n  paragraphs: [p1, p5]", "  status: established\n  paragraphs: [p1, p5]"),
        (CLAIMS, WARNED, WARNED.replace("reported", "established")),
        (CLAIMS, SUPPORT, f"{SUPPORT}    - source: sound-wire-2011-12-05\n      supports: two of them\n"),
        (f"{EDITION}/data/series.yml", "{date: 2011-11, value: 640,", "{date: 2011-11, value: 655,"),
        (CLAIMS, "passengers in November, value: 640,", "passengers in November, value: 655,"),
        (CLAIMS, "On 2 January 2012 Sandvik called", "On 3 January 2012 Sandvik called"),
        (f"{EDITION}/data/events.yml", "market-record: {date: 2012-01-02,", "market-record: {date: 2012-01-03,"),
        (f"{EDITION}/data/charts.yml", "The way to Sarn lost most", "The way to Sarn lost many"),
        (PAGE, "gone from door to door on", "gone from house to house on"),
        (PAGE, "## How much fog", "## How thick the fog was"),
        (PAGE, "counted by us from 14", "reckoned by us from 14"),
        (PAGE, "So the record neither carries", "It neither carries"),
        (PAGE, "What it can say is that the log reportedly has", "What it can say is that the log has"),
        (f"{EDITION}/data/glossary.yml", "fog-signal:\n  term: Fog signal", "fog-tone:\n  term: Fog tone"),
        (f"{EDITION}/data/glossary.yml", "see_also: [fog-signal]", "see_also: [fog-tone]"),
        (f"{EDITION}/data/questions.yml", "entry: fog-signal", "entry: fog-tone"),
        (f"{EDITION}/docs/", "fog signal", "fog tone"),
    ],
    "quiet": [
        (PAGE, "A week later the", "A week later, the"),
        (CLAIMS, "title: Saturday is market day", "title: Lind trades on Saturdays"),
        (PAGE, "on three evenings.[^fog-evenings]\nHe also wrote", "on three evenings;[^fog-evenings] he also wrote"),
        (CLAIMS, f"{STALLS}  status: established", f"{STALLS}  status: reported"),
        (f"{EDITION}/docs/", "It had 64 stalls,", "It reportedly had 64 stalls,"),
        (PAGE, "The Council of Sarn replied that one evening a week was no return.[^no-return]\n", ""),
        (f"{EDITION}/data/series.yml", "label: fair weather, value: 60,", "label: fair weather, value: 61,"),
    ],
    "rename": [
        (CLAIMS, "\nturned-back:\n", "\nback-in-clear-weather:\n"),
        (f"{EDITION}/data/", "claim: turned-back", "claim: back-in-clear-weather"),
        (f"{EDITION}/data/", "[turned-back", "[back-in-clear-weather"),
        (f"{EDITION}/docs/", "[^turned-back]", "[^back-in-clear-weather]"),
    ],
    "engine": [
        ("overrides/partials/", 'class="wordmark"', 'class="namemark"'),
        ("overrides/partials/", "Skip to content", "To the content"),
    ],
    "hidden": [
        (f"{EDITION}/data/charts.yml", "gannet-light, claim: turned-back}", "gannet-light, claim: evening-stop}"),
        (f"{EDITION}/data/charts.yml", "likely: 1, bend: 3, label: turned back", "likely: 0"),
        (CLAIMS, f"{KEEPER} wrote that he saw the ferry turn back in", "The ferry turned back in"),
        (CLAIMS, "  status: claimed\n  claimed_by: Ansel Pardo\n", "  status: established\n"),
        (PAGE, "He also wrote that on 9 December he saw the ferry turn back", "On 9 December the ferry turned back"),
        (f"{EDITION}/data/people.yml", "name: Ansel Pardo", "name: Anselm Pardo"),
        (f"{EDITION}/data/acronyms.yml", "by:\n", "zqx:\n  form: ZQX\n  because: known to all\n\nby:\n"),
        (PAGE, "A warning is no fog", "By ZQX a warning is no fog"),
        (f"{EDITION}/data/series.yml", LAST_SAILINGS, f"{LAST_SAILINGS}}}\n    - {{{NEW_SAILINGS}"),
        (f"{EDITION}/data/events.yml", "market-2008: {date: 2008-12-31", "market-2008: {date: 2008-12-30"),
        (f"{EDITION}/data/charts.yml", "\nstalls:\n", f"\ntwo-shores: {{{NEW_CHART}}}\n\nstalls:\n"),
        (PAGE, "/// chart | fog-and-crack\n", "/// chart | two-shores\n///\n\n/// chart | fog-and-crack\n"),
    ],
    "nothing": [],
    "fault": [(CLAIMS, "  status: reported\n  paragraphs: [p1, p5]", "  status: certain\n  paragraphs: [p1, p5]")],
}
TOLD = [
    (
        "many",
        "summary",
        "⚠ “The keeper noted fog on three evenings”: the status is now “established”, and was “reported”. It is said",
    ),
    (
        "many",
        "certainty",
        "new under it: Sound Wire, Sarn asks for its evening ferry (tier A) (source), noted to support: two",
    ),
    ("many", "certainty", "2012 (tier A) (source), noted to support: the entries of these evenings Still"),
    (
        "many",
        "certainty",
        "given as somebody’s word, here, though it is “established” now: Gannet Light reported fog on three evenings.",
    ),
    (
        "quiet",
        "certainty",
        "Told without a hedge or a speaker here, though it is “reported” now: New Year’s market (label of",
    ),
    ("many", "certainty", f"{CLAIMS.removeprefix(EDITION + '/')}:"),
    (
        "many",
        "sentences",
        "a hedge is gone surer because this change sets the status of “The keeper noted fog on three evenings” from “",
    ),
    ("many", "sentences", "gone from door house to door house on both shores"),
    ("many", "sentences", "It neither carries the mayor’s reason"),
    ("many", "numbers", "Evening passengers by month, 2011-11: 640 → 655"),
    ("many", "numbers", "Harbour Watch counted 640 evening passengers at Lind Quay in November 2011"),
    ("many", "numbers", "2 January 2012 → 3 January 2012"),
    ("many", "charts", "The way to Sarn lost most many of its evening passengers"),
    ("many", "tables", "640 655"),
    ("many", "addresses", "who-needs-the-evening-ferry/#how-much-fog"),
    ("many", "records", "reckoned by us from 14 January"),
    ("many", "summary", "“Fog signal” is now called “Fog tone” wherever it stood."),
    ("many", "addresses", "glossary/#fog-signal (now glossary/#fog-tone)"),
    ("many", "addresses", "#how-much-fog (now who-needs-the-evening-ferry/#how-thick-the-fog-was)"),
    ("many", "files", "Now called: Fog signal → Fog tone"),
    ("many", "records", "The term fog-signal fog-tone has another id; what else"),
    ("many", "words", "The author gives no reason"),
    ("quiet", "words", "<b>Fewer words</b> pull request Two $(lines)"),
    ("quiet", "words", "Mend a comma commit "),
    ("quiet", "words", "It was <i>missing</i>."),
    ("quiet", "summary", "no return.”: gone, with its word on “"),
    ("quiet", "sentences", "Saturday is market day Lind trades on Saturdays"),
    ("quiet", "summary", "fair weather: value was 60 and is now 61; see whether a source of it says so."),
    ("quiet", "summary", "on both shores, …”: only its punctuation is another."),
    ("quiet", "sentences", "with its lamps out. The Council of Sarn replied"),
    ("rename", "summary", "**A rename that changes no words. 1 record has another id, 1 address vanished.**"),
    ("rename", "addresses", "claims/#turned-back (now claims/#back-in-clear-weather)"),
    ("engine", "summary", "**1 sentence differs"),
    ("engine", "markup", "a.wordmark → a.namemark: "),
    ("hidden", "summary", "⚠ “Gannet Light (chart: Lind, Osterby and Sarn lie around one Sound)”: the status is now"),
    ("hidden", "certainty", "its last leg only probable → schematic"),
    (
        "hidden",
        "summary",
        "lost its speaker: it no more names Ansel Pardo; 2 sentences name nobody any more",
    ),
    ("hidden", "certainty", "The record names no more: Ansel Pardo"),
    (
        "hidden",
        "summary",
        "⚠ “Ansel Pardo” still stands in 1 sentence, first at docs/who-needs-the-evening-ferry",
    ),
    ("hidden", "sentences", "Reworded heading data/people.yml:40"),
    ("hidden", "sentences", "Reworded data/claims.yml:116"),
    ("hidden", "summary", "⚠ A check is told to let something pass in data/acronyms.yml:4: “ZQX” needs no entry"),
    ("hidden", "summary", "- 1 chart is new: “Lind faces Sarn”."),
    ("hidden", "numbers", "New point data/series.yml:67"),
    ("hidden", "numbers", "Its source: Harbour Watch"),
    ("hidden", "numbers", "At least 1 text still says 31 December 2008"),
    ("nothing", "summary", "**Nothing changed for readers.**"),
    ("fault", "summary", "The working tree cannot be built"),
    ("fault", "summary", "“status” is “certain”; allowed: "),
]


# What is no change for readers, or is told elsewhere.
UNTOLD = [
    ("many", "summary", "The term “Fog"),  # new or gone
    ("many", "marks", "Fog"),
    ("many", "files", "Gone: "),
    ("many", "sentences", "other records, which are surer"),  # the same, whose status the change itself sets
    ("quiet", "sentences", "card at the end of pages"),  # the numbers of notes
    ("quiet", "summary", "He also wrote"),  # it stands within another sentence now
    ("hidden", "charts", "The ferry carried fewer people"),  # a day on a chart of years
    ("hidden", "markup", "Map"),  # the marks of statuses on the map
    ("hidden", "numbers", "point point"),
]


@dataclass(frozen=True)
class Told:
    """What a review wrote: its folder, and whether it ended well."""

    folder: Path
    ended: int

    @property
    def page(self) -> html.HtmlElement:
        """The parsed page."""
        return html.document_fromstring((self.folder / "index.html").read_bytes())

    def of(self, part: str) -> str:
        """The text of a section of the page, or the summary."""
        if part == "summary":
            return (self.folder / "summary.md").read_text(encoding="utf-8")
        head = f"//h2[@id='{part}']"
        found = self.page.xpath(f"{head}/following-sibling::*[preceding-sibling::h2[1][@id='{part}']]")
        return " ".join(" ".join(" ".join(one.itertext()) for one in found).split())


@pytest.fixture(scope="module")
def reviews(shared: Path) -> dict[str, Told]:
    """The review of each change; the first worker that asks makes them, the others wait."""
    folder = shared / "reviews"
    with FileLock(f"{folder}.lock"):
        if not folder.exists():
            folder.mkdir()
            _make(folder)
    ended = (folder / "ended.txt").read_text(encoding="utf-8").split()
    return {name: Told(folder / name, int(code)) for name, code in zip(CHANGES, ended, strict=True)}


def _make(folder: Path) -> None:
    project, review = folder / "project", folder / "review"
    project.mkdir()
    copy_edition(project)
    (project / "overrides").unlink()
    shutil.copytree(ROOT / "overrides", project / "overrides")
    (project / ".gitignore").write_text(".cache\nnode_modules\n", encoding="utf-8")
    _git(project, "init", "--initial-branch", "main")
    _git(project, "add", ".")
    _git(project, "commit", "--message", "Begin")
    _git(project, "checkout", "-b", "change")
    event = folder / "event.json"
    told = {"pull_request": {"title": "<b>Fewer words</b>", "body": "Two\r\n$(lines)"}}
    event.write_text(json.dumps(told), encoding="utf-8")
    ended = []
    for name, edits in CHANGES.items():
        for file, old, new in edits:
            _edit(project / file, old, new)
        with pytest.MonkeyPatch.context() as patch:
            patch.delenv("GITHUB_EVENT_PATH", raising=False)
            if name == "quiet":
                patch.setenv("GITHUB_EVENT_PATH", str(event))
                _git(project, "commit", "--allow-empty", "--message", "Mend a comma\n\nIt was <i>missing</i>.")
            ended.append(str(main([str(project / EDITION), "--to", str(review)])))
        shutil.copytree(review, folder / name)
        _git(project, "checkout", ".")
    (folder / "ended.txt").write_text(" ".join(ended), encoding="utf-8")


def _edit(path: Path, old: str, new: str) -> None:
    """Put something in the place of what stands in a file, or somewhere in the files of a folder."""
    files = sorted(one for one in path.glob("*.*") if one.is_file()) if path.is_dir() else [path]
    found = [
        file for file in files if file.suffix in (".md", ".yml", ".html") and old in file.read_text(encoding="utf-8")
    ]
    assert found, old
    for file in found:
        file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def _git(root: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=Editor", "-c", "user.email=editor@example.org"]
    subprocess.run(["git", *identity, *arguments], cwd=root, check=True, capture_output=True)


@pytest.mark.parametrize(("change", "part", "says"), TOLD)
def test_a_change_is_told(reviews: dict[str, Told], change: str, part: str, says: str) -> None:
    assert says in _squeezed(reviews[change].of(part))


@pytest.mark.parametrize(("change", "part", "says"), UNTOLD)
def test_what_is_no_change_is_not_told(reviews: dict[str, Told], change: str, part: str, says: str) -> None:
    assert says not in _squeezed(reviews[change].of(part))


def _squeezed(text: str) -> str:
    return re.sub(r"\s+([.,;:)])", r"\1", " ".join(text.split())).replace("( ", "(")


def test_a_review_ends_well_where_both_sites_can_be_built(reviews: dict[str, Told]) -> None:
    assert {name: told.ended for name, told in reviews.items()} == {name: int(name == "fault") for name in CHANGES}


def test_what_is_borne_out_by_a_new_source_is_no_alarm(reviews: dict[str, Told]) -> None:
    alarms = reviews["many"].page.xpath("//h2[@id='certainty']/following-sibling::article[contains(@class, '--alarm')]")
    risen = [" ".join(alarm.xpath("string(.//b)").split()) for alarm in alarms if "Rose" in alarm.text_content()]
    assert risen == ["The keeper noted fog on three evenings"]


def test_the_booklet_binds_other_pages_and_is_no_change_of_its_own(reviews: dict[str, Told]) -> None:
    """One citation less numbers all its notes anew."""
    told = reviews["quiet"]
    assert (told.folder / "new/booklet").is_dir()
    assert "booklet" not in told.of("sentences") + told.of("addresses") + told.of("summary")


def test_every_link_of_the_page_leads_somewhere_beside_it(reviews: dict[str, Told]) -> None:
    for told in reviews.values():
        for address in map(str, told.page.xpath("//@href | //@src | //@srcset")):
            path, _, anchor = address.partition("#")
            file = told.folder / path if path else told.folder / "index.html"
            assert file.is_file(), address
            assert not anchor or f'id="{anchor}"' in file.read_text(encoding="utf-8"), address


def test_the_page_has_no_barriers_and_fits_a_telephone(reviews: dict[str, Told], browser: Browser) -> None:
    for dark in (False, True):
        visited = visit(browser, (reviews["many"].folder / "index.html").as_uri(), 360, dark=dark)
        assert barriers(visited.page) == []
        assert visited.complaints == []
        assert visited.page.evaluate("document.documentElement.scrollWidth") == 360
        visited.close()


def test_a_base_that_is_not_there_or_cannot_be_built_is_told_in_a_sentence(
    tmp_path: Path, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    claims, review = project / "data/claims.yml", tmp_path / "review"
    right = claims.read_text(encoding="utf-8")
    claims.write_text(right.replace("status: reported", "status: certain", 1), encoding="utf-8")
    top = project.parents[1]
    _git(top, "init")
    _git(top, "add", ".")
    _git(top, "commit", "--message", "Begin")
    claims.write_text(right, encoding="utf-8")
    for base, sentence, more in (
        ("no-such", "There is no branch or commit “no-such”", ""),
        ("HEAD", "The base, HEAD (", "“status” is “certain”"),
    ):
        assert main([str(project), "--base", base, "--to", str(review)]) == 1
        told = capsys.readouterr().err
        assert told.startswith(sentence)
        assert more in told
        assert "Traceback" not in told
        assert sentence in (review / "summary.md").read_text(encoding="utf-8")
        assert not list(review.glob("tree"))


@pytest.mark.parametrize(
    ("old", "new", "marked", "swapped"),
    [
        ("It has 1,084 km.", "It has 1,085 km.", "It has -1,084-+1,085+ km.", {("1,084", "1,085")}),
        ("He said so.", "He said so twice.", "He said so+ twice+.", {("so", "so twice")}),
        ("On 3 May, in Lind.", "On 4 June, in Lind.", "On -3 May-+4 June+, in Lind.", {("3 May", "4 June")}),
        ("the mayor’s word", "the mayors’ word", "the -mayor’s-+mayors’+ word", {("mayor’s", "mayors’")}),
    ],
)
def test_words_are_marked(old: str, new: str, marked: str, swapped: set[tuple[str, str]]) -> None:
    signs = {"": "", "del": "-", "ins": "+"}
    shown = pieces(old, new)
    assert "".join(f"{signs[one.how]}{one.text}{signs[one.how]}" for one in shown) == marked
    assert swaps(shown) == swapped


@pytest.mark.parametrize(
    ("old", "new", "lost"),
    [
        ("Ansel Pardo wrote that the ferry turned back.", "The ferry turned back.", True),
        ("Ansel Pardo wrote that the ferry turned back.", "It is said that the ferry turned back.", True),
        ("Ansel Pardo wrote that the ferry turned back.", "Gannet Light described how the ferry turned back.", False),
        ("Far Rock reported that the ferry turned back.", "Far Stone reported that the ferry turned back.", False),
    ],
)
def test_a_speaker_under_another_name_is_not_lost(reviews: dict[str, Told], old: str, new: str, lost: bool) -> None:
    both = _both(reviews["nothing"].folder)
    sentences = [Sentence(text, rests=("turned-back",)) for text in (old, new)]
    assert Speakers(both, Counts(ROOT / EDITION)).lost(_reworded(*sentences)) is lost


def test_a_speaker_in_the_sentence_before_is_not_lost(reviews: dict[str, Told]) -> None:
    both, address = _both(reviews["nothing"].folder), "who-needs-the-evening-ferry/"
    new = next(one for one in both.new.pages[address].sentences if one.text.startswith("On three evenings of December"))
    told = replace(new, text=new.text.replace("On three", "Harbour Watch said that on three"))
    speakers = Speakers(both, Counts(ROOT / EDITION))
    assert not speakers.lost(_reworded(told, new, address))
    assert speakers.lost(_reworded(told, new))


def test_a_speaker_in_the_place_of_a_hedge_is_told(reviews: dict[str, Told]) -> None:
    both = _both(reviews["nothing"].folder)
    old, new = (Sentence(text, rests=("turned-back",)) for text in ("It reportedly turned back.", "Pardo said so."))
    speakers = Speakers(both, Counts(ROOT / EDITION))
    assert speakers.gained(_reworded(old, new))
    assert not speakers.gained(_reworded(new, old))


def _both(folder: Path) -> Both:
    base = Side("base", folder / "sources", folder / "base")
    return Both(Site(base), Site(Side("new", ROOT / EDITION, folder / "new")))


def _reworded(old: Sentence, new: Sentence, *pages: str) -> SentenceChange:
    return SentenceChange(old, new, (), (), (), (), Written("docs/page.md:1", by_hand=True), pages)


def test_a_value_in_words_is_said_by_its_numbers() -> None:
    counts = Counts(ROOT / EDITION)
    assert counts.says("at least 29,600 in all", "at least 29,600")
    assert not counts.says("32,480 in all", "at least 29,600")
    assert not counts.says("32,480 in all", "not counted")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("It had 60 stalls.", "Of 60 stalls one was empty.", True),
        ("It had 60 stalls.", "It took 60 minutes.", False),
        ("It had 60 boats.", "Nobody saw the 60 boats.", True),
        ("It had 60 boats.", "Nobody saw the 60 horses.", False),
    ],
)
def test_a_number_of_something_else_is_another_one(one: str, other: str, same: bool) -> None:
    counts = Counts(ROOT / EDITION)
    quantities = [counts.quantities(text)[0] for text in (one, other)]
    assert counts_the_same(*quantities) is same
