"""One running program without a window: does what each line on its standard input says.

A line is `{"verb": …, …}`; the answer is one line too: `{"ok": …}`, or the refusal as
`{"refused": sentence, "kind": …}`. Its home is `TOOLKIT_EDITOR_HOME`, as for the real program.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from support.toolkits import objects_only_of
from support.walks import SECRET, edit, plainly, publish, tell, written
from toolkit_editor.base.clock import SystemClock
from toolkit_editor.base.errors import Refused
from toolkit_editor.base.ids import DraftId, StoryId
from toolkit_editor.review.event import GROUP
from toolkit_editor.services import (
    founding,
    publishing,
    reaching,
    reviewing,
    sharing,
    story_reading,
    story_review,
    story_sharing,
    story_talk,
    syncing,
    withdrawing,
    writing,
)
from toolkit_editor.services.aftermath import aftermath
from toolkit_editor.services.desk import MAIN, Desk
from toolkit_editor.settings.places import find_places
from toolkit_editor.store.model import RefChange
from toolkit_editor.stories.sealed_to import Place


class Instance:
    """The program as one person runs it."""

    def __init__(self) -> None:
        self._places, self._clock = find_places(), SystemClock()
        self._open: Desk | None = None
        self._asked: Refused | None = None

    def do(self, verb: str, facts: dict[str, Any]) -> dict[str, Any]:
        """One verb; a refusal that can be answered is remembered for `answer_…`."""
        try:
            verbs: Callable[..., Any] = getattr(self, verb)
            if self._open is not None:
                self._open.refresh()
            return {"ok": verbs(**facts)}
        except Refused as refusal:
            self._asked = refusal
            return {"refused": str(refusal), "kind": type(refusal).__name__}

    @property
    def _desk(self) -> Desk:
        assert self._open is not None, "nothing is open"
        return self._open

    # coming in

    def found(self, address: str, source: str, site: str) -> None:
        written(Path(source))
        about = {"format": 1, "name": {"en": "Ours"}, "languages": ["en", "fr"]}
        about["site"] = {"repository": site}
        Path(source, "toolkit.yml").write_text(json.dumps(about))
        self._open = founding.adopt(self._places, Path(source), address, None, self._clock)

    def invitation(self) -> str:
        return self._desk.founding or ""

    def join(self, address: str, name: str, invitation: str) -> None:
        self._open = founding.ask_to_join(self._places, address, name, invitation, self._clock)

    def open(self, address: str) -> None:
        self._open = founding.open_workspace(self._places, address, self._clock)

    def let_in(self, name: str, roles: list[str]) -> None:
        asking = self._desk.state().group.asking or {}
        one = next(one for one in asking.values() if one.name == name)
        facts = {"person": one.id, "key": one.key, "name": name, "roles": roles}
        self._desk.record(("person-added", GROUP, facts))

    # answering what was asked

    def answer_sign_in(self, name: str, token: str) -> None:
        assert isinstance(self._asked, reaching.SignInNeeded)
        reaching.sign_in(self._asked, name, token)

    def answer_trust(self) -> str:
        assert isinstance(self._asked, reaching.UnknownHost)
        reaching.trust(self._asked)
        return self._asked.key.fingerprint

    # the work

    def sync(self) -> int:
        return syncing.sync(self._desk).sent

    def read(self, path: str) -> str:
        return self._desk.files(self._desk.main(), [path])[path].decode()

    def edit(self, path: str, before: str, after: str) -> str:
        return edit(self._desk, path, before.encode(), after.encode())

    def write(self, path: str, text: str) -> str:
        kept = writing.keep(self._desk, path, text.encode())
        assert kept is not None
        return kept.draft

    def share(self, draft: str) -> None:
        sharing.share(self._desk, DraftId(draft))

    def queue(self) -> list[str]:
        return [one.id for one in reviewing.queue(self._desk)]

    def approve(self, draft: str) -> None:
        reviewing.approve(self._desk, DraftId(draft))

    def bring_in(self) -> None:
        publishing.bring_in(self._desk)

    def main(self) -> str:
        return self._desk.main()

    def everything(self) -> list[str]:
        """Every ref that the group has, with where it stands."""
        return sorted(f"{oid} {ref}" for ref, oid in self._desk.refs("refs/heads/").items())

    def tell(self, words: str = SECRET, place: str = "editors") -> str:
        story = tell(self._desk, words)
        story_sharing.share_story(self._desk, story, Place(place))
        return story

    def objects_of(self, story: str) -> list[str]:
        """Every object that only this story needs, also of moments nobody else saw."""
        refs = [ref for ref in self._desk.refs("refs/") if ref.endswith(f"/{story}")]
        return sorted(objects_only_of(self._desk.store.folder, refs))

    def approve_story(self, story: str) -> None:
        story_review.approve_with_place(self._desk, StoryId(story))

    def look_at_site(self) -> None:
        folder = self._places.look_at_site(self._desk.address.target)
        publishing.write_site(publishing.build(self._desk, plainly), folder)

    def talk_about(self, story: str, words: str) -> None:
        story_talk.say_about(self._desk, StoryId(story), words)

    def aftermath(self, story: str) -> dict[str, Any]:
        found = aftermath(self._desk, StoryId(story))
        erased = [bool(one.at) for one in found.receipts]
        return {"told": found.told, "host_erases": found.host_erases, "erased": erased}

    def readable(self, story: str, words: str = SECRET) -> bool:
        opened = story_reading.open_story(self._desk, StoryId(story)).opened
        return words in opened.story.body.decode()

    def stories(self) -> list[str]:
        return [row.id for row in story_reading.stories(self._desk)]

    def take_back(self, story: str) -> None:
        withdrawing.withdraw_story(self._desk, StoryId(story))

    def publish(self) -> int:
        return publish(self._places, self._desk).pages

    def move_main(self) -> None:
        """What a broken or changed program might do: move the toolkit without being allowed to."""
        desk = self._desk
        tip = desk.main()
        own = desk.store.make_commit(
            {"en/own.md": desk.store.write(b"# Own\n")},
            base=tip,
            parents=(tip,),
            author=desk.me.id,
            at=desk.clock.now(),
            message="Own",
        )
        desk.move(RefChange(MAIN, own, tip))


def main() -> None:
    """Serve until the input ends."""
    instance = Instance()
    for line in sys.stdin:
        facts = json.loads(line)
        verb = facts.pop("verb")
        print(json.dumps(instance.do(verb, facts)), flush=True)


if __name__ == "__main__":
    main()
