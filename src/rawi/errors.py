"""Every error that rawi raises on purpose. Each message says what, where, and what to do."""


class RawiError(Exception):
    """The root of the tree; catch it to catch all that rawi raises on purpose."""


class ConfigError(RawiError):
    """A setting is unknown or out of range."""


class SourceError(RawiError):
    """A text could not be read from its source or understood as an article.

    Attributes:
        reason: Why, in a word or two, for counting: `not found`, `empty`, `not Arabic`.
        skipped: Whether nothing is wrong with it and it is only not for rawi (a picture in a
            folder, an article in another language), so that it counts as skipped, not as failed.
    """

    def __init__(self, message: str, *, reason: str = "unreadable", skipped: bool = False) -> None:
        super().__init__(message)
        self.reason = reason
        self.skipped = skipped


class LexiconError(RawiError):
    """A word list or rule file is wrong; the message carries path, line and column."""


class OffsetError(RawiError):
    """A span does not fit the text that it is said to come from."""


class ReportError(RawiError):
    """A report breaks the contract: an item points at nothing, or at other letters than it says."""


class GoldError(RawiError):
    """A gold folder is not laid out as the evaluation needs it."""


class PlacesError(RawiError):
    """The gazetteer is missing, damaged, or of another version than this program reads."""


class ModelFileError(RawiError):
    """Trained weights are missing, of another version than this program reads, or damaged."""


class RecordError(RawiError):
    """The record is locked, damaged, of another version, or cannot be written."""
