"""Notes, cards and answers as rows of a package's tables, the same in every layout."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from hashlib import sha1
from typing import Any
from uuid import UUID

from desktop.exchange.anki.identity import guid_of, note_data, uid_of
from desktop.exchange.anki.out.names import Names
from desktop.study.grades import PRACTICE
from desktop.study.incoming import CardState, PastReview
from desktop.study.media_names import SOURCE
from desktop.study.note import as_plain
from desktop.study.outgoing import Outgoing, OutgoingNote, Written
from desktop.study.schedule import Schedule

DAY_ZERO = 730_486
"""Study day from which packages count, 2001-01-01: before every answer, and the same for everyone."""
CREATED = (DAY_ZERO - 719_163) * 86_400
"""The instant at which that day begins, in UTC seconds, but for the hour at which a day starts."""
FIRST_ID = 1_600_000_000_000
"""Number of the first note where nobody is to know when it was made."""
SEPARATOR = "\x1f"
GRADES = (1, 1, 1, 2, 3, 4)
"""Anki's button for each grade."""
LEARNED, REPEATED, CRAMMED = 0, 1, 3
MEMORY = frozenset({"s", "d", "dr", "decay"})
"""What Anki keeps of the memory states of its other scheduler."""
LONGEST_TOOK = 60_000
QUOTES = "'\""
SPACES_IN_TAG = "Tags have no spaces in Anki: they became underscores."

Row = tuple[Any, ...]


class Ids:
    """Gives numbers that are used once, each the first free one from a wish on."""

    def __init__(self) -> None:
        self._next: dict[int, int] = {}

    def free(self, wish: int) -> int:
        """Return the first number from `wish` on that was not given yet."""
        at, passed = wish, []
        while (after := self._next.get(at)) is not None:
            passed.append(at)
            at = after
        for each in passed:
            self._next[each] = at + 1
        self._next[at] = at + 1
        return at


def number_of(uid: UUID, taken: Mapping[int, Any]) -> int:
    """Return the number of a deck or note type: the same in every package, whoever writes it."""
    number = 1_500_000_000_000 + int.from_bytes(uid.bytes[:5], "big") % 100_000_000_000
    while number in taken:
        number += 1
    return number


class Rows:
    """Makes the rows of one package.

    Args:
        outgoing: what is written.
        types: the number of each note type, by identity.
        decks: the number of each deck, by path.
        written: takes what could not be held.
        names: takes the names of media.
    """

    def __init__(
        self,
        outgoing: Outgoing,
        types: Mapping[UUID, int],
        decks: Mapping[tuple[str, ...], int],
        written: Written,
        names: Names,
    ) -> None:
        self._outgoing = outgoing
        self._types = types
        self._decks = decks
        self._written = written
        self._names = names
        self._notes = Ids()
        self._cards = Ids()
        self.tags: set[str] = set()

    def of(self, each: OutgoingNote) -> tuple[Row, list[Row], list[Row]]:
        """Return the row of a note, of its cards, and of their answers."""
        number = self._notes.free(FIRST_ID if each.created_ms is None else max(1, each.created_ms))
        changed = (each.modified_ms or self._outgoing.at_ms) // 1000
        note = self._note(number, each, changed)
        cards: list[Row] = []
        reviews: list[Row] = []
        for state in each.cards:
            card = self._cards.free(number)
            cards.append(self._card(card, number, state, each.deck, changed))
            reviews += self._reviews(card, state)
        return note, cards, reviews

    def _note(self, number: int, each: OutgoingNote, changed: int) -> Row:
        note = each.note
        texts = [
            self._names.applied(note.fields.get(name, "")).replace(SEPARATOR, " ")
            for name in note.note_type.fields
        ]
        tags = ["_".join(tag.split()) for tag in note.tags]
        if tags != list(note.tags):
            self._written.leave_out(SPACES_IN_TAG)
        self.tags.update(tags)
        front = as_plain(
            SOURCE.sub(lambda found: f"> {found[2].strip(chr(34))} {found[1]}", texts[0])
        ).strip()
        return (
            number,
            each.source if each.source and uid_of(each.source) == note.uid else guid_of(note.uid),
            self._types[note.note_type.uid],
            changed,
            -1,
            f" {' '.join(tags)} " if tags else "",
            SEPARATOR.join(texts),
            front,
            int(sha1(front.encode("utf-8", "replace"), usedforsecurity=False).hexdigest()[:8], 16),
            0,
            json.dumps(data) if (data := note_data(note)) else "",
        )

    def _card(self, card: int, note: int, state: CardState, deck: tuple[str, ...], changed: int) -> Row:
        schedule = state.schedule
        queue = -1 if state.suspended else -3 if state.buried else 0 if schedule is None else 2
        return (
            card,
            note,
            self._decks[state.deck or deck],
            state.ordinal,
            changed,
            -1,
            0 if schedule is None else 2,
            queue,
            *self._place(state),
            0,
            0,
            state.flag,
            self._data(state),
        )

    def _place(self, state: CardState) -> tuple[int, int, int, int, int, int]:
        """Return due, interval, factor, answers, lapses and what is left to learn."""
        schedule = state.schedule
        if schedule is None:
            return (state.position or 0, 0, 0, len(state.reviews), 0, 0)
        due = (schedule.due or DAY_ZERO) - DAY_ZERO
        counted = max(schedule.counted, len(state.reviews))
        return due, schedule.interval, schedule.ease * 10, counted, schedule.lapses, 0

    def _data(self, state: CardState) -> str:
        data: dict[str, Any] = {}
        if state.schedule is not None and state.position is not None:
            data["pos"] = state.position
        if state.reviews:
            data["lrt"] = state.reviews[-1].at_ms // 1000
        if state.kept:
            kept = json.loads(state.kept)
            if isinstance(kept, dict):
                data |= {key: value for key, value in kept.items() if key in MEMORY}
        if state.schedule is not None and state.schedule.stability is not None:
            data |= {"s": state.schedule.stability, "d": state.schedule.difficulty}
        return json.dumps(data, separators=(",", ":"))

    def _reviews(self, card: int, state: CardState) -> Iterator[Row]:
        """Yield answers; each interval is what really went by, the latest one what is waited for now."""
        before = 0
        for each, following in zip(state.reviews, (*state.reviews[1:], None), strict=False):
            days = _days(each, following, state.schedule)
            ease = 0 if state.schedule is None else state.schedule.ease * 10
            kind = CRAMMED if each.mode == PRACTICE else REPEATED if before else LEARNED
            took = max(0, min(each.took_ms, LONGEST_TOOK))
            yield each.at_ms, card, -1, GRADES[each.grade], days, before, ease, took, kind
            before = days


def _days(each: PastReview, following: PastReview | None, schedule: Schedule | None) -> int:
    if following is None:
        return schedule.interval if schedule else 0
    return max(0, following.at_ms - each.at_ms) // 86_400_000


def _front(html: str) -> str:
    """Return a first field as Anki compares it: without tags, but with the names of pictures."""
    return as_plain(SOURCE.sub(lambda found: f"> {found[2].strip(QUOTES)} {found[1]}", html)).strip()
