"""How would a Russian clerk have written it? Readings of a Latin spelling, one for each language that writes so."""

import re
from functools import cache, lru_cache

from memorial.name_keys import skeleton
from memorial.orthography import read_table, without_marks

DIGITS = "0123456789"
FIRST_LANGUAGE = "latin"  # letters that every language reads so unless it says otherwise


@lru_cache(maxsize=2048)
def read_latin(word: str) -> dict[str, str]:
    """Language → the word in Cyrillic as that language would read it; every skeleton once."""
    found: dict[str, str] = {}
    met: set[str] = set()
    for language in languages():
        if not own_letters(language).search(word):
            continue
        cyrillic = read_in(language, word)
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
    pattern, becomes = grammar(language)
    known = "".join(letter if letter in single_letters() else without_marks(letter) for letter in word)
    return pattern.sub(lambda found: becomes[(found.lastgroup or "").rstrip(DIGITS), found[0]], known).replace("ё", "е")


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
def grammar(language: str) -> tuple[re.Pattern[str], dict[tuple[str, str], str]]:
    """The pattern of a language's letter groups and what each becomes.

    Its own rows overrule the common ones: German j is й, also where the common table has the English дж at the start.
    """
    rows = read_table("readings")
    own = [row for row in rows if row["language"] == language]
    overruled = {row["letters"] for row in own if not row["where"]} if language != FIRST_LANGUAGE else set()
    common = [row for row in rows if row["language"] == FIRST_LANGUAGE and row["letters"] not in overruled]
    becomes = {(row["where"] or "any", row["letters"]): row["becomes"] for row in (*common, *own)}
    return re.compile(written_pattern(becomes), re.DOTALL), becomes


def written_pattern(becomes: dict[tuple[str, str], str]) -> str:
    """The longest groups first; of one length, what holds at the start or end of a word before what holds anywhere."""
    places = {"start": r"(?<!\w){}", "end": r"{}(?!\w)", "any": "{}"}
    alternatives = []
    for length in sorted({len(group) for _, group in becomes}, reverse=True):
        for where, form in places.items():
            groups = [group for place, group in becomes if place == where and len(group) == length]
            if groups:
                alternatives.append(form.format(f"(?P<{where}{length}>{'|'.join(map(re.escape, groups))})"))
    return "|".join(alternatives)


@lru_cache(maxsize=4096)
def skeletons_of_part(name: str) -> tuple[str, ...]:
    """The skeletons of a part as records hold it: one for Cyrillic, the first readings for Latin letters."""
    if not any(letter.isascii() and letter.isalpha() for letter in name):
        return (skeleton(name),)
    return tuple(skeleton(reading) for reading in list(read_latin(name).values())[:3]) or ("",)


@lru_cache(maxsize=16_384)
def in_cyrillic(name: str) -> str:
    """A part of a record in Cyrillic letters; Latin ones by the common reading."""
    return read_in(FIRST_LANGUAGE, name) if any("a" <= letter <= "ɏ" for letter in name) else name
