"""Make the saved pages that tests and benchmarks read, and expected.jsonl beside them.

Every outlet, town, group and event in them is invented; the layouts (templates/) are written by
hand after those of Arab news sites. Run it after a change: python tools/make_pages.py
"""

import json
import tomllib
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "tests" / "source" / "pages"
AUTHORS = ("سامر الحقل", "ليلى النبع", "فريق التحرير", "يزن المرج")
CAPTION = "صورة من الأرشيف لمدخل المنطقة التقطت العام الماضي"
PARAGRAPHS = (1, 2, 1, 2, 1, 1, 2)
NOISE = {
    "related": '<p><strong>اقرأ أيضا: <a href="/r">{headline}</a></strong></p>',
    "ad": '<div class="ad-container"><span>إعلان</span></div>',
    "figure": '<figure><img src="i.jpg"><figcaption>{caption}</figcaption></figure>',
    "embed": '<blockquote class="twitter-tweet"><a href="https://twitter.com/x/status/1">'
    "July 5, 2018</a></blockquote>",
    "script": "<script>adsbygoogle.push(1);</script>",
}
HEADINGS = ("روايات متضاربة", "ماذا بعد؟")
STYLES = {
    "p": ("<p>{}</p>", "\n"),
    "br": ("{}", "<br /><br />\n"),
    "div": ("<div>{}</div>", "\n"),
    "font": ('<font size="4" face="Arial">{}</font>', "<br>\n<br>\n"),
    "spans": ('<div style="text-align: right;"><span style="font-size: large;">{}</span></div>'
              '<div><br /></div>', "\n"),
    "css": ('<div class="css-19j92fr"><p dir="rtl" class="css-16kz7uo">{}</p></div>', "\n"),
    "gutenberg": ("<!-- wp:paragraph -->\n<p>{}</p>\n<!-- /wp:paragraph -->", "\n"),
}  # fmt: skip


def make_paragraphs(sentences: list[str], turn: int) -> list[str]:
    """Return the sentences as paragraphs: the first stays first, the rest are turned."""
    rest = sentences[1:]
    shift = turn % len(rest)
    order = [sentences[0], *rest[shift:], *rest[:shift]]
    paragraphs = []
    for count in PARAGRAPHS:
        paragraphs.append(" ".join(order[:count]))
        del order[:count]
    return [paragraph for paragraph in paragraphs if paragraph]


def make_body(page: dict, paragraphs: list[str], headlines: list[str]) -> tuple[str, list[str]]:
    """Return the body's markup, and the lines that a reader should get of it."""
    mark, joint = STYLES[page.get("style", "p")]
    blocks, lines = [], []
    inserts = {2 + 2 * place: name for place, name in enumerate(page.get("inserts", []))}
    heading = iter(HEADINGS)
    for place, paragraph in enumerate(paragraphs):
        if place in inserts:
            name = inserts[place]
            if name == "heading":
                lines.append(next(heading))
                blocks.append(f"<h2>{lines[-1]}</h2>")
            elif name == "quote":
                lines.append(f'"{paragraphs[-1][:60].rsplit(" ", 1)[0]}"')
                blocks.append(f"<blockquote><p>{lines[-1]}</p></blockquote>")
            else:
                blocks.append(NOISE[name].format(headline=headlines[-1], caption=CAPTION))
        lines.append(paragraph)
        blocks.append(mark.format(paragraph))
    return joint.join(blocks), lines


def make_page(page: dict, turn: int, bank: dict) -> tuple[str, dict]:
    """Return the page, and what reading it must give."""
    sentences = bank["topics"][page["topic"]]
    headlines = bank["headlines"]["other"]
    headlines = headlines[turn % 12 :] + headlines[: turn % 12]
    paragraphs = make_paragraphs(sentences, turn)
    body, lines = make_body(page, paragraphs, headlines)
    url = f"https://news.example/{page['name']}"
    slots = {
        "title_json": page["title"].replace('"', '\\"'),
        "title": page["title"].replace('"', "&quot;"),
        "outlet": page["outlet"] or "الموقع",
        "iso": f"{page['published']}T14:30:00+03:00",
        "day": page["published"],
        "byline": page["byline"],
        "author": AUTHORS[turn % len(AUTHORS)],
        "url": url,
        "charset": page.get("charset", "utf-8"),
        "summary": f"تقرير: {paragraphs[-1][:90].rsplit(' ', 1)[0]}",
        "caption": CAPTION,
        "body": body,
    }
    html = (FOLDER / "templates" / f"{page['template']}.html").read_text("utf-8")
    for name, value in slots.items():
        html = html.replace("{{" + name + "}}", value)
    for number, headline in enumerate(headlines, 1):
        html = html.replace(f"{{{{h{number}}}}}", headline)
    for number, comment in enumerate(bank["comments"]["readers"], 1):
        html = html.replace(f"{{{{c{number}}}}}", comment)
    expected = {
        "name": page["name"],
        "title": page["title"],
        "outlet": page["outlet"] or None,
        "published": None if page.get("undated") else page["published"],
        "text": "\n".join(lines),
        "optional": f"{slots['summary']} {CAPTION}",
    }
    return html, expected


def main() -> None:
    """Write all pages and what is expected of them."""
    bank = tomllib.loads((FOLDER / "sentences.toml").read_text("utf-8"))
    pages = tomllib.loads((FOLDER / "pages.toml").read_text("utf-8"))["page"]
    rows = []
    for turn, page in enumerate(pages):
        html, expected = make_page(page, turn, bank)
        encoding = page.get("encoding", "utf-8")
        (FOLDER / f"{page['name']}.html").write_bytes(html.encode(encoding))
        rows.append(json.dumps(expected, ensure_ascii=False))
    (FOLDER / "expected.jsonl").write_text("\n".join(rows) + "\n", "utf-8")
    print(f"{len(rows)} pages in {FOLDER}")


if __name__ == "__main__":
    main()
