"""Bringing decks in by hand: what is shown, what can be chosen, what is done and left."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QIODevice,
    QMimeData,
    QPoint,
    QPointF,
    QSize,
    Qt,
    QTimer,
    QUrl,
)
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QTextBrowser,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.exchange.making import note_of
from desktop.gui.card_view import CardView
from desktop.gui.importing.dialog import ImportDialog
from desktop.gui.importing.reading import Source
from desktop.gui.jobs import Jobs
from desktop.store.importing import PREFIX
from desktop.study.incoming import CardState, Incoming, IncomingMedia, IncomingNote, PastReview
from desktop.study.note import NAMESPACE, derived
from tests.gui.conftest import CTRL, ByHand, Desk, Key, Sit, basic, settle

TABLE = "front;back\nHund;dog\nKatze;cat\nHund;hound\n;nothing\n"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A small table of cards with one that stands there twice and one without a front."""
    file = tmp_path / "Animals.csv"
    file.write_text(TABLE, encoding="utf-8")
    return file


@pytest.fixture(autouse=True)
def nothing_is_left_of_imports(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Let temporary files lie where the tests can count them."""
    (tmp_path / "temp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temp"))


def left(tmp_path: Path) -> list[str]:
    return [each.name for each in (tmp_path / "temp").iterdir() if each.name.startswith(PREFIX)]


def text(dialog: QWidget, name: str) -> str:
    found = dialog.findChild(QWidget, name)
    assert isinstance(found, QLabel | QAbstractButton | QPlainTextEdit)
    return found.toPlainText() if isinstance(found, QPlainTextEdit) else found.text()


def button(dialog: QWidget, name: str) -> QPushButton:
    found = dialog.findChild(QPushButton, name)
    assert isinstance(found, QPushButton)
    return found


def bring(desk: Desk, work: ByHand, file: Path, then: Callable[[QDialog], object]) -> None:
    """Open the dialog on a file, let it be read, do something in it."""

    def look(dialog: QDialog) -> None:
        work.drain()
        then(dialog)
        settle()
        if dialog.isVisible():
            desk.press(Key.Key_Escape)
        work.drain()

    name = desk.with_dialog(lambda: desk.window.errands.bring_files([file]), look)
    work.drain()
    assert name == "import"


def choose(dialog: QWidget, name: str, shown: str) -> None:
    """Choose the first entry of a box that begins so, by the arrow keys."""
    box = dialog.findChild(QComboBox, name)
    assert isinstance(box, QComboBox)
    assert box.isVisible()
    box.setFocus()
    QTest.keyClick(box, Key.Key_Home)
    while not box.currentText().startswith(shown) and box.currentIndex() + 1 < box.count():
        QTest.keyClick(box, Key.Key_Down)
    settle()
    assert box.currentText().startswith(shown)


def box(dialog: QWidget, name: str) -> QCheckBox:
    found = dialog.findChild(QCheckBox, name)
    assert isinstance(found, QCheckBox)
    return found


def fronts(desk: Desk) -> list[str]:
    return [next(iter(each.note.fields.values())) for each in desk.collection.cards()]


def test_a_table_is_shown_and_taken_in_and_taken_back(
    sit: Sit, work: ByHand, table: Path, tmp_path: Path
) -> None:
    desk = sit(basic())

    def take(dialog: QDialog) -> None:
        assert text(dialog, "import-what") == "Animals.csv · Text with columns"
        assert "New: 2 notes with 2 cards." in text(dialog, "import-summary")
        assert "line 5: the front is empty" in text(dialog, "import-details")
        assert button(dialog, "accept").text() == "Bring in 2 notes"
        desk.press(Key.Key_Return)
        assert text(dialog, "import-doing") == "Bringing it in…"
        work.drain()
        assert "Came in: 2 notes with 2 cards." in text(dialog, "import-summary")
        desk.press(Key.Key_Return)

    bring(desk, work, table, take)
    assert [row.name for row in desk.collection.tree()] == ["Small deck", "Section", "Animals"]
    assert desk.focus == "study-button"
    assert left(tmp_path) == []
    desk.press(Key.Key_Z, CTRL)
    desk.press(Key.Key_Z, CTRL)  # it is under way already
    assert desk.notice == "Taking it back…"
    work.drain()
    assert desk.notice == "Undone: Import of Animals"
    assert [row.name for row in desk.collection.tree()] == ["Small deck", "Section"]


def test_the_first_cards_are_drawn_one_by_one(sit: Sit, work: ByHand, table: Path) -> None:
    desk = sit(basic())

    def turn(dialog: QDialog) -> None:
        card = dialog.findChild(CardView, "preview-card")
        assert isinstance(card, CardView)
        assert (card.question.text, card.answer.text) == ("Hund", "dog")
        assert text(dialog, "preview-where") == "Card 1 of the first 3"
        assert not button(dialog, "preview-back").isEnabled()
        desk.click(button(dialog, "preview-next"))
        assert (card.question.text, card.answer.text) == ("Katze", "cat")
        desk.click(button(dialog, "preview-back"))
        assert card.question.text == "Hund"
        desk.press(Key.Key_Escape)

    bring(desk, work, table, turn)
    assert len(fronts(desk)) == 1


def test_pictures_show_in_the_preview(sit: Sit, work: ByHand, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = sit(basic())
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image = QImage(12, 8, QImage.Format.Format_RGB32)
    image.fill(0)
    image.save(buffer, "PNG")
    media = IncomingMedia("a dog.png", data.size(), lambda: bytes(data.data()))
    made = note_of("basic", '<img src="a%20dog.png">', "dog", [])
    coming = Incoming("Test", ("D",), lambda: iter([IncomingNote(made)]), 1, media=[media])
    monkeypatch.setattr(Source, "read", lambda *_: coming)

    def look(dialog: QDialog) -> None:
        card = dialog.findChild(CardView, "preview-card")
        assert isinstance(card, CardView)
        assert card.question.compiled.images == ("a dog.png",)
        found = card.media.picture("a dog.png", QSize(100, 100))
        assert found is not None
        assert (found.width(), found.height()) == (12, 8)

    bring(desk, work, Path("any"), look)


def test_changes_of_a_table_are_read_anew(sit: Sit, work: ByHand, table: Path) -> None:
    desk = sit(basic())

    def change(dialog: QDialog) -> None:
        assert box(dialog, "import-header").isChecked()
        desk.click_at_once(box(dialog, "import-header"), QPoint(8, 8))
        assert not button(dialog, "accept").isEnabled()
        work.drain()
        assert button(dialog, "accept").text() == "Bring in 3 notes"
        desk.click_at_once(box(dialog, "import-header"), QPoint(8, 8))
        choose(dialog, "import-kind", "Both")
        work.drain()
        assert "New: 2 notes with 4 cards." in text(dialog, "import-summary")
        choose(dialog, "import-column-1", "Back")
        choose(dialog, "import-column-2", "Front")
        work.drain()
        card = dialog.findChild(CardView, "preview-card")
        assert isinstance(card, CardView)
        assert (card.question.text, card.answer.text) == ("dog", "Hund")
        choose(dialog, "import-separator", "Tab")
        work.drain()
        assert not button(dialog, "accept").isEnabled()
        assert "one column" in text(dialog, "import-details")
        choose(dialog, "import-separator", "Semicolon")
        work.drain()
        assert button(dialog, "accept").isEnabled()

    bring(desk, work, table, change)


def test_columns_can_be_parted_by_any_signs(sit: Sit, work: ByHand, tmp_path: Path) -> None:
    desk = sit(basic())
    file = tmp_path / "odd.txt"
    file.write_text("lead <> contact, maybe\nquota <> target, met\nclose <> yes, signed\n", encoding="utf-8")

    def act(dialog: QDialog) -> None:
        signs = dialog.findChild(QLineEdit, "import-separator-text")
        assert isinstance(signs, QLineEdit)
        signs.setFocus()
        QTest.keyClicks(signs, "<>")
        QTest.keyClick(signs, Key.Key_Tab)
        work.drain()
        assert box(dialog, "import-quoted").isVisible()
        desk.click(button(dialog, "accept"))
        work.drain()

    bring(desk, work, file, act)
    assert {"lead", "quota", "close"} <= set(fronts(desk))


def test_rows_can_be_parted_by_any_signs(sit: Sit, work: ByHand, tmp_path: Path) -> None:
    desk = sit(basic())
    file = tmp_path / "blocks.csv"
    file.write_text("lead\na contact\n\nquota\na target\n\nclose\na yes\n", encoding="utf-8")

    def act(dialog: QDialog) -> None:
        assert "one column" in text(dialog, "import-details")
        rows = dialog.findChild(QComboBox, "import-row-separator")
        assert isinstance(rows, QComboBox)
        assert (rows.currentText(), rows.accessibleName()) == ("Line", "Rows are parted by")
        choose(dialog, "import-row-separator", "Blank line")
        work.drain()
        columns = dialog.findChild(QComboBox, "import-separator")
        assert isinstance(columns, QComboBox)
        assert columns.currentText() == "Line"
        assert not box(dialog, "import-quoted").isVisible()
        assert button(dialog, "accept").text() == "Bring in 3 notes"
        signs = dialog.findChild(QLineEdit, "import-row-separator-text")
        assert isinstance(signs, QLineEdit)
        signs.setFocus()
        QTest.keyClicks(signs, r"\n\nquota\n")
        QTest.keyClick(signs, Key.Key_Tab)
        work.drain()
        assert rows.currentText() == signs.text() == r"\n\nquota\n"
        choose(dialog, "import-row-separator", "Blank line")
        work.drain()
        desk.click(button(dialog, "accept"))
        work.drain()

    bring(desk, work, file, act)
    assert {"lead", "quota", "close"} <= set(fronts(desk))


def test_the_encoding_can_be_chosen(sit: Sit, work: ByHand, tmp_path: Path) -> None:
    desk = sit(basic())
    file = tmp_path / "words.csv"
    file.write_bytes("front;back\nпривет;hello\nмир;world\n".encode("cp1251"))

    def change(dialog: QDialog) -> None:
        choose(dialog, "import-encoding", "KOI8-R")
        work.drain()
        card = dialog.findChild(CardView, "preview-card")
        assert isinstance(card, CardView)
        assert card.question.text == "привет".encode("cp1251").decode("koi8-r")
        choose(dialog, "import-encoding", "CP1251")
        work.drain()
        assert card.question.text == "привет"

    bring(desk, work, file, change)


def test_html_shows_as_typed_unless_it_is_meant(sit: Sit, work: ByHand, tmp_path: Path) -> None:
    desk = sit(basic())
    file = tmp_path / "html.csv"
    file.write_text("front;back\n<b>x</b>;y\nz;w\n")

    def change(dialog: QDialog) -> None:
        card = dialog.findChild(CardView, "preview-card")
        assert isinstance(card, CardView)
        assert card.question.text == "<b>x</b>"
        desk.click_at_once(box(dialog, "import-html"), QPoint(8, 8))
        work.drain()
        assert card.question.text == "x"

    bring(desk, work, file, change)


def test_a_deck_is_typed_and_the_cards_go_there(sit: Sit, work: ByHand, table: Path) -> None:
    desk = sit(basic())

    def change(dialog: QDialog) -> None:
        deck = dialog.findChild(QComboBox, "import-deck")
        assert isinstance(deck, QComboBox)
        assert deck.currentText() == "Animals"
        assert [deck.itemText(at) for at in range(deck.count())] == ["Small deck", "Small deck::Section"]
        deck.lineEdit().setFocus()
        deck.lineEdit().selectAll()
        QTest.keyClicks(deck.lineEdit(), "Mine::German")
        desk.press(Key.Key_Tab)
        work.drain()
        assert "Mine::German" in text(dialog, "import-details")
        desk.click(button(dialog, "accept"))
        work.drain()
        desk.press(Key.Key_Escape)

    bring(desk, work, table, change)
    assert [row.name for row in desk.collection.tree()][-2:] == ["Mine", "German"]


def test_rows_that_are_there_twice_can_all_come(sit: Sit, work: ByHand, table: Path) -> None:
    desk = sit(basic())

    def change(dialog: QDialog) -> None:
        assert "line 4: the same as line 2 (Hund | hound)" in text(dialog, "import-details")
        desk.click_at_once(box(dialog, "import-duplicates"), QPoint(8, 8))
        work.drain()
        assert button(dialog, "accept").text() == "Bring in 3 notes"
        assert box(dialog, "import-duplicates").isVisible()

    bring(desk, work, table, change)


def test_nothing_can_be_brought_in_twice(sit: Sit, work: ByHand, table: Path) -> None:
    desk = sit(basic())

    def take(dialog: QDialog) -> None:
        desk.press(Key.Key_Return)
        work.drain()
        desk.press(Key.Key_Return)

    bring(desk, work, table, take)

    def again(dialog: QDialog) -> None:
        assert "Already here, unchanged: 2 notes." in text(dialog, "import-summary")
        assert not button(dialog, "accept").isEnabled()
        assert button(dialog, "accept").text() == "Nothing to bring in"

    bring(desk, work, table, again)


def test_take_it_back(sit: Sit, work: ByHand, table: Path, tmp_path: Path) -> None:
    desk = sit(basic())

    def take(dialog: QDialog) -> None:
        desk.press(Key.Key_Return)
        work.drain()
        desk.click(button(dialog, "take-back"))

    bring(desk, work, table, take)
    assert desk.notice == "Undone: Import of Animals"
    assert len(fronts(desk)) == 1
    assert left(tmp_path) == []


def test_the_deck_that_came_is_studied_at_once(sit: Sit, work: ByHand, table: Path) -> None:
    desk = sit(basic())

    def take(dialog: QDialog) -> None:
        study = button(dialog, "study-deck")
        assert not study.isVisible()
        desk.press(Key.Key_Return)
        work.drain()
        assert study.accessibleName() == "Study this deck: Animals"
        assert desk.focus == "accept"
        for _ in range(5):
            if desk.focus != "study-deck":
                desk.press(Key.Key_Tab)
        desk.press(Key.Key_Space)

    bring(desk, work, table, take)
    assert desk.page == "study"
    assert desk.question == "Hund"
    desk.answer_card()
    assert desk.question == "Katze"


def test_what_is_here_already_is_not_offered_to_be_studied(sit: Sit, work: ByHand, table: Path) -> None:
    desk = sit(basic())

    def take(dialog: QDialog) -> None:
        desk.press(Key.Key_Return)
        work.drain()
        desk.press(Key.Key_Escape)

    bring(desk, work, table, take)
    assert desk.page == "home"
    table.write_text("id,front,back\n1,Hund,dog\n")
    bring(desk, work, table, take)
    table.write_text("id,front,back\n1,Hund,a dog\n")

    def update(dialog: QDialog) -> None:
        take(dialog)
        assert not button(dialog, "study-deck").isVisible()

    bring(desk, work, table, update)


def test_a_refused_file_says_why(sit: Sit, work: ByHand, tmp_path: Path) -> None:
    desk = sit(basic())
    file = tmp_path / "picture.png"
    file.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8)

    def look(dialog: QDialog) -> None:
        assert text(dialog, "import-summary").startswith("picture.png holds no cards")
        assert not button(dialog, "accept").isEnabled()
        assert button(dialog, "cancel").text() == "Close"
        assert desk.focus == "cancel"
        desk.press(Key.Key_Return)

    bring(desk, work, file, look)
    assert left(tmp_path) == []


def test_cancelling_while_it_is_read_leaves_nothing(
    sit: Sit, work: ByHand, table: Path, tmp_path: Path
) -> None:
    desk = sit(basic())

    def stop(dialog: QDialog) -> None:
        assert dialog.findChild(QProgressBar, "import-progress").isVisible()  # type: ignore[union-attr]
        desk.press(Key.Key_Escape)

    desk.with_dialog(lambda: desk.window.errands.bring_files([table]), stop)
    assert len(work.waiting) == 1
    work.drain()
    assert left(tmp_path) == []
    assert len(fronts(desk)) == 1


def test_cancelling_while_it_is_taken_in_changes_nothing(
    sit: Sit, work: ByHand, table: Path, tmp_path: Path
) -> None:
    desk = sit(basic())

    def stop(dialog: QDialog) -> None:
        desk.press(Key.Key_Return)
        desk.click(button(dialog, "cancel"))
        assert dialog.isVisible()
        assert text(dialog, "import-doing") == "Stopping…"
        work.drain()
        assert not dialog.isVisible()

    bring(desk, work, table, stop)
    assert len(fronts(desk)) == 1
    assert desk.collection.undoable() is None
    assert left(tmp_path) == []


def go_through(
    desk: Desk, work: ByHand, files: Sequence[Path], act: Callable[[QDialog, int], object]
) -> list[str]:
    """Bring files in, act in each dialog; return the titles of those that came."""
    titles: list[str] = []
    timer = QTimer()

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, ImportDialog) and dialog.isActiveWindow():
            work.drain()
            titles.append(dialog.windowTitle())
            act(dialog, len(titles))

    timer.timeout.connect(look)
    timer.start(0)
    desk.window.errands.bring_files(files)
    timer.stop()
    desk.window.activateWindow()
    work.drain()
    return titles


@pytest.mark.parametrize("key", [None, Key.Key_Escape])
def test_one_file_after_the_other_until_the_person_stops(
    sit: Sit, work: ByHand, table: Path, key: Key | None
) -> None:
    desk = sit(basic())

    def act(dialog: QDialog, place: int) -> None:
        if key and place == 2:
            desk.press(key)
        else:
            desk.click(button(dialog, "skip" if place == 1 else "cancel"))

    assert go_through(desk, work, [table] * 3, act) == ["Import, 1 of 3", "Import, 2 of 3"]


def test_a_refused_file_stops_no_other(sit: Sit, work: ByHand, table: Path, tmp_path: Path) -> None:
    desk = sit(basic())
    broken = tmp_path / "broken.apkg"
    broken.write_bytes(b"no package")
    titles = go_through(desk, work, [broken, broken, table], lambda *_: desk.press(Key.Key_Escape))
    assert titles == ["Import, 1 of 3", "Import, 2 of 3", "Import, 3 of 3"]


def test_a_mistake_of_ours_in_the_dialog_does_not_end_importing(
    sit: Sit, work: ByHand, table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = sit(basic())
    with monkeypatch.context() as patch:
        patch.setattr(ImportDialog, "run", lambda _: 1 // 0)
        with pytest.raises(ZeroDivisionError):
            desk.window.errands.bring_files([table])
    work.drain()
    for each in QApplication.topLevelWidgets():
        if isinstance(each, ImportDialog):
            each.reject()
    work.drain()
    bring(desk, work, table, lambda _: None)


def whole() -> Incoming:
    notes = [IncomingNote(note_of("basic", "front", "back", []))]
    return Incoming("Test collection", ("D",), lambda: iter(notes), 1, whole=True)


@pytest.mark.parametrize("sure", [True, False])
def test_replacing_everything_is_asked_twice(
    sit: Sit, work: ByHand, monkeypatch: pytest.MonkeyPatch, sure: bool
) -> None:
    desk = sit(basic())
    monkeypatch.setattr(Source, "read", lambda *_: whole())

    def take(dialog: QDialog) -> None:
        merge, replace = (dialog.findChild(QRadioButton, f"import-{each}") for each in ("merge", "replace"))
        assert isinstance(merge, QRadioButton)
        assert isinstance(replace, QRadioButton)
        assert merge.isChecked()
        desk.click_at_once(replace, QPoint(8, 8))
        work.drain()
        assert button(dialog, "accept").text() == "Replace everything with 1 note"

        def answer(asked: QDialog) -> None:
            assert desk.focus == "cancel"
            desk.click(button(asked, "replace" if sure else "cancel"))

        nested = desk.with_dialog(lambda: desk.click(button(dialog, "accept")), answer)
        assert nested == "import-replace-all"
        dialog.activateWindow()
        work.drain()
        assert dialog.isVisible()
        desk.click(button(dialog, "accept" if sure else "cancel"))

    bring(desk, work, Path("any"), take)
    assert fronts(desk) == (["front"] if sure else ["Capital of France?"])


def test_answers_and_dates_can_be_left_out(sit: Sit, work: ByHand, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = sit(basic())
    card = CardState(0, reviews=(PastReview(1_700_000_000_000, 4),))
    notes = [IncomingNote(note_of("basic", "front", "back", []), cards=(card,))]
    monkeypatch.setattr(Source, "read", lambda *_: Incoming("Test", ("D",), lambda: iter(notes), 1))

    def change(dialog: QDialog) -> None:
        assert "From another program: 1 answer." in text(dialog, "import-summary")
        desk.click_at_once(box(dialog, "import-history"), QPoint(8, 8))
        work.drain()
        assert "answer" not in text(dialog, "import-summary")
        assert box(dialog, "import-history").isVisible()

    bring(desk, work, Path("any"), change)


def test_texts_that_i_changed_stay_unless_i_say_so(
    sit: Sit, work: ByHand, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = sit(basic())
    uid = derived(NAMESPACE, "test note 1")
    backs = ["back", "newer"]
    monkeypatch.setattr(
        Source,
        "read",
        lambda *_: Incoming(
            "Test", ("D",), lambda: iter([IncomingNote(note_of("basic", "front", backs[0], [], uid=uid))]), 1
        ),
    )

    def take(dialog: QDialog) -> None:
        assert not box(dialog, "import-overwrite").isVisible()
        desk.click(button(dialog, "accept"))
        work.drain()
        desk.press(Key.Key_Return)

    bring(desk, work, Path("any"), take)
    card = next(each for each in desk.collection.cards() if "back" in each.note.fields.values())
    field = next(name for name, value in card.note.fields.items() if value == "back")
    desk.collection.writing.edit(card.note_number, {field: "mine"})
    backs.pop(0)

    def replace(dialog: QDialog) -> None:
        assert "which stays: 1 note." in text(dialog, "import-summary")
        assert not button(dialog, "accept").isEnabled()
        desk.click_at_once(box(dialog, "import-overwrite"), QPoint(8, 8))
        work.drain()
        assert button(dialog, "accept").text() == "Update 1 note"
        desk.click(button(dialog, "accept"))
        work.drain()
        desk.press(Key.Key_Return)

    bring(desk, work, Path("any"), replace)
    assert desk.collection.card(card.number).note.fields[field] == "newer"


def test_settings_of_the_file_come_only_where_they_are_wanted(
    sit: Sit, work: ByHand, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = sit(basic())
    before = desk.collection.options.new_per_day
    coming = Incoming("Test", ("D",), lambda: iter([]), 0, options={"new_per_day": before + 3})
    monkeypatch.setattr(Source, "read", lambda *_: coming)

    def take(dialog: QDialog) -> None:
        assert not button(dialog, "accept").isEnabled()
        assert "yours stay as they are" in text(dialog, "import-details")
        desk.click_at_once(box(dialog, "import-settings"), QPoint(8, 8))
        work.drain()
        assert button(dialog, "accept").text() == "Take over the settings"
        desk.click(button(dialog, "accept"))
        work.drain()
        desk.press(Key.Key_Return)

    bring(desk, work, Path("any"), take)
    assert desk.collection.options.new_per_day == before + 3
    desk.press(Key.Key_Z, CTRL)
    work.drain()
    assert desk.collection.options.new_per_day == before


# ---------------------------------------------------------------------- ways in


def test_the_menu_opens_a_file_dialog(sit: Sit, work: ByHand, table: Path) -> None:
    desk = sit(basic())
    seen: list[str] = []
    timer = QTimer()

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QFileDialog):
            assert "*.apkg" in dialog.nameFilters()[0]
            dialog.selectFile(str(table))
            seen.append("files")
            dialog.accept()
        elif isinstance(dialog, ImportDialog) and dialog.isActiveWindow():
            work.drain()
            seen.append(text(dialog, "import-what"))
            dialog.reject()

    timer.timeout.connect(act)
    timer.start(0)
    desk.press(Key.Key_I, CTRL)
    timer.stop()
    desk.window.activateWindow()
    work.drain()
    assert seen == ["files", "Animals.csv · Text with columns"]


def drop(window: QWidget, mime: QMimeData) -> bool:
    """Drop something on the window as another program does; return whether it was taken."""
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(60, 60), Qt.DropAction.CopyAction, mime, left, none)
    enter.ignore()
    QApplication.sendEvent(window, enter)
    if enter.isAccepted():
        event = QDropEvent(QPointF(60, 60), Qt.DropAction.CopyAction, mime, left, none)
        QApplication.sendEvent(window, event)
    return enter.isAccepted()


def test_files_are_dropped_on_the_window(sit: Sit, work: ByHand, table: Path) -> None:
    desk = sit(basic())
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(table))])
    seen: list[str] = []

    def look(dialog: QDialog) -> None:
        work.drain()
        seen.append(text(dialog, "import-what"))
        desk.press(Key.Key_Escape)

    def let_go() -> None:
        assert drop(desk.window, mime)
        settle()

    desk.with_dialog(let_go, look)
    work.drain()
    assert seen == ["Animals.csv · Text with columns"]


def test_what_is_no_file_is_not_taken(sit: Sit) -> None:
    desk = sit(basic())
    mime = QMimeData()
    mime.setUrls([QUrl("https://example.com/a.csv")])
    assert not drop(desk.window, mime)


def test_the_clipboard_is_brought_in(sit: Sit, work: ByHand) -> None:
    desk = sit(basic())
    QApplication.clipboard().setText("Baum\ttree\nHaus\thouse")
    seen: list[str] = []

    def take(dialog: QDialog) -> None:
        work.drain()
        seen.append(text(dialog, "accept"))
        desk.press(Key.Key_Return)
        work.drain()
        desk.press(Key.Key_Return)

    desk.with_dialog(lambda: desk.menu("menu-paste"), take)
    work.drain()
    assert seen == ["Bring in 2 notes"]
    assert {"Baum", "Haus"} <= set(fronts(desk))


def test_an_empty_clipboard_is_told(sit: Sit) -> None:
    desk = sit(basic())
    QApplication.clipboard().clear()
    desk.menu("menu-paste")
    assert desk.notice == "There is no text in the clipboard."


# ---------------------------------------------------------------------- what holds of every dialog


def test_everything_has_a_name_and_no_text_is_markup(sit: Sit, work: ByHand, tmp_path: Path) -> None:
    desk = sit(basic())
    mark = "<b>x</b>&amp;"
    file = tmp_path / "b&amp;.csv"
    file.write_text(f"front {mark},back,tags\n{mark},{mark},t\n,{mark},t\n{mark},other,t\n", encoding="utf-8")

    def look(dialog: QDialog) -> None:
        if not box(dialog, "import-header").isChecked():
            desk.click_at_once(box(dialog, "import-header"), QPoint(8, 8))
            work.drain()
        touched = (QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QProgressBar, QTextBrowser)
        shown = [each for each in dialog.findChildren(QWidget) if each.isVisible()]
        nameless = [each for each in shown if isinstance(each, touched) and not each.accessibleName()]
        assert [each.objectName() for each in nameless if not each.objectName().startswith("qt_")] == []
        labels = [each for each in shown if isinstance(each, QLabel) and "<b>" in each.text()]
        assert any("front" in each.text() for each in labels)
        assert {each.textFormat() for each in labels} == {Qt.TextFormat.PlainText}
        assert not any(each.toolTip() for each in shown)
        assert mark in text(dialog, "import-details")

    bring(desk, work, file, look)


def test_a_deck_with_large_text_fits_a_small_screen(sit: Sit, work: ByHand, table: Path) -> None:
    desk = sit(basic())
    desk.settings.text_size = 200

    def look(dialog: QDialog) -> None:
        settle()
        room = dialog.screen().availableGeometry()
        assert dialog.minimumSizeHint().height() <= 600
        assert dialog.height() <= room.height()

    bring(desk, work, table, look)


def test_work_on_another_thread_is_stopped_and_leaves_nothing(
    sit: Sit, work: ByHand, tmp_path: Path, qtbot: QtBot
) -> None:
    desk = sit(basic())
    file = tmp_path / "many.csv"
    file.write_text("front;back\n" + "".join(f"f{at};b{at}\n" for at in range(20_000)))
    jobs = Jobs()
    dialog = ImportDialog(desk.window, desk.collection, jobs, desk.look, Source.of(file))
    bar = dialog.findChild(QProgressBar, "import-progress")
    assert isinstance(bar, QProgressBar)
    dialog.show()
    qtbot.waitUntil(lambda: bar.maximum() > 0 and bar.value() > 0, timeout=20_000)
    assert bar.value() < bar.maximum()
    dialog.reject()
    jobs.close()
    settle()
    assert not dialog.isVisible()
    assert left(tmp_path) == []
    assert len(fronts(desk)) == 1
    dialog.deleteLater()
