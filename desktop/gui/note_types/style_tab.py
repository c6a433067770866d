"""The style sheet of a note type, and how strictly typed answers are compared."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from desktop.gui.labels import label
from desktop.gui.look import Look
from desktop.gui.note_types.colouring import StyleColouring
from desktop.gui.note_types.source_edit import SourceEdit
from desktop.gui.theme import NORMAL
from desktop.gui.words import tr
from desktop.study.type_draft import TypeDraft


class StyleTab(QWidget):
    """Edits the style of a draft."""

    changed = Signal(TypeDraft)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._draft: TypeDraft | None = None
        self.source = SourceEdit("style", tr("Style"))
        self.source.textChanged.connect(self._edit)
        self._colours = StyleColouring(self.source.document())
        self.strict = QCheckBox(tr("Typed answers: case, accents and punctuation count"))
        self.strict.setObjectName("strict")
        self.strict.setAccessibleName(self.strict.text())
        self.strict.clicked.connect(lambda _: self._edit())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(8)
        told = tr("CSS that all cards of this type share. What a card cannot use is passed over.")
        column.addWidget(label(told, "muted", wrap=True))
        column.addWidget(self.source, 1)
        column.addWidget(self.strict)
        look.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        self.source.dress(self._look.px(NORMAL - 1))
        self._colours.recolour(self._look.theme)

    def show_draft(self, draft: TypeDraft) -> None:
        """Show the style of a draft."""
        self._draft = draft
        self.source.show_source(draft.style)
        self.strict.setChecked(draft.strict)

    def _edit(self) -> None:
        if self._draft is None:
            return
        draft = replace(self._draft, style=self.source.toPlainText(), strict=self.strict.isChecked())
        if draft != self._draft:
            self._draft = draft
            self.changed.emit(draft)
