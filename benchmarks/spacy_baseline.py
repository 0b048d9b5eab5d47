r"""Rawi beside a spaCy pipeline (tagger and names) trained on the same data, in one run.

    python -m venv .venv/baseline
    .venv/baseline/bin/pip install --require-hashes -r benchmarks/requirements.txt
    .venv/baseline/bin/pip install --no-deps --no-build-isolation -e .
    .venv/baseline/bin/python benchmarks/spacy_baseline.py --trees DATA/treebank/padt-trees \
        --gold GOLD… --test GOLD --news DATA/news/saudinewsnet.jsonl.xz

The tagger learns from PADT, names from the gold folders (those that rawi's word lists and weights
were made with); both are tested on what neither saw. spaCy splits no clitics: a name behind a
preposition of one letter takes the whole token when it learns, and `whole tokens` counts a name as
found where its tokens are right, for both programs. Networks as spaCy's own "efficiency"
configuration has them; no word vectors, as spaCy publishes none for Arabic.

Speed is words (stretches free of white space) a second of CPU of one thread: tags alone, names
alone, and for rawi the whole report.
"""

import argparse
import json
import lzma
import random
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import spacy
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import filter_spans, fix_random_seed, minibatch

sys.path.insert(0, str(Path(__file__).parents[1] / "training"))
from treebank import Sentence, load_trees

from rawi.evaluate.gold import GoldArticle, load_gold
from rawi.language.analysis import analyse
from rawi.language.tagging import load_tagger
from rawi.model import make_document
from rawi.reading.mentions import read_names
from rawi.reading.reports import read_report
from rawi.text.tokens import tokenise

SEED = 1
DROPOUT = 0.2
Span = tuple[int, int, str]


class Figures(NamedTuple):
    """Precision, recall and F1 in percent."""

    precision: float
    recall: float
    f1: float

    def __str__(self) -> str:
        return f"P {self.precision:5.1f}  R {self.recall:5.1f}  F1 {self.f1:5.1f}"


def train(nlp: spacy.Language, examples: list[Example], epochs: int, minutes: float) -> None:
    """Train the only component of a pipeline; no new pass begins after so many minutes."""
    fix_random_seed(SEED)
    began = time.time()
    optimizer = nlp.initialize(lambda: examples)
    for epoch in range(epochs):
        if time.time() - began > 60 * minutes:
            break
        random.shuffle(examples)
        losses: dict[str, float] = {}
        started = time.time()
        for batch in minibatch(examples, size=24):
            nlp.update(batch, drop=DROPOUT, sgd=optimizer, losses=losses)
        print(f"  pass {epoch + 1}: {losses}, {time.time() - started:.0f} s", flush=True)


def make_tag(tags: tuple[str, ...]) -> str:
    """Return the parts of speech of a token's words as one tag."""
    return "+".join(tags)


def train_tagger(sentences: list[Sentence], epochs: int, minutes: float) -> spacy.Language:
    """Return a pipeline that tags tokens, clitics and host in one tag."""
    nlp = spacy.blank("ar")
    nlp.add_pipe("tagger")
    examples = []
    for sentence in sentences:
        doc = Doc(nlp.vocab, words=[token.printed for token in sentence.tokens])
        tags = [make_tag(token.tags) for token in sentence.tokens]
        examples.append(Example.from_dict(doc, {"tags": tags}))
    train(nlp, examples, epochs, minutes)
    return nlp


def train_names(articles: list[GoldArticle], epochs: int, minutes: float) -> spacy.Language:
    """Return a pipeline that finds names, trained a paragraph at a time."""
    nlp = spacy.blank("ar")
    nlp.add_pipe("ner")
    examples = []
    for article in articles:
        for start, end in iter_paragraphs(article.document.text):
            doc = nlp.make_doc(article.document.text[start:end])
            spans = [
                doc.char_span(
                    m["start"] - start, m["end"] - start, m["type"], alignment_mode="expand"
                )
                for m in article.readings["mentions"]
                if start <= m["start"] and m["end"] <= end
            ]
            gold = doc.copy()
            gold.ents = filter_spans([span for span in spans if span is not None])
            examples.append(Example(doc, gold))
    train(nlp, examples, epochs, minutes)
    return nlp


