from __future__ import annotations

import pytest

from tests.gui.conftest import CTRL, ByHand, Key, Sit, basic


@pytest.mark.parametrize(
    ("key", "page"), [(Key.Key_Comma, "settings"), (Key.Key_T, "statistics"), (Key.Key_H, "history")]
)
def test_every_page_has_a_way_back_for_the_pointer(sit: Sit, work: ByHand, key: Key, page: str) -> None:
    desk = sit(basic("a"))
    desk.press(key, CTRL)
    work.drain()
    assert desk.window.is_at(page)
    back = desk.find(f"{page}-back")
    assert back.accessibleName() == "Back"
    desk.click(back)
    assert desk.window.is_at("home")
