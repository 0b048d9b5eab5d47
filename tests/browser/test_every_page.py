"""Every page in both languages, wide and narrow, light and dark: whole, quiet, open to everyone."""

import httpx
import pytest

PAGES = {
    "home": "/",
    "home, filtered": "/?type=bombing&order=newest",
    "home, empty": "/?first=1950-01-01&last=1950-01-02",
    "incident": "/incidents/{incident}",
    "articles": "/articles",
    "article": "/articles/{document}",
    "timeline": "/timeline",
    "timeline, of one text": "/timeline?texts=1&first=2020-03-08&last=2020-03-16",
    "timeline, empty": "/timeline?type=protest",
    "map": "/map",
    "map, a place": "/map?texts=1&at=25.9155,13.9184,town",
    "actors": "/actors",
    "actors, found": "/actors?q=Bushnaf",
    "actors, nobody": "/actors?q=Xyzzy",
    "actor": "/actors/{actor}",
    "wording": "/wording",
    "wording, of a group": "/wording?actor={actor}",
    "review": "/review",
    "review, of incidents": "/review?kind=incidents",
    "review, of statements": "/review?kind=statements",
    "review, an event": "/review/accounts/{account}",
    "review, an incident": "/review/incidents/{incident}",
    "review, log": "/review/log",
    "wording, a word": "/wording?word=مرتزقه&voice=own",
    "wording, an actor": "/wording?actor={actor}",
    "search, narrowed": "/search?type=airstrike",
    "search, empty": "/search",
    "search": "/search?q=قوات",
    "search, nothing": "/search?q=زرافة",
}
# Every pair of language, width and colours comes up.
WINDOWS = [
    {"lang": "ar", "width": 1280, "dark": False},
    {"lang": "ar", "width": 390, "dark": True},
    {"lang": "en", "width": 1280, "dark": True},
    {"lang": "en", "width": 390, "dark": False},
]
# A page in another state has the same frame: two windows are enough for it.
TRIED = [(name, window) for name in PAGES for window in (WINDOWS[1:3] if "," in name else WINDOWS)]
# What shows where a word of the interface or a value is missing.
TRACES = ["_", "undefined", "null", "NaN", "[object", "{", "}", "There is no page", "لا صفحة هنا"]


@pytest.fixture(scope="module")
def keys(home) -> dict[str, str]:
    """Return the keys of the incident, the article and the actor that tell or are told most."""
    incident = httpx.get(f"{home}/api/incidents?order=told").json()["items"][0]["incident"]
    accounts = httpx.get(f"{home}/api/incidents/{incident}").json()["accounts"]
    actor = httpx.get(f"{home}/api/actors").json()["items"][0]["actor"]
    first = accounts[0]
    return {
        "incident": incident, "actor": actor,
        "document": first["document"], "account": first["account"],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "window"),
    TRIED,
    ids=lambda x: x if isinstance(x, str) else f"{x['lang']}-{x['width']}",
)
def test_page_is_whole_and_open_to_everyone(visit, home, keys, name, window):
    seen = visit(home, **window).open(PAGES[name].format(**keys))
    root = seen.page.locator("html")
    assert root.get_attribute("lang") == window["lang"]
    assert root.get_attribute("dir") == ("rtl" if window["lang"] == "ar" else "ltr")
    assert seen.page.locator("main h1").count() == 1
    assert seen.page.locator("main h1").inner_text().strip()
    words = seen.page.locator("body").inner_text()
    assert not [trace for trace in TRACES if trace in words]
    assert seen.page.locator("[role=alert]").count() == 0
    assert seen.overflow() == []
    assert seen.barriers() == []


def test_every_page_of_the_menu_is_tried(visit, home):
    menu = visit(home).open("/").page.locator("header nav a")
    addresses = menu.evaluate_all("all => all.map((link) => link.getAttribute('href'))")
    assert set(addresses) <= set(PAGES.values())
