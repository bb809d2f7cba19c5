"""A toolkit whose own file was broken by another program."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from support.desks import a_desktop, small_desk
from toolkit_editor.store.model import RefChange
from toolkit_editor.ui.home.home_page import HomePage
from toolkit_editor.ui.welcome.mend_page import MendPage

BROKEN = b"format: 1\nname: {en: Small\n"


def break_it(folder: Path) -> bytes:
    """Break toolkit.yml as another program would; gives what it was."""
    desk = small_desk(folder)
    before = desk.files(desk.main(), ["toolkit.yml"])["toolkit.yml"]
    main = desk.main()
    commit = desk.store.make_commit(
        {"toolkit.yml": desk.store.write(BROKEN)},
        base=main,
        parents=(main,),
        author=desk.me.id,
        at=desk.clock.now(),
        message="x",
    )
    desk.move(RefChange("refs/heads/main", commit, main))
    desk.close()
    return before


def test_a_broken_toolkit_file_is_shown_as_source_and_can_be_put_right(
    qtbot: QtBot, tmp_path: Path
) -> None:
    before = break_it(tmp_path)
    with a_desktop(tmp_path) as desktop:
        desktop.show(str(tmp_path / "small"))
        page = desktop.window.page
        assert isinstance(page, MendPage)
        assert page.source.toPlainText().encode() == BROKEN
        page.mend.click()
        assert "broken" in page.banner.text
        assert page.source.toPlainText().encode() == BROKEN
        page.source.setPlainText(before.decode())
        page.mend.click()
        assert isinstance(desktop.window.page, HomePage)
        assert desktop.session.about is not None
        assert desktop.session.about.name["en"] == "Small"
        desk = desktop.session.desk
        assert desk is not None
        assert desk.files(desk.main(), ["toolkit.yml"])["toolkit.yml"] == before
