from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID, uuid4

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from desktop.errors import StoreFull
from desktop.study.grades import AGAIN, EASY, GOOD, HARD, PRACTICE, STUDY
from desktop.study.queue import Plan
from desktop.study.schedule import Review, Schedule, fold
from desktop.study.session import Graded, Progress, StudySession
from desktop.study.sm2 import SM2

TODAY = 740_000


@dataclass
class Notebook:
    """A ledger in memory."""

    log: dict[int, list[Review]] = field(default_factory=dict)
    is_full: bool = False
    repeats_hard: bool = True

    def stand(self, card: int) -> Schedule:
        return fold(SM2(), self.log.get(card, []), UUID(int=card))

    def grade(
        self, card: int, grade: int, *, took_ms: int = 0, mode: str = STUDY, response: str = ""
    ) -> Graded:
        if self.is_full:
            raise StoreFull("The disk is full.")
        before = self.stand(card)
        review = Review(TODAY, grade, at_ms=sum(map(len, self.log.values())), mode=mode)
        self.log.setdefault(card, []).append(review)
        return Graded(card, uuid4(), grade, TODAY, before, self.stand(card), self.repeats_hard)

    def take_back(self, card: int) -> Schedule:
        self.log[card].pop()
        return self.stand(card)


def sitting(*cards: int, **more: object) -> StudySession:
    plan = Plan(cards=cards, **{key: more.pop(key) for key in ("drills", "done") if key in more})  # type: ignore[arg-type]
    notebook = Notebook(repeats_hard=bool(more.pop("repeat_hard", True)))
    return StudySession(notebook, plan, seconds_per_card=10, **more)  # type: ignore[arg-type]


def played(session: StudySession, *grades: int) -> list[int | None]:
    """Return the cards that are asked while these grades are given, the one after included."""
    asked = [session.current]
    for grade in grades:
        session.grade(grade)
        asked.append(session.current)
    return asked


def test_cards_are_asked_in_the_order_of_the_plan() -> None:
    assert played(sitting(3, 1, 2), GOOD, EASY, GOOD) == [3, 1, 2, None]


def test_an_empty_plan_is_at_its_end() -> None:
    session = sitting()

    assert (session.current, session.upcoming) == (None, None)
    assert session.progress == Progress(0, 0, 0, 0)
    with pytest.raises(LookupError):
        session.grade(GOOD)


def test_a_failed_card_is_asked_again_behind_all_others_until_it_is_good() -> None:
    assert played(sitting(1, 2, 3), AGAIN, GOOD, HARD, AGAIN, GOOD, HARD, EASY) == [1, 2, 3, 1, 3, 1, 1, None]


def test_a_hard_card_is_asked_again_unless_that_is_off() -> None:
    assert played(sitting(1, 2), HARD, GOOD) == [1, 2, 1]
    assert played(sitting(1, 2, repeat_hard=False), HARD, GOOD) == [1, 2, None]
    assert played(sitting(1, 2, repeat_hard=False), AGAIN, GOOD) == [1, 2, 1]


def test_drills_of_an_earlier_sitting_come_behind_the_plan() -> None:
    session = sitting(1, drills=(7, 8), done=frozenset({7, 8, 9}))

    assert session.progress == Progress(done=3, total=4, repeats=2, seconds=30)
    assert session.upcoming == 7


def test_the_next_card_is_known_ahead() -> None:
    session = sitting(1, 2)
    assert session.upcoming == 2

    session.grade(AGAIN)
    assert (session.current, session.upcoming) == (2, 1)

    session.grade(GOOD)
    assert (session.current, session.upcoming) == (1, None)


def test_progress_counts_cards_and_repeats() -> None:
    session = sitting(1, 2, 3)
    session.grade(AGAIN)

    assert session.progress == Progress(done=1, total=3, repeats=1, seconds=30)

    session.grade(GOOD)
    session.grade(GOOD)
    assert session.progress == Progress(done=3, total=3, repeats=1, seconds=10)

    session.grade(GOOD)
    assert session.progress == Progress(done=3, total=3, repeats=0, seconds=0)


def test_nothing_moves_when_the_answer_cannot_be_stored() -> None:
    notebook = Notebook()
    session = StudySession(notebook, Plan(cards=(1, 2)), seconds_per_card=10)
    session.grade(AGAIN)
    before = (session.current, session.upcoming, session.progress)

    notebook.is_full = True
    with pytest.raises(StoreFull):
        session.grade(GOOD)
    assert (session.current, session.upcoming, session.progress) == before

    notebook.is_full = False
    assert session.grade(GOOD).card == 2


def test_the_answer_is_passed_on_whole() -> None:
    seen: dict[str, object] = {}

    class Witness(Notebook):
        def grade(
            self, card: int, grade: int, *, took_ms: int = 0, mode: str = STUDY, response: str = ""
        ) -> Graded:
            seen.update(card=card, grade=grade, took_ms=took_ms, mode=mode, response=response)
            return super().grade(card, grade, took_ms=took_ms, mode=mode, response=response)

    session = StudySession(Witness(), Plan(cards=(4,)), seconds_per_card=10, mode=PRACTICE)
    session.grade(GOOD, took_ms=1234, response="lead")

    assert seen == {"card": 4, "grade": GOOD, "took_ms": 1234, "mode": PRACTICE, "response": "lead"}


