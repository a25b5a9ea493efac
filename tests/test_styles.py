"""What an engine of the last three years would drop as a whole stands apart, or behind what it reads.

A selector that an engine does not know takes all others of its list along; a value that it does not know takes the
declaration; where a value holds `var()` no declaration before it helps, since it falls only when it is used.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import pytest
from coloraide import Color
from projects import ROOT

from explainer.checks.actors import MARKS, WORDS
from explainer.delivery.assets import actor_styles
from explainer.pictures.design import dark_values, light_values
from explainer.publication.publication import Publication

SHEETS = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "docs/assets/stylesheets").glob("*.css")}

# Since when the last of Chromium, Firefox and Safari knows it. What is longer there than three years stands in the
# second table of its kind; a name that is in neither has to be put into one.
NEW_SELECTORS = {
    ":has": "Firefox 121, December 2023",
    ":dir": "Chromium 120, December 2023",
    ":popover-open": "Firefox 125, April 2024",
    ":state": "Firefox 126, May 2024",
    ":open": "Safari 26.5, 2026",
    "::target-text": "Firefox 131, October 2024",
    "::highlight": "Firefox 140, June 2025",
    "::details-content": "Firefox 143, September 2025",
    "::view-transition": "Firefox 144, October 2025",
}
OLD_SELECTORS = """
    is not where root hover focus focus-visible focus-within target checked valid invalid disabled enabled empty
    visited link active first-child last-child only-child nth-child nth-last-child first-of-type last-of-type
    nth-of-type only-of-type before after placeholder marker first-letter first-line backdrop selection first left
    right lang host
"""
NEW_VALUES = {
    r"\blinear\(": "Safari 17.2, December 2023",
    r"\b(?:xywh|rect)\(": "Chromium 119 and Safari 17.2, December 2023",
    r"\blight-dark\(": "Safari 17.5, May 2024",
    r"\b(?:round|mod|rem)\(": "Chromium 125, May 2024",
    r"\b(?:rgb|hsl|hwb|lab|lch|oklab|oklch|color)\(\s*from\b": "Firefox 128, July 2024",
    r'^content: .*[^\\]"\s*/': "Firefox 128, July 2024",
    r"\b(?:abs|sign)\(": "Chromium 138, June 2025",
    r"\battr\([^)]*[\s,](?:type\(|px|%)": "Chromium alone, 2025",
    r"\b(?:calc-size|if|shape|sibling-index|sibling-count|contrast-color|progress|random)\(": "not everywhere, 2026",
    r"\banchor(?:-size)?\(|^(?:position-area|position-anchor):": "Firefox 147, January 2026",
    r"^text-decoration: (?!(?:none|underline|overline|line-through|inherit|initial|unset)(?: !important)?$)": (
        "Safari 26.2, December 2025"
    ),
}
OLD_VALUES = """
    attr calc color-mix counter counters cubic-bezier clamp drop-shadow env ellipse circle format hsl
    inset linear-gradient local max min minmax polygon path radial-gradient repeat repeating-linear-gradient rgb rgba
    rotate scale steps translate translateX translateY url var fit-content blur
"""
OLD_RULES = {"media", "container", "layer", "supports", "font-face", "keyframes", "page", "import", "charset"}

_PIECE = re.compile(r""""[^"]*"|'[^']*'|\((?:[^()"']|"[^"]*"|'[^']*'|\((?:[^()]|\([^()]*\))*\))*\)|[{};]|[^"'(){};]+""")
_FORGIVING = re.compile(r":(?:is|where)\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)")
_PSEUDO = re.compile(r"(?<!\\)::?([a-z-]+)")


def statements(css: str) -> Iterator[tuple[str, str | None]]:
    """Yield what precedes each block, with the block, and each declaration, with None."""
    head, body, depth = "", "", 0
    for piece in _PIECE.findall(re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)):
        if piece == "{":
            depth += 1
        elif piece == "}":
            depth -= 1
        if depth == 0 and piece in ";}":
            yield " ".join(head.split()), body[1:] if piece == "}" else None
            head = body = ""
        elif depth:
            body += piece
        else:
            head += piece
    if head.strip():
        yield " ".join(head.split()), None


def dropped(css: str, *, asked: bool = False) -> Iterator[str]:
    """Yield what an engine drops that it should not; `asked` tells that the sheet asked it before."""
    for head, body in statements(css):
        if body is None:
            continue
        if not head.startswith("@"):
            yield from _selector_faults(head)
            yield from () if asked else _value_faults(head, body)
            continue
        name = re.split(r"[\s(:]", head[1:])[0]
        if name not in OLD_RULES:
            yield f"@{name}: say since when"
        elif name in ("media", "container", "layer", "supports"):
            yield from dropped(body, asked=asked or name == "supports")
        elif name in ("font-face", "page"):
            yield from _value_faults(head, "".join(f"{one};" for one, block in statements(body) if block is None))


