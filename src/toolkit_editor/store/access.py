"""What lets this person in at another computer, as the environment git is run in.

A name and token that were given here go to git through a helper of one line, by the environment of
that one process: never in an address, an argument, a log or a file of git's. While there is one,
git's other helpers are left out, so that none of them writes it down. Without one, the helpers the
person has set up for git are asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from toolkit_editor.store.known_hosts import KnownHosts
from toolkit_editor.store.sign_ins import SignIns

_NAME, _TOKEN = "TOOLKIT_EDITOR_NAME", "TOOLKIT_EDITOR_TOKEN"
_HELPER = (
    '!f() { if test "$1" = get; then '
    f'printf "username=%s\\npassword=%s\\n" "${_NAME}" "${_TOKEN}"; fi; }}; f'
)


@dataclass(frozen=True, slots=True)
class Access:
    """The sign-ins and hosts of one person on this computer."""

    sign_ins: SignIns
    hosts: KnownHosts

    @classmethod
    def within(cls, folder: Path, sign_ins: SignIns | None = None) -> Access:
        """Everything in `folder`, but the sign-ins where others are given."""
        return cls(sign_ins or SignIns(folder / "sign-ins"), KnownHosts(folder / "known_hosts"))

    def to_web(self, origin: str) -> Mapping[str, str]:
        """The environment for talking to a web host: its sign-in for it alone, if one was given."""
        given = self.sign_ins.load(origin)
        if given is None:
            return {}
        return {
            **_git_settings({"credential.helper": "", f"credential.{origin}.helper": _HELPER}),
            _NAME: given.name,
            _TOKEN: given.token,
        }

    def to_ssh(self) -> Mapping[str, str]:
        """The environment for talking by ssh."""
        return {"GIT_SSH_COMMAND": self.hosts.command()}


def _git_settings(settings: Mapping[str, str]) -> dict[str, str]:
    """Settings as git reads them from its environment."""
    made = {"GIT_CONFIG_COUNT": str(len(settings))}
    for number, (key, value) in enumerate(settings.items()):
        made |= {f"GIT_CONFIG_KEY_{number}": key, f"GIT_CONFIG_VALUE_{number}": value}
    return made
