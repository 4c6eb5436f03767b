"""Facts about code pages: seven languages in small and capital letters, from three rows to very many."""

import csv
import random
from functools import cache
from pathlib import Path

import pytest

from imports.encodings import guess_encoding

CASES = Path(__file__).parent.parent / "cases"
TUNED = "encoding_names"  # the threshold of sureness was set on these
UNSEEN = "encoding_names_unseen"  # on these nothing was
PAGES = {
    "ru": ("utf-8", "utf-16-le", "cp1251", "koi8-r", "cp866", "iso8859-5", "mac-cyrillic"),
    "uk": ("utf-8", "utf-16-be", "cp1251", "koi8-u", "cp1125", "iso8859-5", "mac-cyrillic"),
    "be": ("utf-8", "cp1251", "iso8859-5", "mac-cyrillic"),
    "pl": ("utf-8", "cp1250", "iso8859-2", "cp852"),
    "lt": ("utf-8", "cp1257", "iso8859-13", "cp775", "iso8859-4"),
    "lv": ("utf-8", "cp1257", "iso8859-13", "cp775", "iso8859-4"),
    "et": ("utf-8", "cp1257", "cp1252", "iso8859-15"),
}
SIZES = (3, 20, 200, 20_000)
DRAWS = 4
DRAWN = [*((rows, TUNED) for rows in SIZES), *((rows, UNSEEN) for rows in SIZES[:3])]


def lists(language: str, rows: int, names: str) -> list[str]:
    """Several lists of that many names, header in ASCII so that only the names can tell."""
    with (CASES / f"{names}.csv").open(encoding="utf-8", newline="") as file:
        table = {row["language"]: row for row in csv.DictReader(file)}
    surnames, given = (table[language][column].split() for column in ("surnames", "given_names"))
    chance = random.Random(f"{language} {rows}")
    draws = DRAWS if rows < 1_000 else 1
    return [
        "id;name;born\n"
        + "".join(
            f"{n};{chance.choice(surnames)} {chance.choice(given)};{chance.randint(1870, 1920)}\n" for n in range(rows)
        )
        for _ in range(draws)
    ]


@cache
def outcomes(language: str, rows: int, names: str) -> list[tuple[str, bool, bool]]:
    """Each list in each encoding, small and capital: which it is, whether it was read right, whether that was sure."""
    found = []
    for plain in lists(language, rows, names):
        for text in (plain, plain.upper()):
            for encoding in PAGES[language]:
                content = text.encode(encoding)
                guess, sure = guess_encoding(content, "list.csv")
                found.append((f"{encoding} as {guess}", content.decode(guess, "replace") == text, sure))
    return found


@pytest.mark.parametrize("language", PAGES)
@pytest.mark.parametrize(("rows", "names"), DRAWN)
def test_no_wrong_guess_is_sure(language: str, rows: int, names: str) -> None:
    assert [found for found in outcomes(language, rows, names) if not found[1] and found[2]] == []


@pytest.mark.parametrize(("rows", "names"), [drawn for drawn in DRAWN if drawn[0] >= 20])
def test_of_twenty_rows_99_of_100_lists_are_read_right(rows: int, names: str) -> None:
    found = [outcome for language in PAGES for outcome in outcomes(language, rows, names)]
    wrong = [outcome for outcome in found if not outcome[1]]
    assert len(wrong) <= 0.01 * len(found), wrong
