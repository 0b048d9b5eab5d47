"""Who decided on what, and what every review changed."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from rawi.web.questions import Asker, Row
from rawi.web.review_shapes import Decision, Step

_ENTITY = re.compile(r"e\d+")
_GROUPED = ("incidents", "actors")


def load_decisions(ask: Asker, document: str) -> dict[str, dict[str, list[Decision]]]:
    """Return the decisions on the readings of a document that hold, by kind and id within it."""
    found: dict[str, dict[str, list[Decision]]] = defaultdict(lambda: defaultdict(list))
    rows = ask.rows(
        "SELECT * FROM decided WHERE starts_with(item, ? || ':') ORDER BY reviewed, review",
        document,
    )
    for row in rows:
        found[row["kind"]][row["item"].partition(":")[2]].append(_make(row))
    return {kind: dict(items) for kind, items in found.items()}


def find_decisions(ask: Asker, kind: str, items: Iterable[str]) -> dict[str, list[Decision]]:
    """Return the decisions on items that hold, in their order, by item."""
    found: dict[str, list[Decision]] = defaultdict(list)
    rows = ask.rows(
        "SELECT * FROM decided WHERE kind = ? AND item IN (SELECT unnest(?)) "
        "ORDER BY reviewed, review",
        kind, list(items),
    )  # fmt: skip
    for row in rows:
        found[row["item"]].append(_make(row))
    return dict(found)


def list_decisions(ask: Asker, kind: str, items: Iterable[str]) -> list[Decision]:
    """Return the decisions on any of some items, each once, in their order."""
    found = find_decisions(ask, kind, items)
    each = {one.review: one for decisions in found.values() for one in decisions}
    return sorted(each.values(), key=lambda one: (one.reviewed, one.review))


def _make(row: Row) -> Decision:
    return Decision(**{name: row[name] for name in Decision.model_fields})


def list_steps(ask: Asker, found: Sequence[Row]) -> list[Step]:
    """Return reviews with what they changed and who took them back, in the order given.

    Args:
        ask: Of the request.
        found: Rows of `reviews`, without those that take another back.
    """
    if not found:
        return []
    undone = _load_undone(ask, found)
    earlier = _load_earlier(ask, found)
    documents = [row["document"] for row in found if row["document"]]
    titles = dict(
        ask.pairs(
            "SELECT document, title FROM documents WHERE document IN (SELECT unnest(?))", documents
        )
    )
    steps = [_make_step(row, undone, earlier, titles) for row in found]
    _name_entities(ask, steps)
    return steps


def _name_entities(ask: Asker, steps: Sequence[Step]) -> None:
    """Add the names of the entities whose ids stand in values."""
    wanted = {
        (step.document, value)
        for step in steps
        for given in (*step.before.values(), *step.after.values())
        for value in (given if isinstance(given, list) else [given])
        if isinstance(value, str) and _ENTITY.fullmatch(value)
    }
    if not wanted:
        return
    rows = ask.rows(
        "SELECT document, id, name FROM record.entities WHERE document IN (SELECT unnest(?))",
        sorted({document for document, _ in wanted if document}),
    )
    for step in steps:
        step.names = {
            row["id"]: row["name"]
            for row in rows
            if row["document"] == step.document and (step.document, row["id"]) in wanted
        }


def _load_undone(ask: Asker, found: Sequence[Row]) -> dict[str, Decision]:
    rows = ask.rows(
        "SELECT * FROM reviews WHERE undoes IN (SELECT unnest(?)) ORDER BY reviewed DESC",
        [row["review"] for row in found],
    )
    return {row["undoes"]: _make(row) for row in rows}


def _load_earlier(ask: Asker, found: Sequence[Row]) -> dict[tuple[str, str], list[Row]]:
    """Return all corrections of the items that reviews are of, by kind and anchor, in order."""
    rows = ask.rows(
        "SELECT r.*, u.reviewed AS ended FROM reviews AS r "
        "LEFT JOIN reviews AS u ON u.undoes = r.review "
        "WHERE r.action = 'correct' AND r.anchors[1] IN (SELECT unnest(?)) "
        "ORDER BY r.reviewed, r.review",
        [row["anchors"][0] for row in found if row["kind"] not in _GROUPED],
    )
    earlier: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        earlier[row["kind"], row["anchors"][0]].append(row)
    return earlier


def _make_step(
    row: Row,
    undone: dict[str, Decision],
    earlier: dict[tuple[str, str], list[Row]],
    titles: dict[str, str],
) -> Step:
    after: dict[str, Any] = {} if row["after"] is None else msgspec.json.decode(row["after"])
    before: dict[str, Any] = {}
    if row["kind"] not in _GROUPED and after:
        before = {"holds": True} | msgspec.json.decode(row["before"])
        for other in earlier[row["kind"], row["anchors"][0]]:
            stood = other["ended"] is None or other["ended"] > row["reviewed"]
            if other["reviewed"] < row["reviewed"] and stood:
                before |= msgspec.json.decode(other["after"])
        before = {column: before.get(column) for column in after}
    return Step(
        review=row["review"], reviewed=row["reviewed"], reviewer=row["reviewer"],
        action=row["action"], kind=row["kind"], document=row["document"], items=row["items"],
        before=before, after=after, why=row["why"], undone=undone.get(row["review"]),
        label=_find_label(row), title=titles.get(row["document"]),
    )  # fmt: skip


def _find_label(row: Row) -> str | None:
    """Return words that tell what a review is of, as the program read it."""
    if row["kind"] in _GROUPED or row["before"] is None:
        return None
    was: dict[str, Any] = msgspec.json.decode(row["before"])
    if was.get("triggers"):
        return " … ".join(span["text"] for span in was["triggers"])
    return was.get("text") or was.get("name") or was.get("cue")


def load_history(ask: Asker, kind: str, anchors: Iterable[str]) -> list[Step]:
    """Return all reviews of what stands at anchors, the newest first."""
    rows = ask.rows(
        "SELECT * FROM reviews WHERE kind = ? AND action <> 'undo' AND list_has_any(anchors, ?) "
        "ORDER BY reviewed DESC, review",
        kind, list(anchors),
    )  # fmt: skip
    return list_steps(ask, rows)
