"""Who arrested, who sentenced, for what, where buried, who rehabilitated? The words behind each label."""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from memorial.dates import PartialDate
from memorial.expert_tables import read_table
from memorial.note_dates import LONGEST, find_event_date
from memorial.note_labels import tidy
from memorial.sentences import read_sentence

LONGEST_ORGAN = 500  # characters; the longest printed one of 12,000 has 140, what is longer names no organ
CHARGE = re.compile(
    r"(?:^|[\s,;])(?:,\s*)?(обв\.\s*:?|по\s+обвинени?\w*\.?\s*:?|обвинени\w+\s*:|(?:по\s+|пост?\.?\s*)ст\.|пост\.\s?(?=\d)|по\s+стать\w+\s|ст\.\s?ст\.|ст\.\s?(?=\d)|как\s|за\s)",
    re.IGNORECASE,
)
CHARGE_LABEL = re.compile(r"^(?:обв\.\s*:?|по\s+обвинени?\w*\.?\s*:?|обвинени\w+\s*:)\s*", re.IGNORECASE)
SENTENCE = re.compile(
    r"(?:^|[\s,;–—-])((?:к|на|приговор:|наказание:)\s+(?=\d|вмн|высш|расс?тр|сс?ыл|выс|лиш|закл|конц|итл|конф|штраф|прин"
    r"|ис|три|пят|дес|вос|лаг|каторж|смерт|отправ|году)|ВМН|расстрел\w*|с заменой|выслан|лишен)",
    re.IGNORECASE,
)
BODY_DATE_DASH = re.compile(
    r"(?P<body>[^–—]{2,150}?),?\s+(?P<date>\d{1,2}\.\d{1,2}\.\d{4}|\d{1,2}\s[а-я]{3,8}\s\d{4})(?:\s?г\.?)?[\s.]*(?:[–—]\s*|-\s+)"
)
DASHED = re.compile(r"[\s.]*(?:[–—]\s*|-\s+)")
GROUND = re.compile(
    r"(?:^|[\s,;(\"])((?:\"?(?=\"(?:приговор|постановлени|определени|решени))|дело\s+(?:пересмотр|в\s+отношении)|(?:по|на\s+основании|согласно|в\s+соответствии\s+с|в\s+силу|основание:?|на\s+осн\.?|подпадает\s+под\s+действие)\s+(?:ст\w*\.?\s*[\d,\s]*\s*)?[«\"]?(?:указ|закон|ст\.|п\.|пост\.|реш)\w*"
    r"|(?:указ|закон)\w*(?=\s)|(?:дело\s+)?(?:производством\s+)?(?:прекр\w*\s+)?(?:за|ввиду|в\s+связи\s+с|из-за)\s+(?:отсутств|недоказ|не\s?доказ|недостат|смерт)\w*|дело\s+(?:\w+\s+)?прекр\w*|прекращ\w*|(?:п|ст)\.\s?\d|посмертно))",
    re.IGNORECASE,
)
NOT_RECORDED = re.compile(
    r"(?:сведени\w+|данны\w+)\s+(?:о\s+реабилитации\s+)?(?:отсутству\w+|нет)|сведени\w+\s+о\s+реабилитации\s+(?:нет|отсутств\w+)|не\s+реабилитирован\w*",
    re.IGNORECASE,
)
SAID_AGAIN = re.compile(
    r"^(?:реабилитирован[аы]?|место\s+захоронения|расс?трелян[аы]?|арестован[аы]?)(?![\w])[\s:–—-]*", re.IGNORECASE
)
BRACKETS = re.compile(r"\([^()]*\d[^()]*\)")
OTHER_DATA = re.compile(r"\((по\s(?:другим\s|др\.\s)?(?:данным|сведениям)[^()]*)\)\s*", re.IGNORECASE)
FIGURES = re.compile(r"\d+[./]\d")
OF = re.compile(r"(?:^|\s)(?:[Вв]|от|во|с)$")
REASON = re.compile(r"\s(?=по\s+обвинению|по\s+ст\.)")


class Dated(NamedTuple):
    """The date among some words, and the words before and behind it."""

    date: PartialDate | None
    before: str
    behind: str


class Verdict(NamedTuple):
    """What stood behind «Приговорен»: body, date, charge, sentence, each in the printed words."""

    body: str | None = None
    date: PartialDate | None = None
    charge: str | None = None
    sentence: str | None = None
    rest: str = ""


@cache
def organ_pattern() -> re.Pattern[str]:
    """The words by which an arresting organ is known."""
    return re.compile("|".join(f"(?:{row['pattern']})" for row in read_table("note_organs")))


@cache
def court_pattern() -> re.Pattern[str]:
    """The words by which a body that judges or reviews is known."""
    joined = "|".join(row["pattern"] for row in read_table("note_courts"))
    return re.compile(rf"(?<!\w)(?:{joined})", re.IGNORECASE)


def part_at_date(text: str) -> Dated:
    """The words before and behind the first date; one in brackets only where there is no other."""
    found = ("(" in text and find_event_date(BRACKETS.sub(_without_figures, text[:LONGEST]))) or find_event_date(text)
    if not found:
        return Dated(None, tidy(text), "")
    date, start, end = found
    return Dated(date, tidy(OF.sub("", text[:start].rstrip())) if start else "", tidy(text[end:]))


def _without_figures(match: re.Match[str]) -> str:
    return re.sub(r"\d", "_", match.group())


def read_arrest(text: str) -> tuple[PartialDate | None, str | None, str | None, str]:
    """Date, arresting organ, charge, and what is left."""
    before, charge = _take_charge(text)
    dated = part_at_date(before)
    organ, rest = None, []
    for words in (dated.before, dated.behind):
        aside = OTHER_DATA.match(words)
        if aside:
            rest.append(aside.group(1))
        side = tidy(words[aside.end() :]) if aside else words
        if side and organ is None and len(side) <= LONGEST_ORGAN and organ_pattern().search(side):
            organ = side
        elif side:
            rest.append(side)
    return dated.date, organ, charge, "; ".join(rest)


