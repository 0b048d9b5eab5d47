"""Loading word lists: TSV files with a header, `#` comments, one row a form."""

from functools import cache
from pathlib import Path

from rawi.errors import LexiconError

FOLDER = Path(__file__).parent

Row = dict[str, str]


@cache
def load_table(name: str) -> tuple[Row, ...]:
    """Return the rows of `NAME.tsv`, each a mapping from column to cell (empty cells are "").

    Args:
        name: Path below the lexica folder, without `.tsv`: `times/months`.

    Raises:
        LexiconError: the table is missing, or a row has another number of cells than the header.
    """
    path = FOLDER / f"{name}.tsv"
    try:
        lines = path.read_text("utf-8").split("\n")
    except OSError as error:
        raise LexiconError(f"{path}: cannot be read: {error.strerror}") from error
    rows: list[Row] = []
    header: list[str] | None = None
    for number, line in enumerate(lines, 1):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if header is None:
            header = cells
        elif len(cells) != len(header):
            raise LexiconError(
                f"{path}:{number}: {len(cells)} cells, the header has {len(header)} "
                f"({', '.join(header)}). Separate cells by one tab; leave unused cells empty."
            )
        else:
            rows.append(dict(zip(header, cells, strict=True)))
    return tuple(rows)
