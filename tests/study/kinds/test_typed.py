from __future__ import annotations

import pytest

from desktop.study.answers import Verdict
from desktop.study.kinds.typed import Typed

FIELDS = {"Answer": "research &amp; development", "Accept": "R&amp;D\n<b>inventing</b>"}


def check(response: str) -> Verdict:
    verdict = Typed().check(FIELDS, response)
    assert verdict is not None
    return verdict


@pytest.mark.parametrize(
    "response", ["research & development", "Research and development", "r&d", "Inventing"]
)
def test_the_answer_and_everything_accepted_is_right(response: str) -> None:
    assert check(response).right


def test_what_is_shown_as_expected_is_text_not_html() -> None:
    assert check("selling").expected == "research & development"
    assert check("inventing").expected == "inventing"


def test_html_typed_by_a_learner_is_not_the_answer() -> None:
    assert not check("R&amp;D").right
