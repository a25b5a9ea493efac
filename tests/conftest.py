"""What the tests share: the small edition and its built site, a browser, the flag that writes golden files anew.

Tests of the engine know the small edition alone, so that no change of the real content can turn them red; what any
right content has to keep to stands in content/.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import cards
import pytest
from browsing import Visit, launched, served, visit
from mkdocs_site import Site
from playwright.sync_api import Browser, Playwright, sync_playwright
from projects import BASE, EDITION, ROOT, TESTS, built, copy_edition

from explainer.publication.publication import Publication, read_publication

_CONTENT = tuple(f"{ROOT / name}{os.sep}" for name in ("data", "docs"))
_SHARED = f"{ROOT / 'docs/assets'}{os.sep}"  # styles, scripts and fonts are the engine's
_guarded = False


def _guard(event: str, arguments: tuple[object, ...]) -> None:
    if event == "open" and _guarded and isinstance(path := arguments[0], str):
        path = os.path.normpath(path)
        if path.startswith(_CONTENT) and not path.startswith(_SHARED):
            raise PermissionError(f"a test of the engine reads {path}: use tests/edition, or stand in tests/content")


sys.addaudithook(_guard)


def pytest_collectstart(collector: pytest.Collector) -> None:
    """Refuse what a module with tests of the engine reads of docs/ and data/ when it is imported."""
    global _guarded  # noqa: PLW0603  # an audit hook cannot be taken back
    _guarded = isinstance(collector, pytest.Module) and TESTS / "content" not in collector.path.parents


def pytest_runtest_logstart(location: tuple[str, int | None, str]) -> None:
    """Refuse it in its tests, too."""
    global _guarded  # noqa: PLW0603
    _guarded = not location[0].startswith("tests/content/")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add --update-golden."""
    parser.addoption("--update-golden", action="store_true", help="write tests/golden/ and tests/pictures/ anew")


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A folder that all workers of a run share."""
    own = tmp_path_factory.getbasetemp()
    return own if worker_id == "master" else own.parent


@pytest.fixture(scope="session")
def site(shared: Path) -> Site:
    """The site of the small edition."""
    return built(shared, "edition", copy_edition)


@pytest.fixture(scope="session")
def placed(shared: Path) -> Site:
    """The site of the small edition as it is built for a sub-folder of a domain."""
    return built(shared, "placed-edition", copy_edition, SITE_URL=BASE)


@pytest.fixture(scope="session")
def publication() -> Publication:
    """The records and pages of the small edition."""
    return read_publication(EDITION)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the small edition, to be edited and built."""
    return copy_edition(tmp_path)


@pytest.fixture(scope="session")
def address(site: Site) -> Iterator[str]:
    """Where the built site is served, on loopback."""
    with served(site.folder) as url:
        yield url


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """What starts a Chromium; a process can have it once."""
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """A Chromium; make test has found or installed one."""
    with launched(playwright) as started:
        yield started


@pytest.fixture(scope="module")
def window(browser: Browser) -> Iterator[Visit]:
    """A window for pages that are looked at one after the other."""
    visited = visit(browser, "about:blank", 1280)
    yield visited
    visited.close()


@pytest.fixture
def open_page(browser: Browser, address: str) -> Iterator[cards.Open]:
    """What opens a page of the site for the tests of cards."""
    yield from cards.pages_of(browser, address)
