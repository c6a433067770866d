from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from desktop.errors import DeckFileError
from desktop.exchange.deck_file import KIND_KEYS, OPTIONAL, deck_uid, read
from desktop.study.kinds import KINDS, kind
from desktop.study.note import DraftDeck, DraftNote, Note, derived

Write = Callable[[str | bytes], Path]

HEAD = """\
format = 1
id = "birds"
name = "Birds"
version = 3
description = "What lives in the garden."
"""

VALID = (
    HEAD
    + '''\
source = "Walks"  # "quoted" in a comment

[[section]]
name = "Songs"

[[section.note]]
key = "wren"
kind = "basic"
question = "Small & loud: which bird is < 10 g?"
answer = """
The wren,
Troglodytes."""
explanation = 'It weighs "9 g".'
covers = ["B1"]
topic = "small"
tags = ["song", "size"]

[[ section . note ]]  # spaces are fine
  key = "owl"
  kind = "cloze"
  text = "The {{c1::owl::night}} eats {{c2::mice}}."

[[section]]
name = "Colors"
[[section.note]]
key = "robin"
kind = "choice"
question = "What color is a robin's breast?"
options = [
  "Red",  # the right one
  "Blue & white",
]
answer = "Red"
[[section.note]]
key = "jay"
kind = "typed"
question = "Which bird hides acorns?"
answer = "jay"
accept = ["the jay", "J & J"]
'''
)


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def save(text: str | bytes) -> Path:
        file = tmp_path / "birds.toml"
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return file

    return save


def line_of(text: str, mark: str) -> int:
    """Return the line that a mark stands on."""
    return text[: text.index(mark)].count("\n") + 1


def refusal(file: Path) -> str:
    with pytest.raises(DeckFileError) as refused:
        read(file)
    return refused.value.message


def test_a_valid_file_gives_its_notes_exactly(write: Write) -> None:
    deck = deck_uid("birds")

    def note(
        key: str, chosen: str, fields: dict[str, str], tags: tuple[str, ...] = (), topic: str = ""
    ) -> Note:
        return Note(derived(deck, f"note {key}"), kind(chosen).note_type, fields, tags, topic)

    assert read(write(VALID)) == DraftDeck(
        uid=deck,
        name="Birds",
        version=3,
        description="What lives in the garden.\nWalks",
        notes=(
            DraftNote(
                note(
                    "wren",
                    "basic",
                    {
                        "Question": "Small &amp; loud: which bird is &lt; 10 g?",
                        "Answer": "The wren,<br>Troglodytes.",
                        "Explanation": 'It weighs "9 g".',
                    },
                    ("song", "size"),
                    f"{deck.hex[:8]} small",
                ),
                ("Songs",),
            ),
            DraftNote(
                note(
                    "owl", "cloze", {"Text": "The {{c1::owl::night}} eats {{c2::mice}}.", "Explanation": ""}
                ),
                ("Songs",),
            ),
            DraftNote(
                note(
                    "robin",
                    "choice",
                    {
                        "Question": "What color is a robin's breast?",
                        "Options": "Red\nBlue &amp; white",
                        "Answer": "Red",
                        "Explanation": "",
                    },
                ),
                ("Colors",),
            ),
            DraftNote(
                note(
                    "jay",
                    "typed",
                    {
                        "Question": "Which bird hides acorns?",
                        "Answer": "jay",
                        "Accept": "the jay\nJ &amp; J",
                        "Explanation": "",
                    },
                ),
                ("Colors",),
            ),
        ),
    )


def test_the_identity_of_a_note_is_the_same_on_every_computer(write: Write) -> None:
    assert read(write(VALID)).notes[0].note.uid == UUID("49925fc7-7c55-509f-826d-dc6874a0092d")


