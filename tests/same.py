"""Compare two builds of the site byte for byte: what a move of code must leave as it was.

    python tests/same.py REV          # builds REV and the working tree, each without SITE_URL and with it
    python tests/same.py OLD/ NEW/    # compares two folders that were built before

Names with a hash of their content are mapped first. What may differ stands in tests/same.txt,
one pattern a line and after “#” the reason. Whether any chart's figure changed is told apart; it needs no browser.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from fnmatch import fnmatch
from pathlib import Path

from projects import ROOT, build

KEPT = ROOT / ".cache" / "same"
ADDRESSES = {"plain": "", "addressed": "https://example.org/reader/"}
_HASH = re.compile(rb"(?<=\.)[0-9a-f]{8,10}(?=\.(?:min\.)?(?:css|js|woff2)\b)")


def files_of(site: Path) -> dict[str, bytes]:
    """Return what the files of a built site hold by path, without hashes in names of styles, scripts and fonts."""
    files = [(bytes(path.relative_to(site)), path.read_bytes()) for path in site.rglob("*") if path.is_file()]
    return {_HASH.sub(b"HASH", path).decode(): _HASH.sub(b"HASH", content) for path, content in files}


def make(root: Path, site: Path, address: str) -> None:
    """Build the project under `root` into `site`."""
    made = build(root, site, SITE_URL=address)
    if made.returncode:
        raise SystemExit(f"{made.stdout}{made.stderr}\nThe build of {root} failed.")


def builds_of(revision: str) -> Path:
    """Return the folder with the sites of a revision by the names of ADDRESSES; they are built once and kept."""
    command = ["git", "rev-parse", f"{revision}^{{commit}}"]
    commit = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()
    folder, tree = KEPT / commit, KEPT / "tree"
    if not folder.exists():
        shutil.rmtree(tree, ignore_errors=True)
        subprocess.run(["git", "clone", "--quiet", "--shared", str(ROOT), str(tree)], check=True)
        subprocess.run(["git", "checkout", "--quiet", commit], cwd=tree, check=True)
        (tree / "node_modules").symlink_to(ROOT / "node_modules")
        for name, address in ADDRESSES.items():
            make(tree, tree / "made" / name, address)
        (tree / "made").rename(folder)
    return folder


def report(old: Path, new: Path) -> int:
    """Print what differs between two built sites; return how many differences no reason allows."""
    lines = (ROOT / "tests/same.txt").read_text(encoding="utf-8").splitlines()
    parted = [line.partition("#") for line in lines]
    reasons = {pattern.strip(): reason.strip() for pattern, _, reason in parted if pattern.strip()}
    before, after = files_of(old), files_of(new)
    found = sorted(path for path in before.keys() | after.keys() if before.get(path) != after.get(path))
    excused = {path: pattern for path in found for pattern in reasons if fnmatch(path, pattern)}
    faults = [path for path in found if path not in excused]
    print(f"{len(after)} files: {len(faults)} differ, {len(excused)} more may")
    for pattern in dict.fromkeys(excused.values()):
        print(f"  may: {pattern} ({list(excused.values()).count(pattern)}): {reasons[pattern]}")
    for path in faults[:12]:
        print(f"  differs: {path}")
    print(f"  figures: {sum(fnmatch(path, 'assets/charts/*.js') for path in found)} differ")
    return len(faults)


def main(arguments: list[str]) -> int:
    """Compare as the module's head tells; 1 where something differs."""
    if len(arguments) == 2:
        return int(report(Path(arguments[0]), Path(arguments[1])) > 0)
    old, faults = builds_of(arguments[0]), 0
    for name, address in ADDRESSES.items():
        make(ROOT, KEPT / "now" / name, address)
        print(f"{name}: ", end="")
        faults += report(old / name, KEPT / "now" / name)
    return int(faults > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
