"""A site served with a script before all others: it notes what goes wrong, in every browser alike."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from browsing import Host

_FIRST = "/first-of-all.js"
_WITNESS = """
window.complaints = [];
{
  const told = (kind) => (...what) => { complaints.push(`${kind}: ${what.map(String).join(" ")}`); };
  for (const level of ["error", "warn"]) console[level] = told(level);
  addEventListener("error", ({ target, message, filename, lineno }) => {
    if (message) told("error")(`${message} (${filename}:${lineno})`);
    else if (target.src ?? target.href) told("error")(`not loaded: ${target.src ?? target.href}`);
  }, true);
  addEventListener("unhandledrejection", ({ reason }) => told("rejected")(reason));
  document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
    told("policy")(violatedDirective, blockedURI));
}
"""

# As a browser of 2023: no element is a popover, none of its methods is there, and the selector is not read.
WITHOUT_POPOVERS = """
for (const name of ["popover", "showPopover", "hidePopover", "togglePopover"]) delete HTMLElement.prototype[name];
for (const name of ["popoverTargetElement", "popoverTargetAction"])
  for (const kind of [HTMLButtonElement, HTMLInputElement]) delete kind.prototype[name];
for (const name of ["matches", "closest", "querySelector", "querySelectorAll"])
  for (const kind of [Element, Document].filter((kind) => name in kind.prototype)) {
    const own = kind.prototype[name];
    kind.prototype[name] = function (selector) {
      if (selector.includes(":popover-open")) throw new SyntaxError(`${selector} is not a valid selector`);
      return own.call(this, selector);
    };
  }
new MutationObserver((changes) => {
  for (const { addedNodes } of changes)
    for (const one of addedNodes) for (const name of ["popover", "popovertarget"]) one.removeAttribute?.(name);
}).observe(document, { childList: true, subtree: true });
"""


@dataclass
class Served:
    """Where a site is served, and what its pages run before anything else, besides the witness."""

    url: str = ""
    first: str = ""


class _Witnessed(Host):
    def __init__(self, *arguments: object, served: Served, **more: object) -> None:
        self.served = served
        super().__init__(*arguments, **more)

    def do_GET(self) -> None:
        """Answer with the script, with a page that begins with it, or with a file as it is."""
        path = self.path.partition("?")[0]
        if path == _FIRST:
            return self._answer((_WITNESS + self.served.first).encode(), "text/javascript", kept="no-store")
        file = Path(self.translate_path(path + "index.html" if path.endswith("/") else path))
        if file.suffix == ".html" and file.is_file():
            page = file.read_text(encoding="utf-8").replace("<head>", f'<head><script src="{_FIRST}"></script>', 1)
            return self._answer(page.encode(), "text/html; charset=utf-8", kept="max-age=60")
        return super().do_GET()

    def _answer(self, text: bytes, kind: str, kept: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(text)))
        self.send_header("Cache-Control", kept)
        self.end_headers()
        self.wfile.write(text)


@contextmanager
def witnessed(folder: Path) -> Iterator[Served]:
    """Serve a folder on loopback, its pages with the witness."""
    served = Served()
    handler = functools.partial(_Witnessed, directory=str(folder), served=served)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        served.url = f"http://127.0.0.1:{server.server_port}/"
        yield served
        server.shutdown()
