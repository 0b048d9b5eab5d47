"""Names of a model joined with those of the word lists."""

import pytest

from rawi.language.namers import Found
from rawi.model import make_document
from rawi.reading.mentions import read_names
from rawi.reading.reports import read_report


class Says:
    """A namer that finds the words it is told, with the kind it is told."""

    name = "hf:says"

    def __init__(self, **kinds):
        self._kinds = {words.replace("_", " "): kind for words, kind in kinds.items()}

    def find(self, analysis):
        text, found = analysis.doc.text, []
        for words, kind in self._kinds.items():
            start = text.index(words)
            first = analysis.token_at(start)
            last = analysis.token_at(start + len(words) - 1) + 1
            found.append(Found(first, last, kind))
        return sorted(found)


def name(analysis, text, **kinds):
    parsed = analysis(text)
    names = read_names(parsed, Says(**kinds))
    return [(parsed.span(n.start, n.end).text, n.type) for n in names]


def test_labelled_names_join_those_of_the_lists(analysis):
    text = "زار القرشتوني مدينة درنة"
    assert name(analysis, text) == [("درنة", "place")]
    assert name(analysis, text, القرشتوني="person") == [("القرشتوني", "person"), ("درنة", "place")]


def test_labelled_names_do_not_move_what_the_lists_know_firmly(analysis):
    text = "وصل حلف شمال الأطلسي إلى درنة"
    known = name(analysis, text)
    assert known == [("حلف شمال الأطلسي", "organization"), ("درنة", "place")]
    assert name(analysis, text, شمال="place", الأطلسي="place") == known


@pytest.mark.parametrize(
    ("text", "said", "expected"),
    [
        ("قال والقرشتوني ذلك", "والقرشتوني", "القرشتوني"),
        ("قال بالقرشتوني ذلك", "بالقرشتوني", "القرشتوني"),
        ("قال للقرشتوني ذلك", "للقرشتوني", "لقرشتوني"),
        ("زار وأحمد القرشتوني ذلك", "وأحمد القرشتوني", "أحمد القرشتوني"),
        ("زار وليد القرشتوني ذلك", "وليد القرشتوني", "وليد القرشتوني"),
    ],
)
def test_labelled_names_begin_behind_what_is_joined_to_them(analysis, text, said, expected):
    assert (expected, "person") in name(analysis, text, **{said.replace(" ", "_"): "person"})


def test_labelled_bodies_are_armed_where_their_head_is(analysis):
    text = "هاجمت كتيبة القرشتوني قرية"
    assert ("كتيبة القرشتوني", "armed_group") in name(
        analysis, text, كتيبة_القرشتوني="organization"
    )


def test_labelled_names_stand_in_the_report_with_their_model():
    report = read_report(make_document("زار القرشتوني قرية"), Says(القرشتوني="person"))
    assert report.models == ("hf:says",)
    assert [mention.text for mention in report.mentions] == ["القرشتوني"]
    assert read_report(make_document("زار القرشتوني قرية")).models == ()
