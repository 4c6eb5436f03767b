"""How do the words of a charge make articles? One walk over them, remembering what a number now means."""

import re
from dataclasses import dataclass, field
from functools import cache

from memorial.dates import find_date
from memorial.expert_tables import read_table
from memorial.legal_words import LegalWord

FORMULA_CODE = "литерная статья"  # the code of a formula: letters instead of an article
ACT_NUMBER = re.compile(r"(?:№\s?|\b(?=0\d{3}))([\w/-]+)")
# What may follow a number that begins a charge without «ст.», for it to be an article.
AFTER_ARTICLE = frozenset({"label", "code", "part", "point", "letter", "link", "comma", "via", "end"})
WITHIN_LIST = frozenset({"number", "comma", "link", "letter", "part", "point"})
LONGEST_LIST = 40  # words; the longest printed list has 15 articles
EXPLAINING = frozenset("-–—(#")
# A letter with no quotation marks is a point only right after these: «72 а», «п. а», not «в соотв.».
BEFORE_LETTER = frozenset({"number", "point", "letter"})


@dataclass(slots=True)
class ArticleDraft:
    """An article while its words are still coming."""

    start: int
    end: int
    article: str
    code: str | None = None
    part: str | None = None
    points: list[str] = field(default_factory=list)


@cache
def _general() -> frozenset[str]:
    return frozenset(row["article"] for row in read_table("legal_general_articles"))


@cache
def _sub_articles() -> dict[str, int]:
    return {row["article"]: int(row["last"]) for row in read_table("legal_sub_articles")}


class ArticleReader:
    """Goes through the words once; what it has seen tells what the next number is."""

    def __init__(self, words: list[LegalWord]) -> None:
        self.words = words
        self.place = 0
        self.found: list[ArticleDraft] = []
        self.uncoded = 0  # from here on, articles wait for their code
        self.code: str | None = None  # a code printed before its articles
        self.listing = True  # a number now is an article: at the beginning, after «ст.», within a list
        self.points = False  # a number now is a point: after «п.»
        self.base: str | None = None  # «58» of «58-10, 11»
        self.part_ahead: str | None = None  # «ч. 1» of «ч. 1 ст. 58-10»

    def read(self) -> list[ArticleDraft]:
        """The articles of all words."""
        while self.place < len(self.words):
            word = self.words[self.place]
            self.place += 1
            getattr(self, f"_{word.kind}")(word)
        return self.found

    def _next_kind(self) -> str:
        return self.words[self.place].kind if self.place < len(self.words) else "end"

    def _open(self, draft: ArticleDraft) -> None:
        draft.code = draft.code or self.code
        self.found.append(draft)

    def _act(self, word: LegalWord) -> None:
        self.listing = self.points = False
        self._open(ArticleDraft(word.start, word.end, _act_article(word.value), code=_act_name(word.value)))
        self.uncoded = len(self.found)

    def _code(self, word: LegalWord) -> None:
        """A code belongs to the articles before it that wait for one; printed first, to those that follow."""
        code = _code_name(word.value)
        for draft in self.found[self.uncoded :]:
            draft.code = draft.code or code
        if self.uncoded == len(self.found):
            self.code = code
        self.uncoded = len(self.found)
        self.points = False

    def _formula(self, word: LegalWord) -> None:
        self._open(ArticleDraft(word.start, word.end, word.value, code=FORMULA_CODE))
        self.listing = self.points = False
        self.uncoded = len(self.found)

    def _words(self, word: LegalWord) -> None:
        letters = next(letters for pattern, letters in _formula_words() if pattern.fullmatch(word.value))
        self._formula(LegalWord("formula", letters, word.start, word.end))

    def _label(self, _: LegalWord) -> None:
        self.listing, self.points = True, False
        if self._next_kind() != "point":  # «58 ст. п. 10» goes on
            self.base = None

    def _via(self, _: LegalWord) -> None:
        self.points = False

    def _part(self, word: LegalWord) -> None:
        if self._next_kind() == "label":
            self.part_ahead = word.value
        elif self.listing and self.found:
            self.found[-1].part, self.found[-1].end = word.value, word.end
            self.points = False

    def _point(self, _: LegalWord) -> None:
        self.points = self.listing and bool(self.found)

    def _letter(self, word: LegalWord) -> None:
        after = self.words[self.place - 2].kind if self.place > 1 else ""
        if self.listing and self.found and after in BEFORE_LETTER and self.found[-1].code != FORMULA_CODE:
            self.found[-1].points.append(word.value)
            self.found[-1].end = word.end

    def _link(self, word: LegalWord) -> None:
        """«-11» in a list «58-10, -11» continues the base; elsewhere a dash before free words ends the list."""
        if not self.base:
            self.listing = False

    def _comma(self, _: LegalWord) -> None:
        """A list goes on; a comma after free words begins nothing."""

    def _other(self, _: LegalWord) -> None:
        self.listing = self.points = False
        self.base = None

    def _number(self, word: LegalWord) -> None:
        chain = [one for linked in [word, *self._linked()] for one in _taken_apart(linked)]
        known = len(chain) > 1 and chain[0].value in _sub_articles()
        if not known and not (self._runs_into_code() if not self.listing else self.found or self._begins(chain)):
            self.listing = False
            return
        self.listing = True
        for one in _without_repeated_base(chain):
            if self.points or self._continues(one):
                self._take_points(one)
            else:
                self._take_articles(one)
        if self.part_ahead:
            self.found[-1].part, self.part_ahead = self.part_ahead, None

    def _linked(self) -> list[LegalWord]:
        """The numbers joined to this one by dashes or strokes."""
        linked = []
        while (
            self._next_kind() == "link"
            and self.place + 1 < len(self.words)
            and self.words[self.place + 1].kind == "number"
        ):
            linked.append(self.words[self.place + 1])
            self.place += 2
        return linked

    def _runs_into_code(self) -> bool:
        """Whether a list of numbers that stands among free words ends in a code: «агитация, 72, 74 УК БССР»."""
        for word in self.words[self.place : self.place + LONGEST_LIST]:
            if word.kind == "code":
                return True
            if word.kind not in WITHIN_LIST:
                return False
        return False

    def _begins(self, chain: list[LegalWord]) -> bool:
        """Whether a number can begin the articles: after «ст.», in a chain, or followed by an article's words."""
        after_label = any(word.kind == "label" for word in self.words[: self.place])
        return after_label or len(chain) > 1 or self._next_kind() in AFTER_ARTICLE or self._explained_next()

    def _explained_next(self) -> bool:
        """«68 - шпионаж», «61 (агитация)»: an article with its words."""
        return self.words[self.place].value in EXPLAINING

    def _continues(self, chain: list[LegalWord]) -> bool:
        """«11» of «58-10, 11» is 58-11: no own base, and small enough."""
        last = _sub_articles().get(self.base or "")
        return last is not None and all(int(word.value) <= last for word in chain)

    def _take_points(self, chain: list[LegalWord]) -> None:
        """Points of the article before them: «58 п. 8, 10» is 58-8 and 58-10, «109 п. 2» is 109 with a point."""
        base = self.base
        if base in _sub_articles():
            for word in chain:
                self._sub_article(str(base), word)
            return
        self.found[-1].points.extend(word.value for word in chain)
        self.found[-1].end = chain[-1].end

    def _sub_article(self, base: str, word: LegalWord) -> None:
        last = self.found[-1] if self.found else None
        if last and last.article == base and not last.part:  # «58 п. 8»: the bare base was only its beginning
            last.article, last.end = f"{base}-{word.value}", word.end
        else:
            self._open(ArticleDraft(word.start, word.end, f"{base}-{word.value}"))

    def _sub_article_or_part(self, base: str, word: LegalWord, is_last: bool) -> None:
        """«58-10-2» is part 2 of 58-10, which has two parts; «58-10-11» is two articles."""
        last = self.found[-1]
        if is_last and last.article == f"{base}-10" and word.value in ("1", "2"):
            last.part, last.end = word.value, word.end
        else:
            self._sub_article(base, word)

    def _take_articles(self, chain: list[LegalWord]) -> None:
        """«58-2-6» is 58-2 and 58-6; «17-58-8» is 58-8 through 17; «63-1» and «72» are themselves."""
        while len(chain) > 1 and chain[0].value in _general() and int(chain[1].value) > int(chain[0].value):
            self._open(ArticleDraft(chain[0].start, chain[0].end, chain[0].value))
            chain = chain[1:]
        first, *rest = chain
        self.base = first.value
        if first.value in _sub_articles():
            self._open(ArticleDraft(first.start, first.end, first.value))
            for word in rest:
                self._sub_article_or_part(first.value, word, is_last=word is rest[-1])
            return
        if rest and int(rest[0].value) > int(first.value):  # «72-74»: two articles; «63-1» is one
            for word in chain:
                self._open(ArticleDraft(word.start, word.end, word.value))
            return
        article = "-".join(word.value for word in chain[:2])
        self._open(ArticleDraft(first.start, chain[:2][-1].end, article))
        for word in chain[2:]:
            self._open(ArticleDraft(word.start, word.end, f"{first.value}-{word.value}"))


