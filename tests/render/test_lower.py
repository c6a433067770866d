from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.render.card_theme import CardTheme
from desktop.render.colors import contrast
from desktop.render.document import Compiled, compile_card
from desktop.render.drawing import Drawing
from desktop.render.lower import Fold
from tests.render.hard_cards import ANKI, HARD_CARDS

DARK = CardTheme(
    dark=True, text="#e9ebef", ground="#15171c", muted="#a3abb8", link="#86a8ff", raised="#272b34"
)
SPACES = re.compile(r"\s+")


def html_of(html: str, style: str = "", theme: CardTheme | None = None) -> str:
    return compile_card(html, style, theme or CardTheme()).html


# ---------------------------------------------------------------------- hard cards


@pytest.mark.parametrize("name", HARD_CARDS)
@pytest.mark.parametrize("theme", [CardTheme(), DARK], ids=["light", "dark"])
def test_a_hard_card_says_what_it_should(name: str, theme: CardTheme) -> None:
    html, style, text = HARD_CARDS[name]
    assert compile_card(html, style, theme).text == text


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("inline tags", 'background-color:#ffe066;font-family:arial">marked</span>'),
        ("inline tags", '<span style="font-size:17px'),
        ("lists", '<ol type="1" start="3"'),
        ("table", "border-left:1px solid #999999"),
        ("colours", "color:#e4"),
        ("colours", "font-size:30px"),
        ("sizes", "font-size:40px"),
        ("sizes", "font-size:10px"),
        ("align", '<p align="right"'),
        ("cloze", "font-weight:700"),
        ("ruby", '<img src="reading:0" alt="日本[にほん]" />'),
        ("line", "<hr "),
        ("blockquote", '<td style="background-color:#f0f5f2;border-left:4px solid #44aa88'),
        ("code", "white-space:pre-wrap"),
        ("details", 'href="fold:0"'),
        ("flex", 'cellspacing="8"'),
        ("night", 'href="https://example.org/"'),
        ("right to left", '<p align="center" dir="rtl"'),
        ("long text", "font-size:14px"),
        ("cjk", "font-size:30px"),
        ("typed answer", "background-color:#aaffaa"),
        ("variables", "color:#0a7a0a"),
        ("variables", "margin-left:50px"),
    ],
)
def test_a_hard_card_looks_as_its_author_meant(name: str, part: str) -> None:
    html, style, _ = HARD_CARDS[name]
    assert part in html_of(html, style)


def test_a_grid_has_its_columns() -> None:
    html, style, _ = HARD_CARDS["grid"]
    assert html_of(html, style).count("<tr>") == 2


# ---------------------------------------------------------------------- what is said of it


def test_plain_text_has_the_size_of_its_length_and_stands_in_the_middle() -> None:
    short, long = compile_card("short"), compile_card("word " * 100)
    assert (short.size, long.size) == (30, 20)
    assert 'align="center"' in short.html
    assert "align" not in long.html
    assert compile_card("short", theme=CardTheme(limit=24)).size == 24
    assert compile_card("short", theme=CardTheme(scale=2.0)).size == 60


def test_a_size_of_its_own_holds_at_the_scale_of_the_learner() -> None:
    assert compile_card("x", ANKI).size == 20
    assert compile_card("x", ANKI, CardTheme(scale=1.5, limit=5)).size == 30
    assert compile_card("x", ".card { font-size: 5000px }").size == 30


def test_lists_and_tables_are_not_centred() -> None:
    for html in ("<ul><li>a</ul>", "<table><tr><td>a</table>"):
        assert "center" not in html_of(html)


def test_a_foldable_opens_by_its_number_and_closes_by_it() -> None:
    html = "<details><summary>A</summary>a<details><summary>B</summary>b</details></details>"
    html += "<details open>c</details>"
    closed = compile_card(html)
    assert closed.folds == (Fold(0, "A", False), Fold(2, "…", True))
    assert closed.text == "▶ A\n▼ …\nc"
    both = compile_card(html, opened=frozenset([0, 1, 2]))
    assert both.text == "▼ A\na\n▼ B\nb\n▶ …"


