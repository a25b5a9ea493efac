"""The Markdown pages as their editors wrote them: front matter, blocks and citations, with their lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from ..data.drawings import drawing_faults
from ..data.fields import Date, Day, Paragraph, SideActorId, Text, Whole, count_words, matching
from ..data.parts import Part
from ..data.pictures import FOLDER, KINDS, measure, picture_fault
from ..data.problem import Problem, Report, not_utf8
from ..data.reading import typed
from ..data.signs import line_faults, text_faults
from ..data.yaml import plain, read_file, texts
from .grammar import BLOCKS, CITE, CODE, SLASHES, Line, block_name, read_lines
from .inserts import NUMBER, Number, check_head
from .proofreading import Mention, Proofreader


def _legs(value: object) -> object:
    if not isinstance(value, dict):
        raise ValueError("the neighbours are not told apart; allowed: “{actor: documented, another: inferred}”")
    # Frozen, in a fixed order: a mapping of the front matter becomes pairs.
    return tuple(sorted(value.items()))


_SHARED_SIZE = 1200, 630  # px
_PICTURE = "the path of a picture under docs/, such as assets/images/border.jpg"
Leg = tuple[SideActorId, Literal["documented", "inferred"]]
Legs = Annotated[
    tuple[Leg, ...],
    BeforeValidator(_legs),
    WithJsonSchema({"type": "object", "additionalProperties": {"enum": ["documented", "inferred"]}}),
    Field(
        description="the neighbours it is about: {actor: documented, another: inferred}",
        examples=[{"actor-id": "documented"}],
    ),
]
Standfirst = Annotated[
    Text,
    Field(
        description="the one or two sentences under the title",
        examples=["An inspector came to two units, and nobody said why."],
    ),
]
Dates = Annotated[
    tuple[Date, ...],
    Field(
        description="days or spans that it is about, within the edition’s window",
        examples=[["2024-09-03", "2024-09-05/2024-09-08"]],
    ),
]


class Search(Part):
    """Whether the search leaves a page out."""

    exclude: bool = Field(description="yes keeps the page out of the search")


class Meta(Part):
    """The front matter of any page; `name` is what links and the way to it call it, where its title is a finding."""

    title: Text = Field(
        description="a statement, or a question that a person would ask", examples=["Did the visit change anything?"]
    )
    name: Text | None = Field(None, description="what links call the page, where its title tells a finding")
    template: Literal["main.html", "home.html", "explainer.html", "evidence.html", "booklet.html"] = Field(
        "main.html", description="how the page is framed; left out, as any page"
    )
    description: Text | None = Field(
        None, description="for search engines; left out, the answer or the standfirst serves"
    )
    standfirst: Standfirst | None = None
    dates: Dates = ()
    hide: tuple[Literal["navigation", "toc", "footer"], ...] = Field(
        (), description="parts of the frame that the page goes without"
    )
    image: Annotated[Text, matching(r"assets/(?:[\w-]+/)*[\w-]+\.(?:png|jpe?g|webp)", _PICTURE)] | None = Field(
        None, description="a picture of 1200 × 630 for those who share the page, under the site; left out, one is drawn"
    )
    search: Search | None = Field(None, description="whether the search leaves the page out")
    terms: Literal["first-per-section", "first-per-page", "all", "none"] = Field(
        "first-per-section", description="which mentions of glossary terms and people are linked"
    )
    reviewed: Day | None = Field(
        None, description="the day on which somebody last read the whole page against its sources"
    )


class Explainer(Meta):
    """The front matter of an explainer: what it reads, when it happens, what it is about, where it leads."""

    template: Literal["explainer.html"] = Field(
        description="explainer.html, the frame of explainers", examples=["explainer.html"]
    )
    number: Whole = Field(description="the place in the order of explainers", examples=["9"])
    thesis: bool = Field(
        False, description="yes where the title says what the author argues; menu and head then say so"
    )
    paragraphs: tuple[Paragraph, ...] = Field(
        min_length=1, description="paragraphs of the article that the page reads", examples=[["p2", "p3"]]
    )
    standfirst: Standfirst
    answer: Text = Field(
        description="the answer in a sentence", examples=["It did not: the visit was announced and nothing followed."]
    )
    dates: Dates
    legs: Legs
    needs: Text | None = Field(
        None, description="why to read the page before first", examples=["The first page sets out what was announced."]
    )
    leads: Text | None = Field(
        None, description="where this page leads", examples=["The next page shows who answered."]
    )


def address_of(name: str) -> str:
    """Return where a page stands under the site, by its name: “claims.md” at “claims/”, the front page at ""."""
    return "" if name == "index.md" else f"{name.removesuffix('.md')}/"


@dataclass(frozen=True)
class Page:
    """One Markdown file: `name` as links write it, its front matter typed and as written, and its body's lines."""

    name: str
    meta: Meta
    body: str
    first_line: int
    mentions: tuple[Mention, ...]
    numbers: tuple[Number, ...] = ()
    front: str = ""

    @property
    def is_home(self) -> bool:
        """Whether this is the front page, whose title is a question and not a name."""
        return self.name == "index.md"

    @property
    def file(self) -> str:
        """The path under which faults of the page are told."""
        return f"docs/{self.name}"

    @property
    def short(self) -> str:
        """What links call the page."""
        return self.meta.name or self.meta.title

    @property
    def address(self) -> str:
        """Where the page stands under the site: “claims/”, or "" for the front page."""
        return address_of(self.name)

    def line_of(self, field: str) -> int:
        """Return the line on which a field of the front matter begins; 0 where it is not written."""
        front = enumerate(self.front.splitlines(), 2)
        return next((number for number, line in front if line.startswith(f"{field}:")), 0)

    @property
    def explainer(self) -> Explainer:
        """The front matter of a page that is known to be an explainer."""
        assert isinstance(self.meta, Explainer)
        return self.meta

    @cached_property
    def blocks(self) -> frozenset[str]:
        """The names of the blocks that stand on the page."""
        heads = (SLASHES.sub(r"\g<head>", line.text) for line in self.lines if line.kind == "slashes")
        return frozenset(filter(None, map(block_name, heads)))

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The lines of the body, each with what it is."""
        return tuple(read_lines(self.body.splitlines(), self.first_line))

    @cached_property
    def prose(self) -> str:
        """The body without headings, block heads, citations and code."""
        return "\n".join(text for _, text in self.prose_lines)

    @cached_property
    def word_count(self) -> int:
        """How many words the page's own prose has; captions of pictures are beside it."""
        captions = {line.number for line in self.lines if line.block == "picture"}
        return count_words("\n".join(text for number, text in self.prose_lines if number not in captions))

    @cached_property
    def citations(self) -> tuple[str, ...]:
        """The ids that the page cites, in its order, each as often as it stands there."""
        return tuple(id_ for line in self.lines for id_ in CITE.findall(CODE.sub("", line.text)))

    @cached_property
    def headings(self) -> tuple[tuple[int, str], ...]:
        """The lines of the headings with their numbers in the file."""
        return tuple((one.number, one.text) for one in self.lines if one.kind == "text" and one.text.startswith("#"))

    @cached_property
    def prose_lines(self) -> tuple[tuple[int, str], ...]:
        """The lines of the prose with their numbers in the file."""
        return tuple(
            (line.number, CITE.sub("", NUMBER.sub("9", CODE.sub("", line.text))))
            for line in self.lines
            if line.kind == "text" and not line.text.startswith("#")
        )


