"""Settings: one page, groups with one line of explanation each, a reset for each group."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.errors import UserError
from desktop.gui.labels import label
from desktop.gui.look import STEPS, Look
from desktop.gui.page import centred
from desktop.gui.pages import Page
from desktop.gui.settings import Settings
from desktop.gui.sound import SPEEDS
from desktop.gui.words import tr
from desktop.store.changes import Changes
from desktop.store.collection import Collection
from desktop.study.options import LIMITS, Options
from desktop.study.schedulers import SCHEDULERS

WIDEST = 720


class SettingsView(Page):
    """Every setting of the window and every option of the collection."""

    done = Signal()
    changed = Signal(Changes)
    refused = Signal(UserError)

    def __init__(self, collection: Collection, settings: Settings, look: Look) -> None:
        super().__init__()
        self._collection = collection
        self._settings = settings
        self._look = look
        self._locked = {*settings.locked, *collection.locked}
        self._loaders: list[Callable[[], None]] = []
        self.setObjectName("settings")
        self._column = QVBoxLayout()
        self._column.setContentsMargins(32, 20, 32, 28)
        self._column.setSpacing(8)
        self._head()
        self._appearance()
        self._each_day()
        self._answering()
        self._sound()
        self._watching()
        self._scheduling()
        self._column.addStretch(1)
        body = centred(self._column, self)
        body.setMaximumWidth(max(WIDEST, self._look.px(WIDEST)))
        settings.changed.connect(self.refresh)

    def _head(self) -> None:
        self.back_button = QToolButton()
        self.back_button.setObjectName("settings-back")
        self.back_button.setAccessibleName(tr("Back"))
        self.back_button.setToolTip(tr("Back (Esc)"))
        self.back_button.clicked.connect(self.done)
        self._look.changed.connect(self._dress)
        self._dress()
        row = QHBoxLayout()
        row.addWidget(self.back_button)
        row.addWidget(label(tr("Settings"), "title"), 1)
        self._column.addLayout(row)
        self._column.addSpacing(8)

    def _dress(self) -> None:
        self.back_button.setIcon(self._look.icons.icon("arrow-left"))
        self.back_button.setIconSize(QSize(self._look.px(18), self._look.px(18)))

    # ------------------------------------------------------------------ groups

    def _appearance(self) -> None:
        group = self._group(tr("Appearance"), tr("How the app looks on this computer."), self._reset_look)
        themes = [("system", tr("Like the desktop")), ("light", tr("Light")), ("dark", tr("Dark"))]
        self._choice(group, "theme", tr("Theme"), themes, lambda: self._settings.theme, self._set_theme)
        sizes = [(step, f"{step} %") for step in STEPS]
        self._choice(
            group, "text-size", tr("Text size"), sizes, lambda: self._settings.text_size, self._set_size
        )

    def _each_day(self) -> None:
        group = self._group(
            tr("Each day"),
            tr("These hold for all your decks together, whichever deck you study."),
            lambda: self._reset("new_per_day", "reviews_per_day", "rollover"),
        )
        self._number(group, "new_per_day", tr("New cards a day"))
        self._number(group, "reviews_per_day", tr("Due cards a day, at most"))
        hours = [(hour, f"{hour:02}:00") for hour in range(24)]
        self._choice(
            group,
            "rollover",
            tr("A study day starts at"),
            hours,
            lambda: self._collection.options.rollover,
            lambda hour: self._set_option("rollover", hour),
        )

    def _answering(self) -> None:
        group = self._group(
            tr("Answering"), tr("What keys and buttons do while you study."), self._reset_answering
        )
        self._check(
            group,
            "six_grades",
            tr("Six grades, keys 0 to 5, instead of four"),
            lambda: self._settings.six_grades,
            lambda on: setattr(self._settings, "six_grades", on),
        )
        self._check(
            group,
            "space_grades",
            tr("Space and Enter also answer Good"),
            lambda: self._settings.space_grades,
            lambda on: setattr(self._settings, "space_grades", on),
        )
        self._check(
            group,
            "repeat_hard",
            tr("Ask again on the same day after Hard, as after Again"),
            lambda: self._collection.options.repeat_hard,
            lambda on: self._set_option("repeat_hard", on),
        )

    def _sound(self) -> None:
        group = self._group(tr("Sound"), tr("Cards that bring sounds."), self._reset_sound)
        self._check(
            group,
            "autoplay",
            tr("Play the sounds of a card when it shows"),
            lambda: self._settings.autoplay,
            lambda on: setattr(self._settings, "autoplay", on),
        )
        speeds = [(speed, f"{speed} %") for speed in SPEEDS]
        self._choice(
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
        self._row(group, tr("Folder that is watched"), button, "watched-folder")

        def load() -> None:
            button.setText(Path(self._settings.watched_folder).name or tr("Choose a folder…"))
            button.setToolTip(self._settings.watched_folder)

        self._loaders.append(load)
        load()

    def _choose_watched(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, tr("Folder that is watched"))
        if chosen:
            self._settings.watched_folder = chosen

    def _scheduling(self) -> None:
        group = self._group(
            tr("Scheduling"),
            tr("A change here computes every due day anew from your answers. Undo brings the old days back."),
            lambda: self._reset("scheduler", "cap", "fuzz"),
        )
        schedulers = [(each.key, each.title) for each in SCHEDULERS]
        self._choice(
            group,
            "scheduler",
            tr("Scheduler"),
            schedulers,
            lambda: self._collection.options.scheduler,
            lambda key: self._set_option("scheduler", key),
        )
        self._number(group, "cap", tr("Longest interval, in days"))
        self._check(
            group,
            "fuzz",
            tr("Move due days apart a little, so that cards learned together do not stay together"),
            lambda: self._collection.options.fuzz,
            lambda on: self._set_option("fuzz", on),
        )

    # ------------------------------------------------------------------ rows

    def _group(self, title: str, text: str, reset: Callable[[], object]) -> QVBoxLayout:
        head = QHBoxLayout()
        head.addWidget(label(title, "section"), 1)
        button = QPushButton(tr("Reset"))
        button.setObjectName(f"reset-{title}")
        button.setAccessibleName(tr("Reset {group}").format(group=title))
        button.setToolTip(tr("Back to how it came"))
        button.clicked.connect(lambda _=False: reset())
        head.addWidget(button)
        self._column.addSpacing(12)
        self._column.addLayout(head)
        self._column.addWidget(label(text, "muted", wrap=True))
        surface = QFrame()
        surface.setProperty("role", "surface")
        rows = QVBoxLayout(surface)
        rows.setContentsMargins(16, 12, 16, 12)
        rows.setSpacing(12)
        self._column.addWidget(surface)
        return rows

    def _row(self, group: QVBoxLayout, text: str, widget: QWidget, name: str) -> None:
        widget.setObjectName(name)
        widget.setAccessibleName(text)
        widget.installEventFilter(self)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label(text, "body", wrap=True))
        row = QHBoxLayout()
        row.addLayout(words, 1)
        row.addWidget(widget)
        group.addLayout(row)
        if name.replace("-", "_") in self._locked:
            why = tr("Set by your administrator")
            widget.setEnabled(False)
            widget.setToolTip(why)
            widget.setAccessibleDescription(why)
            words.addWidget(label(why, "muted"))

    def _choice(
        self,
        group: QVBoxLayout,
        name: str,
        text: str,
        entries: Sequence[tuple[Any, str]],
        get: Callable[[], Any],
        put: Callable[[Any], object],
    ) -> None:
        box = QComboBox()
        for value, shown in entries:
            box.addItem(shown, value)
        self._row(group, text, box, name)

        def load() -> None:
            if box.findData(get()) < 0:
                box.addItem(str(get()), get())
            box.setCurrentIndex(box.findData(get()))

        self._loaders.append(load)
        box.activated.connect(lambda _: put(box.currentData()))

    def _number(self, group: QVBoxLayout, name: str, text: str) -> None:
        box = QSpinBox()
        box.setRange(*LIMITS[name])
        box.setMinimumWidth(self._look.px(96))
        box.setAlignment(Qt.AlignmentFlag.AlignRight)
        box.setKeyboardTracking(False)
        self._row(group, text, box, name)
        self._loaders.append(lambda: box.setValue(getattr(self._collection.options, name)))
        box.valueChanged.connect(lambda value: self._set_option(name, value))

    def _check(
        self,
        group: QVBoxLayout,
        name: str,
        text: str,
        get: Callable[[], bool],
        put: Callable[[bool], object],
    ) -> None:
        box = QCheckBox()
        self._row(group, text, box, name)
        self._loaders.append(lambda: box.setChecked(get()))
        box.clicked.connect(put)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the wheel scroll the page; over a number or a list it would change a setting unseen."""
        if event.type() == QEvent.Type.Wheel:
            event.ignore()
            return True
        return False

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
        for each in self.findChildren(QSpinBox):
            each.blockSignals(True)
        for load in self._loaders:
            load()
        for each in self.findChildren(QSpinBox):
            each.blockSignals(False)

    def _set_option(self, name: str, value: Any) -> None:
        try:
            changes = self._collection.set_option(name, value)
        except UserError as error:
            self.refused.emit(error)
            self.refresh()
            return
        if changes.options:
            self.changed.emit(changes)

    def _reset(self, *names: str) -> None:
        for name in set(names).difference(self._collection.locked):
            self._set_option(name, getattr(Options(), name))
        self.refresh()

    def _set_theme(self, theme: str) -> None:
        self._settings.theme = theme

    def _set_size(self, size: int) -> None:
        self._settings.text_size = size

    def _reset_look(self) -> None:
        self._settings.reset("theme", "text_size")

    def _reset_answering(self) -> None:
        self._settings.reset("six_grades", "space_grades")
        self._reset("repeat_hard")
