"""Words with their readings: above them where that can be drawn, else in small brackets behind them."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import groupby
from typing import NamedTuple
from unicodedata import east_asian_width

from desktop.render.drawing import Reading
from desktop.render.lower import INLINE, SOUND, Child, Lowering
from desktop.render.page import SPACE, transformed
from desktop.render.styles import Style, is_written
from desktop.render.tree import Node
from desktop.render.wording import names

SCHEME = "reading:"
STRUT = "\u200c"
"""A letter without width: a line of drawings alone has no room for what hangs below its base."""
BEHIND, SHARE = 0.7, 0.55
"""Type size of a reading, behind its word and above it, where a deck says nothing else; in the word's."""
NARROW = 0.6
"""Width of a letter that is not as wide as it is tall, in type sizes; rather too much."""
SIMPLE = names("a abbr b bdi big cite code em font i ins mark rb s small span strong u var ::before ::after")
READINGS = ("rt", "rtc")


class Part(NamedTuple):
    """A text inside a ruby, or None where something stands there that is no plain text.

    Attributes:
        reading: the element it is the reading of a word in; None = it is a word.
    """

    text: str | None
    style: Style
    reading: Node | None

    @property
    def is_reading(self) -> bool:
        """Whether it is a reading."""
        return self.reading is not None


def ruby(walk: Lowering, child: Child) -> None:
    """Write words with their readings."""
    parts = list(_parts(walk, child, None))
    if child.declared.get("display", "inline") not in INLINE or not _can_be_drawn(walk, parts):
        walk.shown(child)
        return
    for word, reading in _paired(parts):
        if reading:
            _above(walk, word, reading)
        else:
            walk.text(word.text or "", word.style)


def behind(walk: Lowering, child: Child) -> None:
    """Write the reading of a word in small letters in brackets after it."""
    if any(not isinstance(part, str) or part.strip() for part in child.node.children):
        walk.page.text("(", child.style)
        walk.children(child.node, child.style)
        walk.page.text(")", child.style)


def _parts(walk: Lowering, child: Child, reading: Node | None) -> Iterator[Part]:
    """Yield the texts that can be seen in a ruby, in their order."""
    for each in child.node.children:
        if isinstance(each, str):
            plain = not SOUND.search(each) and not child.style.pre
            yield Part(SPACE.sub(" ", each) if plain else None, child.style, reading)
            continue
        seen = walk.seen(each, child.style)
        if seen is None or each.tag == "rp":
            continue
        inside = reading or (each if each.tag in READINGS else None)
        simple = each.tag in SIMPLE or (each.tag in READINGS and reading is None)
        if simple and seen.declared.get("display", "inline") in INLINE and "href" not in each.attributes:
            yield from _parts(walk, seen, inside)
        else:
            yield Part(None, child.style, inside)


def _paired(parts: list[Part]) -> list[tuple[Part, Part | None]]:
    """Return every word with the reading that follows it, if one does."""
    pairs: list[tuple[Part, Part | None]] = []
    for part in _joined(parts):
        if part.is_reading and pairs and pairs[-1][1] is None:
            pairs[-1] = (pairs[-1][0], part)
        elif not part.is_reading:
            pairs.append((part, None))
    return pairs


def _joined(parts: list[Part]) -> list[Part]:
    """Return the parts that can be seen, those of one look and kind as one."""
    written = [part for part in parts if part.text and is_written(part.style)]
    made = []
    for _, group in groupby(written, key=lambda each: (id(each.reading), each.style)):
        same = list(group)
        made.append(same[0]._replace(text="".join(each.text or "" for each in same)))
    return [part for part in made if part.text and (part.text.strip() or not part.is_reading)]


def _can_be_drawn(walk: Lowering, parts: list[Part]) -> bool:
    """Return whether words and readings are short plain texts, each reading after a word of one look."""
    if any(part.text is None for part in parts):
        return False
    joined = _joined(parts)
    for at, part in enumerate(joined):
        before = joined[at - 1] if at else None
        if part.is_reading and (before is None or before.is_reading or not (before.text or "").strip()):
            return False
        if (
            part.is_reading
            and at > 1
            and not joined[at - 2].is_reading
            and (joined[at - 2].text or "").strip()
        ):
            return False
    return all(_width(part) < 0.9 * walk.width for part in joined)


def _width(part: Part) -> float:
    wide = (1.0 if east_asian_width(letter) in "WF" else NARROW for letter in part.text or "")
    return sum(wide) * part.style.size


def _above(walk: Lowering, word: Part, reading: Part) -> None:
    base = transformed((word.text or "").strip(), word.style)
    above = transformed((reading.text or "").strip(), reading.style)
    share = reading.style.size / word.style.size
    color = reading.style.color if reading.style.wanted != word.style.wanted else ""
    made = Reading(base, above, SHARE if abs(share - BEHIND) < 0.01 else min(1.0, max(0.4, share)), color)
    number = walk.readings.setdefault(made, len(walk.readings))
    if (word.text or "").startswith(" "):
        walk.page.text(" ", word.style)
    walk.page.picture(
        f'<img src="{SCHEME}{number}" alt="{escape(f"{base}[{above}]")}" />{STRUT}',
        f"{base}({above})",
        word.style,
    )
    if (word.text or "").endswith(" ") or (reading.text or "").endswith(" "):
        walk.page.text(" ", word.style)
