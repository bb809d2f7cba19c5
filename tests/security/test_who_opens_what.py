"""Every object of the workspace and of every home is tried with every key of the group.

A story opens for its teller and the people it is sealed to, a moment of it for its teller alone,
and nothing for anybody else: another contributor, somebody who left, a key that was never here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from support.circle_desks import joined
from support.story_refs import content
from support.toolkits import git
from support.walks import SECRET, adopted, everything, repositories, tell
from toolkit_editor.base.errors import Refused
from toolkit_editor.base.ids import StoryId
from toolkit_editor.services import (
    answers,
    people,
    story_moments,
    story_reading,
    story_review,
    story_sharing,
    story_talk,
    telling,
)
from toolkit_editor.services.desk import Desk
from toolkit_editor.services.syncing import sync
from toolkit_editor.settings.places import Places
from toolkit_editor.store.keys import Key
from toolkit_editor.stories.sealed_to import Place
from toolkit_editor.stories.sealing import open_sealed

FRENCH, TALK, ANSWER, MOMENT = "Oreiller zanzibarois", "Walrus umbrella", "By telephone", "Ink pot"
GROUP, TITLE, PICTURE = "Brass kettle", "A title of mine", b"\x89PNG not shown"
PRIVATE = (SECRET, FRENCH, TALK, ANSWER, MOMENT, GROUP, TITLE, PICTURE.decode("latin-1"))


@dataclass
class Group:
    """Ben told one story to the editors and one to the group; Zoe left before the second."""

    folder: Path
    places: Places
    keys: dict[str, Key]
    other: StoryId
    """The one for the group."""

    def openers(self) -> Iterator[tuple[bytes, frozenset[str]]]:
        """What each sealed object says, and who can open it."""
        for repository in repositories(self.folder):
            listed = git(repository, "cat-file", "--batch-all-objects", "--batch-check")
            for row in listed.splitlines():
                oid, kind, _ = row.split()
                if kind == "blob" and (data := content(repository, oid)).startswith(b"age-"):
                    yield self._opened(data)

    def _opened(self, data: bytes) -> tuple[bytes, frozenset[str]]:
        said, who = b"", set()
        for name, key in self.keys.items():
            try:
                said = open_sealed(data, key.to_openssh())
            except Refused:
                continue
            who.add(name)
        return said, frozenset(who)


@pytest.fixture(scope="module")
def group(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Group]:
    folder = tmp_path_factory.mktemp("group")
    places, ana = adopted(folder)
    desks: dict[str, Desk] = {"ana": ana}
    for name, role in (("ben", "contributor"), ("kai", "contributor"), ("eve", "editor")):
        desks[name] = joined(folder, ana, name, role)[1]
    desks["zoe"] = joined(folder, ana, "zoe", "editor")[1]
    ben, eve = desks["ben"], desks["eve"]

    def meet() -> None:
        for _ in range(2):
            for desk in desks.values():
                sync(desk)

    meet()
    story = tell(ben)
    opened = story_reading.open_story(ben, story).opened
    french = replace(opened.story, language="fr", head=b"", body=f"{FRENCH}.\n".encode())
    telling.keep_words(ben, story, TITLE, f"{SECRET} morning.\n".encode())
    telling.keep_translation(ben, story, french)
    kept = story_reading.open_story(ben, story).opened
    story_moments.keep_opened(ben, replace(kept, media={"card.png": PICTURE}))
    telling.say_yes(ben, story)
    story_sharing.share_story(ben, story, Place.EDITORS)
    meet()
    story_talk.say_about(eve, story, f"{TALK}.")
    answers.write_down(eve, story, True, f"{ANSWER}.")
    meet()
    telling.keep_words(ben, story, TITLE, f"{MOMENT}.\n".encode())
    people.remove(ana, desks["zoe"].me.id)
    meet()
    other = tell(ben, GROUP, "starts small")
    story_sharing.share_story(ben, other, Place.GROUP)
    meet()
    story_talk.say_about(desks["kai"], other, f"{TALK} too.")
    story_review.ask_teller(eve, story, f"{TALK} again?")
    meet()
    keys = {name: desk.me.key for name, desk in desks.items()} | {"nobody": Key.make()}
    for desk in desks.values():
        desk.close()
    yield Group(folder, places, keys, other)


def test_without_a_key_nothing_of_a_story_reads_anywhere(group: Group) -> None:
    for repository in repositories(group.folder):
        whole = everything(repository)
        names = git(repository, "log", "--all", "--format=%B%an%ae", "--name-only").encode()
        for words in PRIVATE:
            assert words.encode("latin-1", "replace") not in whole + names, (repository, words)


def test_with_a_key_only_what_was_meant_for_it_opens(group: Group) -> None:
    found: dict[bytes, set[str]] = {}
    for said, who in group.openers():
        assert "nobody" not in who
        found.setdefault(said, set()).update(who)
    meant = {
        SECRET: {"ana", "ben", "eve", "zoe"},
        FRENCH: {"ana", "ben", "eve", "zoe"},
        TALK + ".": {"ana", "ben", "eve", "zoe"},
        ANSWER: {"ana", "ben", "eve", "zoe"},
        TALK + " again": {"ana", "ben", "eve"},
        MOMENT: {"ben"},
        GROUP: {"ana", "ben", "eve", "kai"},
        TALK + " too": {"ana", "ben", "eve", "kai"},
    }
    for words, people_ in meant.items():
        opened = [who for said, who in found.items() if words.encode() in said]
        assert opened, words
        assert set().union(*opened) == people_, words
    for said, who in found.items():
        mine = (GROUP, f"{TALK} too", f'"story": "{group.other}"')
        assert "kai" not in who or any(words.encode() in said for words in mine), said[:200]
    assert found[PICTURE] == {"ana", "ben", "eve", "zoe"}


def test_what_is_sealed_anew_after_somebody_left_does_not_open_for_them(group: Group) -> None:
    refs = git(group.folder / "ws", "for-each-ref", "--format=%(refname)", "refs/heads/story")
    for ref in refs.split():
        listed = git(group.folder / "ws", "ls-tree", "-r", ref).splitlines()
        for row in listed:
            if row.endswith(".age"):
                data = content(group.folder / "ws", row.split()[2])
                with pytest.raises(Refused):
                    open_sealed(data, group.keys["zoe"].to_openssh())
