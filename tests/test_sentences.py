"""How the checks judge sentences: sentences.yml is the table they have to get right."""

from __future__ import annotations

from typing import Any

import pytest
from judging import dossier, judge, read_table

TABLE = read_table("sentences.yml")
RECORDS = dossier(TABLE)
SENTENCES: list[dict[str, Any]] = TABLE["sentences"]


@pytest.mark.parametrize("case", SENTENCES, ids=[case["text"][:50] for case in SENTENCES])
def test_sentence(case: dict[str, Any]) -> None:
    refused = judge(RECORDS, case["text"], case.get("box", ""))
    assert set(refused) == ({case["expect"]} - {"pass"}), refused
