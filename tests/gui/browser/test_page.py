from __future__ import annotations

import random

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from desktop.gui.browser import page
from desktop.gui.browser.finder import Wish
from tests.gui.browser.conftest import NAME, Browse, two_decks
from tests.gui.conftest import CTRL, Key, basic, deck, settle

SHIFT = Qt.KeyboardModifier.ShiftModifier


def test_it_opens_on_everything_with_the_keys_in_the_search(browse: Browse) -> None:
    browsing = browse()
    assert browsing.texts == ["apple pie", "date", "banana", "élan vital", "cherry"]
    assert browsing.status == "5 cards"
    assert browsing.desk.focus == "search"
    assert browsing.page.preview.view.question.text == "apple pie"


def test_while_one_types_no_card_is_drawn(browse: Browse, monkeypatch: pytest.MonkeyPatch) -> None:
    """F-02: nothing but the list follows the keys."""
    browsing = browse()
    monkeypatch.setattr(page, "PAUSE_MS", 60_000)
    browsing.search("ban")
    assert browsing.texts == ["banana"]
    assert browsing.page.preview.view.question.text == "apple pie"


def test_it_finds_while_one_types(browse: Browse) -> None:
    browsing = browse()
    browsing.desk.type("ELA")
    browsing.done()
    assert browsing.texts == ["élan vital"]
    assert browsing.status == "1 card"
    assert browsing.page.preview.view.answer.text == "a drive"
    browsing.search("nothing like it")
    assert browsing.texts == []
    assert browsing.desk.shows("browser-empty")
    assert not browsing.page.deeds.actions.all["edit"].isEnabled()


def test_what_makes_no_sense_is_told_in_plain_words(browse: Browse) -> None:
    browsing = browse()
    browsing.search("is:foo")
    assert browsing.problem.startswith("“is:foo” is not known.")
    browsing.search('deck:"<b>no</b>"')
    assert browsing.problem == "There is no deck “<b>no</b>”."
    browsing.search('re:"("')
    assert browsing.problem.startswith("This is no regular expression")
    browsing.search("banana")
    assert browsing.problem == ""


def test_the_latest_search_counts_and_none_overtakes_it(browse: Browse) -> None:
    browsing = browse()
    browsing.desk.type("ban")
    waiting = browsing.work.waiting
    assert len(waiting) == 3
    waiting.reverse()
    browsing.done()
    assert browsing.texts == ["banana"]


def test_columns_sort_by_a_click_and_place_and_selection_stay(browse: Browse) -> None:
    browsing = browse()
    browsing.to_table()
    for _ in range(2):
        browsing.press(Key.Key_Down)
    browsing.press(Key.Key_Down, SHIFT)
    assert browsing.selected == ["banana", "élan vital"]
    header = browsing.page.table.horizontalHeader()
    click = QPoint(header.sectionViewportPosition(0) + 20, header.height() // 2)
    for order in (
        ["apple pie", "banana", "cherry", "date", "élan vital"],
        ["élan vital", "date", "cherry", "banana", "apple pie"],
    ):
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=click)
        browsing.done()
        assert browsing.texts == order
        assert sorted(browsing.selected) == ["banana", "élan vital"]
        assert browsing.page.preview.view.question.text == "élan vital"
    assert browsing.desk.settings.browser_order == "-question"


def test_all_is_selected_however_much_it_is(browse: Browse) -> None:
    """F-02: selecting all asks for no row."""
    browsing = browse()
    browsing.to_table()
    browsing.press(Key.Key_A, CTRL)
    assert len(browsing.selected) == 5
    assert browsing.status == "All 5 cards selected"
    assert len(browsing.page.chosen.numbers) == 5


def test_notes_instead_of_cards(browse: Browse) -> None:
    browsing = browse()
    browsing.page.tool_bar._kind.setFocus()
    browsing.press(Key.Key_Down)
    assert browsing.status == "5 notes"
    assert browsing.page.chosen.are_notes
    assert browsing.page.preview.view.question.text == browsing.texts[0]


def test_esc_leads_home_and_the_search_stays(browse: Browse) -> None:
    browsing = browse()
    browsing.search("banana")
    browsing.press(Key.Key_Escape)
    assert browsing.desk.page == "home"
    browsing.press(Key.Key_B, CTRL)
    assert browsing.texts == ["banana"]
    assert browsing.page.search_bar.text == "banana"


def test_enter_edits_and_the_place_is_kept(browse: Browse) -> None:
    browsing = browse()
    browsing.to_table()
    browsing.press(Key.Key_End)
    assert browsing.selected == ["cherry"]

    def write(dialog: object) -> None:
        browsing.desk.press(Key.Key_A, CTRL)
        browsing.desk.type("cranberry")
        browsing.desk.click(dialog.findChild(object, "save"))  # type: ignore[attr-defined]

    browsing.desk.with_dialog(lambda: browsing.desk.press(Key.Key_Return), write)
    browsing.done()
    assert browsing.selected == ["cranberry"]
    assert browsing.page.preview.view.question.text == "cranberry"
    browsing.press(Key.Key_Z, CTRL)
    assert browsing.selected == ["cherry"]


