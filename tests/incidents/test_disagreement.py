"""What accounts of an incident agree on, where they differ, and who says so."""

from rawi.incidents.accounts import Figure, Link
from rawi.incidents.disagreement import compare_incident

from .examples import make_account

DAY = {"earliest": "2021-03-09", "latest": "2021-03-09"}


def test_disagreement_on_a_toll_names_who_gives_which():
    spoken = Figure("killed", 9, 9, speaker="مصدر طبي")
    comparison = compare_incident(
        [make_account("a", killed=7), make_account("b", figures=(spoken,))]
    )
    toll = comparison.find("killed")
    assert toll.differs
    assert {value.value: [v[1][-1].name for v in value.voices] for value in toll.values} == {
        "7–7": ["صحيفة a"], "9–9": ["مصدر طبي"],
    }  # fmt: skip


def test_agreement_where_one_number_fits_all():
    open_end = Figure("killed", 5, None)
    comparison = compare_incident(
        [make_account("a", killed=7), make_account("b", figures=(open_end,))]
    )
    assert not comparison.find("killed").differs
    assert comparison.score == 0


def test_disagreement_leaves_subsets_out():
    figures = (Figure("killed", 7, 7), Figure("killed", 5, 5, part=True))
    comparison = compare_incident([make_account("a", killed=7), make_account("b", figures=figures)])
    assert [value.value for value in comparison.find("killed").values] == ["7–7"]


def test_disagreement_on_who_is_blamed():
    comparison = compare_incident(
        [make_account("a", blamed="القوة الأولى"), make_account("b", blamed="القوة الثانية")]
    )
    blamed = comparison.find("blamed")
    assert blamed.differs
    assert {value.value for value in blamed.values} == {"القوة الأولى", "القوة الثانية"}
    assert comparison.score >= 3


def test_names_of_one_actor_are_one_side():
    comparison = compare_incident(
        [make_account("a", blamed="قوة الدرع"), make_account("b", blamed="الدرع")],
        actors={"قوة الدرع": "قوة الدرع", "الدرع": "قوة الدرع"},
    )
    assert not comparison.find("blamed").differs


def test_printings_of_one_text_are_one_voice():
    accounts = [
        make_account("a", killed=7),
        make_account("b", killed=7),
        make_account("c", killed=9),
    ]
    texts = {"a:v1": "ln:1", "b:v1": "ln:1", "c:v1": "ln:2"}
    comparison = compare_incident(accounts, texts)
    assert comparison.lineages == 2
    assert [value.lineages for value in comparison.find("killed").values] == [1, 1]


def test_one_text_alone_does_not_disagree():
    accounts = [make_account("a", killed=7), make_account("b", killed=9)]
    assert compare_incident(accounts, {"a:v1": "ln:1", "b:v1": "ln:1"}).score == 0


def test_disagreement_on_days_places_words_and_denial():
    comparison = compare_incident(
        [
            make_account("a", frames=(("تحرير", None),), **DAY),
            make_account(
                "b", place="المرجة", type="bombing", modality="denied", frames=(("سقوط", "شهود"),),
                earliest="2021-03-11", latest="2021-03-11",
            ),
        ]
    )  # fmt: skip
    differing = {point.aspect for point in comparison.points if point.differs}
    assert differing == {"day", "place", "called", "word", "happened"}


def test_voices_carry_the_chain():
    chain = (Link("outlet", "صحيفة"), Link("agency", "رويترز"), Link("speaker", "شهود"))
    comparison = compare_incident([make_account("a", chain=chain, **DAY)])
    assert comparison.find("day").values[0].voices == (("a:v1", chain),)


def test_disagreement_takes_the_count_beside_the_event_not_a_wars_dead():
    figures = (Figure("killed", 7, 7, start=20), Figure("killed", 50_000, None, start=900))
    comparison = compare_incident([make_account("a", figures=figures, excerpt=(0, 100))])
    assert [value.value for value in comparison.find("killed").values] == ["7–7"]


def test_disagreement_does_not_take_an_increment_for_a_total():
    figures = (
        Figure("killed", 9, 9, cumulative=True, speaker="المستشفى"),
        Figure("killed", 2, 2, cumulative=True, speaker="المستشفى"),
    )
    comparison = compare_incident([make_account("a", figures=figures)])
    assert [value.value for value in comparison.find("killed").values] == ["9–9"]


def test_who_denies_is_not_blamed():
    comparison = compare_incident(
        [make_account("a", blamed="القوة"), make_account("b", blamed="اللواء", modality="denied")]
    )
    assert [value.value for value in comparison.find("blamed").values] == ["القوة"]
