"""What an administrator can do at the desk: give a failed background job another try."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from kepu.access import jurisdiction
from kepu.access.duties import May
from kepu.core.actor import Actor
from kepu.core.errors import Refused
from kepu.journal import actions as journal


class NotFailed(Refused):
    """The job is not among those that gave up."""

    code, says = "not_failed", "这项任务已经不在失败之列，可能刚刚有人重试过"


@transaction.atomic
def retry_job(job_id: int, *, by: Actor, now: datetime) -> None:
    """Queue a job anew that gave up (重试)."""
    jurisdiction.insist_on_duty(by, May.PLATFORM_RUN)
    failed = ProcrastinateJob.objects.select_for_update().filter(pk=job_id, status="failed")
    job = failed.first()
    if job is None:
        raise NotFailed
    app.job_manager.retry_job_by_id(job_id, retry_at=now)
    journal.record("job.retry", by=by, now=now, on=("job", job_id), task=job.task_name)
