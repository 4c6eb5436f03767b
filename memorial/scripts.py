"""In which script is a name written? ISO 15924 codes."""

import re

from memorial.orthography import script_of

# Unicode's name of a script (the first word of a letter's name) and its ISO 15924 code.
_CODES = {
    "cyrillic": "Cyrl",
    "latin": "Latn",
    "greek": "Grek",
    "georgian": "Geor",
    "armenian": "Armn",
    "hebrew": "Hebr",
    "arabic": "Arab",
    "cjk": "Hani",
    "hangul": "Hang",
}
MIXED = "Zyyy"

# Nearly every name of our lists; the letters of the others are looked up one by one.
_RUSSIAN = re.compile("[А-Яа-яЁё][А-Яа-яЁё .-]*")


def script_code(text: str) -> str:
    """`Cyrl`, `Latn` … when all letters are of one script; `Zyyy` when they are mixed or there are none."""
    if _RUSSIAN.fullmatch(text):
        return "Cyrl"
    scripts = {script_of(letter) for letter in text if letter.isalpha()}
    return _CODES.get(scripts.pop(), MIXED) if len(scripts) == 1 else MIXED
