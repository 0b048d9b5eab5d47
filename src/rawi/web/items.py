"""One item of the record as a reviewer sees it: its sentence, its values, who decided on them."""

from collections.abc import Iterator
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path

from rawi.errors import RecordError
from rawi.incidents.account_making import split_ranges
from rawi.record import reviews
from rawi.record.correcting import correct_item
from rawi.record.corrections import ALLOWED, NULLABLE, REFERENCES
from rawi.web.decisions import find_decisions, load_history
from rawi.web.failures import RESPONSES, RefusalError
from rawi.web.questions import Ask, Asker, Row
from rawi.web.review_shapes import Choice, ItemField, ItemKind, ItemView, Key, Mark
from rawi.web.reviews import find_desk

router = APIRouter(
    prefix="/api/items", tags=["reviews"], responses=RESPONSES, dependencies=[Depends(find_desk)]
)

# Table -> what can be corrected in the page, in its order, and how it is given.
_FIELDS: dict[str, dict[str, str]] = {
    "accounts": {
        "type": "choice", "modality": "choice", "earliest": "day", "latest": "day",
        "place": "one", "agents": "many", "targets": "many", "quantities": "many",
        "statement": "one", "triggers": "spans",
    },
    "statements": {
        "speaker_entity": "one", "speaker": "span", "stance": "choice", "mode": "choice",
        "content": "spans", "parent": "one",
    },
    "quantities": {
        "what": "choice", "low": "number", "high": "number", "cumulative": "flag", "span": "span",
    },
    "entities": {
        "type": "choice", "name": "text", "lat": "degrees", "lon": "degrees", "country": "text",
        "place_precision": "choice", "wikidata": "text",
    },
    "mentions": {"type": "choice", "entity": "one", "span": "span"},
    "times": {
        "type": "choice", "value": "text", "earliest": "day", "latest": "day", "span": "span",
    },
    "frames": {"category": "choice", "about": "one", "neutral": "text", "span": "span"},
    "relations": {
        "predicate": "choice", "subject": "one", "object": "one", "title": "text",
        "statement": "one",
    },
}  # fmt: skip
# Table and column -> the words that its choices are shown with.
_WORDS = {
    "accounts.type": "event", "entities.type": "entity", "mentions.type": "entity",
    "times.type": "time", "modality": "modality_name", "stance": "stance", "mode": "mode",
    "what": "quantity", "place_precision": "precision", "category": "frame",
    "predicate": "predicate",
}  # fmt: skip
_PLACE_ONLY = ("lat", "lon", "country", "place_precision")
# Where a span's two ends stand.
SPANS = {"span": ("span_start", "span_end"), "speaker": ("speaker_start", "speaker_end")}
# Code points of the article around the sentence that are sent along, each side.
_AROUND = 1_200
# Longer lists of choices help nobody.
_MOST_CHOICES = 300


@router.get("/{kind}/{item}")
def show_item(ask: Ask, kind: ItemKind, item: Annotated[Key, Path()]) -> ItemView:
    """Return an item with the sentence that it stands in, its values, and their history."""
    try:
        row = reviews.find_item(ask.cursor, kind, item, readings="record.")
    except RecordError as error:
        raise RefusalError(404, str(error), "GET /api/queue lists items") from error
    now = correct_item(ask.cursor, kind, row)
    document = ask.rows(
        "SELECT document, title, outlet, published, text FROM documents WHERE document = ?",
        row["document"],
    )[0]
    text = document.pop("text")
    marks = find_marks(ask, kind, now)
    start, end = find_sentence(text, marks)
    first, last = max(0, start - _AROUND), min(len(text), end + _AROUND)
    incident = None
    if kind == "accounts":
        incident = ask.value("SELECT incident FROM incident_accounts WHERE account = ?", item)
    return ItemView(
        kind=kind, item=item, **document, holds=now["holds"],
        context=text[first:last], context_start=first, sentence=(start, end), marks=marks,
        fields=list(_iter_fields(ask, kind, row, now)),
        decisions=find_decisions(ask, kind, [item]).get(item, []),
        history=load_history(ask, kind, [row["anchor"]]), incident=incident,
        whole=first == 0 and last == len(text),
    )  # fmt: skip


