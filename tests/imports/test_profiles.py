"""Facts about the built-in layouts and the rules of profiles. All people are invented."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlmodel import Session

from imports.batch import import_list, plan_import
from imports.mapping import WrongProfileError
from imports.profiles import read_profile
from imports.starting_profile import starting_profile
from memorial.records import get_record
from tests.benchmarks.invented_lists import HEADER, write_list

PROFILE = """
because = "for a test"
[source]
key = "primersk"
title = "Список"
kind = "archive_list"
citation = "Список"
[file]
delimiter = ";"
[columns]
N = "number"
who = "name"
born = "birth_date"
also = "other_surnames"
work1 = "occupation"
work2 = "occupation"
[constants]
residence = "г. Примерск"
[readers]
born = "date_and_place"
[separators]
also = " / "
[[replacements]]
column = "who"
printed = "Прмеров Пётр"
becomes = "Примеров Пётр"
because = "a letter was lost in print"
[expect]
rows = 1
"""


def test_the_rules_of_a_profile_are_kept(session: Session, tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(PROFILE, encoding="utf-8")
    row = "1;Прмеров Пётр;1890 г., с. Вымышлено;Первов / Второв;кузнец;сторож\n"
    (tmp_path / "list.csv").write_text(f"N;who;born;also;work1;work2\n{row}", encoding="utf-8")
    report = import_list(session, plan_import(tmp_path / "list.csv", str(tmp_path / "own.toml")))
    record = get_record(session, "primersk:1")
    assert record is not None and report.expected == {"rows": 1}
    assert [form["surname"] for form in record["name"]["forms"]] == ["Примеров", "Первов", "Второв"]
    assert (record["birth"]["date"]["edtf"], record["birth"]["place"]) == ("1890", "с. Вымышлено")
    assert (record["residence"], record["occupation"]) == ("г. Примерск", "кузнец; сторож")
    assert "Прмеров" in record["printed"]


@pytest.mark.parametrize(
    ("was", "becomes", "told"),
    [
        ('because = "a letter was lost in print"', 'because = ""', "no reason"),
        ("[constants]", "[konstants]", "konstants"),
        ('"date_and_place"', '"crystal_ball"', "crystal_ball"),
        ('also = " / "', 'nowhere = " / "', "nowhere"),
    ],
)
def test_a_slip_in_a_profile_is_told(tmp_path: Path, was: str, becomes: str, told: str) -> None:
    (tmp_path / "own.toml").write_text(PROFILE.replace(was, becomes), encoding="utf-8")
    with pytest.raises(WrongProfileError, match=told):
        read_profile(str(tmp_path / "own.toml"))


def test_a_starting_profile_imports_as_it_is(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Список\n\n№;ФИО;Рост\n1;Примеров Пётр;170\n", encoding="cp1251")
    (tmp_path / "own.toml").write_text(starting_profile(path), encoding="utf-8")
    report = import_list(session, plan_import(path, str(tmp_path / "own.toml")))
    assert (report.added, report.unused) == (1, ["Рост"])


def test_the_layout_of_39_columns(session: Session, tmp_path: Path) -> None:
    assert len(HEADER) == 39
    cells = dict.fromkeys(HEADER, "None") | {
        "person_id": "7", "surname": '"Примеров', "name": "Пётр", "patronimic": "Иванович", "birth_year": "1890",
        "judicial_organ": "тройка при УНКВД по Омской обл.", "process_date": "_.10.1937", "was_executed": "T",
        "surname_variations": "Премеров", "memory_book": "Книга памяти",
    }  # fmt: skip
    (tmp_path / "list.tsv").write_text("\t".join(HEADER) + "\n" + "\t".join(cells.values()) + "\n", encoding="utf-8")
    report = import_list(session, plan_import(tmp_path / "list.tsv", "memorial-lists-tsv"))
    record = get_record(session, "memorial-lists:7")
    assert record is not None and report.rejected == 0
    (sentence,) = record["events"]
    assert (sentence["penalty"], sentence["date"]["edtf"], sentence["body"]["kind"]) == (
        "death",
        "1937-10",
        "nkvd_troika",
    )
    assert [form["surname"] for form in record["name"]["forms"]] == ['"Примеров', "Премеров"]
    assert record["nationality"] is None


def test_the_layout_of_39_columns_is_found_without_a_profile(session: Session, tmp_path: Path) -> None:
    plan = plan_import(write_list(tmp_path / "list.tsv", 300), source_key="memorial-lists")
    assert (plan.file.layout.delimiter, plan.file.layout.quoting, plan.file.layout.header_row) == ("\t", False, 1)
    report = import_list(session, plan)
    assert (report.rows, report.added, report.rejected) == (300, 300, 0)
    assert len(report.mapping) >= 33
    again = import_list(session, plan_import(tmp_path / "list.tsv", "memorial-lists-tsv"))
    assert (again.added, again.unchanged) == (0, 300)


def test_a_generated_list_comes_in_whole_also_through_processes(session: Session, tmp_path: Path) -> None:
    plan = plan_import(write_list(tmp_path / "list.tsv", 4_500), "memorial-lists-tsv")
    assert plan.file.size > 1_000_000
    report = import_list(session, plan)
    assert (report.rows, report.added) == (4_500, 4_500)
    first, last = (get_record(session, f"memorial-lists:{number}") for number in (1, 4_500))
    assert first is not None and last is not None


def test_the_list_without_a_header(session: Session, tmp_path: Path) -> None:
    note = (
        "Род. в 1893, Вымышлено, русский, член ВКП(б). Приговор: ВК ВС СССР, 07.03.1937 – ВМН. Расстрелян 08.03.1937."
    )
    (tmp_path / "list.csv").write_text(f"1;1937;Примеров Пётр Иванович;{note};АП РФ\n", encoding="cp1251")
    report = import_list(session, plan_import(tmp_path / "list.csv", "stalin-lists"))
    record = get_record(session, "stalin-lists:1")
    assert record is not None and (report.rows, report.added) == (1, 1)
    assert record["name"]["surname"] == "Примеров"
    assert "execution" in [event["kind"] for event in record["events"]]


@pytest.fixture
def disk(tmp_path: Path) -> Callable[[dict[str, str]], Path]:
    """A .zip of tables in cp1251."""

    def disk(tables: dict[str, str]) -> Path:
        path = tmp_path / "disk.zip"
        with zipfile.ZipFile(path, "w") as archive:
            for name, text in tables.items():
                archive.writestr(name, text.encode("cp1251"))
        return path

    return disk


def test_the_tables_of_a_disk_are_joined(session: Session, disk: Callable[[dict[str, str]], Path]) -> None:
    packed = (1890 - 1800) << 9 | 5 << 5 | 12
    path = disk(
        {
            "persons.csv": f"id;fname_id;name_id;lname_id;birthdate;geoplace_id\n1;10;20;30;{packed};40\n",
            "fnames.csv": "id;text\n10;Примеров\n",
            "names.csv": "id;text\n20;Пётр\n",
            "lnames.csv": "id;text\n30;Иванович\n",
            "geoplace.csv": "id;text\n40;д. Вымышлено\n",
        }
    )
    report = import_list(session, plan_import(path, "memorial-disk-zip"))
    record = get_record(session, "memorial-disk:1")
    assert record is not None and report.added == 1
    assert record["name"]["printed"] == "Примеров Пётр Иванович"
    assert (record["birth"]["date"]["edtf"], record["birth"]["place"]) == ("1890-05-12", "д. Вымышлено")


@pytest.mark.parametrize(
    ("header", "tables"),
    [
        (
            "id;fname_id;name_id;lname_id;nation_id;birth;birthplace_id;liveplace_id;work_id;sudorg_id;prigovor_id",
            "fnames names lnames nations geoplace works sudorg prigovor",
        ),
        (
            "ID;FNames;Names;LNames;Nations;BirthDate;GeoPlaceBirth;GeoPlaceLive;Works;SudOrg;Prigovor",
            "fnames names lnames nations geoplace works sudorg prigovor",
        ),
        (
            "person_id;id_fam;id_imya;id_otch;id_nat;date_birth;birth_place;live_place;prof;court;sentence",
            "fam imya otch nat geoplace prof court sentence",
        ),
        (
            "pid;surname;firstname;patronymic;nationality;birth_year;placeid;address;job;organ;penalty".replace(
                "placeid", "rod_mesto"
            ),
            "surnames firstnames patronymics nationality places jobs organs penalties",
        ),
    ],
)
def test_the_columns_of_a_disk_have_many_names(
    session: Session, disk: Callable[[dict[str, str]], Path], header: str, tables: str
) -> None:
    words = ("Примеров", "Пётр", "Иванович", "поляк", "д. Вымышлено", "кузнец", "тройка при УНКВД", "ВМН")
    packed = (1890 - 1800) << 9 | 5 << 5 | 12
    row = f"9;1;1;1;1;{packed};1;2;1;1;1\n"
    path = disk(
        {f"{name}.csv": f"id;text\n1;{word}\n" for name, word in zip(tables.split(), words, strict=True)}
        | {"persons.csv": f"{header}\n{row}", "linkstat.csv": "person;stat\n9;1\n9;2\n"}
        | {"stat.csv": "text;id\n58-10;1\n58-11;2\n"}
    )
    report = import_list(session, plan_import(path, "memorial-disk-zip"))
    record = get_record(session, "memorial-disk:9")
    assert record is not None and (report.added, report.unused) == (1, [])
    assert (record["name"]["printed"], record["nationality"]["code"]) == ("Примеров Пётр Иванович", "polish")
    assert (record["birth"]["date"]["edtf"], record["birth"]["place"]) == ("1890-05-12", "д. Вымышлено")
    sentence = next(event for event in record["events"] if event["kind"] == "sentence")
    assert (sentence["penalty"], sentence["charge"], record["occupation"]) == ("death", "58-10; 58-11", "кузнец")
