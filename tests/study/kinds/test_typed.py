from __future__ import annotations

import pytest

from desktop.study.answers import Verdict
from desktop.study.kinds.typed import Typed

FIELDS = {"Answer": "research &amp; development", "Accept": "R&amp;D\n<b>inventing</b>"}


def check_of(fields: dict[str, str], response: str, strict: bool = False) -> Verdict:
    verdict = Typed().check(fields, response, strict)
    assert verdict is not None
    return verdict


def check(response: str) -> Verdict:
    return check_of(FIELDS, response)


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


def test_the_answer_field_holds_others_after_semicolons() -> None:
    fields = {"Answer": "lead; prospect; enquiry", "Accept": "someone; interested"}

    for response in ("Lead", "prospect", "enquiry", "someone interested"):
        assert check_of(fields, response).right
    assert not check_of(fields, "someone").right
    assert check_of(fields, "buyer").expected == "lead"


def test_strictly_case_counts() -> None:
    assert check_of(FIELDS, "Inventing").right
    assert not check_of(FIELDS, "Inventing", strict=True).right
    assert check_of(FIELDS, "inventing", strict=True).right


def test_something_must_be_right_to_type() -> None:
    assert Typed().fault(Typed.note_type, FIELDS | {"Question": "q"}) is None
    assert Typed().fault(Typed.note_type, {"Question": "q", "Answer": " "}) == (
        "Answer",
        "The answer is empty.",
    )
    assert Typed().fault(Typed.note_type, FIELDS) == ("Question", "The question is empty.")
