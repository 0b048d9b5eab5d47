"""Count in raw news who does and who suffers what: the selectional preferences of event types.

    python training/count_preferences.py NEWS.jsonl.xz… [--without GOLD…] [--output DIR]

Writes `preferences.tsv` and its card.

Articles that name violence, arrest, talks or trials are read as the program reads them, up to the
point where weights decide. What the rules of word order and prepositions find in the clause of a
trigger is counted by event type, role and word; guesses from other clauses are not. Articles of the
gold folders are left out. Takes about ten minutes for 4,000 articles.
"""

import argparse
import hashlib
import lzma
import random
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import msgspec

from rawi.model import make_document
from rawi.reading.events import assembly
from rawi.reading.events.choices.side_preferences import ROLES, VERSION
from rawi.reading.events.drafts import Draft
from rawi.reading.events.scenes import Scene
from rawi.reading.events.weights import FOLDER
from rawi.reading.reports import read_report
from rawi.text.normalise import fold

SEED = 5
# Rules that look beyond the trigger's clause, or at counts alone.
GUESSES = frozenset({"group before", "event before", "person behind", "count", "pronoun"})
# An article of interest has at least this many of these pieces of words.
LEAST_CUES = 2
CUES = (
    "قصف", "غار", "هجوم", "مقتل", "اعتق", "تفجير", "اشتباك", "قوات", "هدنة", "محكمة", "انفجار",
    "داعش", "مسلح",
)  # fmt: skip
SHORTEST, LONGEST = 300, 6000  # code points
MOST_TRIGGERS = 8  # events of more are often several in one
LEAST_COUNT = 2
# What is counted: descriptions and bodies; of forces and persons the name must not weigh.
KINDS = ("unnamed", "organization")

CARD = """\
version = {version}
sha256 = "{sha256}"
about = "How often raw news names a word as doer or sufferer of events of a type."
data = "SaudiNewsNet and Jawhara FM, raw text; no article of the annotated sets"
licence = "CC BY-NC-SA 4.0, as SaudiNewsNet asks; texts belong to the newspapers"
command = "python training/count_preferences.py NEWS.jsonl.xz… --without GOLD…"
seed = {seed}

[figures]
articles = {articles}
sides = {sides}
rows = {rows}
"""

Counts = Counter[tuple[str, str, str]]


def iter_texts(paths: list[Path], known: set[str]) -> Iterator[tuple[str, str | None]]:
    """Yield the texts of interest that are not known, with their days of publication."""
    for path in paths:
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                article = msgspec.json.decode(line)
                text = article.get("text") or ""
                if not SHORTEST <= len(text) <= LONGEST or _digest(text) in known:
                    continue
                if sum(cue in text for cue in CUES) >= LEAST_CUES:
                    yield text, article.get("published")


def _digest(text: str) -> str:
    """Return what tells an article from others, even where its end is cut."""
    return hashlib.sha256(text[:200].encode()).hexdigest()


def count_sides(scene: Scene, events: list[Draft], counts: Counts) -> None:
    """Count the sides that rules find in the clauses of the events of one article."""
    for event in events:
        if len(event.triggers) > MOST_TRIGGERS:
            continue
        for (role, entity), rule in event.rules.items():
            actor = scene.entities[entity]
            if rule in GUESSES or role not in ROLES or actor.type not in KINDS:
                continue
            words = fold(actor.name).split()
            if words and (role == "agent" or entity not in event.agents):
                counts[event.type, role, words[0].removeprefix("ال")] += 1


def main() -> None:
    """Count in the files given on the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("news", nargs="+", type=Path)
    parser.add_argument("--without", nargs="*", type=Path, default=[], help="gold folders")
    parser.add_argument("--output", type=Path, default=FOLDER)
    args = parser.parse_args()
    known = set()
    for folder in args.without:
        for line in (folder / "articles.jsonl").read_text("utf-8").splitlines():
            known.add(_digest(msgspec.json.decode(line)["text"]))
    texts = list(iter_texts(args.news, known))
    random.Random(SEED).shuffle(texts)
    counts: Counts = Counter()

    def collect(scene: Scene, events: list[Draft]) -> list[Draft]:
        count_sides(scene, events, counts)
        return []

    with mock.patch.object(assembly, "weigh_arguments", collect):
        for text, published in texts:
            read_report(make_document(text, published=published))
    rows = sorted((key, n) for key, n in counts.items() if n >= LEAST_COUNT)
    content = "".join("\t".join((*key, str(n))) + "\n" for key, n in rows).encode()
    (args.output / "preferences.tsv").write_bytes(content)
    figures = {"articles": len(texts), "sides": sum(n for _, n in rows), "rows": len(rows)}
    card = CARD.format(
        version=VERSION, sha256=hashlib.sha256(content).hexdigest(), seed=SEED, **figures
    )
    (args.output / "preferences.card.toml").write_text(card, "utf-8")
    sys.stdout.write("{articles} articles, {sides} sides, {rows} rows\n".format(**figures))


if __name__ == "__main__":
    main()
