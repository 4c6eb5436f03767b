"""Facts about coverage and quality: published figures stand verbatim, ours are counts of the same records."""

import contextlib
import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import Session

from memorial import coverage as covering
from memorial import quality as measuring
from memorial.count_fields import FIELDS
from memorial.counts import count
from memorial.coverage import coverage, published_totals, regional_shares
from memorial.expert_tables import TABLES
from memorial.quality import quality
from schema.database import open_database, sqlite_module
from schema.vocabulary import vocabulary

# Figure, first category and cut-off as the literature has them: to be repeated exactly.
VERBATIM = {
    "kulak": ("over 800,000", "49.3 %", ""),
    "polish": ("140,000", "111,000", "end"),
    "german": ("55,000", "42,000", "end"),
    "kharbin": ("33,000", "21,200", "end"),
    "latvian": ("22,000", "16,500", "end"),
    "greek": ("11,260", "9,450", "mid-Sep 1938"),
    "finnish": ("7,023", "5,724", "mid-Sep 1938"),
    "romanian": ("6,300", "4,020", "mid-Sep 1938"),
    "estonian": ("5,680", "4,672", "mid-Sep 1938"),
    "all_national": ("335,513", "247,157", "end"),
}
SHARES = {
    "Armenia": "31 %",
    "Vologda": "46",
    "Belorussia": "88",
    "Krasnodar": "94",
    "Novosibirsk": "94.8",
    "Orenburg": "96.4",
}


@pytest.mark.parametrize("key", VERBATIM)
def test_published_figures_stand_as_printed(key: str) -> None:
    total = next(one for one in published_totals() if one.key == key)
    assert (total.sentenced, total.first_category, total.cut_off) == VERBATIM[key]
    assert total.citation


def test_every_operation_has_its_published_total() -> None:
    assert {one.key for one in published_totals()} >= set(vocabulary("operations"))


def test_numbers_for_subtracting_are_those_of_the_print() -> None:
    with (TABLES / "published_totals.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            assert f"{int(row['sentenced_number']):,}" in row["sentenced"]


@pytest.fixture
def earnest(sample: Session, tmp_path: Path) -> Iterator[Session]:
    """The demonstration source as if it were a real one."""
    copy = tmp_path / "memorial.db"
    with contextlib.closing(sqlite_module().connect(str(sample.connection().engine.url.database))) as database:
        database.execute("VACUUM INTO ?", (str(copy),))
    engine = open_database(f"sqlite:///{copy}")
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE source SET invented = 0")
    with Session(engine) as session:
        yield session
    engine.dispose()


def test_invented_records_cover_nothing(sample: Session) -> None:
    assert count(sample, ["operation"], ["operation=kulak"]).n > 0
    assert all(one.ours == one.ours_first == 0 for one in coverage(sample))
    assert all(one.ours is None for one in regional_shares(sample))


def test_ours_are_the_counts_of_the_same_records(earnest: Session) -> None:
    by_operation = {row[0]: row[1] for row in count(earnest, ["operation"]).rows}
    found = {one.published.key: one for one in coverage(earnest)}
    for key in vocabulary("operations"):
        assert found[key].ours == by_operation.get(key, 0)
        assert found[key].remainder == found[key].published.sentenced_number - found[key].ours
    first = count(earnest, ["operation"], ["operation=kulak", "sentence_category=first"])
    assert found["kulak"].ours_first == first.n > 0


def test_shares_by_region_stand_beside_ours(earnest: Session) -> None:
    shares = regional_shares(earnest)
    assert {one.en: one.first_category for one in shares} == SHARES
    for one in shares:
        assert one.ours is None or 0 <= one.ours <= 100


def test_coverage_in_words_names_the_figures(sample: Session) -> None:
    text = "\n".join(covering.as_text(coverage(sample), regional_shares(sample)))
    for sentenced, first, _ in VERBATIM.values():
        assert sentenced in text and first in text


def test_completeness_counts_the_records_with_a_value(sample: Session) -> None:
    found = quality(sample)
    assert {one.field for one in found.completeness} == set(FIELDS)
    sexes = {row[0]: row[1] for row in count(sample, ["sex"]).rows}
    filled = next(one.filled for one in found.completeness if one.field == "sex")
    assert sum(filled.values()) == sum(number for value, number in sexes.items() if value)


def test_contradictions_of_the_sample_are_found(sample: Session) -> None:
    found = quality(sample).contradictions
    assert found["told_otherwise"] > 0
    assert found["arrested_before_birth"] == 0


def test_what_was_checked_with_the_columns_is_what_the_database_says(
    sample: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    fast = quality(sample)
    assert sum(number for *_, number in fast.rules) > 100
    monkeypatch.setattr(measuring, "fresh_columns", lambda _session: None)
    assert quality(sample) == fast


def test_quality_in_words_names_every_field(sample: Session) -> None:
    text = "\n".join(measuring.as_text(quality(sample)))
    assert all(field in text for field in FIELDS)
