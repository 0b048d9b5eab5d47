"""PDF: the right letters in the right order, and files that hold none."""

import unicodedata
from pathlib import Path

import pytest

from rawi.errors import SourceError
from rawi.source import Acquired, Options, iter_items, read_item
from rawi.source.guarding import close_parser
from rawi.source.pdf.letters import Letter, fold_forms
from rawi.source.pdf.ordering import mirror, order_line

PDFS = Path(__file__).parent / "pdfs"
ARTICLE = (
    "لا سلام في الأطلال: مقتل 29\n"
    "قال المتحدث إن 1250 مدنيا (بينهم ٣٥ طفلا) نزحوا في 5/7/2018، وفق ABC News الدولية. "
    "وقالت «لجنة الخير» إن لله الأمر."
)
RIGHT = (
    "أعلنت غرفة عمليات سهل الرمان أن مقاتليها انسحبوا من بلدة عين الزيتونة "
    "بنسبة 12.5% عند الساعة 14:30."
)
LEFT = "ونفى لواء الوادي ذلك في بيان [مقتضب] نشر أمس."


@pytest.fixture(scope="module", autouse=True)
def _parser():
    yield
    close_parser()


@pytest.fixture
def read(tmp_path):
    """Return a reader of a PDF, a path or its bytes."""

    def make(source: Path | bytes) -> Acquired | SourceError:
        path = source
        if isinstance(source, bytes):
            path = tmp_path / "a.pdf"
            path.write_bytes(source)
        [item] = iter_items([str(path)])
        [found] = read_item(item, Options(seconds=20))
        return found

    return make


@pytest.mark.parametrize("name", ["naskh", "amiri", "cairo"])
def test_pdf_gives_letters_in_the_order_of_reading(read, name):
    acquired = read(PDFS / f"{name}.pdf")
    assert acquired.document.text == ARTICLE
    assert acquired.origin.extractor.startswith("pypdfium2 ")
    assert acquired.origin.media == "pdf"


def test_pdf_title_is_one_only_if_it_is_no_file_name(read):
    assert read(PDFS / "naskh.pdf").document.title == "لا سلام في الأطلال"
    assert read(PDFS / "amiri.pdf").document.title is None


def test_pdf_columns_are_read_from_the_right(read):
    text = read(PDFS / "columns.pdf").document.text
    assert text.split("\n") == ["أخبار السهل", " ".join([RIGHT] * 3), " ".join([LEFT] * 5)]


def make_pdf(rows: list[str], *, mapped: bool = True, pages: int = 1) -> bytes:
    """Return a PDF as old programs write Arabic: glyphs in visual order, named by their forms."""
    glyphs = sorted(set("".join(rows)))
    codes = {glyph: number for number, glyph in enumerate(glyphs, 1)}
    lines = [
        f"BT /F 20 Tf 40 {700 - 30 * place} Td <{shown}> Tj ET"
        for place, shown in enumerate("".join(f"{codes[one]:04X}" for one in row) for row in rows)
    ]
    names = "".join(
        f"<{code:04X}> <{glyph.encode('utf-16-be').hex()}>\n" for glyph, code in codes.items()
    )
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def "
        "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        f"{len(codes)} beginbfchar\n{names}endbfchar endcmap end end"
    )
    content = "\n".join(lines)
    kids = " ".join(f"{7 + number} 0 R" for number in range(pages))
    unicode = "/ToUnicode 6 0 R" if mapped else ""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>",
        f"<< /Type /Font /Subtype /Type0 /BaseFont /Old /Encoding /Identity-H {unicode} "
        "/DescendantFonts [4 0 R] >>",
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Old /DW 600 "
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        f"<< /Length {len(cmap)} >>\nstream\n{cmap}\nendstream",
        *(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 800 800] /Contents 5 0 R "
            "/Resources << /Font << /F 3 0 R >> >> >>"
            for _ in range(pages)
        ),
    ]
    data, places = b"%PDF-1.4\n", []
    for number, text in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{text}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    return (
        data
        + (
            f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
            f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(data)}\n%%EOF"
        ).encode()
    )


# What a reader sees from the left: "قال 1250 لا (في)" in forms, its brackets as they look.
VISUAL = "(ﻲﻓ) ﻻ 1250 ﻝﺎﻗ"


def test_pdf_with_presentation_forms_in_visual_order(read):
    acquired = read(make_pdf([VISUAL, VISUAL]))
    assert acquired.document.text == "قال 1250 لا (في) قال 1250 لا (في)"
    assert not any("\ufb50" <= letter <= "\ufefc" for letter in acquired.document.text)
    assert "presentation forms" in acquired.origin.notes[0]


@pytest.mark.parametrize(
    ("data", "reason", "message"),
    [
        ((PDFS / "picture.pdf").read_bytes(), "scanned", "ocrmypdf -l ara"),
        (make_pdf([VISUAL], mapped=False), "unmapped letters", "--force-ocr"),
        (b"%PDF-1.4\n" + b"garbage" * 100, "broken file", "damaged"),
        (make_pdf([VISUAL], pages=2001), "too large", "2,001 pages"),
        (make_pdf(["army"]), "not Arabic", "no Arabic letters"),
    ],
)
def test_pdf_without_text_says_what_to_do(read, data, reason, message):
    error = read(data)
    assert isinstance(error, SourceError)
    assert error.reason == reason
    assert message in str(error)


def place(text: str, *, width: float = 5.0) -> list[Letter]:
    """Return letters that stand from the left in the order given."""
    return [
        Letter(one, x, 0.0, x, x + width, x + width / 2, 10.0)
        for one, x in zip(text, range(0, len(text) * 5, 5), strict=True)
        if one != " "
    ]


@pytest.mark.parametrize(
    ("visual", "logical"),
    [
        ("لاق", "قال"),
        ("2018 ماع", "عام 2018"),
        ("ماع يف %12.5", "12.5% في عام"),
        ("5/7/2018 يف", "في 5/7/2018"),
        ("05-07-2018 يف", "في 2018-07-05"),
        ("20 10 نيب", "بين 10 20"),
        ("NATO 3 فلح", "حلف NATO 3"),
        ("www.a-b.example عقوم", "موقع www.a-b.example"),
        ("٢٫٥ ةبسن", "نسبة ٢٫٥"),
        ("plain Latin", "plain Latin"),
    ],
)
def test_line_is_put_in_the_order_of_reading(visual, logical):
    letters = place(visual)
    [text] = mirror([order_line(letters)])
    assert unicodedata.normalize("NFC", text) == logical


@pytest.mark.parametrize(
    ("form", "plain"), [("ﻻ", "لا"), ("ﷲ", "الله"), ("ﺐ", "ب"), ("ﹶ", "َ"), ("ب", "ب"), ("A", "A")]
)
def test_presentation_forms_are_folded(form, plain):
    assert fold_forms(form) == plain
