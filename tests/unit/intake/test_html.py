"""What I copied from another program arrives as clean words, and nothing else comes with it."""

from __future__ import annotations

import random
import re
import time
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from toolkit_editor.base.addresses import is_safe
from toolkit_editor.base.errors import Refused
from toolkit_editor.intake.html import take_html
from toolkit_editor.intake.images import path_beside_a_copy, word_picture
from toolkit_editor.intake.notes import relabelled
from toolkit_editor.prose.document import Document
from toolkit_editor.prose.model import Kind, Leaf, Run

CLIPBOARD = Path(__file__).parent / "clipboard"
CASES = sorted(path.stem for path in CLIPBOARD.glob("*.html"))
PIXEL = "data:image/png;base64,iVBORw0KGgo="


def taken_as(html: str) -> str:
    """The Markdown that `html` becomes."""
    written = Document(b"").write(take_html(html).leaves)
    assert written.faithful, written.data
    return written.data.decode()


def left_out(html: str) -> str:
    return " ".join(map(str, take_html(html).left_out))


@pytest.mark.parametrize("case", CASES)
def test_what_was_copied_from(case: str) -> None:
    html = (CLIPBOARD / f"{case}.html").read_text(encoding="utf-8")
    assert taken_as(html) == (CLIPBOARD / f"{case}.md").read_text(encoding="utf-8")


def test_there_are_enough_programs() -> None:
    assert len(CASES) >= 30


# words


def test_a_few_words_stay_words_with_the_blanks_around_them() -> None:
    leaves = take_html("<span> and <b>so</b> on </span>").leaves
    assert [(leaf.kind, leaf.text, leaf.path) for leaf in leaves] == [
        (Kind.PARAGRAPH, " and so on ", ())
    ]


def test_one_paragraph_is_one_leaf_outside_everything() -> None:
    (leaf,) = take_html("<meta charset='utf-8'><p> one paragraph\n</p>").leaves
    assert (leaf.text, leaf.path, leaf.number) == ("one paragraph", (), None)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("a&nbsp;b", "a b"),
        ("Quoi&nbsp;?&nbsp;Oui&nbsp;:", "Quoi\u00a0? Oui\u00a0:"),
        ("«&nbsp;mot&nbsp;»", "«\u00a0mot\u00a0»"),
        ("10&nbsp;000", "10\u00a0000"),
        ("x&nbsp;&nbsp; y", "x y"),
        ("so\u00adft, ze\u200bro, b\ufeffom", "soft, zero, bom"),
        ("\u202eback\u202c wards", "back wards"),
        ("family 👩\u200d👧", "family 👩\u200d👧"),
    ],
)
def test_blanks_mean_what_they_meant(html: str, text: str) -> None:
    assert take_html(f"<p>{html}</p>").leaves[0].text == text


def test_two_line_breaks_are_a_new_paragraph_and_one_is_not() -> None:
    assert taken_as("<div>one<br>two<br><br>three<br></div>") == "one\\\ntwo\n\nthree\n"


def test_a_bold_colon_before_a_word_does_not_become_a_code() -> None:
    assert taken_as("<p><b>Note:</b>read<b>.</b></p>") == "**Note**:read.\n"


def test_a_heading_all_in_bold_is_a_heading() -> None:
    assert taken_as("<h2><b>All</b> <b>bold</b></h2>") == "## All bold\n"


# links and pictures


def test_a_link_leads_where_it_led_without_the_one_who_watches() -> None:
    detour = "https://www.google.com/url?q=https://example.org/a&sa=D"
    assert taken_as(f"<p><a href='{detour}'>a</a></p>") == "[a](https://example.org/a)\n"


def test_unsafe_links_are_told_and_their_words_kept() -> None:
    html = "<p><a href='javascript:x'>words</a></p>"
    assert taken_as(html) == "words\n"
    assert "without the link" in left_out(html)


def test_a_picture_inside_the_page_comes_along_with_its_description() -> None:
    taken = take_html(f"<p>x <img src='{PIXEL}' alt='two [old] *chairs*'></p>")
    assert taken.pictures == {"picture-1": b"\x89PNG\r\n\x1a\n"}
    assert Document(b"").write(taken.leaves).data == b"x ![two (old) chairs](picture-1)\n"


def test_the_same_picture_twice_is_kept_once() -> None:
    taken = take_html(f"<img src='{PIXEL}'><p>and</p><img src='{PIXEL}'>")
    assert len(taken.pictures) == 1


def test_a_picture_on_the_web_is_not_fetched_and_that_is_said() -> None:
    html = "<p>x<img src='https://example.org/a.png' alt='chairs'></p>"
    assert taken_as(html) == "x\n"
    assert "on the web" in left_out(html)


