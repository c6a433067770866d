"""The line on Home: what is told apart, in a sentence; it leads to the page."""

from __future__ import annotations

from desktop.errors import UserError
from desktop.gui.apart import wording
from desktop.gui.faces import LEFT_TO_RIGHT, FaceButton
from desktop.gui.labels import label
from desktop.gui.words import tr
from desktop.store.collection import Collection

FEWEST = 3
"""Things asked for, so that there is something to say."""


class ApartLine(FaceButton):
    """Shows itself where there is something to say."""

    def __init__(self, collection: Collection) -> None:
        super().__init__("line", LEFT_TO_RIGHT, (12, 8, 12, 8))
        self._collection = collection
        self.setObjectName("apart-line")
        self.setToolTip(tr("Tell them apart (Ctrl+Shift+A)"))
        self.face.setSpacing(16)
        self.add(label(tr("TELL THEM APART"), "overline"))
        self._sentence = self.add(label("", "option-text", wrap=True), 1)
        self.hide()

    def refresh(self) -> None:
        """Say what is true now."""
        try:
            found = self._collection.apart.by_options()
        except UserError:  # whoever reads the decks or the cards says it
            found = ()
        says = bool(found) and found[0].asked >= FEWEST
        if says:
            self._sentence.setText(wording.readiness(found[0]))
            self.setAccessibleName(f"{tr('Tell them apart')}. {self._sentence.text()}")
        self.setVisible(says)
        self._fit(self.width())
