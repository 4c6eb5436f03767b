"""Which category of the mass operations was a sentence? As stated, or where body and date together imply it."""

import re
from datetime import date
from functools import lru_cache

from memorial.dates import PartialDate

# From order 00439 (25 July 1937) to the end of all troikas and dvoikas on 17 November 1938; a date that only
# says «1938» lies inside too, since none of them sat after that day.
MASS_OPERATIONS = (date(1937, 7, 1), date(1938, 12, 31))

_MASS_BODIES = frozenset({"nkvd_troika", "dvoika", "special_troika"})
_CATEGORY_OF_PENALTY = {"death": "first", "camp": "second", "prison": "second"}

CATEGORY_RULE = "category_by_body_and_date"

# «1-я категория», «по первой кат.», «I категории».
_STATED = {
    "first": re.compile(r"(?:\b1\s?-?\s?(?:я|й|ой|ая)?|\bперв\w+|\bi)\s+кат(?:\b|егори)", re.IGNORECASE),
    "second": re.compile(r"(?:\b2\s?-?\s?(?:я|й|ой|ая)?|\bвтор\w+|\bii)\s+кат(?:\b|егори)", re.IGNORECASE),
}


@lru_cache(maxsize=16_384)
def read_sentence_category(printed: str) -> str | None:
    """`first` or `second` where the printed sentence names the category."""
    return next((code for code, pattern in _STATED.items() if pattern.search(printed)), None)


def infer_sentence_category(body_kind: str | None, when: PartialDate | None, penalty: str | None) -> str | None:
    """`first` for death and `second` for camp or prison by a troika or dvoika of Jul 1937–Nov 1938, else None."""
    if body_kind not in _MASS_BODIES or when is None or when.earliest is None or when.latest is None:
        return None
    first_day, last_day = MASS_OPERATIONS
    if not (first_day <= when.earliest and when.latest <= last_day):
        return None
    return _CATEGORY_OF_PENALTY.get(penalty or "")
