"""Addresses last: what is gone leads on, for every host and without a script, and nothing is lost unseen."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import urljoin

import pytest
from mkdocs_site import Site
from projects import BASE, build, copy_edition
from pydantic import ValidationError
from test_mistakes import make

from explainer.__main__ import main
from explainer.checks.addresses import address_problems
from explainer.checks.checks import check
from explainer.data.site_records import Redirect
from explainer.pages.moved import all_lasting
from explainer.publication.publication import Publication, read_publication

MOVED = """
page: {from: the-quay-railway/, to: the-railway-at-the-quay/, since: 2013-05-11, why: The railway is named first.}
place-of-page: {from: the-quay-railway/#beginning, to: the-railway-at-the-quay/#what-came-later, since: 2013-05-11}
chart: {from: charts/levels.2/, to: charts/ferry-levels/, since: 2013-05-11}
chart-to-all: {from: charts/tide/, to: charts/, since: 2013-05-11}
chart-gone: {from: charts/moon/, gone: yes, since: 2013-05-11}
home: {from: home/, to: /, since: 2013-05-11}
term: {from: glossary/#landing, to: glossary/#quay, since: 2013-05-11}
event: {from: timeline/#evening-end, to: timeline/#evening-stop, since: 2013-05-11}
renamed: {from: timeline/#evening-halt, to: timeline/#evening-stop, since: 2013-05-11, why: Stops are no halts.}
source: {from: sources/#old-log, to: sources/#year-book-2009, since: 2013-05-11}
term-to-person: {from: glossary/#watch, to: people/#harbour-watch, since: 2013-05-11, why: Its < men > & it.}
claim: {from: claims/#ghost-ship, gone: yes, since: 2013-05-11, why: Nobody had said so.}
gone: {from: letters/, gone: yes, since: 2013-05-11}
place-of-gone: {from: letters/#first, to: who-needs-the-evening-ferry/#how-much-fog, since: 2013-05-11}
"""
# Where each old place is found, and at the head of which new one it stands; "" for the list of what has moved.
PLACES = [
    ("the-railway-at-the-quay/", "beginning", "what-came-later"),
    ("glossary/", "landing", "quay"),
    ("glossary/", "term-landing", "quay"),
    ("timeline/", "evening-end", "evening-stop"),
    ("timeline/", "evening-halt", ""),
    ("sources/", "old-log", "year-book-2009"),
    ("glossary/", "watch", ""),
    ("glossary/", "term-watch", ""),
    ("claims/", "ghost-ship", ""),
]


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The small edition for a folder of a domain, with addresses that are gone."""
    folder = tmp_path_factory.mktemp("moved")
    project = copy_edition(folder)
    (project / "data/redirects.yml").write_text(MOVED, encoding="utf-8")
    done = build(project, folder / "site", SITE_URL=BASE)
    assert done.returncode == 0 and "WARNING" not in done.stderr, done.stderr
    return Site(folder / "site")


def test_every_address_that_is_to_last_is_on_the_site(site: Site, publication: Publication) -> None:
    assert [one for one in all_lasting(publication) if not site.leads(urljoin("http://site/", one))] == []


def test_an_old_page_leads_on_without_a_script(moved: Site) -> None:
    led = {address: page.tree for address, page in moved.moved.items()}
    charts = {f"charts/{id_}/{form}" for id_ in ("levels.2", "tide", "moon") for form in ("", "embed/")}
    assert led.keys() == {"the-quay-railway/", "home/", "letters/", *charts}
    for address, tree in led.items():
        (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert "default-src 'none'" in policy and "script" not in policy and not tree.xpath("//script")
        assert tree.xpath("//meta[@name='robots']/@content") == ["noindex"]
        refresh = [one.removeprefix("0; url=") for one in tree.xpath("//meta[@http-equiv='refresh']/@content")]
        assert refresh == tree.xpath("//main/p[1]/a/@href"), address
        wholes = tree.xpath("//link[@rel='canonical']/@href")
        assert [urljoin(BASE + address, one).removesuffix("index.html") for one in refresh] == wholes
    assert not led["letters/"].xpath("//meta[@http-equiv='refresh']")
    assert led["letters/"].xpath("//li[@id='first']/a/@href") == [
        "../who-needs-the-evening-ferry/index.html#how-much-fog"
    ]
    assert [link for link in moved.broken_links() if not link.startswith("404")] == []
    known = (moved.folder / "sitemap.xml").read_text(encoding="utf-8")
    assert [address for address in led if f"{BASE}{address}<" in known] == []


@pytest.mark.parametrize(("page", "old", "new"), PLACES)
def test_an_old_place_leads_on_from_its_page(moved: Site, page: str, old: str, new: str) -> None:
    tree = moved.pages[page].tree
    (mark,) = tree.xpath(f"//*[@id='{old}']")
    if new:
        (target,) = tree.xpath(f"//*[@id='{new}']")
        assert target in mark.iterancestors()
        before = "".join(target.xpath(f".//text()[following::*[@id='{old}']]"))
        assert not before.strip(), "it stands before all that the place says"
    else:
        (line,) = mark.xpath("ancestor-or-self::li")
        assert line.xpath("../@aria-label") == ["What has moved"]
        led = {"ghost-ship": [], "evening-halt": ["./#evening-stop"]}
        assert line.xpath(".//a/@href") == led.get(old, ["../people/#harbour-watch"])
        assert re.search(r"(?:so|it|halts)\.$", line.text_content().strip()), "why, last"


def test_texts_of_entries_are_escaped_and_old_places_stay_out_of_the_booklet(moved: Site) -> None:
    assert "Its &lt; men &gt; &amp; it." in moved.pages["glossary/"].text
    assert not [id_ for id_ in moved.pages["booklet/"].ids if id_.endswith("beginning")]


def test_hosts_are_told_of_pages_alone_under_the_folder_of_the_site(moved: Site) -> None:
    rules = (moved.folder / "_redirects").read_text(encoding="utf-8").split("\n")
    assert [rule for rule in rules if rule] == [
        "/the-ferry/the-quay-railway/ /the-ferry/the-railway-at-the-quay/ 301",
        "/the-ferry/charts/levels.2/ /the-ferry/charts/ferry-levels/ 301",
        "/the-ferry/charts/levels.2/embed/ /the-ferry/charts/ferry-levels/embed/ 301",
        "/the-ferry/charts/tide/ /the-ferry/charts/ 301",
        "/the-ferry/charts/tide/embed/ /the-ferry/charts/ 301",
        "/the-ferry/home/ /the-ferry/ 301",
    ]
    apache = re.findall(
        r'(?m)^RedirectMatch 301 "(.+)" "(.+)"$', (moved.folder / ".htaccess").read_text(encoding="utf-8")
    )
    for path, leads in (
        ("/the-ferry/charts/levels.2/", "/the-ferry/charts/ferry-levels/"),
        ("/the-ferry/charts/levels.2", "/the-ferry/charts/ferry-levels/"),
        ("/the-ferry/charts/levels.2/index.html", "/the-ferry/charts/ferry-levels/"),
        ("/the-ferry/charts/levels.2/embed/", "/the-ferry/charts/ferry-levels/embed/"),
        ("/the-ferry/charts/levels-2/", ""),
        ("/the-ferry/letters/", ""),
        ("/home/", ""),
    ):
        assert [to for pattern, to in apache if re.search(pattern, path)] == ([leads] if leads else []), path


def test_without_entries_no_rules_are_written(site: Site) -> None:
    assert not (site.folder / "_redirects").exists()
    assert "RedirectMatch" not in (site.folder / ".htaccess").read_text(encoding="utf-8")
    assert site.moved == {}


# ---- entries that lead astray ----


@pytest.mark.parametrize(
    ("entries", "says"),
    [
        (["old/ glossary/#kuay"], "“to” is “glossary/#kuay”, which leads nowhere; allowed: a heading, record or chart"),
        (["old/ glossary/#kuay"], "did you mean “glossary/#quay”?"),
        (
            ["old/ map/", "old/#lind about/"],
            "“old/” leads to “map/”, which has a “#lind”; allowed: “to: map/#lind”, or",
        ),
        (["old/ glosary/"], "“to” is “glosary/”, which leads nowhere; allowed: /, about/, booklet/, charts/, "),
        (["old/ glosary/"], "did you mean “glossary/”?"),
        (["old/ older/", "older/ map/"], "“to” is “older/”, which has moved itself; allowed: the address at which"),
        (["old/ old/"], "“to” is “old/”, which has moved itself"),
        (["map/ glossary/"], "“from” is “map/”, and that address is alive; allowed: an address that is gone"),
        (
            ["old/#first map/"],
            "“from” is “old/#first”, and “old/” is no page and has no entry; allowed: a place of a page",
        ),
        (
            ["old/ claims/#petition", "old/#fog glossary/#fog-signal"],
            "“from” is “old/#fog”, and “old/” leads to “claims/#petition” with all of its places; allowed: a page in",
        ),
        (["old/ map/", "old/ glossary/"], "“from” is “old/”, as it is of “one-1” on line 1; allowed: one entry for it"),
    ],
)
def test_an_entry_that_leads_astray_is_told(publication: Publication, entries: list[str], says: str) -> None:
    redirects = {}
    for number, entry in enumerate(entries, 1):
        old, to = entry.split()
        fields = {"id": f"one-{number}", "line": number, "from": old, "to": to, "since": "2013-05-11"}
        redirects[f"one-{number}"] = Redirect.model_validate(fields)
    changed = replace(publication, dossier=replace(publication.dossier, redirects=redirects))
    (told,) = map(str, address_problems(changed))
    assert re.match(r"data/redirects\.yml:[12]:1: “one-[12]”: “", told) and says in told


@pytest.mark.parametrize("old", ["old/", "Old-page/", "charts/levels.2/", "map/old/", "/#old", "about/embed/"])
def test_an_address_that_a_page_may_have_had(old: str) -> None:
    fields = {"id": "one", "line": 1, "from": old, "to": "map/", "since": "2013-05-11"}
    assert Redirect.model_validate(fields).old == old


@pytest.mark.parametrize(
    "old", [f"{'a' * 101}/", "a/" * 6, "../a/", "//host/", "a%20b/", "a b/", "404.html", "a.html/"]
)
def test_an_address_that_no_host_or_disk_reads_alike(old: str) -> None:
    fields = {"id": "one", "line": 1, "from": old, "to": "map/", "since": "2013-05-11"}
    with pytest.raises(ValidationError, match="does not fit"):
        Redirect.model_validate(fields)


# ---- addresses that are lost ----


def _told(project: Path) -> list[str]:
    return [str(problem) for problem in check(read_publication(project), with_uses=False).problems]


def test_what_is_gone_asks_for_an_entry(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["addresses", str(project)]) == 0
    listed = (project / "data/addresses.txt").read_text(encoding="utf-8").splitlines()
    assert f"{len(listed) - 3} addresses added" in capsys.readouterr().out
    page = "who-needs-the-evening-ferry"
    make({"file": f"docs/{page}.md", "find": "## How much fog\n", "put": "## How much fog there was\n"}, project)
    (project / "docs/lind-in-a-minute.md").rename(project / "docs/lind-in-two.md")
    questions = project / "data/questions.yml"
    questions.write_text(questions.read_text(encoding="utf-8").replace("in-a-minute.md", "in-two.md"), encoding="utf-8")
    for file in ("docs/index.md", "mkdocs.yml"):
        make({"file": file, "find": "lind-in-a-minute.md", "put": "lind-in-two.md"}, project)
    line = {address: number for number, address in enumerate(listed, 1)}
    heading, renamed = f"{page}/#how-much-fog", "lind-in-a-minute/"
    entry = "an entry in data/redirects.yml with “from: {}” and where it leads now, or “gone: yes”".format
    assert _told(project) == [
        f"data/addresses.txt:{line[renamed]}:1: the address “{renamed}” is gone; "
        f"allowed: {entry(renamed)}; did you mean “lind-in-two/”?",
        f"data/addresses.txt:{line[heading]}:1: the address “{heading}” is gone; "
        f"allowed: {entry(heading)}; "
        f"did you mean “{page}/#how-much-fog-there-was”?",
    ]
    (project / "data/redirects.yml").write_text(
        f"a: {{from: {renamed}, to: lind-in-two/, since: 2013-05-11}}\n"
        f"b: {{from: {heading}, to: {heading}-there-was, since: 2013-05-11}}\n",
        encoding="utf-8",
    )
    assert _told(project) == []
    make({"file": "docs/about.md", "append": f"\nSee [fog]({page}.md#how-much-fog).\n"}, project)
    (told,) = _told(project)
    assert f"the link leads to “{heading}”, which has moved; allowed: a link to “{heading}-there-was”" in told


def test_new_addresses_are_a_note_until_they_are_added_and_none_is_taken_out(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check(read_publication(project), with_uses=False).notes == (), "without a list nothing has been promised"
    (project / "data/addresses.txt").write_text("about/\nletters/\n", encoding="utf-8")
    (project / "data/redirects.yml").write_text("a: {from: letters/, gone: yes, since: 2013-05-11}\n", encoding="utf-8")
    report = check(read_publication(project), with_uses=False)
    assert report.problems == ()
    assert re.fullmatch(
        r"\d+ addresses not yet in data/addresses.txt: /, .+; “make addresses” adds them", report.notes[0]
    )
    main(["addresses", str(project)])
    assert "letters/\n" in (project / "data/addresses.txt").read_text(encoding="utf-8")
    capsys.readouterr()
    main(["addresses", str(project)])
    assert capsys.readouterr().out.startswith("0 addresses added")
    assert check(read_publication(project), with_uses=False).notes == ()


def test_a_page_with_the_citation_key_of_a_claim_is_told(project: Path) -> None:
    (project / "docs/claims-petition.md").write_text("---\ntitle: A petition\n---\n\n## Words\n\nWords.\n", "utf-8")
    told = [str(one) for one in check(read_publication(project), with_uses=False).problems]
    found = "citations would have one key for “claims-petition/” and for “claims/#petition”"
    assert f"docs/claims-petition.md:1:1: {found}; allowed: another name for the page" in told
