"""A note type while a person changes it: pure steps, each of which gives a new draft."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from desktop.errors import UserError
from desktop.study.kinds import kind
from desktop.study.layout import SPECIAL, faults_at, shows_something
from desktop.study.note import NoteType, Template
from desktop.study.own_types import OWN
from desktop.study.rewording import renamed_in, without

LONGEST_NAME = 100
MOST_FIELDS = 500
MOST_TEMPLATES = 100
NOT_IN_NAMES = '{}:"\n\r\t'
"""Signs that mean something in a template, or in the files that cards travel in."""
MARKS = "#^/!="
"""A name that begins with one of these would be read as a section."""
FIXED = "This note type comes with the app, and decks count on its fields. Make a copy to change them."


class Trouble(NamedTuple):
    """What is wrong with a draft.

    Attributes:
        text: a sentence.
        place: of the template, in the order of the draft; -1 = it is not in a template.
        back: whether it is in its back.
        line: from 1; 0 = in none.
        stops: whether nobody could answer the cards, so that the draft cannot be kept.
    """

    text: str
    place: int = -1
    back: bool = False
    line: int = 0
    stops: bool = False


@dataclass(frozen=True, slots=True)
class TypeDraft:
    """What a note type is to become.

    Attributes:
        fields: names, each with the one it had before; "" = it is new.
        templates: all of them, removed ones too, at their ordinals; those beyond the old ones are new.
        order: their ordinals as a person put them; empty = as they are.
    """

    before: NoteType
    name: str
    fields: tuple[tuple[str, str], ...]
    templates: tuple[Template, ...]
    style: str
    strict: bool
    order: tuple[int, ...] = ()

    @classmethod
    def of(cls, note_type: NoteType) -> TypeDraft:
        """Return a draft that changes nothing."""
        return cls(
            note_type,
            note_type.name,
            tuple((name, name) for name in note_type.fields),
            note_type.templates,
            note_type.style,
            note_type.strict,
            note_type.order,
        )

    # ------------------------------------------------------------------ what it is

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the fields."""
        return tuple(name for name, _ in self.fields)

    @property
    def standing(self) -> tuple[tuple[int, Template], ...]:
        """The templates that make cards, each with its ordinal."""
        return self.note_type.standing

    @property
    def arranged(self) -> tuple[tuple[int, Template], ...]:
        """The templates that make cards, in the order to show them, each with its ordinal."""
        return self.note_type.arranged

    @property
    def note_type(self) -> NoteType:
        """The note type that it would be."""
        return replace(
            self.before,
            name=self.name.strip(),
            fields=self.names,
            templates=self.templates,
            style=self.style,
            strict=self.strict,
            order=self.order,
        )

    @property
    def is_changed(self) -> bool:
        """Whether it differs from what there is."""
        return self != TypeDraft.of(self.before)

    @property
    def renamed(self) -> dict[str, str]:
        """New names by old ones, of the fields that stay under another name."""
        return {old: new for new, old in self.fields if old and new != old}

    @property
    def removed(self) -> tuple[str, ...]:
        """Old names of the fields that go."""
        kept = {old for _, old in self.fields}
        return tuple(name for name in self.before.fields if name not in kept)

    @property
    def added(self) -> tuple[str, ...]:
        """Names of the fields that are new."""
        return tuple(new for new, old in self.fields if not old)

    @property
    def removed_templates(self) -> tuple[int, ...]:
        """Ordinals of the templates that go."""
        old = self.before.templates
        return tuple(
            at for at, each in enumerate(self.templates[: len(old)]) if each.removed and not old[at].removed
        )

    def fields_of(self, fields: Mapping[str, str]) -> dict[str, str]:
        """Return what a note's fields would be."""
        return {name: fields.get(old, "") for name, old in self.fields}

    @property
    def fixed_fields(self) -> str:
        """Why the fields stay as they are; empty where they need not."""
        if self.before.uid in OWN:
            return FIXED
        return ""

    # ------------------------------------------------------------------ fields

    def _may_change(self, name: str) -> None:
        if self.fixed_fields:
            raise UserError(self.fixed_fields)
        if name in kind(self.before.kind).needs:
            raise UserError(f"Cards of this kind need the field “{name}”.", "It can be moved.")

    def with_field(self, name: str) -> TypeDraft:
        """Add a field at the end.

        Raises:
            UserError: the name cannot be one.
        """
        if self.fixed_fields:
            raise UserError(self.fixed_fields)
        if len(self.fields) >= MOST_FIELDS:
            raise UserError(f"A note type has at most {MOST_FIELDS} fields.")
        return replace(self, fields=(*self.fields, (_field_name(name, self.names), "")))

    def with_field_named(self, place: int, name: str) -> TypeDraft:
        """Give a field another name, in the templates too.

        Raises:
            UserError: the name cannot be one, or cards of this kind need the old one.
        """
        now, before = self.fields[place]
        if name.strip() == now:
            return self
        self._may_change(now)
        name = _field_name(name, [each for at, each in enumerate(self.names) if at != place])
        templates = tuple(
            replace(
                each, question=renamed_in(each.question, now, name), answer=renamed_in(each.answer, now, name)
            )
            for each in self.templates
        )
        fields = (*self.fields[:place], (name, before), *self.fields[place + 1 :])
        return replace(self, fields=fields, templates=templates)

    def with_field_at(self, place: int, to: int) -> TypeDraft:
        """Move a field to another place among the fields."""
        if self.fixed_fields:
            raise UserError(self.fixed_fields)
        fields = list(self.fields)
        fields.insert(max(0, min(to, len(fields) - 1)), fields.pop(place))
        return replace(self, fields=tuple(fields))

    def without_field(self, place: int) -> TypeDraft:
        """Remove a field, from the templates too, which show as if it were empty.

        Raises:
            UserError: cards of this kind need it, or it is the only one.
        """
        now = self.names[place]
        self._may_change(now)
        if len(self.fields) == 1:
            raise UserError("A note type has at least one field.")
        templates = tuple(
            replace(each, question=without(each.question, now), answer=without(each.answer, now))
            for each in self.templates
        )
        return replace(self, fields=(*self.fields[:place], *self.fields[place + 1 :]), templates=templates)

    # ------------------------------------------------------------------ templates

    @property
    def one_template(self) -> str:
        """Why there is one template and no more; empty where there may be more."""
        if kind(self.before.kind).text_decides:
            return "Cards of this kind come from the text of the note, so there is one template."
        return ""

    def with_template(self, name: str) -> TypeDraft:
        """Add a template, which asks for the first field from the second.

        Raises:
            UserError: the kind has one template.
        """
        if self.one_template:
            raise UserError(self.one_template)
        if len(self.templates) >= MOST_TEMPLATES:
            raise UserError(f"A note type has at most {MOST_TEMPLATES} templates.")
        asked, told = self.names[min(1, len(self.names) - 1)], self.names[0]
        question = f"{{{{{asked}}}}}"
        answer = f"{{{{FrontSide}}}}\n<hr id=answer>\n{{{{{told}}}}}"
        return replace(self, templates=(*self.templates, Template(name, question, answer)))

    def with_template_changed(
        self,
        ordinal: int,
        *,
        name: str | None = None,
        question: str | None = None,
        answer: str | None = None,
    ) -> TypeDraft:
        """Change a template."""
        old = self.templates[ordinal]
        new = Template(
            old.name if name is None else name,
            old.question if question is None else question,
            old.answer if answer is None else answer,
            old.removed,
        )
        return self._with_template_at(ordinal, new)

    def without_template(self, ordinal: int) -> TypeDraft:
        """Remove a template; a new one is gone for good, one that made cards keeps its place.

        Raises:
            UserError: it is the only one.
        """
        if len(self.standing) == 1:
            raise UserError("A note type has at least one template.")
        if ordinal >= len(self.before.templates):
            order = tuple(each - (each > ordinal) for each in self.order if each != ordinal)
            templates = (*self.templates[:ordinal], *self.templates[ordinal + 1 :])
            return replace(self, templates=templates, order=_order(order))
        return self._with_template_at(ordinal, replace(self.templates[ordinal], removed=True))

    def with_template_moved(self, ordinal: int, step: int) -> TypeDraft:
        """Show a template earlier or later among those that stand; no card changes."""
        shown = [at for at, _ in self.arranged]
        place = shown.index(ordinal)
        shown.insert(max(0, min(place + step, len(shown) - 1)), shown.pop(place))
        gone = [at for at in range(len(self.templates)) if at not in shown]
        return replace(self, order=_order((*shown, *gone)))

    def _with_template_at(self, ordinal: int, template: Template) -> TypeDraft:
        return replace(self, templates=(*self.templates[:ordinal], template, *self.templates[ordinal + 1 :]))

    # ------------------------------------------------------------------ what is wrong

    def troubles(self) -> tuple[Trouble, ...]:
        """Return what is wrong, what stops it first."""
        found = [] if self.name.strip() else [Trouble("The note type needs a name.", stops=True)]
        filled = dict.fromkeys(self.names, "x")
        taken: set[str] = set()
        for place, each in self.standing:
            if not each.name.strip():
                found.append(Trouble("A template needs a name.", place, stops=True))
            elif each.name.strip() in taken:
                found.append(Trouble(f"Two templates are called “{each.name.strip()}”.", place, stops=True))
            taken.add(each.name.strip())
            if not shows_something(each.question, filled):
                text = f"The front of “{each.name}” shows no field, so nobody could answer its cards."
                found.append(Trouble(text, place, stops=True))
            for back, side in enumerate((each.question, each.answer)):
                found += [
                    Trouble(fault.text, place, bool(back), fault.line)
                    for fault in faults_at(side, self.names)
                ]
        return tuple(sorted(found, key=lambda each: (not each.stops, each.place, each.back, each.line)))


def _order(ordinals: tuple[int, ...]) -> tuple[int, ...]:
    """Return an order of ordinals; empty where they are in it anyway."""
    return () if list(ordinals) == sorted(ordinals) else ordinals


def _field_name(name: str, others: Sequence[str]) -> str:
    """Return a name for a field, tidied.

    Raises:
        UserError: it cannot be one.
    """
    name = " ".join(name.split())
    if not name:
        raise UserError("A field needs a name.")
    if len(name) > LONGEST_NAME:
        raise UserError(f"The name of a field has at most {LONGEST_NAME} letters.")
    if found := next((sign for sign in name if sign in NOT_IN_NAMES or not sign.isprintable()), ""):
        raise UserError(f"The name of a field cannot have the sign {found!r} in it.")
    if name[0] in MARKS:
        raise UserError(f"The name of a field cannot begin with “{name[0]}”.")
    if name in SPECIAL:
        raise UserError(f"“{name}” means something else in templates already.")
    if name.casefold() in [each.casefold() for each in others]:
        raise UserError(f"There is a field “{name}” already.")
    return name
