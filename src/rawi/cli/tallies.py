"""What was read and what was not, told on standard error."""

import sys
import time

import click

# A run shorter than this shows no progress; a longer one, so often.
_PROGRESS_SECONDS = 1.0
# So many remarks of one reason are shown in full; the others are counted.
_SHOWN = 3


class Tally:
    """Counts of one run: articles read, and what failed, by reason.

    Args:
        progress: Whether to show the count so far on a terminal, where nothing else is printed.

    Attributes:
        read: Articles that were read.
        reasons: How often each reason kept an article, or a file of them, from being read.
        remarks: How often each reason made an article be read without something that is wrong.
        skips: How often each reason made something no article, so that nothing is said of it.
    """

    def __init__(self, *, progress: bool = False) -> None:
        self.read = 0
        self.reasons: dict[str, int] = {}
        self.remarks: dict[str, int] = {}
        self.skips: dict[str, int] = {}
        self._progress = progress and sys.stderr.isatty()
        self._shown = time.monotonic()

    def count(self) -> None:
        """Count an article that was read."""
        self.read += 1
        if self._progress and time.monotonic() - self._shown > _PROGRESS_SECONDS:
            click.echo(f"\r{self.read:,} read", err=True, nl=False)
            self._shown = time.monotonic()

    def _clear(self) -> None:
        """Take back what was shown of the progress, so that a message has its own line."""
        if self._progress:
            click.echo("\r\x1b[K", err=True, nl=False)

    @property
    def failed(self) -> int:
        """Articles or files that were not read."""
        return sum(self.reasons.values())

    def fail(self, message: str, reason: str) -> None:
        """Say in one line what was not read, and count it."""
        self.reasons[reason] = self.reasons.get(reason, 0) + 1
        self._say(message)

    def remark(self, message: str, reason: str) -> None:
        """Say what is wrong with an article that is read all the same; the first few in full."""
        self.remarks[reason] = self.remarks.get(reason, 0) + 1
        if self.remarks[reason] <= _SHOWN:
            self._say(message)

    def _say(self, message: str) -> None:
        self._clear()
        line = " ".join(message.split())
        click.echo("".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in line), err=True)

    def skip(self, reason: str) -> None:
        """Count what is no article, without a word: the pictures in a folder."""
        self.skips[reason] = self.skips.get(reason, 0) + 1

    def close(self) -> None:
        """Say how many were read and how many failed, by reason, if there were several."""
        self._clear()
        if self.read + self.failed < 2 and not self.skips:
            return
        line = f"{self.read:,} read, {self.failed:,} failed{_list(self.reasons)}"
        if self.skips:
            line += f", {sum(self.skips.values()):,} skipped{_list(self.skips)}"
        click.echo(line + list_remarks(self.remarks), err=True)


def list_remarks(reasons: dict[str, int]) -> str:
    """Return how much was wrong in articles that were read all the same, by reason; "" if none."""
    return f", {sum(reasons.values()):,} remarks{_list(reasons)}" if reasons else ""


def _list(reasons: dict[str, int]) -> str:
    """Return counts by reason in brackets, the most frequent first."""
    counts = sorted(reasons.items(), key=lambda item: (-item[1], item[0]))
    return f" ({', '.join(f'{count:,} {reason}' for reason, count in counts)})" if counts else ""
