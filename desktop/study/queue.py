"""Which cards come today, and in which order. The same on every copy of a collection."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple
from uuid import UUID

from desktop.study.chance import draw
from desktop.study.limits import Room
from desktop.study.options import Options
from desktop.study.planning.catch_up import CatchUp

MORE_NEW = 10
"""New cards on offer beyond the day's limit."""
SECONDS_PER_CARD = 18.0
"""Taken for an answer until the learner's own times are known."""
USUAL = Options()


class Candidate(NamedTuple):
    """A card that may come today.

    Attributes:
        kin: cards of one kin are siblings: at most one of them a study day; "" = it minds no siblings.
        due: study day it is due; 0 for a new card.
        interval: its interval in days; 0 for a new card.
        deck: the deck whose limits it counts for.
    """

    card: int
    uid: UUID
    kin: str
    due: int = 0
    interval: int = 0
    deck: int = 0


class Plan(NamedTuple):
    """What is left to study on a day.

    Attributes:
        cards: ids, in the order to show them.
        drills: ids of cards to ask again today, behind the others.
        done: ids of cards answered already today.
        due: how many of `cards` are repetitions.
        new: how many of `cards` are new.
        held_back: siblings that would have come today and wait for another day.
        waiting: due cards beyond the daily limit.
        seconds: expected time for all of it.
        catch_up: the backlog that is being cleared; None = there is none.
        away_until: the last day of the holiday that the day lies in; None = it lies in none.
        due_cut: due cards that stay due because no time is left for them.
        new_cut: the same of new ones.
        top_ups: of `due`, how many come before they are due, because an interview is near.
        planned: of `new`, how many come because a plan needs them today.
    """

    cards: tuple[int, ...] = ()
    drills: tuple[int, ...] = ()
    done: frozenset[int] = frozenset()
    due: int = 0
    new: int = 0
    held_back: int = 0
    waiting: int = 0
    seconds: float = 0.0
    catch_up: CatchUp | None = None
    away_until: int | None = None
    due_cut: int = 0
    new_cut: int = 0
    top_ups: int = 0
    planned: int = 0

    @property
    def left(self) -> int:
        """How many answers are still to give."""
        return len(self.cards) + len(self.drills)


class Wish(NamedTuple):
    """New cards that a plan needs today.

    Attributes:
        candidates: cards of the plan in the order in which they are to come, more than are needed.
        needed: how many of them come.
    """

    candidates: Sequence[Candidate]
    needed: int


def lateness(candidate: Candidate, today: int) -> float:
    """Return how late a card is in parts of its interval: 0 = due today, 1 = one interval late."""
    return (today - candidate.due) / max(1, candidate.interval)


def in_order(due: Iterable[Candidate], today: int, backlog: bool, order: str = "usual") -> list[Candidate]:
    """Return due cards in their order: shuffled by day, in a backlog the least late first, or as asked for.

    Args:
        due: the cards.
        today: the study day.
        backlog: whether more cards are due than the day takes.
        order: see `Options.review_order`.
    """
    if order == "due":
        return sorted(due, key=lambda each: (each.due, each.uid.bytes))
    if order == "short":
        return sorted(due, key=lambda each: (each.interval, each.due, each.uid.bytes))
    if backlog:
        return sorted(due, key=lambda each: (lateness(each, today), each.uid.bytes))
    return sorted(due, key=lambda each: draw(each.uid, today))


def one_of_each_kin(
    candidates: Iterable[Candidate], taken: set[str], room: Room, time: Room | None = None
) -> tuple[list[Candidate], int]:
    """Return candidates whose kin is not taken, while there is room, and how many had to wait for their kin.

    The kin of those returned are added to `taken`.

    Args:
        candidates: in order.
        taken: kin of cards that come already.
        room: for cards of this sort.
        time: for cards of all sorts; None = there is enough.
    """
    chosen: list[Candidate] = []
    held_back = 0
    for each in candidates:
        if room.of(None) <= 0 or (time is not None and time.of(None) <= 0):
            break
        if each.kin and each.kin in taken:
            held_back += room.of(each.deck) > 0
        elif (time is None or time.of(each.deck) > 0) and room.take(each.deck):
            if time is not None:
                time.take(each.deck)
            taken.add(each.kin)
            chosen.append(each)
    return chosen, held_back


