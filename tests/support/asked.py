"""A prompter that answers from a list and remembers what it was asked."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from toolkit_editor.base.message import Message


class RecordingPrompter:
    """Answers in the order given; being asked more than there are answers fails the test."""

    def __init__(self, answers: Iterable[Any] = ()) -> None:
        self.told: list[str] = []
        self.asked: list[str] = []
        self.printed: list[str] = []
        self.answers = deque(answers)

    def tell(self, message: Message) -> None:
        self.told.append(str(message))

    def ask(
        self, question: Message, yes: Message, no: Message, detail: Message | None = None
    ) -> bool:
        return bool(self._answer(question))

    def ask_line(self, question: Message, start: str = "") -> str | None:
        answer: str | None = self._answer(question)
        return answer

    def ask_sign_in(self, question: Message, name: str = "") -> tuple[str, str] | None:
        answer: tuple[str, str] | None = self._answer(question)
        return answer

    def choose_folder(self, question: Message) -> Path | None:
        return self._path(question)

    def choose_file(self, question: Message, ending: str = "") -> Path | None:
        return self._path(question)

    def choose_new_file(self, question: Message, name: str) -> Path | None:
        return self._path(question)

    def print_page(self, html: str) -> bool:
        self.printed.append(html)
        return bool(self._answer("print"))

    def _path(self, question: Message) -> Path | None:
        answer: Path | None = self._answer(question)
        return answer

    def _answer(self, question: Message) -> Any:
        self.asked.append(str(question))
        assert self.answers, f"nobody expected to be asked: {question}"
        return self.answers.popleft()
