"""Evidence for charts: much, little and none."""

from __future__ import annotations

from datetime import date

from desktop.study.statistics.evidence import Evidence, Hard, Part, Tally

TODAY = date(2026, 3, 4).toordinal()  # a Wednesday
DAY = Tally(
    answers=10, took_ms=60_000, asked=8, right=6, met=2, young=4, young_right=3, mature=2, mature_right=2
)
NAME = "Sales::<b>Terms</b> & <i>more</i> words than there is room for"
NAMES = {number: f"What is <b>number</b> {number} & what is it for?" for number in range(20)}

NONE = Evidence(TODAY, TODAY - 29)
ONE = Evidence(
    TODAY,
    TODAY,
    {TODAY: DAY},
    {TODAY: 1},
    (1, 0, 0, 0, 0, 0, 0),
    (0, 0, 0, 0, 0, 0, 1, 0, 0),
    (Hard(3, 1, 2),),
    {by: (Part("0" if by == "hour" else NAME, 1, 1, "deck:x"),) for by in ("deck", "tag", "side", "hour")},
)
MUCH = Evidence(
    TODAY,
    TODAY - 399,
    {TODAY - away: DAY for away in range(400) if away % 3},
    {TODAY + away: away % 7 for away in range(60)},
    (900, 0, 30, 4, 5, 6, 7),
    (1, 2, 3, 4, 5, 6, 700, 8, 9),
    tuple(Hard(number, 20 - number, 30) for number in range(10)),
    {
        by: tuple(
            Part(
                str(number) if by == "hour" else f"{NAME} {number}",
                100 + number,
                50 + number,
                f"tag:{number}",
            )
            for number in range(20)
        )
        for by in ("deck", "tag", "side", "hour")
    },
)
