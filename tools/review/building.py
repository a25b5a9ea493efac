"""The two sites of a review: the base, checked out beside and built by its own engine, and the working tree."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from explainer.pictures.browser import find

# What a build takes from beside the project: pictures that are drawn already, Plotly's bundle.
_SHARED = (".cache", "node_modules")
# Where the site will stand is no part of a change; an address of the repository would be on every record.
_LEFT_OUT = ("SITE_URL", "REPO_URL", "EDIT_URI", "PYTHONPATH")
_ENGINE = ("hooks/", "overrides/", "docs/assets/", "requirements", "package")
_LOG = ("INFO", "DEBUG", "Aborted with")


@dataclass(frozen=True)
class Side:
    """One of the two: its name, under which the review links to it, the folder of data and pages, that of its site."""

    name: str
    root: Path
    site: Path


@dataclass(frozen=True)
class Words:
    """What the author of a change says of it: a title and a text, under what they were found as."""

    kind: str
    title: str
    text: str


@dataclass(frozen=True)
class Sides:
    """Both sides, what the base is, the files that differ between them, and whether the engine is among these."""

    base: Side
    new: Side
    against: str
    files: tuple[str, ...] = ()
    changes_engine: bool = False
    unread: tuple[str, ...] = ()  # of the files those that no site is made of
    words: tuple[Words, ...] = ()


@dataclass(frozen=True)
class Fault:
    """Why there is nothing to compare, in a sentence, and what the build said."""

    sentence: str
    told: str = ""


def _is_of_engine(file: str, inside: Path) -> bool:
    """Tell whether a file makes sites: neither data nor pages of the project at `inside`, nor tests, nor notes."""
    path = file.removeprefix(f"{inside.as_posix()}/")
    return path.startswith(_ENGINE) and not path.endswith(".md")


def _is_of_site(file: str, inside: Path) -> bool:
    """Tell whether a file makes a site, or is one of its data and pages."""
    path = file.removeprefix(f"{inside.as_posix()}/")
    return path.startswith(("data/", "docs/", "mkdocs.yml")) or _is_of_engine(file, inside)


def build_sides(root: Path, base: str, folder: Path) -> Sides | Fault:
    """Build the base and the working tree of the project at `root` into `folder`; say why where one cannot be."""
    top = Path(_git(root, "rev-parse", "--show-toplevel") or root)
    commit = _git(root, "merge-base", "HEAD", base) or _git(root, "rev-parse", "--verify", f"{base}^{{commit}}")
    if not commit:
        return Fault(f"There is no branch or commit “{base}” here to compare with; say BASE=… and name one.")
    files, inside = _changed(top, commit), root.relative_to(top)
    sides = Sides(
        Side("base", folder / "sources", folder / "base"),
        Side("new", root, folder / "new"),
        f"{base} ({commit[:9]})",
        files,
        any(_is_of_engine(file, inside) for file in files),
        tuple(file for file in files if not _is_of_site(file, inside)),
        tuple(_words(top, commit)),
    )
    # One after the other: the second finds what the first has drawn, and two would write it at once.
    if told := _built(sides.new):
        return Fault("The working tree cannot be built; what is wrong with it is to be mended first.", told)
    if told := _build_base(sides, commit, top):
        return Fault(f"The base, {sides.against}, could not be built, so there is nothing to compare with.", told)
    return sides


def _words(top: Path, commit: str) -> Iterator[Words]:
    """Yield what the pull request says, where GitHub tells of one, and the commits since the base, oldest first."""
    event = Path(os.environ.get("GITHUB_EVENT_PATH", ""))  # a file, so that no text passes through a shell
    told_of = json.loads(event.read_text(encoding="utf-8")).get("pull_request") if event.is_file() else None
    if told_of:
        yield Words("pull request", told_of["title"], (told_of["body"] or "").strip())
    told = _git(top, "log", "-z", "--reverse", "--no-merges", "--format=%h %B", f"{commit}..HEAD")
    for message in filter(None, told.split("\0")):
        name, _, rest = message.partition(" ")
        subject, _, body = rest.strip().partition("\n")
        yield Words(f"commit {name}", subject, body.strip())


def _build_base(sides: Sides, commit: str, top: Path) -> str:
    """Build the base, unless it is there from the last time; return "", or what the build said where it failed."""
    base, root = sides.base, sides.new.root
    made_of, known = base.site.with_suffix(".txt"), _made_of(commit, root)
    if made_of.is_file() and made_of.read_text(encoding="utf-8") == known:
        return ""
    made_of.unlink(missing_ok=True)
    tree = base.site.with_name("tree")
    _remove(top, tree)
    _git(top, "worktree", "add", "--detach", str(tree), commit)
    try:
        checked_out = tree / root.relative_to(top)
        for shared in _SHARED:
            if (root / shared).exists() and not (checked_out / shared).exists():
                (checked_out / shared).symlink_to((root / shared).resolve())
        told = _built(Side(base.name, checked_out, base.site))
        if not told:
            _keep_sources(checked_out, base.root)
            made_of.write_text(known, encoding="utf-8")
        return told
    finally:
        _remove(top, tree)


def _made_of(commit: str, root: Path) -> str:
    """Return all that the site of a commit depends on: another browser, or none, makes other pictures."""
    pins = root / "requirements.txt"
    parts = (commit, root, find(), (root / "node_modules").exists(), pins.read_text() if pins.is_file() else "")
    return "\n".join(map(str, parts))


def _built(side: Side) -> str:
    """Build a side; return "", or what the build said where it failed."""
    shutil.rmtree(side.site, ignore_errors=True)
    command = [sys.executable, "-m", "mkdocs", "build", "--site-dir", str(side.site)]
    done = subprocess.run(command, cwd=side.root, env=_environment(), capture_output=True, text=True, check=False)
    return _without_traceback(f"{done.stdout}{done.stderr}") if done.returncode else ""


def _environment() -> Mapping[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in _LEFT_OUT}
    return kept | {"NO_MKDOCS_2_WARNING": "1"}


def _without_traceback(told: str) -> str:
    """Return what a failed build said: its warnings and faults, and of a traceback its last line."""
    before, _, trace = told.partition("Traceback (most recent call last):")
    lines = [line for line in before.splitlines() if line.strip() and not line.startswith(_LOG)]
    lines += [line for line in trace.splitlines() if line.strip()][-1:]
    return "\n".join(lines) or told.strip()


def _keep_sources(root: Path, folder: Path) -> None:
    """Keep the base's data and pages, whose lines the review names, when its tree is gone."""
    shutil.rmtree(folder, ignore_errors=True)
    for name in ("data", "docs"):
        shutil.copytree(root / name, folder / name, symlinks=True, ignore=shutil.ignore_patterns("assets", "geo"))


def _changed(top: Path, commit: str) -> tuple[str, ...]:
    """Return the files that differ from a commit, those not yet known to Git among them."""
    told = _git(top, "diff", "--name-only", "--no-renames", commit)
    fresh = _git(top, "ls-files", "--others", "--exclude-standard")
    return tuple(sorted({*told.splitlines(), *fresh.splitlines()}))


def _remove(top: Path, tree: Path) -> None:
    if tree.exists():
        _git(top, "worktree", "remove", "--force", str(tree))
        shutil.rmtree(tree, ignore_errors=True)
    _git(top, "worktree", "prune")


def _git(folder: Path, *arguments: str) -> str:
    """Return what Git says, or "" where it refuses."""
    command = ["git", "-c", "core.quotePath=off", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    return done.stdout.decode("utf-8", errors="replace").strip() if done.returncode == 0 else ""
