"""What kind of word is this in a name? Particles, endings and the words that announce another name."""

import re
from functools import cache

from memorial.expert_tables import read_table

INITIALS = re.compile(r"(?:[^\W\d_][^\W\d_]?\.-?){1,3}")


@cache
def particles(place: str) -> frozenset[str]:
    """The particles that stand at this place: before a surname or after a patronymic."""
    return frozenset(row["particle"] for row in read_table("name_particles") if row["place"] == place)


@cache
def capital_particles() -> frozenset[str]:
    """The particles that are particles even when written with a capital letter."""
    return frozenset(row["particle"] for row in read_table("name_particles") if row["capital_too"] == "yes")


@cache
def endings(part: str) -> tuple[str, ...]:
    """The endings by which a surname or a patronymic is known."""
    return tuple(row["ending"] for row in read_table("name_endings") if row["part"] == part)


@cache
def given_names_like_surnames() -> frozenset[str]:
    """Given names whose ending would make them a surname."""
    return frozenset(row["given_name"].lower() for row in read_table("name_given_exceptions"))


@cache
def common_given_names() -> frozenset[str]:
    """Given names that are hardly ever surnames."""
    return frozenset(row["given_name"].lower() for row in read_table("name_given_common"))


@cache
def given_names() -> frozenset[str]:
    """Every given name that the search knows, in any form and language."""
    return frozenset(row["name"].lower() for row in read_table("given_names"))


@cache
def east_asian_surnames() -> frozenset[str]:
    """Chinese and Korean surnames of one syllable."""
    return frozenset(row["surname"].lower() for row in read_table("name_east_asian_surnames"))


@cache
def alias_parts() -> dict[str, str]:
    """The words that announce another name → which part of the name follows."""
    return {row["words"].lower(): row["part"] for row in read_table("name_alias_words")}


@cache
def alias_pattern() -> re.Pattern[str]:
    """Finds the words that announce another name, the longest first."""
    words = sorted(alias_parts(), key=len, reverse=True)
    joined = "|".join(re.escape(word).replace(r"\ ", r"\s") for word in words)
    return re.compile(rf"(?<![\w-])({joined})(?!\w)[ \t]?[:—–]?", re.IGNORECASE)


def alias_part(words: str) -> str:
    """Which part of the name these announcing words promise."""
    return alias_parts()[re.sub(r"\s", " ", words).lower()]


def ends_patronymic(word: str) -> bool:
    """A patronymic by its ending or by its particle (оглы, кызы)."""
    low = word.lower().rstrip("?.")
    tail = re.split(r"[-\s]", low)[-1]
    if tail in particles("after_patronymic") and tail != low:
        return True
    return len(low) > 4 and low.endswith(endings("patronymic"))


def ends_surname(word: str) -> bool:
    """A surname by its ending, unless it is a given name that ends so."""
    low = word.lower().rstrip("?.")
    if low in given_names_like_surnames():
        return False
    return len(low) > 3 and low.endswith(endings("surname"))


def is_particle(word: str, place: str) -> bool:
    """A particle is written small, or in capitals with the whole name; «Ван» is a Chinese surname."""
    low = word.lower().lstrip("-")
    return low in particles(place) and (word == low or low in capital_particles() or is_capitals(word))


def is_initials(word: str) -> bool:
    """«И.», «А.Ф.»: letters that stand for names."""
    return INITIALS.fullmatch(word) is not None


def is_capitals(word: str) -> bool:
    """Printed in capitals: how many lists mark the surname."""
    return len(word) > 1 and word.isupper() and not is_initials(word)


def in_ordinary_case(word: str) -> str:
    """«КРОН-ВЕБЕР» → «Крон-Вебер»; a word in ordinary letters stays as it is."""
    if not is_capitals(word):
        return word
    return re.sub(r"\w+", lambda match: match.group().capitalize(), word)
