"""Reports through the tables and back: every field of every item, whatever it holds."""

import duckdb
import msgspec
import pyarrow as pa
import pytest

from rawi.model import (
    Cue,
    Entity,
    Event,
    EventDate,
    Frame,
    Links,
    Location,
    Mention,
    Origin,
    Quantity,
    Relation,
    Report,
    Role,
    Span,
    Speaker,
    Statement,
    TimeExpression,
    make_document,
)
from rawi.record.files import make_record
from rawi.record.keys import make_document_key
from rawi.record.reports import load_report
from rawi.record.rows import make_document_row, make_rows

TEXT = "قال سالم العبدي إن سبعة قتلوا في بلدة النهر."
FULL = Report(
    document=make_document(
        TEXT, source="a", title="b", outlet="c", published="2019-10-17", url="https://example.org/"
    ),
    entities=(
        Entity(
            "e1", "place", "النهر", ("نهر",), (Role("قائد", "e2"), Role("بلا")), Links(7, "Q7"),
            Location(1.25, -2.5, "LY", "town", "only one", "added"), "Nahr",
        ),
        Entity("e2", "unnamed", "قوات"),
    ),
    mentions=(Mention(4, 8, TEXT[4:8], "m1", "person", "e1"),),
    times=(
        TimeExpression(0, 3, TEXT[0:3], "t1", "date", "2019", "2019-01-01", "2019-12-31", "text"),
        TimeExpression(0, 3, TEXT[0:3], "t2", "duration", "PXY"),
    ),
    quantities=(
        Quantity(19, 23, TEXT[19:23], "q1", "killed", 7, 9, True, "q2"),
        Quantity(19, 23, TEXT[19:23], "q2", "other", None, None),
    ),
    statements=(
        Statement(
            "s1", 0, 30, ((19, 23), (24, 30)), Cue(0, 3, TEXT[0:3], "قال"),
            Speaker(4, 8, TEXT[4:8], "e1"), "mixed", "denies", "s2",
        ),
        Statement(
            "s2", 0, 40, ((10, 40),), Cue(0, 3, TEXT[0:3], "قال"), Speaker(), "direct", "says"
        ),
    ),
    events=(
        Event(
            "v1", "killing", (Span(24, 29, TEXT[24:29]), Span(0, 3, TEXT[0:3])), "claimed", "s1",
            EventDate("2019-10-01", "2019-10-02", "clause"), "e1", ("e2",), ("e1", "e2"), ("q1",),
        ),
        Event("v2", "battle", (Span(0, 3, TEXT[0:3]),), "asserted", None, EventDate(), None),
    ),
    relations=(
        Relation("r1", "e1", "role", "e2", "قائد", "s1", Span(4, 8, TEXT[4:8])),
        Relation("r2", "e1", "leads", "e2", None, None, Span(4, 8, TEXT[4:8])),
    ),
    frames=(
        Frame(24, 29, TEXT[24:29], "f1", "event", "e1", "s1", "مات"),
        Frame(24, 29, TEXT[24:29], "f2", "group", None, "outlet"),
    ),
    gazetteers=("towns sha256:00",),
    models=("hf:x",),
    skipped={"b": 2, "a": 1},
)  # fmt: skip
ORIGIN = Origin(name="a", sha256="0", size=1, media="text", tool="file")


def list_structs(value):
    """Yield every record in a value, itself included."""
    if isinstance(value, msgspec.Struct):
        yield value
        for field in msgspec.structs.fields(value):
            yield from list_structs(getattr(value, field.name))
    elif isinstance(value, tuple):
        for part in value:
            yield from list_structs(part)


def find_untested():
    """Return the fields that have a default, and nothing else in the report above."""
    found, seen = {}, set()
    for struct in list_structs(FULL):
        kind = type(struct).__name__
        for field in msgspec.structs.fields(struct):
            has_default = field.default is not msgspec.NODEFAULT
            if has_default and getattr(struct, field.name) == field.default:
                found.setdefault((kind, field.name), True)
            else:
                seen.add((kind, field.name))
    return sorted(set(found) - seen)


def test_no_field_is_left_untested():
    """A field that is new to the model must be given a value above, and a column."""
    assert find_untested() == [("Document", "language"), ("Report", "schema")]


@pytest.mark.parametrize("report", [FULL, Report(document=FULL.document)], ids=["full", "empty"])
def test_report_comes_back_whole(tmp_path, report):
    make_record(tmp_path / "a.duckdb")
    key = make_document_key(report.document)
    rows = make_rows(key, report)
    head = make_document_row(key, report, origin=ORIGIN, reading="r")
    rows["documents"] = [{**head, "program": "p"}]
    with duckdb.connect(str(tmp_path / "a.duckdb")) as con:
        for table, found in rows.items():
            schema = con.sql(f"SELECT * FROM {table} LIMIT 0").to_arrow_table().schema
            con.register("batch", pa.Table.from_pylist(found, schema))
            con.execute(f"INSERT INTO {table} SELECT * FROM batch")
        back = load_report(con, key)
        assert load_report(con, "none") is None
    assert msgspec.structs.asdict(back) == {
        **msgspec.structs.asdict(report),
        "skipped": dict(sorted(report.skipped.items())),
    }
