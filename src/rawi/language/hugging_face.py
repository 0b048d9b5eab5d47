"""Loading a token-classification model of Hugging Face, for `rawi read --names hf:MODEL`.

Needs the extra `rawi[hf]` (transformers and torch), which rawi itself never needs. A folder is read
where it lies; a name is looked up in the local cache; the network is asked only where the caller
allows a download. Code that a model brings along is never run.
"""

import importlib
from pathlib import Path
from typing import Any

from rawi.errors import ModelFileError
from rawi.language.namers import Namer

PREFIX = "hf:"
_EXTRA = "pip install 'rawi[hf]'"
# A tokenizer without a limit of its own says a number near 10**30.
_MOST = 512


def load_namer(spec: str, *, allow_download: bool = False) -> Namer:
    """Return the namer of `hf:FOLDER` or `hf:OWNER/MODEL`.

    Args:
        spec: A folder, or the name of a model in the local cache of Hugging Face.
        allow_download: Whether a model that is not there may be fetched from huggingface.co.

    Raises:
        ModelFileError: the extra is not installed; the model is not there, or is none that labels
            words; none of its labels is a kind of name.
    """
    if not spec.startswith(PREFIX) or spec == PREFIX:
        raise ModelFileError(
            f"--names {spec!r} names no model. Write hf:FOLDER or hf:OWNER/MODEL, as in "
            "hf:CAMeL-Lab/bert-base-arabic-camelbert-msa-ner"
        )
    transformers, torch = _import("transformers", spec), _import("torch", spec)
    name = spec.removeprefix(PREFIX)
    local = not allow_download or Path(name).is_dir()
    if Path(name).is_dir() and not (Path(name) / "config.json").is_file():
        raise ModelFileError(f"{spec}: the folder has no config.json; it is no saved model")
    try:
        tokenizer = transformers.AutoTokenizer.from_pretrained(
            name, local_files_only=local, trust_remote_code=False
        )
        model = transformers.AutoModelForTokenClassification.from_pretrained(
            name, local_files_only=local, trust_remote_code=False
        )
    except (OSError, ValueError, KeyError, ImportError, RuntimeError) as error:
        raise ModelFileError(_explain(spec, error, local=local)) from error
    return Namer(_HuggingFaceModel(spec, tokenizer, model.eval(), torch))


def _import(module: str, spec: str) -> Any:  # noqa: ANN401  # a module of an extra
    try:
        return importlib.import_module(module)
    except ImportError as error:
        raise ModelFileError(
            f"--names {spec} needs {module}, which is not installed. Install it with: {_EXTRA}"
        ) from error


def _explain(spec: str, error: Exception, *, local: bool) -> str:
    """Return what to do where a model cannot be loaded."""
    name = spec.removeprefix(PREFIX)
    reason = next((line for line in str(error).splitlines() if line.strip()), type(error).__name__)
    if Path(name).is_dir():
        return f"{spec}: the model in this folder cannot be loaded: {reason}"
    if local:
        return (
            f"{spec}: there is no such folder, and no such model in the local cache of Hugging "
            "Face. Give the folder of a saved model, or fetch it once with --allow-download"
        )
    return f"{spec}: it cannot be fetched or loaded: {reason}"


class _HuggingFaceModel:
    """A tokenizer and a model of transformers as `rawi.language.namers.Model`."""

    def __init__(self, name: str, tokenizer: Any, model: Any, torch: Any) -> None:  # noqa: ANN401
        self.name = name
        self._tokenizer, self._model, self._torch = tokenizer, model, torch
        config = model.config
        self.labels = tuple(
            str(config.id2label.get(number, "O")) for number in range(config.num_labels)
        )
        self._before, self._after = _find_frame(tokenizer)
        most = getattr(config, "max_position_embeddings", _MOST) or _MOST
        # RoBERTa counts positions from its padding on, so two fewer fit than it says.
        most -= 2 if "roberta" in str(getattr(config, "model_type", "")) else 0
        most = min(most, getattr(tokenizer, "model_max_length", _MOST), _MOST)
        self.limit = max(8, most - len(self._before) - len(self._after))
        self._pieces: dict[tuple[str, bool], list[int]] = {}

    def cut(self, word: str, *, spaced: bool) -> list[int]:
        """Return the pieces of a word; one that the tokenizer does not know is its unknown one."""
        key = (word, spaced)
        if key not in self._pieces:
            if len(self._pieces) > 100_000:
                self._pieces.clear()
            text = " " + word if spaced else word
            ids = list(self._tokenizer.encode(text, add_special_tokens=False))
            unknown = self._tokenizer.unk_token_id
            self._pieces[key] = ids or ([unknown] if unknown is not None else [])
        return self._pieces[key]

    def label(self, windows: list[list[int]]) -> list[list[int]]:
        """Return the number of the best label of each piece of each window."""
        found = []
        start = len(self._before)
        for window in windows:
            ids = self._torch.tensor([[*self._before, *window, *self._after]])
            with self._torch.no_grad():
                scores = self._model(input_ids=ids).logits[0]
            best = scores[start : start + len(window)].argmax(-1).tolist()
            found.append([int(number) for number in best])
        return found


def _find_frame(tokenizer: Any) -> tuple[list[int], list[int]]:  # noqa: ANN401
    """Return the special pieces before and behind a text."""
    whole = list(tokenizer.encode("ا", add_special_tokens=True))
    inner = list(tokenizer.encode("ا", add_special_tokens=False))
    for start in range(len(whole) - len(inner) + 1):
        if inner and whole[start : start + len(inner)] == inner:
            return whole[:start], whole[start + len(inner) :]
    return [], []
