"""Taking a deck out: which, in which format, with or without what tells of the person, and where to."""

from __future__ import annotations

import re
from collections.abc import Generator, Sequence
from contextlib import closing
from pathlib import Path

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QFormLayout,
    QProgressBar,
    QWidget,
)

from desktop.errors import UserError
from desktop.exchange.exporters import EXPORTERS, Exporter
from desktop.gui import words
from desktop.gui.combo import Combo
from desktop.gui.dialogs import Dialog
from desktop.gui.jobs import Jobs
from desktop.gui.labels import label, restyle
from desktop.gui.printing.card_list import CardList
from desktop.gui.printing.cut_out import CutOutCards
from desktop.gui.printing.pages import A4, LETTER
from desktop.gui.printing.printed import Printed
from desktop.gui.progressing import Progressing, pieces_unless_stopped, unless_stopped
from desktop.gui.words import tr
from desktop.store.collection import Collection
from desktop.store.deck_rows import paths
from desktop.study.outgoing import Outgoing, Written

BAR = 1000
UNFIT = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')
"""What names of files cannot hold on every system."""
LISTED = 20
SOME = 0
"""Stands for cards that were selected, where others have the number of a deck."""


def exporters() -> tuple[Exporter, ...]:
    """Return every way out, with the paper that is usual here."""
    american = QLocale().measurementSystem() == QLocale.MeasurementSystem.ImperialUSSystem
    paper = LETTER if american else A4
    return (*EXPORTERS, CutOutCards(paper), CardList(paper))


