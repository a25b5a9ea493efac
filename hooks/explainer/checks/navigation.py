"""The settings of mkdocs.yml, and its navigation held against the pages: each once, the explainers by number."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase

import yaml

from ..data.problem import Problem, Report, nearest_name
from ..data.settings import FILE, read_settings
from ..data.yaml import is_guessed, plain
from ..prose.pages import SECURITY, Explainer, Page
from ..publication.publication import Publication

_LET_IN = f'a line “exclude_docs: "!.well-known"” in {FILE}'
_TITLE = re.compile(r"(?!.*(?:://|www\.)).*[^\W_].*", re.DOTALL)
_UNDER_NAV = "a page of docs/, written from there, such as about.md"


@dataclass(frozen=True)
class _Entry:
    """A page in the navigation: its place in the file, the title that it is given there, its section's line or 0."""

    page: str
    line: int
    column: int
    title: str = ""
    section: int = 0

    def fault(self, found: str, allowed: str = "", nearest: str = "") -> Problem:
        """Return what is wrong with it."""
        return Problem(FILE, self.line, self.column, found, allowed, nearest)


def navigation_problems(publication: Publication) -> Iterator[Problem]:
    """Yield settings that may not be, and what the navigation leaves out, names twice or wrongly, or has astray."""
    root = publication.dossier.geo.parent.parent
    settings, docs = read_settings(root), root / "docs"
    problems = list(settings.problems)
    if (docs / SECURITY).exists() and settings.nodes and not settings.values.get("exclude_docs"):
        problems.append(Problem(f"docs/{SECURITY}", 0, 0, "the file is not published", _LET_IN))
    nav = settings.nodes.get("nav")
    if isinstance(nav, yaml.SequenceNode):
        entries = list(_entries(nav, problems))
        known = {*publication.by_name, *(f"charts/{id_}.md" for id_ in publication.dossier.charts)}
        problems += _astray(entries, known)
        problems += _miscalled(entries, publication.by_name)
        problems += _sections_miscalled(nav, entries, publication.by_name)
        problems += _left_out(publication, entries, nav, _patterns(settings.values.get("not_in_nav")))
        problems += _out_of_order(entries, publication.by_name)
        problems += _named_alike(publication.pages)
        problems += _miscounted(publication)
        problems += _unshown(publication)
    elif settings.nodes:
        problems.append(Problem(FILE, 1, 1, "“nav” is no list of pages", "“nav:”, and “- page.md” lines under it"))
    yield from problems


def _entries(node: yaml.Node, problems: list[Problem], within: int = 0) -> Iterator[_Entry]:
    """Yield the pages under a node of the navigation; what is none goes to `problems`.

    The frame of pages shows sections and the pages `within` them, by the line, and no more levels.
    """
    report = Report(FILE, problems)
    for item in node.value:
        titled = isinstance(item, yaml.MappingNode) and item.value
        if titled and (len(item.value) > 1 or not plain(item.value[0][0])):
            found = "several titles" if len(item.value) > 1 else "no title"
            report.at(item.start_mark, f"one entry of “nav” has {found}", "“- Title: page.md”, each on its line")
            continue
        if titled and not _TITLE.fullmatch(str(plain(item.value[0][0]))):
            found = f"“{plain(item.value[0][0])}” is no title"
            report.at(item.start_mark, found, "words, and no address")
        if titled and is_guessed(item.value[0][0]):
            found = f"“{plain(item.value[0][0])}” would be read as a number, a day or a yes"
            report.at(item.start_mark, found, "quotes around it")
        # “Title: page.md”, or “Title:” with a list under it.
        one = item.value[0][1] if titled else item
        if isinstance(one, yaml.SequenceNode) and one.value:
            if titled and not within:
                yield from _entries(one, problems, one.start_mark.line + 1)
            else:
                found = "a section stands within another" if titled else "a list without a title stands in “nav”"
                report.at(one.start_mark, found, "“- Title:”, with the pages of the section under it")
            continue
        address = str(one.value) if isinstance(one, yaml.ScalarNode) else ""
        if ":" in address or posixpath.normpath(f"/{address}") != f"/{address}" or not address.endswith(".md"):
            report.at(one.start_mark, f"“{address}” in “nav” is no page", _UNDER_NAV)
        else:
            title = str(plain(item.value[0][0])) if titled else ""
            yield _Entry(address, one.start_mark.line + 1, one.start_mark.column + 1, title, within)


