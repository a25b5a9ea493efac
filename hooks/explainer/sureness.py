"""Which status stands beside a sentence that rests on several records."""

from __future__ import annotations

from collections.abc import Iterable

from .fields import Status
from .records import Claim, Statement

_SURE_FIRST: tuple[Status, ...] = ("established", "reported", "claimed", "disputed")


def least_sure(records: Iterable[Claim | Statement]) -> Status | None:
    """Return the status of a sentence by the records that it cites, in their order; None where it cites none.

    A sentence is as sure as the least sure record under it: established, reported, claimed, disputed.
    An interpretation or forecast is the author's where it is cited first; behind a claim it adds nothing to be sure of.
    """
    statuses = [record.status for record in records]
    if not statuses or statuses[0] not in _SURE_FIRST:
        return statuses[0] if statuses else None
    return max(filter(_SURE_FIRST.__contains__, statuses), key=_SURE_FIRST.index)
