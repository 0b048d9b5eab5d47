"""Files, folders and what cannot be read of them."""

import hashlib

import pytest

from rawi.errors import SourceError
from rawi.model import Document
from rawi.source.files import iter_articles, iter_documents
from rawi.source.items import Options

NEWS = "قالت الوزارة إن الجيش انسحب من البلدة بعد أيام من القتال."


@pytest.fixture
def read(tmp_path):
    """Return a reader of a file made of bytes: (documents and errors, path)."""

    def make(data: bytes, name: str = "article.txt", **options):
        path = tmp_path / name
        path.write_bytes(data)
        return list(iter_articles(str(path), Options(**options))), path

    return make


def refusal(items) -> SourceError:
    [error] = items
    assert isinstance(error, SourceError)
    assert "\n" not in str(error)
    return error


@pytest.mark.parametrize(
    "text", [NEWS, f"\ufeff{NEWS}", f"{NEWS}\r\n{NEWS}\n\n", f"  {NEWS}\t", "ﻻ إله\u200c\u202eأ"]
)
def test_text_is_as_given_to_the_byte(read, text):
    data = text.encode("utf-8")
    [doc], _ = read(data)
    assert doc.text == text
    assert doc.id == f"sha256:{hashlib.sha256(data).hexdigest()}"
    assert doc.source == "article.txt"


def test_published_holds_for_a_text_file(read):
    [doc], _ = read(NEWS.encode(), published="2018-07-05")
    assert doc.published == "2018-07-05"


@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        ("cp1256", "windows-1256"),
        ("iso-8859-6", "ISO-8859-6"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16LE"),
        ("utf-16-be", "UTF-16BE"),
        ("utf-32", "UTF-32"),
    ],
)
def test_encoding_is_named_with_its_iconv_command(read, encoding, named):
    items, path = read(NEWS.encode(encoding))
    error = refusal(items)
    assert str(error).startswith(f"{path}: is in {named}, not UTF-8.")
    assert f"iconv -f {named} -t UTF-8" in str(error)
    assert error.reason == "not UTF-8"


def test_encoding_that_is_none_names_the_byte(read):
    error = refusal(read(NEWS[:11].encode() + b"\xff\xfe\xf9" + NEWS.encode())[0])
    assert "is not UTF-8 (byte 0xFF at 21)" in str(error)


def test_text_cut_within_a_character_is_said_to_be_cut(read):
    error = refusal(read("قال نعم".encode()[:-1])[0])
    assert "ends within a character (at byte 11)" in str(error)


@pytest.mark.parametrize(
    ("data", "message", "reason"),
    [
        (b"", "holds no text", "empty"),
        (b" \n\t\r\n", "holds no text", "empty"),
        (b"\xef\xbb\xbf", "holds no text", "empty"),
        (b"The army withdrew.", "holds no Arabic letters (mostly Latin)", "not Arabic"),
        ("Армия ушла".encode(), "holds no Arabic letters (mostly Cyrillic)", "not Arabic"),
        ("؟، ١٢٣".encode(), "holds no Arabic letters (no letters at all)", "not Arabic"),
        (
            "قال\n نعم\x00 لا\x00".encode(),
            "(NUL, U+0000) at character 8, line 2 of the text, 2 in all",
            "control characters",
        ),
        ("قال \x1b[31m".encode(), "(ESC, U+001B) at character 4, line 1", "control characters"),
        ("قال \x9b".encode(), "(U+009B) at character 4", "control characters"),
    ],
)
def test_text_that_is_no_article_is_refused(read, data, message, reason):
    items, path = read(data)
    error = refusal(items)
    assert str(error).startswith(f"{path}: ")
    assert message in str(error)
    assert error.reason == reason


def test_white_space_and_bidi_controls_are_text(read):
    text = "قال\t\x0b\x0c\u0085\u202bنعم\u202c\u200f"
    [doc], _ = read(text.encode())
    assert doc.text == text


def test_size_limit_is_of_bytes(read):
    data = NEWS.encode()
    [doc], _ = read(data, max_bytes=len(data))
    assert doc.text == NEWS
    error = refusal(read(data, max_bytes=len(data) - 1)[0])
    assert "the limit of one article is" in str(error)
    assert "--max-size" in str(error)
    assert error.reason == "too large"


def test_missing_file_is_named(tmp_path):
    missing = refusal(list(iter_articles(str(tmp_path / "x.txt"))))
    assert str(missing) == f"{tmp_path}/x.txt: no such file. Check the path"


def test_file_name_with_a_line_break_stays_one_line(tmp_path):
    error = refusal(list(iter_articles(str(tmp_path / "a\nb.txt"))))
    assert "a\\nb.txt: no such file" in str(error)


def test_documents_raise_what_articles_yield(tmp_path):
    path = tmp_path / "articles.jsonl"
    path.write_text(f'{{"text": "{NEWS}"}}\n[]\n', "utf-8")
    documents = iter_documents(path)
    assert isinstance(next(documents), Document)
    with pytest.raises(SourceError, match=r"articles\.jsonl:2: is array, not object"):
        next(documents)
