"""Asking the person what a host wants to know: a name and token, or whether it is the right one.

Only where somebody is waiting for it or asked for it, never by surprise. Must not know what is
fetched or sent, nor how a question is shown.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from toolkit_editor.base.errors import Refused
from toolkit_editor.base.message import Message, say
from toolkit_editor.ui.bridge.jobs import Lane, Runner
from toolkit_editor.ui.bridge.prompts import Prompter

if TYPE_CHECKING:
    from toolkit_editor.services.reaching import Answerable, SignInNeeded, UnknownHost


def attempt(function: Callable[..., Any], *arguments: object) -> Any:
    """What `function` gives, in its lane; or the refusal, where a person can answer it."""
    try:
        return function(*arguments)
    except Refused as refusal:
        from toolkit_editor.services.reaching import Answerable

        if isinstance(refusal, Answerable):
            return refusal
        raise


class LettingIn:
    """Asks, and keeps the answer away from the window."""

    def __init__(self, runner: Runner, prompter: Prompter) -> None:
        """Ask through `prompter`, keep through `runner`."""
        self._runner = runner
        self._prompter = prompter

    def ask(
        self, needed: Answerable, then: Callable[[], None], otherwise: Callable[[], None]
    ) -> None:
        """Ask; call `then` once the answer is kept, `otherwise` where the person turned away."""
        from toolkit_editor.services.reaching import UnknownHost

        if isinstance(needed, UnknownHost):
            self._confirm(needed, then, otherwise)
        else:
            self._sign_in(needed, then, otherwise)

    def _sign_in(
        self, needed: SignInNeeded, then: Callable[[], None], otherwise: Callable[[], None]
    ) -> None:
        from toolkit_editor.services.reaching import known_name, sign_in

        given = self._prompter.ask_sign_in(needed.message, known_name(needed))
        if given is None:
            otherwise()
            return
        self._keep(lambda: sign_in(needed, *given), then, otherwise)

    def _confirm(
        self, unknown: UnknownHost, then: Callable[[], None], otherwise: Callable[[], None]
    ) -> None:
        from toolkit_editor.services.reaching import trust

        right = self._prompter.ask(
            unknown.message,
            say("This is the right one"),
            say("Not now"),
            say(
                "Compare every letter and digit. If they are the same, nobody is in between. The "
                "program asks only once."
            ),
        )
        if right:
            self._keep(lambda: trust(unknown), then, otherwise)
        else:
            otherwise()

    def _keep(
        self, keep: Callable[[], None], then: Callable[[], None], otherwise: Callable[[], None]
    ) -> None:
        def refused(message: Message) -> None:
            self._prompter.tell(message)
            otherwise()

        self._runner.run(Lane.GIT, keep, lambda _nothing: then(), failed=refused)


def button_words(needed: Answerable) -> Message:
    """What the button says that leads to the question."""
    from toolkit_editor.services.reaching import UnknownHost

    return say("Compare…") if isinstance(needed, UnknownHost) else say("Sign in…")
