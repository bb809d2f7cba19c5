"""What pages are given: the open workspace behind a runner, the person's choices, the way around.

No page calls a service itself: `service` runs it in the git lane and tells the hub what changed.
Used in the window's thread. Must not know any page.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any

import shiboken6
from PySide6.QtCore import QLocale, QObject, Signal

from toolkit_editor.base.clock import Clock
from toolkit_editor.base.errors import Refused
from toolkit_editor.base.message import Message
from toolkit_editor.services.changed import EVERYTHING, Changed, Topic
from toolkit_editor.settings.choices import Choices, save_choices
from toolkit_editor.settings.places import Places
from toolkit_editor.ui.bridge.about import About, read_about
from toolkit_editor.ui.bridge.catalogue import SOURCE
from toolkit_editor.ui.bridge.hub import ChangeHub
from toolkit_editor.ui.bridge.jobs import Job, Lane, Runner
from toolkit_editor.ui.bridge.letting_in import LettingIn, attempt
from toolkit_editor.ui.bridge.navigation import Go
from toolkit_editor.ui.bridge.prompts import Prompter
from toolkit_editor.ui.bridge.way_in import WayIn

if TYPE_CHECKING:
    from toolkit_editor.services.desk import Desk

_RECENT = 8


class Session(QObject):
    """One person at one window."""

    opened = Signal()
    """Another workspace is open, or none."""
    about_changed = Signal()
    """What `about` says is new."""
    chosen = Signal(object, object)
    """The person's choices changed: the former and the new `Choices`."""
    answerable = Signal(object)
    """A host wants to know something of the person: an `Answerable` refusal."""
    went = Signal(object)
    """Somebody asked to go somewhere: a `Go`."""

    def __init__(
        self,
        runner: Runner,
        prompter: Prompter,
        places: Places,
        clock: Clock,
        choices: Choices,
        parent: QObject | None = None,
    ) -> None:
        """Nothing is open yet."""
        super().__init__(parent)
        self.runner = runner
        self.prompter = prompter
        self.places = places
        self.clock = clock
        self.choices = choices
        self.hub = ChangeHub(self)
        self.letting_in = LettingIn(runner, prompter)
        self.desk: Desk | None = None
        self.about: About | None = None
        self._left = Event()
        self.way_in = WayIn(self, places, self)
        self.hub.changed.connect(self._on_changed)

    # work

    def service(
        self,
        function: Callable[..., Any],
        *arguments: object,
        then: Callable[[Any], None] | None = None,
        failed: Callable[[Message], None] | None = None,
        told: Callable[[Message], None] | None = None,
        owner: QObject | None = None,
        key: object = None,
    ) -> Job:
        """Run `function(desk, *arguments)` in the git lane; see `Runner.run`.

        What it says it changed, by returning a `Changed` or a value with one as `changed`, is
        told to everyone before `then` is called, also where `owner` is gone. With `told`, the
        function gets a callable for its progress as its last argument. A workspace must be open.
        A refusal that the person can answer is told as `answerable` too.
        """
        desk = self.desk
        if desk is None:
            raise RuntimeError("no workspace is open")

        def done(result: Any) -> None:
            if isinstance(result, Refused):
                refused(result.message)
                self.answerable.emit(result)
            elif self.desk is desk:
                self.hub.tell(_changed_by(result))
                if then is not None and _is_there(owner):
                    then(result)

        def refused(message: Message) -> None:
            (failed if failed and _is_there(owner) else self.prompter.tell)(message)

        def progress(message: Message) -> None:
            if told is not None and _is_there(owner):
                told(message)

        return self.runner.run(
            Lane.GIT,
            lambda *tell: attempt(_with_fresh_eyes, desk, function, *arguments, *tell),
            done,
            failed=refused,
            told=progress if told else None,
            key=key,
        )

    def pure(
        self,
        function: Callable[[], Any],
        then: Callable[[Any], None],
        *,
        owner: QObject | None = None,
        key: object = None,
    ) -> Job:
        """Run something that touches no store beside everything else."""
        return self.runner.run(Lane.PURE, function, then, owner=owner, key=key)

    # where one is

    def go(self, where: Go) -> None:
        """Ask the window to show another page."""
        self.went.emit(where)

    def open(self, desk: Desk, address: str | None = None) -> None:
        """Work at `desk` from now on; a desk that was open is closed in its lane."""
        self._leave()
        self.desk = desk
        if address is not None:
            recent = (address, *(one for one in self.choices.recent if one != address))[:_RECENT]
            self.choose(last_workspace=address, recent=recent)
        self.look_again()
        self._tidy(desk)

    def look_again(self) -> None:
        """Read what the toolkit says of itself; where that is broken, lead to mending it."""
        self.service(
            read_about,
            then=self._on_opened,
            failed=self._on_unreadable,
            key=(self, "about"),
        )

    def _on_unreadable(self, _message: Message) -> None:
        self.go(Go("mend"))

    def leave(self) -> None:
        """Leave the workspace; jobs for it still end well."""
        self._leave()
        self.about = None
        self.opened.emit()

    def stand_on(self, places: Places, choices: Choices) -> None:
        """Work from now on with the things of the person whose `places` these are."""
        self.places = places
        former, self.choices = self.choices, choices
        if former != choices:
            self.chosen.emit(former, choices)

    def _tidy(self, desk: Desk) -> None:
        """Tidy the copy of the workspace beside everything else, until it is left."""
        left, folder = Event(), desk.store.folder
        self._left = left
        if folder is not None:
            self.runner.run(Lane.PURE, lambda: _tidy(folder, left))

    def _leave(self) -> None:
        self._left.set()
        if self.desk is not None:
            desk, self.desk = self.desk, None
            guarded = self.places.has_lock
            self.runner.run(Lane.GIT, lambda: _close(desk, seal=guarded))

    def _on_opened(self, about: About) -> None:
        self.about = about
        self.opened.emit()
        self.about_changed.emit()
        self.hub.tell(EVERYTHING)

    def _on_changed(self, changed: Changed) -> None:
        if self.desk and changed.topics & {Topic.PEOPLE, Topic.SECTIONS}:
            self.service(
                read_about, then=self._on_about, failed=self._on_unreadable, key=(self, "about")
            )

    def _on_about(self, about: About) -> None:
        if about != self.about:
            self.about = about
            self.about_changed.emit()

    # the person

    @property
    def language(self) -> str:
        """The language of the toolkit that is shown, which need not be the interface's."""
        languages = self.about.languages if self.about else ()
        spoken = QLocale().name().partition("_")[0]
        for code in (self.choices.toolkit_language, spoken, *languages):
            if code and (code in languages or not languages):
                return code
        return SOURCE

    def choose(self, **choices: Any) -> None:
        """Change some of the person's `Choices`; kept on this computer."""
        former, self.choices = self.choices, replace(self.choices, **choices)
        if former == self.choices:
            return
        file, kept = self.places.settings_file, self.choices
        self.runner.run(Lane.GIT, lambda: save_choices(file, kept))
        self.chosen.emit(former, kept)


def _close(desk: Desk, *, seal: bool) -> None:
    """End everything at a desk; what is only on this computer is sealed first if it should be."""
    from toolkit_editor.services.own_drafts import seal_own

    try:
        if seal:
            seal_own(desk)
    finally:
        desk.close()


def _tidy(folder: Path, left: Event) -> None:
    from toolkit_editor.services.tidying import tidy

    tidy(folder, left.is_set)


def _with_fresh_eyes(desk: Desk, function: Callable[..., Any], *arguments: object) -> Any:
    """Run a service that looks anew where everything stands."""
    desk.refresh()
    return function(desk, *arguments)


def _is_there(owner: QObject | None) -> bool:
    return owner is None or shiboken6.isValid(owner)


def _changed_by(result: object) -> Changed:
    changed = result if isinstance(result, Changed) else getattr(result, "changed", None)
    return changed if isinstance(changed, Changed) else Changed()
