"""The pages of the window beside Home and study. One more is a file and a line in PAGES."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.store.changes import Changes, Undone

if TYPE_CHECKING:
    from desktop.gui.main_window import MainWindow


class Page(QWidget):
    """A page that the window makes when it is first wanted, and then keeps."""

    def come(self) -> None:
        """Show how things stand now, and take the keyboard; called each time the page is shown."""
        raise NotImplementedError

    def show_changes(self, changes: Changes) -> None:
        """Show what an operation changed, while the page shows."""
        raise NotImplementedError

    def show_undone(self, undone: Undone) -> None:
        """Show what was taken back, while the page shows, besides what changed."""

    def show_redone(self, redone: Undone) -> None:
        """Show what was done again, while the page shows, besides what changed."""

    def may_close(self) -> bool:
        """Return whether the window may close; ask the person where something would be lost."""
        return True


def open_settings(window: MainWindow) -> Page:
    """Make the page with everything that can be set."""
    from desktop.gui.settings_view import SettingsView  # heavy: most sittings never open it

    view = SettingsView(window.collection, window.settings, window.look, window.jobs)
    view.done.connect(window.show_home)
    view.changed.connect(window.apply)
    view.refused.connect(window.notices.refuse)
    view.told.connect(lambda text: window.notices.tell(text))
    return view


def open_editor(window: MainWindow) -> Page:
    """Make the page that adds notes."""
    from desktop.gui.editor.page import EditorPage  # heavy: opened on demand

    return EditorPage(window)


def open_browser(window: MainWindow) -> Page:
    """Make the page that finds cards and notes."""
    from desktop.gui.browser.page import Browser  # heavy: most sittings never open it

    return Browser(window)


def open_note_types(window: MainWindow) -> Page:
    """Make the page where note types are changed."""
    from desktop.gui.note_types.page import NoteTypes  # heavy: most sittings never open it

    return NoteTypes(window)


def open_statistics(window: MainWindow) -> Page:
    """Make the page with the charts; the cards of a bar are shown by the page that finds cards."""
    from desktop.gui.statistics.view import StatisticsView  # heavy: the charts' library, for this page alone

    view = StatisticsView(window.collection, window.look, window.jobs, window.policy)
    view.told.connect(lambda text: window.notices.tell(text))
    view.refused.connect(window.notices.refuse)
    view.cards_wanted.connect(partial(browse, window))
    view.left.connect(window.show_home)
    return view


def open_apart(window: MainWindow) -> Page:
    """Make the page that tells which sides are told apart."""
    from desktop.gui.apart.page import ApartPage  # heavy: opened on demand

    return ApartPage(window)


def browse(window: MainWindow, search: str) -> None:
    """Show the cards that a search finds."""
    from desktop.gui.browser.page import Browser  # heavy: most sittings never open it

    window.show_page("browser")
    browser = window.page("browser")
    if isinstance(browser, Browser):
        browser.browse(search)


def open_history(window: MainWindow) -> Page:
    """Make the page of what was done and of what was deleted."""
    from desktop.gui.history.page import HistoryPage  # heavy: opened on demand

    return HistoryPage(window)


def open_media(window: MainWindow) -> Page:
    """Make the page with all pictures and sounds."""
    from desktop.gui.media_page.page import MediaPage  # heavy: most sittings never open it

    return MediaPage(window)


def open_practice(window: MainWindow) -> Page:
    """Make the page where practice begins."""
    from desktop.gui.practice.page import PracticePage  # heavy: opened on demand

    return PracticePage(window)


def practice(window: MainWindow, deck: int | None, cards: tuple[int, ...] | None = None) -> None:
    """Show the page where practice begins, with a deck chosen (None: everything), or with cards."""
    from desktop.gui.practice.page import PracticePage  # heavy: opened on demand

    page = window.page("practice")
    if isinstance(page, PracticePage):
        page.begin_with(deck, cards)


def open_match(window: MainWindow) -> Page:
    """Make the page where pairs are put together."""
    from desktop.gui.practice.match_page import MatchPage  # heavy: opened on demand

    return MatchPage(window, window.now)


def open_mock_test(window: MainWindow) -> Page:
    """Make the page of mock tests."""
    from desktop.gui.practice.mock_test_page import MockTestPage  # heavy: opened on demand

    return MockTestPage(window, window.now)


def open_plans(window: MainWindow) -> Page:
    """Make the page of plans."""
    from desktop.gui.plans.page import PlansPage  # heavy: opened on demand

    return PlansPage(window)


PAGES: Mapping[str, Callable[[MainWindow], Page]] = {
    "settings": open_settings,
    "browser": open_browser,
    "statistics": open_statistics,
    "apart": open_apart,
    "editor": open_editor,
    "history": open_history,
    "note_types": open_note_types,
    "media": open_media,
    "plans": open_plans,
    "practice": open_practice,
    "match": open_match,
    "mock_test": open_mock_test,
}
