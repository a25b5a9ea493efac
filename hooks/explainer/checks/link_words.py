"""Links whose words say where they lead: names of pages, records and figures, dates, titles of works, licences."""

from __future__ import annotations

import posixpath
import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator, Mapping
from html import unescape
from itertools import accumulate, groupby
from operator import itemgetter
from urllib.parse import unquote, urlsplit

from ..data.archives import same_address
from ..data.dates import When
from ..data.dossier import Dossier
from ..data.fields import country_name
from ..data.parts import Record
from ..data.problem import Problem, listing
from ..data.records import Person, Term
from ..data.site_records import CREATIVE_COMMONS, deed
from ..data.vocabularies import VERDICT_WORDS
from ..pages.lists import PEOPLE_HEADS, SOURCE_HEADS
from ..prose.foreign import anchor
from ..prose.grammar import CODE
from ..prose.inserts import with_inserts
from ..prose.links import links_in
from ..prose.moments import ORDINALS, moments, number_word, within
from ..prose.pages import Explainer
from ..prose.sentences import blanked
from ..publication.addresses import LISTINGS, lasting_address, names_of, source_of
from ..publication.publication import Publication
from ..publication.tables import DATASETS
from ..terms.matching import keys, short_name
from .coverage import charts_of

HEAD = re.compile(r"#{2,4} +(\S.*?) *$")
_ARTICLE = re.compile(
    r"^(?:(?:see|the|our|an?|this|its|statement|claim|term) )+|\bno\. ?(?=\d)"
    r"|(?:[’'] ?s)? (?:page|section|chart|entry|record)$|[’']s$"
)
_SHORT, _AROUND = re.compile(r"^fig(?:ure)?s?\.? (?=\d)"), " .,:;?!“”()–—"
_PASSAGE = re.compile(r"(?:.*\S.*\n?)+")
_REMARK = re.compile(r"<!--.*?-->", re.DOTALL)
_EMPHASIS = re.compile(r"[*\\]|(?<!\w)_+(?=\S)|(?<=\S)_+(?!\w)")


def _shown(words: str) -> str:
    """Return the words of a link as they are read, in one line."""
    words = _EMPHASIS.sub("", unescape(_REMARK.sub("", words))).replace("'", "’")
    return " ".join(words.split()).strip("[] ")


def _bare(words: str) -> str:
    """Return a name without what is left out or put in where it stands in a sentence."""
    return _ARTICLE.sub("", _SHORT.sub("figure ", _shown(words).strip(_AROUND).casefold()))


def miscalled(publication: Publication, living: Collection[str]) -> Iterator[Problem]:
    """Yield links whose words are the name of one page, chart, heading or entry, and which lead to another one."""
    owners = dict[str, set[str]]()
    for address, name in _names(publication, living):
        owners.setdefault(_bare(name), set()).add(address)
    named = set().union(*owners.values())
    author = publication.dossier.edition.article.author
    authors = {_bare(author), _bare(author.split()[-1])} - owners.keys()
    people = {name: own for name, own in owners.items() if any(one.startswith(_PEOPLE) for one in own)}
    for place, words, target in _links(publication):
        own, page = owners.get(_bare(words), set()), target.partition("#")[0]
        if not own and target.startswith(_PEOPLE):
            own = next((people[name] for name in _untitled(words) if name in people), own)
        if target.startswith(_PEOPLE) and _bare(words) in authors:
            yield Problem(*place, f"“{words}” is the article’s author, who has no entry", "other words")
        # An entry’s name may stand for the page that tells of it; a page’s name for nothing on another.
        alike = page not in own and any("#" in target or "#" not in one for one in own)
        abroad = "://" in target and any("#" not in one for one in own)
        if abroad or (alike and target in named - own):
            allowed = listing([f"({source_of(address)})" for address in sorted(own)], 3)
            found = f"“{words}” is called so elsewhere than where this link leads"
            yield Problem(*place, found, f"{allowed}, or other words")


_PARAGRAPH = re.compile(r"\bparagraph (\d+)\b", re.IGNORECASE)


def other_statement(publication: Publication) -> Iterator[Problem]:
    """Yield links whose words name a statement or a paragraph of the article, and which lead to another one."""
    statements = publication.dossier.article
    paragraphs = {one.paragraph for one in statements.values()}
    for place, words, target in _links(publication):
        own = target.partition("#")[2]
        named = {one for one in re.findall(r"[\w-]+", words) if one in statements}
        told = {f"p{number}" for number in _PARAGRAPH.findall(words)} & paragraphs
        if _bare(words) in statements or _PARAGRAPH.fullmatch(_bare(words)):
            continue  # `miscalled` tells of a name alone
        for kind, those in ((statements, named), (paragraphs, told)):
            if own in kind and those and own not in those:
                yield Problem(*place, f"“{words}” leads to {own}", f"{listing(sorted(those))}, or other words")


def _untitled(words: str) -> Iterator[str]:
    """Yield words without their first, the first two …, as long as these may be a title or a first name."""
    parts = words.split()
    while len(parts) > 1 and parts[0][0].isupper():
        parts = parts[1:]
        yield _bare(" ".join(parts))


