"""The sentences that say why a deck brings as many cards today as it does (S-11)."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.gui.words import day_of_month, tr
from desktop.store.deck_rows import Outlook
from desktop.study.calendar import date_of
from desktop.study.limits import Limit
from desktop.study.queue import Plan

RULE = (
    "A limit counts for a deck and everything inside it. A card comes only where no limit above it"
    " is used up: not its deck's, not one of a deck around it, not the one for all decks."
)
"""The one rule, as it is shown."""


def explained(outlook: Outlook) -> list[str]:
    """Return a sentence about the new cards of a deck, and one about those due."""
    plan = outlook.plan
    due_name, new_name = outlook.names
    own = plan.due - plan.top_ups
    if plan.away_until is not None:
        text = tr("On holiday until {date}: nothing is due, and no new cards come.")
        return [text.format(date=day_of_month(date_of(plan.away_until)))]
    return [
        _sentence(
            tr("{count} new").format(count=f"{plan.new:,}"),
            plan.new,
            outlook.new,
            outlook.new_limit,
            new_name,
            plan.held_back,
            _reason(
                plan.new_cut, plan, outlook.new_limit, tr("no new cards come until the backlog is clear")
            ),
        ),
        _sentence(
            tr("{count} due").format(count=f"{own:,}"),
            own,
            outlook.due,
            outlook.due_limit,
            due_name,
            plan.held_back,
            _reason(plan.due_cut, plan, outlook.due_limit, _pace(plan)),
        ),
        *_of_interviews(outlook),
    ]


def _pace(plan: Plan) -> str:
    if plan.catch_up is None:
        return ""
    return tr("you are catching up, {count} a day in all").format(count=f"{plan.catch_up.a_day:,}")


def _reason(cut: int, plan: Plan, limit: Limit, catching_up: str) -> str:
    """Return why not all come, where that is no limit that somebody set; else empty."""
    if cut:
        return tr("the time budget of today ends before the others")
    return catching_up if plan.catch_up is not None and limit.level is None else ""


def _of_interviews(outlook: Outlook) -> Iterator[str]:
    """Yield what interviews bring today, beyond the limits too."""
    plan = outlook.plan
    days = tr(" and ").join(day_of_month(date_of(day)) for day in outlook.interviews)
    for_it = tr("interview on {day}") if len(outlook.interviews) == 1 else tr("interviews on {day}")
    for_it = for_it.format(day=days)
    if plan.planned > outlook.new_limit.left:
        yield tr("Your {interview} brings {count} of the new ones, whatever the limit is.").format(
            interview=for_it, count=f"{plan.planned:,}"
        )
    elif plan.planned:
        yield tr("Of the new ones {count} come for your {interview}.").format(
            interview=for_it, count=f"{plan.planned:,}"
        )
    if plan.top_ups:
        yield tr("{count} more come before they are due, for your {interview}.").format(
            interview=for_it, count=f"{plan.top_ups:,}"
        )


def _sentence(
    what: str, coming: int, there: int, limit: Limit, name: str, held_back: int, reason: str = ""
) -> str:
    if coming == there:
        return tr("{what}: all there are.").format(what=what) if there else tr("{what}.").format(what=what)
    if reason and coming <= limit.left:
        return tr("{what} of {there}: {reason}.").format(what=what, there=f"{there:,}", reason=reason)
    if coming > limit.left:
        return tr("{what} of {there}.").format(what=what, there=f"{there:,}")
    if coming == limit.left:
        return tr("{what} of {there}: {limit}.").format(
            what=what, there=f"{there:,}", limit=_limit(limit, name)
        )
    if held_back:
        text = tr("{what} of {there}: the others wait, as they would give a card of today away.")
    else:
        text = tr("{what} of {there}: decks inside have limits of their own.")
    return text.format(what=what, there=f"{there:,}")


def _limit(limit: Limit, name: str) -> str:
    whose = (
        tr("the limit of {deck}").format(deck=name) if name else tr("the limit of all your decks together")
    )
    most = f"{limit.most:,}"
    if not limit.used:
        return tr("{whose} is {most}").format(whose=whose, most=most)
    if limit.used == 1:
        return tr("{whose} is {most} and 1 was studied today").format(whose=whose, most=most)
    return tr("{whose} is {most} and {used} were studied today").format(
        whose=whose, most=most, used=f"{limit.used:,}"
    )
