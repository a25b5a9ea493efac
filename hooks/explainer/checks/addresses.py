"""Whether every address that the site has had still leads somewhere, and where `data/redirects.yml` leads."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from urllib.parse import unquote

from ..data.dossier import Dossier, gathered
from ..data.lasting import FILE, as_list
from ..data.parts import Record
from ..data.problem import Problem, counted, listing, nearest_name
from ..data.reading import RESERVED
from ..data.site_records import Redirect
from ..pages.extension import ids_on
from ..pages.moved import all_lasting
from ..prose.foreign import anchor
from ..prose.grammar import CODE
from ..prose.links import other_host
from ..prose.sentences import blanked
from ..publication.addresses import charts_on_pages, lasting_address, source_of
from ..publication.citing import works
from ..publication.publication import Publication
from .link_words import HEAD, figures_lacking, miscalled, mistaken, other_statement, page_of, texts

_LINK = re.compile(r"\]\(\s*<?(?P<page>[\w./-]+\.md)?(?:\?[^\s#)>]*)?#(?P<anchor>[^\s)>]+)")
_OWN_ID = re.compile(r'<(?:div|section|details)\b[^>]* id="([^"]*)"')
_KEY = "how-to-read-the-marks"  # on the front page
_NOTE = re.compile(r"(?:note|cite)-\d+(?:-\d+)?")
_END = re.compile(r"[/?]")
# In titles stand initials, too: “J.Smith”.
_HOST = re.compile(
    r"[\w.-]*[\w-]{2,}\.(?:com|org|net|info|news|gov|edu|int|online|media|press|site|today|live|[a-z]{2})"
)


def address_problems(publication: Publication) -> Iterator[Problem]:
    """Yield every address that is lost, every entry that leads astray, every link that goes a roundabout way."""
    living = all_lasting(publication)
    redirects = publication.dossier.redirects.values()
    moved = {one.old: one for one in redirects}
    yield from _lost(publication, living, moved.keys())
    yield from _astray(redirects, living, living.union(charts_on_pages(publication)), moved.keys())
    yield from _on_page([one for one in redirects if one.old not in living], publication)
    yield from _unled(publication, living)
    yield from _misled(publication, living, {one.old: one.to for one in redirects if one.to and one.old not in living})
    yield from miscalled(publication, living)
    yield from other_statement(publication)
    yield from mistaken(publication)
    yield from figures_lacking(publication)
    yield from _alike(publication, living)
    yield from _cited_alike(publication)
    yield from _elsewhere(publication.dossier)


def _elsewhere(dossier: Dossier) -> Iterator[Problem]:
    """Yield the records that name a host, and whose link leads to another one."""
    article, linked = dossier.edition.article, list[tuple[str, Record, str, str, tuple[str, ...]]]()
    for name, text in (("title", article.title), ("publisher", article.publisher)):
        linked.append(("edition", article, name, text, (article.url,)))
    for one in dossier.sources.values():
        for name, text in (("publisher", one.publisher), ("title", one.title)):
            linked.append(("sources", one, name, text, (one.url, one.address, *one.also_at)))
    for picture in dossier.pictures.values():
        if picture.licence_url:
            linked.append(("pictures", picture, "licence", picture.licence, (picture.licence_url,)))
        if picture.source:
            linked.append(("pictures", picture, "author", picture.author, (picture.source,)))
    linked += [
        ("edition", dossier.edition.site, "credits", one.name, (one.url,)) for one in dossier.edition.site.credits
    ]
    for kind, record, name, text, addresses in linked:
        hosts = [_END.split(other_host(text, address))[0] for address in addresses]
        if all(_HOST.fullmatch(host) and other_host(host, to) for host, to in zip(hosts, addresses, strict=True)):
            found = f"“{record.id}”: “{name}” names {hosts[0]}, and its link leads to “{addresses[0]}”"
            yield Problem.of_record(kind, record.line, found, "the host of its address, or words")


def new_addresses(publication: Publication) -> list[str]:
    """Return the lasting addresses that the list does not have yet, once there is one."""
    known = publication.dossier.addresses
    return sorted(all_lasting(publication) - known.keys()) if known else []


def list_addresses(publication: Publication, folder: Path) -> Iterator[str]:
    """Write the list of addresses in `folder`, with those that are new, and say so; none is taken out."""
    known = publication.dossier.addresses.keys()
    new = sorted(all_lasting(publication) - known)
    (folder / FILE).write_text(as_list([*known, *new]), encoding="utf-8", newline="\n")
    yield f"{counted(new, 'address', 'addresses')} added to data/{FILE}, which has {len(known) + len(new)}"
    yield from (f"  {address}" for address in new[:20])


def _lost(publication: Publication, living: Collection[str], moved: Collection[str]) -> Iterator[Problem]:
    known = publication.dossier.addresses
    new = [address for address in living if address not in known]
    for address, line in known.items():
        page, mark, _ = address.partition("#")
        # Places of a page that is gone go where the page goes.
        if address in living or address in moved or (mark and page not in living):
            continue
        allowed = f"an entry in data/redirects.yml with “from: {address}” and where it leads now, or “gone: yes”"
        nearest = nearest_name(address, [one for one in new if one.partition("#")[0] == page or not mark])
        yield Problem("data/addresses.txt", line, 1, f"the address “{address}” is gone", allowed, nearest)


def _astray(
    redirects: Collection[Redirect], living: Collection[str], targets: Collection[str], moved: Collection[str]
) -> Iterator[Problem]:
    first: dict[str, Redirect] = {}
    whole = {one.old: one.to for one in redirects if not one.anchor and one.to and "#" not in one.to}
    within = {one.old: one.to for one in redirects if not one.anchor and one.to and "#" in one.to}
    alike = {address.casefold(): address for address in living if "#" not in address}
    for one in redirects:
        other = first.setdefault(one.old.casefold() if not one.anchor else one.old, one)
        if other is not one:
            yield _of(one, f"“from” is “{one.old}”, as it is of “{other.id}” on line {other.line}", "one entry for it")
        if one.old in living:
            yield _of(one, f"“from” is “{one.old}”, and that address is alive", "an address that is gone")
        elif (same := alike.get(one.old.casefold())) is not None:
            yield _of(one, f"“from” is “{one.old}”, which some hosts hold for “{same}”", "an address that is gone")
        if one.anchor and one.page not in living and one.page not in moved:
            found = f"“from” is “{one.old}”, and “{one.page}” is no page and has no entry"
            yield _of(
                one, found, "a place of a page, or an entry for that page", nearest_name(one.page, alike.values())
            )
        if one.to in moved and one.to not in living:
            yield _of(one, f"“to” is “{one.to}”, which has moved itself", "the address at which it stands now")
        elif one.anchor and within.get(one.page, one.to) != one.to:
            found = f"“from” is “{one.old}”, and “{one.page}” leads to “{within[one.page]}” with all of its places"
            yield _of(one, found, "a page in that entry, and no place")
        elif one.page in whole and (there := f"{whole[one.page]}#{one.anchor}") in living and there != one.to:
            found = f"“from” is “{one.old}”, and “{one.page}” leads to “{whole[one.page]}”, which has a “#{one.anchor}”"
            yield _of(one, found, f"“to: {there}”, or no entry")
        elif one.to and one.to not in targets:
            page, mark, _ = one.to.partition("#")
            near = [address for address in targets if address.partition("#")[0] == page] if mark else []
            allowed = listing([address for address in targets if "#" not in address], 6)
            if mark and page in targets:
                allowed = "a heading, record or chart of that page"
            yield _of(one, f"“to” is “{one.to}”, which leads nowhere", allowed, nearest_name(one.to, near or targets))


def _on_page(redirects: Iterable[Redirect], publication: Publication) -> Iterator[Problem]:
    """Yield the entries for places that a page has of itself, such as “#notes”."""
    for one in redirects:
        if one.anchor in RESERVED.split() and source_of(one.page) in publication.by_name:
            yield _of(one, f"“from” is “{one.old}”, a place that the page has", "an address that is gone")


