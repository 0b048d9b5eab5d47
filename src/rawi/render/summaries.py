"""What an article tells, in lists: statements, timeline, names, places, loaded words, the rest."""

from collections.abc import Iterable

from rawi.model import Entity, Event, Frame, Statement
from rawi.render.facts import TYPES, Facts, clip, join_names
from rawi.render.markup import element, escape, link

# A list item shows so much of what is said; the text itself is one click away.
_MAX_CONTENT = 280


def write_summary(facts: Facts, prefix: str) -> str:
    """Return the sections of a summary; those with nothing in them are left out."""
    sections = (
        ("events", _write_timeline(facts, prefix)),
        ("statements", _write_statements(facts, prefix)),
        ("names", _write_names(facts, prefix)),
        ("places", _write_places(facts, prefix)),
        ("relations", _write_relations(facts)),
        ("frames", _write_frames(facts, prefix)),
        ("quantities", _write_quantities(facts, prefix)),
        ("times", _write_times(facts, prefix)),
        ("skipped", _write_skipped(facts)),
    )
    written = [
        element("section", element("h2", escape(facts.wording.say("section", name))) + content)
        for name, content in sections
        if content
    ]
    if not written:
        nothing = facts.wording.say("label", "nothing")
        written = [element("p", escape(nothing), class_="nothing")]
    return element("div", "".join(written), class_="summary")


def _letters(text: str) -> str:
    """Return letters of the article, kept apart from the direction of what is around them."""
    return element("bdi", escape(text), lang="ar")


def _point(anchor: str, content: str) -> str:
    return element("a", content, href=f"#{anchor}")


def _list(items: Iterable[str], **attributes: str) -> str:
    written = "".join(element("li", item) for item in items)
    return element("ol", written, **attributes) if written else ""


def _table(rows: Iterable[list[str]], name: str, caption: str | None = None) -> str:
    """Return a table of cells that are HTML already; nothing for no rows.

    Too wide for its window it scrolls by itself, from the keyboard too: what takes the focus is its
    links, or itself where it has none.
    """
    body = "".join(element("tr", "".join(element("td", cell) for cell in row)) for row in rows)
    if not body:
        return ""
    head = "" if caption is None else element("caption", escape(caption))
    table = element("table", head + element("tbody", body), class_=name)
    reached = None if "<a " in body else "0"
    return element("div", table, class_="scroll", tabindex=reached)


def _write_timeline(facts: Facts, prefix: str) -> str:
    return _list((_write_event(facts, event, prefix) for event in facts.timeline()),
                 class_="timeline")  # fmt: skip


def _write_event(facts: Facts, event: Event, prefix: str) -> str:
    known = event.date.earliest is not None or event.date.latest is not None
    when = element("div", escape(facts.date(event)), class_="when" if known else "when unknown")
    head = _point(f"{prefix}{event.id}", escape(facts.event(event)))
    what = element("span", head, class_="what") + " " + _letters(facts.triggers(event))
    details = [("place", facts.name(event.place))] if event.place is not None else []
    labelled = [(facts.wording.say("label", label), value) for label, value in details]
    labelled += facts.sides(event)
    lines = [f"{escape(label)}: {_letters(value)}" for label, value in labelled]
    lines += [escape(part) for part in (facts.toll(event), facts.whose_word(event)) if part]
    written = "".join(element("span", line + " ", class_="detail") for line in lines)
    return when + element("div", element("div", what) + element("div", written))


def _write_statements(facts: Facts, prefix: str) -> str:
    return _list((_write_statement(facts, statement, prefix)
                  for statement in facts.report.statements), class_="sayings")  # fmt: skip


def _write_statement(facts: Facts, statement: Statement, prefix: str) -> str:
    speaker = element("span", _letters(facts.speaker(statement)), class_="what")
    stance = element("span", escape(facts.stance(statement)), class_="stance")
    head = f"{_point(f'{prefix}{statement.id}', speaker)} {stance}"
    told = facts.told_by(statement)
    if told:
        head += " " + element("span", escape(told), class_="aside")
    content = clip(" … ".join(facts.contents(statement)), _MAX_CONTENT)
    quoted = element("blockquote", escape(content), dir="rtl", lang="ar") if content else ""
    return element("div", head) + quoted


