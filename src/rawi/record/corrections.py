"""What a correction may say: which columns, which values, and the letters of a corrected span."""

import math
from collections.abc import Callable
from datetime import date
from typing import Any, get_args

import duckdb

from rawi.errors import RecordError
from rawi.model import readings
from rawi.record.reviewed import CORRECTABLE, HOLDS

Row = dict[str, Any]

_BOOLEAN = (True, False)
# Table -> column -> the values that it may have.
ALLOWED: dict[str, dict[str, tuple[Any, ...]]] = {
    "entities": {
        "type": get_args(readings.EntityType), "place_precision": get_args(readings.Precision),
    },
    "mentions": {"type": get_args(readings.MentionType)},
    "times": {"type": get_args(readings.TimeType)},
    "quantities": {"what": get_args(readings.CountType), "cumulative": _BOOLEAN},
    "statements": {"mode": get_args(readings.Mode), "stance": get_args(readings.Stance)},
    "accounts": {
        "type": get_args(readings.EventType), "modality": get_args(readings.Modality),
    },
    "relations": {"predicate": get_args(readings.Predicate)},
    "frames": {"category": get_args(readings.FrameCategory)},
}  # fmt: skip
# Table -> column -> the table of the same document that it names an item of. One that names several
# holds a list; whether it may be empty is NULLABLE.
REFERENCES = {
    "mentions": {"entity": "entities"},
    "quantities": {"part_of": "quantities"},
    "statements": {"speaker_entity": "entities", "parent": "statements"},
    "accounts": {
        "statement": "statements", "place": "entities", "agents": "entities",
        "targets": "entities", "quantities": "quantities",
    },
    "relations": {"subject": "entities", "object": "entities", "statement": "statements"},
    "frames": {"about": "entities"},
}  # fmt: skip
# Columns that follow from spans.
_LETTERS = ("text", "speaker")
_LISTS = ("agents", "targets", "quantities", "triggers", "content")
NULLABLE = frozenset(
    ("geonames", "wikidata", "lat", "lon", "country", "place_precision", "earliest", "latest",
     "low", "high", "part_of", "speaker_entity", "speaker_start", "speaker_end", "parent",
     "statement", "place", "title", "about", "neutral")
)  # fmt: skip
_DAYS, _NUMBERS = ("earliest", "latest"), ("low", "high", "geonames")
_DEGREES = {"lat": 90.0, "lon": 180.0}


def check_columns(kind: str, after: Row) -> None:
    """Refuse columns that a reviewer may not correct.

    Raises:
        RecordError: there is one, or none at all.
    """
    allowed = [column for column in CORRECTABLE.get(kind, ()) if column not in _LETTERS]
    allowed.append(HOLDS)
    wrong = sorted(set(after) - set(allowed))
    if wrong or not after:
        raise RecordError(
            f"{kind}: {', '.join(wrong) or 'nothing'} cannot be corrected; these can: "
            f"{', '.join(allowed)}"
        )


def complete(con: duckdb.DuckDBPyConnection, kind: str, row: Row, after: Row) -> Row:
    """Return a correction with what follows from it: the letters of its spans.

    Args:
        con: A connection to the record.
        kind: Table of the item.
        row: The item as the program read it.
        after: The corrected columns.

    Raises:
        RecordError: a value is none of those that the column may have, names what is not in the
            document, or is a span outside the text.
    """
    for column, value in after.items():
        _check_value(kind, column, value)
    _check_order(row, after)
    _check_references(con, kind, row["document"], after)
    if kind == "entities" and after.keys() & {"lat", "lon", "place_precision"}:
        return {**after, **_complete_place(row, after)}
    spelt = after.keys() & {
        "span_start", "span_end", "speaker_start", "speaker_end", "triggers", "content",
    }  # fmt: skip
    if not spelt:
        return after
    (text,) = con.execute(
        "SELECT text FROM documents WHERE document = $1", [row["document"]]
    ).fetchall()[0]
    return _Speller(text, row).spell(kind, after)


def _complete_place(row: Row, after: Row) -> Row:
    """Return where a place lies with all that belongs to it: both degrees and how precise."""
    now = {**row, **after}
    if (now["lat"] is None) != (now["lon"] is None):
        raise RecordError("entities: give lat and lon, or neither")
    precision = now["place_precision"] or "point"
    return {
        "lat": now["lat"],
        "lon": now["lon"],
        "place_precision": None if now["lat"] is None else precision,
    }


