"""From Plotly's exported SVG to one for the page: small, no inline styles, the site's colours, stable ids."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import escape
from xml.etree.ElementTree import Element, fromstring, tostring

from ..charts.figure import SANS, as_variables_in_svg, resolved

_SHAPES = {"path", "rect", "circle", "line", "text", "tspan"}
_DROPPED = {"vector-effect", "white-space", "pointer-events", "stroke-miterlimit", "data-index", "class", "cursor"}
_DEFAULTS = {
    "opacity": "1",
    "fill-opacity": "1",
    "stroke-opacity": "1",
    "stroke": "none",
    "dy": "0em",
    "text-anchor": "start",
}
_STROKE = ("stroke", "stroke-width", "stroke-opacity", "stroke-dasharray")
_LENGTHS = {"x", "y", "width", "height", "cx", "cy", "r"}
_EDGE = 1  # px by which a clip reaches out of its plot
_TRANSLATE = re.compile(r"translate\(([-\d.e]+)(?:,([-\d.e]+))?\)")
_NO_TURN = re.compile(r"rotate\(0(?:,[^)]*)?\)")
_URL = re.compile(r"url\(['\"]?#([^'\")]+)['\"]?\)")
_DECIMAL = re.compile(r"-?\d+\.\d+(?:e-?\d+)?")
_COMMAND = re.compile(r"([MLHVCSQTAZmlhvcsqtaz])([^MLHVCSQTAZmlhvcsqtaz]*)")
_NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?")


def tidied(raw: str, prefix: str, classes: str) -> str:
    """Return Plotly's `raw` SVG fit to stand in a page; ids begin with `prefix`, which must be unique on it."""
    root = fromstring(as_variables_in_svg(raw))
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
        _set_attributes(element)
    for clip in root.iter("clipPath"):
        _widen(clip)
    _prune(root)
    _move(root)
    _prune(root)
    _rename_ids(root, prefix)
    width, height = root.get("width", ""), root.get("height", "")
    root.attrib = {
        "class": classes,
        "width": width,
        "height": height,
        "viewBox": f"0 0 {width} {height}",
        "font-family": "var(--sans)",
        "aria-hidden": "true",
    }
    for element in root.iter():
        if element.tag not in {"text", "tspan"}:
            element.text = None
    return tostring(root, encoding="unicode").replace(" />", "/>")  # in no text: there “>” is an entity


def standalone(svg: str, values: Mapping[str, str], title: str, alt: str) -> str:
    """Return a tidied SVG as a file of its own: `values` has the colour of each token and the two font stacks."""
    start, _, drawing = svg.partition(">")
    start = re.sub(r' (?:class|aria-hidden)="[^"]*"', "", start).replace(
        "<svg", '<svg xmlns="http://www.w3.org/2000/svg"'
    )
    ground = '<rect width="100%" height="100%" fill="var(--paper)"/>'
    return resolved(f'{start} role="img">{named(title, alt)}{ground}{drawing}', values) + "\n"


def named(title: str, alt: str) -> str:
    """Return the elements that tell what an SVG shows."""
    return f"<title>{escape(title, quote=False)}</title><desc>{escape(alt, quote=False)}</desc>"


def trimmed(value: float) -> str:
    """Write a length with at most one decimal: “8”, “8.5”, “.5”."""
    text = f"{value:.1f}".removesuffix(".0")
    return re.sub(r"^(-?)0\.", r"\1.", text) if text != "-0" else "0"


def shortened(d: str) -> str:
    """Write the data of a path in tenths of a pixel, straight lines as steps; whole tenths add up exactly."""
    commands = [(letter, [float(n) for n in _NUMBER.findall(numbers)]) for letter, numbers in _COMMAND.findall(d)]
    if any(letter not in "MLZ" or len(numbers) > 2 for letter, numbers in commands):
        return "".join(letter + _listed(numbers) for letter, numbers in commands)
    written, at, start = "", (0, 0), (0, 0)
    for letter, numbers in commands:
        to = (round(numbers[0] * 10), round(numbers[1] * 10)) if numbers else start
        if letter != "L":
            written, start = written + letter + _listed(numbers), to
        elif to != at:
            written += "l" + _listed([(to[0] - at[0]) / 10, (to[1] - at[1]) / 10])
        at = to
    return written


def _listed(numbers: Iterable[float]) -> str:
    text = ""
    for number in map(trimmed, numbers):
        text += number if not text or number.startswith("-") else f",{number}"
    return text


