"""What a person can set for the window of this computer: declared once, without Qt."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

T = TypeVar("T")
TEXT_SIZES = (60, 300)
THEMES = ("system", "light", "dark")
SPEEDS = (50, 200)


class Preference(Generic[T]):
    """One thing that can be set.

    Args:
        default: its value until somebody chooses another; also its type.
        accepts: whether a value of that type makes sense.
        what: which values do, in words.
    """

    def __init__(
        self, default: T, accepts: Callable[[T], bool] = lambda value: True, what: str = "true or false"
    ) -> None:
        self.default = default
        self.accepts = accepts
        self.what = what

    def fits(self, value: Any) -> bool:
        """Return whether a value is of the right type and makes sense."""
        return type(value) is type(self.default) and self.accepts(value)


TEXT_SIZE = Preference(
    100, lambda value: TEXT_SIZES[0] <= value <= TEXT_SIZES[1], "a whole number from 60 to 300"
)
THEME = Preference("system", lambda value: value in THEMES, '"system", "light" or "dark"')
SPACE_GRADES = Preference(False)
AUTOPLAY = Preference(True)
SOUND_SPEED = Preference(100, lambda value: SPEEDS[0] <= value <= SPEEDS[1], "a whole number from 50 to 200")
WATCHED_FOLDER = Preference("", what='a folder, or ""')

PREFERENCES: dict[str, Preference[Any]] = {
    "text_size": TEXT_SIZE,
    "theme": THEME,
    "space_grades": SPACE_GRADES,
    "autoplay": AUTOPLAY,
    "sound_speed": SOUND_SPEED,
    "watched_folder": WATCHED_FOLDER,
}
"""By name: what the page of settings offers, and what an administrator can lock."""
