"""How long from a key until its letter is seen, beside other programs, and what opening costs.

Run it by hand: `.venv/bin/python tests/benchmarks/key_to_letter.py`, with `--quick` for fewer keys
and `--inside` or `--screen` for one half alone. The other programs: ghostwriter where it is
installed, novelWriter and ReText in an environment made for the run and thrown away. Needs Xvfb and
xdotool for the second half, and libenchant for the others' spelling: spelling, counting and saving
on their own are switched on in every program that has them. Prints tables; decides nothing and
keeps nothing.
"""

from __future__ import annotations

import argparse
import json
import mmap
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
SIZES = (2_000, 20_000, 200_000)
SCREEN_WORDS = 20_000
PLACES = ("start", "middle", "end")
PATIENCE = 60.0
SETTLED = 0.08
"""Seconds after a letter in which nothing more is expected to change; less than a caret blinks."""
_WORDS = """
    people hope time group meeting plan help story share listen learn care place home work life
    friend family house street garden table door window morning evening week year voice word
    question answer change choice support trust small large early late open quiet clear kind
    together often always sometimes never here there before after about with from into over
    under they people we you she he them make take give find keep think know feel hear say tell
""".split()  # noqa: SIM905
_SYLLABLES = ("ba", "lo", "mi", "ren", "tu", "sha", "vel", "nor", "ki", "das", "em", "pri", "ol")


def text_of(words: int) -> str:
    """A Markdown text of common words, one in twenty invented: headings, lists, links, marks."""
    chance = random.Random(words)

    def word() -> str:
        if chance.random() < 0.95:
            return chance.choice(_WORDS)
        return "".join(chance.choice(_SYLLABLES) for _ in range(chance.randint(1, 4)))

    def sentence(length: int) -> str:
        said = [word() for _ in range(length)]
        if chance.random() < 0.3:
            said[0] = f"**{said[0]}**"
        if chance.random() < 0.2:
            said[-1] = f"[{said[-1]}](https://example.org/{word()})"
        return " ".join(said).capitalize() + "."

    parts: list[str] = []
    count = 0
    while count < words:
        kind = chance.random()
        if kind < 0.08:
            parts.append(f"## {sentence(4)}")
            count += 4
        elif kind < 0.2:
            parts.append("\n".join(f"- {sentence(8)}" for _ in range(4)))
            count += 32
        else:
            parts.append(" ".join(sentence(14) for _ in range(5)))
            count += 70
    return "\n\n".join(parts) + "\n"


# in process


TYPED = "people hope for a quiet place and for time to share what they know about care "
"""What is typed."""


