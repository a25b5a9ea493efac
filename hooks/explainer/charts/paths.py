"""The path data of SVG, shortened to a tenth of a pixel."""

from __future__ import annotations

import re

Box = tuple[float, float, float, float]  # left, top, right, bottom

_COMMAND = re.compile(r"([MLHVCSQTAZmlhvcsqtaz])([^MLHVCSQTAZmlhvcsqtaz]*)")
_NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?")
_STRAIGHT = set("MLHVZ")
_LONG = 8  # points from which steps are shorter than places
_EDGE = 0.6  # px by which a line on the edge may stand out


def trimmed(value: float) -> str:
    """Write a length with at most one decimal: “8”, “8.5”, “.5”."""
    text = f"{value:.1f}".removesuffix(".0")
    return re.sub(r"^(-?)0\.", r"\1.", text) if text != "-0" else "0"


def _parsed(d: str) -> list[tuple[str, list[float]]]:
    return [(letter, [float(n) for n in _NUMBER.findall(numbers)]) for letter, numbers in _COMMAND.findall(d)]


def inside(d: str, box: Box) -> bool:
    """Tell whether a path of straight lines in absolute places stays in a box; of other paths, no."""
    left, top, right, bottom = box
    for letter, numbers in _parsed(d):
        if letter not in _STRAIGHT:
            return False
        xs = numbers[::2] if letter in "ML" else numbers if letter == "H" else []
        ys = numbers[1::2] if letter in "ML" else numbers if letter == "V" else []
        if any(not left - _EDGE <= x <= right + _EDGE for x in xs):
            return False
        if any(not top - _EDGE <= y <= bottom + _EDGE for y in ys):
            return False
    return True


def closed(d: str) -> bool:
    """Tell whether every outline of a path, as steps from its first point, ends where it began."""
    outlines = [_parsed("M" + outline) for outline in d.split("M")[1:]]
    return bool(outlines) and all(
        [letter for letter, _ in outline] == ["M", "l", "z"] and _ends_at_start(outline[1][1]) for outline in outlines
    )


def _ends_at_start(steps: list[float]) -> bool:
    return round(10 * sum(steps[::2])) == round(10 * sum(steps[1::2])) == 0


def shortened(d: str) -> str:
    """Write a path in tenths of a pixel; long runs of straight lines as steps from point to point."""
    commands = _parsed(d)
    if len(commands) > _LONG and all(letter in "MLZ" for letter, _ in commands):
        return _as_steps(commands)
    return "".join(letter + _listed(numbers) for letter, numbers in commands)


def _listed(numbers: list[float]) -> str:
    text = ""
    for number in map(trimmed, numbers):
        text += number if not text or number.startswith("-") else f",{number}"
    return text


def _as_steps(commands: list[tuple[str, list[float]]]) -> str:
    """Count in whole tenths, so that no error adds up."""
    written = ""
    at = start = (0, 0)
    for letter, numbers in commands:
        if letter == "Z":
            written, at = written + "z", start
            continue
        for x, y in zip(numbers[::2], numbers[1::2], strict=True):
            to = (round(x * 10), round(y * 10))
            if letter == "M":
                written, start = f"{written}M{_listed([to[0] / 10, to[1] / 10])}l", to
            elif to != at:
                step = _listed([(to[0] - at[0]) / 10, (to[1] - at[1]) / 10])
                written += step if written.endswith("l") or step.startswith("-") else f" {step}"
            at = to
    return written.replace("lz", "z").removesuffix("l").replace("lM", "M")
