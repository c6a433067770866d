"""Settings: one page, groups with one line of explanation each, a reset for each group."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QPushButton, QVBoxLayout

from desktop.errors import UserError
from desktop.gui.back_button import heading
from desktop.gui.date_moving import DateMoving
from desktop.gui.deck_numbers import RULE
from desktop.gui.jobs import Jobs
from desktop.gui.look import STEPS, Look
from desktop.gui.page import centred
from desktop.gui.pages import Page
from desktop.gui.rows import Rows
from desktop.gui.settings import Settings
from desktop.gui.sound import SPEEDS
from desktop.gui.week_rows import WeekRows
from desktop.gui.words import tr
from desktop.store.changes import Changes
from desktop.store.collection import Collection
from desktop.study.options import FOLDED, WEEK, Options

WIDEST = 720


class SettingsView(Page):
    """Every setting of the window and every option of the collection, which its decks follow."""

    done = Signal()
    changed = Signal(Changes)
    refused = Signal(UserError)
    told = Signal(str)

    def __init__(self, collection: Collection, settings: Settings, look: Look, jobs: Jobs) -> None:
        super().__init__()
        self._collection = collection
        self._settings = settings
        self._look = look
        self._rows = Rows(look, {*settings.locked, *collection.locked}, self)
        self.setObjectName("settings")
        self._column = QVBoxLayout()
        self._column.setContentsMargins(32, 20, 32, 28)
        self._column.setSpacing(8)
        self._head()
        self._appearance()
        self._each_day()
        self._catching_up()
        self._order()
        self._answering()
        self._leeches()
        self._scheduling(jobs)
        self._week(jobs)
        self._sound()
        self._watching()
        self._column.addStretch(1)
        body = centred(self._column, self)
        body.setMaximumWidth(max(WIDEST, self._look.px(WIDEST)))
        settings.changed.connect(self.refresh)

    def _head(self) -> None:
        self._column.addLayout(heading(self._look, "settings", tr("Settings"), self.done.emit))
        self._column.addSpacing(8)

    # ------------------------------------------------------------------ groups

    def _appearance(self) -> None:
        group = self._group(tr("Appearance"), tr("How the app looks on this computer."), self._reset_look)
        themes = [("system", tr("Like the desktop")), ("light", tr("Light")), ("dark", tr("Dark"))]
        self._rows.choice(group, "theme", tr("Theme"), themes, lambda: self._settings.theme, self._set_theme)
        sizes = [(step, f"{step} %") for step in STEPS]
        self._rows.choice(
            group, "text-size", tr("Text size"), sizes, lambda: self._settings.text_size, self._set_size
        )

    def _each_day(self) -> None:
        group = self._group(
            tr("Each day"),
            tr("These hold for all your decks together, whichever deck you study. ") + tr(RULE),
            lambda: self._reset("new_per_day", "reviews_per_day", "rollover"),
        )
        self._options(group, "new_per_day", "reviews_per_day")
        hours = [(hour, f"{hour:02}:00") for hour in range(24)]
        self._rows.choice(
            group,
            "rollover",
            tr("A study day starts at"),
            hours,
            lambda: self._collection.options.rollover,
            lambda hour: self._set_option("rollover", hour),
        )

    def _catching_up(self) -> None:
        names = ("catch_up", "catch_up_per_day")
        text = tr("After a break you need not do everything at once. Home says by when it will be clear.")
        self._options(self._group(tr("After a break"), text, lambda: self._reset(*names)), *names)

    def _order(self) -> None:
        names = ("new_order", "new_place", "review_order", "siblings_apart")
        text = tr("A deck can have its own, here and in the groups below: see its options.")
        self._options(self._group(tr("Order"), text, lambda: self._reset(*names)), *names)

    def _answering(self) -> None:
        group = self._group(
            tr("Answering"), tr("What keys and buttons do while you study."), self._reset_answering
        )
        self._options(group, "buttons")
        self._rows.check(
            group,
            "space_grades",
            tr("Space and Enter also answer Good"),
            lambda: self._settings.space_grades,
            lambda on: setattr(self._settings, "space_grades", on),
        )
        self._options(group, "repeat_hard")

    def _leeches(self) -> None:
        names = ("leech_lapses", "leech_action")
        text = tr("Cards that are forgotten again and again cost more than they bring: rewrite them.")
        self._options(self._group(tr("Leeches"), text, lambda: self._reset(*names)), *names)

    def _sound(self) -> None:
        group = self._group(tr("Sound"), tr("Cards that bring sounds."), self._reset_sound)
        self._rows.check(
            group,
            "autoplay",
            tr("Play the sounds of a card when it shows"),
            lambda: self._settings.autoplay,
            lambda on: setattr(self._settings, "autoplay", on),
        )
        speeds = [(speed, f"{speed} %") for speed in SPEEDS]
        self._rows.choice(
            group,
            "sound-speed",
            tr("Speed"),
            speeds,
            lambda: self._settings.sound_speed,
            lambda speed: setattr(self._settings, "sound_speed", speed),
        )

    def _reset_sound(self) -> None:
        self._settings.reset("autoplay", "sound_speed")

    def _watching(self) -> None:
        group = self._group(
            tr("New decks"),
            tr("Decks that come into a folder of yours are offered; nothing is taken in by itself."),
            lambda: self._settings.reset("watched_folder"),
        )
        button = QPushButton()
        button.clicked.connect(self._choose_watched)
        self._rows.row(group, tr("Folder that is watched"), button, "watched-folder")

        def load() -> None:
            button.setText(Path(self._settings.watched_folder).name or tr("Choose a folder…"))
            button.setToolTip(self._settings.watched_folder)

        self._rows.loaders.append(load)
        load()

    def _choose_watched(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, tr("Folder that is watched"))
        if chosen:
            self._settings.watched_folder = chosen

    def _scheduling(self, jobs: Jobs) -> None:
        group = self._group(
            tr("Scheduling"),
            tr("A change here computes due days anew from your answers; which ones it moves, is told first."),
            lambda: self._reset("scheduler", "retention", "cap", "fuzz"),
        )
        self._options(group, "scheduler", "retention", "cap", "fuzz")
        self._moving = DateMoving(self._collection, jobs, self)
        self._moving.changed.connect(self.changed)
        self._moving.refused.connect(self.refused)
        self._moving.ended.connect(self.refresh)
        self._column.addWidget(self._moving)

    def _week(self, jobs: Jobs) -> None:
        group = self._group(
            tr("Days of the week"),
            tr(
                "Where a card may come on one of several days, it comes where fewer cards are due. The first"
                " two steps, 1 and 6 days, stay, and so does everything where due days are not moved apart."
            ),
            lambda: self._reset("balance", WEEK),
        )
        self._options(group, "balance")
        WeekRows(
            self._rows, group, self._collection, self._set_option, jobs, self._tell, self.refused.emit, self
        )

    def _tell(self, changes: Changes, text: str) -> None:
        self.changed.emit(changes)
        self.told.emit(text)

    # ------------------------------------------------------------------ rows

    def _group(self, title: str, text: str, reset: Callable[[], object]) -> QVBoxLayout:
        return self._rows.group(self._column, title, text, reset)

    def _options(self, group: QVBoxLayout, *names: str) -> None:
        for name in names:
            self._rows.option(
                group,
                name,
                lambda name=name: getattr(self._collection.options, name),  # type: ignore[misc]
                lambda value, name=name: self._set_option(name, value),  # type: ignore[misc]
            )

    # ------------------------------------------------------------------ setting

    def come(self) -> None:
        """Show what is set now, and take the keyboard."""
        self.refresh()
        self.setFocus()

    def show_changes(self, changes: Changes) -> None:
        """Show what was set elsewhere."""
        self.refresh()

    def refresh(self) -> None:
        """Show what is set now."""
        self._rows.load()

    def _set_option(self, name: str, value: Any) -> None:
        if name in FOLDED:
            self._move_dates({name: value})
            return
        try:
            changes = self._collection.set_option(name, value)
        except UserError as error:
            self.refused.emit(error)
            self.refresh()
            return
        if changes.options:
            self.changed.emit(changes)

    def _reset(self, *names: str) -> None:
        usual = {name: getattr(Options(), name) for name in names if name not in self._collection.locked}
        for name, value in usual.items():
            if name not in FOLDED:
                self._set_option(name, value)
        self._move_dates({name: value for name, value in usual.items() if name in FOLDED})
        self.refresh()

    def _move_dates(self, values: dict[str, Any]) -> None:
        now = self._collection.options
        others = {name: value for name, value in values.items() if getattr(now, name) != value}
        if others:
            self._moving.ask(None, others)

    def _set_theme(self, theme: str) -> None:
        self._settings.theme = theme

    def _set_size(self, size: int) -> None:
        self._settings.text_size = size

    def _reset_look(self) -> None:
        self._settings.reset("theme", "text_size")

    def _reset_answering(self) -> None:
        self._settings.reset("space_grades")
        self._reset("buttons", "repeat_hard")
