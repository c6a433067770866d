"""What goes out comes back as it was, in every format that can hold it and that can be read by now."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from desktop.exchange.exporters import EXPORTERS, Exporter
from desktop.exchange.formats import FORMATS, read
from desktop.study.incoming import CardState, IncomingNote, no_progress
from desktop.study.kinds import kind
from desktop.study.outgoing import Outgoing, OutgoingNote
from desktop.study.schedule import NEW
from tests.exchange import leaving

PACKAGES = [each for each in EXPORTERS if each.suffix in (".apkg", ".colpkg")]
TEXTS = [each for each in EXPORTERS if each.suffix in (".csv", ".tsv", ".xlsx", ".md", ".toml")]
DECK_FILE_TYPES = {kind(key).note_type.name for key in ("basic", "typed", "cloze", "choice")}


def named(exporter: Exporter) -> str:
    return exporter.title


def back(exporter: Exporter, outgoing: Outgoing, folder: Path) -> list[IncomingNote]:
    """Write notes, read the file, return what came of it, by identity."""
    if not any(exporter.suffix in each.suffixes for each in FORMATS):
        pytest.skip(f"nothing reads {exporter.suffix} yet")
    file = folder / f"x{exporter.suffix}"
    exporter.write(outgoing, file, no_progress)
    with closing(read(file)) as incoming:
        found = list(incoming.notes())
        assert incoming.skipped == []
    return found


@pytest.mark.parametrize("exporter", TEXTS, ids=named)
def test_plain_notes_come_back_from_a_text(exporter: Exporter, tmp_path: Path) -> None:
    notes = leaving.plain_notes()
    if exporter.suffix == ".toml":
        notes = [each for each in notes if each.note.note_type.name in DECK_FILE_TYPES]
    found = back(exporter, leaving.leaving(notes), tmp_path)
    assert [each.note.fields for each in found] == [each.note.fields for each in notes]
    assert [each.note.note_type for each in found] == [each.note.note_type for each in notes]
    assert [each.note.tags for each in found] == [each.note.tags for each in notes]
    assert [each.deck for each in found] == [each.deck for each in notes]


def in_order(notes: Sequence[IncomingNote]) -> list[IncomingNote]:
    return sorted(notes, key=lambda each: each.note.uid)


@pytest.mark.parametrize("exporter", PACKAGES, ids=named)
def test_a_package_gives_back_notes_cards_and_progress(exporter: Exporter, tmp_path: Path) -> None:
    outgoing = leaving.everything(name="" if exporter.whole else "x")
    found = in_order(back(exporter, outgoing, tmp_path))
    for one, other in zip(in_order(list(outgoing.make())), found, strict=True):
        check(one, other)


def check(one: OutgoingNote, other: IncomingNote) -> None:
    assert other.note.uid == one.note.uid
    assert other.note.note_type == one.note.note_type
    assert other.note.topic == one.note.topic
    assert other.deck == one.deck
    if "%" not in "".join(one.note.fields.values()):
        assert other.note.fields == one.note.fields
    assert other.note.tags == tuple(tag.replace(" ", "_") for tag in one.note.tags)
    assert [stands(each) for each in other.cards] == [stands(each) for each in one.cards]
    for mine, theirs in zip(one.cards, other.cards, strict=True):
        assert [each.at_ms for each in theirs.reviews] == [each.at_ms for each in mine.reviews]


def stands(card: CardState) -> CardState:
    """Return a card without its answers, which are compared one by one."""
    schedule = card.schedule or NEW
    position = card.position if schedule.is_new else 0
    return card._replace(reviews=(), kept="", position=position, schedule=schedule)
