"""What does each piece of an entry tell? One reader for each label, and one for lines without."""

import re
from collections.abc import Callable

from memorial.biography import kind_of, read_biography
from memorial.note_dates import find_event_date
from memorial.note_draft import HAS_WORD, Draft, Later
from memorial.note_events import (
    FIGURES,
    SENTENCE,
    court_pattern,
    organ_pattern,
    part_at_date,
    read_arrest,
    read_burial,
    read_death,
    read_rehabilitation,
    read_sentence_words,
    read_verdict,
)
from memorial.note_labels import BORN_LINE, Piece, tidy
from memorial.note_life import (
    read_birth,
    read_birth_place,
    read_party,
    read_residence,
    read_sex,
    read_variants,
    take_biography,
)

NAMED = re.compile(r"[^,;\d]{3,80},\s+(?=(?:\d{1,2}\.\d{1,2}\.)?\d{4}\s?г\.\s?р)")
ARREST_LINE = re.compile(r"задерж|арест|взят\w*\s+под|заключ[её]н\s+под\s+страж", re.IGNORECASE)
VERDICT_LINE = re.compile(r"^(?P<body>.{3,120}?)\s(?:был[аи]?\s)?(?:приговор[её]н|осужд[её]н)[аы]?\s", re.IGNORECASE)
# A line with one of these is a biography; «из крестьян» on a line of its own stands where the occupation does.
RUN_KINDS = frozenset({"nationality", "citizenship", "education", "party"})
VERDICT_WORD = re.compile(r"говор|сужд", re.IGNORECASE)
VERDICT_BEGINS = re.compile(r"\W*(?:(?:в\s)?\d|был|орган|решени|постановл|по\s|\w+(?:им|ым|ой)\s|арест)", re.IGNORECASE)
RESTRAINT = re.compile(r"подписк", re.IGNORECASE)
MEASURE = re.compile(r"раскулач|высл|высел|сослан|репрес|лиш[её]н|приговор|осужд|назначен", re.IGNORECASE)
SAME_DAY = re.compile(r"(?:в\s)?(?:тот|этот)\s+же\s+день|там\s+же", re.IGNORECASE)
BEHIND_QUOTE = re.compile(r"(?<=\")\.\s+(?=[А-ЯЁ])")
CHANGED = re.compile(r"(?:снижен|замен[её]н|отмен[её]н|сокращ[её]н)\w*|прекращено", re.IGNORECASE)
ARRESTED = re.compile(r"\s{0,3}(?:был[аи]?\s{1,3})?арестован[аы]?\s{0,3}", re.IGNORECASE)


def _read_arrest(piece: Piece, draft: Draft) -> None:
    if "arrest_date" in draft.facts or "arresting_body" in draft.facts:
        draft.later.append(Later("arrest", tidy(f"{piece.label} {piece.text}")))
        return
    date, organ, charge, rest = read_arrest(piece.text)
    draft.put_date("arrest_date", date)
    draft.put_words("arresting_body", organ)
    draft.put_words("charge", charge)
    draft.leave(rest)


def _read_verdict(piece: Piece, draft: Draft) -> None:
    verdict = read_verdict(piece.text, piece.colon)
    second = {"sentencing_body", "sentencing_date"} & draft.facts.keys()
    if second or (verdict.sentence and "sentence" in draft.facts):
        draft.later.append(Later("sentence", tidy(f"{piece.label} {piece.text}")))
        return
    draft.put_words("sentencing_body", verdict.body)
    draft.put_date("sentencing_date", verdict.date)
    draft.add_words("charge", verdict.charge)
    draft.put_words("sentence", verdict.sentence)


def _read_sentence(piece: Piece, draft: Draft) -> None:
    verdict = read_sentence_words(piece.text)
    draft.put_words("sentencing_body", verdict.body)
    draft.put_date("sentencing_date", verdict.date)
    if verdict.sentence and not draft.put("sentence", verdict.sentence):
        draft.later.append(Later("sentence", verdict.sentence))


