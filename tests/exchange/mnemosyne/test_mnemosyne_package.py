from __future__ import annotations

import hashlib
import json
import sqlite3
import zipfile
from collections import Counter
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.errors import UserError
from desktop.exchange.formats import read
from desktop.exchange.mnemosyne import texts
from desktop.exchange.mnemosyne.package import MnemosyneCards, MnemosyneDatabase, MnemosyneFirst
from desktop.exchange.sample import Sample
from desktop.study.incoming import Choices, Incoming, IncomingNote, no_progress

CORPUS = Path(__file__).parents[4] / "shared" / "corpus"
SETS = CORPUS / "mnemosyne"
EXPECTED: dict[str, Any] = {}
if (SETS / "expected.json").exists():
    EXPECTED = json.loads((SETS / "expected.json").read_text())["files"]
WITH_NOTES = [name for name, each in EXPECTED.items() if "card_count" in each]
needs_corpus = pytest.mark.skipif(not EXPECTED, reason="the sample files are not here")
CARD = '<log type="6" o_id="{0}" card_t="{1}" fact="{2}" fact_v="{3}" tags="" gr="-1"{4}>{5}</log>'


def card_set(file: Path, *entries: str, **media: bytes) -> Path:
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("cards.xml", f"<openSM2sync>{''.join(entries)}</openSM2sync>")
        for name, data in media.items():
            archive.writestr(name, data)
    return file


def taken(file: Path) -> tuple[Incoming, list[IncomingNote]]:
    with closing(read(file)) as incoming:
        return incoming, list(incoming.notes())


@pytest.mark.parametrize("name", WITH_NOTES)
def test_every_card_of_a_set_has_its_card_here(name: str) -> None:
    expected = EXPECTED[name]
    before = hashlib.sha256((SETS / name).read_bytes()).digest()
    with closing(read(SETS / name)) as incoming:
        notes = list(incoming.notes())
        assert {each.name: len(each.read()) for each in incoming.media} == expected["media"]
        assert incoming.skipped == []
    assert sum(len(each.cards) for each in notes) == expected["card_count"]
    check_notes(notes, expected["notes"])
    assert hashlib.sha256((SETS / name).read_bytes()).digest() == before


def check_notes(notes: list[IncomingNote], expected: list[dict[str, Any]]) -> None:
    """Compare fields, tags and where each card stands; a sentence is two notes."""
    for wanted in expected:
        mine = notes[:2] if wanted["card_type"] == "6" else notes[:1]
        del notes[: len(mine)]
        assert {tag for each in mine for tag in each.note.tags} == set(wanted["tags"])
        values = [text for each in mine for text in each.note.fields.values() if text and "{{c" not in text]
        for text in wanted["fields"].values():
            plain = text if "[" not in text else texts.BRACKET.sub(lambda f: f[1].partition(":")[0], text)
            assert texts.html_of(plain) in values or "{{c1::" in mine[-1].note.fields.get("Text", "")
        if wanted["card_type"] == "5":
            hidden = [each["answer_plain"] for each in wanted["cards"]]
            assert all(f"::{word}" in mine[0].note.fields["Text"] for word in hidden)
        found = [state for each in mine for state in each.cards]
        for state, card in zip(found, wanted["cards"], strict=True):
            check_learning(state, card.get("learning", {"unseen": True}))
    assert notes == []


def check_learning(state: Any, learning: dict[str, Any]) -> None:
    if learning["unseen"]:
        assert state.schedule is None
        return
    last = datetime.fromtimestamp(learning["last_rep"]).date().toordinal()
    due = datetime.fromtimestamp(learning["next_rep"], UTC).date().toordinal()
    assert state.schedule is not None
    assert state.schedule.last_day == last
    assert state.schedule.ease == round(learning["easiness"] * 100)
    assert state.schedule.lapses == learning["lapses"]
    if learning["grade"] >= 2:
        assert (state.schedule.due, state.schedule.interval) == (due, due - last)
        assert state.schedule.repetition == learning["ret_reps_since_lapse"] + 1
    else:
        assert (state.schedule.repetition, state.schedule.drill) == (0, True)


