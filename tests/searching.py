"""The search as a reader uses it: opened by its key, typed into, its results read off."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from browsing import visit
from playwright.sync_api import Browser, Page

from explainer.publication.publication import Publication

# A result that only heads those under it has the score 0; the closed rest of a page is not among the first.
_SHOWN = """list => [...list.querySelectorAll("li > a")]
  .filter(link => link.querySelector("article").dataset.mdScore !== "0.00")
  .map(link => link.pathname.slice(1) + link.hash)"""


@contextmanager
def searching(browser: Browser, address: str) -> Iterator[Page]:
    """Open a page with its search open and ready."""
    visited = visit(browser, address + "about/", 1280)
    visited.page.keyboard.press("/")
    visited.page.wait_for_function(
        "() => document.querySelector('.md-search-result__meta').textContent.includes('Names')"
    )
    yield visited.page
    visited.close()


def results(page: Page, query: str) -> list[str]:
    """Type a query and return the addresses of what is shown, the best first."""
    shown = page.locator(".md-search-result__list")
    shown.evaluate("list => list.append(Object.assign(document.createElement('li'), { id: 'stale' }))")
    field = page.locator(".md-search__input")
    field.fill(query)
    field.dispatch_event("keyup")
    page.wait_for_function("() => !document.getElementById('stale')")
    return shown.evaluate(_SHOWN)


def astray(page: Page, publication: Publication) -> Iterator[str]:
    """Type all questions of the records, and yield a sentence for each whose first three results lead elsewhere."""
    for question in publication.dossier.questions.values():
        wanted = publication.by_name[question.page].address if question.page else ""
        wanted += f"#{question.entry}" if question.entry else ""
        for typed in question.typed:
            first = results(page, typed)[:3]
            if not any(one.startswith(wanted) for one in first) if question.page else first:
                allowed = wanted or "nothing"
                found = ", ".join(first) or "nothing"
                yield f"data/questions.yml:{question.line}: “{typed}” leads to {found}; allowed: {allowed}"
