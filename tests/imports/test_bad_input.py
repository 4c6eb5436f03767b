"""Facts about lists that are not as they should be. All people are invented."""

import gzip
import io
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlmodel import Session

from imports.batch import Report, import_list, plan_import
from imports.files import NotTextError, UnreadableFileError, open_list
from imports.layout import Layout
from imports.mapping import NothingMappedError
from imports.spreadsheets import SpreadsheetError
from imports.unpacking import UnpackingError
from memorial.errors import MemorialError
from memorial.records import get_record
from schema.data_issues import DataIssue
from schema.records import VictimRecord

Import = Callable[..., Report]
HEADER = "№,ФИО,Год рождения\n"
ROWS = "".join(f"{n},Примеров{n} Пётр Иванович,{1880 + n % 30}\n" for n in range(1, 121))


def problems(session: Session) -> list[tuple[int, str]]:
    found = session.execute(select(DataIssue.row_number, DataIssue.problem)).all()  # type: ignore[call-overload]
    return sorted(map(tuple, found))


def counts(report: Report) -> tuple[int, ...]:
    return (report.rows, report.added, report.unchanged, report.updated, report.rejected)


def written(folder: Path, content: bytes, name: str = "list.csv") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def test_a_list_of_only_a_header_has_no_rows(import_text: Import) -> None:
    assert counts(import_text(HEADER)) == (0, 0, 0, 0, 0)


def test_a_second_header_is_told_and_no_person(import_text: Import, session: Session) -> None:
    assert counts(import_text(HEADER + "1,Примеров Пётр,1890\n" + HEADER + "2,Образцов Иван,1891\n")) == (3, 2, 0, 0, 1)
    assert problems(session) == [(2, "repeated_header")]


def test_title_lines_above_the_header_are_passed_over(import_text: Import, tmp_path: Path) -> None:
    report = import_text("Список жителей\nсоставлен в 1990 г.\n\n" + HEADER + "1,Примеров Пётр,1890\n")
    assert counts(report) == (1, 1, 0, 0, 0)
    assert report.layout.header_row == 4


@pytest.mark.parametrize("row", [1, 60, 119])
def test_a_lost_quote_spoils_its_own_line_only(import_text: Import, session: Session, row: int) -> None:
    report = import_text(
        HEADER + ROWS.replace(f"\n{row},Пр", f'\n{row},"Пр') if row > 1 else HEADER + '1,"П' + ROWS[3:]
    )
    assert counts(report) == (120, 120, 0, 0, 0)
    assert problems(session) == [(row, "lost_quote")]
    assert get_record(session, f"primersk:{120 if row != 120 else 1}") is not None


def test_two_lost_quotes_do_not_swallow_what_stands_between(import_text: Import, session: Session) -> None:
    text = HEADER + ROWS.replace("\n7,Пр", '\n7,"Пр').replace("\n9,Пр", '\n9,"Пр')
    assert counts(import_text(text)) == (120, 120, 0, 0, 0)
    assert [row for row, problem in problems(session) if problem == "lost_quote"] == [7, 9]


def test_a_ten_megabyte_cell_is_kept_whole(import_text: Import, session: Session) -> None:
    long = "слово " * 900_000
    assert counts(import_text(f"№,ФИО,Примечание\n1,Примеров Пётр,{long}\n")) == (1, 1, 0, 0, 0)
    record = get_record(session, "primersk:1")
    assert record is not None and record["remarks"] == long.strip()


def test_a_hundred_thousand_columns_are_told(tmp_path: Path) -> None:
    text = ",".join(f"к{n}" for n in range(100_000)) + "\n" + "," * 99_999 + "\n"
    with pytest.raises(UnreadableFileError, match="100,000 columns"):
        open_list(written(tmp_path, text.encode()))


def test_a_name_of_forty_words_comes_in(import_text: Import, session: Session) -> None:
    name = " ".join(f"Слово{n}" for n in range(40))
    assert counts(import_text(HEADER + f"1,{name},1890\n")) == (1, 1, 0, 0, 0)
    record = get_record(session, "primersk:1")
    assert record is not None and record["name"]["printed"] == name


