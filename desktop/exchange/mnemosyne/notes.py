"""Facts of Mnemosyne become notes, its card types note types. Every card there has its card here."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from desktop.exchange.making import NOTE_TYPES
from desktop.exchange.mnemosyne import texts
from desktop.exchange.mnemosyne.learning import schedule_of
from desktop.exchange.mnemosyne.model import ANKI, CLOZE, SENTENCE, UNTAGGED, Card, CardType, Source, View
from desktop.study.incoming import CardState, IncomingNote, Skipped
from desktop.study.kinds import kind
from desktop.study.note import NAMESPACE, Note, NoteType, Template, as_plain, derived

NOT_IN_NAMES = re.compile(r"[{}:\"#^/\s]+")
AROUND = re.compile(r"\$(?:\{(\w+)\}|(\w+))")
SHOWN = 200
OURS = {"1": "basic", "2": "reversed"}
"""Built-in types for which the app has its own."""

Way = Callable[[str, Mapping[str, str], list[Card], CardType], Iterator[IncomingNote]]


class Maker:
    """Makes notes of all that a file holds.

    Args:
        source: the file.
        deck: path of the deck.
    """

    def __init__(self, source: Source, deck: tuple[str, ...]) -> None:
        self._source = source
        self._deck = deck
        self._types: dict[str, NoteType] = {}
        self.skipped: list[Skipped] = []
        self.warnings: list[str] = []

    def __call__(self) -> Iterator[IncomingNote]:
        """Yield the notes; what stays out, and what should be known, is told in the lists."""
        self.skipped += self._source.skipped
        self.warnings += self._source.warnings
        for fact, fields in self._source.facts.items():
            if cards := self._source.cards.get(fact):
                yield from self._notes(fact, fields, cards)
            else:
                self._skip(fields, "it is a note without a card")
        for fact in self._source.cards.keys() - self._source.facts.keys():
            self.skipped += [
                Skipped(0, "it is a card whose note is not in the file", each.uid[:SHOWN])
                for each in self._source.cards[fact]
            ]

    def _skip(self, fields: Mapping[str, str], reason: str) -> None:
        self.skipped.append(Skipped(0, reason, " | ".join(fields.values())[:SHOWN]))

    def _warn(self, sentence: str) -> None:
        if sentence not in self.warnings:
            self.warnings.append(sentence)

    def _notes(self, fact: str, fields: Mapping[str, str], cards: list[Card]) -> Iterator[IncomingNote]:
        if any(texts.PARTIAL_SOUND.search(text) for text in fields.values()):
            self._warn("Sounds that were to play in part play from their beginning to their end.")
        card_type = self._source.types.get(cards[0].type)
        if card_type is None or not card_type.fields or not card_type.views:
            self._warn(
                f"The card type “{cards[0].type}” is not in the file: its notes are asked as plain ones."
            )
            card_type = _guessed(cards[0].type, fields, cards)
        makers: Mapping[str, Way] = {
            CLOZE: self._with_gaps,
            SENTENCE: self._sentence,
            ANKI: self._anki,
        }
        way = makers.get(card_type.base, self._by_views)
        yield from way(fact, fields, cards, card_type)

    # ------------------------------------------------------------------ one way for each family of types

    def _by_views(
        self, fact: str, fields: Mapping[str, str], cards: list[Card], card_type: CardType
    ) -> Iterator[IncomingNote]:
        note_type = self._type(card_type)
        shown = {
            name: texts.html_of(fields.get(key, ""))
            for (key, _), name in zip(card_type.fields, note_type.fields, strict=False)
        }
        yield from self._made(fact, fields, note_type, shown, self._viewed(cards, card_type))

    def _with_gaps(
        self, fact: str, fields: Mapping[str, str], cards: list[Card], card_type: CardType
    ) -> Iterator[IncomingNote]:
        gapped = card_type.fields[0][0]
        note_type = NOTE_TYPES["cloze"] if card_type.uid == CLOZE else self._cloze_type(card_type)
        shown = {
            name: texts.with_gaps(fields.get(key, ""))
            if key == gapped
            else texts.html_of(fields.get(key, ""))
            for (key, _), name in zip(card_type.fields, note_type.fields, strict=False)
        }
        places = [(_gap(card, place), card) for place, card in enumerate(cards)]
        yield from self._made(fact, fields, note_type, shown, places)

    def _sentence(
        self, fact: str, fields: Mapping[str, str], cards: list[Card], card_type: CardType
    ) -> Iterator[IncomingNote]:
        """Make two notes: the whole sentence, and the sentence with gaps. They are kept apart by a topic.

        A sentence that is one gap as a whole is asked for by its meaning, as a word is.
        """
        key = card_type.fields[0][0]
        first = card_type.views[0].uid
        whole = [card for card in cards if card.view == first]
        gapped = [card for card in cards if card.view != first]
        text = fields.get(key, "").strip()
        plain = {**fields, key: texts.BRACKET.sub(lambda found: found[1].partition(":")[0], text)}
        if texts.BRACKET.fullmatch(text) and len(list(texts.brackets(text))) == 1:
            words = replace_views(card_type, self._source.types["3"].views)
            views = [(0, card) for card in whole] + [(1, card) for card in gapped]
            note_type = self._type(words)
            shown = {
                name: texts.html_of(plain.get(key, ""))
                for (key, _), name in zip(card_type.fields, note_type.fields, strict=False)
            }
            yield from self._made(fact, fields, note_type, shown, views)
            return
        topic = f"mnemosyne {fact}"
        if whole:
            only = replace_views(card_type, card_type.views[:1])
            for each in self._by_views(fact, plain, whole, only):
                yield each._replace(note=replace(each.note, topic=topic))
        if gapped:
            for each in self._with_gaps(f"{fact} gaps", fields, gapped, card_type):
                yield each._replace(note=replace(each.note, topic=topic))

    def _anki(
        self, fact: str, fields: Mapping[str, str], cards: list[Card], card_type: CardType
    ) -> Iterator[IncomingNote]:
        """Make a note of a type that Mnemosyne had taken from Anki: its templates stand in the views."""
        names = _names(card_type)
        templates = tuple(
            Template(view.name, str(view.extra.get("qfmt", "")), str(view.extra.get("afmt", "")))
            for view in card_type.views
        )
        is_cloze = card_type.extra.get("type") == 1
        key = "\x1f".join([card_type.uid, *names, "", *(each.name for each in templates)])
        style = str(card_type.extra.get("css", ""))
        note_type = NoteType(
            derived(NAMESPACE, f"mnemosyne type {key}"),
            card_type.name,
            "cloze" if is_cloze else "basic",
            names,
            templates,
            style,
        )
        shown = {
            name: fields.get(key, "") for (key, _), name in zip(card_type.fields, names, strict=True)
        }  # HTML of Anki as it stands
        by_view = dict(self._viewed(cards, card_type)) if not is_cloze else {}
        places = {id(card): place for place, card in by_view.items()}
        ordinals = [(_ordinal(card, places.get(id(card), place)), card) for place, card in enumerate(cards)]
        yield from self._made(fact, fields, note_type, shown, ordinals)

    # ------------------------------------------------------------------ what they share

    def _viewed(self, cards: list[Card], card_type: CardType) -> list[tuple[int, Card]]:
        places = {view.uid: place for place, view in enumerate(card_type.views)}
        for card in cards:
            if card.view not in places:
                self.skipped.append(
                    Skipped(0, "it is a card of a view that is not in the file", card.uid[:SHOWN])
                )
        return [(places[card.view], card) for card in cards if card.view in places]

    def _made(
        self,
        fact: str,
        fields: Mapping[str, str],
        note_type: NoteType,
        shown: Mapping[str, str],
        cards: list[tuple[int, Card]],
    ) -> Iterator[IncomingNote]:
        if not any(shown.values()):
            self._skip(fields, "its fields are empty")
            return
        made = kind(note_type.kind).ordinals(note_type, shown)
        states: dict[int, CardState] = {}
        for place, card in cards:
            if place in made:
                states.setdefault(place, _state(place, card))
            else:
                self.skipped.append(
                    Skipped(
                        0, "it is a card with nothing to ask", as_plain(" | ".join(shown.values()))[:SHOWN]
                    )
                )
        tags = dict.fromkeys(tag for _, card in cards for tag in card.tags if tag and tag != UNTAGGED)
        created = min((card.created for _, card in cards if card.created > 0), default=0)
        modified = max((card.modified for _, card in cards), default=0)
        note = Note(derived(NAMESPACE, f"mnemosyne note {fact}"), note_type, shown, tuple(tags))
        yield IncomingNote(
            note,
            self._deck,
            cards=tuple(states[place] for place in sorted(states)),
            created_ms=created * 1000 or None,
            modified_ms=modified * 1000 if modified > 0 else None,
        )

    def _type(self, card_type: CardType) -> NoteType:
        """Return the note type that draws a card type by its views."""
        if card_type.uid in OURS:
            return NOTE_TYPES[OURS[card_type.uid]]
        names = _names(card_type)
        by_key = {key: name for (key, _), name in zip(card_type.fields, names, strict=True)}
        if any(view.typed for view in card_type.views):
            self._warn(f"Answers of “{card_type.name}” were typed there; here they are thought.")
        templates = tuple(_template(view, by_key) for view in card_type.views)
        return self._kept(card_type, "basic", names, templates)

    def _cloze_type(self, card_type: CardType) -> NoteType:
        names = _names(card_type)
        below = "".join(_shown(name) for name in names[1:])
        text = f"{{{{cloze:{names[0]}}}}}"
        return self._kept(card_type, "cloze", names, (Template("Gap", text, text + below),))

    def _kept(
        self, card_type: CardType, key: str, names: tuple[str, ...], templates: tuple[Template, ...]
    ) -> NoteType:
        told = "\x1f".join([card_type.uid, *names, "", *(each.name for each in templates)])
        if told not in self._types:
            uid = derived(NAMESPACE, f"mnemosyne type {told}")
            self._types[told] = NoteType(uid, card_type.name, key, names, templates)
        return self._types[told]


def replace_views(card_type: CardType, views: tuple[View, ...]) -> CardType:
    """Return a card type that is drawn otherwise."""
    return card_type._replace(views=views)


def _names(card_type: CardType) -> tuple[str, ...]:
    """Return names of fields that a template can use, none of them twice."""
    made: list[str] = []
    for key, title in card_type.fields:
        name = NOT_IN_NAMES.sub(" ", title).strip() or NOT_IN_NAMES.sub(" ", key).strip() or "Field"
        other, number = name, 1
        while other in made:
            number += 1
            other = f"{name} {number}"
        made.append(other)
    return tuple(made)


def _shown(name: str) -> str:
    return f"{{{{#{name}}}}}<div>{{{{{name}}}}}</div>{{{{/{name}}}}}"


def _template(view: View, names: Mapping[str, str]) -> Template:
    def side(keys: tuple[str, ...], around: Mapping[str, str]) -> str:
        parts = []
        for key in keys:
            if name := names.get(key):
                text = f"{{{{{name}}}}}"
                if key in around:
                    text = AROUND.sub(
                        lambda found: (
                            f"{{{{{names[found[1] or found[2]]}}}}}"
                            if (found[1] or found[2]) in names
                            else found[0]
                        ),
                        around[key].replace("{{", "").replace("}}", ""),
                    )
                parts.append(f"{{{{#{name}}}}}<div>{text}</div>{{{{/{name}}}}}")
        return "".join(parts)

    question = side(view.question, view.question_around)
    answer = side(view.answer, view.answer_around)
    return Template(view.name, question, answer if view.replaces else "{{FrontSide}}<hr id=answer>" + answer)


def _guessed(uid: str, fields: Mapping[str, str], cards: list[Card]) -> CardType:
    """Return a type for a note whose own is unknown: the first field asks for the others."""
    keys = tuple(fields)
    views = dict.fromkeys(card.view for card in cards)
    return CardType(
        f"?::{uid}",
        uid,
        tuple((key, key) for key in keys),
        tuple(View(view, view, keys[:1], keys[1:]) for view in views),
    )


def _gap(card: Card, place: int) -> int:
    index = card.extra.get("index")
    return index if isinstance(index, int) and 0 <= index < 10_000 else place


def _ordinal(card: Card, place: int) -> int:
    index = card.extra.get("ord")
    return index if isinstance(index, int) and 0 <= index < 10_000 else place


def _state(place: int, card: Card) -> CardState:
    return CardState(
        place, suspended=card.is_inactive, schedule=schedule_of(card.learning), reviews=card.reviews
    )
