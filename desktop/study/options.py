"""The options of a collection and of its decks: they travel with the cards, unlike settings of a window."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, fields, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from desktop.errors import UserError
from desktop.study.calendar import DEFAULT_ROLLOVER

if TYPE_CHECKING:
    from desktop.study.schedule import Scheduler

DEFAULT_CAP = 3650
LONGEST_CAP = 36_500
DEFAULT_RETENTION = 90
LIMITS = {
    "new_per_day": (0, 9999),
    "reviews_per_day": (1, 9999),
    "rollover": (0, 23),
    "cap": (1, LONGEST_CAP),
    "buttons": (2, 6),
    "leech_lapses": (1, 99),
    "retention": (70, 97),
}
CHOICES: Mapping[str, tuple[Any, ...]] = {
    "buttons": (2, 4, 6),
    "new_order": ("deck", "shuffled"),
    "new_place": ("among", "first", "last"),
    "review_order": ("usual", "due", "short"),
    "leech_action": ("tag", "suspend", "nothing"),
}
"""Options that have one of a few values, the usual one first or in the middle."""
FOLDED = frozenset({"scheduler", "cap", "fuzz", "retention"})
"""Options that enter the fold: changing one recomputes the schedules that it holds for."""
PER_DAY = ("new_per_day", "reviews_per_day")
"""Limits: each holds for its deck and the decks inside it together."""
OF_ALL = frozenset({"rollover"})
"""Options that no deck has for itself."""

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
        retention: how likely a card is to be remembered when it comes, in percent; only FSRS aims at it.
        repeat_hard: whether grade 3 is asked again on the same day, as grades below are.
        siblings_apart: whether cards of one note or topic come on different days.
        new_order: of new cards: as in their deck, or shuffled.
        new_place: whether new cards come among the due ones, first or last.
        review_order: of due cards: the usual one (shuffled, in a backlog the least late first), the
            longest due first, or those with the shortest intervals first.
        buttons: how many grades are on offer: 2 (Again, Good), 4, or all 6.
        leech_lapses: lapses from which on a card is a leech.
        leech_action: what happens to one: its note is tagged, or it is suspended too, or nothing.
    """

    new_per_day: int = 20
    reviews_per_day: int = 200
    rollover: int = DEFAULT_ROLLOVER
    scheduler: str = "sm2"
    cap: int = DEFAULT_CAP
    fuzz: bool = True
    repeat_hard: bool = True
    siblings_apart: bool = True
    new_order: str = "deck"
    new_place: str = "among"
    review_order: str = "usual"
    buttons: int = 4
    leech_lapses: int = 8
    leech_action: str = "tag"
    retention: int = DEFAULT_RETENTION

    def make_scheduler(self) -> Scheduler:
        """Return the chosen scheduler with its options."""
        from desktop.study.schedulers import scheduler  # heavy: Home shows before it

        return scheduler(self.scheduler, cap=self.cap, fuzz=self.fuzz, retention=self.retention)


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
        value = max(low, min(value, high))
    if value not in CHOICES.get(name, (value,)):
        raise UserError(f"The option {name} cannot be {value!r}.", f"It can be {list(CHOICES[name])}.")
    return value


COLOR = "color"
COLORS = ("red", "orange", "yellow", "green", "teal", "blue", "purple", "pink")
"""What a deck can be marked with; how they look is the theme's."""
OF_DECKS = NAMES - OF_ALL
"""Options that a deck can have for itself; those inside it follow."""


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
        elif name in OF_DECKS:
            with suppress(UserError):
                found[name] = accepted(name, value)
    return found


def inherited(base: Options, above: Iterable[Mapping[str, Any]], locked: Mapping[str, Any]) -> Options:
    """Return the options that hold in a deck.

    Args:
        base: of the collection.
        above: what each deck that it lies in has for itself, from the top, and it.
        locked: what an administrator holds, for all decks.
    """
    values: dict[str, Any] = {}
    for own in above:
        values |= {name: value for name, value in own.items() if name in OF_DECKS and name not in locked}
    return replace(base, **values) if values else base
