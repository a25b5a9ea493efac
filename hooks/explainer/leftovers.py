"""What a finished page must not hold."""

from __future__ import annotations

import re
from collections.abc import Iterator

_CODE = re.compile(r"<(code|pre|script)\b.*?</\1>", re.DOTALL)
_LEFT = (
    (re.compile(r"(?m)(?:^|>)\s*/{3,}\s*[\w|-]"), "a block “///” was left on the page unread"),
    (re.compile(r"\[\^[^\]\s]+\]"), "a citation “[^…]” was left on the page unread"),
    (re.compile(r"\{\{[^{}]*\}\}"), "a number “{{ … }}” was left on the page unread"),
    (re.compile(r"<cite data-claim"), "a citation has no note"),
    (re.compile(r"<div data-(?:uses|definitions)="), "nobody said where a term is used"),
    (re.compile(r"</?explainer-term"), "a term leads nowhere"),
    (re.compile(r"var\(--[\w-]+\)\s*</"), "a colour’s name stands in the text"),
)


def leftovers(html: str) -> Iterator[str]:
    """Yield a sentence for each piece of markup that no engine turned into HTML."""
    text = _CODE.sub("", html)
    for pattern, sentence in _LEFT:
        if pattern.search(text):
            yield sentence
