"""Is it the same letter? One spelling for letters that only look or once were different."""

import csv
import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

TABLES = Path(__file__).parent / "tables"

# Every sort of apostrophe and softness sign that romanisations use becomes one.
APOSTROPHES = str.maketrans({sign: "'" for sign in '’‘ʹʼ`´ʻ′“”"ʺˈʾʿ＇'})
DASHES = str.maketrans({sign: "-" for sign in "‐‑‒–—―−﹣－_/"})  # noqa: RUF100
RUSSIAN = re.compile("[А-Яа-яЁё -]+")
CYRILLIC_YO = str.maketrans({"ё": "е"})


@cache
def read_table(name: str) -> list[dict[str, str]]:
    """The rows of a table of knowledge; an absent table is an empty one."""
    path = TABLES / f"{name}.csv"
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@lru_cache(maxsize=16_384)
def unify(text: str) -> str:
    """Lower case, composed letters, ё as е, one apostrophe, one hyphen, look-alikes in the word's own alphabet."""
    if RUSSIAN.fullmatch(text):  # nearly every word of our lists needs no closer look
        return text.lower().replace("ё", "е")
    folded = unicodedata.normalize("NFKC", text).casefold().translate(APOSTROPHES).translate(DASHES)
    composed = unicodedata.normalize("NFC", "".join(visible(folded)))
    return one_alphabet(composed.translate(CYRILLIC_YO))


def visible(text: str) -> Iterator[str]:
    """The characters that print: no controls, no direction marks, no joiners."""
    return (letter for letter in text if unicodedata.category(letter) not in ("Cc", "Cf", "Co", "Cs", "Cn"))


def without_marks(text: str) -> str:
    """Latin letters without diacritics; й and other Cyrillic letters keep theirs."""
    return text if text.isascii() else "".join(map(plain_letter, text))


@lru_cache(maxsize=4096)
def plain_letter(letter: str) -> str:
    """The letter under its diacritic; ł, đ, ø and the like as people type them."""
    if letter <= "\x7f" or is_cyrillic(letter):
        return letter
    special = SPECIAL_LETTERS.get(letter)
    if special is not None:
        return special
    return "".join(sign for sign in unicodedata.normalize("NFD", letter) if not unicodedata.combining(sign))


SPECIAL_LETTERS = {
    "ł": "l", "đ": "d", "ø": "o", "ð": "d", "þ": "t", "ı": "i", "ħ": "h", "ŧ": "t", "æ": "ae", "œ": "oe", "ß": "ss",
    "ə": "a", "ŋ": "n", "ƶ": "z", "ɵ": "o",
}  # fmt: skip


def is_cyrillic(letter: str) -> bool:
    """True for letters of the Cyrillic blocks."""
    return "\u0400" <= letter <= "\u052f"


@lru_cache(maxsize=4096)
def script_of(letter: str) -> str:
    """The alphabet of a letter as Unicode names it: latin, cyrillic, greek, georgian, armenian, hebrew …"""
    return unicodedata.name(letter, "none").split(" ")[0].lower() if letter.isalpha() else ""


@lru_cache(maxsize=4096)
def alphabet_of(text: str) -> str:
    """The alphabet most of the letters belong to; empty when there is no letter."""
    seen: dict[str, int] = {}
    for letter in text:
        if script := script_of(letter):
            seen[script] = seen.get(script, 0) + 1
    return max(seen, key=seen.__getitem__, default="")


def one_alphabet(text: str) -> str:
    """Letters of another alphabet that only look alike («Кpoн» with Latin p and o) in the word's own."""
    return "-".join(" ".join(one_word(word) for word in piece.split(" ")) for piece in text.split("-"))


def one_word(word: str) -> str:
    """The look-alikes of one word put right; a word of one alphabet stays as it is."""
    if word.isascii():
        return word
    main = alphabet_of(word)
    if main not in ("latin", "cyrillic") or all(script_of(letter) in ("", main) for letter in word):
        return word
    twins = lookalikes(main)
    return "".join(twins.get(letter, letter) for letter in word)


@cache
def lookalikes(alphabet: str) -> dict[str, str]:
    """Foreign letter → its twin in the alphabet."""
    twins: dict[str, str] = {}
    for row in read_table("lookalikes"):
        latin, cyrillic = row["latin"], row["cyrillic"]
        twins.update({latin: cyrillic} if alphabet == "cyrillic" else {cyrillic: latin})
    return twins