def test_pictures_and_sounds_are_listed() -> None:
    made = compile_card(
        "<img src='a%20b.png'><img src=c.png style='display:none'>[sound:x&amp;y.mp3]<img src='//far/z'>"
    )
    assert made.images == ("a b.png",)
    assert made.sounds == ("x&y.mp3",)
    assert made.text == "▧ a b.png ▶ x&y.mp3 ▧ //far/z"
    assert "<img" not in made.html


@pytest.mark.parametrize(
    ("style", "width", "height"),
    [
        ("", 400, 200),
        ("width: 100px", 100, 50),
        ("height: 100px", 200, 100),
        ("width: 50%", 340, 170),
        ("max-height: 80px", 160, 80),
        ("width: 4000px", 680, 340),
    ],
)
def test_a_picture_that_is_there_is_drawn_as_large_as_it_may(style: str, width: int, height: int) -> None:
    made = compile_card(f"<img src=a.png style='{style}'>", pictures=lambda _: (400, 200))
    assert f'<img src="media:a.png" width="{width}" height="{height}" alt="a.png" />' in made.html


def test_a_sound_s_name_is_said() -> None:
    assert compile_card("a [sound:x.mp3] b").text == "a ▶ x.mp3 b"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<b>a", "a"),
        ("a < b", "a < b"),
        ("a <b b", "a"),
        ("<div>a<div>b</div>c</div>d", "a\nb\nc\nd"),
        ("a<br><br>b", "a\nb"),
        ("<p style='text-transform:uppercase'>straße</p>", "STRASSE"),
        ("<p style='text-transform:capitalize'>it's one</p>", "It's One"),
        ("a<wbr>b", "a\u200bb"),
        ("<pre>\n  a\n\tb</pre>", "a\nb"),
        ("<select><option>a<option>b</select>", "a ▾"),
        ("<textarea>t</textarea><input type=hidden value=h><input type=password value=pw>", "t••"),
        ("a<br>", "a"),
        ("  a   <b> b</b>  c ", "a b c"),
        ("<li>a", "a"),
        ("<td>a", "a"),
        ("a\u2028b\ufdd0\ufffcc\x00", "a bc"),
        ("\ud83d", "?"),
    ],
)
def test_odd_markup_says_what_a_browser_would(html: str, text: str) -> None:
    assert compile_card(html).text == text


def test_a_formula_is_drawn_said_and_copied() -> None:
    drawing = Drawing("k", "<svg/>", 1.0, 1.0, 0.2, "x squared", source="x^2")
    html = "a <b style='color:red'><img src='formula:k'></b> <img src='formula:other' alt='no such'>"
    made = compile_card(html, drawings={"k": drawing})
    assert made.text == "a x squared ▧ no such"
    assert '<img src="formula:k" alt="x^2" />' in made.html
    assert made.html.count("<img") == 1


# ---------------------------------------------------------------------- colours

COLORS = st.one_of(
    st.from_regex(r"#[0-9a-f]{6}", fullmatch=True),
    st.sampled_from(["black", "white", "red", "rgba(0,0,255,.5)"]),
)


@given(COLORS, COLORS, st.sampled_from([CardTheme(), DARK]))
def test_every_colour_can_be_read_on_its_ground(color: str, ground: str, theme: CardTheme) -> None:
    made = compile_card(
        f"<p style='color:{color}'>a</p><p style='color:{color};background:{ground}'>b</p>", "", theme
    )
    cell_ground = theme.ground
    for part in re.findall(r'<td style="[^"]*"|<span style="[^"]*"', made.html):
        found = re.search(r"background-color:(#\w{6})", part)
        cell_ground = found.group(1) if found else cell_ground
        if letter := re.search(r"[^-]color:(#\w{6})", part.replace('"', ";")):
            assert contrast(letter.group(1), cell_ground) >= 4.4


def test_a_deck_s_page_is_the_window_and_its_grey_text_the_window_s() -> None:
    made = html_of("a", ".card { background: #123; color: #eee }")
    assert "#" not in made


def test_day_colours_do_not_hold_at_night_unless_the_deck_says_so() -> None:
    assert "color" not in html_of("a", ANKI, DARK)
    assert "color:#ffff00" in html_of("a", ANKI + ".card.nightMode { color: yellow }", DARK)
    assert "color:#ffff00" in html_of("a", ANKI + ".night_mode { color: yellow !important }", DARK)
    assert "color" not in html_of("a", ANKI + ".card.nightMode { color: yellow }")