def _write_names(facts: Facts, prefix: str) -> str:
    tables = (
        _table(
            (_write_name(facts, entity, prefix) for entity in facts.entities_of(kind)),
            "names",
            caption=facts.wording.say("entities", kind),
        )
        for kind in TYPES
        if kind != "place"
    )
    return "".join(tables)


def _write_name(facts: Facts, entity: Entity, prefix: str) -> list[str]:
    count = facts.named.get(entity.id, 0)
    letters = element("span", _letters(entity.name), class_=f"what {entity.type}")
    name = _point(f"{prefix}{entity.id}", letters) if count else letters
    notes = [escape(facts.latin(entity))] if facts.latin(entity) else []
    notes += [_letters(facts.roles(entity))] if entity.roles else []
    if entity.aliases:
        also = join_names(entity.aliases)
        notes.append(f"{escape(facts.wording.say('label', 'aliases'))}: {_letters(also)}")
    notes += _write_links(entity)
    number = element("span", f"×{count}" if count else "", class_="number")
    return [name, " · ".join(notes), number]


def _write_links(entity: Entity) -> list[str]:
    links = []
    if entity.links.geonames is not None:
        number = str(entity.links.geonames)
        links.append(link(f"https://www.geonames.org/{number}", f"GeoNames {number}"))
    if entity.links.wikidata is not None:
        name = entity.links.wikidata
        links.append(link(f"https://www.wikidata.org/wiki/{name}", f"Wikidata {name}"))
    return links


def _write_places(facts: Facts, prefix: str) -> str:
    rows = []
    for entity in facts.entities_of("place"):
        name, notes, number = _write_name(facts, entity, prefix)
        where = entity.location
        if where is None:
            at = element("span", escape(facts.wording.say("label", "no_location")), class_="aside")
            why = ""
        else:
            at = element("span", f"{where.lat:.3f}, {where.lon:.3f}", class_="number")
            precision = facts.wording.say("precision", where.precision)
            why = f"{escape(precision)}, {escape(where.country or '?')} · " + element(
                "span", escape(where.reason), class_="aside", dir="auto"
            )
        rows.append([name, at, why, notes, number])
    return _table(rows, "places")


def _write_relations(facts: Facts) -> str:
    rows = []
    for relation in facts.report.relations:
        tie = escape(facts.wording.say("predicate", relation.predicate))
        if relation.title is not None:
            tie += " " + element("span", _letters(relation.title), class_="aside")
        subject, object_ = facts.name(relation.subject), facts.name(relation.object)
        rows.append([_letters(subject), tie, _letters(object_)])
    return _table(rows, "relations")


def _write_frames(facts: Facts, prefix: str) -> str:
    tables = []
    for voice, frames in facts.frames_by_voice().items():
        rows = [_write_frame(facts, frame, prefix) for frame in frames]
        tables.append(_table(rows, "frames", caption=voice))
    return "".join(tables)


def _write_frame(facts: Facts, frame: Frame, prefix: str) -> list[str]:
    say = facts.wording.say
    word = _point(f"{prefix}{frame.id}", _letters(frame.text))
    neutral = f"{escape(say('label', 'neutral'))}: {element('bdi', escape(facts.neutral(frame)))}"
    about = f"{escape(say('label', 'about'))}: {_letters(facts.name(frame.about))}"
    return [
        element("span", word, class_="what"),
        escape(say("frame", frame.category)),
        neutral if frame.neutral is not None else "",
        about if frame.about is not None else "",
    ]


def _write_quantities(facts: Facts, prefix: str) -> str:
    return _table(
        (
            [_point(f"{prefix}{count.id}", _letters(count.text)), escape(facts.count(count))]
            for count in facts.report.quantities
        ),
        "quantities",
    )


def _write_times(facts: Facts, prefix: str) -> str:
    return _table(
        (
            [
                _point(f"{prefix}{time.id}", _letters(time.text)),
                escape(facts.wording.say("time", time.type)),
                element("span", escape(time.value), class_="number"),
                escape(facts.wording.write_bounds(time.earliest, time.latest) or ""),
                element("span", escape(time.reason or ""), class_="aside", dir="auto"),
            ]
            for time in facts.report.times
        ),
        "times",
    )


def _write_skipped(facts: Facts) -> str:
    return _table(
        (
            [
                element("bdi", escape(facts.reason(reason))),
                element("span", str(count), class_="number"),
            ]
            for reason, count in sorted(facts.report.skipped.items())
        ),
        "skipped",
    )
