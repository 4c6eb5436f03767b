"""Which word was meant? Misspelt, glued and all-capital words of a body's name put right before the rules see them."""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache

from rapidfuzz.distance import OSA

from memorial.adjectives import stem_of
from memorial.expert_tables import read_table

WORD = re.compile(r"[А-Яа-я]{5,}")
CAPITAL_WORD = re.compile(r"(?<![А-Яа-я])[А-Я]{2,}(?![а-я])")
ORDINAL = re.compile(r"\d-[А-Я]{1,3}\b| И ")
GLUED_NUMBER = re.compile(r"(?<=\d)(?=[а-я]{3})")
MOST_ROUNDS = 6
SMALL_LETTER = re.compile(r"[а-я]")
SHORTEST_MISSPELT = 6  # letters; among shorter words too many are one letter apart
NAME_ENDINGS = ("ая", "ой", "ую", "ий", "ого", "ому", "им", "ом", "ое")
# Before these words only a territory that we know can stand, so that a name too may be put right.
CLOSED_UNITS = re.compile(r"\s?(?:обл|кра[йяюе]|губ|асср|сср|автон|ж)", re.IGNORECASE)
CLOSED = frozenset({"область", "край", "АССР", "ССР", "автономная область", "губерния", "железная дорога"})
ORGANS = ("ОСО", "УНКВД", "НКВД", "НКГБ", "УНКГБ", "ОГПУ", "ГПУ", "МГБ", "УМГБ", "МВД", "УМВД")
PREPOSITIONS = frozenset({"при", "по"})
IN_SMALL_LETTERS = frozenset("при по на им обл ст суд стр отд гвард край края".split())


def repair(text: str) -> str:
    """The same text with glued words taken apart, one wrong letter put right, capitals only where names have them."""
    if SMALL_LETTER.search(text) is None:
        text = ORDINAL.sub(lambda match: match.group().lower(), text)
        text = CAPITAL_WORD.sub(lambda match: _from_capitals(match.group()), text)
    for _ in range(MOST_ROUNDS):  # what is taken apart may itself be glued
        mended = WORD.sub(_mended, GLUED_NUMBER.sub(" ", text))
        if mended == text:
            break
        text = mended
    return text


def _mended(match: re.Match[str]) -> str:
    return _meant(match.group(), _before_closed_unit(match.string, match.end()))


def _before_closed_unit(text: str, end: int) -> bool:
    return CLOSED_UNITS.match(text, end) is not None


@lru_cache(maxsize=4096)
def _from_capitals(word: str) -> str:
    """«САРАТОВСКОЙ» → «Саратовской», «ПРИ» → «при»; abbreviations stay."""
    lower = word.lower()
    if lower in IN_SMALL_LETTERS:
        return lower
    if lower in _abbreviations() or word in ORGANS or len(word) < 5:  # «РУЖД», «АЧК»
        return word
    apart = _apart(word)
    return " ".join(map(_from_capitals, apart.split(" "))) if apart else word.capitalize()


@lru_cache(maxsize=65_536)
def _meant(word: str, closed: bool) -> str:
    lower = word.lower()
    if lower in _known() or lower in _names() or lower in _abbreviations():
        return word
    return _apart(word) or _misspelt(word, lower, closed) or word


def _misspelt(word: str, lower: str, closed: bool) -> str | None:
    """The only known word one letter away: left out, doubled, wrong, or swapped with its neighbour."""
    if len(lower) < SHORTEST_MISSPELT or word.isupper():
        return None
    name = word[0].isupper() and _is_place(lower)  # «Бельский район» is a name, not a misspelt «сельский»
    near = set() if name else {known for part in _shortened(lower) for known in _near().get(part, ())}
    if closed:
        near |= {name for part in _shortened(lower) for name in _near_names().get(part, ())}
    found = {known for known in near if OSA.distance(known, lower, score_cutoff=1) <= 1}
    if len(found) != 1:
        return None
    meant = found.pop()
    return meant.capitalize() if word[0].isupper() else meant


def _apart(word: str) -> str | None:
    """«тройкаОмского», «судМАССР», «приУНКВД», «НКВДЧАССР», «Карымскаярайтройка»: two words without their space."""
    for place in range(2, len(word) - 1):
        first, second = word[:place], word[place:]
        if _may_end(first, second) and _may_begin(first, second):
            return f"{first} {_apart(second) or second}"
    return None


def _may_end(first: str, second: str) -> bool:
    """Whether a word may end here: a known one, an organ, or an adjective of a place."""
    if first.isupper():
        return first in ORGANS
    lower = first.lower()
    return lower in _known() or lower in _names() or (len(first) > 6 and _is_place(lower))


def _may_begin(first: str, second: str) -> bool:
    """Whether a word may begin here: a capital after small letters, an abbreviation after an organ, a known word."""
    lower = second.lower()
    if first.isupper():
        return lower in _abbreviations() or lower in _names() or second[:2] in PREPOSITIONS
    if second[0].isupper():
        return first[-1].islower()
    return len(second) > 2 and lower in _known() and first[-1].islower()


def _is_place(lower: str) -> bool:
    stem = stem_of(lower)
    return bool(stem and stem.endswith(("ск", "цк")))


def _shortened(word: str) -> Iterator[str]:
    """The word and the word with each letter left out in turn: where words one letter apart meet."""
    yield word
    yield from (word[:place] + word[place + 1 :] for place in range(len(word)))


@cache
def _known() -> frozenset[str]:
    return frozenset(
        row["stem"] + ending for row in read_table("body_known_words") for ending in row["endings"].split("|")
    )


@cache
def _names() -> frozenset[str]:
    """Adjectives of oblasts, krais and republics in every case, and countries by their nouns."""
    adjectives = (row["name"].split(" ")[0].lower() for row in read_table("territories") if row["unit"] in CLOSED)
    stems = {stem_of(part) for adjective in adjectives for part in [adjective, *adjective.split("-")]}
    nouns = {row["form"].lower() for row in read_table("jurisdiction_names")}
    return frozenset(nouns | {stem + ending for stem in stems if stem for ending in NAME_ENDINGS})


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(row["form"].lower() for row in read_table("jurisdiction_abbreviations"))


@cache
def _near() -> dict[str, frozenset[str]]:
    nouns = frozenset(row["form"].lower() for row in read_table("jurisdiction_names"))
    return _meeting_places(frozenset(word for word in _known() | nouns if len(word) >= SHORTEST_MISSPELT))


@cache
def _near_names() -> dict[str, frozenset[str]]:
    return _meeting_places(frozenset(name for name in _names() if len(name) >= SHORTEST_MISSPELT))


def _meeting_places(words: frozenset[str]) -> dict[str, frozenset[str]]:
    places: dict[str, set[str]] = defaultdict(set)
    for word in words:
        for part in _shortened(word):
            places[part].add(word)
    return {part: frozenset(found) for part, found in places.items()}
