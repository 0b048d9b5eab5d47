"""Where an article turns to other news."""

import pytest

from rawi.language.analysis import analyse
from rawi.model import make_document
from rawi.reading.entities import Entities
from rawi.reading.events.scenes import Scene
from rawi.reading.events.words.turns import number_turns
from rawi.reading.mentions import read_names


def count(text: str) -> list[int]:
    analysis = analyse(make_document(text))
    return number_turns(Scene(analysis, Entities(analysis, read_names(analysis))))


@pytest.mark.parametrize(
    "opening",
    ["من جهة أخرى", "وفي غضون ذلك", "إلى ذلك", "وفي محافظة مأرب", "في سبها", "وعلى صعيد آخر"],
)
def test_sentence_turns_to_other_news(opening):
    assert count(f"قصفت المدفعية القرية. {opening} انسحب المسلحون. ثم عاد الهدوء.") == [0, 1, 1]


@pytest.mark.parametrize("opening", ["وأضاف الضابط أن المسلحين", "في البداية", "من جهة القرية"])
def test_sentence_goes_on(opening):
    assert count(f"قصفت المدفعية القرية. {opening} انسحبوا أمس.") == [0, 0]
