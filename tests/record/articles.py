"""Invented articles for the tests of records, and what the tests do with them."""

import json
import os

OUTLETS = ("وكالة نبأ الساحل", "راديو التلال", "شبكة الوادي")


def make_article(number: int, **fields: str) -> dict[str, str]:
    """Return an invented article; equal numbers give equal articles."""
    day = 1 + number % 28
    text = (
        f"قال الناطق باسم لواء نجمة الوادي سالم العبدي إن قواته سيطرت على بلدة النهر {number} "
        f"يوم الثلاثاء، مشيرا إلى مقتل {3 + number % 40} جنديا وإصابة عشرة آخرين.\n"
        "ونفى مصدر في قوة درع التلال ذلك، واتهم «المرتزقة» بقصف سوق في مدينة درنة، "
        "ما أسفر عن مقتل 12 مدنيا بينهم طفلان."
    )
    return {
        "text": text,
        "title": f"خبر {number}",
        "outlet": OUTLETS[number % len(OUTLETS)],
        "published": f"2019-10-{day:02}",
        **fields,
    }


def write_lines(path, articles):
    """Write articles as JSON Lines, in a file of a fixed time."""
    lines = [json.dumps(article, ensure_ascii=False) + "\n" for article in articles]
    path.write_text("".join(lines), "utf-8")
    os.utime(path, (1_600_000_000, 1_600_000_000))
    return path
