"""Cut the serif of the pages: three faces of one variable font, which comes from npm.

    npm ci && python tools/serif.py

Each face is an instance of the font's weight and optical size, with the letters that the site's languages need;
what it lacks (Cyrillic, Chinese) the reader's own serif draws. The faces are committed: run this when a letter is
missing, and commit what it wrote. tokens.css declares them.
"""

from __future__ import annotations

import io
import shutil
from dataclasses import dataclass
from pathlib import Path
from string import ascii_letters, digits

from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

ROOT = Path(__file__).resolve().parent.parent
FONTS = ROOT / "docs/assets/fonts"
PACKAGE = ROOT / "node_modules/@fontsource-variable/source-serif-4"
# The package has the font in pieces by script; these letters lie in two of them.
_PARTS = ("latin", "latin-ext")
_ASCII = "".join(map(chr, range(0x20, 0x7F)))
_LATIN = _ASCII + " §«»°·½×ßâäéóõöüÓ–—‘’“”„…−"
_LATIN_EXTENDED = "ăĄąĆćČčėĘęįŁłŃńŚśŞşŠšŪūŬŭųŹźŻżŽžț"
_TITLES = f"{ascii_letters}{digits} &'(),-.:;?«»–—‘’“”…óÓ"
_POLISH = "ąćęłńśźżŁŚŻ"  # ó lies in the other piece
# Copyright, licence and its address travel with the font. No name does: “Source” is reserved by the licence, and
# tokens.css gives each face the one that it is used under.
_NAMES = [0, 13, 14]
_FEATURES = ["kern", "liga", "onum"]  # figures are lining unless a page asks for old style
_LEFT_OUT = ["STAT", "BASE", "prep", "gasp"]


@dataclass(frozen=True)
class Face:
    """One cut of the font: name of its file, CSS weight and style, optical size in points, its letters."""

    name: str
    weight: int
    style: str
    size: int
    letters: tuple[str, ...] = (_LATIN, _LATIN_EXTENDED)


# No bold: a face for it weighs 9 KB, and heads of figures and entries stand in the text’s, larger.
FACES = (
    Face("text", 400, "normal", 14),
    Face("italic", 400, "italic", 18, (_TITLES, _POLISH)),
    Face("display", 400, "normal", 48, (_TITLES, _POLISH)),
)


def cut(face: Face) -> bytes:
    """Return a face as WOFF2; of the same package the same bytes."""
    sources = [PACKAGE / "files" / f"source-serif-4-{part}-opsz-{face.style}.woff2" for part in _PARTS]
    pieces = [_piece(face, source, letters) for source, letters in zip(sources, face.letters, strict=True)]
    font = Merger().merge(pieces)
    font.recalcTimestamp = False  # the merger dates its work
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


def main() -> None:
    """Write every face, and the licence beside them."""
    if not PACKAGE.is_dir():
        raise SystemExit("The font is not installed: run npm ci first.")
    for face in FACES:
        (FONTS / f"{face.name}.woff2").write_bytes(cut(face))
    shutil.copyfile(PACKAGE / "LICENSE", FONTS / "OFL.txt")


if __name__ == "__main__":
    main()
