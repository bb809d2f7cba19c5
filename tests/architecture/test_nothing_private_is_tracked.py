"""What the project carries must mean the same on any computer."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

MACHINE_PATH = re.compile(r"(?<![\w./-])/(?:work|root)/[\w.]")
PACKAGE_HOST = re.compile(r"\b(?:pypi|npmjs|pythonhosted)\.(?:org|com|io)\b", re.IGNORECASE)
ADDRESS = re.compile(r"https?://|file://", re.IGNORECASE)


def tracked_texts() -> dict[str, str]:
    """Every tracked text file by its path; pictures and other binary files are left out."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    texts = {}
    for name in filter(None, listed.split("\0")):
        path = ROOT / name
        if not path.is_file():
            continue
        data = path.read_bytes()
        if b"\0" not in data[:8000]:
            texts[name] = data.decode("utf-8", "replace")
    return texts


def test_no_file_names_a_folder_of_one_computer_or_a_package_host() -> None:
    found = [
        f"{name}: {match.group()}"
        for name, text in tracked_texts().items()
        for rule in (MACHINE_PATH, PACKAGE_HOST)
        for match in rule.finditer(text)
    ]
    assert not found, found


def test_locks_pin_contents_and_no_address() -> None:
    for name in ("requirements.lock", "resources/setup/npm/package-lock.json"):
        text = (ROOT / name).read_text()
        assert not ADDRESS.search(text), f"{name} holds an address"
    requirements = (ROOT / "requirements.lock").read_text()
    pinned = re.findall(r"^[a-z0-9._-]+==", requirements, re.MULTILINE)
    entries = re.findall(r"^[a-z].*(?:\n    --hash=sha256:[0-9a-f]{64}.*)+", requirements, re.M)
    assert len(pinned) == len(entries) > 0


def test_every_top_level_name_is_one_that_was_agreed() -> None:
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    top = {name.split("/")[0].strip('"') for name in listed.splitlines()}
    agreed = {"src", "resources", "content_repo", "tests", "pyproject.toml", "requirements.lock"}
    agreed |= {"README.md", "LICENSE", "CHANGELOG.md", "CONTRIBUTING.md", "Makefile"}
    assert {name for name in top if not name.startswith(".")} <= agreed
