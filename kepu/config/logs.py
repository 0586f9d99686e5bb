"""Logs (运行日志): JSON lines in a file for machines, a short line on the terminal for a person."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import structlog
from structlog.contextvars import merge_contextvars
from structlog.stdlib import ProcessorFormatter
from structlog.types import EventDict, Processor

EVERY: list[Processor] = [  # what each entry gets, ours and other libraries'
    merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.ExtraAdder(),
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]


def logging_to(folder: Path) -> dict[str, Any]:
    """Give Django's LOGGING; the supervisor turns the file over, so every process reopens it."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    structlog.configure(
        processors=[*EVERY, ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    json = structlog.processors.JSONRenderer(ensure_ascii=False)
    person = structlog.dev.ConsoleRenderer(
        colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "machine": formatter(structlog.processors.format_exc_info, json),
            "person": formatter(without_traceback, person),
        },
        "handlers": {
            "file": {
                "class": "logging.handlers.WatchedFileHandler",
                "filename": str(folder / "kepu.log"),
                "formatter": "machine",
                "delay": True,
            },
            "terminal": {
                "class": "logging.StreamHandler",
                "level": "ERROR",
                "formatter": "person",
            },
        },
        "root": {"handlers": ["file", "terminal"], "level": "INFO"},
        "loggers": {"django": {"handlers": [], "level": "INFO", "propagate": True}},
    }


def without_traceback(_: Any, __: str, entry: EventDict) -> EventDict:
    """Leave the traceback to the file; it may show what nobody at the terminal should read."""
    given = entry.pop("exc_info", None)
    kind = given[0] if isinstance(given, tuple) else sys.exc_info()[0] if given else None
    if kind:
        entry["error"] = kind.__name__
    return entry


def formatter(*last: Processor) -> dict[str, Any]:
    """Describe one form of output."""
    return {
        "()": ProcessorFormatter,
        "foreign_pre_chain": EVERY,
        "processors": [ProcessorFormatter.remove_processors_meta, *last],
    }
