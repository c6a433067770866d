"""Hiding parts of an image: a picture is chosen, areas are drawn on it, each makes a card."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.errors import UserError
from desktop.gui.dialogs import Dialog
from desktop.gui.editor.media_in import PICTURES
from desktop.gui.labels import label
from desktop.gui.look import Look
from desktop.gui.occlusion_editor import picture as pictures
from desktop.gui.occlusion_editor.asking import DiscardDialog, LabelDialog
from desktop.gui.occlusion_editor.canvas import Canvas
from desktop.gui.occlusion_editor.picture import Picture
from desktop.gui.occlusion_editor.texts import Texts
from desktop.gui.occlusion_editor.tool_bar import ToolBar
from desktop.gui.study_bars import tool_button
from desktop.gui.words import tr
from desktop.render.drawn_shapes import Drawing
from desktop.render.occlusion import fields_of, image_name
from desktop.render.shapes import Text
from desktop.study.kinds import kind
from desktop.study.note import Note

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.store.collection import Collection

WIDE, TALL = 1180, 720
"""Size in pixels at 100 %."""
ROOM_FOR_TEXTS = 720
"""Width in pixels at 100 % from which the texts stand beside the image."""


WIDEST_TEXTS = 360
UNBOUNDED = 16_777_215


class OcclusionDialog(Dialog):
    """Draws on the image of one note.

    Args:
        parent: the window.
        collection: keeps the picture.
        look: theme and text size.
        note: to be edited, or a new one without texts.
        deck: row number of its deck; None = none is chosen.
        adding: whether it is new.

    Raises:
        UserError: the note has no field for shapes.
    """

    def __init__(
        self,
        parent: QWidget | None,
        collection: Collection,
        look: Look,
        note: Note,
        deck: int | None,
        *,
        adding: bool,
    ) -> None:
        title = tr("Cover parts of an image")
        super().__init__(parent, "occlusion-editor", title, WIDE)
        names = fields_of(note.fields)
        if names is None:
            raise UserError(tr("This note has no field for areas on an image."))
        self._shapes, self._image = names
        self._collection = collection
        self._look = look
        self._note = note
        self._deck = deck
        self._adding = adding
        self._picture: Picture | None = None
        self._tag = ""
        self._wants_texts: bool | None = None
        self.canvas = Canvas(look)
        self.texts = Texts(collection, look, [name for name in note.fields if name not in names])
        self.tools = ToolBar(look, self.canvas)
        self._fault = label("", "body", wrap=True)
        self._fault.setObjectName("fault")
        self._fault.setProperty("tone", "again")
        self._fault.hide()
        self._build()
        self.canvas.changed.connect(self._show_count)
        self.canvas.label_wanted.connect(self._write_label)
        self.texts.mode_wanted.connect(lambda mode: self.canvas.step(self.canvas.drawing.with_mode(mode)))
        self.texts.refused.connect(self._refuse)
        self.texts.show_note(note.fields, note.tags, deck)
        self.canvas.start(Drawing.of(note.fields[self._shapes]))
        self._before = self.canvas.drawing
        self._show_image(pictures.of_note(image_name(note.fields[self._image]), collection.media))
        self.setAcceptDrops(True)
        room = self.screen().availableGeometry()
        self.resize(self.width(), min(look.px(TALL), room.height() - 40))
        self._make_room()

    def _build(self) -> None:
        choose = tool_button("choose-picture", tr("Picture…"), tr("Choose a picture"))
        choose.clicked.connect(lambda _=False: self.choose_picture())
        self.tools.add(choose, "image")
        self._fold = tool_button(
            "show-texts", tr("Texts"), tr("Show or hide the texts, the deck and the tags")
        )
        self._fold.setCheckable(True)
        self._fold.clicked.connect(self._show_texts)
        self.tools.add(self._fold, "panel-right")
        self._pages = QStackedWidget()
        self._pages.addWidget(self._invitation())
        self._pages.addWidget(self.canvas)
        parts = QHBoxLayout()
        parts.setSpacing(12)
        parts.addWidget(self._pages, 3)
        parts.addWidget(self.texts, 1)
        self.column.setSpacing(8)
        self.column.addWidget(self.tools)
        self.column.addLayout(parts, 1)
        self.column.addWidget(self._fault)
        self.add_button("cancel", tr("Cancel"), self.reject).setAutoDefault(False)
        text = tr("Add") if self._adding else tr("Save")
        self.save = self.add_button("save", text, self.accept, primary=True)
        self.save.setToolTip(tr("Ctrl+Enter"))
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(key), self, context=Qt.ShortcutContext.WindowShortcut).activated.connect(
                self.accept
            )
        paste = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self)
        paste.activated.connect(self.paste)

    def _invitation(self) -> QWidget:
        page = QWidget()
        page.setObjectName("no-picture")
        column = QVBoxLayout(page)
        column.addStretch(1)
        text = label(tr("Drop a picture here, paste one with Ctrl+V, or choose a file."), "body", wrap=True)
        text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(text)
        self._choose = QPushButton(tr("Choose a picture…"))
        self._choose.setObjectName("choose-file")
        self._choose.setAccessibleName(self._choose.text())
        self._choose.clicked.connect(lambda _=False: self.choose_picture())
        column.addWidget(self._choose, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        return page

    # ------------------------------------------------------------------ the picture

    def choose_picture(self) -> None:
        """Let the person choose a file."""
        endings = " ".join(f"*.{ending}" for ending in PICTURES)
        chosen, _ = QFileDialog.getOpenFileName(
            self, tr("Choose a picture"), "", tr("Pictures") + f" ({endings})"
        )
        if chosen:
            self._bring(lambda: pictures.of_file(Path(chosen)))

    def paste(self) -> None:
        """Take the picture that is in the clipboard."""
        self._bring(pictures.of_clipboard)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take pictures."""
        if pictures.offered(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the picture that is dropped."""
        data = event.mimeData()
        event.acceptProposedAction()
        self._bring(lambda: pictures.of_data(data))

    def _bring(self, read: Callable[[], Picture | None]) -> None:
        """Show another picture under the shapes, which stay."""
        try:
            found = read()
        except UserError as error:
            self._refuse(error)
            return
        if found is None:
            self._refuse(UserError(tr("There is no picture in the clipboard.")))
            return
        self._picture, self._tag = found, ""
        self._tell("")
        self._show_image(found.image)

    def _show_image(self, image: QImage) -> None:
        self.canvas.show_image(image)
        has_image = not self.canvas.image.isNull()
        self._pages.setCurrentIndex(int(has_image))
        self.tools.offer()
        (self.canvas if has_image else self._choose).setFocus()
        name = image_name(self._note.fields[self._image])
        if not has_image and name and self._picture is None:
            self._tell(
                tr("“{name}” cannot be shown: it is missing, too large, or no image.").format(name=name)
            )

    # ------------------------------------------------------------------ labels

    def _write_label(self, at: int, place: QPointF) -> None:
        """Ask what a label says: one that is there, or a new one at a place."""
        item = self.canvas.drawing.items[at] if at >= 0 else None
        before = item.shape.text if item is not None and isinstance(item.shape, Text) else ""
        dialog = LabelDialog(self, before)
        if dialog.run() and dialog.text:
            if at >= 0:
                self.canvas.step(self.canvas.drawing.with_text(at, dialog.text))
            else:
                self.canvas.add(Text(place.x(), place.y(), dialog.text))
        self.canvas.setFocus()

    # ------------------------------------------------------------------ texts and room

    def _show_count(self) -> None:
        self.texts.show_drawing(self.canvas.drawing)

    def _tell(self, text: str) -> None:
        self._fault.setText(text)
        self._fault.setVisible(bool(text))

    def _refuse(self, error: UserError) -> None:
        self._tell(str(error))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show what has room."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._make_room()

    def _show_texts(self, shown: bool) -> None:
        self._wants_texts = shown
        self._make_room()

    def _make_room(self) -> None:
        """Where it is narrow the texts take the place of the image while they are wanted."""
        beside = self.width() / self._look.scale >= ROOM_FOR_TEXTS
        shown = beside if self._wants_texts is None else self._wants_texts
        self.texts.setVisible(shown)
        self._pages.setVisible(beside or not shown)
        self.texts.setMaximumWidth(self._look.px(WIDEST_TEXTS) if beside else UNBOUNDED)
        self._fold.setChecked(shown)

    # ------------------------------------------------------------------ what it holds

    @property
    def is_changed(self) -> bool:
        """Whether anything was drawn or written."""
        return bool(
            self.canvas.drawing.html != self._before.html
            or self._picture is not None
            or self.texts.fields
            or self.tags is not None
            or (not self._adding and self.deck is not None)
        )

    @property
    def fields(self) -> dict[str, str]:
        """The fields that were changed, as they are to be stored; the picture is kept by now."""
        made = dict(self.texts.fields)
        html = self.canvas.drawing.html
        if html != self._note.fields[self._shapes]:
            made[self._shapes] = html
        if self._tag:
            made[self._image] = self._tag
        return made

    @property
    def tags(self) -> tuple[str, ...] | None:
        """All tags, where they were changed."""
        tags = self.texts.tags.tags
        return None if set(tags) == set(self._note.tags) else tags

    @property
    def deck(self) -> int | str | None:
        """The deck; of a note that is edited, only where another one was chosen or named."""
        deck = self.texts.decks.target
        return None if deck == self._deck and not self._adding else deck

    def accept(self) -> None:
        """Keep the picture and close the dialog, unless something is missing: then say what."""
        if self.canvas.image.isNull() and self._adding:
            self._tell(tr("Choose a picture first."))
            return
        try:
            fields = dict(self._note.fields) | self.fields
            if fault := kind(self._note.note_type.kind).fault(self._note.note_type, fields):
                raise UserError(
                    tr("Draw at least one area first.") if fault.field == self._shapes else tr(fault.text)
                )
            if self.deck is None and self._adding:
                raise UserError(tr("Name a deck for the cards."))
            if self._picture is not None and not self._tag:
                self._tag = self._picture.tag(self._collection.add_media)
        except UserError as error:
            self._refuse(error)
            return
        super().accept()

    def reject(self) -> None:
        """Close the dialog; what was drawn is given up only when that is said."""
        if not self.is_changed or DiscardDialog(self).run():
            super().reject()
