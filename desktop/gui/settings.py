"""The settings of the window on this computer: declared once, typed, told when they change."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Generic, TypeVar, cast, overload

from PySide6.QtCore import QObject, Signal

from desktop import preferences
from desktop.preferences import Preference

T = TypeVar("T")
FILE = "settings.json"
NOTHING: Mapping[str, Any] = MappingProxyType({})


class Setting(Generic[T]):
    """One setting; `preference` says which values make sense."""

    def __init__(self, preference: Preference[T]) -> None:
        self.preference = preference
        self.default = preference.default
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
        for values in (instance.locked, instance.stored, instance.starting):
            if self.preference.fits(values.get(self.name)):
                return cast(T, values[self.name])
        return self.default

    def __set__(self, instance: Settings, value: T) -> None:
        if self.name in instance.locked or self.__get__(instance, type(instance)) == value:
            return
        instance.store(self.name, value if self.preference.fits(value) else self.default)


class Settings(QObject):
    """All settings, kept in one small file that is written whole or not at all.

    A file that cannot be read is kept aside and everything starts from the defaults.

    Args:
        folder: of the data.
        locked: values that hold whatever is stored; nothing here changes them.
        starting: values that hold until somebody chooses others.
    """

    changed = Signal(str)
    """Tells the name of a setting that has another value now."""

    text_size = Setting(preferences.TEXT_SIZE)
    theme = Setting(preferences.THEME)
    space_grades = Setting(preferences.SPACE_GRADES)
    geometry = Setting(Preference(""))
    folded = Setting(Preference(""))
    browser_columns = Setting(Preference(""))
    browser_order = Setting(Preference(""))
    browser_panes = Setting(Preference(""))
    editor_preview = Setting(Preference(True))
    told_of_sync = Setting(Preference(False))
    autoplay = Setting(preferences.AUTOPLAY)
    sound_speed = Setting(preferences.SOUND_SPEED)
    watched_folder = Setting(preferences.WATCHED_FOLDER)

    def __init__(
        self, folder: Path, locked: Mapping[str, Any] = NOTHING, starting: Mapping[str, Any] = NOTHING
    ) -> None:
        super().__init__()
        self.locked = locked
        self.starting = starting
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

    def reset(self, *names: str) -> None:
        """Take settings back to what they start from."""
        for name in names:
            if name in self.stored and name not in self.locked:
                del self.stored[name]
                self._write()
                self.changed.emit(name)

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
