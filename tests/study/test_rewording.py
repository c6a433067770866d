from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.study.layout import Tag, faults, parts
from desktop.study.rewording import renamed_in, without

WORDS = ["{{A}}", "{{#A}}", "{{^A}}", "{{/A}}", "{{B}}", "{{hint:A}}", "{{#B}}", "{{/B}}"]
MORE = ["x", "{{", "}}", "<!--", "-->"]
BITS = st.lists(st.sampled_from(WORDS + MORE), max_size=12).map("".join)


def names(template: str) -> list[str]:
    return [part.name for part in parts(template) if isinstance(part, Tag)]


@pytest.mark.parametrize(
    ("template", "renamed"),
    [
        ("{{A}}", "{{New}}"),
        ("{{ A }} A {{AA}}", "{{ New }} A {{AA}}"),
        ("{{#A}}x{{/A}}{{^A}}y{{/A}}", "{{#New}}x{{/New}}{{^New}}y{{/New}}"),
        ("{{cloze:hint:A}} {{{A}}}", "{{cloze:hint:New}} {{{New}}}"),
        ("<!-- {{A}} -->", "<!-- {{A}} -->"),
        ("{{A:A}}", "{{A:New}}"),
        ("{{=<% %>=}}<%A%>", "{{=<% %>=}}<%New%>"),
        ("{{A", "{{A"),
    ],
)
def test_a_new_name_is_followed_and_all_else_stays(template: str, renamed: str) -> None:
    assert renamed_in(template, "A", "New") == renamed


@pytest.mark.parametrize(
    ("template", "left"),
    [
        ("x{{A}}y", "xy"),
        ("a{{#A}}<b>{{A}}</b>{{/A}}b", "ab"),
        ("a{{^A}}only without{{/A}}b", "aonly withoutb"),
        ("{{#A}}1{{#B}}2{{/B}}{{/A}}3", "3"),
        ("{{#B}}1{{#A}}2{{/A}}{{/B}}3", "{{#B}}1{{/B}}3"),
        ("{{^A}}1{{#A}}2{{/A}}3{{/A}}4", "134"),
        ("{{#A}}never ends", "never ends"),
        ("{{/A}}never begins", "never begins"),
        ("{{B}}", "{{B}}"),
    ],
)
def test_a_template_shows_as_if_the_removed_field_were_empty(template: str, left: str) -> None:
    assert without(template, "A") == left


@given(BITS)
def test_no_template_names_a_field_that_was_removed_or_renamed(template: str) -> None:
    assert "A" not in names(without(template, "A"))
    assert "A" not in names(renamed_in(template, "A", "New"))
    assert [each.replace("A", "New") for each in names(template)] == names(renamed_in(template, "A", "New"))


@given(BITS)
def test_removing_adds_no_faults(template: str) -> None:
    if not faults(template, ("A", "B")):
        assert faults(without(template, "A"), ("B",)) == ()
