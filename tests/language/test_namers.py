"""Namers: names of a model that labels words, mapped to code points, in windows, without torch."""

import pytest

from rawi.errors import ModelFileError
from rawi.language.namers import Namer


class Lookup:
    """A model that labels by a table of whole words; each letter is a piece of its own."""

    name = "hf:lookup"

    def __init__(self, words, *, labels=("O", "B-PERS", "I-PERS", "B-LOC", "B-MISC"), limit=64):
        self.labels = labels
        self.limit = limit
        self._words = words
        self._known = []
        self.windows = []

    def cut(self, word, *, spaced):
        del spaced
        if not word.isalpha():
            return []
        self._known.append(word)
        return [len(self._known) - 1, *[-1] * (len(word) - 1)]

    def label(self, windows):
        self.windows += windows
        return [[self._read(piece) for piece in window] for window in windows]

    def _read(self, piece):
        label = self._words.get(self._known[piece], "O") if piece >= 0 else "O"
        return self.labels.index(label)


def find(analysis, text, words, **options):
    model = Lookup(words, **options)
    parsed = analysis(text)
    found = Namer(model).find(parsed)
    spans = [parsed.span_of(name.first, name.last) for name in found]
    return [(span.text, name.type) for span, name in zip(spans, found, strict=True)], model


def test_namers_join_the_words_of_a_name(analysis):
    found, _ = find(
        analysis,
        "قال سالم الزوي في درنة.",
        {"سالم": "B-PERS", "الزوي": "I-PERS", "درنة": "B-LOC"},
    )
    assert found == [("سالم الزوي", "person"), ("درنة", "place")]


def test_namers_part_two_names_side_by_side(analysis):
    found, _ = find(analysis, "سالم بدر", {"سالم": "B-PERS", "بدر": "B-PERS"})
    assert found == [("سالم", "person"), ("بدر", "person")]


def test_namers_take_an_inside_without_a_beginning_for_one(analysis):
    found, _ = find(analysis, "قال الزوي ذلك", {"الزوي": "I-PERS"})
    assert found == [("الزوي", "person")]


def test_namers_leave_out_kinds_that_are_no_names_here(analysis):
    found, _ = find(analysis, "العربية في درنة", {"العربية": "B-MISC", "درنة": "B-LOC"})
    assert found == [("درنة", "place")]


@pytest.mark.parametrize(
    ("labels", "words", "expected"),
    [
        (("O", "PER"), {"سالم": "PER", "الزوي": "PER"}, ["سالم الزوي"]),
        (("O", "S-PER"), {"سالم": "S-PER", "الزوي": "S-PER"}, ["سالم", "الزوي"]),
        (("O", "B-PER", "E-PER"), {"سالم": "B-PER", "الزوي": "E-PER"}, ["سالم الزوي"]),
        (("O", "B_PERS", "L_PERS"), {"سالم": "B_PERS", "الزوي": "L_PERS"}, ["سالم الزوي"]),
        (("o", "b-person", "i-person"), {"سالم": "b-person", "الزوي": "i-person"}, ["سالم الزوي"]),
    ],
)
def test_namers_read_all_schemes_of_labels(analysis, labels, words, expected):
    words = {**words}
    model_words = dict.fromkeys(["قال"], labels[0]) | words

    class Plain(Lookup):
        def _read(self, piece):
            word = self._known[piece] if piece >= 0 else ""
            return self.labels.index(self._words.get(word, self.labels[0]))

    parsed = analysis("قال سالم الزوي ذلك")
    found = Namer(Plain(model_words, labels=labels)).find(parsed)
    assert [parsed.span_of(name.first, name.last).text for name in found] == expected


def test_namers_read_long_articles_in_windows_that_cover_all(analysis):
    text = "قال سالم الزوي في درنة ثم عاد. " * 40
    found, model = find(
        analysis,
        text,
        {"سالم": "B-PERS", "الزوي": "I-PERS", "درنة": "B-LOC"},
        limit=40,
    )
    assert found == [("سالم الزوي", "person"), ("درنة", "place")] * 40
    assert len(model.windows) > 20
    assert max(map(len, model.windows)) <= 40


def test_namers_read_one_word_longer_than_a_window(analysis):
    text = "ا" * 500 + " سالم"
    found, _ = find(analysis, text, {"سالم": "B-PERS"}, limit=16)
    assert found == [("سالم", "person")]


@pytest.mark.parametrize("text", ["", " ", "...", "«»", "latin only", "١٢٣ 456"])
def test_namers_find_nothing_where_nothing_is(analysis, text):
    assert find(analysis, text, {"سالم": "B-PERS"})[0] == []


def test_namers_map_vowel_signs_and_tatweel_to_the_published_letters(analysis):
    text = "قال ســالِم، في درنة"
    found, _ = find(analysis, text, {"درنة": "B-LOC"})
    assert found == [("درنة", "place")]
    parsed = analysis(text)
    model = Lookup({}, limit=64)
    model.cut = lambda word, *, spaced: [7] * len(word)
    model.label = lambda windows: [[1] * len(window) for window in windows]
    names = Namer(model).find(parsed)
    spans = [parsed.span_of(name.first, name.last) for name in names]
    assert "".join(text[s.start : s.end] for s in spans).startswith("قال")
    assert "ســالِم" in {s.text for s in spans}


def test_namers_refuse_a_model_without_kinds_of_names():
    with pytest.raises(ModelFileError, match=r"hf:lookup: none of its labels.*LABEL_0, LABEL_1"):
        Namer(Lookup({}, labels=("LABEL_0", "LABEL_1")))


def test_namers_refuse_a_model_that_loses_pieces(analysis):
    model = Lookup({})
    model.label = lambda windows: [[0] for _ in windows]
    with pytest.raises(ModelFileError, match="labelled 1 of"):
        Namer(model).find(analysis("قال سالم"))
