"""What may a page do in the reader's browser? Nothing but show itself: the headers that say so."""

from flask import Flask, Response, request

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # A search stands in the address; it must not travel to another site with a link.
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
# A preview is made to be shown in a frame of a spreadsheet program; there is nothing on it to be clicked but a link.
FRAMED = "reconcile.preview"


def prepare(app: Flask) -> None:
    """Put the headers on every answer."""
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = 24 * 60 * 60
    app.after_request(_add_headers)


def _add_headers(response: Response) -> Response:
    headers = dict(HEADERS)
    if request.endpoint == FRAMED:
        del headers["X-Frame-Options"]
        headers["Content-Security-Policy"] = POLICY.replace("frame-ancestors 'none'", "frame-ancestors *")
    for name, value in headers.items():
        response.headers.setdefault(name, value)
    if request.endpoint != "static":
        # A page differs by language and may hold what a reader looked for: no shared cache keeps it.
        response.headers.setdefault("Cache-Control", "private, no-cache")
    return response
