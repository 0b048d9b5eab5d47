"""What goes wrong, in one shape: `{"error": {"what": …, "remedy": …}}`."""

from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from rawi.errors import RecordError


class Failure(BaseModel):
    """What went wrong, and what to do about it."""

    what: str
    remedy: str | None = None


class FailureBody(BaseModel):
    """The body of every answer that is no success."""

    error: Failure


RESPONSES: dict[int | str, dict[str, Any]] = {
    400: {"model": FailureBody, "description": "The body is no JSON."},
    403: {"model": FailureBody, "description": "It is served without that."},
    404: {"model": FailureBody, "description": "There is no such thing in the record."},
    422: {"model": FailureBody, "description": "A parameter is out of its bounds."},
    503: {"model": FailureBody, "description": "The question took too long."},
}


class RefusalError(Exception):
    """A request that cannot be answered.

    Attributes:
        status: HTTP status.
        what: What is wrong, with the value.
        remedy: What to do.
    """

    def __init__(self, status: int, what: str, remedy: str | None = None) -> None:
        super().__init__(what)
        self.status = status
        self.what = what
        self.remedy = remedy


def refuse(status: int, what: str, remedy: str | None = None) -> JSONResponse:
    """Return the answer of a request that fails."""
    body = FailureBody(error=Failure(what=what, remedy=remedy))
    return JSONResponse(body.model_dump(), status_code=status)


def add_failures(app: FastAPI) -> None:
    """Make every error of an application one of this shape."""

    @app.exception_handler(RefusalError)
    async def _refusal(request: Request, error: RefusalError) -> JSONResponse:
        return refuse(error.status, error.what, error.remedy)

    @app.exception_handler(RecordError)
    async def _record(request: Request, error: RecordError) -> JSONResponse:
        return refuse(409, str(error))

    @app.exception_handler(RequestValidationError)
    async def _parameters(request: Request, error: RequestValidationError) -> JSONResponse:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        return refuse(422, f"{where}: {first['msg']}", "The API's page /api/docs lists the bounds")

    @app.exception_handler(Exception)
    async def _other(request: Request, error: Exception) -> JSONResponse:
        what = f"rawi failed: {type(error).__name__}"
        return refuse(500, what, "Please report it; the terminal of rawi serve shows where")

    @app.exception_handler(HTTPException)
    async def _http(request: Request, error: HTTPException) -> JSONResponse:
        return refuse(error.status_code, str(error.detail))