def test_what_only_counts_readers_is_dropped_without_a_word() -> None:
    assert left_out("<p>x<img src='https://t.example.org/a.gif' width='1' height='1'></p>") == ""


def test_a_picture_beside_a_copy_from_word_is_asked_for_and_no_other_file(tmp_path: Path) -> None:
    folder = tmp_path / "msohtmlclip1" / "01"
    folder.mkdir(parents=True)
    (folder / "clip_image002.png").write_bytes(b"bytes")
    (tmp_path / "secret.png").write_bytes(b"secret")
    html = (
        f"<p>x<img src='file://{folder}/clip_image002.png' alt='a'>"
        f"<img src='file://{tmp_path}/secret.png'></p>"
    )
    taken = take_html(html, word_picture)
    assert list(taken.pictures.values()) == [b"bytes"]
    assert "could not be read" in " ".join(map(str, taken.left_out))


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "file:///tmp/msohtmlclip1/01/../../../etc/clip_image001.png",
        "file:///tmp/msohtmlclip1/id_ed25519",
        "file://server/share/msohtmlclip1/clip_image001.png",
        "https://example.org/msohtmlclip1/clip_image001.png",
    ],
)
def test_a_page_cannot_name_any_other_file_of_mine(address: str) -> None:
    assert path_beside_a_copy(address) is None


def test_word_on_windows_names_its_pictures_so() -> None:
    address = "file:///C:/Users/some%20body/Temp/msohtmlclip1/01/clip_image001.png"
    assert (
        path_beside_a_copy(address) == "C:/Users/some body/Temp/msohtmlclip1/01/clip_image001.png"
    )


# footnotes


def test_footnotes_put_into_a_text_with_footnotes_get_other_numbers() -> None:
    html = (CLIPBOARD / "word_footnotes.html").read_text(encoding="utf-8")
    leaves = relabelled(take_html(html).leaves, {"1", "note"})
    text = Document(b"").write(leaves).data.decode()
    assert re.findall(r"\[\^\w+\]:?", text) == ["[^2]", "[^3]", "[^2]:", "[^3]:"]


def test_a_footnote_that_was_not_copied_leaves_no_dangling_number_link() -> None:
    assert taken_as('<p>Words<a href="#_ftn1" name="_ftnref1">[1]</a></p>') == "Words[1]\n"


# limits


