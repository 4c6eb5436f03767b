"""Of which nationality? Every printed form, gender and misprint → one code; never inferred."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from memorial.expert_tables import read_table

LOOKALIKES = str.maketrans("aceopxykmtbhё", "асеорхукмтвне")
LATIN = re.compile(r"[a-zё]")
LONGEST = 60  # characters; what is longer is no nationality
AMENDED = re.compile(
    r"(?P<word>[\w.-]+(?: [\w-]+)?)\s*(?:\((?P<other>[^()]*)\)?|(?:,\s*)?(?:или|/)\s*(?P<or>[\w-]+))",
    re.IGNORECASE,
)
BESIDE_SIGN = re.compile(r"[(/]|[иИ][лЛ][иИ]")
BESIDE = re.compile(r"(?:по (?:др\.|другим) (?:данным|сведениям|ист\.)|или)\W*", re.IGNORECASE)
LABEL = re.compile(r"(?:национальность|нац-?(?:ть|сть)?\.?|по национальности)\s*[:—–-]?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Nationality:
    """A printed nationality, its code, and the sex its grammatical gender tells."""

    printed: str
    code: str
    sex: str | None
    also: tuple[str, ...] = ()


@cache
def forms() -> dict[str, tuple[str, str | None]]:
    """Printed form → code and sex."""
    return {
        row["form"].translate(LOOKALIKES): (row["code"], row["sex"] or None) for row in read_table("nationality_forms")
    }


@lru_cache(maxsize=16_384)
def read_nationality(text: str) -> Nationality | None:
    """The nationality that this whole text states, or nothing: «русская», «украинец (русский)»."""
    printed = text.strip().rstrip(";:,").strip()
    if not printed or len(printed) > LONGEST:
        return None
    words = LABEL.sub("", printed, count=1) if "нац" in printed.lower() else printed
    known = _known(words)
    if known:
        return Nationality(printed, *known)
    return _amended(printed, words) if BESIDE_SIGN.search(words) else None


def _known(words: str) -> tuple[str, str | None] | None:
    plain = " ".join(words.lower().split())
    plain = plain.translate(LOOKALIKES) if LATIN.search(plain) else plain
    bare = plain.strip(" ?.()@*\"'«»")
    return forms().get(plain) or forms().get(bare) or forms().get(bare + ".")


def _amended(printed: str, words: str) -> Nationality | None:
    """«русский (по другим данным - еврей)»: the first is the reading, the other is kept beside it."""
    match = AMENDED.fullmatch(words.rstrip("."))
    known = _known(match["word"]) if match else None
    if not match or not known:
        return None
    other = _known(BESIDE.sub("", match["other"] or match["or"] or ""))
    return Nationality(printed, *known, also=(other[0],) if other else ())
