"""Who was it, where born, where living? The pieces of an entry that tell of a person before the arrest."""

import re

from memorial.biography import Biography, read_biography
from memorial.name_words import alias_pattern
from memorial.names import read_name
from memorial.note_draft import Draft
from memorial.note_labels import Piece, tells_sex, tidy

# Behind a place: a word with a small letter that is no part of an address, or a new statement.
SMALL_WORD = re.compile(
    r",\s+(?=(?:[а-яё]{3,}(?:-[а-яё]+)?(?:\s|\.|,|$)|к-з|чл\.|в/сл|из\s))"
    r"(?!(?:ныне|дом|корп|кв|ул|пер|бул|наб|пос|дер|село|сел|станц|област|район|край|город|обл|пр|гор|хут|ком|комн)\w*\b)"
)
BORN_AND_LIVED = re.compile(r"\sи\sпроживал[аи]?\sв\s")
FACTS = (
    "nationality", "citizenship", "education", "party", "occupation", "social_origin", "family", "previous_convictions"
)  # fmt: skip
WORD = re.compile(r"\w+")
SAID_AGAIN = re.compile(r"(?:про)?жи(?:ва)?л[аи]?\s(?:[вн]а?\s)?", re.IGNORECASE)
PARTY_ENDS = re.compile(r"(?<=[а-яё/)\d])\s?\.\s+(?=[А-ЯЁ][а-яё]{3})")  # «Б/п. Пенсионер»
NEW_STATEMENT = re.compile(
    r"(?<=\.)(?<!\b[гсдпхмо]\.)(?<!\b(?:ст|ул|им|уч|ур)\.)(?<!\b(?:дер|пос|сел|гор|поч|хут|рзд|выс|кол|зим|зав|пер|наб|мес)\.)"
    r"\s+(?=[А-ЯЁ][а-яё]{4,}(?:\s|$|,|\.$)(?![а-яё]*\s(?:р-н|обл|ул|пер)))"
)


def read_birth(piece: Piece, draft: Draft) -> None:
    """«Родился в 1893 г., д. Кроново; русский»: the date, the place and the facts behind them."""
    if lived := BORN_AND_LIVED.search(piece.text):  # «р. 1913 и проживал в с. Кроново. Колхозник»
        take_biography(read_biography(piece.text[: lived.start()]), draft)
        read_residence(Piece("residence", "", f"в {piece.text[lived.end() :]}"), draft)
        return
    take_biography(read_biography(piece.text), draft)


def take_biography(found: Biography, draft: Draft) -> None:
    """Put what a biography tells into the draft; what it could not place is unread."""
    draft.put_date("birth_date", found.birth_date)
    place = found.birth_place
    if place and place.startswith("в ") and found.birth_date is None:
        place = place[2:]
    draft.put_words("birth_place", place)
    for name in FACTS:
        if words := getattr(found, name):
            draft.put_words(name, words)
    for words in found.rest:
        draft.leave(words)


def read_birth_place(piece: Piece, draft: Draft) -> None:
    """«урож. д. Кроново, русский, образование среднее»: a place and whatever facts follow."""
    if piece.colon:
        draft.put_words("birth_place", piece.text)
    else:
        take_biography(read_biography(piece.text), draft)


def read_residence(piece: Piece, draft: Draft) -> None:
    """The address; without a colon an occupation may follow it."""
    if piece.colon:
        again = SAID_AGAIN.match(piece.text)
        draft.put_words("residence", piece.text[again.end() :] if again else piece.text)
        return
    place, occupation = split_residence(piece.text)
    draft.put_words("residence", place)
    draft.put_words("occupation", occupation)


def split_residence(text: str) -> tuple[str, str | None]:
    """«в с. Кроново Кронского р-на, командир батареи»: behind the place the occupation begins small."""
    match = SMALL_WORD.search(text)
    words = NEW_STATEMENT.search(text)
    cut = min((one.start() for one in (match, words) if one), default=len(text))
    place = re.sub(r"^(?:в|на|по)\s(?=\S)", "", text[:cut]) if not text.startswith("по месту") else text[:cut]
    return tidy(place), tidy(text[cut:]) or None


def read_variants(piece: Piece, draft: Draft) -> None:
    """«(варианты фамилии: Кронс)»: the other names; unread too when a word of it is in none of them."""
    words = f"({piece.label}: {piece.text})" if piece.label else piece.text
    variants = read_name(words).variants
    draft.variants.extend(variants)
    understood = " ".join(variant.value for variant in variants).lower()
    if set(WORD.findall(alias_pattern().sub(" ", piece.text).lower())) - set(WORD.findall(understood)):
        draft.leave(piece.text)


def read_sex(piece: Piece, draft: Draft) -> None:
    """«Пол: жен.»: a stated sex goes before what endings tell."""
    sex = tells_sex(piece.text)
    if sex:
        draft.sexes.insert(0, sex)
    else:
        draft.leave(piece.text)


def read_party(piece: Piece, draft: Draft) -> None:
    """«состоял в ВКП(б) с 1920»: party words outside the biography; what stands behind a stop is the occupation."""
    words = f"{piece.label} {piece.text}"
    stop = PARTY_ENDS.search(words)
    draft.add_words("party", words[: stop.start()] if stop else words)
    draft.put_words("occupation", words[stop.end() :] if stop else None)
