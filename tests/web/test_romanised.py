import pytest

from web.romanised import romanised


@pytest.mark.parametrize(
    ("printed", "latin"),
    [
        ("Вишневский Ян Казимирович", "Vishnevsky Yan Kazimirovich"),
        ("ЩУКИН Ефим", "SHCHUKIN Yefim"),
        ("Алексеева Елена Юрьевна", "Alekseyeva Yelena Yuryevna"),
        ("Лаврентьев-Ёлкин (Белый)", "Lavrentyev-Yolkin (Bely)"),
        ("Ш.А. Щи", "Sh.A. Shchi"),
    ],
)
def test_english_readers_see_latin_letters(printed: str, latin: str) -> None:
    assert romanised(printed, "en") == latin


def test_nothing_is_added_where_it_is_not_needed() -> None:
    assert romanised("Вишневский", "ru") is None
    assert romanised("Wiśniewski", "en") is None
    assert romanised(None, "en") is None
