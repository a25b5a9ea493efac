"""The built site as a good static host sends it: compressed, with the headers of its own headers file."""

from __future__ import annotations

import gzip
import http.server
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

_COMPRESSED = {".html", ".css", ".js", ".json", ".svg", ".xml", ".txt", ".md", ".csv", ".webmanifest"}


def read_headers(file: Path) -> list[tuple[str, dict[str, str]]]:
    """Read a file `_headers` of Netlify's and Cloudflare's form: patterns of paths, each with its headers, in order."""
    rules: list[tuple[str, dict[str, str]]] = []
    for line in file.read_text(encoding="utf-8").splitlines() if file.is_file() else ():
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if not line[0].isspace():
            rules.append((line.strip(), {}))
        else:
            name, _, value = line.strip().partition(":")
            rules[-1][1][name] = value.strip()
    return rules


@cache
def _gzipped(path: Path, changed: int) -> bytes:
    """`changed` is the file's time in ns, so that a file written anew is read anew."""
    return gzip.compress(path.read_bytes(), 9, mtime=0)


class _Host(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # connections stay open, as on a real host
    rules: Sequence[tuple[str, dict[str, str]]] = ()

    def log_message(self, *_: object) -> None:
        """Say nothing: who asked will tell."""

    def end_headers(self) -> None:
        """Add what the headers file says of this path; of two rules that name a header the later one holds."""
        said: dict[str, str] = {}
        for pattern, headers in self.rules:
            if fnmatchcase(self.path.partition("?")[0], pattern):
                said |= headers
        for name, value in said.items():
            self.send_header(name, value)
        super().end_headers()

    def do_GET(self) -> None:
        """Send a file compressed where that gains, and 404.html where there is none."""
        path, status = Path(self.translate_path(self.path)), 200
        if path.is_dir():
            if not self.path.partition("?")[0].endswith("/"):
                return super().do_GET()  # the library's own redirect
            path /= "index.html"
        if not path.is_file():
            path, status = Path(self.directory) / "404.html", 404
        compressed = path.suffix in _COMPRESSED
        body = _gzipped(path, path.stat().st_mtime_ns) if compressed else path.read_bytes()
        self.send_response(status)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Length", str(len(body)))
        if compressed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(body)
        return None


@contextmanager
def hosted(folder: Path) -> Iterator[str]:
    """Serve a folder on loopback under the rules of its `_headers`, and yield the address."""

    class _OfFolder(_Host):
        rules = read_headers(folder / "_headers")

        def __init__(self, *arguments: object) -> None:
            super().__init__(*arguments, directory=str(folder))

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _OfFolder) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
