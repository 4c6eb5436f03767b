"""How does a record read on a terminal? One life in order, as plain lines."""

from typing import Any

from schema.vocabulary import get_term

Json = dict[str, Any]

_WORDS = (
    ("residence", "lived"),
    ("occupation", "work"),
    ("social_origin", "social origin"),
    ("education", "education"),
    ("party", "party"),
    ("citizenship", "citizenship"),
    ("family", "family"),
    ("previous_convictions", "earlier convictions"),
    ("remarks", "remarks"),
)


def record_as_text(record: Json) -> str:
    """The record JSON as lines: name, birth, life, events, source, printed entry, warnings."""
    lines = [record["name"]["printed"] or "(no name in the source)"]
    lines += [f"  also: {form['printed']}" for form in record["name"]["forms"] if form["kind"] != "main"]
    lines += _line("born", _when(record["birth"]["date"]), record["birth"]["place"])
    if record["nationality"]:
        lines += _line("nationality", record["nationality"]["printed"])
    for name, words in _WORDS:
        lines += _line(words, record[name])
    for event in record["events"]:
        lines += _event(event)
    for told in record["death_statements"]:
        lines += _line("the family was told", _when(told["date"]), told["place"], told["cause"], told["told"])
    for act in record["rehabilitations"]:
        lines += _line("rehabilitated", _when(act["date"]), act["body"], act["ground"])
    lines += [f"! {warning['en']}" for warning in record["warnings"]]
    lines += ["", record["printed"], "", record["source"]["citation"]]
    for said in record["reader_statements"]:
        lines += ["", f"A reader states ({said['received']}): {said['known']}"]
        lines += _line("wrong here", said["wrong"]) + _line("known from", said["how"]) + _line("signed", said["signed"])
    if record["source"]["invented"]:
        lines.append("This person is invented, for demonstration.")
    return "\n".join(lines)


def _event(event: Json) -> list[str]:
    label = get_term("event_kinds", event["kind"]).en.lower()
    penalty = get_term("penalties", event["penalty"]).en if event["penalty"] else None
    body = event["body"]["printed"] if event["body"] else None
    inferred = f"inferred: {event['rule']}" if event["basis"] == "inferred" else None
    return _line(
        label, _when(event["date"]), event["place"], body, event["charge"], event["sentence"] or penalty, inferred
    )


def _when(date: Json | None) -> str | None:
    return (date["edtf"] or date["printed"]) if date else None


def _line(label: str, *words: str | None) -> list[str]:
    said = [word for word in words if word]
    return [f"  {label}: {'; '.join(said)}"] if said else []
