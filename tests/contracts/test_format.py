"""The workspace as another program finds it: plain git, JSON, and the standard age tool.

One test for each rule of the format. Nothing here uses the program's own code to read.
"""

from __future__ import annotations

import base64
import getpass
import hashlib
import json
import re
import shutil
import socket
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from support.circle_desks import joined
from support.toolkits import git
from support.walks import (
    PAGES,
    SECRET,
    adopted,
    approve_and_bring_in,
    edit,
    everything,
    publish,
    share_and_place,
    tell,
)
from toolkit_editor.base.ids import SectionId
from toolkit_editor.prose.plain import plain_of
from toolkit_editor.services import reading, sharing, story_sharing, talking, withdrawing
from toolkit_editor.services.syncing import sync
from toolkit_editor.stories.sealed_to import Place

ID = re.compile(r"[0-9a-f]{16}")
STORY = "refs/heads/story/"
DRAFT = "refs/heads/draft/"


@dataclass(frozen=True)
class Seen:
    """A workspace in which everything happened once, and the ids of what is in it."""

    folder: Path
    shared: Path
    own: Path
    founder: str
    draft: str
    local_draft: str
    brought: str
    shown: str
    local_story: str
    withdrawn: str
    version: str
    quote: str
    comment: tuple[int, int]
    founded: str

    def json(self, ref_and_path: str) -> Any:
        return json.loads(git(self.shared, "show", ref_and_path))


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seen]:
    folder = tmp_path_factory.mktemp("format")
    places, desk = adopted(folder)
    founded = git(folder / "ws", "rev-parse", "main")
    _, ben = joined(folder, desk, "Ben Somebody", "contributor")
    brought = edit(desk, "en/index.md", b"Read", b"Look at")
    approve_and_bring_in(desk, brought)
    shown, gone = tell(desk), tell(desk, "Another one", "The last words")
    share_and_place(desk, shown)
    story_sharing.share_story(desk, gone, Place.GROUP)
    open_ = reading.open_section(desk, SectionId("hope"), "en")
    text = plain_of(open_.body).text
    start = text.index("small")
    passage = talking.Passage(SectionId("hope"), "en", open_.blob, start, start + 5)
    talking.comment(desk, passage, text, "Is this the word?")
    publish(places, desk)
    withdrawing.withdraw_story(desk, gone)
    draft = edit(desk, "en/hope.md", b"often", b"sometimes")
    sharing.share(desk, draft, "softer")
    local_draft = edit(desk, "fr/index.md", b"Lire", b"Voir")
    local_story = tell(desk, "Only here")
    sync(desk)
    yield Seen(
        folder=folder,
        shared=folder / "ws",
        own=desk.store.folder,
        founder=desk.me.id,
        draft=draft,
        local_draft=local_draft,
        brought=brought,
        shown=shown,
        local_story=local_story,
        withdrawn=gone,
        version=open_.blob,
        quote="small",
        comment=(start, start + 5),
        founded=founded,
    )
    desk.close()
    ben.close()


def refs(repository: Path) -> dict[str, str]:
    listed = git(repository, "for-each-ref", "--format=%(refname) %(objectname)")
    return dict(line.split(" ") for line in listed.splitlines())


def events(seen: Seen) -> list[dict[str, Any]]:
    paths = git(seen.shared, "ls-tree", "-r", "--name-only", "review").splitlines()
    return [{"_path": path, **seen.json(f"review:{path}")} for path in paths]


def of_kind(seen: Seen, kind: str) -> list[dict[str, Any]]:
    return [event for event in events(seen) if event["kind"] == kind]


# refs


def test_the_workspace_holds_only_the_four_sorts_of_refs(seen: Seen) -> None:
    rule = re.compile(r"refs/heads/(main|review|(draft|story)/[0-9a-f]{16})")
    assert [ref for ref in refs(seen.shared) if not rule.fullmatch(ref)] == []
    assert {"refs/heads/main", "refs/heads/review"} <= set(refs(seen.shared))
    assert git(seen.shared, "rev-parse", "--is-bare-repository") == "true"


