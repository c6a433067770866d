"""The second question before an import replaces everything."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.gui.dialogs import Dialog
from desktop.gui.words import tr


class ReplaceDialog(Dialog):
    """Asks once more before everything goes."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "import-replace-all", tr("Replace everything?"), 460)
        self.add_text(
            tr(
                "Every deck and card that is not in the file goes. A backup is made first,"
                " and Undo brings it all back."
            )
        )
        self.add_button("cancel", tr("Cancel"), self.reject, primary=True).setFocus()
        self.add_button("replace", tr("Replace everything"), self.accept)
