"""What Lighthouse measured: medians by page, the floors they are held to, and the table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from statistics import median
from typing import Any

FLOORS = {"performance": 99, "accessibility": 100, "best-practices": 100, "seo": 100}
MEDIAN_PERFORMANCE = 100
EXPLAINER_KB = 110  # kB of 1,000 bytes, headers included
_HEAD = ("page", "performance", "accessibility", "best practices", "SEO", "transfer kB", "LCP ms", "TBT ms", "CLS")


@dataclass(frozen=True)
class Measured:
    """One page: the median of its runs for each score and number, and what cost points in any run."""

    name: str
    scores: Mapping[str, int]
    bytes: float
    lcp: float
    tbt: float
    cls: float
    losses: tuple[str, ...]
    explainer: bool = False
    hidden: bool = False  # kept out of search engines on purpose, so its SEO is not held to the floor

    @classmethod
    def of(cls, name: str, runs: list[dict[str, Any]], *, explainer: bool = False) -> Measured:
        """Take the median of each figure over the runs of one page."""
        scores = {category: round(median(run["scores"][category] for run in runs)) for category in FLOORS}
        numbers = {key: median(run[key] for run in runs) for key in ("bytes", "lcp", "tbt", "cls")}
        lost = [(one["category"], one["audit"], one["shown"]) for run in runs for one in run["losses"]]
        losses = dict.fromkeys(f"{category}: {audit} {shown}".strip() for category, audit, shown in lost)
        hidden = any(audit == "is-crawlable" for _, audit, _ in lost)
        return cls(name, scores, **numbers, losses=tuple(losses), explainer=explainer, hidden=hidden)

    def misses(self) -> Iterator[str]:
        """Yield a sentence for each floor that the page does not reach, with what cost the points."""
        for category, floor in FLOORS.items():
            if self.scores[category] < floor and not (category == "seo" and self.hidden):
                why = "; ".join(loss.split(": ", 1)[1] for loss in self.losses if loss.startswith(category))
                yield f"{self.name}: {category} {self.scores[category]}, to reach {floor} ({why})"
        if self.cls > 0:
            yield f"{self.name}: cumulative-layout-shift {self.cls:.3f}, to reach 0"
        if self.explainer and self.bytes > EXPLAINER_KB * 1000:
            yield f"{self.name}: transfer {self.bytes / 1000:.1f} kB, at most {EXPLAINER_KB}"

    def row(self) -> list[str]:
        """Return the page's cells."""
        scores = ["–" if name == "seo" and self.hidden else str(score) for name, score in self.scores.items()]
        return [self.name, *scores, f"{self.bytes / 1000:.1f}", f"{self.lcp:.0f}", f"{self.tbt:.0f}", f"{self.cls:.3f}"]


def misses(pages: list[Measured], *, whole: bool) -> list[str]:
    """Return every floor missed; the median over the pages is held only where all of them were measured."""
    found = [sentence for page in pages for sentence in page.misses()]
    middle = median(page.scores["performance"] for page in pages)
    if whole and middle < MEDIAN_PERFORMANCE:
        found.append(f"median of all pages: performance {middle:g}, to reach {MEDIAN_PERFORMANCE}")
    return found


def _summaries(pages: list[Measured]) -> Iterator[list[str]]:
    for name, take, worst in (("**median**", median, median), ("**worst**", min, max)):
        yield [
            name,
            *(f"{take(page.scores[category] for page in _held(pages, category)):g}" for category in FLOORS),
            f"{worst(page.bytes for page in pages) / 1000:.1f}",
            f"{worst(page.lcp for page in pages):.0f}",
            f"{worst(page.tbt for page in pages):.0f}",
            f"{worst(page.cls for page in pages):.3f}",
        ]


def _held(pages: list[Measured], category: str) -> list[Measured]:
    return [page for page in pages if not (category == "seo" and page.hidden)] or pages


def _lines(rows: Iterable[list[str]]) -> Iterator[str]:
    for row in rows:
        yield "| " + " | ".join(row) + " |"


def table(ours: list[Measured], bare: list[Measured], note: str) -> str:
    """Return the report in Markdown: our pages, the bare theme's beside them, what cost points."""
    head = [*_lines([list(_HEAD)]), "|---|" + "---:|" * (len(_HEAD) - 1)]
    lines = ["# Audit", "", note, "", *head]
    lines += [*_lines(_summaries(ours)), *_lines(page.row() for page in ours)]
    if bare:
        lines += ["", "## The bare theme, in the same run", "", *head, *_lines(page.row() for page in bare)]
    lost = [f"- {page.name}: {loss}" for page in (*ours, *bare) for loss in page.losses]
    return "\n".join([*lines, "", "## What cost points in any run", "", *(lost or ["- nothing"]), ""])
