"""Which record stands in which row of the columns? Its number, its place in the alphabet, and what lists alone ask."""

from typing import Any

import numpy as np
from sqlalchemy import FromClause, Integer, String, case, cast, column, extract, func, select, table
from sqlalchemy.sql.elements import ColumnElement

from memorial.callings import MAIN
from memorial.count_fields import execution, record
from schema.database import table_of
from schema.search_index import NamePosting

Numbers = np.ndarray[Any, Any]
Expression = ColumnElement[Any]

posting = table_of(NamePosting)
# Made once of all parts of names, however many records are looked at in turn.
RANKED = "SELECT id, text, row_number() OVER (ORDER BY text, id) AS rank FROM name_part"
ranked_name = table("ranked_name", column("id", Integer), column("text", String), column("rank", Integer))

_main_name = (
    select(
        posting.c.record_id,
        *(func.min(posting.c[name]).label(name) for name in ("surname_id", "given_name_id", "patronymic_id")),
    )
    .where(posting.c.kind == MAIN)
    .group_by(posting.c.record_id)
    .subquery("main_name")
)
_surname, _given_name, _patronymic = (ranked_name.alias(name) for name in ("surname", "given_name", "patronymic"))


def _year(day: str) -> Expression:
    return cast(extract("year", record.c[day]), Integer)


# Plain numbers, 0 for none.
NUMBERS: dict[str, Expression] = {
    "record": record.c.id,
    "born_first": _year("birth_earliest"),
    "born_last": _year("birth_latest"),
    "birth_place": record.c.birth_place_id,
    "residence_place": record.c.residence_place_id,
}
# The place of each part of the name in the alphabet; they give the order of the rows and are not kept.
RANKS: dict[str, Expression] = {
    "surname_rank": _surname.c.rank,
    "given_name_rank": _given_name.c.rank,
    "patronymic_rank": _patronymic.c.rank,
}
# Values that are kept in a list of their own, as those of the fields to count by.
LISTED: dict[str, Expression] = {
    "surname_start": func.upper(func.substr(_surname.c.text, 1, 2)),
    "execution_day": case((execution.c.earliest == execution.c.latest, func.substr(execution.c.edtf, 6, 5))),
}
ROW_OF_RECORD = "row_of_record"  # the rows in the order of the records' numbers


def with_names(rows: FromClause) -> FromClause:
    """The rows joined with the parts of each main name."""
    rows = rows.outerjoin(_main_name, _main_name.c.record_id == record.c.id)
    for names, number in ((_surname, "surname_id"), (_given_name, "given_name_id"), (_patronymic, "patronymic_id")):
        rows = rows.outerjoin(names, names.c.id == _main_name.c[number])
    return rows


def alphabetical(ranks: list[Numbers], records: Numbers) -> Numbers:
    """The places of the records in the order of surname, given name and patronymic; who has none comes last."""
    filled = [np.where(rank == 0, np.iinfo(rank.dtype).max, rank) for rank in ranks]
    return np.lexsort((records, *reversed(filled)))