def iter_paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each line that is not empty begins and ends."""
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield start, start + len(line)
        start += len(line) + 1


def find_by_spacy(nlp: spacy.Language, text: str) -> list[Span]:
    """Return the names that the baseline finds, as spans of whole tokens."""
    found = []
    for start, end in iter_paragraphs(text):
        doc = nlp(text[start:end])
        found += [(start + e.start_char, start + e.end_char, e.label_) for e in doc.ents]
    return found


def find_by_rawi(text: str) -> list[Span]:
    """Return the names that rawi finds."""
    return [(n.start, n.end, n.type) for n in read_names(analyse(make_document(text)))]


def compare(
    articles: list[GoldArticle], find: Callable[[str], list[Span]], *, whole: bool
) -> Figures:
    """Return the figures of names of one span and type; `whole` widens spans to whole tokens."""
    hits = gold_names = found_names = 0
    for article in articles:
        text = article.document.text
        tokens = tokenise(text)
        starts = {i: t.start for t in tokens for i in range(t.start, t.end)}
        ends = {i: t.end for t in tokens for i in range(t.start, t.end)}
        clutter = article.clutter

        def widen(span: Span, starts: dict = starts, ends: dict = ends) -> Span:
            start, end, type_ = span
            if not whole:
                return span
            return starts.get(start, start), ends.get(end - 1, end), type_

        gold = {widen((m["start"], m["end"], m["type"])) for m in article.readings["mentions"]}
        found = {
            widen(span)
            for span in find(text)
            if not any(s <= span[0] and span[1] <= e for s, e in clutter)
        }
        hits += len(gold & found)
        gold_names += len(gold)
        found_names += len(found)
    return Figures(
        100 * hits / max(1, found_names),
        100 * hits / max(1, gold_names),
        200 * hits / max(1, gold_names + found_names),
    )


def measure_tags(sentences: list[Sentence], nlp: spacy.Language) -> tuple[float, float]:
    """Return the percent of the treebank's tokens with all tags right: spaCy's and rawi's."""
    right_spacy = right_rawi = total = 0
    for sentence in sentences:
        words = [token.printed for token in sentence.tokens]
        doc = nlp(Doc(nlp.vocab, words=words))
        text = " ".join(words)
        tokens = tokenise(text)
        (tagged,) = load_tagger().tag([tokens])
        by_start = {t.start: w for t, w in zip(tokens, tagged, strict=True)}
        at = 0
        for token, read in zip(sentence.tokens, doc, strict=True):
            gold = make_tag(token.tags)
            right_spacy += read.tag_ == gold
            right_rawi += gold == make_tag(tuple(w.upos for w in by_start.get(at, ())))
            at += len(token.printed) + 1
            total += 1
    return 100 * right_spacy / total, 100 * right_rawi / total


def measure_speed(texts: list[str], job: Callable[[str], object]) -> float:
    """Return words a second of CPU, the first article left out (it loads what is loaded once)."""
    job(texts[0])
    words = sum(len(text.split()) for text in texts[1:])
    started = time.process_time()
    for text in texts[1:]:
        job(text)
    return words / (time.process_time() - started)


def tag_by_rawi(text: str) -> object:
    """Tag a text with rawi's tagger."""
    analysis = analyse(make_document(text))
    return load_tagger().tag([analysis.tokens[s.first : s.last] for s in analysis.sentences])


def load_texts(path: Path, count: int) -> list[str]:
    """Return texts of articles spread over a corpus."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        rows: Iterable[str] = islice(lines, 0, None, 50)
        return [json.loads(line)["text"] for line in islice(rows, count)]


def main() -> None:
    """Train the baseline, measure both, print one table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--trees", type=Path, required=True)
    parser.add_argument("--gold", nargs="+", type=Path, required=True)
    parser.add_argument("--test", nargs="+", type=Path, required=True)
    parser.add_argument("--news", type=Path, required=True)
    parser.add_argument("--tagger-epochs", type=int, default=6)
    parser.add_argument("--name-epochs", type=int, default=20)
    parser.add_argument("--articles", type=int, default=150)
    parser.add_argument("--minutes", type=float, default=60, help="for each of the two trainings")
    options = parser.parse_args()
    random.seed(SEED)
    print("tagger, on PADT", flush=True)
    tagger = train_tagger(
        load_trees(options.trees / "padt-train.conllu.xz"), options.tagger_epochs, options.minutes
    )
    print("names, on the gold folders", flush=True)
    articles = [article for folder in options.gold for article in load_gold(folder)]
    names = train_names(articles, options.name_epochs, options.minutes)
    ours, theirs = {}, {}
    tests = load_trees(options.trees / "padt-test.conllu.xz")
    theirs["tags"], ours["tags"] = measure_tags(tests, tagger)
    print(f"\ntokens of PADT test with all tags right: spaCy {theirs['tags']:.1f}, "
          f"rawi {ours['tags']:.1f}")  # fmt: skip
    for folder in options.test:
        gold = load_gold(folder)
        for whole in (False, True):
            kind = "whole tokens" if whole else "strict"
            print(f"names, {folder.name}, {kind}:")
            spacy_figures = compare(gold, lambda text: find_by_spacy(names, text), whole=whole)
            print(f"  spaCy  {spacy_figures}")
            print(f"  rawi   {compare(gold, find_by_rawi, whole=whole)}")
    texts = load_texts(options.news, options.articles)
    print("words a second of CPU, one thread:")
    for what, job in (
        ("spaCy, tags", tagger),
        ("spaCy, names", names),
        ("rawi, tags", tag_by_rawi),
        ("rawi, names", find_by_rawi),
        ("rawi, whole report", lambda text: read_report(make_document(text))),
    ):
        print(f"  {what:20} {measure_speed(texts, job):9,.0f}")


if __name__ == "__main__":
    main()
