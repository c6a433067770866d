from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from desktop.errors import UserError
from desktop.exchange import formats
from desktop.exchange.anki.old import schedule_of, translated
from desktop.study.calendar import moment_of, study_day
from desktop.study.incoming import IncomingNote
from desktop.study.schedule import NEW

CORPUS = Path(__file__).parents[4] / "shared" / "corpus" / "real"
TABLES = """
CREATE TABLE models (id, name);
CREATE TABLE fieldModels (id, ordinal, modelId, name);
CREATE TABLE cardModels (id, ordinal, modelId, name, qformat, aformat);
CREATE TABLE facts (id, modelId, tags, created, modified);
CREATE TABLE fields (id, factId, fieldModelId, ordinal, value);
CREATE TABLE cards (id, factId, cardModelId, ordinal, interval, due, factor, reps, successive, noCount,
  priority, type);
CREATE TABLE reviewHistory (cardId, time, ease, thinkingTime);
INSERT INTO models VALUES (1, 'Basic');
INSERT INTO fieldModels VALUES (11, 0, 1, 'Front'), (12, 1, 1, 'Back');
INSERT INTO cardModels VALUES (21, 0, 1, 'Forward', '%(Front)s', '%(Back)s'),
  (22, 1, 1, 'Reverse', '%(Back)s', '%(Front)s');
INSERT INTO facts VALUES (31, 1, 'one, two', 1295506627.9, 1295506628.5), (32, 7, '', 1295506629, 1295506629);
INSERT INTO fields VALUES (41, 31, 11, 0, 'Chile'), (42, 31, 12, 1, 'Santiago'), (43, 32, 11, 0, 'lost');
INSERT INTO cards VALUES (51, 31, 21, 0, 11.6, 1296506627.0, 2.36, 5, 3, 1, 2, 1),
  (52, 31, 22, 1, 0, 0, 2.5, 0, 0, 0, -3, 2);
INSERT INTO reviewHistory VALUES (51, 1295506700.25, 1, 4.5),
  (51, 1295606700, 3, 2.0), (51, 1295706700, 9, 1);
"""


def made(file: Path, sql: str = TABLES) -> Path:
    with closing(sqlite3.connect(file)) as db, db:
        db.executescript(sql)
    return file


def read(file: Path) -> tuple[list[IncomingNote], list[str]]:
    with closing(formats.read(file)) as incoming:
        return list(incoming.notes()), [each.reason for each in incoming.skipped]


def test_facts_come_in_with_both_cards_and_their_history(tmp_path: Path) -> None:
    found, skipped = read(made(tmp_path / "Capitals.anki"))
    assert skipped == ["its note type is missing"]
    (only,) = found
    assert dict(only.note.fields) == {"Front": "Chile", "Back": "Santiago"}
    assert only.note.tags == ("one", "two")
    assert [each.question for each in only.note.note_type.templates] == ["{{Front}}", "{{Back}}"]
    first, second = only.cards
    assert [(each.at_ms, each.grade, each.took_ms) for each in first.reviews] == [
        (1295506700250, 2, 4500),
        (1295606700000, 4, 2000),
    ]
    assert first.schedule is not None
    due = study_day(moment_of(datetime.fromtimestamp(1296506627).astimezone()))
    assert (first.schedule.interval, first.schedule.ease, first.schedule.due) == (12, 236, due)
    assert (first.schedule.repetition, first.schedule.lapses, first.schedule.counted) == (3, 1, 5)
    assert (second.suspended, second.schedule) == (True, NEW)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("%(Front)s", "{{Front}}"),
        ("<b>%(text:Front)s</b>\n%(Back)s", "<b>{{Front}}</b><br>{{Back}}"),
        ("{{{Front}}} {{Back}}", "{{Front}} {{Back}}"),
    ],
)
def test_templates_are_translated(old: str, new: str) -> None:
    assert translated(old) == new


def test_odd_numbers_are_no_mistake() -> None:
    assert schedule_of(("x", None, 9e999, 3, b"", -2)).counted == 3
    assert schedule_of((0, 0, 0, 0, 0, 0)) == NEW


def test_a_deck_without_its_columns_is_refused_in_a_sentence(tmp_path: Path) -> None:
    names = ("facts", "fields", "models", "cardModels", "cards")
    broken = "".join(f"CREATE TABLE {name} (x);" for name in names)
    with pytest.raises(UserError, match="broken"):
        formats.read(made(tmp_path / "x.anki", broken))


@pytest.mark.skipif(not CORPUS.exists(), reason="no corpus beside the checkout")
def test_a_real_deck_comes_in_whole() -> None:
    file = CORPUS / "an1001__country-capitals.anki"
    found, skipped = read(file)
    with closing(sqlite3.connect(f"{file.as_uri()}?immutable=1", uri=True)) as direct:
        facts = direct.execute("SELECT COUNT(*) FROM facts").fetchone()[0]
        cards = direct.execute("SELECT COUNT(*) FROM cards").fetchone()[0]
    assert (len(found), sum(len(each.cards) for each in found), skipped) == (facts, cards, [])
    assert all(all(each.note.fields.values()) for each in found)
