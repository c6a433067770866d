from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop import preferences
from desktop.gui.settings import Settings
from desktop.policy import FEATURES, Fault, Policy
from desktop.policy.reading import KEYS, lockable, policy_of
from desktop.preferences import PREFERENCES
from desktop.study.options import NAMES, OF_THE_MOMENT, Options

FILE = Path("/etc/repertoire/policy.toml")
ROOT = "C:/" if sys.platform == "win32" else "/"


def policy(text: str) -> Policy:
    return policy_of(text.encode(), FILE)


def test_everything_that_can_be_laid_down() -> None:
    found = policy(
        f"""
        decks = ["{ROOT}srv/decks", "{ROOT}srv/more"]
        data = "{ROOT}srv/cards"
        language = "en"
        text_size = 150
        disabled = ["import", "delete"]
        [locked]
        theme = "light"
        new_per_day = 5
        """
    )
    assert found.faults == ()
    assert found.file == FILE
    assert found.decks == (Path(f"{ROOT}srv/decks"), Path(f"{ROOT}srv/more"))
    assert found.data == Path(f"{ROOT}srv/cards")
    assert found.language == "en"
    assert found.starting == {"text_size": 150}
    assert found.disabled == {"import", "delete"}
    assert found.locked == {"theme": "light", "new_per_day": 5, "watched_folder": ""}
    assert [(each.key, each.line) for each in found.entries] == [
        ("decks", 2),
        ("data", 3),
        ("language", 4),
        ("text_size", 5),
        ("disabled", 6),
        ("locked.theme", 8),
        ("locked.new_per_day", 9),
    ]


def test_right_entries_hold_and_wrong_ones_are_told_with_line_and_reason() -> None:
    found = policy(
        f"""decks = ["{ROOT}srv/decks", "decks", 7]
data = 5
language = "tlh"
text_size = 1000
disabled = ["import", "thinking"]
colour = "red"
oops
[locked]
theme = "pink"
fuzz = 1
cap = 0
scheduler = "guess"
sound = 3
autoplay = false
"""
    )
    assert found.decks == (Path(f"{ROOT}srv/decks"),)
    assert found.disabled == {"import"}
    assert found.locked == {"autoplay": False, "watched_folder": ""}
    assert (found.data, found.language, found.starting) == (None, "", {})
    told = [(fault.line, fault.reason) for fault in found.faults]
    expected = [
        (1, "'decks' is no whole path"),
        (1, "Each of decks is a folder in quotation marks, not 7."),
        (2, "data is a folder in quotation marks, not 5."),
        (3, 'does not speak "tlh"; it speaks "en" (English).'),
        (4, "text_size is a whole number from 60 to 300, not 1000."),
        (5, '"thinking" cannot be disabled; "import", "export", "edit", "delete" can.'),
        (6, "There is no key 'colour'; there are decks, data, language, text_size, disabled"),
        (7, "This is no TOML"),
        (9, 'theme is "system", "light" or "dark", not "pink".'),
        (10, "fuzz is true or false, not 1."),
        (11, "cap is a whole number from 1 to 36500, not 0."),
        (12, 'scheduler is "sm2"'),
        (13, "There is no setting 'sound'; there are text_size, theme,"),
    ]
    assert [line for line, _ in told] == [line for line, _ in expected]
    assert [reason for (_, reason), (_, part) in zip(told, expected, strict=True) if part not in reason] == []


def test_what_is_said_twice_counts_the_first_time() -> None:
    found = policy("text_size = 110\ntext_size = 120\nlocked.cap = 'x'\nlocked.cap = 9\n")
    assert found.starting == {"text_size": 110}
    assert found.locked == {}
    assert [(fault.line, fault.reason) for fault in found.faults] == [
        (2, "text_size stands in line 1 already."),
        (3, 'cap is a whole number from 1 to 36500, not "x".'),
        (4, "locked.cap stands in line 3 already."),
    ]


@pytest.mark.parametrize("empty", ["", "\n", "# nothing\n", "[locked]\n", "locked = {}\n"])
def test_an_empty_policy_is_right(empty: str) -> None:
    found = policy(empty)
    assert (found.entries, found.faults, found.locked) == ((), (), {})


def test_files_of_windows_editors_are_read() -> None:
    text = "text_size = 110\r\n[locked]\r\ntheme = 'dark'\r\n"
    for content in (text.encode("utf-8-sig"), text.encode("utf-16")):
        found = policy_of(content, FILE)
        assert (found.starting, found.locked, found.faults) == ({"text_size": 110}, {"theme": "dark"}, ())


