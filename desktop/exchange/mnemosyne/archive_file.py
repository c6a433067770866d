"""Card sets that people share (``.cards``): an archive with ``cards.xml`` and the media beside it."""

from __future__ import annotations

from collections.abc import Iterable

from desktop.exchange.markup import Document, Element
from desktop.exchange.mnemosyne.model import Card, Learning, Source, View, literal, type_of, view_of
from desktop.study.incoming import Skipped

ROOT = "openSM2sync"
BARE = "___"
"""Stands before the key of a field that begins with a digit."""


def source_of(chunks: Iterable[bytes], name: str) -> Source | None:
    """Return what ``cards.xml`` holds; None where it is another kind of file.

    Raises:
        UserError: it is broken or a trap.
    """
    document = Document(chunks, name)
    if document.root.tag != ROOT:
        return None
    source, tags, views = Source(), dict[str, str](), dict[str, View]()
    late: list[Element] = []
    for entry in document:
        uid = entry.get("o_id", "")
        match entry.get("type"):
            case "10":
                tags[uid] = entry.said("name")
            case "19":
                texts = _texts(entry)
                views[uid] = view_of(
                    uid,
                    texts.get("name", ""),
                    texts,
                    replaces=texts.get("a_on_top_of_q") == "True",
                    typed=texts.get("type_answer") == "True",
                )
            case "22":
                late.append(entry)
            case "16":
                source.facts[uid] = {
                    key.removeprefix(BARE) if key.startswith(BARE) else key: text
                    for key, text in _texts(entry).items()
                }
            case "6":
                card = _card(entry, tags, source)
                source.cards.setdefault(entry.get("fact", ""), []).append(card)
    for entry in late:
        texts = _texts(entry)
        uid = entry.get("o_id", "")
        source.types[uid] = type_of(uid, texts.get("name", ""), texts, views)
    return source


def _texts(entry: Element) -> dict[str, str]:
    return {each.tag: each.text or "" for each in entry}


def _card(entry: Element, tags: dict[str, str], source: Source) -> Card:
    uid = entry.get("o_id", "")
    extra_text = entry.said("extra")
    extra = literal(extra_text, dict) if extra_text else {}
    if extra is None:
        source.warnings["Extra data of a card makes no sense, and is left out."] = None
    ids = [each for each in entry.get("tags", "").split(",") if each]
    if any(each not in tags for each in ids):
        source.warnings["Tags that are not in the file are left out."] = None
    try:
        learning = Learning(
            _whole(entry, "gr", -1),
            float(entry.get("e", "2.5")),
            *(_whole(entry, key, 0) for key in ("ac_rp", "rt_rp", "lps", "rt_rp_l")),
            *(_whole(entry, key, -1) for key in ("l_rp", "n_rp")),
        )
    except (ValueError, OverflowError):
        source.skipped.append(
            Skipped(entry.line, "its numbers make no sense, so that the card comes in as new", uid[:200])
        )
        learning = Learning()
    return Card(
        uid,
        entry.get("card_t", ""),
        entry.get("fact_v", ""),
        tuple(tags[each] for each in ids if each in tags),
        learning,
        extra or {},
        _moment(entry, "c_time"),
        _moment(entry, "m_time"),
    )


def _whole(entry: Element, key: str, default: int) -> int:
    return int(float(entry.get(key, default)))


def _moment(entry: Element, key: str) -> int:
    try:
        return max(0, min(_whole(entry, key, 0), 1 << 40))
    except (ValueError, OverflowError):
        return 0
