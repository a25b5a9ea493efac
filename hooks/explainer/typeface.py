"""The serif of the pages: three faces, cut at build time from one variable font of a pinned npm package.

Each face is an instance of the font's weight and optical size, with the letters that the site's languages need;
what it lacks (Cyrillic, Chinese) the reader's own serif draws. Without Node the whole page takes that one.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from pathlib import Path
from string import ascii_letters, digits

from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

from .kept import digest, kept

_PACKAGE = Path("node_modules/@fontsource-variable/source-serif-4")
_FAMILY = "Minsk Serif"  # “Source” is a reserved name of the font’s licence, and a cut is another version
# The package has the font in pieces by script; these letters lie in two of them.
_PARTS = ("latin", "latin-ext")
_ASCII = "".join(map(chr, range(0x20, 0x7F)))
_LATIN = _ASCII + " §«»°·½×ßâäéóõöüÓ–—‘’“”„…−→"
_LATIN_EXTENDED = "ăĄąĆćČčėĘęįŁłŃńŚśŞşŠšŪūŬŭųŹźŻżŽžț"
_TITLES = f"{ascii_letters}{digits} &'(),-.:;?«»–—‘’“”…"
_POLISH = "ąćęłńóśźżŁŚŻ"
_NAMES = [0, 13, 14]  # copyright, licence and its address travel with the font
_FEATURES = ["kern", "liga", "onum"]  # figures are lining unless a page asks for old style
_LEFT_OUT = ["STAT", "BASE", "prep", "gasp"]


@dataclass(frozen=True)
class Face:
    """One cut of the font: CSS weight and style, optical size in points, the family it is used under, its letters."""

    name: str
    family: str
    weight: int
    style: str
    size: int
    letters: tuple[str, ...] = (_LATIN, _LATIN_EXTENDED)


# No bold: a face for it weighs 9 KB, and heads of figures and entries stand in the text’s, larger.
FACES = (
    Face("text", _FAMILY, 400, "normal", 14),
    Face("italic", _FAMILY, 400, "italic", 18, (_TITLES, _POLISH)),
    Face("display", f"{_FAMILY} Display", 400, "normal", 48, (_TITLES, _POLISH)),
)


def typeface(root: Path, *, kept_in: Path | None = None) -> Mapping[str, bytes]:
    """Return the WOFF2 file of every face by its path on the site, and none where the package was not installed.

    Cutting takes seconds, so the faces are kept.
    """
    package = root / _PACKAGE
    if not package.is_dir():
        return {}
    folder = kept_in or root / ".cache/typeface"
    files = {}
    for face in FACES:
        sources = [package / "files" / f"source-serif-4-{part}-opsz-{face.style}.woff2" for part in _PARTS]
        sources = sources[: len(face.letters)]
        rules = repr((face, _FEATURES, _LEFT_OUT, _NAMES))
        name = digest(rules, version("fonttools"), version("brotli"), *(source.read_bytes() for source in sources))
        content = kept(folder / f"{name}.woff2", partial(_cut, face, sources))
        files[f"assets/fonts/{face.name}.{hashlib.sha256(content).hexdigest()[:8]}.woff2"] = content
    return files


def font_faces(paths: Mapping[str, bytes]) -> str:
    """Return the stylesheet that declares the faces, to stand two folders below the site's root; "" without faces.

    Optional, not swapped: a text that is being read keeps the letters it began with, and nothing moves.
    """
    rules = []
    for face, path in zip(FACES if paths else (), paths, strict=True):
        rules.append(
            f'@font-face {{ font-family: "{face.family}"; font-weight: {face.weight}; font-style: {face.style}; '
            f'font-display: optional; src: url("../../{path}") format("woff2"); }}'
        )
    return "".join(f"{rule}\n" for rule in rules)


def _cut(face: Face, sources: list[Path]) -> bytes:
    pieces = [_piece(face, source, letters) for source, letters in zip(sources, face.letters, strict=True)]
    font = Merger().merge(pieces)
    # The merger dates its work; of the same pieces the same bytes.
    font.recalcTimestamp = False
    font["head"].created = font["head"].modified = TTFont(sources[0])["head"].modified
    font.flavor = "woff2"
    return _saved(font).getvalue()


def _piece(face: Face, source: Path, letters: str) -> io.BytesIO:
    font = instantiateVariableFont(TTFont(source), {"wght": face.weight, "opsz": face.size}, inplace=True)
    options = Options(layout_features=_FEATURES, name_IDs=_NAMES, hinting=False, glyph_names=False, notdef_outline=True)
    options.drop_tables += _LEFT_OUT
    subsetter = Subsetter(options)
    subsetter.populate(text=letters)
    subsetter.subset(font)
    font.flavor = None
    return _saved(font)


def _saved(font: TTFont) -> io.BytesIO:
    file = io.BytesIO()
    font.save(file)
    file.seek(0)
    return file
