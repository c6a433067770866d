from __future__ import annotations

from dataclasses import replace

from desktop.study.kinds.basic import Basic
from desktop.study.note import Template


def test_a_card_is_made_for_every_template() -> None:
    both_ways = replace(
        Basic.note_type, templates=(Template("There", "{{Question}}", ""), Template("Back", "{{Answer}}", ""))
    )

    assert Basic().ordinals(Basic.note_type, {}) == (0,)
    assert Basic().ordinals(both_ways, {}) == (0, 1)


def test_the_learner_judges() -> None:
    assert Basic().check({"Answer": "a"}, "a") is None
