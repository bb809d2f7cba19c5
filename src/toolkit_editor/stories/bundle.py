"""A story with all that belongs to it, as the sealed files of its ref, and back.

A part that did not change keeps its sealed bytes while the same keys open it, so that its hash says
"unchanged". Must not know where the files are kept.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from toolkit_editor.base.errors import NotFound, Refused
from toolkit_editor.base.ids import EventId, PersonId, StoryId, is_id
from toolkit_editor.base.message import say
from toolkit_editor.stories import consent_json, sealed_to
from toolkit_editor.stories.channels import is_language
from toolkit_editor.stories.consent import Consent
from toolkit_editor.stories.record_json import RecordUnreadable
from toolkit_editor.stories.release import text_hash
from toolkit_editor.stories.sealed_to import Place, SealedTo
from toolkit_editor.stories.sealing import SealBroken, key_tag, open_sealed, seal, sealed_for
from toolkit_editor.stories.story import Story, StoryUnreadable, from_markdown, to_markdown

STORY = "story.age"
CONSENT = "consent.age"
SEALED_TO = "sealed-to.json"

_TRANSLATION = re.compile(r"story\.([A-Za-z0-9-]+)\.age")
_TALK = re.compile(r"talk/([0-9a-f]{16})\.age")
_MEDIUM = re.compile(r"media/([a-z0-9][a-z0-9_-]*(?:\.[a-z0-9_-]+)*)\.age")
_LONGEST_NAME = 100

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Seal:
    """How a part was found sealed: the hash of what it held, and the sealed bytes."""

    digest: bytes
    sealed: bytes


@dataclass(frozen=True, slots=True)
class OpenStory:
    """A story that this person can read.

    `translations` by language, `talk` as the bytes of each event, `media` by name.
    `found_sealed_to` is who its list names. `left` are files that could not be read or are not
    known; they are kept as they are. `seals` serve `seal_bundle` and are nobody else's business.
    """

    story: Story
    translations: Mapping[str, Story] = field(default_factory=dict)
    consent: Consent | None = None
    talk: Mapping[EventId, bytes] = field(default_factory=dict)
    media: Mapping[str, bytes] = field(default_factory=dict)
    found_sealed_to: SealedTo | None = None
    left: Mapping[str, bytes] = field(default_factory=dict)
    seals: Mapping[str, Seal] = field(default_factory=dict, repr=False, compare=False)

    def texts(self) -> dict[str, bytes]:
        """The story's file in each language."""
        own = {self.story.language: to_markdown(self.story)}
        return {lang: to_markdown(story) for lang, story in self.translations.items()} | own

    def hashes(self) -> dict[str, str]:
        """What the teller says yes to, by language (see `release`)."""
        return {lang: text_hash(text, self.media) for lang, text in self.texts().items()}

    def mark(self) -> str:
        """The hash of all that is told and agreed, however it is sealed.

        HMAC-SHA256 with the story's own file as the key, so that nobody who cannot read the story
        can try out what was agreed to.
        """
        record = consent_json.to_json(self.consent) if self.consent is not None else b""
        texts = "".join(f"{lang} {digest}\n" for lang, digest in sorted(self.hashes().items()))
        told = texts.encode() + record
        return hmac.new(to_markdown(self.story), told, hashlib.sha256).hexdigest()


def seal_bundle(story: OpenStory, place: Place, keys: Mapping[PersonId, str]) -> dict[str, bytes]:
    """The files of the story's ref, sealed to the people in `keys` (person: public line).

    Raises `KeyUnusable`, or `ValueError` for a part whose name cannot stand in the ref.
    """
    marks = frozenset(map(key_tag, keys.values()))
    files = dict(story.left)
    for path, data in _parts(story):
        before = story.seals.get(path)
        if before is not None and before.digest == _digest(data) and _opens(before.sealed, marks):
            files[path] = before.sealed
        else:
            files[path] = seal(data, keys.values())
    files[SEALED_TO] = sealed_to.to_json(SealedTo(place, frozenset(keys)))
    return files


