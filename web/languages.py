"""Which language does the reader get? The one asked for, else the one chosen before, else the browser's."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from gettext import NullTranslations
from typing import Any

from babel.core import get_global
from flask import Flask, Response, g, request, url_for
from flask_babel import Babel, force_locale, get_locale, get_translations

# Code → its own name. English is the language of the messages in the code, so it needs no catalogue.
LANGUAGES = {"ru": "Русский", "en": "English", "uk": "Українська", "pl": "Polski", "de": "Deutsch"}
DEFAULT = "ru"
COOKIE = "lang"
ONE_YEAR = 365 * 24 * 60 * 60
LONG = 1000  # characters; what is longer is refused by every page and need not be carried on


@dataclass(frozen=True, slots=True)
class _Spoken:
    """The language of one request, and its words for our messages."""

    language: str
    translations: NullTranslations


def prepare(app: Flask) -> None:
    """Let each request have its language, remember a choice, and tell the templates."""
    Babel(app, default_locale=DEFAULT, default_translation_directories="translations", locale_selector=chosen_language)
    app.after_request(_remember)
    app.context_processor(_known)
    environment: Any = app.jinja_env
    environment.install_gettext_callables(_gettext, _ngettext, newstyle=True)


def chosen_language() -> str:
    """`?lang=`, then the cookie, then what the browser prefers, then Russian."""
    for wish in (request.args.get("lang"), request.cookies.get(COOKIE)):
        if wish in LANGUAGES:
            return wish
    return request.accept_languages.best_match(list(LANGUAGES)) or DEFAULT


def language() -> str:
    """The code of the language in which this page speaks."""
    return _spoken().language if g else DEFAULT


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Within this block the page speaks another language."""
    own = _spoken()
    g.pop("spoken")
    try:
        with force_locale(code):
            yield
    finally:
        g.spoken = own


def direction() -> str:
    """Whether this language is written from the left (`ltr`) or from the right (`rtl`)."""
    locale = get_locale()
    return locale.text_direction if locale else "ltr"


def _spoken() -> _Spoken:
    """Kept for the request: a page asks hundreds of times, and each time the library looks again whether it changed."""
    spoken: _Spoken | None = g.get("spoken")
    if spoken is None:
        locale = get_locale()
        spoken = g.spoken = _Spoken(locale.language if locale else DEFAULT, get_translations())
    return spoken


def _gettext(words: str) -> str:
    return _spoken().translations.gettext(words)


def _ngettext(one: str, many: str, number: int) -> str:
    return _spoken().translations.ngettext(one, many, number)


def _known() -> dict[str, Any]:
    """What the templates know of languages."""
    return {
        "language": language(),
        "direction": direction(),
        "languages": LANGUAGES,
        "in_language": in_language,
        "territory_locale": territory_locale(),
        "own_address": own_address,
    }


def territory_locale() -> str:
    """The language with the country where most speak it, as previews want it: `ru_RU`, `uk_UA`."""
    territory = get_global("likely_subtags").get(language(), "").rpartition("_")[2]
    return f"{language()}_{territory}" if territory else language()


def own_address() -> str:
    """The address under which a search engine keeps this page: with the language where it was asked for."""
    asked = request.args.get("lang")
    return in_language(asked if asked in LANGUAGES else None, external=True)


def in_language(code: str | None, *, external: bool = False) -> str:
    """The address of this same page in another language; with None, in the one that the reader's browser prefers."""
    address: str | None = g.get("without_language")
    if address is None:
        address = g.without_language = _without_language()
    if code:
        address += f"{'&' if '?' in address else '?'}lang={code}"
    return request.host_url.rstrip("/") + address if external else address


def _without_language() -> str:
    arguments = {name: request.args[name] for name in request.args if name != "lang" and len(request.args[name]) < LONG}
    if request.endpoint is None:
        return url_for("search.home")
    return url_for(request.endpoint, **{**arguments, **(request.view_args or {})})


def _remember(response: Response) -> Response:
    if request.endpoint in ("static", "health.healthz"):
        return response
    response.vary.update(("Accept-Language", "Cookie"))
    response.content_language.add(language())
    if request.args.get("lang") in LANGUAGES:
        response.set_cookie(
            COOKIE, request.args["lang"], max_age=ONE_YEAR, samesite="Lax", httponly=True, secure=request.is_secure
        )
    return response
