from __future__ import annotations

from desktop.study.outgoing import Outgoing, Written


def test_without_a_name_it_is_everything() -> None:
    assert Outgoing("", (), (), lambda: iter(())).whole
    assert not Outgoing("Sales", (), (), lambda: iter(())).whole


def test_what_is_left_out_is_counted_by_what_it_is() -> None:
    written = Written()
    for what in ("pictures", "sounds", "pictures"):
        written.leave_out(what)
    assert written.left_out == {"pictures": 2, "sounds": 1}
