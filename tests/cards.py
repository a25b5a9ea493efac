"""What the tests of cards share: kinds of trigger, sizes, a page whose clock stands still, the steps of a reader."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

EXPLAINER = "who-needs-the-evening-ferry/"
KINDS = {"term": ".page > p a.term", "citation": ".page > p a.cite"}
SIZES = {"wide": (1280, 900), "narrow": (360, 780)}
MOMENT = 300  # ms, as in cards.js
ASIDE = (3, 260)  # a point on plain ground, beside the text

Open = Callable[..., Page]
# A kind at a size each: a card’s kind and its place do not know of one another.
both_ways = pytest.mark.parametrize(("kind", "size"), [("term", "wide"), ("citation", "narrow")])


def pages_of(browser: Browser, address: str) -> Iterator[Open]:
    """Yield what opens a page of the site; what a page complains of fails the test."""
    contexts, complaints = [], []

    def opened(
        size: str | tuple[int, int] = "wide", name: str = EXPLAINER, *, charts: bool = False, **options: Any
    ) -> Page:
        width, height = SIZES[size] if isinstance(size, str) else size
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.clock.install(time=0)
        if not charts:  # drawing them is much of the time that a page takes
            page.route("**/figures.*.js", lambda route: route.abort())
        page.goto(address + name)
        if options.get("java_script_enabled", True):
            page.clock.pause_at(60_000)  # from here on time passes in `wait` alone
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


def trigger_of(page: Page, kind: str, number: int = 1) -> Locator:
    """A trigger in the text, brought to the upper part of the screen."""
    found = page.locator(KINDS[kind]).nth(number)
    found.evaluate("it => scrollTo({top: scrollY + it.getBoundingClientRect().top - innerHeight / 3})")
    return found


def card_of(page: Page) -> Locator:
    """The card that is open, if one is."""
    return page.locator(".card")


def wait(page: Page, milliseconds: int) -> None:
    """Let the page's clock go on."""
    page.clock.run_for(milliseconds)


def point_at(page: Page, at: Locator) -> None:
    """Move the mouse from a corner onto a link."""
    page.mouse.move(5, 5)
    line = at.evaluate("it => it.getClientRects()[0].toJSON()")  # a term may run over two lines
    page.mouse.move(line["x"] + line["width"] / 2, line["y"] + line["height"] / 2, steps=2)


def focus_by_keyboard(page: Page, at: Locator) -> None:
    """Step onto a link with Tab from just before it."""
    at.evaluate(
        "it => { const stone = document.createElement('span'); stone.tabIndex = -1; it.before(stone);"
        " stone.focus({preventScroll: true}); stone.remove() }"
    )
    page.keyboard.press("Tab")
    expect(at).to_be_focused()