def open_bundle(story: StoryId, files: Mapping[str, bytes], private_pem: bytes) -> OpenStory:
    """The story in the files of its ref.

    Raises `NotForThisKey` or `SealBroken` where its text cannot be opened. A smaller part that
    cannot be is left as it is: the story is readable without it, and without a readable consent
    record it is shown nowhere.
    """
    if STORY not in files:
        raise NotFound(say("This story is not here any more."))
    opening = _Opening(story, files, private_pem)
    text = opening.must(STORY)
    for path in sorted(files.keys() - {STORY, SEALED_TO}):
        opening.part(path)
    if text.language in opening.translations:
        opening.leave(f"story.{text.language}.age")
        del opening.translations[text.language]
    return OpenStory(
        text,
        opening.translations,
        opening.consent,
        opening.talk,
        opening.media,
        opening.sealed_to(),
        opening.left,
        opening.seals,
    )


class _Opening:
    """The parts found so far while a bundle is opened."""

    def __init__(self, story: StoryId, files: Mapping[str, bytes], private_pem: bytes) -> None:
        self._story = story
        self._files = files
        self._private = private_pem
        self.translations: dict[str, Story] = {}
        self.consent: Consent | None = None
        self.talk: dict[EventId, bytes] = {}
        self.media: dict[str, bytes] = {}
        self.left: dict[str, bytes] = {}
        self.seals: dict[str, Seal] = {}

    def must(self, path: str) -> Story:
        """The story's text, without which there is nothing to show."""
        return self._open(path, lambda data: from_markdown(self._story, data))

    def part(self, path: str) -> None:
        """Open one other part and put it where it belongs, or leave it."""
        try:
            if path == CONSENT:
                self.consent = self._open(path, self._own_consent)
            elif match := _TRANSLATION.fullmatch(path):
                language = match[1]
                self.translations[language] = self._open(
                    path, lambda data: self._translation(language, data)
                )
            elif match := _TALK.fullmatch(path):
                self.talk[EventId(match[1])] = self._open(path, bytes)
            elif (match := _MEDIUM.fullmatch(path)) and len(match[1]) <= _LONGEST_NAME:
                self.media[match[1]] = self._open(path, bytes)
            else:
                self.leave(path)
        except Refused:
            self.leave(path)

    def leave(self, path: str) -> None:
        """Keep a file as it is."""
        self.left[path] = self._files[path]
        self.seals.pop(path, None)

    def sealed_to(self) -> SealedTo | None:
        """Who the list names; None where it cannot be read (it is written anew each time)."""
        try:
            return sealed_to.from_json(self._files.get(SEALED_TO, b""))
        except RecordUnreadable:
            return None

    def _open(self, path: str, reading: Callable[[bytes], T]) -> T:
        data = open_sealed(self._files[path], self._private)
        found = reading(data)
        self.seals[path] = Seal(_digest(data), self._files[path])
        return found

    def _own_consent(self, data: bytes) -> Consent:
        consent = consent_json.from_json(data)
        if consent.story != self._story:
            raise RecordUnreadable(say("This consent record belongs to another story."))
        return consent

    def _translation(self, language: str, data: bytes) -> Story:
        story = from_markdown(self._story, data)
        if story.language != language:
            raise StoryUnreadable(say("This translation says it is in another language."))
        return story


def _parts(story: OpenStory) -> Iterator[tuple[str, bytes]]:
    """Path and bytes of every part to seal."""
    yield STORY, to_markdown(story.story)
    if story.consent is not None:
        yield CONSENT, consent_json.to_json(story.consent)
    for language, translation in story.translations.items():
        if not is_language(language) or language == story.story.language:
            raise ValueError(f"not the language of a translation: {language!r}")
        yield f"story.{language}.age", to_markdown(translation)
    for event, data in story.talk.items():
        if not is_id(event):
            raise ValueError(f"not an event id: {event!r}")
        yield f"talk/{event}.age", data
    for name, data in story.media.items():
        path = f"media/{name}.age"
        if not _MEDIUM.fullmatch(path) or len(name) > _LONGEST_NAME:
            raise ValueError(f"not a name for a medium: {name!r}")
        yield path, data


def _opens(sealed: bytes, marks: frozenset[str]) -> bool:
    """Whether exactly the keys with these marks open `sealed`."""
    try:
        return sealed_for(sealed) == marks
    except SealBroken:
        return False


def _digest(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()
