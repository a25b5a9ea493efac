"""`mkdocs serve`: the page somebody looks at is built first, all others after it, and what is to mend stands on it."""

from __future__ import annotations

import json
import logging
import os
import re
import shutil
import signal
import string
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from filecmp import cmp
from pathlib import Path

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File

from explainer.data.problem import broken
from explainer.pages.context import Mention, Mentions
from explainer.pictures.export import keep

log = get_plugin_logger("explainer")

# Tells the process that builds all pages at which address they are served.
SERVED_AT = "EXPLAINER_SERVED_AT"
_FRONT = "index.md"
_MENTIONS = Path(".cache/mentions.json")
_HERE = Path(__file__).parent
_CARD = Environment(autoescape=True).from_string((_HERE / "fault.html").read_text(encoding="utf-8"))
# Where there is no page at all yet, it asks again until there is.
_NO_PAGE = '<!doctype html><meta charset="utf-8"><meta http-equiv="refresh" content="2"><title>To mend</title><body>'


def keep_mentions(mentions: Mentions, root: Path) -> None:
    """Keep which terms all pages mention, for builds of some of them."""
    pages = {page: [asdict(one) for one in found] for page, found in mentions.pages.items()}
    keep(root / _MENTIONS, json.dumps(pages, ensure_ascii=False).encode())


def kept_mentions(root: Path) -> Mentions:
    """Return what was kept of the last build of all pages; nothing where there was none."""
    try:
        pages = json.loads((root / _MENTIONS).read_bytes())
        return Mentions({name: [Mention(**one) for one in found] for name, found in pages.items()})
    except (OSError, ValueError, TypeError):  # none were kept, or by an engine that was another
        return Mentions()


class _Compiled(BytecodeCache):
    """Templates as Python, from one build to the next."""

    def __init__(self) -> None:
        self._codes: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if code := self._codes.get(bucket.key + bucket.checksum):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._codes[bucket.key + bucket.checksum] = bucket.bytecode_to_string()


class _LiveFile(File):
    """A page, or a file that is made; a build of some pages writes it again if it is `wanted`."""

    wanted = True

    def is_modified(self) -> bool:
        return self.wanted