@pytest.mark.parametrize(
    "changed",
    [
        VALID.replace("\n", "\r\n").encode(),
        b"\xef\xbb\xbf" + VALID.encode(),
        (VALID + "\n\n# the end").encode(),
    ],
    ids=["lines that end as on Windows", "byte order mark", "no line end at the end"],
)
def test_how_an_editor_saves_a_file_does_not_matter(write: Write, changed: bytes) -> None:
    assert read(write(changed)) == read(write(VALID))


def test_notes_may_be_written_as_inline_tables(write: Write) -> None:
    text = (
        HEAD + '[[section]]\nname = "S"\nnote = [{key = "a", kind = "basic", question = "q", answer = "b"}]\n'
    )

    assert read(write(text)).notes[0].note.fields["Answer"] == "b"


def changed(old: str, new: str) -> str:
    assert VALID.count(old) == 1, old
    return VALID.replace(old, new)


MISTAKES = {
    "a key is missing": (changed('answer = "jay"\n', ""), '[[section.note]]\nkey = "jay"', "needs 'answer'"),
    "a note has no kind": (changed('kind = "typed"\n', ""), '[[section.note]]\nkey = "jay"', "needs 'kind'"),
    "a note has no key": (changed('key = "robin"\n', ""), '[[section.note]]\nkind = "choice"', "needs 'key'"),
    "a key is unknown": (changed('answer = "jay"', 'anwser = "jay"'), "anwser", "no 'anwser'"),
    "a key belongs to another kind": (
        changed('accept = ["the jay"', 'options = ["the jay"'),
        'options = ["the',
        "typed note has no 'options'",
    ),
    "a kind is unknown": (
        changed('kind = "cloze"', 'kind = "clozes"'),
        'kind = "clozes"',
        "'clozes' is not one",
    ),
    "a kind is no text": (changed('kind = "cloze"', "kind = [1]"), "kind = [1]", "[1] is not one"),
    "a text is a number": (changed('answer = "jay"', "answer = 5"), "answer = 5", "'answer' must be a text"),
    "a text is blank": (changed('answer = "jay"', 'answer = " "'), 'answer = " "', "'answer' must be a text"),
    "a list is a text": (
        changed('tags = ["song", "size"]', 'tags = "song"'),
        'tags = "song"',
        "'tags' must be a list of texts",
    ),
    "a list holds a number": (
        changed('tags = ["song", "size"]', "tags = [1]"),
        "tags = [1]",
        "'tags' must be a list of texts",
    ),
    "a list holds a blank": (
        changed('["the jay", "J & J"]', '["the jay", ""]'),
        "accept",
        "'accept' must be a list of texts",
    ),
    "the answer is no option": (
        changed('answer = "Red"', 'answer = "red"'),
        'answer = "red"',
        "'red' is not one of the options",
    ),
    "there is one option": (changed('  "Blue & white",\n', ""), "options = [", "2 to 9 different options"),
    "two options are the same": (
        changed('"Blue & white"', '"Red "'),
        "options = [",
        "2 to 9 different options",
    ),
    "a cloze has no gap": (
        changed("{{c1::owl::night}} eats {{c2::mice}}", "owl"),
        "text = ",
        "no gap such as {{c1::word}}",
    ),
    "a gap is empty": (changed("{{c2::mice}}", "{{c2::}}"), "text = ", "hides nothing"),
    "a gap has number zero": (changed("{{c2::mice}}", "{{c0::mice}}"), "text = ", "the number 0"),
    "a key stands twice in a note": (
        changed('answer = "jay"', 'answer = "jay"\nanswer = "magpie"'),
        'answer = "magpie"',
        "not valid TOML",
    ),
    "a bracket is open": (changed('["the jay", "J & J"]', '["the jay"'), "\x00", "not valid TOML"),
    "a section has no name": (
        changed('name = "Colors"\n', ""),
        "[[section]]\n[[section",
        "a section needs a name",
    ),
    "a section has an unknown key": (
        changed('name = "Colors"', 'name = "Colors"\ncolor = 1'),
        "color = 1",
        "a section has no 'color'",
    ),
    "the deck has an unknown key": (
        changed("version = 3", "version = 3\nlang = 1"),
        "lang = 1",
        "unknown key 'lang'",
    ),
    "the deck has no name": (changed('name = "Birds"\n', ""), "format", "the deck needs 'name'"),
    "the name is a number": (changed('name = "Birds"', "name = 5"), "name = 5", "the deck needs 'name'"),
    "the version is a text": (
        changed("version = 3", 'version = "3"'),
        "version",
        "needs 'version', a whole number",
    ),
    "the version is true": (
        changed("version = 3", "version = true"),
        "version",
        "needs 'version', a whole number",
    ),
    "the version is too big": (changed("version = 3", "version = 99999999999"), "version", "needs 'version'"),
    "the format is of another time": (changed("format = 1", "format = 2"), "format", "format 2 is not known"),
    "the description is a number": (
        changed('"What lives in the garden."', "5"),
        "format",
        "'description' and 'source' must be texts",
    ),
    "sections are one table": (HEAD + '[section]\nname = "a"\n', "format", "must be written as [[section]]"),
    "notes are one table": (
        HEAD + '[[section]]\nname = "a"\n[section.note]\nkey = "a"\n',
        "[[section]]",
        "as [[section.note]]",
    ),
    "notes are texts": (HEAD + '[[section]]\nname = "a"\nnote = ["b"]\n', "note = ", "as [[section.note]]"),
    "the deck is empty": (HEAD, "format", "the deck has no notes"),
    "its sections are empty": (HEAD + '[[section]]\nname = "a"\n', "format", "the deck has no notes"),
    "the file is empty": ("", "", "the deck needs 'id'"),
}


