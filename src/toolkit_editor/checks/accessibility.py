"""Whether everybody can use a section: descriptions, headings in order, links that say where to.

The rules follow WCAG 2.2: 1.1.1 (text alternatives), 1.3.1 (structure), 2.4.4 (link purpose).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from toolkit_editor.base.message import Message, say
from toolkit_editor.checks.finding import Code, Finding, Place, Severity
from toolkit_editor.prose.outline import Image, Structure

_SAYS_NOTHING = {
    *("click here", "here", "click", "this", "this link", "link", "this page", "page"),
    *("more", "read more", "learn more", "see more", "more info", "more information", "details"),
    *("download", "website", "go", "see here", "read this", "click this link", "follow this link"),
    *(
        "cliquez ici",
        "cliquer ici",
        "clique ici",
        "ici",
        "ce lien",
        "lien",
        "le lien",
        "cette page",
    ),
    *("plus", "lire la suite", "en savoir plus", "voir plus", "plus d'information", "suite"),
    *("plus d'informations", "plus d'infos", "détails", "télécharger", "site web", "voir ici"),
}
_FILE_NAME = re.compile(r"[\w .()-]+\.(?:png|jpe?g|gif|webp|svg|bmp|tiff?)", re.IGNORECASE)
_CAMERA_NAME = re.compile(
    r"(?:img|dsc|dscn|image|photo|picture|screenshot)[ _-]*\d*", re.IGNORECASE
)


def check_accessibility(
    structure: Structure, path: str, blocking: Collection[str] = ()
) -> list[Finding]:
    """What stands in somebody's way in the section at `path`, in the order of the text.

    `blocking` names the codes that the group wants to stop publishing.
    """
    noticed = [
        *_pictures(structure),
        *_headings(structure),
        *_links(structure),
        *_tables(structure),
    ]
    return [
        Finding(
            Severity.BLOCK if code in blocking else Severity.WARN, code, Place(path, line), message
        )
        for line, code, message in sorted(noticed, key=lambda item: item[0])
    ]


def says_nothing(text: str) -> bool:
    """Whether a link's `text` tells nobody where it leads when read on its own."""
    plain = re.sub(r"\s+", " ", text.replace("’", "'")).strip(" .…:!?>»→").casefold()
    return not plain or plain in _SAYS_NOTHING


_Noticed = tuple[int, Code, Message]


def _pictures(structure: Structure) -> Iterator[_Noticed]:
    for image in structure.images:
        if not image.alt.strip():
            yield (
                image.line,
                Code.NO_ALT,
                say("This picture has no description. Say in a few words what it shows."),
            )
        elif _is_a_file_name(image):
            yield (
                image.line,
                Code.NO_ALT,
                say(
                    "The description of this picture is a file name, “{alt}”. "
                    "Say in a few words what it shows.",
                    alt=image.alt.strip(),
                ),
            )


def _is_a_file_name(image: Image) -> bool:
    alt = image.alt.strip()
    return bool(_FILE_NAME.fullmatch(alt) or _CAMERA_NAME.fullmatch(alt))


def _headings(structure: Structure) -> Iterator[_Noticed]:
    before = 1
    for heading in structure.headings:
        if not heading.text.strip():
            yield (
                heading.line,
                Code.HEADING_ORDER,
                say("This heading is empty. Give it words, or make it an ordinary line."),
            )
        if heading.level > before + 1:
            yield (
                heading.line,
                Code.HEADING_ORDER,
                say(
                    "The heading “{heading}” is a step too deep: level {level} comes after "
                    "level {before}. Choose level {wanted}.",
                    heading=heading.text.strip(),
                    level=heading.level,
                    before=before,
                    wanted=before + 1,
                ),
            )
        before = heading.level


def _links(structure: Structure) -> Iterator[_Noticed]:
    for link in structure.links:
        if not link.text.strip():
            yield (
                link.line,
                Code.LINK_TEXT,
                say("This link has no words. Write where it leads."),
            )
        elif says_nothing(link.text):
            yield (
                link.line,
                Code.LINK_TEXT,
                say(
                    "The link “{text}” does not say where it leads. Name the page or the file.",
                    text=link.text.strip(),
                ),
            )


def _tables(structure: Structure) -> Iterator[_Noticed]:
    for table in structure.tables:
        if not table.has_header:
            yield (
                table.line,
                Code.TABLE_HEADER,
                say("This table has no heading row. Say in its first row what each column holds."),
            )
