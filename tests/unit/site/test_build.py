"""A toolkit becomes a site that anyone can read, with stories where they belong."""

from __future__ import annotations

import io
import json
import re
import zipfile
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

import pytest

from support.small_site import PIXEL, section, small_site
from toolkit_editor.base.resources import resource
from toolkit_editor.site.build import ARCHIVE, build_site
from toolkit_editor.site.words import written_date

MEETING = "en/part-1/meeting.html"


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return build_site(small_site())


def page(files: dict[str, bytes], name: str) -> str:
    return files[name].decode()


class Attributes(HTMLParser):
    """Collects tags, ids and the addresses a page refers to."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.loads: list[str] = []
        self.leads: list[str] = []
        self.scripts_inside = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Sort each address into what a browser loads by itself and what a person follows."""
        named = {name: value or "" for name, value in attrs}
        if "id" in named:
            self.ids.append(named["id"])
        if tag == "a" and "href" in named:
            self.leads.append(named["href"])
        elif tag == "link" and named.get("rel") == "stylesheet":
            self.loads.append(named["href"])
        elif "src" in named:
            self.loads.append(named["src"])
        if tag == "script" and "src" not in named:
            self.scripts_inside += 1
        assert not [name for name in named if name.startswith("on") or name == "style"]


def test_every_section_has_its_page_in_its_language(files: dict[str, bytes]) -> None:
    wanted = {"index.html", "en/index.html", "fr/index.html", MEETING, "fr/partie-1/réunion.html"}
    wanted |= {f"{lang}/{name}.html" for lang in ("en", "fr") for name in ("search", "edition")}
    assert wanted <= files.keys()
    assert '<html lang="fr">' in page(files, "fr/partie-1/réunion.html")


def test_no_page_asks_another_computer_for_anything(files: dict[str, bytes]) -> None:
    for name, data in files.items():
        if name.endswith(".html"):
            found = Attributes(data.decode())
            assert not [address for address in found.loads if urlsplit(address).scheme]
            assert found.scripts_inside == 0
            assert "default-src 'none'" in data.decode()
        if name.endswith(".css"):
            assert b"url(" not in data
            assert b"@import" not in data


def test_every_link_inside_the_site_leads_somewhere(files: dict[str, bytes]) -> None:
    ids = {n: Attributes(d.decode()).ids for n, d in files.items() if n.endswith(".html")}
    for name in ids:
        found = Attributes(files[name].decode())
        assert len(found.ids) == len(set(found.ids)), name
        for address in [*found.leads, *found.loads]:
            if urlsplit(address).scheme:
                continue
            path, _, anchor = unquote(address).partition("#")
            target = _resolved(path, name)
            assert target in files, f"{name}: {address}"
            if anchor and anchor != "why":
                assert anchor in ids[target], f"{name}: {address}"


def _resolved(path: str, page_name: str) -> str:
    if not path:
        return page_name
    parts = page_name.split("/")[:-1]
    for step in path.split("/"):
        parts = parts[:-1] if step == ".." else [*parts, step]
    return "/".join(parts)


def test_links_of_the_toolkit_become_links_of_the_site(files: dict[str, bytes]) -> None:
    html = page(files, MEETING)
    assert 'href="../part-2/cards.html#why"' in html
    assert 'src="../../media/circle.png"' in html
    assert "<a>a page that is not there</a>" in html
    assert files["media/circle.png"] == PIXEL


def test_a_story_stands_behind_its_passage_and_can_be_skipped(files: dict[str, bytes]) -> None:
    html = page(files, MEETING)
    story = html.index('<aside class="story" id="story-aaaaaaaaaaaaaaaa"')
    assert html.index("Anyone may leave the room.") < story < html.index("When it goes wrong")
    aside = html[story : html.index("</aside>", story)]
    assert "This story speaks of: hospital, loss." in aside
    assert aside.index("speaks of") < aside.index("<details>") < aside.index("near the")
    assert 'href="#after-story-aaaaaaaaaaaaaaaa"' in aside
    assert "Shared by a member of the team" in aside


def test_a_story_without_a_passage_is_at_the_end_and_says_that_it_is_composite(
    files: dict[str, bytes],
) -> None:
    html = page(files, MEETING)
    story = html.index('id="story-bbbbbbbbbbbbbbbb"')
    assert html.index("Go home.") < story
    aside = html[story : html.index("</aside>", story)]
    assert "Brought together from what several people told." in aside
    assert "Shared by" not in aside
    assert "<details>" not in aside


def test_a_story_taken_back_leaves_no_trace() -> None:
    files = build_site(small_site(stories=()))
    archive = zipfile.ZipFile(io.BytesIO(files[ARCHIVE]))
    everything = [*files.values(), *(archive.read(name) for name in archive.namelist())]
    for data in everything:
        for word in (b"marmalade", b"near the", b"aaaaaaaaaaaaaaaa", b"member of the team"):
            assert word not in data


def test_a_story_in_a_language_its_section_does_not_have_is_not_shown() -> None:
    site = small_site()
    stray = site.stories[0].__class__(
        *("c" * 16, "fr", site.sections[6].id, "Ailleurs", "", "<p>Loin.</p>", "Loin.")
    )
    files = build_site(small_site(stories=(stray,)))
    assert not any(b"Ailleurs" in data for data in files.values())


