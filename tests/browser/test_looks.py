"""Timeline, map and actors by hand: keys that turn with the page, names typed in either script."""

import re

import pytest

expect = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed").expect


def window_of(seen):
    """Return the first and last day that the address of a timeline gives."""
    found = re.search(r"first=([\d-]+)&last=([\d-]+)", seen.page.url)
    assert found, seen.page.url
    return found.groups()


@pytest.mark.parametrize(("lang", "forward"), [("en", "ArrowRight"), ("ar", "ArrowLeft")])
def test_timeline_moves_with_the_direction_of_reading(visit, home, lang, forward):
    seen = visit(home, lang=lang).open("/timeline?texts=1&first=2020-02-10&last=2020-02-25")
    chart = seen.page.locator(".looked-at")
    seen.tab_to(chart).press(forward)
    seen.page.wait_for_url(lambda url: "first=2020-02-10" not in url)
    first, last = window_of(seen)
    assert first > "2020-02-10"
    assert last > "2020-02-25"
    chart.press("+")
    seen.page.wait_for_url(lambda url: f"first={first}" not in url)
    assert first < window_of(seen)[0] < window_of(seen)[1] < last


def test_timeline_leads_to_incidents_and_lists_the_undated(visit, home):
    seen = visit(home, lang="en").open("/timeline?texts=1")
    seen.page.get_by_role("button", name="List them").click()
    expect(seen.page.get_by_text("date unknown")).not_to_have_count(0)
    seen.page.locator(".item").first.press("Enter")
    expect(seen.page).to_have_url(re.compile("/incidents/in"))


def test_place_of_the_list_shows_its_incidents_without_a_mouse(visit, home):
    seen = visit(home, lang="en").open("/map?texts=1")
    place = seen.page.get_by_role("button", name=re.compile("^Murzuq"))
    seen.tab_to(place, most=80).press("Enter")
    expect(place).to_have_attribute("aria-pressed", "true")
    told = int(place.locator(".number").inner_text())
    assert told > 1
    expect(seen.page.locator(".entries > li")).to_have_count(told)
    seen.page.locator(".entries .tellers a").first.click()
    expect(seen.page).to_have_url(re.compile(r"/articles/[0-9a-f]+\?at=\d+-\d+"))


def test_actor_is_found_by_typing_and_is_a_filter(visit, home):
    seen = visit(home, lang="en").open("/actors")
    seen.page.get_by_role("searchbox").fill("Boushnaf")
    expect(seen.page.locator(".entries > li")).to_have_count(1)
    seen.page.locator(".entries h2 a").click()
    expect(seen.page.get_by_role("heading", name="Titles and offices")).to_be_visible()
    seen.settle().open("/timeline?texts=1")
    seen.page.get_by_role("combobox", name="Actor").fill("نجمة")
    expect(seen.page.locator(".choices [role=option]").first).to_be_visible()
    seen.page.keyboard.press("Enter")
    expect(seen.page).to_have_url(re.compile("actor=ac"))
