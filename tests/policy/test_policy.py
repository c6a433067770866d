from __future__ import annotations

from pathlib import Path

import pytest

from desktop.errors import UserError
from desktop.policy import FEATURES, NO_POLICY, Fault, Policy, read_policy


def test_without_a_file_nothing_is_laid_down(tmp_path: Path) -> None:
    assert read_policy(tmp_path / "policy.toml") is NO_POLICY
    (tmp_path / "file").touch()
    assert read_policy(tmp_path / "file" / "policy.toml") is NO_POLICY


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    found = read_policy(tmp_path)
    assert (found.file, found.entries) == (tmp_path, ())
    assert [fault.line for fault in found.faults] == [1]
    assert found.faults[0].reason.startswith("The file cannot be read: ")


def test_a_file_is_read(tmp_path: Path) -> None:
    file = tmp_path / "policy.toml"
    file.write_text("text_size = 110\n", encoding="utf-8")
    assert read_policy(file).starting == {"text_size": 110}


def test_a_fault_is_told_in_one_line() -> None:
    assert Policy(Path("p.toml")).told(Fault(3, "No.")) == "p.toml, line 3: No."


@pytest.mark.parametrize("feature", FEATURES)
def test_who_asks_for_what_is_disabled_is_told_who_did_it(feature: str) -> None:
    NO_POLICY.demand(feature)
    with pytest.raises(UserError, match="is turned off by your administrator"):
        Policy(disabled=frozenset({feature})).demand(feature)
