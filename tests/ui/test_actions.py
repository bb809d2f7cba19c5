"""Actions: what is offered depends on who one is and what is shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from toolkit_editor.ui.bridge.about import About
from toolkit_editor.ui.bridge.actions import Commands, Needs, shortcut_words
from toolkit_editor.ui.bridge.registry import ACTIONS


def about(*roles: str) -> About:
    return About({"en": "Sample"}, ("en",), (), frozenset(roles), "Ana", True)


@pytest.fixture
def actions(qtbot: QtBot) -> Iterator[Commands]:
    window = QWidget()
    qtbot.addWidget(window)
    yield Commands(ACTIONS, window)
    window.close()


def test_no_two_actions_share_a_shortcut_or_an_id() -> None:
    keys = Counter(
        QKeySequence(one).toString()
        for action in ACTIONS
        if action.shortcut
        for one in action.shortcut.split("; ")
    )
    assert "" not in keys
    assert [key for key, n in keys.items() if n > 1] == []
    assert len({action.id for action in ACTIONS}) == len(ACTIONS)


def test_an_action_nobody_answers_to_is_not_offered(actions: Commands) -> None:
    assert actions.available() == []
    done: list[str] = []
    actions.do("quit")
    actions.on("quit", lambda: done.append("quit"))
    actions.do("quit")
    actions.qaction("quit").trigger()
    assert done == ["quit", "quit"]


def test_a_person_is_offered_what_their_roles_need(actions: Commands) -> None:
    for id_ in ("home", "review", "publish"):
        actions.on(id_, lambda: None)
    offered = {}
    for role in ("contributor", "editor", "maintainer"):
        actions.set_about(about(role))
        offered[role] = {action.id for action in actions.available()}
    assert offered == {
        "contributor": {"home"},
        "editor": {"home", "review"},
        "maintainer": {"home", "review", "publish"},
    }


def test_a_page_answers_while_it_is_shown(actions: Commands) -> None:
    actions.set_about(about("contributor"))
    done: list[str] = []
    actions.set_page({"share": lambda: done.append("page")})
    actions.do("share")
    actions.set_page({})
    actions.do("share")
    assert done == ["page"]


def test_reading_only_needs_a_workspace_and_writing_a_role() -> None:
    assert Needs.NOTHING.met(None)
    assert not Needs.WORKSPACE.met(None)
    assert Needs.WORKSPACE.met(about())
    assert not Needs.WRITING.met(about())


def test_shortcuts_are_written_as_the_computer_writes_them(actions: Commands) -> None:
    assert shortcut_words(actions.action("larger")) == "Ctrl++"
