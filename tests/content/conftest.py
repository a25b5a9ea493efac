"""What any right content has to keep to is tested on the real site."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import served
from mkdocs_site import Site
from projects import ROOT, built, copy_project

from explainer.publication.publication import Publication, read_publication


@pytest.fixture(scope="session")
def site(shared: Path) -> Site:
    """The site, built once for all tests."""
    return built(shared, "site", lambda _: ROOT)


@pytest.fixture(scope="session")
def publication() -> Publication:
    """The records and pages of the site."""
    return read_publication(ROOT)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the whole project, to be edited and built."""
    return copy_project(tmp_path)


@pytest.fixture(scope="session")
def address(site: Site) -> Iterator[str]:
    """Where the built site is served, on loopback."""
    with served(site.folder) as url:
        yield url
