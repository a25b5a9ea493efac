"""Spellings: the ways to write a name, in every file whose records have one."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import BeforeValidator

from .fields import Language, Text
from .record import Part

_APART = re.compile(r"\s*[/,]\s+|\s+/\s+")


class Spelling(Part):
    """A way to write a name: plain text, or `form` with its language (BCP 47) or who writes it so."""

    form: Text
    lang: Language | None = None
    note: Text | None = None

    @property
    def forms(self) -> list[str]:
        """The ways to write it that share one line, parted by a stroke or a comma: “Wałęsa / Walesa”."""
        return _APART.split(self.form)


Alias = Annotated[Spelling, BeforeValidator(lambda value: {"form": value} if isinstance(value, str) else value)]
