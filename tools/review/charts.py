"""Charts before and after: their pictures side by side, and which of their texts changed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .meeting import Both, Meeting
from .site import Site
from .words import Piece, pieces

_SPOKEN = re.compile(rb"<(title|desc)>.*?</\1>", re.DOTALL)
# Where something is drawn; by how many px of a picture 300 to 900 wide it has to move to be seen.
_PLACED = re.compile(rb"""(?<=\s)(?:d|x|y|x1|x2|y1|y2|cx|cy|r|width|height|points|transform)=(?:"[^"]*"|'[^']*')""")
_NUMBER = re.compile(rb"-?\d*\.?\d+")
_VISIBLE = 1.0
# The pictures of a chart as a page of ours has them: wide and narrow, on light and on dark paper.
_FORMS = {"wide": ("light", "dark"), "narrow": ("narrow", "narrow-dark")}


@dataclass(frozen=True)
class Picture:
    """One form of a chart on both sides: addresses for light and dark paper, "" where a side has none."""

    form: str
    base: tuple[str, str]
    new: tuple[str, str]


@dataclass(frozen=True)
class ChartChange:
    """A chart that looks otherwise, only has another title, came or went; without pictures its figure was compared."""

    id: str
    title: str
    titled: tuple[Piece, ...]
    how: str
    pictures: tuple[Picture, ...]
    place: str
    meetings: tuple[Meeting, ...]


def chart_changes(both: Both) -> list[ChartChange]:
    """Return the charts whose pictures or figures differ."""
    found = []
    before, after = (records.kinds["charts"] for records in (both.base_records, both.new_records))
    for id_ in dict.fromkeys((*after, *before)):
        how = "changed" if id_ in before and id_ in after else "added" if id_ in after else "gone"
        records = both.new_records if id_ in after else both.base_records
        record = (after if id_ in after else before)[id_]
        was = before[id_].name if id_ in before else record.name
        if how == "changed" and not _differs(both, id_):
            if was == record.name:
                continue
            how = "titled"
        pictures = tuple(_picture(both, id_, form, files) for form, files in _FORMS.items())
        sides = {"added": (both.new,), "gone": (both.base,)}.get(how, (both.base, both.new))
        shown = pictures if all(_is_drawn(side, id_) for side in sides) else ()
        met = both.meetings(records.pages(record))
        titled = pieces(was, record.name)
        found.append(ChartChange(id_, record.name, titled, how, shown, records.place(record, "title"), met))
    return found


def _is_drawn(site: Site, id_: str) -> bool:
    """Tell whether a site has a chart's pictures; without a browser only those are there that were drawn before."""
    return all(f"assets/charts/{id_}.{form}.svg" in site.files for pair in _FORMS.values() for form in pair)


def _differs(both: Both, id_: str) -> bool:
    files = [f"assets/charts/{id_}.{form}.svg" for pair in _FORMS.values() for form in pair]
    if not (_is_drawn(both.base, id_) and _is_drawn(both.new, id_)):
        files = [f"assets/charts/{id_}.js"]
    return any(differ_visibly(both.base.files.get(file, b""), both.new.files.get(file, b"")) for file in files)


def differ_visibly(one: bytes, other: bytes) -> bool:
    """Tell whether two drawings differ in more than texts that are only read aloud, and places by a pixel or less."""
    drawings = [_SPOKEN.sub(b"", drawing) for drawing in (one, other)]
    if drawings[0] == drawings[1]:
        return False
    left, right = ([value for place in _PLACED.findall(one) for value in _NUMBER.findall(place)] for one in drawings)
    shapes = [_PLACED.sub(lambda match: _NUMBER.sub(b"#", match[0]), one) for one in drawings]
    return shapes[0] != shapes[1] or any(abs(float(a) - float(b)) > _VISIBLE for a, b in zip(left, right, strict=True))


def _picture(both: Both, id_: str, form: str, papers: tuple[str, str]) -> Picture:
    sides = []
    for site in (both.base, both.new):
        files = [f"assets/charts/{id_}.{paper}.svg" for paper in papers]
        light, dark = (f"{site.side.name}/{file}" if file in site.files else "" for file in files)
        sides.append((light, dark))
    return Picture(form, *sides)
