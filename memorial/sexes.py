"""Man or woman? From what the source states, else from the ending of the patronymic."""

from functools import cache, lru_cache

from memorial.expert_tables import read_table


@lru_cache(maxsize=1_024)
def read_sex(printed: str) -> str | None:
    """`m` or `f` for a printed «муж.», «женский», «female»; None for any other word."""
    return _table("sex_words", "word").get(printed.casefold().strip(" ."))


@lru_cache(maxsize=16_384)
def sex_of_patronymic(patronymic: str) -> str | None:
    """`m` or `f` by the ending; None where the ending does not tell."""
    plain = patronymic.casefold().rstrip(" .")
    return next((sex for ending, sex in _table("patronymic_sexes", "ending").items() if plain.endswith(ending)), None)


@cache
def _table(name: str, column: str) -> dict[str, str]:
    return {row[column]: row["sex"] for row in read_table(name)}
