"""Private mode: who is private, and that no name of theirs is left in anything made of a record."""

import click
import duckdb
import pytest
from click.testing import CliRunner
from record.private_case import ARTICLES, HIDDEN, OFFICIAL, build_case, find_hidden

from rawi.cli.export import export
from rawi.cli.main import main
from rawi.cli.read import read
from rawi.errors import RecordError
from rawi.language.masks import Veil, make_code, make_mask
from rawi.language.possible import find_possible_names
from rawi.language.secret_names import Names, Secret
from rawi.model import check_report
from rawi.record.builds import Plan, build_record
from rawi.record.journals import find_journal
from rawi.record.masked import choose_record, write_masked
from rawi.record.privacy import is_office, mask_private
from rawi.record.records import open_record


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return build_case(tmp_path_factory.mktemp("private"))


@pytest.fixture(scope="module")
def copy(path):
    with choose_record(path, private=True) as chosen:
        yield chosen


@pytest.mark.parametrize(
    ("letters", "mask"),
    [("زهير القلوشي", "■■■■■■■■■■07"), ("زهير", "■■07"), ("يس", "07"), ("زهير\nعلي", "■■■■\n■07")],
)
def test_mask_is_as_long_as_the_name(letters, mask):
    assert make_mask(letters, "07") == mask


def test_codes_are_short_and_their_own():
    codes = [make_code(number) for number in range(1000)]
    assert len(set(codes)) == 1000
    assert {len(code) for code in codes} == {2, 3}


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("قتل زهير القلوشي أمس", "قتل ■■■■■■■■■■01 أمس"),
        ("وزُهَيْر القلّوشي", "و■■■■■■■■■■■■■■01"),
        ("#زهير_القلوشي", "#■■■■■■■■■■01"),
        ("زهـــير القلوشي", "■■■■■■■■■■■■■01"),
        ("لزهير وللقلوشي", "ل■■01 ول■■■■01"),
        ("رأى زهيرا", "رأى ■■■01"),
        ("Zuhair Al-Qalushi قتل", "■■■■■■■■■■■■■■■01 قتل"),
        ("Zouheir el-Qallouchi", "■■■■■01 el-■■■■■■■01"),
        ("عبدالله علي وعبد الله", "■■■■■■■■■02 و■■■■■■02"),
        ("على الطريق", "على الطريق"),
        ("زهيري", "زهيري"),
    ],
)
def test_names_are_masked_in_all_their_spellings(text, masked):
    veil = Veil(
        [
            Secret("01", ("زهير القلوشي", "Zuhair al-Qalushi")),
            Secret("02", ("عبد الله علي",)),
        ]
    )
    assert veil.mask(text) == masked
    assert len(masked) == len(text)


def test_names_within_those_of_public_persons_and_places_stay():
    veil = Veil(
        [Secret("01", ("محمود صالح",))],
        persons=["محمود عباس", "الشيخ محمود صالح بركات"],
        rest=["ميدان صالح"],
    )
    text = "محمود عباس في ميدان صالح، ومحمود صالح بركات، ثم محمود وصالح"
    assert veil.mask("محمود عباس في ميدان صالح، ثم محمود وصالح") == (
        "محمود عباس في ميدان صالح، ثم ■■■01 و■■01"
    )
    assert "بركات" in veil.mask(text)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("عثر على سهيل القمطري قرب النهر", ["سهيل القمطري"]),
        ("ولعبد الرحمن الطنبوري أخ", ["عبد الرحمن الطنبوري"]),
        ("أمين المخزن وعادل النظام", []),
        ("محمد وصل أمس", []),
    ],
)
def test_possible_names_are_found_generously(text, names):
    assert [text[start:end] for start, end in find_possible_names(text)] == names


def test_what_may_be_a_name_is_masked_without_a_code():
    veil = Veil([], persons=["سهيل الغرناوي"], guess=True)
    text = "رأى سهيل الغرناوي ثم سهيل القمطري"
    assert veil.mask(text) == "رأى سهيل الغرناوي ثم ■■■■■■■■■■■■"


def test_name_of_several_persons_has_no_code():
    names = Names([Secret("01", ("سعيد بركات",)), Secret("02", ("سعيد بركات",))])
    assert names.find("قال سعيد بركات") == [(4, 14, "")]


@pytest.mark.parametrize(
    ("title", "office"),
    [
        ("وزير الصحة", True), ("الناطق باسم", True), ("أحد قادة", True), ("زعيم", True),
        ("المتطوع", False), ("أحد عناصر", False), ("طبيبة", False), ("شقيق", False), ("", False),
    ],
)  # fmt: skip
def test_occupations_and_kinships_are_no_office(title, office):
    assert is_office(title) is office


def test_report_is_masked_and_its_spans_hold(report):
    article = ARTICLES[0]
    made = report(**{key: article[key] for key in ("text", "title", "published")})
    masked = mask_private(made)
    check_report(masked)
    assert len(masked.document.text) == len(made.document.text)
    assert OFFICIAL in masked.document.text
    assert masked.document.id != made.document.id
    assert find_hidden(masked.document.text + (masked.document.title or "")) == []
    assert [event.type for event in masked.events] == [event.type for event in made.events]


