"""Every action of a review with its taking back, as a reviewer does it: by keys, by hand."""

import json
import re
import shutil
from pathlib import Path

import httpx
import pytest
from visits import build_case, serve

expect = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed").expect
WHO = "سلمى"


class Desk:
    """A desk in the browser, beside what its server says."""

    def __init__(self, visit, home: str) -> None:
        self.visit = visit
        self.home = home

    def sit(self, address: str, *, lang="en", who=WHO, **window):
        """Open a page of the desk as somebody who has given a name."""
        seen = self.visit(self.home, lang=lang, **window)
        seen.context.add_init_script(f"localStorage.setItem('rawi-reviewer', {json.dumps(who)})")
        return seen.open(address)

    def ask(self, address: str):
        return httpx.get(self.home + address).raise_for_status().json()

    def first(self, kind: str, n: int = 0) -> str:
        return self.ask(f"/api/queue?kind={kind}")["items"][n]["item"]

    def fields(self, kind: str, item: str) -> dict:
        view = self.ask(f"/api/items/{kind}/{item}")
        return {field["name"]: field["value"] for field in view["fields"]}

    def last(self) -> dict:
        """Return the last step that anybody made."""
        return self.ask("/api/reviews?limit=1")["items"][0]


@pytest.fixture(scope="module")
def address(record, tmp_path_factory):
    """Address of a copy of the case; each test takes back what it does."""
    own = shutil.copy(record, tmp_path_factory.mktemp("desk") / "own.duckdb")
    with serve(Path(own)) as home:
        yield home


@pytest.fixture
def desk(visit, address) -> Desk:
    return Desk(visit, address)


def is_kept(seen, *, lang="en") -> None:
    expect(seen.page.locator(".said")).to_have_text("Kept." if lang == "en" else "حُفظ.")


def is_undone(seen) -> None:
    expect(seen.page.locator(".past .is-undone")).to_have_count(1)


def test_nobody_reviews_without_a_name(visit, desk):
    seen = visit(desk.home, lang="en").open("/review")
    accept = seen.page.get_by_role("button", name="Accept")
    expect(accept).to_be_disabled()
    seen.page.get_by_label("Your name").fill(WHO)
    seen.press("Enter")
    expect(accept).to_be_enabled()
    expect(seen.page.locator(".signing")).to_contain_text(WHO)
    seen.page.reload()
    expect(seen.settle().page.locator(".signing")).to_contain_text(WHO)


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_item_is_accepted_and_taken_back_by_keys(desk, lang):
    seen = desk.sit("/review?kind=accounts", lang=lang)
    first = seen.page.locator(".queue li").first
    expect(seen.page.locator(".reviewed form")).to_be_visible()
    seen.press("a")
    expect(first).to_contain_text(WHO)
    assert (desk.last()["action"], desk.last()["reviewer"]) == ("accept", WHO)
    expect(seen.page.locator(".queue li").nth(1)).to_have_class(re.compile("is-current"))
    expect(seen.page.locator(".reviewed form")).to_be_visible()
    seen.press("u")
    is_kept(seen, lang=lang)
    assert desk.last()["undone"]["reviewer"] == WHO


def test_queue_is_walked_by_keys(desk):
    seen = desk.sit("/review?kind=accounts")
    current = seen.page.locator(".queue li.is-current .label")
    expect(seen.page.locator(".reviewed form")).to_be_visible()
    rows = seen.page.locator(".queue li .label")
    seen.press("j", "j")
    expect(current).to_have_text(rows.nth(2).inner_text())
    seen.press("k")
    expect(current).to_have_text(rows.nth(1).inner_text())


