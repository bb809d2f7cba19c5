"""A maintainer's page: take-downs first, what is approved, what the gate says, the site."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from toolkit_editor.base.ids import DraftId, StoryId
from toolkit_editor.base.message import Message
from toolkit_editor.checks.finding import Severity
from toolkit_editor.services import publishing
from toolkit_editor.services.changed import Topic
from toolkit_editor.services.publishing import BroughtIn
from toolkit_editor.services.site_input import Say
from toolkit_editor.services.unapproved import ask_to_look, put_approved_back
from toolkit_editor.services.vanished import put_back
from toolkit_editor.ui.bridge.jobs import Job
from toolkit_editor.ui.bridge.language import tr, trn, words
from toolkit_editor.ui.bridge.navigation import Go
from toolkit_editor.ui.bridge.session import Session
from toolkit_editor.ui.publish.findings import FindingsList
from toolkit_editor.ui.publish.sending import (
    SENDING,
    Edition,
    leave_out,
    publish_edition,
    take_down,
)
from toolkit_editor.ui.publish.view import PublishView, read_publish
from toolkit_editor.ui.widgets.buttons import Button
from toolkit_editor.ui.widgets.empty import LoadingLine
from toolkit_editor.ui.widgets.flow import ButtonLine
from toolkit_editor.ui.widgets.layout import clear, column, row
from toolkit_editor.ui.widgets.page import ScrollPage
from toolkit_editor.ui.widgets.queue_words import queue_title
from toolkit_editor.ui.widgets.text import Selectable, Words

_MOST = 12


class PublishPage(ScrollPage):
    """From approved drafts to the public site."""

    topics: ClassVar[frozenset[Topic]] = frozenset(
        {Topic.REVIEW, Topic.DRAFTS, Topic.STORIES, Topic.SECTIONS, Topic.SITE}
    )

    def __init__(self, session: Session, translate: Say, parent: QWidget | None = None) -> None:
        """`translate` says a message in the language of a page of the site."""
        explanation = tr("What is approved goes into the toolkit, and from there to the site.")
        super().__init__(session, tr("Publish"), explanation, parent)
        self._translate = translate
        self._job: Job | None = None
        self._view: PublishView | None = None
        self.done = QFrame()
        self.done.setProperty("role", "box")
        self._done = column(self.done, space=6, margins=(14, 12, 14, 12))
        self.done.hide()
        self.body.addWidget(self.done)
        self._waits: QVBoxLayout = column(space=10)
        self.body.addLayout(self._waits)
        self.body.addWidget(Words(tr("Before publishing"), "heading"))
        self.findings = FindingsList(session.go, self._on_leave_out)
        self.body.addWidget(self.findings)
        self.body.addWidget(Words(tr("The site"), "heading"))
        self._site = Selectable("", "quiet")
        self.body.addWidget(self._site)
        self.look = Button(
            tr("Look at the site as it will be"),
            lambda: session.go(Go("site-look")),
            drawing="look",
        )
        self.send = Button(tr("Publish now"), self._on_publish, role="main", drawing="site")
        self.stop = Button(tr("Stop"), self._on_stop, role="plain")
        self.stop.hide()
        self.body.addWidget(ButtonLine(self.look, self.send, self.stop))
        self.progress = LoadingLine()
        self.body.addWidget(self.progress)

    def show_at(self, go: Go) -> None:
        """Show where everything stands."""
        self.banner.hide()
        if self._job is None:
            self.done.hide()
        super().show_at(go)

    def reload(self) -> None:
        """Look again."""
        if self._view is None:
            self.loading.begin(tr("Checking everything that would be shown…"))
        self.session.service(
            read_publish,
            self.session.places,
            then=self._show,
            failed=self._on_refused,
            owner=self,
            key=(self, "view"),
        )

    def first_focus(self) -> QWidget | None:
        """What one came for."""
        return self.send if self.send.isEnabled() else self.look

    def _show(self, view: PublishView) -> None:
        self.loading.end()
        self._view = view
        clear(self._waits)
        if view.take_down or view.over:
            self._take_downs(view.take_down, view.over)
        if view.vanished:
            self._vanished(view.vanished)
        if view.unapproved:
            self._unapproved(view.unapproved)
        self._choices(view)
        self._approved(view)
        self.findings.show_view(view)
        known = isinstance(view.site, str)
        if isinstance(view.site, Message):
            self._site.setText(words(view.site))
        else:
            before = (
                trn("{n} edition so far.", "{n} editions so far.", view.editions)
                if view.editions
                else tr("Nothing was published yet.")
            )
            self._site.setText(
                tr("It goes to {address}. {before}", address=view.site, before=before)
            )
        stopped = bool(view.of(Severity.BLOCK))
        self.send.setEnabled(known and not stopped and self._job is None)
        why = tr("Some things must be settled first; they are listed above.") if stopped else ""
        self.send.setAccessibleDescription(why)
        self.send.setToolTip(why)

    def _take_downs(self, taken_back: int, over: int) -> None:
        inside = self._box(tr("First: take down what may not be shown any more"))
        if taken_back:
            said = trn(
                "One story was taken back by its teller and still has its place here.",
                "{n} stories were taken back by their tellers and still have places here.",
                taken_back,
            )
            inside.addWidget(Words(said))
        if over:
            said = trn(
                "What the teller of one story agreed to does not reach this far any more. It stays "
                "with its teller, who can ask for its place again.",
                "What the tellers of {n} stories agreed to does not reach this far any more. The "
                "stories stay with their tellers, who can ask for their places again.",
                over,
            )
            inside.addWidget(Words(said))
        inside.addWidget(
            ButtonLine(Button(tr("Take it down now"), self._on_take_down, drawing="take-down"))
        )

    def _vanished(self, n: int) -> None:
        inside = self._box(tr("Gone from the workspace"))
        inside.addWidget(
            Words(
                trn(
                    "One thing is gone from the workspace, and nobody here took it back. It is "
                    "still on this computer.",
                    "{n} things are gone from the workspace, and nobody here took them back. They "
                    "are still on this computer.",
                    n,
                )
            )
        )
        back = Button(tr("Put them back"), partial(self._do, put_back, tr("They are put back.")))
        inside.addWidget(ButtonLine(back))

    def _unapproved(self, titles: tuple[str, ...]) -> None:
        inside = self._box(tr("In the toolkit without an editor’s yes"))
        inside.addWidget(
            Words(
                tr(
                    "This was changed in the toolkit in another way than here. It is not published "
                    "before an editor agrees."
                )
            )
        )
        for title in titles[:_MOST]:
            inside.addWidget(Selectable(title))
        if len(titles) > _MOST:
            n = len(titles) - _MOST
            inside.addWidget(
                Words(trn("And {n} more like these.", "And {n} more like these.", n), "quiet")
            )
        asked = tr("It waits for an editor now.")
        returned = tr("The toolkit is as it was approved.")
        inside.addWidget(
            ButtonLine(
                Button(tr("Ask an editor to look"), partial(self._do, ask_to_look, asked)),
                Button(
                    tr("Put back what was approved"),
                    partial(self._do, put_approved_back, returned),
                ),
            )
        )

    def _choices(self, view: PublishView) -> None:
        for draft, titles in view.choices:
            title = ", ".join(titles)
            inside = self._box(tr("Two approved versions of a sentence"))
            line = row()
            line.addWidget(Words(tr("“{title}”", title=title)), 1)
            where = Go("choose", draft, extra="publish")
            button = Button(tr("Choose…"), partial(self.session.go, where))
            button.setAccessibleName(tr("Choose: {title}", title=title))
            line.addWidget(button)
            inside.addLayout(line)

    def _do(self, service: Callable[..., object], said: str) -> None:
        self.session.service(
            service,
            then=lambda _changed: self.banner.say(said),
            failed=self._on_refused,
            owner=self,
        )

    def _approved(self, view: PublishView) -> None:
        inside = self._box(tr("Approved by an editor"))
        if not view.approved:
            inside.addWidget(Words(tr("Nothing waits to be brought in."), "quiet"))
            return
        for one in view.approved:
            line = row()
            title = queue_title(one)
            line.addWidget(Words(title), 1)
            bring = Button(tr("Bring in"), partial(self._on_bring_in, one.draft))
            bring.setAccessibleName(tr("Bring in: {title}", title=title))
            line.addWidget(bring)
            inside.addLayout(line)
        if len(view.approved) > 1:
            inside.addWidget(
                ButtonLine(Button(tr("Bring all into the toolkit"), self._on_bring_in))
            )

    def _box(self, title: str) -> QVBoxLayout:
        box = QFrame()
        box.setProperty("role", "box")
        inside = column(box, space=8, margins=(14, 12, 14, 12))
        inside.addWidget(Words(title, "heading"))
        self._waits.addWidget(box)
        return inside

    # what a maintainer does

    def _on_take_down(self) -> None:
        self.session.service(
            take_down,
            self.session.places,
            then=lambda _changed: self.banner.say(
                tr("Taken down. Publish now, so that the site has no trace of it.")
            ),
            failed=self._on_refused,
            owner=self,
        )

    def _on_leave_out(self, story: StoryId) -> None:
        self.session.service(
            leave_out,
            story,
            self.session.places,
            then=lambda _changed: self.banner.say(
                tr("It is left out for now. Its teller keeps it, and can ask for its place again.")
            ),
            failed=self._on_refused,
            owner=self,
        )

    def _on_bring_in(self, draft: DraftId | None = None) -> None:
        drafts = (draft,) if draft is not None else ()
        self.session.service(
            publishing.bring_in,
            *drafts,
            then=self._on_brought_in,
            failed=self._on_refused,
            owner=self,
        )

    def _on_brought_in(self, done: BroughtIn) -> None:
        """What is in, and what waits for somebody else first."""
        said = [words(why) for why in done.waits]
        if done.drafts:
            said.insert(0, tr("It is in the toolkit now."))
        self.banner.say(" ".join(said))
        self.area.verticalScrollBar().setValue(0)

    def _on_publish(self) -> None:
        self.banner.hide()
        self.done.hide()
        self.send.setEnabled(False)
        self.stop.show()
        self.stop.setEnabled(True)
        self.progress.begin()
        job = self.session.service(
            publish_edition,
            self.session.places,
            self._translate,
            then=self._published,
            failed=self._not_published,
            told=self._on_told,
            owner=self,
        )
        self._job = None if self.progress.isHidden() else job

    def _on_told(self, message: Message) -> None:
        if message.text == SENDING:
            self.stop.setEnabled(False)
        self.progress.tell(words(message))

    def _on_stop(self) -> None:
        if self._job is not None:
            self._job.stop()
            self.stop.setEnabled(False)
            self.progress.tell(tr("Stopping…"))

    def _over(self) -> None:
        self._job = None
        self.stop.hide()
        self.progress.end()

    def _published(self, edition: Edition) -> None:
        self._over()
        clear(self._done)
        said = trn(
            "Published: edition {edition}, one page.",
            "Published: edition {edition}, {n} pages.",
            edition.pages,
            edition=edition.number,
        )
        self._done.addWidget(Words(said, "heading"))
        self._done.addWidget(Selectable(tr("It is at {address}.", address=edition.where)))
        self.done.setAccessibleName(said)
        self.done.show()
        self.area.verticalScrollBar().setValue(0)
        self.reload()

    def _not_published(self, message: Message) -> None:
        self._over()
        self._on_refused(message)
        self.reload()

    def _on_refused(self, message: Message) -> None:
        self.loading.end()
        self.banner.say(words(message))
        self.area.verticalScrollBar().setValue(0)
