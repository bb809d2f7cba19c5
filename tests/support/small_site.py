"""A small invented toolkit, ready to be built into a site."""

from __future__ import annotations

from datetime import date

from toolkit_editor.base.ids import SectionId, StoryId
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

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360f8cfc0f01f0005000201a5f645400000000049454e44ae426082"
)

MEETING = """<p>We sit in a circle. <a href="../part-2/cards.md#why">The cards</a> wait.</p>
<p><img src="../../media/circle.png" alt="Chairs in a circle"></p>
<h2 id="goal">Goal</h2>
<section class="block keep">
<p class="block-label">Keep as is</p>
<p>Anyone may leave the room.</p>
</section>
<section class="block trouble"><p class="block-label">When it goes wrong</p>
<p>Breathe.</p></section>
<h2 id="steps">Steps</h2>
<ol><li>Say hello.</li><li>Ask <a href="https://example.org/help">elsewhere</a>.</li></ol>
<table><thead><tr><th scope="col">Who</th><th scope="col">What</th></tr></thead>
<tbody><tr><td>Everyone</td><td>Listens</td></tr></tbody></table>
<h2 id="after">Afterwards</h2>
<p>See <a href="gone.md">a page that is not there</a>.</p>
<h2 id="rest">Rest</h2>
<p>Go home.</p>
"""
HEADINGS = (
    HeadingOnSite(2, "Goal", "goal"),
    HeadingOnSite(2, "Steps", "steps"),
    HeadingOnSite(2, "Afterwards", "after"),
    HeadingOnSite(2, "Rest", "rest"),
)


def section(number: int, lang: str, address: str, title: str, **more: object) -> SectionOnSite:
    """A section of this toolkit; `number` makes its id."""
    facts: dict[str, object] = {"html": f"<p>About {title}.</p>\n", "text": f"About {title}."}
    facts |= more
    return SectionOnSite(
        SectionId(f"{number:016x}"), lang, f"{lang}/{address}.md", address, title, **facts
    )


def small_site(**changes: object) -> SiteInput:
    """Two languages, three parts, two stories; one section has no French yet."""
    facts: dict[str, object] = {
        "name": {"en": "Together & well", "fr": "Ensemble"},
        "languages": ("en", "fr"),
        "edition": Edition("2", date(2027, 5, 1), (("1", date(2026, 3, 14), ""),)),
        "parts": (
            Part("p1", {"en": "Setting up", "fr": "Se préparer"}),
            Part("p2", {"en": "Meetings", "fr": "Rencontres"}),
        ),
        "kinds": {"meeting": {"en": "Meeting", "fr": "Rencontre"}},
        "sections": (
            section(1, "en", "index", "Welcome"),
            section(1, "fr", "index", "Bienvenue"),
            section(2, "en", "part-1/index", "Part one", part="p1", summary="How to begin."),
            section(
                3,
                "en",
                "part-1/meeting",
                "The first meeting",
                part="p1",
                kind="meeting",
                order=2,
                html=MEETING,
                text="We sit in a circle and say hello to everyone",
                summary="Safe <and> sound.",
                headings=HEADINGS,
            ),
            section(3, "fr", "partie-1/réunion", "La première réunion", part="p1", order=2),
            section(4, "en", "part-1/before", "Before you meet", part="p1", order=1),
            section(5, "en", "part-2/cards", "Cards", part="p2"),
            section(6, "en", "search", "How to search", part="unknown"),
        ),
        "stories": (
            StoryOnSite(
                StoryId("a" * 16),
                "en",
                SectionId(f"{3:016x}"),
                "The chair by the door",
                "a member of the team",
                "<p>I sat near the <em>door</em>.</p>",
                "I sat near the door.",
                after_block=3,
                content_notes=("hospital", "loss"),
            ),
            StoryOnSite(
                StoryId("b" * 16),
                "en",
                SectionId(f"{3:016x}"),
                "Tea",
                "",
                "<p>There was tea.</p>",
                "There was tea, and marmalade.",
                composite=True,
            ),
        ),
        "media": {"media/circle.png": PIXEL},
        "support": (
            SupportLine({"en": "9-8-8", "fr": "9-8-8"}, {"en": "Call or text", "fr": "Appelez"}),
        ),
        "licence": Licence("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
        "citation": {"en": "The group (2027). Together & well.", "fr": "Le groupe (2027)."},
        "base_address": "https://toolkit.example.org/",
    }
    return SiteInput(**(facts | changes))
