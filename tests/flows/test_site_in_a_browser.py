"""The built site in a real browser: usable by everybody, in light and dark, wide and narrow."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.chromium import dumped, judged
from support.small_site import small_site
from toolkit_editor.site.build import build_site

PAGES = [
    "index.html",
    "en/index.html",
    "en/part-1/meeting.html",
    "en/search.html",
    "en/stories.html",
    "fr/edition.html",
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("site")
    for name, data in build_site(small_site()).items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)
    return root


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (500, True)])
@pytest.mark.parametrize("page", PAGES)
def test_nobody_is_kept_out(
    folder: Path, tmp_path: Path, page: str, width: int, *, dark: bool
) -> None:
    found = judged(folder / page, tmp_path, width=width, dark=dark)
    assert found.violations == []
    assert found.passes > 5
    assert found.dark == dark
    assert found.page_width <= found.window_width, "the page must not scroll sideways"


def test_axe_would_see_a_barrier(folder: Path, tmp_path: Path) -> None:
    page = folder / "en" / "barrier.html"
    html = (folder / "en" / "stories.html").read_text()
    page.write_text(html.replace("<h1>", '<img src="x.png"><h1>'))
    assert "image-alt" in dict(judged(page, tmp_path).violations)


def test_search_works_from_a_folder_without_a_connection(folder: Path, tmp_path: Path) -> None:
    document = dumped(folder / "en" / "search.html", tmp_path, question="q=circ+SAY")
    results = document[document.index('<ol id="results"') :]
    results = results[: results.index("</ol>")]
    assert "1 page found" in document
    assert "part-1/meeting.html" in results
    assert 'hidden=""' not in document[document.index('<form id="search"') :][:200]
