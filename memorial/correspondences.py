"""How likely is this record written like that? The letter table, and the price of the cheapest way to read one for the other.

A record's part is cut into pieces of one or two letters, the query into pieces of none to four; every pair of pieces
has its price in the tables `correspondences_latin.csv` (learned, see `learn_correspondences`) and
`correspondences_cyrillic.csv` (written by hand). What no table knows is a typing error and has a typing error's price.
The prices are minus logarithms of probabilities, so they add up. All candidates of a query are compared at once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from memorial.orthography import is_cyrillic, plain_letter, read_table, without_marks

Prices = NDArray[np.float32]

LETTERS = "абвгдежзийклмнопрстуфхцчшщъыьэюя-'"
OTHER = len(LETTERS)  # a letter of the record that no table knows
ALPHABET = OTHER + 1
NUMBER = {letter: number for number, letter in enumerate(LETTERS)}
LONGEST = 4  # letters of the query in one piece

# Typing errors: measured on misspelt names, about one letter in three hundred.
ADDED, LEFT_OUT, EXCHANGED, SWAPPED = 6.5, 6.0, 6.5, 7.0
MARK_DROPPED = 0.7  # the table knows the letter only without its diacritic
IMPOSSIBLE = np.float32(1000.0)
CHUNK_LENGTHS = (1, 2)


@dataclass(frozen=True, slots=True)
class Step:
    """One piece of an alignment: letters of the record, letters of the query, price, and whether a table knows it."""

    russian: str
    written: str
    price: float
    known: bool


@cache
def table(alphabet: str) -> dict[str, tuple[NDArray[np.intp], Prices]]:
    """Written letters → numbers of the Russian pieces that may stand behind them, and the prices."""
    rows: dict[str, list[tuple[int, float]]] = {}
    for row in read_table(f"correspondences_{alphabet}"):
        rows.setdefault(row["written"], []).append((piece_number(row["russian"]), float(row["price"])))
    return {
        written: (np.array([n for n, _ in found], dtype=np.intp), np.array([p for _, p in found], dtype=np.float32))
        for written, found in rows.items()
    }


def piece_number(piece: str) -> int:
    """One or two letters of a record as one number."""
    first = NUMBER.get(piece[0], OTHER)
    if len(piece) == 1:
        return first
    return ALPHABET + first * ALPHABET + NUMBER.get(piece[1], OTHER)


@lru_cache(maxsize=512)
def price_table(word: str) -> Prices:
    """For one written word: the price of every Russian piece (row) at every place (column) for 0–4 letters."""
    size = len(word)
    prices = np.full((ALPHABET + ALPHABET**2, size + 1, LONGEST + 1), IMPOSSIBLE, dtype=np.float32)
    fill_known(prices, word)
    singles = prices[:ALPHABET]
    fill_swapped(prices[ALPHABET:], singles, size)
    np.minimum(singles[:, :, 0], LEFT_OUT, out=singles[:, :, 0])
    np.minimum(singles[:, :size, 1], EXCHANGED, out=singles[:, :size, 1])
    fill_added(singles, size)
    return prices


def fill_known(prices: Prices, word: str) -> None:
    """The prices that the tables know, the letter itself among them."""
    latin, cyrillic = table("latin"), table("cyrillic")
    for start in range(len(word) + 1):
        for length in range(min(LONGEST, len(word) - start) + 1):
            written = word[start : start + length]
            known = cyrillic if written and is_cyrillic(written[0]) else latin
            put(prices, known.get(written), (start, length), 0.0)
            if written and (plain := without_marks(written)) != written:
                put(prices, known.get(plain), (start, length), MARK_DROPPED)
        if start < len(word) and word[start] in NUMBER:
            prices[NUMBER[word[start]], start, 1] = 0.02


def put(prices: Prices, found: tuple[NDArray[np.intp], Prices] | None, at: tuple[int, int], extra: float) -> None:
    """Lower the prices of these pieces at this place."""
    if found is not None:
        pieces, values = found
        start, length = at
        prices[pieces, start, length] = np.minimum(prices[pieces, start, length], values + extra)


def fill_swapped(pairs: Prices, singles: Prices, size: int) -> None:
    """Two letters typed in the wrong order."""
    for start in range(size - 1):
        first, second = singles[:, start, 1], singles[:, start + 1, 1]
        swapped = (second[:, None] + first[None, :] + SWAPPED).reshape(-1)
        np.minimum(pairs[:, start, 2], swapped, out=pairs[:, start, 2])


def fill_added(singles: Prices, size: int) -> None:
    """One letter typed too many, before or after the piece."""
    known = singles.copy()
    for length in range(1, LONGEST + 1):
        np.minimum(singles[:, :, length], known[:, :, length - 1] + ADDED, out=singles[:, :, length])
        np.minimum(singles[:, :size, length], known[:, 1:, length - 1] + ADDED, out=singles[:, :size, length])
    for start in range(size + 1):  # a piece cannot reach beyond the end of the word
        singles[:, start, size - start + 1 :] = IMPOSSIBLE


def prices_of(word: str, parts: Sequence[str]) -> Prices:
    """The price of every part to be written as this word."""
    return prices_of_all([word], [parts])[0]


def prices_of_all(words: Sequence[str], parts: Sequence[Sequence[str]]) -> list[Prices]:
    """For each word the prices of its own parts; one sweep over all, because a sweep costs the same for few and many."""
    owner = np.repeat(np.arange(len(words)), [len(own) for own in parts])
    numbers, lengths = numbered([part for own in parts for part in own])
    widest = max((len(word) for word in words), default=0) + 1
    book = np.full((len(words), ALPHABET + ALPHABET**2, widest, LONGEST + 1), IMPOSSIBLE, dtype=np.float32)
    for index, word in enumerate(words):
        book[index, :, : len(word) + 1] = price_table(word)
    best = sweep(book, owner, numbers)
    ends = np.array([len(word) for word in words], dtype=np.intp)
    totals = best[lengths, np.arange(len(owner)), ends[owner]] if len(owner) else np.zeros(0, np.float32)
    return np.split(totals, np.cumsum([len(own) for own in parts])[:-1])


def numbered(parts: Sequence[str]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The letters of all parts as a table of numbers, and the lengths."""
    lengths = np.array([len(part) for part in parts], dtype=np.intp)
    width = max(1, int(lengths.max(initial=0)))
    codes = np.array(parts, dtype=f"U{width}").view(np.uint32).reshape(len(parts), width)
    return letter_numbers()[np.minimum(codes, 0x4FF)], lengths


