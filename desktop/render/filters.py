"""What stands before a field's name in a template, ``{{filter:Field}}``: HTML in, HTML out.

Nothing here makes HTML safe: what comes in may be hostile, and goes out as it came.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape

from desktop.study.cloze import SHAPE, Gap, gaps, replace_gaps

Filter = Callable[[str, str], str]
"""From the HTML of a field, and the field's name, to what is shown."""

HTML_TAG = re.compile(r"<[^<>]*>")
UNSEEN = re.compile(r"<(!--|(?:script|style)\b)", re.IGNORECASE)
UNSEEN_ENDS = {
    "!--": re.compile("-->"),
    "script": re.compile("</script[^<>]*>", re.IGNORECASE),
    "style": re.compile("</style[^<>]*>", re.IGNORECASE),
}
READING = re.compile(r"\[([^\[\]]+)\]")
MATH = re.compile(r"\\[()\[\]]|\[/?(?:latex|\${1,2})\]")
MATH_ENDS = {r"\(": r"\)", r"\[": r"\]", "[latex]": "[/latex]", "[$]": "[/$]", "[$$]": "[/$$]"}
SHAPE_NAMES = {"oi": "occludeInactive"}
ESCAPED = re.compile(r"\\(.)", re.DOTALL)
BARE = r"\1"
SHAPE_PART = re.compile(r"([A-Za-z]+)=((?:\\.|[^\\:])*)")


def text_filter(html: str, name: str = "") -> str:
    """Return HTML without its tags, comments, scripts and styles; entities are kept."""
    kept, at = [], 0
    while unseen := UNSEEN.search(html, at):
        end = UNSEEN_ENDS[unseen[1].lower()].search(html, unseen.end())
        if end is None:
            break
        kept.append(html[at : unseen.start()])
        at = end.end()
    return HTML_TAG.sub("", "".join([*kept, html[at:]]))


def hint_filter(html: str, name: str = "") -> str:
    """Return a field as something to unfold."""
    return f"<details class=hint><summary>{escape(name)}</summary>{html}</details>" if html.strip() else ""


def _reading_filter(shown: Callable[[str, str], str]) -> Filter:
    """Return a filter for words with their reading, `` 字[よみ]``: from the last space or tag on."""

    def apply(html: str, name: str = "") -> str:
        html = html.replace("&nbsp;", " ")
        kept, at = [], 0
        for reading in READING.finditer(html):
            open_ = reading.start()
            start = max(html.rfind(" ", at, open_), html.rfind(">", at, open_), at - 1) + 1
            if start == open_ or reading[1].startswith("sound:"):
                kept.append(html[at : reading.end()])
            else:
                space = start > at and html[start - 1] == " "
                kept += [html[at : start - space], shown(html[start:open_], reading[1])]
            at = reading.end()
        return "".join([*kept, html[at:]])

    return apply


furigana_filter = _reading_filter(lambda word, reading: f"<ruby>{word}<rt>{reading}</rt></ruby>")
kanji_filter = _reading_filter(lambda word, reading: word)
kana_filter = _reading_filter(lambda word, reading: reading)


def _in_formulas(text: str) -> list[tuple[int, int]]:
    """Return where the formulas of a text begin and end."""
    found: list[tuple[int, int]] = []
    start, ends = 0, ""
    for mark in MATH.finditer(text):
        if ends and mark.group() == ends:
            found.append((start, mark.end()))
            ends = ""
        elif not ends and mark.group() in MATH_ENDS:
            start, ends = mark.start(), MATH_ENDS[mark.group()]
    return found


class _Gaps:
    """Draws the gaps of one card: hidden or shown, those of other cards always shown."""

    def __init__(self, number: int, revealed: bool) -> None:
        self._number = number
        self._revealed = revealed

    def text(self, text: str, in_formula: bool = False) -> str:
        formulas = [] if in_formula else _in_formulas(text)
        place = 0

        def show(gap: Gap) -> str:
            nonlocal place
            while place < len(formulas) and formulas[place][1] <= gap.start:
                place += 1
            inside = in_formula or (place < len(formulas) and formulas[place][0] < gap.start)
            return self.gap(gap, inside)

        return replace_gaps(text, show)

    def gap(self, gap: Gap, in_formula: bool = False) -> str:
        """Return one gap; without marks of its own inside a formula, which they would break."""
        asked = self._number in gap.numbers
        hidden = asked and not self._revealed
        if gap.body.startswith(SHAPE):
            return self._shape(gap, asked)
        if hidden:
            body = f"[{gap.hint or ('...' if in_formula else '…')}]"
        else:
            body = self.text(gap.body, in_formula)
        if in_formula:
            return body
        kind = "cloze" if asked else "cloze-inactive"
        return f'<span class="{kind}"{_ordinal(gap)}>{body}</span>'

    def _shape(self, gap: Gap, asked: bool) -> str:
        """Return an area of a picture as an empty block that says what and where it is."""
        kind = "cloze-inactive" if not asked else "cloze-highlight" if self._revealed else "cloze"
        shape, _, rest = gap.body.removeprefix(SHAPE).partition(":")
        said = "".join(
            f' data-{SHAPE_NAMES.get(key, key)}="{escape(ESCAPED.sub(BARE, value))}"'
            for key, value in SHAPE_PART.findall(rest)
        )
        return f'<div class="{kind}"{_ordinal(gap)} data-shape="{escape(shape)}"{said}></div>'


def _ordinal(gap: Gap) -> str:
    numbers = ",".join(map(str, gap.numbers))
    return f' data-ordinal="{numbers}"'


def _asks(text: str, number: int) -> bool:
    return any(number in gap.numbers or _asks(gap.body, number) for gap in gaps(text))


def cloze_filter(number: int, revealed: bool) -> Filter:
    """Return the filter that hides, or shows, the gaps of one card; a field without any is left out."""
    drawn = _Gaps(number, revealed)

    def apply(html: str, name: str = "") -> str:
        return drawn.text(html) if _asks(html, number) else ""

    return apply


def cloze_only_filter(number: int, revealed: bool) -> Filter:
    """Return the filter that leaves nothing but the gaps of one card."""
    drawn = _Gaps(number, revealed)

    def apply(html: str, name: str = "") -> str:
        return ", ".join(drawn.gap(gap) for gap in gaps(html) if number in gap.numbers)

    return apply