def _shared_fault(content: bytes) -> str:
    """Return what a picture to share is, where that is not what the head of a page says of it; "" otherwise."""
    size = measure(content)
    right = size is None or (size.kind, size.width, size.height) == ("PNG", *_SHARED_SIZE)
    return "" if right or size is None else f"a {size.kind} of {size.width} × {size.height}"


def page_names(folder: Path) -> set[str]:
    """Return the names of all pages of `folder`, as links write them."""
    return {path.relative_to(folder).as_posix() for path in _files(folder)}


def _files(folder: Path) -> Iterator[Path]:
    """Yield the files of the pages in order, those aside that are not published."""
    for path in sorted(folder.glob("**/*.md")):
        if path.is_file() and not path.is_symlink() and not _unpublished(path.relative_to(folder).parts):
            yield path


def _unpublished(parts: tuple[str, ...]) -> bool:
    """Tell whether MkDocs leaves a file of docs/ out, by the parts of its path."""
    return any(part.startswith(".") for part in parts) or parts[0] == "templates"


def read_pages(folder: Path, known: Mapping[str, set[str]], problems: list[Problem]) -> tuple[Page, ...]:
    """Read every page of `folder`, check blocks and citations, and append what is wrong to `problems`.

    `known` holds the ids that pages can name, by kind; a kind that is not there leaves its ids unchecked.
    """
    pages = []
    problems += _strangers(folder)
    numbered: dict[int, str] = {}
    for path in _files(folder):
        name = path.relative_to(folder).as_posix()
        report = Report(f"{folder.name}/{name}", problems)
        try:
            page = _read_page(path.read_text(encoding="utf-8-sig"), name, report, known)
        except UnicodeDecodeError as error:
            problems.append(not_utf8(report.file, error))
            continue
        if page is None:
            continue
        pages.append(page)
        if page.meta.image and not (folder / page.meta.image).is_file():
            report(
                1, 1, f"“image” names “{page.meta.image}”, which is not in {folder.name}/", "a picture that is there"
            )
        elif page.meta.image and (fault := _shared_fault((folder / page.meta.image).read_bytes())):
            report(
                1, 1, f"“image” is {fault}", "a PNG of {} × {}, as places that show links want it".format(*_SHARED_SIZE)
            )
        if isinstance(page.meta, Explainer):
            other = numbered.setdefault(page.meta.number, report.file)
            if other != report.file:
                report(1, 1, f"“number: {page.meta.number}” is already that of {other}")
    return tuple(pages)


