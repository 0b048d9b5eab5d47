"""Arabic and the other languages in its letters."""

import tomllib
from pathlib import Path

import pytest

from rawi.errors import SourceError
from rawi.source import Acquired, Options, iter_items, read_item
from rawi.source.languages import find_language

CASES = tomllib.loads((Path(__file__).parent / "languages.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_language_is_found(case):
    assert (find_language(case["text"]) or "none") == case["language"]


def test_other_languages_are_skipped_by_name(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(
        "این خبر را از وبگاه دیگری که در دسترس است می خوانید و با ما باشید تا بعد", "utf-8"
    )
    [item] = iter_items([str(path)])
    [error] = read_item(item)
    assert isinstance(error, SourceError)
    assert (error.reason, error.skipped) == ("other language", True)
    assert "is in Persian" in str(error)
    assert isinstance(next(read_item(item, Options(languages=False))), Acquired)


@pytest.mark.parametrize("text", ["", "،؟!", "١٢٣", "\u200c\u200c", "ـــ " * 50, "ۀ" * 5000])
def test_language_of_anything_is_found(text):
    assert find_language(text) in ("ar", "und", None)
