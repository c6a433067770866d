"""Practice from the store's side: what it writes, and that no date and no figure moves with it."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.store.bulk.dates import StartEase
from desktop.store.bulk.marks import Move
from desktop.store.collection import Collection
from desktop.store.past.steps import ANSWERS
from desktop.study.explain import sentence
from desktop.study.grades import AGAIN, GOOD, HARD, PRACTICE
from desktop.study.kinds import kind
from desktop.study.mock_test import Given
from desktop.study.note import DraftNote, Note, derived
from desktop.study.statistics.figures import FIGURES
from desktop.study.statistics.table import table
from tests.store.conftest import Opener, with_cards
from tests.store.helpers import DECK, FakeClock, basic, deck, dump, query


def figures(collection: Collection) -> list[Any]:
    """Return every figure of the statistics, as a file of them has it."""
    with closing(collection.statistics()) as statistics:
        evidence = statistics.evidence(by=("deck", "tag", "side", "hour"))
    return list(table(make(evidence) for name, make in FIGURES.items() if "apart" not in name))


def studied(opened: Opener, clock: FakeClock) -> tuple[Collection, list[int]]:
    collection, cards = with_cards(opened)
    for days in (1, 6):
        for at, card in enumerate(cards[:8]):
            collection.grade(card, (AGAIN, HARD, GOOD)[at % 3])
        clock.move(days=days)
    return collection, cards


def test_a_test_is_handed_in_as_one_step(opened: Opener, clock: FakeClock, tmp_path: Path) -> None:
    collection, cards = studied(opened, clock)
    before = len(collection.reviews())
    changes = collection.practising.hand_in(
        [Given(cards[0], GOOD, 4000, "yes"), Given(cards[1], AGAIN, 99_000_000), Given(cards[0], GOOD)],
        "Deck",
    )
    assert changes.cards
    made = collection.reviews()[before:]
    assert [(each["mode"], each["grade"], each["response"]) for each in made] == [
        (PRACTICE, GOOD, "yes"),
        (PRACTICE, AGAIN, ""),
        (PRACTICE, GOOD, ""),
    ]
    assert made[1]["took_ms"] == 600_000
    assert collection.undoable() == ("mock test", "Deck")
    steps = collection.past.steps()
    assert [(each.kind, each.amount) for each in steps][:2] == [("mock test", 3), (ANSWERS, 8)]

    undone = collection.undo()

    assert undone is not None
    assert set(undone.cards) == set(cards[:2])
    assert [each["undone"] for each in collection.reviews()[before:]] == [True] * 3
    assert collection.undoable() == ("review", "3")
    assert collection.check() == []
    assert not collection.practising.hand_in([], "Deck").cards


def test_it_is_taken_back_and_done_again_from_the_history(opened: Opener, clock: FakeClock) -> None:
    collection, cards = studied(opened, clock)
    collection.practising.hand_in([Given(cards[0], GOOD), Given(cards[1], AGAIN)], "Deck")
    collection.grade(cards[2], GOOD)
    step = next(each for each in collection.past.steps() if each.kind == "mock test")
    assert collection.past.reverse(step).changed == 2
    assert sum(not each["undone"] and each["mode"] == PRACTICE for each in collection.reviews()) == 0
    collection.past.reverse(step, again=True)
    assert sum(not each["undone"] and each["mode"] == PRACTICE for each in collection.reviews()) == 2


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    doings=st.lists(
        st.one_of(
            st.tuples(st.just("one"), st.integers(0, 11), st.integers(0, 5)),
            st.tuples(st.just("test"), st.integers(0, 11), st.integers(0, 5)),
            st.tuples(st.just("undo"), st.just(0), st.just(0)),
            st.tuples(st.just("later"), st.just(0), st.just(0)),
        ),
        max_size=12,
    )
)
def test_no_practice_moves_a_date_or_a_figure(
    opened: Opener, clock: FakeClock, tmp_path_factory: Any, doings: list[tuple[str, int, int]]
) -> None:
    folder = tmp_path_factory.mktemp("cards")
    clock.when = FakeClock().when
    made = opened(folder)
    made.install(deck(basic(f"k{number}") for number in range(12)), "deck")
    cards = [view.number for view in made.cards()]
    for at, card in enumerate(cards[:8]):
        made.grade(card, (AGAIN, HARD, GOOD)[at % 3])
    schedule, tally = (dump(folder)[name] for name in ("schedule", "tally"))
    counted = figures(made)
    practiced = 0
    for what, at, grade in doings:
        if what == "one":
            made.grade(cards[at], grade, mode=PRACTICE, took_ms=1000, response="x")
            practiced += 1
        elif what == "test":
            made.practising.hand_in([Given(cards[at], grade, 5), Given(cards[0], GOOD)], "")
            practiced += 1
        elif what == "undo" and practiced:
            made.undo()
            practiced -= 1
        elif what == "later":
            clock.move(minutes=7)
        assert dump(folder)["schedule"] == schedule
    assert dump(folder)["tally"] == tally
    assert figures(made) == counted
    assert made.check() == []


def test_the_ease_begins_anew_and_days_stay(opened: Opener, clock: FakeClock, tmp_path: Path) -> None:
    collection, cards = with_cards(opened)
    for _ in range(12):
        collection.grade(cards[0], HARD)
        due = collection.card(cards[0]).schedule.due
        assert due is not None
        clock.move(days=due - collection.today())
    before = collection.card(cards[0]).schedule
    assert before.ease == 130
    assert collection.bulk.count(StartEase(cards)) == 1
    assert collection.bulk.do(StartEase(cards)).changed == 1
    after = collection.card(cards[0]).schedule
    assert after == replace(before, ease=250)
    assert collection.undoable() == ("ease", "")
    assert "began anew at 2.50" in sentence(collection.trace(cards[0])[-1], collection.today())
    assert collection.check() == []
    collection.rebuild()
    assert collection.card(cards[0]).schedule == after
    assert collection.bulk.do(StartEase(cards)).changed == 0
    collection.undo()
    assert collection.card(cards[0]).schedule == before
    for _ in range(10):  # S-09: ten times Hard, then ten times Good
        collection.grade(cards[0], GOOD)
        due = collection.card(cards[0]).schedule.due
        assert due is not None
        clock.move(days=due - collection.today())
    assert collection.card(cards[0]).schedule.ease == 130, "Good alone never mends it: so it is offered"


# ---------------------------------------------------------------------- what is mixed up


def choice(key: str, question: str, answer: str, options: tuple[str, ...]) -> DraftNote:
    fields = {"Question": question, "Options": "\n".join(options), "Answer": answer, "Explanation": ""}
    return DraftNote(Note(derived(DECK, key), kind("choice").note_type, fields, ()), ("One",))


def near_of(collection: Collection, card: int, instead: str = "") -> tuple[int, ...]:
    with closing(collection.searcher()) as searcher:
        return searcher.near(collection.card(card).note_number, instead)


def test_the_card_whose_answer_was_given_instead(opened: Opener) -> None:
    collection = opened()
    options = ("Prospecting", "Closing", "Branding")
    notes = [
        choice("a", "Who finds new buyers by telephone?", "Prospecting", options),
        choice("b", "What asks for the signature?", "Closing", options),
        choice("c", "Who finds new names by radio?", "Branding", options),
        basic("d", "Who finds new buyers by letter?"),
    ]
    collection.install(deck(notes), "deck")
    cards = [view.number for view in collection.cards()]
    assert collection.practising.instead(cards[0]) == ("", 0, 0)
    alike = collection.practising.mixed_up(cards[0], near_of(collection, cards[0]))
    assert alike == (cards[3], False)
    for said in ("Closing", "Branding", "Closing"):
        collection.grade(cards[0], AGAIN, response=said)
    collection.grade(cards[0], GOOD, response="Prospecting")
    instead = collection.practising.instead(cards[0])
    assert instead == ("Closing", 2, 3)
    worst = collection.practising.mixed_up(cards[0], near_of(collection, cards[0], "Closing"), "Closing")
    assert worst == (cards[1], True)
    collection.undo()
    collection.undo()
    assert collection.practising.instead(cards[0]).times == 1


def test_what_has_nothing_in_common_is_not_mixed_up(opened: Opener) -> None:
    collection = opened()
    collection.install(deck([basic("a", "Wine?"), basic("b", "Zebra stripes")]), "deck")
    first = collection.cards()[0].number
    assert collection.practising.mixed_up(first, ()) is None


# ---------------------------------------------------------------------- who is a leech


def test_each_deck_has_its_own_number_of_lapses(opened: Opener, clock: FakeClock, tmp_path: Path) -> None:
    collection, cards = with_cards(opened, 2)
    other = collection.decks.create("Other")
    collection.decks.set_option(other, "leech_lapses", 2)
    collection.set_option("leech_lapses", 4)
    query(tmp_path / "cards", "UPDATE schedule SET lapses = 3")
    with closing(collection.searcher()) as searcher:
        assert list(searcher.search("is:leech").numbers) == []
        collection.bulk.do(Move([cards[1]], other))
        query(tmp_path / "cards", "UPDATE schedule SET lapses = 3")
        assert list(searcher.search("is:leech").numbers) == [cards[1]]
        collection.set_option("leech_lapses", 3)
        assert list(searcher.search("is:leech").numbers) == cards
