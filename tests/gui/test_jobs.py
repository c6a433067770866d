from __future__ import annotations

import sys
import threading
from collections.abc import Generator
from types import TracebackType
from typing import Any

import pytest
from PySide6.QtCore import QThread, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.errors import StoreFull, UserError
from desktop.gui.jobs import Jobs
from tests.gui.conftest import ByHand


def test_nothing_happens_before_the_work_is_done(work: ByHand) -> None:
    done: list[int] = []
    Jobs(work).run(lambda: 7, done.append, pytest.fail)
    QApplication.processEvents()
    assert done == []
    assert len(work.waiting) == 1
    work.waiting.clear()


def test_a_result_comes_back_later_and_not_inside_the_work(work: ByHand) -> None:
    done: list[int] = []
    jobs = Jobs(work)
    jobs.run(lambda: 7, done.append, pytest.fail)
    work.waiting.pop()()
    assert done == []
    QApplication.processEvents()
    assert done == [7]


def test_an_error_that_a_person_can_act_on(work: ByHand) -> None:
    failed: list[UserError] = []
    jobs = Jobs(work)

    def full() -> None:
        raise StoreFull("No room.")

    jobs.run(full, pytest.fail, failed.append)
    work.drain()
    assert [str(each) for each in failed] == ["No room."]


def test_a_mistake_of_ours_is_raised_on_the_windows_thread(
    work: ByHand, monkeypatch: pytest.MonkeyPatch
) -> None:
    caught: list[BaseException] = []

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        caught.append(error)

    jobs = Jobs(work)
    jobs.run(lambda: 1 // 0, pytest.fail, pytest.fail)
    monkeypatch.setattr(sys, "excepthook", hook)
    work.drain()
    assert [type(each) for each in caught] == [ZeroDivisionError]


def test_the_real_runner_works_elsewhere_and_answers_here(qtbot: QtBot) -> None:
    jobs = Jobs()
    threads: list[Any] = []
    results: list[str] = []

    def work() -> str:
        threads.append(threading.current_thread())
        return "done"

    def done(result: str) -> None:
        results.append(result)
        threads.append(threading.current_thread())
        assert QThread.currentThread() is QApplication.instance().thread()

    jobs.run(work, done, pytest.fail)
    qtbot.waitUntil(lambda: results == ["done"])
    jobs.close()
    assert threads[0] is not threads[1]
    assert threads[1] is threading.main_thread()


def test_the_real_runner_does_one_thing_after_the_other(qtbot: QtBot) -> None:
    jobs = Jobs()
    order: list[str] = []
    gate = threading.Event()

    def first() -> None:
        gate.wait(5)
        order.append("first")

    jobs.run(first, lambda _: None, pytest.fail)
    jobs.run(lambda: order.append("second"), lambda _: None, pytest.fail)
    assert order == []
    gate.set()
    jobs.close()
    assert order == ["first", "second"]
    QApplication.processEvents()


def test_close_waits_for_what_was_begun() -> None:
    jobs = Jobs()
    finished: list[int] = []
    jobs.run(lambda: finished.append(1), lambda _: None, pytest.fail)
    jobs.close()
    assert finished == [1]
    QApplication.processEvents()


def test_close_without_a_job() -> None:
    Jobs().close()


def test_work_of_the_windows_thread_goes_piece_by_piece(work: ByHand) -> None:
    told: list[object] = []

    def pieces() -> Generator[None, None, str]:
        for at in range(3):
            told.append(at)
            yield
        return "whole"

    jobs = Jobs(work)
    jobs.run_here(pieces(), told.append, pytest.fail)
    assert told == []
    while "whole" not in told:
        QTimer.singleShot(0, jobs, lambda: told.append("another"))
        QApplication.processEvents()
    assert [each for each in told if each != "another"] == [0, 1, 2, "whole"]
    assert "another" in told[told.index(0) : told.index(2)]


def test_work_in_pieces_may_fail(work: ByHand) -> None:
    failed: list[UserError] = []

    def pieces() -> Generator[None, None, None]:
        yield
        raise StoreFull("No room.")

    Jobs(work).run_here(pieces(), pytest.fail, failed.append)
    while not failed:
        QApplication.processEvents()
    assert [str(each) for each in failed] == ["No room."]
