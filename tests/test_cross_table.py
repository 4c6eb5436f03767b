"""Facts about tables laid out for reading: every sum holds, numbers stand in their order, the rest is «others»."""

import pytest
from sqlmodel import Session

from memorial.counts import count
from memorial.cross_table import Margin, cross


@pytest.mark.parametrize("by", [["body_kind"], ["body_kind", "sentence_year"], ["nationality", "victim_category"]])
@pytest.mark.parametrize(("most_rows", "most_columns"), [(100, 100), (3, 2), (1, 1)])
def test_every_sum_holds(sample: Session, by: list[str], most_rows: int, most_columns: int) -> None:
    table = count(sample, by)
    laid = cross(table, most_rows, most_columns)
    assert laid.sum().count == table.n
    assert sum(laid.sum(row).count for row in laid.rows) == table.n
    if len(by) == 2:
        assert sum(laid.sum(column=column).count for column in laid.columns) == table.n
        for row in laid.rows:
            assert sum(laid.sum(row, column).count for column in laid.columns) == laid.sum(row).count
    assert sum(laid.sum(row).first_category for row in laid.rows) == laid.sum().first_category


def test_a_cell_is_the_count_of_both_values(sample: Session) -> None:
    table = count(sample, ["body_kind", "sentence_year"])
    laid = cross(table, 100, 100)
    for kind, year, number in table.rows:
        assert laid.sum(kind, year).count == number
    assert Margin.OTHERS not in (*laid.rows, *laid.columns)


def test_years_stand_in_their_order_and_words_by_frequency(sample: Session) -> None:
    laid = cross(count(sample, ["sentence_year"]), 100, 1)
    years = [year for year in laid.rows if isinstance(year, int)]
    assert years == sorted(years) and laid.rows[-1] is None
    numbers = [laid.sum(kind).count for kind in cross(count(sample, ["penalty"]), 100, 1).rows if kind]
    assert numbers == sorted(numbers, reverse=True)


def test_shares_are_parts_of_row_column_and_all(sample: Session) -> None:
    laid = cross(count(sample, ["body_kind", "penalty"]), 100, 100)
    for row in laid.rows:
        assert sum(laid.share(row, column, "row") or 0 for column in laid.columns) == pytest.approx(1)
    for column in laid.columns:
        assert sum(laid.share(row, column, "column") or 0 for row in laid.rows) == pytest.approx(1)
    assert laid.share(Margin.ALL, Margin.ALL, "total") == 1
    assert laid.share("nowhere", Margin.ALL, "first") is None
