"""An image that is covered: chosen, pasted or dropped, drawn on, saved as one step, edited again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from desktop.gui.occlusion_editor.canvas import Canvas
from desktop.gui.occlusion_editor.dialog import OcclusionDialog
from desktop.policy.reading import policy_of
from desktop.render.shapes import SHOWN_OTHERS, Rect, parse
from tests.gui.conftest import CTRL, NONE, Desk, Key, Sit, basic, settle
from tests.gui.occlusion_editor.conftest import SHIFT, drag, image

SHAPE = "{{c1::image-occlusion:rect:left=.1:top=.1:width=.2:height=.3:oi=1}}"
ODD = "{{c2::image-occlusion:star:left=.1}}"


@pytest.fixture
def desk(sit: Sit) -> Desk:
    return sit(basic(), size=(1280, 760))


def covering(desk: Desk, do: Callable[[OcclusionDialog], object]) -> None:
    """Open the editor by its keys and do something in it."""

    def act(dialog: QDialog) -> None:
        assert isinstance(dialog, OcclusionDialog)
        do(dialog)

    desk.with_dialog(lambda: desk.press(Key.Key_O, CTRL | SHIFT), act)


def paste(dialog: OcclusionDialog) -> None:
    QGuiApplication.clipboard().setImage(image())
    QTest.keyClick(dialog.focusWidget(), Key.Key_V, CTRL)
    settle()


def drop(dialog: OcclusionDialog, file: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    enter = QDragEnterEvent(QPoint(9, 9), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, NONE)
    QApplication.sendEvent(dialog, enter)
    assert enter.isAccepted()
    event = QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, NONE)
    QApplication.sendEvent(dialog, event)


def draw(dialog: OcclusionDialog) -> None:
    paste(dialog)
    drag(dialog.canvas, (0.1, 0.1), (0.3, 0.4))
    drag(dialog.canvas, (0.5, 0.5), (0.9, 0.9))


def finish(dialog: OcclusionDialog) -> None:
    QTest.keyClick(dialog.canvas, Key.Key_Return, CTRL)


def fault(dialog: OcclusionDialog) -> str:
    shown = dialog.findChild(QLabel, "fault")
    return shown.text() if shown.isVisible() else ""


def added(desk: Desk) -> dict[str, str]:
    """Add a drawn note; return its fields."""

    def do(dialog: OcclusionDialog) -> None:
        draw(dialog)
        dialog.texts.boxes["Header"].show_html("Who?")
        finish(dialog)

    covering(desk, do)
    return dict(next(each.note.fields for each in desk.collection.cards() if "Occlusion" in each.note.fields))


def test_a_pasted_picture_becomes_a_note_with_a_card_for_each_area(desk: Desk) -> None:
    fields = added(desk)
    assert desk.notice == "Added 2 cards."
    cards = [each for each in desk.collection.cards() if each.note.note_type.kind == "occlusion"]
    assert [each.ordinal for each in cards] == [0, 1]
    assert len(parse(fields["Occlusion"]).areas) == 2
    name = fields["Image"].split('"')[1]
    kept = desk.collection.media(name)
    assert kept is not None
    assert kept.read_bytes().startswith(b"\x89PNG")
    desk.menu("menu-undo")
    assert all(each.note.note_type.kind != "occlusion" for each in desk.collection.cards())


def test_the_card_is_studied_with_its_area_hidden(desk: Desk) -> None:
    added(desk)
    number = next(each.number for each in desk.collection.cards() if each.note.note_type.kind == "occlusion")
    desk.window.practise((number,))
    settle()
    shown = desk.find("occlusion")
    assert "2 hidden areas; area 1 is asked" in shown.accessibleName()


def test_a_file_is_dropped_or_chosen(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a plan & more.png"
    image().save(str(file))

    def do(dialog: OcclusionDialog) -> None:
        drop(dialog, file)
        assert not dialog.canvas.image.isNull()
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
        QTest.mouseClick(dialog.findChild(QWidget, "choose-picture"), Qt.MouseButton.LeftButton)
        drag(dialog.canvas, (0.1, 0.1), (0.3, 0.4))
        finish(dialog)

    covering(desk, do)
    assert desk.notice == "Added 1 card."
    assert desk.collection.media("a plan & more.png") is not None


def test_what_is_missing_is_said_and_nothing_is_stored(desk: Desk, tmp_path: Path) -> None:
    bad = tmp_path / "no picture.png"
    bad.write_bytes(b"not at all")
    said: list[str] = []

    def do(dialog: OcclusionDialog) -> None:
        finish(dialog)
        dialog.accept()
        said.append(fault(dialog))
        QGuiApplication.clipboard().setText("words")
        dialog.paste()
        said.append(fault(dialog))
        drop(dialog, bad)
        said.append(fault(dialog))
        paste(dialog)
        finish(dialog)
        said.append(fault(dialog))
        dialog._picture = None
        dialog.reject()

    covering(desk, do)
    assert said[0] == "Choose a picture first."
    assert "no picture in the clipboard" in said[1]
    assert "no picture.png is no picture" in said[2]
    assert said[3] == "Draw at least one area first."
    assert desk.dump_rows(
        "SELECT COUNT(*) FROM note WHERE note_type IN (SELECT id FROM note_type WHERE kind = 'occlusion')"
    ) == [(0,)]
    assert desk.dump_rows("SELECT COUNT(*) FROM media_name") == [(0,)], "no picture is kept before it is used"


def test_esc_gives_nothing_up_unasked(desk: Desk) -> None:
    asked: list[str] = []

    def do(dialog: OcclusionDialog) -> None:
        draw(dialog)
        dialog.canvas.choose(())

        def answer(question: QDialog) -> None:
            asked.append(question.objectName())
            QTest.keyClick(question.focusWidget(), Key.Key_Return)

        desk.with_dialog(lambda: QTest.keyClick(dialog.canvas, Key.Key_Escape), answer)
        assert dialog.isVisible(), "Enter goes on"
        desk.with_dialog(
            lambda: QTest.keyClick(dialog.canvas, Key.Key_Escape),
            lambda question: QTest.mouseClick(
                question.findChild(QWidget, "discard"), Qt.MouseButton.LeftButton
            ),
        )
        assert not dialog.isVisible()

    covering(desk, do)
    assert asked == ["discard-drawing"]


def test_labels_are_written(desk: Desk) -> None:
    def do(dialog: OcclusionDialog) -> None:
        draw(dialog)

        def write(question: QDialog) -> None:
            QTest.keyClicks(question.findChild(QPlainTextEdit, "label-text"), "Heart: left")
            QTest.keyClick(question.findChild(QPlainTextEdit, "label-text"), Key.Key_Return, CTRL)

        dialog.canvas.choose(())
        QTest.keyClick(dialog.canvas, Key.Key_T)
        desk.with_dialog(lambda: QTest.keyClick(dialog.canvas, Key.Key_Return), write)
        dialog.activateWindow()
        settle()
        finish(dialog)

    covering(desk, do)
    html = next(
        each.note.fields["Occlusion"] for each in desk.collection.cards() if "Occlusion" in each.note.fields
    )
    assert "text=Heart\\: left" in html
    assert desk.notice == "Added 2 cards."


def test_a_note_is_edited_and_what_is_not_touched_stays(desk: Desk) -> None:
    fields = added(desk)
    card = next(each for each in desk.collection.cards() if each.note.note_type.kind == "occlusion")
    desk.collection.writing.edit(card.note_number, {"Occlusion": f"{SHAPE}<br>{ODD}<br>tail"})
    counted: list[str] = []

    def do(dialog: QDialog) -> None:
        assert isinstance(dialog, OcclusionDialog)
        assert not dialog.canvas.image.isNull()
        counted.append(dialog.findChild(QLabel, "occlusion-count").text())
        drag(dialog.canvas, (0.5, 0.5), (0.9, 0.9))
        dialog.texts.mode.setCurrentIndex(dialog.texts.mode.findData(SHOWN_OTHERS))
        dialog.texts.mode.activated.emit(dialog.texts.mode.currentIndex())
        dialog.canvas.undo()
        finish(dialog)

    desk.with_dialog(lambda: desk.window.errands.edit_note(card.note_number), do)
    note = desk.collection.writing.note(card.note_number)
    assert note.fields["Occlusion"].startswith(f"{SHAPE}<br>{ODD}<br>")
    assert note.fields["Image"] == fields["Image"]
    assert "cannot be drawn here and stay as they are: 1" in counted[0]
    assert [each.numbers for each in parse(note.fields["Occlusion"]).areas] == [(1,), (3,)]
    assert desk.collection.undoable() == ("edit", "")
    desk.menu("menu-undo")
    assert desk.collection.writing.note(card.note_number).fields["Occlusion"] == f"{SHAPE}<br>{ODD}<br>tail"


def test_leaving_without_a_change_stores_nothing(desk: Desk) -> None:
    added(desk)
    before = desk.collection.undoable()
    card = next(each for each in desk.collection.cards() if each.note.note_type.kind == "occlusion")
    desk.with_dialog(
        lambda: desk.window.errands.edit(card.number), lambda dialog: QTest.keyClick(dialog, Key.Key_Escape)
    )
    assert desk.collection.undoable() == before


def test_a_picture_that_is_missing_is_said(desk: Desk) -> None:
    added(desk)
    card = next(each for each in desk.collection.cards() if each.note.note_type.kind == "occlusion")
    desk.collection.writing.edit(card.note_number, {"Image": '<img src="gone.png">'})
    said: list[str] = []

    def do(dialog: QDialog) -> None:
        assert isinstance(dialog, OcclusionDialog)
        said.append(fault(dialog))
        paste(dialog)
        said.append(fault(dialog))
        finish(dialog)

    desk.with_dialog(lambda: desk.window.errands.edit_note(card.note_number), do)
    assert "“gone.png” cannot be shown" in said[0]
    assert said[1] == ""
    assert "gone.png" not in desk.collection.writing.note(card.note_number).fields["Image"]
    assert len(parse(desk.collection.writing.note(card.note_number).fields["Occlusion"]).areas) == 2


@pytest.mark.parametrize("size", [100, 200])
def test_everything_has_a_name_and_room(desk: Desk, size: int) -> None:
    desk.settings.text_size = size

    def do(dialog: OcclusionDialog) -> None:
        draw(dialog)
        for kind in (QAbstractButton, QLineEdit, QTextEdit, QComboBox, Canvas):
            for each in dialog.findChildren(kind):
                if each.isVisible() and not each.objectName().startswith("qt_"):
                    assert each.objectName(), each
                    assert each.accessibleName(), each.objectName()
        assert dialog.width() <= dialog.screen().availableGeometry().width()
        assert dialog.canvas.height() >= 150
        if size == 200:
            QTest.mouseClick(dialog.findChild(QWidget, "show-texts"), Qt.MouseButton.LeftButton)
            settle()
        assert dialog.texts.isVisible()
        assert isinstance(dialog.canvas.drawing.items[0].shape, Rect)
        finish(dialog) if size == 100 else dialog.accept()

    covering(desk, do)
    assert desk.notice == "Added 2 cards."


def test_the_entry_rests_where_editing_is_turned_off(sit: Sit) -> None:
    desk = sit(basic(), policy=policy_of(b'disabled = ["edit"]', Path("policy.toml")))
    action = next(each for each in desk.window.findChildren(QAction) if each.objectName() == "menu-cover")
    assert not action.isEnabled()
    desk.window.errands.cover_image()
    assert "administrator" in desk.notice


def test_areas_that_differ_are_left_as_they_are_unless_told(desk: Desk) -> None:
    added(desk)
    card = next(each for each in desk.collection.cards() if each.note.note_type.kind == "occlusion")
    mixed = SHAPE + SHAPE.replace("c1", "c2").replace(":oi=1", "")
    desk.collection.writing.edit(card.note_number, {"Occlusion": mixed})
    told: list[int] = []

    def do(dialog: QDialog) -> None:
        assert isinstance(dialog, OcclusionDialog)
        told.append(dialog.texts.mode.currentIndex())
        QTest.keyClick(dialog.texts.mode, Key.Key_Down)
        told.append(dialog.texts.mode.currentIndex())
        finish(dialog)

    desk.with_dialog(lambda: desk.window.errands.edit_note(card.note_number), do)
    assert told == [-1, 0]
    html = desk.collection.writing.note(card.note_number).fields["Occlusion"]
    assert [each.others for each in parse(html).areas] == [1, 1]
