"""Why a card comes now: the arithmetic of its latest answer first, its whole history below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QListWidget, QWidget

from desktop.gui.dialogs import Dialog
from desktop.gui.words import tr
from desktop.study.explain import sentence
from desktop.study.schedule import Step


class WhyDialog(Dialog):
    """Shows the steps of a card."""

    def __init__(self, parent: QWidget | None, steps: Sequence[Step], today: int) -> None:
        super().__init__(parent, "why", tr("Why now?"), 560)
        if not steps:
            self.add_text(tr("It is new: you have not answered it yet."))
        else:
            moved = [step for step in steps if step.before.due != step.after.due] or list(steps)
            self.add_text(sentence(moved[-1], today))
        if len(steps) > 1:
            self.add_text(tr("All its answers, latest first"), "overline")
            rows = QListWidget()
            rows.setObjectName("history")
            rows.setAccessibleName(tr("All its answers, latest first"))
            rows.setProperty("role", "surface")
            rows.setWordWrap(True)
            rows.addItems([sentence(step, today) for step in reversed(steps)])
            self.column.addWidget(rows)
        self.add_button("close", tr("Close"), self.accept, primary=True).setFocus()
