"""The two projects that are tested, the real one and the small edition: copies to edit, and their built sites."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from filelock import FileLock
from mkdocs_site import Site

TESTS = Path(__file__).parent
ROOT = TESTS.parent
EDITION = TESTS / "edition"
BASE = "https://example.org/the-ferry/"  # where the site stands in tests of whole addresses
_NOT_CONTENT = shutil.ignore_patterns(
    ".git*", ".venv", ".cache", ".build", ".*_cache", "node_modules", "site", "tests", "__pycache__"
)


def build(root: Path, folder: Path, program: str = "mkdocs", **environment: str) -> subprocess.CompletedProcess[str]:
    """Build the project at `root` into `folder`, as `make build` does."""
    command = [sys.executable, "-m", program, "build", "--config-file", "mkdocs.yml", "--site-dir", str(folder)]
    left_out = ("SITE_URL", "REPO_URL", "EDIT_URI")
    env = {name: value for name, value in os.environ.items() if name not in left_out}
    env |= {"NO_MKDOCS_2_WARNING": "1", "PICTURES": "required"} | environment
    return subprocess.run(command, cwd=root, env=env, capture_output=True, text=True, check=False)


def built(shared: Path, name: str, root: Callable[[Path], Path], **environment: str) -> Site:
    """Build a site strictly and without a warning: the first worker that asks builds it, the others wait and share it.

    `root` makes the project to be built in the folder that it is given.
    """
    folder = shared / name
    with FileLock(f"{folder}.lock"):
        told = folder / "told.txt"
        if not told.exists():
            folder.mkdir()
            done = build(root(folder), folder / "site", **environment)
            fault = done.returncode or "WARNING" in done.stderr
            told.write_text(done.stderr or "The build failed.\n" if fault else "", encoding="utf-8")
    assert not told.read_text(encoding="utf-8"), told.read_text(encoding="utf-8")
    return Site(folder / "site")


def digest(folder: Path) -> dict[str, str]:
    """Return a digest of every file's content, by its path."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def copy_edition(folder: Path) -> Path:
    """Copy the small edition into `folder`, to be edited and built; what it shares with the real one is linked."""
    for name in ("docs", "hooks", "overrides", "mkdocs.yml"):
        (folder / name).symlink_to(ROOT / name)
    copy = folder / "tests/edition"
    shutil.copytree(EDITION, copy, symlinks=True, ignore=shutil.ignore_patterns(".cache", "site"))
    _share(copy)
    return copy


def copy_project(folder: Path) -> Path:
    """Copy the whole real project, to be edited and built."""
    copy = Path(shutil.copytree(ROOT, folder / "project", ignore=_NOT_CONTENT))
    _share(copy)
    return copy


def _share(copy: Path) -> None:
    """Let a copy use the pictures that are drawn already, and Plotly's bundle, whose hash stands on the pages."""
    (ROOT / ".cache/charts").mkdir(parents=True, exist_ok=True)
    for name in (".cache", "node_modules"):
        if (ROOT / name).is_dir():
            (copy / name).symlink_to(ROOT / name)
