from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.errors import UserError
from desktop.exchange import deck_file
from desktop.exchange.formats import format_of, read
from desktop.exchange.own_deck import OwnDeck
from desktop.exchange.sample import Sample
from desktop.study.incoming import Choices, no_progress
from desktop.study.note import derived

DECK = """format = 1
id = "tools"
name = "Tools"
version = 1
[[section]]
name = "Hand::Small"
[[section.note]]
key = "saw"
kind = "basic"
question = "What cuts?"
answer = "a < saw"
"""


def test_a_deck_file_comes_in_with_its_identities_and_decks(tmp_path: Path) -> None:
    file = tmp_path / "tools.txt"
    file.write_text(DECK)
    incoming = read(file)
    assert (incoming.format, incoming.deck, incoming.count) == ("Deck file", ("Tools",), 1)
    (note,) = incoming.notes()
    assert note.note.uid == derived(deck_file.deck_uid("tools"), "note saw")
    assert note.deck == ("Tools", "Hand", "Small")
    assert note.note.fields["Answer"] == "a &lt; saw"
    assert list(incoming.notes()) == [note]


def test_a_mistake_is_told_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "tools.toml"
    file.write_text(DECK.replace("basic", "none"))
    with pytest.raises(UserError, match="line 9"):
        read(file)


def test_the_decks_of_the_app_are_known(tmp_path: Path) -> None:
    decks = sorted((Path(__file__).parents[2] / "decks").rglob("*.toml"))
    assert decks
    for file in decks:
        assert isinstance(format_of(Sample.of(file)), OwnDeck)
        assert len(list(read(file).notes())) == len(deck_file.read(file).notes)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary() | st.text().map(str.encode))
def test_any_bytes_are_read_or_refused(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "any.toml"
    file.write_bytes(data)
    with suppress(UserError):
        list(OwnDeck().read(Sample.of(file), Choices(), no_progress).notes())