def inside(words: int, keys: int) -> None:
    """Open a text of so many words, type at its start, middle and end; prints JSON."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.path.insert(0, str(TESTS))
    from PySide6.QtCore import QCoreApplication, QEvent, Qt
    from PySide6.QtGui import QKeyEvent, QTextCursor
    from PySide6.QtWidgets import QApplication

    application = QApplication([])
    painted = _painted()
    with tempfile.TemporaryDirectory() as folder:
        editor, opened, close = _opened(Path(folder), words, application)
        found: dict[str, object] = {"words": words, "opened": opened}
        _until(application, lambda: not editor.isReadOnly())
        moves = QTextCursor.MoveOperation
        for place in PLACES:
            editor.moveCursor(moves.End if place == "end" else moves.Start)
            if place == "middle":
                cursor = editor.textCursor()
                cursor.setPosition(editor.document().characterCount() // 2)
                cursor.movePosition(moves.EndOfBlock)
                editor.setTextCursor(cursor)
            _pump(application, 0.5)
            times = []
            for number in range(keys + 3):
                _pump(application, 0.03)
                event = QKeyEvent(
                    QEvent.Type.KeyPress,
                    0,
                    Qt.KeyboardModifier.NoModifier,
                    TYPED[number % len(TYPED)],
                )
                painted.clear()
                begin = time.perf_counter()
                QCoreApplication.sendEvent(editor, event)
                while not painted:
                    application.processEvents()
                times.append(painted[0] - begin)
            found[place] = sorted(times[3:])
        found["memory"] = _resident()
        close()
    print(json.dumps(found))


def _painted():  # type: ignore[no-untyped-def]
    """A list that gets the time whenever an editor has been painted; before there is one."""
    from toolkit_editor.ui.writing.editor import TextEditor

    painted: list[float] = []
    paint = TextEditor.paintEvent

    def and_note(widget, event):  # type: ignore[no-untyped-def]
        paint(widget, event)
        painted.append(time.perf_counter())

    TextEditor.paintEvent = and_note
    return painted


def _opened(folder, words, application):  # type: ignore[no-untyped-def]
    """The editor with the text, the seconds until it was painted, and how to end it.

    In the section's page with everything beside it; a text that is too long for a section is shown
    in the editor alone.
    """
    from support.walks import PAGES, adopted
    from toolkit_editor.app.desktop import Desktop
    from toolkit_editor.base.clock import SystemClock
    from toolkit_editor.prose.document import Document
    from toolkit_editor.ui.bridge.navigation import Go
    from toolkit_editor.ui.sections.section_page import LONGEST, SectionPage
    from toolkit_editor.ui.writing.editor import TextEditor
    from toolkit_editor.ui.writing.screen_words import screen_words

    data = text_of(words).encode()
    if len(data) > LONGEST:
        begin = time.perf_counter()
        editor = TextEditor(screen_words())
        editor.resize(800, 700)
        editor.show_leaves(Document(data).leaves)
        editor.show()
        _pump(application, 0.0)
        editor.viewport().repaint()
        return editor, time.perf_counter() - begin, editor.close
    places, desk = adopted(folder, {**PAGES, "en/hope.md": data})
    desk.close()
    desktop = Desktop(application, places, SystemClock(), automatic=False)
    desktop.show(str(folder / "ws"))
    _until(application, lambda: desktop.session.about is not None)
    _pump(application, 0.5)
    begin = time.perf_counter()
    desktop.session.go(Go("section", "hope", "en"))
    page = desktop.window.page
    assert isinstance(page, SectionPage)
    _until(application, lambda: page.editor.document().characterCount() > 2)
    page.editor.viewport().repaint()
    return page.editor, time.perf_counter() - begin, desktop.close


def _pump(application, seconds):  # type: ignore[no-untyped-def]
    end = time.monotonic() + seconds
    while True:
        application.processEvents()
        if time.monotonic() >= end:
            return
        time.sleep(0.001)


def _until(application, condition):  # type: ignore[no-untyped-def]
    end = time.monotonic() + PATIENCE
    while not condition():
        application.processEvents()
        if time.monotonic() > end:
            raise SystemExit("the text did not come")


def _resident() -> float:
    """Megabytes in memory."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1_000_000


def all_inside(keys: int) -> None:
    """Each size in a process of its own."""
    print("In process, from the key until painted, milliseconds: median / p99")
    print(f"{'words':>8} {'opened':>9} {'memory':>8}  " + "".join(f"{p:>16}" for p in PLACES))
    for words in SIZES:
        command = [sys.executable, __file__, "--one", str(words), "--keys", str(keys)]
        ran = subprocess.run(command, capture_output=True, text=True, check=False)
        if ran.returncode:
            print(f"{words:>8} did not end well: {ran.stderr.strip()[-300:]}")
            continue
        found = json.loads(ran.stdout.splitlines()[-1])
        cells = [f"{_ms(found[p]):6.1f} / {_ms(found[p], 0.99):6.1f}" for p in PLACES]
        opened = f"{found['opened'] * 1000:.0f} ms"
        memory = f"{found['memory']:.0f} MB"
        print(f"{words:>8} {opened:>9} {memory:>8}  " + "".join(f"{c:>16}" for c in cells))


def _ms(times: list[float], part: float = 0.5) -> float:
    ordered = sorted(times)
    return 1000 * ordered[min(len(ordered) - 1, int(part * len(ordered)))]


# through the screen


OURS = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from toolkit_editor.app.desktop import Desktop
from toolkit_editor.base.clock import SystemClock
from toolkit_editor.settings.places import Places
from toolkit_editor.ui.bridge.navigation import Go
application = QApplication([])
desktop = Desktop(application, Places(Path(sys.argv[1])), SystemClock(), automatic=False)
desktop.show(sys.argv[2])
def go():
    if desktop.session.about is None:
        QTimer.singleShot(50, go)
    else:
        desktop.session.go(Go("section", "hope", "en"))
