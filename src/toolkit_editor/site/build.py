"""From a `SiteInput` to the files of a static site. Same input, same bytes; reads nothing else.

Every page can be read without scripts and asks no other computer for anything. Must not know where
the files are put.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from toolkit_editor.base.ids import SectionId
from toolkit_editor.base.resources import resource
from toolkit_editor.site.addresses import relative, with_site_links
from toolkit_editor.site.archive import zipped
from toolkit_editor.site.model import OWN_PAGES, Part, SectionOnSite, SiteInput, StoryOnSite
from toolkit_editor.site.placing import insert_after_blocks
from toolkit_editor.site.search import Searchable, search_index
from toolkit_editor.site.words import site_words, written_date

ARCHIVE = "toolkit.zip"
_END = 10**9
_NEIGHBOURS = 40
"""How many sections of a part are listed beside one of them, half before and half after."""


def build_site(site: SiteInput) -> dict[str, bytes]:
    """The files of the site by path, the downloadable archive among them."""
    builder = _Builder(site)
    files = dict(builder.pages())
    files.update(builder.assets())
    files.update(
        {f"media/{path.removeprefix('media/')}": data for path, data in site.media.items()}
    )
    files[ARCHIVE] = zipped(files, site.edition.published)
    if site.base_address:
        files["sitemap.xml"] = _sitemap(files, site.base_address)
    files[".nojekyll"] = b""
    return files


@dataclass(frozen=True, slots=True)
class _Shelf:
    """A part in one language with its sections in reading order; `landing` is its own page."""

    part: Part
    title: str
    landing: SectionOnSite | None
    sections: tuple[SectionOnSite, ...]


class _Builder:
    """Renders pages; holds what all of them share."""

    def __init__(self, site: SiteInput) -> None:
        self._site = site
        self._templates = Environment(
            loader=FileSystemLoader(resource("site", "templates")),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._files = {section.path: section.file for section in site.sections}
        self._files |= {path: f"media/{path.removeprefix('media/')}" for path in site.media}
        self._shelves = {lang: self._shelves_of(lang) for lang in site.languages}
        self._in_languages: dict[SectionId, dict[str, SectionOnSite]] = defaultdict(dict)
        for section in site.sections:
            self._in_languages[section.id][section.lang] = section
        self._stories: dict[tuple[SectionId, str], list[StoryOnSite]] = defaultdict(list)
        for story in site.stories:
            if story.lang in self._in_languages[story.section]:
                self._stories[story.section, story.lang].append(story)

    def pages(self) -> Iterator[tuple[str, bytes]]:
        """Every page of every language, and the page that leads to the languages."""
        yield "index.html", self._choice_of_languages()
        for lang in self._site.languages:
            homes = [s for s in self._site.sections if s.lang == lang and s.address == "index"]
            yield f"{lang}/index.html", self._home(lang, homes[0] if homes else None)
            for section in self._site.sections:
                if section.lang == lang and section.address != "index":
                    yield section.file, self._section(section)
            for page in OWN_PAGES:
                yield f"{lang}/{page}.html", self._page(f"{page}.html", f"{lang}/{page}.html", lang)

    def assets(self) -> Iterator[tuple[str, bytes]]:
        """Style, search script and the search index of each language."""
        for name in ("site.css", "search.js"):
            yield f"assets/{name}", resource("site", "assets", name).read_bytes()
        for lang in self._site.languages:
            yield f"assets/search-{lang}.js", search_index(self._searchable(lang))

    def _home(self, lang: str, section: SectionOnSite | None) -> bytes:
        body = self._body(section) if section else Markup()
        others = self._switch(section, lang) if section else self._switch(None, lang)
        return self._page("home.html", f"{lang}/index.html", lang, body=body, switch=others)

    def _section(self, section: SectionOnSite) -> bytes:
        shelf = next((s for s in self._shelves[section.lang] if s.part.id == section.part), None)
        order = [*([shelf.landing] if shelf and shelf.landing else [])]
        order += shelf.sections if shelf else ()
        at = order.index(section) if section in order else None
        return self._page(
            "section.html",
            section.file,
            section.lang,
            section=section,
            body=self._body(section),
            shelf=shelf,
            neighbours=_around(shelf.sections, section) if shelf else (),
            with_stories=bool(self._stories.get((section.id, section.lang))),
            is_landing=shelf is not None and shelf.landing is section,
            before=order[at - 1] if at else None,
            after=order[at + 1] if at is not None and at + 1 < len(order) else None,
            kind=self._site.in_language(self._site.kinds.get(section.kind, {}), section.lang),
            contents=[heading for heading in section.headings if heading.level == 2],
            switch=self._switch(section, section.lang),
        )

    def _body(self, section: SectionOnSite) -> Markup:
        """The section's HTML with its links made for the site and its stories in their places."""
        html = with_site_links(section.html, section.path, section.file, self._files)
        placed: dict[int, str] = defaultdict(str)
        for story in self._stories[section.id, section.lang]:
            where = _END if story.after_block is None else story.after_block
            placed[where] += self._aside(story, section)
        return Markup(insert_after_blocks(html, placed))  # noqa: S704 - sanitised by prose

    def _aside(self, story: StoryOnSite, section: SectionOnSite) -> str:
        html = with_site_links(story.html, section.path, section.file, self._files)
        template = self._templates.get_template("story.html")
        words = site_words(story.lang)
        return template.render(story=story, body=Markup(html), words=words)  # noqa: S704 - sanitised

    def _choice_of_languages(self) -> bytes:
        template = self._templates.get_template("languages.html")
        homes = [
            (lang, site_words(lang)["language_name"], self._site.in_language(self._site.name, lang))
            for lang in self._site.languages
        ]
        return template.render(homes=homes, lang=self._site.languages[0]).encode()

    def _page(self, template: str, file: str, lang: str, **facts: object) -> bytes:
        """One page from its template, with what every page shows."""
        site, words = self._site, site_words(lang)

        def to(target: str) -> str:
            return relative(target, file)

        def inside(text: Mapping[str, str]) -> str:
            return site.in_language(text, lang)

        published = site.edition.published
        frame = {
            "site": site,
            "lang": lang,
            "file": file,
            "words": words,
            "words_of": site_words,
            "to": to,
            "inside": inside,
            "written_date": lambda day: written_date(day.year, day.month, day.day, lang),
            "shelves": self._shelves[lang],
            "placed_stories": self._placed_stories(lang) if template == "stories.html" else (),
            "has_stories": any(story.lang == lang for story in site.stories),
            "published": written_date(published.year, published.month, published.day, lang),
            "switch": self._switch(None, lang, file),
            "archive": ARCHIVE,
            "counts": {"sections": len(self._all_in(lang)), "languages": len(site.languages)},
            "section": None,
        }
        return self._templates.get_template(template).render({**frame, **facts}).encode()

    def _switch(
        self, section: SectionOnSite | None, lang: str, file: str = ""
    ) -> list[tuple[str, str, str, bool]]:
        """Each other language: its code, its own name, the file, whether it is the same page."""
        found = []
        for other in self._site.languages:
            if other == lang:
                continue
            twin = self._in_languages[section.id].get(other) if section else None
            if section is None:
                target = f"{other}/{file.partition('/')[2] or 'index.html'}"
            else:
                target = twin.file if twin else f"{other}/index.html"
            same = section is None or twin is not None
            found.append((other, site_words(other)["language_name"], target, same))
        return found

    def _all_in(self, lang: str) -> list[SectionOnSite]:
        return [section for section in self._site.sections if section.lang == lang]

    def _shelves_of(self, lang: str) -> list[_Shelf]:
        """The parts that have something in `lang`; sections of no part come last, on their own."""
        known = {part.id for part in self._site.parts}
        shelves = []
        for part in (*self._site.parts, Part("", {})):
            mine = [
                section
                for section in self._all_in(lang)
                if (section.part == part.id or (not part.id and section.part not in known))
                and section.address != "index"
            ]
            mine.sort(key=lambda section: (section.order, section.title, section.address))
            landing = next((s for s in mine if part.id and s.address.endswith("/index")), None)
            if mine:
                title = self._site.in_language(part.title, lang)
                rest = tuple(section for section in mine if section is not landing)
                shelves.append(_Shelf(part, title, landing, rest))
        return shelves

    def _placed_stories(self, lang: str) -> list[tuple[StoryOnSite, SectionOnSite]]:
        return [
            (story, self._in_languages[story.section][lang])
            for story in self._site.stories
            if story.lang == lang and lang in self._in_languages[story.section]
        ]

    def _searchable(self, lang: str) -> Iterator[Searchable]:
        titles = {shelf.part.id: shelf.title for shelf in self._shelves[lang]}
        page = f"{lang}/search.html"
        for section in self._all_in(lang):
            stories = self._stories[section.id, lang]
            text = " ".join([section.text, *(f"{story.title} {story.text}" for story in stories)])
            yield Searchable(
                address=relative(section.file, page),
                title=section.title,
                where=titles.get(section.part, ""),
                summary=section.summary,
                text=text,
            )


def _around(
    sections: tuple[SectionOnSite, ...], section: SectionOnSite
) -> tuple[SectionOnSite, ...]:
    """`sections` nearest to `section`; all of them where they are few."""
    at = sections.index(section) if section in sections else 0
    first = max(0, min(at - _NEIGHBOURS // 2, len(sections) - _NEIGHBOURS))
    return sections[first : first + _NEIGHBOURS]


def _sitemap(files: Mapping[str, bytes], base: str) -> bytes:
    root = base.rstrip("/") + "/"
    pages = (escape(root + relative(name, "")) for name in sorted(files) if name.endswith(".html"))
    rows = "".join(f"  <url><loc>{page}</loc></url>\n" for page in pages)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}</urlset>\n'
    ).encode()
