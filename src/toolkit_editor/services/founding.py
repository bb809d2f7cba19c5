"""Founding a workspace: empty, with the sample, or from a folder of Markdown; and opening one.

A workspace is a bare repository anybody can copy; beside it lies the folder of its site. The
person's own copy, where they work, lives with their other things on this computer.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from toolkit_editor.annotations.placement import Placement, path_of, to_json
from toolkit_editor.annotations.selector import Target, make_selector
from toolkit_editor.base.clock import Clock
from toolkit_editor.base.errors import NotFound, Refused
from toolkit_editor.base.ids import DraftId, EventId, PersonId, SectionId, StoryId, new_id
from toolkit_editor.base.message import say
from toolkit_editor.base.resources import sample
from toolkit_editor.content import adopting
from toolkit_editor.content.front_matter import split
from toolkit_editor.content.section import Section
from toolkit_editor.content.toolkit import FILE, read_toolkit
from toolkit_editor.prose.plain import plain_of
from toolkit_editor.review.event import GROUP, on_draft, on_story
from toolkit_editor.review.people import founding_hash
from toolkit_editor.review.rules import LONGEST_NAME
from toolkit_editor.services.desk import MAIN, Desk, Me
from toolkit_editor.services.folder import read_folder
from toolkit_editor.services.half_made import is_free, set_aside, whole_or_not_at_all
from toolkit_editor.services.invitation import is_mark
from toolkit_editor.services.locking import keys_of
from toolkit_editor.services.opening_stories import shared_facts
from toolkit_editor.services.own_drafts import bring_back
from toolkit_editor.services.progress import Progress, quiet
from toolkit_editor.services.reaching import address_at
from toolkit_editor.services.story_sharing import seal
from toolkit_editor.services.syncing import sync
from toolkit_editor.settings.membership import Membership, load_membership, save_membership
from toolkit_editor.settings.places import Places
from toolkit_editor.store.address import Address, Kind, parse_address
from toolkit_editor.store.exchange import MARKER, fetch_history, look
from toolkit_editor.store.git_store import GitStore, create
from toolkit_editor.store.keys import Key
from toolkit_editor.store.model import Oid, RefChange
from toolkit_editor.store.workspace import GitWorkspace
from toolkit_editor.stories.sample import SampleStory, read_sample
from toolkit_editor.stories.sealed_to import Place as SealedPlace

_FILES_AN_EVENT = 2_000
_SITE = "-site"


@dataclass(frozen=True, slots=True)
class _Ground:
    """What a workspace is founded with: files, or a commit to start from."""

    files: Mapping[str, bytes]
    base: Oid | None = None


def site_folder(workspace: Path) -> Path:
    """The folder of the site that lies beside a workspace in a folder."""
    return workspace.with_name(workspace.name.removesuffix(".git") + _SITE)


# founding


def found(
    places: Places,
    where: Path | str,
    name: str,
    languages: Sequence[str],
    clock: Clock,
    progress: Progress = quiet,
    called: str = "",
) -> Desk:
    """A new toolkit with nothing in it but its name and languages, in a folder or at an address.

    `called` names its founder.
    """
    if not name.strip():
        raise Refused(say("Give the toolkit a name."))
    proposal = adopting.Proposal(tuple(languages), {code: code for code in languages}, ())
    files = {FILE: adopting.write_toolkit(name.strip(), proposal)}
    welcome = {"en": b"# Welcome\n\nWrite here.\n", "fr": "# Bienvenue\n\nÉcrivez ici.\n".encode()}
    for code in languages:
        files[f"{code}/index.md"] = welcome.get(code, b"# " + name.encode() + b"\n")
    return _found(places, where, clock, progress, lambda _store: _Ground(files), called=called)


def found_sample(
    places: Places, where: Path | str, clock: Clock, progress: Progress = quiet
) -> Desk:
    """The sample toolkit with its invented stories, for looking around."""
    files = {
        path: data
        for path, data in read_folder(sample()).files.items()
        if not path.startswith("stories/")
    }

    def more(desk: Desk) -> None:
        progress(say("Placing the invented stories…"))
        _place_stories(desk)

    return _found(places, where, clock, progress, lambda _store: _Ground(files), more)


def propose_adoption(source: Path) -> adopting.Proposal:
    """What languages a folder of Markdown has, and which of its files belong together."""
    bare = is_repository(source) and not (source / ".git").exists()
    found_files = _newest_files(source) if bare else read_folder(source).files
    pages = {path: data for path, data in found_files.items() if adopting.is_markdown(path)}
    if not pages:
        raise NotFound(
            say("There is no Markdown in {folder}. Choose a folder that has some.", folder=source)
        )
    return adopting.propose([adopting.look(path, data) for path, data in pages.items()])


def _newest_files(source: Path) -> Mapping[str, bytes]:
    """The Markdown of the newest commit of a repository, which is not opened in its place."""
    with tempfile.TemporaryDirectory() as folder:
        create(Path(folder))
        with GitStore.open(Path(folder)) as store:
            entries = store.tree(fetch_history(store, parse_address(str(source.resolve())))).entries
            wanted = {path: oid for path, oid in entries.items() if adopting.is_markdown(path)}
            contents = store.read_many(wanted.values())
            return {path: contents[oid] for path, oid in wanted.items()}


def is_repository(source: Path) -> bool:
    """Whether a folder has a history that adopting keeps."""
    return (source / ".git").exists() or (source / "HEAD").is_file()


def adopt(
    places: Places,
    source: Path,
    where: Path | str,
    proposal: adopting.Proposal | None,
    clock: Clock,
    progress: Progress = quiet,
    called: str = "",
) -> Desk:
    """A workspace at `where` from any folder or repository of Markdown, which is only read.

    No byte of it changes; toolkit.yml is added where there is none, and must be readable where
    there is one. Where the source is a repository, its history is kept.
    """
    wanted = proposal or propose_adoption(source)
    describing = {FILE: adopting.write_toolkit(source.resolve().name, wanted)}

    def ground(store: GitStore) -> _Ground:
        progress(say("Reading {folder}…", folder=source))
        if is_repository(source):
            tip = fetch_history(store, parse_address(str(source.resolve())))
            own = store.tree(tip).entries.get(FILE)
            if own is None:
                return _Ground(describing, tip)
            read_toolkit(store.read(own))
            return _Ground({}, tip)
        files = read_folder(source).files
        if FILE not in files:
            return _Ground({**files, **describing})
        read_toolkit(files[FILE])
        return _Ground(dict(files))

    return _found(places, where, clock, progress, ground, called=called)


def _nothing_more(_desk: Desk) -> None:
    """An adopted or an empty toolkit has only its files."""


def _found(
    places: Places,
    where: Path | str,
    clock: Clock,
    progress: Progress,
    ground: Callable[[GitStore], _Ground],
    more: Callable[[Desk], None] = _nothing_more,
    called: str = "",
) -> Desk:
    """Found a workspace, or leave everything as it was."""
    address = address_at(places, str(where.absolute()) if isinstance(where, Path) else where)
    copy, membership = places.workspace(address.target), places.membership(address.target)
    folders = [address.folder, site_folder(address.folder)] if address.folder else []
    progress(say("Making the workspace…"))
    if not folders or is_free(folders[0]):
        set_aside(copy)
        set_aside(membership)
    with whole_or_not_at_all(*folders, copy, membership):
        if folders:
            create(folders[0])
        for site in folders[1:]:
            if is_free(site):
                create(site)
        create(copy)
        if not folders:
            _require_empty(address, copy)
        me = Me(PersonId(new_id()), Key.make())
        keys_of(places).keep(me.id, me.key)
        preview = places.look_at_site(address.target)
        store = GitStore.open(copy)
        workspace = GitWorkspace(store, address)
        desk = Desk(store, address, clock, me, preview=preview, workspace=workspace)
        try:
            founder = {"key": me.key.public_line, "person": me.id, **_named(called)}
            first = desk.record(("group-founded", GROUP, founder))
            desk.founding = founding_hash(first[0])
            site_there = str(folders[1]) if folders else ""
            save_membership(membership, Membership(me.id, desk.founding, site_there))
            _lay_ground(desk, ground(store), progress)
            more(desk)
            sync(desk)
        except BaseException:
            desk.close()
            raise
        return desk


def _named(name: str, as_: str = "name") -> dict[str, str]:
    """A name as a field of an event, where there is one that an event can carry."""
    named = "".join(letter for letter in " ".join(name.split()) if letter.isprintable())
    named = named[:LONGEST_NAME]
    return {as_: named} if named else {}


def _require_empty(address: Address, copy: Path) -> None:
    with GitStore.open(copy) as store:
        if look(store, address):
            raise Refused(
                say(
                    "There is something at {address} already. To start a toolkit there, make a new "
                    "repository that is empty.",
                    address=address,
                )
            )


def _lay_ground(desk: Desk, ground: _Ground, progress: Progress) -> None:
    """The first commit of the toolkit, vouched for by its founder."""
    progress(say("Keeping {n} files…", n=len(ground.files)))
    ids = desk.store.write_many(list(ground.files.values()))
    commit = desk.store.make_commit(
        dict(zip(ground.files, ids, strict=True)),
        base=ground.base,
        parents=(ground.base,) if ground.base else (),
        author=desk.me.id,
        at=desk.clock.now(),
        message="Founded",
    )
    desk.move(RefChange(MAIN, commit, None))
    progress(say("Writing down who vouches for it…"))
    vouch(desk, commit, dict(desk.tree(commit).entries), commit)


def vouch(desk: Desk, base: Oid, files: Mapping[str, Oid | None], commit: Oid) -> None:
    """Write down that the person shares, approves and brings in these files themselves.

    For what a founder starts with; everything later is approved by others.
    """
    names = sorted(files)
    for start in range(0, len(names), _FILES_AN_EVENT):
        part = {name: files[name] for name in names[start : start + _FILES_AN_EVENT]}
        on = on_draft(DraftId(new_id()))
        shared = {"base": base, "tip": commit, "files": part}
        approved = desk.record(("shared", on, shared), ("approved", on, {"files": part}))
        approvals: list[EventId] = [approved[-1].id]
        brought = {"files": part, "approvals": approvals, "commit": commit}
        desk.record(("brought-in", on, brought))


def _place_stories(desk: Desk) -> None:
    told = read_sample(sample() / "stories", desk.me.id, new_id)
    placements: dict[str, bytes] = {}
    for one in told:
        seal(desk, one.open, SealedPlace.EDITORS)
        _announce(desk, one)
        if one.beside is not None:
            placement = _placement(desk, one, one.beside.section, one.beside.quote)
            placements[path_of(placement.id)] = to_json(placement)
    ids = desk.store.write_many(list(placements.values()))
    files: dict[str, Oid | None] = dict(zip(placements, ids, strict=True))
    main = desk.main()
    commit = desk.store.make_commit(
        files,
        base=main,
        parents=(main,),
        author=desk.me.id,
        at=desk.clock.now(),
        message="Brought in",
    )
    desk.move(RefChange(MAIN, commit, main))
    vouch(desk, main, files, commit)


def _announce(desk: Desk, one: SampleStory) -> None:
    id_ = StoryId(one.open.story.id)
    record = one.open.consent
    hashes = dict(record.released) if record else {}
    desk.record(
        ("shared", on_story(id_), shared_facts(desk, one.open, hashes)),
        ("approved", on_story(id_), {"released": hashes}),
    )


def _placement(desk: Desk, one: SampleStory, section: SectionId, quote: str) -> Placement:
    language = one.open.story.language
    here: Section = desk.section(section, language)
    text = plain_of(split(desk.store.read(Oid(here.blob)))[1]).text
    start = text.find(quote)
    if start < 0:
        raise NotFound(say("The passage for the story {name} was not found.", name=one.name))
    selector = make_selector(text, start, start + len(quote), here.blob)
    return Placement(new_id(), one.open.story.id, Target(section, selector, language))


# opening


def open_workspace(places: Places, address: str, clock: Clock) -> Desk:
    """The workspace at an address, through the person's own copy, made on first use.

    Raises `Refused` and its kin where there is none or it cannot be reached and was never here.
    """
    where = address_at(places, address)
    copy = places.workspace(where.target)
    if not (copy / "HEAD").exists():
        _require_workspace(where, copy)
    membership = load_membership(places.membership(where.target))
    person = membership.person if membership else None
    key = keys_of(places).load(person) if person else None
    me = Me(person, key) if person and key else None
    store = GitStore.open(copy)
    founding = membership.founding if membership else None
    preview = places.look_at_site(where.target)
    desk = Desk(store, where, clock, me, founding, preview, workspace=GitWorkspace(store, where))
    try:
        if not store.refs(MAIN):
            sync(desk)
        desk.main()
        bring_back(desk)
    except Refused:
        desk.close()
        raise
    return desk


def _require_workspace(where: Address, copy: Path) -> None:
    """Make the person's copy, once it is sure that there is a workspace at the address."""
    if where.folder is not None and not where.folder.exists():
        raise NotFound(say("There is no folder {folder}.", folder=where.folder))
    if where.folder is not None and not is_repository(where.folder):
        raise _no_workspace(where)
    probe = copy.with_name(copy.name + ".new")
    if not (probe / "HEAD").exists():
        create(probe)
    with GitStore.open(probe) as store:
        there = look(store, where)
    if MARKER not in there:
        raise _no_workspace(where)
    probe.rename(copy)


