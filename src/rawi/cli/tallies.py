"""What was read and what was not, told on standard error."""

import click


class Tally:
    """Counts of one run: articles read, and what failed, by reason.

    Attributes:
        read: Articles that were read.
        reasons: How often each reason kept an article, or a file of them, from being read.
    """

    def __init__(self) -> None:
        self.read = 0
        self.reasons: dict[str, int] = {}

    @property
    def failed(self) -> int:
        """Articles or files that were not read."""
        return sum(self.reasons.values())

    def fail(self, message: str, reason: str) -> None:
        """Say in one line what was not read, and count it."""
        self.reasons[reason] = self.reasons.get(reason, 0) + 1
        line = " ".join(message.split())
        click.echo("".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in line), err=True)

    def close(self) -> None:
        """Say how many were read and how many failed, by reason, if there were several."""
        if self.read + self.failed < 2:
            return
        line = f"{self.read:,} read, {self.failed:,} failed"
        if self.reasons:
            counts = sorted(self.reasons.items(), key=lambda item: (-item[1], item[0]))
            line += f" ({', '.join(f'{count:,} {reason}' for reason, count in counts)})"
        click.echo(line, err=True)
