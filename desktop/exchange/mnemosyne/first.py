"""XML of Mnemosyne 1: a card an item; sisters are told by the ends of their ids.

``X.inv`` is X turned round, ``X.tr.1`` asks for the word of a vocabulary item X whose answer is its
pronunciation and, on the next line, its meaning. Days count from the day on which the learner began.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time

from desktop.exchange.markup import Document, Element
from desktop.exchange.mnemosyne.learning import local_day
from desktop.exchange.mnemosyne.model import Card, Learning, Source
from desktop.study.incoming import Skipped

ROOT = "mnemosyne"
NO_TAG = "<default>"
TURNED, PRODUCED = ".inv", ".tr.1"


def source_of(chunks: Iterable[bytes], name: str) -> Source | None:
    """Return what a file holds; None where it is another kind of file.

    Raises:
        UserError: it is broken or a trap.
    """
    document = Document(chunks, name)
    if document.root.tag != ROOT:
        return None
    try:
        start = local_day(float(document.root.get("time_of_start", "")))
    except ValueError:
        start = None
    source = Source()
    items: dict[str, Element] = {}
    for number, item in enumerate(each for each in document if each.tag == "item"):
        uid = item.get("id") or f"? {number}"
        while uid in items:
            uid += "+"
        items[uid] = item
    used: set[str] = set()
    for uid, item in items.items():
        if uid not in used:
            used.add(uid)
            for card in _cards(uid, item, items, source):
                used.add(card.uid)
                source.cards.setdefault(uid, []).append(_learned(card, items[card.uid], start, source))
    return source


def _cards(uid: str, item: Element, items: dict[str, Element], source: Source) -> Iterator[Card]:
    """Yield an item and its sister as cards, and note what they ask for."""
    front, back = item.said("Q"), item.said("A")
    source.facts[uid] = {"f": front, "b": back}
    turned, produced = items.get(uid + TURNED), items.get(uid + PRODUCED)
    sound, _, meaning = back.partition("\n") if "\n" in back else ("", "", back)
    if turned is not None and (turned.said("Q"), turned.said("A")) == (back, front):
        yield Card(uid, "2", "2.1")
        yield Card(uid + TURNED, "2", "2.2")
    elif produced is not None and produced.said("Q") == meaning.strip():
        source.facts[uid] = {"f": front, "p_1": sound.strip(), "m_1": meaning.strip()}
        yield Card(uid, "3", "3.1")
        yield Card(uid + PRODUCED, "3", "3.2")
    else:
        yield Card(uid, "1", "1.1")


def _learned(card: Card, item: Element, start: int | None, source: Source) -> Card:
    tags = tuple(text for each in item.findall("cat") if (text := (each.text or "").strip()) != NO_TAG)
    try:
        learning = _learning(item, start)
    except (ValueError, OverflowError):
        learning = Learning()
        source.skipped.append(
            Skipped(item.line, "its numbers make no sense, so that the card comes in as new", item.said("Q"))
        )
    return card._replace(tags=tags, learning=learning)


def _learning(item: Element, start: int | None) -> Learning:
    def whole(key: str) -> int:
        return int(float(item.get(key, "0")))

    if item.get("u") == "1" or "gr" not in item.attrib or start is None:
        return Learning()
    last = datetime.combine(date.fromordinal(start + whole("l_rp")), time(12)).timestamp()
    due = datetime.combine(date.fromordinal(start + whole("n_rp")), time(), UTC).timestamp()
    return Learning(
        whole("gr"),
        float(item.get("e", "2.5")),
        whole("ac_rp"),
        whole("rt_rp"),
        whole("lps"),
        whole("rt_rp_l"),
        int(last),
        int(due),
    )
