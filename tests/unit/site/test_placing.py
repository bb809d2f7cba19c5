"""Stories go between blocks and change nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit_editor.site.addresses import relative, with_site_links
from toolkit_editor.site.placing import insert_after_blocks

BLOCKS = (
    "<p>One</p>\n",
    "<ul>\n<li>two <b>b</b></li>\n</ul>\n",
    "<hr>\n",
    "<p>a<br>b<img src='x' alt='>'></p>\n",
    '<section class="block"><p>three</p><section><p>four</p></section></section>\n',
    "<pre><code>&lt;p&gt;\n\n</code></pre>\n",
)


@given(st.lists(st.sampled_from(BLOCKS), max_size=8), st.integers(0, 10))
def test_a_story_goes_after_the_block_it_names(blocks: list[str], index: int) -> None:
    html = "".join(blocks)
    placed = insert_after_blocks(html, {index: "[story]"})
    before = "".join(blocks[: index + 1]) if index < len(blocks) else html
    assert placed.replace("[story]", "", 1) == html
    assert placed.index("[story]") == len(before.rstrip("\n") if index < len(blocks) else before)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ('<a href="b.md">', '<a href="b.html">'),
        ('<a href="./">', '<a href="index.html">'),
        ('<a href="../">', '<a href="../index.html">'),
        ('<a href="/en/x/b.md?y#z&amp;q">', '<a href="b.html#z&amp;q">'),
        ('<a href="#z">', '<a href="#z">'),
        ('<a href="mailto:a@example.org">', '<a href="mailto:a@example.org">'),
        ('<a href="../../../etc/passwd">', "<a>"),
        ('<img src="../../media/a%20b.png" alt="href=&quot;">', None),
    ],
)
def test_links_are_made_for_the_site(written: str, expected: str | None) -> None:
    files = {
        "en/x/b.md": "en/x/b.html",
        "en/x/index.md": "en/x/index.html",
        "en/index.md": "en/index.html",
        "media/a b.png": "media/a b.png",
    }
    made = with_site_links(written, "en/x/a.md", "en/x/a.html", files)
    assert made == (expected or '<img src="../../media/a%20b.png" alt="href=&quot;">')


def test_addresses_are_relative_from_any_depth() -> None:
    assert relative("assets/site.css", "index.html") == "assets/site.css"
    assert relative("fr/été.html", "en/a/b.html") == "../../fr/%C3%A9t%C3%A9.html"
