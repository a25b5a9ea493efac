"""`python -m explainer check`: data and prose, without building the site."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from .checks import check, word_count
from .problem import ContentError
from .publication import Publication, read_publication


def main(arguments: list[str] | None = None) -> int:
    """Run a command; exit 1 when there is something to mend."""
    parser = argparse.ArgumentParser(prog="python -m explainer", description=__doc__)
    parser.add_argument("command", choices=["check"])
    parser.add_argument("root", nargs="?", type=Path, default=Path(), help="the folder that holds data/ and docs/")
    options = parser.parse_args(arguments)
    try:
        publication = read_publication(options.root)
    except ContentError as error:
        print(error, file=sys.stderr)
        return 1
    findings = check(publication)
    for finding in findings:
        print(finding, file=sys.stderr)
    print(_summary(publication))
    return 1 if findings else 0


def _summary(publication: Publication) -> str:
    dossier = publication.dossier
    mentions = {(mention.kind, mention.id) for page in publication.pages for mention in page.mentions}
    cited = {kind: sum(1 for name, _ in mentions if name == kind) for kind in ("claims", "article")}
    words = sum(map(word_count, publication.explainers))
    return (
        f"{len(publication.pages)} pages, {len(publication.explainers)} explainers of {words} words in all; "
        f"{cited['claims']} of {len(dossier.claims)} claims and "
        f"{cited['article']} of {len(dossier.article)} statements cited; {len(dossier.events)} events, "
        f"{len(dossier.charts)} charts, {len(dossier.glossary)} terms, "
        f"{len(dossier.sources)} sources"
    )


if __name__ == "__main__":
    raise SystemExit(main())
