"""Loading trained weights: a `.npz` of arrays beside its `card.toml`, hash and version checked."""

import hashlib
import io
import tomllib
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from rawi.errors import ModelFileError

FOLDER = Path(__file__).parent / "models"

Floats = NDArray[np.float32]


class Weights(NamedTuple):
    """The arrays of a trained model, and what its card says of it."""

    arrays: dict[str, NDArray[Any]]
    card: dict[str, Any]

    def floats(self, name: str) -> Floats:
        """Return an array in single precision (they are kept in half)."""
        return self.arrays[name].astype(np.float32)

    def strings(self, name: str) -> list[str]:
        """Return a list of strings, kept as one text with a line each."""
        return bytes(self.arrays[name]).decode("utf-8").split("\n")


def load_weights(name: str, version: int, folder: Path = FOLDER) -> Weights:
    """Return the weights of `NAME/weights.npz`.

    Args:
        name: The model's folder.
        version: The version of the model's format that the program reads.
        folder: Where the models lie.

    Raises:
        ModelFileError: a file is missing, its hash is not the card's, or its version another.
    """
    path, card_path = folder / name / "weights.npz", folder / name / "card.toml"
    remedy = f"Install rawi again, or retrain as {card_path} says."
    try:
        card = tomllib.loads(card_path.read_text("utf-8"))
        content = path.read_bytes()
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise ModelFileError(f"model {name!r} cannot be read: {error}. {remedy}") from error
    digest = hashlib.sha256(content).hexdigest()
    if digest != card.get("sha256"):
        raise ModelFileError(
            f"{path} is damaged: its SHA-256 is {digest}, the card says {card.get('sha256')}. "
            f"{remedy}"
        )
    if card.get("version") != version:
        raise ModelFileError(
            f"{path} has format {card.get('version')}; this program reads format {version}. "
            f"{remedy}"
        )
    with np.load(io.BytesIO(content), allow_pickle=False) as file:
        return Weights({key: file[key] for key in file.files}, card)


def pack_strings(strings: list[str]) -> NDArray[np.uint8]:
    """Return a list of strings (none with a line break) as an array of bytes."""
    return np.frombuffer("\n".join(strings).encode("utf-8"), dtype=np.uint8)
