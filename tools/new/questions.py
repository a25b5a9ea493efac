"""What is asked for a record: its fields in words, the answers read as YAML has them, and what is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ValidationError

from explainer.data.dates import ALLOWED as DATES
from explainer.data.fields import file_of
from explainer.data.parts import Record
from explainer.data.problem import Problem, listing
from explainer.data.reading import in_words, models_in
from explainer.data.yaml import plain, read_file
from schemas import sentence as in_one_line

Fields = dict[str, Any]
_FEW, _MOST = 20, 40  # ids that are told without being asked for, and that are told at all


class AnswerError(Exception):
    """Nobody is there to be asked: fields that a record needs are missing, or what was given does not do."""


@dataclass(frozen=True)
class Question:
    """One field that is asked for: `many` values of it or one; `part` is what reads a value that has fields itself."""

    name: str
    about: str
    schema: Mapping[str, Any]
    part: type[BaseModel] | None
    many: bool
    needed: bool

    @property
    def words(self) -> list[str]:
        """The words that it may be, if it may not be anything."""
        return list(self.schema.get("enum", ()))

    @property
    def hint(self) -> str:
        """How an answer is written, where the words about the field do not say."""
        if self.part:
            shape = ", ".join(f"{one}: …" for one in self.part.model_fields)
            return f"texts or {{{shape}}}, apart by semicolons"
        if self.schema.get("type") == "object":
            words = " or ".join(self.schema["additionalProperties"].get("enum", ["…"]))
            return f"“id: {words}”, several apart by commas"
        what = ""
        if kind := self.schema.get("id_of"):
            what = f"ids of {file_of(kind)}" if self.many else f"an id of {file_of(kind)}"
        elif "pattern" in self.schema:
            what = DATES
        elif self.schema.get("type") == "boolean":
            what = "yes or no"
        apart = f"several apart by {'commas' if self.in_a_row else 'semicolons'}" if self.many else ""
        return "; ".join(filter(None, (what, apart)))

    @property
    def in_a_row(self) -> bool:
        """Whether its values are ids, dates or words, which hold neither spaces nor commas."""
        return not self.schema.keys().isdisjoint(("id_of", "pattern", "enum", "looks_like"))


def questions_of(model: type[BaseModel]) -> tuple[Question, ...]:
    """Return what a new record of a kind is asked for: what it needs, and what most have, which have an example."""
    whole = model.model_json_schema()
    needed = set(whole.get("required", ())) - {"id", "line"}
    asked = (name for name, its in whole["properties"].items() if name in needed or "examples" in its)
    return tuple(question_of(model, name) for name in asked)


def question_of(model: type[BaseModel], name: str) -> Question:
    """Return the question for one field."""
    whole = model.model_json_schema()
    its = whole["properties"][name]
    value = next((one for one in its.get("anyOf", ()) if one != {"type": "null"}), its)
    many = value.get("type") == "array"
    value = value.get("items", {}) if many else value
    part = next(models_in(model.model_fields[name].annotation), None)
    about = in_one_line(its.get("description") or value.get("description", ""))
    # An empty value says that there is none, and does not stand for leaving out the field.
    needed = name in whole.get("required", ()) and "anyOf" not in its
    return Question(name, about, value, part, many, needed)


def value_of(question: Question, answer: str) -> Any:
    """Read an answer as the field’s YAML would be read; ValueError where it is none."""
    answer = " ".join(answer.split())
    if answer == "~":
        return None
    if question.many:
        return _yaml(answer) if answer.startswith("[") else list(_several(question, answer))
    if question.part or question.schema.get("type") == "object":
        return _yaml(answer if answer.startswith("{") else f"{{{answer}}}")
    return answer


def _several(question: Question, answer: str) -> Iterator[Any]:
    """Yield the values of a list; ids stand apart by commas, texts and parts by semicolons."""
    if question.in_a_row:
        yield from filter(None, re.split(r"[,\s]+", answer))
        return
    for value in filter(None, re.split(r"\s*;\s*(?![^{]*\})", answer)):  # one within brackets belongs to a text there
        if value.startswith("{"):
            yield from _yaml(f"[{value}]")
        else:
            yield _short(question, value)


def _short(question: Question, value: str) -> Any:
    """Read “first: second” as a part that needs these two fields, and a text alone as it is."""
    needed = [one.name for one in questions_of(question.part) if one.needed] if question.part else []
    first, colon, second = value.partition(": ")
    return {needed[0]: first, needed[1]: second} if colon and len(needed) == 2 else value


def _yaml(text: str) -> Any:
    problems: list[Problem] = []
    file = read_file(f"answer: {text}", "", problems)
    if problems or file.root is None:
        raise ValueError(problems[0].sentence if problems else "nothing stands here")
    return plain(file.root)["answer"]


def faults(model: type[BaseModel], fields: Mapping[str, Any], known: Mapping[str, set[str]]) -> dict[str, str]:
    """Return what is wrong with the fields so far, by field; under "" what does not go together."""
    own = {"id": "new", "line": 1} if issubclass(model, Record) else {}
    try:
        model.model_validate({**fields, **own}, context=known)
    except ValidationError as error:
        told: dict[str, str] = {}
        for fault in error.errors():
            name = str(fault["loc"][0]) if fault["loc"] else ""
            told.setdefault(name, Problem("", 0, 0, *in_words(fault, model)).sentence)
        return told
    return {}


def missing(names: Sequence[str]) -> str:
    """Say which fields are missing, and how they are given where nobody can be asked."""
    *others, last = names
    listed = f"{', '.join(others)} and {last} are" if others else f"{last} is"
    return f'{listed} missing; give each as a word such as {names[0]}="…", or run it in a terminal to be asked.'


@dataclass(frozen=True)
class Interview:
    """Asks for records; `ask` shows a prompt and returns what was typed, and is none where nobody is there.

    `known` has the ids of every kind, `names` what those of a kind are called.
    """

    known: Mapping[str, set[str]]
    names: Mapping[str, Mapping[str, str]]
    say: Callable[[str], None]
    ask: Callable[[str], str] | None = None

    def fill(self, model: type[BaseModel], given: Mapping[str, str], proposals: Mapping[str, str]) -> Fields:
        """Return the fields of a record: what is given, and answers to what is not, for which there are proposals."""
        fields, wrong = self.given(model, given)
        if wrong and (self.ask is None or not given.keys() <= model.model_fields.keys()):
            raise AnswerError("\n".join(wrong.values()))
        for sentence in wrong.values():
            self.say(f"  {sentence}")
        if self.ask is None:
            taken = {name: value for name, value in proposals.items() if name not in fields}
            if taken:
                self.say("proposed and taken: " + ", ".join(f"{name} {value}" for name, value in taken.items()))
            fields |= {name: value_of(question_of(model, name), value) for name, value in taken.items()}
            self._complete(model, fields)
            return _in_order(model, fields)
        for question in questions_of(model):
            if question.name not in given or question.name in wrong:
                self._ask(question, model, fields, proposals.get(question.name, ""))
        while told := faults(model, fields, self.known):
            again = self._named(model, told)
            for sentence in told.values():
                self.say(f"  {sentence}")
            for name in again:
                self._ask(question_of(model, name), model, fields, "")
        return _in_order(model, fields)

    def _named(self, model: type[BaseModel], told: Mapping[str, str]) -> list[str]:
        """Return the fields to ask again: those with faults, or those that a contradiction names."""
        names = [name for name in told if name] or [
            *(name for name in model.model_fields if re.search(rf"\b{name.removesuffix('s')} stands\b", told[""])),
            *re.findall(r"“(\w+)(?::[^”]*)?”", told[""]),
        ]
        return [name for name in dict.fromkeys(names) if name in model.model_fields] or [questions_of(model)[0].name]

    def given(self, model: type[BaseModel], given: Mapping[str, str]) -> tuple[Fields, dict[str, str]]:
        """Read the fields that came as words, and say which of them do not do, and why."""
        fields: Fields = {}
        wrong: dict[str, str] = {}
        allowed = [name for name in model.model_fields if name not in ("id", "line")]
        for name, answer in given.items():
            if name not in allowed:
                wrong[name] = f"“{name}” is not a field; allowed: {listing(allowed, 30)}"
            elif answer.strip():  # as Enter would, an empty one leaves the field out
                try:
                    fields[name] = value_of(question_of(model, name), answer)
                except ValueError as error:
                    wrong[name] = f"“{name}”: {error}"
        told = faults(model, fields, self.known)
        wrong |= {name: told[name] for name in fields if name in told}
        return {name: value for name, value in fields.items() if name not in wrong}, wrong

    def missing(self, model: type[BaseModel], fields: Collection[str]) -> list[str]:
        """Return the fields that a record needs and does not have."""
        return [one.name for one in questions_of(model) if one.name not in fields and one.needed]

    def _complete(self, model: type[BaseModel], fields: Fields) -> None:
        """See that nothing is missing and that all goes together."""
        if lacking := self.missing(model, fields):
            raise AnswerError(missing(lacking))
        if told := faults(model, fields, self.known):
            raise AnswerError("\n".join(told.values()))

    def _ask(self, question: Question, model: type[BaseModel], fields: Fields, proposal: str) -> None:
        """Ask for one field until its answer does; an empty answer takes the proposal, or leaves the field out."""
        assert self.ask
        fields.pop(question.name, None)
        self.say("")
        may_be_empty = model.model_fields[question.name].is_required()
        enter = "" if question.needed else f" ({'Enter: empty' if may_be_empty else 'Enter leaves it out'})"
        self.say(f"{question.name}: {question.about}{enter}")
        for line in self._told(question):
            self.say(f"    {line}")
        while True:
            value = self._parts(question) if question.part and _by_fields(question) else self._value(question, proposal)
            if value is None and question.needed:
                self.say(f"  “{question.name}” is needed")
                continue
            if value in (None, []) and not may_be_empty:
                return
            told = faults(model, {**fields, question.name: value}, self.known)
            if question.name not in told:
                fields[question.name] = value
                return
            self.say(f"  {told[question.name]}")

    def _value(self, question: Question, proposal: str) -> Any:
        assert self.ask
        while True:
            answer = self._typed(question, f"{question.name}{f' [{proposal}]' if proposal else ''}> ") or proposal
            if not answer:
                return None
            try:
                return value_of(question, answer)
            except ValueError as error:
                self.say(f"  {error}")

    def _typed(self, question: Question, prompt: str) -> str:
        """Return what was typed; “?” before it looks among the ids, and asks again."""
        assert self.ask
        while (answer := self.ask(prompt).strip()).startswith("?"):
            kind, wanted = question.schema.get("id_of", ""), answer[1:].strip().casefold()
            called = {id_: self.names.get(kind, {}).get(id_, "") for id_ in self.known.get(kind, ())}
            found = [f"{id_:<36} {name}" for id_, name in called.items() if wanted in f"{id_} {name}".casefold()]
            for line in sorted(found)[:_MOST] or ["nothing found"]:
                self.say(f"    {line}")
        return answer

    def _told(self, question: Question) -> Iterator[str]:
        """Yield what an answer may be."""
        meanings = question.schema.get("meanings", {})
        if meanings:
            yield from (f"{word:<20}{meanings[word]}" for word in question.words)
        elif question.words:
            yield " or ".join(question.words)
        ids: Collection[str] = self.known.get(question.schema.get("id_of", ""), ())
        if question.part and _by_fields(question):
            first = questions_of(question.part)[0]
            yield f"{first.name}: " + "; ".join(filter(None, (first.about, *self._told(first))))
        elif question.hint:
            few = f": {listing(ids, _FEW)}" if ids else ""
            yield question.hint + (few if len(ids) <= _FEW else "; “? word” finds those with the word in id or name")

    def _parts(self, question: Question) -> Any:
        """Ask for parts field by field, one after the other until an empty answer."""
        assert self.ask and question.part
        values: list[Any] = []
        one = question.name.removesuffix("s")
        while not values or question.many:
            first = questions_of(question.part)[0]
            more = f"{one} {len(values) + 1}, {first.name} (Enter: no more)> " if question.many else f"{first.name}> "
            answer = self._typed(first, more)
            if not answer:
                break
            try:
                if answer.startswith("{"):
                    values += value_of(question, answer) if question.many else [value_of(question, answer)]
                    continue
                # Several in a row mostly come from one source.
                before = values[-1].get("source") if values and first.name != "source" else None
                given = {} if answer == "-" and not first.needed else {first.name: answer}
                if wrong := self.given(question.part, given)[1]:  # it may be meant for what comes next
                    raise AnswerError(*wrong.values())
                values.append(self.fill(question.part, {first.name: "", **given}, {"source": before} if before else {}))
            except (AnswerError, ValueError) as error:
                self.say(f"  {error}")
        if not question.many:
            return values[0] if values else None
        return values


def _by_fields(question: Question) -> bool:
    """Whether a part has to be asked for field by field, as no text stands for it."""
    return "anyOf" not in question.schema


def _in_order(model: type[BaseModel], fields: Fields) -> Fields:
    return {name: fields[name] for name in model.model_fields if name in fields}