def mistaken(publication: Publication) -> Iterator[Problem]:
    """Yield links whose words are a date, the title or publisher of a work or a licence, and which lead elsewhere."""
    whens, works, hosts = dict(_dated(publication)), dict[str, list[str]](), dict[str, set[str]]()
    article = publication.dossier.edition.article
    called = article.title, re.split(r"[:?]", article.title)[0], article.author, article.author.split()[-1], "article"
    works.update((_bare(name), [article.url]) for name in called)
    hosts[_bare(article.publisher)] = {_host(article.url)}
    for source in publication.dossier.sources.values():
        own = [source.url, source.address, *source.also_at]
        works.setdefault(_bare(source.title), []).extend(own)
        hosts.setdefault(_bare(source.publisher), set()).update((*map(_host, own), f"{_SOURCES}{source.id}"))
    for place, words, target in _links(publication):
        when = whens.get(target) or (When.parse(month[1]) if (month := _MONTH.search(target)) else None)
        day = _DAY.sub("", words.strip(_AROUND))
        told = next((one for one in moments(day) if one.start == 0 and one.end == len(day) and one.month), None)
        if when and told and not (within(told, when) or (told.date and when.first <= told.date <= when.last)):
            yield Problem(*place, f"“{words}” leads to what has the date {when.words}", "the place of that date")
        sent = _host(target) if "://" in target else target if target.startswith(_SOURCES) else ""
        if sent and (known := hosts.get(_bare(words))) and sent not in known:
            yield Problem(*place, f"“{words}” published nothing at “{target}”", "a source of that name, or other words")
        if "://" not in target:
            continue
        licence = CREATIVE_COMMONS.fullmatch(words)
        if licence and deed(target) != words:
            yield Problem(*place, f"“{words}” leads to “{target}”, which has other terms", "the terms of that licence")
        if (own := works.get(_bare(words), [])) and not any(same_address(target, one) for one in own):
            yield Problem(*place, f"“{words}” is the title of a work elsewhere", f"“{own[0]}”, or other words")


def unrecorded(publication: Publication) -> Iterator[str]:
    """Yield the links of pages and definitions to another host that are the address of nothing in the record."""
    dossier = publication.dossier
    known = {dossier.edition.article.url, *(one.url for one in dossier.edition.site.credits)}
    for source in dossier.sources.values():
        known.update((source.url, source.address, *source.also_at))
    known.update(one for picture in dossier.pictures.values() for one in (picture.licence_url, picture.source) if one)
    for (file, line, _), words, target in _links(publication):
        if "://" in target and not deed(target) and not any(same_address(target, one) for one in known):
            yield f"{file}:{line}: “{words}” leads to “{target}”, the address of no source"


# “Figure 2.1 of the report” is another work’s.
_FIGURE = re.compile(r"(?<!\w)[Ff]ig(?:ure)?s?\.?\s+(\d+\.\d+)(?![\d.]*\d)(?!\s+(?:of|in|from|by)\s+(?!explainer))")


def figures_lacking(publication: Publication) -> Iterator[Problem]:
    """Yield the numbers of figures in prose that no explainer has."""
    known = dict(_figures(publication)).keys()
    for page in publication.pages:
        for line in page.lines:
            for one in _FIGURE.finditer(blanked(CODE, line.text)):
                if one[1] not in known:
                    allowed = listing(known, 4) or "words"
                    yield Problem(page.file, line.number, one.start() + 1, f"no explainer has “{one[0]}”", allowed)


def _figures(publication: Publication) -> Iterator[tuple[str, str]]:
    """Yield the number of each figure of the explainers, with its address."""
    for page in publication.pages:
        if isinstance(page.meta, Explainer):
            shown = [id_ for id_, form, _ in charts_of(page) if form == "text"]
            here = lasting_address(page.name)
            yield from ((f"{page.meta.number}.{n}", f"{here}#chart-{id_}") for n, id_ in enumerate(shown, 1))


_PEOPLE, _SOURCES = (f"{lasting_address(LISTINGS[name].page)}#" for name in ("people", "sources"))
_DAY = re.compile(r"^(?:(?:on|in|of|since|the) )*(?:\w+day,? )?", re.IGNORECASE)


def _host(address: str) -> str:
    return (urlsplit(address).hostname or "").removeprefix("www.")


_MONTH = re.compile(r"#m(\d{4}-\d\d)$")


def _dated(publication: Publication) -> Iterator[tuple[str, When]]:
    """Yield where events and claims stand, each with its date."""
    dossier = publication.dossier
    for page in publication.pages:
        here = lasting_address(page.name)
        if "timeline" in page.blocks:
            yield from ((f"{here}#{event.id}", event.date) for event in dossier.events.values())
        if "claims" in page.blocks:
            yield from ((f"{here}#{claim.id}", dossier.when(claim)) for claim in dossier.claims.values())


