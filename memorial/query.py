"""What is being asked? The words of a query, told apart as names, initials, patterns and quoted words."""

import re
from dataclasses import dataclass
from functools import lru_cache

from memorial.errors import UsageError
from memorial.orthography import script_of, unify

MODES = ("exact", "spelling", "sound", "any")  # each holds the ones before
MOST_LETTERS = 300
MOST_WORDS = 12
MOST_HITS = 1000


class QueryError(UsageError):
    """The query cannot be answered; the text says how to ask."""


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """A name in any writing, with what else is known about the person."""

    text: str
    mode: str = "any"
    born: tuple[int, int] | None = None
    place: str | None = None
    limit: int = 10
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Word:
    """One word of the query in the unified spelling."""

    text: str
    is_quoted: bool = False
    is_initial: bool = False

    @property
    def is_plain(self) -> bool:
        """True when the word is a name that may be spelt in another way."""
        return not (self.is_quoted or self.is_initial or self.is_pattern)

    @property
    def is_required(self) -> bool:
        """True when a record without this word is no answer."""
        return self.is_quoted or self.is_pattern

    @property
    def is_pattern(self) -> bool:
        """True when it holds * or ?."""
        return not self.is_quoted and ("*" in self.text or "?" in self.text)


def parse_query(query: SearchQuery) -> tuple[Word, ...]:
    """The words of the query. Raises `QueryError` with one sentence when it cannot be answered."""
    if query.mode not in MODES:
        raise QueryError(f"There is no mode “{query.mode[:30]}”; choose one of {', '.join(MODES)}.")
    if query.born and query.born[0] > query.born[1]:
        raise QueryError("The first birth year is later than the last; write it like 1890..1900.")
    words = read_words(query.text)
    if not words and not query.born and not (query.place or "").strip():
        raise QueryError("There is no name in the query; write a surname, for example Крон or Kron.")
    return words


def read_words(text: str) -> tuple[Word, ...]:
    """The words of a name as somebody typed it. Raises `QueryError` when it is too long to be one."""
    if len(text) > MOST_LETTERS:
        raise QueryError(f"The query is longer than {MOST_LETTERS} letters; write only the name.")
    words = _read_words(text)
    if len(words) > MOST_WORDS:
        raise QueryError(f"The query has more than {MOST_WORDS} words; write only the name.")
    return words


_TOKEN = re.compile(r'"([^"]*)"|«([^»]*)»|“([^”]*)”|([^\s"«»“”]+)')


@lru_cache(maxsize=1024)
def _read_words(text: str) -> tuple[Word, ...]:
    words: list[Word] = []
    for found in _TOKEN.finditer(text):
        quoted = next((group for group in found.groups()[:3] if group is not None), None)
        if quoted is not None:
            words.extend(Word(word, is_quoted=True) for word in letters_of(quoted).split())
        else:
            words.extend(plain_words(found[0]))
    return tuple(words)


def plain_words(token: str) -> list[Word]:
    """The words of a piece without quotes: «А.Ф.» is two initials, «Кр*н» a pattern."""
    words: list[Word] = []
    for piece in re.split(r"[.,;]", token):
        # A typed comma or semicolon may be б or ж of a wrong keyboard: `transliteration` sees the token whole.
        found = (word for word in letters_of(piece, keep="*?").split() if any(map(script_of, word)))
        words.extend(Word(word, is_initial=len(word) == 1) for word in found)
    return words


def letters_of(text: str, keep: str = "") -> str:
    """The text in the unified spelling with everything but letters, hyphens and apostrophes turned to spaces."""
    unified = unify(text)
    kept = "".join(sign if sign.isalpha() or sign in "-'" or sign in keep or is_mark(sign) else " " for sign in unified)
    return " ".join(word.strip("-'") if word.strip("-'") else "" for word in kept.split())


def is_mark(sign: str) -> bool:
    """A combining mark that has no composed letter."""
    return "\u0300" <= sign <= "\u036f" or "\ufe20" <= sign <= "\ufe2f"
