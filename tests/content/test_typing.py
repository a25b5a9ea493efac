"""The schemas that editors’ programs read mark nothing in the content."""

from __future__ import annotations

from projects import ROOT
from typing_along import marks


def test_nothing_is_marked() -> None:
    assert not marks(ROOT)
