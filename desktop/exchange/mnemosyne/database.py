"""The database of Mnemosyne 2 (``default.db``), with every answer that was given."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from desktop.errors import UserError
from desktop.exchange.copied import CopiedDatabase
from desktop.exchange.mnemosyne.model import Card, Learning, Source, literal, type_of, view_of
from desktop.exchange.sample import Sample
from desktop.study.incoming import PastReview, Skipped

NEEDED = ("facts", "data_for_fact", "cards", "tags", "tags_for_card", "global_variables")
KNOWN = ("3", "4")
REPETITION = 9
"""Kind of an entry of the log that is an answer."""
VIEW = "id, name, q_fact_keys, a_fact_keys, q_fact_key_decorators, a_fact_key_decorators, extra_data"
CARD = (
    "_id, id, card_type_id, fact_view_id, _fact_id, extra_data, active,"
    " grade, easiness, acq_reps, ret_reps, lapses, ret_reps_since_lapse, last_rep, next_rep,"
    " creation_time, modification_time"
)


def source_of(sample: Sample) -> Source:
    """Return what a database holds.

    Raises:
        UserError: it is broken, or of a version that is not known.
    """
    database = CopiedDatabase(sample, NEEDED, "Mnemosyne")
    try:
        return _source(database)
    finally:
        database.close()


def _source(database: CopiedDatabase) -> Source:
    version = next(database.rows("SELECT value FROM global_variables WHERE key = 'version'"), ("",))[0]
    if str(version).removeprefix("Mnemosyne SQL 1.").strip() not in KNOWN and str(version) not in KNOWN:
        raise UserError(
            f"{database.name} is of a version of Mnemosyne that is not known here ({str(version)[:40]}).",
            "Open it in the newest Mnemosyne, then bring the file again.",
        )
    source = Source()
    views = {}
    if {"fact_views", "card_types"} <= database.tables:
        for row in database.rows(f"SELECT {VIEW}, a_on_top_of_q, type_answer FROM fact_views"):  # noqa: S608
            texts = _texts(VIEW, row)
            views[texts["id"]] = view_of(
                texts["id"], texts["name"], texts, replaces=bool(row[7]), typed=bool(row[8])
            )
        types = "id, name, fact_keys_and_names, fact_view_ids, extra_data"
        for row in database.rows(f"SELECT {types} FROM card_types"):  # noqa: S608 - names of ours
            texts = _texts(types, row)
            source.types[texts["id"]] = type_of(texts["id"], texts["name"], texts, views)
    uids = {number: str(uid) for number, uid in database.rows("SELECT _id, id FROM facts ORDER BY _id")}
    source.facts = {uid: {} for uid in uids.values()}
    for number, key, value in database.rows("SELECT _fact_id, key, value FROM data_for_fact"):
        if number in uids:
            source.facts[uids[number]][str(key)] = str(value or "")
        else:
            source.skipped.append(Skipped(0, "it is a text without a note", str(value)[:200]))
    tags, answers = _tags(database), _answers(database)
    for row in database.rows(f"SELECT {CARD} FROM cards ORDER BY _id"):  # noqa: S608 - names of ours
        card = _card(row, tags.get(row[0], ()), answers.get(str(row[1]), ()), source)
        source.cards.setdefault(uids.get(row[4], f"? {row[4]}"), []).append(card)
    return source


def _texts(names: str, row: tuple[Any, ...]) -> dict[str, str]:
    """Return columns as the texts that ``cards.xml`` has for them."""
    ours = {"extra_data": "extra", "fact_view_ids": "fact_views"}
    keys = [ours.get(name, name) for name in names.split(", ")]
    return {key: str(value or "") for key, value in zip(keys, row, strict=False)}


def _tags(database: CopiedDatabase) -> Mapping[int, tuple[str, ...]]:
    found: dict[int, tuple[str, ...]] = {}
    for card, name in database.rows(
        "SELECT m._card_id, t.name FROM tags_for_card m JOIN tags t ON t._id = m._tag_id ORDER BY m.rowid"
    ):
        found[card] = (*found.get(card, ()), str(name))
    return found


def _answers(database: CopiedDatabase) -> Mapping[str, tuple[PastReview, ...]]:
    found: dict[str, list[PastReview]] = {}
    if "log" in database.tables:
        for card, at, grade, took in database.rows(
            "SELECT object_id, timestamp, grade, thinking_time FROM log WHERE event_type = ?"
            " ORDER BY timestamp, _id",
            REPETITION,
        ):
            if all(isinstance(each, int) for each in (at, grade, took)) and 0 <= grade <= 5:
                at_ms, took_ms = at * 1000, max(0, min(took, 86_400)) * 1000
                found.setdefault(str(card), []).append(PastReview(at_ms, grade, took_ms))
    return {card: tuple(each) for card, each in found.items()}


def _card(
    row: tuple[Any, ...], tags: tuple[str, ...], reviews: tuple[PastReview, ...], source: Source
) -> Card:
    _, uid, card_type, view, _, extra, active, *numbers = row
    learning, created, modified = Learning(), 0, 0
    try:
        grade, easiness, *whole = numbers
        learning = Learning(int(grade), float(easiness), *(int(each) for each in whole[:6]))
        created, modified = (max(0, min(int(each or 0), 1 << 40)) for each in whole[6:])
    except (TypeError, ValueError, OverflowError):
        source.skipped.append(
            Skipped(0, "its numbers make no sense, so that the card comes in as new", str(uid)[:200])
        )
    return Card(
        str(uid),
        str(card_type),
        str(view),
        tags,
        learning,
        literal(str(extra), dict) or {} if extra else {},
        created,
        modified,
        reviews,
        is_inactive=active == 0,
    )