def _unled(publication: Publication, living: Collection[str]) -> Iterator[Problem]:
    """Yield the addresses to which every page leads and that the site does not have."""
    site = publication.dossier.edition.site
    about = publication.by_name.get("about.md")
    if about and (changed := "about/#what-changed") not in living:
        found = f"“{changed}” is gone, to which the feed leads"
        yield Problem(about.file, about.first_line, 1, found, "a heading “## What changed”")
    home = publication.by_name.get("index.md")
    if home and publication.explainers and not any(f'id="{_KEY}"' in line.text for line in home.lines):
        found = f"“/#{_KEY}” is gone, to which explainers lead for all marks"
        yield Problem(home.file, home.first_line, 1, found, f'“<details markdown id="{_KEY}">” around them')
    for name, address in (("corrections", site.corrections), ("citing", site.citing)):
        if address not in living:
            found = f"“site”: “{name}” is “{address}”, which leads nowhere"
            yield Problem.of_record(
                "edition", site.line, found, "a page, or a heading on it", nearest_name(address, living)
            )


def _of(redirect: Redirect, found: str, allowed: str, nearest: str = "") -> Problem:
    return Problem.of_record("redirects", redirect.line, f"“{redirect.id}”: {found}", allowed, nearest)


def _misled(publication: Publication, living: Collection[str], moved: dict[str, str]) -> Iterator[Problem]:
    """Yield links to places that have moved, and to places that a page does not have; lost pages are told before."""
    known, ids = {*living, *charts_on_pages(publication)}, dict[str, Collection[str]]()
    for file, number, text in texts(publication):
        for link in _LINK.finditer(blanked(CODE, text)):
            name, anchor = link["page"] or page_of(file), unquote(link["anchor"])
            address, place = (
                f"{lasting_address(name)}#{anchor}",
                (file, number, link.start("page" if link["page"] else "anchor") + 1),
            )
            if _NOTE.fullmatch(anchor):
                yield Problem(*place, f"“#{anchor}” is another note once citations move", "the record that it tells of")
            elif address in moved:
                yield Problem(
                    *place, f"the link leads to “{address}”, which has moved", f"a link to “{moved[address]}”"
                )
            elif address not in known and (page := publication.by_name.get(name)):
                # A page may have more than what lasts; to know it takes as long as to build it.
                here = ids[name] if name in ids else ids.setdefault(name, ids_on(page, publication))
                if anchor not in here:
                    allowed = "a heading, record or chart of that page"
                    yield Problem(
                        *place, f"“#{anchor}” is no place on {page.file}", allowed, nearest_name(anchor, here)
                    )


