"""The people of the group: requests to join first, then everyone, then how to invite somebody.

Maintainers look after people; everyone else sees the list.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial
from typing import ClassVar

from PySide6.QtWidgets import QAbstractButton, QFrame, QWidget

from toolkit_editor.base.ids import PersonId
from toolkit_editor.base.message import Message, say
from toolkit_editor.content.toolkit import in_language
from toolkit_editor.review.people import Role
from toolkit_editor.services import people, proposals
from toolkit_editor.services.changed import Topic
from toolkit_editor.services.desk import Desk
from toolkit_editor.services.invitation import Invitation
from toolkit_editor.services.not_confirmed import NotConfirmedView, not_confirmed
from toolkit_editor.services.people import AskingRow, PeopleView, PersonRow
from toolkit_editor.services.proposals import Decided, ProposalRow
from toolkit_editor.ui.bridge.language import tr, words
from toolkit_editor.ui.bridge.navigation import Go
from toolkit_editor.ui.bridge.session import Session
from toolkit_editor.ui.people.boxes import AskingBox, Box, PersonBox, called
from toolkit_editor.ui.people.invitation_box import InvitationBox
from toolkit_editor.ui.people.not_confirmed import NotConfirmedList
from toolkit_editor.ui.people.own_key import OwnKey
from toolkit_editor.ui.people.roles import role_meaning, role_name
from toolkit_editor.ui.people.waiting import ProposalBox, ReturningBox, proposed
from toolkit_editor.ui.widgets.buttons import Button
from toolkit_editor.ui.widgets.layout import column, row
from toolkit_editor.ui.widgets.page import ScrollPage
from toolkit_editor.ui.widgets.text import Selectable, Words

_Seen = tuple[PeopleView, Message | None, Invitation | None, NotConfirmedView]
_AT_FIRST = frozenset({Role.CONTRIBUTOR})


def _look(desk: Desk) -> _Seen:
    """Runs in the git lane."""
    view = people.people(desk)
    invitation = people.invitation(desk) if view.may_change else None
    return view, people.standing_notice(desk), invitation, not_confirmed(desk)


class PeoplePage(ScrollPage):
    """Who is here."""

    topics: ClassVar[frozenset[Topic]] = frozenset({Topic.PEOPLE})

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Nothing is read before the page is shown."""
        explanation = tr("Who works on this toolkit, and what each of them does.")
        super().__init__(session, tr("People"), explanation, parent)
        self._host = QWidget()
        self._all = column(self._host)
        self.body.addWidget(self._host)
        self._boxes: dict[str, Box] = {}
        self._seen: _Seen | None = None
        self._choosing: dict[PersonId, frozenset[Role]] = {}
        self._as_new: set[PersonId] = set()

    def show_at(self, go: Go) -> None:
        """Show everyone, with nothing half chosen."""
        self._choosing.clear()
        self._as_new.clear()
        self._seen = None
        self.banner.hide()
        super().show_at(go)

    def reload(self) -> None:
        """Look who is here."""
        if self._seen is None:
            self.loading.begin()
        self.session.service(
            _look, then=self._on_seen, failed=self._on_refused, owner=self, key=(self, "people")
        )

    # building

    def _on_seen(self, seen: _Seen) -> None:
        self.loading.end()
        if seen != self._seen:
            self._seen = seen
            self._build()

    def _build(self, use: str | None = None) -> None:
        """Write the page anew. The keyboard goes on with the person `use`, or where it was."""
        if self._seen is None:
            return
        view, notice, invitation, claimed = self._seen
        focused = self.window().focusWidget()
        inside = focused is not None and self._host.isAncestorOf(focused)
        name = focused.accessibleName() if focused is not None and inside else ""
        self._begin_anew()
        if notice is not None:
            self._add_own_standing(words(notice), view.mark)
        self._add_what_waits(view)
        self._all.addWidget(Words(tr("In the group"), "heading"))
        for person in view.here:
            self._add_person(person, may_change=view.may_change)
        if view.standing is people.Standing.MEMBER:
            self._all.addWidget(OwnKey(view, lambda: self.session.go(Go("recovery-sheet"))))
        if invitation is not None:
            self._add_invitation(invitation)
        self._add_meanings()
        if view.former:
            self._add_former(view)
        if claimed.total:
            self._all.addWidget(NotConfirmedList(claimed))
        self._host.show()
        if use in self._boxes:
            self._boxes[use].first.setFocus()
        elif inside:
            self._focus_on(name)

    def _begin_anew(self) -> None:
        """An empty page; what was on it goes away."""
        former, self._host = self._host, QWidget()
        self._all = column(self._host, space=10)
        self.body.replaceWidget(former, self._host)
        former.hide()
        former.deleteLater()
        self._boxes = {}

    def _add_own_standing(self, notice: str, mark: str) -> None:
        box = QFrame()
        box.setProperty("role", "box")
        inside = column(box, space=6, margins=(14, 12, 14, 12))
        inside.addWidget(Words(notice))
        if mark:
            inside.addWidget(
                Words(tr("A maintainer may ask you for the mark of your key:"), "quiet")
            )
            inside.addWidget(Selectable(mark, "accent"))
        self._all.addWidget(box)

    def _add_what_waits(self, view: PeopleView) -> None:
        if view.may_change and view.asking:
            self._all.addWidget(Words(tr("Would like to join"), "heading"))
            for asking in view.asking:
                self._add_asking(asking)
        if view.proposals:
            self._all.addWidget(Words(tr("Waits for a second yes"), "heading"))
            for proposal in view.proposals:
                self._add_proposal(proposal)

    def _add_asking(self, asking: AskingRow) -> None:
        if asking.was and asking.before and asking.id not in self._as_new:
            known = ReturningBox(asking)
            known.known_again.connect(partial(self._on_known_again, asking))
            known.as_new.connect(partial(self._on_as_new, asking.id))
            self._boxes[asking.id] = known
            self._all.addWidget(known)
            return
        box = AskingBox(asking, self._choosing.get(asking.id, _AT_FIRST))
        box.chosen.connect(partial(self._choosing.__setitem__, asking.id))
        box.let_in.connect(partial(self._let_in, asking.id, asking.name))
        self._boxes[asking.id] = box
        self._all.addWidget(box)

    def _add_proposal(self, proposal: ProposalRow) -> None:
        box = ProposalBox(proposal)
        box.agreed.connect(partial(self._on_agree, proposal))
        box.taken_back.connect(partial(self._on_take_back, proposal))
        self._boxes[proposal.id] = box
        self._all.addWidget(box)

    def _add_person(self, person: PersonRow, *, may_change: bool) -> None:
        box = PersonBox(person, may_change=may_change, choosing=self._choosing.get(person.id))
        box.changing.connect(partial(self._on_changing, person))
        box.chosen.connect(partial(self._choosing.__setitem__, person.id))
        box.saved.connect(partial(self._on_saved, person))
        box.rename_wanted.connect(partial(self._on_rename, person))
        box.remove_wanted.connect(partial(self._on_remove, person))
        self._boxes[person.id] = box
        self._all.addWidget(box)

    def _add_invitation(self, invitation: Invitation) -> None:
        about = self.session.about
        toolkit = in_language(about.name, self.session.language) if about else ""
        box = InvitationBox(words(invitation.text(toolkit)))
        box.copied.connect(self._on_copied)
        self._all.addWidget(box)

    def _add_meanings(self) -> None:
        self._all.addWidget(Words(tr("What people do here"), "heading"))
        for role in Role:
            said = tr("{role}: {meaning}", role=role_name(role), meaning=role_meaning(role))
            self._all.addWidget(Words(said))

    def _add_former(self, view: PeopleView) -> None:
        self._all.addWidget(Words(tr("Were in the group before"), "heading"))
        for person in view.former:
            line = row()
            line.addWidget(Words(called(person.name), "quiet"), 1)
            if view.may_change:
                again = Button(
                    tr("Let in again"), partial(self._let_in, person.id, person.name, _AT_FIRST)
                )
                again.setAccessibleName(tr("Let {name} in again", name=called(person.name)))
                line.addWidget(again)
            self._all.addLayout(line)

    def _focus_on(self, name: str) -> None:
        """Go to what is called `name`, or else to the first thing that can be used."""
        buttons = self._host.findChildren(QAbstractButton)
        wanted = [one for one in self._host.findChildren(QWidget) if one.accessibleName() == name]
        for widget in (*wanted, *buttons)[:1]:
            widget.setFocus()

    # what a maintainer does

    def _let_in(self, person: PersonId, name: str, roles: Collection[Role]) -> None:
        said = tr("{name} is in the group now.", name=called(name))
        self._do(people.let_in, person, name, frozenset(roles), said=said)

    def _on_as_new(self, asked: PersonId) -> None:
        self._as_new.add(asked)
        self._build(asked)

    def _on_known_again(self, asking: AskingRow, person: PersonId) -> None:
        names = {one.id: called(one.name) for one in asking.before}
        said = tr("{name} goes on with the new key.", name=names[person])
        self._do(proposals.replace_key, asking.id, person, said=said)

    def _on_agree(self, proposal: ProposalRow) -> None:
        question = say("Do you agree? {what}", what=proposed(proposal))
        if self.session.prompter.ask(question, say("I agree"), say("Not now")):
            self._do(proposals.agree, proposal.id, said=tr("You agreed. It counts now."))

    def _on_take_back(self, proposal: ProposalRow) -> None:
        self._do(proposals.take_back, proposal.id, said=tr("It is taken back."))

    def _on_changing(self, person: PersonRow, begin: bool) -> None:
        if begin:
            self._choosing[person.id] = frozenset(person.roles)
        else:
            self._choosing.pop(person.id, None)
        self._build(person.id)

    def _on_saved(self, person: PersonRow, roles: frozenset[Role]) -> None:
        said = tr("Kept what {name} does here.", name=called(person.name))
        self._do(people.change_roles, person.id, roles, said=said)

    def _on_rename(self, person: PersonRow) -> None:
        question = say("What would {name} like to be called?", name=called(person.name))
        name = self.session.prompter.ask_line(question, person.name)
        if name is not None:
            self._do(people.rename, person.id, name, said=tr("The name is changed."))

    def _on_remove(self, person: PersonRow) -> None:
        name = called(person.name)
        detail = say(
            "They can share, review and publish nothing here any more, and stories shared from now "
            "on are sealed without them. What they shared stays, and what they have on their "
            "computer stays there. Ask whoever runs the place of the workspace to end their access "
            "to it too."
        )
        question = say("Remove {name} from the group?", name=name)
        if person.you:
            question = say("Leave the group? Only another maintainer can let you in again.")
        yes, no = say("Remove from the group"), say("Not now")
        if self.session.prompter.ask(question, yes, no, detail):
            said = tr("{name} is not in the group any more.", name=name)
            self._do(people.remove, person.id, said=said)

    def _do(self, verb: Callable[..., object], whom: str, *rest: object, said: str) -> None:
        def done(result: object) -> None:
            self._choosing.pop(PersonId(whom), None)
            self._build(whom)
            waits = isinstance(result, Decided) and result.waits
            told = _proposed() if waits else said
            self.banner.say(told)
            self.area.verticalScrollBar().setValue(0)

        self.session.service(verb, whom, *rest, then=done, failed=self._on_refused, owner=self)

    def _on_copied(self) -> None:
        self.banner.say(tr("Copied. Paste it into a message to the person you invite."))
        self.area.verticalScrollBar().setValue(0)

    def _on_refused(self, message: Message) -> None:
        self.loading.end()
        self.banner.say(words(message))
        self.area.verticalScrollBar().setValue(0)


def _proposed() -> str:
    return tr("This is proposed now. It counts when a second person agrees.")
