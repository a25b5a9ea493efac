"""The blocks that pages can use, by name."""

from __future__ import annotations

from collections.abc import Mapping

from .base import ExplainerBlock
from .booklet import Booklet
from .boxes import Argues, Brief, Differs
from .changes import Changes
from .chart import ChartBlock
from .chart_record import ChartRecordBlock
from .claims import Claims
from .datasets import Datasets
from .evidence import Evidence
from .forecasts import Scenarios
from .front import Answers, Tally
from .gallery import Gallery
from .glossary import Glossary
from .lists import Contents, Marks
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
