"""The earlier versions of a note: what it said, since when, and saying it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QListWidget, QPlainTextEdit

from desktop.errors import UserError
from desktop.gui import words
from desktop.gui.dialogs import Dialog
from desktop.gui.history import wording
from desktop.gui.words import tr
from desktop.render.plain import as_text
from desktop.store.past.versions import Version

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from desktop.gui.main_window import MainWindow
    from desktop.study.calendar import Moment

ROWS = 5


class VersionsDialog(Dialog):
    """Lets somebody choose a version.

    Args:
        parent: it lies above.
        versions: of the note, the latest first.
        now: the present moment.
    """

    def __init__(self, parent: QWidget | None, versions: Sequence[Version], now: Moment) -> None:
        super().__init__(parent, "versions", tr("Earlier versions"), 620)
        self._versions = versions
        if len(versions) < 2:
            self.add_text(tr("This note was never changed: it has no earlier version."))
        self._list = QListWidget()
        self._list.setObjectName("versions-list")
        self._list.setAccessibleName(tr("Versions, the latest first"))
        self._list.setProperty("role", "surface")
        self._list.addItems([_title(each, now) for each in versions])
        self._list.setFixedHeight(self._list.sizeHintForRow(0) * min(ROWS, len(versions)) + 2 * ROWS + 2)
        self._text = QPlainTextEdit()
        self._text.setObjectName("versions-text")
        self._text.setAccessibleName(tr("What it said"))
        self._text.setReadOnly(True)
        self._text.setTabChangesFocus(True)
        self.column.addWidget(self._list)
        self.column.addWidget(self._text, 1)
        self.add_button("close", tr("Close"), self.reject)
        self._restore = self.add_button("restore", tr("Let it say this again"), self.accept, primary=True)
        self._list.currentRowChanged.connect(lambda _: self._show())
        self._list.setCurrentRow(min(1, len(versions) - 1))
        self._list.setFocus()

    @property
    def version(self) -> Version:
        """The version at hand."""
        return self._versions[max(0, self._list.currentRow())]

    def _show(self) -> None:
        fields = self.version.fields.items()
        said = [f"{name}: {as_text(html)}" for name, html in fields if html.strip()]
        self._text.setPlainText("\n\n".join(said))
        self._restore.setEnabled(not self.version.is_present)


def open_versions(window: MainWindow, note: int) -> None:
    """Show the versions of a note, and let it say again what is chosen. Undoable."""
    past = window.collection.past
    dialog = VersionsDialog(window, past.versions(note), window.collection.clock())
    if dialog.run() and window.errands.may("edit"):
        try:
            window.apply(past.bring_back(note, dialog.version))
        except UserError as error:
            window.notices.refuse(error)
        else:
            window.notices.tell(tr("It says again what it said."), tr("Undo"), window.undo)
    window.refocus()


def _title(version: Version, now: Moment) -> str:
    when = wording.when(version.since_ms, version.since_ms, now)
    if version.is_present:
        return tr("{when}, as it is now").format(when=when)
    if version.kind:
        return tr("{when}, after: {action}").format(when=when, action=words.action_name(version.kind, ""))
    return tr("{when}, as it came").format(when=when)
