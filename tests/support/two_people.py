"""Two people change one text: random edits, and what must come of them."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from toolkit_editor.prose.together.units import Sort, Unit, units_of

_WORDS = """
    hope share listen garden slowly because together morning kettle window patient circle voice
    espoir écouter ensemble partager matin doucement parce cercle
""".split()  # noqa: SIM905


@dataclass(slots=True)
class Person:
    """One person's version of a text, and what they did to which sentence of the base."""

    base: list[Unit]
    texts: list[str]
    leads: list[str]
    after: dict[int, list[str]] = field(default_factory=dict)
    order: list[int] = field(default_factory=list)
    gone: set[int] = field(default_factory=set)
    structural: bool = False

    @classmethod
    def of(cls, base: list[Unit]) -> Person:
        """Somebody who has changed nothing yet."""
        return cls(base, [u.text for u in base], [u.lead for u in base], {}, list(range(len(base))))

    def text(self) -> str:
        """The text as this person has it."""
        made: list[str] = []
        for place, number in enumerate(self.order):
            lead = self.leads[number]
            if place == 0:
                lead = lead.lstrip("\n")
            if number not in self.gone:
                made.append(lead + self.texts[number])
            made += self.after.get(number, [])
        return "".join(made)

    def result(self, number: int) -> str | None:
        """What became of a sentence; None where it is gone."""
        return None if number in self.gone else self.texts[number]

    def changed(self, number: int) -> bool:
        """Whether this person did something to the words of a sentence."""
        return self.result(number) != self.base[number].text


def sentence(chance: random.Random) -> str:
    """A new sentence, unlike any other."""
    words = " ".join(chance.choice(_WORDS) for _ in range(chance.randint(5, 12)))
    return f"{words.capitalize()} {chance.randrange(10**6)}."


def edit(person: Person, chance: random.Random, *, structure: bool) -> None:
    """One random act; with `structure` also what changes paragraphs."""
    base = person.base
    sentences = [
        n for n, u in enumerate(base)
        if u.sort is Sort.SENTENCE and n not in person.gone and len(u.words.split()) > 3
    ]  # fmt: skip
    if not sentences:
        return
    number = chance.choice(sentences)
    acts = ["word", "word", "word", "rewrite", "delete", "insert"]
    act = chance.choice(acts + (["split", "first", "move"] if structure else []))
    if act == "word":
        words = person.texts[number].split(" ")
        at = chance.randrange(len(words) - 1)
        words[at] = f"{words[at]} {chance.choice(_WORDS)}{chance.randrange(1000)}"
        person.texts[number] = " ".join(words)
    elif act == "rewrite":
        person.texts[number] = sentence(chance)
    elif act == "insert" and base[number].words.rstrip('*_)»"”’').endswith((".", "!", "?")):
        person.after.setdefault(number, []).append(f" {sentence(chance)}")
    elif act == "delete" and not base[number].opens:
        person.gone.add(number)
    elif act == "split" and not base[number].opens:
        person.leads[number] = "\n\n"
        person.structural = True
    elif act == "first" and base[number].opens and _goes_on(base, number + 1, person.gone):
        person.gone.add(number)
        person.leads[number + 1] = person.leads[number]
        person.structural = True
    elif act == "move":
        _move(person, chance)


def _goes_on(base: list[Unit], number: int, gone: set[int]) -> bool:
    return number < len(base) and not base[number].opens and number not in gone


def _move(person: Person, chance: random.Random) -> None:
    """A plain paragraph behind another one."""
    starts = [
        place for place, n in enumerate(person.order)
        if person.base[n].opens and person.base[n].lead == "\n\n"
        and person.base[n].sort is Sort.SENTENCE
    ]  # fmt: skip
    if len(starts) < 3 or person.structural:
        return
    one, other = chance.sample(starts, 2)
    end = one + 1
    while end < len(person.order) and not person.base[person.order[end]].opens:
        end += 1
    block = person.order[one:end]
    if one <= other < end:
        return
    target = person.order[other]
    del person.order[one:end]
    place = person.order.index(target) + 1
    while place < len(person.order) and not person.base[person.order[place]].opens:
        place += 1
    person.order[place:place] = block
    person.structural = True


def collisions(one: Person, other: Person) -> list[int]:
    """The sentences that both changed, and not to the same."""
    return [
        n for n in range(len(one.base))
        if one.changed(n) and other.changed(n) and one.result(n) != other.result(n)
    ]  # fmt: skip


def composed(one: Person, other: Person) -> str:
    """Both at once, where neither changed paragraphs and nothing collides."""
    made: list[str] = []
    for n, unit in enumerate(one.base):
        person = one if one.changed(n) else other
        if n not in person.gone:
            made.append(unit.lead + person.texts[n])
        here = [p.after[n] for p in (one, other) if n in p.after]
        made += [text for news in sorted(here) for text in news]
    return "".join(made)


def two_people(text: str, chance: random.Random, acts: int, *, structure: bool) -> list[Person]:
    """Two versions of `text`, with so many acts each."""
    base = units_of(text)
    people = [Person.of(base), Person.of(base)]
    for person in people:
        for _ in range(acts):
            edit(person, chance, structure=structure)
    return people
