"""How much of what is known do we hold? Our counts beside the totals that historians published.

The published figures are shown as they stand in print, with cut-off and citation. Where they contradict each other
(totals of single operations beside their sum, shares beside counts) nothing is reconciled. Invented records, which are
here for demonstration, count for nothing.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from sqlmodel import Session

from memorial.count_question import Condition, CountQuestion
from memorial.counts import Count, answer
from memorial.expert_tables import read_table

COLUMNS = (
    "key", "name", "order", "from", "sentenced", "first_category", "cut_off", "citation",
    "ours", "ours_first_category", "remainder",
)  # fmt: skip
NOT_INVENTED = Condition("invented", ("no",))


@dataclass(frozen=True, slots=True)
class PublishedTotal:
    """One published total, verbatim; the numbers beside it only serve to subtract ours."""

    key: str
    ru: str
    en: str
    order: str
    began: str
    sentenced: str
    sentenced_number: int
    first_category: str
    cut_off: str
    citation: str
    where: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """A published total and what we hold of it, in records."""

    published: PublishedTotal
    ours: int
    ours_first: int

    @property
    def remainder(self) -> int:
        """What the published figure counts beyond our records; below zero when we hold more records than that."""
        return self.published.sentenced_number - self.ours

    def row(self) -> dict[str, Any]:
        """The line of the table, its keys being `COLUMNS`."""
        one = self.published
        values = (one.key, one.en, one.order, one.began, one.sentenced, one.first_category, one.cut_off, one.citation)
        return dict(zip(COLUMNS, (*values, self.ours, self.ours_first, self.remainder), strict=True))


@dataclass(frozen=True, slots=True)
class RegionalShare:
    """The published share of the first category in one region, verbatim, and the same share among our records."""

    ru: str
    en: str
    first_category: str
    citation: str
    ours_first: int
    ours_with_category: int

    @property
    def ours(self) -> float | None:
        """Our share in per cent of the records whose category is known; None where there is none."""
        return 100 * self.ours_first / self.ours_with_category if self.ours_with_category else None

    def row(self) -> dict[str, Any]:
        """The line of the table."""
        return asdict(self) | {"ours": self.ours}


def published_totals() -> list[PublishedTotal]:
    """The table of published totals as data."""
    return [_published(row) for row in read_table("published_totals")]


def coverage(session: Session) -> list[Coverage]:
    """Every published total with our records of the same operation or body, without invented ones."""
    found = []
    for total in published_totals():
        table = answer(session, CountQuestion(("sentence_category",), (*total.where, NOT_INVENTED)))
        found.append(Coverage(total, table.n, _first(table)))
    return found


def regional_shares(session: Session) -> list[RegionalShare]:
    """The published shares of the first category by region, and ours by the jurisdiction in the body's name."""
    cells = {cell.values[0]: cell for cell in answer(session, CountQuestion(("jurisdiction",), (NOT_INVENTED,))).cells}
    found = []
    for row in read_table("published_first_shares"):
        own = cells.get(row["jurisdiction"])
        first, known = (own.first_category, own.with_category) if own else (0, 0)
        found.append(RegionalShare(row["ru"], row["en"], row["first_category"], row["citation"], first, known))
    return found


def as_text(totals: list[Coverage], shares: list[RegionalShare]) -> Iterator[str]:
    """The lines for a terminal: a paragraph for each total, then the shares by region."""
    for total in totals:
        one = total.published
        yield f"{one.en}{f' ({one.order})' if one.order else ''}"
        yield f"  published: {one.sentenced}; first category {one.first_category or '–'}; cut-off {one.cut_off or '–'}"
        yield f"  ours: {total.ours:,} records, first category {total.ours_first:,}; remainder {total.remainder:,}"
    yield f"Source of the figures: {'; '.join(dict.fromkeys(total.published.citation for total in totals))}."
    yield "Share of the first category by region, published and ours:"
    for share in shares:
        ours = (
            "no record with a category" if share.ours is None else f"{share.ours:.1f} % of {share.ours_with_category:,}"
        )
        yield f"  {share.en}: {share.first_category}; ours {ours}"
    yield "Published figures are shown as printed; where they contradict each other they are not reconciled."


def _first(table: Count) -> int:
    return sum(cell.first_category for cell in table.cells)


def _published(row: dict[str, str]) -> PublishedTotal:
    pairs = [condition.split("=") for condition in row["where"].split(";")]
    where = Condition(pairs[0][0], tuple(value for _, value in pairs))
    names = ("key", "ru", "en", "order", "sentenced", "first_category", "cut_off", "citation")
    verbatim = {name: row[name] for name in names}
    return PublishedTotal(**verbatim, began=row["from"], sentenced_number=int(row["sentenced_number"]), where=(where,))
