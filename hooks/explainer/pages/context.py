"""What the conversion of one page has to remember."""

from __future__ import annotations

from collections.abc import Mapping

from ..data.records import Claim, Statement
from ..prose.pages import Explainer, Page
from ..publication.publication import Publication
from .mentions import Mentions


class PageContext:
    """The publication, the page at hand, and the running numbers of its notes and figures."""

    def __init__(
        self,
        publication: Publication,
        page_name: str,
        mentions: Mentions | None = None,
        *,
        prose_only: bool = False,
    ) -> None:
        self.publication = publication
        self.page_name = page_name
        self.dossier = publication.dossier
        self.mentions = mentions if mentions is not None else Mentions()
        self.prose_only = prose_only  # what records alone are made into stays out
        self.notes_elsewhere = False  # the notes and definitions stand at the end of a whole that this is a part of
        self.page: Page | None = publication.by_name.get(page_name)
        self._notes: dict[str, int] = {}
        self._figures = 0

    def record(self, id_: str) -> Claim | Statement | None:
        """Return the claim or statement that `[^id_]` cites."""
        return self.dossier.claims.get(id_) or self.dossier.article.get(id_)

    def note_number(self, id_: str) -> tuple[int, bool]:
        """Return the number of a record's note on this page and whether this is its first citation."""
        first = id_ not in self._notes
        return self._notes.setdefault(id_, len(self._notes) + 1), first

    @property
    def notes(self) -> Mapping[str, int]:
        """The records cited so far, each with its note's number."""
        return self._notes

    def next_figure(self) -> str:
        """Return the next figure's number: “6.1” on explainer 6, “1” elsewhere."""
        self._figures += 1
        meta = self.page.meta if self.page else None
        return f"{meta.number}.{self._figures}" if isinstance(meta, Explainer) else str(self._figures)
