"""Charts before and after: their pictures side by side, and which of their texts changed."""

from __future__ import annotations

from dataclasses import dataclass

from .meeting import Both, Meeting
from .site import Site

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
    """A chart that looks otherwise, came or went; without pictures its figure alone was compared."""

    id: str
    title: str
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
        if how == "changed" and not _differs(both, id_):
            continue
        records = both.new_records if id_ in after else both.base_records
        record = (after if id_ in after else before)[id_]
        pictures = tuple(_picture(both, id_, form, files) for form, files in _FORMS.items())
        sides = {"changed": (both.base, both.new), "added": (both.new,), "gone": (both.base,)}[how]
        shown = pictures if all(_is_drawn(side, id_) for side in sides) else ()
        met = both.meetings(records.pages(record))
        found.append(ChartChange(id_, record.name, how, shown, records.place(record), met))
    return found


def _is_drawn(site: Site, id_: str) -> bool:
    """Tell whether a site has a chart's pictures; without a browser only those are there that were drawn before."""
    return all(f"assets/charts/{id_}.{form}.svg" in site.files for pair in _FORMS.values() for form in pair)


def _differs(both: Both, id_: str) -> bool:
    files = [f"assets/charts/{id_}.{form}.svg" for pair in _FORMS.values() for form in pair]
    if not (_is_drawn(both.base, id_) and _is_drawn(both.new, id_)):
        files = [f"assets/charts/{id_}.js"]
    return any(both.base.files.get(file) != both.new.files.get(file) for file in files)


def _picture(both: Both, id_: str, form: str, papers: tuple[str, str]) -> Picture:
    sides = []
    for site in (both.base, both.new):
        files = [f"assets/charts/{id_}.{paper}.svg" for paper in papers]
        light, dark = (f"{site.side.name}/{file}" if file in site.files else "" for file in files)
        sides.append((light, dark))
    return Picture(form, *sides)
