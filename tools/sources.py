"""List the addresses of sources by the day on which each was last found to lead somewhere; ask the network if told to.

    make sources
    make sources CHECK=network MOST=20
    make sources CHECK=network WRITE=yes

Without CHECK=network nothing is asked. With it, the addresses that were not asked for longest are, one after the other
and never one host twice within some seconds; what is dead is told, with a copy that the Internet Archive has of it.
With WRITE=yes those that lead somewhere get today as “checked” in data/sources.yml; nothing else is ever changed.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from http.client import HTTPException
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlencode, urlsplit
from urllib.request import Request, urlopen

from explainer.data.problem import ContentError, counted
from explainer.data.records import Source
from explainer.publication.publication import read_publication

FILE = Path("data/sources.yml")
ARCHIVE = "https://archive.org/wayback/available?"
_HOSTS = ("archive.org", "www.w3.org")  # two that are there, or there is no network
PATIENCE = 20  # seconds for an answer
PAUSE = 5  # seconds between two questions to one host
# Some hosts let no program in; what they answer says nothing of the page.
CLOSED = (401, 403, 405, 406, 429, 451)


@dataclass(frozen=True)
class Answer:
    """What an address answered: the status of HTTP (0 for none), and what else there is to say."""

    status: int
    told: str = ""

    @property
    def verdict(self) -> str:
        """alive, dead, or unsure: a host that is down today or lets no program in says nothing of the page."""
        if 200 <= self.status < 400:
            return "alive"
        return "dead" if self.status in (404, 410) else "unsure"


Ask = Callable[[str], Answer]
Copy = Callable[[Source], str]


def ask(url: str) -> Answer:
    """Fetch the head of an address; where a host does not answer that, its page."""
    try:
        for method in ("HEAD", "GET"):
            answer = _fetched(url, method)
            if answer.status not in (*CLOSED, 404, 500, 501):  # which some hosts say to HEAD alone
                break
        return answer
    except URLError as error:
        return Answer(0, str(error.reason))
    except (OSError, HTTPException, ValueError) as error:
        return Answer(0, str(error) or type(error).__name__)


def _fetched(url: str, method: str) -> Answer:
    try:
        with urlopen(_request(url, method), timeout=PATIENCE) as answer:
            moved = answer.url if urlsplit(answer.url).path.rstrip("/") != urlsplit(url).path.rstrip("/") else ""
            return Answer(answer.status, f"leads to {moved}" if moved else "")
    except HTTPError as error:
        error.close()
        return Answer(error.code, str(error.reason))


def _request(url: str, method: str = "GET") -> Request:
    whole = quote(url, safe=":/?#[]@!$&'()*+,;=%~")  # letters of other alphabets, as browsers send them
    return Request(whole, method=method, headers={"User-Agent": "link check by the editors of a site that cites you"})


def archived_copy(source: Source) -> str:
    """Return the lines that name a copy of the Internet Archive, from about the day of the source; "" without one."""
    day = (source.published.start if source.published else "").replace("-", "")
    try:
        with urlopen(_request(ARCHIVE + urlencode({"url": source.url, "timestamp": day})), timeout=PATIENCE) as answer:
            told: Any = json.load(answer)
        copy = told["archived_snapshots"]["closest"]
        made = date.fromisoformat(f"{copy['timestamp'][:4]}-{copy['timestamp'][4:6]}-{copy['timestamp'][6:8]}")
        return f'archived: {{url: "{copy["url"]}", date: {made}}}'
    except (OSError, HTTPException, ValueError, KeyError, TypeError):
        return ""


def by_age(sources: Iterable[Source]) -> list[Source]:
    """Return the sources, those that were not asked for longest first; what is known to be dead is asked no more."""
    living = [source for source in sources if not source.dead]
    return sorted(living, key=lambda one: (one.checked.start if one.checked else "", one.line))


def listed(sources: Iterable[Source]) -> Iterator[str]:
    """Yield a line for each address, and what can be said of all."""
    ordered = list(sources)
    for source in by_age(ordered):
        yield f"{source.checked or 'never     '}  {source.id}  {source.url}"
    never = [one for one in ordered if not one.checked and not one.dead]
    dead = [one for one in ordered if one.dead]
    kept = [one for one in dead if one.archived]
    yield (
        f"{counted(ordered, 'address', 'addresses')}: {len(never)} never checked, {len(dead)} dead, "
        f"{len(kept)} of these with an archived copy"
    )


def checked(sources: Iterable[Source], ask: Ask, copy: Copy, wait: Callable[[float], None]) -> Iterator[Source | str]:
    """Ask for each address; yield the source where it leads somewhere, and what there is to say of all others."""
    asked: dict[str, int] = {}
    for number, source in enumerate(sources):
        host = urlsplit(source.url).hostname or ""
        # In between, others were asked, each about a second; the rest is waited for.
        if host in asked:
            wait(max(0, PAUSE - (number - asked[host] - 1)))
        asked[host] = number
        answer = ask(source.url)
        if answer.verdict == "alive":
            yield source
        if answer.verdict != "alive" or answer.told:
            said = " ".join(filter(None, (str(answer.status or ""), answer.told)))
            yield f"{answer.verdict}: {FILE}:{source.line}: {source.id}: {said}\n  {source.url}"
        if answer.verdict == "dead" or not answer.status:
            found = copy(source) or f"no copy was found; look at https://web.archive.org/web/*/{source.url}"
            yield f"    {found}"


def with_checked(text: str, id_: str, day: date) -> str:
    """Set the day on which an address was checked in the text of the file, which stays as it is otherwise."""
    entry = re.compile(rf"(?ms)^{re.escape(id_)}:\n(?:[ \t].*?\n|\n)*?(?=^\S|\Z)")

    def dated(match: re.Match[str]) -> str:
        block, known = match[0], re.compile(r"(?m)^  checked: .*$")
        if known.search(block):
            return known.sub(f"  checked: {day}", block, count=1)
        return re.sub(r"(?m)^(  url: .*\n)", rf"\g<1>  checked: {day}\n", block, count=1)

    return entry.sub(dated, text, count=1)


def main(arguments: list[str] | None = None, today: date | None = None) -> int:
    """List or ask; 1 where the data cannot be read, or where nothing can be asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("root", nargs="?", type=Path, default=Path(), help="the folder that holds data/ and docs/")
    parser.add_argument("--check", choices=["", "network"], default="", help="“network” asks for the addresses")
    parser.add_argument("--most", type=int, default=20, help="how many are asked for")
    parser.add_argument("--write", choices=["", "yes"], default="", help="“yes” notes today for those that answer")
    options = parser.parse_args(arguments)
    try:
        sources = read_publication(options.root).dossier.sources.values()
    except ContentError as error:
        print(error)
        return 1
    if options.check != "network":
        print(*listed(sources), sep="\n")
        return 0
    asked = by_age(sources)[: options.most]
    if asked and not any(ask(f"https://{host}/").status for host in _HOSTS):
        print(f"Neither {' nor '.join(_HOSTS)} answers: this machine has no way to the network, and nothing was asked.")
        return 1
    alive, dead = [], 0
    for told in checked(asked, ask, archived_copy, time.sleep):
        if isinstance(told, Source):
            alive.append(told)
            continue
        dead += told.startswith("dead")
        print(told, flush=True)
    if options.write and alive:
        file = options.root / FILE
        text = file.read_text(encoding="utf-8")
        for source in alive:
            text = with_checked(text, source.id, today or date.today())
        file.write_text(text, encoding="utf-8", newline="\n")
    noted = " (noted as checked)" if options.write else ""
    many = counted(asked, "address", "addresses")
    print(f"{many} asked: {len(alive)} alive{noted}, {dead} dead, {len(asked) - len(alive) - dead} unsure")
    return 0


if __name__ == "__main__":
    sys.exit(main())
