"""Where words and names are used, each place with who uses it: the outlet or whom it quotes."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from typing import Literal, NamedTuple

from rawi.text.normalise import fold
from rawi.web.questions import Asker
from rawi.web.wording_shapes import Cell, Term, Voice, VoicePage

Kind = Literal["actor", "type", "incident", "word"]

# Each gives document, span, text as printed, kind, neutral, and the statement that it stands in
# (NULL: the outlet's own voice). A mention says nothing of its voice: the innermost statement whose
# content holds it has it.
_OF_ACTOR = """
members AS (SELECT document, entity FROM actor_members WHERE actor = ?),
named AS (
    SELECT x.document, x.span_start, x.span_end, x.text
    FROM mentions AS x JOIN members AS m USING (document, entity)
),
contents AS (
    SELECT s.document, s.id, unnest(s.content) AS held FROM statements AS s
    WHERE s.document IN (SELECT document FROM members)
),
used AS (
    SELECT n.document, n.span_start, n.span_end, n.text, 'name' AS kind, NULL AS neutral,
        arg_min(c.id, c.held.span_end - c.held.span_start) AS statement
    FROM named AS n LEFT JOIN contents AS c ON c.document = n.document
        AND c.held.span_start <= n.span_start AND c.held.span_end >= n.span_end
    GROUP BY ALL
    UNION ALL
    SELECT f.document, f.span_start, f.span_end, f.text, 'frame', f.neutral,
        nullif(f.voice, 'outlet')
    FROM frames AS f JOIN members AS m ON m.document = f.document AND m.entity = f.about
)
"""
_OF_EVENTS = """
used AS (
    SELECT a.document, t.span_start, t.span_end, t.text, 'event' AS kind, NULL AS neutral,
        a.statement
    FROM (SELECT document, statement, triggers[1] AS t FROM accounts WHERE {}) AS a
    WHERE t IS NOT NULL
)
"""
_OF_TYPE = _OF_EVENTS.format("type = ?")
_OF_INCIDENT = _OF_EVENTS.format(
    "account IN (SELECT account FROM incident_accounts WHERE incident = ?)"
)
_OF_WORD = """
used AS (
    SELECT f.document, f.span_start, f.span_end, coalesce(a.name, e.name, '') AS text,
        'about' AS kind, NULL AS neutral, nullif(f.voice, 'outlet') AS statement
    FROM frames AS f
    LEFT JOIN entities AS e ON e.document = f.document AND e.id = f.about
    LEFT JOIN actor_members AS m ON m.document = f.document AND m.entity = f.about
    LEFT JOIN actors AS a USING (actor)
    WHERE f.text IN (SELECT unnest(?))
)
"""
# Who it is: the actor that a speaker is of, else the phrase; '' for one who is not named.
_TOLD = """
, told AS (
    SELECT u.document, u.span_start, u.span_end, u.text, u.kind, u.neutral, u.statement,
        coalesce(d.outlet, '') AS outlet, d.published, coalesce(p.lineage, u.document) AS lineage,
        CASE WHEN u.statement IS NOT NULL THEN coalesce(m.actor, s.speaker, '') END AS speaker,
        coalesce(r.name, s.speaker) AS speaker_name
    FROM used AS u JOIN documents AS d ON d.document = u.document
    LEFT JOIN printings AS p ON p.document = u.document AND p.kind = 'whole'
    LEFT JOIN statements AS s ON s.document = u.document AND s.id = u.statement
    LEFT JOIN actor_members AS m ON m.document = u.document AND m.entity = s.speaker_entity
    LEFT JOIN actors AS r ON r.actor = m.actor
    WHERE (?::DATE IS NULL OR d.published >= ?) AND (?::DATE IS NULL OR d.published <= ?)
)
"""


_QUESTIONS = {
    "actor": f"WITH {_OF_ACTOR}{_TOLD}", "type": f"WITH {_OF_TYPE}{_TOLD}",
    "incident": f"WITH {_OF_INCIDENT}{_TOLD}", "word": f"WITH {_OF_WORD}{_TOLD}",
}  # fmt: skip


class Use(NamedTuple):
    """One place where a term is used.

    Attributes:
        document: Key of the article.
        start: First code point.
        end: Code point after the last.
        text: As printed; of a word that is asked for: of whom it is said.
        kind: `name`, `frame`, `event` or `about`.
        neutral: A neutral word, where it takes a side.
        statement: The statement that it stands in; None: the outlet's own voice.
        outlet: Who prints it; empty where that is not known.
        published: When.
        lineage: The text that the article prints.
        speaker: Key of who is quoted with it: an actor, a phrase, or empty; None: the outlet.
        named: The speaker's name.
    """

    document: str
    start: int
    end: int
    text: str
    kind: str
    neutral: str | None
    statement: str | None
    outlet: str
    published: date | None
    lineage: str
    speaker: str | None
    named: str | None


def find_texts(ask: Asker, word: str) -> list[str]:
    """Return the spellings of a word that takes a side, as articles have them, commonest first."""
    counted = ask.rows("SELECT text, count(*) FROM frames GROUP BY 1 ORDER BY 2 DESC, 1")
    texts = [row["text"] for row in counted]
    (wanted,) = make_keys([word]).values()
    return [text for text, key in make_keys(texts).items() if key == wanted]


def load_uses(
    ask: Asker, kind: Kind, value: str | list[str], *, first: date | None, last: date | None
) -> list[tuple[str, Use]]:
    """Return the places of an actor's names, an event's words, or a word, each with its term.

    Args:
        ask: The asker of the request.
        kind: What is asked for.
        value: Key of the actor or incident, type of event, or all spellings of the word.
        first: Published on this day or later.
        last: Published on this day or earlier.
    """
    rows = ask.cursor.execute(
        f"{_QUESTIONS[kind]} FROM told ORDER BY published DESC NULLS LAST, document, span_start",
        [value, first, first, last, last],
    ).fetchall()
    uses = [Use(*row) for row in rows]
    keys = make_keys({use.text for use in uses})
    return [(f"{use.kind}:{keys[use.text]}", use) for use in uses]


def make_keys(texts: Iterable[str]) -> dict[str, str]:
    """Return for each text the key that its spellings share.

    Letters are folded and the article is left out; a span behind لل begins at its second lam
    (لجيش in للجيش), which is the article's.
    """
    folded = {text: " ".join(fold(text).split()) for text in texts}
    bare = {form.removeprefix("ال") for form in folded.values() if form.startswith("ال")}
    keys = {}
    for text, form in folded.items():
        key = form.removeprefix("ال") or form
        keys[text] = key[1:] if key[:1] == "ل" and key[1:] in bare else key
    return keys


def count_terms(uses: Iterable[tuple[str, Use]]) -> list[Term]:
    """Return all terms, those of most texts first, each as it is most often written."""
    written: dict[str, Counter[str]] = defaultdict(Counter)
    lineages: dict[str, set[str]] = defaultdict(set)
    documents: dict[str, set[str]] = defaultdict(set)
    neutral: dict[str, str] = {}
    for term, use in uses:
        written[term][use.text] += 1
        lineages[term].add(use.lineage)
        documents[term].add(use.document)
        if use.neutral:
            neutral.setdefault(term, use.neutral)
    terms = [
        Term(
            term=term, shown=min(forms, key=lambda text: (-forms[text], text)),
            kind=term.partition(":")[0], neutral=neutral.get(term),
            lineages=len(lineages[term]), documents=len(documents[term]),
        )
        for term, forms in written.items()
    ]  # fmt: skip
    return sorted(terms, key=lambda t: (-t.lineages, -t.documents, t.term))


def count_voices(
    uses: Iterable[tuple[str, Use]],
    find_voice: Callable[[Use], str | None],
    *,
    limit: int,
    offset: int,
) -> VoicePage:
    """Return a page of voices, those of most texts first, with how they use each term.

    Args:
        uses: Places with their terms.
        find_voice: Gives the key of a place's voice, None for one that is not counted.
        limit: Voices of a page.
        offset: Voices before it.
    """
    by: dict[str, list[tuple[str, Use]]] = defaultdict(list)
    for term, use in uses:
        voice = find_voice(use)
        if voice is not None:
            by[voice].append((term, use))
    texts = {voice: len({use.lineage for _, use in found}) for voice, found in by.items()}
    page = sorted(by, key=lambda voice: (-texts[voice], voice))[offset : offset + limit]
    return VoicePage(
        total=len(by),
        items=[
            Voice(voice=voice, shown=_name(voice, by[voice]), lineages=texts[voice])
            for voice in page
        ],
        cells=[cell for voice in page for cell in _count_cells(voice, by[voice])],
    )


def _name(voice: str, uses: list[tuple[str, Use]]) -> str | None:
    """Return the name of a voice; that of a speaker is the actor's or the phrase."""
    names = Counter(use.named for _, use in uses if use.named and use.speaker == voice)
    return min(names, key=lambda name: (-names[name], name)) if names else voice or None


def _count_cells(voice: str, uses: list[tuple[str, Use]]) -> list[Cell]:
    own: dict[str, set[str]] = defaultdict(set)
    quoted: dict[str, set[str]] = defaultdict(set)
    for term, use in uses:
        (own if use.speaker is None else quoted)[term].add(use.lineage)
    return [
        Cell(term=term, voice=voice, own=len(own[term]), quoted=len(quoted[term]))
        for term in sorted({*own, *quoted})
    ]


def choose_texts(uses: Iterable[tuple[str, Use]]) -> list[Use]:
    """Return one place for each independent text: the first of its first printing."""
    chosen: dict[str, Use] = {}
    for _, use in uses:
        known = chosen.get(use.lineage)
        if known is None or _order(use) < _order(known):
            chosen[use.lineage] = use
    newest = sorted(chosen.values(), key=lambda use: (use.document, use.start))
    return sorted(newest, key=lambda use: use.published or date.min, reverse=True)


def _order(use: Use) -> tuple[date, str, int]:
    return use.published or date.max, use.document, use.start
