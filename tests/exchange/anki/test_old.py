from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.errors import UserError
from desktop.exchange.anki.old import AnkiOld
from desktop.exchange.formats import read
from desktop.exchange.sample import Sample
from desktop.study.grades import AGAIN, GOOD
from desktop.study.incoming import Choices, no_progress

REAL = Path(__file__).parents[4] / "shared" / "corpus" / "real" / "an1001__country-capitals.anki"
TABLES = """
CREATE TABLE decks (utcOffset);
CREATE TABLE models (id, name);
CREATE TABLE fieldModels (id, modelId, ordinal, name);
CREATE TABLE cardModels (id, modelId, ordinal, name, active, qformat, aformat, questionInAnswer, typeAnswer);
CREATE TABLE facts (id, modelId, created, modified, tags);
CREATE TABLE fields (factId, fieldModelId, ordinal, value);
CREATE TABLE cards (
  id, factId, cardModelId, ordinal, interval, due, factor, reps, successive, noCount, priority);
CREATE TABLE reviewHistory (cardId, time, ease, thinkingTime);
INSERT INTO decks VALUES (14400);
INSERT INTO models VALUES (1, 'Words');
INSERT INTO fieldModels VALUES (11, 1, 0, 'Front'), (12, 1, 1, 'Back');
INSERT INTO cardModels VALUES (21, 1, 0, 'There', 1, '100%% %(Front)s', '%(Back)s %(tags)s', 0, ''),
  (22, 1, 1, 'Off', 0, '%(Back)s', '%(Front)s', 1, ''),
  (23, 1, 2, 'Back', 0, '%(Back)s', '%(Front)s', 1, 'Front');
INSERT INTO facts VALUES (31, 1, 1000.5, 2000, 'a b'), (32, 9, 1, 1, '');
INSERT INTO fields VALUES (31, 11, 0, '<b>x</b>'), (31, 12, 1, 'y'), (32, 11, 0, 'lost');
INSERT INTO cards VALUES (41, 31, 21, 0, 7.2, 864000000, 2.36, 5, 3, 1, 2),
  (42, 31, 23, 2, 0, 0, 2.5, 0, 0, 0, -3),
  (43, 99, 21, 0, 0, 0, 2.5, 0, 0, 0, 2);
INSERT INTO reviewHistory VALUES (41, 800000000, 1, 2.5), (41, 863000000, 3, 4), (41, 863000001, 9, 4);
"""


def old_deck(file: Path, more: str = "") -> Path:
    with closing(sqlite3.connect(file)) as database:
        database.executescript(TABLES + more)
    return file


def test_a_deck_comes_in_with_templates_progress_and_answers(tmp_path: Path) -> None:
    file = old_deck(tmp_path / "words.anki")
    with closing(read(file)) as incoming:
        (note,) = incoming.notes()
        assert list(incoming.notes()) == [note]
    assert (incoming.format, incoming.deck) == ("Anki 1 deck", ("words",))
    assert note.note.fields == {"Front": "<b>x</b>", "Back": "y"}
    there, back = note.note.note_type.templates
    assert (there.question, there.answer) == (
        "100% {{Front}}",
        "{{FrontSide}}<hr id=answer>{{Back}} {{Tags}}",
    )
    assert (back.question, back.answer) == ("{{Back}}<br>{{type:Front}}", "{{Front}}")
    one, two = note.cards
    assert one.schedule is not None
    day = 719_163 + 9_999  # ten thousand days, but the day begins four hours later
    assert (one.schedule.due, one.schedule.interval, one.schedule.last_day) == (day, 7, day - 7)
    assert (one.schedule.ease, one.schedule.repetition, one.schedule.lapses) == (236, 3, 1)
    assert [(each.grade, each.took_ms) for each in one.reviews] == [(AGAIN, 2500), (GOOD, 4000)]
    assert (two.ordinal, two.suspended, two.schedule) == (1, True, None)
    assert (note.note.tags, note.created_ms, note.modified_ms) == (("a", "b"), 1_000_500, 2_000_000)
    assert [each.text for each in incoming.skipped] == ["lost"]
    assert incoming.warnings == ["Cards without a note, which were left out: 1."]


def test_a_real_deck_is_read_without_loss() -> None:
    if not REAL.exists():
        pytest.skip("the files of other people are not here")
    before = hashlib.sha256(REAL.read_bytes()).digest()
    with closing(sqlite3.connect(f"{REAL.as_uri()}?mode=ro&immutable=1", uri=True)) as database:
        values = sorted(value for (value,) in database.execute("SELECT value FROM fields"))
        cards = database.execute("SELECT COUNT(*) FROM cards").fetchone()[0]
    with closing(read(REAL)) as incoming:
        notes = list(incoming.notes())
        assert (incoming.skipped, incoming.warnings) == ([], [])
    assert sorted(field for each in notes for field in each.note.fields.values()) == values
    assert sum(len(each.cards) for each in notes) == cards
    assert notes[0].note.note_type.templates[0].question == "{{Front}}"
    assert hashlib.sha256(REAL.read_bytes()).digest() == before


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(
    st.binary(), st.one_of(st.integers(-(2**62), 2**62), st.floats(), st.text("x'1", max_size=3).map(repr))
)
def test_anything_is_read_or_refused(tmp_path: Path, data: bytes, value: object) -> None:
    file = tmp_path / "any.anki"
    file.unlink(missing_ok=True)
    number = "NULL" if str(value) in ("nan", "inf", "-inf") or isinstance(value, str) else str(value)
    old_deck(
        file, f"UPDATE cards SET due = {number}, interval = {number}; UPDATE facts SET created = {number};"
    )
    whole = file.read_bytes()
    for content in (whole, whole[:5000] + data, b"SQLite format 3\0" + data, data):
        file.write_bytes(content)
        sample = Sample.of(file)
        AnkiOld().sniff(sample)
        with suppress(UserError):
            incoming = AnkiOld().read(sample, Choices(), no_progress)
            try:
                list(incoming.notes())
            finally:
                incoming.close()
