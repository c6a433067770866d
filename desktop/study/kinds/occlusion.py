"""An image with hidden areas, one card a number."""

from __future__ import annotations

import re
from collections.abc import Mapping

from desktop.study import cloze
from desktop.study.kinds.contract import Fault, Kind, built_in
from desktop.study.note import NoteType

MARK = "image-occlusion:"
SHAPE = re.compile(rf"(?:\s|&nbsp;|<[^<>]*>)*{MARK}")
HEADER = "{{#Header}}<div>{{Header}}</div>{{/Header}}"
PICTURE = "{{cloze:Occlusion}} {{Image}}"
BELOW = (
    "{{#Back Extra}}<div>{{Back Extra}}</div>{{/Back Extra}}{{#Comments}}<div>{{Comments}}</div>{{/Comments}}"
)


def is_shape(body: str) -> bool:
    """Return whether what stands in a gap is a shape on an image."""
    return SHAPE.match(body) is not None


class Occlusion(Kind):
    """The card of number n (its ordinal plus one) asks for the shapes of that number.

    The fields are those of Anki's kind of the same name. Field *Occlusion* holds one gap a shape.
    """

    key = "occlusion"
    needs = ("Occlusion", "Image", "Header", "Back Extra", "Comments")
    text_decides = True
    note_type = built_in(
        "occlusion",
        "Image with hidden areas",
        ("Occlusion", "Image", "Header", "Back Extra", "Comments"),
        HEADER + PICTURE,
        HEADER + PICTURE + BELOW,
    )

    def ordinals(self, note_type: NoteType, fields: Mapping[str, str]) -> tuple[int, ...]:
        """Return one card for every number that a shape bears, whichever field it stands in."""
        found = {
            number
            for html in fields.values()
            if MARK in html
            for gap in cloze.gaps(html)
            if is_shape(gap.body)
            for number in gap.numbers
            if number > 0
        }
        return tuple(number - 1 for number in sorted(found))

    def fault(self, note_type: NoteType, fields: Mapping[str, str]) -> Fault | None:
        """Return that no area is hidden."""
        if self.ordinals(note_type, fields):
            return None
        return Fault(note_type.fields[0], "The image has no hidden area.")
