"""Ordinary edits of the small edition are right: nothing is to be mended after any, and the site is built with all."""

from __future__ import annotations

from pathlib import Path

import pytest
from edits import EDITS, Editor

from explainer.checks.checks import check
from explainer.publication.publication import read_publication


@pytest.mark.parametrize("name", EDITS)
def test_after_an_edit_there_is_nothing_to_mend(project: Path, name: str) -> None:
    EDITS[name](Editor(project))
    assert [str(problem) for problem in check(read_publication(project)).problems] == []
