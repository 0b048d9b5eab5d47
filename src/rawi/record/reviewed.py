"""Views of the record: with what people decided (`reviewed_accounts` …), and who tells what."""

import duckdb

# Table -> the columns whose span tells where a row stands, whatever its id is.
SPANS = {
    "entities": ("type", "name"),
    "mentions": ("span_start", "span_end"),
    "times": ("span_start", "span_end"),
    "quantities": ("span_start", "span_end"),
    "statements": ("cue_start", "cue_end"),
    "accounts": ("triggers[1].span_start", "triggers[1].span_end"),
    "relations": ("span_start", "span_end"),
    "frames": ("span_start", "span_end"),
}
_SPAN = ("span_start", "span_end", "text")
# Table -> columns that a reviewer may correct; a reading that should not be there is corrected with
# `holds`: false. The letters of a corrected span are the article's own (corrections.py).
CORRECTABLE = {
    "entities": (
        "type", "name", "geonames", "wikidata", "lat", "lon", "country", "place_precision",
    ),
    "mentions": ("type", "entity", *_SPAN),
    "times": ("type", "value", "earliest", "latest", *_SPAN),
    "quantities": ("what", "low", "high", "cumulative", "part_of", *_SPAN),
    "statements": (
        "speaker_entity", "speaker_start", "speaker_end", "speaker", "content", "span_start",
        "span_end", "mode", "stance", "parent",
    ),
    "accounts": (
        "type", "triggers", "modality", "statement", "earliest", "latest", "place", "agents",
        "targets", "quantities",
    ),
    "relations": ("subject", "predicate", "object", "title", "statement"),
    "frames": ("category", "about", "voice", "neutral", *_SPAN),
}  # fmt: skip
HOLDS = "holds"

_ACTIVE = """
CREATE OR REPLACE VIEW active_reviews AS
SELECT * FROM reviews AS r
WHERE action <> 'undo' AND NOT EXISTS (SELECT 1 FROM reviews AS u WHERE u.undoes = r.review);
COMMENT ON VIEW active_reviews IS 'Reviews that nobody has undone.';
"""
_CORRECTIONS = """
CREATE OR REPLACE VIEW corrections AS
WITH held AS (
    SELECT *, anchors[1] AS anchor FROM active_reviews WHERE action IN ('accept', 'correct')
), latest AS (
    SELECT h.kind, h.anchor, e.key, arg_max(e.value, (h.reviewed, h.review)) AS value
    FROM held AS h, json_each(h.after) AS e GROUP BY ALL
), joined AS (
    SELECT kind, anchor, json_group_object(key, value) AS after FROM latest GROUP BY ALL
), listed AS (
    SELECT kind, anchor, list(review ORDER BY reviewed, review) AS reviews FROM held GROUP BY ALL
)
SELECT kind, anchor, reviews, after FROM listed LEFT JOIN joined USING (kind, anchor);
COMMENT ON VIEW corrections IS 'What was accepted or corrected, a row per item: the reviews in their order, and of each column the last correction.';
"""  # noqa: E501
_TELLERS = """
CREATE OR REPLACE VIEW tellers AS
SELECT a.account, a.document, d.outlet, d.published, p.credits[1] AS agency, a.chain[2].name AS speaker,
    a.chain[2].entity AS speaker_entity, a.chain[3].name AS source, a.chain[3].entity AS source_entity,
    a.chain[4:] AS further
FROM accounts AS a JOIN documents AS d USING (document)
LEFT JOIN printings AS p ON p.document = a.document AND p.kind = 'whole';
COMMENT ON VIEW tellers IS 'Who tells each account, in columns: outlet, the news agency that its text credits, the speaker whom it quotes, the source that the speaker names, and those further on.';
"""  # noqa: E501
# What follows from a corrected place.
_OF_PLACE = {
    "place_name": "name", "lat": "lat", "lon": "lon", "country": "country", "geonames": "geonames",
    "place_precision": "place_precision",
}  # fmt: skip


def make_views(con: duckdb.DuckDBPyConnection, *, readings: str = "") -> None:
    """Make all views.

    Args:
        con: A connection that may write them.
        readings: What goes before the names of tables of readings: `record.` where they lie in
            another file than the reviews.
    """
    con.execute(_ACTIVE)
    con.execute(_CORRECTIONS)
    con.execute(_TELLERS)
    for table in SPANS:
        con.execute(_make_view(con, table, readings))


def make_item(table: str) -> str:
    """Return the SQL of a row's id in the whole record: the document's key, a colon, its id."""
    return "account" if table == "accounts" else "concat(document, ':', id)"


def make_anchor(table: str) -> str:
    """Return the SQL of where a row stands: document, span, and which of those of one span."""
    span = ", ".join(SPANS[table])
    parts = ", '/', ".join(("document", *SPANS[table]))
    return f"concat({parts}, '/', row_number() OVER (PARTITION BY document, {span} ORDER BY n))"


def _make_view(con: duckdb.DuckDBPyConnection, table: str, readings: str) -> str:
    types = dict(
        con.execute(
            "SELECT column_name, data_type FROM duckdb_columns() "
            "WHERE NOT internal AND table_name = $1",
            [table],
        ).fetchall()
    )
    changed = ", ".join(
        f"CASE WHEN json_exists(c.after, '$.{column}') THEN {_cast(column, types[column])} "
        f"ELSE t.{column} END AS {column}"
        for column in CORRECTABLE[table]
    )
    join = ""
    if table == "accounts":
        changed += "".join(
            f", CASE WHEN json_exists(c.after, '$.place') THEN p.{source} ELSE t.{column} END "
            f"AS {column}"
            for column, source in _OF_PLACE.items()
        )
        join = (
            f"LEFT JOIN {readings}entities AS p "
            "ON p.document = t.document AND p.id = c.after->>'$.place' "
        )
    about = (
        f"{table} with what people corrected; holds: whether it is a reading at all; reviews: "
        "those that it rests on, in their order."
    )
    return (
        f"CREATE OR REPLACE VIEW reviewed_{table} AS SELECT t.* REPLACE ({changed}), "
        f"coalesce(c.after->>'$.{HOLDS}' <> 'false', true) AS {HOLDS}, c.reviews AS reviews "
        f"FROM (SELECT *, {make_anchor(table)} AS anchor FROM {readings}{table}) AS t "
        f"LEFT JOIN corrections AS c ON c.kind = '{table}' AND c.anchor = t.anchor {join}; "
        f"COMMENT ON VIEW reviewed_{table} IS '{about}';"
    )


def _cast(column: str, kind: str) -> str:
    """Return the SQL of a corrected value in the type of its column."""
    if kind.endswith("[]"):
        return f"(c.after->'$.{column}')::{kind}"
    return f"(c.after->>'$.{column}')::{kind}"
