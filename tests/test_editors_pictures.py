"""Pictures that editors add: what is read from their files, what is refused, where they stand with whose they are."""

from __future__ import annotations

import io
import struct
import zlib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from mkdocs_site import Site
from PIL import Image as Drawn
from PIL.PngImagePlugin import PngInfo
from projects import EDITION

from explainer.checks.coverage import unused
from explainer.data.pictures import FOLDER, Image, measure, read_pictures
from explainer.data.problem import Problem
from explainer.data.site_records import PictureRecord
from explainer.publication.publication import Publication

SIZE = (30, 20)
XMP = PngInfo()
XMP.add_itxt("XML:com.adobe.xmp", "<x:xmpmeta/>")
WORDS = "Lind Harbour Drawing Class, 2011, source. CC BY-SA 4.0."


def _file(kind: str, size: tuple[int, int] = SIZE, *, noted: bool = False, **how: Any) -> bytes:
    notes = Drawn.Exif()
    if noted:
        notes[0x0112] = 6  # turned on its side
        how["exif"] = notes
    out = io.BytesIO()
    Drawn.new("RGB", size).save(out, kind, **how)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (_file("PNG"), Image("PNG", *SIZE, noted=False)),
        (_file("JPEG"), Image("JPEG", *SIZE, noted=False)),
        (_file("JPEG", progressive=True), Image("JPEG", *SIZE, noted=False)),
        (_file("WEBP"), Image("WebP", *SIZE, noted=False)),
        (_file("WEBP", lossless=True), Image("WebP", *SIZE, noted=False)),
        (_file("PNG", noted=True), Image("PNG", *SIZE, noted=True)),
        (_file("JPEG", noted=True), Image("JPEG", *SIZE, noted=True)),
        (_file("WEBP", noted=True), Image("WebP", *SIZE, noted=True)),
        (_file("PNG", pnginfo=XMP), Image("PNG", *SIZE, noted=True)),
        (_file("JPEG", xmp=b"<x:xmpmeta/>"), Image("JPEG", *SIZE, noted=True)),
        (_file("WEBP", xmp=b"<x:xmpmeta/>"), Image("WebP", *SIZE, noted=True)),
        (_file("GIF"), None),
        (_file("JPEG")[:60], None),
        (_file("PNG")[:20], None),
        (_file("WEBP")[:14], None),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", None),
        (b"", None),
    ],
)
def test_the_first_bytes_of_a_file_say_what_it_is(content: bytes, told: Image | None) -> None:
    assert measure(content) == told


def _record(id_: str, file: str) -> PictureRecord:
    return PictureRecord(id=id_, line=3, file=file, alt="A quay.", author="Lind", licence="public domain")


PNG = {"quay.png": _file("PNG")}
REMARK = b"tEXt" + b"0" * 300_000
LARGE = {
    "quay.png": _file("PNG")[:-12]
    + struct.pack(">I", 300_000)
    + REMARK
    + zlib.crc32(REMARK).to_bytes(4, "big")
    + _file("PNG")[-12:]
}


