"""Annotations of published articles without their text: offsets, and where the text is to be had.

    python training/standoff.py strip GOLD_DIR training/annotations/first
    python training/standoff.py pack GOLD_DIR training/annotations/events
    python training/standoff.py restore training/annotations/first SHARED/data GOLD_DIR
    python training/standoff.py agree SHARED/data training/annotations/{first,second}

The articles belong to their outlets, so the repository holds none of their sentences: `strip` keeps
the address and SHA-256 of each text and turns every string of its annotation into a span; `pack`
keeps of many articles the events and their sides alone, an article a line; `restore`
finds the texts again in the corpora and makes a gold folder that `rawi evaluate` and the training
scripts read; `agree` measures how far two annotations of the same articles agree.
"""

import argparse
import hashlib
import json
import lzma
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Item = dict[str, Any]

# Articles in a file of events alone.
_PACKED = 250
_EVENT_KEYS = ("id", "type", "triggers", "modality", "date", "place", "agents", "targets")


def main() -> None:
    """Run the job that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    jobs = parser.add_subparsers(required=True)
    job = jobs.add_parser("strip")
    job.add_argument("gold", type=Path)
    job.add_argument("output", type=Path)
    job.set_defaults(run=lambda o: strip_folder(o.gold, o.output))
    job = jobs.add_parser("pack")
    job.add_argument("gold", type=Path)
    job.add_argument("output", type=Path)
    job.set_defaults(run=lambda o: pack_folder(o.gold, o.output))
    job = jobs.add_parser("restore")
    job.add_argument("annotations", type=Path)
    job.add_argument("data", type=Path)
    job.add_argument("output", type=Path)
    job.set_defaults(run=lambda o: restore_folder(o.annotations, o.data, o.output))
    job = jobs.add_parser("agree")
    job.add_argument("data", type=Path)
    job.add_argument("first", type=Path)
    job.add_argument("second", type=Path)
    job.set_defaults(run=lambda o: measure_agreement(o.data, o.first, o.second))
    options = parser.parse_args()
    options.run(options)


def strip_folder(gold: Path, output: Path) -> None:
    """Write the annotations of a gold folder without text, one file an article."""
    output.mkdir(parents=True, exist_ok=True)
    for line in (gold / "articles.jsonl").read_text("utf-8").splitlines():
        article = json.loads(line)
        path = gold / f"{article['name']}.gold.json"
        if path.exists():
            stripped = strip_annotation(article, json.loads(path.read_text("utf-8")))
            text = json.dumps(stripped, ensure_ascii=False, separators=(",", ":"))
            (output / f"{article['name']}.json").write_text(text + "\n", "utf-8")


def pack_folder(gold: Path, output: Path) -> None:
    """Write the events of a gold folder without text, an article a line, in files of a few."""
    output.mkdir(parents=True, exist_ok=True)
    lines = []
    for line in (gold / "articles.jsonl").read_text("utf-8").splitlines():
        article = json.loads(line)
        path = gold / f"{article['name']}.gold.json"
        if path.exists():
            events = keep_events(json.loads(path.read_text("utf-8")))
            stripped = strip_annotation(article, events)
            lines.append(json.dumps(stripped, ensure_ascii=False, separators=(",", ":")) + "\n")
    for number, first in enumerate(range(0, len(lines), _PACKED), 1):
        part = "".join(lines[first : first + _PACKED])
        (output / f"part{number:02d}.jsonl").write_text(part, "utf-8")


def keep_events(gold: Item) -> Item:
    """Return the events of an annotation with the entities that take part in them."""
    events = [{key: event[key] for key in _EVENT_KEYS} for event in gold["events"]]
    used = {entity for event in events for entity in _iter_entities(event)}
    return {
        "entities": [
            {"id": e["id"], "type": e["type"], "name": e["name"], "aliases": []}
            for e in gold["entities"]
            if e["id"] in used
        ],
        "mentions": [
            {key: m[key] for key in ("start", "end", "type", "entity")}
            for m in gold["mentions"]
            if m["entity"] in used
        ],
        "events": [{**event, "statement": None, "quantities": []} for event in events],
    }


def _iter_entities(event: Item) -> Iterator[str]:
    yield from event["agents"]
    yield from event["targets"]
    if event["place"] is not None:
        yield event["place"]


def strip_annotation(article: Item, gold: Item) -> Item:
    """Return an annotation with its article's address and hash, and no sentence of its text."""
    text = article["text"]
    head = {key: article.get(key) for key in ("name", "outlet", "published", "url")}
    body = {key: value for key, value in gold.items() if key != "document"}
    body["entities"] = [_strip_names(entity, text) for entity in body["entities"]]
    digest = hashlib.sha256(text.encode()).hexdigest()
    return {**head, "sha256": digest, **_without_text(body)}


