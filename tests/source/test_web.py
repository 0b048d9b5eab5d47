"""The web, from a server on this machine: feeds, sitemaps, pages, manners and traps."""

import gzip
import http.server
import threading
import time
from itertools import pairwise
from urllib.parse import urlsplit

import pytest

from rawi.errors import SourceError
from rawi.source import Acquired, Item, Options, iter_items, read_item
from rawi.source.guarding import close_parser
from rawi.source.web import FileState, MemoryState, Validators, Web
from rawi.source.web.fetching import Fetcher
from rawi.source.web.transports import UnsafeAddressError, find_public

TEXT = " ".join(["قال متحدث إن القوات انسحبت من البلدة بعد أيام من القتال في المنطقة."] * 6)
HTML = "text/html; charset=utf-8"


def make_page(title: str) -> bytes:
    return (
        f"<html><head><title>{title}</title></head><body><h1>{title}</h1><p>{TEXT}</p></body></html>"
    ).encode()


class Site:
    """A server whose pages a test sets: path -> (status, headers, body), or a function of it."""

    def __init__(self) -> None:
        self.pages: dict[str, tuple[int, dict[str, str], bytes]] = {}
        self.requests: list[tuple[str, dict[str, str], float]] = []
        site = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.requests.append((self.path, dict(self.headers), time.monotonic()))
                status, headers, body = site.pages.get(self.path, (404, {}, b"gone"))
                etag = headers.get("ETag")
                if etag and self.headers.get("If-None-Match") == etag:
                    status, body = 304, b""
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                pause = float(headers.get("X-Pause", 0))
                for start in range(0, len(body), 100_000 if not pause else 20):
                    try:
                        self.wfile.write(body[start : start + (100_000 if not pause else 20)])
                        self.wfile.flush()
                    except OSError:
                        return
                    time.sleep(pause)

            def log_message(self, *arguments: object) -> None:
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    def put(self, path: str, body: bytes | str, media: str = HTML, status=200, **headers) -> None:
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        data = body if isinstance(body, bytes) else body.encode()
        self.pages[path] = (status, {"Content-Type": media, **names}, data)

    def paths(self) -> list[str]:
        return [path for path, _, _ in self.requests if path != "/robots.txt"]


@pytest.fixture
def site():
    site = Site()
    yield site
    site.server.shutdown()
    site.server.server_close()
    close_parser()


def web(**settings) -> Web:
    return Web(**{"delay": 0.0, "timeout": 2.0, **settings})


def walk(url: str, settings: Web | None = None, **options) -> list[Item | SourceError]:
    return list(iter_items([url], Options(**options), settings or web()))


def reasons(found: list[Item | SourceError]) -> list[str]:
    return [error.reason for error in found if isinstance(error, SourceError)]


RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>وكالة السهل</title>{}</channel></rss>"""
ENTRY = (
    "<item><title>{title}</title><link>{link}</link>"
    "<pubDate>Thu, 05 Jul 2018 14:30:00 +0300</pubDate><description>ملخص</description></item>"
)


def put_feed(site: Site, count: int = 2, **headers: str) -> str:
    entries = ""
    for number in range(1, count + 1):
        site.put(f"/{number}", make_page(f"الخبر رقم {number}"), ETag=f'"{number}"')
        entries += ENTRY.format(title=f"الخبر رقم {number}", link=f"{site.url}/{number}")
    site.put("/feed", RSS.format(entries), "application/rss+xml", **headers)
    return f"{site.url}/feed"


def test_feed_gives_the_pages_that_it_lists(site):
    url = put_feed(site)
    items = walk(url)
    assert [item.name for item in items] == [f"{site.url}/1", f"{site.url}/2"]
    assert {item.tool for item in items} == {"feed"}
    assert all(item.obtained.endswith("Z") for item in items)
    [acquired] = read_item(items[0])
    assert isinstance(acquired, Acquired)
    doc = acquired.document
    assert (doc.text, doc.title, doc.outlet) == (TEXT, "الخبر رقم 1", "وكالة السهل")
    assert (doc.published, doc.url) == ("2018-07-05", f"{site.url}/1")
    agent = site.requests[0][1]["User-Agent"]
    assert agent.startswith("rawi/")


ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>مدونة</title>
<entry><title>الخبر</title><link href="/1"/><updated>2018-07-05T10:00:00Z</updated></entry>
</feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
xmlns="http://purl.org/rss/1.0/">
<item><title>الخبر</title><link>{}/1</link></item></rdf:RDF>"""


@pytest.mark.parametrize("kind", ["atom", "rdf"])
def test_other_feeds_are_read(site, kind):
    site.put("/1", make_page("الخبر الأول"))
    site.put("/f", {"atom": ATOM, "rdf": RDF.format(site.url)}[kind], "application/xml")
    [item] = walk(f"{site.url}/f")
    assert item.name == f"{site.url}/1"


