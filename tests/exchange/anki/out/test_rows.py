from __future__ import annotations

import json
from dataclasses import replace
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from desktop.exchange.anki.out.names import Names
from desktop.exchange.anki.out.rows import CREATED, DAY_ZERO, Ids, Rows, number_of
from desktop.study.outgoing import OutgoingNote, Written
from tests.exchange import leaving


def rows() -> tuple[Rows, Written]:
    written = Written()
    outgoing = leaving.everything()
    types = {each.uid: number for number, each in enumerate(outgoing.note_types, 10)}
    return Rows(outgoing, types, {leaving.TOP: 5, leaving.BELOW: 6}, written, Names()), written


@given(st.lists(st.integers(1, 12), max_size=40))
def test_numbers_are_given_once_each_the_first_free_one(wishes: list[int]) -> None:
    ids, taken = Ids(), set[int]()
    for wish in wishes:
        expected = wish
        while expected in taken:
            expected += 1
        assert ids.free(wish) == expected
        taken.add(expected)


def test_many_notes_of_one_moment_take_no_longer_each() -> None:
    ids = Ids()
    assert [ids.free(1_000) for _ in range(20_000)] == list(range(1_000, 21_000))


def test_a_number_of_a_deck_is_the_same_everywhere_and_never_taken() -> None:
    uid = UUID("00000000-0000-0000-0000-0000000000aa")
    assert number_of(uid, {}) == 1_500_000_000_000
    assert number_of(uid, {1_500_000_000_000: "other"}) == 1_500_000_000_001


def test_day_zero_is_the_first_of_january_2001() -> None:
    assert CREATED == 978_307_200
    assert leaving.date(2001, 1, 1).toordinal() == DAY_ZERO


def test_where_a_card_stands_is_carried_over() -> None:
    maker, _ = rows()
    [studied, *_] = leaving.rich_notes()
    note, cards, reviews = maker.of(studied)
    assert note[6].split("\x1f")[:2] == ["ROI", "return"]
    (first, second) = cards
    assert first[6:14] == (2, 2, leaving.DAY + 5 - DAY_ZERO, 15, 2360, 5, 1, 0)
    assert first[2] == 5
    assert second[2] == 6
    assert first[16] == 3
    assert second[7] == -1
    assert [row[3] for row in reviews] == [3, 1, 2, 4]
    assert [row[8] for row in reviews] == [0, 1, 1, 3], "learned, repeated, repeated, only practised"
    assert [row[4] for row in reviews] == [1, 4, 15, 15]


def test_a_card_that_is_put_off_until_tomorrow_is_so_there() -> None:
    maker, _ = rows()
    buried = next(each for each in leaving.rich_notes() if each.cards[0].buried)
    _, [card], _ = maker.of(buried)
    assert card[7] == -3
    assert card[8] == leaving.DAY - 2 - DAY_ZERO


def test_spaces_in_tags_are_told() -> None:
    maker, written = rows()
    note, _, _ = maker.of(leaving.new(leaving.note("basic", "one", tags=("two words", "b2b"))))
    assert note[5] == " two_words b2b "
    assert list(written.left_out.values()) == [1]


def test_a_note_without_a_time_tells_none() -> None:
    maker, _ = rows()
    note, [card], _ = maker.of(leaving.new(leaving.note("basic", "one")))
    assert (note[0], card[0]) == (1_600_000_000_000, 1_600_000_000_000)
    assert note[3] == leaving.AT_MS // 1000, "only when it was exported"


def test_what_parts_fields_is_in_no_field() -> None:
    maker, _ = rows()
    odd: OutgoingNote = leaving.new(leaving.note("basic", "odd", {"Question": "a\x1fb", "Answer": "c"}))
    assert maker.of(odd)[0][6] == "a b\x1fc\x1f"


def test_how_well_a_card_is_known_goes_out_as_anki_keeps_it() -> None:
    maker, _ = rows()
    [studied, *_] = leaving.rich_notes()
    first = studied.cards[0]
    assert first.schedule is not None
    known = replace(first.schedule, stability=21.5, difficulty=4.25)
    state = first._replace(schedule=known, kept='{"s": 3.0, "d": 9.0, "dr": 0.9}')
    _, [card, *_], _ = maker.of(studied._replace(cards=(state,)))
    data = json.loads(card[-1])
    assert (data["s"], data["d"], data["dr"]) == (21.5, 4.25, 0.9)