def test_value_is_corrected_and_taken_back(desk):
    item = desk.first("accounts", 3)
    before = desk.fields("accounts", item)
    wanted = "siege" if before["type"] != "siege" else "battle"
    seen = desk.sit(f"/review/accounts/{item}")
    kind = seen.page.locator("[data-field='1']")
    seen.press("1")
    expect(kind).to_be_focused()
    kind.select_option(wanted)
    seen.page.get_by_role("button", name="Save").click()
    is_kept(seen)
    assert desk.fields("accounts", item)["type"] == wanted
    expect(seen.page.locator(".who")).to_contain_text(WHO)
    seen.page.get_by_role("button", name="Undo").first.click()
    expect(kind).to_have_value(before["type"])
    assert desk.fields("accounts", item) == before


def test_reading_is_refused_and_taken_back(desk):
    item = desk.first("statements")
    seen = desk.sit(f"/review/statements/{item}")
    seen.press("w")
    expect(seen.page.locator(".reviewed.is-refused")).to_be_visible()
    is_kept(seen)
    assert not desk.ask(f"/api/items/statements/{item}")["holds"]
    seen.press("u")
    is_undone(seen)
    expect(seen.page.locator(".reviewed.is-refused")).to_have_count(0)
    assert desk.ask(f"/api/items/statements/{item}")["holds"]


def test_speaker_is_taken_from_the_selection_and_taken_back(desk):
    item = desk.first("statements", 1)
    before = desk.fields("statements", item)
    seen = desk.sit(f"/review/statements/{item}")
    view = desk.ask(f"/api/items/statements/{item}")
    start = view["sentence"][0]
    word = re.search(r"\w+", view["context"][start - view["context_start"] :])
    select(seen, *word.span())
    seen.press("s")
    seen.page.get_by_role("button", name="Save").click()
    is_kept(seen)
    speaker = desk.fields("statements", item)["speaker"]
    assert (speaker["start"], speaker["end"]) == (start + word.start(), start + word.end())
    seen.press("u")
    is_undone(seen)
    assert desk.fields("statements", item) == before


def test_incidents_are_merged_and_taken_back(desk):
    group = find_neighbour(desk)
    before = list_accounts(desk, group)
    seen = desk.sit(f"/review/incidents/{group}")
    seen.page.locator(".members").last.locator("input").first.check()
    seen.page.get_by_role("button", name="Merge").click()
    is_kept(seen)
    now = desk.ask("/api/reviews?limit=1")["items"][0]
    assert now["action"] == "merge"
    assert set(before) < set(now["items"])
    seen.page.get_by_role("button", name="Undo").first.click()
    is_undone(seen)
    assert list_accounts(desk, group) == before


def test_account_is_split_off_and_taken_back(desk):
    group = find_group(desk)
    before = list_accounts(desk, group)
    seen = desk.sit(f"/review/incidents/{group}")
    members = seen.page.locator(".members").first.locator("li")
    expect(members).to_have_count(len(before))
    seen.press("1")
    expect(members.first).to_have_class(re.compile("is-chosen"))
    seen.press("x")
    is_kept(seen)
    expect(members).not_to_have_count(len(before))
    seen.press("u")
    expect(members).to_have_count(len(before))
    assert list_accounts(desk, group) == before


def test_who_comes_too_late_is_told_and_sees_how_it_stands(desk):
    item = desk.first("accounts", 4)
    late = desk.sit(f"/review/accounts/{item}", who="علي")
    late.page.locator("[data-field='1']").select_option("protest")
    early = desk.sit(f"/review/accounts/{item}")
    early.page.locator("[data-field='1']").select_option("siege")
    early.page.get_by_role("button", name="Save").click()
    is_kept(early)
    late.page.get_by_role("button", name="Save").click()
    expect(late.page.get_by_role("alert")).to_contain_text("Somebody else decided meanwhile")
    expect(late.page.locator(".who")).to_contain_text(WHO)
    assert desk.fields("accounts", item)["type"] == "siege"
    early.press("u")
    is_undone(early)
    # The browser itself reports the answer 409; nothing else may be amiss.
    assert [c for c in late.complaints if "409" not in c] == []
    late.complaints.clear()


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_keys_are_listed_and_the_list_closes(desk, lang):
    seen = desk.sit("/review", lang=lang)
    expect(seen.page.locator(".reviewed")).to_be_visible()
    seen.press("?")
    expect(seen.page.locator("dialog.keys")).to_be_visible()
    assert seen.barriers() == []
    seen.press("Escape")
    expect(seen.page.locator("dialog.keys")).to_be_hidden()