@pytest.mark.parametrize(
    ("files", "named", "says"),
    [
        (PNG, ["quay.png"], ""),
        (PNG, ["quai.png"], "“p0”: docs/assets/pictures/ has no “quai.png”"),
        (PNG, ["quay.png", "quay.png"], "“p1”: “file” is “quay.png”, as it is of “p0”"),
        ({"quay.png": _file("JPEG")}, ["quay.png"], "“p0”: “quay.png” is a picture of the kind JPEG; allowed: a PNG"),
        (
            {"quay.webp": b"<script>"},
            ["quay.webp"],
            "“p0”: “quay.webp” is no picture that can be read",
        ),
        ({"quay.png": _file("PNG")[:33] + b"acTL" + _file("PNG")[33:]}, ["quay.png"], "“p0”: “quay.png” moves"),
        ({"quay.png": b""}, ["quay.png"], "“p0”: “quay.png” is no picture that can be read"),
        ({"quay.png": _file("PNG").replace(b"IDAT", b"IDOT")}, ["quay.png"], "“p0”: “quay.png” is broken: what it"),
        ({"quay.png": _file("PNG")[:60] + _file("PNG")[64:]}, ["quay.png"], "“p0”: “quay.png” is broken: what it"),
        ({"quay.png": _file("PNG")[:-8]}, ["quay.png"], "“p0”: “quay.png” is cut off"),
        ({"quay.jpg": _file("JPEG")[:-8]}, ["quay.jpg"], "“p0”: “quay.jpg” is cut off"),
        ({"quay.webp": _file("WEBP")[:-8]}, ["quay.webp"], "“p0”: “quay.webp” is cut off"),
        ({"quay.png": _file("PNG", (1, 1))}, ["quay.png"], "“p0”: “quay.png” is 1 × 1 px"),
        ({"quay.png": _file("PNG", (640, 2))}, ["quay.png"], "“p0”: “quay.png” is 640 × 2 px"),
        ({"Quay.PNG": _file("PNG")}, ["quay.png"], "“p0”: docs/assets/pictures/ has no “quay.png”"),
        (LARGE, ["quay.png"], "“p0”: “quay.png” has 300 kB; allowed: 300 kB"),
        ({"quay.jpg": _file("JPEG", noted=True)}, ["quay.jpg"], "“p0”: “quay.jpg” carries notes (Exif, XMP or texts)"),
        ({"quay.png": _file("PNG", (10_001, 16))}, ["quay.png"], "“p0”: “quay.png” is 10001 × 16 px"),
        ({"quay.png": _file("PNG") + b"<b>"}, ["quay.png"], "“p0”: “quay.png” goes on behind"),
        ({"quay.jpg": _file("JPEG", noted=True) + b"<b>"}, ["quay.jpg"], "“p0”: “quay.jpg” goes on behind"),
        ({"quay.webp": _file("WEBP") + b"<b>"}, ["quay.webp"], "“p0”: “quay.webp” goes on behind"),
        ({"quay.jpg": _file("JPEG", progressive=True) + b"\n"}, ["quay.jpg"], ""),
        (
            PNG,
            [],
            "docs/assets/pictures/quay.png: no record names this picture; allowed: a record",
        ),
        (
            {"quay.svg": b"<svg/>"},
            [],
            "docs/assets/pictures/quay.svg: a file of this type may not stand here",
        ),
    ],
)
def test_what_is_wrong_with_a_file_is_told(
    tmp_path: Path, files: dict[str, bytes], named: list[str], says: str
) -> None:
    folder = tmp_path / FOLDER
    folder.mkdir(parents=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    problems: list[Problem] = []
    images = read_pictures({f"p{n}": _record(f"p{n}", file) for n, file in enumerate(named)}, tmp_path, problems)
    told = [str(problem).removeprefix("data/pictures.yml:3:1: ") for problem in problems]
    assert any(one.startswith(says) for one in told) if says else not told
    assert len(told) <= (2 if "has no" in says else 1), "a file that a misspelt name leaves out is told, too"
    assert images.keys() == ({"p0"} if not says or len(named) == 2 else set())


@pytest.mark.parametrize(
    ("licence", "url"),
    [
        ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
        ("CC BY-NC-ND 2.0", "https://creativecommons.org/licenses/by-nc-nd/2.0/"),
        ("CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
        ("by permission of the Courier", ""),
    ],
)
def test_the_terms_of_known_licences_are_linked(licence: str, url: str) -> None:
    assert _record("a", "a.png").model_copy(update={"licence": licence}).terms_url == url


def test_a_caption_needs_no_citation_and_does_not_make_an_explainer_longer(publication: Publication) -> None:
    (page,) = (page for page in publication.explainers if "picture" in page.blocks)
    without = replace(page, body=page.body.replace("The slipway at low water, as its neighbours draw it.", "It."))
    assert without.word_count == page.word_count
    changed = replace(publication, pages=tuple(one for one in publication.pages if one is not page))
    assert [one.problem.found for one in unused(changed) if "picture" in one.problem.found] == [
        "“slipway”: no page shows this picture"
    ]


def test_a_picture_stands_with_its_caption_and_its_credit(site: Site, publication: Publication) -> None:
    (name,) = (page.name for page in publication.explainers if "picture" in page.blocks)
    record = publication.dossier.pictures["slipway"]
    for address, lazily in ((name.replace(".md", "/"), ["lazy"]), ("booklet/", [])):
        (figure,) = site.pages[address].tree.cssselect("figure.picture")
        (image,) = figure.cssselect("img")
        assert (image.get("alt"), image.get("width"), image.get("height")) == (record.alt, "640", "400")
        assert site.leads(f"http://site/{FOLDER}/{record.file}") and image.get("src") == f"../{FOLDER}/{record.file}"
        assert image.xpath("@loading") == lazily
        assert " ".join(figure.cssselect(".picture__credit")[0].text_content().split()) == f"Picture: {WORDS}"
    assert WORDS in " ".join(site.pages["data/"].tree.text_content().split())
    twin = (site.folder / name.replace(".md", "/index.md")).read_text(encoding="utf-8")
    assert f"![{record.alt}](../{FOLDER}/{record.file})" in twin and "Picture: Lind Harbour Drawing Class" in twin
    assert (EDITION / "docs" / FOLDER / record.file).is_file()
