"""What else may a written word stand for? Itself, without a foreign ending, in another alphabet's letters."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import Indel

from memorial.callings import GIVEN_NAME, PATRONYMIC, SURNAME
from memorial.letter_pairs import surprise
from memorial.name_keys import skeleton
from memorial.orthography import alphabet_of, read_table, unify
from memorial.readings import read_latin
from memorial.transliteration import SCRIPTS, korean_surnames, read_script, read_syllables

Alike = NDArray[np.float32]

MOST_READINGS = 3
MOST_FORMS = 4
SHORTEST_STEM = 2
LONGEST_ENDING = 10
# An ending's price in the table is for choosing among endings; in nats it costs this and that much.
ENDING, ENDING_WEIGHT = 1.0, 2.0
SYLLABLES = 1.0  # that a word is Korean or Chinese; there is little doubt when all its syllables are
PATRONYMIC_ENDINGS = ("ич", "вна")
GENDERS = {"f": "feminine", "m": "masculine"}
GENDERED = ("ru", "uk", "be", "pl", "cs", "bg")  # where the ending tells the bearer's sex


@dataclass(frozen=True, slots=True)
class Form:
    """A form of a written word, what it costs to believe in it, and why it may be so.

    The text may mix alphabets: `berзин` is Latin «Berz-» with a Latvian ending already put into Russian.
    """

    written: str
    text: str
    price: float = 0.0
    reason: str = ""
    detail: str = ""

    @property
    def roles(self) -> tuple[int, ...]:
        """What it can be in a name: given names do not change their endings, patronymics only to their own."""
        if self.reason in ("", "chinese"):
            return (SURNAME, GIVEN_NAME, PATRONYMIC)
        return (SURNAME, PATRONYMIC) if self.text.endswith(PATRONYMIC_ENDINGS) else (SURNAME,)

    @property
    def readings(self) -> dict[str, str]:
        """Language → the form as a Russian clerk would have written it."""
        return readings(self.text)

    @property
    def skeletons(self) -> tuple[str, ...]:
        """The different skeletons of the most name-like readings."""
        return skeletons_of(self.text)[0]

    @property
    def all_skeletons(self) -> tuple[str, ...]:
        """The skeletons of all readings, for when the usual ones brought nobody."""
        return skeletons_of(self.text)[1]


@lru_cache(maxsize=2048)
def readings(text: str) -> dict[str, str]:
    """Language → reading; a Cyrillic word reads as itself."""
    if (script := alphabet_of(text)) in SCRIPTS:
        return read_script(text, script)
    if not any("a" <= letter <= "ɏ" for letter in text):
        return {"": text}
    ordered = sorted(read_latin(text).items(), key=lambda reading: surprise(reading[1], "cyrillic"))
    return dict(ordered)


@lru_cache(maxsize=2048)
def skeletons_of(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The different skeletons of the most name-like readings, and of all."""
    found = [skeleton(reading) for reading in readings(text).values()]
    return tuple(dict.fromkeys(found[:MOST_READINGS])), tuple(dict.fromkeys(found))


@lru_cache(maxsize=1024)
def forms_of(word: str) -> tuple[Form, ...]:
    """The forms of a word, itself first; only such as have a skeleton of their own."""
    forms = [Form(word, with_long_groups(word))]
    met = set(forms[0].skeletons)
    for form in (*with_syllables(word), *with_other_ending(word)):
        if len(forms) == MOST_FORMS:
            break
        if new := set(form.skeletons) - met:
            met |= new
            forms.append(form)
    return tuple(forms)


def likeness(forms: Sequence[Form], skeletons: Sequence[str], least: float) -> list[Alike]:
    """For each form how alike, from 0 to 1, each skeleton is to the reading most like it; 0 below `least`."""
    own = [form.all_skeletons for form in forms]
    flat = [bones for all_bones in own for bones in all_bones]
    alike = process.cdist(flat, skeletons, scorer=Indel.normalized_similarity, score_cutoff=least)
    ends = list(accumulate(map(len, own)))
    return [
        alike[end - len(all_bones) : end].max(axis=0, initial=0.0) for end, all_bones in zip(ends, own, strict=True)
    ]


def most_alike(alike: Alike) -> NDArray[np.intp]:
    """The places of all that are alike, the most alike first."""
    return np.argsort(-alike, kind="stable")[: np.count_nonzero(alike)]


def with_long_groups(word: str) -> str:
    """The word with groups of more than four letters that are one Russian letter: «schtsch» is щ."""
    if word.isascii() or "š" in word:
        for row in read_table("long_groups"):
            word = word.replace(row["letters"], row["becomes"])
    return word


def with_syllables(word: str) -> Iterator[Form]:
    """The word as a Korean surname or a Chinese name."""
    for surname in korean_surnames().get(word, ()):
        yield Form(word, surname, SYLLABLES, "korean")
    if chinese := read_syllables(word):
        yield Form(word, chinese, SYLLABLES, "chinese")


def with_other_ending(word: str) -> Iterator[Form]:
    """The word with every ending that its language, or the other gender, may have given it."""
    known = endings()
    lengths = range(1, min(LONGEST_ENDING, len(word) - SHORTEST_STEM) + 1)
    found = [row for length in lengths for row in known.get(word[-length:], ())]
    for row in sorted(found, key=lambda row: (float(row["price"]), -len(row["ending"]))):
        text = with_long_groups(word[: len(word) - len(row["ending"])]) + unify(row["becomes"])
        code = GENDERS.get(row["gender"], "ending") if row["language"] in GENDERED else "ending"
        yield Form(word, text, ENDING + ENDING_WEIGHT * float(row["price"]), code, row["language"])


@cache
def endings() -> dict[str, list[dict[str, str]]]:
    """Ending in the unified spelling → its rows."""
    found: dict[str, list[dict[str, str]]] = {}
    for row in read_table("surname_endings"):
        ending = unify(row["ending"])
        found.setdefault(ending, []).append({**row, "ending": ending})
    return found