def _alike(publication: Publication, living: Collection[str]) -> Iterator[Problem]:
    """Yield ids by hand, and headings, that one page would have twice."""
    for page in publication.pages:
        here, seen, heads = lasting_address(page.name), set[str](), set[str]()
        for line in page.lines:
            own, head = _OWN_ID.match(line.text), HEAD.match(line.text)
            if own and (f"{here}#{own[1]}" in living or own[1] in seen):
                what = "something else on" if own[1] in seen else "a record or heading of"
                yield Problem(page.file, line.number, 1, f"“{own[1]}” is the id of {what} the page", "another one")
            name = (anchor(head[1]) or head[1].casefold()) if head else ""
            if head and name in heads:
                found = f"“{head[1]}” stands twice, and one address would lead to the first"
                yield Problem(page.file, line.number, 1, found, "other words")
            seen.update(own.groups() if own else ())
            heads.update([name] if name else ())


def _cited_alike(publication: Publication) -> Iterator[Problem]:
    """Yield the pages that reference managers could not tell from something else that can be cited."""
    paths = gathered((work.key, work.path or "/") for work in works(publication))
    for page in publication.pages:
        own = lasting_address(page.name)
        if others := next((those for those in paths.values() if own in those and len(those) > 1), None):
            other = next(path for path in others if path != own)
            found = f"citations would have one key for “{own}” and for “{other}”"
            yield Problem(page.file, 1, 1, found, "another name for the page")
