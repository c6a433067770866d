from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import UserError
from desktop.exchange.deck_file import read
from desktop.exchange.deck_file_out import NOT_ASKABLE, OTHER_TYPE, TOP_NOTES, DeckFile
from desktop.study.incoming import no_progress
from desktop.study.note import as_html
from desktop.study.outgoing import OutgoingDeck, OutgoingNote
from tests.exchange import leaving

KINDS = ("basic", "typed", "cloze", "choice")


def held() -> list[OutgoingNote]:
    """Notes that a deck file can hold, HTML and all."""
    notes = [leaving.new(leaving.note(key, key, tags=("b2b", "two words")), leaving.BELOW) for key in KINDS]
    rich = {"Question": "<b>a</b> &lt; b", "Answer": '<img src="map.png">', "Explanation": "x<br>y"}
    return [*notes, leaving.new(leaving.note("basic", "rich", rich), leaving.BELOW)]


def test_what_is_written_reads_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "x.toml"
    notes = held()
    outgoing = leaving.leaving(notes)
    written = DeckFile().write(outgoing, file, no_progress)
    draft = read(file)
    assert [each.note for each in draft.notes] == [each.note for each in notes]
    assert {each.deck for each in draft.notes} == {leaving.BELOW[1:]}
    assert (draft.uid, draft.name) == (outgoing.decks[0].uid, leaving.TOP[0])
    assert draft.description == "What <b>it</b> teaches."
    assert (written.notes, written.left_out) == (len(notes), {})


def test_a_bundled_deck_comes_back_with_every_topic(tmp_path: Path) -> None:
    file = Path(__file__).parents[2] / "decks" / "sales-and-marketing.toml"
    draft = read(file)
    notes = [leaving.new(each.note, (draft.name, *each.deck)) for each in draft.notes]
    decks = (OutgoingDeck((draft.name,), draft.uid, draft.description),)
    DeckFile().write(leaving.leaving(notes, decks=decks), tmp_path / "x.toml", no_progress)
    again = read(tmp_path / "x.toml")
    assert again.notes == draft.notes
    assert (again.uid, again.name, again.description) == (draft.uid, draft.name, draft.description)


def test_what_it_cannot_hold_is_told(tmp_path: Path) -> None:
    empty = leaving.new(leaving.note("basic", "empty", {"Question": "", "Answer": "x"}))
    notes = [*leaving.rich_notes(), empty, *held()]
    written = DeckFile().write(leaving.leaving(notes), tmp_path / "x.toml", no_progress)
    assert written.left_out == {OTHER_TYPE: 2, NOT_ASKABLE: 1, TOP_NOTES: 1}
    assert written.notes == len(read(tmp_path / "x.toml").notes) == len(notes) - 3


def test_a_file_that_would_be_empty_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no note"):
        DeckFile().write(leaving.leaving([]), tmp_path / "x.toml", no_progress)
    assert list(tmp_path.iterdir()) == []


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30), st.booleans())
def test_any_text_comes_back(tmp_path_factory: pytest.TempPathFactory, text: str, rich: bool) -> None:
    html = f"<i>{text}" if rich else as_html(text)
    file = tmp_path_factory.getbasetemp() / "any.toml"
    note = leaving.note("basic", "any", {"Question": f"Q {html}", "Answer": f"A {html}"})
    DeckFile().write(leaving.leaving([leaving.new(note, leaving.BELOW)]), file, no_progress)
    [again] = read(file).notes
    assert again.note == note
