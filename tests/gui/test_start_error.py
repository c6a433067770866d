from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QWidget

from desktop.errors import (
    StoreDamaged,
    StoreError,
    StoreFull,
    StoreInUse,
    StoreNewer,
    StoreReadOnly,
    UserError,
)
from desktop.gui import application
from desktop.gui.start_error import StartError, Way
from desktop.store.collection import Collection
from desktop.store.lock import FolderLock
from tests.gui.conftest import CTRL, Desk, HandClock, Key, Sit, basic, deck, settle

LEFT = Qt.MouseButton.LeftButton


def buttons(dialog: QWidget) -> set[str]:
    return {name for name in ("quit", "folder", "restore", "again") if dialog.findChild(QWidget, name)}


@pytest.fixture
def helper(sit: Sit) -> Desk:
    """A window that lends its hands; the dialog has no parent."""
    return sit()


def collection_with_backup(folder: Path, clock: HandClock) -> None:
    with closing(Collection(folder, clock)) as made:
        made.install(deck(basic("one"), basic("two")), "x")
        card = made.plan().cards[0]
        made.grade(card, 4)
        made.backup("daily")
        clock.move(hours=1)


@pytest.mark.parametrize(
    ("error", "ways"),
    [
        (StoreReadOnly("The app may not write to X.", "Allow it to."), {"quit", "folder", "again"}),
        (StoreFull("No room."), {"quit", "folder", "again"}),
        (StoreError("The disk did not answer."), {"quit", "folder", "again"}),
        (StoreNewer("A newer version wrote these."), {"quit", "folder", "again"}),
        (StoreDamaged("Damaged."), {"quit", "folder", "again"}),
        (StoreInUse("Already open.", "Its window was asked to come forward."), {"quit", "folder"}),
    ],
)
def test_the_ways_out(qapp: QApplication, tmp_path: Path, error: UserError, ways: set[str]) -> None:
    dialog = StartError(error, tmp_path)
    assert buttons(dialog) == ways
    texts = [each.text() for each in dialog.findChildren(QLabel)]
    assert error.message in texts
    assert not error.hint or error.hint in texts
    dialog.deleteLater()


def test_a_damaged_file_with_backups_offers_to_restore_one(
    qapp: QApplication, tmp_path: Path, clock: HandClock
) -> None:
    collection_with_backup(tmp_path, clock)
    dialog = StartError(StoreDamaged("Damaged."), tmp_path)
    assert buttons(dialog) == {"quit", "folder", "restore"}
    dialog.deleteLater()


def press(name: str) -> object:
    def act(dialog: QWidget) -> None:
        QTest.mouseClick(dialog.findChild(QWidget, name), LEFT)

    return act


@pytest.mark.parametrize(("name", "way"), [("quit", Way.QUIT), ("again", Way.AGAIN)])
def test_what_was_chosen(helper: Desk, tmp_path: Path, name: str, way: Way) -> None:
    dialog = StartError(StoreReadOnly("No."), tmp_path)
    helper.with_dialog(dialog.exec, press(name))  # type: ignore[arg-type]
    assert dialog.way is way
    assert dialog.folder == tmp_path


def test_esc_quits(helper: Desk, tmp_path: Path) -> None:
    dialog = StartError(StoreReadOnly("No."), tmp_path)
    helper.with_dialog(dialog.exec, lambda shown: QTest.keyClick(shown, Key.Key_Escape))
    assert dialog.way is Way.QUIT


def test_another_folder(helper: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = ["", str(tmp_path / "other")]
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: answers.pop(0))
    dialog = StartError(StoreReadOnly("No."), tmp_path)

    def act(shown: QWidget) -> None:
        QTest.mouseClick(shown.findChild(QWidget, "folder"), LEFT)
        assert shown.isVisible()
        QTest.mouseClick(shown.findChild(QWidget, "folder"), LEFT)

    helper.with_dialog(dialog.exec, act)
    assert dialog.way is Way.FOLDER
    assert dialog.folder == tmp_path / "other"


# ---------------------------------------------------------------------- through the start itself


def damage(folder: Path) -> bytes:
    file = folder / "collection.db"
    file.write_bytes(b"not a database any more" * 500)
    return file.read_bytes()


