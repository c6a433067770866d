"""HTML as the text that a screen reader or a terminal gets."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from desktop.render.card import Face
from desktop.render.document import compile_card
from desktop.render.drawing import Drawing


def as_text(html: str, style: str = "", drawings: Mapping[str, Drawing] = MappingProxyType({})) -> str:
    """Return what HTML shows as plain text: one line a paragraph, no blank lines, nothing hidden."""
    return compile_card(html, style, drawings=drawings).text


def spoken(face: Face) -> tuple[str, str]:
    """Return question and answer of a card as plain text."""
    sides = (face.question, face.answer)
    question, answer = (
        compile_card(html, face.style, number=face.number, drawings=face.drawings).text for html in sides
    )
    return question, answer
