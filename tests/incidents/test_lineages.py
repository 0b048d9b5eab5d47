"""Copies of texts: one agency's text in many outlets is one lineage."""

import random

import pytest

from rawi.incidents.lineages import Text, find_lineages
from rawi.incidents.sketches import make_sketch

WIRE = (
    "قتل سبعة أشخاص وأصيب أحد عشر آخرون في قصف مدفعي استهدف سوقا شعبيا في بلدة النخيل شرقي "
    "المحافظة صباح الثلاثاء، وفق ما أفاد به مصدر طبي في مستشفى البلدة. وقال شهود إن القذائف سقطت "
    "قرب مدخل السوق في ساعة ازدحام، وإن سيارات الإسعاف نقلت المصابين إلى مستشفيين قريبين. ولم "
    "تعلن أي جهة مسؤوليتها عن القصف حتى الآن، فيما تبادل الطرفان الاتهامات بخرق الهدنة السارية."
)
OTHER = (
    "أعلنت بلدية المدينة إعادة فتح الطريق الساحلي أمام حركة السير بعد أعمال صيانة دامت ثلاثة أشهر، "
    "ودعت السائقين إلى الالتزام بالسرعة المحددة، مشيرة إلى أن المرحلة الثانية من المشروع تبدأ في "
    "الخريف المقبل وتشمل الإنارة والأرصفة وتصريف مياه الأمطار في الأحياء الغربية كلها."
)


def _words(count: int, seed: int) -> str:
    letters = random.Random(seed)
    return " ".join("".join(letters.choices("ابتثجحخدرسشصطعفقكلمنهوي", k=5)) for _ in range(count))


def test_lineages_gather_nine_printings_of_one_wire_text():
    texts = [
        Text(
            f"w{n}", f"النخيل (رويترز) - {WIRE} {_words(n, n)}", f"outlet {n}", f"2021-03-1{n % 3}"
        )
        for n in range(9)
    ]
    lineages = find_lineages([*texts, Text("x", OTHER, "other", "2021-03-09")])
    assert [len(lineage.printings) for lineage in lineages] == [9, 1]
    wire = lineages[0]
    assert wire.agency == "رويترز"
    assert wire.printings[0].published == "2021-03-10"
    assert {printing.kind for printing in wire.printings} == {"whole"}
    assert min(printing.share for printing in wire.printings) > 0.9


def test_lineages_see_through_spelling_and_marks():
    respelt = WIRE.replace("أ", "ا").replace("ة", "ه").replace("،", " ؛ ").replace("قتل", "قُتِلَ")
    assert len(find_lineages([Text("a", WIRE), Text("b", respelt)])) == 1


def test_lineages_place_a_wire_text_inside_a_longer_article():
    own, more = _words(250, 1), _words(200, 2)
    longer = f"{own}\n{WIRE}\n{more}"
    lineages = find_lineages([Text("a", WIRE, published="2021-03-10"), Text("b", longer)])
    assert [len(lineage.printings) for lineage in lineages] == [2, 1]
    held = lineages[0].printings[1]
    assert (held.document, held.kind) == ("b", "contained")
    assert longer[held.start : held.end] == WIRE.rstrip(".")


def test_lineages_join_a_wire_text_cut_short_by_an_outlet():
    cut = ". ".join(WIRE.split(". ")[:2])
    texts = [Text("a", f"(رويترز) {WIRE}"), Text("b", f"(رويترز) {cut}")]
    assert len(find_lineages(texts)) == 1


def test_lineages_keep_apart_texts_that_share_a_sentence():
    background = "وتشهد البلدة منذ أشهر قصفا متقطعا رغم الهدنة التي رعتها لجنة من الوجهاء."
    texts = [Text("a", f"{WIRE} {background}"), Text("b", f"{OTHER} {background}")]
    assert len(find_lineages(texts)) == 2


def test_lineages_do_not_depend_on_the_order_of_texts():
    texts = [Text(f"{n:02}", f"{WIRE} {_words(5, n)}") for n in range(12)]
    texts += [Text("z", f"{_words(300, 3)} {WIRE}"), Text("y", OTHER)]
    assert find_lineages(texts) == find_lineages(texts[::-1])


def test_lineages_put_the_agency_itself_before_who_prints_it_the_same_day():
    texts = [
        Text("a", f"(الأناضول) {WIRE}", "صحيفة", "2021-03-10"),
        Text("b", f"(الأناضول) {WIRE} للمزيد", "وكالة الأناضول", "2021-03-10"),
    ]
    assert find_lineages(texts)[0].printings[0].document == "b"


@pytest.mark.parametrize("text", ["", "،،، !", "كلمة", "one two three", "\u0651", "و" * 100_000])
def test_lineages_take_any_text(text):
    assert len(find_lineages([Text("a", text), Text("b", OTHER)])) == 2


def test_lineages_of_no_texts_are_none():
    assert find_lineages([]) == []


def test_sketch_of_a_part_is_part_of_the_sketch_of_the_whole():
    part, whole = make_sketch(WIRE), make_sketch(f"{OTHER} {WIRE} {OTHER}")
    assert set(part.shingles.tolist()) <= set(whole.shingles.tolist())
    assert part.words == len(WIRE.split())
