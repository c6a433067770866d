"""Compares what can be seen of every card of the corpus with what Chromium shows of it, scripts off.

    python -m tests.fidelity [--sheet FILE] [--all]

Prints the share of sides whose visible text is equal in reading order, and the differences by kind.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

from desktop.render.clean import _source, address, named
from desktop.render.page import CLOSING, OPENING
from tests.fidelity import referee
from tests.fidelity.faces import Case, cases, texts

TARGET = 98.0
SHOWN = 4
"""Differences of a kind that are printed."""
SIGNS = re.compile("[▶▼▾•◦▪\u200b\u00ad]")
FORMULA = re.compile(r"\\[()\[\]]|\[/?latex\]|\[/?\$\$?\]|\\(?:begin|end)\{(?:display)?math\}")
SOUND = re.compile(r"\[sound:([^\[\]\n]{1,200})\]")
OPENED = re.compile(f"(?<=[{re.escape(OPENING)}])\ue000")
CLOSED = re.compile(f"\ue001(?=[{re.escape(CLOSING)}])")
MEDIA = re.compile(r"⟦(.*?)⟧|⟪(.*?)⟫", re.DOTALL)


def folded(text: str) -> str:
    return " ".join(SIGNS.sub(" ", FORMULA.sub("", text)).split())


def theirs(text: str) -> str:
    """Return the text that Chromium shows, with our words for what is no text."""
    text = SOUND.sub("\ue000▶\\1\ue001", MEDIA.sub(_media, text))
    return folded(re.sub("[\ue000\ue001]", " ", CLOSED.sub("", OPENED.sub("", text))))


def _media(found: re.Match[str]) -> str:
    source = _source(found[1] or found[2] or "")
    name = named(source) if source.startswith("media:") else address(source)
    sign = "▶" if found[1] is None and source.startswith("media:") else "▧ "
    return f"\ue000{sign}{name}\ue001"


def tight(text: str) -> str:
    return "".join(text.split())


def kind_of(mine: str, right: str) -> str:
    """Return what kind of difference there is."""
    if tight(mine) == tight(right):
        return "only spaces"
    if tight(mine).casefold() == tight(right).casefold():
        return "only case"
    ours, told = Counter(mine.split()), Counter(right.split())
    if ours == told:
        return "order"
    if not ours - told:
        return "we leave out"
    if not told - ours:
        return "we show more"
    return "other words"


def excerpt(mine: str, right: str) -> str:
    """Return the first place at which two texts differ."""
    at = 0
    while at < min(len(mine), len(right)) and mine[at] == right[at]:
        at += 1
    begin = max(0, at - 30)
    return f"    ours   …{mine[begin : at + 90]!r}\n    theirs …{right[begin : at + 90]!r}"


def main() -> int:
    """Compare; return 1 below the target."""
    options = argparse.ArgumentParser(prog="python -m tests.fidelity", description=__doc__)
    options.add_argument("--sheet", type=Path, help="a picture of 60 cards, ours beside Chromium's")
    options.add_argument("--all", action="store_true", help="print every difference")
    chosen = options.parse_args()
    if not referee.CHROMIUM:
        print("Chromium is not installed.")
        return 2
    found = cases()
    if not found:
        print("There is no corpus beside the checkout.")
        return 2
    if chosen.sheet:
        from tests.fidelity.sheet import draw  # needs Qt

        draw(found, chosen.sheet)
        print(f"{chosen.sheet} drawn")
    return 0 if compared(found, sys.maxsize if chosen.all else SHOWN) >= TARGET else 1


def compared(found: list[Case], shown: int) -> float:
    """Print the table; return the share of equal sides in per cent."""
    scenes = [each for each in found if each.face.scenes]
    found = [each for each in found if not each.face.scenes]
    pages = [
        referee.card(html, each.style, each.number) for each in found for html in (each.question, each.answer)
    ]
    told = referee.seen(pages)
    mine = [text for each in found for text in texts(each)]
    faults: dict[str, list[str]] = defaultdict(list)
    equal = 0
    generated = sum("generated text" in each["kinds"] for each in told)
    for place, (our, their) in enumerate(zip(mine, told, strict=True)):
        left, right = folded(our), theirs(their["text"])
        if left == right:
            equal += 1
            continue
        case, side = found[place // 2], ("question", "answer")[place % 2]
        title = f"  {case.name} card {place // 2} {side} [{their['kinds']}]"
        faults[kind_of(left, right)].append(f"{title}\n{excerpt(left, right)}")
    share = 100 * equal / len(mine)
    print(f"{len(found)} cards, {len(mine)} sides; {equal} equal: {share:.1f} % (target {TARGET:.0f} %)")
    print(f"{len(scenes)} cards of image occlusion left out; {generated} sides with text from style sheets")
    for name, all_of in sorted(faults.items(), key=lambda each: -len(each[1])):
        print(f"\n{name}: {len(all_of)}")
        print("\n".join(all_of[:shown]))
    return share


if __name__ == "__main__":
    raise SystemExit(main())
