"""The cards of the corpus, each once, with the style sheet of its note type and its pictures."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from desktop.render.card import Face, face
from desktop.render.document import compile_card
from desktop.render.sides import Sides, sides
from tests.render.test_corpus import PACKAGES, REAL, cards

PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg")


@dataclass(frozen=True)
class Case:
    """A card as its deck has it and as we clean it.

    Attributes:
        question: raw HTML.
        answer: raw HTML of the whole answer, question included.
    """

    package: Path
    style: str
    number: int
    question: str
    answer: str
    face: Face

    @property
    def name(self) -> str:
        return f"{self.package.parent.name}/{self.package.name}"


def cases() -> list[Case]:
    """Return the cards of the corpus, those with the same two sides once."""
    found: dict[tuple[str, int, str, str], Case] = {}
    older_first = sorted(PACKAGES, key=lambda path: not path.name.startswith("legacy-media"))
    for path in [*older_first, *REAL]:
        for each in _cases(path):
            found.setdefault((each.style, each.number, each.question, each.answer), each)
    return list(found.values())


def _cases(path: Path) -> Iterator[Case]:
    for each in cards(path):
        made = sides(each.note, each.ordinal, deck=each.deck)
        shown = face(each.note, each.ordinal, deck=each.deck)
        yield Case(path, each.note.note_type.style, each.ordinal + 1, made.question, _whole(made), shown)


def _whole(made: Sides) -> str:
    return f'{made.question}\n<hr id="answer">\n{made.answer}' if made.below else made.answer


def texts(case: Case) -> tuple[str, str]:
    """Return what we say of a card's question and of its whole answer, formulas as their source."""
    shown = case.face
    drawings = {key: replace(each, alt=each.source or each.alt) for key, each in shown.drawings.items()}
    question, answer = (
        compile_card(html, shown.style, number=shown.number, drawings=drawings).text
        for html in (shown.question, shown.answer)
    )
    return question, f"{question}\n{answer}" if shown.below else answer


def media(path: Path, into: Path) -> dict[str, Path]:
    """Unpack the pictures of a package; those of newer packages, which are compressed, are left out."""
    found: dict[str, Path] = {}
    if not zipfile.is_zipfile(path):
        return found
    into.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path) as package:
        names = set(package.namelist())
        if "media" not in names or "collection.anki21b" in names:
            return found
        for member, name in json.loads(package.read("media")).items():
            if member in names and Path(name).name == name and name.lower().endswith(PICTURES):
                found[name] = into / name
                found[name].write_bytes(package.read(member))
    return found
