"""What is said about telling sides apart."""

from __future__ import annotations

from desktop.gui.words import tr
from desktop.study.sides import UNKNOWN, Placing, Thing


def things(placing: Placing) -> str:
    """Return what is put on the sides, in the plural."""
    return placing.noun or tr("questions")


def sides(placing: Placing) -> str:
    """Return the names of the sides."""
    return tr(" or ").join(placing.sides)


def readiness(placing: Placing) -> str:
    """Return in a sentence how many things are on the right side, and which two are mixed up most."""
    return " ".join(filter(None, (_placed(placing), _not_asked(placing), _mixed_up(placing))))


def _placed(placing: Placing) -> str:
    values = {"placed": placing.placed, "all": len(placing.things), "things": things(placing)}
    if len(placing.sides) > 2:
        return tr("{placed} of {all} {things} placed right.").format(**values)
    if placing.placed == len(placing.things):
        return tr("All {all} {things} on the right side.").format(**values)
    return tr("{placed} of {all} {things} on the right side.").format(**values)


def _not_asked(placing: Placing) -> str:
    left = len(placing.things) - placing.asked
    return tr("{count} not asked yet.").format(count=left) if left else ""


def _mixed_up(placing: Placing) -> str:
    if not placing.pairs:
        return ""
    one, other, _ = placing.pairs[0]
    return tr("You mix up {one} and {other}.").format(one=one, other=other)


def pairs(placing: Placing) -> str:
    """Return the pairs that are mixed up most; "" = none."""
    if not placing.pairs:
        return ""
    named = [
        tr("{one} and {other} ({times})").format(one=one, other=other, times=often(times))
        for one, other, times in placing.pairs
    ]
    return tr("Mixed up most: {pairs}.").format(pairs="; ".join(named))


def often(times: int) -> str:
    """Return a number of times."""
    return tr("once") if times == 1 else tr("{count} times").format(count=times)


def share(right: int, n: int) -> str:
    """Return how many of how many."""
    return tr("{right} of {n}").format(right=right, n=n) if n else "–"


def _said(thing: Thing) -> list[tuple[str, int]]:
    """Return what was said instead, most often first."""
    return sorted(thing.instead.items(), key=lambda each: (-each[1], each[0]))


def instead(thing: Thing) -> str:
    """Return in short what was said instead of the right side."""
    if not thing.n:
        return tr("Not asked yet")
    return ", ".join(
        tr("{side} {share}").format(side=side or tr("Missed"), share=share(times, thing.n))
        for side, times in _said(thing)
    )


def confusion(thing: Thing) -> str:
    """Return the same in a sentence; "" where nothing was."""
    if not thing.n:
        return tr("Not asked yet.")
    return " ".join(
        (tr("You missed {share}.") if side == UNKNOWN else tr("You said {side} {share}.")).format(
            side=side, share=share(times, thing.n)
        )
        for side, times in _said(thing)
    )


def spoken(thing: Thing) -> str:
    """Return a row as a screen reader says it."""
    placed = tr("{name}, {side}: placed right {share}.").format(
        name=thing.name, side=thing.side, share=share(thing.right, thing.n)
    )
    return f"{placed} {confusion(thing)}".strip()


def nothing() -> str:
    """Return what has to be done so that there is something to say."""
    return tr(
        "Answer some cards first: here you will see what you put on the right side, and what you mix up. It"
        " takes choice cards that share their options, such as Marketing and Sales, or notes with one of a"
        " pair of tags, such as side::marketing and side::sales."
    )
