"""The options of a collection: they travel with the cards, unlike the settings of a window."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from desktop.errors import UserError
from desktop.study.calendar import DEFAULT_ROLLOVER

if TYPE_CHECKING:
    from desktop.study.schedule import Scheduler

DEFAULT_CAP = 3650
LONGEST_CAP = 36_500
LIMITS = {
    "new_per_day": (0, 9999),
    "reviews_per_day": (1, 9999),
    "rollover": (0, 23),
    "cap": (1, LONGEST_CAP),
}
FOLDED = frozenset({"scheduler", "cap", "fuzz"})
"""Options that enter the fold: changing one recomputes every schedule."""

NOTHING_LOCKED: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Options:
    """How cards are planned.

    Attributes:
        new_per_day: new cards a study day, whichever deck they come from.
        reviews_per_day: due cards a study day, whichever deck they come from.
        rollover: hour at which a study day starts.
        scheduler: key of a member of SCHEDULERS.
        cap: longest interval in days.
        fuzz: whether due days are moved apart a little.
        repeat_hard: whether grade 3 is asked again on the same day, as grades below are.
    """

    new_per_day: int = 20
    reviews_per_day: int = 200
    rollover: int = DEFAULT_ROLLOVER
    scheduler: str = "sm2"
    cap: int = DEFAULT_CAP
    fuzz: bool = True
    repeat_hard: bool = True

    def make_scheduler(self) -> Scheduler:
        """Return the chosen scheduler with its options."""
        from desktop.study.schedulers import scheduler  # heavy: Home shows before it

        return scheduler(self.scheduler, self.cap, self.fuzz)


NAMES = frozenset(each.name for each in fields(Options))


def accepted(name: str, value: Any) -> Any:
    """Return an option's value held inside its limits.

    Raises:
        UserError: there is no such option, or the value is not of its kind.
    """
    kinds: dict[str, type] = {each.name: type(each.default) for each in fields(Options)}
    if name not in kinds:
        raise UserError(f"There is no option {name!r}.", f"The options are {', '.join(kinds)}.")
    if type(value) is not kinds[name]:
        raise UserError(f"The option {name} cannot be {value!r}.")
    if name == "scheduler":
        from desktop.study.schedulers import SCHEDULERS  # heavy: Home shows before it

        if value not in [each.key for each in SCHEDULERS]:
            raise UserError(f"There is no scheduler {value!r}.")
    if name in LIMITS and isinstance(value, int):
        low, high = LIMITS[name]
        return max(low, min(value, high))
    return value


COLOR = "color"
COLORS = ("red", "orange", "yellow", "green", "teal", "blue", "purple", "pink")
"""What a deck can be marked with; how they look is the theme's."""


def own_options(text: str) -> dict[str, Any]:
    """Return what a deck has set for itself, from its JSON; what makes no sense counts as not set."""
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    found: dict[str, Any] = {}
    for name, value in told.items() if isinstance(told, dict) else ():
        if name == COLOR and value in COLORS:
            found[name] = value
    return found
