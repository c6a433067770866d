"""A mock test: questions without a word about right or wrong until it is handed in, then a score sheet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from desktop.study.answers import as_line
from desktop.study.grades import AGAIN, GOOD
from desktop.study.schedule import LEECH_TAG
from desktop.study.statistics.rates import wilson

FEWEST_GROUPS = 2
"""Parts of a breakdown below which it says nothing."""
FEWEST_ASKED = 2
"""Questions of a part below which it says nothing."""
SEPARATOR = "::"


class Given(NamedTuple):
    """An answer that goes into the log.

    Attributes:
        response: what was chosen or typed.
    """

    card: int
    grade: int
    took_ms: int = 0
    response: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A question of a test.

    Attributes:
        card: its number.
        text: the question as one line.
        right: the right answer as one line.
        groups: what it belongs to, such as its deck and its tags: name of the group, and the part of it.
        is_choice: whether an option is chosen.
        response: the option that was chosen, as HTML, or what was typed; "" = nothing.
        in_mind: whether it was answered without writing anything.
        took_ms: how long it was looked at.
        is_right: what the app, or the learner, says; None = the learner has yet to judge.
    """

    card: int
    text: str
    right: str
    groups: tuple[tuple[str, str], ...] = ()
    is_choice: bool = False
    response: str = ""
    in_mind: bool = False
    took_ms: int = 0
    is_right: bool | None = None

    @property
    def is_answered(self) -> bool:
        """Whether there is an answer."""
        return self.in_mind or bool(self.response.strip())

    @property
    def said(self) -> str:
        """The answer as one line."""
        return as_line(self.response) if self.is_choice else " ".join(self.response.split())

    @property
    def needs_judging(self) -> bool:
        """Whether the learner has yet to say whether the answer was right."""
        return self.is_answered and self.is_right is None


class Score(NamedTuple):
    """How much of something was right."""

    name: str
    right: int
    n: int


class MockTest:
    """The questions of one test, answered in any order, as often as wished.

    Attributes:
        name: of what is tested, as people read it.
        found: cards that the questions were drawn from by chance.
        at: place of the question that shows.
    """

    def __init__(self, name: str, questions: Sequence[Question], found: int) -> None:
        self.name = name
        self.found = found
        self.questions = list(questions)
        self.at = 0

    @property
    def current(self) -> Question:
        """The question that shows."""
        return self.questions[self.at]

    @property
    def open(self) -> tuple[int, ...]:
        """Places of the questions without an answer."""
        return tuple(at for at, each in enumerate(self.questions) if not each.is_answered)

    def answer(self, response: str, *, in_mind: bool = False) -> None:
        """Answer the question that shows, in the place of the answer before."""
        self.questions[self.at] = replace(self.current, response=response, in_mind=in_mind)

    def spend(self, took_ms: int) -> None:
        """Note how long the question that shows was looked at."""
        self.questions[self.at] = replace(self.current, took_ms=self.current.took_ms + max(0, took_ms))

    def judge(self, at: int, is_right: bool) -> None:
        """Say whether an answer was right."""
        self.questions[at] = replace(self.questions[at], is_right=is_right)

    @property
    def to_judge(self) -> tuple[int, ...]:
        """Places of the answers that the learner has yet to judge."""
        return tuple(at for at, each in enumerate(self.questions) if each.needs_judging)

    # ------------------------------------------------------------------ the score sheet

    @property
    def score(self) -> Score:
        """How much of all was right; what has no answer was not."""
        return Score(self.name, len(self._right(self.questions)), len(self.questions))

    @property
    def likely(self) -> tuple[float, float]:
        """Shares between which that of all cards lies in 95 of 100 such tests."""
        return wilson(self.score.right, self.score.n)

    @property
    def is_sample(self) -> bool:
        """Whether more cards were to be asked than were."""
        return self.found > len(self.questions)

    @property
    def missed(self) -> tuple[int, ...]:
        """Cards that were not right."""
        return tuple(each.card for each in self.questions if not (each.is_answered and each.is_right))

    def breakdowns(self) -> dict[str, tuple[Score, ...]]:
        """Return the scores of the parts of each group, the worst first.

        Parts that were asked once, and groups of one part, say nothing and are left out.
        """
        parts: dict[str, dict[str, list[Question]]] = {}
        for question in self.questions:
            for group, part in question.groups:
                parts.setdefault(group, {}).setdefault(part, []).append(question)
        found: dict[str, tuple[Score, ...]] = {}
        for group, each in parts.items():
            scores = [
                Score(part, len(self._right(of)), len(of))
                for part, of in each.items()
                if len(of) >= FEWEST_ASKED
            ]
            if len(scores) >= FEWEST_GROUPS:
                worst_first = sorted(scores, key=lambda one: (one.right / one.n, -one.n, one.name))
                found[group] = tuple(worst_first)
        return found

    @staticmethod
    def _right(questions: Iterable[Question]) -> list[Question]:
        return [each for each in questions if each.is_answered and each.is_right]

    def given(self) -> list[Given]:
        """Return what goes into the log: Good or Again for each answer; what has none is not logged."""
        return [
            Given(each.card, GOOD if each.is_right else AGAIN, each.took_ms, each.response)
            for each in self.questions
            if each.is_answered
        ]


def groups_of(deck: str, side: str, tags: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Return what a question belongs to: its deck, its side, and its tags by what stands before ``::``.

    Args:
        deck: name of its deck.
        side: the right option, where the options are shared by many cards; "" = there is none.
        tags: of its note.
    """
    found = [("deck", deck)]
    if side:
        found.append(("side", side))
    for tag in tags:
        if tag == LEECH_TAG:
            continue
        head, separator, rest = tag.partition(SEPARATOR)
        found.append((head, rest) if separator and rest else ("tag", tag))
    return tuple(found)
