"""A program without a window that shares and syncs, to be ended suddenly at any moment of it.

Each line on its standard input is a page to share, or nothing; then it syncs, as a process of its
own, which stops by itself just before: whoever wants to watch it has the time to begin. The answers
are that process's id; then `done`, what it refused, or `ended`.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from pathlib import Path

from support.circle_desks import StandingClock
from toolkit_editor.base.errors import Refused
from toolkit_editor.services import founding, sharing, syncing, writing
from toolkit_editor.settings.places import Places
from toolkit_editor.store import locks


def work(home: Path, address: str, page: dict[str, str]) -> str:
    """Keep the page, share it and sync; gives what a person would be told."""
    locks._STARTED = time.time()  # as if this process had started anew
    desk = founding.open_workspace(Places(home), address, StandingClock())
    if page:
        kept = writing.keep(desk, page["path"], page["text"].encode())
        assert kept is not None
        sharing.share(desk, kept.draft)
    os.kill(os.getpid(), signal.SIGSTOP)
    try:
        syncing.sync(desk)
    except Refused as refusal:
        return f"refused {refusal}"
    finally:
        desk.close()
    return "done"


def main() -> None:
    """Serve until the input ends."""
    home, address = Path(sys.argv[1]), sys.argv[2]
    for line in sys.stdin:
        answer, say = os.pipe()
        child = os.fork()
        if child == 0:
            os.setsid()
            os.write(say, work(home, address, json.loads(line)).encode())
            os._exit(0)
        os.close(say)
        print(child, flush=True)
        with os.fdopen(answer) as told:
            said = told.read()
        os.waitpid(child, 0)
        print(said or "ended", flush=True)


if __name__ == "__main__":
    main()