def test_rows_alike_in_a_list_without_numbers_are_kept_and_told_once(import_text: Import, session: Session) -> None:
    text = "ФИО;Год рождения\n" + "Примеров Пётр;1890\n" * 3 + "Образцов Иван;1891\n"
    assert counts(import_text(text)) == (4, 4, 0, 0, 0)
    assert problems(session) == [(0, "rows_alike")]
    assert counts(import_text(text)) == (4, 0, 4, 0, 0)


def test_the_citation_names_a_number_only_when_the_source_has_one(import_text: Import, session: Session) -> None:
    import_text(HEADER + "17,Примеров Пётр,1890\n")
    numbered = get_record(session, "primersk:17")
    assert numbered is not None and numbered["source"]["citation"].endswith("№ 17.")
    import_text("ФИО;Год рождения\nОбразцов Иван;1891\n")
    key = session.execute(select(VictimRecord.key).where(VictimRecord.key != "primersk:17")).scalar_one()  # type: ignore[call-overload,arg-type]
    other = get_record(session, key)
    assert other is not None and "№" not in other["source"]["citation"]


def test_a_number_that_stands_twice_keeps_both_and_is_told(import_text: Import, session: Session) -> None:
    text = HEADER + "1,Примеров Пётр,1890\n1,Образцов Иван,1891\n1,Выдуманов Пётр,1892\n"
    assert counts(import_text(text)) == (3, 3, 0, 0, 0)
    assert problems(session) == [(2, "repeated_number"), (3, "repeated_number")]
    assert counts(import_text(text)) == (3, 0, 3, 0, 0)


def test_nul_bytes_and_mixed_encodings_spoil_their_cells_only(session: Session, tmp_path: Path) -> None:
    content = (HEADER + "1,Примеров Пётр,18\x0090\n").encode() + "2,Образцов Иван,1891\n".encode("cp1251")
    report = import_list(session, plan_import(written(tmp_path, content), source_key="primersk"))
    assert counts(report) == (2, 2, 0, 0, 0)
    for key, surname in (("primersk:1", "Примеров"), ("primersk:2", "Образцов")):
        record = get_record(session, key)
        assert record is not None and record["name"]["surname"] == surname
    assert problems(session) == [(1, "nul_byte"), (2, "mixed_encoding")]


@pytest.mark.parametrize(
    ("usual", "other"), [("utf-8", "cp1251"), ("utf-8", "koi8-r"), ("utf-8", "cp866"), ("cp1251", "utf-8")]
)
def test_rows_of_another_encoding_are_read_and_told(session: Session, tmp_path: Path, usual: str, other: str) -> None:
    header, *rows = (HEADER.replace("№", "номер") + ROWS).splitlines(keepends=True)
    encodings = [other if number % 9 == 0 else usual for number in range(len(rows))]
    content = header.encode(usual) + b"".join(r.encode(e) for r, e in zip(rows, encodings, strict=True))
    report = import_list(session, plan_import(written(tmp_path, content), source_key="primersk", layout=Layout(usual)))
    assert counts(report) == (120, 120, 0, 0, 0)
    assert problems(session) == [(number + 1, "mixed_encoding") for number in range(0, 120, 9)]
    for number in (1, 2, 10, 109):
        record = get_record(session, f"primersk:{number}")
        assert record is not None and record["name"]["printed"] == f"Примеров{number} Пётр Иванович"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "cp1251"])
def test_utf16_without_mark_and_capitals_are_read(session: Session, tmp_path: Path, encoding: str) -> None:
    text = (HEADER + ROWS).upper()
    plan = plan_import(written(tmp_path, text.encode(encoding)), source_key="primersk")
    assert (plan.file.layout.encoding, import_list(session, plan).added) == (encoding, 120)


def test_a_picture_is_no_list(tmp_path: Path) -> None:
    with pytest.raises(NotTextError, match="is a picture"):
        open_list(written(tmp_path, b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20))


def test_a_list_without_known_columns_is_told(import_text: Import) -> None:
    with pytest.raises(NothingMappedError, match="write a profile"):
        import_text("а,б\n1,2\n")


def test_noise_ends_in_one_sentence_or_in_rows(session: Session, tmp_path: Path) -> None:
    chance = random.Random(7)
    for number in range(30):
        content = HEADER.encode() + chance.randbytes(2_000)
        try:
            import_list(session, plan_import(written(tmp_path, content), source_key=f"noise-{number}"))
        except MemorialError as told:
            assert str(told).endswith(".")


