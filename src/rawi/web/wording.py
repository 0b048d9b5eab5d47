"""Wording over HTTP: who calls an actor or an event what, in its own voice or quoting somebody.

Counts are of independent texts (lineages): what nine outlets printed of one agency counts once.
Nothing is scored; each count leads to its sentences.
"""

from typing import Annotated, Literal, NamedTuple

from fastapi import APIRouter, Depends, Query

from rawi.web.documents import load_rows
from rawi.web.failures import RESPONSES, RefusalError
from rawi.web.questions import Ask, Asker, Day, Limit, Offset
from rawi.web.search import find_surroundings
from rawi.web.uses import (
    Kind,
    Use,
    choose_texts,
    count_terms,
    count_voices,
    find_texts,
    load_uses,
    make_keys,
)
from rawi.web.voices import Voices
from rawi.web.wording_shapes import (
    Counted,
    LoadedWord,
    UsePage,
    UseView,
    WordingStart,
    WordingView,
)

router = APIRouter(prefix="/api/wording", tags=["wording"], responses=RESPONSES)

_MOST_TERMS, _MOST_WORDS = 40, 60
_TEXT = Annotated[str | None, Query(max_length=200)]


class Asked(NamedTuple):
    """What wording is asked for.

    Attributes:
        about: As it is shown.
        uses: Places with the term of each, the newest first.
    """

    about: str
    uses: list[tuple[str, Use]]


def choose_wording(  # noqa: PLR0913  # one argument a filter
    ask: Ask,
    actor: _TEXT = None,
    type: _TEXT = None,
    incident: _TEXT = None,
    word: _TEXT = None,
    first: Day | None = None,
    last: Day | None = None,
) -> Asked:
    """Return what is asked for: an actor, a kind of event, an incident, or a word."""
    given: dict[Kind, str | None] = {
        "actor": actor, "type": type, "incident": incident, "word": word,
    }  # fmt: skip
    chosen = [(kind, value) for kind, value in given.items() if value]
    if len(chosen) != 1:
        raise RefusalError(
            422, f"{len(chosen)} of actor, type, incident and word are given", "Give one of them"
        )
    ((kind, value),) = chosen
    about: str | None = value
    wanted: str | list[str] = value
    if kind == "actor":
        about = ask.value("SELECT name FROM actors WHERE actor = ?", value)
    elif kind == "incident":
        about = ask.value("SELECT incident FROM incidents WHERE incident = ?", value)
    elif kind == "word":
        wanted = find_texts(ask, value)
        about = wanted[0] if wanted else value
    if about is None:
        raise RefusalError(404, f"no {kind} {value!r}", f"GET /api/{kind}s lists them")
    return Asked(about, load_uses(ask, kind, wanted, first=first, last=last))


Chosen = Annotated[Asked, Depends(choose_wording)]


@router.get("")
def show_wording(
    asked: Chosen, limit: Limit = 8, outlets: Offset = 0, speakers: Offset = 0
) -> WordingView:
    """Return who uses which words for an actor, a kind of event, an incident; or a word of whom.

    Give one of `actor`, `type`, `incident` and `word`. Outlets and speakers come in pages of
    `limit`, from `outlets` and from `speakers` on.
    """
    terms = count_terms(asked.uses)
    return WordingView(
        about=asked.about,
        total=len(terms),
        terms=terms[:_MOST_TERMS],
        outlets=count_voices(asked.uses, lambda use: use.outlet, limit=limit, offset=outlets),
        speakers=count_voices(asked.uses, lambda use: use.speaker, limit=limit, offset=speakers),
    )


@router.get("/uses")
def list_uses(  # noqa: PLR0913  # one argument a filter
    ask: Ask,
    asked: Chosen,
    term: Annotated[str | None, Query(max_length=200, description="Key of a term.")] = None,
    outlet: Annotated[str | None, Query(max_length=200)] = None,
    speaker: Annotated[str | None, Query(max_length=300, description="Key of a speaker.")] = None,
    voice: Literal["own", "quoted"] | None = None,
    limit: Limit = 20,
    offset: Offset = 0,
) -> UsePage:
    """Return the sentences behind a count: one for each independent text, the newest first."""
    wanted = (
        (key, use)
        for key, use in asked.uses
        if term in (None, key)
        and outlet in (None, use.outlet)
        and speaker in (None, use.speaker)
        and (voice is None or (voice == "own") == (use.speaker is None))
    )
    chosen = choose_texts(wanted)
    return UsePage(total=len(chosen), items=_view_uses(ask, chosen[offset : offset + limit]))


def _view_uses(ask: Asker, uses: list[Use]) -> list[UseView]:
    documents = sorted({use.document for use in uses})
    rows = {row.document: row for row in load_rows(ask, documents)}
    texts = dict(
        ask.pairs(
            "SELECT document, text FROM documents WHERE document IN (SELECT unnest(?))", documents
        )
    )
    voices = Voices(ask, documents)
    views = []
    for use in uses:
        around, excerpt = find_surroundings(texts[use.document], use.start, use.end)
        views.append(
            UseView(
                row=rows[use.document], chain=voices.make_chain(use.document, use.statement),
                span_start=use.start, span_end=use.end, excerpt=excerpt, excerpt_start=around,
            )
        )  # fmt: skip
    return views


@router.get("/start")
def show_start(ask: Ask) -> WordingStart:
    """Return what can be asked for: words that take a side, and kinds of events."""
    forms = ask.rows(
        "SELECT text, category, any_value(neutral) AS neutral, count(*) AS n FROM frames "
        "GROUP BY ALL ORDER BY n DESC, text"
    )
    keys = make_keys(form["text"] for form in forms)
    first = {keys[form["text"]]: form for form in reversed(forms)}
    counted = ask.rows(
        "WITH terms AS (SELECT unnest(?::VARCHAR[]) AS text, unnest(?::VARCHAR[]) AS term) "
        "SELECT term, count(DISTINCT p.lineage) FILTER (f.voice = 'outlet') AS own, "
        "count(DISTINCT p.lineage) FILTER (f.voice <> 'outlet') AS quoted, "
        "count(DISTINCT p.lineage) AS lineages FROM frames AS f JOIN terms USING (text) "
        "JOIN printings AS p ON p.document = f.document AND p.kind = 'whole' "
        "GROUP BY term ORDER BY lineages DESC, term LIMIT ?",
        list(keys), list(keys.values()), _MOST_WORDS,
    )  # fmt: skip
    types = ask.rows(
        "SELECT type, count(DISTINCT lineage) AS lineages FROM accounts AS a "
        "JOIN printings AS p ON p.document = a.document AND p.kind = 'whole' "
        "GROUP BY 1 ORDER BY 2 DESC, 1"
    )
    days = ask.rows("SELECT min(published) AS first, max(published) AS last FROM documents")[0]
    return WordingStart(
        words=[
            LoadedWord(
                **row, shown=first[row["term"]]["text"], category=first[row["term"]]["category"],
                neutral=first[row["term"]]["neutral"],
            )
            for row in counted
        ],
        types=[Counted(**row) for row in types], **days,
    )  # fmt: skip
