"""A repository that would run somebody else's programs, if it were asked in the wrong way."""

from __future__ import annotations

import shutil
from pathlib import Path

from support.toolkits import git


def hostile(folder: Path, mark: Path) -> None:
    """Settings and hooks in a repository that would each run a program of somebody else's."""
    program = f"touch '{mark}'"
    runs = mark.parent / "runs"
    runs.write_text(f"#!/bin/sh\n{program}\nexit 0\n")
    runs.chmod(0o755)
    hooks = folder / "evil-hooks"
    hooks.mkdir()
    for name in (
        "pre-push",
        "reference-transaction",
        "post-index-change",
        "pre-receive",
        "update",
        "post-receive",
        "post-update",
        "proc-receive",
        "pre-auto-gc",
        "post-checkout",
        "fsmonitor-watchman",
    ):
        shutil.copy(runs, hooks / name)
    for key, value in {
        "core.hooksPath": str(hooks),
        "core.fsmonitor": str(runs),
        "core.sshCommand": str(runs),
        "core.pager": str(runs),
        "core.editor": str(runs),
        "core.askPass": str(runs),
        "core.gitProxy": str(runs),
        "core.alternateRefsCommand": str(runs),
        "core.attributesFile": str(folder / "evil-attributes"),
        "diff.external": str(runs),
        "filter.evil.clean": str(runs),
        "filter.evil.process": str(runs),
        "merge.evil.driver": str(runs),
        "gpg.program": str(runs),
        "commit.gpgSign": "true",
        "push.gpgSign": "if-asked",
        "gc.auto": "1",
        "uploadpack.packObjectsHook": str(runs),
        "remote.origin.uploadpack": str(runs),
        "remote.origin.receivepack": str(runs),
        "credential.helper": f"!{program}",
        "protocol.ext.allow": "always",
        "protocol.allow": "always",
        "alias.cat-file": f"!{program}",
        "alias.update-ref": f"!{program}",
        "url.ext::sh.insteadOf": "https://",
    }.items():
        git(folder, "config", key, value)
    (folder / "evil-attributes").write_text("* filter=evil diff=evil merge=evil\n")
    (folder / "info").mkdir(exist_ok=True)
    (folder / "info" / "attributes").write_text("* filter=evil diff=evil merge=evil\n")
