"""Ordinary edits, each right: whatever the content is, the tests of the content stay green under each of them.

    make edits

makes each in a clone of the project, and prints how check and tests fare. Tests of the engine read no content.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml
from markdown.extensions.toc import slugify

from explainer.charts.bar_frame import BarsChart
from explainer.publication.publication import Publication, read_publication

RECORDS: dict[str, dict[str, dict[str, Any]]] = yaml.load(
    Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"), yaml.BaseLoader
)
_CHART_BLOCK = re.compile(r"(?m)^/// chart \| .*\n(?:    .*\n)*///\n")
# As many words as a page needs for one more citation.
SENTENCE = (
    "The Courier, which is printed in the next town and read in three, told on its front page that it had seen it from "
    "where it stood, and so did two others who had come by the same road.[^courier-saw-it]"
)


class Editor:
    """A project that is edited, and what it holds."""

    def __init__(self, root: Path, publication: Publication) -> None:
        """Take the project, and what it holds before it is edited."""
        self.root, self.publication = root, publication

    @cached_property
    def explainer(self) -> str:
        """The file of the last explainer."""
        return f"docs/{self.publication.explainers[-1].name}"

    def change(self, file: str, edit: Callable[[str], str]) -> None:
        """Change a file, which must not stay as it was."""
        path = self.root / file
        text = path.read_text(encoding="utf-8")
        edited = edit(text)
        assert edited != text, file
        path.write_text(edited, encoding="utf-8")

    def append(self, kind: str, without: str = "") -> None:
        """Append a record to the file of its kind, with whatever a place in it is to be filled by."""
        dossier = self.publication.dossier
        edition = dossier.edition
        ((id_, record),) = RECORDS[kind].items()
        fields = {name: value for name, value in record.items() if name != without}
        filled = yaml.safe_dump({id_: fields}, sort_keys=False).format(
            day=edition.window.first.isoformat(),
            changed=dossier.latest_changes[0].date,
            strand=next(one.id for one in edition.strands.values() if one.theme),
            theme=next(iter(dossier.charts.values())).theme,
            paragraph=self.publication.explainers[0].explainer.paragraphs[0],
            actor=edition.middle.id,
            source=next(iter(dossier.sources)),
            page=self.publication.explainers[0].name,
        )
        self.change(f"data/{kind}.yml", lambda text: text.rstrip("\n") + "\n\n" + filled)

    def replace(self, pattern: str, put: str) -> None:
        """Put something in the place of a pattern wherever it stands in pages and data."""
        for path in (*(self.root / "docs").glob("*.md"), *(self.root / "data").glob("*.yml")):
            path.write_text(re.sub(pattern, put, path.read_text(encoding="utf-8")), encoding="utf-8")

    def put(self, file: str, path: tuple[str | int, ...], value: str) -> None:
        """Put a value in the place of another one of a YAML file."""
        start, end = self.place(file, path)
        self.change(file, lambda text: text[:start] + value + text[end:])

    def place(self, file: str, path: tuple[str | int, ...]) -> tuple[int, int]:
        """Return where a value of a YAML file begins and ends."""
        node = yaml.compose((self.root / file).read_text(encoding="utf-8"))
        for step in path:
            if isinstance(step, int):
                node = node.value[step]
            else:
                node = next(value for key, value in node.value if key.value == step)
        return node.start_mark.index, node.end_mark.index

    def tell(self, sentence: str) -> None:
        """Say something in a paragraph of its own under the first heading of an explainer."""
        self.change(self.explainer, lambda text: re.sub(r"(?m)^## .+\n", rf"\g<0>{sentence}\n\n", text, count=1))

    def redirect(self, id_: str, *fields: str) -> None:
        """Say what became of an address."""
        lines = "".join(f"  {field}\n" for field in (*fields, "since: 2026-12-01"))
        with (self.root / "data/redirects.yml").open("a", encoding="utf-8") as file:
            file.write(f"\n{id_}:\n{lines}")


def _claim(editor: Editor) -> None:
    editor.append("sources")
    editor.append("claims")
    editor.tell(SENTENCE)


def _sentences(editor: Editor) -> None:
    """Say the same in other words, and a sentence more."""
    _claim(editor)
    editor.change(editor.explainer, lambda text: text.replace("and so did two others", "as did two others"))
    editor.tell(SENTENCE.replace("on its front page", "on the page after that"))


def _home(editor: Editor) -> None:
    _claim(editor)
    editor.change("docs/index.md", lambda text: re.sub(r"(?m)^(- .+\])$", rf"\1\n- {SENTENCE}", text, count=1))


def _event(editor: Editor) -> None:
    """Date a claim by its event, which stands in the place of a date of its own."""
    editor.append("sources")
    editor.append("claims", without="date")
    editor.append("events")
    editor.tell(SENTENCE)


def _title(editor: Editor) -> None:
    id_ = next(iter(editor.publication.dossier.charts))
    editor.put("data/charts.yml", (id_, "title"), "What this chart shows, in other words\n")


def _heading(editor: Editor) -> None:
    """Give a heading other words, and lead its old address to the new one."""
    text = (editor.root / editor.explainer).read_text(encoding="utf-8")
    words = re.findall(r"(?m)^## (.+)", text)[0]
    editor.change(editor.explainer, lambda text: text.replace(f"## {words}\n", f"## {words}, once more\n", 1))
    here = editor.publication.explainers[-1].address
    old, new = (f"{here}#{slugify(heading, '-')}" for heading in (words, f"{words}, once more"))
    editor.redirect("another-heading", f"from: {old}", f"to: {new}")


def _change(editor: Editor) -> None:
    editor.append("changes")


def _points(editor: Editor) -> None:
    """Correct the last point of a series of years that bars show, add one of the year after, and tell of it."""
    dossier = editor.publication.dossier
    bars = (chart for chart in dossier.charts.values() if isinstance(chart, BarsChart) and chart.by == "year")
    chart = next(bar for bar in bars if not dossier.series[bar.series].points[-1].label)
    last = dossier.series[chart.series].points[-1]
    path = (chart.series, "points", len(dossier.series[chart.series].points) - 1)
    _, end = editor.place("data/series.yml", path)
    year = int(str(last.date))
    point = f"\n    - {{date: {year + 1}, value: 7, qualifier: exact, source: {last.source}}}\n"
    editor.change("data/series.yml", lambda text: text[:end].rstrip() + point + text[end:].lstrip("\n"))
    editor.put("data/series.yml", (*path, "value"), str(int(last.value or 0) + 1))
    _, end = editor.place("data/charts.yml", (chart.id, "alt"))
    told = f" In {year + 1} it was {{{{ {chart.series} {year + 1} }}}}.\n"
    editor.change("data/charts.yml", lambda text: text[:end].rstrip() + told + text[end:])
    if str(year) in chart.measure:  # which says how far the chart goes
        editor.put("data/charts.yml", (chart.id, "measure"), chart.measure.replace(str(year), str(year + 1)))


def _term(editor: Editor) -> None:
    editor.append("sources")
    editor.append("claims")
    editor.append("glossary")
    editor.tell(SENTENCE.replace("by the same road", "by Courier post"))


def _spelling(editor: Editor) -> None:
    """Spell a town otherwise everywhere."""
    pages = "".join(page.body for page in editor.publication.pages)
    names = [place.name for place in editor.publication.dossier.places.values()]
    name = next(name for name in names if re.fullmatch("[A-Z][a-z]{4,}", name) and re.search(rf"\b{name}\b", pages))
    editor.replace(rf"\b{name}\b", f"{name}e")


def _explainer(editor: Editor) -> None:
    """Write an explainer as the last one is, with a chart of its own."""
    editor.append("series")
    editor.append("charts")
    last = editor.publication.explainers[-1]
    text = (editor.root / "docs" / last.name).read_text(encoding="utf-8")
    text = re.sub(r"(?m)^title: .*", "title: What did the Courier see?", text, count=1)
    text = re.sub(r"(?m)^number: .*", f"number: {last.explainer.number + 1}", text, count=1)
    text = _CHART_BLOCK.sub("/// chart | courier-by-year\n///\n", text, count=1)
    text = _CHART_BLOCK.sub(lambda block: block[0] if "courier" in block[0] else "", text)
    (editor.root / "docs/what-the-courier-saw.md").write_text(text, encoding="utf-8")
    line = f"      - {last.name}\n"
    editor.change("mkdocs.yml", lambda nav: nav.replace(line, f"{line}      - what-the-courier-saw.md\n"))


def _chart(editor: Editor) -> None:
    editor.append("series")
    editor.append("charts")
    editor.tell("/// chart | courier-by-year\n///")


def _no_chart(editor: Editor) -> None:
    """Remove the last chart whose series another one draws too, or that draws none."""
    series = {chart.id: getattr(chart, "series", None) for chart in editor.publication.dossier.charts.values()}
    pages = "".join(page.body for page in editor.publication.pages)
    shared = [id_ for id_, drawn in series.items() if list(series.values()).count(drawn) > 1]
    id_ = [one for one in shared if f"chart-{one}" not in pages][-1]
    entry = rf"(?m)^{id_}:\n(?:(?: .*)?\n)*?(?=^[\w#]|\Z)"
    editor.change("data/charts.yml", lambda text: re.sub(entry, "", text))
    editor.replace(rf"(?m)^/// chart \| {id_}\n(?:    .*\n)*///\n", "")
    editor.redirect(id_, f"from: charts/{id_}/", "gone: yes")


EDITS: dict[str, Callable[[Editor], None]] = {
    "a chart's title": _title,
    "a point corrected, one added": _points,
    "a claim, its source, its citation": _claim,
    "an event": _event,
    "a term": _term,
    "another spelling": _spelling,
    "sentences": _sentences,
    "an explainer": _explainer,
    "a chart of bars": _chart,
    "a chart less": _no_chart,
    "another heading": _heading,
    "an entry in what changed": _change,
    "the front page": _home,
}


def main() -> None:
    """Make each edit in a clone, check it, test it, and say how it went."""
    root = Path(__file__).parent.parent
    for name in sys.argv[1:] or EDITS:
        with tempfile.TemporaryDirectory() as folder:
            clone = Path(folder) / "project"
            subprocess.run(["git", "clone", "--quiet", root, clone], check=True)
            for shared in (".cache", "node_modules"):
                (clone / shared).symlink_to(root / shared)
            EDITS[name](Editor(clone, read_publication(clone)))
            for what, told in _tried(clone):
                print(f"{name}: {what}: {told}", flush=True)


def _tried(clone: Path) -> Iterator[tuple[str, str]]:
    """Do as `make check` and `make test-content` do, without setting up again."""
    goals = {"check": ["explainer", "check"], "tests": ["pytest", "-n", "auto", "--dist", "worksteal", "tests/content"]}
    env = os.environ | {"PICTURES": "required", "PYTHONPATH": "hooks", "NO_MKDOCS_2_WARNING": "1"}
    for goal, command in goals.items():
        done = subprocess.run(
            [sys.executable, "-m", *command], cwd=clone, env=env, capture_output=True, text=True, check=False
        )
        yield goal, "green" if done.returncode == 0 else f"red\n{done.stdout[-3000:]}{done.stderr[-1000:]}"
        if done.returncode:
            return


if __name__ == "__main__":
    main()
