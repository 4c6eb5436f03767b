"""What else may a written word stand for? Its forms: itself, without a foreign ending, in another alphabet's letters."""

from dataclasses import dataclass
from functools import cache, lru_cache

from memorial.name_keys import skeleton
from memorial.orthography import alphabet_of, read_table
from memorial.readings import read_latin

MOST_READINGS = 5
MOST_FORMS = 5


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
    def readings(self) -> dict[str, str]:
        """Language → the form as a Russian clerk would have written it."""
        return readings(self.text)

    @property
    def skeletons(self) -> tuple[str, ...]:
        """The different skeletons of the readings."""
        return tuple(dict.fromkeys(map(skeleton, self.readings.values())))


@lru_cache(maxsize=16_384)
def readings(text: str) -> dict[str, str]:
    """Language → reading; a Cyrillic word reads as itself."""
    if not any("a" <= letter <= "ɏ" for letter in text):
        return {"": text}
    found = read_latin(text)
    return dict(list(found.items())[:MOST_READINGS])


@lru_cache(maxsize=4096)
def forms_of(word: str) -> tuple[Form, ...]:
    """The forms of a word, itself first."""
    forms = [Form(word, word)]
    alphabet = alphabet_of(word)
    for row in endings(alphabet):
        if word.endswith(row["ending"]) and len(word) > len(row["ending"]) + 1:
            stem = word.removesuffix(row["ending"])
            forms.append(Form(word, stem + row["becomes"], float(row["price"]), "ending", row["ending"]))
    return tuple(forms[:MOST_FORMS])


@cache
def endings(alphabet: str) -> tuple[dict[str, str], ...]:
    """The rows of the endings written in this alphabet, the longest first."""
    rows = (row for row in read_table("surname_endings") if alphabet_of(row["ending"]) == alphabet)
    return tuple(sorted(rows, key=lambda row: (-len(row["ending"]), float(row["price"]))))
