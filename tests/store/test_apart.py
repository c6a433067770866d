"""What is read of a collection, against the log as it prints itself."""

from __future__ import annotations

import random

from desktop.store.bulk.deleting import DeleteCards
from desktop.store.collection import Collection
from desktop.study.grades import PRACTICE, STUDY
from desktop.study.kinds import kind
from desktop.study.note import DraftNote, Note, derived
from tests.store.conftest import Opener
from tests.store.helpers import DECK, FakeClock, basic, deck, plain_deck

NAMES = {
    "Public relations": "Marketing",
    "Trade shows": "Marketing",
    "Closing": "Sales",
    "Goal setting": "Sales",
}


def side(key: str, name: str, section: str = "One") -> DraftNote:
    tag = f"functions::{name.lower().replace(' ', '-')}"
    fields = {
        "Question": f"{name} &amp; more: which <b>side</b>?",
        "Options": "Marketing\nSales",
        "Answer": NAMES[name],
        "Explanation": "",
    }
    return DraftNote(Note(derived(DECK, key), kind("choice").note_type, fields, (tag, "side")), (section,))


def with_functions(opened: Opener) -> tuple[Collection, dict[str, int]]:
    collection = opened()
    notes = [
        side(f"side {name}", name, section)
        for name, section in zip(NAMES, ("One", "One", "Two", "Two"), strict=True)
    ]
    collection.install(deck([*notes, basic("other")]), "deck")
    cards = {
        card.note.tags[0].partition("::")[2]: card.number for card in collection.cards() if card.note.tags
    }
    return collection, {name: cards[name.lower().replace(" ", "-")] for name in NAMES}


def test_study_and_practice_count_and_what_was_taken_back_does_not(opened: Opener) -> None:
    collection, cards = with_functions(opened)
    collection.grade(cards["Closing"], 4, response="Sales")
    collection.grade(cards["Closing"], 2, response="Marketing", mode=PRACTICE)
    collection.grade(cards["Closing"], 2, response="Marketing")
    collection.undo()
    collection.grade(cards["Closing"], 4)
    (found,) = collection.apart.by_options()
    closing = found.on("Sales")[0]
    assert (closing.right, closing.n, dict(closing.instead)) == (1, 2, {"Marketing": 1})
    assert (len(found.things), found.asked) == (4, 1)


def test_a_deck_with_those_below_it(opened: Opener) -> None:
    collection, cards = with_functions(opened)
    for name, card in cards.items():
        collection.grade(card, 4, response=NAMES[name])
    two = collection.deck_named("Two")
    assert collection.apart.by_options(two) == ()  # only one side is right there
    (found,) = collection.apart.by_options(collection.deck_named("Deck"))
    assert found.placed == 4


def test_deleted_cards_are_gone_and_suspended_ones_are_not_drilled(opened: Opener) -> None:
    collection, cards = with_functions(opened)
    for card in cards.values():
        collection.grade(card, 2, response="Sales")
    collection.suspend([cards["Trade shows"]])
    (found,) = collection.apart.by_options()
    assert found.drill == (cards["Public relations"],)
    collection.bulk.do(DeleteCards([cards["Public relations"]]))
    (found,) = collection.apart.by_options()
    assert [thing.name for thing in found.things] == ["Trade shows", "Closing", "Goal setting"]


def test_a_deck_without_such_cards_has_none(opened: Opener) -> None:
    collection = opened()
    collection.install(plain_deck(4), "deck")
    collection.grade(collection.cards()[0].number, 4, response="words")
    assert collection.apart.placings() == ()


def test_a_pair_of_tags_stands_for_options(opened: Opener) -> None:
    collection = opened()
    notes = [basic(f"k{at}", tags=(f"side::{('sales', 'marketing')[at % 2]}",)) for at in range(4)]
    collection.install(deck(notes), "deck")
    cards = [card.number for card in collection.cards()]
    collection.grade(cards[0], 4)
    collection.grade(cards[1], 2, response="It is k0.")
    assert collection.apart.by_options() == ()
    (found,) = collection.apart.placings()
    assert found.sides == ("Marketing", "Sales")
    assert [(thing.side, thing.n, dict(thing.instead)) for thing in found.things if thing.n] == [
        ("Marketing", 1, {"Sales": 1}),
        ("Sales", 1, {}),
    ]


def test_the_counts_are_those_of_the_log(opened: Opener, clock: FakeClock) -> None:
    chance = random.Random(7)
    collection, cards = with_functions(opened)
    for _ in range(60):
        clock.move(hours=chance.choice((0, 1, 30)))
        said = chance.choice(("Marketing", "Sales", "Neither", ""))
        collection.grade(
            chance.choice(list(cards.values())),
            chance.choice((2, 4)),
            response=said,
            mode=chance.choice((STUDY, PRACTICE)),
        )
        if chance.random() < 0.2:
            collection.undo()
    (found,) = collection.apart.by_options()
    log = sorted(collection.reviews(), key=lambda each: each["at_ms"])
    names = {collection.card(number).name: name for name, number in cards.items()}
    for thing in found.things:
        latest = [
            each["response"]
            for each in log
            if names[each["card"]] == thing.name
            and not each["undone"]
            and each["response"] in ("Marketing", "Sales")
        ][-5:]
        assert (thing.n, thing.right) == (len(latest), latest.count(NAMES[thing.name]))


def test_only_the_latest_chosen_answers_are_read_by_their_index(opened: Opener) -> None:
    from desktop.store.apart import CHOSEN, LATE

    collection, _ = with_functions(opened)
    sql = f"EXPLAIN QUERY PLAN WITH {LATE.format(which=CHOSEN)} SELECT * FROM late"
    plan = " ".join(str(row) for row in collection._database.rows(sql))
    assert "review_said" in plan
    assert "TEMP B-TREE" not in plan
