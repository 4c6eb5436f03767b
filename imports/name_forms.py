"""Under which names does the source know this person? The main form first, then each other form once."""

import re

from imports.drafts import NameDraft
from imports.facts import Facts
from memorial.names import Name, NameVariant, read_name

PARTS = ("surname", "given_name", "patronymic")

# Columns that list other forms of one part of the name, or of the whole.
_OTHER = {
    "other_surnames": "surname",
    "other_given_names": "given_name",
    "other_patronymics": "patronymic",
    "other_full_names": "full",
}
_BETWEEN = re.compile(r"[;,|]")


def name_forms_of(facts: Facts) -> tuple[NameDraft, ...]:
    """All forms of the name that the facts hold; none for a nameless entry."""
    name = _main_name(facts.texts)
    variants = (*(name.variants if name else ()), *_said_beside(facts))
    forms = [_main_form(name)] if name else []
    if birth_surname := facts.texts.get("birth_surname"):
        forms.append(NameDraft("birth_surname", "surname", birth_surname, surname=birth_surname))
    forms += [_variant_form(variant) for variant in dict.fromkeys(variants)]
    return tuple(forms)


def _main_name(texts: dict[str, str]) -> Name | None:
    """The name of one column, or put together from the columns of its parts."""
    parts = {part: texts[part] for part in PARTS if texts.get(part)}
    if not parts:
        return read_name(texts["name"]) if texts.get("name") else None
    printed = " ".join(parts.values())
    if any(bracket in printed for bracket in "([{"):
        return read_name(printed)
    return Name(printed, parts.get("surname"), parts.get("given_name"), parts.get("patronymic"))


def _said_beside(facts: Facts) -> tuple[NameVariant, ...]:
    """Variants from a paragraph, and from a column of other names read like a bracket behind the name."""
    words = facts.texts.get("other_names")
    listed = (
        NameVariant(part, one.strip())
        for field, part in _OTHER.items()
        if field in facts.texts
        for one in _BETWEEN.split(facts.texts[field])
        if one.strip() and one.strip() != facts.texts.get(part)
    )
    return (*facts.name_variants, *(read_name(f"({words})").variants if words else ()), *listed)


def _main_form(name: Name) -> NameDraft:
    return NameDraft("main", "full", name.printed, name.surname, name.given_name, name.patronymic)


def _variant_form(variant: NameVariant) -> NameDraft:
    if variant.part != "full":
        return NameDraft("variant", variant.part, variant.value, **{variant.part: variant.value})
    whole = read_name(variant.value)
    return NameDraft("alias", "full", variant.value, whole.surname, whole.given_name, whole.patronymic)
