"""A worker for tests: some words in an article kill it, hang it, or make the reader fail."""

import os
import signal
import time

from rawi.record import chunks
from rawi.record.workers import work

_read = chunks.read_item


def read_item(item, options):
    if b"HANG" in item.data:
        time.sleep(60)
    if b"DIE" in item.data:
        os.kill(os.getpid(), signal.SIGKILL)
    if b"LEAVE" in item.data:
        os._exit(3)
    return _read(item, options)


def work_deadly(connection, reading):
    chunks.read_item = read_item
    work(connection, reading)


def die_at_birth(connection, reading):
    os._exit(1)
