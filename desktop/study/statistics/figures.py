"""Every figure there is. One more: a function in one of the modules beside this one, one line here."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desktop.study.statistics.done import answers, calendar, growth, time_spent, today, week
from desktop.study.statistics.evidence import BREAKDOWNS, Evidence
from desktop.study.statistics.figure import Figure
from desktop.study.statistics.memory import retention, right_first
from desktop.study.statistics.standing import eases, forecast, hardest, intervals


def _by(by: str) -> Callable[[Evidence], Figure]:
    return lambda evidence: right_first(evidence, by)


FIGURES: Mapping[str, Callable[[Evidence], Figure]] = {
    "today": today,
    "week": week,
    "answers": answers,
    "time": time_spent,
    "calendar": calendar,
    "forecast": forecast,
    "retention": retention,
    **{f"right_by_{by}": _by(by) for by in BREAKDOWNS},
    "intervals": intervals,
    "ease": eases,
    "growth": growth,
    "hardest": hardest,
}
"""Every figure by its name."""
