from __future__ import annotations

import tomllib

from hypothesis import given
from hypothesis import strategies as st

from desktop.policy import Entry
from desktop.policy.statements import entries, leaves

WHOLE = """\
# what holds here
text_size = 125   # a little larger

decks = [
  "/srv/decks",     # ours
  '/srv/more = decks',
]
"quoted key" = 1
a.b = "dotted"
[locked]
theme = "dark"
cap = 30
[locked.deeper]
x = {y = 1, z = 2}
"""


def test_every_entry_has_its_line() -> None:
    found, faults = entries(WHOLE)
    assert faults == []
    assert found == [
        Entry("text_size", 125, 2),
        Entry("decks", ["/srv/decks", "/srv/more = decks"], 4),
        Entry("quoted key", 1, 8),
        Entry("a.b", "dotted", 9),
        Entry("locked.theme", "dark", 11),
        Entry("locked.cap", 30, 12),
        Entry("locked.deeper.x.y", 1, 14),
        Entry("locked.deeper.x.z", 2, 14),
    ]


def test_lines_are_counted_alike_on_all_systems() -> None:
    assert entries(WHOLE.replace("\n", "\r\n")) == entries(WHOLE)


def test_a_mistake_costs_one_entry() -> None:
    found, faults = entries('a = 1\nb =\nc = "open\nd = [1,\ne = 2\nnonsense\nf = 3\n')
    assert [(each.key, each.value) for each in found] == [("a", 1), ("e", 2), ("f", 3)]
    assert [fault.line for fault in faults] == [2, 3, 4, 6]
    assert all(fault.reason.startswith("This is no TOML (") for fault in faults)


def test_under_a_broken_head_nothing_counts_until_the_next_one() -> None:
    found, faults = entries('[locked\ntheme = "dark"\n[other]\na = 1\n')
    assert found == [Entry("other.a", 1, 4)]
    (fault,) = faults
    assert fault.line == 1
    assert "what stands under it does not count" in fault.reason


def test_what_is_wrong_only_as_a_whole_is_told_too() -> None:
    found, faults = entries("[locked]\ncap = 1\n[locked]\ntheme = 'dark'\n")
    assert [each.key for each in found] == ["locked.cap", "locked.theme"]
    assert [fault.line for fault in faults] == [3]


@given(st.text())
def test_no_text_is_too_much(text: str) -> None:
    found, faults = entries(text)
    lines = text.count("\n") + 1
    assert all(1 <= each.line <= lines for each in [*found, *faults])


KEYS = st.text("abcdefgh_-", min_size=1, max_size=8)
VALUES = st.one_of(st.integers(-(2**60), 2**60), st.booleans(), st.text("ab ü=[]#", max_size=9))


@given(st.dictionaries(KEYS, VALUES, max_size=6), st.dictionaries(KEYS, VALUES, max_size=6))
def test_what_the_standard_reader_reads_is_what_is_found(
    top: dict[str, object], table: dict[str, object]
) -> None:
    def written(pairs: dict[str, object]) -> str:
        shown = {True: "true", False: "false"}
        return "".join(
            f"{key} = {shown[value] if isinstance(value, bool) else repr(value)}\n"
            for key, value in pairs.items()
        )

    text = f"{written(top)}[the-table]\n{written(table)}"
    found, faults = entries(text)
    assert faults == []
    assert {each.key: each.value for each in found} == {
        ".".join(path): value for path, value in leaves(tomllib.loads(text))
    }
