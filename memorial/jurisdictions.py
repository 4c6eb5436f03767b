"""Where did it have power? The territory or unit in a body's own name, the narrowest one stated."""

import re

from memorial.jurisdiction_mentions import mentions_in
from memorial.jurisdiction_units import Mention, first_known, proper_stem
from memorial.territories import full_name, town_of

WORD = re.compile(r"№\s?\d+|\d++(?:-(?:й|я|го|ой|ая|ый|ей|ий|му|м|ю))?(?![^\W\d_])|[^\W\d_]+(?:-[^\W\d_]+)*\.?|[,()/]")
WHOLE_UNION = frozenset({"special_council", "dvoika", "military_collegium", "ogpu_collegium"})
# A bare adjective before a body of this kind names a territory of this unit: «Харьковская тройка».
UNIT_OF_BARE_ADJECTIVE = {
    "nkvd_troika": ("область", "край", "АССР"), "special_troika": ("область", "край", "АССР"),
    "ogpu_troika": ("область", "край", "АССР"), "security_organ": ("область", "край", "АССР"),
    "camp_court": ("область", "край"), "regional_court": ("область", "край", "АССР"),
    "supreme_court": ("АССР", "ССР"), "prosecutor": ("область", "край", "АССР"),
    "administrative": ("АССР",), "military_tribunal": ("гарнизон",), "revolutionary_tribunal": ("губерния",),
    "cheka": ("город", "уезд"), "peoples_court": ("район",),
}  # fmt: skip
SOLDIERS_OKRUG = re.compile(r"(?<!военный) округ$")


def jurisdiction_of(spelled: str, kind: str) -> str | None:
    """The narrowest territory or unit that the words of the body name; the whole Union where its kind says so."""
    if kind == "military_collegium":
        return "СССР"
    words = WORD.findall(spelled)
    mentions = _joined(words, list(mentions_in(words)))
    if not any(mention.rank for mention in mentions) and (bare := _bare_adjective(words, kind)):
        return bare
    if mentions:
        name = max(mentions, key=lambda mention: mention.rank).name
        return SOLDIERS_OKRUG.sub(" военный округ", name) if kind == "military_tribunal" else name
    return "СССР" if kind in WHOLE_UNION else None


def _joined(words: list[str], mentions: list[Mention]) -> list[Mention]:
    """«СКК и ДССР» is one power over two territories."""
    joined: list[Mention] = []
    for mention in mentions:
        before = joined[-1] if joined else None
        if before and before.rank and mention.rank and words[before.end : mention.start] == ["и"]:
            both = f"{before.name} и {mention.name}"
            joined[-1] = Mention(both, max(before.rank, mention.rank), before.start, mention.end)
        else:
            joined.append(mention)
    return joined


def _bare_adjective(words: list[str], kind: str) -> str | None:
    """«Харьковская тройка при УНКВД», «Рославльская ЧК»: an adjective alone."""
    for word in words:
        stem = proper_stem(word)
        if stem and stem.endswith(("ск", "цк")) and (name := _of_kind(stem, kind)):
            return name
    return None


def _of_kind(stem: str, kind: str) -> str | None:
    units = UNIT_OF_BARE_ADJECTIVE.get(kind, ())
    if known := first_known(stem, units):
        return known
    if "город" in units and (town := town_of(stem)):
        return town
    for unit, gender in (("губерния", "f"), ("уезд", "m"), ("гарнизон", "m"), ("район", "m")):
        if unit in units:
            return full_name(stem, unit, gender)
    return None
