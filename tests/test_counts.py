"""Facts about counting, on the invented demonstration source."""

import pytest
from sqlalchemy import func, select
from sqlmodel import Session

from memorial.count_fields import FIELDS
from memorial.counts import UnknownCountFieldError, UnknownCountValueError, count
from memorial.errors import UsageError
from schema.records import VictimRecord
from schema.vocabulary import vocabulary


def records(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(VictimRecord)) or 0


@pytest.mark.parametrize("field", FIELDS)
def test_the_counts_of_each_field_sum_to_all_records(sample: Session, field: str) -> None:
    table = count(sample, [field])
    assert table.n == sum(row[-1] for row in table.rows) == records(sample)
    assert len({row[:-1] for row in table.rows}) == len(table.rows)


@pytest.mark.parametrize("field", [name for name, field in FIELDS.items() if field.vocabulary])
def test_values_are_codes_of_their_vocabulary(sample: Session, field: str) -> None:
    known = vocabulary(str(FIELDS[field].vocabulary))
    assert {row[0] for row in count(sample, [field]).rows} - {None} <= set(known)


def test_two_fields_cross_and_agree_with_one(sample: Session) -> None:
    crossed = count(sample, ["body_kind", "penalty"])
    alone = {row[0]: row[1] for row in count(sample, ["body_kind"]).rows}
    for kind, number in alone.items():
        assert sum(row[2] for row in crossed.rows if row[0] == kind) == number


def test_a_condition_leaves_only_its_records(sample: Session) -> None:
    by_penalty = {row[0]: row[1] for row in count(sample, ["penalty"]).rows}
    assert count(sample, ["body_kind"], ["penalty=death"]).n == by_penalty["death"]
    assert count(sample, ["body_kind"], ["penalty="]).n == by_penalty[None]


def test_a_year_can_be_asked_for(sample: Session) -> None:
    years = {row[0]: row[1] for row in count(sample, ["execution_year"]).rows}
    assert count(sample, ["sex"], ["execution_year=1937"]).n == years[1937]


def test_every_kind_of_body_and_every_penalty_occurs_in_the_sample(sample: Session) -> None:
    assert {row[0] for row in count(sample, ["body_kind"]).rows} >= set(vocabulary("body_kinds")) - {"unknown"}
    assert {row[0] for row in count(sample, ["penalty"]).rows} >= set(vocabulary("penalties"))


@pytest.mark.parametrize(
    ("by", "where", "told"),
    [
        (["shoe_size"], [], UnknownCountFieldError),
        (["sex"], ["shoe_size=44"], UnknownCountFieldError),
        (["sex"], ["penalty=deth"], UnknownCountValueError),
        (["sex"], ["penalty"], UsageError),
        (["sex"], ["birth_year=' OR 1=1"], UsageError),
        (["sex"], ["birth_year=99999999999999999999"], UsageError),
    ],
)
def test_what_cannot_be_counted_is_told(
    sample: Session, by: list[str], where: list[str], told: type[Exception]
) -> None:
    with pytest.raises(told):
        count(sample, by, where)


def test_persons_are_not_counted_before_they_are_known(sample: Session) -> None:
    with pytest.raises(UsageError, match="--unit records"):
        count(sample, ["sex"], unit="persons")