def _patterns(names: object) -> list[str]:
    """Return what “not_in_nav” names: lines such as “/booklet.md”, “/charts/”, “draft-*.md”."""
    lines = names.split("\n") if isinstance(names, str) else []
    return [line.strip() for line in lines if line.strip() and line[0] not in "#!"]


def _is_kept_out(page: str, pattern: str) -> bool:
    """Tell whether a pattern means a page, read as in a .gitignore: one with a stroke within begins at docs/."""
    whole = pattern.strip("/")
    places = [page] if "/" in pattern.rstrip("/") else [page, *page.split("/")]
    return any(fnmatchcase(place, whole) or fnmatchcase(place, f"{whole}/*") for place in places)


def _astray(entries: list[_Entry], known: set[str]) -> Iterator[Problem]:
    first: dict[str, _Entry] = {}
    for entry in entries:
        if entry.page not in known:
            nearest = nearest_name(entry.page, known)
            yield entry.fault(f"“nav” names “{entry.page}”, which is not in docs/", _UNDER_NAV, nearest)
        other = first.setdefault(entry.page, entry)
        if other is not entry:
            yield entry.fault(f"“{entry.page}” stands twice in “nav”; it is already on line {other.line}")


def _miscalled(entries: list[_Entry], pages: Mapping[str, Page]) -> Iterator[Problem]:
    """Yield the titles by which two entries cannot be told apart, and those that are another page's name."""
    first: dict[str, _Entry] = {}
    names = {name.casefold(): page for page in pages.values() for name in (page.short, page.meta.title)}
    numbered = [one for one in entries if one.page in pages and isinstance(pages[one.page].meta, Explainer)]
    sections = {one.section for one in numbered if one.section}
    for entry in entries:
        if entry.title and (entry in numbered or entry.section in sections):
            found = f"“{entry.title}” is shown nowhere: among explainers pages are called as their front matter says"
            yield entry.fault(found, f"“- {entry.page}”")
            continue
        page = pages.get(entry.page)
        own = page.short if page else ""
        if page and page.meta.name and not entry.title and entry.section not in sections:
            found = f"“{entry.page}” would be called by its long title, “{page.meta.title}”"
            yield entry.fault(found, f"“- {own}: {entry.page}”")
        title = (entry.title or own).casefold()
        if first.setdefault(title, entry) is not entry:
            found = f"“{entry.title or own}” is the title of the entry on line {first[title].line}, too"
            yield entry.fault(found, "a title for each page")
        elif entry.title and names.get(title, pages.get(entry.page)) is not pages.get(entry.page):
            found = f"“{entry.title}” is the name of “{names[title].name}”, and leads to “{entry.page}”"
            yield entry.fault(found, f"“- {entry.title}: {names[title].name}”, or another title")


def _sections_miscalled(nav: yaml.Node, entries: list[_Entry], pages: Mapping[str, Page]) -> Iterator[Problem]:
    """Yield the sections that bear a page's name, and lead to another: to their first page, which they stand for."""
    for title, under in (item.value[0] for item in nav.value if isinstance(item, yaml.MappingNode) and item.value):
        name = str(plain(title)).casefold()
        own = [entry for entry in entries if entry.section == under.start_mark.line + 1]
        for entry in entries if own else ():
            called = {entry.title.casefold(), *((pages[entry.page].short.casefold(),) if entry.page in pages else ())}
            if entry is not own[0] and name in called:
                found = f"the section “{plain(title)}” leads to “{own[0].page}”, and “{entry.page}” is called so"
                yield own[0].fault(found, f"“{entry.page}” first in the section, or another title")


