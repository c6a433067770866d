"""What belongs to the image: which areas hide, texts above and below, deck and tags."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from desktop.errors import UserError
from desktop.gui import words
from desktop.gui.card_media import CardMedia
from desktop.gui.combo import Combo
from desktop.gui.editor.choosers import DeckChooser
from desktop.gui.editor.field_box import FieldBox
from desktop.gui.editor.tags_field import TagsField
from desktop.gui.labels import label
from desktop.gui.look import Look
from desktop.gui.page import scrolled
from desktop.gui.words import tr
from desktop.render.drawn_shapes import Drawing
from desktop.render.shapes import HIDDEN_OTHERS, SHOWN_OTHERS
from desktop.store.collection import Collection


class Texts(QWidget):
    """Edits all of a note but its image."""

    mode_wanted = Signal(int)
    refused = Signal(UserError)

    def __init__(self, collection: Collection, look: Look, names: Iterable[str]) -> None:
        super().__init__()
        self._given: dict[str, str] = {}
        self.setObjectName("occlusion-texts")
        self.mode = Combo()
        self.mode.setObjectName("mode")
        self.mode.setAccessibleName(tr("What a card hides"))
        self.mode.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.mode.setPlaceholderText(tr("Each area as it is set"))
        self.mode.addItem(tr("All areas; one is asked"), HIDDEN_OTHERS)
        self.mode.addItem(tr("Only the area that is asked"), SHOWN_OTHERS)
        self.mode.activated.connect(lambda _: self.mode_wanted.emit(self.mode.currentData()))
        self.count = label("", "muted", wrap=True)
        self.count.setObjectName("occlusion-count")
        self._media = CardMedia(collection.media, self.devicePixelRatioF, lambda: 100)
        self.boxes = {
            name: FieldBox(name, look, self._media.picture, collection.add_media, pins=False)
            for name in names
        }
        self.decks = DeckChooser(collection)
        self.tags = TagsField(look, collection.writing.tags)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(2, 2, 10, 2)
        column.setSpacing(8)
        column.addWidget(label(tr("A card hides"), "overline"))
        column.addWidget(self.mode)
        column.addWidget(self.count)
        for box in self.boxes.values():
            box.refused.connect(self.refused)
            column.addWidget(box)
        column.addWidget(label(tr("Deck"), "overline"))
        column.addWidget(self.decks)
        column.addWidget(label(tr("Tags"), "overline"))
        column.addWidget(self.tags)
        column.addStretch(1)
        scrolled(inside, self)

    def show_note(self, fields: Mapping[str, str], tags: tuple[str, ...], deck: int | None) -> None:
        """Show the texts of a note."""
        self._given = {name: fields.get(name, "") for name in self.boxes}
        for name, box in self.boxes.items():
            box.show_html(self._given[name])
        self.tags.show_tags(tags)
        if deck is not None:
            self.decks.choose(deck)

    def show_drawing(self, drawing: Drawing) -> None:
        """Say how many cards there are, and what they hide."""
        self.mode.setCurrentIndex(self.mode.findData(drawing.mode) if not drawing.is_mixed else -1)
        told = tr("This makes {cards}.").format(cards=words.cards(len(drawing.numbers)))
        others = sum(each.area is None for each in drawing.items)
        if others:
            told += " " + tr("Shapes that cannot be drawn here and stay as they are: {count}.").format(
                count=others
            )
        self.count.setText(told)

    @property
    def fields(self) -> dict[str, str]:
        """The fields that were changed."""
        return {name: box.html for name, box in self.boxes.items() if box.html != self._given.get(name, "")}
