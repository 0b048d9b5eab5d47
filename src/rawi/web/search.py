"""Words of all articles searched, whatever their spelling and clitics, with where they stand.

Letters are folded as everywhere (أ and إ as ا, ة as ه, no vowel signs), and a word is found behind
و ف ب ل ك س, the article and لل, and before pronouns and plural endings: جيش finds الجيش, للجيش,
وجيشهم. Words between quotation marks are one phrase, whatever marks stand between them.
"""

import re
from collections.abc import Iterator
from typing import Annotated

from fastapi import APIRouter, Query, Request

from rawi.text.normalise import fold, fold_with_map
from rawi.web.documents import load_rows
from rawi.web.failures import RESPONSES, RefusalError
from rawi.web.questions import Ask, Asker, Day, Limit, Offset
from rawi.web.shapes import Found, SearchHit, SearchPage
from rawi.web.sought import (
    Named,
    Narrowing,
    Sought,
    Spans,
    find_documents,
    find_named,
    find_named_spans,
    find_naming,
    find_spans,
)
from rawi.web.texts import AFTER, BEFORE, WORDS, Index, list_cores

router = APIRouter(prefix="/api/search", tags=["search"], responses=RESPONSES)

_BEFORE = f"(?:{'|'.join(BEFORE)})"
_AFTER = f"(?:{'|'.join(AFTER)})"
_QUERY = re.compile(r'["«“„]([^"»”“]+)["»”“]|(\S+)')
_EDGES = ".,;:!?،؛؟()[]{}«»“”\"'…-–—"
_MOST_WORDS, _MOST_HITS = 12, 5
# Letters of an excerpt on each side of what was found.
_AROUND = 110


@router.get("")
def search(  # noqa: PLR0913  # one argument a filter
    request: Request,
    ask: Ask,
    sought: Narrowing,
    q: Annotated[str | None, Query(max_length=200, description="Words, “phrases”.")] = None,
    outlet: Annotated[str | None, Query(max_length=200)] = None,
    first: Day | None = None,
    last: Day | None = None,
    limit: Limit = 20,
    offset: Offset = 0,
) -> SearchPage:
    """Return the articles that have all words, the newest first, each with where they stand.

    They are narrowed to those that name an `actor`, quote a `speaker`, or tell of an event of a
    `type`, at a `place`, between days (`since`, `until`); without words these alone decide. `first`
    and `last` are days of publication. A name in Latin letters finds the articles that have it in
    Arabic, and `names` says which names it is taken for.
    """
    words = parse_query(q or "")
    narrowed = find_documents(ask, sought)
    if not words and (narrowed is None or (q or "").strip()):
        raise RefusalError(422, f"{q!r} has no word to search for", "Give a word of two letters")
    index: Index = request.app.state.index
    named = find_named(ask, request.app.state.names, q or "")
    naming = find_naming(ask, named) if named.actors or named.places else set()
    found = index.find(words, outlet=outlet, first=first, last=last, also=naming)
    if narrowed is not None:
        found = [key for key in found if key in narrowed]
    page = found[offset : offset + limit]
    items = _make_hits(ask, page, words, sought=sought, named=named)
    return SearchPage(total=len(found), items=items, names=named.hits)


def _make_hits(
    ask: Asker, page: list[str], words: list[str], *, sought: Sought, named: Named
) -> list[SearchHit]:
    """Return articles with the places of the words, else of what else was asked for."""
    texts = dict(
        ask.pairs("SELECT document, text FROM documents WHERE document IN (SELECT unnest(?))", page)
    )
    rows = {row.document: row for row in load_rows(ask, page)}
    spans: Spans = {}
    if not words:
        spans = find_spans(ask, sought, page)
    elif named.actors or named.places:
        spans = find_named_spans(ask, named, page)
    hits = []
    for key in page:
        found = list(iter_found(texts[key], words)) if words else []
        found = found or [_surround(texts[key], *span) for span in spans.get(key, ())]
        hits.append(SearchHit(row=rows[key], found=found))
    return hits


def parse_query(query: str) -> list[str]:
    """Return the words and quoted phrases of a query, folded, each once."""
    parts = [phrase or word for phrase, word in _QUERY.findall(query)]
    folded = (" ".join(fold(part).split()).strip(_EDGES + " ") for part in parts)
    words = dict.fromkeys(part for part in folded if len(part) > 1 and WORDS.search(part))
    return list(words)[:_MOST_WORDS]


def make_pattern(word: str) -> str:
    """Return the expression that a folded word or phrase is found with, clitics and all."""
    words = WORDS.findall(word)
    last = len(words) - 1
    inside = r"\W+".join(
        "(?:" + "|".join(map(re.escape, list_cores(one, first=n == 0, last=n == last))) + ")"
        for n, one in enumerate(words)
    )
    return rf"(?<!\w){_BEFORE}{inside}{_AFTER}(?!\w)"


def iter_found(text: str, words: list[str]) -> Iterator[Found]:
    """Yield where words stand in a text, the first few, in code points of the text."""
    folded, offsets = fold_with_map(text)
    pattern = re.compile("|".join(make_pattern(word) for word in words))
    for count, match in enumerate(pattern.finditer(folded)):
        if count == _MOST_HITS:
            return
        start, end = offsets.to_original(match.start(), match.end())
        yield _surround(text, start, end)


def _surround(text: str, start: int, end: int) -> Found:
    first, excerpt = find_surroundings(text, start, end)
    return Found(start=start, end=end, excerpt=excerpt, excerpt_start=first)


def find_surroundings(text: str, start: int, end: int) -> tuple[int, str]:
    """Return whole words around a span, and where they begin."""
    first = max(0, start - _AROUND)
    last = min(len(text), end + _AROUND)
    first = text.find(" ", first, start) + 1 or first if first else 0
    last = text.rfind(" ", end, last) if last < len(text) else last
    return first, text[first : max(last, end)]
