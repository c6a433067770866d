"""A collection written to a package and brought back: here nothing changes, elsewhere all is there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from desktop.exchange.deck_file import read as read_deck
from desktop.exchange.exporters import EXPORTERS, Exporter
from desktop.exchange.formats import read
from desktop.store.collection import Collection
from desktop.study.incoming import Choices, Report, no_progress
from desktop.study.type_draft import TypeDraft
from tests.exchange.anki.packages import package
from tests.store.helpers import ROOT, FakeClock

PACKAGES = [each for each in EXPORTERS if each.suffix in (".apkg", ".colpkg")]


@pytest.fixture
def collections(tmp_path: Path) -> Iterator[tuple[Collection, Collection]]:
    """One with a deck, some of it studied, and an empty one."""
    with ExitStack() as stack:
        here, there = (
            stack.enter_context(closing(Collection(tmp_path / name, FakeClock())))
            for name in ("here", "there")
        )
        draft = read_deck(ROOT / "decks" / "marketing-planning.toml")
        here.install(draft, "deck")
        for place, view in enumerate(here.cards()[:12]):
            here.grade(view.number, place % 6, took_ms=3000)
        here.flag([here.cards()[0].number], 2)
        here.suspend([here.cards()[20].number])
        yield here, there


def brought(collection: Collection, file: Path) -> Report:
    with closing(read(file)) as incoming, closing(collection.start_import(incoming, Choices())) as work:
        work.plan()
        return work.apply()


@pytest.mark.parametrize("exporter", PACKAGES, ids=lambda each: each.title)
def test_a_package_of_ours_changes_nothing_here_and_brings_all_elsewhere(
    exporter: Exporter, collections: tuple[Collection, Collection], tmp_path: Path
) -> None:
    here, there = collections
    file = tmp_path / f"x{exporter.suffix}"
    with closing(here.outgoing()) as outgoing:
        exporter.write(outgoing, file, no_progress)
    again = brought(here, file)
    assert (again.new, again.updated) == (0, 0)
    assert again.unchanged == len({view.note.uid for view in here.cards()})
    new = brought(there, file)
    assert (new.new, new.skipped, new.missing) == (again.unchanged, [], [])
    mine = {view.uid: view for view in here.cards()}
    theirs = {view.uid: view for view in there.cards()}
    assert mine.keys() == theirs.keys()
    for uid, view in mine.items():
        other = theirs[uid]
        assert other.note == view.note
        assert (other.suspended, other.flag) == (view.suspended, view.flag)
        assert (other.schedule.due, other.schedule.interval, other.schedule.ease) == (
            view.schedule.due,
            view.schedule.interval,
            view.schedule.ease,
        )
        assert other.answers == view.answers


@pytest.mark.parametrize("exporter", PACKAGES, ids=lambda each: each.title)
def test_what_came_from_anki_goes_back_under_its_own_name(
    exporter: Exporter, collections: tuple[Collection, Collection], tmp_path: Path
) -> None:
    _, there = collections
    brought(there, package(tmp_path / "theirs.apkg", "anki21"))
    file = tmp_path / f"x{exporter.suffix}"
    with closing(there.outgoing()) as outgoing:
        exporter.write(outgoing, file, no_progress)
    with closing(read(file)) as incoming:
        assert [each.source for each in incoming.notes()] == [f"g{number}" for number in range(1, 6)]
    assert brought(there, file).unchanged == 5


@pytest.mark.parametrize("exporter", PACKAGES, ids=lambda each: each.title)
def test_templates_in_another_order_keep_their_ordinals_on_the_way_out_and_back(
    exporter: Exporter, collections: tuple[Collection, Collection], tmp_path: Path
) -> None:
    _, here = collections
    brought(here, package(tmp_path / "theirs.apkg", "anki21"))
    two = next(card.note.note_type for card in here.cards() if len(card.note.note_type.templates) > 1)
    here.note_types.change(TypeDraft.of(two).with_template_moved(1, -1))
    asked = {card.uid: (card.ordinal, card.schedule) for card in here.cards()}
    again = brought(here, tmp_path / "theirs.apkg")
    assert (again.new, again.updated, again.unchanged) == (0, 0, 5)
    file = tmp_path / f"x{exporter.suffix}"
    with closing(here.outgoing()) as outgoing:
        exporter.write(outgoing, file, no_progress)
    with closing(Collection(tmp_path / "third", FakeClock())) as third:
        brought(third, file)
        assert {card.uid: (card.ordinal, card.schedule) for card in third.cards()} == asked
        types = {card.note.note_type.uid: card.note.note_type for card in third.cards()}
        assert [ordinal for ordinal, _ in types[two.uid].arranged] == [1, 0]
