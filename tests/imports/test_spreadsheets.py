"""Facts about spreadsheets as the usual programs write them. All people are invented."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session, select

from imports.batch import import_list, plan_import
from imports.files import open_list
from imports.sheet_process import LOST_DATE
from memorial.records import get_record
from schema.data_issues import DataIssue

Rows = list[list[Any]]

ROWS: Rows = [
    ["№", "ФИО", "Год рождения", "Дата ареста", "Примечание"],
    *(
        [n, f"Примеров{n} Пётр Иванович", 1880 + n, date(1937, 1 + n % 12, 1 + n), "«да»; нет,\nещё" if n % 2 else None]
        for n in range(1, 25)
    ),
]


def write_xls(path: Path, rows: Rows) -> None:
    xlwt = pytest.importorskip("xlwt", reason="xlwt is not installed: no XLS can be made here")
    book = xlwt.Workbook(encoding="utf-8")
    book.add_sheet("Титул").write(0, 0, "Список жителей")
    sheet = book.add_sheet("Люди")
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            if isinstance(cell, date):
                sheet.write(row, column, cell, xlwt.easyxf(num_format_str="DD.MM.YYYY"))
            elif cell is not None:
                sheet.write(row, column, cell)
    book.save(str(path))


def write_ods(path: Path, rows: Rows) -> None:
    pytest.importorskip("odf", reason="odfpy is not installed: no ODS can be made here")
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.table import Table, TableCell, TableRow
    from odf.text import P

    document = OpenDocumentSpreadsheet()
    for name, lines in (("Титул", [["Список жителей"]]), ("Люди", rows)):
        table = Table(name=name)
        for cells in lines:
            row = TableRow()
            for cell in cells:
                kind = {date: "date", int: "float"}.get(type(cell), "string")
                value = {"date": {"datevalue": str(cell)}, "float": {"value": cell}}.get(kind, {})
                made = TableCell(valuetype=kind, **value) if cell is not None else TableCell()
                if cell is not None:
                    made.addElement(P(text=str(cell)))
                row.addElement(made)
            table.addElement(row)
        document.spreadsheet.addElement(table)
    document.save(str(path))


def write_xlsx(path: Path, rows: Rows) -> None:
    openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is not installed: no XLSX can be made here")
    book = openpyxl.Workbook()
    book.active.title = "Титул"
    book.active["A1"] = "Список жителей"
    sheet = book.create_sheet("Люди")
    for cells in rows:
        sheet.append(cells)
    sheet["A40"] = " "  # rows that were once filled
    book.save(path)


@pytest.mark.parametrize(("ending", "write"), [("xls", write_xls), ("ods", write_ods), ("xlsx", write_xlsx)])
def test_a_spreadsheet_comes_in_whole(
    session: Session, tmp_path: Path, ending: str, write: Callable[[Path, Rows], None]
) -> None:
    path = tmp_path / f"list.{ending}"
    write(path, ROWS)
    plan = plan_import(path, source_key="primersk")
    assert plan.file.sheets == ("Люди", "Титул")
    report = import_list(session, plan)
    assert (report.rows, report.added, report.rejected, report.issues) == (24, 24, 0, 0)
    for number in (1, 12, 24):
        record = get_record(session, f"primersk:{number}")
        assert record is not None
        assert record["name"]["printed"] == f"Примеров{number} Пётр Иванович"
        assert record["birth"]["date"]["edtf"] == str(1880 + number)
        assert record["events"][0]["date"]["edtf"] == str(ROWS[number][3])
    again = import_list(session, plan_import(path, source_key="primersk"))
    assert (again.added, again.updated, again.unchanged) == (0, 0, 24)


def test_a_date_that_the_format_cannot_hold_is_a_doubt(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    write_xlsx(path, [["№", "ФИО", "Дата рождения"], [1, "Примеров Пётр Иванович", date(1885, 3, 5)]])
    report = import_list(session, plan_import(path, source_key="primersk"))
    assert (report.added, report.issues) == (1, 1)
    issue = session.scalars(select(DataIssue)).one()
    assert (issue.column, issue.printed, issue.problem) == ("Дата рождения", LOST_DATE, "unread_date")


def test_cells_are_those_that_a_person_sees(tmp_path: Path) -> None:
    path = tmp_path / "list.ods"
    write_ods(path, ROWS)
    rows = dict(open_list(path).rows())
    assert rows[1] == ["1", "Примеров1 Пётр Иванович", "1881", "02.02.1937", "«да»; нет,\nещё"]
    assert rows[2][:4] == ["2", "Примеров2 Пётр Иванович", "1882", "03.03.1937"]
