"""What an editor’s program makes of a file while one types: its values by YAML 1.2, and what its schema marks."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft7Validator

import schemas

LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
FILES = schemas.schemas()
RULES: dict[str, Draft7Validator] = {
    name.removesuffix(".json"): Draft7Validator(schema) for name, schema in FILES.items()
}


def marks(root: Path, files: Container[str] = ()) -> list[str]:
    """Return what the schemas mark in an edition, or in these files of it."""
    return [
        f"{file}: {'/'.join(map(str, fault.path))}: {fault.message[:200]}"
        for file, schema, node in documents(root)
        if not files or file in files
        for fault in RULES[schema].iter_errors(guessed(node))
    ]


def documents(edition: Path) -> Iterator[tuple[str, str, yaml.Node]]:
    """Yield each file of an edition, with the schema that it has and its content."""
    for path in sorted((edition / "data").glob("*.yml")):
        if node := yaml.compose(path.read_text(encoding="utf-8"), Loader=LOADER):
            yield f"data/{path.name}", path.stem, node
    for path in sorted((edition / "docs").glob("**/*.md")):
        front = path.read_text(encoding="utf-8").split("---\n")[1]
        yield f"docs/{path.name}", "page", yaml.compose(front, Loader=LOADER)


_GUESSES = (
    (r"|~|null|Null|NULL", lambda text: None),
    (r"true|True|TRUE|false|False|FALSE", lambda text: text.lower() == "true"),
    (r"[-+]?\d+", int),
    (r"[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?", float),
)


def guessed(node: yaml.Node) -> Any:
    """Return what an editor takes a node for, by YAML 1.2; our reader guesses nothing."""
    if isinstance(node, yaml.SequenceNode):
        return [guessed(item) for item in node.value]
    if isinstance(node, yaml.MappingNode):
        return {str(key.value): guessed(value) for key, value in node.value}
    plainly = (make for pattern, make in _GUESSES if re.fullmatch(pattern, node.value)) if not node.style else iter(())
    make = next(plainly, str)
    return make(node.value)
