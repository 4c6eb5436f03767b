"""A small memorial book of invented people, and the site over it."""

import hashlib
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import update
from sqlmodel import Session

from memorial.index import rebuild
from schema.authorities import BodyForm, Place, SentencingBody
from schema.database import open_database, table_of
from schema.events import DeathStatement, Rehabilitation, RepressionEvent
from schema.records import Household, NameForm, VictimRecord
from schema.sources import Entry, ImportBatch, Source
from schema.upgrade import upgrade
from web import create_app

TRANSLATIONS = Path(__file__).parents[2] / "web" / "translations"
REGION = "Примерская обл."  # invented
LONG_LIST = 25  # people of one surname: more than one page of the list


@pytest.fixture(scope="session", autouse=True)
def compiled_catalogues() -> None:
    """What `make setup` does, where it has not been done since a translation changed."""
    for catalogue in TRANSLATIONS.glob("*/LC_MESSAGES/messages.po"):
        compiled = catalogue.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < catalogue.stat().st_mtime:
            with catalogue.open("rb") as file, compiled.open("wb") as out:
                write_mo(out, read_po(file))


@pytest.fixture(scope="session")
def database_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a database of invented people in one invented and one ordinary source."""
    url = f"sqlite:///{tmp_path_factory.mktemp('web') / 'memorial.db'}"
    write_book(url)
    return url


@pytest.fixture(scope="session")
def app(database_url: str) -> Iterator[Flask]:
    app = create_app(database_url)
    app.config["TESTING"] = False  # errors become pages, as they do for readers
    yield app
    app.extensions["memorial_database"].engine().dispose()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    client: FlaskClient = app.test_client()
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "ru"
    return client


@pytest.fixture
def real(make_book: Callable[[str], None], tmp_path: Path) -> FlaskClient:
    """The same book, told to be of people who lived."""
    url = f"sqlite:///{tmp_path}/memorial.db"
    make_book(url)
    with Session(open_database(url).execution_options(writes=True)) as session, session.begin():
        session.execute(update(table_of(Source)).values(invented=False))
    return create_app(url).test_client()


@pytest.fixture
def english(app: Flask) -> FlaskClient:
    client: FlaskClient = app.test_client()
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


@pytest.fixture
def make_book() -> Callable[[str], None]:
    return write_book


def write_book(url: str) -> None:
    """Write the invented book into a new database."""
    engine = open_database(url)
    upgrade(engine)
    with Session(engine.execution_options(writes=True)) as session, session.begin():
        book = Book(session)
        book.whole_life()
        book.nameless()
        for number in range(LONG_LIST):
            book.person(f"long/{number}", ("Долгополов", "Тихон", None), birth="1890")
        book.household("Лесников", ("Прохор", "Ульяна"))
        rebuild(session)
    engine.dispose()


STATED_OPERATION = {"operation": "polish", "operation_basis": "stated", "rule": "order_00485_named"}


class Book:
    """Writes one invented source, person by person."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.rows = 0
        self.source = self._add(
            Source(
                key="invented",
                title="Вымышленная книга для проверки",
                kind="memorial_book",
                licence="CC0",
                citation="Вымышленная книга для проверки",
                invented=True,
            )
        )
        self.batch = self._add(
            ImportBatch(
                source_id=self.source.id,
                status="complete",
                file_name="invented.csv",
                file_sha256=hashlib.sha256(b"").hexdigest(),
                profile="automatic",
                mapping={},
                header=["fio", "about"],
                started=datetime(2020, 1, 1, tzinfo=UTC),
                finished=datetime(2020, 1, 1, tzinfo=UTC),
            )
        )

    def person(self, number: str, name: tuple[str | None, ...] | None, **fields: Any) -> int:
        self.rows += 1
        printed = " ".join(filter(None, name or ()))
        entry = self._add(
            Entry(
                source_id=self.source.id,
                batch_id=self.batch.id,
                number=number,
                row_number=self.rows,
                page="17",
                cells=[printed, fields.pop("about", "Родился в … г.")],
            )
        )
        if birth := fields.pop("birth", None):
            year = int(birth[:4])
            fields |= {
                "birth_edtf": birth,
                "birth_earliest": date(year, 1, 1),
                "birth_latest": date(year, 12, 31),
                "birth_printed": f"{birth} г.",
            }
        record_id = self._id(
            VictimRecord(
                key=f"invented:{number}",
                entry_id=entry.id,
                source_id=self.source.id,
                batch_id=self.batch.id,
                **fields,
            )
        )
        if name:
            self._form(record_id, 0, "main", printed, *name)
        return record_id

    def whole_life(self) -> None:
        """One person of whom the source tells everything."""
        record_id = self.person(
            "1",
            ("Вишневский", "Ян", "Казимирович"),
            birth="1884~",
            birth_place_id=self._place("д. Выдумка <Небывалого> уезда"),
            residence_place_id=self._place("г. Примерск", present_region=REGION),
            nationality="polish",
            nationality_printed="поляк",
            occupation="счетовод & кассир",
            education="низшее",
            about="Вишневский Ян Казимирович (Висневский), 1884 г.р. <b>Слово в слово</b> & так далее.",
        )
        self._form(record_id, 1, "variant", "Висневский", "Висневский", None, None)
        body = self._add(
            SentencingBody(
                key="dvoika",
                kind="dvoika",
                name_ru="Комиссия НКВД и Прокурора СССР",
                name_en="Commission of the NKVD and the Procurator",
            )
        )
        form = self._add(BodyForm(printed="Ком. НКВД и Прокурора", body_id=body.id, rule="invented"))
        self._event(record_id, 0, "arrest", "1937-08")
        sentence = {"penalty": "death", "sentence": "ВМН", "charge": "шпионаж", "body_form_id": form.id}
        self._event(record_id, 1, "sentence", "1937-11-03", **sentence, **STATED_OPERATION)
        self._event(record_id, 2, "execution", "1937-11-10", basis="inferred", rule="invented_rule")
        self._event(record_id, 3, "burial", None, place_id=self._place("Вымышленный полигон"))
        self._add(
            DeathStatement(
                record_id=record_id,
                position=0,
                edtf="1943-02-12",
                earliest=date(1943, 2, 12),
                latest=date(1943, 2, 12),
                date_printed="12.02.1943",
                cause_printed="воспаление лёгких",
            )
        )
        self._add(
            Rehabilitation(
                record_id=record_id,
                position=0,
                edtf="1957",
                earliest=date(1957, 1, 1),
                latest=date(1957, 12, 31),
                date_printed="1957 г.",
                body_printed="Военный трибунал Небывалого округа",
            )
        )

    def nameless(self) -> None:
        """An entry whose name the source leaves out."""
        place = self._place("Тридевятый край")
        self.person("2", None, birth="1901", birth_place_id=place, about="Родился в 1901 г., Тридевятый край")

    def household(self, surname: str, given_names: tuple[str, ...]) -> None:
        household = self._add(Household(key="invented:h1"))
        for given_name in given_names:
            self.person(f"h/{given_name}", (surname, given_name, None), household_id=household.id)

    def _event(self, record_id: int, position: int, kind: str, edtf: str | None, **fields: Any) -> None:
        day = date.fromisoformat(f"{edtf}-01"[:10]) if edtf else None
        dates = {"edtf": edtf, "earliest": day, "latest": day, "date_printed": edtf and f"[{edtf}]"}
        self._add(
            RepressionEvent(record_id=record_id, position=position, kind=kind, **({"basis": "stated"} | dates | fields))
        )

    def _form(self, record_id: int, position: int, kind: str, printed: str, *parts: str | None) -> None:
        names: dict[str, Any] = dict(zip(("surname", "given_name", "patronymic"), parts, strict=True))
        part = "full" if kind == "main" else "surname"
        self._add(
            NameForm(
                record_id=record_id, position=position, kind=kind, part=part, printed=printed, script="Cyrl", **names
            )
        )

    def _place(self, printed: str, **regions: str) -> int:
        return self._id(Place(printed=printed, **regions))

    def _id(self, row: Any) -> int:
        row_id: int = self._add(row).id
        return row_id

    def _add(self, row: Any) -> Any:
        self.session.add(row)
        self.session.flush()
        return row
