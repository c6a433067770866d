"""Lists of combo boxes show their rows whole, everywhere."""

from __future__ import annotations

import re

from pytestqt.qtbot import QtBot

from desktop.gui.combo import Combo
from tests.gui.conftest import Sit, basic, settle
from tests.store.helpers import ROOT


def test_the_last_row_of_a_list_is_whole(sit: Sit, qtbot: QtBot) -> None:
    desk = sit(basic())  # with the style sheet of the window
    box = Combo(desk.window)
    box.addItems(["one", "two", "three"])
    box.show()
    box.showPopup()
    settle()
    view = box.view()
    last = view.visualRect(view.model().index(2, 0))
    assert last.height() > 0
    assert last.bottom() <= view.viewport().height()
    box.hidePopup()


def test_every_box_with_a_list_is_one_of_these() -> None:
    files = list((ROOT / "desktop" / "gui").rglob("*.py"))
    assert len(files) > 100
    makes = re.compile(r"QComboBox\(|class \w+\(QComboBox\)")
    others = [file.name for file in files if makes.search(file.read_text(encoding="utf-8"))]
    assert others == ["combo.py"], "the class itself derives from it"
