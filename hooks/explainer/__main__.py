"""`python -m explainer check`: data and prose, without building the site; `terms`: where each term is marked;
`addresses`: the list of all addresses, with those that are new.
"""

from __future__ import annotations

import argparse
import signal
import sys
from datetime import date
from pathlib import Path

from .checks.addresses import list_addresses
from .checks.checks import check
from .checks.concordance import concordance
from .checks.report import FORMATS, Report
from .data.problem import UNFORESEEN, ContentError, broken
from .publication.publication import read_publication


def main(arguments: list[str] | None = None) -> int:
    """Run a command; exit 1 when there is something to mend."""
    parser = argparse.ArgumentParser(prog="python -m explainer", description=__doc__)
    parser.add_argument("command", choices=["check", "terms", "addresses"])
    parser.add_argument("root", nargs="?", type=Path, default=Path(), help="the folder that holds data/ and docs/")
    parser.add_argument("--format", choices=list(FORMATS), default="text", help="how the report is written")
    options = parser.parse_args(arguments)
    try:
        publication = read_publication(options.root)
        if options.command == "terms":
            print(*concordance(publication, options.root), sep="\n")
            return 0
        if options.command == "addresses":
            print(*list_addresses(publication, options.root / "data"), sep="\n")
            return 0
        report = check(publication, today=date.today())
    except ContentError as error:
        report = Report(tuple(error.problems))
    except Exception as error:
        if sys.flags.dev_mode:
            raise
        print(f"{broken(error)}\n{UNFORESEEN} “python -X dev -m explainer” shows the way there.")
        return 1
    print(FORMATS[options.format](report))
    return 1 if report.problems else 0


if __name__ == "__main__":
    if hasattr(signal, "SIGPIPE"):  # whoever reads the report may have read enough
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    raise SystemExit(main())
