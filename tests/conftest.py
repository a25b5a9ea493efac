"""What the tests share: the built site, a browser, projects to edit, the flag that writes golden files anew."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import cards
import chromium
import pytest
from browsing import served
from mkdocs_site import Site
from playwright.sync_api import Browser, sync_playwright

from explainer.publication.publication import Publication, read_publication

TESTS = Path(__file__).parent
ROOT = TESTS.parent
SAMPLE = TESTS / "sample"
EDITION = TESTS / "edition"
BASE = "https://example.org/minsk/"  # where the site stands in tests of whole addresses
_NOT_CONTENT = shutil.ignore_patterns(
    ".git*", ".venv", ".cache", ".build", ".*_cache", "node_modules", "site", "tests", "__pycache__"
)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add --update-golden."""
    parser.addoption("--update-golden", action="store_true", help="write tests/golden/**/*.html anew; read the diff")


def pytest_configure(config: pytest.Config) -> None:
    """Refuse to write expected files where they are compared."""
    if config.getoption("--update-golden") and os.environ.get("CI"):
        raise pytest.UsageError("golden files are written by people, who read the diff; never in CI")


def build(root: Path, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Build the project at `root` into `folder`, as `make build` does."""
    command = [sys.executable, "-m", "mkdocs", "build", "--site-dir", str(folder)]
    left_out = ("SITE_URL", "REPO_URL", "EDIT_URI")
    env = {name: value for name, value in os.environ.items() if name not in left_out}
    env |= {"NO_MKDOCS_2_WARNING": "1", "PICTURES": "required"} | environment
    return subprocess.run(command, cwd=root, env=env, capture_output=True, text=True, check=False)


def copy_edition(folder: Path) -> Path:
    """Copy the small edition into `folder`, to be edited and built; what it shares with the real one is linked."""
    for name in ("docs", "hooks", "overrides", "mkdocs.yml"):
        (folder / name).symlink_to(ROOT / name)
    copy = folder / "tests/edition"
    shutil.copytree(EDITION, copy, symlinks=True, ignore=shutil.ignore_patterns(".cache", "site"))
    (ROOT / ".cache/charts").mkdir(parents=True, exist_ok=True)
    for name in (".cache", "node_modules"):
        if (ROOT / name).is_dir():
            (copy / name).symlink_to(ROOT / name)
    return copy


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site, built once for all tests, strictly and without a warning."""
    folder = tmp_path_factory.mktemp("built") / "site"
    done = build(ROOT, folder)
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr, done.stderr
    return Site(folder)


@pytest.fixture(scope="session")
def edition_site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site of the small edition, built strictly and without a warning; drawn where there is a Chromium."""
    folder = tmp_path_factory.mktemp("edition")
    done = build(copy_edition(folder), folder / "site", PICTURES="wanted")
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr, done.stderr
    return Site(folder / "site")


@pytest.fixture(scope="session")
def placed(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site as it is built for a sub-folder of a domain."""
    folder = tmp_path_factory.mktemp("placed") / "site"
    done = build(ROOT, folder, SITE_URL=BASE)
    assert done.returncode == 0, done.stderr
    return Site(folder)


@pytest.fixture(scope="session")
def publication() -> Publication:
    """The records and pages of the site."""
    return read_publication(ROOT)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the whole project, to be edited and built; pictures already drawn are shared."""
    copy = Path(shutil.copytree(ROOT, tmp_path / "project", ignore=_NOT_CONTENT))
    (ROOT / ".cache/charts").mkdir(parents=True, exist_ok=True)
    (copy / ".cache").symlink_to(ROOT / ".cache")
    if (ROOT / "node_modules").is_dir():  # Plotly's bundle, whose hash stands on the pages
        (copy / "node_modules").symlink_to(ROOT / "node_modules")
    return copy


@pytest.fixture(scope="session")
def address(site: Site) -> Iterator[str]:
    """Where the built site is served, on loopback."""
    with served(site.folder) as url:
        yield url


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A Chromium; make test has found or installed one."""
    path = chromium.find()
    assert path is not None, chromium.advice()
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=list(chromium.ARGUMENTS))
        yield started
        started.close()


@pytest.fixture
def open_page(browser: Browser, address: str) -> Iterator[cards.Open]:
    """What opens a page of the site for the tests of cards."""
    yield from cards.pages_of(browser, address)


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """A copy of the sample, to be edited."""
    return Path(shutil.copytree(SAMPLE, tmp_path / "sample"))
