"""A record built of the invented case, and a client of its API without a network."""

import asyncio
import shutil
from pathlib import Path

import httpx
import pytest

import rawi
from rawi.incidents.tables import gather_record
from rawi.record.builds import Plan, build_record
from rawi.record.records import Record, open_record
from rawi.web.app import make_app
from rawi.web.desk import Desk

CASE = Path(rawi.__file__).parent / "samples" / "case" / "articles.jsonl"
HERE = "http://127.0.0.1:8400"


class Client:
    """Asks an application as a browser on this machine would."""

    def __init__(self, app) -> None:
        self.app = app

    def ask(self, method, address, **options):
        async def send():
            transport = httpx.ASGITransport(app=self.app)
            async with httpx.AsyncClient(transport=transport, base_url=HERE) as client:
                return await client.request(method, address, **options)

        return asyncio.run(send())

    def get(self, address, **options):
        return self.ask("GET", address, **options)


@pytest.fixture(scope="session")
def record(tmp_path_factory) -> Record:
    path = tmp_path_factory.mktemp("web") / "case.duckdb"
    build_record(path, Plan(sources=(str(CASE),), workers=1))
    gather_record(path)
    with open_record(path) as opened:
        yield opened


@pytest.fixture
def path(record, tmp_path):
    """Return the path of a copy of the case that a test may review."""
    return shutil.copy(record.path, tmp_path / "case.duckdb")


@pytest.fixture
def desk(path):
    opened = Desk(path)
    yield opened
    opened.close()


@pytest.fixture
def serve(record):
    """Return a maker of clients of an application over the case."""

    def make(**options) -> Client:
        return Client(make_app(record, **options))

    return make


@pytest.fixture(scope="session")
def connect():
    """Return a maker of clients of an application over any record."""
    return lambda record, **options: Client(make_app(record, **options))


@pytest.fixture
def client(serve) -> Client:
    return serve()
