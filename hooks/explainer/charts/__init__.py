"""The kinds of chart: one module a kind, each with its record, its drawing and its table."""

from __future__ import annotations

from collections.abc import Mapping
from types import ModuleType
from typing import get_args

from . import bars, comparison, days, dots, flow, lanes, line, outcomes, posture, region_map, verdicts
from .chart import ChartRecord

_MODULES: tuple[ModuleType, ...] = (
    bars,
    comparison,
    days,
    dots,
    flow,
    lanes,
    line,
    outcomes,
    posture,
    region_map,
    verdicts,
)


def _kind(module: ModuleType) -> str:
    """Return the kind that a module's record is of; `region_map` holds “map”, which Python has a meaning for."""
    return get_args(module.Chart.model_fields["kind"].annotation)[0]


KIND_MODULES: Mapping[str, ModuleType] = {_kind(module): module for module in _MODULES}
CHART_KINDS: Mapping[str, type[ChartRecord]] = {kind: module.Chart for kind, module in KIND_MODULES.items()}
