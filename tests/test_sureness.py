"""Which status stands beside a sentence that cites several records."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from explainer.publication.uses import least_sure


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        ("", None),
        ("established", "established"),
        ("established reported", "reported"),
        ("reported established claimed", "claimed"),
        ("disputed claimed established", "disputed"),
        ("authors-reading disputed", "authors-reading"),
        ("forecast established", "forecast"),
        ("established authors-reading", "established"),
        ("reported forecast established", "reported"),
    ],
)
def test_the_least_sure_record_tells_how_sure_a_sentence_is(statuses: str, expected: str | None) -> None:
    records: list[Any] = [SimpleNamespace(status=status) for status in statuses.split()]
    assert least_sure(records) == expected
