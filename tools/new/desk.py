"""Each kind of record made: its fields asked for, its text put into its file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from explainer.charts.kinds import RECORDS as CHARTS
from explainer.data.dates import When
from explainer.data.dossier import Dossier
from explainer.data.fields import ActorId, Date, EventThemeId, Meanings, Url
from explainer.data.parts import Part, Spelling
from explainer.data.reading import ID
from explainer.data.records import Claim, Source
from explainer.data.vocabularies import STATUSES
from explainer.prose.pages import Explainer, Page

from .kinds import KINDS, about_source, free, id_for, page, slug
from .questions import AnswerError, Fields, Interview, missing
from .writing import in_nav, inserted, is_dense, record, without

Given = Mapping[str, str]


class Address(Part):
    """Where a work was read; it tells more of it."""

    url: Url = Field(description="where it was read")


class Happening(Part):
    """When a claim was so, and whether the timeline tells it."""

    date: Date = Field(description="when it was, or from when to when")
    event: ActorId | None = Field(
        None, description="whose move it was, where it belongs on the timeline", examples=["actor-id"]
    )


class Themed(Part):
    """What an event is about, where the strand of its claim does not say."""

    theme: EventThemeId = Field(description="what the event is about")


class Drawn(Part):
    """What a chart shows, on which its other fields depend."""

    kind: Annotated[
        Literal[tuple(CHARTS)],  # type: ignore[valid-type]
        Meanings({name: model.model_fields["kind"].description or "" for name, model in CHARTS.items()}),
        Field(description="what is drawn"),
    ]


def names_of(dossier: Dossier) -> dict[str, dict[str, str]]:
    """Return by what each record can be found beside its id: its name with its spellings, its title, its words."""
    return {
        "sources": {one.id: f"{one.publisher}: {one.title}" for one in dossier.sources.values()},
        "claims": {one.id: one.title for one in dossier.claims.values()},
        "article": {one.id: one.restated for one in dossier.article.values()},
        "events": {one.id: f"{one.date} {dossier.claims[one.claim].title}" for one in dossier.events.values()},
        "people": {one.id: _names(one.name, one.aliases) for one in dossier.people.values()},
        "places": {one.id: _names(one.name, one.aliases) for one in dossier.places.values()},
        "glossary": {one.id: _names(one.term, one.aliases) for one in dossier.glossary.values()},
        "series": {one.id: one.title for one in dossier.series.values()},
        "scenarios": {one.id: one.forecast for one in dossier.scenarios.values()},
    }


def _names(name: str, aliases: Iterable[Spelling]) -> str:
    return ", ".join([name, *(alias.form for alias in aliases)])


@dataclass(frozen=True)
class Written:
    """What was written: its id, its file, its lines there, none for a page; and its date or that of its first point."""

    kind: str
    id: str
    file: str
    lines: range
    date: str = ""


@dataclass(frozen=True)
class Desk:
    """The edition in which something is new, and who is asked for it."""

    root: Path
    dossier: Dossier
    pages: tuple[Page, ...]
    interview: Interview

    def make(self, kind: str, given: Given) -> list[Written]:
        """Ask for a record and write it, with what belongs to it."""
        given = dict(given)
        id_ = given.pop("id", "")
        if kind == "explainer":
            return [self._explainer(given, id_)]
        if kind == "claim":
            return self._claim(given, id_)
        fields = self._fields(kind, given)
        written = [self._write(kind, self._id(kind, fields, id_), fields)]
        if kind == "event":
            self._undated(fields["claim"])
        return written

    def _fields(self, kind: str, given: Given) -> Fields:
        if kind == "source":
            url = self._some(Address, given)["url"]
            return self.interview.fill(Source, {**given, "url": url}, about_source(url, self.dossier))
        model = KINDS[kind].model
        if kind == "chart":
            given = {**given, **self._some(Drawn, given)}
            model = CHARTS[given["kind"]]
        return self.interview.fill(model, given, {})

    def _some(self, model: type[Part], given: Given) -> Fields:
        """Ask for the fields of one of the parts above."""
        return self.interview.fill(model, {name: given[name] for name in model.model_fields if name in given}, {})

    def _claim(self, given: Given, id_: str) -> list[Written]:
        """A claim has a date, or an event has it for the claim."""
        own = {name: answer for name, answer in given.items() if name not in ("date", "event", "theme")}
        if not self.interview.ask and "date" not in given:
            raise AnswerError(missing([*self.interview.missing(Claim, own), "date"]))
        fields = self.interview.fill(Claim, own, {})
        happening = self._some(Happening, given)
        theme: Fields = {}
        if "event" not in happening:
            together = {**fields, "date": happening["date"]}
            fields = {name: together[name] for name in Claim.model_fields if name in together}
        elif not self.dossier.edition.strands[fields["strand"]].theme:
            theme = self._some(Themed, given)
        id_ = self._id("claim", fields, id_)
        written = [self._write("claim", id_, fields, happening["date"])]
        if "event" in happening:
            event = {"date": happening["date"], "actor": happening["event"], "claim": id_, **theme}
            written.append(self._write("event", free(id_, self.interview.known["events"]), event))
        return written

    def _undated(self, claim: str) -> None:
        """Take the date out of a claim that has one of its own: its event says it now."""
        if told := self.dossier.event_of_claim.get(claim):
            self.interview.say(f"“{claim}” stands on the timeline already, as “{told.id}”: {told.date.words}")
        if self.dossier.claims[claim].date:
            path = self.root / "data/claims.yml"
            path.write_text(without(path.read_text(encoding="utf-8"), claim, "date"), encoding="utf-8")
            self.interview.say(f"taken out: the date of “{claim}” in data/claims.yml, which the event says now")

    def _id(self, kind: str, fields: Fields, given: str) -> str:
        """Return the id of a record: what is given or typed, or the one that is proposed."""
        taken, ask = self.interview.known[KINDS[kind].file], self.interview.ask
        proposed = free(id_for(kind, fields), taken)
        while True:
            id_ = given or (ask(f"\nid [{proposed}]> ").strip() if ask else "") or proposed
            told = "it is taken" if id_ in taken else "allowed: small letters, digits and hyphens"
            if id_ not in taken and ID.fullmatch(id_):
                return id_
            if given:
                raise AnswerError(f"“{id_}” is no new id: {told}")
            self.interview.say(f"  “{id_}” is no new id: {told}")

    def _write(self, kind: str, id_: str, fields: Fields, when: str = "") -> Written:
        file, order = KINDS[kind].file, KINDS[kind].order
        path = self.root / f"data/{file}.yml"
        text = path.read_text(encoding="utf-8")
        written = record(id_, fields, on_one_line=is_dense(text))
        when = when or str(fields.get("date", ""))
        new = When.parse(when).start if kind in ("claim", "event") else id_
        sorted_by = (lambda entry: order(self.dossier, entry)) if order else None
        text, line = inserted(text, written, sorted_by, new)
        path.write_text(text, encoding="utf-8")
        first = next((point.get("date") for point in fields.get("points", ())), when) or "DATE"
        return Written(kind, id_, f"data/{file}.yml", range(line, line + written.count("\n")), first)

    def _explainer(self, given: Given, id_: str) -> Written:
        """A page of docs/, behind the last explainer of the navigation."""
        explainers = sorted(
            (one for one in self.pages if isinstance(one.meta, Explainer)), key=lambda one: one.explainer.number
        )
        number = str(1 + max((one.explainer.number for one in explainers), default=0))
        fields = self.interview.fill(Explainer, {"template": "explainer.html", "number": number, **given}, {})
        name = f"{id_ or slug(fields['title'])}.md"
        path = self.root / "docs" / name
        if path.exists():
            raise AnswerError(f"docs/{name} is there already; id=… gives it another name")
        config = self.root / "mkdocs.yml"
        try:
            nav = in_nav(config.read_text(encoding="utf-8"), explainers[-1].name if explainers else "index.md", name)
        except LookupError as error:
            raise AnswerError(
                f"the navigation of mkdocs.yml does not name {error}, behind which the page goes"
            ) from None
        path.write_text(self._text_of(fields, explainers), encoding="utf-8")
        config.write_text(nav, encoding="utf-8")
        return Written("explainer", name, f"docs/{name}", range(0))

    def _text_of(self, fields: Fields, explainers: list[Page]) -> str:
        """Return the page with a claim and the statements of its paragraphs, and a chart that no other shows."""
        read = set(fields["paragraphs"])
        claims = [one for one in self.dossier.claims.values() if read & set(one.paragraphs)]
        surest = sorted(claims, key=lambda one: list(STATUSES).index(one.status))
        statements = [one.id for one in self.dossier.article.values() if one.paragraph in read]
        statements = statements or [*self.dossier.article][:1]  # those paragraphs may state nothing
        shown = {one.id for other in explainers for one in other.mentions if one.kind == "charts"}
        charts = [id_ for id_ in self.dossier.charts if id_ not in shown]
        cited = surest[0].id if surest else statements[0]
        return page(fields, cited, statements, next(iter(charts), ""))
