"""What befell this person, in which order? The events of a life from its facts."""

from datetime import date
from functools import lru_cache

from imports.drafts import EventDraft
from imports.facts import Facts
from imports.sentence_facts import facts_of_sentence
from memorial.articles import Article, find_articles
from memorial.bodies import BodyReading, read_body
from memorial.categories import CATEGORY_RULE, infer_sentence_category, read_sentence_category
from memorial.dates import PartialDate
from memorial.operations import find_operation
from memorial.sentences import read_sentence

# A stated «Расстрелян» with a date means that death was the sentence, also where the source leaves the sentence out.
EXECUTION_RULE = "execution_implies_death_sentence"

# How lists print that a person was sentenced to death, where they have a column for it.
_YES = frozenset({"t", "true", "1", "yes", "да", "+", "так", "tak", "ja"})

# Events that a source tells by a date, a place or both: kind, field of the date, field of the place.
# They stand in the usual order of a life, which counts where dates do not tell.
_BEFORE_SENTENCE = (
    ("dispossession", "dispossession_date", "dispossession_place"),
    ("deportation", "deportation_date", "deportation_place"),
    ("arrest", "arrest_date", "arrest_place"),
)
_AFTER_SENTENCE = (
    ("imprisonment", "", "imprisonment_place"),
    ("special_settlement", "", "settlement_place"),
    ("execution", "execution_date", "execution_place"),
    ("release", "release_date", ""),
    ("death", "death_date", "death_place"),
    ("burial", "", "burial_place"),
)


def events_of(facts: Facts) -> tuple[EventDraft, ...]:
    """The events in the order of the life: by date where dates tell, else in the usual order."""
    events = _told(facts, _BEFORE_SENTENCE)
    events += [event for event in (_sentence(facts), _second_sentence(facts)) if event]
    events += _of_sentence(facts)
    events += _told(facts, _AFTER_SENTENCE)
    for later in facts.later:
        events += events_of(later)
    return tuple(_in_order(events)) if len(events) > 1 else tuple(events)


def _told(facts: Facts, kinds: tuple[tuple[str, str, str], ...]) -> list[EventDraft]:
    """Those of the events of which the facts tell a date, a place or the body that arrested."""
    dates, texts = facts.dates, facts.texts
    found = []
    for kind, date_field, place_field in kinds:
        body = _body(texts["arresting_body"]) if kind == "arrest" and "arresting_body" in texts else None
        if body or date_field in dates or place_field in texts:
            found.append(EventDraft(kind, dates.get(date_field), texts.get(place_field), body))
    return found


def _of_sentence(facts: Facts) -> list[EventDraft]:
    """What the words of a sentence tell besides it, but for a release or a death that the source tells elsewhere."""
    printed = facts.texts.get("sentence")
    told = facts_of_sentence(printed) if printed else ()
    return [event for event in told if f"{event.kind}_date" not in facts.dates] if told else []


@lru_cache(maxsize=65_536)
def _body(printed: str) -> BodyReading | None:
    reading = read_body(printed)
    return reading if reading.body else None


def _sentence(facts: Facts) -> EventDraft | None:
    """The first sentence; inferred where the source tells only of the execution."""
    body = facts.body
    when = facts.dates.get("sentencing_date") or (body.date if body else None)
    charge = facts.texts.get("charge") or (body.charge if body else None)
    event = _sentence_event(body, when, charge, facts.texts.get("sentence"))
    if facts.texts.get("death_sentence", "").casefold() in _YES and not (event and event.penalty):
        event = (event or EventDraft("sentence"))._replace(penalty="death")
    if "execution_date" not in facts.dates:
        return _with_operation(event)
    if event is None:
        return EventDraft("sentence", penalty="death", basis="inferred", rule=EXECUTION_RULE)
    return _with_operation(event if event.penalty else event._replace(penalty="death", rule=EXECUTION_RULE))


def _second_sentence(facts: Facts) -> EventDraft | None:
    body = facts.second_body
    if body is None and "second_sentence" not in facts.texts:
        return None
    return _with_operation(
        _sentence_event(
            body,
            body.date if body else None,
            body.charge if body else None,
            facts.texts.get("second_sentence"),
        )
    )


def _sentence_event(
    body: BodyReading | None, when: PartialDate | None, charge: str | None, printed: str | None
) -> EventDraft | None:
    if not (body or when or charge or printed):
        return None
    sentence = read_sentence(printed) if printed else None
    return EventDraft(
        "sentence",
        date=when,
        body=body if body and body.body else None,
        charge=charge,
        articles=_articles(charge) if charge else (),
        sentence=printed,
        penalty=sentence.penalty if sentence else None,
        term_months=round(sentence.term_months) if sentence and sentence.term_months else None,
    )


@lru_cache(maxsize=65_536)
def _articles(charge: str) -> tuple[Article, ...]:
    return find_articles(charge)


def _with_operation(event: EventDraft | None) -> EventDraft | None:
    """The event with its category and operation, where its body, date and words state or imply them."""
    if event is None:
        return None
    kind = event.body.kind if event.body else None
    stated = read_sentence_category(event.sentence or "")
    category = infer_sentence_category(kind, event.date, event.penalty)
    words = " ".join(
        text for text in (event.body.printed if event.body else None, event.charge, event.sentence) if text
    )
    operation = find_operation(kind, event.date, words)
    if not (stated or category or operation):
        return event
    categorised = CATEGORY_RULE if category and not stated else None
    rules = [rule for rule in (event.rule, categorised, operation.rule if operation else None) if rule]
    return event._replace(
        sentence_category=stated or category,
        operation=operation.code if operation else None,
        operation_basis=operation.basis if operation else None,
        rule=", ".join(rules) or None,
    )


def _in_order(events: list[EventDraft]) -> list[EventDraft]:
    """By first possible day; an event without a date stays behind the one before it."""
    latest = date.min
    keyed = []
    for position, event in enumerate(events):
        latest = event.date.earliest if event.date and event.date.earliest else latest
        keyed.append((latest, position, event))
    return [event for _, _, event in sorted(keyed, key=lambda item: item[:2])]