def test_white_pasted_with_the_text_is_no_ground_of_its_own() -> None:
    assert "background" not in html_of("<span style='background:rgb(255,255,255)'>a</span>", ANKI)


# ---------------------------------------------------------------------- nothing hidden

HIDING = [
    "style='display:none'",
    "style='display: none !important'",
    "hidden",
    "hidden=until-found",
    "style='visibility:hidden'",
    "style='visibility:collapse'",
    "style='opacity:0'",
    "style='opacity:0%'",
    "style='font-size:0'",
    "style='font-size:0px'",
    "style='color:transparent'",
    "style='color:rgba(0,0,0,0)'",
    "style='color:#123456;background:#123456'",
    "style='color:white'",
    "style='height:0;overflow:hidden'",
    "style='max-height:0px;overflow-y:hidden'",
    "style='text-indent:-9999px'",
    "style='position:absolute;left:-9999px'",
    "style='position:absolute;clip:rect(0,0,0,0)'",
    "style='clip-path:inset(100%)'",
    "style='transform:scale(0)'",
    "style='filter:opacity(0)'",
    "style='filter:blur(8px)'",
    "style='content-visibility:hidden'",
    "style='--d:none;display:var(--d)'",
    "class=gone",
    "class=varied",
    "class='a b'",
    "class=listed",
    "class=wide",
    "class=nested",
    "id=gone",
]
GONE = (
    ".gone { display: none } .varied { --x: none; display: var(--x) } .a.b { visibility: hidden }"
    ":is(.listed, .other) { display: none } @media (min-width: 10px) { .wide { display: none } }"
    "#gone { opacity: 0 } .card { background: white; & .nested { display: none } }"
    ".gone::before, #gone::after, .gone ::before { content: 'SECRET' }"
)
TAGS = [
    "div",
    "span",
    "p",
    "b",
    "li",
    "td",
    "ul",
    "table",
    "blockquote",
    "a",
    "h1",
    "pre",
    "button",
    "ruby",
    "q",
]
HOLDERS = {
    **{
        tag: (f"<{tag} HOW>", f"</{tag}>")
        for tag in ("div", "span", "b", "blockquote", "section", "q", "code")
    },
    "table": ("<table HOW><tr><td>", "</table>"),
    "row": ("<table><tr HOW><td>", "</table>"),
    "cell": ("<table><tr><td>seen <td HOW>", "</table>"),
    "list": ("<ul HOW><li>", "</ul>"),
    "item": ("<ol><li HOW>", "</ol>"),
    "flex": ("<div style='display:flex'>seen <div HOW>", "</div></div>"),
    "ruby": ("<ruby>seen <rt HOW>", "</rt></ruby>"),
    "base": ("<ruby><b HOW>", "</b><rt>seen</rt></ruby>"),
    "box": ("<i style='display:inline-block;background:#cde'>seen</i> <div HOW>", "</div>"),
}


@pytest.mark.parametrize("how", HIDING)
@pytest.mark.parametrize("holder", ["div", "span", "p", "li", "b", "table"])
def test_whatever_hides_it_is_left_out(how: str, holder: str) -> None:
    inner = "<b>secret</b> [sound:secret]"
    if not re.search("color|font-size", how):  # letters alone are hidden by these
        inner += "<img src=secret.png alt=secret>"
    inner = f"<tr><td>{inner}</td></tr>" if holder == "table" else inner
    made = compile_card(f"a<{holder} {how}>{inner}</{holder}>c", GONE)
    assert "secret" not in repr(made)


TREES = st.recursive(
    st.just("seen"),
    lambda inner: st.tuples(
        st.sampled_from(list(HOLDERS)), st.sampled_from(["", *HIDING]), st.lists(inner, max_size=3)
    ),
    max_leaves=12,
)


def written(tree: object, hidden: bool) -> str:
    """Write a tree; text in something hidden is marked as such."""
    if not isinstance(tree, tuple):
        return "SECRET " if hidden else "seen "
    tag, how, inner = tree
    hidden = hidden or bool(how)
    start, end = HOLDERS[tag]
    return start.replace("HOW", how) + "".join(written(each, hidden) for each in inner) + end


