"""`make sources`: addresses by the day of their last check, what the network answers, and copies in archives."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from mkdocs_site import Site

import sources
from explainer.data.records import Source
from explainer.publication.publication import Publication, read_publication

FOUND = {
    ("HEAD", "/here"): 200,
    ("GET", "/here"): 200,
    ("GET", "/got"): 200,
    ("HEAD", "/gone"): 410,
    ("GET", "/gone"): 410,
}


class _Host(BaseHTTPRequestHandler):
    def _answer(self) -> None:
        if self.path == "/moved":
            self.send_response(301)
            self.send_header("Location", "/here")
        else:
            self.send_response(FOUND.get((self.command, self.path), 403 if self.path == "/no" else 404))
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_HEAD = do_GET = _answer  # noqa: N815  # named by the library

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def host() -> Iterator[str]:
    """A host on loopback that answers as FOUND says, and 404 to all else."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Host) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.mark.parametrize(
    ("path", "verdict", "told"),
    [
        ("/here", "alive", ""),
        ("/got", "alive", ""),
        ("/moved", "alive", "leads to {}/here"),
        ("/gone", "dead", "Gone"),
        ("/lost", "dead", "Not Found"),
        ("/no", "unsure", "Forbidden"),
        ("/Łódź", "dead", "Not Found"),
    ],
)
def test_what_an_address_answers(host: str, path: str, verdict: str, told: str) -> None:
    answer = sources.ask(host + path)
    assert (answer.verdict, answer.told) == (verdict, told.format(host) or answer.told)


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/", "http://[broken", "ftp://127.0.0.1/x"])
def test_what_does_not_answer_is_unsure_and_no_traceback(url: str) -> None:
    answer = sources.ask(url)
    assert answer.verdict == "unsure" and answer.told


def _source(id_: str, url: str, **more: object) -> Source:
    fields = {"id": id_, "line": 7, "publisher": "P", "title": "T", "url": url, "language": "en", "tier": "A"}
    return Source.model_validate({**fields, "kind": "press", **more})


def test_those_not_asked_for_longest_come_first_and_one_host_is_not_asked_twice_at_once() -> None:
    late, early = {"checked": "2013-05-03"}, {"checked": "2013-05-01"}
    given = [
        _source("a", "https://one.example/a", **late),
        _source("b", "https://one.example/b"),
        _source("c", "https://two.example/c", **early),
        _source("d", "https://one.example/d", **early),
        _source("e", "https://two.example/e", dead="2013-05-01"),
    ]
    ordered = sources.by_age(given)
    assert [one.id for one in ordered] == ["b", "c", "d", "a"]
    waited: list[float] = []
    answers = {"b": sources.Answer(200), "c": sources.Answer(404, "Not Found"), "d": sources.Answer(503, "Busy")}
    told = list(
        sources.checked(
            ordered,
            lambda url: answers.get(url[-1], sources.Answer(200, "leads to https://one.example/")),
            lambda source: "archived: {…}" if source.id == "c" else "",
            waited.append,
        )
    )
    assert told == [
        given[1],
        "dead: data/sources.yml:7: c: 404 Not Found\n  https://two.example/c",
        "    archived: {…}",
        "unsure: data/sources.yml:7: d: 503 Busy\n  https://one.example/d",
        given[0],
        "alive: data/sources.yml:7: a: 200 leads to https://one.example/\n  https://one.example/a",
    ]
    assert waited == [sources.PAUSE - 1, sources.PAUSE]


def test_the_day_of_a_check_is_written_and_all_else_stays(project: Path) -> None:
    file = project / "data/sources.yml"
    before = file.read_text(encoding="utf-8")
    text = sources.with_checked(before, "quay-board", date(2013, 5, 9))
    again = sources.with_checked(text, "quay-board", date(2013, 5, 10))
    added = "  checked: 2013-05-10\n"
    assert again.replace(added, "", 1) == before and text.count("checked: 2013-05-09") == 1
    file.write_text(again, encoding="utf-8")
    assert str(read_publication(project).dossier.sources["quay-board"].checked) == "2013-05-10"


def test_without_the_network_addresses_are_listed(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert sources.main([str(project)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("never       ") and lines[-1].endswith("1 dead, 1 of these with an archived copy")


def test_with_the_network_and_told_to_it_notes_the_day_of_those_that_answer(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("time.sleep", lambda _: None)
    monkeypatch.setattr(sources, "archived_copy", lambda _: "")
    asking = [str(project), "--check", "network", "--most", "3", "--write", "yes"]
    monkeypatch.setattr(sources, "ask", lambda _: sources.Answer(0, "no route"))
    assert sources.main(asking) == 1
    assert "this machine has no way to the network" in capsys.readouterr().out
    first, *_ = sources.by_age(read_publication(project).dossier.sources.values())
    monkeypatch.setattr(sources, "ask", lambda url: sources.Answer(404 if url == first.url else 200))
    assert sources.main(asking, date(2013, 5, 9)) == 0
    told = capsys.readouterr().out
    assert f"dead: data/sources.yml:{first.line}: {first.id}: 404\n  {first.url}\n    no copy was found; " in told
    assert told.endswith("3 addresses asked: 2 alive (noted as checked), 1 dead, 0 unsure\n")
    days = [str(one.checked) for one in read_publication(project).dossier.sources.values()]
    assert days.count("2013-05-09") == 2


def test_readers_are_led_to_the_copy_of_what_is_dead(site: Site, publication: Publication) -> None:
    (source,) = (one for one in publication.dossier.sources.values() if one.dead and one.archived)
    (entry,) = site.pages["sources/"].tree.xpath(f"//li[@id='{source.id}']")
    copy = source.archived.url if source.archived else ""
    assert [link.get("href") for link in entry.xpath(".//p[not(@class='sources__claims')]//a")] == [copy, copy]
    told = " ".join(entry.text_content().split())
    assert "its address was dead on 2 May 2013 · archived on 3 November 2012" in told


def test_readers_are_led_to_the_other_addresses_of_a_work(site: Site, publication: Publication) -> None:
    (source,) = (one for one in publication.dossier.sources.values() if one.also_at)
    (entry,) = site.pages["sources/"].tree.xpath(f"//li[@id='{source.id}']")
    told = [(link.text, link.get("href")) for link in entry.xpath(".//p[@class='sources__meta']//a")]
    assert told[0] == ("reading-room.example.org", source.also_at[0])
