"""Ways through the workbench: from page to page, back, and all of it without a mouse."""

import re

import pytest

expect = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed").expect


def test_home_leads_to_incident_to_the_words_it_was_read_from(visit, home):
    seen = visit(home).open("/?order=told")
    seen.page.locator(".incidents h2 a").first.click()
    expect(seen.page).to_have_url(re.compile("/incidents/in"))
    seen.settle().page.locator(".side-by-side tbody a").first.click()
    expect(seen.page).to_have_url(re.compile(r"/articles/[0-9a-f]+#v\d+"))
    expect(seen.page.locator("article .found")).to_be_in_viewport()
    seen.page.go_back()
    expect(seen.page.locator(".side-by-side")).to_be_visible()


def test_page_read_from_its_address_is_the_one_reached_by_links(visit, home):
    seen = visit(home).open("/?order=told")
    seen.page.locator(".incidents h2 a").first.click()
    reached = seen.settle().page.locator("main").inner_text()
    seen.page.reload()
    assert seen.settle().page.locator("main").inner_text() == reached


def test_filters_stay_in_the_address_and_can_be_cleared(visit, home):
    seen = visit(home, lang="en").open("/")
    total = seen.page.locator(".incidents > li").count()
    seen.page.get_by_role("combobox", name=re.compile("^Kind")).select_option(index=1)
    expect(seen.page).to_have_url(re.compile(r"\?type="))
    expect(seen.page.locator(".incidents > li")).not_to_have_count(total)
    seen.page.get_by_role("button", name="Clear").click()
    expect(seen.page).to_have_url(re.compile(r"/$"))
    expect(seen.page.locator(".incidents > li")).to_have_count(total)


def test_language_changes_in_place_and_is_kept(visit, home):
    seen = visit(home, lang="ar").open("/articles")
    seen.page.get_by_role("button", name="English").click()
    expect(seen.page.locator("html")).to_have_attribute("dir", "ltr")
    expect(seen.page.locator("main h1")).to_have_text("Articles")
    assert seen.page.evaluate("localStorage.getItem('rawi-lang')") == "en"
    expect(seen.page).to_have_url(re.compile("/articles$"))


def test_search_is_done_from_the_keyboard(visit, home):
    seen = visit(home, lang="en").open("/search")
    seen.tab_to(seen.page.get_by_label("Words"))
    seen.page.keyboard.type("قوات")
    seen.press("Enter")
    hit = seen.page.locator(".hits blockquote a").first
    seen.tab_to(hit).press("Enter")
    expect(seen.page).to_have_url(re.compile(r"/articles/.*\?at=\d+-\d+"))
    expect(seen.page.locator("article .text")).to_be_visible()


def test_menu_and_skip_link_are_reached_first(visit, home):
    seen = visit(home, lang="en").open("/articles")
    seen.press("Tab")
    assert seen.focused() == "Skip to content"
    seen.press("Enter", "Tab")
    inside = "document.querySelector('main').contains(document.activeElement)"
    assert seen.page.evaluate(inside)


def test_following_a_link_leads_the_focus_into_the_page(visit, home):
    """Who cannot see that the page changed hears it: focus moves, and the title is the page's."""
    seen = visit(home, lang="en").open("/articles")
    before = seen.page.title()
    seen.tab_to(seen.page.locator(".articles a").first).press("Enter")
    seen.settle()
    inside = "document.querySelector('main').contains(document.activeElement)"
    assert seen.page.evaluate(inside)
    expect(seen.page).not_to_have_title(before)


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_titles_tell_the_pages_apart(visit, home, lang):
    seen = visit(home, lang=lang)
    titles = {seen.open(address).page.title() for address in ("/", "/articles", "/search")}
    assert len(titles) == 3


def test_layers_of_an_article_are_switched_from_the_keyboard(visit, home):
    seen = visit(home, lang="en").open("/articles")
    seen.page.locator(".articles a").first.click()
    seen.settle()
    switch = seen.page.locator("#show-mentions")
    seen.tab_to(switch).press("Space")
    expect(switch).not_to_be_checked()
    mention = seen.page.locator("article .text .mention").first
    assert mention.evaluate("e => getComputedStyle(e).textDecorationLine") == "none"


def test_unknown_addresses_say_so(visit, home):
    seen = visit(home, lang="en").open("/nowhere")
    expect(seen.page.locator("main")).to_contain_text("There is no page here")
    assert seen.barriers() == []


def test_what_is_not_in_the_record_is_told_with_what_to_do(browser, visit, home):
    seen = visit(home, lang="en")
    seen.page.goto("/articles/none")
    expect(seen.page.get_by_role("alert")).to_contain_text("no article 'none'")
    # The browser itself reports the answer 404; nothing else may be amiss.
    assert [c for c in seen.complaints if "404" not in c] == []
    seen.complaints.clear()


def test_a_server_that_is_gone_is_told_and_not_a_blank_page(visit, home):
    seen = visit(home, lang="en").open("/")
    seen.page.route("**/api/documents*", lambda route: route.abort())
    seen.page.locator("header nav a[href='/articles']").click()
    expect(seen.page.get_by_role("alert")).to_be_visible()
    seen.complaints.clear()
