"""Accounts of one event are gathered, those of others are not."""

import random

import msgspec
import pytest

from rawi.incidents.gathering import gather_incidents
from rawi.incidents.judgements import Decision

from .examples import make_account

DAY = {"earliest": "2021-03-09", "latest": "2021-03-09"}
MARKET = "قصف السوق الشعبي وقت الظهيرة قذائف الإسعاف نازحون"
SCHOOL = "غارة المدرسة الابتدائية تلاميذ معلمة طائرات الصف"


def _groups(accounts, decisions=()):
    gathered = gather_incidents(accounts, decisions)
    return sorted(sorted(a[:-3] for a in incident.accounts) for incident in gathered.incidents)


def test_incidents_gather_accounts_of_one_place_and_day():
    accounts = [
        make_account("a", killed=7, **DAY),
        make_account("b", type="shelling", killed=5, **DAY),
        make_account("c", place="الساحل", words=SCHOOL, **DAY),
    ]
    assert _groups(accounts) == [["a", "b"], ["c"]]


def test_incidents_keep_apart_two_days_at_one_place():
    later = {"earliest": "2021-05-20", "latest": "2021-05-20"}
    accounts = [make_account("a", killed=7, **DAY), make_account("b", killed=7, **later)]
    assert _groups(accounts) == [["a"], ["b"]]


def test_incidents_keep_apart_two_places_on_one_day():
    accounts = [make_account("a", **DAY), make_account("b", place="المرجة", words=SCHOOL, **DAY)]
    assert _groups(accounts) == [["a"], ["b"]]


def test_incidents_do_not_need_the_same_toll():
    accounts = [
        make_account("a", killed=3, blamed="القوة الأولى", **DAY),
        make_account("b", killed=19, blamed="القوة الثانية", **DAY),
    ]
    assert _groups(accounts) == [["a", "b"]]


def test_incidents_take_publication_for_an_untold_day():
    near = [make_account("a", published="2021-03-09"), make_account("b", published="2021-03-10")]
    apart = [make_account("a", published="2021-03-09"), make_account("b", published="2021-06-10")]
    assert _groups(near) == [["a", "b"]]
    assert _groups(apart) == [["a"], ["b"]]


def test_incidents_of_what_is_only_planned_stand_alone():
    accounts = [make_account("a", modality="planned", **DAY), make_account("b", **DAY)]
    assert _groups(accounts) == [["a"], ["b"]]


def test_incidents_hold_a_denial_with_what_it_denies():
    accounts = [make_account("a", modality="denied", **DAY), make_account("b", **DAY)]
    assert _groups(accounts) == [["a", "b"]]


def test_incidents_do_not_chain_over_days():
    days = [f"2021-03-{day:02}" for day in range(1, 29)]
    accounts = [make_account(day, earliest=day, latest=day) for day in days]
    for incident in gather_incidents(accounts).incidents:
        told = sorted(int(account[8:10]) for account in incident.accounts)
        assert told[-1] - told[0] <= 10


def test_incidents_do_not_depend_on_the_order_of_accounts():
    accounts = [make_account(f"n{n:02}", killed=n % 3 + 1, **DAY) for n in range(12)]
    accounts += [make_account(f"m{n:02}", place="المرجة", words=SCHOOL) for n in range(5)]
    shuffled = random.Random(4).sample(accounts, len(accounts))
    assert gather_incidents(shuffled) == gather_incidents(accounts)


def test_incidents_give_a_judgement_for_each_merge():
    gathered = gather_incidents([make_account(name, killed=7, **DAY) for name in "abc"])
    assert len(gathered.judgements) == 2
    judgement = gathered.judgements[0]
    assert 0.5 < judgement.score <= 1
    assert "place_same:نخيل" in judgement.reasons
    assert "day_same:2021-03-09" in judgement.reasons


@pytest.mark.parametrize(
    ("same", "expected"), [(True, [["a", "b"], ["c"]]), (False, [["a"], ["b"], ["c"]])]
)
def test_incidents_follow_what_people_decided(same, expected):
    other = {"place": "المرجة", "words": SCHOOL} if same else {}
    accounts = [
        make_account("a", **DAY),
        make_account("b", **DAY, **other),
        make_account("c", place="الساحل", words="مظاهرة"),
    ]
    decision = Decision("incident", same, ("a:v1", "b:v1"), "r1")
    assert _groups(accounts, [decision]) == expected


def test_incidents_say_which_decisions_no_longer_apply():
    decision = Decision("incident", True, ("a:v1", "gone:v9"), "r1")
    gathered = gather_incidents([make_account("a")], [decision])
    assert gathered.dropped == [decision]


def test_incidents_of_no_accounts_are_none():
    assert gather_incidents([]).incidents == []


def test_incidents_compare_few_pairs_of_many(monkeypatch):
    from rawi.incidents.comparison import Comparer

    compared = []
    score = Comparer.score
    monkeypatch.setattr(
        Comparer, "score", lambda self, a, b: compared.append(1) or score(self, a, b)
    )
    accounts = [
        make_account(
            f"n{n:04}",
            place=f"قرية{n % 40}",
            earliest=f"2021-{n % 12 + 1:02}-{n % 28 + 1:02}",
            latest=f"2021-{n % 12 + 1:02}-{n % 28 + 1:02}",
        )
        for n in range(600)
    ]
    gather_incidents(accounts)
    assert len(compared) < 600 * 20


def test_incidents_hold_what_a_document_tells_and_another_side_in_it_denies():
    told = make_account("a", type="capture", **DAY)
    denial = msgspec.structs.replace(
        make_account("a", type="capture", modality="denied", **DAY), id="a:v2"
    )
    incidents = gather_incidents([told, denial, make_account("b", type="capture", **DAY)]).incidents
    assert [incident.accounts for incident in incidents] == [("a:v1", "a:v2", "b:v1")]


def test_incidents_keep_two_events_of_one_type_in_a_document_apart():
    told = make_account("a", **DAY)
    second = msgspec.structs.replace(told, id="a:v2")
    assert len(gather_incidents([told, second, make_account("b", **DAY)]).incidents) == 2