def test_the_page_follows_what_is_undone_elsewhere(browse: Browse) -> None:
    browsing = browse()
    browsing.search("is:suspended")
    assert browsing.texts == []
    browsing.desk.window.apply(browsing.desk.collection.suspend([1]))
    browsing.done()
    assert browsing.status == "1 card"
    browsing.to_table()
    browsing.press(Key.Key_Z, CTRL)
    assert browsing.status == "0 cards"


def test_the_study_page_leads_to_the_cards_of_a_note(browse: Browse) -> None:
    browsing = browse()
    browsing.press(Key.Key_Escape)
    browsing.desk.begin()
    question = browsing.desk.question
    browsing.desk.menu("action-browse")
    browsing.done()
    assert browsing.desk.page == "browser"
    assert browsing.texts == [question]


def test_what_is_selected_is_practised(browse: Browse) -> None:
    browsing = browse()
    browsing.search("banana or cherry")
    browsing.to_table()
    browsing.press(Key.Key_A, CTRL)
    browsing.act("practise")
    assert browsing.desk.page == "study"
    assert browsing.desk.question in ("banana", "cherry")
    assert browsing.desk.window.study_view.session.progress.total == 2  # type: ignore[union-attr]


def test_names_are_shown_as_they_are_everywhere(browse: Browse) -> None:
    browsing = browse(deck(basic(NAME, NAME), name=NAME))
    browsing.search(NAME.replace('"', ""))
    assert browsing.texts == [NAME]
    assert browsing.page.preview.view.question.text == NAME
    results = browsing.page.table.results
    keys = [column.key for column in results.columns]
    assert results.index(0, keys.index("deck")).data() == f"{NAME} › Section"


def test_a_thousand_strange_searches_do_no_harm(browse: Browse) -> None:
    """U-13: quotes, odd spaces, line breaks and signs of SQL are searched for, or told, never a fault."""
    browsing = browse()
    rng = random.Random(11)
    signs = list("""abe é"'()*:-<>=\\|[]{}^$?+.,;%_~`/&#@!\t\n\0\ud800東ß""")
    known = ["deck:", "tag:", "is:", "or ", "re:", "ease<", "added:", "rated:1:", "-", "nid:", "w:", "flag:"]
    for number in range(1000):
        parts = rng.choices(signs + known * 2, k=rng.randrange(0, 24))
        browsing.page.search_bar.field.setText("".join(parts))
        if number % 10 == 0:
            browsing.done()
    browsing.done()
    browsing.search("banana")
    assert browsing.texts == ["banana"]


@pytest.mark.parametrize("size", [(1024, 600), (700, 600), (340, 380)])
def test_narrow_windows_fold_the_outer_panes_away(browse: Browse, size: tuple[int, int]) -> None:
    browsing = browse(size=size)
    width = browsing.page.panes.width()
    assert browsing.page.table.width() >= min(width, 300) - 20
    assert browsing.page.panes.shows("tree") == (size[0] == 1024)
    assert browsing.page.panes.shows("preview") == (size[0] >= 700)
    browsing.desk.settings.text_size = 200
    settle()
    assert not browsing.page.panes.shows("tree")
    assert browsing.page.table.isVisible()


def test_folded_panes_come_by_their_buttons(browse: Browse) -> None:
    browsing = browse(size=(700, 600))
    browsing.desk.click("fold-tree")
    assert browsing.page.panes.shows("tree")
    assert not browsing.page.panes.shows("preview")
    browsing.desk.click("fold-preview")
    assert not browsing.page.panes.shows("tree")
    assert browsing.page.panes.shows("preview")
    browsing.desk.click("fold-preview")
    assert not browsing.page.panes.shows("preview")


def test_leaving_lets_go_of_the_files(browse: Browse) -> None:
    browsing = browse()
    searcher = browsing.page.finder._searcher
    assert searcher is not None
    assert searcher._link is not None
    browsing.press(Key.Key_Escape)
    assert searcher._link is None


def test_what_is_asked_of_the_finder_is_what_shows(browse: Browse) -> None:
    browsing = browse(*two_decks())
    browsing.search("deck:Fruit")
    assert browsing.page._shown == Wish("deck:Fruit", False, "deck", False)
    assert browsing.texts == ["banana", "élan vital", "cherry"]


def test_a_deck_on_home_leads_to_its_cards(browse: Browse) -> None:
    browsing = browse()
    browsing.press(Key.Key_Escape)
    tree = browsing.desk.window.home.tree
    tree.setCurrentItem(tree.topLevelItem(0))
    browsing.desk.menu("deck-browse")
    browsing.done()
    assert browsing.desk.page == "browser"
    assert browsing.page.search_bar.text == "deck:Fruit"
    assert browsing.texts == ["banana", "élan vital", "cherry"]