def find_marks(ask: Asker, kind: str, row: Row) -> list[Mark]:
    """Return the spans of the article that an item is read from."""
    if kind == "accounts":
        marks = [_mark(span["span_start"], span["span_end"], "event") for span in row["triggers"]]
        return marks + _find_sides(ask, row)
    if kind == "statements":
        marks = [_mark(span["span_start"], span["span_end"], "content") for span in row["content"]]
        marks.append(_mark(row["cue_start"], row["cue_end"], "cue"))
        if row["speaker_start"] is not None:
            marks.append(_mark(row["speaker_start"], row["speaker_end"], "speaker"))
        return marks
    if kind == "entities":
        found = ask.rows(
            "SELECT span_start, span_end FROM mentions WHERE document = ? AND entity = ? "
            "ORDER BY n",
            row["document"], row["id"],
        )  # fmt: skip
        return [_mark(one["span_start"], one["span_end"], "entity") for one in found]
    return [_mark(row["span_start"], row["span_end"], "span")]


def _mark(start: int, end: int, role: str) -> Mark:
    return Mark(start=start, end=end, role=role)


def _find_sides(ask: Asker, row: Row) -> list[Mark]:
    """Return where the place, sides and counts of an event are named."""
    roles = {row["place"]: "place"}
    roles |= dict.fromkeys(row["agents"], "agent") | dict.fromkeys(row["targets"], "target")
    roles.pop(None, None)
    named = ask.rows(
        "SELECT span_start, span_end, entity FROM mentions WHERE document = ? "
        "AND entity IN (SELECT unnest(?)) ORDER BY n",
        row["document"], list(roles),
    )  # fmt: skip
    counted = ask.rows(
        "SELECT span_start, span_end FROM quantities WHERE document = ? "
        "AND id IN (SELECT unnest(?)) ORDER BY n",
        row["document"], row["quantities"],
    )  # fmt: skip
    marks = [_mark(one["span_start"], one["span_end"], roles[one["entity"]]) for one in named]
    return marks + [_mark(one["span_start"], one["span_end"], "count") for one in counted]


def find_sentence(text: str, marks: list[Mark]) -> tuple[int, int]:
    """Return the sentence that the first mark begins in, made longer to hold all of that mark."""
    if not marks:
        return split_ranges(text)[0]
    start, end = marks[0].start, marks[0].end
    if marks[0].role == "content":
        start = min(mark.start for mark in marks)
        end = max(mark.end for mark in marks)
    ranges = split_ranges(text)
    first = max((a for a, _ in ranges if a <= start), default=0)
    last = min((b for _, b in ranges if b >= end), default=len(text))
    return first, last


def _iter_fields(ask: Asker, kind: str, row: Row, now: Row) -> Iterator[ItemField]:
    for name, given in _FIELDS[kind].items():
        if name in _PLACE_ONLY and now["type"] != "place":
            continue
        words = _WORDS.get(f"{kind}.{name}") or _WORDS.get(name)
        yield ItemField(
            name=name, input=given, value=_give(now, name, given), machine=_give(row, name, given),
            words=words, choices=_list_choices(ask, kind, name, row),
            empty=name in NULLABLE or (name == "speaker"),
        )  # fmt: skip


def _give(row: Row, name: str, given: str) -> Any:  # noqa: ANN401  # any column
    """Return a value as a page shows it; a span as its two ends."""
    if given == "span":
        start, end = SPANS[name]
        return None if row[start] is None else {"start": row[start], "end": row[end]}
    if given == "spans":
        return [{"start": one["span_start"], "end": one["span_end"]} for one in row[name]]
    return reviews.simplify({name: row[name]})[name]


def _list_choices(ask: Asker, kind: str, name: str, row: Row) -> list[Choice]:
    allowed = ALLOWED.get(kind, {}).get(name)
    if allowed is not None:
        return [Choice(value=str(value), label=str(value)) for value in allowed]
    table = REFERENCES.get(kind, {}).get(name)
    if table is None:
        return []
    question = _CHOICES[table]
    if (kind, name) == ("accounts", "place"):
        question = question.replace("WHERE", "WHERE type = 'place' AND")
    found = ask.rows(f"{question} LIMIT {_MOST_CHOICES}", row["document"])
    own = row["id"] if table == kind else None
    return [Choice(**one) for one in found if one["value"] != own]


# Table -> the SQL of its items in a document, each with words to tell it by.
_CHOICES = {
    "entities": "SELECT id AS value, name AS label, type FROM entities WHERE document = ? "
    "ORDER BY n",
    "statements": "SELECT id AS value, concat_ws(' ', cue, speaker, '«' || substr(d.text, "
    "content[1].span_start + 1, 60) || '…»') AS label, stance AS type FROM statements AS s "
    "JOIN documents AS d USING (document) WHERE document = ? ORDER BY n",
    "quantities": "SELECT id AS value, text AS label, what AS type FROM quantities "
    "WHERE document = ? ORDER BY n",
}
