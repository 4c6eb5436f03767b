"""How do other alphabets write Russian sounds? Greek, Georgian, Armenian, Hebrew, and the romanisation schemes."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from memorial.orthography import TABLES, read_table, unify

SCRIPTS = ("armenian", "georgian", "greek", "hebrew")
# Prices in nats: a scheme's letters are written on purpose, a second sound of a letter is rarer than the first.
SCHEME, FIRST_SOUND, SECOND_SOUND = 1.2, 0.3, 1.0
LONGEST_SYLLABLE = 6
MOST_SYLLABLES = 3


@cache
def pieces() -> tuple[tuple[str, str, float], ...]:
    """One or two Russian letters, the letters written for them, and the price; from all schemes and scripts."""
    return tuple(piece for piece in (*scheme_pieces(), *script_pieces()) if 1 <= len(piece[0]) <= 2 and piece[1])


def scheme_pieces() -> Iterator[tuple[str, str, float]]:
    """What the schemes say."""
    for path in sorted((TABLES / "schemes").glob("*.csv")):
        for row in read_table(f"schemes/{path.stem}"):
            yield unify(row["cyrillic"]), unify(row["latin"]), SCHEME


def script_pieces() -> Iterator[tuple[str, str, float]]:
    """What the letters of other alphabets sound like."""
    for script in SCRIPTS:
        for row in read_table(f"scripts_{script}"):
            yield row["cyrillic"], row["letters"], FIRST_SOUND if row["weight"] == "1" else SECOND_SOUND


@lru_cache(maxsize=4096)
def read_script(word: str, script: str) -> dict[str, str]:
    """Readings of a word in another alphabet: by the first sounds of its letters, and by their second ones."""
    readings = {}
    for name, weight in ((script, "1"), (f"{script} other", "2")):
        pattern, sounds = script_grammar(script, weight)
        readings[name] = pattern.sub(lambda found, sounds=sounds: sounds[found.lastgroup, found[0]], word)  # type: ignore[misc]
    return readings


@cache
def script_grammar(script: str, weight: str) -> tuple[re.Pattern[str], dict[tuple[str, str], str]]:
    """The pattern of a script's letter groups, and their sounds of this weight (the first where there is no such)."""
    sounds: dict[tuple[str, str], str] = {}
    for row in sorted(read_table(f"scripts_{script}"), key=lambda row: row["weight"] != weight):
        sounds.setdefault((row["position"] or "any", row["letters"]), row["cyrillic"])
    places = {"start": r"(?<!\w){}", "end": r"{}(?!\w)", "any": "{}"}
    alternatives = []
    for place, form in places.items():
        groups = sorted((letters for where, letters in sounds if where == place), key=len, reverse=True)
        if groups:
            alternatives.append(form.format(f"(?P<{place}>{'|'.join(map(re.escape, groups))})"))
    return re.compile("|".join(alternatives) or "(?!)"), sounds


@lru_cache(maxsize=4096)
def read_syllables(word: str) -> str | None:
    """A Chinese name in English letters as Russian writes it, syllable by syllable; none when it is no such name."""
    found: list[str] = []
    rest = word.replace("-", "").replace("'", "")
    while rest and len(found) < MOST_SYLLABLES:
        syllable = next((rest[:size] for size in range(LONGEST_SYLLABLE, 0, -1) if rest[:size] in syllables()), None)
        if syllable is None:
            return None
        found.append(syllables()[syllable])
        rest = rest[len(syllable) :]
    return None if rest else "".join(found)


@cache
def syllables() -> dict[str, str]:
    """Syllable in English letters → in Russian ones; pinyin before older systems."""
    found: dict[str, str] = {}
    for row in sorted(read_table("pinyin_palladius"), key=lambda row: row["system"] != "pinyin"):
        found.setdefault(unify(row["latin"]).replace("'", ""), unify(row["cyrillic"]))
    return found


@cache
def korean_surnames() -> dict[str, tuple[str, ...]]:
    """Korean surname in English letters → as Russian lists print it."""
    found: dict[str, list[str]] = {}
    for row in read_table("korean_surnames"):
        found.setdefault(unify(row["latin"]), []).append(unify(row["surname"]))
    return {latin: tuple(dict.fromkeys(surnames)) for latin, surnames in found.items()}
