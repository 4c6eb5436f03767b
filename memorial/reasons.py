"""What shall the reader be told? From the roads by which the parts were reached to reasons in words."""

from collections.abc import Iterator, Sequence

from memorial.callings import ALIAS, BIRTH_SURNAME, HALF, ROLES, VARIANT
from memorial.correspondences import LEFT_OUT
from memorial.equivalents import printed
from memorial.evidence import Reason, reason
from memorial.forms import Form
from memorial.matches import EXACT, SPELLING, Match
from memorial.name_keys import skeleton
from memorial.orthography import alphabet_of
from memorial.scoring import WORD_CONTRADICTED, WORD_MISSING

FORM_REASONS = {VARIANT: "form_variant", ALIAS: "form_alias", BIRTH_SURNAME: "form_birth_surname", HALF: "form_half"}
# A letter by which an orthography gives itself away.
TELLING_LETTERS = {"pre1918": "ѣѳѵ", "belarusian": "ў", "ukrainian": "їєґ"}


def of_match(match: Match) -> Iterator[Reason]:
    """Why the written word is this part."""
    written, part, score = shown(match.form.written), shown(match.text), match.evidence
    values = {"written": written, "part": part}
    if match.form.reason == "initial":
        yield reason("initial", score, **values)
    elif match.form.reason == "pattern":
        yield reason("pattern", score, **values)
    elif match.level == EXACT:
        yield reason("same_word", score, written=written)
    elif match.step is not None:
        yield of_equivalent(match)
    elif match.form.reason:
        yield reason(match.form.reason, score, ending=match.form.detail, **values)
    else:
        yield of_spelling(match)


def of_exact(matches: Sequence[Match]) -> Iterator[Reason]:
    """Every word is in the record as it was written, or meets the pattern that was written."""
    if any(match.form.reason != "pattern" for match in matches):
        yield reason("exact", sum(match.evidence for match in matches))
    for match in matches:
        if match.form.reason == "pattern":
            yield from of_match(match)


def of_equivalent(match: Match) -> Reason:
    """«Jan = Ян, Иван»: the same name in another language or at home."""
    written, part = shown(match.form.written), shown(match.text)
    if match.through == match.form.written:
        return reason("equivalent_direct", match.evidence, written=written, part=part)
    return reason("equivalent", match.evidence, written=written, part=part, through=printed(match.through))


def of_spelling(match: Match) -> Reason:
    """An orthography where one explains the word, else how many letters differ."""
    written, part = shown(match.form.written), shown(match.text)
    is_spelling = match.level == SPELLING
    if (is_spelling or alphabet_of(match.form.text) != "cyrillic") and (
        language := language_of(match.form, match.text)
    ):
        return reason("spelling", match.evidence, written=written, part=part, language=language)
    if is_spelling:
        return reason("other_spelling", match.evidence, written=written, part=part)
    errors = int(match.price / LEFT_OUT)  # what no table knows costs at least that much
    code = {0: "sounds_alike", 1: "one_letter", 2: "two_letters"}.get(errors, "many_letters")
    return reason(code, match.evidence, written=written, part=part)


def language_of(form: Form, part: str) -> str:
    """The orthography that reads the form as the part; empty when none does."""
    if alphabet_of(form.text) == "cyrillic":
        for language, letters in TELLING_LETTERS.items():
            if any(letter in form.text for letter in letters):
                return language
        return "pre1918" if form.text.endswith("ъ") else ("ukrainian" if "і" in form.text else "")
    bones = skeleton(part)
    return next((language for language, reading in form.readings.items() if skeleton(reading) == bones), "")


def of_missing(parts: Sequence[int], filled: Sequence[int]) -> Iterator[Reason]:
    """Parts of the record that the query does not name."""
    for role, part, place in zip(ROLES, parts, filled, strict=True):
        if part and place < 0:
            yield reason(f"{role}_missing")


def of_unused(word: str, other: str) -> Reason:
    """A word of the query that found no place; `other` is what the record has where it could have been."""
    if other:
        return reason("word_contradicted", -WORD_CONTRADICTED, written=shown(word), part=shown(other))
    return reason("word_unmatched", -WORD_MISSING, written=shown(word))


def of_form(kind: int, name: str) -> Reason:
    """That another form than the main one was matched."""
    return reason(FORM_REASONS[kind], 0.0, part=name)


def shown(text: str) -> str:
    """A unified part as names are written: capitals at the beginning of each piece."""
    return "-".join(piece[:1].upper() + piece[1:] for piece in text.split("-"))
