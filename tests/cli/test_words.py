"""What the commands say to people."""

from __future__ import annotations

from pathlib import Path

from desktop.cli.commands import COMMANDS
from desktop.cli.tables import shortened, table
from desktop.cli.words import WORDS
from desktop.store import backups
from tests.cli.conftest import AT, Ask, Say


def test_decks_is_a_table(say: Say) -> None:
    code, out, err = say("decks")
    assert (code, err) == (0, "")
    head, first, second, *rest = out.splitlines()
    assert head.split() == ["Deck", "Due", "today", "New", "today", "Known", "Cards"]
    assert first.startswith("Sales and Marketing  ")
    assert second.startswith("  ")
    assert {len(line) for line in (head, first, second, *rest)} == {len(head)}


def test_next_reads_like_a_card(say: Say, ask: Ask) -> None:
    card = ask("next")
    code, out, _ = say("next")
    assert code == 0
    assert card["question"] in out
    assert "\nAnswer:  " in out
    assert "\nGrades:  again 1 day, hard 1 day, good 1 day, easy 1 day\n" in out
    assert out.endswith(f"Card:    {card['card']}\n")


def test_reviews_shows_the_learners_time_and_what_was_undone(say: Say, ask: Ask) -> None:
    assert say("reviews")[1] == "There are no answers.\n"
    card = ask("next")["card"]
    ask("grade", card, "3", "--at", "2026-11-25T23:30:00-11:00")
    ask("undo")
    _, out, _ = say("reviews")
    assert out.splitlines()[1].split() == ["2026-11-25", "23:30", "3", "study,", "undone", card]


def test_words_for_people(say: Say, ask: Ask, folder: Path) -> None:
    card = ask("next")["card"]
    assert say("grade", card, "4", "--at", AT)[1] == (
        "Stored. The card comes back on 2026-11-26 (interval 1 day, ease 2.50, repetition 1).\n"
    )
    assert say("undo")[1] == f"Took back the answer with grade 4: {card}\n"
    assert say("check")[1] == "Everything is in order.\n"
    assert say("check", "--rebuild")[1] == "Everything is in order.\n"
    _, out, _ = say("backup")
    (made,) = backups.listed(folder)
    assert out.startswith(f"Backed up to {made.file} (")
    assert say("restore", made.file)[1].startswith(f"Restored {made.file}: ")
    assert say("undo")[1] == f"Took back: restore {made.file.stem}\n"


def test_every_command_has_words() -> None:
    assert set(WORDS) == {*COMMANDS, "restore", "policy"}
    assert all(each.__doc__ for each in COMMANDS.values())


def test_a_table_without_rows_and_with_gaps() -> None:
    assert table(("A", "B"), []) == "A  B"
    assert table(("A", "B"), [(1, None), ("long", 22)], frozenset({1})) == "A      B\n1\nlong  22"
    assert shortened("a" * 60) == "a" * 60
    assert shortened("a" * 61 + "\nb") == "a" * 59 + "…"


def test_words_for_nothing() -> None:
    assert WORDS["decks"]([]) == "There are no decks."
    assert WORDS["cards"]([]) == "There are no cards."
    assert WORDS["reviews"]([]) == "There are no answers."
    assert WORDS["next"]({"card": None, "message": "Nothing is due now."}) == "Nothing is due now."
