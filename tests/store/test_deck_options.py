"""Options of decks: what they inherit, what they do to a day (S-11), and to due dates."""

from __future__ import annotations

from typing import Any

import pytest

from desktop.errors import NotFound, UserError
from desktop.store.bulk.marks import Move
from desktop.store.collection import Collection
from desktop.study.fuzz import shift
from desktop.study.options import OF_DECKS, Options
from tests.store.conftest import Opener
from tests.store.helpers import FakeClock, basic, cloze, deck, dump, query


@pytest.fixture
def collection(opened: Opener) -> Collection:
    """A deck with two below it, one of which has one below itself; 30 cards in each of the three."""
    made = opened()
    made.install(deck(basic(f"k{at}", section=("One", "Two", "Three")[at % 3]) for at in range(90)), "deck")
    made.decks.move(made.deck_named("Three"), made.deck_named("Two"))
    return made


def at(collection: Collection, name: str) -> int:
    return collection.deck_named(name)


def news(collection: Collection) -> dict[str, int]:
    """How many new cards come if each deck alone is studied; the list on Home says the same."""
    found = {row.name: collection.plan(row.number).new for row in collection.tree()}
    assert {row.name: row.new_today for row in collection.tree()} == found
    return found


# ---------------------------------------------------------------- limits


def test_without_limits_of_their_own_the_collections_holds_for_all(collection: Collection) -> None:
    assert news(collection) == {"Deck": 20, "One": 20, "Two": 20, "Three": 20}
    assert collection.plan().new == 20


@pytest.mark.parametrize(
    ("limits", "expected"),
    [
        ({"Deck": 10, "One": 100}, {"Deck": 10, "One": 10, "Two": 10, "Three": 10}),
        ({"Deck": 100, "One": 5}, {"Deck": 65, "One": 5, "Two": 80, "Three": 80}),
        ({"Deck": 50, "Two": 7, "Three": 3}, {"Deck": 37, "One": 30, "Two": 7, "Three": 3}),
        ({"Two": 0}, {"Deck": 30, "One": 30, "Two": 0, "Three": 0}),
        ({"Three": 1}, {"Deck": 61, "One": 30, "Two": 31, "Three": 1}),
    ],
)
def test_the_tightest_limit_above_a_card_decides(
    collection: Collection, limits: dict[str, int], expected: dict[str, int]
) -> None:
    collection.set_option("new_per_day", 80)
    for name, most in limits.items():
        collection.decks.set_option(at(collection, name), "new_per_day", most)
    there = {"Deck": 90, "One": 30, "Two": 60, "Three": 30}
    assert news(collection) == {name: min(count, there[name]) for name, count in expected.items()}
    assert collection.plan().new == expected["Deck"]


def test_what_was_studied_today_uses_the_limits_up(collection: Collection, clock: FakeClock) -> None:
    collection.decks.set_option(at(collection, "One"), "new_per_day", 10)
    for view in collection.cards(at(collection, "One"))[:8]:
        collection.grade(view.number, 4)
    assert news(collection) == {"Deck": 12, "One": 2, "Two": 12, "Three": 12}
    outlook = collection.decks.outlook(at(collection, "One"))
    assert outlook.new_limit[1:] == (10, 8)
    assert outlook.names == ("", "One")
    clock.tomorrow()
    assert news(collection)["One"] == 10


def test_due_cards_are_limited_by_the_same_rule(collection: Collection, clock: FakeClock) -> None:
    for view in collection.cards():
        collection.grade(view.number, 4)
    clock.tomorrow()
    collection.decks.set_option(at(collection, "Deck"), "reviews_per_day", 40)
    collection.decks.set_option(at(collection, "Three"), "reviews_per_day", 5)
    plans = {row.name: collection.plan(row.number) for row in collection.tree()}
    assert {name: plan.due for name, plan in plans.items()} == {"Deck": 40, "One": 30, "Two": 35, "Three": 5}
    assert {row.name: row.due_today for row in collection.tree()} == {
        name: plan.due for name, plan in plans.items()
    }
    assert plans["Three"].waiting == 25
    assert plans["Deck"].waiting == 50
    assert plans["One"].waiting == 0


