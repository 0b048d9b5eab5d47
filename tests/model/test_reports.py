"""Reports: JSON there and back, the schema, and the invariants that no report may break."""

import json
from pathlib import Path

import jsonschema
import msgspec
import pytest

from rawi.errors import OffsetError, ReportError
from rawi.model import (
    Entity,
    Event,
    EventDate,
    Mention,
    Report,
    Span,
    check_report,
    decode_report,
    encode_report,
    make_document,
    make_json_schema,
)

SCHEMA_FILE = Path(__file__).parents[2] / "docs" / "report.schema.json"
DOC = make_document("دخلت القوات بلدة السدرة.", source="test", published="2018-07-05")


def make_mention(start=17, end=23, text="السدرة", entity="e1"):
    return Mention(start=start, end=end, text=text, id="m1", type="place", entity=entity)


def make_event(**changes):
    event = Event(
        id="v1",
        type="capture",
        triggers=(DOC.span(0, 4),),
        modality="asserted",
        statement=None,
        date=EventDate(),
        place="e1",
    )
    return msgspec.structs.replace(event, **changes)


def make_report(mention=None, **changes):
    report = Report(
        document=DOC,
        entities=(Entity("e1", "place", "السدرة"),),
        mentions=(mention or make_mention(),),
        events=(make_event(),),
    )
    return msgspec.structs.replace(report, **changes)


def test_report_survives_json():
    report = make_report()
    assert decode_report(encode_report(report)) == report


def test_report_is_the_same_to_the_byte():
    assert encode_report(make_report()) == encode_report(make_report())


def test_document_id_is_the_hash_of_its_text():
    assert make_document("").id.startswith("sha256:e3b0c44298fc1c149afbf4c8996fb924")
    assert make_document("أ").id != make_document("ا").id


@pytest.mark.parametrize("span", [(0, 0), (-1, 3), (3, 2), (0, 999)])
def test_document_refuses_spans_that_do_not_fit(span):
    with pytest.raises(OffsetError, match="does not fit the text"):
        DOC.span(*span)


@pytest.mark.parametrize(
    "mention",
    [
        make_mention(text="السدره"),
        make_mention(start=16),
        make_mention(start=-6, end=-1),
        make_mention(start=17, end=17, text=""),
        make_mention(start=17, end=999),
    ],
)
def test_report_with_other_letters_is_refused(mention):
    with pytest.raises(ReportError, match="mentions at"):
        encode_report(make_report(mention))


@pytest.mark.parametrize(
    "changes",
    [
        {"mentions": (make_mention(entity="e9"),)},
        {"events": (make_event(place="e9"),)},
        {"events": (make_event(agents=("e9",)),)},
        {"events": (make_event(statement="s9"),)},
        {"events": (make_event(quantities=("q9",)),)},
    ],
)
def test_report_that_refers_to_nothing_is_refused(changes):
    with pytest.raises(ReportError, match="not among the report's"):
        check_report(make_report(**changes))


@pytest.mark.parametrize("line", ["", "{}", '{"schema": "rawi.report/2"}', "[1]", "nonsense"])
def test_line_that_is_no_report_is_refused(line):
    with pytest.raises(ReportError, match=r"no rawi\.report/1"):
        decode_report(line)


def test_schema_file_is_fresh():
    made = json.dumps(make_json_schema(), ensure_ascii=False, indent=2) + "\n"
    assert SCHEMA_FILE.read_text("utf-8") == made, "run: rawi schema > docs/report.schema.json"


def test_reports_follow_the_schema(report):
    validator = jsonschema.Draft202012Validator(make_json_schema())
    for text in (
        DOC.text,
        "أعلن الجيش الليبي مقتل ثلاثة جنود في درنة يوم 3 مايو 2018، وقال إن الهدوء عاد.",
    ):
        validator.validate(json.loads(encode_report(report(text))))
    broken = json.loads(encode_report(make_report()))
    broken["mentions"][0]["type"] = "animal"
    with pytest.raises(jsonschema.ValidationError, match="animal"):
        validator.validate(broken)


def test_span_is_compared_by_its_letters():
    assert DOC.span(0, 4) == Span(0, 4, "دخلت")
