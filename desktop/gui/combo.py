"""A box with a list to choose from."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox


class Combo(QComboBox):
    """A combo box whose list shows all its rows, and cuts the last one nowhere."""

    def showPopup(self) -> None:
        """Show the list; Qt forgets the space inside its frame, which a style sheet sets."""
        super().showPopup()
        view = self.view()
        wanted = view.sizeHintForRow(0) * min(self.count(), self.maxVisibleItems())
        popup, short = view.parentWidget(), wanted - view.viewport().height()
        if popup is not None and short > 0:
            popup.resize(popup.width(), popup.height() + short)