def test_more_new_cards_come_at_every_level(collection: Collection) -> None:
    collection.decks.set_option(at(collection, "Three"), "new_per_day", 0)
    assert collection.plan(at(collection, "Three")).new == 0
    assert collection.plan(at(collection, "Three"), extra_new=10).new == 10


# ---------------------------------------------------------------- inheriting


def test_a_deck_follows_those_it_lies_in(collection: Collection) -> None:
    two, three = at(collection, "Two"), at(collection, "Three")
    collection.set_option("cap", 500)
    collection.decks.set_option(two, "cap", 60)
    collection.decks.set_option(three, "new_order", "shuffled")
    assert collection.decks.options(three) == Options(cap=60, new_order="shuffled")
    assert collection.decks.own(three) == {"new_order": "shuffled"}
    assert collection.decks.without_own(three) == Options(cap=60)
    assert collection.decks.without_own(two) == Options(cap=500)
    collection.decks.set_option(two, "cap", None)
    assert collection.decks.options(three).cap == 500


def test_reset_leaves_only_the_colour(collection: Collection) -> None:
    one = at(collection, "One")
    collection.decks.paint(one, "red")
    collection.decks.set_option(one, "cap", 60)
    collection.decks.set_option(one, "buttons", 2)
    collection.decks.set_options(one, dict.fromkeys(collection.decks.own(one)))
    assert collection.decks.own(one) == {}
    assert {row.color for row in collection.tree() if row.number == one} == {"red"}
    assert collection.undo().label == "One"  # type: ignore[union-attr]
    assert collection.decks.own(one) == {"cap": 60, "buttons": 2}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("rollover", 4),
        ("scheduler", "sm-18"),
        ("no", 1),
        ("cap", "x"),
        ("buttons", 3),
        ("new_order", "odd"),
    ],
)
def test_what_is_no_option_of_a_deck_is_refused(collection: Collection, name: str, value: Any) -> None:
    with pytest.raises(UserError):
        collection.decks.set_option(at(collection, "One"), name, value)
    with pytest.raises(NotFound):
        collection.decks.set_option(4711, "cap", 1)
    assert collection.undoable() == ("move deck", "Three")


@pytest.mark.parametrize(
    "garbage", ["", "[]", "{", '{"cap": "x", "color": "<b>", "buttons": 5}', "null", "1" * 5000]
)
def test_options_that_make_no_sense_count_as_not_set(collection: Collection, garbage: str) -> None:
    one = at(collection, "One")
    query(collection.folder, "UPDATE deck SET options = ? WHERE id = ?", garbage, one)
    assert collection.decks.own(one) == {}
    assert collection.plan(one).new == 20
    assert collection.tree()[1].color == ""


def test_what_an_administrator_holds_no_deck_changes(opened: Opener, collection: Collection) -> None:
    one = at(collection, "One")
    collection.decks.set_option(one, "new_per_day", 3)
    collection.decks.set_option(one, "cap", 30)
    collection.close()
    held = opened(locked={"new_per_day": 10, "cap": 90})
    assert (held.plan(one).new, held.decks.options(one).cap) == (10, 90)
    with pytest.raises(UserError, match="administrator"):
        held.decks.set_option(one, "new_per_day", 5)
    assert held.check() == []


# ---------------------------------------------------------------- order, siblings, drills


def test_the_orders_of_new_cards(collection: Collection) -> None:
    one = at(collection, "One")
    collection.set_option("new_per_day", 90)
    usual = collection.plan(one).cards
    assert list(usual) == sorted(usual)
    collection.decks.set_option(one, "new_order", "shuffled")
    mixed = collection.plan(one).cards
    assert sorted(mixed) == list(usual) != list(mixed)
    assert collection.plan(one).cards == mixed


def test_the_place_of_new_cards_and_the_order_of_due_ones(collection: Collection, clock: FakeClock) -> None:
    one = at(collection, "One")
    collection.set_option("fuzz", False)
    cards = [view.number for view in collection.cards(one)]
    for number, card in enumerate(cards[:9]):
        collection.grade(card, 4)
        if number % 3 == 2:
            clock.move(days=1)
    clock.move(days=3)
    due = set(cards[:9])
    collection.decks.set_option(one, "review_order", "due")
    collection.decks.set_option(one, "new_place", "last")
    last = collection.plan(one).cards
    assert [{*last[at : at + 3]} for at in (0, 3, 6)] == [{*cards[at : at + 3]} for at in (0, 3, 6)]
    collection.decks.set_option(one, "new_place", "first")
    first = collection.plan(one).cards
    assert set(first[-9:]) == due
    assert not due.intersection(first[:20])


