"""CSV, Parquet, Markdown and Word: columns, front matter, paragraphs."""

import io
import zipfile
from itertools import pairwise

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from rawi.errors import SourceError
from rawi.model import Document
from rawi.source import Options, iter_articles
from rawi.source.guarding import close_parser
from rawi.source.rows import parse_columns

NEWS = "قالت الوزارة إن الجيش انسحب من البلدة بعد أيام من القتال."


@pytest.fixture(autouse=True)
def _parser():
    yield
    close_parser()


@pytest.fixture
def read(tmp_path):
    """Return a reader of a file of these bytes."""

    def make(data: bytes | str, name: str, **options):
        path = tmp_path / name
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return list(iter_articles(str(path), Options(**options)))

    return make


def test_csv_rows_are_articles(read):
    data = f'text,title,published,other\n"{NEWS}\n""نعم""",عنوان,2018-07-05,x\n{NEWS},,,\n'
    first, second = read(data, "a.csv")
    assert first.text == f'{NEWS}\n"نعم"'
    assert (first.title, first.published, first.source) == ("عنوان", "2018-07-05", "a.csv:2")
    assert (second.title, second.published) == (None, None)


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_csv_columns_are_named_and_its_delimiter_found(read, delimiter):
    data = delimiter.join(["\ufeffid", "body", "date"]) + "\n"
    data += delimiter.join(["1", NEWS, "2018-07-05T10:00:00"])
    [doc] = read(data, "a.csv", columns={"text": "body", "published": "date"})
    assert (doc.text, doc.published) == (NEWS, "2018-07-05")


@pytest.mark.parametrize(
    ("data", "message", "reason"),
    [
        (f"body\n{NEWS}\n", "has no column 'text' for the text; it has body", "wrong columns"),
        ("", "has no column 'text'", "wrong columns"),
        (f"text\n{NEWS * 9}\n".encode("cp1256"), "is in windows-1256", "not UTF-8"),
        ('text\n"' + "ا" * 3000, "field larger than field limit", "broken row"),
        ("text\nThe army left.\n", "no Arabic letters", "not Arabic"),
    ],
)
def test_csv_that_cannot_be_read_says_why(read, data, message, reason):
    [error] = read(data, "a.csv", max_bytes=2500)
    assert isinstance(error, SourceError)
    assert message in str(error)
    assert error.reason == reason


def test_row_that_is_too_long_costs_only_itself(read):
    found = read(f'text,x\n"{NEWS * 30}",\n{NEWS},\n', "a.csv", max_bytes=2000)
    assert [isinstance(item, Document) for item in found] == [False, True]


def test_parquet_rows_are_articles(read):
    import datetime

    table = pa.table(
        {
            "body": [NEWS, None, NEWS],
            "date": [datetime.date(2018, 7, 5), None, None],
            "n": [1, 2, 3],
        }
    )
    sink = io.BytesIO()
    pq.write_table(table, sink)
    options = {"columns": {"text": "body", "published": "date"}}
    first, empty, third = read(sink.getvalue(), "a.parquet", **options)
    assert (first.text, first.published, first.source) == (NEWS, "2018-07-05", "a.parquet:1")
    assert empty.reason == "empty"
    assert third.source == "a.parquet:3"
    [error] = read(sink.getvalue(), "a.parquet")
    assert "has no column 'text'" in str(error)
    [error] = read(sink.getvalue()[:-20], "a.parquet", **options)
    assert error.reason == "broken file"


def test_columns_are_parsed():
    assert parse_columns("text=body, published=date") == {"text": "body", "published": "date"}
    with pytest.raises(SourceError, match="'body' is not FIELD=COLUMN"):
        parse_columns("body")
    with pytest.raises(SourceError, match="'name=x' is not FIELD=COLUMN"):
        parse_columns("name=x")


@pytest.mark.parametrize(
    ("head", "fields"),
    [
        ("---\ntitle: عنوان\ndate: 2018-07-05\nsource: \"جريدة\"\ntags:\n  - x\n---\n",
         ("عنوان", "2018-07-05", "جريدة")),
        ("---\r\ntitle: عنوان: ثان\r\n---\r\n\r\n", ("عنوان: ثان", None, None)),
        ("", ("رأس", None, None)),
    ],
)  # fmt: skip
def test_markdown_has_front_matter(read, head, fields):
    [doc] = read(f"{head}# رأس\n\n{NEWS}\n", "a.md")
    assert doc.text == f"رأس\n{NEWS}"
    assert (doc.title, doc.published, doc.outlet) == fields


def test_markdown_without_an_end_of_its_front_matter_is_text(read):
    [doc] = read(f"---\n{NEWS}\n", "a.md")
    assert doc.text == NEWS


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def make_word(body: str, *, head: str = "", title: str = "") -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "word/document.xml",
            f'<?xml version="1.0"?>{head}<w:document xmlns:w="{W}" '
            'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
            f"<w:body>{body}</w:body></w:document>",
        )
        if title:
            archive.writestr(
                "docProps/core.xml",
                f'<c xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title></c>',
            )
    return data.getvalue()


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def test_word_gives_its_paragraphs(read):
    body = (
        f'<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr>{run("عنوان")}</w:p>'
        f"<w:p>{run('قال ')}{run('متحدث')}<w:r><w:tab/><w:t>نعم</w:t><w:br/><w:t>لا</w:t></w:r>"
        f"<w:del><w:r><w:delText>محذوف</w:delText></w:r></w:del>"
        f"<w:r><w:instrText>PAGE</w:instrText></w:r></w:p><w:p/>"
        f"<w:tbl><w:tr><w:tc><w:p>{run('خلية')}</w:p></w:tc></w:tr></w:tbl>"
        f"<w:p>{run('نص')}<mc:AlternateContent><mc:Choice><w:p>{run('إطار')}</w:p></mc:Choice>"
        f"<mc:Fallback><w:p>{run('إطار')}</w:p></mc:Fallback></mc:AlternateContent></w:p>"
    )
    [doc] = read(make_word(body, title="من الخصائص"), "a.docx")
    assert doc.text == "عنوان\nقال متحدث\tنعم\nلا\nخلية\nنص\nإطار"
    assert doc.title == "عنوان"
    [doc] = read(make_word(f"<w:p>{run(NEWS)}</w:p>", title="من الخصائص"), "a.docx")
    assert doc.title == "من الخصائص"


ENTITIES = "".join(
    f"<!ENTITY {after} '{f'&{before};' * 10}'>" for before, after in pairwise("abcdefghi")
)
LAUGHS = f"<!DOCTYPE x [<!ENTITY a 'ها'>{ENTITIES}]>"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (make_word(f"<w:p>{run('&i;')}</w:p>", head=LAUGHS), "broken file"),
        (make_word("<w:p><w:r>"), "broken file"),
        (make_word(f"<w:p>{run('ا' * 40_000_000)}</w:p>"), "too large"),
        (make_word("<w:p>" * 5000 + run(NEWS) + "</w:p>" * 5000), "broken file"),
        (make_word(f"<w:p>{run(NEWS)}</w:p>")[:300], "broken file"),
        (b"PK\x03\x04nothing", "broken file"),
    ],
)
def test_word_that_means_harm_is_refused(read, data, reason):
    [error] = read(data, "a.docx")
    assert isinstance(error, SourceError)
    assert error.reason == reason
