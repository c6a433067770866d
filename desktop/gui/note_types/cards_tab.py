"""The templates of a note type: what each card shows on its front and back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from desktop.errors import UserError
from desktop.gui.combo import Combo
from desktop.gui.labels import label
from desktop.gui.look import Look
from desktop.gui.note_types.colouring import TemplateColouring
from desktop.gui.note_types.source_edit import SourceEdit
from desktop.gui.theme import NORMAL
from desktop.gui.words import tr
from desktop.study.layout import SPECIAL
from desktop.study.type_draft import LONGEST_NAME, Trouble, TypeDraft

MOVED = (
    "No card changes: each keeps its dates and answers. They are listed, and new ones asked, in this order."
)
LOW = 260
"""Height in pixels at 100 % below which two boxes one above the other would show no line each."""


class CardsTab(QWidget):
    """Edits the templates of a draft."""

    changed = Signal(TypeDraft)
    refused = Signal(UserError)
    turned = Signal()
    """Tells that another template is looked at."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._draft: TypeDraft | None = None
        self.choice = Combo()
        self.choice.setObjectName("template")
        self.choice.setAccessibleName(tr("Card"))
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.choice.setMinimumContentsLength(10)
        self.choice.currentIndexChanged.connect(lambda _: self._show_template())
        self.name = QLineEdit()
        self.name.setObjectName("template-name")
        self.name.setAccessibleName(tr("Name of the card"))
        self.name.setMaxLength(LONGEST_NAME)
        self.name.textEdited.connect(lambda text: self._edit(name=text))
        self.front = SourceEdit("front", tr("Front"), self._names)
        self.back = SourceEdit("back", tr("Back"), self._names)
        self.front.textChanged.connect(lambda: self._edit(question=self.front.toPlainText()))
        self.back.textChanged.connect(lambda: self._edit(answer=self.back.toPlainText()))
        self._colours = [TemplateColouring(each.document(), self._names) for each in (self.front, self.back)]
        self.add = self._button("add-template", tr("Add"), tr("Add a card"), self._add)
        self.remove = self._button("remove-template", tr("Remove"), tr("Remove this card"), self._remove)
        self.earlier = self._button(
            "template-earlier", tr("Earlier"), tr("Show it earlier"), lambda: self._move(-1)
        )
        self.later = self._button("template-later", tr("Later"), tr("Show it later"), lambda: self._move(1))
        self.moved = label("", "muted", wrap=True)
        self.moved.setObjectName("templates-moved")
        self.insert = self._button("insert-field", tr("Field"), tr("Insert a field"), lambda: None)
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill_menu)
        self.insert.setMenu(self._menu)
        self._last = self.front
        for each in (self.front, self.back):
            each.entered.connect(lambda edit=each: setattr(self, "_last", edit))
        self._build()
        look.changed.connect(self._dress)
        self._dress()

    def _button(self, name: str, text: str, tip: str, do: Callable[[], object]) -> QPushButton:
        made = QPushButton(text)
        made.setObjectName(name)
        made.setAccessibleName(tip)
        made.setToolTip(tip)
        made.clicked.connect(lambda _=False: do())
        return made

    def _build(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.choice, 1)
        head.addWidget(self.name, 1)
        for button in (self.insert, self.add, self.remove):
            head.addWidget(button)
        self._moving = QWidget()
        moving = QHBoxLayout(self._moving)
        moving.setContentsMargins(0, 0, 0, 0)
        moving.addWidget(self.earlier)
        moving.addWidget(self.later)
        moving.addWidget(self.moved, 1)
        sides = self._sides = QSplitter(Qt.Orientation.Vertical)
        sides.setObjectName("sides")
        sides.setChildrenCollapsible(False)
        for text, edit in ((tr("Front"), self.front), (tr("Back"), self.back)):
            side = QWidget()
            column = QVBoxLayout(side)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(4)
            column.addWidget(label(text, "overline"))
            column.addWidget(edit, 1)
            sides.addWidget(side)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._moving)
        column.addWidget(sides, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is low, let front and back stand side by side."""
        super().resizeEvent(event)
        low = event.size().height() < self._look.px(LOW)
        self._sides.setOrientation(Qt.Orientation.Horizontal if low else Qt.Orientation.Vertical)

    def _dress(self) -> None:
        for edit, colours in zip((self.front, self.back), self._colours, strict=True):
            edit.dress(self._look.px(NORMAL - 1))
            colours.recolour(self._look.theme)

    def _names(self) -> list[str]:
        return [*self._draft.names, *sorted(SPECIAL)] if self._draft else []

    @property
    def ordinal(self) -> int:
        """The ordinal of the template that is looked at."""
        at = self.choice.currentData()
        return 0 if at is None else int(at)

    # ------------------------------------------------------------------ showing

    def show_draft(self, draft: TypeDraft) -> None:
        """Show the templates of a draft; the place stays."""
        other = self._draft is None or self._draft.before.uid != draft.before.uid
        new_names = self._draft is None or self._draft.names != draft.names
        ordinal = draft.arranged[0][0] if other else self.ordinal
        self._draft = draft
        self.choice.blockSignals(True)
        self.choice.clear()
        for at, each in draft.arranged:
            self.choice.addItem(each.name or "–", at)
        self.choice.setCurrentIndex(max(0, self.choice.findData(ordinal)))
        self.choice.blockSignals(False)
        self.add.setEnabled(not draft.one_template)
        self.add.setToolTip(tr(draft.one_template) or tr("Add a card"))
        self.remove.setEnabled(len(draft.standing) > 1)
        self._moving.setVisible(len(draft.standing) > 1)
        self.moved.setText(tr(MOVED) if draft.order != draft.before.order else "")
        self._show_template()
        if new_names:
            for colours in self._colours:
                colours.recolour(self._look.theme)

    def _show_template(self) -> None:
        if self._draft is None:
            return
        shown = self._draft.templates[self.ordinal]
        place = self.choice.currentIndex()
        self.earlier.setEnabled(place > 0)
        self.later.setEnabled(place < self.choice.count() - 1)
        if self.name.text() != shown.name:
            self.name.setText(shown.name)
        self.front.show_source(shown.question)
        self.back.show_source(shown.answer)
        self.turned.emit()

    def show_troubles(self, troubles: tuple[Trouble, ...]) -> None:
        """Mark the sides in which something is wrong."""
        mine = [each for each in troubles if each.place == self.ordinal]
        for edit, is_back in ((self.front, False), (self.back, True)):
            edit.mark(next((tr(each.text) for each in mine if each.back == is_back and each.line), ""))

    def go_to(self, trouble: Trouble) -> None:
        """Show where something is wrong."""
        self.choice.setCurrentIndex(max(0, self.choice.findData(trouble.place)))
        (self.back if trouble.back else self.front).go_to_line(max(1, trouble.line))

    # ------------------------------------------------------------------ changing

    def _edit(self, **what: str) -> None:
        if self._draft is None:
            return
        draft = self._draft.with_template_changed(self.ordinal, **what)
        if draft != self._draft:
            self._draft = draft
            if "name" in what:
                self.choice.setItemText(self.choice.currentIndex(), what["name"] or "–")
            self.changed.emit(draft)

    def _add(self) -> None:
        if self._draft is None:
            return
        names = {each.name for _, each in self._draft.standing}
        number = len(names) + 1
        while (name := tr("Card {number}").format(number=number)) in names:
            number += 1
        self._change(lambda draft: draft.with_template(name), last=True)

    def _remove(self) -> None:
        self._change(lambda draft: draft.without_template(self.ordinal))

    def _move(self, step: int) -> None:
        pressed, other = (self.earlier, self.later) if step < 0 else (self.later, self.earlier)
        self._change(lambda draft: draft.with_template_moved(self.ordinal, step), then=pressed)
        if not pressed.isEnabled():
            other.setFocus()

    def _change(
        self, change: Callable[[TypeDraft], TypeDraft], *, last: bool = False, then: QWidget | None = None
    ) -> None:
        if self._draft is None:
            return
        try:
            draft = change(self._draft)
        except UserError as error:
            self.refused.emit(error)
            return
        self.show_draft(draft)
        if last:
            self.choice.setCurrentIndex(self.choice.count() - 1)
        self.changed.emit(draft)
        (then or self.front).setFocus()

    def _fill_menu(self) -> None:
        self._menu.clear()
        for name in self._names():
            action = self._menu.addAction(name.replace("&", "&&"))
            action.triggered.connect(lambda _=False, each=name, to=self._last: to.insert_field(each))
