"""How likely is this name to be written like that? The letter table and the cheapest way to read one for the other.

A record's part is cut into pieces of one or two letters, the query into pieces of none to four; every pair of pieces
has its price in `correspondences_latin.csv` (learned, see `learn_correspondences`), `correspondences_schemes.csv`
and `correspondences_cyrillic.csv` (written by hand). What no table knows is a typing error and has a typing error's
price. Prices are minus logarithms of probabilities, so they add up. All candidates of a query are compared at once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

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
NO_PIECE = "\0"


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


@dataclass(frozen=True, slots=True)
class Pieces:
    """All written pieces that the tables know, by number; number 0 is any other piece."""

    numbers: dict[str, int]
    singles: Prices  # piece × Russian letter
    first_pair: Numbers  # piece → where its pairs begin in the next two, with one more at the end
    pairs: Numbers
    pair_prices: Prices


@cache
def known() -> Pieces:
    """The tables of prices in the form in which many words are looked up at once."""
    rows = {NO_PIECE: {}, **known_pieces()}
    for letter in LETTERS:
        rows.setdefault(letter, {})
    singles = np.full((len(rows), ALPHABET), IMPOSSIBLE, dtype=np.float32)
    counts, pairs, pair_prices = [0], list[int](), list[float]()
    for row, (written, prices) in enumerate(rows.items()):
        both: dict[int, float] = {}
        for russian, price in prices.items():
            number = NUMBER.get(russian[0], OTHER)
            if len(russian) == 1:
                singles[row, number] = min(singles[row, number], price)
            else:
                pair = number * ALPHABET + NUMBER.get(russian[1], OTHER)
                both[pair] = min(price, both.get(pair, np.inf))
        if written in NUMBER:
            singles[row, NUMBER[written]] = SAME_LETTER
        pairs.extend(both)
        pair_prices.extend(both.values())
        counts.append(len(both))
    return Pieces(
        {written: row for row, written in enumerate(rows)},
        singles,
        np.cumsum(counts, dtype=np.intp),
        np.array(pairs, dtype=np.intp),
        np.array(pair_prices, dtype=np.float32),
    )


class Book:
    """What the letters at each place of several written words may cost to stand for a Russian letter or pair.

    Prices stand by number of written letters, place where they end, and word and letter together; what reaches beyond
    the end of a word has a price too, which nobody asks for. `pair_place` tells where the prices of
    a pair of letters are that a word can stand for; place 0 is none.
    """

    def __init__(self, words: Sequence[str]) -> None:
        self.columns = max(map(len, words)) + 1
        cells = self.cells(words)
        own = self.numbers(cells)
        singles = known().singles[own]
        entries = [self.entries(own)]
        if any(without_marks(word) != word for word in words):
            unmarked = self.numbers([bare if (bare := without_marks(cell)) != cell else NO_PIECE for cell in cells])
            singles = np.minimum(singles, known().singles[unmarked] + MARK_DROPPED)
            entries.append(self.entries(unmarked, MARK_DROPPED))
        self.singles = by_end(with_typing_errors(singles).transpose(1, 2, 0, 3).reshape(LENGTHS, self.columns, -1))
        self.pair_place = np.zeros(len(words) * ALPHABET * ALPHABET, dtype=np.intp)
        self.pairs = self.priced_pairs(entries)

    def cells(self, words: Sequence[str]) -> list[str]:
        """The pieces of all words: by word, number of letters, place."""
        places = range(self.columns)
        return [word[start : start + length] for word in words for length in range(LENGTHS) for start in places]

    def numbers(self, cells: Sequence[str]) -> Numbers:
        """The number of each piece."""
        number = known().numbers
        found = np.array([number.get(cell, 0) for cell in cells], dtype=np.intp)
        return found.reshape(-1, LENGTHS, self.columns)

    def entries(self, numbers: Numbers, extra: float = 0.0) -> tuple[Numbers, Numbers, Prices]:
        """The pairs behind the pieces with these numbers: where each stands, the pair, the price."""
        first = known().first_pair[numbers].ravel()
        counts = known().first_pair[numbers + 1].ravel() - first
        cells = np.repeat(np.arange(numbers.size), counts)
        entries = np.arange(len(cells)) + np.repeat(first - (np.cumsum(counts) - counts), counts)
        return cells, known().pairs[entries], known().pair_prices[entries] + np.float32(extra)

    def priced_pairs(self, entries: Sequence[tuple[Numbers, Numbers, Prices]]) -> Prices:
        """Give each pair of each word its place, and the prices that stand there."""
        cells, pairs, prices = (np.concatenate(column) for column in zip(*entries, strict=True))
        words, cells = np.divmod(cells, LENGTHS * self.columns)
        pairs = words * ALPHABET * ALPHABET + pairs
        self.pair_place[pairs] = 1
        possible = np.flatnonzero(self.pair_place)
        self.pair_place[possible] = np.arange(1, len(possible) + 1)
        priced = np.full((LENGTHS * self.columns, len(possible) + 1), IMPOSSIBLE, dtype=np.float32)
        order = np.argsort(-prices, kind="stable")  # so that the cheapest is written last
        priced[cells[order], self.pair_place[pairs][order]] = prices[order]
        return by_end(priced.reshape(LENGTHS, self.columns, -1))


def by_end(prices: Prices) -> Prices:
    """Prices that stand at the place where a piece begins, moved to where it ends."""
    moved = np.full_like(prices, IMPOSSIBLE)
    for length in range(min(LENGTHS, prices.shape[1])):
        moved[length, length:] = prices[length, : prices.shape[1] - length]
    return moved


def with_typing_errors(known: Prices) -> Prices:
    """The same prices, but no letter dearer than left out, typed wrong, or typed with one more before or after it."""
    known[:, 0] = np.minimum(known[:, 0], LEFT_OUT)
    known[:, 1] = np.minimum(known[:, 1], EXCHANGED)
    priced = known.copy()
    for length in range(1, LENGTHS):
        added = np.minimum(known[:, length - 1, :-1], known[:, length - 1, 1:]) + ADDED
        priced[:, length, :-1] = np.minimum(known[:, length, :-1], added)
    return priced


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
    totals[order] = best[lengths, ends[owner], np.arange(len(owner))]
    return np.split(totals, np.cumsum([len(own) for own in parts])[:-1])


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
    live = np.searchsorted(-lengths, -np.arange(width))  # how many parts have a letter here
    prices = prices_of_letters(book, owner, numbers, live)
    best, before = table_with_windows(width, book.columns, count)
    best[0, 0] = 0
    end = 0
    for i, own in enumerate(live.tolist()):
        start, end = end, end + own
        (before[i, ..., :own] + prices[..., start:end]).min(axis=(0, 1), out=best[i + 1, :, :own])
    return best


def prices_of_letters(book: Book, owner: Numbers, numbers: Numbers, live: Numbers) -> Prices:
    """What every letter costs together with the one before it, and alone; the first of all parts, then the second.

    By kind (with the one before, alone), number of written letters, place where they end, and letter.
    """
    single = owner[:, None] * ALPHABET + numbers
    pair = np.zeros_like(single)
    pair[:, 1:] = book.pair_place[single[:, :-1] * ALPHABET + numbers[:, 1:]]
    is_letter = np.arange(len(owner)) < live[:, None]
    prices = np.empty((2, LENGTHS, book.columns, int(live.sum())), dtype=np.float32)
    book.pairs.take(pair.T[is_letter], axis=2, out=prices[0], mode="clip")
    book.singles.take(single.T[is_letter], axis=2, out=prices[1], mode="clip")
    swap(prices[0, 2], prices[1, 1], live)
    return prices


def swap(pairs: Prices, singles: Prices, live: Numbers) -> None:
    """No two letters dearer than typed in the wrong order."""
    second = slice(int(live[0]), None)
    first = np.arange(live[0], singles.shape[1]) - np.repeat(live[:-1], live[1:])
    swapped = singles[2:].take(first, axis=1, mode="clip")
    swapped += singles[1:-1, second]
    swapped += SWAPPED
    np.minimum(pairs[2:, second], swapped, out=pairs[2:, second])


def table_with_windows(rows: int, columns: int, count: int) -> tuple[Prices, Prices]:
    """A table of row × column × part; a view of it: what stood two rows or one before, none to four columns before."""
    whole = np.full((rows + 2, LONGEST + columns, count), IMPOSSIBLE, dtype=np.float32)
    row, column, part = whole.strides
    shape = (rows, 2, LENGTHS, columns, count)
    windows = np.ndarray(shape, np.float32, whole, LONGEST * column, (row, row, -column, column, part))
    return whole[1:, LONGEST:], windows
