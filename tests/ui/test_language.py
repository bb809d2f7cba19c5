"""The window speaks the person's language."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QApplication

from toolkit_editor.base.message import count, say
from toolkit_editor.ui.bridge.catalogue import Catalogue, interface_language, load_catalogue
from toolkit_editor.ui.bridge.language import (
    CatalogueTranslator,
    Interpreter,
    day,
    tr,
    trn,
    words,
)

FRENCH = Catalogue(
    "fr",
    {
        "Home": ("Accueil",),
        "{n} page": ("{n} page", "{n} pages"),
        "Because {why}.": ("Parce que {why}.",),
        "it rains": ("il pleut",),
    },
)


@pytest.fixture
def french(qapp: QApplication) -> Iterator[None]:
    translator = CatalogueTranslator(FRENCH)
    QCoreApplication.installTranslator(translator)
    yield
    QCoreApplication.removeTranslator(translator)


def test_without_a_translator_everything_is_english(qapp: QApplication) -> None:
    assert tr("Home") == "Home"
    assert trn("{n} page", "{n} pages", 1) == "1 page"
    assert trn("{n} page", "{n} pages", 0) == "0 pages"


@pytest.mark.usefixtures("french")
def test_french_says_one_for_none_and_one() -> None:
    assert tr("Home") == "Accueil"
    assert [trn("{n} page", "{n} pages", n) for n in (0, 1, 2)] == ["0 page", "1 page", "2 pages"]


@pytest.mark.usefixtures("french")
def test_a_message_inside_a_message_is_translated_too() -> None:
    assert words(say("Because {why}.", why=say("it rains"))) == "Parce que il pleut."
    assert words(count(3, "{n} page", "{n} pages")) == "3 pages"


@pytest.mark.usefixtures("french")
def test_a_sentence_without_french_stays_english_and_counts_as_english() -> None:
    assert tr("Keep {what}", what="100 %n") == "Keep 100 %n"
    assert trn("{n} bird", "{n} birds", 0) == "0 birds"


def test_the_computers_language_is_used_until_one_is_chosen() -> None:
    assert interface_language(None, "fr_CA") == "fr"
    assert interface_language(None, "de-DE") == "en"
    assert interface_language("en", "fr_CA") == "en"
    assert interface_language("xx", "C") == "en"


def test_qt_itself_speaks_french_and_dates_do(qapp: QApplication) -> None:
    before = QLocale()
    interpreter = Interpreter()
    interpreter.speak("fr")
    try:
        assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Annuler"
        assert day("2026-11-22T18:00Z") == "22 novembre 2026"
        assert day("2026-12-01T18:00Z") == "1er décembre 2026"
        assert tr("Home") == "Accueil"
    finally:
        interpreter.silence()
        QLocale.setDefault(before)
    assert tr("Home") == "Home"


def test_a_catalogue_is_read_from_its_file(tmp_path: Path) -> None:
    (tmp_path / "fr.po").write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8"\n\n'
        'msgid "Open"\nmsgstr "Ouvrir"\n\nmsgid "Later"\nmsgstr ""\n\n'
        'msgid "{n} day"\nmsgid_plural "{n} days"\nmsgstr[0] "{n} jour"\nmsgstr[1] "{n} jours"\n',
        encoding="utf-8",
    )
    catalogue = load_catalogue("fr", tmp_path)
    assert catalogue.template("Open") == "Ouvrir"
    assert catalogue.template("Later") == "Later"
    assert catalogue.template("{n} day", "{n} days", 2) == "{n} jours"
    assert load_catalogue("en", tmp_path).template("Open") == "Open"


def test_a_day_inside_a_sentence_is_written_as_people_write_it(qapp: QApplication) -> None:
    ends = say("Ends on {day}.", day=date(2027, 1, 5))
    assert words(ends) == "Ends on 5 January 2027."
