from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.study.calendar import LAST_DAY, LocalDays, Moment, date_of, moment_of, study_day, system_clock

ZONES = [
    "America/New_York",
    "Europe/Berlin",
    "Africa/Cairo",  # midnight is skipped when summer begins
    "America/Santiago",  # so it is here, on the other half of the globe
    "Australia/Lord_Howe",  # the clock moves by half an hour
    "Asia/Kathmandu",  # 5 h 45 min ahead, no summer time
]
FIRST, LAST = date(2026, 1, 1), date(2028, 12, 31)
DAYS = [FIRST + timedelta(days=number) for number in range((LAST - FIRST).days + 1)]


def wall(day: date, hour: int, zone: ZoneInfo) -> datetime:
    """Return when the clock on the wall shows an hour; the first instant after, where it never does."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=zone).astimezone(UTC).astimezone(zone)


@pytest.fixture
def computer_zone() -> Iterator[Callable[[str], None]]:
    if not hasattr(time, "tzset"):
        pytest.skip("this system sets its zone for all programs")
    before = os.environ.get("TZ")

    def choose(name: str) -> None:
        os.environ["TZ"] = name
        time.tzset()

    yield choose
    os.environ.pop("TZ") if before is None else os.environ.update(TZ=before)
    time.tzset()


@pytest.mark.parametrize("rollover", [0, 4, 6])
def test_a_study_day_starts_at_its_hour_to_the_minute(rollover: int) -> None:
    start = datetime(2026, 11, 25, rollover, tzinfo=ZoneInfo("Europe/Berlin"))
    today = date(2026, 11, 25).toordinal()
    minute = timedelta(minutes=1)

    assert study_day(moment_of(start - minute), rollover) == today - 1
    assert study_day(moment_of(start), rollover) == today
    assert study_day(moment_of(start + minute), rollover) == today


def test_a_study_day_starts_at_four_where_nobody_chose() -> None:
    night = datetime(2026, 11, 25, 3, 59, tzinfo=UTC)

    assert study_day(moment_of(night)) == date(2026, 11, 24).toordinal()
    assert study_day(moment_of(night + timedelta(minutes=1))) == date(2026, 11, 25).toordinal()


@pytest.mark.parametrize("name", ZONES)
def test_noon_is_one_study_day_after_the_noon_before(name: str) -> None:
    zone = ZoneInfo(name)

    seen = [study_day(moment_of(wall(day, 12, zone))) for day in DAYS]

    assert seen == [day.toordinal() for day in DAYS]


@pytest.mark.parametrize("name", ZONES)
def test_a_card_studied_at_any_hour_is_back_on_exactly_the_next_study_day(name: str) -> None:
    zone = ZoneInfo(name)
    for hour in range(24):
        seen = [study_day(moment_of(wall(day, hour, zone))) for day in DAYS]
        due = [day + 1 for day in seen]
        assert due[:-1] == seen[1:]


@pytest.mark.parametrize("rollover", [0, 2, 4])
@pytest.mark.parametrize("name", ZONES)
def test_a_study_day_begins_with_the_first_instant_past_its_hour(name: str, rollover: int) -> None:
    zone, minute = ZoneInfo(name), timedelta(minutes=1)
    for day in DAYS:
        start = wall(day, rollover, zone)
        before = (start.astimezone(UTC) - minute).astimezone(zone)
        after = (start.astimezone(UTC) + minute).astimezone(zone)
        number = day.toordinal()
        assert [study_day(moment_of(each), rollover) for each in (before, start, after)] == [
            number - 1,
            number,
            number,
        ]


@pytest.mark.parametrize(("name", "year"), [("Africa/Cairo", 2026), ("America/Santiago", 2026)])
def test_midnight_does_not_exist_on_some_days_of_these_zones(name: str, year: int) -> None:
    midnights = [wall(day, 0, ZoneInfo(name)) for day in DAYS if day.year == year]

    assert [each.hour for each in midnights].count(1) == 1


@pytest.mark.parametrize("name", ZONES)
def test_time_never_runs_back_to_an_earlier_study_day(name: str) -> None:
    zone = ZoneInfo(name)
    start = datetime(2026, 1, 1, tzinfo=UTC)
    seen = [
        study_day(moment_of((start + timedelta(hours=hours)).astimezone(zone))) for hours in range(366 * 24)
    ]

    assert {later - earlier for earlier, later in pairwise(seen)} == {0, 1}


def test_the_day_of_an_answer_does_not_depend_on_where_it_is_read(
    computer_zone: Callable[[str], None],
) -> None:
    late = moment_of(datetime(2026, 3, 29, 3, 30, tzinfo=ZoneInfo("Europe/Berlin")))
    days = set()
    for name in ("Pacific/Kiritimati", "Europe/Berlin", "America/Los_Angeles"):
        computer_zone(name)
        days.add(study_day(late))

    assert days == {date(2026, 3, 28).toordinal()}


def test_a_moment_keeps_the_instant_and_the_offset_of_an_aware_time() -> None:
    when = datetime(2026, 11, 25, 18, 30, 15, 123999, tzinfo=ZoneInfo("Asia/Kathmandu"))

    moment = moment_of(when)

    assert moment == Moment(int(when.timestamp() * 1000), 5 * 60 + 45)
    assert moment.local() == datetime(2026, 11, 25, 18, 30, 15, 123000)


def test_a_time_without_a_zone_is_local(computer_zone: Callable[[str], None]) -> None:
    computer_zone("America/New_York")

    summer, winter = moment_of(datetime(2026, 7, 1, 12)), moment_of(datetime(2026, 12, 1, 12))

    assert (summer.offset_min, winter.offset_min) == (-240, -300)
    assert summer == moment_of(datetime(2026, 7, 1, 16, tzinfo=UTC).astimezone(ZoneInfo("America/New_York")))


def test_a_time_before_1970_is_a_negative_instant() -> None:
    moment = moment_of(datetime(1969, 12, 31, 23, 59, 59, tzinfo=UTC))

    assert moment.at_ms == -1000
    assert moment.local() == datetime(1969, 12, 31, 23, 59, 59)


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone of this system cannot be changed")
@pytest.mark.parametrize(
    ("zone", "offset"),
    [("XYZ99:99", 0), ("XYZ-23:59", 1439), ("Nowhere/Nothing", 0), ("", 0), (":/etc/passwd", 0)],
)
def test_a_zone_that_is_nonsense_counts_as_utc(
    monkeypatch: pytest.MonkeyPatch, zone: str, offset: int
) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        assert system_clock().offset_min == offset
    finally:
        monkeypatch.undo()
        time.tzset()


def test_the_system_clock_tells_this_time() -> None:
    before = time.time_ns() // 1_000_000
    moment = system_clock()
    after = time.time_ns() // 1_000_000

    assert before <= moment.at_ms <= after
    assert timedelta(minutes=moment.offset_min) == datetime.now().astimezone().utcoffset()


@given(st.integers(-(10**12), 10**12))
def test_any_day_has_a_date(day: int) -> None:
    shown = date_of(day)

    assert date.min <= shown <= date.max
    if 1 <= day <= LAST_DAY:
        assert shown.toordinal() == day


@given(st.integers(0, 4_000_000_000_000), st.integers(0, 23))
def test_days_of_many_instants_are_those_of_each(at_ms: int, rollover: int) -> None:
    days = LocalDays(rollover)
    moment = Moment(at_ms, days.offset_min(at_ms))
    assert days.day(at_ms) == study_day(moment, rollover)
    hour = datetime.fromtimestamp(at_ms // 3_600_000 * 3600).astimezone()
    assert days.offset_min(at_ms) == (hour.utcoffset() or timedelta(0)) // timedelta(minutes=1)


def test_an_instant_beyond_every_calendar_has_a_day_all_the_same() -> None:
    assert LocalDays().offset_min(1 << 80) == 0
    assert LocalDays().day(1 << 80) > LAST_DAY


# ---------------------------------------------------------------- a day that lasts longer


def at(text: str, offset: int = 60) -> Moment:
    local = datetime.fromisoformat(text)
    return Moment(
        (local - timedelta(minutes=offset) - datetime(1970, 1, 1)) // timedelta(milliseconds=1), offset
    )


EVENING = datetime(2026, 11, 25).toordinal()


@pytest.mark.parametrize(
    ("when", "day"),
    [
        ("2026-11-25T12:00", EVENING),
        ("2026-11-26T03:59:59", EVENING),
        ("2026-11-26T04:00", EVENING),
        ("2026-11-26T05:59:59", EVENING),
        ("2026-11-26T06:00", EVENING + 1),
        ("2026-11-27T03:59", EVENING + 1),
        ("2026-11-27T04:00", EVENING + 2),
        ("2026-11-25T03:59", EVENING - 1),
        ("2026-11-25T05:00", EVENING),
        ("2027-11-26T05:00", EVENING + 366),
    ],
)
def test_an_extended_day_ends_two_hours_later_and_no_other_does(when: str, day: int) -> None:
    assert study_day(at(when), 4, EVENING) == day


def test_an_extension_goes_by_the_wall_clock_whatever_the_summer_time_does() -> None:
    before = datetime(2026, 3, 28).toordinal()  # the clock goes from 02:00 to 03:00 in the night after it
    assert study_day(at("2026-03-29T05:59", 120), 4, before) == before
    assert study_day(at("2026-03-29T06:00", 120), 4, before) == before + 1
    before = datetime(2026, 10, 24).toordinal()  # and back from 03:00 to 02:00
    assert study_day(at("2026-10-25T02:30", 120), 4, before) == before
    assert study_day(at("2026-10-25T02:30", 60), 4, before) == before
    assert study_day(at("2026-10-25T05:59", 60), 4, before) == before
    assert study_day(at("2026-10-25T06:00", 60), 4, before) == before + 1


@pytest.mark.parametrize("rollover", range(24))
def test_an_extended_day_ends_by_itself_at_any_hour(rollover: int) -> None:
    start = at("2026-11-25T00:00")
    days = [
        study_day(Moment(start.at_ms + hour * 3_600_000, 60), rollover, EVENING) for hour in range(24 * 4)
    ]
    assert days == sorted(days)
    assert days.count(EVENING) == 26
    assert days.count(EVENING + 1) == 22