def test_what_only_this_computer_has_is_under_local_refs_and_never_sent(seen: Seen) -> None:
    own = refs(seen.own)
    assert f"refs/local/draft/{seen.local_draft}" in own
    assert f"refs/local/story/{seen.local_story}" in own
    assert not [ref for ref in refs(seen.shared) if ref.startswith("refs/local")]
    assert f"{DRAFT}{seen.local_draft}" not in {**own, **refs(seen.shared)}
    assert f"{STORY}{seen.local_story}" not in {**own, **refs(seen.shared)}
    assert b"Voir la suite" not in everything(seen.shared)
    for name in ("draft", "story"):
        local = own[f"refs/local/{name}/{getattr(seen, f'local_{name}')}"]
        assert git(seen.shared, "cat-file", "-t", local, check=False) == ""


def test_a_draft_has_its_ref_once_it_is_shared_and_stands_on_a_commit_of_main(seen: Seen) -> None:
    tip = refs(seen.shared)[DRAFT + seen.draft]
    base = git(seen.shared, "merge-base", tip, "main")
    assert git(seen.shared, "rev-list", "--count", f"{base}..{tip}") == "1"
    assert git(seen.shared, "diff", "--name-only", base, tip) == "en/hope.md"


def test_every_story_is_one_commit_without_parents(seen: Seen) -> None:
    stories = [ref for ref in refs(seen.shared) if ref.startswith(STORY)]
    assert stories == [STORY + seen.shown]
    for ref in stories:
        assert git(seen.shared, "rev-list", "--count", ref) == "1"
        assert git(seen.shared, "show", "-s", "--format=%P", ref) == ""


def test_review_shares_no_commit_with_main(seen: Seen) -> None:
    assert git(seen.shared, "merge-base", "review", "main", check=False) == ""


def test_the_history_of_main_is_kept(seen: Seen) -> None:
    said = git(seen.shared, "log", "--format=%s", "main").splitlines()
    assert said[-1] == "Founded"
    assert len(said) >= 3


def test_the_own_copy_is_bare_and_has_no_readable_story(seen: Seen) -> None:
    assert git(seen.own, "rev-parse", "--is-bare-repository") == "true"
    assert not (seen.own / "hooks").exists()
    for words in (SECRET.encode(), b"Only here", b"A neighbour", b"Another one"):
        assert words not in everything(seen.own)


# names, hosts, times


def test_no_commit_tells_a_name_a_computer_or_the_minute(seen: Seen) -> None:
    for repository in (seen.shared, seen.own, seen.folder / "ws-site"):
        told = git(repository, "log", "--all", "--date=raw", "--format=%an|%ae|%ad|%cn|%ce|%cd")
        for line in set(told.splitlines()):
            name, mail, date, *committer = line.split("|")
            assert committer == [name, mail, date]
            person = name.removeprefix("Contributor ")
            assert ID.fullmatch(person), line
            assert mail == f"{person}@contributors.invalid"
            seconds, zone = date.split()
            assert (int(seconds) % 3600, zone) == (0, "+0000")


def test_messages_of_commits_are_generic(seen: Seen) -> None:
    said = {git(seen.shared, "show", "-s", "--format=%B", c) for c in commits(seen.shared)}
    assert {text.strip() for text in said} <= {
        *("Founded", "Shared", "Brought in", "Review", "Story", "Taken down", "Moment"),
    }


def commits(repository: Path) -> list[str]:
    return git(repository, "rev-list", "--all").split()


def test_neither_the_person_nor_the_computer_is_named_anywhere(seen: Seen) -> None:
    whole = everything(seen.shared)
    for word in (socket.gethostname(), getpass.getuser(), str(seen.folder), str(Path.home())):
        if len(word) > 4:  # a shorter one occurs by chance
            assert word.encode() not in whole


