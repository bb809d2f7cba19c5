"""Reading aloud with a voice that writes down what it was told, and with a real one to a file."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from toolkit_editor.prose.document import Document
from toolkit_editor.ui.writing.editor import TextEditor
from toolkit_editor.ui.writing.reading_aloud import (
    ReadingAloud,
    Voice,
    sentences_in,
    voices_for,
)
from toolkit_editor.ui.writing.screen_words import screen_words

TEXT = "# Hope\n\nOne sentence. Another one!\n\n```\ncode\n```\n\n!-! set rate 100\n"


@pytest.fixture
def editor(qtbot: QtBot) -> TextEditor:
    made = TextEditor(screen_words())
    qtbot.addWidget(made)
    made.show_leaves(Document(TEXT.encode()).leaves)
    made.show()
    return made


def fake(folder: Path, name: str, script: str) -> None:
    """A program called `name` that runs Python."""
    file = folder / name
    file.write_text(f"#!{sys.executable}\n{script}")
    file.chmod(0o755)


def recorder(folder: Path, name: str, wait: float = 0) -> Path:
    told = folder / f"{name}.told"
    fake(
        folder,
        name,
        "import json, sys, time\n"
        "said = sys.stdin.buffer.read().decode()\n"
        f"open({str(told)!r}, 'a').write(json.dumps([sys.argv[1:], said]) + '\\n')\n"
        f"time.sleep({wait})\n",
    )
    return told


def lines(told: Path) -> list[tuple[list[str], str]]:
    return (
        [tuple(json.loads(line)) for line in told.read_text().splitlines()] if told.exists() else []
    )


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A computer that has only the programs of the test."""
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


needs_scripts = pytest.mark.skipif(sys.platform != "linux", reason="the fake voice is a script")


@needs_scripts
def test_every_sentence_goes_to_the_voice_and_never_on_the_command_line(
    editor: TextEditor, path: Path, qtbot: QtBot
) -> None:
    told = recorder(path, "espeak-ng")
    aloud = ReadingAloud(editor)
    selected: list[str] = []
    editor.selectionChanged.connect(lambda: selected.append(editor.textCursor().selectedText()))
    with qtbot.waitSignal(aloud.reading, check_params_cb=lambda on: not on, timeout=20_000):
        aloud.toggle("fr")
    assert [said.strip() for _, said in lines(told)] == [
        "Hope",
        "One sentence.",
        "Another one!",
        "set rate 100",
    ]
    assert all(arguments == ["-v", "fr", "--stdin"] for arguments, _ in lines(told))
    assert [one for one in selected if one][:3] == ["Hope", "One sentence.", "Another one!"]


@needs_scripts
def test_it_begins_at_the_cursor_and_the_same_key_stops_it(
    editor: TextEditor, path: Path, qtbot: QtBot
) -> None:
    told = recorder(path, "espeak-ng", wait=60)
    aloud = ReadingAloud(editor)
    editor.go_to(8)
    aloud.toggle("en")
    assert aloud.is_reading
    qtbot.waitUntil(lambda: bool(lines(told)), timeout=20_000)
    aloud.toggle("en")
    assert not aloud.is_reading
    assert [said.strip() for _, said in lines(told)] == ["One sentence."]


@needs_scripts
def test_typing_stops_it(editor: TextEditor, path: Path) -> None:
    recorder(path, "espeak-ng", wait=60)
    aloud = ReadingAloud(editor)
    aloud.toggle("en")
    assert aloud.is_reading
    editor.insertPlainText("x")
    assert not aloud.is_reading


@needs_scripts
def test_a_voice_that_fails_gives_way_to_the_next(
    editor: TextEditor, path: Path, qtbot: QtBot
) -> None:
    fake(path, "spd-say", "import sys; sys.exit(1)")
    told = recorder(path, "espeak-ng")
    aloud = ReadingAloud(editor)
    with qtbot.waitSignal(aloud.reading, check_params_cb=lambda on: not on, timeout=20_000):
        aloud.toggle("en")
    assert lines(told)[0][1].strip() == "Hope"
    assert len(lines(told)) == 4


@needs_scripts
def test_when_no_voice_works_it_is_said(editor: TextEditor, path: Path, qtbot: QtBot) -> None:
    fake(path, "espeak-ng", "import sys; sys.exit(1)")
    aloud = ReadingAloud(editor)
    with qtbot.waitSignal(aloud.said, timeout=20_000) as said:
        aloud.toggle("en")
    assert "could not read" in said.args[0]
    assert not aloud.is_reading


def test_where_there_is_no_voice_it_is_said(editor: TextEditor, path: Path, qtbot: QtBot) -> None:
    aloud = ReadingAloud(editor)
    with qtbot.waitSignal(aloud.said) as said:
        aloud.toggle("en")
    assert "no voice" in said.args[0]


def test_no_system_puts_words_on_a_command_line(path: Path) -> None:
    for name in ("say", "powershell", "spd-say", "espeak-ng"):
        (path / name).touch(mode=0o755)
    for platform in ("linux", "darwin", "win32"):
        for language in ("en", "fr", "x'; rm", "iu"):
            for voice in voices_for(language, platform):
                assert "rm" not in " ".join(voice.arguments)


def test_code_is_not_read(editor: TextEditor) -> None:
    assert "code" not in " ".join(one.text for one in sentences_in(editor.leaves()))


@pytest.mark.skipif(not shutil.which("espeak-ng"), reason="espeak-ng is not on this computer")
def test_a_real_voice_speaks_french(editor: TextEditor, tmp_path: Path, qtbot: QtBot) -> None:
    editor.show_leaves(Document("Le rétablissement commence ici.\n".encode()).leaves)
    sound = tmp_path / "said.wav"
    program = shutil.which("espeak-ng") or ""
    voice = Voice(program, ("-v", "fr", "--stdin", "-w", str(sound)))
    aloud = ReadingAloud(editor, lambda _language: [voice])
    with qtbot.waitSignal(aloud.reading, check_params_cb=lambda on: not on, timeout=20_000):
        aloud.toggle("fr")
    assert sound.read_bytes()[:4] == b"RIFF"
    assert sound.stat().st_size > 20_000
