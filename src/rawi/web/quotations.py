"""What an actor is said to say: by month and stance, and sentence by sentence."""

from datetime import date

from rawi.web.actor_shapes import Quotation, QuotationPage
from rawi.web.questions import Asker
from rawi.web.voices import Voices

# Letters of a quotation that a list shows.
_SHOWN = 320
_SAID = """
FROM actor_members AS m JOIN statements AS s ON s.document = m.document
    AND s.speaker_entity = m.entity JOIN documents AS d ON d.document = s.document
WHERE m.actor = ?
"""


def count_months(ask: Asker, actor: str) -> dict[date | None, dict[str, int]]:
    """Return how many statements an actor makes by month of publication and stance."""
    months: dict[date | None, dict[str, int]] = {}
    for row in ask.rows(
        "SELECT date_trunc('month', d.published)::DATE AS month, s.stance, count(*) AS n "
        f"{_SAID} GROUP BY ALL ORDER BY month NULLS LAST, n DESC, s.stance",
        actor,
    ):
        months.setdefault(row["month"], {})[row["stance"]] = row["n"]
    return months


def list_quotations(
    ask: Asker, actor: str, *, stance: str | None, month: date | None, limit: int, offset: int
) -> QuotationPage:
    """Return a page of what an actor is said to say, the newest first."""
    where, values = _SAID, list[object]([actor])
    if stance is not None:
        where, values = f"{where} AND s.stance = ?", [*values, stance]
    if month is not None:
        where = f"{where} AND date_trunc('month', d.published) = date_trunc('month', ?::DATE)"
        values = [*values, month]
    found = ask.rows(
        "SELECT s.document, s.id, s.parent, d.outlet, d.published, s.stance, s.mode, s.cue, "
        "s.span_start, s.span_end, s.span_end - s.span_start > ? AS is_cut, "
        "substring(d.text, s.span_start + 1, least(s.span_end - s.span_start, ?)) AS excerpt "
        f"{where} ORDER BY d.published DESC NULLS LAST, s.document, s.n LIMIT ? OFFSET ?",
        _SHOWN, _SHOWN, *values, limit, offset,
    )  # fmt: skip
    voices = Voices(ask, (row["document"] for row in found))
    return QuotationPage(
        total=ask.value(f"SELECT count(*) {where}", *values),
        items=[
            Quotation(**row, chain=voices.make_chain(row["document"], row.pop("id")))
            for row in found
        ],
    )
