"""The note types that come with the app."""

from __future__ import annotations

from desktop.study.kinds import KINDS
from desktop.study.kinds.contract import BELOW_QUESTION, EXPLAINED
from desktop.study.note import NAMESPACE, NoteType, Template, derived

REVERSED = NoteType(
    derived(NAMESPACE, "note type reversed"),
    "Question and answer, both ways",
    "basic",
    ("Question", "Answer", "Explanation"),
    (
        Template("Forwards", "{{Question}}", BELOW_QUESTION),
        Template("Backwards", "{{Answer}}", "{{FrontSide}}<hr id=answer>{{Question}}" + EXPLAINED),
    ),
)
"""Makes a second card that asks for the question."""

OWN_TYPES = (KINDS[0].note_type, REVERSED, *(each.note_type for each in KINDS[1:]))
OWN = frozenset(each.uid for each in OWN_TYPES)
"""Their identities."""
