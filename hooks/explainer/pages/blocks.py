"""The blocks that pages can use, by name."""

from __future__ import annotations

from collections.abc import Mapping

from .base import ExplainerBlock
from .boxes import Argues, Brief, Differs
from .chart import ChartBlock
from .chart_record import ChartRecordBlock, Gallery
from .datasets import Datasets
from .evidence import Claims, Evidence, Scenarios
from .front import Answers, Tally
from .glossary import Glossary
from .lists import Booklet, Changes, Contents, Marks
from .people import People
from .places import Places
from .sources import Sources
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
