from __future__ import annotations

import threading

import pytest

from desktop.errors import StoreError, UserError
from desktop.store.collection import Collection
from desktop.store.layout import SEARCH
from desktop.store.search import index
from desktop.store.search.searcher import Searcher, Stop
from desktop.study.incoming import Cancelled
from tests.store.helpers import FakeClock
from tests.store.search.conftest import Open


def test_a_search_that_was_ended_before_it_began(searcher: Searcher) -> None:
    stop = Stop()
    stop()
    with pytest.raises(Cancelled):
        searcher.search("cold", stop=stop)
    assert searcher.search("cold", stop=Stop()).total == 2


def test_a_search_is_ended_in_the_middle_of_a_statement(searcher: Searcher) -> None:
    searcher.refresh()
    stop = Stop()
    assert searcher._link is not None
    connection = searcher._link.connection

    def from_another_thread() -> int:
        thread = threading.Thread(target=stop)
        thread.start()
        thread.join()
        return 0

    connection.set_progress_handler(from_another_thread, 50)
    with pytest.raises(Cancelled):
        searcher.search("cold", sort="question", stop=stop)
    connection.set_progress_handler(None, 0)
    assert searcher.search("cold").total == 2


def test_the_making_of_the_index_is_ended(
    collection: Collection, searching: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index, "BATCH", 2)
    stop = Stop()
    searcher = searching(collection)
    told: list[int] = []

    def progress(done: int, total: int) -> None:
        told.append(done)
        stop()

    with pytest.raises(Cancelled):
        searcher.search("cold", stop=stop, progress=progress)
    assert told == [2]
    assert searcher.search("cold").total == 2


def test_after_its_end_a_stop_does_nothing(searcher: Searcher) -> None:
    stop = Stop()
    assert searcher.search("cold", stop=stop).total == 2
    stop()
    assert searcher.search("cold").total == 2


def test_what_needs_no_words_does_not_wait_for_the_index(collection: Collection, searching: Open) -> None:
    told: list[int] = []
    searcher = searching(collection)
    for text in ("", "is:due", "deck:deck -tag:sales", "rated:1", "ease<2"):
        searcher.search(text, sort="due", progress=lambda done, total: told.append(done))
    assert told == []
    searcher.search("is:due", sort="question", progress=lambda done, total: told.append(done))
    assert told == [7]


def test_there_is_no_such_column(searcher: Searcher) -> None:
    with pytest.raises(UserError, match="cannot be sorted by 'colour'"):
        searcher.search("", sort="colour")


def test_a_searcher_that_was_closed_opens_again(searcher: Searcher) -> None:
    assert searcher.search("cold").total == 2
    searcher.close()
    searcher.close()
    assert searcher.search("cold").total == 2


def test_an_index_that_cannot_be_written_is_told(collection: Collection, searching: Open) -> None:
    (collection.folder / SEARCH).mkdir()
    with pytest.raises(StoreError):
        searching(collection).search("cold")
    collection.grade(collection.cards()[0].number, 4)


def test_days_begin_when_the_options_say(
    collection: Collection, searcher: Searcher, clock: FakeClock
) -> None:
    collection.grade(collection.cards()[0].number, 4)
    clock.move(hours=16)  # two in the morning
    assert searcher.search("rated:1").total == 1
    collection.set_option("rollover", 1)
    assert searcher.search("rated:1").total == 0


def test_what_there_is_to_choose_from(collection: Collection, searcher: Searcher) -> None:
    assert [tuple(row) for row in searcher.tags()] == [
        ("Sales", 1),
        ("leech", 1),
        ("marketing", 1),
        ("sales::closing", 1),
    ]
    names = {row.name: row.notes for row in searcher.note_types()}
    assert names == {"Question and answer": 6, "Text with gaps": 1}
