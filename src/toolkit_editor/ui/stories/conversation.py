"""The consent conversation as a whole: which questions there are, and in which order."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from toolkit_editor.ui.stories.questions import (
    Appearing,
    Ground,
    KeepingOut,
    Lasting,
    Noting,
    OtherPeople,
    Question,
    Thanking,
    Together,
    Using,
)
from toolkit_editor.ui.stories.speaking import Speaking
from toolkit_editor.ui.stories.whose import Whose

QUESTIONS: Mapping[str, Callable[[Ground], Question]] = {
    "appear": Appearing,
    "use": Using,
    "until": Lasting,
    "notes": Noting,
    "others": OtherPeople,
    "not-in": KeepingOut,
    "thanks": Thanking,
    "community": Together,
    "voice": Speaking,
    "whose": Whose,
}
"""In the order in which they are asked."""