def _no_workspace(where: Address) -> NotFound:
    return NotFound(
        say(
            "{address} is not a workspace of this program. To use a folder of Markdown, choose "
            "“Open a folder of Markdown”.",
            address=where,
        )
    )


def ask_to_join(
    places: Places, address: str, name: str, founding: str, clock: Clock, was: str = ""
) -> Desk:
    """Open a group's workspace with a new key and ask its maintainers to be let in.

    Somebody who lost their key says under what name they `was` in the group before.

    `founding` is the mark of the group from the invitation, pinned from now on; without it nobody
    could tell this group from another put in its place. Raises `Refused`.
    """
    if not is_mark(founding.strip()):
        raise Refused(say("This is not a whole invitation. Paste all of it, as you got it."))
    desk = open_workspace(places, address, clock)
    if desk.has_key:
        return desk
    me = Me(PersonId(new_id()), Key.make())
    pinned = founding.strip()
    joined = Desk(
        desk.store, desk.address, clock, me, pinned, desk.preview, workspace=desk.workspace
    )
    if joined.state().group.founding is None:
        desk.close()
        raise Refused(
            say("The invitation does not belong to this group. Ask for the invitation again.")
        )
    keys_of(places).keep(me.id, me.key)
    mark = joined.state().group.founding
    save_membership(places.membership(desk.address.target), Membership(me.id, mark))
    asked = {"key": me.key.public_line, **_named(name), **_named(was, "was")}
    joined.record(("join-asked", GROUP, asked))
    sync(joined)
    return joined


def site_address(places: Places, desk: Desk) -> Address:
    """Where the site is published: the toolkit's own word, this computer's, or the folder beside.

    Raises `Refused` where nothing says it.
    """
    told = desk.toolkit().site.get("repository")
    membership = load_membership(places.membership(desk.address.target))
    if isinstance(told, str) and told:
        return address_at(places, told)
    if membership is not None and membership.site:
        return address_at(places, membership.site)
    if desk.address.kind is Kind.FOLDER and desk.address.folder is not None:
        return address_at(places, str(site_folder(desk.address.folder)))
    raise Refused(
        say("Nothing says where the site is published. Write “site: repository:” in toolkit.yml.")
    )