def test_person_with_a_rank_before_the_name_is_public(report):
    text = "قال العميد سهيل الغرناوي إن القوات انسحبت. وقال سهيل الغرناوي إنها عادت."
    assert mask_private(report(text)).document.text == text


def test_case_names_what_is_to_be_hidden(path):
    with open_record(path) as record:
        told = "".join(row["text"] for row in record.table("documents").list())
        names = {row["name"] for row in record.table("actors").list()}
    assert find_hidden(told)
    assert "زهير منذر القلوشي" in names


def test_no_table_of_the_copy_names_them(copy):
    with open_record(copy) as record:
        for table in record.list_tables():
            for row in record.table(table).list():
                assert find_hidden(repr(row)) == [], table
        assert OFFICIAL in {row["name"] for row in record.table("actors").list()}
        assert record.table("bytes").list() == []
        reviewers = {row["reviewer"] for row in record.table("reviews").list()}
        assert reviewers == {"reviewer 1"}


def test_no_letters_of_them_lie_in_the_file_of_the_copy(copy):
    data = copy.read_bytes()
    for word in ("القلوشي", "السنبلي", "Qalushi"):
        assert word.encode() not in data


def test_copy_keeps_spans_keys_and_counts(path, copy):
    with open_record(path) as record, open_record(copy) as masked:
        for table in ("documents", "mentions", "statements", "accounts", "figures", "incidents"):
            assert len(record.table(table).list()) == len(masked.table(table).list()), table
        before = {row["document"]: row for row in record.table("documents").list()}
        for row in masked.table("documents").list():
            assert len(row["text"]) == len(before[row["document"]]["text"])
            assert row["url"] in (None, "https://hills.example/")
        for report in masked.reports():
            check_report(report)


def test_person_has_one_code_in_all_documents(copy):
    with open_record(copy) as record:
        rows = record.query(
            "SELECT e.name[-2:] AS code FROM actors JOIN actor_members USING (actor) "
            "JOIN entities AS e ON e.document = actor_members.document AND e.id = entity "
            "WHERE starts_with(actors.name, '■') AND actors.documents > 1"
        ).list()
        texts = [row["text"] for row in record.table("documents").list()]
    assert len({row["code"] for row in rows}) == 1
    assert sum(f"■{rows[0]['code']}" in text for text in texts) == 3


def test_corrections_apply_to_the_copy_too(copy):
    with open_record(copy) as record:
        assert [standing.state for standing in record.standings()] == ["holds"]


def test_copy_is_neither_reviewed_nor_built_nor_verified(copy, tmp_path):
    with open_record(copy) as record:
        entity = record.query("SELECT concat(document, ':', id) AS item FROM entities").list()[0]
        with pytest.raises(RecordError, match="masked"):
            record.accept("entities", entity["item"], reviewer="سلمى")
    with pytest.raises(RecordError, match="masked"):
        build_record(copy, Plan(sources=(), workers=0))
    answer = CliRunner().invoke(main, ["record", "verify", str(copy)])
    assert answer.exit_code == 1


def test_copy_does_not_replace_a_file(path, tmp_path):
    there = tmp_path / "there.duckdb"
    there.write_text("mine")
    with pytest.raises(RecordError, match="is there already"):
        write_masked(path, there)
    assert there.read_text() == "mine"


def test_copies_of_one_record_are_equal(path, tmp_path):
    copies = [tmp_path / "one.duckdb", tmp_path / "two.duckdb"]
    told = []
    for made in copies:
        assert write_masked(path, made) == 3
        with duckdb.connect(str(made), read_only=True) as con:
            told.append(con.sql("FROM documents ORDER BY document").fetchall())
    assert told[0] == told[1]


def list_formats(command):
    (choice,) = (p.type for p in command.params if p.name == "layout")
    assert isinstance(choice, click.Choice)
    return choice.choices


COMMANDS = [
    *(["export", "{record}", "--format", layout, "--runs"] for layout in list_formats(export)),
    ["record", "show", "{record}"],
    ["record", "show", "{record}", "{incident}"],
    ["record", "reviews", "{record}"],
    ["record", "query", "{record}", "FROM documents", "--format", "csv"],
    ["record", "query", "{record}", "FROM reviewed_entities", "--format", "json"],
    *(["read", "{lines}", "--format", layout] for layout in list_formats(read)),
]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_command_names_them(path, command):
    with open_record(path) as record:
        (first,) = record.query(
            "SELECT incident FROM incidents ORDER BY documents DESC, incident LIMIT 1"
        ).list()
    (lines,) = (file for file in path.parent.glob("*.jsonl") if file != find_journal(path))
    values = {"record": path, "incident": first["incident"], "lines": lines}
    words = [word.format(**values) for word in command]
    open_answer = CliRunner().invoke(main, words)
    answer = CliRunner().invoke(main, [*words, "--private"])
    assert answer.exit_code == open_answer.exit_code
    assert find_hidden(answer.stdout) == []
    if command[1:2] != ["show"]:
        assert any(word in str(find_hidden(open_answer.stdout)) for word in HIDDEN)
