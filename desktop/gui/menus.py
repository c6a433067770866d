"""The menu bar."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMenu

from desktop import APP_NAME
from desktop.gui.deck_deeds import DeckDeeds
from desktop.gui.evening import Evening
from desktop.gui.keys import letter_of
from desktop.gui.words import tr

if TYPE_CHECKING:
    from desktop.gui.main_window import MainWindow

SETTING_OF = {"text_size": ("larger", "smaller", "usual"), "theme": ("system", "light", "dark")}
"""The actions that change a setting."""


class Menus:
    """Fills the menus of a window and keeps the actions that others need to reach."""

    def __init__(self, window: MainWindow, titles: Sequence[QMenu]) -> None:
        self._window = window
        self._actions: list[QAction] = []
        self._decks = DeckDeeds(window)
        file, edit, study, view, help_menu = titles
        self._file(file)
        self._edit(edit)
        self._study(study)
        self._view(view)
        self._help(help_menu)
        self.offer_card(window.is_at("study_view"))
        study.setToolTipsVisible(True)
        self._hold_back(titles)

    def _hold_back(self, menus: Sequence[QMenu]) -> None:
        """Let rest what the administrator has turned off or set."""
        policy = self._window.policy
        resting = {name: tr("Turned off by your administrator") for name in policy.disabled}
        resting |= dict.fromkeys(self._window.settings.locked, tr("Set by your administrator"))
        of_one = {
            "import": ("import", "paste"),
            "export": ("export",),
            "edit": ("editor", "cover", "note-types"),
            **SETTING_OF,
        }
        for feature, why in resting.items():
            for name in of_one.get(feature, ()):
                action = self.named(name)
                action.setEnabled(False)
                action.setToolTip(why)
                for menu in menus:
                    menu.setToolTipsVisible(menu.toolTipsVisible() or action in menu.actions())

    def named(self, name: str) -> QAction:
        """Return the action with a name."""
        return next(each for each in self._actions if each.objectName() == f"menu-{name}")

    def _add(
        self, menu: QMenu, name: str, text: str, do: Callable[[], object], keys: str | list[str] = ""
    ) -> QAction:
        action = QAction(text, self._window)
        action.setObjectName(f"menu-{name}")
        action.setAutoRepeat(False)
        action.setShortcuts([QKeySequence(key) for key in ([keys] if isinstance(keys, str) else keys) if key])
        action.triggered.connect(lambda _=False: do())
        menu.addAction(action)
        self._actions.append(action)
        return action

    def by_place(self, event: QKeyEvent) -> bool:
        """Carry out the shortcut at the place of a key: the layout types no letter that Qt knows it by."""
        letter = letter_of(event)
        if not letter:
            return False
        keys = QKeySequence(QKeyCombination(event.modifiers(), Qt.Key(ord(letter))))
        meant = next((each for each in self._actions if keys in each.shortcuts()), None)
        if meant is not None:
            meant.trigger()
        return meant is not None

    def _file(self, menu: QMenu) -> None:
        window = self._window
        self._add(menu, "editor", tr("Add a &note"), partial(window.show_page, "editor"), "Ctrl+N")
        self._add(menu, "cover", tr("Add an image to &cover…"), window.errands.cover_image, "Ctrl+Shift+O")
        self._add(menu, "new-deck", tr("New &deck"), self._decks.create, "Ctrl+Shift+N")
        menu.addSeparator()
        self._add(menu, "import", tr("&Import…"), window.errands.bring, "Ctrl+I")
        self._add(menu, "export", tr("&Export…"), window.errands.export, "Ctrl+E")
        menu.addSeparator()
        self._add(menu, "backup", tr("&Back up now"), window.errands.back_up)
        self._add(menu, "restore", tr("&Restore a backup…"), window.errands.restore)
        menu.addSeparator()
        self._add(
            menu, "settings", tr("&Settings"), partial(window.show_page, "settings"), "Ctrl+,"
        ).setMenuRole(QAction.MenuRole.PreferencesRole)
        menu.addSeparator()
        self._add(menu, "quit", tr("&Quit"), window.close, "Ctrl+Q").setMenuRole(QAction.MenuRole.QuitRole)

    def _edit(self, menu: QMenu) -> None:
        window = self._window
        self.undo = self._add(menu, "undo", tr("&Undo"), window.undo, "Ctrl+Z")
        again = ["Ctrl+Shift+Z", "Ctrl+Y"]
        self.redo = self._add(menu, "redo", tr("Do &again"), window.undoing.redo, again)
        menu.setToolTipsVisible(True)
        self._add(
            menu, "history", tr("&History and recycle bin"), partial(window.show_page, "history"), "Ctrl+H"
        )
        self._add(menu, "paste", tr("Import from &clipboard"), window.errands.paste, "Ctrl+Shift+V")
        menu.addSeparator()
        find = window.find_in_card
        self._of_card = [
            self._add(menu, name, text, do, key)
            for name, text, do, key in (
                ("find", tr("&Find in the card"), find, "Ctrl+F"),
                ("find-next", tr("Find &next"), partial(find, step=1), "F3"),
                ("find-previous", tr("Find &previous"), partial(find, step=-1), "Shift+F3"),
            )
        ]

    def offer_card(self, shows: bool) -> None:
        """Offer what can be done where a card shows, or let it rest."""
        for action in self._of_card:
            action.setEnabled(shows)

    def _study(self, menu: QMenu) -> None:
        window = self._window
        self._add(menu, "study", tr("&Study"), lambda: window.study(None), ["Ctrl+Return", "Ctrl+Enter"])
        evening = Evening(window)
        extend = self._add(menu, "extend", evening.text, evening.extend)
        practice = self._add(menu, "practice", tr("&Practice…"), window.errands.practise, "Ctrl+P")
        practice.setToolTip(
            tr("Choose cards and a way: one by one, a game of pairs, a mock test. No date moves.")
        )
        choices = self._add(
            menu,
            "choices",
            tr("Practice with &choices"),
            lambda: window.errands.practice_choices(window.deck_at_hand),
            "Ctrl+Shift+Return",
        )
        choices.setToolTip(
            tr("A round of up to 20 cards you have met, each with options to choose from. No date moves.")
        )
        self._add(menu, "home", tr("Your &decks"), window.show_home, "Alt+Home")
        self._add(menu, "statistics", tr("S&tatistics"), partial(window.show_page, "statistics"), "Ctrl+T")
        self._add(menu, "apart", tr("Tell them &apart"), partial(window.show_page, "apart"), "Ctrl+Shift+A")
        plans = self._add(menu, "plans", tr("P&lans"), partial(window.show_page, "plans"), "Ctrl+D")
        plans.setToolTip(tr("Be ready on a day: what comes until then, and how many cards are ready."))
        hard = self._add(menu, "hard-cards", tr("&Hard cards"), lambda: window.errands.browse("is:leech"))
        hard.setToolTip(tr("What is forgotten again and again, to be rewritten, split or compared."))
        menu.addSeparator()
        menu.aboutToShow.connect(lambda: menu.addActions(window.study_view.menu.actions()))

        def show_evening() -> None:
            extend.setText(evening.text)
            extend.setEnabled(not evening.is_extended and "extended_day" not in window.collection.locked)

        menu.aboutToShow.connect(show_evening)

    def _view(self, menu: QMenu) -> None:
        window, look = self._window, self._window.look
        self._add(menu, "browse", tr("&Browse"), partial(window.show_page, "browser"), "Ctrl+B")
        self._add(
            menu, "note-types", tr("&Note types"), partial(window.show_page, "note_types"), "Ctrl+Shift+T"
        )
        self._add(menu, "media", tr("&Pictures and sounds"), partial(window.show_page, "media"))
        menu.addSeparator()
        self._add(menu, "larger", tr("&Larger text"), lambda: look.resize_text(1), ["Ctrl++", "Ctrl+="])
        self._add(menu, "smaller", tr("S&maller text"), lambda: look.resize_text(-1), "Ctrl+-")
        self._add(menu, "usual", tr("&Usual text size"), lambda: look.resize_text(0), "Ctrl+0")
        menu.addSeparator()
        group = QActionGroup(window)
        for theme, text in (
            ("system", tr("Theme of the &desktop")),
            ("light", tr("Li&ght")),
            ("dark", tr("Dar&k")),
        ):
            action = self._add(menu, theme, text, partial(window.use_theme, theme))
            action.setCheckable(True)
            action.setChecked(window.settings.theme == theme)
            group.addAction(action)

        def show_chosen() -> None:
            for each in group.actions():
                each.setChecked(each.objectName() == f"menu-{window.settings.theme}")

        menu.aboutToShow.connect(show_chosen)
        menu.addSeparator()
        self._add(menu, "full-screen", tr("&Full screen"), window.toggle_full_screen, "F11")

    def _help(self, menu: QMenu) -> None:
        window = self._window
        self._add(menu, "help", tr("&Keys and help"), window.errands.help, "F1")
        self._add(menu, "about", tr("&About {app}").format(app=APP_NAME), window.errands.help).setMenuRole(
            QAction.MenuRole.AboutRole
        )
