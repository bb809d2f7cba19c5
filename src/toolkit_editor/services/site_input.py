"""From the toolkit and the stories that may be shown to what the site is built from.

Asks the gate's own question for every story, so that nothing is shown that the gate would refuse.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from toolkit_editor.annotations.anchor import find_all
from toolkit_editor.base.errors import NotFound
from toolkit_editor.base.ids import SectionId, StoryId
from toolkit_editor.base.message import Message, say
from toolkit_editor.content.front_matter import split
from toolkit_editor.content.section import Section
from toolkit_editor.content.toolkit import Toolkit
from toolkit_editor.prose.outline import structure_of
from toolkit_editor.prose.plain import PlainText, plain_text
from toolkit_editor.prose.reader import read
from toolkit_editor.prose.reading import Reading
from toolkit_editor.prose.render import Rendered, Surroundings, render
from toolkit_editor.review.event import GROUP
from toolkit_editor.services.desk import Desk
from toolkit_editor.services.opening_stories import open_shared
from toolkit_editor.services.placements import in_toolkit
from toolkit_editor.services.progress import Progress, quiet
from toolkit_editor.services.reading import resolve
from toolkit_editor.services.showing import why_not_in
from toolkit_editor.services.talking import pinned_texts
from toolkit_editor.site.model import (
    Edition,
    HeadingOnSite,
    Licence,
    Part,
    SectionOnSite,
    SiteInput,
    StoryOnSite,
    SupportLine,
)
from toolkit_editor.site.placing import count_blocks
from toolkit_editor.store.model import Oid
from toolkit_editor.stories import attribution, notes
from toolkit_editor.stories.attribution import Level
from toolkit_editor.stories.bundle import OpenStory

Say = Callable[[str, Message], str]
"""A message in the words of a language."""

_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp")


class _Page:
    """One section, rendered, with what placing stories in it needs."""

    def __init__(self, desk: Desk, section: Section, data: bytes, translate: Say) -> None:
        self.section = section
        body = split(data)[1]
        self.reading: Reading = read(body.decode("utf-8", "replace").removeprefix("\ufeff"))
        self.plain: PlainText = plain_text(self.reading.leaves)
        entries = desk.tree().entries
        structure = structure_of(body)
        self.pictures = [
            path
            for image in structure.images
            if (path := resolve(image.src, section.path)) in entries
            and path.casefold().endswith(_PICTURES)
        ]
        around = Surroundings(
            say=lambda message: translate(section.language, message),
            picture=lambda src: src if resolve(src, section.path) in self.pictures else None,
            heading_shift=int(any(heading.level == 1 for heading in structure.headings)),
        )
        self.rendered: Rendered = render(body, around)

    def block_of(self, position: int) -> int:
        """The top-level element of the HTML that holds a position of the plain text."""
        line = self.reading.origins[self.plain.leaf_at(position)].first
        block = self.rendered.block_at(line)
        html = "\n".join(one.html for one in self.rendered.blocks[: block + 1])
        return max(0, count_blocks(html) - 1)


def site_input(desk: Desk, translate: Say, progress: Progress = quiet) -> SiteInput:
    """Everything that goes into the site of the toolkit as it stands."""
    toolkit = desk.toolkit()
    sections = desk.sections()
    contents = desk.store.read_many({Oid(section.blob) for section in sections})
    progress(say("Preparing {n} pages…", n=len(sections)))
    pages = [_Page(desk, one, contents[Oid(one.blob)], translate) for one in sections]
    progress(say("Placing the stories…"))
    told = _stories(desk, pages, translate)
    media = {path for page in pages for path in page.pictures}
    return SiteInput(
        name=toolkit.name,
        languages=toolkit.languages,
        edition=_edition(desk),
        parts=tuple(Part(part.id, part.title) for part in toolkit.parts),
        kinds=toolkit.kinds,
        sections=tuple(_section(toolkit, page) for page in pages),
        stories=tuple(told),
        media=desk.files(desk.main(), sorted(media)),
        support=tuple(SupportLine(line.name, line.contact, line.link) for line in toolkit.support),
        licence=Licence(toolkit.licence.get("name", ""), toolkit.licence.get("url", "")),
        citation=toolkit.citation,
        base_address=str(toolkit.site.get("address") or ""),
    )


def _edition(desk: Desk) -> Edition:
    """Editions are counted by how often the group published."""
    published = sum(1 for event in desk.events_about(GROUP) if event.kind == "published")
    return Edition(str(published + 1), desk.clock.now().date())


def _section(toolkit: Toolkit, page: _Page) -> SectionOnSite:
    section, rendered = page.section, page.rendered
    root = toolkit.root(section.language)
    inside = section.path.removeprefix(root + "/") if root else section.path
    return SectionOnSite(
        id=section.id,
        lang=section.language,
        path=section.path,
        address=inside.rpartition(".")[0],
        title=section.title,
        html=rendered.html,
        text=page.plain.text,
        summary=section.summary,
        part=section.part,
        kind=section.kind,
        order=section.order if section.order is not None else 0,
        headings=tuple(HeadingOnSite(h.level, h.text, h.id) for h in rendered.headings),
    )


def _stories(desk: Desk, pages: Sequence[_Page], translate: Say) -> list[StoryOnSite]:
    """Each story once on a page, beside its passage there if it has one."""
    by_section = {(page.section.id, page.section.language): page for page in pages}
    found: dict[tuple[StoryId, SectionId, str], StoryOnSite] = {}
    for _, placement in in_toolkit(desk):
        if placement is None:
            continue
        state = desk.state().stories.get(placement.story)
        opened = open_shared(desk, placement.story)
        if opened is None or state is None or state.withdrawn:
            continue
        own = placement.target.language or opened.story.language
        for language in opened.texts():
            page = by_section.get((placement.target.source, language))
            if page is None or why_not_in(desk, opened, language, placement):
                continue
            block = None
            if language == own:
                selector = placement.target.selector
                pinned = pinned_texts(desk, [selector])
                place = find_all([selector], pinned, page.plain.text, page.section.blob)[0]
                if not place.certainty.settled:
                    continue
                block = page.block_of(max(place.start, place.end - 1))
            once = (placement.story, page.section.id, language)
            if once not in found or found[once].after_block is None:
                found[once] = _story(opened, language, page, block, translate)
    return list(found.values())


def _story(
    opened: OpenStory, language: str, page: _Page, block: int | None, translate: Say
) -> StoryOnSite:
    story = opened.translations.get(language, opened.story)
    level = opened.consent.attribution if opened.consent else Level.ANONYMOUS
    shown = attribution.shown(level, story.display_name or opened.story.display_name)
    around = Surroundings(
        say=lambda message: translate(language, message), heading_shift=2, prefix=f"{story.id}-"
    )
    body = render(story.body, around)
    listed = story.content_notes or opened.story.content_notes
    return StoryOnSite(
        id=story.id,
        lang=language,
        section=page.section.id,
        title=story.title,
        display_name=translate(language, shown) if isinstance(shown, Message) else shown or "",
        html=body.html,
        text=plain_text(read(story.body.decode("utf-8", "replace")).leaves).text,
        after_block=block,
        content_notes=tuple(
            translate(language, notes.name(note)) for note in notes.in_order(listed)
        ),
        composite=level is Level.COMPOSITE,
    )


def require_pages(site: SiteInput) -> None:
    """Raise `NotFound` where there is nothing to show."""
    if not site.sections:
        raise NotFound(say("There are no sections yet, so there is nothing to publish."))
