"""How would a Russian clerk have written it? Readings of a Latin spelling, one for each language that writes so."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from memorial.name_keys import skeleton
from memorial.orthography import read_table, without_marks

LATIN = re.compile("[a-ɏ]")
FIRST_LANGUAGE = "latin"  # letters that every language reads so unless it says otherwise


@lru_cache(maxsize=2048)
def read_latin(word: str) -> dict[str, str]:
    """Language → the word in Cyrillic as that language would read it; every skeleton once."""
    found: dict[str, str] = {}
    met: set[str] = set()
    letters = with_known_letters(word)
    for language in languages():
        if not own_letters(language).search(word):
            continue
        cyrillic = read_letters(language, letters)
        bones = skeleton(cyrillic)
        if bones and bones not in met:
            met.add(bones)
            found[language] = cyrillic
    return found


@cache
def languages() -> tuple[str, ...]:
    """The languages of the table, in its order."""
    return tuple(dict.fromkeys(row["language"] for row in read_table("readings")))


def read_in(language: str, word: str) -> str:
    """The word read letter group by letter group, the longest group first; letters already Cyrillic stay."""
    return read_letters(language, with_known_letters(word))


def with_known_letters(word: str) -> str:
    """The word without the diacritics that no row of the table reads."""
    if word.isascii():
        return word
    return "".join([letter if letter in single_letters() else without_marks(letter) for letter in word])


def read_letters(language: str, word: str) -> str:
    """Groups of letters, and letters that sound otherwise at the start or end, one by one; then all others at once."""
    pattern, groups, letters = grammar(language)
    return pattern.sub(lambda found: groups[found.lastindex or 0][found[0]], word).translate(letters)


@cache
def own_letters(language: str) -> re.Pattern[str]:
    """What a word must hold to be read differently by this language; every word for the first."""
    own = [row["letters"] for row in read_table("readings") if row["language"] == language != FIRST_LANGUAGE]
    return re.compile("|".join(map(re.escape, own)))


@cache
def single_letters() -> frozenset[str]:
    """Letters that some row reads; any other diacritic is dropped."""
    return frozenset(row["letters"] for row in read_table("readings") if len(row["letters"]) == 1)


@cache
def grammar(language: str) -> tuple[re.Pattern[str], list[dict[str, str]], dict[int, str]]:
    """The pattern of a language's letter groups, what each becomes by the number of its place, and its plain letters.

    Its own rows overrule the common ones: German j is й, also where the common table has the English дж at the start.
    """
    rows = read_table("readings")
    own = [row for row in rows if row["language"] == language]
    overruled = {row["letters"] for row in own if not row["where"]} if language != FIRST_LANGUAGE else set()
    common = [row for row in rows if row["language"] == FIRST_LANGUAGE and row["letters"] not in overruled]
    becomes = {(row["where"] or "any", row["letters"]): row["becomes"].replace("ё", "е") for row in (*common, *own)}
    letters = {ord(group): read for (place, group), read in becomes.items() if place == "any" and len(group) == 1}
    alternatives: list[str] = []
    groups: list[dict[str, str]] = [{}]
    for form, read in alternatives_of({key: read for key, read in becomes.items() if key not in plain_keys(letters)}):
        alternatives.append(form)
        groups.append(read)
    return re.compile("|".join(alternatives) or "(?!)", re.DOTALL), groups, {**letters, ord("ё"): "е"}


def plain_keys(letters: dict[int, str]) -> set[tuple[str, str]]:
    """The single letters that sound the same anywhere, as keys of `becomes`."""
    return {("any", chr(letter)) for letter in letters}


def alternatives_of(becomes: dict[tuple[str, str], str]) -> Iterator[tuple[str, dict[str, str]]]:
    """The longest groups first; of one length, what holds at the start or end of a word before what holds anywhere."""
    places = {"start": r"(?<!\w)({})", "end": r"({})(?!\w)", "any": "({})"}
    for length in sorted({len(group) for _, group in becomes}, reverse=True):
        for where, form in places.items():
            groups = {
                group: read for (place, group), read in becomes.items() if place == where and len(group) == length
            }
            if groups:
                yield form.format("|".join(map(re.escape, groups))), groups


@lru_cache(maxsize=4096)
def skeletons_of_part(name: str) -> tuple[str, ...]:
    """The skeletons of a part as records hold it: one for Cyrillic, the first readings for Latin letters."""
    if not any(letter.isascii() and letter.isalpha() for letter in name):
        return (skeleton(name),)
    return tuple(skeleton(reading) for reading in list(read_latin(name).values())[:3]) or ("",)


@lru_cache(maxsize=16_384)
def in_cyrillic(name: str) -> str:
    """A part of a record in Cyrillic letters; Latin ones by the common reading."""
    return read_in(FIRST_LANGUAGE, name) if LATIN.search(name) else name
