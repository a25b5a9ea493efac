"""The outlines of countries that maps are drawn over: files of `data/geo`, projected to km."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import ErrorDetails

from .problem import ContentError, Problem, not_utf8

_Km = Annotated[float, Field(strict=True, allow_inf_nan=False, ge=-30000, le=30000)]
_Degrees = Annotated[float, Field(strict=True, allow_inf_nan=False, gt=-90, lt=90)]
_Code = Annotated[str, Field(pattern=r"^[A-Z0-9-]{2,4}$")]
_ALLOWED = "the file as it was drawn"
_MOST, _LONG = 5, 60  # faults of a file that are told; characters of each that are shown


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Projection(_Part):
    """Lambert conformal conic on a sphere of radius `R` in km: two parallels, and the middle, in degrees."""

    proj: Literal["lcc"]
    unit: Literal["km"]
    R: Annotated[float, Field(gt=6000, lt=7000)]
    lat1: _Degrees
    lat2: _Degrees
    lat0: _Degrees
    lon0: Annotated[float, Field(strict=True, ge=-180, le=180)]

    @model_validator(mode="after")
    def _is_cone(self) -> Self:
        if self.lat1 == self.lat2 or self.lat1 * self.lat2 <= 0:
            raise ValueError("“lat1” and “lat2” make no cone")
        return self


class Lines(_Part):
    """Lines of points in km; a null in both parts one from the next."""

    x: tuple[_Km | None, ...]
    y: tuple[_Km | None, ...]

    @model_validator(mode="after")
    def _are_paired(self) -> Self:
        if [at is None for at in self.x] != [at is None for at in self.y]:
            raise ValueError("“x” and “y” have not the same points")
        return self


class Country(Lines):
    """A country's outlines, and its name as maps write it."""

    name: Annotated[str, Field(pattern=r"^[^\W\d_][\w .’'(),-]{0,60}$")]


class Ground(_Part):
    """The land of a map: countries by their three letters (ISO 3166), and the borders of regions where it has them."""

    crs: Projection
    countries: dict[_Code, Country] = Field(min_length=1)
    oblast_lines: Lines = Lines(x=(), y=())


def read_ground(folder: Path, base: str, user: str) -> Ground:
    """Read the outlines that `user`, a chart or page, is drawn over; raise ContentError."""
    file, text = f"data/geo/{base}.json", ""
    try:
        text = (folder / f"{base}.json").read_text(encoding="utf-8")
        return Ground.model_validate(json.loads(text, object_pairs_hook=_each_once))
    except OSError as error:
        raise ContentError([Problem(file, 0, 0, f"the file is missing; “{user}” is drawn over it")]) from error
    except UnicodeDecodeError as error:
        raise ContentError([not_utf8(file, error)]) from error
    except json.JSONDecodeError as error:
        raise ContentError([Problem(file, error.lineno, error.colno, "this is not JSON", _ALLOWED)]) from error
    except ValidationError as error:
        faults = error.errors()[:_MOST]
        raise ContentError([Problem(file, _line_of(one, text), 0, *_told(one)) for one in faults]) from error
    except (RecursionError, ValueError) as error:  # a name twice; thousands of brackets, or of digits
        raise ContentError([Problem(file, 0, 0, "this is no outline", _ALLOWED)]) from error


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Make an object of its fields; of two of one name the parser would drop the first."""
    fields = dict(pairs)
    if len(fields) < len(pairs):
        raise ValueError("a name stands twice")
    return fields


def _line_of(error: ErrorDetails, text: str) -> int:
    """Return the line on which the country of a fault begins, or what stands outermost."""
    names = [f'"{name}"' for name in error["loc"][:2] if isinstance(name, str)]
    at = max((text.find(name) for name in names), default=-1)
    return text.count("\n", 0, at) + 1 if at >= 0 else 1


def _told(error: ErrorDetails) -> tuple[str, str]:
    """Return what is wrong in a file, and what is allowed."""
    where = ".".join(map(str, error["loc"]))
    if error["type"] == "value_error":
        return f"“{where}”: {error['ctx']['error']}", _ALLOWED
    if error["type"] in ("missing", "extra_forbidden"):
        return f"“{where}” is {'missing' if error['type'] == 'missing' else 'not known'}", _ALLOWED
    found = json.dumps(error["input"], ensure_ascii=False)[:_LONG]
    is_name = error["loc"][-1:] == ("name",)
    return f"“{where}” is {found}", "a name of letters, in one line" if is_name else _ALLOWED