@given(TREES, st.sampled_from([CardTheme(), DARK]))
def test_nothing_hidden_ever_reaches_the_window(tree: object, theme: CardTheme) -> None:
    made = compile_card(written(tree, False), GONE, theme)
    if theme.dark:  # white is hidden on white paper only
        return
    assert "SECRET" not in repr(made)


@given(
    st.lists(
        st.sampled_from(["<details>", "<details open>", "<summary>", "</summary>", "</details>", "S ", "<p>"])
    )
)
def test_a_closed_foldable_shows_its_summary_alone(parts: list[str]) -> None:
    html = f"<details><summary>s</summary>SECRET{''.join(parts).replace('</details>', '')}SECRET</details>"
    made = compile_card(html)
    assert "SECRET" not in made.html + made.text


def test_what_a_hover_shows_stays_hidden() -> None:
    style = ".a { display: none } .q:hover .a, input:checked ~ .a, .a:target { display: block }"
    assert (
        compile_card("<div class=q>q<input type=checkbox checked><p class=a>secret</p></div>", style).text
        == "q☑"
    )


@pytest.mark.parametrize(
    "style",
    [
        "position:absolute;left:50%;transform:translate(-50%,-50%)",
        "position:relative;left:-20px",
        "position:absolute;left:-50%",
        "overflow:hidden;height:100%",
        "max-width:0.5px",
        "opacity:0.5",
        "font-size:0;",
        "transform:rotate(0deg)",
        "filter:brightness(0.9)",
        "clip-path:inset(5%)",
        "text-indent:-1em",
        "display:inline",
    ],
)
def test_what_is_only_moved_or_dimmed_is_shown(style: str) -> None:
    inner = "<b style='font-size:20px'>seen</b>"
    assert compile_card(f"<div style='{style}'>{inner}</div>").text == "seen"


def test_text_on_a_ground_that_cannot_be_drawn_is_not_taken_for_hidden() -> None:
    for ground in ("linear-gradient(red, blue)", "url(x.png)", "#000 url(x.png)"):
        assert compile_card(f"<p style='background: {ground}; color: white'>seen</p>", ANKI).text == "seen"
    clipped = "background: linear-gradient(red, blue); -webkit-background-clip: text; color: transparent"
    assert compile_card(f"<p style='{clipped}'>seen</p>").text == "seen"


# ---------------------------------------------------------------------- any string


@given(st.text(), st.text(max_size=80))
def test_any_string_compiles(html: str, style: str) -> None:
    assert isinstance(compile_card(html, style), Compiled)


MARKUP = st.lists(
    st.one_of(
        st.text(max_size=5),
        st.sampled_from(TAGS).map(lambda tag: f"<{tag}>"),
        st.sampled_from(TAGS).map(lambda tag: f"</{tag}>"),
        st.sampled_from([f"<i {how}>" for how in HIDING]),
        st.sampled_from(
            ["<table><tr><td style='border:1px solid'>", "<div style='display:flex'>", "<svg>", "<!--", "-->"]
        ),
    ),
    max_size=30,
).map("".join)


@given(
    MARKUP, st.sampled_from(["", ANKI, GONE, "*{display:flex;padding:9px;border:1px solid}", "}{:;@media"])
)
def test_any_markup_compiles_to_itself_without_markup(html: str, style: str) -> None:
    made = compile_card(html, style)
    assert isinstance(made.text, str)
    assert all(line.strip() for line in made.text.split("\n")) or made.text == ""


@given(st.text(alphabet=st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=60))
def test_text_is_said_as_it_is_written(text: str) -> None:
    from desktop.study.note import as_html

    if "[sound:" not in text:
        assert SPACES.sub(" ", compile_card(as_html(text)).text) == text


@pytest.mark.parametrize(
    "html",
    [
        "<ruby>子<rt>し</rt></ruby>",
        "<ruby>子<rp>(</rp><rt>し</rt><rp>)</rp></ruby>",
        "<ruby><span class=cloze>子<rt>し</rt></span></ruby>",
    ],
)
def test_a_reading_stands_in_brackets_wherever_it_is(html: str) -> None:
    assert compile_card(html, "", CardTheme()).text == "子(し)"