def test_ids_are_random_and_tell_nothing(seen: Seen) -> None:
    ids = [seen.founder, seen.draft, seen.brought, seen.shown, seen.withdrawn]
    assert all(ID.fullmatch(one) for one in ids)
    assert len(set(ids)) == len(ids)
    assert len({one[:4] for one in ids}) == len(ids)


# main


def test_adopting_adds_the_description_and_nothing_else(seen: Seen) -> None:
    files = git(seen.shared, "ls-tree", "-r", "--name-only", seen.founded).splitlines()
    assert files == sorted([*PAGES, "toolkit.yml"])
    assert git(seen.shared, "show", f"{seen.founded}:toolkit.yml").splitlines()[0] == "format: 1"


def test_every_file_of_main_is_an_ordinary_file(seen: Seen) -> None:
    modes = {line.split()[0] for line in git(seen.shared, "ls-tree", "-r", "main").splitlines()}
    assert modes == {"100644"}


def test_a_change_brought_in_changes_its_line_and_nothing_else(seen: Seen) -> None:
    brought = next(e for e in of_kind(seen, "brought-in") if e["on"] == f"draft:{seen.brought}")
    commit = brought["commit"]
    changed = git(seen.shared, "diff", "--numstat", f"{commit}^", commit)
    assert changed.split() == ["1", "1", "en/index.md"]


