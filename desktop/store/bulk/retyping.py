"""Giving notes another note type: which field goes where, which card becomes which, and what that means."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from desktop.errors import UserError
from desktop.store.bulk.deed import CARD, NOTE, Deed, Done, Work
from desktop.store.changes import Changes
from desktop.store.journal import Action
from desktop.store.json_text import json_text
from desktop.store.states import COLUMNS
from desktop.study.kinds import kind
from desktop.study.note import NoteType
from desktop.study.schedule import SEED

NOTES = """
SELECT n.id, n.fields, (SELECT json_group_array(json_array(c.id, c.ordinal, c.deleted)) FROM main.card c
  WHERE c.note = n.id)
FROM temp.chosen t JOIN main.note n ON n.id = t.id WHERE n.deleted = 0{among} ORDER BY n.id
"""
STATE = ", ".join(
    f"'{name}', " + ("json(iif(s.drill, 'true', 'false'))" if name == "drill" else f"s.{name}")
    for name in COLUMNS.split(", ")
)
STANDING = f"""
SELECT s.card, json_object({STATE}) FROM json_each(:moved) i JOIN main.schedule s ON s.card = i.value->>0
WHERE s.due IS NOT NULL OR s.counted
"""
"""Where cards stand: chance differs from place to place in a note, and their dates are to stay."""


@dataclass
class Retyped:
    """What a change of type would do.

    Attributes:
        notes: that get the type.
        unfit: notes that stay as they are, since nobody could answer them afterwards.
        lost: by old field that goes nowhere, how many notes say something in it. Earlier versions keep it.
        kept: cards that stay, with their schedules.
        made: cards that are new.
        aside: cards that the new type does not make: they wait with their schedules, in case it does again.
    """

    notes: int = 0
    unfit: int = 0
    lost: dict[str, int] = field(default_factory=dict)
    kept: int = 0
    made: int = 0
    aside: int = 0


@dataclass(frozen=True)
class ChangeType(Deed):
    """Give notes of one type another one.

    Attributes:
        note_type: the new one, in use already or one that comes with the app.
        fields: for each new field the old one whose text it gets; those left out are empty.
        cards: for an old ordinal the new one, None = set aside; an ordinal that is left out stays.
    """

    notes: Iterable[int]
    note_type: NoteType
    fields: Mapping[str, str]
    cards: Mapping[int, int | None] = field(default_factory=dict)
    kind = "change type"
    of = NOTE

    def label(self, work: Work) -> str:
        """Return the name of the new type.

        Raises:
            UserError: the notes are of several types, or the mapping makes no sense.
        """
        work.choose(self.notes)
        types = work.numbers(
            "SELECT DISTINCT note_type FROM note n JOIN temp.chosen t ON t.id = n.id WHERE n.deleted = 0"
        )
        if len(types) > 1:
            raise UserError("These notes are of several types.", "Choose notes of one type.")
        old = work.parts.library.note_type(types[0]).fields if types else ()
        strange = [name for name in self.fields.values() if name and types and name not in old]
        strange += [name for name in self.fields if name not in self.note_type.fields]
        if strange:
            raise UserError(f"There is no field {strange[0]!r}.")
        to = [each for each in self.cards.values() if each is not None]
        if len(set(to)) < len(to) or any(each < 0 for each in to):
            raise UserError("Two cards cannot become one.", "Let each card become another one, or none.")
        return self.note_type.name

    def count(self, work: Work) -> int:
        """Return how many notes get the type."""
        return self.preview(work).notes

    def preview(self, work: Work) -> Retyped:
        """Return what would happen. Nothing is written."""
        self.label(work)
        seen = Retyped()
        for _ in self._retyped(work, seen):
            pass
        return seen

    def carry_out(self, work: Work, action: Action) -> Done:
        """Change the type, and bring the cards up to date."""
        seen = Retyped()
        rows = list(self._retyped(work, seen))
        if not rows:
            return Done(0)
        parts = work.parts
        listed = json.dumps([note for note, _, _ in rows])
        number = parts.library.type_number(self.note_type)
        action.set_all(NOTE, "note_type", "SELECT value, ? FROM json_each(?)", number, listed)
        work.set_fields(action, ((note, fields) for note, fields, _ in rows))
        moved = json.dumps([pair for _, _, pairs in rows for pair in pairs])
        if action.set_all(CARD, "ordinal", "SELECT value->>0, value->>1 FROM json_each(?)", moved):
            events = parts.events.write(SEED, parts.table.options, STANDING, moved=moved)
            action.remember(made={"event": [events]})
        parts.library.recard_all(note for note, _, _ in rows)
        return Done(seen.notes, Changes(cards=True, decks=True))

    def _retyped(self, work: Work, seen: Retyped) -> Iterator[tuple[int, str, list[tuple[int, int]]]]:
        """Yield the notes with their new fields in JSON and the new ordinals of those cards that move."""
        work.choose(self.notes)
        uid = self.note_type.uid.bytes
        same = work.database.value("SELECT id FROM note_type WHERE uid = ?", uid)
        makes = kind(self.note_type.kind)
        used = set(self.fields.values())
        among = "" if same is None else f" AND n.note_type <> {int(same)}"
        for note, stored, listed in work.database.execute_sql(NOTES.format(among=among)):
            old: dict[str, str] = json.loads(stored)
            new = {name: old.get(self.fields.get(name, ""), "") for name in self.note_type.fields}
            if makes.fault(self.note_type, new):
                seen.unfit += 1
                continue
            for name, html in old.items():
                if html and name not in used:
                    seen.lost[name] = seen.lost.get(name, 0) + 1
            wanted = makes.ordinals(self.note_type, new)
            cards = json.loads(listed)
            places = self._places(cards, wanted)
            seen.notes += 1
            living = {places[card] for card, _, deleted in cards if not deleted}
            seen.kept += len(living.intersection(wanted))
            seen.aside += len(living.difference(wanted))
            seen.made += len(set(wanted).difference(places.values()))
            moved = [(card, places[card]) for card, ordinal, _ in cards if places[card] != ordinal]
            yield note, json_text(new), moved

    def _places(self, cards: Iterable[tuple[int, int, int]], wanted: Iterable[int]) -> dict[int, int]:
        """Return the new ordinal of each card of a note: none twice, none by chance a wanted one."""
        places: dict[int, int] = {}
        waiting: list[tuple[int, int]] = []
        for card, ordinal, _ in cards:
            to = self.cards.get(ordinal, ordinal)
            if (
                to is not None
                and to not in places.values()
                and (ordinal in self.cards or ordinal not in self.cards.values())
            ):
                places[card] = to
            else:
                waiting.append((card, ordinal))
        taken = {*places.values(), *wanted}
        for card, ordinal in waiting:
            free = ordinal if ordinal not in taken else max(taken) + 1
            taken.add(free)
            places[card] = free
        return places
