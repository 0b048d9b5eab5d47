"""Who may ask: hosts, tokens, writes from elsewhere, and the headers of every answer."""

import pytest

from rawi.web import questions
from rawi.web.failures import RefusalError

TOKEN = "a-token-of-a-test"


def test_every_answer_forbids_scripts_of_its_own_text(client):
    for address in ("/api/case", "/api/none", "/nowhere"):
        policy = client.get(address).headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'self';" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example:8400", ""])
def test_other_names_for_this_machine_are_refused(client, host):
    assert client.get("/api/case", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("host", ["localhost:8400", "127.0.0.1:8400", "[::1]:8400"])
def test_loopback_is_answered(client, host):
    assert client.get("/api/case", headers={"host": host}).status_code == 200


def test_token_is_asked_for_beyond_loopback(serve):
    client = serve(host="192.0.2.1", token=TOKEN)
    assert client.get("/api/case").status_code == 401
    assert client.get("/api/case", headers={"authorization": "Bearer wrong"}).status_code == 401
    assert client.get("/api/case", headers={"authorization": f"Bearer {TOKEN}"}).status_code == 200


def test_printed_address_lets_in_and_hides_the_token(serve):
    client = serve(host="192.0.2.1", token=TOKEN)
    answer = client.get(f"/?token={TOKEN}")
    assert answer.status_code == 303
    assert TOKEN not in answer.headers["location"]
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert client.get("/api/case", headers={"cookie": cookie.split(";")[0]}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [{}, {"origin": "http://evil.example"}, {"x-rawi": "1", "origin": "http://evil.example"}],
)
def test_writes_from_elsewhere_are_refused(client, headers):
    assert client.ask("POST", "/api/case", headers=headers).status_code == 403


def test_question_that_takes_too_long_is_stopped(record, monkeypatch):
    monkeypatch.setattr(questions, "MOST_SECONDS", 0.2)
    cursor = record.connection.cursor()
    with pytest.raises(RefusalError) as refusal, questions.bound_time(cursor):
        cursor.execute(
            "SELECT sum(a.range * b.range) FROM range(10000000) AS a, range(1000000) AS b"
        )
    assert refusal.value.status == 503
    assert cursor.execute("SELECT 1").fetchone() == (1,)