def _read_charge(piece: Piece, draft: Draft) -> None:
    """The charge; behind a quoted one a statement may follow: «"ст. 58". Трибуналом 3.05.1943 назначена ВМН»."""
    if piece.label.startswith("по") and (sentence := SENTENCE.search(piece.text)):
        draft.put_words("charge", piece.text[: sentence.start(1)])
        draft.put_words("sentence", piece.text[sentence.start(1) :])
        return
    end = BEHIND_QUOTE.search(piece.text) if piece.text.startswith('"') else None
    draft.put_words("charge", piece.text[: end.start()] if end else piece.text)
    if end:
        dated = part_at_date(piece.text[end.end() :])
        draft.put_words("sentencing_body", dated.before)
        draft.put_date("sentencing_date", dated.date)
        _read_statement(Piece("statement", "", dated.behind), draft)


def _read_execution(piece: Piece, draft: Draft) -> None:
    dated = part_at_date(piece.text)
    draft.put_date("execution_date", dated.date)
    place = re.sub(r"^(?:в|на)\s", "", tidy(" ".join((dated.before, dated.behind)))) or None
    if place and SAME_DAY.match(place):
        draft.leave(place)
    else:
        draft.put_words("death_place", place)


def _read_death(piece: Piece, draft: Draft) -> None:
    date, place = read_death(piece.text)
    draft.put_date("death_date", date)
    if place and FIGURES.match(place):
        draft.leave(place)
    else:
        draft.put_words("death_place", re.sub(r"^(?:в|на)\s", "", place) if place else None)


def _read_rehabilitation(piece: Piece, draft: Draft) -> None:
    date, body, ground = read_rehabilitation(piece.text)
    if date and "rehabilitation_date" in draft.facts:
        draft.later.append(Later("rehabilitation", tidy(f"{piece.label} {piece.text}")))
        return
    draft.put_date("rehabilitation_date", date)
    draft.put_words("rehabilitating_body", body)
    draft.put_words("rehabilitation_ground", ground)


def _read_not_rehabilitated(piece: Piece, draft: Draft) -> None:
    """«Не реабилитирован», «Нет данных по реабилитации»: words without a date."""
    draft.put_words("rehabilitation_ground", f"{piece.label} {piece.text}")


def _read_burial(piece: Piece, draft: Draft) -> None:
    draft.put_words("burial_place", read_burial(piece.text))


def _read_statement(piece: Piece, draft: Draft) -> None:
    """«Семья раскулачена.»: a measure in a sentence of its own."""
    words = tidy(f"{piece.label} {piece.text}")
    if words and not draft.put("sentence", words):
        draft.later.append(Later("sentence", words))


def _read_previous(piece: Piece, draft: Draft) -> None:
    """«В 1931 г. приговорен к 3 годам ссылки» behind the address: an earlier case, not the sentence."""
    if draft.later and draft.later[-1].kind == "previous":
        draft.later[-1] = Later("previous", f"{draft.later[-1].printed}. {tidy(piece.text)}")
    else:
        draft.later.append(Later("previous", tidy(piece.text)))


def _read_dated(piece: Piece, draft: Draft) -> None:
    """«14.03.1937 г. арестован», «07.12.1937 г. НКВД СОАССР был приговорен к расстрелу»."""
    if ARRESTED.search(piece.text) and not MEASURE.search(piece.text):
        _read_arrest(Piece("arrest", "", ARRESTED.sub(" ", piece.text)), draft)
    elif (verdict := VERDICT_LINE.match(piece.text)) or not MEASURE.search(piece.text):
        if verdict:
            words = f"{verdict['body']} {piece.text[verdict.end() :]}"
            _read_verdict(Piece("verdict", "", words), draft)
        else:
            draft.later.append(Later("other", piece.text))
    else:
        dated = part_at_date(piece.text)
        draft.put_date("sentencing_date", dated.date)
        _read_statement(Piece("statement", "", dated.behind), draft)


def _read_later(piece: Piece, draft: Draft) -> None:
    draft.later.append(Later("again", tidy(f"{piece.label} {piece.text}")))


