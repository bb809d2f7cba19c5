"""Bringing approved drafts into the toolkit, building the site, publishing it: all or nothing."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from toolkit_editor.base.durable import storing
from toolkit_editor.base.errors import Refused, Stale
from toolkit_editor.base.ids import DraftId, EventId
from toolkit_editor.base.message import Message, say
from toolkit_editor.review.event import GROUP, on_draft
from toolkit_editor.review.people import Role
from toolkit_editor.review.work import DraftState, Status
from toolkit_editor.services.changed import Changed, Topic, changed
from toolkit_editor.services.desk import MAIN, Desk
from toolkit_editor.services.disagreements import bring_up, united
from toolkit_editor.services.gate import require_open
from toolkit_editor.services.placements import is_moot
from toolkit_editor.services.progress import Progress, quiet
from toolkit_editor.services.site_input import Say, require_pages, site_input
from toolkit_editor.services.syncing import sync
from toolkit_editor.services.taking_down import take_down
from toolkit_editor.site.build import build_site
from toolkit_editor.store.address import Address
from toolkit_editor.store.erasure import erase
from toolkit_editor.store.exchange import PushRef, look, push
from toolkit_editor.store.git_store import GitStore, create
from toolkit_editor.store.model import Oid, RefChange

_TOPICS = (Topic.DRAFTS, Topic.SECTIONS, Topic.REVIEW, Topic.STORIES)


@dataclass(frozen=True, slots=True)
class Published:
    """A published edition."""

    site: Oid
    main: Oid
    pages: int
    changed: Changed


@dataclass(frozen=True, slots=True)
class BroughtIn:
    """What bringing in did. `waits` are the drafts that could not be, each with its sentence."""

    changed: Changed
    drafts: tuple[DraftId, ...] = ()
    waits: tuple[Message, ...] = ()


def bring_in(desk: Desk, *drafts: DraftId) -> BroughtIn:
    """Bring approved drafts into the toolkit, those named or all.

    Where others changed the same page meanwhile, the two are brought together and wait for an
    editor's look, or for somebody to choose. Raises `Refused` for what no editor approved.
    """
    me = desk.require(Role.MAINTAINER)
    state = desk.state()
    chosen = [
        one
        for one in state.drafts.values()
        if one.status is Status.APPROVED
        and (not drafts or one.id in drafts)
        and not is_moot(desk, one)
    ]
    missing = set(drafts) - {one.id for one in chosen}
    if missing:
        raise Refused(say("Only what an editor has approved can be brought into the toolkit."))
    done: list[DraftId] = []
    waits: list[Message] = []
    told = Changed()
    for draft in chosen:
        told |= changed(*_TOPICS, ids=(draft.id,))
        why = _why_it_waits(desk, draft)
        if why is not None:
            waits.append(why)
            continue
        main = desk.main()
        commit = desk.store.make_commit(
            draft.files,
            base=main,
            parents=(main,),
            author=me.id,
            at=desk.clock.now(),
            message="Brought in",
        )
        desk.move(RefChange(MAIN, commit, main))
        approvals: list[EventId] = [approval.id for approval in draft.approvals]
        facts = {"files": dict(draft.files), "approvals": approvals, "commit": commit}
        desk.record(("brought-in", on_draft(draft.id), facts))
        done.append(draft.id)
    return BroughtIn(told, tuple(done), tuple(waits))


def _why_it_waits(desk: Desk, draft: DraftState) -> Message | None:
    """Why an approved draft cannot be brought in as it is; brings it up to the toolkit first."""
    if united(desk, draft.id).is_open:
        return say(
            "“{title}” was changed in the toolkit after this was written, in the same sentence. "
            "Somebody must choose first.",
            title=_titles(desk, draft),
        )
    if bring_up(desk, draft.id):
        return say(
            "“{title}” was changed in the toolkit after this was written. Both are together now, "
            "and wait for an editor to look.",
            title=_titles(desk, draft),
        )
    return None


def _titles(desk: Desk, draft: DraftState) -> str:
    sections = [desk.section_at(path) for path in draft.files]
    return ", ".join(section.title for section in sections if section is not None)


def build(desk: Desk, translate: Say, progress: Progress = quiet) -> dict[str, bytes]:
    """The files of the site of what the gate lets through."""
    site = site_input(desk, translate, progress)
    require_pages(site)
    progress(say("Building the site…"))
    return build_site(site)


def write_site(files: Mapping[str, bytes], folder: Path) -> None:
    """Write the files of a site into `folder`, in place of what a build left there before.

    Raises `Refused` for a folder that holds anything else, `StorageFailed` where it will not go.
    """
    folder = folder.absolute()
    marker = folder / ".nojekyll"
    if folder.exists() and any(folder.iterdir()) and not marker.exists():
        raise Refused(say("{folder} is not empty. Choose a new or an empty folder.", folder=folder))
    fresh = folder.with_name(f".{folder.name}.new")
    with storing(folder.parent):
        shutil.rmtree(fresh, ignore_errors=True)
        for path, data in files.items():
            target = fresh / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        if folder.exists():
            shutil.rmtree(folder)
        fresh.rename(folder)


def forget_site(folder: Path) -> None:
    """Remove the files that `write_site` put into `folder`, if it did."""
    if (folder / ".nojekyll").exists():
        with storing(folder.parent):
            shutil.rmtree(folder)


def editions(desk: Desk) -> int:
    """How many editions the group has published."""
    return sum(1 for event in desk.events_about(GROUP) if event.kind == "published")


def publish(
    desk: Desk,
    site: Address,
    copy: Path,
    translate: Say,
    progress: Progress = quiet,
) -> Published:
    """Gate, build, send the site to `site`, write it down. Nothing is published on any failure.

    `copy` is the folder of the site's copy on this computer. The site is one commit without
    history; what an earlier edition held is erased here and, where the site is a folder, there.
    """
    desk.require(Role.MAINTAINER)
    progress(say("Looking for what is new…"))
    sync(desk)
    take_down(desk)
    progress(say("Checking everything that would be shown…"))
    require_open(desk)
    site_now = site_input(desk, translate, progress)
    require_pages(site_now)
    progress(say("Building the site…"))
    files = build_site(site_now)
    progress(say("Sending {n} files…", n=len(files)))
    commit = _send(desk, site, copy, files)
    state = desk.state()
    drafts = [one.id for one in state.drafts.values() if one.status is Status.IN_TOOLKIT]
    shown = sorted({story.id for story in site_now.stories})
    facts = {"site": commit, "main": desk.main(), "drafts": drafts, "stories": shown}
    desk.record(("published", GROUP, facts))
    progress(say("Telling the group…"))
    sync(desk)
    topics = (Topic.SITE, Topic.DRAFTS, Topic.SECTIONS, Topic.STORIES)
    pages = sum(1 for path in files if path.endswith(".html"))
    return Published(commit, desk.main(), pages, changed(*topics))


def _send(desk: Desk, site: Address, copy: Path, files: Mapping[str, bytes]) -> Oid:
    """Send the site as one commit without history; its id."""
    if not (copy / "HEAD").exists():
        create(copy)
    with GitStore.open(copy) as store:
        ids = store.write_many(list(files.values()))
        commit = store.make_commit(
            dict(zip(files, ids, strict=True)),
            author=desk.me.id,
            at=desk.clock.now(),
            message="Published",
        )
        known = store.refs(MAIN).get(MAIN)
        there = look(store, site).get(MAIN)
        if there != commit:
            result = push(store, site, [PushRef(MAIN, commit, there)])
            if not result.ok:
                reason = next(iter(result.reasons.values()), None)
                raise Stale(reason or say("Somebody else published a moment ago. Look again."))
        if known != commit:
            store.move([RefChange(MAIN, commit, known)])
        erase(store, [])
    if site.folder is not None:
        with GitStore.open(site.folder, shared=True) as target:
            erase(target, [])
    return commit
