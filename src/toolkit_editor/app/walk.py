"""The steps of the tour: as a contributor, then as an editor, then as a maintainer.

The sentences written on the way are invented. What is looked for on the screen is asked for in the
language of the window, so that the same walk serves every language.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from toolkit_editor.app.tour import Guide
from toolkit_editor.app.walk_group import in_review, meet_somebody
from toolkit_editor.app.walk_stories import change_and_look, look_for_voices, take_back
from toolkit_editor.app.walk_writing import write_richly
from toolkit_editor.prose.model import Kind
from toolkit_editor.stories.channels import site
from toolkit_editor.stories.sealed_to import Place
from toolkit_editor.ui.bridge.language import tr
from toolkit_editor.ui.bridge.navigation import Go
from toolkit_editor.ui.publish.publish_page import PublishPage
from toolkit_editor.ui.stories.consent_page import ConsentPage
from toolkit_editor.ui.stories.questions import Using
from toolkit_editor.ui.stories.share_page import ShareStoryPage
from toolkit_editor.ui.widgets.card import Card

SECTION = "d0b65efa4a2d548c"

_WRITTEN: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "en": {
            "after": "It is a set of small promises",
            "sentence": " We wrote ours with tea on the table.",
            "passage": "put the answers on the wall",
            "heading": ", in your own words",
            "comment": "Could we also offer to read the notes aloud?",
            "title": "The note on yellow paper",
            "story": "This story is invented. I wrote one word on yellow paper and kept it in my "
            "hand. Nobody asked for it. At the break I put it on the wall myself.",
            "display": "A member of an invented team",
            "theirs": "with tea on",
            "their words": "with coffee on",
            "ours": "the table.",
            "our words": "the kitchen counter.",
        },
        "fr": {
            "after": "C’est un ensemble de petites promesses",
            "sentence": " Nous avons écrit les nôtres avec du thé sur la table.",
            "passage": "",
            "heading": ", dans vos mots",
            "comment": "Pourrait-on aussi offrir de lire les notes à voix haute?",
            "title": "Le mot sur papier jaune",
            "story": "Ce récit est inventé. J’ai écrit un mot sur un papier jaune et je l’ai "
            "gardé dans ma main. Personne ne l’a demandé. À la pause, je l’ai mis au mur moi-même.",
            "display": "Une personne d’une équipe inventée",
            "theirs": "avec du thé sur",
            "their words": "avec du café sur",
            "ours": "la table.",
            "our words": "le comptoir de la cuisine.",
        },
    }
)


def walk(guide: Guide) -> None:
    """Lead through the main job and take the pictures."""
    language = guide.desktop.session.choices.interface_language or "en"
    written = _WRITTEN[language]
    _begin(guide)
    _write(guide, written)
    write_richly(guide, SECTION, written["after"], written["passage"] or _second_sentence(guide))
    _speak(guide, written)
    _tell(guide, written)
    _agree(guide, written)
    _share_story(guide)
    _share(guide)
    _review(guide)
    _publish(guide)
    meet_somebody(guide, SECTION, written, guide.places.home / "another-computer")
    look_for_voices(guide)
    change_and_look(guide, written["title"])
    take_back(guide, written["title"], lambda: _send(guide))


def _begin(guide: Guide) -> None:
    guide.until("the welcome page", lambda: guide.find(Card, tr("Look around")))
    guide.picture("welcome")
    card = guide.find(Card, tr("Look around"))
    assert card is not None
    card.click()
    guide.until("the home page", lambda: guide.page.where.page == "home")
    guide.until("what one can do", lambda: guide.find(Card, tr("Write in a section")))
    guide.picture("home")
    guide.go(Go("sections"))
    guide.until("the outline", lambda: guide.page.where.page == "sections")
    guide.picture("sections")


def _write(guide: Guide, written: Mapping[str, str]) -> None:
    language = guide.desktop.session.language
    guide.go(Go("section", SECTION, language))
    editor = guide.editor()
    guide.picture("section")
    guide.select(written["after"])
    guide.go_to_end_of_block()
    guide.type(editor, written["sentence"])
    guide.type(editor, "\n- ")
    guide.type(editor, tr("a list, begun with a hyphen"))
    guide.select(tr("a list, begun with a hyphen"))
    editor.set_link("https://988.ca")
    heading = next(leaf.text for leaf in editor.leaves() if leaf.kind is Kind.HEADING)
    guide.select(heading)
    guide.go_to_end_of_block()
    guide.type(editor, written["heading"])
    guide.until("the words are kept", lambda: guide.can_press(tr("Share…")))
    guide.picture("writing")


def _speak(guide: Guide, written: Mapping[str, str]) -> None:
    passage = written["passage"] or _second_sentence(guide)
    guide.select(passage)
    _turn_to(guide, beside=True)
    guide.picture("passage")
    guide.press(tr("Say something about this"))
    field = guide.find(QPlainTextEdit, tr("What would you like to say?"))
    assert field is not None
    guide.type(field, written["comment"])
    guide.press(tr("Say it to the group"))
    guide.until("the conversation", lambda: guide.sees(written["comment"]))
    guide.picture("conversation")
    _turn_to(guide, beside=False)


def _turn_to(guide: Guide, *, beside: bool) -> None:
    """Turn to what is beside the words, or back, where there is room for one of them alone."""
    turn = tr("Beside") if beside else tr("To the words")
    if guide.can_press(turn):
        guide.press(turn)


def _second_sentence(guide: Guide) -> str:
    leaves = [leaf.text for leaf in guide.editor().leaves() if len(leaf.text) > 60]
    return leaves[2].partition(".")[0][:60]


def _tell(guide: Guide, written: Mapping[str, str]) -> None:
    guide.select(written["passage"] or _second_sentence(guide))
    _turn_to(guide, beside=True)
    guide.press(tr("I have a story about this"))
    guide.until("the story page", lambda: guide.page.where.page == "story")
    editor = guide.editor()
    title = guide.find(QLineEdit, tr("The title of your story"))
    assert title is not None
    guide.type(title, written["title"])
    guide.type(editor, written["story"])
    guide.until(
        "the story is kept",
        lambda: guide.sees(tr("Kept on this computer. Only you can read it.")),
    )
    guide.picture("story")


def _share(guide: Guide) -> None:
    guide.go(Go("section", SECTION, guide.desktop.session.language))
    guide.editor()
    guide.press(tr("Share…"))
    guide.until("what would be shared", lambda: guide.page.where.page == "share")
    guide.until("who could read it", lambda: guide.sees(tr("Who will be able to read it")))
    guide.picture("sharing")
    guide.press(tr("Share with the group"))
    guide.until("it is shared", lambda: guide.sees(tr("Shared")))
    guide.picture("shared")


def _agree(guide: Guide, written: Mapping[str, str]) -> None:
    guide.press(tr("How you appear"))
    guide.until("the question", lambda: guide.sees(tr("How would you like to appear?")))
    line = guide.find(QLineEdit, tr("The exact words readers will see"))
    assert line is not None
    guide.type(line, written["display"])
    guide.picture("how-you-appear")
    guide.press(tr("Next"))
    guide.until("the places", lambda: guide.sees(tr("Where may your story be used?")))
    page = guide.page
    assert isinstance(page, ConsentPage) and isinstance(page.question, Using)
    page.question.boxes[site(guide.desktop.session.language)].click()
    guide.picture("where-it-may-be-used")
    guide.press(tr("Stop here, I will come back"))
    guide.until("the story page", lambda: guide.page.where.page == "story")
    guide.press(tr("Read it once more and say yes"))
    guide.until("the story as it will stand", lambda: guide.can_press(_yes()))
    guide.picture("read-it-once-more")
    guide.press(_yes())
    guide.until(
        "the yes",
        lambda: guide.sees(tr("Thank you. Your yes belongs to exactly these words.")),
    )


def _share_story(guide: Guide) -> None:
    guide.press(tr("Back to the story"))
    guide.until("the story page", lambda: guide.page.where.page == "story")
    guide.press(tr("Share…"))
    guide.until("who may read it", lambda: guide.page.where.page == "story-share")
    page = guide.page
    assert isinstance(page, ShareStoryPage)
    guide.until("who could read it", lambda: Place.EDITORS in page.choices)
    guide.picture("who-may-read-it")
    page.choices[Place.EDITORS].click()
    guide.until("it is shared", lambda: guide.can_press(tr("Back to the story")))
    guide.press(tr("Back to the story"))
    guide.until("the story page", lambda: guide.page.where.page == "story")
    guide.picture("story-shared")


def _review(guide: Guide) -> None:
    guide.go(Go("review"))
    guide.until("the queue", lambda: guide.sees(tr("Waits for an editor")))
    guide.picture("review")
    count = len(in_review(guide))
    _approve_first(guide, count, "review-one")
    _approve_first(guide, count - 1, "review-two")


def _approve_first(guide: Guide, waiting: int, name: str) -> None:
    """Approve what waits longest, once the queue shows as many as there are."""
    guide.until("the queue", lambda: len(in_review(guide)) == waiting)
    in_review(guide)[0].click()
    guide.until("what one can answer", lambda: guide.can_press(tr("Approve")))
    guide.picture(name)
    guide.press(tr("Approve"))
    guide.until("the queue", lambda: guide.page.where.page == "review")


def _publish(guide: Guide) -> None:
    guide.go(Go("publish"))
    bring = tr("Bring all into the toolkit")
    guide.until("what is approved", lambda: guide.can_press(bring))
    guide.picture("publish")
    guide.press(bring)
    look = tr("Look at the site as it will be")
    guide.until("it is brought in", lambda: not guide.can_press(bring))
    guide.press(look)
    guide.until("the site", lambda: guide.can_press(tr("Open in my browser")))
    guide.picture("site")
    guide.go(Go("publish"))
    _send(guide)
    guide.picture("published")


def _send(guide: Guide) -> None:
    page = guide.page
    assert isinstance(page, PublishPage)
    guide.until("publishing", page.send.isEnabled)
    before = _published(guide)
    page.send.click()
    guide.until("the new edition", lambda: _published(guide) != before and page.send.isEnabled())


def _published(guide: Guide) -> str:
    """What the site's own copy holds now: changes with every edition."""
    session = guide.desktop.session
    assert session.desk is not None
    copy = session.places.site_copy(session.desk.address.target)
    head = copy / "refs" / "heads" / "main"
    return head.read_text() if head.exists() else ""


def _yes() -> str:
    return tr("Yes, this is how I want it")