def test_short_intervals_first(collection: Collection, clock: FakeClock) -> None:
    one = at(collection, "One")
    cards = [view.number for view in collection.cards(one)]
    collection.set_option("fuzz", False)
    for card in cards[:2]:
        collection.grade(card, 4)
    clock.tomorrow()
    collection.grade(cards[0], 4)
    clock.move(days=10)
    collection.decks.set_option(one, "review_order", "short")
    collection.decks.set_option(one, "new_per_day", 0)
    assert collection.plan(one).cards == (cards[1], cards[0])


def test_siblings_may_come_on_one_day_where_a_deck_says_so(opened: Opener) -> None:
    collection = opened()
    collection.install(deck([cloze("d", "{{c1::one}} {{c2::two}}")]), "deck")
    assert (collection.plan().new, collection.plan().held_back) == (1, 1)
    assert collection.tree()[1].new_today == 1
    collection.decks.set_option(at(collection, "One"), "siblings_apart", False)
    assert (collection.plan().new, collection.plan().held_back) == (2, 0)
    assert collection.tree()[1].new_today == 2
    collection.grade(collection.plan().cards[0], 4)
    assert collection.plan().new == 1


def test_hard_is_repeated_where_a_deck_says_so(collection: Collection) -> None:
    collection.decks.set_option(at(collection, "One"), "repeat_hard", False)
    for name in ("One", "Two"):
        collection.grade(collection.cards(at(collection, name))[0].number, 3)
    assert len(collection.plan(at(collection, "One")).drills) == 0
    assert len(collection.plan(at(collection, "Two")).drills) == 1


# ---------------------------------------------------------------- due dates


def studied(collection: Collection, clock: FakeClock, times: int = 4) -> None:
    for number in range(times):
        for view in collection.cards():
            if number == 0 or view.schedule.due == collection.today():
                collection.grade(view.number, 5)
        clock.move(days=(1, 6, 17, 50)[number])


def dues(collection: Collection, name: str) -> list[int | None]:
    return [view.schedule.due for view in collection.cards(at(collection, name))]


def test_a_cap_of_a_deck_is_told_beforehand_and_taken_back(collection: Collection, clock: FakeClock) -> None:
    collection.set_option("fuzz", False)
    studied(collection, clock)
    two, before = at(collection, "Two"), dump(collection.folder)["schedule"]
    others = dues(collection, "One")
    told = collection.decks.what_if(two, {"cap": 30}).moved
    assert told == 60
    assert collection.decks.what_if(two, {"new_per_day": 3}).moved == 0
    assert collection.decks.what_if(None, {"cap": 30}).moved == 90
    assert dump(collection.folder)["schedule"] == before
    collection.decks.set_option(two, "cap", 30)
    assert dues(collection, "One") == others
    assert max(view.schedule.interval for view in collection.cards(two)) == 30
    assert (
        sum(old != new for old, new in zip(before, dump(collection.folder)["schedule"], strict=True)) == told
    )
    assert collection.check() == []
    card = collection.cards(two)[0].number
    assert collection.preview(card, [5])[0].interval <= 30
    assert collection.trace(card)[-1].after == collection.card(card).schedule
    collection.undo()
    assert dump(collection.folder)["schedule"] == before
    assert collection.check() == []


def test_fuzz_of_a_deck(collection: Collection, clock: FakeClock) -> None:
    collection.set_option("balance", False)
    studied(collection, clock)
    one = at(collection, "One")
    collection.decks.set_option(one, "fuzz", False)
    for view in collection.cards(one):
        assert view.schedule.due == (view.schedule.last_day or 0) + view.schedule.interval
    for view in collection.cards(at(collection, "Two")):
        stands = view.schedule
        moved = shift(view.uid, stands.repetition, stands.lapses, stands.interval)
        assert stands.due == (stands.last_day or 0) + stands.interval + moved
    assert collection.check() == []