def _without_text(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_text(v) for key, v in value.items() if key != "text"}
    return [_without_text(item) for item in value] if isinstance(value, list) else value


def _strip_names(entity: Item, text: str) -> Item:
    aliases = [_find_span(alias, text) for alias in entity.get("aliases", [])]
    # A name as it stands in the text is kept as its span, any other as it was written.
    return {**entity, "name": _find_span(entity["name"], text), "aliases": aliases}


def _find_span(name: str, text: str) -> list[int] | str:
    at = text.find(name)
    return [at, at + len(name)] if at >= 0 else name


def restore_folder(annotations: Path, data: Path, output: Path) -> None:
    """Write a gold folder from annotations and the corpora that hold their texts."""
    stripped = {a["sha256"]: a for a in iter_annotations(annotations)}
    output.mkdir(parents=True, exist_ok=True)
    with (output / "articles.jsonl").open("w", encoding="utf-8") as listing:
        for article in iter_articles(data):
            digest = hashlib.sha256(article["text"].encode()).hexdigest()
            annotation = stripped.pop(digest, None)
            if annotation is None:
                continue
            keys = ("name", "outlet", "published", "url")
            row = {key: annotation[key] for key in keys} | {"text": article["text"]}
            listing.write(
                json.dumps(row | {"title": article.get("title")}, ensure_ascii=False) + "\n"
            )
            gold = restore_annotation(annotation, article["text"])
            path = output / f"{annotation['name']}.gold.json"
            path.write_text(json.dumps(gold, ensure_ascii=False), "utf-8")
    for annotation in stripped.values():
        print(f"{annotation['name']}: no text in {data} has its hash ({annotation['url']})")


def iter_annotations(folder: Path) -> Iterator[Item]:
    """Yield the annotations of a folder: those of a file each, and those of a line each."""
    for path in sorted(folder.glob("*.json")):
        yield json.loads(path.read_text("utf-8"))
    for path in sorted(folder.glob("*.jsonl")):
        yield from map(json.loads, path.read_text("utf-8").splitlines())


def iter_articles(data: Path) -> Iterator[Item]:
    """Yield the articles of the corpora, each once."""
    for path in (*sorted((data / "news").glob("*.xz")), data / "airwars" / "articles.jsonl.xz"):
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def restore_annotation(annotation: Item, text: str) -> Item:
    """Return an annotation with the strings of its spans."""

    def name(value: list[int] | str) -> str:
        return value if isinstance(value, str) else text[value[0] : value[1]]

    gold = _with_text(annotation, text)
    for entity in gold["entities"]:
        entity["name"] = name(entity["name"])
        entity["aliases"] = [name(alias) for alias in entity["aliases"]]
    return gold


def _with_text(value: Any, text: str) -> Any:
    if isinstance(value, list):
        return [_with_text(item, text) for item in value]
    if not isinstance(value, dict):
        return value
    filled = {key: _with_text(item, text) for key, item in value.items()}
    if "start" in filled and "content" not in filled:
        start, end = filled["start"], filled["end"]
        filled["text"] = None if start is None else text[start:end]
    return filled


def measure_agreement(data: Path, first: Path, second: Path) -> None:
    """Print the agreement of two annotations, the second measured as a report against the first."""
    from rawi.evaluate.gold import load_gold
    from rawi.evaluate.measures import ACCURACIES, LAYERS, measure_items

    with tempfile.TemporaryDirectory() as folder:
        sides = []
        for part in (first, second):
            restore_folder(part, data, Path(folder) / part.name)
            sides.append({a.document.id: a for a in load_gold(Path(folder) / part.name)})
    both = sorted(sides[0].keys() & sides[1].keys())
    tallies = measure_items((sides[0][i], sides[1][i].readings) for i in both)
    print(f"{len(both)} articles annotated twice")
    for layer in (*LAYERS, *ACCURACIES):
        tally = tallies[layer]
        figure = tally.precision if layer in ACCURACIES else tally.f1
        print(f"{layer:17} {figure:5.1f}   ({tally.gold} and {tally.predicted} items)")


if __name__ == "__main__":
    main()
