"""Attacks of our own through the compiler and Qt: text only, no request of any kind, in bounded time."""

from __future__ import annotations

import re
import time
from html.parser import HTMLParser

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QImage, QPainter, QTextDocument
from pytestqt.qtbot import QtBot

from desktop.render.document import Compiled, compile_card

FAR = "http://127.0.0.1:9/x"
FILE = "file:///etc/passwd"
SCRIPTS = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=http://x/x.js></SCRIPT>",
    "<script\x00>alert(1)</script>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<<script>alert(1)//<</script>",
    "<script/x>alert(1)</script/y>",
    "<script>alert(1)",
    "<script src=data:text/javascript,alert(1)></script>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><script href=data:,alert(1) /></svg>",
    "<math><script>alert(1)</script></math>",
    "<style><script>alert(1)</script></style>",
    "<noscript><p title='</noscript><script>alert(1)</script>'>",
    "<textarea><script>alert(1)</script></textarea>",
    "<title><script>alert(1)</script></title>",
    "<xmp><script>alert(1)</script></xmp>",
    "<plaintext><script>alert(1)</script>",
    "<template><script>alert(1)</script></template>",
    "<select><script>alert(1)</script></select>",
    "<table><script>alert(1)</script></table>",
    "<!--><script>alert(1)</script>-->",
    "<!-- --!><script>alert(1)</script>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml version='1.0'?><script>alert(1)</script>",
    "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>&a;",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "&#x3c;script&#x3e;alert(1)",
    "＜script＞alert(1)＜/script＞",
    "+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
    "<script>/*</script>*/alert(1)</script>",
    "<a><script></a>alert(1)</script>",
]
HANDLERS = [
    f"<{tag} {handler}=alert(1) {more}>x"
    for tag, handler, more in [
        ("img", "onerror", "src=x"),
        ("img", "ONERROR", "src=x"),
        ("body", "onload", ""),
        ("p", "onclick", ""),
        ("p", "onmouseover", ""),
        ("p", "style='color:red' onpointerenter", ""),
        ("details", "ontoggle", "open"),
        ("input", "onfocus", "autofocus"),
        ("video", "onloadstart", "src=x"),
        ("audio", "oncanplay", "src=x"),
        ("svg", "onload", ""),
        ("svg><animate", "onbegin", ""),
        ("marquee", "onstart", ""),
        ("select", "onfocus", "autofocus"),
        ("button", "onclick", ""),
        ("form", "onsubmit", "action=x"),
        ("iframe", "onload", ""),
        ("table", "onscroll", "background=x"),
        ("a", "onclick", "href=#"),
        ("b/", "/onclick", ""),
        ("b\x0c", "onclick", ""),
        ("b", "on\nclick", ""),
    ]
]
LINKS = [
    f"<a href={address}>x</a>"
    for address in [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "'java\tscript:alert(1)'",
        "'java\nscript:alert(1)'",
        "' javascript:alert(1)'",
        "'\x01javascript:alert(1)'",
        "&#106;avascript:alert(1)",
        "'javascript&colon;alert(1)'",
        "'&#x6A&#x61&#x76&#x61script:alert(1)'",
        "vbscript:x",
        "data:text/html,<script>alert(1)</script>",
        "data:text/html;base64,PHNjcmlwdD4=",
        "file:///etc/passwd",
        "fold:0",
        "media:x.png",
        "qrc:/x",
        "blob:x",
        "//x/y",
        "\\\\x\\y",
        "smb://x/y",
        "ms-msdt:/id",
        "steam://run/1",
        "about:blank",
        "view-source:http://x",
        "jar:http://x!/y",
        "feed:javascript:alert(1)",
        "x-javascript:alert(1)",
        "'http\t://x'",
        "'#\" onclick=\"alert(1)'",
    ]
]
PICTURES = [
    f"<img src={address}>"
    for address in [
        FAR,
        FILE,
        "//127.0.0.1/x.png",
        "'\\\\127.0.0.1\\x.png'",
        "'/\\127.0.0.1/x.png'",
        "/etc/passwd",
        "../../../etc/passwd",
        "C:\\Windows\\win.ini",
        "javascript:alert(1)",
        "data:image/svg+xml,<svg/onload=alert(1)>",
        "data:image/png;base64,iVBORw0KGgo=",
        "qrc:/x.png",
        ":/x.png",
        "blob:x",
        "ftp://127.0.0.1/x.png",
        "'&#104;ttp://127.0.0.1/x'",
        "'h\nttp://127.0.0.1/x'",
        "media:..%2f..%2fetc%2fpasswd",
        "media:/etc/passwd",
        "'media:x\" onload=\"alert(1)'",
        "'media:x&quot;><script>alert(1)</script>'",
        "formula:x",
        "remote:file:///etc/passwd",
        "'x\u202egnp.exe'",
        "%00.png",
        "''",
    ]
]
LOADERS = [
    f"<img srcset='{FAR} 2x'>",
    f"<img lowsrc={FAR} dynsrc={FAR} longdesc={FAR}>",
    f"<input type=image src={FAR}>",
    f"<video poster={FAR} src={FAR}></video>",
    f"<audio src={FAR}></audio>",
    f"<video><source src={FAR}><track src={FAR}></video>",
    f"<picture><source srcset={FAR}><img src={FAR}></picture>",
    f"<iframe src={FAR}></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    f"<frameset><frame src={FAR}></frameset>",
    f"<object data={FAR}></object>",
    f"<embed src={FAR}>",
    f"<applet code={FAR}></applet>",
    f"<link rel=stylesheet href={FAR}>",
    f"<link rel=prefetch href={FAR}>",
    f"<link rel=icon href={FILE}>",
    f"<base href={FAR}><img src=x.png>",
    f"<meta http-equiv=refresh content='0;url={FAR}'>",
    "<meta http-equiv=Set-Cookie content='a=b'>",
    f"<body background={FAR}>x",
    f"<table background={FAR}><tr><td background={FAR}>x</table>",
    f"<svg><image href={FAR} xlink:href={FILE} /></svg>",
    f"<svg><use href='{FAR}#a' /></svg>",
    f"<svg><foreignObject><img src={FAR}></foreignObject></svg>",
    f"<svg><style>@import '{FAR}'</style></svg>",
    f"<math href={FAR}><mi>x</mi></math>",
    f"<math><maction actiontype=statusline xlink:href={FAR}>x</maction></math>",
    f"<form action={FAR}><button formaction={FAR}>x</button></form>",
    f"<bgsound src={FAR}><layer src={FAR}></layer><ilayer src={FAR}></ilayer>",
    f"<portal src={FAR}></portal><fencedframe src={FAR}></fencedframe>",
    f"<html manifest={FAR}>x",
    f"<isindex action={FAR}>",
    f"<blockquote cite={FAR}>x</blockquote>",
    f"<a ping={FAR} href='https://x/'>x</a>",
    f"<div itemprop=x src={FAR}>x</div>",
    f"[sound:{FAR}]",
    "[sound:../../etc/passwd]",
    "[sound:|rm -rf]",
]
STYLES = [
    f"<p style='{css}'>x</p>"
    for css in [
        f"background:url({FAR})",
        f"background-image:url(&quot;{FAR}&quot;)",
        f"background:u\\72l({FAR})",
        f"background:URL({FAR})",
        f"background:image-set(&quot;{FAR}&quot; 1x)",
        f"list-style-image:url({FAR})",
        f"list-style:url({FAR})",
        f"border-image:url({FAR})",
        f"cursor:url({FAR}),auto",
        f"content:url({FAR})",
        f"filter:url({FAR}#a)",
        f"mask:url({FAR})",
        f"shape-outside:url({FAR})",
        f"clip-path:url({FAR}#a)",
        f"behavior:url({FAR})",
        f"-moz-binding:url({FAR}#a)",
        "width:expression(alert(1))",
        "width:exp/**/ression(alert(1))",
        "color:red;background:url(javascript:alert(1))",
        f"--a:url({FAR});background:var(--a)",
        f"font-family:x,url({FAR})",
        f"color:red;}}@import '{FAR}';p{{",
        "background:url(&#104;ttp://127.0.0.1:9/x)",
        f"src:url({FAR})",
        "font-family:&quot;><script>alert(1)</script>",
        "font-family:x;}</style><script>alert(1)</script>",
        f"background:cross-fade(url({FAR}),red,50%)",
        f"background:/**/url(/**/{FAR})",
        "position:fixed;top:0;left:0;width:100vw;height:100vh;z-index:999999",
        f"-qt-background-image:url({FAR})",
        "-qt-block-indent:2000000000;-qt-user-state:9",
        "width:99999999999px;font-size:99999999px;margin:9999999999px",
        "font-size:1e9px;line-height:1e9;letter-spacing:1e9px;padding:1e9px;border:1e9px solid",
    ]
]
SHEETS = [
    f"<style>{css}</style><p>x"
    for css in [
        f"@import '{FAR}';",
        f"@import url({FILE});",
        f"@font-face{{font-family:a;src:url({FAR})}}p{{font-family:a}}",
        f"p{{background:url({FAR})}}",
        f"p::before{{content:url({FAR})}}",
        f"@namespace url({FAR});",
        f"@document url({FAR}){{p{{color:red}}}}",
        f"p[title^=a]{{background:url({FAR}?a)}}",
        "</sty</style>le><script>alert(1)</script>",
        "p{color:red}<!-- </style><img src=x onerror=alert(1)> -->",
        f"@media all{{@import '{FAR}';p{{background:url({FAR})}}}}",
        f"@property --a{{syntax:'<url>';initial-value:url({FAR});inherits:true}}",
    ]
]
TRICKS = [
    "a\u202eb\u202c",
    "\u2066\u2067\u2068" * 1000,
    "\u202e" * 1000 + "<img src='http://x/\u202egnp.x'>",
    "\x00\x01\x08\x0b\x0e\x1f\x7f",
    "\ufffe\uffff\ufdd0\ufdd1\ufffc",
    "\ud800",
    "\ud800<script>alert(1)</script>",
    "e" + "\u0301" * 5000,
    "\u2028<script>\u2029alert(1)</script>",
    "\ufeff<script>alert(1)</script>",
    "{{constructor}}${7*7}<%= 7 %>",
    "<b\u00a0onclick=alert(1)>x",
    "</p></div></body></html><script>alert(1)</script>",
    "<p id=qa class=card><html><body onload=alert(1)>",
    "<div id=qa><style>html{display:none}</style>x",
    "<svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
    "<svg><set attributeName=href to=javascript:alert(1) />",
    "<svg><p><style><g title='</style><img src=x onerror=alert(1)>'>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=x onerror=alert(1)&gt;'>",
    "<form><math><mtext></form><form><mglyph><style></math><img src=x onerror=alert(1)>",
    "<table><td><form><p title='</form><script>alert(1)</script>'>",
    "<a href='https://x/' title='\" onclick=\"alert(1)'>x</a>",
    "<img alt='\"><script>alert(1)</script>' src=x>",
    "<img src=x alt='`onerror=alert(1)'>",
    "<font face='\"><script>alert(1)</script>'>x",
    "<font color='red;background:url(http://x)'>x",
    "<td bgcolor='url(http://x)'>x",
    "<ol start=99999999999999999999><li value=-1>x",
    "<td colspan=1000000000 rowspan=1000000000>x",
    "<table><tr><td colspan=999 rowspan=999>x<td colspan=999>y</table>",
    "<table width=999999999 cellpadding=99999999 border=99999999><tr><td>x</table>",
    "<p dir='\"><script>alert(1)</script>'>x",
]
LARGE = [
    "x" * 10_000_000,
    "<b>x</b>" * 1_000_000,
    "<div>" * 10_000,
    "<span style='color:red'>" * 10_000 + "x",
    "<table><tr><td>" * 10_000 + "x",
    "<ul><li>" * 10_000 + "x",
    "<blockquote>" * 10_000 + "x",
    "<div style='display:flex'><div>a</div><div>" * 5_000 + "x",
    "<div style='border:1px solid;padding:9px'>" * 10_000 + "x",
    "<table>" + "<tr><td>x</td><td>y</td></tr>" * 100_000,
    "<details><summary>a</summary>" * 10_000,
    "<p>" * 1_000_000,
    "<br>" * 1_000_000,
    "&amp;" * 1_000_000,
    "<ruby>a<rt>b</rt></ruby>" * 100_000,
    "<img src=a.png>" * 100_000,
    "[sound:a]" * 100_000,
    "word " * 1_000_000,
    "א" * 1_000_000,
    "<style>" + "p{color:red}" * 100_000 + "</style>" + "<p>x</p>" * 10_000,
    "<style>" + "".join(f".a{n}{{color:red}}" for n in range(20_000)) + "</style>" + "<p class=a1>x" * 5_000,
    "<style>"
    + "*{border:1px solid;padding:1px;display:flex}" * 1000
    + "</style>"
    + "<p><b>x</b><b>y</b>" * 2_000,
]
ATTACKS = [*SCRIPTS, *HANDLERS, *LINKS, *PICTURES, *LOADERS, *STYLES, *SHEETS, *TRICKS]
TAGS = {"p", "span", "a", "br", "hr", "img", "table", "tr", "td", "ul", "ol", "li"}
ATTRIBUTES = {
    "p": {"align", "dir", "style"},
    "li": {"align", "dir", "style"},
    "span": {"style"},
    "a": {"href", "style"},
    "hr": {"style"},
    "img": {"src", "width", "height", "alt"},
    "table": {"width", "align", "cellspacing", "cellpadding", "style"},
    "td": {"colspan", "rowspan", "valign", "style"},
    "ul": {"type", "style"},
    "ol": {"type", "start", "style"},
}


