"""What every record in `data/` is: typed, frozen, and strict about its fields."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Part(BaseModel):
    """A piece of a record: frozen, and strict about its fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class Record(Part):
    """One entry of a YAML file; `id` is its key there and `line` the line on which the key stands."""

    id: str
    line: int
