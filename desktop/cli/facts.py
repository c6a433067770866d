"""What the command line tells of a card."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from desktop.render.card import face
from desktop.render.plain import as_text, spoken
from desktop.store.cards import CardView
from desktop.study.calendar import date_of
from desktop.study.kinds import kind
from desktop.study.kinds.contract import CHOOSE
from desktop.study.schedule import Schedule


def day(number: int | None) -> str | None:
    """Return a study day as an ISO date."""
    return None if number is None else date_of(number).isoformat()


def ease(schedule: Schedule) -> float | None:
    """Return the ease factor of a card; None where its scheduler knows none."""
    return schedule.ease / 100 if schedule.stability is None else None


def faces(view: CardView) -> tuple[str, str]:
    """Return question and answer as a screen reader gets them, options included."""
    shown = face(view.note, view.ordinal, deck=view.deck_path)
    asked = kind(view.note.note_type.kind)
    question, answer = spoken(shown)
    if asked.interaction == CHOOSE:
        options = asked.options(view.note.fields, view.uid, view.answers)
        question += "".join(f"\n{place}. {as_text(option)}" for place, option in enumerate(options, 1))
    return question, answer


def facts(view: CardView, today: int) -> dict[str, Any]:
    """Return both sides of a card, where it is and where it stands."""
    question, answer = faces(view)
    schedule = asdict(view.schedule) | {
        "ease": ease(view.schedule),
        "due": day(view.schedule.due),
        "last_day": day(view.schedule.last_day),
    }
    return {
        "card": view.name,
        "deck": view.deck,
        "kind": view.note.note_type.kind,
        "question": question,
        "answer": answer,
        "tags": list(view.note.tags),
        "suspended": view.suspended,
        "buried": view.buried > today,
        "flag": view.flag,
        **schedule,
    }
