"""What a screen reader is told beyond what axe judges: names of links, words of marks, languages."""

from __future__ import annotations

import re
from copy import deepcopy
from itertools import pairwise

from lxml import html
from mkdocs_site import Site

from explainer.data.vocabularies import OUTCOME_WORDS, STATUS_WORDS, VERDICT_WORDS, VERDICTS
from explainer.publication.publication import Publication

_OTHER_LETTERS = re.compile("[\u0370-\u04ff\u4e00-\u9fff]")


def _said(element: html.HtmlElement) -> str:
    """What is read out of an element: its label or its text, without what is hidden and without drawings."""
    if label := element.get("aria-label"):
        return str(label)
    spoken = deepcopy(element)
    for silent in spoken.xpath(".//*[@aria-hidden='true' or local-name()='svg' or local-name()='script']"):
        silent.drop_tree()
    for named in spoken.xpath(".//*[@aria-label or @data-said]"):
        named.text = f"{named.get('aria-label', '')} {named.get('data-said', '')}"
    return " ".join(spoken.text_content().split())


_WORDS = {name: [word] for words in (STATUS_WORDS, VERDICT_WORDS, OUTCOME_WORDS) for name, word in words.items()}
_WORDS["authors-reading"] += ["What the author argues", "the author’s thesis", "Where the record says more"]
_WORDS["differs"].append("Where the record differs")
_WORDS["not-corroborated"].append("Where the record is silent")
_WORDS["matches-with-detail"].append("Where the record says more")
_WORDS["matches-record"].append("Where the record says the same")
for _verdict, _row in VERDICTS.items():  # in the tally of the front page a count stands before its word
    _WORDS[_verdict].extend((_row.matches, _row.match))


def test_a_mark_has_its_word_wherever_it_stands(site: Site) -> None:
    seen = set()
    for page in site.pages.values():
        for mark in page.tree.xpath("//*[local-name()='use'][starts-with(@href, '#mk-')]"):
            name, holder = mark.get("href")[4:], next(mark.iterancestors("svg")).getparent()
            # The link beside the mark of a citation tells it.
            cited = next((one for one in holder.iterancestors("span") if "cited" in one.classes), holder)
            beside = _said(cited)
            assert any(word in beside for word in _WORDS[name]), (page.address, name, beside)
            seen.add(name)
    assert seen > set(STATUS_WORDS)


def test_the_ways_on_are_named_with_their_reasons(site: Site, publication: Publication) -> None:
    for before, after in pairwise(publication.explainers):
        for page, label, other, reason in (
            (after, "Previous: what you need first", before, after.explainer.needs),
            (before, "Next: where it leads", after, before.explainer.leads),
        ):
            (way,) = site.pages[page.address].tree.xpath(f"//nav//a[starts-with(normalize-space(), '{label}')]")
            said = (label, str(other.explainer.number), other.meta.title, "thesis" * other.explainer.thesis, reason)
            told = _said(way)
            assert all(words in told for words in said if words), told
            assert way.get("href") == f"../{other.address}"


def test_one_name_leads_to_one_place_in_navigation(site: Site) -> None:
    for page in site.pages.values():
        # Of the groups of the rail only the one in use is shown beside a page.
        shown = page.tree.xpath("//nav//a[not(ancestor::*[contains(@class, 'rail__group')][not(@data-here)])]")
        links = {(_said(link), link.get("href")) for link in shown}
        assert links or page.address.endswith("embed/"), page.address
        assert len(dict(links)) == len(links), (page.address, sorted(links))


def test_words_in_other_letters_tell_their_language(site: Site) -> None:
    for page in (*site.pages.values(), site.not_found):
        for text in page.tree.xpath("//body//text()[not(parent::script or parent::style)]"):
            if _OTHER_LETTERS.search(text):
                holder = text.getparent().getparent() if text.is_tail else text.getparent()
                assert holder.xpath("string(ancestor-or-self::*[@lang][1]/@lang)") != "en", (page.address, text)
