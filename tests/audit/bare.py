"""The bare theme beside our site: the same finished text as plain Markdown, in Material as it comes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from lxml import html

_CONFIG = """
site_name: Bare theme
docs_dir: docs
theme:
  name: material
  font: false   # its own comes from another host
plugins: [search]
"""
_LEVELS = {f"h{level}": "#" * level + " " for level in range(1, 7)}
_BLOCKS = {*_LEVELS, "p", "li", "dt", "dd", "figcaption", "summary", "td", "th"}


def _blocks(article: html.HtmlElement) -> Iterator[str]:
    """Yield what a reader can read, each innermost block once; drawings stay out."""
    for element in article.iter(*_BLOCKS):
        if next(element.iterdescendants(*_BLOCKS), None) is not None:
            continue
        text = " ".join(element.text_content().split())
        if text:
            yield _LEVELS.get(element.tag, "- " if element.tag == "li" else "") + text


def write_bare(site: Path, folder: Path, addresses: list[str]) -> Path:
    """Build the text of some pages of `site` with the bare theme under `folder`; return the built site."""
    (folder / "docs").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(_CONFIG, encoding="utf-8")
    for address in addresses:
        article = html.parse(str(site / address / "index.html")).getroot().get_element_by_id("content")
        for drawn in article.xpath(".//svg | .//script | .//style"):
            drawn.drop_tree()
        name = address.strip("/") or "index"
        text = "\n\n".join(_blocks(article)).replace("<", "&lt;")
        (folder / "docs" / f"{name}.md").write_text(text + "\n", encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", "site"]
    subprocess.run(command, cwd=folder, env=os.environ | {"NO_MKDOCS_2_WARNING": "1"}, check=True)
    return folder / "site"
