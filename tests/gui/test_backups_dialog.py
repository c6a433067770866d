from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QListWidget, QWidget

from desktop.gui.backups_dialog import BackupsDialog, described
from desktop.store.backups import Backup
from tests.gui.conftest import Desk, Key, Sit, basic


def test_a_backup_is_described_as_people_recognise_it(sit: Sit) -> None:
    desk = sit(basic("one"), basic("two"))
    desk.begin()
    desk.answer_card()
    made = desk.collection.backup("daily")
    assert described(made) == "Monday, 2 March 2026, 10:00 · 2 cards, 1 answer · once a day"


def test_every_reason_is_told_in_words(sit: Sit) -> None:
    desk = sit(basic("one"))
    for reason, words in (
        ("by hand", "by hand"),
        ("before upgrade", "before an upgrade"),
        ("before restore", "before another restore"),
        ("something new", "something new"),
    ):
        assert described(desk.collection.backup(reason)).endswith(f"· {words}")


def test_a_damaged_one_is_marked(tmp_path: Path, sit: Sit) -> None:
    file = tmp_path / "x.db"
    file.write_bytes(b"no backup")
    backup = Backup(file, datetime(2026, 3, 2, 10, 0), "daily", 9)
    assert described(backup) == "Monday, 2 March 2026, 10:00 · damaged"


def open_it(desk: Desk, then: object) -> Backup | None:
    found: list[Backup | None] = []
    desk.with_dialog(
        lambda: found.append(BackupsDialog.ask(desk.window, desk.collection.backups())),
        then,  # type: ignore[arg-type]
    )
    return found[0]


def test_the_latest_is_chosen_until_the_keys_choose_another(sit: Sit) -> None:
    desk = sit(basic("one"))
    for _ in range(3):
        desk.collection.backup("by hand")
        desk.clock.move(hours=1)
    latest, middle, _ = desk.collection.backups()

    def enter(dialog: QWidget) -> None:
        assert QApplication.focusWidget().objectName() == "backup-list"
        QTest.keyClick(QApplication.focusWidget(), Key.Key_Return)

    def down_and_enter(dialog: QWidget) -> None:
        QTest.keyClick(QApplication.focusWidget(), Key.Key_Down)
        QTest.keyClick(QApplication.focusWidget(), Key.Key_Return)

    assert open_it(desk, enter) == latest
    assert open_it(desk, down_and_enter) == middle
    assert open_it(desk, lambda dialog: QTest.keyClick(dialog, Key.Key_Escape)) is None


def test_without_backups_it_says_so_and_offers_nothing(sit: Sit) -> None:
    desk = sit(basic("one"))

    def look(dialog: QWidget) -> None:
        texts = [each.text() for each in dialog.findChildren(QLabel)]
        assert "There is no backup yet. The app makes one every day that you use it." in texts
        assert dialog.findChild(QWidget, "restore") is None
        assert not dialog.findChild(QListWidget).isVisible()
        QTest.keyClick(dialog, Key.Key_Escape)

    assert open_it(desk, look) is None


def test_many_backups_stay_a_list(sit: Sit) -> None:
    desk = sit(basic("one"))
    made = desk.collection.backup("by hand")
    many = [made] * 500
    dialog = BackupsDialog(desk.window, many)
    shown = dialog.findChild(QListWidget)
    assert 0 < shown.count() <= 60
    dialog.deleteLater()
