"""Train everything that the package keeps weights for, in order, with the figures at the end.

    python training/train_all.py --data SHARED/data [--gold SHARED/gold/train] \
        [--without SHARED/gold/dev] [--names]

What is trained goes to `--work` (default: `.venv/trained`), and how far it is from what the package
has is printed at the end; copying it into the package is left to a person who has read the figures.
The preferences that arguments are learned on top of are those of the package.
"""

import argparse
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def run(script: str, *arguments: str | Path) -> None:
    """Run a script of this folder; stop at the first that fails."""
    subprocess.run([sys.executable, str(HERE / script), *map(str, arguments)], check=True)


def main() -> None:
    """Train all."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="news/, treebank/, airwars/")
    parser.add_argument("--gold", type=Path, help="a gold folder to learn from beside our own")
    parser.add_argument(
        "--without", nargs="*", type=Path, default=[], help="gold folders to learn nothing from"
    )
    parser.add_argument("--work", type=Path, default=HERE.parent / ".venv" / "trained")
    parser.add_argument("--threads", default="2")
    parser.add_argument(
        "--names", action="store_true", help="also the networks of names, which are not shipped"
    )
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    news = sorted((options.data / "news").glob("*.jsonl.xz"))
    trees = options.data / "treebank" / "padt-trees"
    vectors = options.work / "vectors.npz"
    run("vectors.py", *news, "--output", vectors)
    tagger = options.work / "tagger"
    run(
        "train_tagger.py",
        *("--trees", trees, "--vectors", vectors),
        *("--output", tagger, "--threads", options.threads),
    )
    run("evaluate_tagger.py", trees / "padt-test.conllu.xz", "--models", options.work)
    ours = options.work / "annotated"
    run("standoff.py", "restore", HERE / "annotations" / "first", options.data, ours)
    gold = [options.gold, ours] if options.gold else [ours]
    run(
        "count_preferences.py",
        *news,
        "--without",
        *gold,
        *options.without,
        "--output",
        options.work,
    )
    events = options.work / "events"
    run("standoff.py", "restore", HERE / "annotations" / "events", options.data, events)
    run(
        "train_arguments.py",
        *gold,
        *("--more", events, "--given", "event=0.3", "place=0.16", "target=0.26"),
        *("--output", options.work / "arguments"),
    )
    if (options.data / "airwars").exists():
        incidents = options.work / "incidents"
        incidents.mkdir(exist_ok=True)
        run("train_incidents.py", options.data / "airwars", "--output", incidents)
    run("compare.py", options.work)
    if options.names:
        train_names(options.data, options.work, news)


def train_names(data: Path, work: Path, news: list[Path]) -> None:
    """Train the networks of names on ANERcorp, whose licence keeps them out of the package."""
    context = work / "context.pt"
    run("context.py", *news, "--vectors", work / "vectors.npz", "--output", context)
    for learned, test in (
        ("anercorp_train.txt", "anercorp_test.txt"),
        ("cleananercorp_TRAIN.txt", "cleananercorp_TEST.txt"),
    ):
        columns = ("--columns", data / "names" / learned, "--test", data / "names" / test)
        run("train_names.py", "--context", context, *columns)


if __name__ == "__main__":
    main()
