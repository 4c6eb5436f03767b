"""What does the reader ask? The question as it stands in the address, read, and written back for links."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from flask_babel import gettext

from memorial.narrowing import Narrowing
from memorial.query import MODES, MOST_HITS, MOST_LETTERS, MOST_WORDS, SearchQuery
from web.filters import Filters, as_narrowing, read_filters, read_sort

PAGE_LENGTH = 20
LAST_PAGE = MOST_HITS // PAGE_LENGTH
YEAR = re.compile(r"\d{4}")
# A year typed into the box beside the name: «Крон Арнольд 1884».
YEAR_BESIDE_NAME = re.compile(r"(?<!\d)(1[789]\d\d)(?!\d)")
EARLIEST, LATEST = 1, 9999
PATRONYMIC = re.compile(
    r"(ович|евич|ич|овна|евна|ична|инична|owicz|ovich|evich|ovna|evna|oglu|оглы|кызы)$", re.IGNORECASE
)


class QuestionError(ValueError):
    """The question cannot be asked as it is; the text tells the reader how to ask."""


@dataclass(frozen=True, slots=True)
class Question:
    """A name, years of birth and a place as the reader wrote them, the filters chosen, and the order of the list."""

    text: str = ""
    born_from: int | None = None
    born_to: int | None = None
    place: str = ""
    mode: str = "any"
    page: int = 1
    filters: Filters = ()
    sort: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked."""
        return not (self.text or self.place or self.born_from or self.born_to or self.filters)

    @property
    def name(self) -> str:
        """The text without a year typed beside the name."""
        return " ".join(YEAR_BESIDE_NAME.sub(" ", self.text).split()) if self.year_beside_name else self.text

    @property
    def year_beside_name(self) -> int | None:
        """The year typed into the box, when the fields for years are empty."""
        found = YEAR_BESIDE_NAME.search(self.text)
        return int(found[1]) if found and self.born_from is None and self.born_to is None else None

    @property
    def born(self) -> tuple[int, int] | None:
        """First and last year of birth; an open side reaches as far as years go."""
        if year := self.year_beside_name:
            return year, year
        if self.born_from is None and self.born_to is None:
            return None
        first, last = self.born_from or EARLIEST, self.born_to or LATEST
        return min(first, last), max(first, last)

    @property
    def years_in_words(self) -> str:
        """The years of birth that are asked for: «1890», «1890–1895», «с 1890», empty for none."""
        if self.born is None:
            return ""
        first, last = self.born
        if last == LATEST:
            return str(gettext("from %(year)s on", year=first))
        if first == EARLIEST:
            return str(gettext("up to %(year)s", year=last))
        return str(first) if first == last else f"{first}–{last}"

    def as_query(self) -> SearchQuery:
        """The same question as the search understands it."""
        return SearchQuery(
            text=self.name,
            mode=self.mode,
            born=self.born,
            place=self.place or None,
            limit=PAGE_LENGTH,
            offset=(self.page - 1) * PAGE_LENGTH,
        )

    def as_narrowing(self) -> Narrowing:
        """The filters and the order as the search understands them."""
        return as_narrowing(self.filters, self.sort)

    def changed(self, **changes: Any) -> "Question":
        """The question with changes, on its first page."""
        return replace(self, **{"page": 1, **changes})

    def without(self, name: str) -> "Question":
        """The question without this filter."""
        return self.changed(filters=tuple(one for one in self.filters if one[0] != name))

    def address(self, **changes: Any) -> dict[str, str | int]:
        """The question as parts of an address, with changes; what is not asked is left out."""
        asked = replace(self, **changes)
        parts = {
            "q": asked.text,
            "from": asked.born_from,
            "to": asked.born_to,
            "place": asked.place,
            "mode": asked.mode if asked.mode != "any" else None,
            **dict(asked.filters),
            "sort": asked.sort,
            "page": asked.page if asked.page > 1 else None,
        }
        return {name: value for name, value in parts.items() if value}


def read_question(arguments: Mapping[str, str]) -> Question:
    """The question in the parts of an address. Raises `QuestionError` with a sentence in the reader's language."""
    question = Question(
        text=_line(arguments.get("q", "")),
        born_from=_year(arguments.get("from", "")),
        born_to=_year(arguments.get("to", "")),
        place=_line(arguments.get("place", "")),
        mode=arguments["mode"] if arguments.get("mode") in MODES else "any",
        filters=read_filters(arguments),
        sort=read_sort(arguments),
        page=_page(arguments.get("page", "")),
    )
    if question.is_empty:
        raise QuestionError(gettext("Please write a name, a place or a year of birth."))
    is_alone = question.text and not (question.place or question.born or question.filters)
    if is_alone and not any(map(str.isalpha, question.text)):
        raise QuestionError(gettext("There are no letters in this question. Please write a surname, in any alphabet."))
    return question


def loosened(question: Question) -> dict[str, Question]:
    """Wider questions to offer when nobody was found: what was left out → the question without it."""
    asked, words = _with_year_apart(question), question.name.split()
    wider = {
        "filters": bool(asked.filters and (words or asked.born or asked.place)) and replace(asked, filters=()),
        "mode": asked.mode != "any" and replace(asked, mode="any"),
        "place": bool(asked.place and (words or asked.born)) and replace(asked, place=""),
        "years": bool(asked.born and (words or asked.place)) and replace(asked, born_from=None, born_to=None),
        "patronymic": len(words) > 2 and replace(asked, text=" ".join(_without_patronymic(words))),
        "surname": len(words) > 1 and replace(asked, text=words[0]),
    }
    return {what: replace(one, page=1) for what, one in wider.items() if one}


def step_by_step(question: Question) -> Iterator[tuple[str, Question]]:
    """Wider and wider questions: with each step one thing more is left out, the least telling first."""
    done: set[str] = set()
    while wider := {what: one for what, one in loosened(question).items() if what not in done}:
        what, question = next(iter(wider.items()))
        done.add(what)
        yield what, question


def _with_year_apart(question: Question) -> Question:
    year = question.year_beside_name
    return replace(question, text=question.name, born_from=year, born_to=year) if year else question


def _without_patronymic(words: list[str]) -> list[str]:
    """The words without the one that looks like a patronymic, else without the last."""
    place = next((at for at, word in enumerate(words) if at and PATRONYMIC.search(word)), len(words) - 1)
    return words[:place] + words[place + 1 :]


def _line(typed: str) -> str:
    """One line of text without control and direction signs. Too long a text is no name."""
    if len(typed) > MOST_LETTERS:
        raise QuestionError(
            gettext("This is longer than %(letters)s letters. Please write only the name.", letters=MOST_LETTERS)
        )
    visible = (" " if unicodedata.category(sign).startswith("C") else sign for sign in typed)
    line = " ".join("".join(visible).split())
    if len(line.split()) > MOST_WORDS:
        raise QuestionError(gettext("This is more than %(words)s words. Please write only the name.", words=MOST_WORDS))
    return line


def _year(typed: str) -> int | None:
    typed = _line(typed)
    if not typed:
        return None
    if not YEAR.fullmatch(typed):
        raise QuestionError(gettext("Please write the year of birth with four digits, for example 1890."))
    return int(typed)


def _page(typed: str) -> int:
    """The page asked for; anything that is no page is the first."""
    number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 5 else 1
    return min(max(number, 1), LAST_PAGE)
