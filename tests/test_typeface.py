"""The serif: light enough, whole enough, and not needed."""

from __future__ import annotations

import io
import os
import unicodedata
from collections.abc import Iterable
from pathlib import Path

import pytest
from conftest import ROOT
from fontTools.ttLib import TTFont
from mkdocs_site import Site

from explainer.typeface import FACES, font_faces, typeface

MOST = 40_000  # bytes, all faces together
_ITALIC = ".standfirst, .two--answer p, em, cite"  # what the styles and the prose set in italics


@pytest.fixture(scope="module")
def faces() -> dict[str, bytes]:
    files = dict(typeface(ROOT))
    if not files and not os.environ.get("CI"):
        pytest.skip("the font's npm package is not installed: the pages are set in the reader's own serif")
    assert files, "the font's npm package is not installed"
    return files


def test_all_faces_together_stay_light(faces: dict[str, bytes]) -> None:
    assert len(faces) == len(FACES)
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
    assert all(len(letters) > least for letters, least in zip(written.values(), (60, 40, 30), strict=True))
    for path, content in faces.items():
        drawn = {chr(code) for code in TTFont(io.BytesIO(content)).getBestCmap()}
        assert written[Path(path).name.partition(".")[0]] - drawn == set(), path


def test_cutting_again_gives_the_same_bytes(faces: dict[str, bytes], tmp_path: Path) -> None:
    assert typeface(ROOT, kept_in=tmp_path) == faces


def test_without_the_package_there_is_no_face(tmp_path: Path) -> None:
    assert typeface(tmp_path) == {}


def test_the_stylesheet_names_each_file(faces: dict[str, bytes]) -> None:
    rules = font_faces(faces)
    assert all(f'url("../../{path}")' in rules for path in faces)