def test_other_encodings_cost_the_entries_that_need_them() -> None:
    found = policy_of(f'# für alle\ntext_size = 110\ndata = "{ROOT}srv/für"\n'.encode("cp1252"), FILE)
    assert found.starting == {"text_size": 110}
    assert found.data is None
    assert [(fault.line, fault.reason) for fault in found.faults] == [
        (3, "data holds letters that are no UTF-8: save the file as UTF-8.")
    ]


@pytest.mark.parametrize("value", ["[]", "{}", "1e400", "1979-05-27", "[[1]]", "{a = {b = 1}}", "nan"])
@pytest.mark.parametrize("key", [*KEYS, "locked", "locked.theme", "locked.cap", "locked.watched_folder"])
def test_no_kind_of_value_is_too_much_for_any_key(key: str, value: str) -> None:
    found = policy(f"{key} = {value}\n")
    assert {fault.line for fault in found.faults} <= {1}


@given(st.binary(max_size=300))
def test_no_content_is_too_much(content: bytes) -> None:
    found = policy_of(content, FILE)
    assert all(fault.line >= 1 and fault.reason for fault in found.faults)


TEXTS = st.sampled_from(
    ["[", "]", "=", '"', "locked", "theme", "decks", "\n", "#", "{", "}", ",", "1", ".", "'"]
)


@given(st.lists(TEXTS, max_size=40))
def test_no_heap_of_signs_is_too_much(parts: list[str]) -> None:
    found = policy("".join(parts))
    assert all(fault.line >= 1 and fault.reason for fault in found.faults)


# ---------------------------------------------------------------------- what there is to lock


def test_every_setting_of_the_page_can_be_locked() -> None:
    assert set(lockable()) == set(PREFERENCES) | NAMES - OF_THE_MOMENT
    declared = {name for name, value in vars(Settings).items() if type(value).__name__ == "Setting"}
    kept = {"geometry", "folded", "told_of_sync", "editor_preview"}  # no person sets these
    kept |= {"browser_columns", "browser_order", "browser_panes"}
    assert declared - set(PREFERENCES) == kept


@pytest.mark.parametrize("name", sorted(PREFERENCES))
def test_a_preference_is_declared_once(name: str) -> None:
    assert getattr(Settings, name).preference is PREFERENCES[name]


@pytest.mark.parametrize(
    ("name", "value"), [(name, getattr(Options(), name)) for name in sorted(NAMES - OF_THE_MOMENT)]
)
def test_every_option_can_be_locked_to_how_it_comes(name: str, value: Any) -> None:
    shown = {True: "true", False: "false"}.get(value, repr(value)) if isinstance(value, bool) else repr(value)
    found = policy(f"[locked]\n{name} = {shown}\n")
    assert (found.locked, found.faults) == ({name: value}, ())


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("buttons = 3", "buttons is 2 or 4 or 6, not 3."),
        ('new_order = "x"', 'new_order is "deck" or "shuffled", not "x".'),
        ("leech_action = true", 'leech_action is "tag" or "suspend" or "nothing", not true.'),
    ],
)
def test_an_option_of_a_few_values_is_one_of_them(line: str, told: str) -> None:
    found = policy(f"[locked]\n{line}\n")
    assert (found.locked, found.faults) == ({}, (Fault(2, told),))


def test_a_table_that_nobody_knows_is_told_though_it_is_empty() -> None:
    (fault,) = policy("[locked]\n\n[nonsense]\n").faults
    assert fault.line == 3
    assert fault.reason.startswith("There is no key 'nonsense'")


def test_a_preference_accepts_its_own_default() -> None:
    assert all(each.fits(each.default) for each in PREFERENCES.values())
    assert not preferences.TEXT_SIZE.fits(True)
    assert not preferences.AUTOPLAY.fits(1)


@pytest.mark.parametrize("feature", FEATURES)
def test_a_feature_is_left_to_people_until_it_is_disabled(feature: str) -> None:
    assert policy("").allows(feature)
    assert not policy(f'disabled = ["{feature}"]').allows(feature)


@pytest.mark.parametrize(("week", "fits"), [("NNNNNRO", True), ("NNNNN", False), ("NNNNNNX", False)])
def test_easy_days_are_a_letter_for_each_day(week: str, fits: bool) -> None:
    found = policy(f'[locked]\neasy_days = "{week}"\n')
    assert found.locked == ({"easy_days": week} if fits else {})
    assert fits != any("seven letters" in fault.reason for fault in found.faults)


def test_nobody_locks_what_is_said_of_one_day() -> None:
    assert policy("[locked]\nextended_day = 1\n").faults
