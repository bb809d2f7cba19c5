"""The document I wrote elsewhere is all there: its words, and what others remarked on them."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from support.documents import (
    AUTHOR,
    ODF,
    WORD,
    added,
    cell,
    commented,
    docx,
    drawing,
    item,
    note,
    odt,
    paragraph,
    removed,
    run,
    styled,
    table,
    zipped,
)
from toolkit_editor.base.errors import Refused
from toolkit_editor.intake.opening import take_file
from toolkit_editor.intake.taken import Remark, RemarkKind, TakenIn
from toolkit_editor.prose.document import Document
from toolkit_editor.prose.plain import plain_text


def text_of(taken: TakenIn) -> str:
    """The Markdown that was taken."""
    written = Document(b"").write(taken.leaves)
    assert written.faithful
    return written.data.decode()


def word(*blocks: str, **parts: object) -> TakenIn:
    return take_file("plan.docx", docx(*blocks, **parts))  # type: ignore[arg-type]


def remarks_of(taken: TakenIn) -> list[tuple[str, str, str]]:
    """Each remark: its kind, the words it is on, what it says."""
    text = plain_text(taken.leaves).text
    return [(one.kind.value, text[one.start : one.end], one.text) for one in taken.remarks]


def dot() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (2, 2), "navy").save(out, "PNG")
    return out.getvalue()


# Word

KINDS = ["plain", "added", "removed", "comment"]
BITS = ["a ", "bc", " d", "e. f", " "]


def test_headings_lists_links_and_emphasis_come_out_of_word() -> None:
    link = f'<w:hyperlink r:id="rLink">{run("there")}</w:hyperlink>'
    taken = word(
        styled("T", "Our plan"),
        styled("H2", run("First", "<w:b/>")),
        paragraph("We ", run("listen", "<w:b/>"), ", then we ", run("speak", "<w:i/>"), "."),
        item("water"),
        item("cold", level=1),
        item("paper"),
        item("Sit.", number=2),
        item("Begin.", number=2),
        styled("Q", "Nothing about us."),
        paragraph("See ", link, run(".")),
    )
    assert text_of(taken) == (
        "# Our plan\n\n## First\n\nWe **listen**, then we *speak*.\n\n"
        "- water\n  - cold\n- paper\n\n1. Sit.\n2. Begin.\n\n> Nothing about us.\n\n"
        "See [there](https://example.org/there).\n"
    )
    assert taken.remarks == ()
    assert taken.left_out == ()


def test_a_table_of_word_keeps_its_header() -> None:
    wide = '<w:gridSpan w:val="2"/>'
    taken = word(
        table([cell("Day"), cell("Task"), cell("Who")], [cell("Monday"), cell("call", wide)])
    )
    assert text_of(taken) == "| Day | Task | Who |\n| --- | --- | --- |\n| Monday | call |  |\n"


def test_footnotes_of_word_stay_footnotes() -> None:
    taken = word(
        paragraph("Hope", note(2), run(" begins.")),
        notes={2: "Said in <spring>".replace("<spring>", "spring")},
    )
    assert text_of(taken) == "Hope[^1] begins.\n\n[^1]: Said in spring\n"


def test_a_picture_of_word_comes_with_its_description() -> None:
    picture = dot()
    taken = word(paragraph("Us: ", drawing("Four chairs")), picture=picture)
    assert text_of(taken) == "Us: ![Four chairs](picture-1)\n"
    assert taken.pictures == {"picture-1": picture}


def test_a_picture_that_lies_elsewhere_is_told_and_not_fetched() -> None:
    taken = word(paragraph("Us: ", drawing("x", 'r:link="rLink"')))
    assert text_of(taken) == "Us:\n"
    assert "on the web" in str(taken.left_out[0])


def test_a_comment_comes_along_with_the_words_it_is_on_and_without_a_name() -> None:
    taken = word(
        styled("H1", "Meeting"),
        paragraph("We met in ", commented(0, "late spring "), run("and stayed.")),
        comments={0: "Was it not summer?\nI think so."},
    )
    assert remarks_of(taken) == [("comment", "late spring", "Was it not summer?\nI think so.")]
    assert text_of(taken) == "# Meeting\n\nWe met in late spring and stayed.\n"
    assert AUTHOR not in repr(taken)
    assert AUTHOR.split()[0] not in repr(taken)


def test_a_comment_over_two_paragraphs_spans_both() -> None:
    begin, end = '<w:commentRangeStart w:id="4"/>', '<w:commentRangeEnd w:id="4"/>'
    taken = word(
        paragraph(f"{begin}{run('One.')}"), paragraph(f"{run('Two.')}{end}"), comments={4: "Both?"}
    )
    assert remarks_of(taken) == [("comment", "One.\nTwo.", "Both?")]


def test_a_comment_on_no_word_is_on_the_word_before() -> None:
    point = '<w:r><w:commentReference w:id="4"/></w:r>'
    taken = word(paragraph(f"{run('One two')}{point}"), comments={4: "Why?"})
    assert remarks_of(taken) == [("comment", "two", "Why?")]


def test_tracked_changes_are_suggestions_on_the_text_as_it_was() -> None:
    taken = word(
        paragraph("The ", removed("patients "), added("residents "), run("decide.")),
        paragraph("They ", added("always "), run("decide "), removed("almost "), run("alone.")),
    )
    assert text_of(taken) == "The patients decide.\n\nThey decide almost alone.\n"
    assert remarks_of(taken) == [
        ("insertion", "patients ", "residents "),
        ("insertion", "decide", "always decide"),
        ("deletion", "almost ", ""),
    ]
    assert AUTHOR not in repr(taken)


def test_words_added_at_the_end_are_said_with_the_word_before() -> None:
    taken = word(paragraph("We begin", added(" now"), run(".")), paragraph("x", added("yz")))
    assert remarks_of(taken) == [("insertion", "begin", "begin now"), ("insertion", "x", "xyz")]


def test_a_paragraph_that_was_added_is_not_in_the_text_but_not_lost() -> None:
    mark = '<w:rPr><w:ins w:id="8"/></w:rPr>'
    taken = word(
        paragraph("First."), paragraph(added("New one."), properties=mark), paragraph("Last.")
    )
    assert text_of(taken) == "First.\n\nLast.\n"
    ((kind, on, says),) = remarks_of(taken)
    assert kind == "insertion"
    assert "New one." in says
    assert on in ("First.", "Last.")


def test_two_paragraphs_that_a_change_would_join_are_still_two() -> None:
    mark = '<w:rPr><w:del w:id="8"/></w:rPr>'
    assert text_of(word(paragraph("One.", properties=mark), paragraph("Two."))) == "One.\n\nTwo.\n"


def test_remarks_do_not_change_the_text_around_them() -> None:
    plain = word(item("water"), paragraph(run("A b", "<w:b/>"), run(" c", "<w:b/>")))
    noted = word(
        item("water"),
        paragraph(
            run("A ", "<w:b/>"),
            commented(1, "b").replace("<w:r><w:t", "<w:r><w:rPr><w:b/></w:rPr><w:t"),
            run(" c", "<w:b/>"),
        ),
        comments={1: "x"},
    )
    assert text_of(noted) == text_of(plain)


@settings(max_examples=40)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["plain", "added", "removed", "comment"]),
            st.sampled_from(["a ", "bc", " d", "e. f", " "]),
        ),
        max_size=8,
    )
)
def test_every_remark_is_on_words_that_are_there(pieces: list[tuple[str, str]]) -> None:
    makers = {"plain": run, "added": added, "removed": removed}
    comments = {n: "why" for n, (kind, _) in enumerate(pieces) if kind == "comment"}
    inside = [
        commented(n, text) if kind == "comment" else makers[kind](text)
        for n, (kind, text) in enumerate(pieces)
    ]
    taken = word(paragraph("begin ", *inside), paragraph("end"), comments=comments)
    text = plain_text(taken.leaves).text
    assert not any(ord(c) >= 0x100000 for c in text)
    for one in taken.remarks:
        assert isinstance(one, Remark)
        assert 0 <= one.start < one.end <= len(text)
        assert one.text or one.kind is RemarkKind.DELETION
    assert (
        text.replace(" ", "")
        == "begin" + "".join(t for kind, t in pieces if kind != "added").replace(" ", "") + "\nend"
    )


# LibreOffice

NOTE = (
    '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>'
    "<text:note-body><text:p>Without advice.</text:p></text:note-body></text:note>"
)
STYLES = (
    '<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/>'
    '</style:style><style:style style:name="Q1" style:family="paragraph" '
    'style:parent-style-name="Quotations"/><text:list-style style:name="L1">'
    '<text:list-level-style-bullet text:level="1"/></text:list-style>'
    '<text:list-style style:name="L2"><text:list-level-style-number text:level="1" '
    'style:num-format="1"/></text:list-style>'
)


def test_a_libreoffice_text_comes_with_its_lists_notes_tables_and_pictures() -> None:
    picture = dot()
    body = (
        '<text:h text:outline-level="1">Le cercle</text:h>'
        f'<text:p>On <text:span text:style-name="B">écoute</text:span>{NOTE},<text:s text:c="2"/>'
        "puis on parle.</text:p>"
        '<text:list text:style-name="L1"><text:list-item><text:p>eau</text:p>'
        "<text:list><text:list-item><text:p>froide</text:p></text:list-item></text:list></text:list-item></text:list>"
        '<text:list text:style-name="L2"><text:list-item><text:p>un</text:p></text:list-item>'
        "<text:list-item><text:p>deux</text:p></text:list-item></text:list>"
        '<text:p text:style-name="Q1">Rien sans nous.</text:p>'
        "<table:table><table:table-row><table:table-cell><text:p>Jour</text:p></table:table-cell>"
        "<table:table-cell><text:p>Qui</text:p></table:table-cell></table:table-row>"
        '<table:table-row><table:table-cell table:number-columns-spanned="2"><text:p>lundi</text:p>'
        "</table:table-cell><table:covered-table-cell/></table:table-row></table:table>"
        '<text:p>Nous: <draw:frame><draw:image xlink:href="Pictures/1.png"/>'
        "<svg:desc>quatre chaises</svg:desc></draw:frame></text:p>"
        '<text:p><text:a xlink:href="https://example.org/la">là</text:a> '
        '<text:a xlink:href="javascript:x">non</text:a></text:p>'
    )
    taken = take_file("plan.odt", odt(body, STYLES, picture))
    assert text_of(taken) == (
        "# Le cercle\n\nOn **écoute**[^1], puis on parle.\n\n- eau\n  - froide\n\n"
        "1. un\n2. deux\n\n"
        "> Rien sans nous.\n\n| Jour | Qui |\n| --- | --- |\n| lundi |  |\n\n"
        "Nous: ![quatre chaises](picture-1)\n\n[là](https://example.org/la) non\n\n"
        "[^1]: Without advice.\n"
    )
    assert taken.pictures == {"picture-1": picture}


def test_comments_and_changes_of_libreoffice_come_along_without_a_name() -> None:
    who = f"<dc:creator>{AUTHOR}</dc:creator><dc:date>2026-03-02</dc:date>"
    info = f"<office:change-info>{who}</office:change-info>"
    body = (
        f'<text:tracked-changes><text:changed-region text:id="c1"><text:insertion>{info}'
        f'</text:insertion></text:changed-region><text:changed-region text:id="c2"><text:deletion>'
        f"{info}<text:p>almost </text:p></text:deletion></text:changed-region>"
        "</text:tracked-changes>"
        f'<text:p>We <text:change-start text:change-id="c1"/>always <text:change-end '
        f'text:change-id="c1"/>decide <text:change text:change-id="c2"/>alone, '
        f'<office:annotation office:name="a1">{who}<text:p>Who?</text:p></office:annotation>'
        'together<office:annotation-end office:name="a1"/>.</text:p>'
    )
    taken = take_file("x.odt", odt(body))
    assert text_of(taken) == "We decide almost alone, together.\n"
    assert remarks_of(taken) == [
        ("insertion", "decide", "always decide"),
        ("deletion", "almost ", ""),
        ("comment", "together", "Who?"),
    ]
    assert AUTHOR not in repr(taken)


# words without a program


@pytest.mark.parametrize(
    "data",
    [
        "Été\n\nplus tard".encode(),
        "\ufeffÉté\r\n\r\nplus tard".encode(),
        "Été\n\nplus tard".encode("utf-16"),
        "Été\n\nplus tard".encode("cp1252"),
    ],
)
def test_a_text_file_is_read_whoever_wrote_it(data: bytes) -> None:
    assert text_of(take_file("notes.txt", data)) == "Été\n\nplus tard\n"


def test_lists_and_lines_in_a_text_file_mean_what_they_look_like() -> None:
    text = (
        "Bring:\n- water\n  - cold\n- paper\n\n3) Sit.\n4) Begin.\n\nRoses\nare red.\n\n"
        "A line that was cut by a mail program because it was long\nand goes on here.\n\n"
        "# not a heading *or* emphasis\n"
    )
    assert text_of(take_file("notes.txt", text.encode())) == (
        "Bring:\n\n- water\n  - cold\n- paper\n\n3. Sit.\n4. Begin.\n\nRoses\\\nare red.\n\n"
        "A line that was cut by a mail program because it was long and goes on here.\n\n"
        "\\# not a heading \\*or\\* emphasis\n"
    )


def test_a_saved_web_page_is_its_main_part_in_its_own_letters() -> None:
    page = (
        "<html><meta charset='iso-8859-1'><body><header>Menu</header><main><p>Été</p></main></body>"
    )
    taken = take_file("page.html", page.encode("iso-8859-1"))
    assert text_of(taken) == "Été\n"
    assert "around the text" in str(taken.left_out[0])


def test_a_markdown_file_stays_as_it_is() -> None:
    data = b"---\ntitle: x\n---\n* odd   *bullets*\n\n\n\n+ kept\n"
    taken = take_file("page.MD", data)
    assert taken.source == data
    assert [leaf.text for leaf in taken.leaves] == ["odd   bullets", "kept"]


# what cannot be taken


def bomb(size: int, name: str = "word/document.xml") -> bytes:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package,
        package.open(name, "w") as part,
    ):
        for _ in range(size // 1_000_000):
            part.write(b" " * 1_000_000)
    return out.getvalue()


def locked_zip() -> bytes:
    """A zip file whose parts say they are encrypted."""
    data = bytearray(docx(paragraph("x")))
    data[6] |= 1
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(data)


LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    f'<w:document xmlns:w="{WORD}"><w:body>{paragraph("&b;")}</w:body></w:document>'
)
OUTSIDE = (
    '<!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    f'<w:document xmlns:w="{WORD}"><w:body>{paragraph("&a;")}</w:body></w:document>'
)
DEEP = (
    f'<w:document xmlns:w="{WORD}"><w:body>{"<w:p>" * 3000}{"</w:p>" * 3000}</w:body></w:document>'
)
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("a.docx", b"", "empty"),
        ("a.docx", docx(paragraph("x"))[:200], "damaged"),
        ("a.docx", b"not a zip file", "cannot be brought in"),
        ("a.docx", docx(parts={"word/document.xml": "<broken"}), "damaged"),
        ("a.docx", docx(parts={"word/document.xml": LAUGHS}), "damaged"),
        ("a.docx", docx(parts={"word/document.xml": OUTSIDE.encode("utf-16")}), "damaged"),
        ("a.docx", docx(parts={"word/document.xml": DEEP}), "damaged"),
        ("a.docx", docx(parts={"word/styles.xml": LAUGHS}), "damaged"),
        ("a.docx", zipped({"word/other.xml": "<x/>"}), "damaged"),
        ("a.docx", bomb(100_000_000), "too large"),
        ("a.docx", bomb(300_000_000, "word/media/x.png"), "too large"),
        ("a.docx", zipped({f"word/{n}": "" for n in range(6_000)}), "too large"),
        ("a.docx", locked_zip(), "password"),
        ("a.docx", OLD + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "password"),
        ("a.doc", OLD + b"\0" * 600 + "WordDocument".encode("utf-16-le"), "save it as .docx"),
        ("a.rtf", b"{\\rtf1 words}", "save it as .docx"),
        ("a.pdf", b"%PDF-1.7\n", "copy its words"),
        ("a.png", dot(), "a picture"),
        ("a.xlsx", zipped({"xl/workbook.xml": "<x/>"}), "cannot be brought in"),
        ("a.bin", b"\0\1\2\3", "cannot be brought in"),
        ("a.odt", odt("", parts={"content.xml": "<!DOCTYPE x []><x/>"}), "damaged"),
        ("a.odt", odt("", parts={"content.xml": "<x/>"}), "not a text document"),
        (
            "a.odt",
            odt("", manifest=f'<manifest:encryption-data xmlns:manifest="{ODF}:manifest:1.0"/>'),
            "password",
        ),
    ],
    ids=lambda value: str(value)[:24],
)
def test_what_cannot_be_taken_is_refused_with_a_way_out(
    name: str, data: bytes, sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        take_file(name, data)


def test_a_document_in_the_strict_form_is_told_how_to_be_saved() -> None:
    strict = "<w:document xmlns:w='http://purl.oclc.org/ooxml/wordprocessingml/main'/>"
    with pytest.raises(Refused, match="ordinary Word document"):
        take_file("a.docx", docx(parts={"word/document.xml": strict}))


def test_a_text_may_begin_with_any_letters() -> None:
    assert text_of(take_file("a.txt", b"BM is a name")) == "BM is a name\n"


@settings(max_examples=60)
@given(st.integers(0, 3000), st.binary(min_size=1, max_size=40))
def test_a_damaged_document_is_taken_or_refused_and_nothing_else(at: int, noise: bytes) -> None:
    whole = docx(paragraph("x", commented(0, "y")), comments={0: "z"}, picture=dot())
    at %= len(whole)
    try:
        take_file("a.docx", whole[:at] + noise + whole[at + len(noise) :])
    except Refused as refused:
        assert str(refused)