def test_sitemaps_are_followed(site):
    space = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    for number in (1, 2, 3):
        site.put(f"/{number}", make_page(f"الخبر رقم {number}"))
    urls = [f"<url><loc>{site.url}/{number}</loc></url>" for number in (1, 2, 2, 3)]
    site.put("/a.xml", f"<urlset {space}>{''.join(urls[:2])}</urlset>", "text/xml")
    packed = gzip.compress(f"<urlset {space}>{''.join(urls[2:])}</urlset>".encode())
    site.put("/b.xml.gz", packed, "application/gzip")
    maps = [f"<sitemap><loc>{site.url}/{name}</loc></sitemap>" for name in ("a.xml", "b.xml.gz")]
    site.put("/s.xml", f"<sitemapindex {space}>{''.join(maps)}</sitemapindex>", "text/xml")
    items = walk(f"{site.url}/s.xml")
    assert [item.name for item in items] == [f"{site.url}/{number}" for number in (1, 2, 3)]
    assert {item.tool for item in items} == {"sitemap"}


def test_page_is_read_by_its_address(site):
    page = f"<html><body><h1>عنوان الخبر</h1><p>{TEXT}</p></body></html>".encode("cp1256")
    site.put("/p", page, "text/html; charset=windows-1256")
    [item] = walk(f"{site.url}/p")
    [acquired] = read_item(item)
    assert acquired.document.text == TEXT
    assert acquired.origin.encoding == "windows-1256 (HTTP header)"
    assert acquired.origin.tool == "fetch"


def test_robots_are_obeyed(site):
    url = put_feed(site)
    site.put("/robots.txt", "User-agent: *\nDisallow: /2\n", "text/plain")
    found = walk(url)
    assert reasons(found) == ["robots"]
    assert site.paths() == ["/feed", "/1"]
    assert sum(path == "/robots.txt" for path, _, _ in site.requests) == 1


def test_site_whose_robots_fail_is_left_alone(site):
    url = put_feed(site)
    site.put("/robots.txt", "", "text/plain", status=503)
    assert reasons(walk(url)) == ["robots"]
    assert site.paths() == []


def test_pauses_lie_between_requests(site):
    url = put_feed(site)
    walk(url, web(delay=0.2))
    times = [moment for _, _, moment in site.requests]
    assert all(after - before > 0.15 for before, after in pairwise(times))


def test_crawl_delay_is_obeyed(site):
    put_feed(site)
    site.put("/robots.txt", "User-agent: *\nCrawl-delay: 7\n", "text/plain")
    waited: list[float] = []
    with Fetcher(web(), 10_000, named="127.0.0.1", clock=lambda: 0.0, sleep=waited.append) as one:
        one.fetch(f"{site.url}/1")
        one.fetch(f"{site.url}/2")
    assert waited[-1] == pytest.approx(7)


def test_what_has_not_changed_is_not_sent_again(site):
    url = put_feed(site, ETag='"f"')
    state = MemoryState()
    assert len(walk(url, web(state=state))) == 2
    [error] = walk(url, web(state=state))
    assert (error.reason, error.skipped) == ("not modified", True)
    site.pages["/feed"][1]["ETag"] = '"g"'
    site.put("/2", make_page("الخبر رقم 2 الجديد"), ETag='"changed"')
    found = walk(url, web(state=state))
    assert reasons(found) == ["not modified"]
    assert [item.name for item in found if isinstance(item, Item)] == [f"{site.url}/2"]


def test_feed_with_a_page_that_failed_is_asked_for_again(site):
    url = put_feed(site, ETag='"f"')
    site.put("/2", b"", status=500)
    state = MemoryState()
    assert reasons(walk(url, web(state=state))) == ["server error"]
    site.put("/2", make_page("الخبر رقم 2"))
    assert [item.name for item in walk(url, web(state=state)) if isinstance(item, Item)] == [
        f"{site.url}/2"
    ]


def test_state_is_kept_in_a_file(tmp_path):
    state = FileState(tmp_path / "s.json")
    state.keep("https://a.example", Validators(etag='"1"'))
    state.save()
    assert FileState(tmp_path / "s.json").load("https://a.example") == Validators(etag='"1"')
    assert FileState(tmp_path / "s.json", "other").load("https://a.example") is None
    (tmp_path / "s.json").write_text("no")
    with pytest.raises(SourceError, match="Delete it"):
        FileState(tmp_path / "s.json")


@pytest.mark.parametrize(
    ("status", "media", "reason"),
    [
        (404, HTML, "not found"),
        (410, HTML, "not found"),
        (403, HTML, "forbidden"),
        (429, HTML, "server error"),
        (500, HTML, "server error"),
        (200, "image/png", "not an article"),
        (200, "application/zip", "not an article"),
    ],
)
def test_answer_that_is_no_page_is_named(site, status, media, reason):
    site.put("/p", b"\x00", media, status=status)
    assert reasons(walk(f"{site.url}/p")) == [reason]


