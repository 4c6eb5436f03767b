"""Facts about opening lists. All people are invented."""

from pathlib import Path

import pytest

from imports.files import NotTextError, UnreadableFileError, open_list
from imports.layout import Layout, find_delimiter
from imports.unpacking import UnpackingError


def written(folder: Path, content: str | bytes) -> Path:
    path = folder / "list.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_the_one_that_cuts_alike(delimiter: str) -> None:
    rows = [["Фамилия", "Имя", "Примечание"], ["Примеров", "Пётр", "жил, работал"], ["Образцов", "Иван", "нет"]]
    assert find_delimiter("\n".join(delimiter.join(row) for row in rows)) == delimiter


def test_rows_are_numbered_below_the_header(tmp_path: Path) -> None:
    file = open_list(written(tmp_path, "фио,год\nПримеров Пётр,1900\nОбразцов Иван,1901\n"))
    assert file.header == ("фио", "год")
    assert list(file.rows()) == [(1, ["Примеров Пётр", "1900"]), (2, ["Образцов Иван", "1901"])]


def test_a_cell_may_hold_lines_and_quotes(tmp_path: Path) -> None:
    file = open_list(written(tmp_path, 'note\n"Родился в 1900 г.\nработал на заводе ""Пример"""\n'))
    assert list(file.rows()) == [(1, ['Родился в 1900 г.\nработал на заводе "Пример"'])]


def test_unnamed_and_repeated_columns_get_names_of_their_own(tmp_path: Path) -> None:
    assert open_list(written(tmp_path, "имя,,имя\nа,б,в\n")).header == ("имя", "column 2", "имя (3)")


def test_a_wrong_byte_and_a_nul_spoil_nothing_else(tmp_path: Path) -> None:
    content = "фио,год\nПримеров,1900\n".encode() + "Образцов".encode("cp1251") + b",19\x0001\n"
    assert [cells for _, cells in open_list(written(tmp_path, content)).rows()] == [
        ["Примеров", "1900"],
        ["Образцов", "1901"],
    ]


def test_without_quoting_a_quote_is_a_letter(tmp_path: Path) -> None:
    file = open_list(written(tmp_path, 'фио\tзавод\nПримеров\t"Пример\n'), Layout(delimiter="\t", quoting=False))
    assert list(file.rows()) == [(1, ["Примеров", '"Пример'])]


@pytest.mark.parametrize(
    ("content", "told"),
    [(b"", "is empty"), (b"\xef\xbb\xbf \n", "is empty"), (b"\x89PNG\r\n\x1a\n\x00", "is a picture")],
)
def test_what_holds_no_list_is_told(tmp_path: Path, content: bytes, told: str) -> None:
    with pytest.raises((UnreadableFileError, NotTextError), match=told):
        open_list(written(tmp_path, content))


def test_a_missing_file_and_a_folder_are_told(tmp_path: Path) -> None:
    with pytest.raises(UnpackingError, match="There is no file"):
        open_list(tmp_path / "nowhere.csv")
    with pytest.raises(UnpackingError, match="is a folder"):
        open_list(tmp_path)
