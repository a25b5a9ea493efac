"""The words of the real edition's subject: no other edition and nothing of the engine has them.

They are a list, and not read from the records, so that a new person called Field turns no test red.
"""

from __future__ import annotations

import re
from pathlib import Path

# Roots of words stand for all their forms: Belarusian, summers. A season’s name by itself, "summer", is any year’s.
_ROOTS = (
    'belarus|summer(?!")|minsk|moscow|kremlin|kyiv|kiev|ukrain|warsaw|russia|chin[ae]|beijing|polish|poland|'
    "lukashenk|putin|zelensk"
)
_NAMES = (
    "aleinik|astana|baranovichi|bialiatski|białowieża|bobrowniki|bobruisk|brest|chervyakov|chornobyl|csto|duda|"
    "gomel|grodno|hajun|hajnówka|jinan|kalesnikava|kazan|kennan|khrenin|krutoy|kursk|kuźnica|loyev|małaszewicze|mogilev|mozyr|nawrocki|"
    "pavlo|poczobut|poles|primorsko|rezekne|ryzhenkov|sikorski|snopkov|statkevich|stolin|sudzha|tashkent|terespol|"
    "tianjin|tsikhanouskaya|viasna|vitebsk|yaroslavl|yelsk|zhlobin|zhytomyr"
)
# The author’s name as it is written: a radius and a gradient are none of his.
SUBJECT = re.compile(rf"\b(?:(?i:(?:{_ROOTS})\w*|{_NAMES})|Rad)\b")


def told(path: Path, text: str) -> list[str]:
    """Return each word of the subject in a text with its line."""
    found = ((number, word) for number, line in enumerate(text.splitlines(), 1) for word in SUBJECT.findall(line))
    return [f"{path}:{number}: {word}" for number, word in found]
