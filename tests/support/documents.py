"""Documents as Word and LibreOffice write them, as small as they can be, made of their XML."""

from __future__ import annotations

import io
import zipfile

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
ODF = "urn:oasis:names:tc:opendocument:xmlns"
AUTHOR = "Perpetua Lindqvist"
"""Who wrote and remarked; must never be kept."""
BY = f'w:author="{AUTHOR}" w:initials="PL" w:date="2026-03-02T10:00:00Z"'

_STYLES = f"""<w:styles xmlns:w="{WORD}">
<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/></w:style>
<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="Q"><w:name w:val="Quote"/></w:style>
</w:styles>"""
_NUMBERING = f"""<w:numbering xmlns:w="{WORD}">
<w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl>
<w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="1">
<w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
</w:numbering>"""


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """A zip file of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return out.getvalue()


# Word


def run(text: str, marks: str = "") -> str:
    """Words of a paragraph; `marks` are the properties, such as `<w:b/>`."""
    properties = f"<w:rPr>{marks}</w:rPr>" if marks else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*inside: str, properties: str = "") -> str:
    """A paragraph of runs; plain words are one run."""
    runs = "".join(one if one.startswith("<") else run(one) for one in inside)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{runs}</w:p>"


def styled(style: str, *inside: str) -> str:
    """A paragraph in a style of `_STYLES`."""
    return paragraph(*inside, properties=f'<w:pStyle w:val="{style}"/>')


def item(text: str, level: int = 0, number: int = 1) -> str:
    """An item of a list; number 2 is the numbered one."""
    told = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return paragraph(text, properties=told)


def added(text: str) -> str:
    """Words that a tracked change would add."""
    return f'<w:ins w:id="90" {BY}>{run(text)}</w:ins>'


def removed(text: str) -> str:
    """Words that a tracked change would take away."""
    gone = f'<w:r><w:delText xml:space="preserve">{text}</w:delText></w:r>'
    return f'<w:del w:id="91" {BY}>{gone}</w:del>'


def commented(id_: int, text: str) -> str:
    """Words with a comment on them."""
    begin, end = f'<w:commentRangeStart w:id="{id_}"/>', f'<w:commentRangeEnd w:id="{id_}"/>'
    return f'{begin}{run(text)}{end}<w:r><w:commentReference w:id="{id_}"/></w:r>'


def note(id_: int) -> str:
    """The mark of a footnote."""
    return f'<w:r><w:footnoteReference w:id="{id_}"/></w:r>'


def drawing(alt: str, link: str = 'r:embed="rPicture"') -> str:
    """The picture of the document, with its alternative text."""
    main = "http://schemas.openxmlformats.org/drawingml/2006"
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{main}/wordprocessingDrawing">'
        f'<wp:docPr id="1" name="Picture 1" descr="{alt}"/>'
        f'<a:graphic xmlns:a="{main}/main"><a:graphicData uri="{main}/picture">'
        f'<pic:pic xmlns:pic="{main}/picture"><pic:blipFill><a:blip {link}/></pic:blipFill>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def cell(text: str, properties: str = "") -> str:
    """A cell of a table."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def table(*rows: list[str]) -> str:
    """A table of cells; the first row is its header."""
    head = "<w:trPr><w:tblHeader/></w:trPr>"
    written = [f"<w:tr>{head if not n else ''}{''.join(row)}</w:tr>" for n, row in enumerate(rows)]
    return f"<w:tbl>{''.join(written)}</w:tbl>"


def docx(
    *blocks: str,
    comments: dict[int, str] | None = None,
    notes: dict[int, str] | None = None,
    picture: bytes = b"",
    parts: dict[str, str | bytes] | None = None,
) -> bytes:
    """A Word document of these blocks."""
    relations = [("rStyles", "styles", "styles.xml"), ("rNumbers", "numbering", "numbering.xml")]
    made: dict[str, str | bytes] = {
        "[Content_Types].xml": (
            f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="png" '
            'ContentType="image/png"/><Default Extension="xml" ContentType="application/xml"/>'
            "</Types>"
        ),
        "_rels/.rels": _relations([("rMain", "officeDocument", "word/document.xml")]),
        "docProps/core.xml": f"<core>{AUTHOR}</core>",
        "word/styles.xml": _STYLES,
        "word/numbering.xml": _NUMBERING,
        "word/document.xml": (
            f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{WORD}" '
            f'xmlns:r="{OFFICE}"><w:body>{"".join(blocks)}</w:body></w:document>'
        ),
    }
    if comments:
        relations.append(("rComments", "comments", "comments.xml"))
        written = "".join(
            f'<w:comment w:id="{id_}" {BY}>{"".join(map(paragraph, text.splitlines()))}</w:comment>'
            for id_, text in comments.items()
        )
        made["word/comments.xml"] = f'<w:comments xmlns:w="{WORD}">{written}</w:comments>'
    if notes:
        relations.append(("rNotes", "footnotes", "footnotes.xml"))
        written = "".join(
            f'<w:footnote w:id="{id_}">{paragraph(run(text))}</w:footnote>'
            for id_, text in notes.items()
        )
        made["word/footnotes.xml"] = f'<w:footnotes xmlns:w="{WORD}">{written}</w:footnotes>'
    if picture:
        relations.append(("rPicture", "image", "media/image1.png"))
        made["word/media/image1.png"] = picture
    relations.append(("rLink", "hyperlink", "https://example.org/there"))
    made["word/_rels/document.xml.rels"] = _relations(relations)
    return zipped({**made, **(parts or {})})


def _relations(relations: list[tuple[str, str, str]]) -> str:
    outside = 'TargetMode="External"'
    written = "".join(
        f'<Relationship Id="{id_}" Type="{OFFICE}/{kind}" Target="{target}" '
        f"{outside if '://' in target else ''}/>"
        for id_, kind, target in relations
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{written}</Relationships>'


# LibreOffice


def odt(
    body: str,
    styles: str = "",
    picture: bytes = b"",
    manifest: str = "",
    parts: dict[str, str | bytes] | None = None,
) -> bytes:
    """An OpenDocument text with this body and these automatic styles."""
    spaces = " ".join(
        f'xmlns:{short}="{ODF}:{long}:1.0"'
        for short, long in (
            *(("office", "office"), ("text", "text"), ("table", "table"), ("style", "style")),
            *(("draw", "drawing"), ("svg", "svg-compatible"), ("fo", "xsl-fo-compatible")),
        )
    )
    spaces += ' xmlns:xlink="http://www.w3.org/1999/xlink"'
    spaces += ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
    made: dict[str, str | bytes] = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "META-INF/manifest.xml": (
            f'<manifest:manifest xmlns:manifest="{ODF}:manifest:1.0">{manifest}</manifest:manifest>'
        ),
        "content.xml": (
            f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces}>'
            f"<office:automatic-styles>{styles}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body>"
            "</office:document-content>"
        ),
    }
    if picture:
        made["Pictures/1.png"] = picture
    return zipped({**made, **(parts or {})})
