"""The blocks that pages can use, by name."""

from __future__ import annotations

from collections.abc import Mapping

from .base import ExplainerBlock
from .boxes import Answers, Argues, Brief, Differs
from .chart import ChartBlock, ChartRecordBlock, Gallery
from .evidence import Claims, Evidence, Scenarios
from .lists import Booklet, Changes, Contents, Datasets, Glossary, Marks, People, Sources, Tally
from .places import Places
from .timeline import Timeline

_ALL: tuple[type[ExplainerBlock], ...] = (
    Answers,
    Argues,
    Booklet,
    Brief,
    Changes,
    ChartBlock,
    ChartRecordBlock,
    Claims,
    Contents,
    Datasets,
    Differs,
    Evidence,
    Gallery,
    Glossary,
    Marks,
    People,
    Places,
    Scenarios,
    Sources,
    Tally,
    Timeline,
)
BLOCKS: Mapping[str, type[ExplainerBlock]] = {block.NAME: block for block in _ALL}
