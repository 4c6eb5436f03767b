"""By which rule was it read? The rules of bodies and events in words of the reader; an unknown one by its name."""

from collections import Counter
from collections.abc import Iterable

from flask_babel import gettext, lazy_gettext

from web.vocabulary_words import label

_NAMED = lazy_gettext("the order or the operation is named in the text")
_OPERATION = lazy_gettext("body, date and charge are those of this mass operation")
# What found an operation that the source itself states.
STATED = {
    f"{named}_named": _NAMED
    for named in (
        *("order_00447", "order_00485", "order_00439", "order_00593", "latvian_operation", "greek_operation"),
        *("finnish_operation", "romanian_operation", "estonian_operation"),
    )
}
# What a rule of ours concluded of an event, and from what a body's kind was told.
RULES = {
    **STATED,
    "execution_implies_death_sentence": lazy_gettext("the execution implies a death sentence"),
    "category_by_body_and_date": lazy_gettext("the category follows from the body and the date"),
    "troika_of_order_00447": lazy_gettext("at that time the troikas judged under order 00447"),
    **{
        f"{people}_charge_{how}": _OPERATION
        for how in ("by_album", "in_autumn_1938")
        for people in ("polish", "german", "japanese", "latvian", "greek", "finnish", "romanian", "estonian")
    },
    "troika_militia": lazy_gettext("a troika that names the militia"),
    "troika_ogpu": lazy_gettext("a troika that names the OGPU"),
    "troika_nkvd": lazy_gettext("a troika that names the NKVD"),
    "troika_special_by_date": lazy_gettext("a “special troika”, by its date"),
    "troika_named_by_date": lazy_gettext("a troika that names no organ, by its date"),
    "troika_without_organ_and_date": lazy_gettext("a troika without organ and date: not classified"),
    "corrected": lazy_gettext("read by an archivist"),
    "no_rule": lazy_gettext("printed, but no rule knows these words"),
    "no_body": lazy_gettext("no body in the text"),
}
BY_WORDS = "words_"  # a body whose words alone tell its kind


def rule_in_words(name: str, language: str) -> str:
    """One rule as it stands in the data, for the reader."""
    if name in RULES:
        return str(RULES[name])
    kind = name.removeprefix(BY_WORDS)
    return gettext("by the words: %(kind)s", kind=label(kind, "body_kinds", language)) if kind != name else name


def readings_in_words(rules: Iterable[tuple[str, str, int]], language: str) -> dict[str, list[tuple[str, int]]]:
    """Bodies and events → by which rules how many were read, the most first; the same words are counted together."""
    found = {"body": Counter[str](), "event": Counter[str]()}
    for read, names, number in rules:
        found[read]["; ".join(rule_in_words(name, language) for name in names.split(", "))] += number
    return {read: counted.most_common() for read, counted in found.items()}
