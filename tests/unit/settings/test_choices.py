"""A person's choices survive a restart, a newer version and a broken file."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

from toolkit_editor.base.errors import StorageFailed
from toolkit_editor.settings.choices import Choices, load_choices, save_choices
from toolkit_editor.settings.places import VARIABLE, Places, find_places


def test_nothing_was_chosen_yet(tmp_path: Path) -> None:
    loaded = load_choices(tmp_path / "settings.json")
    assert loaded.choices == Choices()
    assert loaded.notice is None
    assert list(tmp_path.iterdir()) == []


def test_choices_are_there_again_after_a_restart(tmp_path: Path) -> None:
    file = tmp_path / "home" / "settings.json"
    chosen = Choices(
        interface_language="fr",
        toolkit_language="en",
        text_size=150,
        theme="contrast",
        last_workspace="/é",
        recent=("/é", "host:x"),
        person={"/é": "0" * 16},
        spelling=False,
        own_words=("Wâpan", "tikinagan"),
        smart_quotes=False,
        line_length="wide",
        writing_size=150,
        focus=True,
    )
    save_choices(file, chosen)
    assert load_choices(file).choices == chosen
    if os.name != "nt":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in file.parent.iterdir()] == ["settings.json"]


def test_what_a_newer_version_chose_is_kept(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    file.write_text(json.dumps({"text_size": 125, "from_tomorrow": {"a": [1]}}))
    save_choices(file, load_choices(file).choices)
    assert json.loads(file.read_bytes())["from_tomorrow"] == {"a": [1]}


@pytest.mark.parametrize(
    "broken", [b"", b"{", b"[]", b"\xff\xfe", b"[" * 100_000, b" " * 2_000_000]
)
def test_a_broken_file_is_set_aside_and_said(tmp_path: Path, broken: bytes) -> None:
    file = tmp_path / "settings.json"
    for name in ("settings.json.broken", "settings.json.broken-2"):
        file.write_bytes(broken)
        loaded = load_choices(file)
        assert loaded.choices == Choices()
        assert name in str(loaded.notice)
        assert (tmp_path / name).read_bytes() == broken
        assert not file.exists()


def test_a_choice_of_the_wrong_shape_falls_back_alone(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    wrong = {
        "text_size": True,
        "theme": "pink",
        "recent": [1, "x"],
        "interface_language": 3,
        "person": [],
        "last_workspace": "x",
    }
    file.write_text(json.dumps(wrong))
    assert load_choices(file).choices == Choices(recent=("x",), last_workspace="x")
    file.write_text(json.dumps({"text_size": 9000}))
    assert load_choices(file).choices.text_size == 300


def test_a_folder_in_the_way_is_one_sentence_and_the_old_file_stays(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    file.mkdir()
    (file / "x").touch()
    with pytest.raises(StorageFailed):
        save_choices(file, Choices())
    assert [path.name for path in tmp_path.iterdir()] == ["settings.json"]
    (tmp_path / "file").touch()
    with pytest.raises(StorageFailed):
        save_choices(tmp_path / "file" / "settings.json", Choices())


def test_one_variable_moves_everything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "x"))
    assert find_places() == Places(tmp_path / "x")
    monkeypatch.delenv(VARIABLE)
    assert "toolkit-editor" in str(find_places().home)


def test_the_folder_of_a_workspace_tells_nothing_about_it(tmp_path: Path) -> None:
    places = Places(tmp_path)
    one = places.workspace("https://host.example/recovery")
    assert one != places.workspace("https://host.example/other")
    assert one.parent == places.workspaces
    assert len(one.name) == 32
    assert "recovery" not in one.name
