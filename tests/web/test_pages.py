"""The front end's one page under every address of its own, and its built files."""

import re

import pytest

from rawi.web.app import PAGES


@pytest.fixture
def pages(tmp_path):
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "app.js").write_text("// a script", "utf-8")
    (tmp_path / "index.html").write_text("<!doctype html><title>built</title>", "utf-8")
    return tmp_path


@pytest.mark.parametrize("address", ["/", "/articles", "/incidents/in:0123", "/articles/a#v1"])
def test_page_answers_every_address_of_its_own(serve, pages, address):
    assert "built" in serve(pages=pages).get(address).text


def test_page_answers_for_no_part_of_the_api(serve, pages):
    assert serve(pages=pages).get("/api/none").status_code == 404


def test_files_outside_the_pages_are_not_served(serve, pages):
    client = serve(pages=pages)
    assert client.get("/assets/app.js").text == "// a script"
    for address in ("/assets/../index.html", "/assets/%2e%2e/%2e%2e/etc/passwd"):
        assert "root:" not in client.get(address).text


def test_without_pages_the_api_answers_all_the_same(serve, tmp_path):
    client = serve(pages=tmp_path)
    assert client.get("/api/case").status_code == 200
    assert client.get("/").status_code == 404


@pytest.mark.skipif(not (PAGES / "index.html").exists(), reason="the front end is not built")
def test_built_page_has_no_script_of_its_own_and_loads_nothing_from_elsewhere():
    page = (PAGES / "index.html").read_text("utf-8")
    assert re.search(r"<script(?![^>]* src=)", page) is None
    assert not re.findall(r'(?:src|href)="(?!/assets/)', page)
    for file in (PAGES / "assets").iterdir():
        assert "sourceMappingURL" not in file.read_text("utf-8")
