"""How is a table of counts laid out on a page? In words, with links that narrow it, and with how to cite it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from flask import current_app, url_for
from flask_babel import format_date, format_decimal, gettext

from memorial.body_profiles import body_names
from memorial.count_columns import data_state
from memorial.count_fields import SYNONYMS
from memorial.counts import Count
from memorial.cross_table import CrossTable, Label, Margin, cross
from memorial.snapshot_states import number_of_state
from web.body_words import body_name
from web.count_words import FIELD_NAMES, Names, condition_in_words, value_in_words
from web.database import reading
from web.holdings import holdings
from web.languages import language

# A longer table is taken away as CSV; a page stays below 100 kB.
MOST_ROWS, MOST_CROSSED_ROWS, MOST_COLUMNS = 250, 80, 12
AFTER_NARROWING = ("sentence_year", "body_kind")


@dataclass(frozen=True, slots=True)
class TablePage:
    """A table of counts laid out for a reader: labels in words, numbers as they are written, links that narrow."""

    table: Count
    shown: CrossTable
    names: Names
    measure: str
    where: tuple[str, ...]

    def word(self, place: int, value: Label) -> str:
        """A value of the first or second field in words."""
        return value_in_words(self.table.by[place], value, self.names)

    def cell(self, row: Label, column: Label = Margin.ALL, measure: str | None = None) -> str:
        """The number or the per cent where a row and a column meet; a dash where nothing can be divided."""
        of = measure or self.measure
        if of == "count":
            number = self.shown.sum(row, column).count
            return str(format_decimal(number)) if number else "·"
        share = self.shown.share(row, column, of)
        return "—" if share is None else str(format_decimal(round(100 * share, 1)))

    def narrowed(self, value: Label) -> str | None:
        """The address of the same count for this value of the first field alone, or of the page about it."""
        field = self.table.by[0]
        if isinstance(value, Margin):
            return None
        if field in ("sentencing_body", "operation") and value is not None:
            return url_for("statistics.body" if field == "sentencing_body" else "statistics.operation", key=value)
        following = self.table.by[1] if len(self.table.by) > 1 else next(one for one in AFTER_NARROWING if one != field)
        condition = f"{field}={'' if value is None else value}"
        return url_for("statistics.statistics", rows=following, where=[*self.where, condition])

    def address(self, where: Sequence[str], *, external: bool = False) -> str:
        """The permanent address of this table under these conditions."""
        rows, columns = (*self.table.by, None)[:2]
        return url_for("statistics.statistics", rows=rows, columns=columns, where=list(where), _external=external)

    def conditions(self) -> list[tuple[str, str]]:
        """Each condition in words, with the address of the table without it."""
        found = []
        for condition in self.table.question.where:
            rest = [text for text in self.where if _field(text) != condition.field]
            words = condition_in_words(condition.field, condition.values, self.names)
            found.append((words, self.address(rest)))
        return found


def _field(condition: str) -> str:
    name = condition.partition("=")[0].strip()
    return SYNONYMS.get(name, name)


def lay_out(table: Count, measure: str = "count", where: Sequence[str] = ()) -> TablePage:
    """The page of a table; `where` are its conditions as the address has them."""
    rows = MOST_ROWS if len(table.by) == 1 else MOST_CROSSED_ROWS
    return TablePage(table, cross(table, rows, MOST_COLUMNS), names_in(table), measure, tuple(where))


def names_in(table: Count) -> Names:
    """What the keys of bodies and sources in this table are called."""
    names = source_titles()
    values = [
        value for place, field in enumerate(table.by) if field == "sentencing_body" for value in table.totals(place)
    ]
    asked = [
        one for condition in table.question.where if condition.field == "sentencing_body" for one in condition.values
    ]
    keys = [str(value) for value in (*values[: MOST_ROWS * 2], *asked) if value]
    own = {key: body_name(one.name_ru, one.name_en, language()) for key, one in body_names(reading(), keys).items()}
    return names | own


def source_titles() -> dict[str, str]:
    """Key → title of each source that has records."""
    return {one.source.key: one.source.title for one in holdings(reading()).sources}


def cite_table(page: TablePage) -> str:
    """How a scholar cites this table: what it counts, how many, which data, and where it stands."""
    table = page.table
    number = number_of_state(current_app.config["SNAPSHOTS"], data_state(reading()))
    counted = " × ".join(str(FIELD_NAMES[name]) for name in table.by)
    conditions = "; ".join(words for words, _ in page.conditions())
    return str(
        gettext(
            "Memorial Book: victims of Soviet political terror. %(data)s. Table: %(counted)s, n = %(n)s. %(address)s",
            data=gettext("Snapshot %(number)s", number=number) if number else _today(),
            counted=f"{counted} ({conditions})" if conditions else counted,
            n=format_decimal(table.n),
            address=page.address(page.where, external=True),
        )
    )


def _today() -> str:
    day = format_date(datetime.now(UTC).date(), "long")
    return str(gettext("Counted on %(day)s, no snapshot holds this data yet", day=day))