def _taken_apart(word: LegalWord) -> list[LegalWord]:
    """«58.10», «5810», «58¹⁰»: an article and its point printed as one number."""
    return [LegalWord(word.kind, value, word.start, word.end) for value in word.value.split("-")]


def _without_repeated_base(chain: list[LegalWord]) -> list[list[LegalWord]]:
    """«58-7 – 58-11» is every article from 58-7 to 58-11."""
    base, last = chain[0].value, _sub_articles().get(chain[0].value)
    if last is None or [word.value for word in chain[2:3]] != [base] or len(chain) != 4:
        return [chain]
    first_point, last_point = int(chain[1].value), int(chain[3].value)
    if not 0 < first_point < last_point <= last:
        return [chain[:2], chain[2:]]
    start, end = chain[0].start, chain[3].end
    between = [LegalWord("number", str(point), start, end) for point in range(first_point, last_point + 1)]
    return [[LegalWord("number", base, start, end), *between]]


@cache
def _formula_words() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple(
        (re.compile(row["pattern"], re.IGNORECASE), row["letters"]) for row in read_table("legal_formula_words")
    )


@cache
def _codes() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(row["pattern"], re.IGNORECASE), row["code"]) for row in read_table("legal_codes"))


@cache
def _acts() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(row["pattern"], re.IGNORECASE), row["act"]) for row in read_table("legal_acts"))


def _code_name(printed: str) -> str | None:
    """«УК БССР», «БССР» → «УК БССР»; «УК» alone does not say of which republic."""
    names = (printed, re.sub(r"^УК\s{0,3}", "", printed, flags=re.IGNORECASE))  # «Украинской ССР», «УКРСФСР»
    return next((code for pattern, code in _codes() if any(map(pattern.fullmatch, names))), None)


def _act_name(printed: str) -> str | None:
    return next((act for pattern, act in _acts() if pattern.match(printed)), None)


def _act_article(printed: str) -> str:
    """The number of the act, or else its date."""
    number = ACT_NUMBER.search(printed)
    found = find_date(printed, century=1900)
    date = found.date.edtf if found else ""
    return f"№ {number[1]}" if number else date or printed
