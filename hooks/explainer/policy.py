"""The Content-Security-Policy: a page may load what stands on its own host, and run what the build has seen."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from collections.abc import Iterable, Iterator

# `script-src` has no 'unsafe-inline': the inline scripts of the templates are named by their hashes.
# Styles have none either: charts.js gives Plotly its rules as a constructed sheet and sets styles as properties.
# What is not named falls under `default-src`, which is not 'none', since Firefox fetches <link rel="next"> beforehand
# under it and would complain.
# `data:` is for the drawings that Plotly and styles may hold; `frame-ancestors` is left out, for charts are embedded.
_DIRECTIVES = (
    "default-src 'self'",
    "script-src 'self'{hashes}",
    "img-src 'self' data:",
    "object-src 'none'",
    "frame-src 'none'",
    "media-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
)
_SCRIPT = re.compile(r"<script\b(?P<attributes>[^>]*)>(?P<code>.*?)</script>", re.DOTALL)
_DATA = re.compile(r"""type=["']?application/(?:ld\+)?json""")  # nothing that runs, so no policy asks about it
_HEAD = '<meta charset="utf-8">'


def inline_hashes(html: str) -> Iterator[str]:
    """Yield the source expression of each script that stands in a page itself."""
    for script in _SCRIPT.finditer(html):
        attributes = script["attributes"]
        if "src=" not in attributes and not _DATA.search(attributes):
            yield f"'sha256-{b64encode(hashlib.sha256(script['code'].encode()).digest()).decode()}'"


def policy(hashes: Iterable[str]) -> str:
    """Return the policy that allows inline scripts of these hashes and no other."""
    return "; ".join(_DIRECTIVES).format(hashes="".join(f" {one}" for one in sorted(set(hashes))))


def with_policy(html: str) -> str:
    """Return a page that carries its own policy, for hosts that send no headers and for folders."""
    # Browsers differ in whether 'self' is the folder of a page opened from a disk; pages of a host cannot load file:.
    own = policy(inline_hashes(html)).replace("'self'", "'self' file:")
    meta = f'<meta http-equiv="Content-Security-Policy" content="{own}">'
    assert _HEAD in html, "a page begins with its encoding; the policy has to stand before all that it rules"
    return html.replace(_HEAD, f"{_HEAD}\n  {meta}", 1)
