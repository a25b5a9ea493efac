"""What `make terms` prints: where each term is marked, and what a changed glossary adds and takes."""

from __future__ import annotations

import subprocess
from pathlib import Path

from explainer.checks.glossary import concordance
from explainer.publication.publication import read_publication


def _git(root: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=Editor", "-c", "user.email=editor@example.org"]
    subprocess.run(["git", *identity, *arguments], cwd=root, check=True, capture_output=True)


def test_terms_tell_what_a_new_alias_adds_and_takes(sample: Path) -> None:
    _git(sample, "init", "--initial-branch=main")
    _git(sample, "add", ".")
    _git(sample, "commit", "--message", "Begin")
    before = list(concordance(read_publication(sample), sample))
    place = (
        "docs/drones.md:21: airspace: “airspace” in “Monitors counted at least nine drones in the airspace of Belarus.”"
    )
    assert before == [place, "Against the glossary on main: 0 more, 0 fewer."]
    glossary = sample / "data/glossary.yml"
    text = glossary.read_text(encoding="utf-8")
    glossary.write_text(text.replace("  term: Airspace\n", "  term: Sky\n  aliases: [silent]\n"), encoding="utf-8")
    after = list(concordance(read_publication(sample), sample))
    new = "docs/drones.md:35: airspace: “silent” in “Lukashenko said that both sides had agreed to keep silent.”"
    assert after == [new, "Against the glossary on main: 1 more, 1 fewer.", f"- {place}", f"+ {new}"]


def test_terms_without_a_repository_say_so(sample: Path) -> None:
    assert list(concordance(read_publication(sample), sample))[-1].startswith("There is no branch main")
