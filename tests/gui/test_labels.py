from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.gui.labels import Button, label, restyle

NAME = "<b>Sales</b>&amp; <img src='x.png'>"


def test_a_label_shows_text_as_it_is(qapp: QApplication) -> None:
    made = label(NAME, "body")
    assert made.text() == NAME
    assert made.textFormat() == Qt.TextFormat.PlainText
    plain = label("<b>Sales</b>&amp; <img src='x.png'>".replace("<", "("), "body")
    assert abs(made.sizeHint().width() - plain.sizeHint().width()) < 40


def test_a_label_wraps_where_it_is_told_to(qapp: QApplication) -> None:
    assert label("x " * 100, "body", wrap=True).heightForWidth(100) > 100
    assert not label("x", "body").wordWrap()


def test_restyle_reaches_what_is_inside(qapp: QApplication) -> None:
    button = Button("x")
    inside = label("y", "name")
    inside.setParent(button)
    restyle(button, tone="again", role="grade")
    assert (button.property("tone"), button.property("role")) == ("again", "grade")


def test_a_held_key_presses_once(qapp: QApplication) -> None:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent

    button = Button("x")
    button.setAutoDefault(True)
    pressed: list[int] = []
    button.clicked.connect(lambda: pressed.append(1))
    for key, text in ((Qt.Key.Key_Return, "\r"), (Qt.Key.Key_Space, " ")):
        pressed.clear()
        for _ in range(5):
            event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text, True)
            QApplication.sendEvent(button, event)
            assert event.isAccepted()
        assert pressed == []
        QTest.keyClick(button, key)
        assert pressed == [1]
