"""Which pages the window has, each imported when it is first shown, so that none makes it late."""

from __future__ import annotations

from collections.abc import Mapping

from toolkit_editor.ui.bridge.session import Session
from toolkit_editor.ui.shell.window import PageFactory
from toolkit_editor.ui.welcome.doors import Doors
from toolkit_editor.ui.widgets.page import Page


def all_pages(doors: Doors) -> Mapping[str, PageFactory]:
    """The pages by name; those before a workspace is open lead through `doors`."""
    return {**_first_steps(doors), "home": _home, "sections": _sections}


def _first_steps(doors: Doors) -> Mapping[str, PageFactory]:
    def welcome(session: Session) -> Page:
        from toolkit_editor.ui.welcome.choices_page import WelcomePage

        return WelcomePage(session, doors)

    def opening(session: Session) -> Page:
        from toolkit_editor.ui.welcome.opening_page import OpeningPage

        return OpeningPage(session, doors)

    def start(session: Session) -> Page:
        from toolkit_editor.ui.welcome.start_page import StartPage

        return StartPage(session, doors)

    def join(session: Session) -> Page:
        from toolkit_editor.ui.welcome.join_page import JoinPage

        return JoinPage(session, doors)

    def adopt(session: Session) -> Page:
        from toolkit_editor.ui.welcome.adopt_page import AdoptPage

        return AdoptPage(session, doors)

    return {"welcome": welcome, "opening": opening, "start": start, "join": join, "adopt": adopt}


def _home(session: Session) -> Page:
    from toolkit_editor.ui.home.home_page import HomePage

    return HomePage(session)


def _sections(session: Session) -> Page:
    from toolkit_editor.ui.sections.outline_page import OutlinePage

    return OutlinePage(session)
