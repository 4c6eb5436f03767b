"""How likely is this name to be written like that? The letter table and the cheapest way to read one for the other.

A record's part is cut into pieces of one or two letters, the query into pieces of none to four; every pair of pieces
has its price in `correspondences_latin.csv` (learned, see `learn_correspondences`), `correspondences_schemes.csv`
and `correspondences_cyrillic.csv` (written by hand). What no table knows is a typing error and has a typing error's
price. Prices are minus logarithms of probabilities, so they add up. All candidates of a query are compared at once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from memorial.orthography import read_table, without_marks
from memorial.transliteration import pieces

Prices = NDArray[np.float32]
Numbers = NDArray[np.intp]

LETTERS = "абвгдежзийклмнопрстуфхцчшщъыьэюя-'"
OTHER = len(LETTERS)  # a letter of the record that no table knows
ALPHABET = OTHER + 1
NUMBER = {letter: number for number, letter in enumerate(LETTERS)}
LONGEST = 4  # letters of the query in one piece
LENGTHS = LONGEST + 1

# Typing errors are rare: about one letter in three to five hundred.
ADDED, LEFT_OUT, EXCHANGED, SWAPPED = 6.5, 6.0, 6.5, 6.5
SAME_LETTER = 0.02
MARK_DROPPED = 0.7  # the table knows the letter only without its diacritic
IMPOSSIBLE = np.float32(1000.0)


@dataclass(frozen=True, slots=True)
class Step:
    """One piece of an alignment: letters of the record, letters of the query, price, and whether a table knows it."""

    russian: str
    written: str
    price: float
    known: bool


@cache
def known_pieces() -> dict[str, dict[str, float]]:
    """Written letters → the Russian pieces that may stand behind them, with their prices."""
    found: dict[str, dict[str, float]] = {}
    for name in ("latin", "cyrillic", "hebrew"):
        for row in read_table(f"correspondences_{name}"):
            prices = found.setdefault(row["written"], {})
            prices[row["russian"]] = min(float(row["price"]), prices.get(row["russian"], np.inf))
    for russian, written, price in pieces():
        prices = found.setdefault(written, {})
        prices[russian] = min(price, prices.get(russian, np.inf))
    return found


@lru_cache(maxsize=8192)
def pieces_behind(written: str) -> tuple[Prices, Numbers, Prices]:
    """The price of every single Russian letter for these written letters; the pairs that are possible, their prices."""
    singles = np.full(ALPHABET, IMPOSSIBLE, dtype=np.float32)
    pairs: dict[int, float] = {}
    plain = without_marks(written)
    for spelling, extra in ((written, 0.0), (plain, MARK_DROPPED))[: 1 + (plain != written)]:
        for russian, price in known_pieces().get(spelling, {}).items():
            number = NUMBER.get(russian[0], OTHER)
            if len(russian) == 1:
                singles[number] = min(singles[number], price + extra)
            else:
                pair = number * ALPHABET + NUMBER.get(russian[1], OTHER)
                pairs[pair] = min(price + extra, pairs.get(pair, np.inf))
    if written in NUMBER:
        singles[NUMBER[written]] = SAME_LETTER
    return singles, np.array(list(pairs), dtype=np.intp), np.array(list(pairs.values()), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class PriceTable:
    """What the letters at each place of one written word may cost to stand for a Russian letter or pair."""

    singles: Prices  # letter × place × number of letters of the word
    pairs: Numbers  # the pairs that are possible, in order
    pair_prices: Prices  # pair × place × number of letters

    def of_pair(self, pair: int) -> Prices | None:
        """The prices of one pair; None when it is not possible anywhere."""
        row = int(np.searchsorted(self.pairs, pair))
        return self.pair_prices[row] if row < len(self.pairs) and self.pairs[row] == pair else None


@lru_cache(maxsize=128)
def price_table(word: str) -> PriceTable:
    """For one written word the price of every letter, and of every possible pair, at each place for 0–4 letters."""
    size = len(word)
    singles = np.full((size + 1, LENGTHS, ALPHABET), IMPOSSIBLE, dtype=np.float32)
    places, pairs, prices = [], [], []
    for start in range(size + 1):
        for length in range(min(LONGEST, size - start) + 1):
            singles[start, length], together, costs = pieces_behind(word[start : start + length])
            if len(together):
                places.append(np.full(len(together), start * LENGTHS + length))
                pairs.append(together)
                prices.append(costs)
    found, rows = np.unique(joined(pairs), return_inverse=True)
    pair_prices = np.full((len(found), (size + 1) * LENGTHS), IMPOSSIBLE, dtype=np.float32)
    pair_prices[rows, joined(places)] = np.concatenate([np.zeros(0, np.float32), *prices])
    return PriceTable(with_typing_errors(singles), found, pair_prices.reshape(-1, size + 1, LENGTHS))


def joined(columns: Sequence[Numbers]) -> Numbers:
    """Several columns one after the other."""
    return np.concatenate([np.zeros(0, dtype=np.intp), *columns])


def with_typing_errors(known: Prices) -> Prices:
    """The same prices, but no letter dearer than left out, typed wrong, or typed with one more before or after it."""
    size = len(known) - 1
    known[:, 0] = np.minimum(known[:, 0], LEFT_OUT)
    known[:size, 1] = np.minimum(known[:size, 1], EXCHANGED)
    priced = known.copy()
    for length in range(1, min(LENGTHS, size + 1)):
        last = size + 1 - length  # a piece cannot reach beyond the end of the word
        priced[:last, length] = np.minimum(
            known[:last, length], np.minimum(known[:last, length - 1], known[1 : last + 1, length - 1]) + ADDED
        )
    return np.ascontiguousarray(priced.transpose(2, 0, 1))


def prices_of(word: str, parts: Sequence[str]) -> list[float]:
    """The price of every part to be written as this word."""
    return list(map(float, prices_of_all([word], [parts])[0]))


def prices_of_all(words: Sequence[str], parts: Sequence[Sequence[str]]) -> list[Prices]:
    """For each word the prices of its own parts; one sweep over all, which costs the same for few and for many."""
    flat = [part for own in parts for part in own]
    if not flat:
        return [np.zeros(0, np.float32) for _ in words]
    owner = np.repeat(np.arange(len(words)), [len(own) for own in parts])
    numbers, lengths = numbered(flat)
    order = np.argsort(-lengths, kind="stable")
    owner, lengths = owner[order], lengths[order]
    best = sweep(Book(words), owner, numbers[order], lengths)
    ends = np.array([len(word) for word in words], dtype=np.intp)
    totals = np.empty(len(owner), dtype=np.float32)
    totals[order] = best[lengths, np.arange(len(owner)), ends[owner]]
    return np.split(totals, np.cumsum([len(own) for own in parts])[:-1])


class Book:
    """The price tables of several words side by side."""

    def __init__(self, words: Sequence[str]) -> None:
        self.columns = max(map(len, words)) + 1
        self.singles = np.full((len(words), ALPHABET, self.columns, LENGTHS), IMPOSSIBLE, dtype=np.float32)
        self.pair_row = np.zeros((len(words), ALPHABET * ALPHABET), dtype=np.intp)
        tables = [price_table(word) for word in words]
        count = sum(len(table.pairs) for table in tables)
        self.pairs = np.full((count + 1, self.columns, LENGTHS), IMPOSSIBLE, dtype=np.float32)  # row 0: no such pair
        first = 1
        for place, (word, table) in enumerate(zip(words, tables, strict=True)):
            last = first + len(table.pairs)
            self.singles[place, :, : len(word) + 1] = table.singles
            self.pair_row[place, table.pairs] = np.arange(first, last)
            self.pairs[first:last, : len(word) + 1] = table.pair_prices
            first = last


def numbered(parts: Sequence[str]) -> tuple[Numbers, Numbers]:
    """The letters of all parts as a table of numbers, and the lengths."""
    lengths = np.array([len(part) for part in parts], dtype=np.intp)
    width = max(1, int(lengths.max(initial=0)))
    codes = np.array(parts, dtype=f"U{width}").view(np.uint32).reshape(len(parts), width)
    return letter_numbers()[np.minimum(codes, 0x4FF)], lengths


@cache
def letter_numbers() -> Numbers:
    """Code point → number of the letter."""
    numbers = np.full(0x500, OTHER, dtype=np.intp)
    for letter, number in NUMBER.items():
        numbers[ord(letter)] = number
    return numbers


def sweep(book: Book, owner: Numbers, numbers: Numbers, lengths: Numbers) -> Prices:
    """The cheapest price of each part's first i letters against its word's first j; the parts go from long to short."""
    count, width = numbers.shape
    best = np.full((width + 1, count, book.columns), IMPOSSIBLE, dtype=np.float32)
    best[0, :, 0] = 0
    last = np.zeros(0, dtype=np.float32)
    for i in range(width):
        live = int(np.searchsorted(-lengths, -i))  # the parts that have a letter here
        after, own = best[i + 1, :live], owner[:live]
        prices = book.singles[own, numbers[:live, i]]
        extend(after, best[i, :live], prices)
        if i:
            swap(after, best[i - 1, :live], last[:live], prices)
            rows = book.pair_row[own, numbers[:live, i - 1] * ALPHABET + numbers[:live, i]]
            some = np.flatnonzero(rows)
            if len(some):
                reached = after[some]
                extend(reached, best[i - 1][some], book.pairs[rows[some]])
                after[some] = reached
        last = prices
    return best


def extend(after: Prices, before: Prices, prices: Prices) -> None:
    """One piece more: written with none to four letters of the word."""
    columns = after.shape[1]
    for length in range(min(LENGTHS, columns)):
        reach = columns - length
        np.minimum(after[:, length:], before[:, :reach] + prices[:, :reach, length], out=after[:, length:])


def swap(after: Prices, before: Prices, first: Prices, second: Prices) -> None:
    """Two letters more, typed in the wrong order."""
    if after.shape[1] > 2:
        swapped = before[:, :-2] + first[:, 1:-1, 1] + second[:, :-2, 1] + SWAPPED
        np.minimum(after[:, 2:], swapped, out=after[:, 2:])


@lru_cache(maxsize=1024)
def align(word: str, part: str) -> tuple[Step, ...]:
    """The cheapest way to read the part in the word, piece by piece."""
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(0, 0): (0.0, (0, 0))}
    rows = piece_prices(word, part)
    for i in range(len(part)):
        for j in range(len(word) + 1):
            if (i, j) not in best:
                continue
            so_far = best[i, j][0]
            for size, prices in rows[i]:
                for length, price in enumerate(prices[j]):
                    total, end = so_far + price, (i + size, j + length)
                    if price < IMPOSSIBLE and (end not in best or total < best[end][0]):
                        best[end] = (total, (i, j))
    return walked_back(best, word, part)


def piece_prices(word: str, part: str) -> list[list[tuple[int, list[list[float]]]]]:
    """For every letter of the part the pieces that begin there: their length, and their prices by place and length."""
    table = price_table(word)
    singles = table.singles
    numbers = numbered([part])[0][0]
    rows: list[list[tuple[int, list[list[float]]]]] = []
    for i, number in enumerate(numbers[: len(part)]):
        rows.append([(1, singles[number].tolist())])
        if i + 1 < len(part):
            pair = table.of_pair(int(number * ALPHABET + numbers[i + 1]))
            if pair is not None:
                rows[i].append((2, pair.tolist()))
            rows[i].append((2, swapped_prices(singles[number], singles[numbers[i + 1]])))
    return rows


def swapped_prices(first: Prices, second: Prices) -> list[list[float]]:
    """The prices of two letters typed in the wrong order."""
    prices = np.full_like(first, IMPOSSIBLE)
    if len(first) > 2:
        prices[:-2, 2] = first[1:-1, 1] + second[:-2, 1] + SWAPPED
    found: list[list[float]] = prices.tolist()
    return found


def walked_back(best: dict[tuple[int, int], tuple[float, tuple[int, int]]], word: str, part: str) -> tuple[Step, ...]:
    """The pieces of the cheapest road, from the first to the last."""
    steps, place = [], (len(part), len(word))
    while place != (0, 0) and place in best:
        total, before = best[place]
        price = total - best[before][0]
        steps.append(Step(part[before[0] : place[0]], word[before[1] : place[1]], price, price < LEFT_OUT - 0.2))
        place = before
    return tuple(reversed(steps))
