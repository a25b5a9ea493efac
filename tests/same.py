"""Compare two builds of the site byte for byte: what a move of code must leave as it was.

    python tests/same.py REV          # builds REV and the working tree, each without SITE_URL and with it
    python tests/same.py OLD/ NEW/    # compares two folders that were built before

Names with a hash of their content are mapped first. What may differ stands in tests/same.txt,
one pattern a line and after “#” the reason. The digest tells whether any chart's figure changed; it needs no browser.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from fnmatch import fnmatch
from pathlib import Path

ROOT = Path(__file__).parent.parent
KEPT = ROOT / ".cache" / "same"
ADDRESSES = {"plain": "", "addressed": "https://example.org/reader/"}
_HASH = re.compile(r"(?<=\.)[0-9a-f]{8,10}(?=\.(?:min\.)?(?:css|js|woff2)\b)")
_SHOWN = 12


def allowed(file: Path = ROOT / "tests" / "same.txt") -> dict[str, str]:
    """Return the reason for each pattern of paths that may differ."""
    lines = [line.partition("#") for line in file.read_text(encoding="utf-8").splitlines()] if file.exists() else []
    return {pattern.strip(): reason.strip() for pattern, _, reason in lines if pattern.strip()}


def unhashed(text: str) -> str:
    """Return a path or a file's text without the hashes in names of styles, scripts and fonts."""
    return _HASH.sub("HASH", text)


def files_of(site: Path) -> dict[str, Path]:
    """Return the files of a built site by their path in it, without hashes."""
    return {unhashed(path.relative_to(site).as_posix()): path for path in sorted(site.rglob("*")) if path.is_file()}


def content(path: Path) -> bytes:
    """Return what a file holds, without hashes where it is text."""
    data = path.read_bytes()
    try:
        return unhashed(data.decode("utf-8")).encode("utf-8")
    except UnicodeDecodeError:
        return data


def differences(old: Path, new: Path) -> list[str]:
    """Return the paths under two built sites that are in one alone, or differ."""
    before, after = files_of(old), files_of(new)
    return sorted(
        path
        for path in before.keys() | after.keys()
        if path not in before or path not in after or content(before[path]) != content(after[path])
    )


def digest(site: Path) -> str:
    """Return one hash of the figures of all charts, as the pages load them."""
    found = hashlib.sha256()
    for path in sorted((site / "assets" / "charts").glob("*.js")):
        found.update(path.name.encode() + path.read_bytes())
    return found.hexdigest()[:12]


def build(root: Path, site: Path, address: str) -> None:
    """Build the project under `root` into `site`."""
    env = {**os.environ, "SITE_URL": address, "PICTURES": "required", "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", "build", "--site-dir", str(site)]
    made = subprocess.run(command, cwd=root, env=env, capture_output=True, text=True, check=False)
    if made.returncode:
        raise SystemExit(f"{made.stdout}{made.stderr}\nThe build of {root} failed.")


def builds_of(revision: str) -> dict[str, Path]:
    """Return the two sites of a revision by name; they are built once and kept."""
    commit = subprocess.run(
        ["git", "rev-parse", f"{revision}^{{commit}}"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.strip()
    folder = KEPT / commit
    if not folder.exists():
        tree = KEPT / "tree"
        shutil.rmtree(tree, ignore_errors=True)
        subprocess.run(["git", "clone", "--quiet", "--shared", str(ROOT), str(tree)], check=True)
        subprocess.run(["git", "checkout", "--quiet", commit], cwd=tree, check=True)
        (tree / "node_modules").symlink_to(ROOT / "node_modules")
        made = KEPT / "made"
        shutil.rmtree(made, ignore_errors=True)
        for name, address in ADDRESSES.items():
            build(tree, made / name, address)
        made.rename(folder)
    return {name: folder / name for name in ADDRESSES}


def report(old: Path, new: Path) -> int:
    """Print what differs between two built sites; return how many differences no reason allows."""
    reasons, found = allowed(), differences(old, new)
    excused = {path: pattern for path in found for pattern in reasons if fnmatch(path, pattern)}
    faults = [path for path in found if path not in excused]
    print(f"{len(files_of(new))} files: {len(faults)} differ, {len(excused)} more may")
    for pattern in dict.fromkeys(excused.values()):
        print(f"  may: {pattern} ({list(excused.values()).count(pattern)}): {reasons[pattern]}")
    for path in faults[:_SHOWN]:
        print(f"  differs: {path}")
    print(f"  figures: {digest(old)} {'=' if digest(old) == digest(new) else '→'} {digest(new)}")
    return len(faults)


def main(arguments: list[str]) -> int:
    """Compare as the module's head tells; 1 where something differs."""
    if len(arguments) == 2:
        return int(report(Path(arguments[0]), Path(arguments[1])) > 0)
    faults = 0
    for name, old in builds_of(arguments[0]).items():
        new = KEPT / "now" / name
        build(ROOT, new, ADDRESSES[name])
        print(f"{name}: ", end="")
        faults += report(old, new)
    return int(faults > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
