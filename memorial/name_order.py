"""Which word of a name is the surname, which the given name, which the patronymic?"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from memorial.name_words import (
    common_given_names,
    east_asian_surnames,
    ends_patronymic,
    ends_surname,
    in_ordinary_case,
    is_capitals,
    is_initials,
    is_particle,
    particles,
)

GLUED_INITIALS = re.compile(r"(?<=\.)(?=[^\W\d_])")
LONGEST_NAME = 40  # words; no name is longer, so the rest of such a text is no name


@dataclass(frozen=True, slots=True)
class NameWord:
    """One word of a name, particles joined to it, and where it ends in the text."""

    text: str
    end: int
    noble: bool = False


@dataclass(frozen=True, slots=True)
class Parts:
    """The words of a name by their part."""

    surname: tuple[NameWord, ...] = ()
    given_name: tuple[NameWord, ...] = ()
    patronymic: tuple[NameWord, ...] = ()


def split_words(text: str) -> list[NameWord]:
    """The words of a name; «А.Ф.» are two, «фон Веттер» and «Гасан оглы» one."""
    found = []
    for match in re.finditer(r"[^\s,;]+", text):
        end = match.start()
        for piece in GLUED_INITIALS.split(match.group()):
            end += len(piece)
            if re.search(r"[^\W_]", piece):
                found.append(NameWord(piece.strip(':"«»').rstrip("-"), end))
        if len(found) > LONGEST_NAME:
            break
    return _join_particles(found)


def _join_particles(words: list[NameWord]) -> list[NameWord]:
    joined: list[NameWord] = []
    before: list[str] = []
    for index, word in enumerate(words):
        if index + 1 < len(words) and (
            is_particle(word.text, "before_surname") or (before and word.text.lower() in particles("before_surname"))
        ):
            before.append(word.text)
        elif joined and is_particle(word.text, "after_patronymic"):
            joined[-1] = NameWord(f"{joined[-1].text} {word.text}", word.end, joined[-1].noble)
        else:
            joined.append(NameWord(" ".join([*before, word.text]), word.end, bool(before)))
            before = []
    return _settle_noble(joined)


def _settle_noble(words: list[NameWord]) -> list[NameWord]:
    """«Веттер фон Карл Карлович»: the particle belongs to the surname before it."""
    at = next((index for index, word in enumerate(words) if word.noble), 0)
    if at != 1:
        return words
    names = [word for word in words[2:] if not ends_patronymic(word.text)]
    *particle, own = words[1].text.split(" ")
    if names or len(words) <= 2:  # «Барклай де Толли Михаил»: one surname of three words
        return [NameWord(f"{words[0].text} {words[1].text}", words[1].end, True), *words[2:]]
    surname = NameWord(" ".join([*particle, words[0].text]), words[0].end, True)
    return [surname, NameWord(own, words[1].end), *words[2:]]


def assign_parts(words: Sequence[NameWord]) -> Parts:
    """Surname first unless capitals, initials or the place of the patronymic say otherwise."""
    if not words:
        return Parts()
    at = _surname_at(words)
    if at == 0:
        return _after_surname(words)
    rest = [*words[:at], *words[at + 1 :]]
    at_patronymic = _patronymic_at(rest, 1)
    if at_patronymic is None and len(rest) > 1 and is_initials(rest[-1].text):
        at_patronymic = len(rest) - 1
    given = rest if at_patronymic is None else rest[:at_patronymic]
    return Parts((words[at],), tuple(given), () if at_patronymic is None else tuple(rest[at_patronymic:]))


def _surname_at(words: Sequence[NameWord]) -> int:
    last = len(words) - 1
    capitals = [index for index, word in enumerate(words) if is_capitals(word.text)]
    if len(capitals) == 1 and not any(word.noble for word in words):
        return capitals[0]
    if is_initials(words[0].text) and not is_initials(words[last].text):
        return last
    noble = next((index for index, word in enumerate(words) if word.noble), 0)
    if noble == last and last:
        return last
    return last if _is_given_first(words) else 0


def _is_given_first(words: Sequence[NameWord]) -> bool:
    """«Арнольд Фрицевич Крон»: the patronymic in the middle, the surname behind it."""
    if len(words) != 3 or not ends_patronymic(words[1].text):
        return False
    first, _, last = (word.text for word in words)
    if first.lower() in common_given_names():
        return True
    return not ends_patronymic(last) and (ends_surname(last) or not ends_surname(first))


def _after_surname(words: Sequence[NameWord]) -> Parts:
    surname, rest = words[0], list(words[1:])
    if len(rest) == 1 and surname.text.lower() in common_given_names() and ends_patronymic(rest[0].text):
        return Parts((), (surname,), (rest[0],))
    at = _patronymic_at(rest, 0)
    if at == 0 and len(rest) == 1 and rest[0].text.lower().rpartition("-")[2] in particles("after_patronymic"):
        return Parts((surname,), (rest[0],))  # «Кронов Ибрагим-Заде»: the only word behind a surname
    if at is not None:
        return Parts((surname,), tuple(rest[:at]), tuple(rest[at:]))
    if len(rest) == 2 and not _is_east_asian(words):
        return Parts((surname,), (rest[0],), (rest[1],))
    return Parts((surname,), tuple(rest))


def _patronymic_at(words: Sequence[NameWord], first: int) -> int | None:
    """Where the patronymic begins: the last word that ends like one."""
    backwards = range(len(words) - 1, first - 1, -1)
    return next((index for index in backwards if ends_patronymic(words[index].text)), None)


def _is_east_asian(words: Sequence[NameWord]) -> bool:
    """«Ким Де Сан»: a surname of one syllable and short syllables after it."""
    known = words[0].text.lower() in east_asian_surnames()
    return known and all(len(word.text) <= 6 for word in words[1:])


def split_syllables(word: str) -> tuple[str, str] | None:
    """«Ли-Сан-Джин» → «Ли», «Сан-Джин»: a Chinese or Korean name written as one word."""
    first, hyphen, rest = word.partition("-")
    syllables = rest.split("-")
    if not hyphen or len(syllables) > 2 or first.lower() not in east_asian_surnames():
        return None
    if not all(0 < len(syllable) <= 5 and not syllable.endswith(("ов", "ев")) for syllable in syllables):
        return None
    return first, rest


def written(words: Sequence[NameWord]) -> str | None:
    """The words as one text in ordinary letters; nothing when there are none."""
    return " ".join(in_ordinary_letters(word.text) for word in words).strip() or None


def in_ordinary_letters(text: str) -> str:
    """«КРОН ФОН ВЕТТЕР» → «Крон фон Веттер»."""
    small = particles("before_surname") | particles("after_patronymic")
    words = text.split()
    return " ".join(
        word.lower() if word.isupper() and word.lower() in small else in_ordinary_case(word) for word in words
    )
