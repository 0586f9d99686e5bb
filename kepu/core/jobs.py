"""Work for later (任务): a function that the queue calls, with its queue and its retries."""

from __future__ import annotations

import functools
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, ParamSpec

from django.db import close_old_connections, connection
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.manager import JobManager

from kepu.core import actions

P = ParamSpec("P")
IN_TRANSACTION = JobManager(DjangoConnector())  # inside a worker the app has connections of its own
QUEUES = {"default": 2, "media": 1, "play": 1, "mail": 1}  # name: how many at once on one machine


def job(
    *, queue: str = "default", tries: int = 6, priority: int = 0
) -> Callable[[Callable[P, None]], Any]:
    """Let the queue call a function; a failure is tried again after 4, 16, 64 … seconds.

    What takes long has a priority below 0: it waits until nothing quick is queued.

    A job may run twice (a worker can die after the work and before the tick), so it must load what
    it works on by id and be idempotent.
    """

    def register(function: Callable[P, None]) -> Any:
        @functools.wraps(function)
        def run(*args: P.args, **kwargs: P.kwargs) -> None:
            _let_go()
            try:
                function(*args, **kwargs)
            finally:
                _let_go()

        again = RetryStrategy(max_attempts=tries - 1, exponential_wait=4)  # the first is no retry
        retry, name = again if tries > 1 else False, name_of(function)
        return app.task(queue=queue, name=name, priority=priority, retry=retry)(run)

    return register


def _let_go() -> None:
    """Close connections that are too old, but not under a caller who holds a transaction."""
    if not connection.in_atomic_block:
        close_old_connections()


def every(cron: str) -> Callable[[Any], Any]:
    """Queue a job by the clock (cron words, in UTC).

    The job is called with ``timestamp``, the second at which it was due; once, however many
    workers there are.
    """
    due: Callable[[Any], Any] = app.periodic(cron=cron)
    return due


def name_of(function: Callable[..., Any]) -> str:
    """Name a job as ``flow`` does: ``media.jobs.measure``."""
    return f"{function.__module__.removeprefix('kepu.')}.{function.__name__}"


def queue_later(*names: str, **arguments: Any) -> None:
    """Queue jobs by name, in the transaction that is open: rolled back, they are not queued."""
    tasks = [app.configure_task(name=name, allow_unknown=False) for name in names]
    if tasks:
        IN_TRANSACTION.batch_defer_jobs([task.make_new_job(**arguments) for task in tasks])


def is_under_way(name: str, **arguments: Any) -> bool:
    """Say whether a job waits or runs that was queued under a name with these arguments."""
    queued = ProcrastinateJob.objects.filter(task_name=name, status__in=["todo", "doing"])
    return queued.filter(args__contains=arguments).exists()


def is_waiting(name: str) -> bool:
    """Say whether a job waits that was queued under a name, besides those that run."""
    return ProcrastinateJob.objects.filter(task_name=name, status="todo").exists()


def is_waited_for(queue: str) -> bool:
    """Say whether a job that is not put last (priority 0 and above) waits in a queue."""
    waits = ProcrastinateJob.objects.filter(queue_name=queue, status="todo", priority__gte=0)
    return waits.exists()


@every("17 19 * * *")
@job()
def forget_presses(timestamp: int) -> None:
    """Drop the once-tokens of old (each night)."""
    actions.forget(now=datetime.fromtimestamp(timestamp, UTC))
