"""The options of a collection and of its decks: they travel with the cards, unlike settings of a window."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, fields, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from desktop.errors import UserError
from desktop.study.calendar import DEFAULT_ROLLOVER, LAST_DAY, Moment, study_day

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
    "extended_day": (0, LAST_DAY),
    "catch_up_per_day": (0, 9999),
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
WEEK = "easy_days"
ANY_DAY, EASIER_DAY, FREE_DAY = "NRO"
"""What a day of the week may bring: as many cards as any other, half as many, or none if that can be."""
OF_ALL = frozenset({"rollover", "extended_day", "balance", WEEK, "catch_up", "catch_up_per_day"})
"""Options that no deck has for itself."""

OF_THE_MOMENT = frozenset({"extended_day"})
"""Options that say something of one day, so that no administrator holds them."""

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
        extended_day: the study day that lasts longer, see `calendar.EXTENSION`; 0 = none.
        balance: whether due days are chosen, inside the window of the fuzz, so that days are evenly full.
        easy_days: for Monday to Sunday: ANY_DAY, EASIER_DAY or FREE_DAY.
        catch_up: whether a backlog is cleared in portions, without new cards meanwhile; see `catch_up`.
        catch_up_per_day: due cards a day meanwhile; 0 = by the learner's own pace.
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
    extended_day: int = 0
    balance: bool = True
    easy_days: str = ANY_DAY * 7
    catch_up: bool = True
    catch_up_per_day: int = 0

    def study_day(self, moment: Moment) -> int:
        """Return the study day of a moment."""
        return study_day(moment, self.rollover, self.extended_day)

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
            keys = ", ".join(each.key for each in SCHEDULERS)
            raise UserError(f"There is no scheduler {value!r}.", f"The schedulers are {keys}.")
    if name in LIMITS and isinstance(value, int):
        low, high = LIMITS[name]
        value = max(low, min(value, high))
    if name == WEEK and not is_week(value):
        raise UserError(f"The option {name} cannot be {value!r}.", "It has a letter N, R or O for each day.")
    if value not in CHOICES.get(name, (value,)):
        raise UserError(f"The option {name} cannot be {value!r}.", f"It can be {list(CHOICES[name])}.")
    return value


def is_week(value: Any) -> bool:
    """Return whether a value says of each day of the week what it may bring."""
    return isinstance(value, str) and len(value) == 7 and set(value) <= {ANY_DAY, EASIER_DAY, FREE_DAY}


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
