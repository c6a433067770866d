"""Our note types as Anki draws them. Those that came from a package go back as they came."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from desktop.study.layout import Tag, parts
from desktop.study.note import NoteType, Template

STYLE = """\
.card { font-family: sans-serif; font-size: 20px; line-height: 1.4; text-align: center; }
.cloze { font-weight: bold; color: #2b57c9; }
.nightMode .cloze { color: #8fb0ff; }
.options { display: inline-block; margin: 0.8em auto; text-align: left; white-space: pre-line; }
.accept { white-space: pre-line; font-size: 16px; opacity: 0.7; }
.explanation { font-size: 16px; opacity: 0.8; }
"""
MASKS = """\
#image-occlusion-canvas {
  --inactive-shape-color: #ffeba2; --active-shape-color: #ff8e8e;
  --inactive-shape-border: 1px #212121; --active-shape-border: 1px #212121;
}
"""
OPTIONS = "{{#Options}}<div class=options>{{Options}}</div>{{/Options}}"
TYPING = "<div>{{type:Answer}}</div>"
ACCEPT = "{{#Accept}}<div class=accept>{{Accept}}</div>{{/Accept}}"
PICTURE = """\
{{#Header}}<div>{{Header}}</div>{{/Header}}
<div style="display: none">{{cloze:Occlusion}}</div>
<div id="err"></div>
<div id="image-occlusion-container">{{Image}}<canvas id="image-occlusion-canvas"></canvas></div>
<script>
try { anki.imageOcclusion.setup(); }
catch (error) { document.getElementById("err").textContent = "This image needs Anki 23.10 or newer."; }
</script>
"""
UNDER_PICTURE = """\
{{#Back Extra}}<div>{{Back Extra}}</div>{{/Back Extra}}
{{#Comments}}<div>{{Comments}}</div>{{/Comments}}
"""
CANVAS = "image-occlusion-canvas"
OCCLUSION = 6
"""What Anki calls its own kind of note for images with hidden areas."""
ANSWER = re.compile(r"\{\{\s*Answer\s*\}\}")


class Dressed(NamedTuple):
    """A note type for Anki.

    Attributes:
        cloze: whether cards come from the numbers of gaps.
        stock: number of Anki's own kind that it is one of; 0 = none.
    """

    fields: tuple[str, ...]
    templates: tuple[Template, ...]
    style: str
    cloze: bool
    stock: int = 0


def dressed(note_type: NoteType) -> Dressed:
    """Return a note type as Anki draws it. Templates that were removed keep their place and make no card."""
    note_type = replace(note_type, templates=tuple(_kept(note_type)))
    style = note_type.style or STYLE
    if note_type.kind == "occlusion":
        return _occlusion(note_type, style)
    made = note_type.templates
    if note_type.kind == "choice" and "Options" in note_type.fields:
        made = tuple(_with_options(each) for each in made)
    elif note_type.kind == "typed" and "Answer" in note_type.fields:
        made = tuple(_with_typing(each, "Accept" in note_type.fields) for each in made)
    return Dressed(note_type.fields, made, style, note_type.kind == "cloze")


def _kept(note_type: NoteType) -> Iterator[Template]:
    """Yield the templates at their places, each with a name of its own."""
    field, names = note_type.fields[0], [each.name for _, each in note_type.standing]
    for each in note_type.templates:
        if not each.removed:
            yield each
            continue
        name = each.name
        while name in names:
            name += "+"
        names.append(name)
        never = f"{{{{#{field}}}}}{{{{^{field}}}}}{{{{{field}}}}}{{{{/{field}}}}}{{{{/{field}}}}}"
        yield Template(name, never, each.answer)


def _occlusion(note_type: NoteType, style: str) -> Dressed:
    asked = note_type.templates[0]
    if CANVAS not in asked.question and {"Occlusion", "Image"} <= set(note_type.fields):
        asked = Template(asked.name, PICTURE, PICTURE + UNDER_PICTURE)
        style = MASKS + style
    is_native = CANVAS in asked.question
    return Dressed(note_type.fields, (asked, *note_type.templates[1:]), style, True, OCCLUSION * is_native)


def _shows(template: str, name: str) -> bool:
    return any(isinstance(part, Tag) and part.name == name for part in parts(template))


def _with_options(template: Template) -> Template:
    if _shows(template.question, "Options"):
        return template
    return Template(template.name, template.question + OPTIONS, template.answer)


def _with_typing(template: Template, accepts: bool) -> Template:
    if any(isinstance(part, Tag) and "type" in part.filters for part in parts(template.question)):
        return template
    answer = ANSWER.sub(
        TYPING + (ACCEPT if accepts else ""), template.answer.replace("{{FrontSide}}", template.question)
    )
    return Template(template.name, template.question + TYPING, answer)