def test_a_damaged_collection_is_restored_and_the_damaged_file_kept(
    helper: Desk, tmp_path: Path, clock: HandClock, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "broken"
    collection_with_backup(folder, clock)
    damaged = damage(folder)
    opened: list[object] = []

    def restore(dialog: QWidget) -> None:
        def choose() -> None:
            inner = QApplication.activeModalWidget()
            assert inner.objectName() == "backups"
            QTest.keyClick(inner.findChild(QWidget, "restore"), Key.Key_Return)

        QTimer.singleShot(0, choose)
        QTest.mouseClick(dialog.findChild(QWidget, "restore"), LEFT)

    helper.with_dialog(lambda: opened.append(application.open_or_ask(folder, clock)), restore)
    found = opened[0]
    assert found is not None
    lock, collection = found  # type: ignore[misc]
    assert [each["grade"] for each in collection.reviews()] == [4]
    assert collection.check() == []
    collection.close()
    lock.release()
    assert any(file.read_bytes() == damaged for file in folder.glob("damaged*.db"))
    assert "holds your cards" in capsys.readouterr().err


def test_restoring_after_damage_is_undone_in_the_window(
    qapp: QApplication, helper: Desk, tmp_path: Path, clock: HandClock
) -> None:
    folder = tmp_path / "broken"
    collection_with_backup(folder, clock)
    damaged = damage(folder)
    opened: list[Any] = []

    def restore(dialog: QWidget) -> None:
        def choose() -> None:
            inner = QApplication.activeModalWidget()
            QTest.keyClick(inner.findChild(QWidget, "restore"), Key.Key_Return)

        QTimer.singleShot(0, choose)
        QTest.mouseClick(dialog.findChild(QWidget, "restore"), LEFT)

    helper.with_dialog(lambda: opened.append(application.open_or_ask(folder, clock)), restore)
    lock, collection = opened[0]
    assert collection.undoable()[0] == "rescue"
    failed: list[UserError] = []
    window = application.build(qapp, collection)
    window.lost.connect(failed.append)
    window.show()
    settle()
    QTest.keyClick(window, Key.Key_Z, CTRL)
    settle()
    assert [type(each) for each in failed] == [StoreDamaged]
    assert collection.file.read_bytes() == damaged
    window.close()
    window.jobs.close()
    collection.close()
    lock.release()


def test_restoring_can_be_given_up(helper: Desk, tmp_path: Path, clock: HandClock) -> None:
    folder = tmp_path / "broken"
    collection_with_backup(folder, clock)
    damaged = damage(folder)
    opened: list[object] = []

    def restore_and_cancel(dialog: QWidget) -> None:
        QTimer.singleShot(0, lambda: QTest.keyClick(QApplication.activeModalWidget(), Key.Key_Escape))
        QTest.mouseClick(dialog.findChild(QWidget, "restore"), LEFT)
        assert dialog.isVisible()
        QTest.mouseClick(dialog.findChild(QWidget, "quit"), LEFT)

    helper.with_dialog(lambda: opened.append(application.open_or_ask(folder, clock)), restore_and_cancel)
    assert opened == [None]
    assert (folder / "collection.db").read_bytes() == damaged


def test_a_newer_collection_is_left_untouched(helper: Desk, tmp_path: Path, clock: HandClock) -> None:
    folder = tmp_path / "newer"
    collection_with_backup(folder, clock)
    with closing(sqlite3.connect(folder / "collection.db")) as file:
        file.execute("PRAGMA user_version = 9999")
    before = (folder / "collection.db").read_bytes()
    opened: list[object] = []
    texts: list[str] = []

    def read(dialog: QWidget) -> None:
        texts.extend(each.text() for each in dialog.findChildren(QLabel))
        assert buttons(dialog) == {"quit", "folder", "again"}
        QTest.keyClick(dialog, Key.Key_Escape)

    helper.with_dialog(lambda: opened.append(application.open_or_ask(folder, clock)), read)
    assert opened == [None]
    assert any("newer version" in each for each in texts)
    assert (folder / "collection.db").read_bytes() == before


def test_a_folder_in_use_asks_the_other_window_to_come_forward(
    helper: Desk, tmp_path: Path, clock: HandClock
) -> None:
    folder = tmp_path / "used"
    first = FolderLock(folder)
    first.take(0)
    opened: list[object] = []
    helper.with_dialog(
        lambda: opened.append(application.open_or_ask(folder, clock)),
        lambda dialog: QTest.keyClick(dialog, Key.Key_Escape),
    )
    first.release()
    assert opened == [None]
    assert (folder / "show-window").exists()


def test_try_again_after_the_obstacle_is_gone(helper: Desk, tmp_path: Path, clock: HandClock) -> None:
    obstacle = tmp_path / "place"
    obstacle.write_text("a file where the folder should be")
    opened: list[object] = []

    def clear_and_try(dialog: QWidget) -> None:
        obstacle.unlink()
        QTest.mouseClick(dialog.findChild(QWidget, "again"), LEFT)

    helper.with_dialog(lambda: opened.append(application.open_or_ask(obstacle, clock)), clear_and_try)
    lock, collection = opened[0]  # type: ignore[misc]
    assert collection.plan().new == 20
    collection.close()
    lock.release()


def test_nothing_is_left_of_a_dialog_that_was_answered(
    helper: Desk, tmp_path: Path, clock: HandClock
) -> None:
    folder = tmp_path / "broken"
    folder.mkdir()
    (folder / "collection.db").write_bytes(b"broken" * 1000)
    gone: list[bool] = []

    def quit_it(dialog: QWidget) -> None:
        dialog.destroyed.connect(lambda: gone.append(True))
        QTest.mouseClick(dialog.findChild(QWidget, "quit"), LEFT)

    helper.with_dialog(lambda: application.open_or_ask(folder, clock), quit_it)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert gone