class LiveSite:
    """The site as it is served: what is asked for, what is built since the last change, and what is to mend.

    A change has the page built that was asked for last; any other page is built when somebody asks for it. Meanwhile
    a process of its own builds and checks everything, and what it made takes its place when it is done.
    """

    def __init__(self, *, some: bool) -> None:
        """Begin with a build of `some` pages, the front page alone, or with a whole one."""
        self.some = some
        self.compiled = _Compiled()
        self._asked = _FRONT
        self._begun = time.time()
        self._built: set[str] | None = None  # since the last change; None: all
        self._pages: dict[str, str] = {}  # by the path of the HTML file
        self._faults: dict[str, list[str]] = {}  # by the page whose build found them; "" is the whole site's
        self._lock = threading.RLock()  # of a build, and of all above
        self._whole: subprocess.Popen[str] | None = None
        logging.getLogger("mkdocs.commands.build").addFilter(_is_no_warning_of_dirt)

    # ---- what a build asks ----

    def choose(self, files, config, made: Mapping[str, str | bytes], later: Iterable[str]) -> None:
        """Have only the page written that is asked for; `made` are files to add, `later` the paths of others."""
        for file in files.documentation_pages():
            files.remove(file)
            files.append(
                _LiveFile(file.src_uri, file.src_dir, file.dest_dir, file.use_directory_urls, inclusion=file.inclusion)
            )
        for path, content in made.items():
            files.append(_LiveFile.generated(config, path, content=content))
        for path in later:
            file = _LiveFile.generated(config, path, content="")
            file.wanted = False
            files.append(file)
        self._pages = {file.dest_uri: file.src_uri for file in files.documentation_pages()}
        if self._asked not in self._pages.values():
            self._asked = _FRONT
        for file in files.documentation_pages():
            file.wanted = not self.some or file.src_uri == self._asked

    def write(self, files, made: Mapping[str, str]) -> None:
        """Have files written whose paths were told before."""
        for path, content in made.items():
            file = files.get_file_from_path(path)
            file.content_string, file.wanted = content, True

    # ---- the server ----

    def take_over(self, server, config):
        """Stand between the server and its builds and requests; return it."""
        self._server, self._config_file, self._root = server, config.config_file_path, Path(config.site_dir)
        server.builder = self._rebuild
        server.set_app(self._respond)
        signal.signal(signal.SIGTERM, _end)
        some, self.some = self.some, True
        sources = [path for top in (config.docs_dir, *config.watch) for path in Path(top).rglob("*") if path.is_file()]
        if any(path.stat().st_mtime > self._begun for path in sources):  # saved while nobody watched
            self._rebuild()
        elif some:
            self._built = {self._asked}
            self._build_all()
        return server

    def _rebuild(self) -> None:
        """Build after a change; a fault is told, and MkDocs goes on to serve what there is."""
        self.stop()
        with self._lock:
            self._built, self._faults = set(), {}
            self._build(self._asked)
        self._build_all()

    def _build(self, page: str) -> None:
        """Build one page by the sources as they are now."""
        self._asked = page
        told, logger = _Told(), logging.getLogger("mkdocs")
        logger.addHandler(told)
        try:
            config = load_config(self._config_file, site_dir=str(self._root))
            config.site_url = self._server.url
            build(config, serve_url=self._server.url, dirty=True)
        except (Exception, SystemExit) as error:
            known = isinstance(error, MkDocsException) and told.texts
            self._faults[page] = list(told.texts) if known else [_in_words(error)]
            log.error("%sThe site as it was before is still served.", "" if known else f"{_in_words(error)}\n")
        finally:
            logger.removeHandler(told)
        if self._built is not None:
            self._built.add(page)  # or tried: until the next change it would go as it went

    def _respond(self, environ, start_response):
        """Answer a request; a page that is older than the last change is built first."""
        page = self._page_at(environ["PATH_INFO"])
        if page and environ.get("HTTP_SEC_FETCH_DEST", "document") == "document":
            with self._lock:
                self._asked = page
                if self._built is not None and page not in self._built:
                    self._build(page)
        answer = {}

        def begin(status, headers):
            answer.update(status=status, headers=headers)

        parts = self._server.serve_request(environ, begin)
        body = b"".join(parts)
        if hasattr(parts, "close"):
            parts.close()
        headers = dict(answer["headers"])
        faults = dict.fromkeys(text for texts in self._faults.values() for text in texts)
        if faults and headers.get("Content-Type") == "text/html":
            if answer["status"].startswith("404"):
                body = _NO_PAGE.encode()
            head, opening, rest = body.partition(b"<body")
            end = rest.find(b">") + 1
            body = head + opening + rest[:end] + _CARD.render(faults=list(faults)).encode() + rest[end:]
            headers["Content-Length"] = str(len(body))
        start_response(answer["status"], list(headers.items()))
        return [body]

    def _page_at(self, path: str) -> str:
        """Return the name of the page at the path of an address, or ""."""
        path = path.removeprefix(self._server.mount_path)
        return self._pages.get(f"{path}index.html" if path.endswith("/") or not path else path, "")

    # ---- everything, in a process of its own ----

    def _build_all(self) -> None:
        with self._lock:
            folder = tempfile.TemporaryDirectory(prefix="mkdocs_whole_", ignore_cleanup_errors=True)
            self._whole = subprocess.Popen(
                [
                    sys.executable,
                    "-m",
                    "mkdocs",
                    "build",
                    "--config-file",
                    self._config_file,
                    "--site-dir",
                    folder.name,
                ],
                env=os.environ | {SERVED_AT: self._server.url},
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                encoding="utf-8",
                start_new_session=True,  # a Chromium that it started ends with it
            )
        threading.Thread(target=self._take_whole, args=(self._whole, folder), daemon=True).start()

    def _take_whole(self, process: subprocess.Popen[str], folder: tempfile.TemporaryDirectory[str]) -> None:
        """Say what is to mend as soon as it is found; at the end put all pages in the place of those served."""
        told = ""
        assert process.stdout is not None  # it is piped
        for line in process.stdout:
            if _LEVEL.match(line):
                self._tell_of_all(process, _warnings(told))
            told += line
        process.wait()
        self._tell_of_all(process, _warnings(told))
        # In a strict build what was found ends it when all is written.
        if process.returncode == 0 or "in strict mode!" in told:
            with self._lock:
                if process is self._whole:
                    changed = _replace(self._root, Path(folder.name))
                    looked_at = {path for path, name in self._pages.items() if self._built and name in self._built}
                    self._built = None
                    if not looked_at.isdisjoint(changed):
                        self._reload()
        folder.cleanup()

    def _tell_of_all(self, process: subprocess.Popen[str], faults: list[str]) -> None:
        with self._lock:
            if process is self._whole and faults != self._faults.get("", []):
                self._faults[""] = faults
                log.warning("%s", "\n".join(faults))
                self._reload()

    def stop(self) -> None:
        """End the process that builds all pages, if it still does."""
        process, self._whole = self._whole, None
        if process is not None and process.poll() is None:
            if hasattr(os, "killpg"):
                os.killpg(process.pid, signal.SIGTERM)
            else:
                process.terminate()

    def _reload(self) -> None:
        """Have browsers load their page again."""
        server = self._server
        with server._epoch_cond:
            server._wanted_epoch = server._visible_epoch = round(time.monotonic() * 1000)
            server._epoch_cond.notify_all()


