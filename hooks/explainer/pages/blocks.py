"""The blocks that pages can use, by name: every class of these modules that has one."""

from __future__ import annotations

from collections.abc import Mapping

from . import boxes, chart, lists, picture, places, timeline
from .base import ExplainerBlock

BLOCKS: Mapping[str, type[ExplainerBlock]] = {
    block.NAME: block
    for module in (boxes, chart, lists, picture, places, timeline)
    for block in vars(module).values()
    if isinstance(block, type) and issubclass(block, ExplainerBlock) and block.NAME
}
