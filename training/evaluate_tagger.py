"""Measure the tagger from raw text: tokens, words, parts of speech and lemmas of PADT's test part.

    python training/evaluate_tagger.py DATA/treebank/padt-trees/padt-test.conllu.xz

As in the CoNLL 2018 shared task: words of a token that stands as one word are compared by their
span, words within a split token by the longest common subsequence of their forms; sentence breaks
are the gold's. Figures are F1 in percent. Vowel signs do not count.
"""

import argparse
import time
from collections import Counter
from difflib import SequenceMatcher
from pathlib import Path

from treebank import Sentence, load_trees

from rawi.language.tagging import Word, load_tagger
from rawi.language.weights import FOLDER
from rawi.text.tokens import tokenise

Spans = dict[tuple[int, int], list[Word]]


def locate_gold(sentence: Sentence) -> Spans:
    """Return the gold words of each token by the token's span."""
    found, at = {}, 0
    for token in sentence.tokens:
        start = sentence.text.index(token.printed, at)
        at = start + len(token.printed)
        found[start, at] = list(map(Word, token.words, token.tags, token.lemmas))
    return found


def compare(gold: Spans, predicted: Spans, counts: Counter) -> None:
    """Count tokens, words, tags and lemmas that agree."""
    counts["gold tokens"] += len(gold)
    counts["predicted tokens"] += len(predicted)
    counts["gold words"] += sum(map(len, gold.values()))
    counts["predicted words"] += sum(map(len, predicted.values()))
    for span in gold.keys() & predicted.keys():
        counts["tokens"] += 1
        a, b = gold[span], predicted[span]
        if len(a) == len(b) == 1:
            pairs = [(a[0], b[0])]
        else:
            forms = [word.form for word in a], [word.form for word in b]
            blocks = SequenceMatcher(None, *forms, autojunk=False).get_matching_blocks()
            pairs = [(a[m.a + i], b[m.b + i]) for m in blocks for i in range(m.size)]
        counts["words"] += len(pairs)
        counts["upos"] += sum(x.upos == y.upos for x, y in pairs)
        counts["lemmas"] += sum(x.lemma == y.lemma for x, y in pairs)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("trees", type=Path)
    parser.add_argument("--models", type=Path, default=FOLDER, help="folder with tagger/")
    options = parser.parse_args()
    sentences = load_trees(options.trees)
    tagger = load_tagger(options.models)
    started = time.process_time()
    tokens = [tokenise(sentence.text) for sentence in sentences]
    tagged = tagger.tag(tokens)
    seconds = time.process_time() - started
    counts: Counter = Counter()
    for sentence, row, words in zip(sentences, tokens, tagged, strict=True):
        predicted = {(t.start, t.end): list(w) for t, w in zip(row, words, strict=True)}
        compare(locate_gold(sentence), predicted, counts)
    for what, whole in (
        ("tokens", "tokens"),
        ("words", "words"),
        ("upos", "words"),
        ("lemmas", "words"),
    ):
        share = 200 * counts[what] / (counts[f"gold {whole}"] + counts[f"predicted {whole}"])
        print(f"{what:7} F1 {share:.2f}")
    print(f"{counts['predicted tokens'] / seconds:,.0f} tokens a second of CPU")


if __name__ == "__main__":
    main()