class ExportDialog(Dialog):
    """Asks what to export and writes it.

    Args:
        deck: the one at hand; None = everything.
        cards: to be exported instead of a deck.

    Attributes:
        file: that was written; None = none was.
        written: what is in it.
    """

    def __init__(
        self,
        parent: QWidget | None,
        collection: Collection,
        jobs: Jobs,
        deck: int | None = None,
        cards: Sequence[int] | None = None,
    ) -> None:
        super().__init__(parent, "export", tr("Export"), 560)
        self._collection = collection
        self._jobs = jobs
        self._cards = cards
        self._work: Progressing | None = None
        self._ways = exporters()
        self.file: Path | None = None
        self.written = Written()
        self._build(deck)

    def _build(self, deck: int | None) -> None:
        self._deck = self._combo("export-deck", tr("Deck"))
        self._deck.addItem(tr("Everything"), None)
        rows = self._collection.tree()
        for row, path in zip(rows, paths(rows), strict=True):
            self._deck.addItem(path, row.number)
        self._deck.setCurrentIndex(max(0, self._deck.findData(deck)))
        if self._cards is not None:
            self._deck.clear()
            self._deck.addItem(
                tr("What is selected: {cards}").format(cards=words.cards(len(self._cards))), SOME
            )
            self._deck.setEnabled(False)
        self._way = self._combo("export-format", tr("Format"))
        self._progress = QCheckBox(tr("With my dates, answers and marks"))
        self._progress.setObjectName("export-progress")
        self._progress.setAccessibleName(self._progress.text())
        self._news = label("", "caption", wrap=True)
        self._news.setObjectName("export-news")
        self._bar = QProgressBar()
        self._bar.setObjectName("export-bar")
        self._bar.setAccessibleName(tr("Progress"))
        self._bar.setTextVisible(False)
        self._bar.hide()
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.addRow(label(tr("Deck"), "body"), self._deck)
        form.addRow(label(tr("Format"), "body"), self._way)
        self.column.addLayout(form)
        for each in (self._progress, self._news, self._bar):
            self.column.addWidget(each)
        self._cancel = self.add_button("cancel", tr("Cancel"), self.reject)
        self._save = self.add_button("save", tr("Export…"), self._ask, primary=True)
        self._deck.currentIndexChanged.connect(lambda _: self._offer_ways())
        self._way.currentIndexChanged.connect(lambda _: self._offer_progress())
        self._progress.toggled.connect(lambda _: self._say_what_goes())
        self._offer_ways()
        self._deck.setFocus()

    def _combo(self, name: str, text: str) -> QComboBox:
        box = Combo()
        box.setObjectName(name)
        box.setAccessibleName(text)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(16)
        return box

    # ------------------------------------------------------------------ what is offered

    @property
    def way(self) -> Exporter:
        """The format that is chosen."""
        return self._ways[self._way.currentData() or 0]

    def _offer_ways(self) -> None:
        """Offer what the deck can be written in: some formats are for everything alone."""
        before = self._way.currentData()
        self._way.blockSignals(True)
        self._way.clear()
        for at, each in enumerate(self._ways):
            if not each.whole or self._deck.currentData() is None:
                self._way.addItem(f"{each.title} ({each.suffix})", at)
        self._way.setCurrentIndex(max(0, self._way.findData(before)))
        self._way.blockSignals(False)
        self._offer_progress()

    def _offer_progress(self) -> None:
        self._progress.setEnabled(self.way.holds_progress)
        self._progress.setChecked(self.way.holds_progress and self.way.whole)
        self._say_what_goes()

    def _say_what_goes(self) -> None:
        way = self.way
        parts = []
        if self._progress.isChecked():
            parts.append(tr("For yourself: cards keep their dates and answers."))
        elif way.holds_progress:
            parts.append(tr("For others: nothing in the file tells how you studied."))
        else:
            parts.append(tr("This format holds the cards, but not how you studied them."))
        if not way.holds_media:
            parts.append(tr("It holds no pictures or sounds, only their names."))
        restyle(self._news, tone="")
        self._news.setText(" ".join(parts))

    # ------------------------------------------------------------------ writing

    def _ask(self) -> None:
        """Ask where to, then write."""
        if self.file is not None:
            self.accept()
            return
        way = self.way
        said = "" if self._cards is not None else self._deck.currentText()
        name = UNFIT.sub(" ", said.split("::")[-1]).strip(" .") or tr("Cards")
        dialog = QFileDialog(self, tr("Export"), "", f"{way.title} (*{way.suffix})")
        dialog.setObjectName("export-file")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(way.suffix.removeprefix("."))
        dialog.selectFile(name + way.suffix)
        chosen = dialog.selectedFiles()[0] if dialog.exec() else ""
        dialog.deleteLater()
        if chosen:
            self._write(Path(chosen))

    def _write(self, target: Path) -> None:
        deck, cards, way, mine = self._deck.currentData(), self._cards, self.way, self._progress.isChecked()

        def outgoing() -> Outgoing:
            deck_alone = deck if cards is None else None
            return self._collection.outgoing(deck_alone, cards=cards, with_progress=mine)

        work = self._work = Progressing(self)
        work.told.connect(self._show_progress)
        for each in (self._deck, self._way, self._progress, self._save):
            each.setEnabled(False)
        self._cancel.setFocus()
        self._bar.setRange(0, 0)
        self._bar.show()

        def write() -> Written:
            work(0, 0)
            with closing(outgoing()) as what:
                return way.write(what, target, work)

        def pieces(printed: Printed) -> Generator[object, None, Written]:
            work(0, 0)
            with closing(outgoing()) as what:
                return (yield from printed.pieces(what, target, work))

        def done(written: Written | None) -> None:
            self._work = None
            self._bar.hide()
            if written is None:
                self.reject()
            else:
                self._finish(target, written)

        if isinstance(way, Printed):
            self._jobs.run_here(pieces_unless_stopped(pieces(way)), done, self._refuse)
        else:
            self._jobs.run(unless_stopped(write), done, self._refuse)

    def _show_progress(self, done: int, total: int) -> None:
        self._bar.setRange(0, BAR if total else 0)
        if total:
            self._bar.setValue(min(done, total) * BAR // total)

    def _finish(self, target: Path, written: Written) -> None:
        """Close, unless something could not go along: that is told first."""
        self.file, self.written = target, written
        if not written.left_out and not written.missing:
            self.accept()
            return
        lines = [tr("Exported to {file}.").format(file=target)]
        lines += [tr("{what}: {count}").format(what=each, count=n) for each, n in written.left_out.items()]
        lines += [tr("Missing: {name}").format(name=each) for each in written.missing[:LISTED]]
        if len(written.missing) > LISTED:
            lines.append(tr("… and {count} more").format(count=f"{len(written.missing) - LISTED:,}"))
        self._news.setText("\n".join(lines))
        self._cancel.hide()
        self._save.setText(tr("Close"))
        self._save.setEnabled(True)
        self._save.setFocus()
        self.fit()

    def _refuse(self, error: UserError) -> None:
        self._work = None
        self._bar.hide()
        for each in (self._way, self._save):
            each.setEnabled(True)
        self._deck.setEnabled(self._cards is None)
        self._progress.setEnabled(self.way.holds_progress)
        self._news.setText(str(error))
        restyle(self._news, tone="again")
        self._save.setFocus()
        self.fit()

    def reject(self) -> None:
        """Close; a file that is being written is given up first."""
        if self._work is not None:
            self._work.stop()
        elif self.file is not None:
            self.accept()
        else:
            super().reject()