@pytest.mark.parametrize(("text", "mark", "words"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_told_with_its_file_and_line(write: Write, text: str, mark: str, words: str) -> None:
    line = text.count("\n") + 1 if mark == "\x00" else line_of(text, mark)

    told = refusal(write(text))

    assert told.startswith(f"birds.toml, line {line}: "), told
    assert words in told


def test_a_key_used_twice_is_told_with_both_lines(write: Write) -> None:
    text = changed('key = "jay"', 'key = "wren"')

    told = refusal(write(text))

    second = text.rindex('key = "wren"')
    assert told == (
        f"birds.toml, line {text[:second].count(chr(10)) + 1}:"
        f" key 'wren' stands on line {line_of(text, 'key = ')} already"
    )


DISGUISED = '''"""
[[section.note]]
key = "not a key"
[[section]]
answer = "nor an answer"
\\""" # still inside
"""'''


@pytest.mark.parametrize(
    "explanation",
    [
        DISGUISED,
        DISGUISED.replace('"""', "'''").replace("\\'''", ""),
        '"a # b [[section.note]]"',
        '\'""" [[section.note]]\'',
        '"\\""  # [[section.note]] """',
        '"one\u2028two\u0085three"',
    ],
)
def test_what_looks_like_a_header_inside_a_text_does_not_shift_lines(write: Write, explanation: str) -> None:
    text = changed("explanation = 'It weighs \"9 g\".'", f"explanation = {explanation}")
    assert len(read(write(text)).notes) == 4
    text = text.replace('answer = "jay"', "answer = 5")

    assert refusal(write(text)).startswith(f"birds.toml, line {line_of(text, 'answer = 5')}: ")


def test_a_mistake_in_an_inline_note_is_told_with_the_line_of_its_section(write: Write) -> None:
    inline = '[[section]]\nname = "S"\nnote = [{key = "a", kind = "basic", question = "q"}]\n'
    text = VALID + inline

    assert refusal(write(text)).startswith(
        f"birds.toml, line {line_of(text, inline)}: the note needs 'answer'"
    )


def test_notes_after_inline_ones_keep_their_lines(write: Write) -> None:
    inline = '[[section]]\nname = "S"\nnote = [{key = "a", kind = "basic", question = "q", answer = "b"}]\n'
    text = (
        HEAD
        + inline
        + VALID.removeprefix(HEAD).replace('source = "Walks"', "").replace('answer = "jay"', "answer = 5")
    )

    assert refusal(write(text)).startswith(f"birds.toml, line {line_of(text, 'answer = 5')}: ")


def test_another_encoding_is_told_with_what_to_do(write: Write) -> None:
    with pytest.raises(DeckFileError) as refused:
        read(write(VALID.replace("wren", "wrén").encode("latin-1")))

    assert str(refused.value) == "birds.toml is not UTF-8 text. Save it as UTF-8."


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.toml").startswith("none.toml cannot be read: ")
    assert refusal(tmp_path).startswith(f"{tmp_path.name} cannot be read: ")


@pytest.mark.parametrize(
    "text", ["a = " + "[" * 5000, "a = " + "9" * 5000, "a = 2026-99-99", "a = 1e999999", "\x00"]
)
def test_a_hostile_file_is_refused(write: Write, text: str) -> None:
    assert refusal(write(text)).startswith("birds.toml, line 1: ")


VALUES = st.recursive(
    st.sampled_from(["1", "-5", "true", '""', '"a"', "'b'", "1.5", "2026-01-01", '"{{c1::a}}"', '"""\nx"""']),
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda each: f"[{', '.join(each)}]")
        | inner.map(lambda each: f"{{key = {each}}}")
    ),
    max_leaves=4,
)
LINES = st.one_of(
    st.sampled_from(
        [
            "[[section]]",
            "[[section.note]]",
            "[section]",
            'kind = "basic"',
            'kind = "choice"',
            *HEAD.splitlines(),
        ]
    ),
    st.tuples(
        st.sampled_from(
            [
                "format",
                "id",
                "name",
                "section",
                "note",
                "key",
                "kind",
                "question",
                "answer",
                "options",
                "text",
                "x",
            ]
        ),
        VALUES,
    ).map(" = ".join),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.one_of(
        st.binary(),
        st.text(alphabet=st.characters(exclude_categories=["Cs"])).map(str.encode),
        st.lists(LINES).map("\n".join).map(str.encode),
    )
)
@example(b"section = 5")
@example((HEAD + "section = {a = 1}").encode())
@example((HEAD + "section = [1]").encode())
@example((HEAD + "[[section]]\nname = 'a'\nnote = 5").encode())
def test_whatever_a_file_holds_the_answer_is_a_deck_or_a_sentence(write: Write, content: bytes) -> None:
    try:
        deck = read(write(content))
    except DeckFileError as refused:
        told, deck = refused.message, None
    assert deck.notes if deck else told.startswith("birds.toml")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_line_taken_out_or_doubled_is_a_deck_or_a_sentence_with_a_line_of_the_file(
    write: Write, data: st.DataObject
) -> None:
    lines = VALID.splitlines()
    at = data.draw(st.integers(0, len(lines) - 1))
    lines[at : at + 1] = data.draw(st.sampled_from([[], [lines[at]] * 2, [lines[at][: len(lines[at]) // 2]]]))
    try:
        deck = read(write("\n".join(lines)))
    except DeckFileError as refused:
        told, deck = refused.message, None
    if deck is None:
        found = re.match(r"birds\.toml, line (\d+): ", told)
        assert found, told
        assert 1 <= int(found.group(1)) <= len(lines)
    else:
        assert deck.notes


def test_every_kind_can_be_written_and_has_a_field_for_every_text() -> None:
    assert set(KIND_KEYS) == {each.key for each in KINDS} - {"occlusion"}  # which needs an image
    for key in KIND_KEYS:
        texts = {name.capitalize() for name in KIND_KEYS[key]} | {"Explanation"}
        assert texts == set(kind(key).note_type.fields)
    assert {"explanation", "tags", "topic", "covers", "accept"} <= OPTIONAL
