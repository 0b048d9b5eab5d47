"""Trained files and the cards that say what they learned; hash and version are checked."""

import hashlib
import tomllib
from pathlib import Path
from typing import Any, NamedTuple

from rawi.errors import ModelFileError


class Trained(NamedTuple):
    """The bytes of a trained file, and what its card says of it."""

    content: bytes
    card: dict[str, Any]


def load_trained(path: Path, card_path: Path, version: int) -> Trained:
    """Return a trained file with its card.

    Args:
        path: The file.
        card_path: Its card, TOML with at least `version` and `sha256`.
        version: The version of the file's format that the program reads.

    Raises:
        ModelFileError: a file is missing, its hash is not the card's, or its version another.
    """
    remedy = f"Install rawi again, or retrain as {card_path} says."
    try:
        card = tomllib.loads(card_path.read_text("utf-8"))
        content = path.read_bytes()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ModelFileError(f"{path} or its card cannot be read: {error}. {remedy}") from error
    digest = hashlib.sha256(content).hexdigest()
    if digest != card.get("sha256"):
        raise ModelFileError(
            f"{path} is damaged: its SHA-256 is {digest}, the card says {card.get('sha256')}. "
            f"{remedy}"
        )
    if card.get("version") != version:
        raise ModelFileError(
            f"{path} has format version {card.get('version')}; this program reads {version}. "
            f"{remedy}"
        )
    return Trained(content, card)
