"""`data/addresses.txt`: every address that the site has had so far, one a line, so that none is lost unseen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from .problem import Problem, not_utf8, unreadable

FILE = "addresses.txt"
HEAD = """\
# Every lasting address of the site: pages, the records that stand on them, their headings.
# `make addresses` adds those that are new. `make check` asks for an entry in redirects.yml where one is gone;
# an address that was never published can simply be taken out.
"""


def read_addresses(folder: Path, problems: list[Problem]) -> Mapping[str, int]:
    """Return the addresses with their lines; none where there is no list yet."""
    path = folder / FILE
    if path.exists() and not path.is_file():
        problems.append(Problem(f"{folder.name}/{FILE}", 0, 0, "this is no file", "a file"))
        return {}
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except FileNotFoundError:
        return {}
    except UnicodeDecodeError as error:
        problems.append(not_utf8(f"{folder.name}/{FILE}", error))
        return {}
    except OSError as error:
        problems.append(unreadable(f"{folder.name}/{FILE}", error))
        return {}
    found = {line.strip(): number for number, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")}
    if not found:
        what = "the list is empty, and no lost address would be told"
        problems.append(Problem(f"{folder.name}/{FILE}", 1, 1, what, "what stood in it, or no file"))
    return found


def as_list(addresses: Iterable[str]) -> str:
    """Write the list: sorted, so that two changes seldom meet in one line."""
    return HEAD + "".join(f"{address}\n" for address in sorted(set(addresses)))
