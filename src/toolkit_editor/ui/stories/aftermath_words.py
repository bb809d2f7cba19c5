"""What became of a story that was taken back, in sentences, with letters ready to be sent.

The letters go to people outside the program: who looks after the group's server, and whoever made
copies. They name nobody and quote nothing. Must not know widgets.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from toolkit_editor.services.aftermath import Aftermath
from toolkit_editor.ui.bridge.language import day, tr


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happens after taking back; `done` or still to come."""

    done: bool
    text: str


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter: what it is for, and its words."""

    title: str
    why: str
    text: str


def steps(found: Aftermath) -> tuple[Step, ...]:
    """What was done and what is still to come, in the order in which it happens."""
    taken = (
        tr("It was taken back by its teller on {day}.", day=day(found.at))
        if found.by_teller
        else tr("It was taken back by a maintainer on {day}.", day=day(found.at))
    )
    told = (
        tr("The group has heard of it, and the group’s copy was deleted.")
        if found.told
        else tr("The group has not heard of it yet. It hears when this computer next reaches it.")
    )
    found_steps = [Step(True, taken), Step(found.told, told)]
    for one in found.receipts:
        found_steps.append(Step(bool(one.at), _erased(one.name, one.at, me=one.me)))
    found_steps.append(
        Step(False, tr("Its place in the toolkit is still to be emptied by a maintainer."))
        if found.placed
        else Step(True, tr("It has no place in the toolkit any more."))
    )
    if found.shown is not None:
        found_steps.append(_site(found))
    return tuple(found_steps)


def _erased(name: str, at: str, *, me: bool) -> str:
    if me:
        return (
            tr("Erased on this computer on {day}.", day=day(at))
            if at
            else tr("Not erased on this computer yet.")
        )
    name = name or tr("somebody without a name")
    if at:
        return tr("Erased on the computer of {name} on {day}.", name=name, day=day(at))
    return tr(
        "{name} has not been heard of since. Their program erases it when it next reaches the "
        "group.",
        name=name,
    )


def _site(found: Aftermath) -> Step:
    assert found.shown is not None
    first = day(found.shown[0])
    if found.clean:
        text = tr(
            "It was on the public site from {first} on. The edition of {day} has no trace of it.",
            first=first,
            day=day(found.clean),
        )
        return Step(True, text)
    return Step(
        False,
        tr(
            "It has been on the public site since {first}. The next edition has no trace of it.",
            first=first,
        ),
    )


def limits(found: Aftermath) -> tuple[str, ...]:
    """What this program cannot do, said plainly."""
    said = []
    if not found.host_erases:
        said.append(
            tr(
                "The group’s server may keep what was deleted for some days or weeks, where only "
                "those who look after it could find it. It can be asked to clear it away at once."
            )
        )
    if found.shown is not None:
        said.append(
            tr(
                "Somebody may have printed, saved or archived the page. We can ask them to remove "
                "it; we cannot do it for them."
            )
        )
    said.append(tr("Whoever read it may remember it."))
    return tuple(said)


def letters(found: Aftermath, toolkit: str) -> tuple[Letter, ...]:
    """The letters that can help, ready to be sent."""
    ready = []
    if not found.host_erases:
        ready.append(
            Letter(
                tr("To whoever looks after the group’s server"),
                tr("It asks them to clear away at once what was deleted."),
                tr(
                    "Hello. On {day} a person took back something personal that our group kept at "
                    "{address}. It was deleted there, but a server usually keeps what was deleted "
                    "for a while. Please have it clear away everything that was deleted, now and "
                    "without a waiting time, also from stored views of pages and from backups as "
                    "they come round. Please tell us when it is done. Thank you.",
                    day=day(found.at),
                    address=found.address,
                ),
            )
        )
    if found.shown is not None:
        ready.append(
            Letter(
                tr("To somebody who copied the page"),
                tr("It asks them to remove the story from their copy."),
                tr(
                    "Hello. A story that stood in “{toolkit}” on our public site was taken back by "
                    "the person it belongs to, on {day}. You may have copied, printed or archived "
                    "a page that held it. Please remove the story from your copy, or put the page "
                    "as it is now in its place, and tell us when it is done. Thank you.",
                    toolkit=toolkit,
                    day=day(found.at),
                ),
            )
        )
    return tuple(ready)


def as_html(found: Aftermath) -> str:
    """The page to print."""
    done = "".join(f"<li>{escape(one.text)}</li>" for one in steps(found) if one.done)
    to_come = "".join(f"<li>{escape(one.text)}</li>" for one in steps(found) if not one.done)
    cannot = "".join(f"<li>{escape(one)}</li>" for one in limits(found))
    parts = [(tr("What was done"), done), (tr("What is still to come"), to_come)]
    parts.append((tr("What nobody can call back"), cannot))
    inside = "".join(f"<h2>{escape(head)}</h2><ul>{rows}</ul>" for head, rows in parts if rows)
    return f"<h1>{escape(tr('A story that was taken back'))}</h1>{inside}"