def find_group(desk) -> str:
    """Return an incident of some accounts."""
    groups = (row["incident"] for row in desk.ask("/api/incidents?limit=50")["items"])
    return next(group for group in groups if len(list_accounts(desk, group)) > 2)


def find_neighbour(desk) -> str:
    """Return an incident that another one is like."""
    groups = (row["incident"] for row in desk.ask("/api/incidents?limit=50")["items"])
    return next(
        group for group in groups if desk.ask(f"/api/groups/incidents/{group}/candidates")["items"]
    )


def list_accounts(desk, group: str) -> list[str]:
    view = desk.ask(f"/api/groups/incidents/{group}")
    return sorted(member["item"] for member in view["members"])


def select(seen, start: int, end: int) -> None:
    """Select code points of the sentence that is shown, as a mouse would."""
    seen.page.locator(".context > span").evaluate(
        """(letters, [start, end]) => {
          const node = letters.firstChild;
          const units = (count) => [...node.data].slice(0, count).join("").length;
          getSelection().setBaseAndExtent(node, units(start), node, units(end));
        }""",
        [start, end],
    )


# Words that browsers reorder, hide or count as two; in invented sentences with a count.
TEXTS = {
    "قتل ٣٤ شخصا و12 جنديا في نهاوة (حصيلة أولية: 46).": ["٣٤", "12", "46", "نهاوة"],
    "قال الناطق باسم لواء الن\u200bخيل إن 5 مسلحين قتلوا؟": ["الن\u200bخيل", "5", "قتلوا؟"],
    "أعلن المجلس أن \u202d123 (أ)\u202c أسيرا أطلقوا، وأصيب 7 أشخاص.": [
        "\u202d123",
        "(أ)\u202c",
        "7",
    ],
    "ذكرت Nahr News أن MQ-9 قصفت مخزنا، وقتل 3 أشخاص 🕊️ هناك.": ["News", "MQ-9", "3", "هناك."],
}


@pytest.fixture(scope="module")
def letters(browser, tmp_path_factory):
    folder = tmp_path_factory.mktemp("spans")
    lines = [json.dumps({"text": text, "outlet": "نهر"}) for text in TEXTS]
    (folder / "spans.jsonl").write_text("\n".join(lines), "utf-8")
    with serve(build_case(folder / "spans.duckdb", folder / "spans.jsonl")) as home:
        yield home


@pytest.mark.parametrize("text", TEXTS, ids=["digits", "zero-width", "override", "latin"])
def test_selection_becomes_the_very_code_points(visit, letters, text):
    """A count's words are set to each odd word in turn; the record has its code points."""
    desk = Desk(visit, letters)
    rows = desk.ask("/api/documents?limit=50")["items"]
    reports = [desk.ask(f"/api/documents/{row['document']}")["report"] for row in rows]
    document, report = next(
        (row["document"], report)
        for row, report in zip(rows, reports, strict=True)
        if report["document"]["text"] == text
    )
    item = f"{document}:{report['quantities'][0]['id']}"
    seen = desk.sit(f"/review/quantities/{item}")
    for word in TEXTS[text]:
        start = text.index(word)
        select(seen, start, start + len(word))
        seen.press("r")
        seen.page.get_by_role("button", name="Save").click()
        is_kept(seen)
        expect(seen.page.get_by_role("button", name="Accept")).to_be_visible()
        span = desk.fields("quantities", item)["span"]
        assert (span["start"], span["end"]) == (start, start + len(word))
        lit = seen.page.evaluate("[...CSS.highlights.get('review-span')].map(String)")
        assert lit == [word]
