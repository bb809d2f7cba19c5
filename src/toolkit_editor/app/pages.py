"""Which pages the window has, each imported when it is first shown, so that none makes it late."""

from __future__ import annotations

from collections.abc import Mapping

from toolkit_editor.app.spoken import Spoken
from toolkit_editor.base.resources import resource
from toolkit_editor.ui.bridge.session import Session
from toolkit_editor.ui.shell.window import PageFactory
from toolkit_editor.ui.welcome.doors import Doors
from toolkit_editor.ui.widgets.page import Page


def all_pages(doors: Doors) -> Mapping[str, PageFactory]:
    """The pages by name; those before a workspace is open lead through `doors`."""
    return {
        **_first_steps(doors),
        "who": _who,
        "locked": _locked,
        "forgotten": _forgotten,
        "lock": _lock,
        "home": _home,
        "aside": _aside,
        "sections": _sections,
        "section": _section,
        "new-section": _new_section,
        "import": _import,
        "search": _search,
        "share": _share,
        "moments": _moments,
        "stories": _stories,
        "story": _story,
        "story-consent": _story_consent,
        "story-recognise": _story_recognise,
        "story-yes": _story_yes,
        "story-share": _story_share,
        "story-take-back": _story_take_back,
        "story-aftermath": _story_aftermath,
        "voices": _voices,
        "people": _people,
        "recovery-sheet": _recovery_sheet,
        "site-look": _site_look,
        "publish": _publish,
        "review-story": _review_story,
        "review-draft": _review_draft,
        "choose": _choose,
        "belonging": _belonging,
        "review": _review,
        "conversations": _conversations,
    }


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

    def come_back(session: Session) -> Page:
        from toolkit_editor.ui.welcome.return_page import ReturnPage

        return ReturnPage(session, doors)

    def adopt(session: Session) -> Page:
        from toolkit_editor.ui.welcome.adopt_page import AdoptPage

        return AdoptPage(session, doors)

    def mend(session: Session) -> Page:
        from toolkit_editor.ui.welcome.mend_page import MendPage

        return MendPage(session)

    return {
        "mend": mend,
        "welcome": welcome,
        "opening": opening,
        "start": start,
        "join": join,
        "come-back": come_back,
        "adopt": adopt,
    }


def _who(session: Session) -> Page:
    from toolkit_editor.ui.lock.who_page import WhoPage

    return WhoPage(session)


def _locked(session: Session) -> Page:
    from toolkit_editor.ui.lock.locked_page import LockedPage

    return LockedPage(session)


def _forgotten(session: Session) -> Page:
    from toolkit_editor.ui.lock.forgotten_page import ForgottenPage

    return ForgottenPage(session)


def _lock(session: Session) -> Page:
    from toolkit_editor.ui.lock.lock_page import LockPage

    return LockPage(session)


def _home(session: Session) -> Page:
    from toolkit_editor.ui.home.home_page import HomePage

    return HomePage(session)


def _aside(session: Session) -> Page:
    from toolkit_editor.ui.home.aside_page import AsidePage

    return AsidePage(session)


def _sections(session: Session) -> Page:
    from toolkit_editor.ui.sections.outline_page import OutlinePage

    return OutlinePage(session)


def _section(session: Session) -> Page:
    from toolkit_editor.ui.sections.section_page import SectionPage

    return SectionPage(session)


def _new_section(session: Session) -> Page:
    from toolkit_editor.ui.sections.new_page import NewSectionPage

    return NewSectionPage(session)


def _import(session: Session) -> Page:
    from toolkit_editor.ui.sections.import_page import ImportPage

    return ImportPage(session)


def _search(session: Session) -> Page:
    from toolkit_editor.ui.sections.search_page import SearchPage

    return SearchPage(session)


def _share(session: Session) -> Page:
    from toolkit_editor.ui.sections.share_page import SharePage

    return SharePage(session)


def _moments(session: Session) -> Page:
    from toolkit_editor.ui.sections.moments_page import MomentsPage

    return MomentsPage(session)


def _stories(session: Session) -> Page:
    from toolkit_editor.ui.stories.list_page import StoriesPage

    return StoriesPage(session)


def _story(session: Session) -> Page:
    from toolkit_editor.ui.stories.story_page import StoryPage

    return StoryPage(session)


def _story_consent(session: Session) -> Page:
    from toolkit_editor.ui.stories.consent_page import ConsentPage

    return ConsentPage(session)


def _story_recognise(session: Session) -> Page:
    from toolkit_editor.ui.stories.recognise_page import RecognisePage

    return RecognisePage(session)


def _story_yes(session: Session) -> Page:
    from toolkit_editor.ui.stories.yes_page import YesPage

    return YesPage(session)


def _story_share(session: Session) -> Page:
    from toolkit_editor.ui.stories.share_page import ShareStoryPage

    return ShareStoryPage(session)


def _story_take_back(session: Session) -> Page:
    from toolkit_editor.ui.stories.take_back_page import TakeBackPage

    return TakeBackPage(session)


def _story_aftermath(session: Session) -> Page:
    from toolkit_editor.ui.stories.aftermath_page import AftermathPage

    return AftermathPage(session)


def _voices(session: Session) -> Page:
    from toolkit_editor.ui.stories.coverage_page import CoveragePage

    return CoveragePage(session)


def _conversations(session: Session) -> Page:
    from toolkit_editor.ui.conversations.conversations_page import ConversationsPage

    return ConversationsPage(session)


def _review(session: Session) -> Page:
    from toolkit_editor.ui.review.queue_page import ReviewPage

    return ReviewPage(session)


def _review_draft(session: Session) -> Page:
    from toolkit_editor.ui.review.draft_page import ReviewDraftPage

    return ReviewDraftPage(session)


def _review_story(session: Session) -> Page:
    from toolkit_editor.ui.review.story_page import ReviewStoryPage

    return ReviewStoryPage(session)


def _choose(session: Session) -> Page:
    from toolkit_editor.ui.review.choose_page import ChoosePage

    return ChoosePage(session)


def _belonging(session: Session) -> Page:
    from toolkit_editor.ui.review.belonging_page import BelongingPage

    return BelongingPage(session)


def _publish(session: Session) -> Page:
    from toolkit_editor.ui.publish.publish_page import PublishPage

    return PublishPage(session, _spoken())


def _site_look(session: Session) -> Page:
    from toolkit_editor.ui.publish.look_page import LookPage

    return LookPage(session, _spoken())


def _spoken() -> Spoken:
    """Says the site's own words in the site's languages, whatever the window speaks."""
    return Spoken(resource("translations"))


def _people(session: Session) -> Page:
    from toolkit_editor.ui.people.people_page import PeoplePage

    return PeoplePage(session)


def _recovery_sheet(session: Session) -> Page:
    from toolkit_editor.ui.people.sheet_page import SheetPage

    return SheetPage(session)