def _leave(piece: Piece, draft: Draft) -> None:
    draft.leave(f"{piece.label}: {piece.text}")


def _words_of(name: str) -> Callable[[Piece, Draft], None]:
    return lambda piece, draft: draft.put_words(name, piece.text)


def _date_of(name: str) -> Callable[[Piece, Draft], None]:
    def read(piece: Piece, draft: Draft) -> None:
        dated = part_at_date(piece.text)
        draft.put_date(name, dated.date)
        draft.leave(" ".join((dated.before, dated.behind)))

    return read


def _read_unlabelled(piece: Piece, draft: Draft) -> None:
    """A line without a label: an arrest, a biography, a verdict, or the occupation."""
    words = tidy(piece.text)
    if not HAS_WORD.search(words):
        return
    if named := NAMED.match(words):
        draft.leave(named.group())
        words = words[named.end() :]
    if BORN_LINE.match(words) or _is_biography(words):
        take_biography(read_biography(words), draft)
    elif (dated := find_event_date(words)) and RESTRAINT.search(words):
        draft.later.append(Later("restraint", tidy(words)))
    elif dated and _is_arrest(tidy(words)):
        _read_arrest(Piece("arrest", "", words), draft)
    elif dated and CHANGED.search(words):
        draft.later.append(Later("change", words))
    elif VERDICT_WORD.search(words) and (verdict := VERDICT_LINE.match(words)) and _begins_a_verdict(words):
        if {"sentencing_body", "sentencing_date"} & draft.facts.keys():
            draft.later.append(Later("sentence", words))
        else:
            _read_verdict(Piece("verdict", "", f"{verdict['body']} {words[verdict.end() :]}"), draft)
    else:
        draft.put_words("occupation", words)


def _begins_a_verdict(words: str) -> bool:
    """A body or a date stands first: «Коллегией ОГПУ …», «В 1931 г. …»; not «пекарь, в 1931 г. осужден …»."""
    return VERDICT_BEGINS.match(words) is not None or court_pattern().match(words) is not None


def _is_biography(words: str) -> bool:
    """«русский; образование начальное»: facts between semicolons without «Родился»."""
    return (";" in words or len(words) < 40) and any(
        kind_of(tidy(piece)) in RUN_KINDS for piece in words.split(";")[:4]
    )


def _is_arrest(words: str) -> bool:
    """An organ or a word of arrest, and a date at one end: «УНКВД по Кронской области 6 февраля 1938 г.»."""
    found = find_event_date(words)
    if not found or len(words) > 200:
        return False
    _, start, end = found
    at_an_end = not tidy(words[end:]) or not tidy(words[:start])
    return at_an_end and not MEASURE.search(words) and bool(organ_pattern().search(words) or ARREST_LINE.search(words))


READERS: dict[str, Callable[[Piece, Draft], None]] = {
    "birth": read_birth,
    "birth_place": read_birth_place,
    "residence": read_residence,
    "nationality": _words_of("nationality"),
    "citizenship": _words_of("citizenship"),
    "education": _words_of("education"),
    "party": _words_of("party"),
    "occupation": _words_of("occupation"),
    "sex": read_sex,
    "later": _read_later,
    "arrest": _read_arrest,
    "arresting_body": _words_of("arresting_body"),
    "verdict": _read_verdict,
    "sentencing_body": _words_of("sentencing_body"),
    "sentencing_date": _date_of("sentencing_date"),
    "charge": _read_charge,
    "sentence": _read_sentence,
    "execution": _read_execution,
    "death": _read_death,
    "death_place": _words_of("death_place"),
    "burial": _read_burial,
    "rehabilitation": _read_rehabilitation,
    "rehabilitating_body": _words_of("rehabilitating_body"),
    "variants": read_variants,
    "source": _leave,
    "": _read_unlabelled,
    "dated": _read_dated,
    "closed": _read_rehabilitation,
    "not_rehabilitated": _read_not_rehabilitated,
    "previous": _read_previous,
    "statement": _read_statement,
    "released": _read_later,
    "party_words": read_party,
    "other_case": _read_later,
}
