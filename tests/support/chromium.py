"""A page in a real browser without a screen, and axe-core to judge it.

Chromium is started once per call, on a folder of its own, without any of its own errands.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from html import unescape
from pathlib import Path

import pytest

AXE = Path(sys.prefix) / "npm" / "node_modules" / "axe-core" / "axe.min.js"
_NAMES = ("chromium", "chromium-browser", "google-chrome")
_FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
    "--hide-scrollbars",
    "--allow-file-access-from-files",
    "--disable-dev-shm-usage",
]
_DARK = "--blink-settings=preferredColorScheme=0"
_JUDGE = """
addEventListener("load", async () => {
  const result = document.createElement("pre");
  result.id = "axe-result";
  try {
    const judged = await axe.run(document, {
      resultTypes: ["violations"],
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    });
    result.textContent = JSON.stringify({
      dark: matchMedia("(prefers-color-scheme: dark)").matches,
      width: innerWidth,
      wide: document.documentElement.scrollWidth,
      passes: judged.passes.length,
      violations: judged.violations.map(v => [v.id, v.nodes.map(n => n.html)]),
    });
  } catch (problem) { result.textContent = JSON.stringify({failed: String(problem)}); }
  document.body.append(result);
});
"""


@dataclass(frozen=True)
class Judged:
    """What axe-core found on a page, and how wide the page was in its window."""

    violations: list[tuple[str, list[str]]]
    passes: int
    dark: bool
    window_width: int
    page_width: int


def browser() -> str:
    """The browser's program; the test fails where there is none, since preparing brings one."""
    program = next(filter(None, map(shutil.which, _NAMES)), None)
    if program is None:
        pytest.fail("no Chromium was found; make test installs it, or says how")
    return program


def dumped(
    page: Path, profile: Path, *, question: str = "", width: int = 1280, dark: bool = False
) -> str:
    """The document of `page`, opened with `question` in its address, after its scripts have run."""
    command = [browser(), *_FLAGS, f"--user-data-dir={profile}", f"--window-size={width},1000"]
    command += [_DARK] if dark else []
    command += ["--virtual-time-budget=20000", "--dump-dom", f"{page.as_uri()}?{question}"]
    done = subprocess.run(command, capture_output=True, check=True, timeout=120)
    return done.stdout.decode()


def judged(page: Path, profile: Path, *, width: int = 1280, dark: bool = False) -> Judged:
    """Ask axe-core about a copy of `page` that lets its script in."""
    if not AXE.is_file():
        pytest.skip("axe-core is not in the environment: make test fetches it where npm is")
    html = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page.read_text())
    script = f'<script src="{AXE.as_uri()}"></script><script>{_JUDGE}</script></body>'
    copy = page.with_name(f"axe-{page.name}")
    copy.write_text(html.replace("</body>", script))
    document = dumped(copy, profile, width=width, dark=dark)
    copy.unlink()
    match = re.search(r'<pre id="axe-result">(.*?)</pre>', document, re.DOTALL)
    assert match is not None, "axe-core did not finish"
    found = json.loads(unescape(match.group(1)))
    assert "failed" not in found, found
    return Judged(
        [(name, nodes) for name, nodes in found["violations"]],
        found["passes"],
        found["dark"],
        found["width"],
        found["wide"],
    )
