"""What a card tells those who do not see it: name, role, relation; and axe on an open one."""

from __future__ import annotations

import re

import pytest
from barriers import barriers
from cards import KINDS, Open, both_kinds, card_of, trigger_of
from playwright.sync_api import expect


@both_kinds
def test_the_card_is_named_and_tied_to_its_trigger(open_page: Open, kind: str) -> None:
    page = open_page()
    trigger = trigger_of(page, kind)
    expect(trigger).to_have_attribute("aria-expanded", "false")
    trigger.click()
    card = card_of(page)
    expect(card).to_have_role("note")
    expect(trigger).to_have_attribute("aria-controls", str(card.get_attribute("id")))
    label, head = str(card.get_attribute("aria-label")), card.locator(".card__body > :first-child")
    assert label.startswith("Term: " if kind == "term" else "Note ")
    assert str(head.text_content()) in label
    assert card.locator("a[href]").count() >= 1
    assert page.locator(".card [id]").count() == 0


def test_a_citation_says_who_says_it_how_sure_and_where(open_page: Open) -> None:
    page = open_page()
    page.locator(".page > p a.cite").first.click()
    card = card_of(page)
    names = card.locator("dt").all_inner_texts()
    assert {"Status", "Date"} <= set(names) and {"Source", "Sources"} & set(names)
    assert card.locator(".status .mk").is_visible() and card.locator(".status span").inner_text()
    assert 1 <= card.locator("dd li").count() <= 4
    assert card.locator("a[href*='claims/#']").count() >= 1


@pytest.mark.parametrize(("size", "scheme"), [("wide", "light"), ("wide", "dark"), ("narrow", "dark")])
def test_axe_finds_nothing(open_page: Open, size: str, scheme: str) -> None:
    page = open_page(size, charts=True, color_scheme=scheme, reduced_motion="reduce")
    page.clock.resume()  # axe waits for timers of its own
    for kind in KINDS:
        trigger_of(page, kind).click()
        expect(card_of(page)).to_have_attribute("aria-label", re.compile("^Term: " if kind == "term" else "^Note "))
        assert barriers(page) == [], kind
