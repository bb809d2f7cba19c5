"""What reads the marked sentences sees what is missing."""

from __future__ import annotations

from pathlib import Path

from support.translations import problems

SOURCE = """
say("Hello {name}", name=1)
count(2, "{n} page", "{n} pages")
tr("Open")
tr(message)
say("a" + x)
"""
WHOLE = """
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8"

msgid "Hello {name}"
msgstr "Bonjour {name}"

msgid "{n} page"
msgid_plural "{n} pages"
msgstr[0] "{n} page"
msgstr[1] "{n} pages"

msgid "Open"
msgstr "Ouvrir"
"""


def found(folder: Path, catalogue: str, source: str = SOURCE) -> list[str]:
    (folder / "src").mkdir(exist_ok=True)
    (folder / "src" / "a.py").write_text(source)
    (folder / "fr.po").write_text(catalogue, encoding="utf-8")
    return problems(folder / "src", folder / "fr.po")


def test_a_whole_catalogue_leaves_only_what_cannot_be_read(tmp_path: Path) -> None:
    assert found(tmp_path, WHOLE) == ["src/a.py:6: what is marked must be a literal text"]


def test_a_sentence_without_french_is_named(tmp_path: Path) -> None:
    lines = found(tmp_path, WHOLE.replace('"Ouvrir"', '""'))
    assert "src/a.py:4: no French for 'Open'" in lines


def test_a_sentence_nobody_says_is_named(tmp_path: Path) -> None:
    lines = found(tmp_path, WHOLE, SOURCE.replace('tr("Open")', ""))
    assert "nobody says any more: 'Open'" in lines


def test_a_lost_or_invented_fact_is_named(tmp_path: Path) -> None:
    lines = found(tmp_path, WHOLE.replace("Bonjour {name}", "Bonjour"))
    assert "a fact is lost: 'Bonjour'" in lines
    lines = found(tmp_path, WHOLE.replace("Bonjour {name}", "Bonjour {nom}"))
    assert "other facts than in English: 'Bonjour {nom}'" in lines
