"""How well incidents are gathered: B-cubed against articles linked to recorded incidents.

    python benchmarks/incidents.py SHARED/data/airwars [--record PATH]

The folder holds `articles.jsonl.xz`, each article with the numbers of the incidents that it was
linked to (the first is its incident), and `incidents.jsonl.xz`. The articles are built into a
record by the code of `rawi build`; their links are used for nothing but the mark.

An article tells of several events; which incident is its own is decided without looking at the
links: of its violent events those nearly as prominent as its most prominent one (prominence is
how many of the title's words stand in the event's sentences, how early it is named, how often,
and whether with a toll), and of these the one whose incident most documents tell of.

B-cubed: for each article the share of the articles in its incident that share its link
(precision), and of the articles with its link that are in its incident (recall), averaged over
articles (Bagga and Baldwin 1998). The weights were learned on the half of the incidents whose
number hashes to an even digest, the `tuned` half; the threshold was chosen with both halves in
view, so the `held-out` half is unseen by the weights only.
"""

import argparse
import io
import json
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from linked import is_tuned, load_articles

from rawi.incidents.account_making import make_accounts
from rawi.incidents.accounts import find_main, list_prominent
from rawi.incidents.loading import load_incident
from rawi.incidents.tables import gather_record
from rawi.record.builds import Plan, build_record
from rawi.record.files import open_reader
from rawi.record.reports import iter_reports
from rawi.render.incidents import Shown, Terminal, write_incident

FLOORS = {"precision": 85.0, "recall": 70.0}


def write_sources(articles: list[dict], path: Path) -> None:
    """Write the articles without their links."""
    with path.open("w", encoding="utf-8") as stream:
        for article in articles:
            kept = {k: article[k] for k in ("text", "title", "outlet", "published", "url")}
            stream.write(json.dumps(kept, ensure_ascii=False) + "\n")


def assign(con) -> dict[str, str]:
    """Return the incident of each document, by its key."""
    of = dict(con.sql("SELECT account, incident FROM incident_accounts").fetchall())
    told = dict(con.sql("SELECT incident, documents FROM incidents").fetchall())
    chosen = {}
    for key, report in iter_reports(con):
        accounts = make_accounts(report, key)
        if find_main(accounts) is None:
            chosen[key] = f"none:{key}"
            continue
        best = max(list_prominent(accounts), key=lambda a: (told[of[a.id]], a.prominence, a.id))
        chosen[key] = of[best.id]
    return chosen


def measure_bcubed(
    items: Iterable[int], found: Mapping[int, str], gold: Mapping[int, int]
) -> tuple[float, float]:
    """Return B-cubed precision and recall of some items, among all that have a cluster."""
    clusters, classes = defaultdict(set), defaultdict(set)
    for item, cluster in found.items():
        clusters[cluster].add(item)
        classes[gold[item]].add(item)
    shares = [
        (
            len(clusters[found[i]] & classes[gold[i]]) / len(clusters[found[i]]),
            len(clusters[found[i]] & classes[gold[i]]) / len(classes[gold[i]]),
        )
        for i in items
    ]
    return (
        100 * sum(p for p, _ in shares) / len(shares),
        100 * sum(r for _, r in shares) / len(shares),
    )


def show_side_by_side(con, gold: Mapping[int, int], keys: Mapping[int, str]) -> tuple[int, int]:
    """Return how many linked incidents of two or more articles are shown, of how many."""
    classes = defaultdict(list)
    for number, incident in gold.items():
        classes[incident].append(keys[number])
    several = [documents for documents in classes.values() if len(set(documents)) > 1]
    shown = 0
    for documents in several:
        rows = con.sql(
            "SELECT incident FROM incident_accounts WHERE document IN (SELECT unnest($1)) "
            "GROUP BY incident HAVING count(DISTINCT document) > 1 "
            "ORDER BY count(DISTINCT document) DESC, incident LIMIT 1",
            params=[documents],
        ).fetchall()
        if rows:
            loaded = load_incident(con, rows[0][0])
            shown += loaded is not None and len(loaded.comparison.accounts) > 1
    return shown, len(several)


def count_laid_out(con) -> tuple[int, int]:
    """Return how many of the record's incidents of several documents show a column a text."""
    found = con.sql("SELECT incident FROM incidents WHERE documents > 1 ORDER BY ALL").fetchall()
    laid_out = 0
    for (incident,) in found:
        loaded = load_incident(con, incident)
        stream = io.StringIO()
        shown = Shown(loaded.id, loaded.comparison, loaded.texts, loaded.lineages)
        write_incident(shown, Terminal(stream, lang="ar", bidi="off"))
        columns = max(line.count("│") for line in stream.getvalue().splitlines())
        laid_out += columns >= min(4, loaded.comparison.lineages)
    return laid_out, len(found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--record", type=Path, help="keep the record there")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--check", action="store_true", help="fail below precision 85, recall 70")
    given = parser.parse_args()
    articles = load_articles(given.folder)
    with tempfile.TemporaryDirectory() as scratch:
        source, record = Path(scratch) / "articles.jsonl", given.record
        record = record or Path(scratch) / "case.duckdb"
        write_sources(articles, source)
        build_record(record, Plan(sources=(str(source),), workers=given.workers))
        summary = gather_record(record)
        with open_reader(record) as con:
            figures = report(con, articles)
    print(f"{summary.documents} documents, {summary.lineages} texts, {summary.incidents} incidents "
          f"told by two or more documents")  # fmt: skip
    if given.check and any(figures[name] < floor for name, floor in FLOORS.items()):
        raise SystemExit(f"below the floors {FLOORS}")


def report(con, articles: list[dict]) -> dict[str, float]:
    """Print the marks; return those over all articles."""
    by_address = dict(con.sql("SELECT url, document FROM documents").fetchall())
    keys = {n: by_address[a["url"]] for n, a in enumerate(articles) if a["url"] in by_address}
    gold = {n: articles[n]["incidents"][0] for n in keys}
    chosen = assign(con)
    found = {n: chosen[key] for n, key in keys.items()}
    parts = {
        "all": list(keys),
        "tuned half": [n for n in keys if is_tuned(gold[n])],
        "held-out half": [n for n in keys if not is_tuned(gold[n])],
        "one link only": [n for n in keys if len(articles[n]["incidents"]) == 1],
    }
    alone = {n: str(n) for n in keys}
    print(f"{'':16}{'articles':>9}{'precision':>11}{'recall':>8}{'F1':>7}")
    figures = {}
    for name, items in [*parts.items(), ("each by itself", list(keys))]:
        precision, recall = measure_bcubed(items, alone if name[:4] == "each" else found, gold)
        f1 = 2 * precision * recall / (precision + recall)
        print(f"{name:16}{len(items):>9}{precision:>11.1f}{recall:>8.1f}{f1:>7.1f}")
        figures.setdefault("precision", precision)
        figures.setdefault("recall", recall)
    sizes = Counter(Counter(gold.values()).values())
    shown, several = show_side_by_side(con, gold, keys)
    print(f"linked incidents by articles: {dict(sorted(sizes.items()))}")
    print(
        "of {1} incidents of several documents in the record, {0} are laid out".format(
            *count_laid_out(con)
        )
    )
    print(f"of {several} with two or more articles, accounts stand side by side in {shown}")
    return figures


if __name__ == "__main__":
    main()
