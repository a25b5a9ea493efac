"""How terms are written: words, the signs that writers vary, plurals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import normalize

from ..data.records import Term

# A letter may carry its accent as a sign of its own; an apostrophe or a hyphen within a word belongs to it.
WORD = re.compile(r"[\w\u0300-\u036f]+(?:[-’][\w\u0300-\u036f]+)*")

# Stand where something is that no term can span: BREAK beside words, as a citation; JOINT, a letter to Python, as part
# of a word that it touches, as code or a link.
BREAK, JOINT = "\ufffc", "\ua9cf"

_SPACES = "\t\n\r\f\v\u00a0\u2002\u2003\u2009\u200a\u202f"
_VARIANTS = str.maketrans(
    {"'": "’", "\u02bc": "’", "\u2010": "-", "\u2011": "-", BREAK: "?", JOINT: "?"} | dict.fromkeys(_SPACES, " ")
)
_SIMPLE = re.compile(r"[A-Za-z0-9]+(?:[ -][A-Za-z0-9]+)*")
_BRACKETS = re.compile(r"\s*\([^)]*\)")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f0-9’-]+")
_SIBILANT = re.compile(r"(?:s|x|z|ch|sh)$")
_CONSONANT_Y = re.compile(r"[^aeiou]y$")


def even(text: str) -> str:
    """Write apostrophes, hyphens and white space in one way, and no sign that is ours; the length stays."""
    return text.translate(_VARIANTS)


def fold(text: str) -> str:
    """Drop the difference of capitals; the length stays, so that what is found in it is found in the text."""
    small = text.lower()
    if len(small) == len(text):
        return small
    return "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)


def key(form: str) -> str:
    """Return a written form as it is looked up: composed, even, without brackets and without signs around it."""
    if _SIMPLE.fullmatch(form):
        return form
    text = even(normalize("NFC", _BRACKETS.sub("", form)))
    words = list(WORD.finditer(text))
    return " ".join(text[words[0].start() : words[-1].end()].split()) if words else ""


def written(term: Term) -> Iterator[str]:
    """Yield the forms that the editor wrote: the term, its aliases, its plurals."""
    yield term.term
    yield from (alias.form for alias in term.aliases)
    yield from term.plurals or ()


def keys(term: Term) -> Iterator[str]:
    """Yield every form of a term as it is looked up; possessives are left to the look-up."""
    foreign = {alias.form for alias in term.aliases if alias.lang}
    for form in written(term):
        found = key(form)
        if found:
            yield found
            if term.plurals is None and form not in foreign and (plural := _plural(found)):
                yield plural


def _plural(form: str) -> str:
    """Return the English plural of a form’s last word, or "" where the rule has nothing to say."""
    last = form.rpartition(" ")[2]
    if not _LATIN.fullmatch(last) or (last.isupper() and last.endswith("S")):
        return ""
    if _CONSONANT_Y.search(last):
        return form[:-1] + "ies"
    return form + ("es" if _SIBILANT.search(last) else "s")
