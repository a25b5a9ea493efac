"""The map page against the land that it is drawn on: its windows, the names of countries, where places lie."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from ..charts.map_ground import MapView, Project, cut_side, land_under, lcc, may_be_near
from ..data.dossier import Dossier
from ..data.fields import CODES, country_name, is_country
from ..data.land import Ground, read_ground
from ..data.problem import Problem, listing, nearest_name
from ..data.records import Place

_LARGER = 2  # how many times as large what is crowded is drawn once more
_COARSE, _COARSER = 20, 60  # km by which outlines and borders may be apart, those of the region and the wider ones
_OFF = 100  # km from its country within which a place may lie: an island, a spot at sea


def astray_on_map(dossier: Dossier) -> Iterator[Problem]:
    """Yield what the map page would leave out in silence, or show where it is not."""
    if not (dossier.geo / "region.json").exists():  # the page that needs it says so
        return
    ground = read_ground(dossier.geo, "region", "map")
    project = lcc(ground.crs)
    yield from _countries_astray(dossier, ground, project)
    yield from _windows_astray(dossier, ground, project)
    yield from _middle_astray(dossier, project)
    yield from _first_unknown(dossier)
    yield from _places_astray(dossier, ground)


def _fault(dossier: Dossier, found: str, allowed: str, nearest: str = "") -> Problem:
    return Problem.of_record("edition", dossier.edition.map.line, f"“map”: {found}", allowed, nearest)


def _windows_of(dossier: Dossier) -> list[tuple[str, MapView]]:
    windows = dossier.edition.map.windows
    named = (("wide", windows.wide), ("broad", windows.broad), ("narrow", windows.narrow))
    return [(kind, MapView.of(window)) for kind, window in named]


def _countries_astray(dossier: Dossier, ground: Ground, project: Project) -> Iterator[Problem]:
    page, known = dossier.edition.map, ground.countries
    for name, codes in {"focus": [page.focus], "countries": page.countries}.items():
        for code in (one for one in codes if one not in known):
            found = f"“{name}” has “{code}”, which data/geo/region.json does not have"
            yield _fault(dossier, found, listing(known), nearest_name(code, known))
    windows = _windows_of(dossier)
    for code, (lat, lon) in page.countries.items():
        if not any(window.box.holds(project(lon, lat)) for _, window in windows):
            yield _fault(dossier, f"the name of “{code}” lies outside of all “windows”", "a point in one of them")
        if code in known and (other := land_under(ground, code, project(lon, lat))):
            found = f"the name of “{code}” lies on the land of {other}"
            yield _fault(dossier, found, "a point on its own, or on water")


def _windows_astray(dossier: Dossier, ground: Ground, project: Project) -> Iterator[Problem]:
    places = {id_: project(place.lon, place.lat) for id_, place in dossier.places.items()}
    for kind, window in _windows_of(dossier):
        if side := cut_side(ground, window.box):
            found = f"the window “{kind}” reaches beyond data/geo/region.json in the {side}, where the land is cut off"
            yield _fault(dossier, found, "fewer km, or another “middle”")
        if not any(map(window.box.holds, places.values())):
            yield _fault(dossier, f"no place lies in the window “{kind}”", "a “middle” in km from that of the land")
    told = [places[id_] for event in dossier.events.values() for id_ in dossier.claims[event.claim].places]
    largest = max(window.km_per_px for _, window in _windows_of(dossier))
    crowded = [MapView.of(window) for window in dossier.edition.map.crowded]
    for number, window in enumerate(crowded):
        held = [point for point in told if window.box.holds(point)]
        if not held:
            yield _fault(dossier, f"“crowded”: “{window.name}” has no dot", "a place with events")
        if any(dossier.places[id_].name == window.name and not window.box.holds(at) for id_, at in places.items()):
            yield _fault(dossier, f"“crowded”: “{window.name}” does not show the place of its name", "its “middle”")
        if window.km_per_px > largest / _LARGER:
            found = f"“crowded”: “{window.name}” is hardly larger than the map, {window.km_per_px:.2g} km a px"
            yield _fault(dossier, found, f"fewer km: {largest / _LARGER:.2g} a px at the most")
        for before in crowded[:number]:
            if any(map(before.box.holds, held)):
                found = f"“crowded”: “{window.name}” shows what “{before.name}” shows"
                yield _fault(dossier, found, "windows apart from each other")


def _middle_astray(dossier: Dossier, project: Project) -> Iterator[Problem]:
    """Yield a middle outside of the map: places beyond the map are told by the way that leads there from it."""
    lat, lon = dossier.edition.map.middle
    if not any(window.box.holds(project(lon, lat)) for _, window in _windows_of(dossier)):
        yield _fault(dossier, f"“middle” is [{lat:g}, {lon:g}], outside of all “windows”", "a point in one of them")


def _first_unknown(dossier: Dossier) -> Iterator[Problem]:
    known = dict.fromkeys(place.country for place in dossier.places.values())
    for code in (one for one in dossier.edition.map.first if one not in known):
        yield _fault(dossier, f"“first” has “{code}”, and no place is there", listing(known), nearest_name(code, known))


def _places_astray(dossier: Dossier, ground: Ground) -> Iterator[Problem]:
    """Yield the places that lie well within another country than the one they are said to be in, or far from it."""
    grounds = [(ground, _COARSE)]
    if (dossier.geo / "eurasia.json").exists():
        grounds.append((read_ground(dossier.geo, "eurasia", "map"), _COARSER))
    for place in dossier.places.values():
        found = (_astray(place, *one) for one in grounds)
        if fault := next(filter(None, found), ""):
            told = f"“{place.id}” is said to be in {country_name(place.country)}, and lies {fault}"
            yield Problem.of_record("places", place.line, told, "the country and the point where it is")


def _astray(place: Place, ground: Ground, coarse: float) -> str:
    """Return where a place lies instead of in its country, or ""."""
    x, y = lcc(ground.crs)(place.lon, place.lat)
    own = next((code for code, one in ground.countries.items() if is_country(place.country, code, one.name)), "")
    if not own and not CODES.keys() & ground.countries.keys():
        return ""  # of countries that are made up
    around = [(x, y), (x - coarse, y), (x + coarse, y), (x, y - coarse), (x, y + coarse)]
    others = list(takewhile(bool, (land_under(ground, own, one) for one in around)))
    if len(others) == len(around):
        return f"in {listing(set(others))}"
    return f"more than {_OFF} km from its land" if own and not may_be_near(ground, own, (x, y), _OFF) else ""
