"""Telling the sides apart: what was put on the right side, and what is mixed up.

*Sides* are options that several choice cards share, such as Marketing and Sales; where a deck has none,
the two tags of a pair such as ``side::sales`` and ``side::marketing``. *Things* are what is put on them: what
a group of tags names, such as ``functions::public-relations``, where the cards of each tag belong on one
side; else the questions themselves.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations, zip_longest
from typing import NamedTuple

LATEST = 5
"""Answers of a thing that count."""
SLIPS = 5
"""A thing is on the right side where at most one in so many answers was wrong."""
FEWEST = 3
"""Cards that share their options, so that these are sides."""
MOST_PAIRS = 3
DRILL = 12
"""Cards that take about two minutes."""
UNKNOWN = ""
"""The side of an answer that was wrong, where it was not said which side was meant."""


class Asked(NamedTuple):
    """A card. All texts are plain.

    Attributes:
        tags: of its note.
        options: to choose from; none where it is not a choice.
        answers: that are right, the usual one first.
        ready: whether it was met and is not suspended, so that it can be practiced.
    """

    card: int
    question: str
    tags: tuple[str, ...]
    options: tuple[str, ...]
    answers: tuple[str, ...]
    ready: bool = True


class Said(NamedTuple):
    """An answer that stands, in study or in practice.

    Attributes:
        chosen: the option or the words, as plain text; "" where nothing was chosen or typed.
        passed: whether its grade was a pass.
    """

    card: int
    at_ms: int
    chosen: str
    passed: bool = True


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that belongs on one side.

    Attributes:
        n: its latest answers, at most LATEST.
        right: those that put it on its side.
        instead: how many put it on which other side.
        cards: that ask for its side.
    """

    name: str
    side: str
    n: int
    right: int
    instead: Mapping[str, int]
    cards: tuple[int, ...]

    @property
    def is_placed(self) -> bool:
        """Whether it is put on the right side, as good as always."""
        return self.n > 0 and (self.n - self.right) * SLIPS <= self.n


class Pair(NamedTuple):
    """Two things that are mixed up: each was put on the other's side, or one was named for the other."""

    one: str
    other: str
    times: int


@dataclass(frozen=True, slots=True)
class Placing:
    """How well the things of some sides are told apart.

    Attributes:
        sides: their names.
        noun: what the things are called, such as "functions"; "" = they are questions.
        things: those of the first side first, by their names.
        pairs: the worst first, at most MOST_PAIRS.
        drill: cards to practice: of the pairs, and of what is not on its side; at most DRILL.
    """

    sides: tuple[str, ...]
    noun: str
    things: tuple[Thing, ...]
    pairs: tuple[Pair, ...]
    drill: tuple[int, ...]

    @property
    def asked(self) -> int:
        """Things that were asked for."""
        return sum(thing.n > 0 for thing in self.things)

    @property
    def placed(self) -> int:
        """Things that are on the right side."""
        return sum(thing.is_placed for thing in self.things)

    @property
    def n(self) -> int:
        """Answers that count."""
        return sum(thing.n for thing in self.things)

    def on(self, side: str) -> tuple[Thing, ...]:
        """Return the things of a side."""
        return tuple(thing for thing in self.things if thing.side == side)


def head(tag: str) -> str:
    """Return the group that a tag is in; "" = none."""
    return tag.rpartition("::")[0]


def readable(tag: str) -> str:
    """Return the last part of a tag as a name for people."""
    last = tag.rpartition("::")[2].replace("-", " ").replace("_", " ").strip()
    return last[:1].upper() + last[1:]


def by_options(cards: Iterable[Asked], said: Iterable[Said]) -> tuple[Placing, ...]:
    """Return how well the things of every set of options are told apart, the one with most answers first."""
    known, answers = _known(cards, said)
    return _most_first(
        _by_options(sides, members, known, answers) for sides, members in _option_sets(known.values())
    )


def by_tags(cards: Iterable[Asked], said: Iterable[Said]) -> tuple[Placing, ...]:
    """Return the same for every pair of tags."""
    known, answers = _known(cards, said)
    return _most_first(_by_tag(group, known, answers) for group in _pairs_of_tags(known.values()))


