"""The kinds of record that can be new: what reads them, in which file they go and where in it, and what comes next."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from babel.core import get_global
from pydantic import BaseModel

from explainer.charts.bar_frame import BarsChart
from explainer.data.dates import When
from explainer.data.dossier import Dossier
from explainer.data.fields import LANGUAGES
from explainer.data.records import Claim, Event, Person, Place, Source, Term
from explainer.data.series import Series
from explainer.data.yaml import Entry
from explainer.prose.pages import Explainer

from .writing import front_matter, record

_SMALL = {"a", "an", "and", "at", "by", "for", "from", "in", "is", "of", "on", "the", "to", "with"}
_WORDS = 4  # of an id
_UNFOLDED = str.maketrans("łŁøØđĐıßæÆ’'", "lLoOdDisaA  ", "")


@dataclass(frozen=True)
class Kind:
    """A kind of record: its file `data/FILE.yml`, and what an editor does next, with its id for {id}.

    `order` says by what its file is sorted; in one that has none a new record stands last.
    """

    model: type[BaseModel]
    file: str
    after: str
    order: Callable[[Dossier, Entry], Any] | None = None


def _when(dossier: Dossier, entry: Entry) -> str:
    return dossier.when(dossier.claims[entry.key]).start


KINDS: Mapping[str, Kind] = {
    "source": Kind(
        Source, "sources", "name it under what it backs: “- source: {id}”, “supports: …”", lambda _, one: one.key
    ),
    "claim": Kind(Claim, "claims", "cite it behind a sentence as [^{id}]", _when),
    "event": Kind(
        Event,
        "events",
        "it stands on the timeline by itself; a chart names it as “event: {id}”",
        lambda _, one: When.parse(one.fields["date"]).start,
    ),
    "term": Kind(Term, "glossary", "it is linked wherever it stands in prose: `make terms` shows the places"),
    "person": Kind(
        Person, "people", "the name is linked wherever it stands in prose; claims name it as “actors: [{id}]”"
    ),
    "place": Kind(Place, "places", "claims name it as “places: [{id}]”, maps as “place: {id}”", lambda _, one: one.key),
    "series": Kind(
        Series,
        "series",
        "take a number into a sentence as {{{{ {id} {date} }}}}; draw it with `make new KIND=chart series={id}`",
    ),
    "chart": Kind(BarsChart, "charts", "show it on a page with a line “/// chart | {id}” and a line “///”"),
    "explainer": Kind(Explainer, "", "write its text; `make check` says what it lacks, `make serve` shows it"),
}


def slug(text: str, words: int = _WORDS) -> str:
    """Return an id made of the first words of a text that say something."""
    plain = unicodedata.normalize("NFKD", text.translate(_UNFOLDED)).encode("ascii", "ignore").decode().lower()
    found = [word for word in re.findall(r"[a-z0-9]+", plain) if word not in _SMALL]
    return "-".join(found[:words])


def id_for(kind: str, fields: Mapping[str, Any]) -> str:
    """Propose the id of a record from what it says."""
    if kind == "source":
        when = str(fields.get("published") or "").partition("/")[0]
        return f"{slug(fields['publisher'])}-{when or slug(fields['title'], 3)}"
    if kind == "person" and fields["kind"] == "person":
        return slug(fields.get("short") or fields["name"].split()[-1])
    if kind == "event":
        return str(fields["claim"])
    if kind == "chart" and "series" in fields:
        return str(fields["series"])
    return slug(str(fields.get("title") or fields.get("term") or fields.get("name") or "")) or f"new-{kind}"


def free(id_: str, taken: set[str]) -> str:
    """Return an id that nothing has yet: itself, or with a number behind it."""
    numbered = (f"{id_}-{number}" for number in range(2, 1000))
    return id_ if id_ not in taken else next(one for one in numbered if one not in taken)


def about_source(url: str, dossier: Dossier) -> dict[str, str]:
    """Propose what an address tells of a source: by known sources of its host, by its ending, by a date in its path."""
    host, path = (urlsplit(url).hostname or "").removeprefix("www."), urlsplit(url).path
    name = " ".join(word.capitalize() for word in host.split(".")[0].split("-"))
    known = dossier.sources.values()
    alike = [one for one in known if (urlsplit(one.url).hostname or "").removeprefix("www.") == host]
    alike = alike or [one for one in known if one.publisher.casefold() == name.casefold()]
    told = {"publisher": name}
    by = Counter(one.publisher for one in alike).most_common(1)
    if by and 2 * by[0][1] > len(alike):  # a host that several share tells of none of them
        theirs = [one for one in alike if one.publisher == by[0][0]]
        for name in ("publisher", "tier", "kind", "state"):
            value = Counter(getattr(one, name) for one in theirs).most_common(1)[0][0]
            told |= {name: value} if value else {}
    ending = host.rpartition(".")[2].upper()
    spoken = get_global("likely_subtags").get(f"und_{'GB' if ending == 'UK' else ending}", "en").partition("_")[0]
    named = [part for part in (*path.split("/"), host.split(".")[0]) if part in LANGUAGES and len(part) == 2]
    of_host = Counter(one.language for one in alike)
    told["language"] = named[0] if named else of_host.most_common(1)[0][0] if alike else spoken
    if found := re.search(r"((?:19|20)\d\d)([/-]?)(\d\d)\2(\d\d)(?!\d)", path):
        with suppress(ValueError):  # other numbers look like a day
            told["published"] = str(When.parse(f"{found[1]}-{found[3]}-{found[4]}"))
    return told


def skeleton(kind: str) -> str:
    """Return what a new record of a kind looks like, made of the examples of its fields."""
    examples = {name: its.examples[0] for name, its in KINDS[kind].model.model_fields.items() if its.examples}
    if kind == "explainer":
        return page(examples, "claim-id", ["a01", "a02"], "chart-id")
    return record(id_for(kind, examples), examples)


def page(fields: Mapping[str, Any], claim: str, statements: Iterable[str], chart: str = "") -> str:
    """Return a new explainer: its front matter, and the parts that each has."""
    blocks = [
        f"/// brief\n- One sentence of what happened, with who says so.[^{claim}]\n///",
        f"## What happened\n\nIts text, one sentence a line.[^{claim}]",
        *([f"/// chart | {chart}\n///"] if chart else []),
        f"/// differs | {' '.join(statements)}\n///",
    ]
    return front_matter(fields) + "\n" + "\n\n".join(blocks) + "\n"