class _Speller:
    """Gives the spans of a correction their letters out of the article."""

    def __init__(self, text: str, row: Row) -> None:
        self._text = text
        self._row = row

    def spell(self, kind: str, after: Row) -> Row:
        if kind == "accounts":
            return {**after, "triggers": [self._spell_one(span) for span in after["triggers"]]}
        if kind == "statements":
            return self._spell_statement(after)
        span = self._find(after, "span_start", "span_end")
        return {**after, **self._spell_one(span)}

    def _spell_one(self, span: Row) -> Row:
        start, end = span["span_start"], span["span_end"]
        return {"span_start": start, "span_end": end, "text": self._slice(start, end)}

    def _spell_statement(self, after: Row) -> Row:
        now = {**self._row, **after}
        speaker = self._find(after, "speaker_start", "speaker_end")
        start, end = speaker["speaker_start"], speaker["speaker_end"]
        found = {**after}
        if after.keys() & {"speaker_start", "speaker_end"}:
            letters = None if start is None else self._slice(start, end)
            found |= {"speaker_start": start, "speaker_end": end, "speaker": letters}
        spans = [(span["span_start"], span["span_end"]) for span in now["content"]]
        for one in spans:
            self._slice(*one)
        spans += [(now["cue_start"], now["cue_end"])]
        spans += [] if start is None else [(start, end)]
        whole = {
            "span_start": min(start for start, _ in spans),
            "span_end": max(end for _, end in spans),
        }
        return found | whole

    def _find(self, after: Row, first: str, last: str) -> Row:
        """Return both ends of a span, of which one may stay as it was."""
        return {end: after.get(end, self._row[end]) for end in (first, last)}

    def _slice(self, start: object, end: object) -> str:
        size = len(self._text)
        if isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= size:
            return self._text[start:end]
        raise RecordError(f"span {start}:{end} is none of the text, which has {size} code points")


def _check_value(kind: str, column: str, value: object) -> None:
    if value is None:
        if column not in NULLABLE:
            raise RecordError(f"{kind}: {column} cannot be empty")
        return
    allowed = _BOOLEAN if column == HOLDS else ALLOWED.get(kind, {}).get(column)
    if allowed is not None and not any(value is one or value == one for one in allowed):
        raise RecordError(
            f"{kind}: {column} cannot be {value!r}; it is one of {', '.join(map(str, allowed))}"
        )
    if (column in _LISTS) != isinstance(value, list):
        raise RecordError(f"{kind}: {column} cannot be {value!r}")
    _, fits = next((rule for rule in _RULES if column in rule[0]), ((), lambda value: True))
    if not fits(value):
        raise RecordError(f"{kind}: {column} cannot be {value!r}")


def _is_day(value: object) -> bool:
    try:
        date.fromisoformat(str(value))
    except ValueError:
        return False
    return True


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 1 << 53


def _is_filled(value: object) -> bool:
    return isinstance(value, str) and value.strip() != "" and len(value) <= 500


def _is_spans(value: object) -> bool:
    return isinstance(value, list) and 0 < len(value) <= 50 and all(
        isinstance(span, dict) and {"span_start", "span_end"} <= span.keys() for span in value
    )  # fmt: skip


_RULES: tuple[tuple[tuple[str, ...], Callable[[Any], bool]], ...] = (
    (_DAYS, _is_day),
    (_NUMBERS, _is_number),
    (("lat",), lambda value: _is_degrees(value, _DEGREES["lat"])),
    (("lon",), lambda value: _is_degrees(value, _DEGREES["lon"])),
    (("triggers", "content"), _is_spans),
    (("name", "value", "country", "wikidata", "title", "neutral"), _is_filled),
)


def _is_degrees(value: object, most: float) -> bool:
    return isinstance(value, (int, float)) and math.isfinite(value) and abs(value) <= most


def _check_order(row: Row, after: Row) -> None:
    """Refuse bounds of which the first is after the last."""
    for first, last in (_DAYS, ("low", "high")):
        if not after.keys() & {first, last}:
            continue
        ends = [_plain(after.get(column, row.get(column))) for column in (first, last)]
        if None not in ends and ends[0] > ends[1]:
            raise RecordError(f"{first} {ends[0]} is after {last} {ends[1]}")


def _plain(value: Any) -> Any:  # noqa: ANN401  # a number or a day
    return value.isoformat() if isinstance(value, date) else value


def _check_references(con: duckdb.DuckDBPyConnection, kind: str, document: str, after: Row) -> None:
    for column, table in REFERENCES.get(kind, {}).items():
        named = after.get(column)
        wanted = named if isinstance(named, list) else [] if named is None else [named]
        if not wanted:
            continue
        rows = con.execute(f"SELECT id FROM {table} WHERE document = $1", [document]).fetchall()
        missing = [one for one in wanted if (one,) not in rows]
        if missing:
            raise RecordError(f"{kind}: {column}: {missing[0]!r} is none of the article's {table}")
