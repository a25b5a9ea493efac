"""What takes long to make is kept under a digest of all that it is made from, so that an unchanged build makes none."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path


def digest(*made_from: str | bytes) -> str:
    """Return the name of what is made from these."""
    parts = (part.encode() if isinstance(part, str) else part for part in made_from)
    # Each part by a digest of its own, so that none can run into the next.
    return hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()[:32]


def keep(path: Path, content: bytes) -> None:
    """Write a file whole or not at all: a build that is broken off leaves no half of it behind."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".new")
    beside.write_bytes(content)
    beside.replace(path)


def cached(path: Path, make: Callable[[], bytes]) -> bytes:
    """Return what is kept at `path`, made first where there is nothing yet."""
    if not path.is_file():
        keep(path, make())
    return path.read_bytes()
