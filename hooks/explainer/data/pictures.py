"""The files of pictures that editors add: their kind and size, read from their first bytes, and what is wrong."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from .problem import Problem, nearest_name
from .site_records import PictureRecord

FOLDER = "assets/pictures"  # of docs/
MOST = 300_000  # bytes: what a reader with a telephone waits for
LEAST, LARGEST = 16, 10_000  # px each way
# What begins notes, of cameras and of programs, in a PNG and in a JPEG.
_NOTES = (b"eXIf", b"XML:com.adobe.xmp", b"Raw profile type", b"tEXt", b"iTXt", b"zTXt")
_MOVING = (b"ANIM", b"acTL")  # in the first chunks of a WebP and of a PNG
_APP1 = (b"Exif\0\0", b"http://ns.adobe.com/")
KINDS = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".webp": "WebP"}


@dataclass(frozen=True)
class Image:
    """What the first bytes of a file say: its kind, its size in px, whether notes of a camera come with it."""

    kind: str
    width: int
    height: int
    noted: bool


def read_pictures(pictures: Mapping[str, PictureRecord], docs: Path, problems: list[Problem]) -> Mapping[str, Image]:
    """Measure the picture of each record, by its id; what is wrong with a file, and files of no record, are told."""
    folder = docs / FOLDER
    files = {path.name: path for path in sorted(folder.glob("*")) if path.is_file()} if folder.is_dir() else {}
    images, named = {}, dict[str, str]()
    for id_, record in pictures.items():
        found, allowed, nearest = "", "", ""
        other = named.setdefault(record.file, id_)
        path = files.get(record.file)
        if other != id_:
            found, allowed = f"“file” is “{record.file}”, as it is of “{other}”", "one record for a picture"
        elif path is None:
            found, allowed = f"docs/{FOLDER}/ has no “{record.file}”", "the name of a file there"
            nearest = nearest_name(record.file, files)
        else:
            images[id_], found, allowed = _measured(path)
        if found:
            problems.append(Problem.of_record("pictures", record.line, f"“{id_}”: {found}", allowed, nearest))
    problems += _strangers(files, named)
    return {id_: image for id_, image in images.items() if image}


def _measured(path: Path) -> tuple[Image | None, str, str]:
    """Measure a file; return what was found, and what is allowed, where it cannot be shown."""
    content = path.read_bytes()
    image = measure(content)
    if fault := picture_fault(path.suffix, content):
        allowed = f"a {KINDS[path.suffix]}, as its name ends and of such a size, saved anew by a program"
        return None, f"“{path.name}” {fault}", allowed
    assert image is not None  # it would have been told
    if len(content) > MOST:
        return None, f"“{path.name}” has {len(content) // 1000} kB", f"{MOST // 1000} kB; a smaller size, or WebP"
    if image.noted:
        found = f"“{path.name}” carries notes (Exif, XMP or texts), which may tell where it was taken and turn it"
        return None, found, "a copy exported without them"
    return image, "", ""


def picture_fault(suffix: str, content: bytes) -> str:
    """Return why a file with this ending cannot be shown, or ""."""
    image = measure(content)
    if image is None or image.kind != KINDS[suffix]:
        return f"is a picture of the kind {image.kind}" if image else "is no picture that can be read"
    if not LEAST <= min(image.width, image.height) <= max(image.width, image.height) <= LARGEST:
        return f"is {image.width} × {image.height} px, and pages show {LEAST} to {LARGEST} each way"
    if any(mark in content[:200] for mark in _MOVING):
        return "moves, and readers could not stop it"
    end = _end(content, image.kind)
    if not end or end > len(content):
        return "is cut off: its end is missing"
    if content[end:].strip(b"\0\r\n "):
        return "goes on behind the end of the picture"
    is_broken = image.kind == "PNG" and not _is_whole(content[:end], image.width * image.height)
    return "is broken: what it shows cannot be read" if is_broken else ""


def _end(content: bytes, kind: str) -> int:
    """Return where a file ends, or 0; a JPEG writes FF D9 nowhere else behind the beginning of its frame."""
    if kind == "WebP":
        return 8 + int.from_bytes(content[4:8], "little")
    mark = b"IEND\xaeB`\x82" if kind == "PNG" else b"\xff\xd9"
    begin = content.find(mark, 0 if kind == "PNG" else _frame(content))
    return begin + len(mark) if begin >= 0 else 0


def _is_whole(png: bytes, least: int) -> bool:
    """Tell whether the chunks of a PNG are as they were written, and hold its lines: a bit a point at the least."""
    place, packed, shown = 8, b"", 0
    while place < len(png):
        (length,) = struct.unpack(">I", png[place : place + 4])
        chunk, check = png[place + 4 : place + 8 + length], png[place + 8 + length : place + 12 + length]
        if zlib.crc32(chunk).to_bytes(4, "big") != check:
            return False
        packed += chunk[4:] if chunk.startswith(b"IDAT") else b""
        place += 12 + length
    points = zlib.decompressobj()
    try:
        while packed and not points.eof:  # a part at a time: a small file may hold a very large picture
            shown += len(points.decompress(packed, 1 << 20))
            packed = points.unconsumed_tail
    except zlib.error:
        return False
    return points.eof and 8 * shown >= least


def _strangers(files: Mapping[str, Path], named: Mapping[str, str]) -> Iterator[Problem]:
    for name, path in files.items():
        if name in named or name.startswith("."):
            continue
        found, allowed = "no record names this picture", f"a record in data/pictures.yml with “file: {name}”"
        if path.suffix not in KINDS:
            found, allowed = "a file of this type may not stand here", f"files that end with {', '.join(KINDS)}"
        yield Problem(f"docs/{FOLDER}/{name}", 0, 0, found, allowed)


def measure(content: bytes) -> Image | None:
    """Return what the first bytes of a PNG, JPEG or WebP say; None where they are of none of these, or cut short."""
    try:
        if content.startswith(b"\x89PNG\r\n\x1a\n") and content[12:16] == b"IHDR":
            width, height = struct.unpack(">II", content[16:24])
            return Image("PNG", width, height, noted=any(note in content for note in _NOTES))
        if content.startswith(b"\xff\xd8"):
            return _jpeg(content)
        if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
            return _webp(content)
    except (struct.error, IndexError):
        pass  # the file ends before it has said how large it is
    return None


def _jpeg(content: bytes) -> Image | None:
    """Read the size from the segment that begins a frame."""
    place = _frame(content)
    height, width = struct.unpack(">HH", content[place + 5 : place + 9])
    return Image("JPEG", width, height, noted=b"\xff\xe1" in content[:place] and any(map(content.__contains__, _APP1)))


def _frame(content: bytes) -> int:
    """Walk from segment to segment of a JPEG to the one that begins a frame."""
    place = 2
    while content[place] == 0xFF:
        marker = content[place + 1]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            return place
        (length,) = struct.unpack(">H", content[place + 2 : place + 4])
        place += 2 + length
    raise IndexError  # as where the file ends


def _webp(content: bytes) -> Image | None:
    """Read the first chunk: of a lossy picture, of a lossless one, or of one with more than a picture."""
    chunk = content[12:16]
    if chunk == b"VP8 ":
        width, height = struct.unpack("<HH", content[26:30])
        return Image("WebP", width & 0x3FFF, height & 0x3FFF, noted=False)
    if chunk == b"VP8L":
        (bits,) = struct.unpack("<I", content[21:25])
        return Image("WebP", (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1, noted=False)
    if chunk == b"VP8X":
        width, height = (int.from_bytes(content[start : start + 3], "little") + 1 for start in (24, 27))
        return Image("WebP", width, height, noted=bool(content[20] & 0x0C))  # Exif or XMP
    return None
