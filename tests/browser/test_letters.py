"""Letters in the browser are the record's: code points, whatever runs which way."""

import json
import re
from urllib.parse import quote

import httpx
import pytest
from visits import build_case, serve

expect = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed").expect

# Invented texts with what browsers reorder, hide or count as two: digits of both sets, brackets,
# Latin in Arabic, zero-width letters, an override of direction, vowel signs, tatweel, an emoji.
TEXTS = {
    "digits": "أصيب 12 شخصا و٣٤ آخرون في مدينة نهاوة (حصيلة أولية: 46)، وسقط 7-9 قذائف.",
    "question": "هل وصلت القافلة إلى بلدة سلمى؟ قال ناطق باسم لواء النخيل: «نعم، وصلت؛ كلها».",
    "latin": "ذكرت وكالة Nahr News أن طائرة MQ-9 قصفت مخزنا قرب طريق M4، ثم انسحبت.",
    "zero-width": "قال الناطق باسم لواء الن\u200bخيل إن مسلحي\u200cن هاجموا حاجزا في نهاوة\u200f.",
    "override": "أعلن المجلس أن \u202d123 (أ)\u202c أسيرا أطلقوا، ثم قال: لا تعليق على الحادث.",
    "vowels": "قَالَ النَّاطِقُ إنّ المـــعركة انتهت، وإنّ لواءَ النخيلِ انسحبَ ليلًا.",
    "emoji": "كتب الناطق 🕊️ إن الهدنة بدأت 𝟙 ثم قصفت المدفعية بلدة سلمى 👩‍🚒 فجرا.",
    "lines": "هجوم في نهاوة\n\nقال شاهد إن القصف بدأ.\r\nوأضاف:\tلم يصب أحد.\n",
}


@pytest.fixture(scope="module")
def letters(browser, tmp_path_factory):
    """Address of a record of these texts, and the key of each."""
    folder = tmp_path_factory.mktemp("letters")
    lines = [
        json.dumps({"text": text, "title": name, "outlet": "نهر", "published": "2024-05-01"})
        for name, text in TEXTS.items()
    ]
    (folder / "letters.jsonl").write_text("\n".join(lines), "utf-8")
    record = build_case(folder / "letters.duckdb", folder / "letters.jsonl")
    with serve(record) as home:
        rows = httpx.get(f"{home}/api/documents").json()["items"]
        yield home, {row["title"]: row["document"] for row in rows}


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("name", TEXTS)
def test_article_has_every_letter_in_its_order(visit, letters, name, lang):
    home, keys = letters
    seen = visit(home, lang=lang).open(f"/articles/{keys[name]}")
    shown = seen.page.locator("article > .text").evaluate("e => e.textContent")
    assert shown == TEXTS[name]


@pytest.mark.parametrize("name", TEXTS)
def test_every_word_led_to_is_the_one_lit(visit, letters, name):
    """Each word by its code points, as a search leads to it."""
    home, keys = letters
    seen = visit(home).open(f"/articles/{keys[name]}")
    for word in re.finditer(r"\S+", TEXTS[name]):
        address = f"/articles/{keys[name]}?at={word.start()}-{word.end()}"
        assert seen.page.evaluate(_LEAD, address) == word[0]


@pytest.mark.parametrize("query", ["الناطق", "لواء النخيل", "بلدة سلمى"])
def test_words_found_are_the_words_marked(visit, letters, query):
    home, _ = letters
    hits = httpx.get(f"{home}/api/search", params={"q": query}).json()["items"]
    wanted = [
        TEXTS[hit["row"]["title"]][one["start"] : one["end"]]
        for hit in hits
        for one in hit["found"][:3]
    ]
    marks = visit(home).open(f"/search?q={quote(query)}").page.locator(".hits mark")
    assert wanted
    assert marks.evaluate_all("all => all.map((e) => e.textContent)") == wanted


@pytest.mark.parametrize("name", TEXTS)
def test_marks_move_no_letter(visit, letters, name):
    """Layers on or off, every letter stands where it stood, joined as it was."""
    home, keys = letters
    seen = visit(home).open(f"/articles/{keys[name]}")
    text = seen.page.locator("article > .text")
    seen.page.locator("#show-notes").uncheck()
    marked = text.evaluate(_PLACES)
    for switch in seen.page.locator(".layers input").all():
        switch.uncheck()
    assert text.evaluate(_PLACES) == marked


@pytest.mark.parametrize("name", ["digits", "latin", "override", "lines"])
def test_selection_is_told_by_its_code_points(visit, letters, name):
    home, keys = letters
    seen = visit(home).open(f"/articles/{keys[name]}")
    for word in re.finditer(r"\S+", TEXTS[name]):
        seen.page.evaluate(_SELECT, [word.start(), word.end()])
        told = seen.page.locator(".selected .number")
        expect(told).to_have_text(f"{word.start()}–{word.end()}")


def test_marks_are_reached_by_arrows_and_tell_of_themselves(visit, letters):
    home, keys = letters
    seen = visit(home).open(f"/articles/{keys['digits']}")
    first = seen.page.locator("article > .text [tabindex='0']")
    expect(first).to_have_count(1)
    seen.tab_to(first)
    expect(seen.page.locator(".about-mark")).to_be_visible()
    told = seen.page.locator(".about-mark").inner_text()
    seen.press("ArrowLeft")
    expect(seen.page.locator("article > .text [tabindex='0']")).to_be_focused()
    expect(seen.page.locator(".about-mark")).not_to_have_text(told)
    seen.press("Escape")
    expect(seen.page.locator(".about-mark")).to_have_count(0)


# Select code points of the text.
_SELECT = """([start, end]) => {
  const text = document.querySelector('article > .text');
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  const ends = [];
  let at = 0;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    let unit = 0;
    for (const point of node.data) {
      if (at === start) ends[0] = [node, unit];
      unit += point.length;
      if (++at === end) ends[1] = [node, unit];
    }
  }
  getSelection().setBaseAndExtent(...ends[0], ...ends[1]);
}"""
# Go to an address within the workbench; return what is lit then.
_LEAD = """async (at) => {
  CSS.highlights.delete('found');
  history.replaceState(null, '', at);
  dispatchEvent(new PopStateEvent('popstate'));
  for (let frame = 0; frame < 300 && !CSS.highlights.has('found'); frame++)
    await new Promise(requestAnimationFrame);
  return [...(CSS.highlights.get('found') ?? [])].map(String).join();
}"""
_PLACES = """(text) => {
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  const places = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode())
    for (let at = 0; at < node.length; at++) {
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      const box = range.getBoundingClientRect();
      places.push([node.data[at], Math.round(box.left), Math.round(box.top)].join());
    }
  return places;
}"""
