"""A reader at the keyboard: steps from stop to stop, and whether what has the focus can be seen."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from browsing import visit
from playwright.sync_api import Browser, Locator, Page

# The switch of the palette is a hidden radio button; its label shows the focus. Behind the header nothing is seen.
# What moves or fades at first has some frames to come to rest.
_UNSEEN = """async () => {
  const look = () => {
    const it = document.activeElement;
    if (!it || it === document.body) return ["nothing has the focus"];
    const sign = it.matches(".palette input") ? it.nextElementSibling : it;
    const { outlineStyle, outlineWidth } = getComputedStyle(sign), line = sign.getClientRects()[0];
    const faults = [];
    if (outlineStyle === "none" || parseFloat(outlineWidth) < 1.5) faults.push("no outline");
    if (!line) faults.push("not drawn");
    else {
      const bottom = Math.min(line.bottom, line.top + innerHeight / 2);
      const at = document.elementFromPoint((line.left + line.right) / 2, (line.top + bottom) / 2);
      if (line.top < -1 || bottom > innerHeight + 1) faults.push(`from ${line.top} to ${line.bottom}, off the screen`);
      else if (!at || !(sign.contains(at) || at.contains(sign))) faults.push(`behind ${at?.outerHTML.slice(0, 80)}`);
    }
    return faults.map(fault => `${it.outerHTML.slice(0, 120)}: ${fault}`);
  };
  for (let frames = 60; frames && look().length; frames--) await new Promise(requestAnimationFrame);
  return look();
}"""
_HAS_FOCUS = "it => it.isConnected && it === document.activeElement"


@contextmanager
def reading(browser: Browser, url: str, width: int = 1280) -> Iterator[Page]:
    """Open a page for a reader with a keyboard; it must not complain."""
    visited = visit(browser, url, width, reduced_motion="reduce")
    yield visited.page
    visited.close()
    assert visited.complaints == []


def unseen(page: Page) -> list[str]:
    """What keeps a reader from seeing where the focus is."""
    return page.evaluate(_UNSEEN)


def step(page: Page, key: str = "Tab") -> Locator:
    """Press a key, see where the focus is, and return what has it."""
    page.keyboard.press(key)
    assert unseen(page) == []
    return page.locator("*:focus")


def walk_to(page: Page, goal: Locator, key: str = "Tab", most: int = 150) -> None:
    """Press a key until the goal has the focus, and see that it shows."""
    sought = goal.element_handle(timeout=10_000)
    for _ in range(most):
        page.keyboard.press(key)
        if page.evaluate(_HAS_FOCUS, sought):
            assert unseen(page) == []
            return
    raise AssertionError(f"{most} times {key} did not reach {goal}")
