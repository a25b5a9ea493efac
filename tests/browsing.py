"""A page opened in the tests' Chromium: what it complains of, and its charts."""

from __future__ import annotations

import functools
import http.server
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Playwright, Request, Route

from explainer.pictures.browser import advice, find

_SHIFTS = """
window.shifts = [];
let since = 0;
window.lookAnew = () => { since = performance.now(); shifts.length = 0; };
new PerformanceObserver((list) => {
  for (const { startTime, value, sources } of list.getEntries()) {
    if (startTime >= since) shifts.push([value, ...sources.map(({ node }) => node?.textContent.trim().slice(0, 60))]);
  }
}).observe({ type: "layout-shift", buffered: true });
"""

# As root, as on many CI machines, Chromium has no sandbox to offer; the rest keeps it from calling home.
_ARGUMENTS = (
    *(("--no-sandbox",) if hasattr(os, "geteuid") and os.geteuid() == 0 else ()),
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
)


def launched(playwright: Playwright, *more: str) -> Browser:
    """Start the Chromium that make test has found or installed, with more arguments where a test needs them."""
    path = find()
    assert path is not None, advice()
    return playwright.chromium.launch(executable_path=path, args=[*_ARGUMENTS, *more])


@dataclass
class Visit:
    """A page, what its console, its errors and foreign requests said, and all it asked for."""

    page: Page
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    @property
    def chart_scripts(self) -> list[str]:
        """The requests for Plotly and for charts' data."""
        return [url for url in self.requests if "plotly" in url or "/assets/charts/" in url]

    @property
    def complaints_from_disk(self) -> list[str]:
        """What a page opened from a folder complains of, but for the fonts.

        Chromium lets no page of a disk load one, and says so twice for each; the reader's own serif serves.
        """
        return [told for told in self.complaints if "fonts/" not in told and "ERR_FAILED" not in told]

    def look(self, url: str, width: int, *, dark: bool = False) -> None:
        """Open another page in the window, as if nothing had been there before; what it had loaded is there at once."""
        self.page.set_viewport_size({"width": width, "height": 900})
        self.page.emulate_media(color_scheme="dark" if dark else "light")
        self.complaints.clear()
        self.requests.clear()
        self.page.goto(url)

    def close(self) -> None:
        """Close the page and forget what it kept."""
        self.page.context.close()


def visit(browser: Browser, url: str, width: int, *, dark: bool = False, last: str = "", **context: Any) -> Visit:
    """Open a page in a window of `width` px, with the script `last` only when all else is painted.

    `window.shifts` collects what moves from then on: lines of a page that is half read may well break otherwise than
    those of the whole one, and a slow machine paints them.
    """
    made = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme="dark" if dark else "light", **context
    )
    found = Visit(made.new_page())

    def told(message: ConsoleMessage) -> None:
        if message.text.startswith("Autofocus processing was blocked"):  # the drawer’s, on a link into a page
            return
        where = f" {message.location['url']}" if message.text.startswith("Failed to load") else ""
        found.complaints.append(f"{message.type}: {message.text}{where}")

    def asked(request: Request) -> None:
        found.requests.append(request.url)
        if not request.url.startswith(("http://127.0.0.1:", "file:", "data:", "blob:")):
            found.complaints.append(f"request to {request.url}")

    found.page.on("console", told)
    found.page.on("pageerror", lambda error: found.complaints.append(f"error: {error}"))
    found.page.on("request", asked)
    if context.get("java_script_enabled", True):
        found.page.add_init_script(_SHIFTS)
    if not last:
        found.page.goto(url)
        return found
    held = list[Route]()
    found.page.route(f"**/{last}.*.js", lambda route: held.append(route), times=1)  # noqa: PLW0108  # marked by Playwright
    found.page.goto(url, wait_until="commit")
    found.page.wait_for_function("() => document.readyState === 'interactive'")
    settle(found.page)
    found.page.evaluate("lookAnew()")
    held.pop().continue_()
    found.page.wait_for_load_state()
    return found


def charts(page: Page) -> list[Locator]:
    """All charts of a page."""
    return page.locator("figure.chart").all()


def await_state(figure: Locator, state: str) -> None:
    """Wait until a chart is in a state: “picture”, “drawn”."""
    figure.page.wait_for_function(
        "([figure, state]) => figure.dataset.state === state", arg=[figure.element_handle(), state], timeout=30_000
    )


def make_interactive(figure: Locator) -> None:
    """Press a chart's button, and wait."""
    figure.locator(".chart__tool").first.click()
    await_state(figure, "drawn")


def settle(page: Page) -> None:
    """Wait for two frames: what a page does at once when it is scrolled, pointed at or loaded is then begun."""
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


@functools.cache
def read_headers(folder: Path) -> list[tuple[str, dict[str, str]]]:
    """Read a site's `_headers`, of Netlify's and Cloudflare's form: patterns of paths, each with its headers."""
    rules: list[tuple[str, dict[str, str]]] = []
    file = folder / "_headers"
    for line in file.read_text(encoding="utf-8").splitlines() if file.is_file() else ():
        if line[:1].isspace():
            name, _, value = line.strip().partition(":")
            rules[-1][1][name] = value.strip()
        elif line and not line.startswith("#"):
            rules.append((line, {}))
    return rules


class Host(http.server.SimpleHTTPRequestHandler):
    """A static host that knows the rules of `_headers`."""

    def log_message(self, *_: object) -> None:
        """Say nothing: the tests speak."""

    def end_headers(self) -> None:
        """Add what the headers file says of this path."""
        for pattern, headers in read_headers(Path(self.directory)):
            if fnmatchcase(self.path.partition("?")[0], pattern):
                for name, value in headers.items():
                    self.send_header(name, value)
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer with 404.html where nothing stands."""
        page = Path(self.directory) / "404.html"
        if code != http.HTTPStatus.NOT_FOUND or not page.is_file():
            return super().send_error(code, message, explain)
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(page.read_bytes())
        return None


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on loopback as a good static host does, under the rules of its `_headers`; yield the address."""
    handler = functools.partial(Host, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