def _selector_faults(head: str) -> Iterator[str]:
    bare = re.sub(r"\[[^\]]*\]", "", head)
    yield from (f"{head}: “{name}”: say since when" for name in _PSEUDO.findall(bare) if not _known(name))
    several = "," in re.sub(r"\([^()]*\)", "", re.sub(r"\([^()]*\)", "", _FORGIVING.sub("", bare)))
    unforgiven = _FORGIVING.sub("", bare)
    for sign, since in NEW_SELECTORS.items():
        if several and re.search(rf"(?<!:){sign}(?![\w-])", unforgiven):
            yield f"{head}: {sign} ({since}) takes the others along"


def _known(name: str) -> bool:
    return (
        name.startswith("-webkit-")
        or name in OLD_SELECTORS
        or f":{name}" in NEW_SELECTORS
        or f"::{name}" in NEW_SELECTORS
    )


def _value_faults(head: str, body: str) -> Iterator[str]:
    plain: set[str] = set()
    for declaration, block in statements(body):
        if block is not None:
            yield f"{head} {{ {declaration}: a rule within a rule"
            continue
        name, _, value = (part.strip() for part in declaration.partition(":"))
        written = f"{name}: {value}"
        for function in re.findall(r"([a-zA-Z-]+)\(", re.sub(r"""["'][^"']*["']""", "", value)):
            if function not in OLD_VALUES.split() and not any(re.search(new, written) for new in NEW_VALUES):
                yield f"{head}: {function}(): say since when"
        new = [since for pattern, since in NEW_VALUES.items() if re.search(pattern, written)]
        if not new:
            plain.add(name)
        elif name not in plain or "var(" in value:
            yield f"{head}: {written} ({new[0]}) stands alone"


def test_nothing_is_dropped_as_a_whole(publication: Publication) -> None:
    sheets = SHEETS | {"the actors’ styles": actor_styles(publication.dossier.edition)}
    told = [f"{name}: {fault}" for name, css in sheets.items() for fault in dropped(css)]
    assert told == []


def _unnamed(css: str, *, screen: bool = False) -> Iterator[str]:
    """Yield each query of a width that may be asked of paper: engines do not agree on how wide paper is."""
    for head, body in statements(css):
        if body is None or not head.startswith(("@media", "@supports", "@layer")):
            continue
        if "width:" in head and not screen and not head.startswith(("@media screen", "@media print,")):
            yield head
        yield from _unnamed(body, screen=screen or head.startswith("@media screen"))


def test_paper_is_never_asked_for_its_width() -> None:
    assert {name: told for name, css in SHEETS.items() if (told := list(_unnamed(css)))} == {}
    assert list(_unnamed("@media (min-width: 60em) { a { color: red } }")) == ["@media (min-width: 60em)"]


@pytest.mark.parametrize(
    ("css", "says"),
    [
        ("a { text-decoration: underline 1px }", "(Safari 26.2, December 2025) stands alone"),
        ("a { text-decoration: underline dotted var(--ink); }", "stands alone"),
        ("a { text-decoration: underline; text-decoration: underline dotted }", ""),
        ("a { text-decoration: underline !important }", ""),
        ("a { color: light-dark(red, blue) }", "(Safari 17.5, May 2024) stands alone"),
        ("a { color: red; color: light-dark(var(--a), blue) }", "stands alone"),
        ("@media print { a { color: red; color: light-dark(#000, blue) } }", ""),
        ("@supports (color: light-dark(red, blue)) { a { color: light-dark(red, blue) } }", ""),
        ('a::before { content: "+" / "" }', "stands alone"),
        ('a::before { content: "+"; content: "+" / "" }', ""),
        ("a { height: calc(attr(data-length type(<number>)) * 1px) }", "stands alone"),
        ("a, b:has(c) { color: red }", ":has (Firefox 121, December 2023) takes the others along"),
        ("a:not(:has(b)), c { color: red }", "takes the others along"),
        (":is(a:has(b), c) { color: red }", ""),
        ("a:has(b, c) { color: red }", ""),
        ("@media print { a:popover-open, b { color: red } }", "takes the others along"),
        ("a:blank { color: red }", "“blank”: say since when"),
        ("a { width: stretchy(1px) }", "stretchy(): say since when"),
        ("a { color: red; b { color: blue } }", "a rule within a rule"),
        ("@scope (a) { b { color: red } }", "@scope: say since when"),
    ],
)
def test_what_is_dropped_is_told(css: str, says: str) -> None:
    told = list(dropped(css))
    assert bool(told) == bool(says) and says in "".join(told), told


@pytest.mark.parametrize("tokens", (light_values(ROOT), dark_values(ROOT)), ids=("light", "dark"))
def test_text_and_edges_are_dark_or_light_enough_for_their_ground(tokens: Mapping[str, str]) -> None:
    least = {"ink": WORDS, "ink-2": WORDS, "ink-3": WORDS, "accent": WORDS, "edge": MARKS}
    grounds = dict.fromkeys(("ink", "ink-2"), ("paper", "wash", "land", "land-focus", "water"))
    for name, contrast in least.items():
        for ground in grounds.get(name, ("paper",)):
            assert Color(tokens[name]).contrast(tokens[ground]) >= contrast, (name, ground)
