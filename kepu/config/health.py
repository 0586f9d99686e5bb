"""Health (健康检查): whether this process answers, whether the site is ready, and its figures."""

from __future__ import annotations

import os
from functools import cache
from ipaddress import ip_address

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import Http404, HttpRequest, HttpResponse
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from kepu.core.web import open_to_all, reads
from kepu.media import store

NOT_READY = 503


@open_to_all
@reads
def alive(_: HttpRequest) -> HttpResponse:
    """Answer, which is all that is asked (``/healthz``)."""
    return HttpResponse("ok\n", content_type="text/plain")


@open_to_all
@reads
def ready(_: HttpRequest) -> HttpResponse:
    """Say whether the database is there and as this version wants it (``/readyz``)."""
    try:
        missing = missing_migrations()
    except DatabaseError:
        return HttpResponse("数据库没有应答\n", status=NOT_READY, content_type="text/plain")
    if missing:
        says = f"数据库还缺 {missing} 项升级\n"
        return HttpResponse(says, status=NOT_READY, content_type="text/plain")
    if fault := store.vault().check():
        says = f"ok\n存储有问题，暂时不能收文件：{fault}\n"  # pages are served all the same
        return HttpResponse(says, content_type="text/plain; charset=utf-8")
    return HttpResponse("ok\n", content_type="text/plain")


@open_to_all
@reads
def metrics(request: HttpRequest) -> HttpResponse:
    """Give figures for Prometheus, to this machine alone (``/metrics``)."""
    here = ip_address(request.META.get("REMOTE_ADDR") or "0.0.0.0").is_loopback  # noqa: S104
    if not here or "X-Forwarded-For" in request.headers:
        raise Http404
    registry = REGISTRY
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        registry = CollectorRegistry()
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    body = generate_latest(registry) + queue_figures().encode()
    return HttpResponse(body, content_type=CONTENT_TYPE_LATEST)


def missing_migrations() -> int:
    """Count what is still to be run; a database once found complete is only asked to answer."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return 0 if complete() else len(plan())


@cache
def complete() -> bool:
    """Remember that nothing is missing, but not that something is."""
    if plan():
        complete.cache_clear()
        return False
    return True


def plan() -> list[object]:
    """List the migrations this version knows and the database has not seen."""
    executor = MigrationExecutor(connection)
    return list(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def queue_figures() -> str:
    """Count the jobs of each queue by state."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT queue_name, status, count(*) FROM procrastinate_jobs"
            " WHERE status IN ('todo', 'doing', 'failed') GROUP BY 1, 2 ORDER BY 1, 2"
        )
        rows = cursor.fetchall()
    lines = [f'kepu_jobs{{queue="{queue}",state="{state}"}} {n}' for queue, state, n in rows]
    return "\n".join(["# TYPE kepu_jobs gauge", *lines, ""])
