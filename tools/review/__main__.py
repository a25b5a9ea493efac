"""`python -m review`: build the base and the working tree, compare them, write the page and its summary."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from .building import Fault, Sides, build_sides
from .page import WRITTEN, write_fault, write_review
from .reviewing import review


def main(arguments: list[str] | None = None) -> int:
    """Review what a change does; 1 where one of the two sites could not be built, which the page then says."""
    parser = argparse.ArgumentParser(prog="python -m review", description=__doc__)
    parser.add_argument("root", nargs="?", type=Path, default=Path(), help="the folder that holds data/ and docs/")
    parser.add_argument("--base", default="main", help="the branch or commit to compare with")
    parser.add_argument("--to", type=Path, default=Path(".build/review"), help="the folder that the review goes to")
    options = parser.parse_args(arguments)
    folder = options.to.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    for name in WRITTEN:  # a review that is broken off leaves none of an earlier change behind
        (folder / name).unlink(missing_ok=True)
    sides = build_sides(options.root.resolve(), options.base, folder)
    if isinstance(sides, Fault):
        write_fault(sides, folder)
        print(f"{sides.sentence}\n{sides.told}".strip(), file=sys.stderr)
        return 1
    return _told(sides, folder)


def _told(sides: Sides, folder: Path) -> int:
    found = review(sides)
    write_review(found, folder)
    print(f"{found.headline}\n{folder / 'index.html'}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
