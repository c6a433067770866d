"""Taking decks out by hand."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QLabel,
    QProgressBar,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.errors import UserError
from desktop.exchange.text_out import TextTable
from desktop.gui.exporting import exporters
from desktop.gui.printing.card_list import CardList
from desktop.store.collection import Collection
from tests.gui.conftest import CTRL, ByHand, Desk, Key, Sit, basic, choice, settle


def part(dialog: QWidget, name: str) -> QComboBox:
    found = dialog.findChild(QComboBox, name)
    assert isinstance(found, QComboBox)
    return found


def press(dialog: QWidget, name: str) -> QPushButton:
    found = dialog.findChild(QPushButton, name)
    assert isinstance(found, QPushButton)
    return found


def news(dialog: QWidget) -> str:
    found = dialog.findChild(QLabel, "export-news")
    assert isinstance(found, QLabel)
    return found.text()


def choose(dialog: QWidget, name: str, shown: str) -> None:
    box = part(dialog, name)
    assert box.findText(shown) >= 0, [box.itemText(at) for at in range(box.count())]
    box.setCurrentIndex(box.findText(shown))


def export(
    desk: Desk,
    work: ByHand,
    target: Path,
    before: Callable[[QDialog], object],
    after: Callable[[QDialog], object] = lambda dialog: None,
    meanwhile: Callable[[QDialog], object] = lambda dialog: None,
) -> None:
    """Open the dialog by its key, choose, save to a file, look at what is said."""

    def save() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QFileDialog):
            timer.stop()
            dialog.selectFile(str(target))
            dialog.accept()

    timer = QTimer()
    timer.timeout.connect(save)

    def act(dialog: QDialog) -> None:
        before(dialog)
        timer.start(0)
        desk.click(press(dialog, "save"))
        meanwhile(dialog)
        work.drain()
        if dialog.isVisible():
            dialog.activateWindow()
            settle()
            after(dialog)

    assert desk.with_dialog(lambda: desk.press(Key.Key_E, CTRL), act) == "export"


def test_a_deck_goes_to_a_table(sit: Sit, work: ByHand, tmp_path: Path) -> None:
    desk = sit(basic(), basic("Capital of Italy?", "Rome"))

    def before(dialog: QDialog) -> None:
        assert part(dialog, "export-deck").currentText() in ("Everything", "Small deck")
        choose(dialog, "export-deck", "Small deck")
        choose(dialog, "export-format", "CSV for spreadsheets (.csv)")
        box = dialog.findChild(QCheckBox, "export-progress")
        assert isinstance(box, QCheckBox)
        assert not box.isEnabled()
        assert "not how you studied" in news(dialog)

    target = tmp_path / "out.csv"
    export(desk, work, target, before)
    written = target.read_text(encoding="utf-8-sig")
    assert "Rome" in written
    assert desk.notice == f"Exported 2 notes to {target}."
    assert desk.focus == "study-button"


@pytest.mark.parametrize("mine", [True, False])
def test_a_package_with_answers_or_for_others(sit: Sit, work: ByHand, tmp_path: Path, mine: bool) -> None:
    desk = sit(basic())
    desk.begin()
    desk.answer_card()
    desk.window.show_home()

    def before(dialog: QDialog) -> None:
        box = dialog.findChild(QCheckBox, "export-progress")
        assert isinstance(box, QCheckBox)
        assert not box.isChecked()
        assert news(dialog).startswith("For others")
        if mine:
            box.click()
            assert news(dialog).startswith("For yourself")

    target = tmp_path / "out.apkg"
    export(desk, work, target, before)
    assert zipfile.is_zipfile(target)
    other = Collection(tmp_path / "other", desk.clock)
    from desktop.exchange.formats import read
    from desktop.study.incoming import Choices

    made = other.start_import(read(target), Choices())
    report = made.plan()
    made.close()
    other.close()
    assert (report.new, report.reviews) == (1, 1 if mine else 0)


def test_formats_for_everything_are_offered_for_everything_alone(sit: Sit, work: ByHand) -> None:
    desk = sit(basic())

    def look(dialog: QDialog) -> None:
        way = part(dialog, "export-format")
        choose(dialog, "export-deck", "Everything")
        all_ways = way.count()
        choose(dialog, "export-deck", "Small deck")
        assert way.count() == all_ways - sum(each.whole for each in exporters())
        desk.press(Key.Key_Escape)

    assert desk.with_dialog(lambda: desk.menu("menu-export"), look) == "export"


def test_cards_go_to_paper(sit: Sit, work: ByHand, tmp_path: Path, qtbot: QtBot) -> None:
    desk = sit(*(basic(f"Question {at}?", "x") for at in range(40)), choice())
    target = tmp_path / "out.pdf"

    def meanwhile(dialog: QDialog) -> None:
        bar = dialog.findChild(QProgressBar, "export-bar")
        assert isinstance(bar, QProgressBar)
        assert bar.isVisible()
        assert not target.exists()
        qtbot.waitUntil(target.exists, timeout=20_000)

    def as_list(dialog: QDialog) -> None:
        choose(dialog, "export-format", f"{CardList().title} (.pdf)")

    export(desk, work, target, as_list, meanwhile=meanwhile)
    assert target.read_bytes().startswith(b"%PDF")
    assert desk.notice.startswith("Exported 41 notes")


def test_what_does_not_go_along_is_told_first(sit: Sit, work: ByHand, tmp_path: Path) -> None:
    desk = sit(basic())
    (card,) = desk.collection.cards()
    field = next(iter(card.note.fields))
    desk.collection.writing.edit(card.note_number, {field: 'Where? <img src="gone.png">'})
    said: list[str] = []

    def after(dialog: QDialog) -> None:
        assert dialog.isVisible()
        said.append(news(dialog))
        assert desk.focus == "save"
        desk.press(Key.Key_Return)
        assert not dialog.isVisible()

    export(desk, work, tmp_path / "out.apkg", lambda dialog: None, after)
    assert "Missing: gone.png" in said[0]


def test_a_folder_that_cannot_be_written_is_told(
    sit: Sit, work: ByHand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = sit(basic())

    def refuse(*_: object) -> None:
        raise UserError("The disk is full.", "Free some space.")

    monkeypatch.setattr(TextTable, "write", refuse)
    said: list[str] = []

    def after(dialog: QDialog) -> None:
        said.append(news(dialog))
        assert press(dialog, "save").isEnabled()
        desk.press(Key.Key_Escape)
        assert not dialog.isVisible()

    export(
        desk,
        work,
        tmp_path / "out.csv",
        lambda dialog: choose(dialog, "export-format", "CSV for spreadsheets (.csv)"),
        after,
    )
    assert said == ["The disk is full. Free some space."]
    assert desk.notice == ""


@pytest.mark.parametrize("way", ["CSV for spreadsheets (.csv)", f"{CardList().title} (.pdf)"])
def test_cancelling_while_it_is_written_leaves_no_file(
    sit: Sit, work: ByHand, tmp_path: Path, way: str
) -> None:
    desk = sit(*(basic(f"Question {at}?", "x") for at in range(40)))
    target = tmp_path / f"out{way[-5:-1]}"

    def stop(dialog: QDialog) -> None:
        assert not press(dialog, "save").isEnabled()
        desk.click(press(dialog, "cancel"))
        if work.waiting:  # the worker is told, and has the last word
            assert dialog.isVisible()

    export(desk, work, target, lambda dialog: choose(dialog, "export-format", way), meanwhile=stop)
    assert list(tmp_path.glob("out*")) == []
    assert desk.notice == ""
