"""Pictures and sounds: how large, where used, which of them nobody needs, and which are missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
)

from desktop.errors import UserError
from desktop.gui.back_button import heading
from desktop.gui.history.rows import Rows
from desktop.gui.labels import Button, label
from desktop.gui.media_page.model import ALL, DELETED, MISSING, UNUSED, WIDTHS, MediaTable, size_text
from desktop.gui.media_page.preview import MediaPreview
from desktop.gui.pages import Page, browse
from desktop.gui.words import tr
from desktop.store.changes import Changes
from desktop.store.media_use import MediaFile, MediaReport

if TYPE_CHECKING:
    from desktop.gui.main_window import MainWindow

TITLES = {ALL: "All", UNUSED: "Unused", MISSING: "Missing", DELETED: "Deleted"}
EMPTY = {
    ALL: "There are no pictures and no sounds yet. They come with decks, or into a note that you write.",
    UNUSED: "Every picture and sound is used.",
    MISSING: "Nothing is missing.",
    DELETED: "Nothing was deleted.",
}


class MediaPage(Page):
    """Lists all pictures and sounds. Who uses them is counted beside the window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self._window = window
        self._use = window.collection.media_use
        self._asides = window.jobs.beside()
        self._is_busy = self._is_reading = False
        self.setObjectName("media")
        self.setAccessibleName(tr("Pictures and sounds"))
        self.model = MediaTable()
        self._told = label(tr("Counting who uses them…"), "headline", wrap=True)
        self._told.setObjectName("media-told")
        self.table = Rows(window.look, "media-table", tr("Pictures and sounds"), WIDTHS, "")
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.setModel(self.model)
        self.table.watch()
        head = self.table.horizontalHeader()
        head.setSectionsClickable(True)
        head.sectionClicked.connect(self._sort)
        settings = window.settings
        self.preview = MediaPreview(window.look, window.collection.media, lambda: settings.sound_speed)
        self.preview.told.connect(window.notices.tell)
        self.preview.browse_wanted.connect(self._browse)
        self.preview.delete_wanted.connect(self._delete)
        self.preview.restore_wanted.connect(self._restore)
        self.table.entered.connect(self._browse)
        self.table.chosen.connect(self._show_chosen)
        self._build()

    def _build(self) -> None:
        self._kinds = QButtonGroup(self)
        self._kinds.setExclusive(True)
        row = QHBoxLayout()
        row.setSpacing(8)
        for at, kind in enumerate(TITLES):
            made = Button(tr(TITLES[kind]))
            made.setObjectName(f"media-{kind}")
            made.setAccessibleName(made.text())
            made.setProperty("role", "side")
            made.setCheckable(True)
            self._kinds.addButton(made, at)
            row.addWidget(made)
        self._kinds.button(0).setChecked(True)
        self._kinds.idClicked.connect(self._turn)
        row.addStretch(1)
        self.search = QLineEdit()
        self.search.setObjectName("media-search")
        self.search.setAccessibleName(tr("Part of a name"))
        self.search.setPlaceholderText(tr("Part of a name"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._look_for)
        row.addWidget(self.search, 1)
        frame = QFrame()
        frame.setProperty("role", "surface")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(1, 4, 1, 4)
        inside.addWidget(self.table)
        both = QHBoxLayout()
        both.setSpacing(12)
        both.addWidget(frame, 1)
        both.addWidget(self.preview)
        self.sweep = Button(tr("Delete all unused"))
        self.sweep.setObjectName("media-sweep")
        self.sweep.setAccessibleName(self.sweep.text())
        self.sweep.clicked.connect(lambda _=False: self._delete_unused())
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 24, 32, 20)
        column.setSpacing(12)
        column.addLayout(
            heading(self._window.look, "media", tr("Pictures and sounds"), self._window.show_home)
        )
        column.addWidget(self._told)
        column.addLayout(row)
        column.addLayout(both, 1)
        column.addWidget(self.sweep, 0, Qt.AlignmentFlag.AlignLeft)
        self.preview.hide()
        self.sweep.hide()

    # ------------------------------------------------------------------ showing

    def come(self) -> None:
        """Look again, and give the keys to the table."""
        self._read()
        self.table.setFocus()

    def show_changes(self, changes: Changes) -> None:
        """Look again."""
        self._read()

    def _read(self) -> None:
        if not self._is_reading:
            self._is_reading = True
            self._asides.run(self._use.report, self._show, self._refuse_reading)

    def _refuse_reading(self, error: UserError) -> None:
        self._is_reading = False
        self._window.notices.refuse(error)

    def _show(self, report: MediaReport) -> None:
        self._is_reading = False
        kept = {each.name for each in self._chosen()}
        self.model.take(report.files)
        count, unused, missing = (self.model.count(kind) for kind in (ALL, UNUSED, MISSING))
        parts = [tr("{count} files, {size}").format(count=f"{count:,}", size=size_text(report.size))]
        if unused:
            size = size_text(self.model.size(UNUSED))
            parts.append(tr("{count} unused ({size})").format(count=f"{unused:,}", size=size))
        if missing:
            parts.append(tr("{count} missing").format(count=f"{missing:,}"))
        self._told.setText(" · ".join(parts))
        for at, kind in enumerate(TITLES):
            text = f"{tr(TITLES[kind])}  {self.model.count(kind):,}"
            self._kinds.button(at).setText(text)
            self._kinds.button(at).setAccessibleName(text)
        self._refill(kept)

    def _refill(self, kept: set[str]) -> None:
        """Show what is shown now, with those selected that were."""
        files = self.model.files
        said = tr("No name holds this.") if self.model.words else tr(EMPTY[self.model.kind])
        self.table.empty.setText(said)
        self.table.empty.setVisible(not files)
        self.sweep.setVisible(self.model.kind == UNUSED and bool(files))
        row = next((at for at, each in enumerate(files) if each.name in kept), 0)
        if files:
            self.table.selectRow(row)
        self._show_chosen()

    def _turn(self, at: int) -> None:
        self.model.kind = list(TITLES)[at]
        self.model.show_files()
        self._refill(set())

    def _look_for(self, words: str) -> None:
        self.model.words = words
        self.model.show_files()
        self._refill(set())

    def _sort(self, column: int) -> None:
        kept = {each.name for each in self._chosen()}
        self.model.falls = not self.model.falls if column == self.model.order else column > 0
        self.model.order = column
        self.model.show_files()
        self._refill(kept)

    def _chosen(self) -> list[MediaFile]:
        return [self.model.files[row] for row in self.table.chosen_rows]

    def _show_chosen(self) -> None:
        chosen = self._chosen()
        self.preview.show_file(chosen[0] if chosen else None, len(chosen))

    # ------------------------------------------------------------------ deeds

    def _browse(self) -> None:
        numbers = dict.fromkeys(number for each in self._chosen() for number in each.notes)
        if numbers:
            browse(self._window, "nid:" + ",".join(map(str, list(numbers)[:200])))

    def _delete_unused(self) -> None:
        self._carry_out(self.model.files, delete=True)

    def _delete(self) -> None:
        chosen = self._chosen()
        unused = [each for each in chosen if each.is_unused]
        if chosen and not unused:
            self._window.notices.tell(tr("Only what nobody uses can be deleted."))
        self._carry_out(unused, delete=True)

    def _restore(self) -> None:
        self._carry_out([each for each in self._chosen() if each.deleted_ms], delete=False)

    def _carry_out(self, files: list[MediaFile], *, delete: bool) -> None:
        window = self._window
        names = [each.name for each in files]
        if not names or self._is_busy or not window.errands.may("delete"):
            return
        self._is_busy = True
        deed = self._use.delete if delete else self._use.restore
        template = tr("Deleted: {what}.") if delete else tr("Restored: {what}.")
        what = names[0] if len(names) == 1 else tr("{count} files").format(count=f"{len(names):,}")

        def tell(changes: Changes) -> None:
            self._is_busy = False
            window.apply(changes)
            window.notices.tell(template.format(what=what), tr("Undo"), window.undo)

        def refuse(error: UserError) -> None:
            self._is_busy = False
            window.notices.refuse(error)

        window.jobs.run(lambda: deed(names), tell, refuse)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete deletes what is selected; Ctrl+F goes to the search."""
        if event.key() == Qt.Key.Key_Delete and not event.isAutoRepeat():
            self._delete()
        elif event.matches(QKeySequence.StandardKey.Find):
            self.search.setFocus()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop what is heard."""
        self.preview.forget()
        super().hideEvent(event)
