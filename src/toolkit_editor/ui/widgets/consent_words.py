"""A consent record in sentences, for an editor. Must not know widgets."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit_editor.stories import attribution, notes
from toolkit_editor.stories.consent import Consent, Others, Thanks
from toolkit_editor.ui.bridge.language import day, tr, words
from toolkit_editor.ui.widgets.languages import channel_name


def consent_sentences(record: Consent | None) -> Iterator[str]:
    """What the teller said yes to, sentence by sentence."""
    if record is None:
        yield tr("There is no consent record for this story.")
        return
    yield tr("Appears as: {level}", level=words(attribution.name(record.attribution)))
    used = [channel_name(one) for one in sorted(record.channels)]
    if used:
        yield tr("May be used in: {places}", places="; ".join(used))
    else:
        yield tr("May not be used anywhere yet.")
    yield tr("Until {day}.", day=day(record.end))
    others = {
        Others.NOT_ASKED: tr("Nothing was said yet about other people in it."),
        Others.NONE: tr("Nobody else could be recognised in it, the teller says."),
        Others.AGREED: tr("Other people are in it, and they agreed."),
        Others.DISGUISED: tr("Other people are in it, and the teller disguised them."),
    }
    yield others[record.others]
    if record.content_notes:
        touched = ", ".join(words(notes.name(one)) for one in notes.in_order(record.content_notes))
        yield tr("A line before it says that it touches: {notes}", notes=touched)
    thanks = {
        Thanks.OFFERED: tr("Thanks were offered."),
        Thanks.ACCEPTED: tr("Thanks were offered, and accepted."),
        Thanks.DECLINED: tr("Thanks were offered, and turned down."),
    }
    if record.thanks in thanks:
        yield thanks[record.thanks]
    if record.written_down_by is not None:
        yield tr("Somebody of the group wrote it down for its teller, as they told it.")
    if record.community_hold:
        yield tr("It waits until a community has agreed.")
    if not record.limits_explained:
        yield tr("What cannot be undone was not explained in this program yet.")