class Reader(HTMLParser):
    """Checks every tag of what Qt is given."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS
        assert {name for name, _ in attrs} <= ATTRIBUTES.get(tag, set())
        for name, value in attrs:
            value = value or ""
            if name == "style":
                assert not re.search(r"url|@|\\|<|expression|-qt-(?!paragraph-type:empty)", value)
            if name == "src":
                assert value.startswith(("media:", "formula:"))
            if name == "href":
                assert re.match(r"fold:\d+$|https?:|mailto:", value, re.IGNORECASE)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    handle_decl = handle_pi = unknown_decl = handle_comment


class Spy(QTextDocument):
    """Notes what Qt asks for."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        self.asked.append(QUrl(name).toString())
        dot = QImage(1, 1, QImage.Format.Format_ARGB32)
        dot.fill(0)
        return dot


def drawn(made: Compiled) -> list[str]:
    """Draw a card; return what Qt asked for."""
    document = Spy()
    document.setHtml(made.html)
    document.setTextWidth(680)
    image = QImage(680, 600, QImage.Format.Format_ARGB32)
    painter = QPainter(image)
    document.drawContents(painter)
    painter.end()
    return document.asked


def test_there_are_enough_attacks() -> None:
    assert len(set(ATTACKS)) + len(LARGE) >= 200


@pytest.mark.parametrize("html", ATTACKS)
def test_an_attack_is_text(html: str, qtbot: QtBot) -> None:
    made = compile_card(f"before {html}", pictures=lambda _: (10, 10))

    Reader().feed(made.html)
    assert all(address.startswith(("media:", "formula:")) for address in drawn(made))
    assert made.text.startswith("before") or "html{display:none}" in html


@pytest.mark.parametrize("css", [html.partition("<style>")[2].partition("</style>")[0] for html in SHEETS])
def test_an_attack_by_a_note_type_is_text(css: str, qtbot: QtBot) -> None:
    made = compile_card("<p title=abc>x", css)

    Reader().feed(made.html)
    assert drawn(made) == []
    assert made.text == "x"


@pytest.mark.parametrize("html", LARGE, ids=lambda html: html[:24])
def test_a_card_beyond_all_bounds_takes_no_more_than_a_moment(html: str, qtbot: QtBot) -> None:
    start = time.process_time()
    made = compile_card(html)
    middle = time.process_time()
    drawn(made)

    assert middle - start < 1.5
    assert time.process_time() - middle < 4
    assert len(made.html) < 4_000_000
