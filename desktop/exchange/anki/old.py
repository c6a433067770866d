"""Decks of Anki 1 (``.anki``): a database with facts, fields, models and cards of its own kind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from desktop.exchange import beside
from desktop.exchange.anki.reader import Grouped
from desktop.exchange.copied import CopiedDatabase
from desktop.exchange.sample import Sample
from desktop.study.grades import AGAIN, EASY, GOOD, HARD
from desktop.study.incoming import CardState, Choices, Incoming, IncomingNote, PastReview, Progress, Skipped
from desktop.study.note import NAMESPACE, Note, NoteType, Template, derived
from desktop.study.schedule import EASE_FLOOR, Schedule

NEEDED = ("facts", "fields", "models", "fieldModels", "cardModels", "cards", "decks")
GRADES = {0: AGAIN, 1: AGAIN, 2: HARD, 3: GOOD, 4: EASY}
SUSPENDED, BURIED = -3, (-1, -2)
"""Priorities of cards that are not asked."""
DAY, EPOCH, LONGEST = 86_400, 719_163, 36_500
PLACE = re.compile(r"%\(([^()%]+)\)s")
FACTS = "SELECT id, modelId, created, modified, tags FROM facts ORDER BY id"
FIELDS = "SELECT factId, fieldModelId, value FROM fields ORDER BY factId, ordinal"
CARDS = (
    "SELECT factId, id, cardModelId, interval, due, factor, reps, successive, noCount, priority FROM cards"
    " ORDER BY factId, ordinal"
)
REVIEWS = (
    "SELECT c.factId, c.id, r.time, r.ease, r.thinkingTime"
    " FROM reviewHistory r JOIN cards c ON c.id = r.cardId ORDER BY c.factId, c.id, r.time"
)
ODD = "Cards whose numbers make no sense, which come in as new: {}."
ORPHANS = "Cards without a note, which were left out: {}."
TAGS = {"tags": "Tags", "Tags": "Tags", "modelTags": "Type", "cardModel": "Card"}


class AnkiOld:
    """Decks of the first Anki."""

    title = "Anki 1 deck"
    suffixes: tuple[str, ...] = (".anki",)

    def sniff(self, sample: Sample) -> bool:
        """Return whether it is a database with facts as Anki 1 had them."""
        return sample.is_sqlite and sample.has_tables("facts", "fieldModels", "cardModels")

    def read(self, sample: Sample, choices: Choices, progress: Progress) -> Incoming:
        """Read a file; see `Format.read`."""
        database = CopiedDatabase(sample, NEEDED, "Anki")
        try:
            return _Reader(self.title, sample, database).incoming
        except BaseException:
            database.close()
            raise


class _Reader:
    def __init__(self, title: str, sample: Sample, database: CopiedDatabase) -> None:
        self._database = database
        self._types: dict[Any, NoteType] = {}
        self._fields: dict[Any, tuple[Any, str]] = {}
        self._ordinals: dict[Any, int] = {}
        self._odd = 0
        self._read_types()
        offset = next(database.rows("SELECT utcOffset FROM decks"), (0,))[0]
        self._offset = offset if isinstance(offset, int | float) and abs(offset) < 2 * DAY else 0
        media = beside.all_in(sample.path.with_name(f"{sample.path.stem}.media")) if sample.path else []
        count = database.count("facts")
        self.incoming = Incoming(
            title, (Path(sample.name).stem,), self._notes, count, media, close=database.close
        )

    def _read_types(self) -> None:
        """Keep of each model the templates that are on or by which a card was made."""
        used = {number for (number,) in self._database.rows("SELECT DISTINCT cardModelId FROM cards")}
        for model, name in self._database.rows("SELECT id, name FROM models"):
            fields = list(
                self._database.rows(
                    "SELECT id, name FROM fieldModels WHERE modelId = ? ORDER BY ordinal", model
                )
            )
            names = tuple(str(title) for _, title in fields)
            templates: list[Template] = []
            for number, title, question, answer, within, typed, active in self._database.rows(
                "SELECT id, name, qformat, aformat, questionInAnswer, typeAnswer, active FROM cardModels"
                " WHERE modelId = ? ORDER BY ordinal",
                model,
            ):
                if active or number in used:
                    self._ordinals[number] = len(templates)
                    asked = _template(str(question)) + (f"<br>{{{{type:{typed}}}}}" if typed in names else "")
                    shown = _template(str(answer))
                    told = shown if within else "{{FrontSide}}<hr id=answer>" + shown
                    templates.append(Template(str(title), asked, told))
            if names and templates and len(set(names)) == len(names):
                self._fields |= {number: (model, str(title)) for number, title in fields}
                key = "\x1f".join([str(model), *names, "", *(each.name for each in templates)])
                uid = derived(NAMESPACE, f"anki1 type {key}")
                self._types[model] = NoteType(uid, str(name), "basic", names, tuple(templates))

    def _notes(self) -> Iterator[IncomingNote]:
        self._odd = 0
        rows = self._database.rows
        has_log = "reviewHistory" in self._database.tables
        fields, cards = Grouped(rows(FIELDS)), Grouped(rows(CARDS))
        reviews = Grouped(rows(REVIEWS) if has_log else iter(()))
        for number, model, created, modified, tags in rows(FACTS):
            values, mine, history = fields.of(number), cards.of(number), reviews.of(number)
            note_type = self._types.get(model)
            if note_type is None:
                shown = " | ".join(str(each[2]) for each in values)[:200]
                self.incoming.skipped.append(Skipped(0, "its note type is missing or broken", shown))
                continue
            texts = dict.fromkeys(note_type.fields, "")
            for _, field, value in values:
                owner, title = self._fields.get(field, (None, ""))
                if owner == model:
                    texts[title] = str(value or "").replace("\n", "<br>")
            words = tuple(str(tags or "").replace(",", " ").split())
            note = Note(derived(NAMESPACE, f"anki1 note {number}"), note_type, texts, words)
            states = tuple(state for row in mine if (state := self._state(row, history)))
            yield IncomingNote(note, (), 0, states, _ms(created), _ms(modified))
        for count, text in ((cards.left_over(), ORPHANS), (self._odd, ODD)):
            if count:
                self.incoming.warnings.append(text.format(count))

    def _state(self, row: tuple[Any, ...], history: list[tuple[Any, ...]]) -> CardState | None:
        _, number, model, *numbers, priority = row
        ordinal = self._ordinals.get(model)
        if ordinal is None:
            self.incoming.skipped.append(Skipped(0, "it is a card whose template is missing", str(number)))
            return None
        try:
            schedule = self._schedule(*(float(each) for each in numbers))
        except (TypeError, ValueError, OverflowError):
            self._odd += 1
            schedule = None
        made = tuple(
            PastReview(at, GRADES[ease], _ms(took) or 0)
            for _, card, time, ease, took in history
            if card == number and ease in GRADES and (at := _ms(time))
        )
        return CardState(
            ordinal,
            suspended=priority == SUSPENDED,
            buried=priority in BURIED,
            schedule=schedule,
            reviews=made,
        )

    def _schedule(
        self, interval: float, due: float, factor: float, reps: float, successive: float, failed: float
    ) -> Schedule | None:
        """Return where a card stands; its due day counts from the hour at which days began there."""
        if reps < 1:
            return None
        day = int((due - self._offset) // DAY) + EPOCH
        days = max(1, min(LONGEST, round(interval)))
        if not days < day < 3_652_059:
            raise ValueError(due)
        return Schedule(
            max(0, int(successive)),
            days,
            max(EASE_FLOOR, min(round(factor * 100), 10_000)),
            day - days,
            day,
            lapses=max(0, int(failed)),
            counted=int(reps),
        )


def _template(text: str) -> str:
    """Return a template of Anki 1 as one of today."""
    return PLACE.sub(lambda found: f"{{{{{TAGS.get(found[1], found[1])}}}}}", text).replace("%%", "%")


def _ms(seconds: Any) -> int | None:
    if not isinstance(seconds, int | float) or not 0 < seconds < 1 << 34:
        return None
    return round(seconds * 1000)
