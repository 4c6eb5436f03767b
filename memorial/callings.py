"""By which names can this record be called? Every written form, filled up from the main one, and their halves."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from memorial.orthography import unify

MAIN, VARIANT, ALIAS, BIRTH_SURNAME, HALF = range(5)
KINDS = {"main": MAIN, "variant": VARIANT, "alias": ALIAS, "birth_surname": BIRTH_SURNAME}
SURNAME, GIVEN_NAME, PATRONYMIC = range(3)
ROLES = ("surname", "given_name", "patronymic")
SHORTEST_HALF = 3


@dataclass(frozen=True, slots=True)
class WrittenForm:
    """A name form as the record holds it."""

    kind: str
    part: str
    surname: str | None
    given_name: str | None
    patronymic: str | None


@dataclass(frozen=True, slots=True)
class Calling:
    """Surname, given name and patronymic that stand together, in the unified spelling; empty for none."""

    surname: str
    given_name: str
    patronymic: str
    kind: int

    @property
    def parts(self) -> tuple[str, str, str]:
        """The three parts in the order of their roles."""
        return self.surname, self.given_name, self.patronymic


def callings(forms: Iterable[WrittenForm]) -> list[Calling]:
    """Every way to call one record, the main form first, each once."""
    found: dict[tuple[str, str, str], Calling] = {}
    main: Calling | None = None
    for form in forms:
        calling = filled_up(form, main)
        main = main or calling
        for one in (calling, *halves(calling)):
            if any(one.parts):
                found.setdefault(one.parts, one)
    return list(found.values())


def filled_up(form: WrittenForm, main: Calling | None) -> Calling:
    """The form with the parts it leaves open taken from the main form."""
    own = Calling(plain(form.surname), plain(form.given_name), plain(form.patronymic), KINDS.get(form.kind, VARIANT))
    if main is None or form.part not in ROLES:
        return own
    return replace(main, kind=own.kind, **{form.part: getattr(own, form.part)})


@lru_cache(maxsize=16_384)
def plain(text: str | None) -> str:
    """The part in the unified spelling, without points."""
    return "-".join(unify(text).replace(".", " ").split()).strip("-' ") if text else ""


def halves(calling: Calling) -> Iterator[Calling]:
    """The name with half of a double surname, given name or patronymic."""
    for role, text in zip(ROLES, calling.parts, strict=True):
        if "-" in text:
            for half in text.split("-"):
                if len(half) >= SHORTEST_HALF:
                    yield replace(calling, kind=HALF, **{role: half})
