"""Words of all articles searched, whatever their spelling and clitics, with where they stand.

Letters are folded as everywhere (أ and إ as ا, ة as ه, no vowel signs), and a word is found behind
و ف ب ل ك س, the article and لل, and before pronouns and plural endings: جيش finds الجيش, للجيش,
وجيشهم. Words between quotation marks are one phrase.
"""

import re
import threading
from collections.abc import Iterator
from datetime import date
from typing import Annotated

import duckdb
from fastapi import APIRouter, Query, Request

from rawi.record.records import Record
from rawi.text.normalise import fold, fold_with_map
from rawi.web.documents import load_rows
from rawi.web.failures import RESPONSES, RefusalError
from rawi.web.questions import Ask, Limit, Offset, bound_time
from rawi.web.shapes import Found, SearchHit, SearchPage

router = APIRouter(prefix="/api/search", tags=["search"], responses=RESPONSES)

_BEFORE = "(?:[وف]?(?:[بلكس]?(?:ال)?|لل))?"
_AFTER = "(?:ه|ها|هم|هن|هما|ي|نا|ك|كم|ا|ين|ون|ان|ات)?"
_QUERY = re.compile(r'["«“„]([^"»”“]+)["»”“]|(\S+)')
_EDGES = ".,;:!?،؛؟()[]{}«»“”\"'…-–—"
_MOST_WORDS, _MOST_HITS = 12, 5
# Letters of an excerpt on each side of what was found.
_AROUND = 110
_BATCH = 2_000
_WAIT_SECONDS = 8.0


class Index:
    """The folded texts of a record, in memory; filled beside the first questions.

    Args:
        record: Open for as long as the index is asked.
    """

    def __init__(self, record: Record) -> None:
        self._con = duckdb.connect()
        self._con.execute("CREATE TABLE texts (document TEXT, outlet TEXT, day DATE, folded TEXT)")
        self._ready = threading.Event()
        source, into = record.connection.cursor(), self._con.cursor()
        threading.Thread(target=self._fill, args=(source, into), daemon=True).start()

    def _fill(self, source: duckdb.DuckDBPyConnection, into: duckdb.DuckDBPyConnection) -> None:
        source.execute("SELECT document, outlet, published, text FROM documents")
        while rows := source.fetchmany(_BATCH):
            folded = [[key, outlet, day, fold(text)] for key, outlet, day, text in rows]
            into.executemany("INSERT INTO texts VALUES (?, ?, ?, ?)", folded)
        self._ready.set()

    def find(
        self, words: list[str], *, outlet: str | None, first: date | None, last: date | None
    ) -> list[str]:
        """Return the keys of the articles that have all the words, the newest first.

        Args:
            words: Words or phrases, folded.
            outlet: Of this outlet only.
            first: Published on this day or later.
            last: Published on this day or earlier.

        Raises:
            RefusalError: the texts are not read yet, or the search takes too long.
        """
        if not self._ready.wait(_WAIT_SECONDS):
            raise RefusalError(503, "the texts are still being read", "Ask again in a moment")
        conditions, values = ["true"], list[object]()
        for word in words:
            conditions.append("contains(folded, ?) AND regexp_matches(folded, ?)")
            values += [_split_word(word)[0], make_pattern(word, boundary="(?:^|[^\\pL\\pN])")]
        for condition, value in (("outlet = ?", outlet), ("day >= ?", first), ("day <= ?", last)):
            if value is not None:
                conditions.append(condition)
                values.append(value)
        cursor = self._con.cursor()
        with bound_time(cursor):
            cursor.execute(
                f"SELECT document FROM texts WHERE {' AND '.join(conditions)} "
                "ORDER BY day DESC NULLS LAST, document",
                values,
            )
            return [key for (key,) in cursor.fetchall()]


@router.get("")
def search(  # noqa: PLR0913  # one argument a filter
    request: Request,
    ask: Ask,
    q: Annotated[str, Query(min_length=2, max_length=200, description="Words, “phrases”.")],
    outlet: Annotated[str | None, Query(max_length=200)] = None,
    first: date | None = None,
    last: date | None = None,
    limit: Limit = 20,
    offset: Offset = 0,
) -> SearchPage:
    """Return the articles that have all words, the newest first, each with where they stand."""
    words = parse_query(q)
    if not words:
        raise RefusalError(422, f"{q!r} has no word to search for", "Give a word of two letters")
    index: Index = request.app.state.index
    found = index.find(words, outlet=outlet, first=first, last=last)
    page = found[offset : offset + limit]
    texts = dict(
        ask.pairs("SELECT document, text FROM documents WHERE document IN (SELECT unnest(?))", page)
    )
    rows = {row.document: row for row in load_rows(ask, page)}
    items = [SearchHit(row=rows[key], found=list(iter_found(texts[key], words))) for key in page]
    return SearchPage(total=len(found), items=items)


def parse_query(query: str) -> list[str]:
    """Return the words and quoted phrases of a query, folded, each once."""
    parts = [phrase or word for phrase, word in _QUERY.findall(query)]
    folded = (" ".join(fold(part).split()).strip(_EDGES + " ") for part in parts)
    return list(dict.fromkeys(part for part in folded if len(part) > 1))[:_MOST_WORDS]


def _split_word(word: str) -> tuple[str, str]:
    """Return what stands in every form of a folded word, and the pattern of its last letter.

    The article is left out; ta marbuta, folded to ه, is ت before a pronoun.
    """
    bare = word.removeprefix("ال") if len(word) > 4 else word
    return (bare[:-1], "[هت]") if bare.endswith("ه") and len(bare) > 3 else (bare, "")


def make_pattern(word: str, *, boundary: str = r"(?<!\w)") -> str:
    """Return the expression that a folded word or phrase is found with, clitics and all."""
    core, ending = _split_word(word)
    after = r"(?!\w)" if boundary.startswith("(?<") else "(?:$|[^\\pL\\pN])"
    inside = r"\s+".join(re.escape(part) for part in core.split(" "))
    return f"{boundary}{_BEFORE}{inside}{ending}{_AFTER}{after}"


def iter_found(text: str, words: list[str]) -> Iterator[Found]:
    """Yield where words stand in a text, the first few, in code points of the text."""
    folded, offsets = fold_with_map(text)
    pattern = re.compile("|".join(make_pattern(word) for word in words))
    for count, match in enumerate(pattern.finditer(folded)):
        if count == _MOST_HITS:
            return
        start, end = offsets.to_original(match.start(), match.end())
        first = max(0, start - _AROUND)
        last = min(len(text), end + _AROUND)
        first = text.find(" ", first, start) + 1 or first if first else 0
        last = text.rfind(" ", end, last) if last < len(text) else last
        last = max(last, end)
        yield Found(start=start, end=end, excerpt=text[first:last], excerpt_start=first)
