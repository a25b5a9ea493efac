"""The pages of the site that have charts."""

from __future__ import annotations

from projects import EDITION

from explainer.publication.publication import read_publication

WITH_CHARTS = sorted(
    page.name.removesuffix("index.md").removesuffix(".md") + "/" * (page.name != "index.md")
    for page in read_publication(EDITION).pages
    if any(mention.kind == "charts" for mention in page.mentions)
)
