from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from desktop.errors import UserError
from desktop.gui.browser.finder import Finder, Hits, Overview, Wish
from desktop.gui.jobs import Jobs
from desktop.store.collection import Collection
from tests.gui.browser.conftest import two_decks
from tests.gui.conftest import ByHand, HandClock


@pytest.fixture
def collection(tmp_path: Path, clock: HandClock) -> Iterator[Collection]:
    made = Collection(tmp_path / "data", clock)
    for at, each in enumerate(two_decks()):
        made.install(each, f"deck {at}")
    yield made
    made.close()


@pytest.fixture
def finder(qapp: QApplication, collection: Collection, work: ByHand) -> Iterator[Finder]:
    made = Finder(collection, Jobs(work))
    yield made
    work.drain()
    made.rest()


def test_the_first_rows_come_with_the_numbers(finder: Finder, work: ByHand) -> None:
    told: list[Hits] = []
    finder.found.connect(told.append)
    finder.search(Wish("banana", sort="question"))
    assert finder.is_looking
    work.drain()
    assert not finder.is_looking
    assert [row.text for row in told[0].rows] == ["banana"]
    assert told[0].found.total == 1


def test_an_older_search_is_given_up(finder: Finder, work: ByHand) -> None:
    told: list[str] = []
    finder.found.connect(lambda hits: told.append(hits.wish.text))
    for text in ("b", "ba", "ban"):
        finder.search(Wish(text, sort="due"))
    work.drain()
    assert told == ["ban"]


def test_what_cannot_be_carried_out_is_told(finder: Finder, work: ByHand) -> None:
    failed: list[UserError] = []
    finder.failed.connect(failed.append)
    finder.search(Wish("a " * 400, sort="due"))
    work.drain()
    assert str(failed[0]).startswith("This search has too many parts.")
    assert not finder.is_looking


def test_the_index_tells_how_far_it_is(finder: Finder, work: ByHand) -> None:
    told: list[tuple[int, int]] = []
    finder.indexed.connect(lambda done, total: told.append((done, total)))
    finder.search(Wish("banana", sort="due"))
    work.drain()
    assert told[-1][0] == told[-1][1] >= 5


def test_cards_of_notes_and_notes_of_cards(finder: Finder, work: ByHand) -> None:
    told: list[list[int]] = []
    finder.cards_of([2, 1], lambda cards: told.append(list(cards)))
    finder.notes_of([1, 2, 1], lambda notes: told.append(list(notes)))
    work.drain()
    assert told == [[2, 1], [1, 2]]


def test_resting_ends_what_goes_on_and_closes_the_files_afterwards(finder: Finder, work: ByHand) -> None:
    told: list[Hits] = []
    finder.found.connect(told.append)
    finder.search(Wish("", sort="due"))
    finder.rest()
    work.drain()
    assert told == []
    assert finder._searcher is not None
    assert finder._searcher._link is None
    finder.search(Wish("", sort="due"))
    work.drain()
    assert told[0].found.total == 5


def test_the_first_rows_of_everything_come_before_the_rest(
    finder: Finder, work: ByHand, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.gui.browser.finder.FIRST_ROWS", 2)
    told: list[tuple[int, int]] = []
    finder.found.connect(lambda hits: told.append((len(hits.found.numbers), hits.found.total)))
    finder.search(Wish("", sort="due"), first_rows=True)
    work.drain()
    assert told == [(2, 5), (5, 5)]
    finder.search(Wish("banana", sort="due"), first_rows=True)
    work.drain()
    assert told[2:] == [(1, 1)]


def test_rows_of_what_is_no_longer_looked_for_are_not_read(finder: Finder, work: ByHand) -> None:
    told: list[list[int]] = []
    finder.search(Wish("", sort="due"))
    work.drain()
    finder.rows([1, 2], False, lambda rows: told.append([row.card for row in rows]))
    work.drain()
    finder.rows([1, 2], False, lambda rows: told.append([row.card for row in rows]))
    finder.search(Wish("banana", sort="due"))
    work.drain()
    assert told == [[1, 2], []]


def test_of_several_overviews_the_latest_counts(finder: Finder, work: ByHand) -> None:
    told: list[Overview] = []
    for _ in range(3):
        finder.overview(told.append)
    work.drain()
    assert len(told) == 1
    assert sum(row.notes for row in told[0].note_types) == 5