def test_a_deck_that_moves_follows_its_new_place(collection: Collection, clock: FakeClock) -> None:
    studied(collection, clock)
    before = dump(collection.folder)["schedule"]
    collection.decks.set_option(at(collection, "Two"), "cap", 30)
    capped = dues(collection, "Three")
    collection.decks.move(at(collection, "Three"), None)
    assert dues(collection, "Three") != capped
    assert collection.check() == []
    collection.undo()
    assert dues(collection, "Three") == capped
    assert collection.check() == []
    collection.undo()
    assert dump(collection.folder)["schedule"] == before


def test_cards_that_move_follow_their_new_deck(collection: Collection, clock: FakeClock) -> None:
    collection.set_option("fuzz", False)
    studied(collection, clock)
    collection.decks.set_option(at(collection, "Two"), "cap", 30)
    view = collection.cards(at(collection, "One"))[0]
    interval = view.schedule.interval
    collection.writing.edit(view.note_number, deck=at(collection, "Two"))
    assert collection.card(view.number).schedule.interval == 30 < interval
    assert collection.check() == []
    collection.undo()
    assert collection.card(view.number).schedule == view.schedule
    assert collection.check() == []


def test_every_option_of_a_deck_can_be_taken_back(collection: Collection, clock: FakeClock) -> None:
    studied(collection, clock, 3)
    others: dict[str, Any] = {"new_order": "shuffled", "new_place": "last", "review_order": "due"}
    others |= {"leech_action": "suspend", "buttons": 6, "scheduler": "fsrs", "retention": 80}
    before = dump(collection.folder)
    for name in sorted(OF_DECKS):
        usual = getattr(Options(), name)
        value = others.get(name, not usual if isinstance(usual, bool) else 7)
        collection.decks.set_option(at(collection, "Two"), name, value)
        assert getattr(collection.decks.options(at(collection, "Three")), name) == value
        collection.undo()
        after = dump(collection.folder)
        assert after["schedule"] == before["schedule"]
        assert after["tally"] == before["tally"]
        assert collection.decks.own(at(collection, "Two")) == {}


def test_a_deleted_deck_keeps_its_schedules(collection: Collection, clock: FakeClock) -> None:
    studied(collection, clock)
    two = at(collection, "Two")
    collection.decks.set_option(two, "cap", 30)
    before = dump(collection.folder)["schedule"]
    collection.decks.delete(two)
    assert collection.check() == []
    collection.decks.set_option(at(collection, "Deck"), "cap", 20)
    assert collection.check() == []
    step = next(each for each in collection.past.steps() if each.kind == "delete deck")
    collection.past.reverse(step)
    assert collection.check() == []
    assert max(view.schedule.interval for view in collection.cards(two)) == 30
    collection.undo()
    collection.undo()
    collection.undo()
    assert dump(collection.folder)["schedule"] == before
    assert collection.check() == []


def test_the_history_takes_options_and_moves_of_decks_back(collection: Collection, clock: FakeClock) -> None:
    collection.set_option("fuzz", False)
    studied(collection, clock)
    before = dump(collection.folder)["schedule"]
    collection.decks.set_option(at(collection, "Two"), "cap", 30)
    collection.decks.move(at(collection, "One"), at(collection, "Two"))
    assert dues(collection, "One") != [row[9] for row in before][:30]
    for kind in ("deck options", "move deck"):
        step = next(each for each in collection.past.steps() if each.kind == kind)
        collection.past.reverse(step)
        assert collection.check() == []
    assert dump(collection.folder)["schedule"] == before


def test_many_cards_that_move_follow_their_new_deck(collection: Collection, clock: FakeClock) -> None:
    collection.set_option("fuzz", False)
    studied(collection, clock)
    collection.decks.set_option(at(collection, "Two"), "cap", 30)
    cards = [view.number for view in collection.cards(at(collection, "One"))]
    before = dump(collection.folder)["schedule"]
    collection.bulk.do(Move(cards, deck=at(collection, "Two")))
    assert {collection.card(card).schedule.interval for card in cards} == {30}
    assert collection.check() == []
    collection.undo()
    assert dump(collection.folder)["schedule"] == before
