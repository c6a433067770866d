"""Editing the text of a note in place. Its cards keep their schedules."""

from __future__ import annotations

from html import unescape

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desktop.gui.dialogs import Dialog
from desktop.gui.labels import label
from desktop.gui.words import tr
from desktop.study.findings import Findings
from desktop.study.kinds import kind
from desktop.study.note import Note, as_html


def editable(html: str) -> tuple[str, bool]:
    """Return a field as text to edit, and whether that is plain text (else it is HTML source)."""
    lines = [unescape(line.replace("<br>", "\n")) for line in html.split("\n")]
    text = "\n".join(lines)
    return (text, True) if stored(text, html, plain=True) == html else (html, False)


def stored(text: str, before: str, *, plain: bool) -> str:
    """Return edited text as the field stores it; a field of several lines stays one."""
    if not plain:
        return text
    if "\n" in before and "<br>" not in before:
        return "\n".join(as_html(line) for line in text.splitlines() if line.strip())
    return as_html(text)


class EditDialog(Dialog):
    """One box a field."""

    def __init__(self, parent: QWidget | None, note: Note) -> None:
        super().__init__(parent, "edit-note", tr("Edit"), 620)
        self._note = note
        self._boxes: dict[str, tuple[QPlainTextEdit, bool]] = {}
        for name in note.note_type.fields:
            text, plain = editable(note.fields.get(name, ""))
            box = QPlainTextEdit(text)
            box.setObjectName(f"field-{name}")
            box.setAccessibleName(name)
            box.setTabChangesFocus(True)
            box.setMinimumHeight(44)
            box.setMaximumHeight(140)
            self._boxes[name] = (box, plain)
            self.column.addWidget(label(name, "overline"))
            self.column.addWidget(box)
        findings = Findings()
        findings.look_at_type(note.note_type)
        for each in findings.warnings:
            self.add_text(each, "muted")
        self._fault = label("", "body", wrap=True)
        self._fault.setObjectName("fault")
        self._fault.setProperty("tone", "again")
        self._fault.hide()
        self.column.addWidget(self._fault)
        self.add_button("cancel", tr("Cancel"), self.reject)
        self.add_button("save", tr("Save"), self.accept, primary=True)
        next(iter(self._boxes.values()))[0].setFocus()

    def accept(self) -> None:
        """Close the dialog, unless nobody could answer the note: then say why and keep what is typed."""
        note_type, texts = self._note.note_type, self.texts
        changed = any(text != self._note.fields.get(name, "") for name, text in texts.items())
        fault = kind(note_type.kind).fault(note_type, texts) if changed else None
        if fault is None:
            super().accept()
            return
        self._fault.setText(tr(fault.text))
        self._fault.show()
        self.fit()
        for name, (box, _) in self._boxes.items():
            box.setAccessibleDescription(self._fault.text() if name == fault.field else "")
        self._boxes[fault.field][0].setFocus()

    @property
    def texts(self) -> dict[str, str]:
        """The fields as they are to be stored."""
        return {
            name: stored(box.toPlainText(), self._note.fields.get(name, ""), plain=plain)
            for name, (box, plain) in self._boxes.items()
        }
