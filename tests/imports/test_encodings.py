"""Facts about finding the encoding of a list. All names are invented."""

import pytest

from imports.encodings import NotTextError, find_encoding

LINES = "Фамилия;Имя;Отчество;Год рождения\n" + "".join(
    f"{surname};{given};{patronymic};19{number:02}\n"
    for number, (surname, given, patronymic) in enumerate(
        [
            ("Вымышленский", "Пётр", "Никанорович"),
            ("Примерова", "Анна", "Сергеевна"),
            ("Образцов", "Иван", "Игнатьевич"),
            ("Несуществующий", "Фёдор", "Кузьмич"),
            ("Выдуманова", "Евдокия", "Трофимовна"),
        ]
    )
)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1251", "koi8-r", "cp866"]
)
@pytest.mark.parametrize("text", [LINES, LINES.upper()], ids=["usual", "capitals"])
def test_each_encoding_of_a_russian_list_is_found(encoding: str, text: str) -> None:
    found = find_encoding(text.encode(encoding), "list.csv")
    assert text.encode(encoding).decode(found).lstrip("\ufeff") == text


@pytest.mark.parametrize(
    ("beginning", "what"),
    [
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (b"PK\x03\x04", "a spreadsheet"),
        (b"%PDF-1.4", "a PDF"),
        (bytes(range(32)) * 40, "binary data"),
    ],
)
def test_what_is_no_text_is_told(beginning: bytes, what: str) -> None:
    with pytest.raises(NotTextError, match=what):
        find_encoding(beginning + b"\x00\x01\x02" * 50, "list.csv")
