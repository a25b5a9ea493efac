"""Nothing of the engine, its templates, styles and scripts knows the subject of the real edition."""

from __future__ import annotations

import pytest
from projects import ROOT
from subject import told

ENGINE = ("hooks/**/*.py", "overrides/**/*.*", "docs/assets/**/*.css", "docs/assets/**/*.js")


@pytest.mark.parametrize("files", ENGINE)
def test_no_word_of_the_subject_stands_in(files: str) -> None:
    paths = sorted(path for path in ROOT.glob(files) if path.is_file())
    assert paths
    assert [word for path in paths for word in told(path.relative_to(ROOT), path.read_text(encoding="utf-8"))] == []
