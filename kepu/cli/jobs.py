"""``kepu jobs``: the jobs that failed for good, and another try for them."""

from __future__ import annotations

import argparse
import sys

import psycopg

from kepu.cli.refusals import CannotStart
from kepu.core.home import Home

FAILED = """
    SELECT job.id, job.queue_name, job.task_name, job.args::text, job.attempts, max(event.at)
    FROM procrastinate_jobs job LEFT JOIN procrastinate_events event ON event.job_id = job.id
    WHERE job.status = 'failed' GROUP BY job.id ORDER BY job.id
"""
RETRY = """
    SELECT count(*) FROM (
        SELECT procrastinate_retry_job_v2(id, now(), NULL, NULL, NULL) FROM procrastinate_jobs
        WHERE status = 'failed' AND (%(all)s OR id = ANY(%(ids)s))
    ) AS retried
"""


def main(argv: list[str]) -> int:
    """List, or retry all or some."""
    given = arguments(argv)
    try:
        with connected(Home.of_environment()) as connection:
            if given.word == "retry":
                found = connection.execute(RETRY, {"all": not given.ids, "ids": given.ids})
                print(f"{(found.fetchone() or [0])[0]} 个任务已重新排队")
            else:
                show(connection)
    except CannotStart as refusal:
        print(refusal, file=sys.stderr)
        return 1
    return 0


def arguments(argv: list[str]) -> argparse.Namespace:
    """Read what to do and with which jobs."""
    parser = argparse.ArgumentParser(prog="kepu jobs", description="失败的后台任务")
    parser.add_argument("word", nargs="?", default="list", choices=["list", "retry"])
    parser.add_argument("ids", nargs="*", type=int, help="任务编号；不写就是全部失败的任务")
    return parser.parse_args(argv)


def connected(home: Home) -> psycopg.Connection:
    """Connect as the running site does."""
    try:
        return psycopg.connect(home.database_url(), connect_timeout=5)
    except psycopg.OperationalError as error:
        raise CannotStart(
            "连接不上数据库",
            why=str(error).strip().splitlines()[-1],
            cure="先运行 kepu up；用别的数据库则检查 KEPU_DATABASE_URL",
        ) from error


def show(connection: psycopg.Connection) -> None:
    """Print one line for each failed job."""
    rows = connection.execute(FAILED).fetchall()
    for number, queue, task, arguments_, attempts, when in rows:
        at = f"{when.astimezone():%Y-%m-%d %H:%M}" if when else "时间不详"
        print(f"{number}  {at}  {queue}  {task} {arguments_}  已试 {attempts} 次")
    print(f"{len(rows)} 个任务失败" + ("。再试：kepu jobs retry [编号…]" if rows else ""))