go()
application.exec()
"""
PROJECT = """<?xml version='1.0' encoding='utf-8'?>
<novelWriterXML appVersion="2.5" hexVersion="0x020500f0" fileVersion="1.5"
 fileRevision="4" timeStamp="2026-01-01 12:00:00">
  <project id="e2be99af-f9bf-4403-857a-c3d1ac25abea" saveCount="1" autoCount="0" editTime="0">
    <name>Text</name><author>Nobody</author>
  </project>
  <settings><doBackup>no</doBackup>
  <spellChecking auto="yes">en_CA</spellChecking>
  <lastHandle><entry key="editor">0000000000002</entry>
  <entry key="novel">0000000000001</entry></lastHandle></settings>
  <content items="2" novelWords="0" notesWords="0">
    <item handle="0000000000001" parent="None" root="0000000000001" order="0" type="ROOT"
     class="NOVEL"><meta expanded="yes"/><name status="None" import="None">Novel</name></item>
    <item handle="0000000000002" parent="0000000000001" root="0000000000001" order="0"
     type="FILE" class="NOVEL" layout="DOCUMENT"><meta expanded="no" heading="H2" charCount="0"
     wordCount="0" paraCount="0" cursorPos="0"/>
     <name status="None" import="None" active="yes">Text</name></item>
  </content>
</novelWriterXML>
"""


RETEXT = """[General]
spellCheck=true
spellCheckLocale=en_CA
autoSave=true
documentStatsEnabled=true
defaultPreviewState={preview}
"""
ANSWERS = {"novelwriter": ("alt+y", *["Return"] * 5)}
"""What is answered at the start: yes to an older project, and all right to its notices."""
WIDTH, HEIGHT = 1280, 800
LOOKED_AT = (60, 600)
"""The rows of pixels that count: below, status bars show clocks that change without a key."""


class Screen:
    """A virtual screen whose pixels can be read, and its keyboard."""

    def __init__(self, folder: Path) -> None:
        """Start it."""
        read, write = os.pipe()
        command = ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{WIDTH}x{HEIGHT}x24"]
        self._server = subprocess.Popen(
            [*command, "-fbdir", str(folder), "-nolisten", "tcp"],
            pass_fds=[write],
            stderr=subprocess.DEVNULL,
        )
        os.close(write)
        with os.fdopen(read) as told:
            self.name = f":{told.readline().strip()}"
        with (folder / "Xvfb_screen0").open("rb") as stream:
            self._pixels = mmap.mmap(stream.fileno(), 0, prot=mmap.PROT_READ)
        header = len(self._pixels) - WIDTH * HEIGHT * 4
        self._first, self._last = (header + row * WIDTH * 4 for row in LOOKED_AT)
        self._keys = subprocess.Popen(
            ["xdotool", "-"],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "DISPLAY": self.name},
        )

    def do(self, order: str) -> None:
        """Give xdotool an order."""
        assert self._keys.stdin is not None
        self._keys.stdin.write(f"{order}\n".encode())
        self._keys.stdin.flush()

    def look(self) -> bytes:
        """The pixels that count, now."""
        return self._pixels[self._first : self._last]

    def everything(self) -> bytes:
        """All pixels, with what precedes them."""
        return self._pixels[:]

    def still(self, seconds: float) -> None:
        """Wait until nothing has changed for so long."""
        end = time.monotonic() + PATIENCE
        since, seen = time.monotonic(), self.look()
        while time.monotonic() - since < seconds and time.monotonic() < end:
            time.sleep(0.02)
            now = self.look()
            if now != seen:
                since, seen = time.monotonic(), now

    def key(self, name: str) -> float | None:
        """Seconds from a key until a pixel changes; None if none does."""
        before = self.look()
        begin = time.perf_counter()
        self.do(f"key {name}")
        while time.perf_counter() - begin < 2:
            if self.look() != before:
                return time.perf_counter() - begin
        return None

    def close(self) -> None:
        """End it."""
        self._keys.kill()
        self._keys.wait()
        self._server.terminate()
        self._server.wait()


def all_on_screen(keys: int, only: list[str]) -> None:
    """Ours and the others, one after the other, on a screen each."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = folder / "text.md"
        file.write_text(text_of(SCREEN_WORDS))
        rows: dict[str, tuple[list[float], float] | str] = {}
        for program, command in _programs(folder, file, only):
            rows[program] = (
                command if isinstance(command, str) else _typed(folder / program, command, keys)
            )
    ours = rows.get("toolkit-editor")
    base = _ms(ours[0]) if isinstance(ours, tuple) else None
    print(f"\nThrough the screen, {SCREEN_WORDS} words, key until pixels changed, milliseconds")
    print(f"{'program':<16}{'median':>8}{'p99':>8}{'ratio':>8}{'memory':>10}")
    for program, found in rows.items():
        if isinstance(found, str):
            print(f"{program:<16}{found}")
            continue
        times, memory = found
        ratio = f"{_ms(times) / base:.2f}" if base else ""
        median, slowest = _ms(times), _ms(times, 0.99)
        print(f"{program:<16}{median:>8.1f}{slowest:>8.1f}{ratio:>8}{memory:>7.0f} MB")