def spread(due: Sequence[Candidate], new: Sequence[Candidate], place: str = "among") -> tuple[int, ...]:
    """Return the ids of both, the new cards spread evenly among the due ones, or first or last."""
    if place != "among":
        both = [*new, *due] if place == "first" else [*due, *new]
        return tuple(each.card for each in both)
    places = [((at + 0.5) / len(due), 0, each.card) for at, each in enumerate(due)]
    places += [((at + 0.5) / len(new), 1, each.card) for at, each in enumerate(new)]
    return tuple(card for _, _, card in sorted(places, key=lambda place: place[:2]))


def plan(
    due: Iterable[Candidate],
    new: Iterable[Candidate],
    *,
    today: int,
    due_room: Room,
    new_room: Room,
    time_room: Room | None = None,
    backlog: bool = False,
    seen: Collection[str] = (),
    ordered: bool = True,
    options: Options = USUAL,
    wishes: Iterable[Wish] = (),
    top_ups: Sequence[Candidate] = (),
    within_limits: bool = False,
) -> Plan:
    """Return the cards of a day, siblings held back.

    Args:
        due: due cards, in any order.
        new: new cards, in the order in which they are to come.
        today: the study day.
        due_room: for due cards.
        new_room: for new cards.
        time_room: for both, due ones first; None = there is time for all.
        backlog: whether more cards are due than the day takes.
        seen: kin that was shown today already.
        ordered: whether the order of the due cards matters, or only how many come.
        options: how the cards are ordered.
        wishes: of plans: those new cards come before others, and beyond the limits if they must.
        top_ups: cards that come before they are due, beyond the limits and beside siblings.
        within_limits: whether the limits of new cards hold for wishes, too.
    """
    taken = set(seen)
    waiting = in_order(due, today, backlog, options.review_order) if ordered else due
    if time_room is not None:
        for each in top_ups:
            time_room.force(each.deck)
    repeats, late_kin = one_of_each_kin(waiting, taken, due_room, time_room)
    wished = _wished(wishes, taken, new_room, within_limits)
    known = {each.card for each in wished}
    if time_room is not None:
        for each in wished:
            time_room.force(each.deck)
    others = (each for each in new if each.card not in known)
    fresh, new_kin = one_of_each_kin(others, taken, new_room, time_room)
    return Plan(
        cards=spread([*repeats, *top_ups], [*wished, *fresh], options.new_place),
        due=len(repeats) + len(top_ups),
        new=len(wished) + len(fresh),
        held_back=late_kin + (new_kin if new_room.of(None) > 0 else 0),
        top_ups=len(top_ups),
        planned=len(wished),
    )


def _wished(wishes: Iterable[Wish], taken: set[str], room: Room, within_limits: bool) -> list[Candidate]:
    """Return the new cards that plans need; siblings come on one day where there are no others."""
    chosen: dict[int, Candidate] = {}
    for wish in wishes:
        left = wish.needed
        for each in (*_apart(wish.candidates, taken), *wish.candidates):
            if not left:
                break
            if each.card in chosen or (within_limits and not room.take(each.deck)):
                continue
            if not within_limits:
                room.force(each.deck)
            taken.add(each.kin)
            chosen[each.card] = each
            left -= 1
    return list(chosen.values())


def _apart(candidates: Iterable[Candidate], taken: Collection[str]) -> Iterator[Candidate]:
    """Yield candidates whose kin is not taken, one of each."""
    known = set(taken)
    for each in candidates:
        if not each.kin or each.kin not in known:
            known.add(each.kin)
            yield each
