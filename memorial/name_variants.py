"""What else was the person called? Names in brackets and after «он же», «урожд.», «варианты фамилии:»."""

import re
from dataclasses import dataclass

from memorial.name_order import NameWord, assign_parts, in_ordinary_letters, split_words, written
from memorial.name_words import alias_part, alias_pattern, ends_patronymic, ends_surname, given_names, is_initials

OPENING, CLOSING = "([{", ")]}"
WITHOUT_BRACKETS = str.maketrans(OPENING + CLOSING, " " * 6)
SEPARATORS = re.compile(r"[,;/]|\s(?:или|и|либо)\s")


@dataclass(frozen=True, slots=True)
class NameVariant:
    """Another name of the person: of which part, and what it is."""

    part: str
    value: str


@dataclass(frozen=True, slots=True)
class Aside:
    """What was printed in brackets or announced, where it stood, and the ending glued to the bracket."""

    text: str
    position: int
    glued: str = ""


def take_asides(text: str) -> tuple[str, list[Aside]]:
    """The main name, and everything said beside it."""
    main: list[str] = []
    asides: list[Aside] = []
    length = start = depth = 0
    for index, letter in enumerate(text):
        if letter in OPENING:
            if depth == 0:
                main.append(text[start:index])
                length += index - start
                start = index + 1
            depth += 1
        elif letter in CLOSING and depth:
            depth -= 1
            if depth == 0:
                asides.append(Aside(text[start:index], length))
                start = index + 1
    if depth:
        asides.append(Aside(text[start:], length))
    else:
        main.append(text[start:])
    return _take_announced(_join_glued(main, asides), asides)


def _join_glued(main: list[str], asides: list[Aside]) -> str:
    """«Аксель (Асель)-оглы»: what is glued to the bracket belongs to the word before it too."""
    text = main[0] if main else ""
    for index, piece in enumerate(main[1:]):
        glued = re.match(r"-\w+", piece)
        if glued and index < len(asides):
            text = text.rstrip()
            asides[index] = Aside(asides[index].text, len(text) + len(glued.group()), glued.group())
        elif index < len(asides):
            asides[index] = Aside(asides[index].text, len(text))
        text += piece
    if len(main) <= len(asides):
        asides[-1] = Aside(asides[-1].text, len(text))
    return text


def _take_announced(main: str, asides: list[Aside]) -> tuple[str, list[Aside]]:
    """Names announced outside brackets: «Крон, он же Кроник»; a birth surname is one word."""
    announced = list(alias_pattern().finditer(main))
    if not announced:
        return main, asides
    kept = [main[: announced[0].start()]]
    found: list[Aside] = []
    for match, following in zip(announced, [*announced[1:], None], strict=True):
        end = following.start() if following else len(main)
        before = " ".join(kept).rstrip(" ,;")
        own, rest = _own_words(main[match.end() : end], alias_part(match.group(1)), before)
        found.append(Aside(f"{match.group()} {own}", len(before)))
        kept.append(rest)
    return " ".join(kept), [*asides, *found]


def _goes_on(before: str, words: list[str]) -> bool:
    """«Кронов или Кронин Иван Петрович», «Кронов Иван или Ян Петрович»: only one word is the other name."""
    main = before.split()
    return len(main) == 1 or (
        bool(main) and not ends_patronymic(main[-1]) and len(words) == 2 and ends_patronymic(words[-1])
    )


def _own_words(text: str, part: str, before: str) -> tuple[str, str]:
    """The announced name, and what of the main name goes on behind it."""
    own, comma, rest = text.partition(",")
    words = own.split()
    if part == "surname" and len(words) > 1 and not comma:
        return words[0], " ".join(words[1:])
    if part == "place" and len(words) > 1 and not comma and _goes_on(before, words):
        return words[0], " ".join(words[1:])
    return (text, "") if part in {"any", "full", "place"} else (own, rest)


def read_aside(aside: Aside, part: str) -> list[NameVariant]:
    """Each name of one bracket, by the words that announce it or else by its place and ending."""
    outer, inner = _unnest(aside.text)
    found: list[NameVariant] = []
    for words, announced in _announced_lists(outer):
        for piece in SEPARATORS.split(words):
            found.extend(_read_piece(piece + aside.glued, announced or part))
    found.extend(variant for text, place in inner for variant in _inner_variants(text, place, part))
    return found


