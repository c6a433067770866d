"""Giving many notes another note type: which field and which card becomes which, and what that means."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QComboBox, QFormLayout, QScrollArea, QWidget

from desktop.gui import words
from desktop.gui.browser.bulk_dialog import BulkDialog
from desktop.gui.browser.wish import Wish
from desktop.gui.combo import Combo
from desktop.gui.labels import label
from desktop.gui.words import tr
from desktop.store.bulk.deed import Deed
from desktop.store.bulk.retyping import ChangeType, Retyped
from desktop.study.note import NoteType

if TYPE_CHECKING:
    from desktop.gui.browser.page import Browser
    from desktop.gui.main_window import MainWindow

ASIDE = -1
"""Stands for a card that none of the new ones takes over."""


class RetypeDialog(BulkDialog):
    """Asks for a note type and for where the fields and cards go."""

    name = "bulk-retype"
    of_notes = True
    across = 600

    def __init__(self, page: Browser, window: MainWindow, old: NoteType, numbers: array[int]) -> None:
        self._old = old
        self._fields: dict[str, QComboBox] = {}
        self._cards: dict[int, QComboBox] = {}
        super().__init__(page, window, numbers)

    def title(self, count: int) -> str:
        """Return the title."""
        return tr("Change the note type of {count}").format(count=self.counted(count))

    def verb(self) -> str:
        """Return what the button says."""
        return tr("Change the type")

    def build(self) -> None:
        """Add the types, and the fields and cards of the one that is chosen."""
        self.add_text(tr("They are of the type {name} now.").format(name=self._old.name))
        self._type = _combo("retype-type", tr("New note type"))
        self._types = [
            each for each in self.window_at_work.collection.writing.note_types() if each.uid != self._old.uid
        ]
        for each in self._types:
            self._type.addItem(each.name)
        self.column.addWidget(self._type)
        self._area = QScrollArea()
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setMinimumHeight(120)
        self.column.addWidget(self._area, 1)
        self._map()
        self._type.currentIndexChanged.connect(lambda _: self._choose())
        self._type.setFocus()

    def _choose(self) -> None:
        self._map()
        self.refresh()

    @property
    def _new(self) -> NoteType | None:
        at = self._type.currentIndex()
        return self._types[at] if 0 <= at < len(self._types) else None

    def _map(self) -> None:
        """Offer the old fields and cards for the new ones: first by name, then by place."""
        self._fields, self._cards = {}, {}
        inside = QWidget()
        form = QFormLayout(inside)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        if self._new is not None:
            self._map_fields(form, self._new)
            self._map_cards(form, self._new)
        self._area.setWidget(inside)

    def _map_fields(self, form: QFormLayout, new: NoteType) -> None:
        form.addRow(label(tr("Fields"), "overline"))
        free = [name for name in self._old.fields if name not in new.fields]
        for name in new.fields:
            box = self._fields[name] = _combo(f"retype-field-{name}", tr("{name} gets").format(name=name))
            box.addItem(tr("nothing"), "")
            for old in self._old.fields:
                box.addItem(old, old)
            taken = name if name in self._old.fields else free.pop(0) if free else ""
            box.setCurrentIndex(max(0, box.findData(taken)))
            box.currentIndexChanged.connect(lambda _: self.refresh())
            form.addRow(label(tr("{name} gets").format(name=name), "body", wrap=True), box)

    def _map_cards(self, form: QFormLayout, new: NoteType) -> None:
        """Offer cards where both types have their own templates, and more than one of them."""
        before, after = self._old.templates, new.templates
        if max(len(before), len(after)) < 2 or not before or not after:
            return
        form.addRow(label(tr("Cards"), "overline"))
        for at, old in self._old.arranged:
            text = tr("{name} becomes").format(name=old.name)
            box = self._cards[at] = _combo(f"retype-card-{at}", text)
            for place, each in new.arranged:
                box.addItem(each.name, place)
            box.addItem(tr("no card; it waits with its schedule"), ASIDE)
            box.setCurrentIndex(max(0, box.findData(at if at < len(after) else ASIDE)))
            box.currentIndexChanged.connect(lambda _: self.refresh())
            form.addRow(label(text, "body", wrap=True), box)

    def entered(self) -> Wish | None:
        """Return what is entered."""
        new = self._new
        if new is None:
            return None
        fields = {name: old for name, box in self._fields.items() if (old := box.currentData())}
        cards = {
            at: None if box.currentData() == ASIDE else box.currentData() for at, box in self._cards.items()
        }
        deed = ChangeType(self.numbers, new, fields, cards)
        return Wish(deed, tr("Changing the type…"), tr("Another type: {count}."))

    def look_up(self, deed: Deed) -> Any:
        """Return what would happen to texts and cards."""
        assert isinstance(deed, ChangeType)  # noqa: S101
        return self.window_at_work.collection.bulk.retyped(deed)

    def show_found(self, found: Retyped) -> None:
        """Say what would happen to texts and cards."""
        told = [
            tr("Changed: {notes}. Cards that stay with their schedules: {kept}; new ones: {made}.").format(
                notes=words.notes(found.notes), kept=f"{found.kept:,}", made=f"{found.made:,}"
            )
        ]
        if found.aside:
            told.append(tr("Set aside with their schedules: {cards}.").format(cards=words.cards(found.aside)))
        for name, count in found.lost.items():
            gone = tr("The text of {field} goes nowhere in {notes}; their earlier versions keep it.")
            told.append(gone.format(field=name, notes=words.notes(count)))
        if found.unfit:
            stay = tr("Notes that stay as they are, since nobody could answer them afterwards: {count}.")
            told.append(stay.format(count=f"{found.unfit:,}"))
        self.do_button.setEnabled(found.notes > 0)
        self.tell("\n".join(told))


def _combo(name: str, text: str) -> QComboBox:
    made = Combo()
    made.setObjectName(name)
    made.setAccessibleName(text)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(14)
    return made