def _take_charge(text: str) -> tuple[str, str | None]:
    match = CHARGE.search(text)
    if not match or not tidy(text[: match.start(1)]):  # «Арестован за …» without a date: perhaps told in passing
        return text, None
    charge = tidy(CHARGE_LABEL.sub("", text[match.start(1) :]))
    return text[: match.start(1)], charge or None


def read_verdict(text: str, labelled: bool) -> Verdict:
    """«тройкой УНКВД 3 мая 1938 г., обв.: 58-10»; unlabelled also «… по ст. 58-10 к 10 годам ИТЛ»."""
    return _read_labelled(text) if labelled else _read_free(text)


def _read_labelled(text: str) -> Verdict:
    dated = part_at_date(text)
    body = " ".join(words for words in (dated.before, dated.behind) if words)
    return Verdict(body or None, dated.date)


def _read_free(text: str) -> Verdict:
    match = SENTENCE.search(text)
    sentence = tidy(text[match.start(1) :]) if match else None
    words = text[: match.start(1)] if match else text
    charge = CHARGE.search(words)
    reason = tidy(CHARGE_LABEL.sub("", words[charge.start(1) :])) if charge else None
    head = words[: charge.start(1)] if charge else words
    dated = part_at_date(head)
    if dated.date is None and reason:  # «тройкой по ст. 58-10 3.05.1938»: the date behind the charge
        behind = part_at_date(reason)
        dated, reason = Dated(behind.date, dated.before, behind.behind), behind.before or None
    body = " ".join(part for part in (dated.before, dated.behind) if part)
    verdict = Verdict(body or None, dated.date, reason, sentence)
    return verdict if body or not sentence else _sentence_first(verdict, sentence)


def _sentence_first(verdict: Verdict, sentence: str) -> Verdict:
    """«к 3 годам ссылки 22 декабря 1933 г. Тройкой ОГПУ по обвинению в …»: the sentence before the body."""
    words, *reason = REASON.split(sentence, maxsplit=1)
    dated = part_at_date(words)
    charge = verdict.charge or tidy(CHARGE_LABEL.sub("", reason[0])) if reason else verdict.charge
    other = dated.behind and not court_pattern().search(dated.behind)
    if verdict.date or dated.date is None or not dated.before or other:
        return Verdict(None, verdict.date, charge, tidy(words))
    return Verdict(dated.behind or None, dated.date, charge, dated.before)


@lru_cache(maxsize=32_768)
def read_sentence_words(text: str) -> Verdict:
    """«ВК ВС СССР, 07.03.1937 – ВМН»: a body and a date before a dash are the verdict."""
    whole = Verdict(sentence=tidy(text) or None)
    found = find_event_date(text)
    if not found:
        return whole
    if dashed := BODY_DATE_DASH.match(text):
        date = part_at_date(dashed["date"]).date
        sentence = tidy(text[dashed.end() :])
        if date and read_sentence(sentence).penalty and not read_sentence(dashed["body"]).penalty:
            return Verdict(tidy(dashed["body"]) or None, date, sentence=sentence)
    before, behind = part_at_date(text[: found[2]]).before, text[found[2] :]
    if not tidy(behind):  # «Приговор: тройка НКВД 2 сентября 1938 г.»: the books' other word for «Приговорен:»
        is_body = not before or court_pattern().search(before) or organ_pattern().search(before)
        return Verdict(before or None, found[0]) if is_body and not read_sentence(text).penalty else whole
    if not before:  # «Приговор: 07.03.1937, ВК ВС СССР – ВМН»: the date first
        body, _, sentence = behind.partition(" – ")
        told = court_pattern().search(body) and read_sentence(sentence).penalty
        return Verdict(tidy(body), found[0], sentence=tidy(sentence)) if told else whole
    dash = DASHED.match(behind)
    if not dash or read_sentence(before).penalty:
        return whole
    sentence = tidy(behind[dash.end() :])
    return Verdict(before, found[0], sentence=sentence) if read_sentence(sentence).penalty else whole


@lru_cache(maxsize=32_768)
def read_rehabilitation(text: str) -> tuple[PartialDate | None, str | None, str | None]:
    """Date, body, ground; «сведений о реабилитации нет» is a ground without a date."""
    ground_first = GROUND.match(text)
    dated = Dated(None, tidy(text), "") if ground_first else part_at_date(text)
    words = dated.behind if dated.date and not dated.before else " ".join((dated.before, dated.behind)).strip()
    words = SAID_AGAIN.sub("", words)
    if not words:
        return dated.date, None, None
    if NOT_RECORDED.search(words):
        return dated.date, None, words
    match = GROUND.search(words)
    if not match and not court_pattern().search(words):
        return dated.date, None, words or None
    body = tidy(words[: match.start(1)]).rstrip('(" ') if match else tidy(words)
    return dated.date, body or None, tidy(words[match.start(1) :]) if match else None


def read_burial(text: str) -> str | None:
    """The place of burial without the label that some books print twice."""
    words = SAID_AGAIN.sub("", text.lstrip(" -–—:"))
    return tidy(words.lstrip(" -–—:")) or None


def read_death(text: str) -> tuple[PartialDate | None, str | None]:
    """The date and place of a death: «22.08.1933, в Севкронлаге», «в 1947 - Кроновский край»."""
    dated = part_at_date(text)
    place = " ".join(part for part in (dated.before, dated.behind.lstrip("-–— ")) if part)
    return dated.date, tidy(place.lstrip("-–— ")) or None