# What stands in docs/ besides pages: pictures anywhere, what styles and scripts need under assets/, and one name.
_PICTURES = frozenset((".avif", ".gif", ".ico", ".jpeg", ".jpg", ".png", ".webp"))
_ASSETS = {
    ".css": "assets/stylesheets/",
    ".js": "assets/javascripts/",
    ".txt": "assets/fonts/",
    ".woff2": "assets/fonts/",
}
_LONGEST_NAME = 120
_NAME = re.compile(rf"[\w. @+-]{{1,{_LONGEST_NAME}}}", re.ASCII)
_STEM = re.compile(r"[^\W_][\w-]{0,99}", re.ASCII)
_TAKEN = {  # names that no page may have
    re.compile(r"(?:aux|con|nul|prn|com\d|lpt\d)", re.IGNORECASE): "some disks take no file of this name",
    re.compile(r"p\d{1,3}"): "a page of this name would be taken for a paragraph of the article",
}
_MADE = ("assets/charts/", "assets/share/")  # the build writes there
SECURITY = ".well-known/security.txt"
_SHARED = tuple(f"assets/{name}" for name in ("fonts", "javascripts", "stylesheets"))  # a second edition links them


def _strangers(folder: Path) -> Iterator[Problem]:
    """Yield what would be published unread, or dropped: links out of the folder, files that nothing reads."""
    seen: dict[str, str] = {}
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        if (other := seen.setdefault("/".join(parts).casefold(), path.name)) != path.name:
            yield Problem(
                f"{folder.name}/{'/'.join(parts)}", 0, 0, f"some disks do not tell it from “{other}”", "another name"
            )
        file, suffix = f"{folder.name}/{'/'.join(parts)}", path.suffix
        if not _NAME.fullmatch(parts[-1]) and not any(part.startswith(".") for part in parts):
            long = len(parts[-1]) > _LONGEST_NAME
            found = "the name is too long" if long else "the name holds signs that an address does not take"
            allowed = f"{_LONGEST_NAME} signs at most" if long else "letters a to z, digits, hyphens"
            yield Problem(file, 0, 0, found, allowed)
            continue
        shared = "/".join(parts)
        if path.is_symlink() and not (shared in _SHARED and path.resolve().as_posix().endswith(f"docs/{shared}")):
            yield Problem(file, 0, 0, "this is a link to another file", "the file itself")
        elif suffix == ".md" and (fault := _of_page(path, parts)):
            yield Problem(file, 0, 0, *fault)
        elif place := _misplaced(parts):
            yield Problem(file, 0, 0, "nothing reads this file", place)
        elif _unpublished(parts) or path.is_dir():
            continue
        elif not path.is_file():
            yield Problem(file, 0, 0, "this is no file", "a file")
        elif shared.startswith(_MADE):
            yield Problem(file, 0, 0, "the build writes files of its own in this folder", "another folder")
        elif suffix == ".svg" and parts[0] == "assets":
            yield from drawing_faults(path, file)
        elif suffix in KINDS and not shared.startswith(FOLDER) and (broken := picture_fault(suffix, path.read_bytes())):
            yield Problem(file, 0, 0, f"the file {broken}", f"a {KINDS[suffix]}, as its name ends")
        elif not (suffix == ".md" or suffix in _PICTURES or shared.startswith(_ASSETS.get(suffix, " "))):
            allowed = "pages *.md; pictures *.jpg, *.png, *.webp; drawings under assets/; "
            allowed += "styles, scripts and fonts in their folders there"
            yield Problem(file, 0, 0, "nothing reads this file", allowed)


