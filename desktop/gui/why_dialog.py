"""Why a card comes now: the arithmetic of its latest answer, what each grade would do, its whole history."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QListWidget, QWidget

from desktop.gui.dialogs import Dialog
from desktop.gui.words import SIX_NAMES, grade_name, tr
from desktop.store.collection import Collection
from desktop.study.explain import effect, present, sentence
from desktop.study.grades import BUTTONS, GRADES, TWO_BUTTONS

MOST_ROWS = 8
"""Rows of a list that show before it scrolls."""
FRAME = 12
ON_OFFER = {2: TWO_BUTTONS, 4: BUTTONS, 6: GRADES}


class WhyDialog(Dialog):
    """Shows the steps of a card, those to come too.

    Args:
        card: its row number.
        practicing: whether it is asked without any date moving.
    """

    def __init__(
        self, parent: QWidget | None, collection: Collection, card: int, *, practicing: bool = False
    ) -> None:
        super().__init__(parent, "why", tr("Why now?"), 560)
        today, steps = collection.today(), collection.trace(card)
        week = collection.options.easy_days
        moved = [step for step in steps if step.before.due != step.after.due] or steps
        now = present(collection.card(card).schedule, today, collection.plans.interview_of(card))
        self.add_text(tr("You practice it: no date moves.") + f" {now}" if practicing else now)
        if moved:
            self.add_text(sentence(moved[-1], today, week))
        if not practicing:
            self._list("ahead", tr("If you answer now"), self._ahead(collection, card))
        if len(steps) > 1:
            history = [sentence(step, today, week) for step in reversed(steps)]
            self._list("history", tr("All its answers, latest first"), history)
        self.add_button("close", tr("Close"), self.accept, primary=True).setFocus()

    def _ahead(self, collection: Collection, card: int) -> list[str]:
        """Return what each grade on offer would do."""
        today, options = collection.today(), collection.options
        return [
            f"{tr(SIX_NAMES[grade]) if options.buttons == 6 else grade_name(grade)}: "
            f"{effect(collection.trace(card, grade)[-1], today, options.easy_days)}"
            for grade in ON_OFFER[options.buttons]
        ]

    def _list(self, name: str, title: str, rows: Sequence[str]) -> None:
        self.add_text(title, "overline")
        made = QListWidget()
        made.setObjectName(name)
        made.setAccessibleName(title)
        made.setProperty("role", "surface")
        made.setWordWrap(True)
        made.setSizeAdjustPolicy(QListWidget.SizeAdjustPolicy.AdjustToContents)
        made.addItems(rows)
        made.ensurePolished()
        made.setMaximumHeight(MOST_ROWS * made.sizeHintForRow(0) + FRAME)
        self.column.addWidget(made)