def _unnest(text: str) -> tuple[str, list[tuple[str, str]]]:
    """Brackets inside a bracket, each with the words before it."""
    outer, asides = "", []
    depth = start = 0
    for index, letter in enumerate(text):
        if letter in OPENING:
            if depth == 0:
                outer += text[start:index]
                start = index + 1
            depth += 1
        elif letter in CLOSING and depth:
            depth -= 1
            if depth == 0:
                asides.append((text[start:index], outer))
                start = index + 1
    if depth:
        asides.append((text[start:], outer))
        return outer, asides
    return outer + text[start:].replace(")", " "), asides


def _inner_variants(text: str, before: str, part: str) -> list[NameVariant]:
    """«(Немов Исаак (Ицхок) Симонович)»: the inner bracket stands behind a given name."""
    text = text.translate(WITHOUT_BRACKETS)
    words, announced = _announced_lists(before)[-1]
    count = len(split_words(SEPARATORS.split(words)[-1]))
    if announced or not count:
        bare = "given_name" if part == "any" and not announced else part
        return read_aside(Aside(text, 0), announced or bare)
    return read_aside(Aside(text, 0), ("surname", "given_name", "patronymic")[min(count, 3) - 1])


def _announced_lists(text: str) -> list[tuple[str, str | None]]:
    """«варианты фамилии: А, Б; варианты имени: В» → the lists with the part each promises."""
    announced = list(alias_pattern().finditer(text))
    if not announced:
        return [(text, None)]
    lists: list[tuple[str, str | None]] = [(text[: announced[0].start()], None)]
    for match, following in zip(announced, [*announced[1:], None], strict=True):
        end = following.start() if following else len(text)
        promised = alias_part(match.group(1))
        lists.append((text[match.end() : end], None if promised == "place" else promised))
    return lists


def _read_piece(piece: str, part: str) -> list[NameVariant]:
    words = split_words(piece)
    value = written(words)
    if not value:
        return []
    if part in ("surname", "given_name", "patronymic") and not _is_whole_name(words):
        return _of_one_part(value, part)
    if part == "full" or len(words) > 1:
        return _several_words(words, in_ordinary_letters(piece).strip(' :"«»'))
    return [NameVariant(_part_of_one_word(value, part), value)]


def _is_whole_name(words: list[NameWord]) -> bool:
    return len(words) > 2 and ends_patronymic(words[-1].text)


def _of_one_part(value: str, part: str) -> list[NameVariant]:
    """«Арий Багирович» behind a given name is a given name and a patronymic."""
    *first, last = value.split(" ")
    if part == "given_name" and first and ends_patronymic(last):
        return [NameVariant("given_name", " ".join(first)), NameVariant("patronymic", last)]
    return [NameVariant(part, value)]


def _several_words(words: list[NameWord], value: str) -> list[NameVariant]:
    """A whole name, or only a given name with a patronymic."""
    parts = assign_parts(words)
    given, patronymic = written(parts.surname), written(parts.patronymic)
    whole = parts.given_name or not patronymic or not given
    if whole or ends_surname(given or "") or is_initials(patronymic or ""):
        return [NameVariant("full", value)]
    assert given and patronymic
    return [NameVariant("given_name", given), NameVariant("patronymic", patronymic)]


def _part_of_one_word(value: str, part: str) -> str:
    """Behind a whole name a word is told by its ending, else by the word before it."""
    if ends_patronymic(value):
        return "patronymic"
    if value.count("-") > 1:
        return "full"
    if part in {"any", "full"} or part.startswith("end:"):
        return "given_name" if value.lower() in given_names() and part != "end:surname" else _surname_or(value, part)
    return "surname" if ends_surname(value) else part


def _surname_or(value: str, part: str) -> str:
    """Behind a patronymic a word that is neither stands for the whole name: a surname."""
    if ends_surname(value) or part in {"any", "full", "end:patronymic"}:
        return "surname"
    return part.removeprefix("end:")
