"""The serif: light enough, whole enough, and not needed."""

from __future__ import annotations

import io
import os
import unicodedata
from collections.abc import Iterable

import pytest
from fontTools.ttLib import TTFont
from mkdocs_site import Site

import serif

MOST = 40_000  # bytes, all faces together
_ITALIC = ".standfirst, .two--answer p, em, cite"  # what the styles and the prose set in italics


@pytest.fixture(scope="module")
def faces() -> dict[str, bytes]:
    return {face.name: (serif.FONTS / f"{face.name}.woff2").read_bytes() for face in serif.FACES}


def test_all_faces_together_stay_light(faces: dict[str, bytes]) -> None:
    assert sum(map(len, faces.values())) <= MOST


def _latin(texts: Iterable[str]) -> set[str]:
    return {letter for text in texts for letter in text if unicodedata.name(letter, "").startswith("LATIN ")}


def test_each_latin_letter_of_the_pages_is_in_the_faces_that_set_it(faces: dict[str, bytes], site: Site) -> None:
    trees = [page.tree for page in site.pages.values()]
    written = {
        "text": _latin(tree.text_content() for tree in trees),
        "italic": _latin(part.text_content() for tree in trees for part in tree.cssselect(_ITALIC)),
        "display": _latin(head.text_content() for tree in trees for head in tree.cssselect("h1")),
    }
    for name, content in faces.items():
        drawn = {chr(code) for code in TTFont(io.BytesIO(content)).getBestCmap()}
        assert written[name] - drawn == set(), f"{name}: add them in tools/serif.py, and run it"


def test_the_committed_faces_are_what_the_tool_cuts(faces: dict[str, bytes]) -> None:
    if not serif.PACKAGE.is_dir() and not os.environ.get("CI"):
        pytest.skip("the font's npm package is not installed")
    assert {face.name: serif.cut(face) for face in serif.FACES} == faces


def test_each_face_is_delivered_as_it_stands_under_a_lasting_name(faces: dict[str, bytes], site: Site) -> None:
    files = {path.name.partition(".")[0]: path for path in (site.folder / "assets/fonts").glob("*.woff2")}
    assert {name: path.read_bytes() for name, path in files.items()} == faces
    for sheet in (site.folder / "assets/stylesheets").glob("*.css"):
        rules = sheet.read_text(encoding="utf-8")
        if sheet.name.partition(".")[0] in ("site", "embed"):
            assert all(f"../../assets/fonts/{path.name}" in rules for path in files.values()), sheet.name
    for page in site.pages.values():
        wanted = page.tree.xpath("//link[@rel='preload']/@href")
        assert {str(href).rpartition("/")[2] for href in wanted} <= {path.name for path in files.values()}
