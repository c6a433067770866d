"""The tables as peewee sees them. `schema` makes them; a test holds the two together.

No model is bound to a database: queries run with ``.execute(database)`` or through
`Database.rows`, so that two collections can be open at once.
"""

from __future__ import annotations

from typing import Any

from peewee import (
    BigIntegerField,
    BinaryUUIDField,
    BlobField,
    BooleanField,
    FloatField,
    IntegerField,
    Model,
    TextField,
)


class Table(Model):
    """A table without relations: plain columns, whole numbers and text."""

    id: Any

    class Meta:
        """Settings shared by every table."""

        legacy_table_names = False


class Meta(Table):
    """What only this copy knows: its device, the fold's version, installed decks."""

    name = TextField(primary_key=True)
    value = TextField()


class Option(Table):
    """An option of the collection, as JSON."""

    name = TextField(primary_key=True)
    value = TextField()
    stamp = BigIntegerField()


class Deck(Table):
    """A deck; `parent` is the deck it lies in."""

    uid = BinaryUUIDField()
    parent = IntegerField(null=True)
    name = TextField()
    description = TextField(default="")
    position = IntegerField()
    options = TextField(default="{}")
    deleted = BooleanField(default=False)
    stamps = TextField(default="{}")


class NoteType(Table):
    """A note type; `fields` and `templates` are JSON lists, `options` is a JSON object."""

    uid = BinaryUUIDField()
    name = TextField()
    kind = TextField()
    fields = TextField()
    templates = TextField()
    style = TextField(default="")
    options = TextField(default="{}")
    deleted = BooleanField(default=False)
    stamps = TextField(default="{}")


class Note(Table):
    """A note; `fields` and `shipped` (as its deck's author last had them) are JSON objects."""

    uid = BinaryUUIDField()
    note_type = IntegerField()
    fields = TextField()
    shipped = TextField(default="{}")
    topic = TextField(default="")
    created_ms = BigIntegerField()
    deleted = BooleanField(default=False)
    stamps = TextField(default="{}")


class Card(Table):
    """A card, known everywhere by its note and ordinal.

    `buried` is the study day from which it may show again.
    `deleted`: 0 no, 1 by a person, 2 because its note's text no longer makes it.
    """

    note = IntegerField()
    deck = IntegerField()
    ordinal = IntegerField()
    position = IntegerField()
    suspended = BooleanField(default=False)
    buried = IntegerField(default=0)
    flag = IntegerField(default=0)
    deleted = IntegerField(default=0)
    stamps = TextField(default="{}")


class Device(Table):
    """A copy of the collection that wrote entries of the log; the first stands for all imports."""

    uid = BlobField()


class Review(Table):
    """One answer. Rows are only ever added. It is known everywhere by card, instant and `again`.

    `again` tells how many entries of that instant were taken back before it was written.
    """

    card = IntegerField()
    day = IntegerField()
    at_ms = BigIntegerField()
    again = IntegerField(default=0)
    offset_min = IntegerField()
    grade = IntegerField()
    practice = IntegerField(default=0)
    took_ms = IntegerField()
    shift = IntegerField(null=True)
    response = TextField(default="")
    device = IntegerField()


class Event(Table):
    """Something other than an answer that sets a card's state; see `Review`. Rows are only ever added."""

    card = IntegerField(null=True)
    day = IntegerField()
    at_ms = BigIntegerField()
    again = IntegerField(default=0)
    offset_min = IntegerField()
    kind = TextField()
    data = TextField(default="{}")
    device = IntegerField()


class Void(Table):
    """What was taken back: the number of an answer, or minus that of an event. Rows are only ever added."""

    entry = IntegerField(primary_key=True)
    at_ms = BigIntegerField()
    device = IntegerField()


class Action(Table):
    """One thing a person did that can be undone; `data` is JSON."""

    uid = BinaryUUIDField()
    kind = TextField()
    label = TextField(default="")
    at_ms = BigIntegerField()
    after_review = IntegerField()
    undone = BooleanField(default=False)
    data = TextField(default="{}")


class Change(Table):
    """One field that an action changed; `before` and `after` are JSON."""

    action = IntegerField()
    entity = TextField()
    row = IntegerField()
    field = TextField()
    before = TextField()
    after = TextField()


class SavedSearch(Table):
    """A search that a person gave a name."""

    uid = BinaryUUIDField()
    name = TextField()
    query = TextField()
    position = IntegerField()
    deleted = BooleanField(default=False)
    stamps = TextField(default="{}")


class Plan(Table):
    """What a person means to do; `data` is a JSON object, what the days mean depends on the kind."""

    uid = BinaryUUIDField()
    kind = TextField()
    deck = IntegerField(null=True)
    tag = TextField(default="")
    first_day = IntegerField(null=True)
    last_day = IntegerField(null=True)
    data = TextField(default="{}")
    deleted = BooleanField(default=False)
    stamps = TextField(default="{}")


class Schedule(Table):
    """Derived: where a card stands and when it may show."""

    card = IntegerField(primary_key=True)
    deck = IntegerField()
    state = IntegerField()
    ready = IntegerField()
    position = IntegerField()
    repetition = IntegerField()
    interval = IntegerField()
    ease = IntegerField()
    last_day = IntegerField(null=True)
    due = IntegerField(null=True)
    drill = BooleanField()
    lapses = IntegerField()
    counted = IntegerField()
    stability = FloatField(null=True)
    difficulty = FloatField(null=True)


MODELS = (
    Meta,
    Option,
    Deck,
    NoteType,
    Note,
    Card,
    Device,
    Review,
    Event,
    Void,
    Action,
    Change,
    SavedSearch,
    Plan,
    Schedule,
)
