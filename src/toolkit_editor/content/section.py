"""A section: one Markdown file in one language, with what its front matter says of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from toolkit_editor.base.ids import SectionId, is_id
from toolkit_editor.base.message import Message
from toolkit_editor.content.front_matter import split, values
from toolkit_editor.content.safe_yaml import BrokenYaml

_FIRST_HEADING = re.compile(
    r"^(?:#{1,6}[ \t]+(?P<atx>[^\r\n]+?)[ \t#]*"
    r"|(?P<setext>[^\r\n#>\-+*|`~ ][^\r\n]*)\r?\n(?:=+|-{2,})[ \t]*)$",
    re.MULTILINE,
)
_FENCED = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
_MARKS = re.compile(r"\[([^\]]*)\]\([^)]*\)|[*_`]+|\{[#.:][^}]*\}")
_LIQUID = re.compile(r"\{[{%].*?[%}]\}")
_LOOK_AT = 20_000


@dataclass(frozen=True, slots=True)
class Translated:
    """What a translation was made from."""

    language: str
    blob: str


@dataclass(frozen=True, slots=True)
class Section:
    """What the program knows of a section. `problem` says why its front matter cannot be read."""

    id: SectionId
    language: str
    path: str
    title: str
    blob: str = ""
    summary: str = ""
    part: str = ""
    kind: str = ""
    order: float | None = None
    voices: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    translated_from: Translated | None = None
    review_by: str = ""
    licence: str = ""
    own_id: bool = False
    problem: Message | None = None

    @property
    def is_landing(self) -> bool:
        """Whether it is the landing page of its folder."""
        return PurePosixPath(self.path).stem.casefold() == "index"


def read_section(data: bytes, path: str, language: str, root: str, blob: str = "") -> Section:
    """The section in the file `data` at `path`, under the language folder `root`. Never raises."""
    head, body = split(data)
    problem = None
    found: dict[str, Any] = {}
    try:
        found = values(head)
    except BrokenYaml as broken:
        problem = broken.message
    own = found.get("id")
    return Section(
        id=SectionId(str(own)) if is_id(own) else path_id(path, root),
        language=language,
        path=path,
        title=_text(found.get("title")) or title_of(body, path),
        blob=blob,
        summary=_text(found.get("summary")),
        part=_text(found.get("part")),
        kind=_text(found.get("kind")),
        order=_number(found.get("order")),
        voices=_texts(found.get("voices")),
        themes=_texts(found.get("themes")),
        translated_from=_translated(found.get("translated-from")),
        review_by=_text(found.get("review-by")),
        licence=_text(found.get("licence")),
        own_id=is_id(own),
        problem=problem,
    )


def path_id(path: str, root: str) -> SectionId:
    """The id of a file that has none: its path under the language folder, without extension."""
    inside = path.removeprefix(root + "/") if root else path
    return SectionId(inside.rpartition(".")[0] or inside)


def title_of(body: bytes, path: str) -> str:
    """A sensible title: the first heading, or else the file's name made readable."""
    text = _FENCED.sub("", body[:_LOOK_AT].decode("utf-8", "replace"))
    for match in _FIRST_HEADING.finditer(text):
        title = _LIQUID.sub("", match["atx"] or match["setext"] or "")
        title = _MARKS.sub(lambda m: m[1] or "", title).strip(" #:")
        if title:
            return title
    file = PurePosixPath(path)
    name = file.parent.name if file.stem.casefold() == "index" and file.parent.name else file.stem
    words = re.sub(r"[-_\s]+", " ", name).strip() or name
    return words[:1].upper() + words[1:]


def _text(value: Any) -> str:
    return "" if value is None or isinstance(value, dict | list) else str(value).strip()


def _texts(value: Any) -> tuple[str, ...]:
    if isinstance(value, list):
        return tuple(_text(item) for item in value)
    return (_text(value),) if _text(value) else ()


def _number(value: Any) -> float | None:
    try:
        return None if value is None or isinstance(value, bool) else float(value)
    except (TypeError, ValueError):
        return None


def _translated(value: Any) -> Translated | None:
    if not isinstance(value, dict):
        return None
    return Translated(_text(value.get("lang")), _text(value.get("blob")))
