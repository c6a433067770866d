"""Cards to draw: a set of our own, and those of the corpus where one lies beside the checkout."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from desktop.render.card import Face, face
from desktop.study.kinds import kind
from desktop.study.note import Note, derived
from tests.fidelity.faces import cases, media
from tests.render.hard_cards import HARD_CARDS

MOST = 300
"""Cards of the corpus that are drawn, spread evenly over it."""
FORMULA = r"Solve \(x^2 + {number}x = \frac{{{number}}}{{\sqrt{{{number} + y}}}}\) for \(x\)."

Find = Callable[[str], Path | None]


def own() -> tuple[list[Face], Find]:
    """Return cards that are hard to draw, with formulas among them."""
    hard = [Face(html, html, True, style) for html, style, _ in HARD_CARDS.values()]
    return [*hard, *(numbered(number) for number in range(10))], lambda name: None


def corpus() -> tuple[list[Face], Find]:
    """Return cards of real decks and what finds their pictures; nothing where there is no corpus."""
    found = cases()
    found = found[:: max(1, len(found) // MOST)]
    place = tempfile.TemporaryDirectory()
    files: dict[str, Path] = {}
    for package in sorted({each.package for each in found}):
        files |= media(package, Path(place.name) / package.name)

    def find(name: str, _keep: object = place) -> Path | None:
        return files.get(name)

    return [each.face for each in found], find


def numbered(number: int, picture: str = "") -> Face:
    """Return a card that no other number has: formulas in it, and a picture where one is named."""
    fields = {
        "Question": FORMULA.format(number=number) + (f"<br><img src='{picture}'>" if picture else ""),
        "Answer": rf"\[x_{{{number}}} = {number} \cdot \sum_{{k=0}}^{{{number}}} k^2\] by formula {number}.",
        "Explanation": f"Number <b>{number}</b> of a thousand.",
    }
    return face(Note(derived(UUID(int=7), str(number)), kind("basic").note_type, fields), 0)
