"""Gold: articles annotated by hand, as a folder of `articles.jsonl` and `NAME.gold.json`."""

import json
from pathlib import Path
from typing import Any, NamedTuple

from rawi.errors import GoldError
from rawi.model import Document, make_document

Item = dict[str, Any]


class GoldArticle(NamedTuple):
    """An article with its annotation.

    Attributes:
        name: What the gold folder calls it.
        document: Its text and metadata.
        readings: For each layer of the contract, its items as JSON objects.
        clutter: Spans `(start, end)` of website clutter; nothing reported there is scored.
    """

    name: str
    document: Document
    readings: dict[str, list[Item]]
    clutter: list[tuple[int, int]]


_LAYERS = (
    "entities", "mentions", "times", "quantities", "statements", "events", "relations", "frames",
)  # fmt: skip


def load_gold(folder: Path) -> list[GoldArticle]:
    """Return the annotated articles of a gold folder, by name; one without annotation is left out.

    Raises:
        GoldError: `articles.jsonl` is missing, or a file is not JSON of the form described here.
    """
    listing = folder / "articles.jsonl"
    articles = []
    for number, line in enumerate(_read(listing).splitlines(), 1):
        if not line.strip():
            continue
        row = _parse(line, f"{listing}:{number}")
        if not isinstance(row.get("name"), str) or not isinstance(row.get("text"), str):
            raise GoldError(f"{listing}:{number}: needs the text fields 'name' and 'text'")
        path = folder / f"{row['name']}.gold.json"
        if path.exists():
            articles.append(_make_article(row, _parse(_read(path), str(path))))
    if not articles:
        raise GoldError(f"{folder}: no article has an annotation (NAME.gold.json beside {listing})")
    return sorted(articles, key=lambda article: article.name)


def _make_article(row: Item, annotation: Item) -> GoldArticle:
    metadata = {key: row.get(key) for key in ("title", "outlet", "published", "url")}
    return GoldArticle(
        name=row["name"],
        document=make_document(row["text"], source=row["name"], **metadata),
        readings={layer: annotation.get(layer, []) for layer in _LAYERS},
        clutter=[(start, end) for start, end in annotation.get("ignore", [])],
    )


def _read(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except OSError as error:
        raise GoldError(
            f"{path}: {error.strerror}. A gold folder holds articles.jsonl and NAME.gold.json."
        ) from error
    except UnicodeDecodeError as error:
        raise GoldError(f"{path}: is not UTF-8: {error}") from error


def _parse(text: str, place: str) -> Item:
    try:
        value = json.loads(text)
    except ValueError as error:
        raise GoldError(f"{place}: is not JSON: {error}") from error
    if not isinstance(value, dict):
        raise GoldError(f"{place}: must be a JSON object")
    return value
