"""A host that wants to know who somebody is, or that nobody knows yet: what the window asks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from support.desks import StillClock, a_desktop, small_desk
from support.hosts.kinds import Hosted, hosted, token_of
from support.hosts.web import WebHost, web_host
from support.toolkits import git
from support.walks import edit, written
from toolkit_editor.services import sharing
from toolkit_editor.services.changed import EVERYTHING
from toolkit_editor.services.founding import adopt
from toolkit_editor.settings.places import Places
from toolkit_editor.ui.bridge.navigation import Go
from toolkit_editor.ui.widgets.dialogs import SignInDialog

BEN = ("ben", token_of("ben"))
FIRST = "wants to know who you are"


@pytest.fixture
def web(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[WebHost]:
    """A host with a toolkit on it, which Ben may reach."""
    bare = tmp_path / "served" / "toolkit.git"
    adopt(Places(tmp_path / "ana"), written(tmp_path / "source"), bare, None, StillClock()).close()
    with web_host(tmp_path / "web", tmp_path / "served", dict([BEN])) as host:
        monkeypatch.setenv("GIT_SSL_CAINFO", host.environment["GIT_SSL_CAINFO"])
        yield host


def test_opening_asks_once_for_name_and_token_and_goes_on(
    qtbot: QtBot, tmp_path: Path, web: WebHost
) -> None:
    with a_desktop(tmp_path, ("ben", "wrong"), BEN) as desktop:
        desktop.session.go(Go("opening", web.address()))
        assert desktop.session.desk is not None
        first, second = desktop.session.prompter.asked  # type: ignore[attr-defined]
        assert FIRST in first
        assert "does not accept your name and token any more" in second
        assert token_of("ben") not in desktop.session.places.settings_file.read_text()
    with a_desktop(tmp_path) as again:
        again.session.go(Go("opening", web.address()))
        assert again.session.desk is not None


def test_who_does_not_want_to_sign_in_is_left_where_they_were(
    qtbot: QtBot, tmp_path: Path, web: WebHost
) -> None:
    with a_desktop(tmp_path, None) as desktop:
        desktop.session.go(Go("opening", web.address()))
        assert desktop.session.desk is None
        page = desktop.window.page
        assert page is not None
        assert FIRST in page.entering.banner.text  # type: ignore[attr-defined]


def test_a_token_that_runs_out_while_working_interrupts_nobody(
    qtbot: QtBot, tmp_path: Path, web: WebHost
) -> None:
    with a_desktop(tmp_path, BEN) as desktop:
        prompter, window = desktop.session.prompter, desktop.window
        desktop.session.go(Go("opening", web.address()))
        web.let_in({"ben": "renewed"})
        window.sharing.sync()
        assert len(prompter.asked) == 1  # type: ignore[attr-defined]
        assert "run out" in window.banner.text
        prompter.answers.append(("ben", "renewed"))  # type: ignore[attr-defined]
        desktop.window.banner._action.click()
        assert window.banner.text == ""
        assert len(prompter.asked) == 2  # type: ignore[attr-defined]
        window.sharing.sync()
        assert window.banner.text == ""


def test_a_host_nobody_knows_is_opened_once_somebody_says_it_is_the_right_one(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with hosted("ssh", tmp_path, ["ben"]) as host:
        toolkit_at(host, tmp_path)
        monkeypatch.setenv("TOOLKIT_EDITOR_SSH", host.environment("ben")["TOOLKIT_EDITOR_SSH"])
        with a_desktop(tmp_path, False, True) as desktop:
            desktop.session.go(Go("opening", host.address))
            assert desktop.session.desk is None
            desktop.session.go(Go("opening", host.address))
            assert desktop.session.desk is not None
            asked = desktop.session.prompter.asked  # type: ignore[attr-defined]
            assert ["SHA256:" in question for question in asked] == [True, True]


def toolkit_at(host: Hosted, tmp_path: Path) -> None:
    """Put a toolkit into the empty repository of a host."""
    made = tmp_path / "made"
    adopt(Places(tmp_path / "ana"), written(tmp_path / "source"), made, None, StillClock()).close()
    git(made, "push", "--quiet", str(host.bare), "refs/heads/*:refs/heads/*")


def test_what_a_host_does_not_take_hides_nothing_of_what_arrived(
    qtbot: QtBot, tmp_path: Path
) -> None:
    small_desk(tmp_path).close()
    shared = tmp_path / "small"
    with a_desktop(tmp_path) as desktop:
        desktop.session.go(Go("opening", str(shared)))
        desk, told = desktop.session.desk, []
        assert desk is not None
        sharing.share(desk, edit(desk, "en/index.md", b"Write", b"Begin"))
        git(shared, "config", "receive.hideRefs", "refs/heads/draft")
        git(tmp_path, "clone", "--quiet", str(shared), "other")
        git(tmp_path / "other", "commit", "--quiet", "--allow-empty", "-m", "Another program")
        git(tmp_path / "other", "push", "--quiet", "origin", "main")
        desktop.session.hub.changed.connect(told.append)
        desktop.window.sharing.sync()
        assert "Everything was sent but one thing" in desktop.window.banner.text
        assert EVERYTHING in told
        assert desk.main() == git(shared, "rev-parse", "main")
        assert desk.ref("refs/heads/review") == git(shared, "rev-parse", "review")


def test_the_dialog_hides_the_token_and_says_what_it_wants(qtbot: QtBot) -> None:
    dialog = SignInDialog("The host wants to know who you are.", "")
    qtbot.addWidget(dialog)
    assert dialog.token.echoMode() is QLineEdit.EchoMode.Password
    assert not dialog.yes.isEnabled()
    dialog.name.setText("ben")
    assert not dialog.yes.isEnabled()
    dialog.token.setText("t0ken")
    assert dialog.yes.isEnabled()
    for line in (dialog.name, dialog.token):
        assert line.accessibleName()
        assert "t0ken" not in line.accessibleName() + line.accessibleDescription()
    assert "token" in dialog.token.accessibleDescription()
    assert dialog.yes.isDefault()


def test_a_name_given_before_stands_there_and_the_token_is_next(qtbot: QtBot) -> None:
    dialog = SignInDialog("The host does not accept the token any more.", "ben")
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    assert dialog.name.text() == "ben"
    assert dialog.focusWidget() is dialog.token