def test_redirects_are_followed_to_an_end(site):
    site.put("/a", b"", status=301, Location="/b")
    site.put("/b", make_page("الخبر الأول"))
    [item] = walk(f"{site.url}/a")
    assert item.metadata["url"] == f"{site.url}/b"
    site.put("/loop", b"", status=302, Location="/loop")
    assert reasons(walk(f"{site.url}/loop")) == ["no connection"]


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("file:///etc/passwd", "unsafe address"),
        ("ftp://a.example/x", "unsafe address"),
        ("javascript:alert(1)", "no connection"),
        ("http://", "no connection"),
    ],
)
def test_redirect_away_from_the_web_is_refused(site, target, reason):
    site.put("/a", b"", status=302, Location=target)
    assert reasons(walk(f"{site.url}/a")) == [reason]


def test_links_into_private_networks_are_not_followed(site):
    other = Site()
    other.put("/secret", make_page("سر"))
    port = urlsplit(other.url).port
    for place in (f"http://localhost:{port}/secret", f"http://[::ffff:127.0.0.1]:{port}/secret"):
        site.put("/feed", RSS.format(ENTRY.format(title="x", link=place)), "application/rss+xml")
        assert reasons(walk(f"{site.url}/feed")) == ["unsafe address"]
        site.put("/a", b"", status=302, Location=place)
        assert reasons(walk(f"{site.url}/a")) == ["unsafe address"]
    assert other.requests == []
    assert len(walk(f"{site.url}/a", web(private=True))) == 1
    other.server.shutdown()
    other.server.server_close()


PRIVATE = "127.0.0.1 10.0.0.1 192.168.1.1 169.254.169.254 ::1 0.0.0.0 fd00::1 ::ffff:10.0.0.1"


@pytest.mark.parametrize("host", [*PRIVATE.split(), "224.0.0.1"])
def test_private_addresses_are_known(host):
    with pytest.raises(UnsafeAddressError, match="in a private network"):
        find_public(host, 80)


def test_public_address_is_itself():
    assert find_public("93.184.216.34", 80) == "93.184.216.34"


def test_large_and_slow_answers_are_bounded(site):
    site.put("/large", make_page("x") * 2000)
    assert reasons(walk(f"{site.url}/large", max_bytes=100_000)) == ["too large"]
    site.put("/bomb", gzip.compress(b"0" * 50_000_000), HTML, Content_Encoding="gzip")
    assert reasons(walk(f"{site.url}/bomb", max_bytes=100_000)) == ["too large"]
    site.put("/slow", make_page("x") * 50, X_Pause="0.05")
    start = time.monotonic()
    assert reasons(walk(f"{site.url}/slow", web(total_seconds=0.5))) == ["timeout"]
    assert time.monotonic() - start < 3


def test_server_that_does_not_answer_is_left():
    start = time.monotonic()
    [error] = walk("http://127.0.0.1:9/x", web(timeout=0.5))
    assert error.reason == "no connection"
    assert str(error).startswith("http://127.0.0.1:9/x: cannot be fetched (")
    assert time.monotonic() - start < 3


def test_number_of_pages_is_bounded(site):
    url = put_feed(site, count=5)
    found = walk(url, web(max_items=3))
    assert sum(isinstance(item, Item) for item in found) == 3
    assert reasons(found) == ["too many"]


@pytest.mark.parametrize(
    "feed",
    [
        "<rss version='2.0'><channel>",
        '<!DOCTYPE x [<!ENTITY a "ها"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;">'
        "]><rss><channel><item><title>&c;</title></item></channel></rss>",
        '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><rss><channel><title>&f;</title>'
        "</channel></rss>",
        "<urlset>" * 10_000,
        "<urlset><url><loc>not an address</loc></url></urlset>",
        "<rss>" + "<channel>" * 5000,
    ],
)
def test_feed_that_means_harm_costs_only_itself(site, feed):
    site.put("/feed", feed, "application/xml")
    for item in walk(f"{site.url}/feed"):
        assert isinstance(item, SourceError)
        assert "root:" not in str(item)


def test_feed_in_a_file_gives_the_texts_that_it_holds(tmp_path, site):
    full = f"<p>{TEXT}</p><p>{TEXT}</p>"
    entries = ENTRY.format(title="الخبر رقم 1", link=f"{site.url}/1") + (
        "<item><title>الخبر رقم 2</title><link>https://news.example/2</link>"
        f"<pubDate>Thu, 05 Jul 2018 14:30:00 +0300</pubDate><description><![CDATA[{full}]]>"
        "</description></item>"
    )
    path = tmp_path / "feed.xml"
    path.write_text(RSS.format(entries), "utf-8")
    error, item = walk(str(path))
    assert (error.reason, error.skipped) == ("not in the file", True)
    assert item.name == "feed.xml#2"
    [acquired] = read_item(item)
    assert acquired.document.text == f"{TEXT}\n{TEXT}"
    assert (acquired.document.title, acquired.document.outlet) == ("الخبر رقم 2", "وكالة السهل")
    assert acquired.document.published == "2018-07-05"
    assert site.requests == []


def test_feed_in_a_file_is_followed_when_asked(tmp_path, site):
    put_feed(site)
    path = tmp_path / "feed.xml"
    path.write_bytes(site.pages["/feed"][2])
    items = walk(str(path), web(follow=True, private=True))
    assert [item.name for item in items] == [f"{site.url}/1", f"{site.url}/2"]