def test_packed_lists_are_unpacked(session: Session, tmp_path: Path) -> None:
    text = (HEADER + ROWS).encode()
    packed = written(tmp_path, gzip.compress(text), "list.csv.gz")
    assert import_list(session, plan_import(packed)).added == 120
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("folder/list.csv", text)
    assert import_list(session, plan_import(written(tmp_path, buffer.getvalue(), "b.zip"))).added == 120


def test_a_bomb_is_told_before_it_bursts(tmp_path: Path) -> None:
    zeros = b"0" * (1 << 20)
    buffer = io.BytesIO()
    with gzip.open(buffer, "wb") as packed:
        for _ in range(80):
            packed.write(zeros)
    with pytest.raises(UnpackingError, match="grows beyond all lists"):
        open_list(written(tmp_path, buffer.getvalue(), "bomb.csv.gz"))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.csv", zeros * 80)
    with pytest.raises(UnpackingError, match="grows beyond all lists"):
        open_list(written(tmp_path, buffer.getvalue(), "bomb.zip"))


def test_damaged_archives_are_told(tmp_path: Path) -> None:
    with pytest.raises(UnpackingError, match="is damaged"):
        open_list(written(tmp_path, gzip.compress(ROWS.encode())[:-20], "half.csv.gz"))
    with pytest.raises(MemorialError, match="is damaged"):
        open_list(written(tmp_path, b"PK\x03\x04" + b"nothing" * 50, "half.zip"))


def book(rows: list[list[str]], declared: int | None = None) -> bytes:
    """A workbook of one sheet, as small as a reader accepts it."""
    cells = "".join(
        "<row>" + "".join(f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in row) + "</row>" for row in rows
    )
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{types}"><Default Extension="xml" '
        'ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{relations}"><Relationship Id="r1" Type="{office}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
        '<sheet name="Список" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{relations}"><Relationship Id="r1" '
        f'Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{cells}</sheetData></worksheet>',
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return buffer.getvalue()


def test_a_workbook_comes_in(session: Session, tmp_path: Path) -> None:
    path = written(tmp_path, book([["№", "ФИО", "Год рождения"], ["1", "Примеров Пётр", "1890"]]), "list.xlsx")
    assert import_list(session, plan_import(path, source_key="primersk")).added == 1
    record = get_record(session, "primersk:1")
    assert record is not None and record["birth"]["date"]["edtf"] == "1890"


def test_a_sheet_that_is_not_there_is_told_with_those_that_are(tmp_path: Path) -> None:
    path = written(tmp_path, book([["ФИО"]]), "list.xlsx")
    with pytest.raises(SpreadsheetError, match="Список"):
        open_list(path, Layout(sheet="Лист9"))


def test_a_protected_and_a_damaged_workbook_are_told(tmp_path: Path) -> None:
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600)
    with pytest.raises(SpreadsheetError, match="protected by a password"):
        open_list(written(tmp_path, locked, "locked.xlsx"))
    torn = book([["ФИО"], ["Примеров"]]).replace(b"xl/worksheets/sheet1.xml", b"xl/worksheets/sheetX.xml")
    with pytest.raises(SpreadsheetError, match="damaged"):
        open_list(written(tmp_path, torn, "torn.xlsx"))


def test_a_workbook_that_grows_beyond_its_size_is_told(tmp_path: Path) -> None:
    path = written(tmp_path, book([["ФИО"], ["0" * (100 << 20)]]), "bomb.xlsx")
    with pytest.raises(SpreadsheetError, match="grows beyond all lists"):
        open_list(path)


def test_a_workbook_that_lies_about_its_size_is_told(tmp_path: Path) -> None:
    """The sheet declares 100 bytes in the archive's directory and holds a thousand times more."""
    honest = book([["ФИО"], *[[f"Примеров{n}"] for n in range(2_000)]])
    with zipfile.ZipFile(io.BytesIO(honest)) as archive:
        size = archive.getinfo("xl/worksheets/sheet1.xml").file_size
    lying = honest.replace(size.to_bytes(4, "little"), (100).to_bytes(4, "little"))
    assert lying != honest
    with pytest.raises(SpreadsheetError, match="damaged or larger than it says"):
        open_list(written(tmp_path, lying, "lying.xlsx"))
