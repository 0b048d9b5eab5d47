"""The process that reads: takes chunks of items from a pipe, gives back their rows."""

import signal
from multiprocessing.connection import Connection
from typing import Any

# Messages of a worker: ("ready",), ("at", index of the item it begins), ("done", result).
Message = tuple[Any, ...]


def work(connection: Connection, reading: Any) -> None:  # noqa: ANN401  # see the import below
    """Read chunks until the pipe is closed.

    Args:
        connection: Where chunks come from and results go to.
        reading: A `chunks.Reading`.
    """
    # Ctrl-C is for the process that leads; it closes the pipe.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    from rawi.model import make_document
    from rawi.reading.reports import read_report
    from rawi.record.chunks import ChunkReader, load_names

    # Word lists and weights are loaded before the first item's time begins to count.
    read_report(make_document("قال"), load_names(reading.names))
    try:
        connection.send(("ready",))
        while True:
            chunk = connection.recv()
            reader = ChunkReader(reading)
            for index, item in enumerate(chunk):
                connection.send(("at", index))
                reader.read(item)
            connection.send(("done", reader.finish()))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return