def _known(cards: Iterable[Asked], said: Iterable[Said]) -> tuple[dict[int, Asked], Mapping[int, list[Said]]]:
    known = {card.card: card for card in cards}
    answers: dict[int, list[Said]] = defaultdict(list)
    for each in said:
        if each.card in known:
            answers[each.card].append(each)
    return known, answers


def _most_first(found: Iterable[Placing]) -> tuple[Placing, ...]:
    return tuple(sorted((each for each in found if each.n), key=lambda each: (-each.n, each.sides)))


def _option_sets(cards: Iterable[Asked]) -> list[tuple[tuple[str, ...], list[Asked]]]:
    """Return the options that enough cards share, where more than one of them is right, and these cards."""
    sets: dict[frozenset[str], list[Asked]] = defaultdict(list)
    for card in cards:
        if card.options and card.answers and card.answers[0] in card.options:
            sets[frozenset(card.options)].append(card)
    return [
        (min(card.options for card in members), members)
        for members in sets.values()
        if len(members) >= FEWEST and len({card.answers[0] for card in members}) > 1
    ]


def _by_options(
    sides: tuple[str, ...],
    members: list[Asked],
    known: Mapping[int, Asked],
    answers: Mapping[int, list[Said]],
) -> Placing:
    right = {card.card: card.answers[0] for card in members}
    said = {
        card: [(each.at_ms, each.chosen) for each in answers.get(card, ()) if each.chosen in sides]
        for card in right
    }
    return _placing(sides, right, said, known, answers)


def _pairs_of_tags(cards: Iterable[Asked]) -> list[str]:
    """Return the groups that hold two tags, where no card has both."""
    groups: dict[str, set[str]] = defaultdict(set)
    both = set()
    for card in cards:
        seen = Counter(head(tag) for tag in card.tags if head(tag))
        both |= {group for group, times in seen.items() if times > 1}
        for tag in card.tags:
            groups[head(tag)].add(tag)
    return sorted(group for group, tags in groups.items() if group and len(tags) == 2 and group not in both)


def _by_tag(group: str, known: Mapping[int, Asked], answers: Mapping[int, list[Said]]) -> Placing:
    right = {card.card: readable(tag) for card in known.values() for tag in card.tags if head(tag) == group}
    side_of = _unlike((_folded(text), right[card]) for card in right for text in known[card].answers)

    def side(card: int, each: Said) -> str:
        if each.passed:
            return right[card]
        meant = side_of.get(_folded(each.chosen), UNKNOWN)
        return UNKNOWN if meant == right[card] else meant

    said = {card: [(each.at_ms, side(card, each)) for each in answers.get(card, ())] for card in right}
    return _placing(tuple(sorted(set(right.values()))), right, said, known, answers)


def _placing(
    sides: tuple[str, ...],
    right: Mapping[int, str],
    said: Mapping[int, Sequence[tuple[int, str]]],
    known: Mapping[int, Asked],
    answers: Mapping[int, list[Said]],
) -> Placing:
    """Put together what was said about cards, given the right side of each."""
    group = _naming(right, known)
    named: dict[str, list[int]] = defaultdict(list)
    for card in right:
        for tag in known[card].tags if group else ():
            if head(tag) == group:
                named[readable(tag)].append(card)
        if not group:
            named[known[card].question].append(card)
    things = [_thing(name, right[cards[0]], cards, said) for name, cards in named.items()]
    things.sort(key=lambda thing: (sides.index(thing.side), thing.name.casefold(), thing.name))
    pairs = _mixed_up(things, _taken_for(group, known, answers)) if group else ()
    return Placing(
        sides,
        readable(group).lower(),
        tuple(things),
        pairs,
        _drill(things, pairs, known, said),
    )


