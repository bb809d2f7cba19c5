"""Sentences in the person's language: `tr` and `trn` for the window, `words` for messages.

They ask the translator that is installed in the application, so that no module holds a language.
Templates are English literals, found in the source and translated in resources/translations.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

from PySide6.QtCore import (
    QCoreApplication,
    QDate,
    QDateTime,
    QLibraryInfo,
    QLocale,
    QObject,
    QTranslator,
)

from toolkit_editor.base.message import Message
from toolkit_editor.base.resources import resource
from toolkit_editor.ui.bridge.catalogue import Catalogue, load_catalogue

_CONTEXT = "toolkit"
_BETWEEN = "\x1f"


class CatalogueTranslator(QTranslator):
    """Lets Qt ask a catalogue; other contexts than ours are left to Qt's own translations."""

    def __init__(self, catalogue: Catalogue, parent: QObject | None = None) -> None:
        """Answer from `catalogue`."""
        super().__init__(parent)
        self.catalogue = catalogue

    def isEmpty(self) -> bool:
        """There is always English."""
        return False

    def translate(
        self, context: str, source: str, _disambiguation: str | None = None, _n: int = -1
    ) -> str | None:
        """The template for a packed source; None means: not ours."""
        if context != _CONTEXT:
            return None
        one, many, n = _unpack(source)
        return self.catalogue.template(one, many, n)


class Interpreter(QObject):
    """Keeps the translators of one language installed in the application."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Nothing is installed until a language is spoken."""
        super().__init__(parent)
        self.language = ""
        self._installed: list[QTranslator] = []

    def speak(self, language: str) -> None:
        """Say everything in `language` from now on; windows are to be built anew."""
        if language == self.language:
            return
        self.silence()
        self.language = language
        QLocale.setDefault(QLocale(f"{language}_CA"))
        of_qt = QTranslator(self)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if of_qt.load(f"qtbase_{language}", folder):
            self._install(of_qt)
        catalogue = load_catalogue(language, resource("translations"))
        self._install(CatalogueTranslator(catalogue, self))

    def silence(self) -> None:
        """Take the translators away."""
        for translator in self._installed:
            QCoreApplication.removeTranslator(translator)
        self._installed.clear()
        self.language = ""

    def _install(self, translator: QTranslator) -> None:
        QCoreApplication.installTranslator(translator)
        self._installed.append(translator)


def tr(text: str, /, **facts: object) -> str:
    """The literal `text` in the person's language, filled with `facts`."""
    return words(Message(text, facts))


def trn(one: str, many: str, n: int, /, **facts: object) -> str:
    """A literal that counts `n` things, in the person's language."""
    return words(Message(one, {"n": n, **facts}, many))


def words(message: Message) -> str:
    """A message in the person's language, with the messages inside it."""
    n = message.facts.get("n")
    counted = n if message.plural is not None and isinstance(n, int) else None
    packed = _pack(message.text, message.plural, counted)
    answer = QCoreApplication.translate(_CONTEXT, packed)
    template = Catalogue().template(*_unpack(packed)) if answer == packed else answer
    if not message.facts:
        return template
    facts = {name: _fact(fact) for name, fact in message.facts.items()}
    return template.format(**facts)


def _fact(fact: object) -> object:
    if isinstance(fact, Message):
        return words(fact)
    return day(fact) if isinstance(fact, date) else fact


def day(moment: date | str) -> str:
    """A day as people write it; an event's stamp such as `2026-11-22T18:00Z` will do."""
    if isinstance(moment, str):
        try:
            moment = datetime.fromisoformat(moment)
        except ValueError:
            return ""
    if isinstance(moment, datetime):
        aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        local = QDateTime.fromMSecsSinceEpoch(int(aware.timestamp() * 1000)).date()
    else:
        local = QDate(moment.year, moment.month, moment.day)
    written = QLocale().toString(local, "d MMMM yyyy")
    first_in_french = local.day() == 1 and QLocale().language() is QLocale.Language.French
    return f"1er{written[1:]}" if first_in_french else written


def _pack(one: str, many: str | None, n: int | None) -> str:
    return one if many is None or n is None else _BETWEEN.join((one, many, str(n)))


def _unpack(source: str) -> tuple[str, str | None, int | None]:
    parts = source.split(_BETWEEN)
    return (parts[0], parts[1], int(parts[2])) if len(parts) == 3 else (source, None, None)
