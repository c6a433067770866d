from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop.store.collection import Collection
from tests.fresh import lay_out
from tests.store.helpers import FakeClock, plain_deck

Opener = Callable[..., Collection]


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def opened(tmp_path: Path, clock: FakeClock) -> Iterator[Opener]:
    """Opens collections that are closed at the end; the folder is `tmp_path`/cards unless named."""
    collections: list[Collection] = []

    def open_one(folder: Path | None = None, **more: Any) -> Collection:
        collection = Collection(lay_out(folder or tmp_path / "cards"), more.pop("clock", clock), **more)
        collections.append(collection)
        return collection

    yield open_one
    for each in collections:
        each.close()


def with_cards(opened: Opener, number: int = 12) -> tuple[Collection, list[int]]:
    collection = opened()
    collection.install(plain_deck(number), "deck")
    return collection, [view.number for view in collection.cards()]
