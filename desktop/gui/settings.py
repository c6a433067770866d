"""The settings of the window on this computer: declared once, typed, told when they change."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Generic, TypeVar, overload

from PySide6.QtCore import QObject, Signal

T = TypeVar("T")
FILE = "settings.json"
TEXT_SIZES = (60, 300)


class Setting(Generic[T]):
    """One setting.

    Args:
        default: its value until somebody chooses another; also its type.
        accepts: whether a value of that type makes sense.
    """

    def __init__(self, default: T, accepts: Callable[[T], bool] = lambda value: True) -> None:
        self.default = default
        self.accepts = accepts
        self.name = ""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, instance: None, owner: type) -> Setting[T]: ...
    @overload
    def __get__(self, instance: Settings, owner: type) -> T: ...
    def __get__(self, instance: Settings | None, owner: type) -> T | Setting[T]:
        if instance is None:
            return self
        return self.valid(instance.stored.get(self.name))

    def __set__(self, instance: Settings, value: T) -> None:
        if self.__get__(instance, type(instance)) != value:
            instance.store(self.name, self.valid(value))

    def valid(self, value: Any) -> T:
        """Return a value if it is of the right type and makes sense, else the default."""
        right = type(value) is type(self.default) and self.accepts(value)
        return value if right else self.default


class Settings(QObject):
    """All settings, kept in one small file that is written whole or not at all.

    A file that cannot be read is kept aside and everything starts from the defaults.
    """

    changed = Signal(str)
    """Tells the name of a setting that has another value now."""

    text_size = Setting(100, lambda value: TEXT_SIZES[0] <= value <= TEXT_SIZES[1])
    theme = Setting("system", lambda value: value in ("system", "light", "dark"))
    six_grades = Setting(False)
    space_grades = Setting(False)
    geometry = Setting("")
    folded = Setting("")
    told_of_sync = Setting(False)
    autoplay = Setting(True)
    sound_speed = Setting(100, lambda value: 50 <= value <= 200)
    watched_folder = Setting("")

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.file = folder / FILE
        self.set_aside: Path | None = None
        self.stored: dict[str, Any] = self._read()

    def _read(self) -> dict[str, Any]:
        try:
            found = json.loads(self.file.read_text(encoding="utf-8"))
            if isinstance(found, dict):
                return found
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, RecursionError):
            pass
        self.set_aside = self.file.with_name("settings-unreadable.json")
        try:
            self.file.replace(self.set_aside)
        except OSError:
            self.set_aside = None
        return {}

    def store(self, name: str, value: Any) -> None:
        """Keep a value and tell that it changed."""
        self.stored[name] = value
        self._write()
        self.changed.emit(name)

    def _write(self) -> None:
        partial = self.file.with_name(FILE + ".part")
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            partial.write_text(json.dumps(self.stored, indent=1), encoding="utf-8")
            partial.replace(self.file)
        except OSError:
            return
