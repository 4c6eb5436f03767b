"""What may a reader write to us? The fields of the two letters, and what we say when one cannot be taken."""

import unicodedata
from typing import Any

from flask_babel import lazy_gettext
from flask_wtf import FlaskForm
from wtforms import BooleanField, Field, StringField, TextAreaField, ValidationError

from memorial.corrections import Proposal
from web.languages import language

LONGEST_TEXT = 4000
LONGEST_LINE = 300
DAY = 24 * 60 * 60


def printable(text: str | None) -> str | None:
    """The text without what can be neither seen nor printed; line ends are kept."""
    kept = (text or "").replace("\r\n", "\n").replace("\r", "\n")
    return "".join(sign for sign in kept if sign in "\n\t" or unicodedata.category(sign) not in ("Cc", "Cs")).strip()


def only_printable(_form: FlaskForm, field: Field) -> None:
    """Tell when something was taken out, so that the reader looks once more."""
    typed = (field.raw_data or [""])[0].replace("\r\n", "\n").replace("\r", "\n").strip()
    if typed != field.data:
        raise ValidationError(
            lazy_gettext("Some signs could not be shown and were taken out. Please look at your words and send again.")
        )


def not_too_long(_form: FlaskForm, field: Field) -> None:
    """Tell how long it may be."""
    most = LONGEST_TEXT if isinstance(field, TextAreaField) else LONGEST_LINE
    if len(field.data or "") > most:
        raise ValidationError(
            lazy_gettext(
                "This is longer than %(most)s letters. Please shorten it, or send it in two letters.", most=most
            )
        )


class Required:
    """A field that must hold something; the sentence says what."""

    def __init__(self, sentence: Any) -> None:
        self._sentence = sentence

    def __call__(self, _form: FlaskForm, field: Field) -> None:
        """Raises `ValidationError` for an empty field."""
        if not field.data:
            raise ValidationError(self._sentence)


def _text(label: Any, *checks: Any) -> TextAreaField:
    return TextAreaField(label, [*checks, only_printable, not_too_long], filters=[printable])


def _line(label: Any, *checks: Any) -> StringField:
    return StringField(label, [*checks, only_printable, not_too_long], filters=[printable])


class Letter(FlaskForm):  # type: ignore[misc]
    """What both letters ask."""

    known = _text(lazy_gettext("What do you know?"), Required(lazy_gettext("Please write what you know.")))
    how = _text(
        lazy_gettext("How do you know it?"),
        Required(lazy_gettext("Please write how you know it; “from the family” is enough.")),
    )
    signed = _line(lazy_gettext("Who tells this?"))
    contact = _line(lazy_gettext("How can we reach you?"))
    consent = BooleanField(
        lazy_gettext("What I wrote may be shown on this site. How to reach me is never shown."),
        [Required(lazy_gettext("Please tick that your words may be shown; without that we cannot use them."))],
    )
    website = StringField(lazy_gettext("Please leave this empty"))

    class Meta(FlaskForm.Meta):  # type: ignore[misc]
        """The guard of the form holds for a day: some write slowly, and look for a document in between."""

        csrf_time_limit = DAY

    def validate_website(self, field: Field) -> None:
        """A field that people do not see: only machines fill it."""
        if field.data:
            raise ValidationError(lazy_gettext("Please leave this field empty and send again."))

    def proposal(self, key: str | None) -> Proposal:
        """The letter as it goes into the queue."""
        fields = self._fields.items()
        words: dict[str, Any] = {name: field.data or None for name, field in fields if name in Proposal.__slots__}
        return Proposal(**words, key=key, language=language())


class CorrectionLetter(Letter):
    """About a record."""

    wrong = _text(lazy_gettext("What is wrong here?"))


class NewPersonLetter(Letter):
    """About a person whom we do not have."""

    name = _line(lazy_gettext("Name of the person"), Required(lazy_gettext("Please write the name of the person.")))
    born = _line(lazy_gettext("When was the person born?"))
    birth_place = _line(lazy_gettext("Where was the person born?"))
