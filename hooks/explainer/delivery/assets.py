"""How styles, scripts and fonts leave the build: joined, minified, under names that change with their content.

Some styles are taken from the edition: the actors' colours and shapes, and how wide the months of its window are.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from itertools import pairwise

import rcssmin

from ..data.edition import Edition, Shape
from ..pictures.design import actor_values

SCRIPTS = "assets/javascripts/"
SHEETS = "assets/stylesheets/"
FONTS = "assets/fonts/"
LIBRARY = f"{SCRIPTS}plotly.min.js"
TOKENS = f"{SHEETS}tokens.css"
_WITH_ACTORS = ("site", "embed")  # a second sheet goes with the first

# What Material brings and our pages do not ask for: its styles, maps for its developers, and the stemmers of languages
# beside English; and our templates of a book, which MkDocs takes for files of the theme.
_UNUSED = re.compile(r"assets/(?:stylesheets/(?:main|palette)\.\w+\.min\.css|javascripts/lunr/.+|.+\.map)|epub/.+")
_COMMENTS = re.compile(r"^[ \t]*(?://[^\n]*|/\*(?:[^*]|\*(?!/))*\*/[ \t]*)\n", re.MULTILINE)

# What is cut of a square for each shape; pages/map_view.py draws the same as paths.
_CUT: Mapping[Shape, str] = {
    "triangle": "50% 5%, 100% 95%, 0 95%",
    "diamond": "50% 0, 100% 50%, 50% 100%, 0 50%",
    "wedge": "50% 95%, 0 5%, 100% 5%",
    "plus": "30% 0, 70% 0, 70% 30%, 100% 30%, 100% 70%, 70% 70%, 70% 100%, 30% 100%, 30% 70%, 0 70%, 0 30%, 30% 30%",
}


def is_unused(path: str) -> bool:
    """Tell whether a file of the theme can stay out of the site."""
    return _UNUSED.fullmatch(path) is not None


def actor_styles(edition: Edition) -> str:
    """Return the stylesheet: colours on both papers, what an element about an actor takes, its shape, the months."""
    light, dark = (
        " ".join(f"--{name}: {value};" for name, value in actor_values(edition, dark=dark).items())
        for dark in (False, True)
    )
    rules = [
        f':root, [data-md-color-scheme="default"] {{ {light} }}',
        # Paper is light: what is printed from a dark page takes the light palette.
        f'@media screen {{ [data-md-color-scheme="slate"] {{ {dark} }} }}',
    ]
    for actor in edition.actors.values():
        about = f'[data-actor="{actor.id}"]'
        rules.append(f"{about} {{ --actor: var(--{actor.id}); --actor-ink: var(--{actor.id}-ink); }}")
        if actor.shape != "disc":
            rules.append(f".actor{about}::before {{ border-radius: 0; }}")
        if cut := _CUT.get(actor.shape):
            size = "width: .78em; height: .78em; margin-inline: -.08em;"
            rules.append(f".actor{about}::before {{ {size} clip-path: polygon({cut}); }}")
    starts = [offset for offset, _ in edition.window.months]
    months = " ".join(f"{end - start}fr" for start, end in pairwise([*starts, edition.window.days]))
    rules.append(f".days__months {{ grid-template-columns: {months}; }}")
    return "\n".join(rules)


def joined(sheets: Iterable[str]) -> bytes:
    """Return stylesheets as one, in their order and without what only people read."""
    return rcssmin.cssmin("\n".join(sheets)).encode()


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
    fonts = {path: _named(path, font) for path, font in written.items() if path.startswith(FONTS)}
    texts = {path: text.decode() for path, text in written.items() if path not in fonts}
    for path, (name, _) in fonts.items():
        texts[TOKENS] = texts[TOKENS].replace(path, name)
    styles = {f"{SHEETS}{name}.css": [texts[path] for path in paths] for name, paths in sheets.items()}
    for name in _WITH_ACTORS:
        styles[f"{SHEETS}{name}.css"].append(actors)
    styles |= {path: [texts[path]] for path in (f"{SHEETS}booklet.css", f"{SHEETS}moved.css")}
    # Apart and last, for paper has the last word, and a screen does not wait for it.
    styles[f"{SHEETS}print.css"] = [texts[f"{SHEETS}print.css"], heads]
    together = dict.fromkeys(scripts)
    code = {f"{SCRIPTS}site.js": "\n".join(texts[path] for path in together)}
    code |= {path: text for path, text in texts.items() if path.startswith(SCRIPTS) and path not in together}
    contents = {LIBRARY: library}
    contents |= {path: joined(parts) for path, parts in styles.items()}
    # Lines that are comments and nothing else: no minifier for Python reads nested template literals.
    contents |= {path: _COMMENTS.sub("", script).encode() for path, script in code.items()}
    return fonts | {path: _named(path, content) for path, content in contents.items()}


def _named(path: str, content: bytes) -> tuple[str, bytes]:
    """Return a file under its path with the content's hash before the ending: `site.css`, `site.0123456789.css`."""
    stem, dot, ending = path.rpartition(".min.") if ".min." in path else path.rpartition(".")
    # Ten hexadecimal digits of SHA-256: two contents of one name do not meet.
    return f"{stem}.{hashlib.sha256(content).hexdigest()[:10]}{dot}{ending}", content
