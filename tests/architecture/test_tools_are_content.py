"""The rules of the house, kept by tools: style, types, and which package may know which."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def run_tool(name: str, *arguments: str) -> None:
    """Run the environment's own tool `name` on the whole project and expect no complaint."""
    program = shutil.which(name, path=str(Path(sys.executable).parent))
    assert program is not None, f"{name} is not installed in the environment"
    done = subprocess.run(
        [program, *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        pytest.fail(f"{name} {' '.join(arguments)}\n{done.stdout}{done.stderr}", pytrace=False)


def test_the_linter_has_nothing_to_say() -> None:
    run_tool("ruff", "check", "--quiet", ".")


def test_every_file_is_formatted() -> None:
    run_tool("ruff", "format", "--check", "--quiet", ".")


def test_every_type_holds() -> None:
    run_tool("mypy")


def test_imports_point_down_only() -> None:
    run_tool("lint-imports", "--no-logo")
