"""Cards that raw Qt rich text draws wrong: HTML, style, and the text that must be seen."""

from __future__ import annotations

ANKI = (
    ".card { font-family: arial; font-size: 20px; text-align: center; color: black;"
    " background-color: white; }"
)
HARD_CARDS: dict[str, tuple[str, str, str]] = {
    "inline tags": (
        "a <mark>marked</mark> <small>small</small> <q>quoted</q> <ins>in</ins> <abbr"
        " title=x>ab</abbr> <kbd>F5</kbd>",
        ANKI,
        "a marked small “quoted” in ab F5",
    ),
    "lists": (
        "<ul><li>one<li>two<ul><li>nested</ul></ul><ol start=3><li>three<li>four</ol><ol"
        " type=a><li>five</ol>",
        ANKI,
        "- one\n- two\n- nested\n3. three\n4. four\n1. five",
    ),
    "table": (
        "<table><tr><th>Term</th><th>Side</th></tr><tr><td>lead</td><td>sales</td></tr>"
        "<tr><td>brand</td><td>marketing</td></tr></table>",
        ANKI + "tr:nth-child(odd) { background: #eee } td { border: 1px solid #999; padding: 4px }"
        "table { margin: 0 auto; border-collapse: collapse }",
        "Term Side\nlead sales\nbrand marketing",
    ),
    "image": (
        "<img src='map.png'><br>What is this?",
        ANKI + "img { max-height: 80px }",
        "▧ map.png\nWhat is this?",
    ),
    "colours": (
        "<span style='color:#f00c'>hexa</span> <span style='color:hsl(120,100%,25%)'>hsl</span>"
        " <span style='color:rgb(0 0 255 / 80%)'>rgb</span> <font color=green size=5>font</font>",
        ANKI,
        "hexa hsl rgb font",
    ),
    "sizes": (
        "<span style='font-size:2em'>2em</span> <span style='font-size:50%'>half</span>"
        " <span style='font-size:1.5rem'>rem</span> <span style='font-size:4vw'>vw</span>"
        " <span style='font-size:9000px'>absurd</span>",
        ANKI,
        "2em half rem vw absurd",
    ),
    "align": (
        "<div style='text-align:left'>left</div><div style='text-align:right;line-height:2'>right</div>"
        "<p align=center>middle</p>",
        ANKI,
        "left\nright\nmiddle",
    ),
    "cloze": (
        "Selling meets <span class=cloze>[…]</span> buyer at a time.",
        ANKI + ".cloze { font-weight: bold; color: blue; } .nightMode .cloze { color: lightblue; }",
        "Selling meets […] buyer at a time.",
    ),
    "ruby": (
        "<ruby>日本<rp>(</rp><rt>にほん</rt><rp>)</rp></ruby>を<ruby>勉強<rt>べんきょう</rt></ruby>する",
        ANKI,
        "日本(にほん)を勉強(べんきょう)する",
    ),
    "line": (
        "What is a lead?<hr id=answer>A potential customer",
        ANKI,
        "What is a lead?\nA potential customer",
    ),
    "blockquote": (
        "<blockquote>Marketing is the whole business<br>seen from the customer.<br>- Drucker</blockquote>",
        ANKI + "blockquote { border-left: 4px solid #4a8; padding: 6px 12px; background: #f0f5f2;"
        " font-style: italic;"
        "text-align: left }",
        "Marketing is the whole business\nseen from the customer.\n- Drucker",
    ),
    "code": (
        "Use <code>SELECT * FROM t</code><pre><code>def f(x):\n    return  x**2  # <b>bold</b></code></pre>",
        ANKI + "code { background: #eee } pre { background: #272822; color: #f8f8f2; padding:"
        " 10px; border-radius: 6px }"
        "pre code { background: none }",
        "Use SELECT * FROM t\ndef f(x):\nreturn x**2 # bold",
    ),
    "formula": (
        r"Quadratic: \(x = {-b \over 2a}\) and \[x^2\]",
        ANKI,
        r"Quadratic: \(x = {-b \over 2a}\) and \[x^2\]",
    ),
    "mathml": (
        "Area <math><mi>A</mi><mo>=</mo><mi>π</mi><msup><mi>r</mi><mn>2</mn></msup></math>",
        ANKI,
        "Area A=πr2",
    ),
    "details": (
        "<details><summary>Hint</summary>hidden text</details><details"
        " open><summary>Open</summary>shown text</details>",
        ANKI,
        "▶ Hint\n▼ Open\nshown text",
    ),
    "flex": (
        "<div class=row><div>Sales</div><div>Marketing</div><div>Both</div></div>",
        ANKI + ".row { display: flex; gap: 8px } .row div { flex: 1; background: #cde;"
        " border-radius: 8px; padding: 10px }",
        "Sales\nMarketing\nBoth",
    ),
    "gradient": (
        "<div"
        " style='background:linear-gradient(90deg,#135,#357);color:white;padding:12px'>On a gradient</div>",
        ANKI,
        "On a gradient",
    ),
    "night": (
        "<div class=box>Day or <a href='https://example.org/'>night</a></div>",
        ANKI + ".nightMode.card { background: #222; color: #ddd } .box { background: #eef;"
        " padding: 8px; color: #113 }"
        ".nightMode .box { background: #334; color: #eef }",
        "Day or night",
    ),
    "right to left": (
        "<div>שלום English?</div><div dir=rtl>1. ok</div><div style='text-align:left'>مرحبا</div>plain",
        ANKI,
        "שלום English?\n1. ok\nمرحبا\nplain",
    ),
    "long text": (
        "<div class=c><p>" + "A long paragraph about customers. " * 8 + "</p></div>",
        ANKI + ".c { font-size: 20px; text-align: center } .c { font-size: 14px; text-align: left }",
        ("A long paragraph about customers. " * 8).strip(),
    ),
    "emoji": ("👩‍🔬 🇫🇷 👍🏽 ok", ANKI, "👩‍🔬 🇫🇷 👍🏽 ok"),
    "cjk": (
        "<div style='writing-mode:vertical-rl'><b style='font-size:30px'>市場</b>営業</div>",
        ANKI,
        "市場営業",
    ),
    "sound": (
        "<audio src='hello.mp3' controls></audio> [sound:a b.ogg] <a class=replay"
        " href='#'><svg><path d='M0 0'/></svg></a>",
        ANKI,
        "▶ hello.mp3 ▶ a b.ogg",
    ),
    "drawing": (
        "before <svg width=10><text>label</text><script>1</script></svg> after",
        ANKI,
        "before after",
    ),
    "typed answer": (
        "<code id=typeans><span class=typeGood>con</span><span class=typeBad>x</span><br>↓<br>"
        "<span class=typeMissed>conversation</span></code> <input type=text id=typeans>",
        ANKI + ".typeGood { background: #afa; color: black } .typeBad { background: #faa; color: black }"
        ".typeMissed { background: #ccc; color: black }",
        "conx\n↓\nconversation ____",
    ),
    "mask": (
        "<div style='position:relative'><div style='position:absolute;left:-9999px'>answer</div>shown</div>",
        ANKI,
        "shown",
    ),
    "grid": (
        "<div class=g><div>1</div><div>2</div><div>3</div><div>4</div></div>",
        ANKI
        + ".g { display: grid; grid-template-columns: 1fr 1fr; gap: 6px } .g div { border: 1px solid #888 }",
        "1\n2\n3\n4",
    ),
    "variables": (
        "<p class=v style='color:red'>green</p><p class=w>indented</p>",
        ":root { --main: #0a7a0a; --pad: 10px } .v { color: var(--main) !important }"
        ".w { margin-left: calc(var(--pad) * 2 + 1em); color: var(--none, var(--main)) }"
        "@media (min-width: 100px) { .v { font-weight: bold } } @media print { .v { display: none } }",
        "green\nindented",
    ),
    "hidden": (
        "<p style='display:none'>1</p><p hidden>2</p><p style='visibility:hidden'>3 <b"
        " style='visibility:visible'>4</b></p>"
        "<p style='opacity:0'>5</p><p style='font-size:0'>6</p><p class=x>7</p>8",
        ".x { display: none }",
        "4\n8",
    ),
    "script": (
        "<script>document.write('a')</script><noscript>b</noscript><iframe src='//x'>c</iframe>"
        "<button onclick='f()'>Show</button> <input type=checkbox checked> d"
        " <select><option>e<option selected>f</select>",
        ANKI,
        "Show ☑ d f ▾",
    ),
    "texts of the style sheet": (
        "<div class=t>Front</div><ul class=l><li>one<li>two</ul><p class=n data-k=key>Note</p>",
        ANKI + ".t::before { content: 'Q: '; color: #c00 } .t::after { content: ' (' attr(class) ')' }"
        ".l { list-style: none } .l li:before { content: '\\2713 ' }"
        ".n::before { content: attr(data-k); display: block; background: #ffd }",
        "Front\none\ntwo\nNote",
    ),
    "small capitals": (
        "<p style='font-variant:small-caps'>Small Caps</p><p style='text-transform:capitalize'>h<b>e</b>llo"
        " it's</p><p style='text-transform:lowercase'>DOWN</p>",
        ANKI,
        "Small Caps\nHello It's\ndown",
    ),
    "missing": (
        "word<img src=gone.png>word (<img src=gone.png>), [sound:a.mp3]after",
        ANKI,
        "word ▧ gone.png word (▧ gone.png), ▶ a.mp3 after",
    ),
    "chart": (
        "<svg width=300 height=160 viewBox='0 0 300 160'><title>Sales by month</title><rect x=10 y=40"
        " width=60 height=100 style='fill:#4285f4;stroke:black'/><line y1=9 x2=30 stroke=currentColor />"
        "<text x=40 y=155 text-anchor=middle font-size=12>May</text><text class=h y=20>hidden</text></svg>",
        ANKI + ".h { display: none }",
        "Sales by month",
    ),
    "places": (
        "<div style='position:relative;background:#eef'><span style='position:absolute;right:4px;top:0'>"
        "corner</span>middle</div><div style='width:200px;margin-left:auto;background:#dfd'>right</div>",
        ANKI,
        "corner\nmiddle\nright",
    ),
    "boxes": (
        "<i class=b>One</i> <i class=b>Two</i><p>a <code>code</code> and <u class=d>dotted</u></p>",
        ANKI + ".b { display: inline-block; background: #246; color: white; padding: 4px 12px }"
        "code { background: #eee; padding: 2px 4px } .d { border-bottom: 1px dotted; text-decoration: none }",
        "One Two\na code and dotted",
    ),
    "shares": (
        "<div style='display:flex'><div style='flex:1'>one</div><div style='flex:2'>two</div></div>"
        "<div style='display:flex;justify-content:space-between'><b>left</b><b>right</b></div>",
        ANKI,
        "one\ntwo\nleft\nright",
    ),
    "right to left table": (
        "<table dir=rtl><tr><td>one<td>two</table><ul dir=rtl><li>אחד</ul>",
        ANKI,
        "one two\n- אחד",
    ),
}
