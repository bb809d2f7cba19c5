"""The building blocks say what they show, to eyes and to a screen reader."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from toolkit_editor.base.ids import EventId, PersonId
from toolkit_editor.base.resources import resource
from toolkit_editor.prose.difference import changes
from toolkit_editor.review.talk import Answer, Saying, Thread
from toolkit_editor.services.place import Place
from toolkit_editor.ui.widgets.badge import PLACE_DRAWINGS, PlaceBadge
from toolkit_editor.ui.widgets.banner import Banner
from toolkit_editor.ui.widgets.buttons import Button
from toolkit_editor.ui.widgets.card import Card
from toolkit_editor.ui.widgets.changes import ChangeView
from toolkit_editor.ui.widgets.dialogs import LineDialog, QuestionDialog
from toolkit_editor.ui.widgets.form import Form
from toolkit_editor.ui.widgets.icons import icon
from toolkit_editor.ui.widgets.text import Words
from toolkit_editor.ui.widgets.thread import ThreadView

ANA, BEN = PersonId("a" * 16), PersonId("b" * 16)


def shown(qtbot: QtBot, widget: QWidget) -> QWidget:
    qtbot.addWidget(widget)
    widget.show()
    return widget


def spoken(widget: QWidget) -> tuple[str, str]:
    found = QAccessible.queryAccessibleInterface(widget)
    return found.text(QAccessible.Text.Name), found.text(QAccessible.Text.Description)


def test_a_badge_says_in_words_who_can_read(qtbot: QtBot) -> None:
    badge = PlaceBadge(Place.HERE)
    shown(qtbot, badge)
    assert badge.text == "Only on this computer"
    assert spoken(badge)[0] == "Who can read this: Only on this computer"
    assert "Nobody but you" in badge.toolTip()
    badge.show_place(Place.PUBLIC)
    assert badge.text == "On the public site"


def test_what_people_wrote_is_never_read_as_markup(qtbot: QtBot) -> None:
    label = Words("<b>bold</b> & <img src=x>")
    shown(qtbot, label)
    assert label.textFormat() is Qt.TextFormat.PlainText
    button = Button("Ana & Ben")
    shown(qtbot, button)
    assert spoken(button)[0] == "Ana & Ben"


def test_a_card_is_a_button_with_a_name_and_a_sentence(qtbot: QtBot) -> None:
    pressed: list[bool] = []
    card = Card("Write", "Open a section and write in it.", lambda: pressed.append(True))
    shown(qtbot, card)
    assert spoken(card) == ("Write", "Open a section and write in it.")
    qtbot.keyClick(card, Qt.Key.Key_Space)
    assert pressed == [True]
    assert card.heightForWidth(140) > card.heightForWidth(600)


def test_a_banner_stays_until_it_is_put_aside(qtbot: QtBot) -> None:
    host = QWidget()
    banner = Banner(host)
    shown(qtbot, host)
    assert banner.text == ""
    done: list[bool] = []
    banner.say("There is no connection now.", "Try again", lambda: done.append(True))
    assert banner.text == "There is no connection now."
    banner._action.click()
    assert done == [True]
    banner._close.click()
    assert banner.text == ""


def test_fields_take_their_names_from_their_labels(qtbot: QtBot) -> None:
    form = Form()
    field = form.add("Name of the toolkit", QLineEdit(), "You can change it later.")
    shown(qtbot, form)
    assert spoken(field) == ("Name of the toolkit", "You can change it later.")


def test_changed_words_are_told_by_more_than_colour(qtbot: QtBot) -> None:
    before = b"We met on Monday.\n\nOld words.\n"
    after = b"We met on Tuesday.\n\nSomething else entirely, at length.\n"
    view = ChangeView(changes(before, after))
    shown(qtbot, view)
    text = view._text
    marks = {}
    block = text.document().begin()
    while block.isValid():
        it = block.begin()
        while not it.atEnd():
            form = it.fragment().charFormat()
            marks[it.fragment().text()] = (form.fontUnderline(), form.fontStrikeOut())
            it += 1
        block = block.next()
    assert marks["Monday"] == (False, True)
    assert marks["Tuesday"] == (True, False)
    told = spoken(text)[1]
    assert "taken out “Monday”, added “Tuesday”" in told
    view._switch.click()
    assert "added “Tuesday”" in view.text()


def thread(**changes: object) -> Thread:
    first = Saying(EventId("1" * 16), ANA, "2026-11-22T18:00Z", "Is this <i>right</i>?")
    second = Saying(EventId("2" * 16), BEN, "2026-11-22T19:00Z", None)
    values = {"on": "section:x", "kind": "comment", "first": first, "target": None}
    return Thread(**{**values, "replies": (second,), **changes})  # type: ignore[arg-type]


def named(person: PersonId) -> str:
    return {ANA: "Ana", BEN: "Ben"}[person]


def words_in(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def button(widget: QWidget, name: str) -> Button:
    return next(b for b in widget.findChildren(Button) if b.accessibleName() == name)


def test_a_conversation_is_shown_answered_and_settled(qtbot: QtBot) -> None:
    view = ThreadView(thread(), named, me=ANA, passage="a passage")
    shown(qtbot, view)
    assert "Is this <i>right</i>?" in words_in(view)
    assert "These words were taken back." in words_in(view)
    assert "Ana, 22 November 2026" in words_in(view)
    field = view.findChild(QPlainTextEdit)
    with qtbot.assertNotEmitted(view.replied):
        button(view, "Answer").click()
    field.setPlainText(" Yes. ")
    with qtbot.waitSignal(view.replied) as answered:
        button(view, "Answer").click()
    assert answered.args == ["Yes."]
    with qtbot.waitSignal(view.resolved):
        button(view, "This is settled").click()
    with qtbot.waitSignal(view.taken_back) as back:
        button(view, "Take back").click()
    assert back.args == ["1" * 16]


def test_a_suggestion_can_be_taken_by_who_decides_only(qtbot: QtBot) -> None:
    view = ThreadView(thread(kind="suggest"), named, decides=True)
    shown(qtbot, view)
    with qtbot.waitSignal(view.accepted):
        button(view, "Take it").click()
    other = ThreadView(thread(kind="suggest"), named)
    qtbot.addWidget(other)
    assert not [b for b in other.findChildren(Button) if b.accessibleName() == "Take it"]
    answered = ThreadView(thread(kind="suggest", answer=Answer.ACCEPTED), named, decides=True)
    qtbot.addWidget(answered)
    assert "This suggestion was taken." in words_in(answered)


def test_a_question_offers_the_way_out_first(qtbot: QtBot) -> None:
    dialog = QuestionDialog("Take it back for good?", "Take it back", "Keep it")
    shown(qtbot, dialog)
    assert dialog.no.isDefault()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.result() == 0


def test_a_line_is_named_by_its_question(qtbot: QtBot) -> None:
    dialog = LineDialog("What are you called?", "Ana")
    shown(qtbot, dialog)
    assert spoken(dialog.line)[0] == "What are you called?"
    qtbot.keyClick(dialog.line, Qt.Key.Key_Return)
    assert dialog.result() == 1


@pytest.mark.parametrize("name", sorted(p.stem for p in resource("icons").glob("*.svg")))
def test_every_drawing_can_be_drawn_in_the_colour_of_the_text(
    qapp: QApplication, name: str
) -> None:
    colour = qapp.palette().color(QPalette.ColorRole.WindowText)
    image = icon(name, colour, 24).pixmap(72, 72).toImage()
    drawn = {
        image.pixelColor(x, y).name()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() > 250
    }
    assert drawn == {colour.name()}


def test_every_place_has_its_drawing() -> None:
    assert all(resource("icons", f"{name}.svg").is_file() for name in PLACE_DRAWINGS.values())