def _naming(right: Mapping[int, str], known: Mapping[int, Asked]) -> str:
    """Return the group of tags that names most things, the cards of each tag being on one side; "" = none."""
    sides: dict[str, set[str]] = defaultdict(set)
    for card, side in right.items():
        for tag in known[card].tags:
            sides[tag].add(side)
    groups: dict[str, list[str]] = defaultdict(list)
    for tag in sides:
        groups[head(tag)].append(tag)
    fit = {
        group: len(tags)
        for group, tags in groups.items()
        if group and all(len(sides[tag]) == 1 for tag in tags) and len(tags) > len(set(right.values()))
    }
    return min(fit, key=lambda group: (-fit[group], group), default="")


def _thing(
    name: str, side: str, cards: Sequence[int], said: Mapping[int, Sequence[tuple[int, str]]]
) -> Thing:
    latest = sorted(chain.from_iterable(said[card] for card in cards), reverse=True)[:LATEST]
    instead = Counter(chosen for _, chosen in latest if chosen != side)
    return Thing(name, side, len(latest), len(latest) - instead.total(), dict(instead), tuple(sorted(cards)))


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _unlike(told: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return what each text stands for; texts that stand for several are left out."""
    found: dict[str, set[str]] = defaultdict(set)
    for text, meant in told:
        found[text].add(meant)
    return {text: next(iter(meant)) for text, meant in found.items() if text and len(meant) == 1}


def _taken_for(
    group: str, known: Mapping[int, Asked], answers: Mapping[int, list[Said]]
) -> Counter[tuple[str, str]]:
    """Return how often one thing was named where another was asked for, of the latest answers of each."""
    of_card = {
        card.card: names[0]
        for card in known.values()
        for names in ([readable(tag) for tag in card.tags if head(tag) == group],)
        if len(names) == 1
    }
    meant = _unlike(
        chain(
            ((_folded(text), name) for card, name in of_card.items() for text in known[card].answers),
            ((_folded(name), name) for name in of_card.values()),
        )
    )
    named: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for card, name in of_card.items():
        for each in answers.get(card, ()):
            if _folded(each.chosen) in meant:
                named[name].append((each.at_ms, meant[_folded(each.chosen)]))
    return Counter(
        (min(name, other), max(name, other))
        for name, latest in named.items()
        for _, other in sorted(latest, reverse=True)[:LATEST]
        if other != name
    )


def _mixed_up(things: Sequence[Thing], taken: Mapping[tuple[str, str], int]) -> tuple[Pair, ...]:
    found = Counter({pair: times for pair, times in taken.items() if set(pair) <= {t.name for t in things}})
    slipped = [thing for thing in things if thing.instead]
    for one, other in combinations(slipped, 2):
        crossed = min(one.instead.get(other.side, 0), other.instead.get(one.side, 0))
        if one.side != other.side and crossed:
            found[min(one.name, other.name), max(one.name, other.name)] += crossed
    wrong = {thing.name: thing.n - thing.right for thing in things}
    ranked = sorted(found, key=lambda pair: (-found[pair], -sum(wrong[name] for name in pair), pair))
    return tuple(Pair(*pair, found[pair]) for pair in ranked[:MOST_PAIRS])


def _drill(
    things: Sequence[Thing],
    pairs: Sequence[Pair],
    known: Mapping[int, Asked],
    said: Mapping[int, Sequence[tuple[int, str]]],
) -> tuple[int, ...]:
    """Return cards of what is mixed up, the things in turn; where nothing is, of all that were asked for.

    Of each thing those come first that were asked for longest ago.
    """
    astray = sorted(
        (each for each in things if each.n and not each.is_placed), key=lambda each: each.right - each.n
    )
    wanted = dict.fromkeys([name for pair in pairs for name in pair[:2]] + [thing.name for thing in astray])
    if not wanted:
        wanted = dict.fromkeys(thing.name for thing in things if thing.n)
    cards = {
        thing.name: sorted(
            (card for card in thing.cards if known[card].ready),
            key=lambda card: (max((at_ms for at_ms, _ in said[card]), default=0), card),
        )
        for thing in things
    }
    turns = zip_longest(*(cards[name] for name in wanted))
    found = dict.fromkeys(card for turn in turns for card in turn if card is not None)
    return tuple(found)[:DRILL]
