"""`python -m explainer check`: data and prose, without building the site; `terms`: where each term is marked."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from .checks import check, word_count
from .concordance import concordance
from .glossary_checks import circles
from .problem import ContentError
from .publication import Publication, read_publication


def main(arguments: list[str] | None = None) -> int:
    """Run a command; exit 1 when there is something to mend."""
    parser = argparse.ArgumentParser(prog="python -m explainer", description=__doc__)
    parser.add_argument("command", choices=["check", "terms"])
    parser.add_argument("root", nargs="?", type=Path, default=Path(), help="the folder that holds data/ and docs/")
    options = parser.parse_args(arguments)
    try:
        publication = read_publication(options.root)
    except ContentError as error:
        print(error, file=sys.stderr)
        return 1
    if options.command == "terms":
        print(*concordance(publication, options.root), sep="\n")
        return 0
    findings = check(publication)
    for finding in findings:
        print(finding, file=sys.stderr)
    print(_summary(publication))
    ways = [" → ".join((*way, way[0])) for way in circles(publication.dossier.glossary)]
    if ways:
        print(f"For information, “see also” leads back to where it began: {'; '.join(ways)}")
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
