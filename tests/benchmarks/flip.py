"""Answer key to painted on cards (`own` or `corpus`), the same in a bare browser, compiling; how many cards.

The bare browser gets what the compiler made of both sides, so that it paints the same text. Medians in
milliseconds; nothing is printed where there is no corpus.
"""

from __future__ import annotations

import statistics
import sys
import time

from desktop.render.card_theme import CardTheme
from desktop.render.document import compile_card
from tests.benchmarks import faces
from tests.benchmarks.showing import Screen

cards, find = faces.corpus() if sys.argv[1] == "corpus" else faces.own()
if not cards:
    sys.exit()
compiling = []
for card in cards:
    for html in (card.question, card.answer):
        begin = time.perf_counter()
        compile_card(html, card.style, CardTheme(), number=card.number, drawings=card.drawings)
        compiling.append((time.perf_counter() - begin) * 1000)
screen = Screen(find)
ours, bare = [], []
for card in cards:
    screen.card.ask(card, (), False)
    screen.settle()
    flipped = screen.flip()
    screen.settle()
    shown = [side for side in (screen.card.question, screen.card.answer) if side.isVisible()]
    plain = screen.paint_bare("".join(side.compiled.html for side in shown))
    screen.settle()
    if flipped is not None and plain is not None:
        ours.append(flipped)
        bare.append(plain)
print(statistics.median(ours), statistics.median(bare), statistics.median(compiling), len(ours))
