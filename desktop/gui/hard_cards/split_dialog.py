"""Making a second note from one that asks too much: a copy to be cut down, while the first stays as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.errors import UserError
from desktop.gui.editor.dialog import EditDialog
from desktop.gui.labels import label
from desktop.gui.words import tr
from desktop.study.note import Note

if TYPE_CHECKING:
    from desktop.gui.main_window import MainWindow


class SplitDialog(EditDialog):
    """Edits a copy; nothing is added unless something was changed."""

    def __init__(self, window: MainWindow, number: int, note: Note) -> None:
        super().__init__(window, window.collection, window.settings, window.look, window.jobs, number, note)
        self.setObjectName("split-note")
        self.setWindowTitle(tr("Split"))
        self.heading.setText(tr("Split: the new note"))
        said = label(
            tr(
                "A card that is forgotten again and again often asks two things at once. This is a copy: cut"
                " it down to one of them. The first card stays as it is until you change it yourself."
            ),
            "muted",
            wrap=True,
        )
        said.setObjectName("split-advice")
        self.column.insertWidget(0, said)
        self.done_button.setText(tr("Add the new note"))
        self.done_button.setAccessibleName(self.done_button.text())
        self.discard_button.setText(tr("Cancel"))
        self.discard_button.setAccessibleName(self.discard_button.text())

    @property
    def is_changed(self) -> bool:
        """Whether the new note says something else than the first one."""
        return bool(self.fields)

    def accept(self) -> None:
        """Add the note, unless it would ask the same once more."""
        if self.is_changed:
            super().accept()
        else:
            self.form.refuse(UserError(tr("This would be the same card twice. Change something first.")))

    def reject(self) -> None:
        """Leave by Esc: what was typed is not lost, a mere copy is not kept."""
        if self.is_changed:
            self.accept()
        else:
            self.discard()
