"""Whose name is it? Surname, given name, patronymic and the person's other names."""

import re
from dataclasses import dataclass
from functools import lru_cache

from memorial.name_order import NameWord, Parts, assign_parts, split_syllables, split_words, written
from memorial.name_variants import Aside, NameVariant, read_aside, take_asides

__all__ = ["Name", "NameVariant", "as_json", "read_name"]

LONGEST = 1_000  # characters; what is longer is no name and is read only so far
GLUED_STROKE = re.compile(r"(?<=\w)/(?=\w)")  # «Кронов/Кронин»
SURNAME_FIRST = ("surname", "given_name", "patronymic")


@dataclass(frozen=True, slots=True)
class Name:
    """A name as printed and its parts as read."""

    printed: str
    surname: str | None
    given_name: str | None
    patronymic: str | None
    variants: tuple[NameVariant, ...] = ()


@lru_cache(maxsize=65_536)
def read_name(text: str) -> Name:
    """Split «Фамилия Имя Отчество» with its brackets: «Крон (Кронн) Арнольд Фрицевич»."""
    main, asides = take_asides(GLUED_STROKE.sub(" / ", text[:LONGEST]))
    words = split_words(main)
    parts = assign_parts(words)
    surname, given = _surname_and_given(parts)
    variants: list[NameVariant] = []
    for aside in asides:
        variants.extend(read_aside(aside, _part_at(aside, words, parts)))
    return Name(text, surname, given, written(parts.patronymic), tuple(dict.fromkeys(variants)))


def _surname_and_given(parts: Parts) -> tuple[str | None, str | None]:
    surname, given = written(parts.surname), written(parts.given_name)
    if surname and not given and (syllables := split_syllables(surname)):
        return syllables
    return surname, given


def _part_at(aside: Aside, words: list[NameWord], parts: Parts) -> str:
    """The part of the name that a bracket stands behind; `full` behind the whole name."""
    before = [word for word in words if word.end <= aside.position]
    if not words:
        return "any"
    if len(words) == 1 and split_syllables(words[0].text):  # «Ли-Сан-Джин (Иван)»: the whole name in one word
        return "any"
    if len(before) == len(words):
        return f"end:{_name_of(words[-1], parts)}"
    return _name_of(before[-1], parts) if before else "surname"


def _name_of(word: NameWord, parts: Parts) -> str:
    return next((part for part in SURNAME_FIRST if word in getattr(parts, part)), "surname")


def as_json(name: Name) -> dict[str, object]:
    """The reading under the keys of `read names`."""
    variants = [{"part": variant.part, "value": variant.value} for variant in name.variants]
    return {
        "surname": name.surname,
        "given_name": name.given_name,
        "patronymic": name.patronymic,
        "variants": variants,
    }
