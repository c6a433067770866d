"""The rows of the settings that say what each day of the week may bring."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desktop.errors import UserError
from desktop.gui import words
from desktop.gui.labels import label
from desktop.gui.rows import Rows
from desktop.gui.words import WEEKDAYS, tr
from desktop.store.bulk.deed import Done
from desktop.store.bulk.rebalancing import Rebalance
from desktop.study.options import ANY_DAY, EASIER_DAY, FREE_DAY, WEEK
from desktop.study.planning.balance import REBALANCED_DAYS

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.gui.jobs import Jobs
    from desktop.store.changes import Changes
    from desktop.store.collection import Collection

KINDS = ((ANY_DAY, "as usual"), (EASIER_DAY, "half as many"), (FREE_DAY, "none, if that can be"))
"""What a day may bring, and how it is called."""


class WeekRows:
    """A row for each day of the week, and a button that makes the next days even.

    Args:
        rows: that make them.
        group: where they go.
        collection: whose option it is.
        put: sets an option.
        jobs: carry out what takes long.
        told: is given what changed, and a sentence.
        refused: is given what could not be done.
    """

    def __init__(
        self,
        rows: Rows,
        group: QVBoxLayout,
        collection: Collection,
        put: Callable[[str, str], object],
        jobs: Jobs,
        told: Callable[[Changes, str], object],
        refused: Callable[[UserError], object],
        parent: QWidget,
    ) -> None:
        self._collection = collection
        self._put = put
        self._jobs = jobs
        self._told = told
        self._refused = refused
        entries = [(kind, tr(text)) for kind, text in KINDS]
        for at, name in enumerate(WEEKDAYS):
            rows.choice(
                group, f"easy-{name}", tr(name), entries, partial(self._kind, at), partial(self._set, at)
            )
        self.button = QPushButton(tr("Even out the next {count} days").format(count=REBALANCED_DAYS), parent)
        place = rows.row(group, tr("Cards that have their day already"), self.button, "rebalance")
        text = tr("They move by a few days at the most; intervals stay, and one undo brings all back.")
        place[0].addWidget(label(text, "muted", wrap=True))
        self.button.clicked.connect(self._rebalance)

    def _kind(self, at: int) -> str:
        return self._collection.options.easy_days[at]

    def _set(self, at: int, kind: str) -> None:
        week = self._collection.options.easy_days
        self._put(WEEK, week[:at] + kind + week[at + 1 :])

    def _rebalance(self) -> None:
        self.button.setEnabled(False)
        self._jobs.run(lambda: self._collection.bulk.do(Rebalance()), self._done, self._failed)

    def _done(self, done: Done) -> None:
        self.button.setEnabled(True)
        text = tr("Moved to other days: {cards}.").format(cards=words.cards(done.changed))
        self._told(done.changes, text if done.changed else tr("The next days are even already."))

    def _failed(self, error: UserError) -> None:
        self.button.setEnabled(True)
        self._refused(error)
