"""A list of any length in the layout of 39 columns: invented people, the same for the same seed.

As in real lists few names, places and bodies are frequent and most are rare, some cells are wrong, many are empty.
"""

import csv
import random
from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path

TABLES = Path(__file__).parents[2] / "memorial" / "tables"
HEADER = (
    "person_id surname name patronimic birth_year birth_year_comment age sex birth_place nation citizenship occupation "
    "live_place education party family arest_date arest_organ arest_type criminal_case judicial_organ process_date "
    "criminal_article sentence was_executed death_place death_date previous_repression next_repression "
    "rehabilitation_organ rehabilitation_reason rehabilitation_date all_name_variations name_variations "
    "surname_variations patronimic_variations fullname_variations memory_book memory_book_url"
).split()

BEGINNINGS = (
    "Ба Ве Во Га Гор Да Де Дуб Ер За Зу Ив Ка Ко Кур Ла Ли Лу Ма Ми Мор На Но Ол Па Пе Пор Ра Ро Са Се Сид "
    "Та Ти Фе Ха Че Ша Ше Ще Юр Яс"
).split()
MIDDLES = (
    "бан вел гор дар жел зан кол лав мен нич пал рад сел тар хов чен шак лен мак бор вит дол зим кат лис мар "
    "нос пет рос сив тим"
).split()
TAILS = "ов ев ин ский енко ович ук ко ик ман ер дзе швили ян ис ас нен берг ных ец аев ой чук".split()
UNITS = "Омская Томская Курская Пермская Тульская Псковская Рязанская Самарская Тверская Орловская".split()
NATIONS = "русский украинец белорус поляк немец еврей латыш татарин финн эстонец грек кореец мордвин чуваш".split()
BODIES = ("тройка при УНКВД по {} обл.", "ОСО при НКВД СССР", "ВК ВС СССР", "ВТ {} ВО", "тройка ПП ОГПУ по {} краю",
          "Комиссия НКВД СССР и Прокурора СССР", "{} облсуд", "народный суд {} р-на")  # fmt: skip
ARTICLES = (
    "58-10",
    "58-10, 58-11",
    "58-1а",
    "58-6 УК РСФСР",
    "ст. 58 п. 10 ч. 1 УК РСФСР",
    "КРД",
    "54-10 УК УССР",
    "АСА",
)
SENTENCES = ("ВМН", "10 лет ИТЛ", "5 лет ИТЛ", "8 лет лишения свободы", "расстрел", "3 года ссылки", "спецпоселение")
WORK = ("колхозник", "рабочий", "бухгалтер колхоза", "священник", "учитель школы", "счетовод", "крестьянин-единоличник")


def write_list(path: Path, rows: int, seed: int = 1937) -> Path:
    """A list of that many rows, tabs and no quoting."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write("\t".join(HEADER) + "\n")
        for person in people(rows, seed):
            file.write("\t".join(person.get(column, "None") or "None" for column in HEADER) + "\n")
    return path


def people(rows: int, seed: int = 1937) -> Iterator[dict[str, str]]:
    """The rows, each as column → words; what a person lacks is left out."""
    chance = random.Random(seed)
    draw = _Draw(chance, rows)
    for number in range(1, rows + 1):
        yield _person(number, draw, chance)


class _Draw:
    """Words drawn as often as they occur: the first of each list often, the last ones once."""

    def __init__(self, chance: random.Random, rows: int) -> None:
        self.chance = chance
        self.words = {
            "surname": _surnames(chance, max(2_000, min(400_000, rows // 3))),
            "name": _column("given_names", "name")[:2_000],
            "father": _column("patronymics", "patronymic_m"),
            "village": [f"{a}{b}{c}о" for a in BEGINNINGS for b in MIDDLES for c in ("ин", "ов", "ск")],
        }
        self.weights = {
            kind: list(accumulate(1 / (rank + 30) ** 0.9 for rank in range(len(words))))
            for kind, words in self.words.items()
        }

    def take(self, kind: str) -> str:
        """One word of a kind."""
        return self.chance.choices(self.words[kind], cum_weights=self.weights[kind])[0]


def _person(number: int, draw: _Draw, chance: random.Random) -> dict[str, str]:
    surname, name, father = draw.take("surname"), draw.take("name"), draw.take("father")
    region, other = chance.choice(UNITS), chance.choice(UNITS)
    year = chance.randint(1930, 1942)
    body = chance.choice(BODIES).format(region[:-2] + "ой")
    sentence = chance.choices(SENTENCES, weights=(40, 25, 8, 8, 10, 5, 4))[0]
    shot = sentence in ("ВМН", "расстрел")
    arrest = _date(chance, year)
    person = {
        "person_id": str(number),
        "surname": surname if chance.random() > 0.01 else surname.upper(),
        "name": name,
        "patronimic": father if chance.random() > 0.12 else "",
        "birth_year": str(year - chance.randint(18, 70)) if chance.random() > 0.08 else "",
        "age": str(chance.randint(18, 70)) if chance.random() < 0.05 else "",
        "sex": "m",
        "birth_place": f"{region} обл., д. {draw.take('village')}",
        "nation": chance.choice(NATIONS) if chance.random() > 0.2 else "",
        "occupation": f"{chance.choice(WORK)}, {draw.take('village')}",
        "live_place": f"{other} обл., с. {draw.take('village')}",
        "education": chance.choice(("начальное", "низшее", "среднее", "малограмотный", "")),
        "party": chance.choice(("б/п", "член ВКП(б)", "")),
        "arest_date": arrest,
        "arest_organ": f"УНКВД по {region[:-2]}ой обл." if chance.random() < 0.3 else "",
        "judicial_organ": body if chance.random() > 0.05 else "",
        "process_date": _date(chance, year + (chance.random() < 0.3)),
        "criminal_article": chance.choice(ARTICLES),
        "sentence": sentence,
        "was_executed": "T" if shot else "F",
        "death_date": _date(chance, year + 1) if shot else "",
        "death_place": f"г. {draw.take('village')}" if shot and chance.random() < 0.4 else "",
        "rehabilitation_organ": f"прокуратура {region[:-2]}ой обл." if chance.random() < 0.6 else "",
        "rehabilitation_date": _date(chance, chance.randint(1956, 1995)) if chance.random() < 0.7 else "",
        "memory_book": f"Книга памяти {region[:-2]}ой обл.",
    }
    if chance.random() < 0.06:
        person["surname_variations"] = surname[:-1] + chance.choice("аоеи")
    if chance.random() < 0.02:
        person["occupation"] = '"' + person["occupation"]
    return person


def _date(chance: random.Random, year: int) -> str:
    day, month = chance.randint(1, 28), chance.randint(1, 12)
    kind = chance.random()
    if kind < 0.05:
        return f"_.{month}.{year}"
    if kind < 0.1:
        return f"_._.{year}"
    return f"{day}.{month}.{year}" if kind < 0.998 else f"{day + 28}.{month + 12}.{year}"


def _surnames(chance: random.Random, count: int) -> list[str]:
    found: dict[str, None] = {}
    while len(found) < count:
        middle = "".join(chance.choices(MIDDLES, k=chance.choice((1, 1, 2))))
        found[chance.choice(BEGINNINGS) + middle + chance.choice(TAILS)] = None
    return list(found)


def _column(table: str, column: str) -> Sequence[str]:
    with (TABLES / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(dict.fromkeys(row[column] for row in csv.DictReader(file) if row[column]))