def _programs(folder: Path, file: Path, only: list[str]) -> Iterator[tuple[str, list[str] | str]]:
    """Each program with its command, or with why it is not there."""
    sys.path.insert(0, str(TESTS))
    from support.walks import PAGES, adopted

    places, desk = adopted(folder / "ours", {**PAGES, "en/hope.md": file.read_bytes()})
    desk.close()
    ours = [sys.executable, "-c", OURS, str(places.home), str(folder / "ours" / "ws")]
    yield "toolkit-editor", ours
    ghost = shutil.which("ghostwriter")
    if "ghostwriter" in only:
        yield "ghostwriter", [ghost, str(file)] if ghost else "not installed (apt: ghostwriter)"
    bin_ = folder / "peers" / "bin"
    subprocess.run([sys.executable, "-m", "venv", str(bin_.parent)], check=True)
    for program, package in (("retext", "ReText"), ("novelwriter", "novelWriter")):
        if program not in only:
            continue
        pip = [str(bin_ / "python"), "-m", "pip", "install", "--quiet", package, "pyenchant"]
        if subprocess.run(pip, capture_output=True, check=False).returncode:
            yield program, "could not be installed with pip"
        elif program == "retext":
            yield program, [str(bin_ / "retext"), str(file)]
            yield f"{program}-preview", [str(bin_ / "retext"), str(file)]
        else:
            yield program, [str(bin_ / "novelwriter"), str(_project(folder, file))]


def _project(folder: Path, file: Path) -> Path:
    project = folder / "project"
    (project / "content").mkdir(parents=True)
    (project / "nwProject.nwx").write_text(PROJECT)
    (project / "content" / "0000000000002.nwd").write_text(file.read_text())
    return project / "nwProject.nwx"


def _typed(folder: Path, command: list[str], keys: int) -> tuple[list[float], float] | str:
    """The seconds of each key, and the megabytes in memory afterwards; or why there are none."""
    folder.mkdir()
    screen = Screen(folder)
    home = folder / "home"
    (home / "config").mkdir(parents=True)
    (home / ".local" / "share").mkdir(parents=True)
    settings = home / "config" / "ReText project" / "ReText.conf"
    settings.parent.mkdir()
    preview = "live-preview" if folder.name.endswith("preview") else "editor"
    settings.write_text(RETEXT.format(preview=preview))
    environment = {
        **os.environ,
        "DISPLAY": screen.name,
        "QT_QPA_PLATFORM": "xcb",
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_RUNTIME_DIR": str(home),
        "QTWEBENGINE_DISABLE_SANDBOX": "1",  # ghostwriter's preview does not start as root else
    }
    program = subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        screen.still(4.0)
        if program.poll() is not None:
            return "ended at once"
        for answer in ANSWERS.get(folder.name, ()):
            screen.do(f"key {answer}")
            screen.still(2.0)
        screen.do("mousemove 560 500 click 1")
        screen.still(0.4)
        screen.do("key ctrl+Home")
        screen.still(0.4)
        screen.do("key End")
        screen.still(0.4)
        letters = TYPED.replace(" ", "")
        times = []
        for number in range(keys + 3):
            took = screen.key(letters[number % len(letters)])
            if took is not None:
                times.append(took)
            time.sleep(SETTLED)
        _keep_picture(folder, screen)
        if not times[3:]:
            return "no letter was seen"
        return times[3:], sum(map(_share, _family(program.pid)))
    finally:
        program.kill()
        program.wait()
        screen.close()


def _family(process: int) -> list[int]:
    """A process and those it has started."""
    young = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return [process, *(one for child in young for one in _family(int(child)))]


def _share(process: int) -> float:
    """Megabytes of a process in memory; what it shares with others counts in part."""
    lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1000


def _keep_picture(folder: Path, screen: Screen) -> None:
    """Where `PICTURES` is set, what was on the screen, to see that it was the text."""
    where = os.environ.get("PICTURES")
    if where:
        (Path(where) / f"{folder.name}.xwd").write_bytes(screen.everything())


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--inside", action="store_true")
    parser.add_argument("--screen", action="store_true")
    parser.add_argument("--beside", nargs="*", default=["ghostwriter", "retext", "novelwriter"])
    parser.add_argument("--one", type=int)
    parser.add_argument("--keys", type=int)
    asked = parser.parse_args()
    keys = asked.keys or (30 if asked.quick else 120)
    if asked.one:
        inside(asked.one, keys)
        return
    if asked.inside or not asked.screen:
        all_inside(keys)
    if asked.screen or not asked.inside:
        all_on_screen(keys, asked.beside)


if __name__ == "__main__":
    main()
