"""The settings of mkdocs.yml: what the engine needs of them, and what may be set besides; anything else is told."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

import yaml
from pydantic import Field

from .fields import Number, Rule, Text, matching, only, two
from .parts import Part
from .problem import Problem, Report, listing, not_utf8
from .reading import place_of, typed
from .signs import text_faults
from .yaml import is_guessed, plain, read_file

FILE = "mkdocs.yml"
_BY_NAME = ("plugins", "markdown_extensions")  # lists of names, of which some have options
_OF_THE_PLACE = ("site_url", "repo_url", "edit_uri", "dev_addr", "strict")  # what the environment may say
_GUESSED = ("strict", "font", "boost", "nav")  # are no texts, or are looked at elsewhere
_LISTED = "listed"  # the tag of such a list once it is read
_TEMPLATES = ("manifest.webmanifest", "feed.xml", "llms.txt", "robots.txt", "_headers", "_redirects", ".htaccess")
_FEATURES = ("navigation.tabs", "toc.integrate", "search.highlight")


def _all_of(*names: str) -> Rule:
    """Ask for each of some names, in any order."""

    def told(given: tuple[str, ...]) -> str:
        lacking = [name for name in names if name not in given]
        odd = [name for name in given if name not in names] or list(given)
        found = f"“{lacking[0]}” is missing" if lacking else f"nothing reads “{odd[0]}”, or it stands twice"
        return f"{found}; allowed: {listing(names)}"

    return Rule(lambda given: sorted(given) == sorted(names), told)


_WHOLE = re.compile(r"https?://[\w-]+(?:\.[\w-]+)*(?::\d+)?(?:/(?:[\w.~%+-]+/)*[\w.~%+-]*)?", re.ASCII)
_ENDS_IN_FILE = re.compile(r"\.(?:git|html?|md|php|xml)$", re.IGNORECASE)


def _is_whole(text: str) -> bool:
    """Tell whether a text is the address of a folder of a site, from which others are made, or none."""
    try:
        parts = urlsplit(text)
        is_host = parts.port != 0
    except ValueError:  # of a port that is none
        return False
    is_there = not {".", ".."} & set(parts.path.split("/")) and not _ENDS_IN_FILE.search(parts.path)
    return not text or bool(_WHOLE.fullmatch(text) and is_host and is_there)


_Whole = (
    Annotated[
        str,
        only(_is_whole, "“{}” does not fit; allowed: an address such as https://example.org/folder/, or none"),
    ]
    | None
)
_Line = Annotated[Text, matching(r".+", "words on one line")]
_Way = Annotated[str, matching(r"(?:(?:[\w.~-]+/)*docs/?)?", "a path such as edit/main/docs/, or none")] | None
_WELL_KNOWN = "“!.well-known”, which puts that folder in; no page is kept out"
_HOOK = re.compile(r"(?:\.\./)*hooks/explainer_hooks\.py")
_OUR_HOOK = Rule(
    lambda files: len(files) == 1 and _HOOK.fullmatch(files[0]),
    lambda files: f"“{', '.join(files)}” does not fit; allowed: hooks/explainer_hooks.py alone",
)
_Warn = Literal["warn"]
_Asset = Annotated[
    Text,
    matching(
        r"assets/(?:javascripts|stylesheets)/[\w-]+\.(?:css|js)",
        "the path of a style or script, such as assets/stylesheets/a.css",
    ),
]
_Assets = tuple[_Asset, ...]


class _Validation(Part):
    omitted_files: _Warn
    absolute_links: _Warn
    unrecognized_links: _Warn
    anchors: _Warn


class _Toggle(Part):
    name: Text


class _Palette(Part):
    media: Literal["(prefers-color-scheme: light)", "(prefers-color-scheme: dark)"]
    scheme: Literal["default", "slate"]
    toggle: _Toggle


class _Theme(Part):
    name: Literal["material"]
    custom_dir: Annotated[Text, matching(r"(?:\.\./)*overrides", "overrides")]
    language: Literal["en"]
    font: Literal["false"]
    favicon: Literal["assets/images/favicon.svg"]
    static_templates: Annotated[tuple[str, ...], _all_of(*_TEMPLATES)]
    palette: Annotated[tuple[_Palette, ...], two("that for light, that for dark")]
    features: Annotated[tuple[str, ...], _all_of(*_FEATURES)]


class _Extra(Part):
    full_css: _Assets
    embed_css: _Assets


# Browsers know no other beginning of a group, and one that is repeated can keep them busy for ever.
_NOT_OF_BROWSERS = re.compile(r"\(\?(?![:=!]|<[=!])|\\[AZ]|\)[+*{]")


def _is_pattern(text: str) -> bool:
    if _NOT_OF_BROWSERS.search(text):
        return False
    try:
        re.compile(text)
    except re.error:
        return False
    return True


class _Boost(Part):
    boost: Number


class _SearchFields(Part):
    title: _Boost
    text: _Boost
    dates: _Boost


class _Search(Part):
    lang: Literal["en"]
    separator: Annotated[
        Text, only(_is_pattern, "“{}” is no pattern; allowed: a regular expression that browsers know")
    ]
    fields_: _SearchFields = Field(alias="fields")


class _Plugins(Part):
    search: _Search


class _Toc(Part):
    permalink: Literal["#"]
    permalink_title: Text
    toc_depth: Literal["2-3"]


class _Extensions(Part):
    md_in_html: None
    tables: None
    toc: _Toc


def _is_plain(text: str) -> bool:
    return not any(text_faults(text, drawn=True, filled=False))


_Plain = Annotated[_Line, only(_is_plain, "“{}” would be printed as it is typed; allowed: words alone")]


class _Settings(Part):
    """What may stand in mkdocs.yml; what has no default has to."""

    INHERIT: Text | None = None
    site_name: Annotated[
        _Line, matching(r"(?!.*(?:[<>\\]|&#?\w+;)).+", "words, without tags, entities and backslashes")
    ]
    site_description: _Plain
    site_url: _Whole = None
    repo_url: _Whole = None
    edit_uri: _Way = None
    strict: Literal["true"]
    watch: Annotated[
        tuple[Annotated[Text, matching(r"(?:\.\./)*(?:data|overrides)", "data, overrides")], ...],
        two("data, overrides"),
    ]
    hooks: Annotated[tuple[str, ...], _OUR_HOOK]
    validation: _Validation
    not_in_nav: Text | None = None
    exclude_docs: Annotated[Text, matching(r"!\.well-known/?", _WELL_KNOWN)] | None = None
    theme: _Theme
    extra_css: _Assets
    extra_javascript: _Assets
    extra: _Extra
    nav: Any
    plugins: _Plugins
    markdown_extensions: _Extensions


@dataclass(frozen=True)
class Settings:
    """The settings of one file with those that it takes over from another; what is wrong with them.

    `nodes` are its own with their places, `values` all of them as texts, lists and dictionaries.
    """

    nodes: Mapping[str, yaml.Node] = field(default_factory=dict)
    values: Mapping[str, Any] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def read_settings(root: Path) -> Settings:
    """Read mkdocs.yml in `root`; there are no settings where there is no file."""
    problems: list[Problem] = []
    node = _composed(root / FILE, problems)
    if node is None:
        if (root / FILE).is_file() and not problems:
            problems.append(Problem(FILE, 1, 1, "the file is empty", "“site_name”, and all that the site needs"))
        return Settings(problems=tuple(problems))
    report = Report(FILE, problems)
    values = _whole(node, (root / FILE).resolve(), report, ())
    if not problems:
        typed(_Settings, values, node, "", report, {})
    if not problems:
        _tell_guessed(node, report)
        _find_files(values, node, root, report)
    return Settings({str(key.value): value for key, value in node.value}, values, tuple(problems))


def _tell_guessed(node: yaml.Node, report: Report) -> None:
    """Report the texts that MkDocs, which reads YAML by its rules, would take for something else."""
    for key, value in _scalars(node):
        if key not in _GUESSED and is_guessed(value):
            found = f"“{key}” is “{value.value}”, which would be read as a number, a day or a yes"
            report.at(value.start_mark, found, "quotes around it")


def _scalars(node: yaml.Node, name: str = "") -> Iterator[tuple[str, yaml.ScalarNode]]:
    """Yield the values under a node but for those of the navigation, each with the name of its field."""
    if isinstance(node, yaml.ScalarNode):
        yield name, node
    elif name != "nav":
        within = node.value if isinstance(node, yaml.MappingNode) else [(None, item) for item in node.value]
        for key, value in within:
            yield from _scalars(value, str(key.value) if key else name)


def _composed(path: Path, problems: list[Problem]) -> yaml.MappingNode | None:
    try:
        text = path.read_text(encoding="utf-8-sig") if path.is_file() else ""
    except UnicodeDecodeError as error:
        problems.append(not_utf8(FILE, error))
        return None
    root = read_file(text, FILE, problems, wiring=True).root
    if root is not None:
        for key, value in root.value:
            if key.value not in _OF_THE_PLACE and (asked := next(_asking(value), None)):
                mark = asked.start_mark
                found = f"“{key.value}” takes what the environment holds, which may be a secret"
                allowed = f"“!ENV” for {listing(_OF_THE_PLACE)}"
                problems.append(Problem(FILE, mark.line + 1, mark.column + 1, found, allowed))
        pairs = [(key, _set(value)) for key, value in root.value]
        root.value = [(key, _by_name(value) if key.value in _BY_NAME else value) for key, value in pairs]
    return root


def _asking(node: yaml.Node) -> Iterator[yaml.Node]:
    """Yield what asks the environment, in a node."""
    if node.tag == "!ENV":
        yield node
    elif isinstance(node, yaml.CollectionNode):
        for item in node.value:
            for one in item if isinstance(item, tuple) else (item,):
                yield from _asking(one)


def _set(node: yaml.Node) -> yaml.Node:
    """Return a node with what the environment puts into it: “!ENV [NAME, default]”."""
    if node.tag == "!ENV":
        several = isinstance(node, yaml.SequenceNode) and len(node.value) > 1
        *names, default = node.value if several else (node, yaml.ScalarNode("", "", node.start_mark))
        found = next((os.environ[name.value] for name in names if str(name.value) in os.environ), None)
        return default if found is None else yaml.ScalarNode("", found, node.start_mark, node.end_mark)
    if isinstance(node, yaml.SequenceNode):
        node.value = [_set(item) for item in node.value]
    elif isinstance(node, yaml.MappingNode):
        node.value = [(key, _set(value)) for key, value in node.value]
    return node


def _by_name(node: yaml.Node) -> yaml.Node:
    """Return a list of names, some of them with options, as fields."""
    if not isinstance(node, yaml.SequenceNode):
        return node
    pairs: list[tuple[yaml.Node, yaml.Node]] = []
    for item in node.value:
        without = yaml.ScalarNode(item.tag, "", item.start_mark, item.end_mark)
        pairs += item.value if isinstance(item, yaml.MappingNode) else [(item, without)]
    return yaml.MappingNode(_LISTED, pairs, node.start_mark, node.end_mark)


class _Listed(dict[str, Any]):
    """What a file has as a list, in which MkDocs takes over nothing from another one."""


def _whole(node: yaml.MappingNode, path: Path, report: Report, taken: tuple[Path, ...]) -> dict[str, Any]:
    """Return the settings of a file over those that it takes over from another one."""
    own = plain(node)
    own |= {str(key.value): _Listed(own[key.value]) for key, value in node.value if value.tag == _LISTED}
    if not isinstance(own.get("INHERIT"), str):
        return own
    other = (path.parent / own["INHERIT"]).resolve()
    if other in (*taken, path) or not other.is_file():
        found = "which takes over this one" if other.is_file() else "which is not there"
        report.at(place_of(node, ["INHERIT"]).start_mark, f"“INHERIT” names “{own['INHERIT']}”, {found}", "a file")
        return own
    # Its own faults are told when it is itself looked at: the places would be those of another file.
    base = _composed(other, [])
    return _merged(_whole(base, other, report, (*taken, path)) if base else {}, own)


def _merged(base: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    both = {name: _merged(base[name], own[name]) for name in base.keys() & own.keys() if _are_fields(base, own, name)}
    return base | own | both


def _are_fields(base: dict[str, Any], own: dict[str, Any], name: str) -> bool:
    return all(isinstance(one[name], dict) and not isinstance(one[name], _Listed) for one in (base, own))


def _find_files(values: Mapping[str, Any], node: yaml.Node, root: Path, report: Report) -> None:
    """Report the files and folders that are named and not there."""
    theme = values["theme"]
    named: list[tuple[list[str | int], str]] = [
        (["theme", "custom_dir"], theme["custom_dir"]),
        (["theme", "favicon"], f"docs/{theme['favicon']}"),
    ]
    named += [([name, number], path) for name in ("watch", "hooks") for number, path in enumerate(values[name])]
    for where, path in named:
        if not (root / path).exists():
            report.at(place_of(node, where).start_mark, f"“{path}” is not there", "its path from mkdocs.yml")
    for names in (["extra_css"], ["extra_javascript"], ["extra", "full_css"], ["extra", "embed_css"]):
        listed: Any = values
        for name in names:
            listed = listed[name]
        for number, path in enumerate(listed):
            if not (root / "docs" / path).is_file():
                mark = place_of(node, [*names, number]).start_mark
                report.at(mark, f"“{path}” is not in docs/", "the path of a style or script there")