def _links(publication: Publication) -> Iterator[tuple[tuple[str, int, int], str, str]]:
    """Yield each link of pages and definitions: where it stands, its words as they are read, and where it leads."""
    for file, those in groupby(texts(publication), key=itemgetter(0)):
        lines = [(number, text) for _, number, text in those]
        begins = list(accumulate((len(text) + 1 for _, text in lines), initial=0))
        whole = "\n".join(blanked(CODE, text) for _, text in lines)
        for passage in _PASSAGE.finditer(whole):
            for offset, words, shown, written in links_in(passage[0]):
                if words and shown:
                    start = passage.start() + offset - len(words) - 2
                    row = bisect_right(begins, start) - 1
                    place = file, lines[row][0], start - begins[row] + 1
                    read, address = (with_inserts(one, publication.told) for one in (words, written.strip(" <>\n")))
                    yield place, _shown(read), _target(address, file)


def _target(address: str, file: str) -> str:
    """Return where an address in a file leads: a page by its lasting address, with the place on it."""
    page, _, place = address.partition("#")
    page = (page.partition("?")[0] if "://" not in page else page) or page_of(file)
    folder = posixpath.dirname(page_of(file))
    page = lasting_address(posixpath.normpath(posixpath.join(folder, page))) if page.endswith(".md") else page
    place = unquote(place)
    for one in LISTINGS.values():  # the heading of an entry stands for the entry
        if one.heading and place.startswith(one.heading) and page == lasting_address(one.page):
            place = one.entry + place.removeprefix(one.heading)
    return f"{page}#{place}" if place else page


def _names(publication: Publication, living: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield the addresses of pages, charts, headings and entries, each with what it is called."""
    dossier = publication.dossier
    yield from names_of(publication).items()
    yield from ((address, f"figure {number}") for number, address in _figures(publication))
    for page in publication.pages:
        here = lasting_address(page.name)
        yield here, page.meta.title
        heads = (HEAD.match(line.text) for line in page.lines)
        yield from ((at, head[1]) for head in heads if head and (at := f"{here}#{anchor(head[1])}") in living)
        if isinstance(page.meta, Explainer):
            number = page.meta.number
            yield from ((here, f"explainer {one}") for one in (number, number_word(number)))
            places = [word for word, place in ORDINALS.items() if place == number]
            places += ["last"] if number == len(publication.explainers) else []
            yield from ((here, f"{place} explainer") for place in places)
        yield from ((here, name) for name in (page.name, page.name.removesuffix(".md")))
        yield from (
            (f"{here}#chart-{one.id}", dossier.charts[one.id].title) for one in page.mentions if one.kind == "charts"
        )
        if "evidence" in page.blocks:
            stated = {one.paragraph for one in dossier.article.values()}
            yield from ((f"{here}#{id_}", name) for id_ in stated for name in (id_, f"paragraph {id_[1:]}"))
        for block in page.blocks & _PARTS.keys():
            begin, named = _PARTS[block]
            yield from ((f"{here}#{begin}{id_}", name) for id_, name in named(dossier).items())
        for listing_ in (LISTINGS[block] for block in page.blocks & LISTINGS.keys()):
            for id_, record in getattr(dossier, listing_.kind).items():
                yield from ((f"{here}#{listing_.entry}{id_}", name) for name in (id_, *_called(record)))


# What stands over the parts of a list: the begin of their ids, and the names by the rest.
_PARTS: Mapping[str, tuple[str, Callable[[Dossier], Mapping[str, str]]]] = {
    "claims": ("strand-", lambda dossier: {one.id: one.name for one in dossier.edition.strands.values()}),
    "gallery": ("theme-", lambda dossier: {one.id: one.name for one in dossier.edition.themes.values()}),
    "people": ("kind-", lambda _: PEOPLE_HEADS),
    "sources": ("sources-", lambda _: SOURCE_HEADS),
    "evidence": ("verdict-", lambda _: VERDICT_WORDS),
    "datasets": ("table-", lambda _: {id_: one.title for id_, one in DATASETS.items()}),
    "places": (
        "country-",
        lambda dossier: {one.country.lower(): country_name(one.country) for one in dossier.places.values()},
    ),
}


def _called(record: Record) -> Iterator[str]:
    """Yield what a record is called: its name or title, other spellings and plurals, and a person's surname."""
    yield from (name for field in ("term", "name", "title") if (name := getattr(record, field, "")))
    yield from (form for alias in getattr(record, "aliases", ()) for form in alias.forms)
    if isinstance(record, Term):
        yield from keys(record)
    if isinstance(record, Person):
        yield short_name(record)


def page_of(file: str) -> str:
    """Return the page on which a text of a file stands: definitions stand on that of the glossary."""
    return "glossary.md" if file.startswith("data/") else file.removeprefix("docs/")


def texts(publication: Publication) -> Iterator[tuple[str, int, str]]:
    """Yield what links can stand in: lines of pages, and definitions and facts at the lines of their terms."""
    for page in publication.pages:
        yield from ((page.file, line.number, line.text) for line in page.lines)
    for term in publication.dossier.glossary.values():
        yield from (("data/glossary.yml", term.line, text) for text in term.texts)
