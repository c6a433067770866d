from __future__ import annotations

import pytest

from tests.gui.conftest import ByHand, Sit, basic

PAGES = (
    ("settings", "settings-back"),
    ("statistics", "statistics-back"),
    ("history", "history-back"),
    ("browser", "browser-back"),
    ("editor", "editor-back"),
    ("media", "media-back"),
    ("note_types", "note-types-back"),
)


@pytest.mark.parametrize(("page", "name"), PAGES)
def test_every_page_has_a_way_back_for_the_pointer(sit: Sit, work: ByHand, page: str, name: str) -> None:
    desk = sit(basic("a"))
    desk.window.show_page(page)
    work.drain()
    assert desk.window.is_at(page)
    back = desk.find(name)
    assert back.accessibleName() == "Back"
    desk.click(back)
    assert desk.window.is_at("home")
