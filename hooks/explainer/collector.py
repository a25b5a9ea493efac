"""Python's garbage collector, which has nothing to do while the records are read."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Let the collector rest, and afterwards pass over what was made: it would look through all of it again and again.

    Nothing that is read is garbage until the next build of `serve`, when what the build before has read may go.
    """
    gc.unfreeze()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