@cache
def letter_numbers() -> NDArray[np.intp]:
    """Code point → number of the letter."""
    numbers = np.full(0x500, OTHER, dtype=np.intp)
    for letter, number in NUMBER.items():
        numbers[ord(letter)] = number
    return numbers


def sweep(book: Prices, owner: NDArray[np.intp], numbers: NDArray[np.intp]) -> Prices:
    """The cheapest price of each part's first i letters against its word's first j, for all i and j."""
    count, width = numbers.shape
    columns = book.shape[2]
    best = np.full((width + 1, count, columns), IMPOSSIBLE, dtype=np.float32)
    best[0, :, 0] = 0
    for i in range(width):
        extend(best[i + 1], best[i], book[owner, numbers[:, i]])
        if i:
            pieces = ALPHABET + numbers[:, i - 1] * ALPHABET + numbers[:, i]
            extend(best[i + 1], best[i - 1], book[owner, pieces])
    return best


def extend(after: Prices, before: Prices, prices: Prices) -> None:
    """One piece more: written with none to four letters of the word."""
    columns = after.shape[1]
    for length in range(min(LONGEST, columns - 1) + 1):
        reach = columns - length
        np.minimum(after[:, length:], before[:, :reach] + prices[:, :reach, length], out=after[:, length:])


def align(word: str, part: str) -> list[Step]:
    """The cheapest way to read the part in the word, piece by piece."""
    prices = price_table(word)
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(0, 0): (0.0, (0, 0))}
    for i in range(len(part) + 1):
        for j in range(len(word) + 1):
            if (i, j) in best:
                reach(best, (i, j), prices, part)
    steps, place = [], (len(part), len(word))
    while place != (0, 0):
        total, before = best[place]
        steps.append(step(part[before[0] : place[0]], word[before[1] : place[1]], total - best[before][0]))
        place = before
    return steps[::-1]


def reach(
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]], place: tuple[int, int], prices: Prices, part: str
) -> None:
    """Every place that one piece more leads to."""
    i, j = place
    for size in CHUNK_LENGTHS:
        if i + size > len(part):
            break
        row = prices[piece_number(part[i : i + size]), j]
        for length in range(LONGEST + 1):
            total = best[place][0] + float(row[length])
            if row[length] < IMPOSSIBLE and total < best.get((i + size, j + length), (np.inf,))[0]:
                best[i + size, j + length] = (total, place)


def step(russian: str, written: str, price: float) -> Step:
    """The piece, and whether it is known or a typing error."""
    return Step(russian, written, price, price < LEFT_OUT - 0.5)


def plain(word: str) -> str:
    """The word as it is typed without diacritics."""
    return "".join(plain_letter(letter) for letter in word)
