"""Reports made by hand, so that what is shown does not hang on what is read."""

from rawi.model import (
    Cue,
    Document,
    Entity,
    Event,
    EventDate,
    Frame,
    Links,
    Location,
    Mention,
    Quantity,
    Report,
    Role,
    Span,
    Speaker,
    Statement,
    TimeExpression,
    make_document,
)

TEXT = (
    "هدنة في النخيل\n"
    "قالت وكالة المثال إن مصدرا أكد أن لواء السيف قتل خمسة إرهابيين أمس.\r\n"
    "\n"
    "(AFP) وبلواء السيف 12% [نص]\n"
)


def at(text: str, letters: str, occurrence: int = 1) -> dict[str, object]:
    start = -1
    for _ in range(occurrence):
        start = text.index(letters, start + 1)
    return {"start": start, "end": start + len(letters), "text": letters}


def make_report(text: str = TEXT, **metadata: str) -> Report:
    """Return a report with an item in every layer; statements nest, marks cross."""
    doc: Document = make_document(
        text, **{"title": "هدنة في النخيل", "source": "a.txt", **metadata}
    )
    if text != TEXT:
        return Report(document=doc)
    claim = at(text, "لواء السيف قتل خمسة إرهابيين أمس")
    whole = at(text, "مصدرا أكد أن لواء السيف قتل خمسة إرهابيين أمس")
    return Report(
        document=doc,
        entities=(
            Entity("e1", "organization", "وكالة المثال"),
            Entity("e2", "armed_group", "لواء السيف", aliases=("اللواء",)),
            Entity(
                "e3", "place", "النخيل", links=Links(geonames=7),
                location=Location(15.5, 32.25, "SD", "town", "only one in the gazetteer"),
            ),
            Entity("e4", "person", "سالم المثالي", roles=(Role("قائد", "e2"),)),
        ),
        mentions=(
            Mention(**at(text, "النخيل"), id="m1", type="place", entity="e3"),
            Mention(**at(text, "وكالة المثال"), id="m2", type="organization", entity="e1"),
            Mention(**at(text, "لواء السيف"), id="m3", type="armed_group", entity="e2"),
            Mention(**at(text, "لواء السيف", 2), id="m4", type="armed_group", entity="e2"),
        ),
        times=(
            TimeExpression(
                **at(text, "أمس"), id="t1", type="date", value="2019-03-13",
                earliest="2019-03-13", latest="2019-03-13",
            ),
        ),
        quantities=(
            Quantity(**at(text, "خمسة إرهابيين"), id="q1", what="killed", low=5, high=5),
        ),
        statements=(
            Statement(
                "s1", text.index("قالت"), whole["end"], ((whole["start"], whole["end"]),),
                Cue(**at(text, "قالت"), lemma="قال"),
                Speaker(**at(text, "وكالة المثال"), entity="e1"), "indirect", "says",
            ),
            Statement(
                "s2", whole["start"], whole["end"], ((claim["start"], claim["end"]),),
                Cue(**at(text, "أكد"), lemma="أكد"), Speaker(**at(text, "مصدرا")), "indirect",
                "affirms", "s1",
            ),
        ),
        events=(
            Event(
                "v1", "killing", (Span(**at(text, "قتل خمسة")),), "claimed", "s2",
                EventDate("2019-03-13", "2019-03-13"), "e3", ("e2",), (), ("q1",),
            ),
            Event(
                "v2", "agreement", (Span(**at(text, "هدنة")),), "asserted", None, EventDate(), None,
            ),
        ),
        frames=(
            Frame(
                **at(text, "إرهابيين"), id="f1", category="group", about=None, voice="s2",
                neutral="مسلحون",
            ),
        ),
        skipped={"time without anchor": 2},
    )  # fmt: skip
