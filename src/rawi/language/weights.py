"""Loading trained weights: a `.npz` of arrays beside its `card.toml`, hash and version checked."""

import io
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from rawi.language.cards import load_trained

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
    content, card = load_trained(
        folder / name / "weights.npz", folder / name / "card.toml", version
    )
    with np.load(io.BytesIO(content), allow_pickle=False) as file:
        return Weights({key: file[key] for key in file.files}, card)


def pack_strings(strings: list[str]) -> NDArray[np.uint8]:
    """Return a list of strings (none with a line break) as an array of bytes."""
    return np.frombuffer("\n".join(strings).encode("utf-8"), dtype=np.uint8)
