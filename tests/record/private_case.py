"""An invented case that names private persons in every way that a record can hold a name."""

import json
from pathlib import Path

from record.articles import write_lines

from rawi.incidents.tables import gather_record
from rawi.record.builds import Plan, build_record
from rawi.record.records import open_record
from rawi.text.normalise import fold

OFFICIAL = "نادر البرهومي"
ARTICLES = (
    {
        "title": "مقتل زهير منذر القلوشي في سبها",
        "outlet": "راديو التلال",
        "published": "2020-03-11",
        "url": "https://hills.example/2020/03/مقتل-زهير-القلوشي",
        "text": (
            "قُتل زهير منذر القلوشي وأصيب شقيقه شاهين القلوشي بقذيفة سقطت على منزلهما في سبها "
            "يوم الثلاثاء 10 مارس 2020. وقال شاهد العيان فادي السنبلي إن «القلوشي كان أمام بيته»"
            "، وأضاف السنبلي أن زهيرا وشاهينا لم يغادرا الحي.\n"
            "وقال وزير الصحة نادر البرهومي إن مستشفى سبها استقبل سبعة جرحى بعد القصف. "
            "واتهم لواء نجمة الوادي قوة درع التلال بقصف سبها يوم الثلاثاء."
        ),
    },
    {
        "title": "سبعة جرحى في قصف سبها",
        "outlet": "شبكة الوادي",
        "published": "2020-03-11",
        "text": (
            "أعلن نادر البرهومي أن سبعة أشخاص جرحوا بقذيفة في سبها يوم الثلاثاء 10 مارس 2020، "
            "وأن زُهَيْر مُنذر القَلّوشي قتل. وقالت والدة القلوشي إن للقلوشي ثلاثة أطفال.\n"
            "#زهير_منذر_القلوشي (Zuhair Mundhir al-Qalushi). "
            "ونفت قوة درع التلال قصف سبها يوم الثلاثاء."
        ),
    },
    {
        "title": "نداء",
        "outlet": "وكالة نبأ الساحل",
        "published": "2020-03-12",
        "text": (
            "قالت لجنة الإغاثة في سبها إن صورة «زهير منذر القلوشي» رفعت في الساحة يوم الخميس، "
            "وإن القصف على سبها يوم الثلاثاء 10 مارس 2020 أسفر عن مقتل رجل وإصابة سبعة آخرين."
        ),
    },
)
# What no page and no export may hold, folded.
HIDDEN = tuple(
    fold(word)
    for word in (
        "القلوشي", "قلوشي", "السنبلي", "زهير", "شاهين", "منذر القل", "فادي", "Qalushi", "Sanbali",
        "Zuhair", "Shahin", "Fadi", "سلمى المراجعة", "%D8%B2%D9%87%D9%8A%D8%B1",
    )
)  # fmt: skip


def build_case(folder: Path) -> Path:
    """Return a record of the case, with reviews that name private persons."""
    path = folder / "case.duckdb"
    refused = {"text": "Zuhair Mundhir al-Qalushi was killed in Sabha on Tuesday, his family said."}
    lines = write_lines(folder / "زهير منذر القلوشي.jsonl", [*ARTICLES, refused])
    build_record(path, Plan(sources=(str(lines),), workers=0, keep_bytes=True))
    gather_record(path)
    with open_record(path) as record:
        (victim,) = record.query(
            "SELECT document, id FROM entities WHERE name = 'زهير منذر القلوشي' "
            "AND document IN (SELECT document FROM documents WHERE title LIKE 'مقتل%')"
        ).list()
        item = f"{victim['document']}:{victim['id']}"
        record.correct(
            "entities", item, after={"name": "زهير منذر عبد الباسط القلوشي"},
            reviewer="سلمى المراجعة", why="اسمه زهير كما قال شاهين",
        )  # fmt: skip
    return path


def find_hidden(told: str) -> list[str]:
    """Return what of a text should not be there."""
    try:
        told = json.dumps(json.loads(told), ensure_ascii=False)
    except ValueError:
        told = "\n".join(_decode(line) for line in told.splitlines())
    return [word for word in HIDDEN if word in fold(told)]


def _decode(line: str) -> str:
    try:
        return json.dumps(json.loads(line), ensure_ascii=False)
    except ValueError:
        return line