def test_in_practice_only_failed_cards_are_asked_again() -> None:
    assert played(sitting(1, 2, mode=PRACTICE), HARD, AGAIN, AGAIN, HARD) == [1, 2, 2, 2, None]


def test_an_answer_taken_back_is_asked_at_once_and_counts_as_not_given() -> None:
    notebook = Notebook()
    session = StudySession(notebook, Plan(cards=(1, 2)), seconds_per_card=10)
    session.grade(AGAIN)

    session.bring_back(1, notebook.take_back(1), TODAY)

    assert (session.current, session.upcoming) == (1, 2)
    assert session.progress == Progress(done=0, total=2, repeats=0, seconds=20)


def test_a_drill_taken_back_is_a_drill_again() -> None:
    notebook = Notebook()
    session = StudySession(notebook, Plan(cards=(1, 2)), seconds_per_card=10)
    for grade in (AGAIN, AGAIN, GOOD):
        session.grade(grade)
    assert session.current == 2

    session.bring_back(1, notebook.take_back(1), TODAY)

    assert (session.current, session.upcoming) == (1, 2)
    assert session.progress == Progress(done=2, total=2, repeats=2, seconds=20)
    assert played(session, GOOD, GOOD) == [1, 2, None]


def test_the_last_answer_can_be_taken_back_at_the_end() -> None:
    notebook = Notebook()
    session = StudySession(notebook, Plan(cards=(1,)), seconds_per_card=10)
    session.grade(GOOD)
    assert session.current is None

    session.bring_back(1, notebook.take_back(1), TODAY)

    assert (session.current, session.progress.done) == (1, 0)


def test_a_card_that_was_suspended_leaves_the_sitting() -> None:
    session = sitting(1, 2, 3)
    session.grade(AGAIN)

    session.skip(2)
    session.skip(1)

    assert played(session, GOOD) == [3, None]
    assert session.progress == Progress(2, 2, 0, 0)


def test_repeats_can_be_left_out() -> None:
    session = sitting(1, 2)
    session.grade(AGAIN)

    session.skip_drills()

    assert played(session, GOOD) == [2, None]


class Sitting(RuleBasedStateMachine):
    """Whatever a learner does, the numbers add up and the end is reached."""

    @initialize(
        cards=st.lists(st.integers(0, 30), unique=True, max_size=6),
        repeat_hard=st.booleans(),
        mode=st.sampled_from([STUDY, STUDY, PRACTICE]),
    )
    def sit_down(self, cards: list[int], repeat_hard: bool, mode: str) -> None:
        self.notebook = Notebook(repeats_hard=repeat_hard)
        self.session = StudySession(self.notebook, Plan(cards=tuple(cards)), seconds_per_card=7, mode=mode)
        self.answers: list[int] = []
        self.taken_part = set(cards)
        self.skipped: set[int] = set()

    @precondition(lambda self: self.session.current is not None)
    @rule(grade=st.integers(0, 5))
    def answer(self, grade: int) -> None:
        asked, ahead = self.session.current, self.session.upcoming
        graded = self.session.grade(grade)
        assert graded.card == asked
        assert ahead is None or self.session.current == ahead
        self.answers.append(graded.card)

    @precondition(lambda self: self.session.current is not None)
    @rule(grade=st.integers(0, 5))
    def fail_to_store(self, grade: int) -> None:
        before = (self.session.current, self.session.upcoming, self.session.progress)
        self.notebook.is_full = True
        with pytest.raises(StoreFull):
            self.session.grade(grade)
        self.notebook.is_full = False
        assert (self.session.current, self.session.upcoming, self.session.progress) == before

    @precondition(lambda self: self.answers)
    @rule()
    def undo(self) -> None:
        card = self.answers.pop()
        self.session.bring_back(card, self.notebook.take_back(card), TODAY)
        self.skipped.discard(card)
        assert self.session.current == card

    @precondition(lambda self: self.session.current is not None)
    @rule()
    def suspend(self) -> None:
        card = self.session.current
        assert card is not None
        self.session.skip(card)
        self.skipped.add(card)
        assert self.session.current != card

    @rule()
    def leave_the_repeats(self) -> None:
        before = self.session.progress
        self.session.skip_drills()
        assert (self.session.progress.done, self.session.progress.total) == (before.done, before.total)

    @invariant()
    def the_numbers_add_up(self) -> None:
        progress = self.session.progress
        assert 0 <= progress.done <= progress.total <= len(self.taken_part)
        assert progress.repeats >= 0
        left = progress.total - progress.done + progress.repeats
        assert progress.seconds == left * 7
        assert (self.session.current is None) == (left == 0)
        assert (self.session.upcoming is None) == (left <= 1)
        assert self.session.current is None or self.session.current in self.taken_part - self.skipped
        assert self.taken_part - self.skipped <= set(self.answers) | self._still_asked()

    def _still_asked(self) -> set[int]:
        return {card for queue in self.session._queues() for card in queue}

    def teardown(self) -> None:
        if not hasattr(self, "session"):
            return
        for _ in range(100):
            if self.session.current is None:
                break
            self.session.grade(EASY)
        assert self.session.current is None
        progress = self.session.progress
        assert progress == Progress(progress.total, progress.total, 0, 0)


Sitting.TestCase.settings = settings(max_examples=120, stateful_step_count=25, deadline=None)
TestAnySitting = Sitting.TestCase
