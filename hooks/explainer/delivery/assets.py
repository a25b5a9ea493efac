"""How styles, scripts and fonts leave the build: styles joined and minified, all under names that change with their
content.

Scripts lose the lines that are comments and nothing else: no minifier for Python reads nested template literals.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping

import rcssmin

SCRIPTS = "assets/javascripts/"
SHEETS = "assets/stylesheets/"
FONTS = "assets/fonts/"
LIBRARY = f"{SCRIPTS}plotly.min.js"
_WITH_ACTORS = ("site", "embed")  # a second sheet goes with the first
DIGITS = 10  # of SHA-256, in hexadecimal: two contents of one name do not meet

# What Material brings and our pages do not ask for: its styles, maps for its developers, and the stemmers of languages
# beside English.
_UNUSED = re.compile(r"assets/(?:stylesheets/(?:main|palette)\.\w+\.min\.css|javascripts/lunr/.+|.+\.map)")
_COMMENTS = re.compile(r"^[ \t]*(?://[^\n]*|/\*(?:[^*]|\*(?!/))*\*/[ \t]*)\n", re.MULTILINE)


def is_unused(path: str) -> bool:
    """Tell whether a file of the theme can stay out of the site."""
    return _UNUSED.fullmatch(path) is not None


def hashed(path: str, content: bytes) -> str:
    """Return the path with the content's hash before the ending: `site.css` becomes `site.0123456789.css`."""
    stem, dot, ending = path.rpartition(".min.") if ".min." in path else path.rpartition(".")
    return f"{stem}.{hashlib.sha256(content).hexdigest()[:DIGITS]}{dot}{ending}"


def joined(sheets: Iterable[str]) -> bytes:
    """Return stylesheets as one, in their order and without what only people read."""
    return rcssmin.cssmin("\n".join(sheets)).encode()


def uncommented(script: str) -> bytes:
    """Return a script without the lines that are comments and nothing else; so no literal may hold such a line."""
    return _COMMENTS.sub("", script).encode()


def asset_files(
    written: Mapping[str, bytes],
    sheets: Mapping[str, Iterable[str]],
    scripts: Iterable[str],
    *,
    actors: str,
    heads: str,
    library: bytes,
) -> dict[str, tuple[str, bytes]]:
    """Return path and content under the site of every style, script and font by the path that templates name.

    `written` holds the project's own by path, `sheets` names the paths that make up each joined sheet, `scripts` those
    of the one script of every page; the other scripts go out alone.
    `actors` tells their colours and shapes, `heads` are the lines over printed pages, `library` is Plotly's.
    """
    fonts = {path: (hashed(path, font), font) for path, font in written.items() if path.startswith(FONTS)}
    texts = {path: text.decode() for path, text in written.items() if path not in fonts}
    styles = {f"{SHEETS}{name}.css": [texts[path] for path in paths] for name, paths in sheets.items()}
    for name in _WITH_ACTORS:
        styles[f"{SHEETS}{name}.css"].append(actors)
    styles[f"{SHEETS}booklet.css"] = [texts[f"{SHEETS}booklet.css"]]
    # Apart and last, for paper has the last word, and a screen does not wait for it.
    styles[f"{SHEETS}print.css"] = [texts[f"{SHEETS}print.css"], heads]
    for path, (name, _) in fonts.items():  # tokens.css names them as they stand in docs/
        styles = {
            sheet: [part.replace(f"../../{path}", f"../../{name}") for part in parts] for sheet, parts in styles.items()
        }
    together = dict.fromkeys(scripts)
    code = {f"{SCRIPTS}site.js": [texts[path] for path in together]}
    code |= {path: [text] for path, text in texts.items() if path.startswith(SCRIPTS) and path not in together}
    contents = {LIBRARY: library}
    contents |= {path: joined(parts) for path, parts in styles.items()}
    contents |= {path: uncommented("\n".join(parts)) for path, parts in code.items()}
    return fonts | {path: (hashed(path, content), content) for path, content in contents.items()}
