"""What a card tells those who do not see it: name, role, relation; and axe on an open one."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from cards import EXPLAINER, Open, both_kinds, card_of, trigger_of
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
    page = open_page(name="prisoners-as-currency/")
    page.locator("a.cite[data-claim=viasna-18-released], .page > p a.cite").first.click()
    card = card_of(page)
    names = card.locator("dt").all_inner_texts()
    assert {"Status", "Date"} <= set(names) and {"Source", "Sources"} & set(names)
    assert card.locator(".status .mk").is_visible() and card.locator(".status span").inner_text()
    assert 1 <= card.locator("dd li").count() <= 4
    assert card.locator("a[href*='claims/#']").count() >= 1


@pytest.mark.parametrize(("size", "scheme"), [("wide", "light"), ("wide", "dark"), ("narrow", "dark")])
def test_axe_finds_nothing(open_page: Open, size: str, scheme: str) -> None:
    found = []
    for name, kind in (("glossary/", ""), (EXPLAINER, "term"), (EXPLAINER, "citation")):
        page = open_page(size, name, charts=True, color_scheme=scheme, reduced_motion="reduce")
        if kind:
            trigger_of(page, kind).click()
        page.clock.resume()  # axe waits for timers of its own
        result = Axe().run(page)
        found += [
            f"{name} {kind}: {one['id']}: {node['html'][:150]} {node['failureSummary'][:200]}"
            for one in result.response["violations"]
            for node in one["nodes"]
        ]
    assert found == []