def test_a_placement_names_story_and_passage_and_holds_no_word_of_the_story(seen: Seen) -> None:
    voices = git(seen.shared, "ls-tree", "-r", "--name-only", "main", "voices/").splitlines()
    assert len(voices) == 1
    id_ = voices[0].removeprefix("voices/").removesuffix(".json")
    assert ID.fullmatch(id_)
    placement = seen.json(f"main:{voices[0]}")
    assert placement["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert (placement["type"], placement["motivation"]) == ("Annotation", "linking")
    assert placement["body"] == f"story:{seen.shown}"
    assert placement["target"]["source"] == "hope"
    for word in (*SECRET.split(), "morning", "Mine", "neighbour"):
        assert word not in json.dumps(placement)


# selectors


def section_text(seen: Seen) -> str:
    """The plain text of the page `hope`, written down here by hand."""
    return (
        "Hope\nHope often starts small.\u2028It grows when it is shared.\n"
        "one thing\nanother thing\nThe last words stay."
    )


def test_a_passage_is_kept_as_version_position_and_quote(seen: Seen) -> None:
    comment = of_kind(seen, "comment")[0]
    assert comment["motivation"] == "commenting"
    target = comment["target"]
    assert (target["source"], target["version"]) == ("hope", seen.version)
    assert git(seen.shared, "cat-file", "-t", target["version"]) == "blob"
    position, quote = target["selector"]
    assert (position["type"], quote["type"]) == ("TextPositionSelector", "TextQuoteSelector")
    assert (position["start"], position["end"]) == seen.comment
    assert quote["exact"] == seen.quote


def test_positions_count_code_points_and_quotes_carry_32_characters_around(seen: Seen) -> None:
    position, quote = of_kind(seen, "comment")[0]["target"]["selector"]
    text = section_text(seen)
    start, end = position["start"], position["end"]
    plain = re.sub(r"\s", " ", text)
    assert plain[start:end] == quote["exact"]
    assert plain[max(0, start - 32) : start] == re.sub(r"\s", " ", quote["prefix"])
    assert plain[end : end + 32] == re.sub(r"\s", " ", quote["suffix"])


# events


def test_every_event_is_a_file_under_its_subject_with_the_agreed_fields(seen: Seen) -> None:
    for event in events(seen):
        subject = event["on"].partition(":")[2] or event["on"]
        where = event["_path"].split("/")
        assert where[-1] == f"{event['id']}.json"
        assert len(where) == 2
        if event["on"].startswith(("draft:", "story:")) or event["on"] == "group":
            assert where[0] == subject
        assert event["v"] == 1
        assert ID.fullmatch(event["id"])
        assert ID.fullmatch(event["by"])
        assert isinstance(event["lamport"], int)
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:00Z", event["at"])


def verify(event: dict[str, Any], public_line: str) -> None:
    """The whole of what it takes to check an event, for any program that wants to."""
    unsigned = {name: value for name, value in event.items() if name not in ("sig", "_path")}
    canonical = json.dumps(
        unsigned, sort_keys=True, ensure_ascii=False, separators=(",", ":")
    ).encode()
    raw = base64.b64decode(public_line.split()[1])[-32:]
    Ed25519PublicKey.from_public_bytes(raw).verify(base64.b64decode(event["sig"]), canonical)


def keys(seen: Seen) -> dict[str, str]:
    """Everybody's key, from the group's own events."""
    found = of_kind(seen, "group-founded") + of_kind(seen, "person-added")
    return {event["person"]: event["key"] for event in found}


def test_every_event_carries_a_signature_that_anybody_can_check(seen: Seen) -> None:
    known = keys(seen)
    for event in events(seen):
        line = event["key"] if event["kind"] == "join-asked" else known[event["by"]]
        assert line.startswith("ssh-ed25519 ")
        verify(event, line)


def test_a_changed_event_no_longer_verifies(seen: Seen) -> None:
    approved = of_kind(seen, "approved")[0]
    with pytest.raises(InvalidSignature):
        verify({**approved, "at": "2020-01-01T00:00Z"}, keys(seen)[approved["by"]])


def test_events_of_one_person_count_up(seen: Seen) -> None:
    mine = sorted(e["lamport"] for e in events(seen) if e["by"] == seen.founder)
    assert len(set(mine)) == len(mine)


def test_the_founding_event_names_the_first_maintainer_and_its_hash_is_pinned(seen: Seen) -> None:
    founding = of_kind(seen, "group-founded")
    assert [event["person"] for event in founding] == [seen.founder]
    content = git_bytes(seen.shared, f"review:{founding[0]['_path']}")
    pinned = json.loads(next((seen.folder / "home" / "workspaces").glob("*.json")).read_bytes())
    assert pinned["founding"] == hashlib.sha256(content).hexdigest()


def git_bytes(repository: Path, what: str) -> bytes:
    return subprocess.run(
        ["git", "-C", str(repository), "show", what], capture_output=True, check=True
    ).stdout


def test_an_approval_names_the_blob_of_every_file_it_approves(seen: Seen) -> None:
    approved = next(e for e in of_kind(seen, "approved") if e["on"] == f"draft:{seen.brought}")
    brought = next(e for e in of_kind(seen, "brought-in") if e["on"] == f"draft:{seen.brought}")
    assert approved["files"] == brought["files"]
    oid = git(seen.shared, "rev-parse", f"{brought['commit']}:en/index.md")
    assert approved["files"] == {"en/index.md": oid}
    assert brought["approvals"] == [approved["id"]]


def test_every_file_of_main_is_what_an_approval_named(seen: Seen) -> None:
    named = {
        (path, oid)
        for event in of_kind(seen, "approved")
        for path, oid in event.get("files", {}).items()
    }
    for line in git(seen.shared, "ls-tree", "-r", "main").splitlines():
        facts, path = line.split("\t")
        assert (path, facts.split()[2]) in named


def test_a_publication_names_the_commit_of_the_site(seen: Seen) -> None:
    published = of_kind(seen, "published")
    assert published[-1]["site"] == git(seen.folder / "ws-site", "rev-parse", "main")
    assert published[-1]["on"] == "group"


def test_on_review_a_story_is_its_id_its_state_and_hashes(seen: Seen) -> None:
    allowed = {"v", "id", "lamport", "by", "at", "on", "kind", "sig", "_path"}
    allowed |= {"sealed", "released", "whole", "told"}
    told = [event for event in events(seen) if event["on"].startswith("story:")]
    assert {event["kind"] for event in told} >= {"shared", "approved", "withdrawn", "erased-here"}
    for event in told:
        assert set(event) <= allowed, event["kind"]
        for one in ("whole", "told"):
            assert (one in event) is (event["kind"] == "shared")
            assert re.fullmatch(r"[0-9a-f]{64}", event.get(one, "0" * 64))
        for language, digest in event.get("released", {}).items():
            assert re.fullmatch(r"[a-z-]+", language)
            assert re.fullmatch(r"(sha256:)?[0-9a-f]{64}", digest)


# stories


def test_a_story_holds_the_agreed_files_and_says_to_whom_it_is_sealed(seen: Seen) -> None:
    files = git(seen.shared, "ls-tree", "-r", "--name-only", STORY + seen.shown).splitlines()
    rule = re.compile(
        r"story(\.[a-z-]+)?\.age|consent\.age|sealed-to\.json|talk/[0-9a-f]{16}\.age|media/.+\.age"
    )
    assert {"story.age", "consent.age", "sealed-to.json"} <= set(files)
    assert all(rule.fullmatch(path) for path in files)
    sealed = seen.json(f"{STORY}{seen.shown}:sealed-to.json")
    assert sealed == {"people": [seen.founder], "place": "editors"}


@pytest.fixture
def key(seen: Seen) -> Path:
    return seen.folder / "home" / "keys" / seen.founder


def age(seen: Seen, path: str, key: Path) -> subprocess.CompletedProcess[bytes]:
    if shutil.which("age") is None:
        pytest.skip("the standard age tool is not installed: make test installs it")
    content = git_bytes(seen.shared, f"{STORY}{seen.shown}:{path}")
    return subprocess.run(
        ["age", "--decrypt", "-i", str(key)], input=content, capture_output=True, check=False
    )


def test_the_standard_age_tool_opens_a_story_with_the_persons_ssh_key(
    seen: Seen, key: Path
) -> None:
    opened = age(seen, "story.age", key)
    assert opened.returncode == 0, opened.stderr
    head, _, body = opened.stdout.decode().removeprefix("---\n").partition("---\n")
    assert "title: Mine" in head
    assert SECRET in body


def test_the_consent_record_holds_what_was_agreed(seen: Seen, key: Path) -> None:
    record = json.loads(age(seen, "consent.age", key).stdout)
    assert record["story"] == seen.shown
    assert record["teller"] == seen.founder
    assert record["channels"] == ["site-en"]
    shown = age(seen, "story.age", key).stdout
    assert record["released"]["en"].removeprefix("sha256:") == hashlib.sha256(shown).hexdigest()
    assert record["history"]


def test_another_members_key_does_not_open_it(seen: Seen) -> None:
    theirs = next((seen.folder / "Ben Somebody" / "keys").iterdir())
    refused = age(seen, "story.age", theirs)
    assert refused.returncode != 0
    assert SECRET.encode() not in refused.stdout


def test_a_key_can_be_read_by_its_person_only_and_is_an_ordinary_ssh_key(key: Path) -> None:
    assert key.stat().st_mode & 0o777 == 0o600
    assert key.read_bytes().startswith(b"-----BEGIN OPENSSH PRIVATE KEY-----")


def test_a_story_taken_back_is_gone_from_the_workspace_with_its_sealed_files(seen: Seen) -> None:
    shared = next(e for e in of_kind(seen, "shared") if e["on"] == f"story:{seen.withdrawn}")
    assert STORY + seen.withdrawn not in refs(seen.shared)
    for repository in (seen.shared, seen.own):
        assert git(repository, "cat-file", "-t", shared["sealed"], check=False) == ""


# the site


def test_the_site_is_one_commit_without_history(seen: Seen) -> None:
    site = seen.folder / "ws-site"
    assert list(refs(site)) == ["refs/heads/main"]
    assert git(site, "rev-list", "--count", "--all") == "1"


def test_everything_that_is_in_the_workspace_passes_gits_own_check(seen: Seen) -> None:
    for repository in (seen.shared, seen.own, seen.folder / "ws-site"):
        git(repository, "fsck", "--strict", "--no-dangling")
