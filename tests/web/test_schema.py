"""The API against its own description: whatever is asked, no server error and no other shape.

Questions are made from `/api/openapi.json` by schemathesis: values in bounds, out of bounds and of
other kinds, for every parameter of every address, and half the time the key of a thing that is
there.
"""

import shutil
from contextlib import closing

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable

from rawi.web.app import make_app
from rawi.web.desk import Desk

schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed")
# 10 for each address and mode take 20 s of the processor; 150 found no more.
EXAMPLES = 10


@pytest.fixture(scope="module")
def desk(record, tmp_path_factory):
    """A copy of the case that may be written."""
    path = shutil.copy(record.path, tmp_path_factory.mktemp("schema") / "case.duckdb")
    with closing(Desk(path)) as opened:
        yield opened


@pytest.fixture(scope="module")
def operations(desk):
    # The host is what schemathesis calls itself: any other name is turned away.
    app = make_app(desk, host="testserver")
    schema = schemathesis.openapi.from_asgi("/api/openapi.json", app)
    return [found.ok() for found in schema.get_all_operations()]


@pytest.fixture(scope="module")
def keys(record) -> dict[str, str]:
    """Return a key that is there for each kind of thing that addresses name."""
    (row,) = record.query(
        "SELECT (SELECT min(incident) FROM incidents) AS incident, "
        "(SELECT min(document) FROM documents) AS document, "
        "(SELECT min(actor) FROM actors) AS actor, (SELECT min(account) FROM accounts) AS item"
    ).list()
    return row | {"group": row["incident"]}


def test_api_answers_as_it_is_described(operations, keys):
    amiss = {}
    for operation in operations:
        for mode in schemathesis.GenerationMode:
            positive = mode is schemathesis.GenerationMode.POSITIVE
            try:
                _ask(operation.as_strategy(generation_mode=mode), keys if positive else {})
            except Unsatisfiable:
                continue  # nothing can be asked wrongly there
            except (Exception, BaseExceptionGroup) as error:
                amiss[f"{operation.label}, {mode.value}"] = error
    assert len(operations) >= 20
    said = (f"== {label}\n{_tell(error)}" for label, error in amiss.items())
    assert not amiss, "\n\n".join(said)


def _ask(strategy, keys) -> None:
    from schemathesis.specs.openapi.checks import positive_data_acceptance

    @given(strategy, st.booleans())
    @settings(
        max_examples=EXAMPLES, deadline=None, derandomize=True, database=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    def ask(case, real):
        if real:
            named = case.path_parameters or {}
            case.path_parameters = named | {name: keys[name] for name in named if name in keys}
            if "kind" in named and keys:
                case.path_parameters["kind"] = "accounts" if "item" in named else "incidents"
        case.headers["x-rawi"] = "1"
        # A search of no word is refused, which the description cannot say.
        case.call_and_validate(excluded_checks=[positive_data_acceptance])

    ask()


def _tell(error: BaseException) -> str:
    within = getattr(error, "exceptions", ())
    return "\n".join([str(error), *map(_tell, within)])
