"""Bringing one file in: it is read, looked at, taken in, and may be taken back at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QFrame,
    QPlainTextEdit,
    QProgressBar,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.errors import UserError
from desktop.gui.dialogs import Dialog
from desktop.gui.importing import summary
from desktop.gui.importing.choices_form import ChoicesForm
from desktop.gui.importing.preview import Preview
from desktop.gui.importing.reading import Planned, Source
from desktop.gui.importing.replacing import ReplaceDialog
from desktop.gui.jobs import Jobs
from desktop.gui.labels import label, restyle
from desktop.gui.look import Look
from desktop.gui.progressing import Progressing, unless_stopped
from desktop.gui.words import tr
from desktop.store.collection import Collection
from desktop.store.deck_rows import paths
from desktop.study.incoming import Choices, Report

WIDTH = 700
BAR = 1000
LOWEST = 80
"""Pixels of what scrolls, on a small screen with large text."""


class ImportDialog(Dialog):
    """Shows what a file holds and what taking it in would do, then does it.

    Args:
        source: what comes in.
        place: which of how many sources it is.

    Attributes:
        done_report: what was taken in; None = nothing was.
        wants_undo: whether it is to be taken back at once.
        wants_study: the deck to be studied at once; None = none is.
        stops: whether the sources after this one are not wanted either.
    """

    def __init__(
        self,
        parent: QWidget | None,
        collection: Collection,
        jobs: Jobs,
        look: Look,
        source: Source,
        place: tuple[int, int] = (1, 1),
    ) -> None:
        title = tr("Import")
        if place[1] > 1:
            title = tr("Import, {at} of {count}").format(at=place[0], count=place[1])
        super().__init__(parent, "import", title, WIDTH)
        self._collection = collection
        self._jobs = jobs
        self._source = source
        self.done_report: Report | None = None
        self.wants_undo = False
        self.wants_study: int | None = None
        self._is_last = place[0] == place[1]
        self.stops = False
        self._planned: Planned | None = None
        self._work: Progressing | None = None
        self._applying = False
        self._is_refused = False
        self._build(look)
        self._add_buttons(place)
        self.read()

    # ------------------------------------------------------------------ its parts

    def _build(self, look: Look) -> None:
        self._what = label(self._source.name, "body", wrap=True)
        self._what.setObjectName("import-what")
        self._news = label("", "body", wrap=True)
        self._news.setObjectName("import-summary")
        self._preview = Preview(look)
        self._form = ChoicesForm(paths(self._collection.tree()))
        self._form.changed.connect(self.read)
        self._details_title = label(tr("Details"), "overline")
        self._details = QPlainTextEdit()
        self._details.setObjectName("import-details")
        self._details.setAccessibleName(tr("Details"))
        self._details.setReadOnly(True)
        self._details.setTabChangesFocus(True)
        self._details.setMinimumHeight(look.px(110))
        page = self._page = QWidget()
        inside = QVBoxLayout(page)
        inside.setContentsMargins(0, 0, 8, 0)
        inside.setSpacing(12)
        for each in (self._preview, self._form, self._details_title):
            inside.addWidget(each)
        inside.addWidget(self._details, 1)
        inside.addStretch(0)
        self._body = QScrollArea()
        self._body.setObjectName("import-body")
        self._body.setAccessibleName(tr("What comes in"))
        self._body.setFrameShape(QFrame.Shape.NoFrame)
        self._body.setWidgetResizable(True)
        self._body.setWidget(page)
        self._body.setMinimumHeight(LOWEST)
        self._bar = QProgressBar()
        self._bar.setObjectName("import-progress")
        self._bar.setAccessibleName(tr("Progress"))
        self._bar.setTextVisible(False)
        self._doing = label("", "caption", wrap=True)
        self._doing.setObjectName("import-doing")
        self.column.addWidget(self._what)
        self.column.addWidget(self._body, 1)
        self.column.addWidget(self._news)
        self.column.addWidget(self._doing)
        self.column.addWidget(self._bar)
        for hidden in (self._body, self._news):
            hidden.hide()

    def _add_buttons(self, place: tuple[int, int]) -> None:
        self._undo = self.add_button("take-back", tr("Take it back"), self._take_back)
        self._study = self.add_button("study-deck", tr("Study this deck"), self._study_deck)
        for later in (self._undo, self._study):
            later.hide()
        self._skip = self.add_button("skip", tr("Skip this file"), self._pass_over)
        self._skip.setVisible(place[0] < place[1])
        self._cancel = self.add_button("cancel", tr("Cancel"), self.reject)
        self._accept = self.add_button("accept", tr("Reading…"), self._ask, primary=True)
        self._accept.setEnabled(False)
        self._cancel.setFocus()

    # ------------------------------------------------------------------ reading

    def read(self) -> None:
        """Read the source as it is chosen now; what was read before no longer counts."""
        choices, was = self._form.choices, self._planned
        self._planned = None
        self._run(
            tr("Reading {name}…").format(name=self._source.name),
            lambda work: self._plan(was, choices, work),
            self._show_planned,
        )

    def _plan(self, was: Planned | None, choices: Choices, work: Progressing) -> Planned:
        if was is not None:
            was.close()
        work(0, 0)
        return Planned(self._collection, self._source, choices, work)

    def _run(
        self, doing: str, work: Callable[[Progressing], Any], then: Callable[[Any], object]
    ) -> Progressing:
        """Run work with its progress in the dialog; work that a newer one replaced leaves nothing."""
        if self._work is not None:
            self._work.stop()
        mine = self._work = Progressing(self)
        mine.told.connect(lambda done, total: self._show_progress(mine, done, total))
        self._doing.setText(doing)
        self._bar.setRange(0, 0)
        self._bar.show()
        self._doing.show()
        self._accept.setEnabled(False)

        def finish(result: Any) -> None:
            if self._work is not mine:
                if isinstance(result, Planned):
                    self._jobs.run(result.close, _nothing, _nothing)
                return
            self._end_work()
            if result is None:
                self.reject()  # the work was stopped; nothing was changed
            else:
                then(result)

        def fail(error: UserError) -> None:
            if self._work is mine:
                self._end_work()
                self._refuse(error)

        self._jobs.run(unless_stopped(lambda: work(mine)), finish, fail)
        return mine

    def _end_work(self) -> None:
        self._work = None
        self._bar.hide()
        self._doing.hide()

    def _show_progress(self, work: Progressing, done: int, total: int) -> None:
        if work is not self._work:
            return
        self._bar.setRange(0, BAR if total else 0)
        if total:
            self._bar.setValue(min(done, total) * BAR // total)

    def _show_planned(self, planned: Planned) -> None:
        """Show the first cards; the window answers between them and the rest."""
        self._planned = planned
        self._is_refused = False
        text = tr("{name} · {format}").format(name=self._source.name, format=planned.incoming.format)
        self._what.setText(text)
        self._preview.show_cards(planned.cards, planned.file)
        QTimer.singleShot(0, self, lambda: self._show_plan(planned))

    def _show_plan(self, planned: Planned) -> None:
        if planned is not self._planned:
            return  # another choice was made, or the dialog is closed
        report = planned.report
        self._form.show_planned(planned)
        self._show_report(report)
        restyle(self._news, tone="")
        self._cancel.setText(tr("Cancel"))
        replaces = self._form.replaces
        settings = self._form.takes_settings
        self._accept.setText(summary.offer(report, replace=replaces, settings=settings))
        self._accept.setAccessibleName(self._accept.text())
        self._accept.setEnabled(report.changes or replaces or settings)
        if self._accept.isEnabled() and self.focusWidget() in (None, self._cancel):
            self._accept.setFocus()
        self._news.show()
        self._body.show()
        self.fit_screen()

    def _show_report(self, report: Report, *, done: bool = False) -> None:
        self._news.setText(summary.counts(report, done=done))
        details = summary.details(report)
        self._details.setPlainText(details)
        self._details.setVisible(bool(details))
        self._details_title.setVisible(bool(details))

    def fit_screen(self) -> None:
        """Grow to what is in the dialog, as far as the screen allows, and stay on it."""
        inner = self._page.sizeHint().height()
        room = self.screen().availableGeometry()
        around = self.sizeHint().height() - self._body.sizeHint().height()
        height = min(max(self.height(), inner + around), room.height() - 40)
        self.resize(self.width(), height)
        frame = self.frameGeometry()
        if frame.bottom() > room.bottom() or frame.top() < room.top():
            self.move(self.x(), room.top() + max(0, (room.height() - frame.height()) // 2))

    def _refuse(self, error: UserError) -> None:
        """Say why; nothing was changed. What can be chosen stays, so that another choice may help."""
        self._applying = False
        self._is_refused = True
        self._news.setText(str(error))
        restyle(self._news, tone="again")
        self._news.show()
        self._body.setEnabled(True)
        self._accept.setText(tr("Nothing to bring in"))
        self._accept.setEnabled(False)
        self._cancel.setText(tr("Close"))
        self._cancel.setEnabled(True)
        self._cancel.setFocus()
        self.fit_screen()

    # ------------------------------------------------------------------ doing it

    def _ask(self) -> None:
        if self.done_report is not None:
            self.accept()
        elif (
            self._planned is not None
            and self._form.is_settled
            and (not self._form.replaces or ReplaceDialog(self).run())
        ):
            self._apply(self._planned)

    def _apply(self, planned: Planned) -> None:
        self._applying = True
        self._body.setEnabled(False)
        self._skip.hide()
        self._run(tr("Bringing it in…"), planned.apply, self._show_done)

    def _show_done(self, report: Report) -> None:
        self._applying = False
        self.done_report = report
        self._preview.hide()
        self._form.hide()
        self._body.setEnabled(True)
        self._show_report(report, done=True)
        self._body.setVisible(bool(self._details.toPlainText()))
        self._cancel.hide()
        self._undo.show()
        if report.deck is not None and self._is_last:
            name = next(each.name for each in self._collection.tree() if each.number == report.deck)
            self._study.setAccessibleName(tr("Study this deck: {deck}").format(deck=name))
            self._study.show()
        self._accept.setText(tr("Close"))
        self._accept.setAccessibleName(tr("Close"))
        self._accept.setEnabled(True)
        self._accept.setFocus()

    def _take_back(self) -> None:
        self.wants_undo = True
        self.accept()

    def _study_deck(self) -> None:
        self.wants_study = self.done_report.deck if self.done_report else None
        self.accept()

    def _pass_over(self) -> None:
        super().reject()

    def reject(self) -> None:
        """Close the dialog; work that takes in is stopped first, and may be done by then."""
        if self.done_report is not None:
            self.accept()
        elif self._applying and self._work is not None:
            self._work.stop()
            self._doing.setText(tr("Stopping…"))
            self._cancel.setEnabled(False)
        else:
            self.stops = not self._is_refused  # what is wrong with one file stops no other
            super().reject()

    def done(self, result: int) -> None:
        """Close; nothing is left but what was taken in."""
        if self._work is not None:
            self._work.stop()
            self._work = None
        self._preview.forget()
        if self._planned is not None:
            self._jobs.run(self._planned.close, _nothing, _nothing)
            self._planned = None
        super().done(result)


def _nothing(_: object = None) -> None:
    pass