@pytest.mark.parametrize("tag", ["div", "ul><li", "blockquote", "b", "table><tr><td", "ol", "span"])
def test_nesting_without_end_does_no_harm(tag: str) -> None:
    html = f"<{tag}>" * (10_000 // (1 + tag.count("<") * 2)) + "words"
    assert "words" in taken_as(html)


@pytest.mark.parametrize(
    "html",
    [
        "<p>" + "x" * 5_000_001,
        "<br>" * 200_001,
        "<div>" * 60_000,
        "<div><table><tr><td></div>" * 20_000,
        "<p " + " ".join(f"a{n}" for n in range(60_000)) + ">x",
        "<p " + " ".join(f"a{n}='b>'" for n in range(60_000)) + ">x",
    ],
)
def test_more_than_can_be_read_is_refused_at_once(html: str) -> None:
    with pytest.raises(Refused, match="more than can be brought in"):
        take_html(html)


def test_large_pictures_do_not_count_as_words() -> None:
    taken = take_html(f"<p>x<img src='data:image/png;base64,{'QUJD' * 1_500_000}'></p>")
    assert len(taken.pictures["picture-1"]) == 4_500_000


# anything at all

TAGS = [
    *("p", "div", "h1", "h3", "b", "i", "s", "code", "a href='https://x.org/a b'", "a href='#n'"),
    *("ul", "ol start=3", "ol", "li", "li aria-level=2", "blockquote", "pre", "span", "sup", "q"),
    *("table", "tr", "td", "td rowspan=2", "th", "td colspan=3", "br", "hr", "caption", "dt", "dd"),
    *("p class=MsoListBullet", "p style='mso-list:l0 level2 lfo1'", "input type=checkbox"),
    *(
        f"img src={PIXEL} alt='a*b_c'",
        "span style='font-weight:700'",
        "i style='font-style:normal'",
    ),
    *("div style='white-space:pre'", "a id=n href='#m'", "p id=m"),
]
WORDS = [
    *("word", " ", "\n", "&nbsp;", "é", "*", "_", "`", "#", "- ", "1. ", "> ", "[x](y)", "|", "~~"),
    *(
        "&lt;b&gt;",
        "&amp;lt;",
        "::: tip",
        "[^1]",
        "[^1]: n",
        "[a]: b",
        "\\",
        "!",
        "[ ] ",
        "• ",
        "☑ ",
    ),
    *(
        "***",
        "---",
        "===",
        "```",
        "    ",
        "\t",
        "http://x.org",
        "&#x2028;",
        "&#xfffc;",
        ":",
        "»",
        "0",
    ),
]
PIECES = st.one_of(
    st.sampled_from(TAGS).map(lambda tag: f"<{tag}>"),
    st.sampled_from(TAGS).map(lambda tag: f"</{tag.split()[0]}>"),
    st.sampled_from(WORDS),
)


@given(st.lists(PIECES, max_size=40).map("".join))
@example("<ul><li><input type=checkbox><h1>x")
@example("<i>&lt;b&gt;    <q>")
@example("[a]: b<i>    [^1]: n")
@example("<ul><li>a<ol start=3><li>b</ol></ul>")
@example("<i><code>[x](y)<b></i>#<i>[ ] ")
@example("<p>x<a href='#m' id=n>1</a></p><p id=m><a href='#n' id=k>1</a></p>")
def test_anything_at_all_is_taken_and_can_be_written_as_it_is_seen(html: str) -> None:
    leaves = take_html(html).leaves
    assert Document(b"").write(leaves).faithful, leaves


def test_no_attack_gets_through() -> None:
    chance = random.Random(7)
    schemes = ["javascript:", "JaVa\nScript:", "&#106;avascript:", "data:text/html,", "vbscript:"]
    schemes += [
        "\x01javascript:",
        "java&#x09;script:",
        "%6Aavascript:",
        "//evil.org/",
        "\\\\evil\\",
    ]
    frames = [
        "<a href='{0}alert(1)'>x</a>",
        "<a href={0}alert(1)>x</a>",
        "<img src='{0}x' alt='y](javascript:alert(1))'>",
        "<p>[x]({0}alert(1))</p>",
        "<p>&lt;{0}&gt; &lt;script&gt;alert(1)&lt;/script&gt;</p>",
        "<a href='https://x.org/\"onclick=\"{0}'>&lt;img src=x onerror=alert(1)&gt;</a>",
        "<code>&lt;script&gt;</code>`&lt;script&gt;`{0}",
        "<pre>```\n&lt;script&gt;{0}</pre>",
        "<table><tr><td>&lt;b&gt;|{0}<td>`|`&lt;i&gt;</table>",
        "<svg><a xlink:href='{0}'>x</a></svg><math href='{0}'>x",
        "<p>[r]: {0}alert(1)</p><p>[r]</p>",
        "<a href='https://x.org/)[y]({0}alert(1)'>](</a>",
    ]
    for _ in range(2_500):
        tags = [f"<{chance.choice(TAGS)}>" for _ in range(chance.randrange(3))]
        html = "".join(tags)
        for frame in chance.choices(frames, k=3):
            html += frame.format(chance.choice(schemes)) + chance.choice(WORDS)
        written = Document(b"").write(take_html(html).leaves)
        assert written.faithful, html
        assert not dangers(written.data.decode()), html


def dangers(text: str) -> list[str]:
    """What in a Markdown text is HTML or leads somewhere unsafe, read by a plain parser."""
    md = MarkdownIt("commonmark").enable("table")
    md.validateLink = lambda _url: True  # type: ignore[method-assign]
    found: list[str] = []
    for token in md.parse(text):
        for inner in [token, *(token.children or [])]:
            if inner.type in ("html_block", "html_inline"):
                found.append(inner.content)
            for name in ("href", "src"):
                address = inner.attrGet(name)
                if address is not None and not is_safe(str(address)):
                    found.append(str(address))
    return found


def test_the_test_for_dangers_sees_them() -> None:
    assert dangers("[x](javascript:y) <b>z</b> ![p](data:q)") == [
        "javascript:y",
        "<b>",
        "</b>",
        "data:q",
    ]


def test_a_long_page_is_taken_without_a_wait() -> None:
    sentence = "<p class=MsoNormal style='margin:0cm'>Some <b>bold</b> words in a sentence.</p>\n"
    html = sentence * (1_000_000 // len(sentence))
    begun = time.process_time()
    take_html(html)
    took = time.process_time() - begun
    print(f"1 MB in {took:.2f} s")


def test_leaves_are_new_and_their_containers_are_told_apart() -> None:
    leaves = take_html("<ul><li>a</ul><p>b</p><ul><li>c</ul>" * 3).leaves
    assert all(isinstance(leaf, Leaf) and leaf.number is None for leaf in leaves)
    lists = [leaf.path[0].number for leaf in leaves if leaf.path]
    assert len(set(lists)) == len(lists)
    assert all(isinstance(run, Run) for leaf in leaves for run in leaf.runs)
