"""Reading a text aloud, sentence by sentence, with a voice this computer has.

The words go to the voice's standard input, never on a command line, where others could read them.
The sentence that is read is selected. Must not know any voice beyond how it is started.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QProcess, Signal

from toolkit_editor.checks.reading import sentences_of
from toolkit_editor.prose.model import BREAK, OBJECT, Kind, Leaf
from toolkit_editor.ui.bridge.language import tr
from toolkit_editor.ui.widgets.speech import announce
from toolkit_editor.ui.writing.editor import TextEditor

_READ = (Kind.PARAGRAPH, Kind.HEADING, Kind.CELL)
_PLACES = {"en": "en-CA", "fr": "fr-CA"}
_MAC_VOICES = {"fr": "Amelie"}
_POWERSHELL = (
    "[Console]::InputEncoding = [Text.Encoding]::UTF8; Add-Type -AssemblyName System.Speech; "
    "$voice = New-Object System.Speech.Synthesis.SpeechSynthesizer; "
    "try {{ $voice.SelectVoiceByHints('NotSet', 'NotSet', 0, "
    "[Globalization.CultureInfo]'{place}') }} catch {{ }}; "
    "$voice.Speak([Console]::In.ReadToEnd())"
)
_COMMAND = re.compile(r"^[\s!\-]+")
"""What begins a command, and not words, for one of the voices."""


@dataclass(frozen=True, slots=True)
class Voice:
    """A program that says what it is given on its standard input and then ends."""

    program: str
    arguments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and where it is in the plain text, in code points."""

    start: int
    end: int
    text: str


def voices_for(language: str, platform: str = sys.platform) -> list[Voice]:
    """The voices of this computer for a language, the likeliest first."""
    code = language if language.isalnum() else "en"
    place = _PLACES.get(code, code)
    candidates = {
        "darwin": [
            Voice("say", ("-v", _MAC_VOICES[code]) if code in _MAC_VOICES else ()),
            Voice("say"),
        ],
        "win32": [
            Voice(
                "powershell",
                ("-NoProfile", "-NonInteractive", "-Command", _POWERSHELL.format(place=place)),
            )
        ],
    }.get(
        platform,
        [
            Voice("spd-say", ("--wait", "--pipe-mode", "--language", code)),
            Voice("espeak-ng", ("-v", code, "--stdin")),
            Voice("espeak", ("-v", code, "--stdin")),
        ],
    )
    found = [(voice, shutil.which(voice.program)) for voice in candidates]
    return [Voice(path, voice.arguments) for voice, path in found if path]


def sentences_in(leaves: Sequence[Leaf]) -> list[Sentence]:
    """The sentences of running text; code and source are not read."""
    found: list[Sentence] = []
    at = 0
    for leaf in leaves:
        text = leaf.text
        if leaf.kind in _READ:
            for span in sentences_of(text):
                words = text[span.start : span.end].replace(BREAK, " ").replace(OBJECT, " ")
                found.append(Sentence(at + span.start, at + span.end, words))
        at += len(text) + 1
    return found


class ReadingAloud(QObject):
    """Reads what one editor shows."""

    reading = Signal(bool)
    """Whether it reads now."""
    said = Signal(str)
    """Why it does not read, to be shown quietly."""

    def __init__(
        self,
        editor: TextEditor,
        voices: Callable[[str], list[Voice]] = voices_for,
        parent: QObject | None = None,
    ) -> None:
        """Read `editor` with one of the `voices` for a language."""
        super().__init__(parent or editor)
        self._editor = editor
        self._voices = voices
        self._left: list[Sentence] = []
        self._choices: list[Voice] = []
        self._process: QProcess | None = None
        editor.edited.connect(self.stop)

    @property
    def is_reading(self) -> bool:
        """Whether it reads now."""
        return self._process is not None

    def toggle(self, language: str) -> None:
        """Begin at the sentence with the cursor, or stop."""
        if self.is_reading:
            self.stop()
            return
        self._choices = self._voices(language)
        if not self._choices:
            self._tell(
                tr(
                    "This computer has no voice that reads aloud. On Linux, install speech-"
                    "dispatcher or espeak-ng."
                )
            )
            return
        here = self._editor.selected_range()[0]
        self._left = [one for one in sentences_in(self._editor.leaves()) if one.end > here]
        if not self._left:
            self._tell(tr("There is nothing to read after the cursor."))
            return
        self.reading.emit(True)
        self._read_next()

    def stop(self) -> None:
        """Be silent at once."""
        process, self._process = self._process, None
        if process is None:
            return
        self._left = []
        process.finished.disconnect(self._on_finished)
        process.errorOccurred.disconnect(self._on_error)
        process.finished.connect(process.deleteLater)
        if process.state() == QProcess.ProcessState.NotRunning:
            process.deleteLater()
        else:
            process.kill()
            process.waitForFinished(1000)
        self.reading.emit(False)

    def _read_next(self) -> None:
        if not self._left:
            self.stop()
            return
        sentence = self._left[0]
        self._editor.go_to(sentence.start, sentence.end)
        voice = self._choices[0]
        process = QProcess(self)
        former, self._process = self._process, process
        if former is not None:
            former.deleteLater()
        process.finished.connect(self._on_finished)
        process.errorOccurred.connect(self._on_error)
        process.setStandardOutputFile(QProcess.nullDevice())
        process.setStandardErrorFile(QProcess.nullDevice())
        process.start(voice.program, list(voice.arguments))
        words = _COMMAND.sub("", sentence.text.replace("\n", " "))
        process.write(f"{words}\n".encode())
        process.closeWriteChannel()

    def _on_finished(self, code: int, status: QProcess.ExitStatus) -> None:
        if code or status is not QProcess.ExitStatus.NormalExit:
            self._fail()
            return
        self._left.pop(0)
        self._read_next()

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._fail()

    def _fail(self) -> None:
        """Try the next voice with the same sentence; say so where there is none."""
        self._choices.pop(0)
        if self._choices:
            self._read_next()
            return
        self.stop()
        self._tell(tr("The voice of this computer could not read this. Try again later."))

    def _tell(self, text: str) -> None:
        announce(self._editor, text)
        self.said.emit(text)