def _misplaced(parts: tuple[str, ...]) -> str:
    """Return what is allowed where a file stands in a folder that takes but some, or ""."""
    shared = "/".join(parts)
    if parts[0] == ".well-known" and len(parts) > 1 and shared != SECURITY:
        return f"{SECURITY} alone in this folder"
    if parts == (".htaccess",):
        return "data/redirects.yml, of which the build writes one"
    return f"pictures in docs/{FOLDER}/ itself" if shared.startswith(f"{FOLDER}/") and parts[3:] else ""


def _of_page(path: Path, parts: tuple[str, ...]) -> tuple[str, str] | None:
    """Return what is wrong with the name of a page, and what is allowed."""
    if path.is_dir() or _unpublished(parts):
        what = "a folder has the name of a page" if path.is_dir() else "a page with this path is not published"
        return what, "another name"
    if not all(map(_STEM.fullmatch, (*parts[:-1], path.stem))):
        return "the path of a page becomes an address", "letters a to z, digits, hyphens, and .md"
    if path.stem.casefold() in ("index", "readme") and parts != ("index.md",):
        return "a page of this name takes the address of its folder", "another name"
    for pattern, found in _TAKEN.items():
        if pattern.fullmatch(path.stem):
            return found, "another name"
    if parts[0].casefold() == "charts" and len(parts) > 1:
        return "the pages of charts are made of their records", "another folder"
    return None


def _read_page(text: str, name: str, report: Report, known: Mapping[str, set[str]]) -> Page | None:
    lines = text.split("\n")
    signs = [(number, *fault) for number, line in enumerate(lines, 1) for fault in line_faults(line)]
    for sign in signs:
        report(*sign)
    if signs:
        return None
    opened = bool(lines) and lines[0].rstrip() == "---"
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), 0) if opened else 0
    body, first_line = (lines[end + 1 :], end + 2) if end else (lines, 1)
    if opened and not end:
        report(1, 1, "the front matter is not closed", "a line “---” after its fields")
        return None
    while body and not body[0].strip():  # one of spaces alone would be code where the page begins
        body, first_line = body[1:], first_line + 1
    reader = Proofreader(report, BLOCKS, known)
    reader.read(body, first_line)
    if not opened:
        report(1, 1, "the page has no front matter", "“---”, “title: …”, “---” on top")
        return None
    if "..." in (stops := [line.rstrip() for line in lines[1:end]]):
        report(stops.index("...") + 2, 1, "“...” ends the front matter before its “---”", "fields alone")
        return None
    front = "\n".join(lines[1:end]) + "\n"
    meta = _front_matter(front, report, known)
    found = tuple(reader.mentions), tuple(reader.numbers)
    return Page(name, meta, "\n".join(body), first_line, *found, front) if meta else None


def _front_matter(text: str, report: Report, known: Mapping[str, set[str]]) -> Meta | None:
    front = read_file("\n" + text, report.file, report.problems)  # places count from the “---” above it
    if front.broken:
        return None
    if front.root is None:
        report(1, 1, "the front matter is empty", "“title: …” at least")
        return None
    for node in texts(front.root):
        check_head(node, report, known)
        for found, allowed in text_faults(node.value, drawn=False, filled=True):
            report.at(node.start_mark, found, allowed)
    fields = plain(front.root)
    model = Explainer if "number" in fields or fields.get("template") == "explainer.html" else Meta
    meta: Meta | None = typed(model, fields, front.root, "", report, known)
    return meta
