"""``kepu worker``: four queues in one process, the sealer of the journal, and lost jobs found."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Awaitable, Callable
from typing import Any

import structlog

from kepu.cli.django import set_up

SEALERS = 1
SEAL_EVERY = 0.5  # seconds; nothing stays unsealed longer than one
LOOK_FOR_LOST_EVERY = 10.0
HEARTBEAT, DEAD_AFTER = 5.0, 20.0
MOST_DEATHS = 10  # a job that ends its worker so often is not tried again
LAST_WORK = 3.0  # seconds a job gets to end when the worker stops


def main(argv: list[str]) -> int:  # noqa: ARG001 - takes no arguments
    """Work until somebody asks us to stop."""
    set_up()
    return asyncio.run(work())


async def work() -> int:
    """Run the queues and the chores side by side; when one ends, all end."""
    from procrastinate.contrib.django import app

    from kepu.core.jobs import QUEUES

    make_room(sum(QUEUES.values()) + SEALERS)
    stopped = asyncio.Event()
    for each in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(each, stopped.set)
    connector: Any = app.connector
    with app.replace_connector(connector.get_worker_connector()) as queue:
        async with queue.open_async():
            asked = asyncio.create_task(stopped.wait())
            tasks = [
                asked,
                *(asyncio.create_task(serve(queue, name, n)) for name, n in QUEUES.items()),
                asyncio.create_task(every(SEAL_EVERY, seal_new_lines)),
                asyncio.create_task(every(LOOK_FOR_LOST_EVERY, lambda: retry_lost(queue))),
            ]
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
    return 0 if stopped.is_set() else 1


def make_room(threads: int) -> None:
    """Let the pool have a connection for each thread; a web process needs fewer than we do."""
    from django.conf import settings

    if pool := settings.DATABASES["default"]["OPTIONS"].get("pool"):
        pool["max_size"] = max(pool["max_size"], threads)


async def serve(queue: Any, name: str, at_once: int) -> None:
    """Take jobs of one queue."""
    await queue.run_worker_async(
        queues=[name],
        name=name,
        concurrency=at_once,
        install_signal_handlers=False,
        delete_jobs="successful",
        shutdown_graceful_timeout=LAST_WORK,
        update_heartbeat_interval=HEARTBEAT,
        stalled_worker_timeout=DEAD_AFTER,
    )


async def every(seconds: float, chore: Callable[[], Awaitable[None]]) -> None:
    """Do a chore again and again; a failure is logged, not the end."""
    while True:
        try:
            await chore()
        except Exception:  # noqa: BLE001 - whatever it is, the next round may do
            structlog.get_logger("kepu.worker").exception("chore_failed")
        await asyncio.sleep(seconds)


async def seal_new_lines() -> None:
    """Chain the journal's new lines, in a thread with a connection of its own."""
    from django.db import close_old_connections

    from kepu.journal.actions import AT_A_TIME, seal

    def in_thread() -> None:
        close_old_connections()
        while seal() == AT_A_TIME:
            pass

    await asyncio.to_thread(in_thread)


async def retry_lost(queue: Any) -> None:
    """Queue again what a dead worker held; give up on what kills worker after worker."""
    from procrastinate.jobs import Status

    jobs = queue.job_manager
    for job in await jobs.get_stalled_jobs(seconds_since_heartbeat=DEAD_AFTER):
        log = structlog.get_logger("kepu.worker")
        if job.attempts >= MOST_DEATHS:
            log.error("job_kills_workers", job=job.id, task=job.task_name)
            await jobs.finish_job(job, status=Status.FAILED, delete_job=False)
            continue
        log.warning("job_found_again", job=job.id, task=job.task_name)
        await jobs.retry_job(job)