def test_words_of_people_are_never_markup(files: dict[str, bytes]) -> None:
    html = page(files, MEETING)
    assert "Safe &lt;and&gt; sound." in html
    assert "Together &amp; well" in html
    hostile = section(
        *(9, "en", "x", "<script>alert(1)</script>"),
        html="<p>Fine.</p>",
        summary='"><img src=x onerror=y>',
    )
    built = build_site(small_site(sections=(hostile,), stories=()))
    for name, data in built.items():
        if name.endswith(".html"):
            assert Attributes(data.decode()).scripts_inside == 0
        if name.startswith("assets/search-"):
            assert b"<script" not in data


def test_the_language_switch_leads_to_the_same_section_or_home(files: dict[str, bytes]) -> None:
    assert 'href="../../fr/partie-1/r%C3%A9union.html"' in page(files, MEETING)
    cards = page(files, "en/part-2/cards.html")
    assert 'href="../../fr/index.html" title="Cette page n’existe pas encore' in cards
    assert 'href="../fr/edition.html"' in page(files, "en/edition.html")


def test_a_reader_turns_pages_within_a_part(files: dict[str, bytes]) -> None:
    assert 'rel="next" href="before.html"' in page(files, "en/part-1/index.html")
    before = page(files, "en/part-1/before.html")
    assert 'rel="prev" href="index.html"' in before
    assert 'rel="next" href="meeting.html"' in before
    assert 'rel="next"' not in page(files, MEETING)
    assert '<a href="index.html">Setting up</a>' in page(files, MEETING)


def test_support_is_at_the_foot_of_every_page(files: dict[str, bytes]) -> None:
    for name, data in files.items():
        if name.endswith(".html") and name != "index.html":
            assert "9-8-8" in data.decode(), name


def test_the_edition_says_how_to_use_and_cite_it(files: dict[str, bytes]) -> None:
    html = page(files, "en/edition.html")
    assert "Edition 2, 1 May 2027" in html
    assert "The group (2027). Together &amp; well." in html
    assert 'rel="license">CC BY 4.0</a>' in html
    assert "Edition 1, 14 March 2026" in html
    assert "Édition 2, 1er mai 2027" in page(files, "fr/edition.html")


def test_the_whole_site_is_one_download(files: dict[str, bytes]) -> None:
    archive = zipfile.ZipFile(io.BytesIO(files[ARCHIVE]))
    assert archive.read(f"toolkit/{MEETING}") == files[MEETING]
    assert "toolkit/fr/partie-1/réunion.html" in archive.namelist()
    assert all(info.date_time[:3] == (2027, 5, 1) for info in archive.infolist())


def test_the_same_toolkit_gives_the_same_bytes(files: dict[str, bytes]) -> None:
    assert build_site(small_site()) == files


def test_a_site_map_is_made_where_the_address_is_known(files: dict[str, bytes]) -> None:
    text = files["sitemap.xml"].decode()
    assert "<loc>https://toolkit.example.org/fr/partie-1/r%C3%A9union.html</loc>" in text
    assert "sitemap.xml" not in build_site(small_site(base_address=""))


def test_a_section_with_the_name_of_our_own_page_keeps_both(files: dict[str, bytes]) -> None:
    assert "<h1>How to search</h1>" in page(files, "en/search-page.html")
    assert 'role="search"' in page(files, "en/search.html")


def test_search_knows_the_words_of_sections_and_stories(files: dict[str, bytes]) -> None:
    script = files["assets/search-en.js"].decode()
    data = json.loads(script.removeprefix("window.toolkitIndex=").rstrip(";\n"))
    pages = [entry[0] for entry in data["pages"]]
    assert [pages[number] for number in data["words"]["marmalade"][::2]] == ["part-1/meeting.html"]
    assert list(data["words"]) == sorted(data["words"])
    french = files["assets/search-fr.js"].decode()
    assert '"reunion":' in french


def test_a_toolkit_without_anything_is_a_site_too() -> None:
    bare = small_site(sections=(), stories=(), parts=(), support=(), media={}, citation={})
    files = build_site(bare)
    assert "<h1>Ensemble</h1>" in page(files, "fr/index.html")
    assert "No stories are shown" in page(files, "en/stories.html")


def test_a_thousand_sections_are_built() -> None:
    text = "word " * 400
    many = tuple(
        section(
            n, "en", f"p{n // 50}/s{n}", f"Section {n}", part="p1", text=text, html=f"<p>{text}"
        )
        for n in range(1000)
    )
    assert len(build_site(small_site(sections=many, stories=()))) > 1000


def test_every_language_of_the_frame_says_the_same_things() -> None:
    files = sorted(resource("site", "words").glob("*.json"))
    assert [path.stem for path in files] == ["en", "fr"]
    english, french = (json.loads(path.read_text(encoding="utf-8")) for path in files)
    assert english.keys() == french.keys()
    for key, text in english.items():
        assert re.findall(r"\{\w+\}", text) == re.findall(r"\{\w+\}", french[key]), key


@pytest.mark.parametrize(
    ("lang", "written"), [("en", "1 May 2027"), ("fr", "1er mai 2027"), ("xx", "1 May 2027")]
)
def test_dates_are_written_as_people_write_them(lang: str, written: str) -> None:
    assert written_date(2027, 5, 1, lang) == written
