"""The fields of a note, one below the other; those of a choice have a form of their own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.errors import UserError
from desktop.gui.card_text import FindPicture
from desktop.gui.editor.field_box import FieldBox
from desktop.gui.editor.media_in import Keep
from desktop.gui.editor.options_form import BOTH_SIDES, OptionsForm, are_sides, fits
from desktop.gui.editor.rich_text import RichText
from desktop.gui.labels import Button
from desktop.gui.look import Look
from desktop.gui.words import tr
from desktop.study import cloze
from desktop.study.kinds import kind
from desktop.study.kinds.choice import ANSWER, OPTIONS
from desktop.study.note import NoteType

AT_ONCE = 12
"""Fields that are shown; the rest is asked for, and fields that say something are made first."""
SPACED = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)|<pre\b", re.IGNORECASE)


class Fields(QWidget):
    """Edits the texts of a note.

    Args:
        look: theme and text size.
        find: returns a picture of the deck.
        keep: keeps a picture or sound.
        pins: whether fields can be pinned.
    """

    edited = Signal()
    came = Signal()
    """The keyboard came to another field."""
    commanded = Signal(str)
    refused = Signal(UserError)
    pinned = Signal()

    def __init__(self, look: Look, find: FindPicture, keep: Keep, *, pins: bool) -> None:
        super().__init__()
        self._look = look
        self._find = find
        self._keep = keep
        self._pins = pins
        self.note_type: NoteType | None = None
        self._texts: dict[str, str] = {}
        self.boxes: dict[str, FieldBox] = {}
        self.options: OptionsForm | None = None
        self._current: FieldBox | RichText | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)
        self._more = Button()
        self._more.setObjectName("more-fields")
        self._more.clicked.connect(lambda _=False: self._make_more())
        self._column.addWidget(self._more)
        self._column.addStretch(1)

    # ------------------------------------------------------------------ what it holds

    @property
    def texts(self) -> dict[str, str]:
        """The fields as they are to be stored."""
        found = dict(self._texts)
        found |= {name: box.html for name, box in self.boxes.items()}
        return found | (self.options.texts if self.options else {})

    @property
    def first(self) -> str:
        """The first field."""
        name = self.note_type.fields[0] if self.note_type and self.note_type.fields else ""
        return self.boxes[name].html if name in self.boxes else self._texts.get(name, "")

    @property
    def typed(self) -> dict[str, str]:
        """The fields that somebody wrote: not the options that the two sides are."""
        found = self.texts
        if self.options and self.options.is_sides:
            del found[OPTIONS]
        return found

    def show_note(self, note_type: NoteType, texts: Mapping[str, str], *, sides: bool = False) -> None:
        """Show the fields of a note.

        Args:
            note_type: of the note.
            texts: HTML by field name.
            sides: whether a choice without options yet is one between the two sides.
        """
        known = {name: texts.get(name, "") for name in note_type.fields}
        form = self._form_of(note_type, known, sides)
        if self.note_type != note_type or form != self._form:
            self._clear()
            self.note_type = note_type
            self._texts = known
            self._make(form)
        self._texts = known
        for name, box in self.boxes.items():
            box.show_html(known[name])
        if self.options:
            self.options.show_texts(known[OPTIONS], known[ANSWER])
        self._offer_more()

    @property
    def _form(self) -> str:
        return "" if self.options is None else "sides" if self.options.is_sides else "options"

    def _form_of(self, note_type: NoteType, texts: Mapping[str, str], sides: bool) -> str:
        """Return which form the options of a choice have; empty where they are fields like others."""
        if note_type.kind != "choice" or not {OPTIONS, ANSWER} <= set(note_type.fields):
            return ""
        options, answer = texts[OPTIONS], texts[ANSWER]
        if (sides and not options.strip()) or (are_sides(options) and answer in ("", *BOTH_SIDES)):
            return "sides"
        return "options" if fits(options, answer) else ""

    # ------------------------------------------------------------------ making boxes

    def _clear(self) -> None:
        for widget in [*self.boxes.values(), *([self.options] if self.options else [])]:
            self._column.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self.boxes = {}
        self.options = None
        self._current = None

    def _make(self, form: str) -> None:
        """Make the first boxes, and one for each field that says something beyond."""
        assert self.note_type is not None  # noqa: S101
        for at, name in enumerate(self.note_type.fields):
            if form and name == OPTIONS:
                self._make_options(sides=form == "sides")
            elif not (form and name == ANSWER) and at < AT_ONCE:
                self._box(name)

    def _make_options(self, *, sides: bool) -> None:
        self.options = OptionsForm(self._look, self._find, self._keep, sides=sides)
        self.options.edited.connect(self.edited)
        self.options.refused.connect(self.refused)
        self.options.came.connect(self._came_to)
        self._insert(self.options)

    def _box(self, name: str) -> FieldBox:
        assert self.note_type is not None  # noqa: S101
        listed = name in kind(self.note_type.kind).lists
        box = FieldBox(
            name,
            self._look,
            self._find,
            self._keep,
            listed=listed,
            pins=self._pins,
            spaced=shows_spaces(self.note_type),
        )
        box.edited.connect(self.edited)
        box.refused.connect(self.refused)
        box.commanded.connect(self.commanded)
        box.came.connect(lambda: self._came_to(box))
        box.rich.placed.connect(lambda: self._moved_in(box.rich))
        box.pin.toggled.connect(lambda _: self.pinned.emit())
        self.boxes[name] = box
        self._insert(box)
        return box

    def _insert(self, widget: QWidget) -> None:
        self._column.insertWidget(self._column.count() - 2, widget)
        widget.show()  # at once, so that it can have the keyboard

    def _rest(self) -> list[str]:
        """Return the fields that have no box yet."""
        if self.note_type is None:
            return []
        own = {OPTIONS, ANSWER} if self.options else set()
        return [name for name in self.note_type.fields if name not in self.boxes and name not in own]

    def _make_more(self) -> None:
        made = [self._box(name) for name in self._rest()[:AT_ONCE]]
        for box in made:
            box.show_html(self._texts[box.name])
        self._offer_more()
        if made:
            made[0].setFocus()

    def _offer_more(self) -> None:
        rest = self._rest()
        full = sum(1 for name in rest if self._texts[name])
        text = tr("Show more of the {count} other fields, {full} of them with text")
        self._more.setText(text.format(count=len(rest), full=full))
        self._more.setAccessibleName(self._more.text())
        self._more.setVisible(bool(rest))

    # ------------------------------------------------------------------ the keyboard

    def _came_to(self, widget: FieldBox | RichText) -> None:
        self._current = widget
        self.came.emit()

    def _moved_in(self, text: RichText) -> None:
        if text is self.current:
            self.came.emit()

    @property
    def current(self) -> RichText | None:
        """The text that has, or had last, the keyboard; None where that is a source."""
        if isinstance(self._current, FieldBox):
            return None if self._current.is_source else self._current.rich
        return self._current

    @property
    def current_box(self) -> FieldBox | None:
        """The field that has, or had last, the keyboard; None where that is an option."""
        return self._current if isinstance(self._current, FieldBox) else None

    def focus_first(self) -> None:
        """Give the keyboard to the first field."""
        first = next(iter(self.boxes.values()), None)
        if first is not None:
            first.setFocus()

    def focus_field(self, name: str) -> None:
        """Give the keyboard to a field, which is made where it has no box yet."""
        if self.options and name in (OPTIONS, ANSWER):
            self.options.focus_fault()
            return
        while name not in self.boxes and name in self._rest():
            self._make_more()
        if name in self.boxes:
            self.boxes[name].setFocus()

    def in_order(self) -> list[QWidget]:
        """Return what the keyboard can come to, in the order that it is seen in."""
        found: list[QWidget] = []
        for name in self.note_type.fields if self.note_type else ():
            if name in self.boxes:
                box = self.boxes[name]
                found += [box.rich, *([box.source] if box.source else [])]
            elif self.options and name == OPTIONS:
                found += self.options.in_order()
        return [*found, self._more]

    def describe(self, field: str, text: str) -> None:
        """Let a screen reader say of a field what is wrong with it, and of the others nothing."""
        for name, box in self.boxes.items():
            focused = box.focusProxy()
            if focused is not None:
                focused.setAccessibleDescription(text if name == field else "")

    def numbers(self) -> tuple[int, ...]:
        """Return the numbers of all gaps."""
        return tuple(number for text in self.texts.values() for number in cloze.numbers(text))

    def is_composing(self) -> bool:
        """Return whether an input method has not ended its word yet."""
        return any(box.is_composing() for box in self.boxes.values())

    def pinned_names(self) -> Iterator[str]:
        """Yield the names of the fields that are pinned."""
        return (name for name, box in self.boxes.items() if box.pin.isChecked())

    def pin(self, names: Callable[[str], bool]) -> None:
        """Pin fields, and unpin the others."""
        for name, box in self.boxes.items():
            box.pin.setChecked(names(name))


def shows_spaces(note_type: NoteType) -> bool:
    """Return whether cards of a type may show line breaks and spaces as they stand in a field."""
    sheets = [
        note_type.style,
        *(side for each in note_type.templates for side in (each.question, each.answer)),
    ]
    return any(SPACED.search(sheet) for sheet in sheets)


def moved(texts: Mapping[str, str], fields: Iterable[str]) -> dict[str, str]:
    """Return texts for other fields: by name, and what is left over by place.

    Nothing is lost: what finds no place follows the last field that has text.
    """
    names = list(fields)
    made = {name: texts[name] for name in names if name in texts}
    left = [text for name, text in texts.items() if name not in made and text]
    for name in names:
        if not made.get(name) and left:
            made[name] = left.pop(0)
    made = {name: made.get(name, "") for name in names}
    if left and names:
        made[names[-1]] = "<br>".join([each for each in (made[names[-1]], *left) if each])
    return made
