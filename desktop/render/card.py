"""One card as HTML that cannot do anything: what its templates make, cleaned."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from desktop.render import occlusion
from desktop.render.clean import clean, take_styles
from desktop.render.drawing import Drawing
from desktop.render.formula import formulas
from desktop.render.occlusion import Scene
from desktop.render.sides import sides
from desktop.study.note import Note

__all__ = ["Face", "clean", "face"]


@dataclass(frozen=True, slots=True)
class Face:
    """What a card shows, before the compiler gives it its look.

    Attributes:
        question: clean HTML.
        answer: clean HTML of what the answer adds, or of the whole card.
        below: whether the answer stands below the question, which stays; else it takes its place.
        style: style sheets of the deck, as they came; they hide things, so nothing is shown without them.
        number: of the card's template, from 1.
        drawings: of its formulas, by the keys that the HTML names them by.
        scenes: question and answer of a card whose image hides parts; the HTML says them in words.
    """

    question: str
    answer: str
    below: bool
    style: str = ""
    number: int = 1
    drawings: Mapping[str, Drawing] = field(default_factory=dict)
    scenes: tuple[Scene, ...] = ()


def face(note: Note, ordinal: int, *, deck: tuple[str, ...] = ()) -> Face:
    """Return the question and answer of one card of a note.

    Args:
        note: what the card is made of.
        ordinal: of the card.
        deck: the names of the deck the card is in, from the top.
    """
    scenes = _scenes(note, ordinal)
    if scenes:
        asked, told = (clean(occlusion.as_html(each)) for each in scenes)
        return Face(asked, told, below=False, style=note.note_type.style, number=ordinal + 1, scenes=scenes)
    made = sides(note, ordinal, deck=deck)
    question, asked = take_styles(made.question)
    answer, told = take_styles(made.answer)
    styles = [note.note_type.style, asked, "" if told == asked else told]
    style = "\n".join(each for each in styles if each.strip())
    question, asked_drawings = formulas(question)
    answer, told_drawings = formulas(answer)
    drawings = asked_drawings | told_drawings
    return Face(clean(question), clean(answer), made.below, style, ordinal + 1, drawings)


def _scenes(note: Note, ordinal: int) -> tuple[Scene, ...]:
    shown = [occlusion.scene(note.fields, ordinal, revealed) for revealed in (False, True)]
    return tuple(each for each in shown if each is not None)
