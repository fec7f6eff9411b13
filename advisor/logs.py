"""What is written to the log: lines for people or as JSON, never an edit key, an answer or a visitor's address."""

import json
import logging
import re
from contextvars import ContextVar
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any

from django.utils.log import CallbackFilter
from environ import Env

from advisor.variables import one_of, switch

request_id: ContextVar[str] = ContextVar("request_id", default="")
"""The number of the request that is being answered; empty when there is none."""

PRIVATE_ADDRESS = re.compile(r"(?i)(/advise/)[^/\s?'\"<>]+")


def without_keys(text: str) -> str:
    """Return a text in which the addresses of owners' pages have lost their keys."""
    return PRIVATE_ADDRESS.sub(r"\1-", text)


class Lines(logging.Formatter):
    """Lines for people, with what they were written for."""

    def format(self, record: logging.LogRecord) -> str:
        told = " ".join(f"{name}={value}" for name, value in fields_of(record).items())
        return without_keys(f"{super().format(record)} {told}".rstrip())


class JsonLines(logging.Formatter):
    """An object a line, for programs."""

    def format(self, record: logging.LogRecord) -> str:
        entry: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            **fields_of(record),
        }
        if record.exc_info:
            entry["traceback"] = self.formatException(record.exc_info)
        return without_keys(json.dumps(entry, ensure_ascii=False, default=str))


def fields_of(record: logging.LogRecord) -> dict[str, object]:
    """Return what a line tells beside its message: the request it is about, and what was said of that."""
    told: dict[str, object] = getattr(record, "told", {})
    number = request_id.get()
    return {"request_id": number, **told} if number else told


def is_not_unavailable(record: logging.LogRecord) -> bool:
    return getattr(record, "status_code", None) != HTTPStatus.SERVICE_UNAVAILABLE


def logging_settings(env: Env) -> dict[str, Any]:
    """Return the settings of logging by what the environment wants, for Django and for the server alike."""
    is_json = one_of(env, "LOG_FORMAT", ("lines",), ("json",)) == "json"
    tells_requests = switch(env, "LOG_REQUESTS", default=False)
    # A server's own handlers would write what ours leave out. Its warnings quote what is no request, with the address.
    own = {"handlers": ["console"], "level": "ERROR", "propagate": False}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"not_unavailable": {"()": CallbackFilter, "callback": is_not_unavailable}},
        "formatters": {
            "lines": {"()": Lines, "format": "%(asctime)s %(levelname)s %(name)s: %(message)s"},
            "json": {"()": JsonLines},
        },
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json" if is_json else "lines"}},
        "root": {"handlers": ["console"], "level": "WARNING"},
        "loggers": {
            "gunicorn.error": own,
            "gunicorn.access": own,
            # It warns of each HEAD request that it leaves out the body, as it should.
            "gunicorn.http.wsgi": {"level": "ERROR"},
            # By default it mails errors to administrators, and prints all requests while debugging.
            "django": {"handlers": [], "level": "WARNING"},
            # Refused requests are everyday life, and of a database that is away there is a line already.
            "django.request": {"level": "ERROR", "filters": ["not_unavailable"]},
            "django.security.csrf": {"level": "ERROR"},
            "advisor.requests": {"level": "INFO" if tells_requests else "WARNING"},
        },
    }
