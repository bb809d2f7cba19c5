"""A sync with nothing new asks the workspace one question."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from support.walks import adopted, tell
from toolkit_editor.services import story_sharing, syncing, withdrawing
from toolkit_editor.store.plumbing import Plumbing
from toolkit_editor.stories.sealed_to import Place


def test_also_after_something_was_taken_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _places, desk = adopted(tmp_path)
    story = tell(desk)
    story_sharing.share_story(desk, story, Place.EDITORS)
    syncing.sync(desk)
    withdrawing.withdraw_story(desk, story)
    syncing.sync(desk)
    asked: list[str] = []
    real = Plumbing.run

    def run(plumbing: Plumbing, *arguments: str, **options: Any) -> Any:
        if options.get("network"):
            asked.append(arguments[0])
        return real(plumbing, *arguments, **options)

    monkeypatch.setattr(Plumbing, "run", run)
    assert syncing.sync(desk).sent == 0
    assert asked == ["ls-remote"]
    desk.close()
