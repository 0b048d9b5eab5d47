"""Accounts: an event as one document tells it, with the chain of who says so."""

from datetime import date
from typing import Any

from rawi.model import Entity, Event, EventDate, Quantity, Report, Statement

Row = dict[str, Any]

# Longest stretch in days -> what UCDP and ACLED would grade alike.
_PRECISIONS = ((1, "day"), (6, "days"), (7, "week"), (31, "month"), (366, "year"))


def make_account_rows(document: str, report: Report) -> tuple[list[Row], list[Row]]:
    """Return the rows of `accounts` and of `figures` that a report gives."""
    sayers = Sayers(report)
    quantities = {quantity.id: quantity for quantity in report.quantities}
    accounts, figures = [], []
    for n, event in enumerate(report.events):
        account = f"{document}:{event.id}"
        accounts.append(
            {"account": account, "document": document, "n": n} | _make_account(event, sayers)
        )
        figures += [
            {"account": account, "document": document, "n": place}
            | _make_figure(quantities[quantity], sayers)
            for place, quantity in enumerate(event.quantities)
        ]
    return accounts, figures


class Sayers:
    """Who says what in a report: the statement around a span, and the chain of its sources."""

    def __init__(self, report: Report) -> None:
        self.outlet = report.document.outlet
        self.entities = {entity.id: entity for entity in report.entities}
        self.statements = {statement.id: statement for statement in report.statements}
        self._givers = _find_givers(report)

    def find_giver(self, quantity: Quantity) -> Statement | None:
        """Return the innermost statement whose content holds the count."""
        return self._givers.get(quantity.id)

    def make_chain(self, statement: str | None) -> list[Row]:
        """Return who says it, from the outlet inwards."""
        chain = [_make_link("outlet", self.outlet)]
        for depth, spoken in enumerate(reversed(self._list_upwards(statement))):
            chain.append(
                _make_link(
                    "source" if depth else "speaker",
                    self.name_speaker(spoken),
                    entity=spoken.speaker.entity,
                    statement=spoken.id,
                )
            )
        return chain

    def name_speaker(self, statement: Statement) -> str | None:
        """Return the speaker as the document names or describes them."""
        entity = self.entities.get(statement.speaker.entity or "")
        return statement.speaker.text or (entity.name if entity is not None else None)

    def _list_upwards(self, statement: str | None) -> list[Statement]:
        """Return a statement, the one it stands in, and so on outwards."""
        found: list[Statement] = []
        while statement is not None and len(found) <= len(self.statements):
            found.append(self.statements[statement])
            statement = found[-1].parent
        return found


def _find_givers(report: Report) -> dict[str, Statement]:
    """Return for each quantity's id the innermost statement whose content holds it."""
    contents = sorted(
        ((start, end, statement) for statement in report.statements
         for start, end in statement.content),
        key=lambda content: content[:2],
    )  # fmt: skip
    givers: dict[str, Statement] = {}
    around: list[tuple[int, int, Statement]] = []
    begun = 0
    for quantity in sorted(report.quantities, key=lambda quantity: quantity.start):
        while begun < len(contents) and contents[begun][0] <= quantity.start:
            around.append(contents[begun])
            begun += 1
        around = [content for content in around if content[1] > quantity.start]
        holding = [content for content in around if content[1] >= quantity.end]
        if holding:
            givers[quantity.id] = min(holding, key=lambda content: content[1] - content[0])[2]
    return givers


def _make_link(
    link: str, name: str | None, *, entity: str | None = None, statement: str | None = None
) -> Row:
    return {"link": link, "name": name, "entity": entity, "statement": statement}


def _make_account(event: Event, sayers: Sayers) -> Row:
    place = sayers.entities.get(event.place or "")
    return {
        "id": event.id,
        "type": event.type,
        "triggers": [
            {"span_start": span.start, "span_end": span.end, "text": span.text}
            for span in event.triggers
        ],
        "modality": event.modality,
        "statement": event.statement,
        "chain": sayers.make_chain(event.statement),
        "earliest": parse_date(event.date.earliest),
        "latest": parse_date(event.date.latest),
        "date_precision": find_precision(event.date),
        "date_reason": event.date.reason,
        "place": event.place,
        "place_name": None if place is None else place.name,
        **_make_location(place),
        "agents": list(event.agents),
        "targets": list(event.targets),
        "quantities": list(event.quantities),
    }


def _make_location(place: Entity | None) -> Row:
    where = None if place is None else place.location
    return {
        "lat": None if where is None else where.lat,
        "lon": None if where is None else where.lon,
        "country": None if where is None else where.country,
        "geonames": None if place is None else place.links.geonames,
        "place_precision": None if where is None else where.precision,
    }


def _make_figure(quantity: Quantity, sayers: Sayers) -> Row:
    statement = sayers.find_giver(quantity)
    return {
        "quantity": quantity.id,
        "what": quantity.what,
        "low": quantity.low,
        "high": quantity.high,
        "cumulative": quantity.cumulative,
        "part_of": quantity.part_of,
        "statement": None if statement is None else statement.id,
        "speaker": None if statement is None else sayers.name_speaker(statement),
        "speaker_entity": None if statement is None else statement.speaker.entity,
        "span_start": quantity.start,
        "span_end": quantity.end,
        "text": quantity.text,
    }


def find_precision(when: EventDate) -> str:
    """Return how precise a date is: `day` to `longer`, `open` with one bound, or `unknown`."""
    earliest, latest = parse_date(when.earliest), parse_date(when.latest)
    if earliest is None or latest is None:
        return "unknown" if earliest is latest else "open"
    days = (latest - earliest).days + 1
    return next((name for longest, name in _PRECISIONS if days <= longest), "longer")


def parse_date(day: str | None) -> date | None:
    """Return the date of an ISO day."""
    return None if day is None else date.fromisoformat(day)