def _end(number, frame) -> None:
    """End as by Ctrl-C, the other process too; told twice, as by make and by its group, it would stop halfway."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    raise KeyboardInterrupt


def _replace(root: Path, folder: Path) -> set[str]:
    """Put every file of `folder` that differs in its place under `root`, take away the others; return their paths."""
    new, old = (
        {path.relative_to(top).as_posix(): path for path in top.rglob("*") if path.is_file()} for top in (folder, root)
    )
    changed = {name for name, path in new.items() if name not in old or not cmp(path, old[name], shallow=False)}
    for name in changed:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.move(new[name], root / name)
    for name in old.keys() - new.keys():
        old[name].unlink()
    return changed | (old.keys() - new.keys())


_LEVEL = re.compile(r"^(?P<level>DEBUG|INFO|WARNING|ERROR) +-  (?:explainer: )?|^Aborted|^\n", re.MULTILINE)


_LETTERS = tuple(string.ascii_letters)


def _warnings(told: str) -> list[str]:
    """Return what MkDocs printed as warnings and errors, each with its further lines, or what broke the build."""
    heads = [*_LEVEL.finditer(told)]
    ends = [head.start() for head in heads[1:]] + [len(told)]
    found = [
        told[head.end() : end].strip()
        for head, end in zip(heads, ends, strict=False)  # without any head there is one end
        if head["level"] in ("WARNING", "ERROR")
    ]
    if not found and "Traceback (most recent call last):" in told:
        *_, where, what = [line.strip() for line in told.splitlines() if line.startswith(("  File ", *_LETTERS))]
        return [f"The build of all pages broke, {where}: {what}"]
    return found


def _is_no_warning_of_dirt(record: logging.LogRecord) -> bool:
    """MkDocs warns of builds of some pages, for it knows nothing of what else a change touches."""
    return "'dirty' build" not in record.getMessage()


def _in_words(error: BaseException) -> str:
    """Say what broke a build; MkDocs ends what broke with a sentence of its own."""
    return str(error.__context__ or error) if isinstance(error, MkDocsException) else broken(error)


class _Told(logging.Handler):
    """Keeps what a build warns of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.texts: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.texts.append(record.getMessage())