def _set_attributes(element: Element) -> None:
    """Turn the inline style into attributes, which any Content-Security-Policy lets be; leave out what says nothing."""
    style = element.attrib.pop("style", "")
    is_point = "point" in element.get("class", "").split()
    found = dict(element.attrib)
    for declaration in filter(str.strip, style.split(";")):
        name, _, value = declaration.partition(":")
        found[name.strip()] = value.strip()
    if halo := found.pop("text-shadow", ""):
        found |= {"stroke": halo[: halo.index(")") + 1], "stroke-width": "4", "stroke-linejoin": "round"}
        found["paint-order"] = "stroke"
    if "font-family" in found:
        found["font-family"] = "var(--sans)" if found["font-family"].replace("'", '"') == SANS else "var(--serif)"
    kept = {}
    for name, written in found.items():
        plain, value = name.rpartition("}")[2], re.sub(r"(\d)px", r"\1", written)
        if plain in _DROPPED or plain.startswith("data-") or _DEFAULTS.get(plain) == value:
            continue
        kept[plain] = _rounded(plain, value)
    if element.tag in _SHAPES:
        _drop_invisible_paint(kept)
    if kept.get("font-family") == "var(--sans)":
        del kept["font-family"]
    if is_point:
        kept["class"] = "point"  # the tests count them
    element.attrib = {name: value for name, value in kept.items() if value}


def _rounded(name: str, value: str) -> str:
    if name == "d":
        return shortened(value)
    if name in _LENGTHS or (name == "transform" and "scale" not in value and "matrix" not in value):
        return _DECIMAL.sub(lambda match: trimmed(float(match[0])), value)
    return value


def _drop_invisible_paint(attributes: dict[str, str]) -> None:
    if attributes.get("fill-opacity") == "0":
        attributes["fill"] = "none"
        del attributes["fill-opacity"]
    unseen = attributes.get("stroke-opacity") == "0" or attributes.get("stroke-width") == "0"
    if unseen or "stroke" not in attributes:
        for name in _STROKE:
            attributes.pop(name, None)
    if attributes.get("stroke-width") == "1":
        del attributes["stroke-width"]


def _widen(clip: Element) -> None:
    """Let a clip reach out by a pixel, so that a line on the edge, such as the one of zero, is seen whole."""
    for rect in clip.iter("rect"):
        for name, by in (("x", -_EDGE), ("y", -_EDGE), ("width", 2 * _EDGE), ("height", 2 * _EDGE)):
            rect.set(name, trimmed(float(rect.get(name, "0")) + by))


def _seen(element: Element) -> bool:
    """Tell whether anything is drawn; what stands in a pattern or a clip is needed as it is."""
    if element.tag in {"pattern", "clipPath"}:
        return True
    if element.tag in {"g", "defs"}:
        return len(element) > 0
    if element.tag == "path" and element.get("d", "M0,0") == "M0,0":
        return False
    if element.tag in {"path", "rect"}:
        return element.get("fill") != "none" or "stroke" in element.attrib
    return True


def _prune(element: Element) -> None:
    """Drop what draws nothing, and groups that group nothing."""
    kept: list[Element] = []
    for child in list(element):
        if child.tag in {"g", "defs", "svg"}:
            _prune(child)
        if not _seen(child):
            continue
        only_point = set(child.attrib) == {"class"}
        if child.tag == "g" and (not child.attrib or only_point):
            for inner in child:
                inner.attrib |= child.attrib
            kept.extend(child)
        else:
            kept.append(child)
    if element.tag not in {"text", "tspan"}:
        element[:] = kept


def _move(element: Element, right: float = 0, down: float = 0) -> None:
    """Hand the shift of a group on to what is in it, so that most groups can go."""
    for child in element:
        if child.tag in {"defs", "clipPath", "pattern"}:
            continue
        dx, dy = right, down
        own = _NO_TURN.sub("", child.attrib.pop("transform", ""))
        if shift := _TRANSLATE.fullmatch(own.strip()):
            dx, dy, own = dx + float(shift[1]), dy + float(shift[2] or 0), ""
        if child.tag == "g" and not own and not {"clip-path", "class"} & set(child.attrib):
            _move(child, dx, dy)
        elif child.tag in {"text", "rect"} and not own:
            for part in child.iter():
                for name, by in (("x", dx), ("y", dy)):
                    if name in part.attrib or part is child:
                        part.set(name, trimmed(float(part.get(name, "0")) + by))
        else:
            before = f"translate({trimmed(dx)},{trimmed(dy)})" if dx or dy else ""
            if transform := before + own:
                child.set("transform", transform)
            if child.tag == "g":
                _move(child)


def _rename_ids(root: Element, prefix: str) -> None:
    """Number the ids that are referred to; Plotly's hold random digits."""
    used: dict[str, str] = {}
    for element in root.iter():
        for name, value in element.attrib.items():
            if match := _URL.search(value):
                new = used.setdefault(match[1], f"{prefix}-{len(used) + 1}")
                element.set(name, f"url(#{new})")
    for defs in root.iter("defs"):
        flat = [part for part in defs.iter() if part.get("id") in used]
        for part in flat:
            part.set("id", used[str(part.get("id"))])
        defs[:] = flat
        defs.attrib = {}
    for defs in [child for child in root if child.tag == "defs" and not len(child)]:
        root.remove(defs)
