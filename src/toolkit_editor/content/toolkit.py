"""toolkit.yml as values: names, languages, parts, kinds, themes, voices, support lines, licence.

Reading is lenient about what is missing and strict about what is wrong, so that any folder of
Markdown has a usable toolkit and a broken file is said so in one sentence.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from toolkit_editor.base.errors import Refused
from toolkit_editor.base.message import say
from toolkit_editor.content.safe_yaml import BrokenYaml, load_yaml

FILE = "toolkit.yml"
FORMAT = 1

Words = Mapping[str, str]
"""The same words per language."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the toolkit."""

    id: str
    title: Words


@dataclass(frozen=True, slots=True)
class SupportLine:
    """Where a person finds help."""

    name: Words
    contact: Words
    link: str = ""


@dataclass(frozen=True, slots=True)
class Toolkit:
    """The toolkit as its file describes it."""

    name: Words = field(default_factory=dict)
    languages: tuple[str, ...] = ("en",)
    roots: Mapping[str, str] = field(default_factory=dict)
    pairs: tuple[Mapping[str, str], ...] = ()
    parts: tuple[Part, ...] = ()
    kinds: Mapping[str, Words] = field(default_factory=dict)
    themes: Mapping[str, Words] = field(default_factory=dict)
    voices: Mapping[str, Words] = field(default_factory=dict)
    support: tuple[SupportLine, ...] = ()
    licence: Mapping[str, str] = field(default_factory=dict)
    citation: Words = field(default_factory=dict)
    organisations: tuple[str, ...] = ()
    site: Mapping[str, Any] = field(default_factory=dict)

    @property
    def source_language(self) -> str:
        """The language that is written first."""
        return self.languages[0]

    def root(self, language: str) -> str:
        """The folder of a language, without slashes at the ends; empty for the top."""
        return self.roots.get(language, language).strip("/").removeprefix("./").strip(".")

    def blocking(self) -> frozenset[str]:
        """The codes of warnings that this toolkit wants to stop publishing."""
        codes = self.site.get("blocks")
        return frozenset(str(code) for code in codes) if isinstance(codes, list) else frozenset()


def in_language(words: Words, language: str, otherwise: str = "") -> str:
    """`words` in `language`, or in the first language there is."""
    return words.get(language) or next(iter(words.values()), otherwise)


def read_toolkit(data: bytes) -> Toolkit:
    """The toolkit in a toolkit.yml; raises `Refused` with one sentence where it is broken."""
    try:
        found = load_yaml(data)
    except BrokenYaml as problem:
        raise Refused(
            say("The toolkit's own file, toolkit.yml, is broken. {why}", why=problem.message)
        ) from problem
    if not isinstance(found, dict):
        raise _wrong("toolkit.yml")
    if found.get("format", FORMAT) != FORMAT:
        raise Refused(
            say("This toolkit was made by a newer version of the program. Update the program.")
        )
    languages = tuple(str(code) for code in _list(found, "languages")) or ("en",)
    return Toolkit(
        name=_words(found.get("name"), languages[0]),
        languages=languages,
        roots={str(k): str(v) for k, v in _mapping(found, "roots").items()},
        pairs=tuple(_pair(pair) for pair in _list(found, "pairs")),
        parts=tuple(_part(part, languages[0]) for part in _list(found, "parts")),
        kinds=_named(found, "kinds", languages[0]),
        themes=_named(found, "themes", languages[0]),
        voices=_named(found, "voices", languages[0]),
        support=tuple(_support(line, languages[0]) for line in _list(found, "support")),
        licence={str(k): str(v) for k, v in _mapping(found, "licence").items() if v is not None},
        citation=_words(found.get("citation"), languages[0]),
        organisations=tuple(str(name) for name in _list(found, "organisations")),
        site=_mapping(found, "site"),
    )


def _wrong(place: str) -> Refused:
    return Refused(
        say(
            "In the toolkit's own file, toolkit.yml, “{place}” is not as it should be.", place=place
        )
    )


def _list(found: Mapping[str, Any], key: str) -> list[Any]:
    value = found.get(key)
    if value is None:
        return []
    if not isinstance(value, list):
        raise _wrong(key)
    return value


def _mapping(found: Mapping[str, Any], key: str) -> dict[str, Any]:
    value = found.get(key)
    if value is None:
        return {}
    if isinstance(value, str) and key == "licence":
        return {"name": value}
    if not isinstance(value, dict):
        raise _wrong(key)
    return value


def _words(value: Any, language: str) -> Words:
    if value is None:
        return {}
    if isinstance(value, dict):
        return {str(k): str(v) for k, v in value.items() if v is not None}
    return {language: str(value)}


def _named(found: Mapping[str, Any], key: str, language: str) -> Mapping[str, Words]:
    return {str(k): _words(v, language) for k, v in _mapping(found, key).items()}


def _pair(value: Any) -> Mapping[str, str]:
    if not isinstance(value, dict):
        raise _wrong("pairs")
    return {str(k): str(v) for k, v in value.items()}


def _part(value: Any, language: str) -> Part:
    if not isinstance(value, dict) or "id" not in value:
        raise _wrong("parts")
    return Part(str(value["id"]), _words(value.get("title"), language))


def _support(value: Any, language: str) -> SupportLine:
    if not isinstance(value, dict):
        raise _wrong("support")
    return SupportLine(
        _words(value.get("name"), language),
        _words(value.get("contact"), language),
        str(value.get("link") or ""),
    )