def _named_alike(pages: Iterable[Page]) -> Iterator[Problem]:
    """Yield the pages that links would call as they call another one."""
    first: dict[str, Page] = {}
    for page in pages:
        for name in dict.fromkeys((page.short.casefold(), page.meta.title.casefold())):
            other = first.setdefault(name, page)
            if other is not page:
                field = "name" if page.meta.name and page.short.casefold() == name else "title"
                found = f"“{field}” is what {other.file} is called"
                yield Problem(page.file, page.line_of(field), 1, found, "another one")


def _left_out(
    publication: Publication, entries: list[_Entry], nav: yaml.Node, patterns: list[str]
) -> Iterator[Problem]:
    """Yield the pages without an entry, each where its entry goes: an explainer's behind that of the one before."""
    named = {entry.page: entry for entry in entries}
    numbers = [(page.explainer.number, page.name) for page in publication.explainers]
    for page in publication.pages:
        is_explainer = isinstance(page.meta, Explainer)
        if page.name in named or (not is_explainer and any(_is_kept_out(page.name, one) for one in patterns)):
            continue
        before, place = "", _Entry("", nav.start_mark.line + 1, nav.start_mark.column + 1)
        if isinstance(page.meta, Explainer):  # all others count them, and lead from one to the next
            behind = [name for number, name in numbers if number < page.meta.number and name in named]
            place, before = (named[behind[-1]], f" behind “{behind[-1]}”") if behind else (place, "")
        allowed = f"a line “- {page.name}”{before} under “nav”"
        allowed += (
            ", or a file outside of docs/ until it is to be read"
            if is_explainer
            else ", or its name under “not_in_nav”"
        )
        yield place.fault(f"“nav” leaves out {page.file}", allowed)


def _out_of_order(entries: list[_Entry], pages: Mapping[str, Page]) -> Iterator[Problem]:
    """Yield the explainers that stand behind a later one, and what parts them from one another."""
    numbered = [entry for entry in entries if isinstance(_meta(entry, pages), Explainer)]
    if not numbered:
        return
    highest = 0
    for entry in numbered:
        number = pages[entry.page].explainer.number
        if number < highest:
            found = f"“{entry.page}”, explainer {number}, stands behind explainer {highest}"
            yield entry.fault(found, "the order of “number” on their pages")
        highest = max(highest, number)
    for entry in entries[entries.index(numbered[0]) : entries.index(numbered[-1])]:
        if entry.page in pages and entry not in numbered:
            found = f"“{entry.page}” has no “number” and stands among the explainers"
            yield entry.fault(found, "a place before the first of them, or behind the last")


def _meta(entry: _Entry, pages: Mapping[str, Page]) -> object:
    return pages[entry.page].meta if entry.page in pages else None


def _unshown(publication: Publication) -> Iterator[Problem]:
    """Yield what explainers say of the one before the first and after the last."""
    explainers = publication.explainers
    for page, name, which in (
        ((explainers[0], "needs", "first"), (explainers[-1], "leads", "last")) if explainers else ()
    ):
        if line := page.line_of(name):
            yield Problem(page.file, line, 1, f"“{name}” of the {which} explainer is shown nowhere", "no such line")


def _miscounted(publication: Publication) -> Iterator[Problem]:
    """Yield the first explainer whose number leaves one out: pages say “Explainer 3 of 8”."""
    for number, page in enumerate(publication.explainers, 1):
        if page.explainer.number != number:
            yield Problem(
                page.file,
                page.line_of("number"),
                1,
                f"the explainer has the number {page.explainer.number}",
                str(number),
            )
            return