@needs_corpus
def test_a_database_says_the_same_as_the_set_and_has_the_answers() -> None:
    expected = EXPECTED["sales-marketing.db"]
    _, notes = taken(SETS / "sales-marketing.db")
    _, theirs = taken(SETS / expected["same_notes_as"])
    assert [(each.note, [c._replace(reviews=()) for c in each.cards]) for each in notes] == [
        (each.note, list(each.cards)) for each in theirs
    ]
    reviews = Counter((r.at_ms // 1000, r.grade) for n in notes for c in n.cards for r in c.reviews)
    assert reviews == Counter((each["timestamp"], each["grade"]) for each in expected["repetitions"])


@needs_corpus
@pytest.mark.parametrize("name", [name for name, each in EXPECTED.items() if "must" in each])
def test_a_hostile_set_is_refused_or_read_without_harm(name: str) -> None:
    wanted = EXPECTED[name].get("notes")
    if wanted is None:
        with pytest.raises(UserError):
            read(SETS / name)
        return
    incoming, notes = taken(SETS / name)
    assert [list(each.note.fields.values())[:2] for each in notes] == [
        list(each["fields"].values()) for each in wanted
    ]
    assert [list(each.note.tags) for each in notes] == [each["tags"] for each in wanted]
    assert "42" not in str(notes)
    assert list(incoming.media) == []
    assert len(incoming.skipped) == (3 if name == "unsafe-path.cards" else 0)


@pytest.mark.parametrize("file", sorted((CORPUS / "real").glob("*.cards")), ids=lambda file: file.name)
def test_sets_of_other_people_are_read_without_loss(file: Path) -> None:
    with zipfile.ZipFile(file) as archive:
        data, names = archive.read("cards.xml").decode(), archive.namelist()
    incoming, notes = taken(file)
    assert sum(len(each.cards) for each in notes) == data.count('type="6"')
    assert len({each.note.uid for each in notes}) == len(notes) >= data.count('type="16"')
    assert len(incoming.media) == len(set(names) - {"cards.xml", "METADATA"})
    assert incoming.skipped == []


@needs_corpus
def test_the_first_version_keeps_sisters_together() -> None:
    file = CORPUS / "text" / "mnemosyne1.xml"
    wanted = json.loads((CORPUS / "text" / "expected.json").read_text())["files"][file.name]
    incoming, notes = taken(file)
    assert [[f for f in each.note.fields.values() if f] for each in notes] == [
        each["fields"] for each in wanted["notes"]
    ]
    assert [list(each.note.tags) for each in notes] == [each["tags"] for each in wanted["notes"]]
    assert [len(each.cards) for each in notes] == [each["cards"] for each in wanted["notes"]]
    learning = wanted["notes"][0]["learning"]
    zero = datetime.fromtimestamp(learning["day0"]).date().toordinal()
    schedule = notes[0].cards[0].schedule
    assert schedule is not None
    assert schedule.last_day == zero + learning["last_rep_day"]
    assert schedule.due == zero + learning["next_rep_day"]
    assert (schedule.ease, schedule.lapses, schedule.repetition) == (236, 1, 3)
    assert incoming.skipped == []


def test_an_item_whose_sister_was_changed_stays_a_card_of_its_own(tmp_path: Path) -> None:
    file = tmp_path / "old.xml"
    file.write_text(
        '<mnemosyne core_version="1"><item id="a"><Q>one</Q><A>eins</A></item>'
        '<item id="a.inv" gr="x"><Q>eins!</Q><A>one</A></item></mnemosyne>'
    )
    _, notes = taken(file)
    assert [list(each.note.fields.values())[:2] for each in notes] == [["one", "eins"], ["eins!", "one"]]


def test_the_old_database_is_refused_with_the_way_out(tmp_path: Path) -> None:
    file = tmp_path / "default.mem"
    file.write_bytes(b"--- Mnemosyne Data Base --- Format Version 1 ---\n(lp1\n.")
    with pytest.raises(UserError, match=r"export it there as a card set"):
        read(file)


def test_what_has_no_card_or_no_note_is_named(tmp_path: Path) -> None:
    file = card_set(
        tmp_path / "x.cards",
        '<log type="16" o_id="f1"><f>alone</f></log>',
        '<log type="16" o_id="f2"><f>asked</f><b>told</b></log>',
        CARD.format("c2", "1", "f2", "1.1", ' e="none"', ""),
        CARD.format("c3", "1", "gone", "1.1", "", ""),
        CARD.format("c4", "1", "f2", "9.9", "", ""),
    )
    incoming, notes = taken(file)
    assert [each.note.fields["Question"] for each in notes] == ["asked"]
    assert [each.text for each in incoming.skipped] == ["c2", "alone", "c4", "c3"]


def test_a_note_type_of_anki_keeps_its_templates(tmp_path: Path) -> None:
    file = card_set(
        tmp_path / "x.cards",
        '<log type="19" o_id="7::9.1"><name>Card 1</name><q_fact_keys>[]</q_fact_keys>'
        "<extra>{'qfmt': '{{Front}}?', 'afmt': '{{Back}}', 'ord': 0}</extra></log>",
        '<log type="22" o_id="7::9"><name>Words</name>'
        "<fact_keys_and_names>[('0', 'Front'), ('1', 'Back')]</fact_keys_and_names>"
        "<fact_views>['7::9.1']</fact_views><extra>{'css': '.card {}', 'id': 9, 'type': 0}</extra></log>",
        '<log type="16" o_id="f1"><___0>one</___0><___1>eins</___1></log>',
        CARD.format("c1", "7::9", "f1", "7::9.1", "", "<extra>{'ord': 0}</extra>"),
    )
    _, (note,) = taken(file)
    assert note.note.fields == {"Front": "one", "Back": "eins"}
    (template,) = note.note.note_type.templates
    assert (template.question, template.answer) == ("{{Front}}?", "{{Back}}")
    assert note.note.note_type.style == ".card {}"


def test_a_database_of_an_older_version_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "old.db"
    with closing(sqlite3.connect(file)) as database:
        database.executescript(
            "CREATE TABLE facts(_id, id); CREATE TABLE data_for_fact(a); CREATE TABLE cards(_id);"
            "CREATE TABLE tags(a); CREATE TABLE tags_for_card(a); CREATE TABLE global_variables(key, value);"
            "INSERT INTO global_variables VALUES ('version', '2')"
        )
    with pytest.raises(UserError, match="version of Mnemosyne"):
        read(file)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(), st.booleans())
def test_any_bytes_are_read_or_refused(tmp_path: Path, data: bytes, packed: bool) -> None:
    file = tmp_path / "any.cards"
    file.write_bytes(data)
    if packed:
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr("cards.xml", data)
            archive.writestr("METADATA", data)
    for form in (MnemosyneCards(), MnemosyneDatabase(), MnemosyneFirst()):
        sample = Sample.of(file)
        form.sniff(sample)
        with suppress(UserError):
            incoming = form.read(sample, Choices(), no_progress)
            list(incoming.notes())
            incoming.close()


VALUE = st.text("0123-.e[]':n {}fb", max_size=6)
KEYS = st.sampled_from(["card_t", "fact", "fact_v", "tags", "gr", "e", "lps", "l_rp", "n_rp", "c_time"])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.dictionaries(KEYS, VALUE), VALUE)
def test_any_numbers_never_stop_a_set(tmp_path: Path, attributes: dict[str, str], extra: str) -> None:
    text = " ".join(f'{key}="{value}"' for key, value in {"fact": "f", **attributes}.items())
    file = card_set(
        tmp_path / "x.cards",
        '<log type="16" o_id="f"><f>a [b] c</f><b>d</b><text>[e:f]</text></log>',
        f'<log type="6" o_id="c" {text}><extra>{extra}</extra></log>',
    )
    incoming, notes = taken(file)
    assert len(notes) + len(incoming.skipped) >= 1
