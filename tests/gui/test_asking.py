from __future__ import annotations

from dataclasses import replace

from desktop.gui.asking import Asking, asking, suggested_grade
from desktop.store.cards import CardView
from desktop.study.answers import Verdict
from desktop.study.choices import Asked
from desktop.study.grades import AGAIN, GOOD, HARD
from desktop.study.kinds.contract import CHOOSE, REVEAL, TYPE
from tests.gui.conftest import Sit, basic, choice, gapped, typed


def test_the_suggested_grade_follows_the_verdict() -> None:
    assert suggested_grade(None) == GOOD
    assert suggested_grade(Verdict(True, "a")) == GOOD
    assert suggested_grade(Verdict(False, "a", close=True)) == HARD
    assert suggested_grade(Verdict(False, "a")) == AGAIN


def test_each_kind_is_asked_its_own_way(sit: Sit) -> None:
    desk = sit(choice(), typed(), basic(), gapped())
    by_kind = {card.note.note_type.kind: asking(card) for card in desk.collection.cards()}
    assert {name: each.interaction for name, each in by_kind.items()} == {
        "choice": CHOOSE, "typed": TYPE, "basic": REVEAL, "cloze": REVEAL,
    }  # fmt: skip
    assert [name for name, each in by_kind.items() if each.typing] == ["typed"]
    assert [name for name, each in by_kind.items() if not each.can_reveal] == ["choice"]
    assert set(by_kind["choice"].options) == {"Marketing", "Sales"}


def test_other_cards_lend_options_only_to_cards_without(sit: Sit) -> None:
    desk = sit(choice(), typed())
    lent = [f"answer {number}" for number in range(5)]
    for card in desk.collection.cards():
        others = [_asked(card, text) for text in lent]
        made = asking(card, lambda number, others=others: others)  # type: ignore[misc]
        if card.note.note_type.kind == "choice":
            assert made.offer is None
        else:
            assert made.offer is not None
            assert "conversation" in made.options
            assert not made.typing
            assert not made.can_reveal
            assert made.check(card, "conversation") == Verdict(True, "conversation")
            assert made.check(card, lent[0]) == Verdict(False, "conversation")


def _asked(card: CardView, answer: str) -> Asked:
    fields = dict(card.note.fields) | {"Question": f"About {answer}", "Answer": answer}
    return Asked(card.note.note_type, fields, 0)


def test_a_template_that_asks_for_typing_is_compared_as_strictly_as_its_type_says(sit: Sit) -> None:
    desk = sit(basic())
    (card,) = desk.collection.cards()
    made = Asking(REVEAL, expected=("Paris",))
    assert made.typing
    assert made.check(card, "paris").right  # type: ignore[union-attr]
    strict = replace(card, note=replace(card.note, note_type=replace(card.note.note_type, strict=True)))
    assert not made.check(strict, "paris").right  # type: ignore[union-attr]
    assert Asking(REVEAL).check(card, "") is None
