"""What was done in the last days: one row a step, and what taking it back would do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QCheckBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.errors import UserError
from desktop.gui.history import wording
from desktop.gui.history.rows import MUTED, Index, Rows
from desktop.gui.labels import Button, label, restyle
from desktop.gui.words import tr
from desktop.store.bulk.deed import Done
from desktop.store.past.reversal import Outlook
from desktop.store.past.steps import STANDS, Step
from desktop.study.calendar import Moment

if TYPE_CHECKING:
    from desktop.gui.main_window import MainWindow

NOWHERE = QModelIndex()
HEADS = ("When", "What", "How many", "")
WIDTHS = (220, 0, 120, 130)


class Steps(QAbstractTableModel):
    """The steps, a row each, latest first."""

    def __init__(self) -> None:
        super().__init__()
        self.steps: Sequence[Step] = ()
        self._now = Moment(0)

    def show_steps(self, steps: Sequence[Step], now: Moment) -> None:
        """Show others."""
        self.beginResetModel()
        self.steps, self._now = steps, now
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Return how many there are."""
        return 0 if parent.isValid() else len(self.steps)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(HEADS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the text of a cell."""
        step = self.steps[index.row()]
        if role == MUTED:
            return step.state != STANDS
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        match index.column():
            case 0:
                return wording.when(step.first_ms, step.last_ms, self._now)
            case 1:
                return wording.what(step)
            case 2:
                return wording.how_many(step)
        return wording.state(step)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the head of a column."""
        if orientation == Qt.Orientation.Vertical or role != Qt.ItemDataRole.DisplayRole:
            return None
        return tr(HEADS[section]) if HEADS[section] else ""


class StepsView(QWidget):
    """Shows the steps, and takes them back."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self._window = window
        self._past = window.collection.past
        self._asides = window.jobs.beside()
        self._asked = 0
        self._is_busy = False
        self.setObjectName("steps")
        self.model = Steps()
        empty = tr("Nothing was done in the last 30 days. What you do shows here, and can be taken back.")
        self.table = Rows(window.look, "steps-table", tr("What was done"), WIDTHS, empty)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setModel(self.model)
        self.table.watch()
        self.told = label("", "body", wrap=True)
        self.told.setObjectName("steps-told")
        self.force = QCheckBox(tr("Also take back what changed since"))
        self.force.setObjectName("steps-force")
        self.force.setAccessibleName(self.force.text())
        self.button = Button(tr("Take back"))
        self.button.setObjectName("steps-take-back")
        self.button.setAccessibleName(self.button.text())
        self.button.setEnabled(False)
        self._build()
        self.table.chosen.connect(self._look)
        self.table.entered.connect(self._do)
        self.force.toggled.connect(lambda _: self._look(keep=True))
        self.button.clicked.connect(lambda _=False: self._do())

    def _build(self) -> None:
        frame = QFrame()
        frame.setProperty("role", "surface")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(1, 4, 1, 4)
        inside.addWidget(self.table)
        texts = QVBoxLayout()
        texts.setSpacing(6)
        texts.addWidget(self.told)
        texts.addWidget(self.force, 0, Qt.AlignmentFlag.AlignLeft)
        foot = QHBoxLayout()
        foot.setSpacing(16)
        foot.addLayout(texts, 1)
        foot.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(frame, 1)
        column.addLayout(foot)

    # ------------------------------------------------------------------ what shows

    def refresh(self) -> None:
        """Read the history again; the same row stays at hand."""
        self._asides.run(self._past.steps, self._show, self._window.notices.refuse)

    def _show(self, steps: list[Step]) -> None:
        row = self.table.currentIndex().row()
        before = self.step
        self.model.show_steps(steps, self._window.collection.clock())
        self.table.empty.setVisible(not steps)
        at = next((at for at, each in enumerate(steps) if before and _is_same(each, before)), max(row, 0))
        if steps:
            self.table.selectRow(min(at, len(steps) - 1))
        self._look()

    @property
    def step(self) -> Step | None:
        """The step at hand."""
        row = self.table.currentIndex().row()
        return self.model.steps[row] if 0 <= row < len(self.model.steps) else None

    @property
    def _is_again(self) -> bool:
        """Whether the step at hand would be done again."""
        return self.step is not None and self.step.state != STANDS

    def _look(self, *, keep: bool = False) -> None:
        """Say what taking the step at hand back would do."""
        step, again = self.step, self._is_again
        if not keep:
            self.force.setChecked(False)
            self.force.hide()
        self._asked += 1
        self.button.setText(tr("Do it again") if again else tr("Take back"))
        self.button.setAccessibleName(self.button.text())
        self.button.setEnabled(False)
        if step is None:
            self._tell("")
            return
        number, force = self._asked, self.force.isChecked()

        def show(told: Outlook) -> None:
            if number == self._asked:
                self._show_outlook(told)

        def refuse(error: UserError) -> None:
            if number == self._asked:
                self._tell(str(error))

        self._asides.run(lambda: self._past.outlook(step, again=again, force=force), show, refuse)

    def _show_outlook(self, told: Outlook) -> None:
        if told.kept and not self.force.isChecked():
            self.force.setVisible(not self._is_again)
        self.button.setEnabled(bool(told.changes) and not self._is_busy)
        if not told.changes:
            nothing = tr("There is nothing left to take back.")
            self._tell(" ".join([tr("Nothing would change.") if self._is_again else nothing, *told.said]))
        elif told.said:
            self._tell("\n".join(map(tr, told.said)))
        else:
            self._tell(tr("Nothing that you did since is affected."))

    def _tell(self, text: str) -> None:
        self.told.setText(text)
        restyle(self.told, tone="")

    # ------------------------------------------------------------------ doing it

    def _do(self) -> None:
        """Take the step at hand back, or do it again."""
        window, step, again, force = self._window, self.step, self._is_again, self.force.isChecked()
        if step is None or not self.button.isEnabled():
            return
        if not step.is_sitting and not window.errands.may("edit"):
            return
        self._is_busy = True
        self.button.setEnabled(False)
        self._tell(tr("Doing it again…") if again else tr("Taking it back…"))

        def tell(done: Done) -> None:
            self._is_busy = False
            window.apply(done.changes)
            text = tr("Done again: {action}.") if again else tr("Taken back: {action}.")
            window.notices.tell(text.format(action=wording.what(step)), tr("Undo"), window.undo)
            self.refresh()

        def refuse(error: UserError) -> None:
            self._is_busy = False
            window.notices.refuse(error)
            self.refresh()

        window.jobs.run(lambda: self._past.reverse(step, again=again, force=force), tell, refuse)


def _is_same(one: Step, other: Step) -> bool:
    return (one.kind, one.number) == (other.kind, other.number)
