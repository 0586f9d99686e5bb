"""Cases, the steps each one takes, and the decisions made on it."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from kepu.cases.life import Outcome, State
from kepu.core.ids import uuid7
from kepu.orgs.models import Org
from kepu.places.models import Place

WAITS = Q(state__in=[State.WAITING, State.RETURNED])


class Case(models.Model):
    """A case (事项): one subject on its way through its steps.

    ``seat`` is whose turn it is, found by the body rule when the step was entered, so that an inbox
    is one indexed query. ``turn`` counts the times it came to somebody: who decides says which
    turn they saw. ``hands`` are the persons who handed it in; none of them decides it.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField("对象类别", max_length=32)
    subject_id = models.CharField("对象", max_length=64)
    label = models.CharField("名称", max_length=200)
    what = models.CharField("种类", max_length=64, blank=True)
    url = models.CharField("页面", max_length=300)
    own_url = models.CharField("报送人的页面", max_length=300, blank=True)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name="所在地")
    org = models.ForeignKey(
        Org, models.PROTECT, null=True, related_name="+", verbose_name="报送单位"
    )
    campaign_id = models.UUIDField("征集活动", null=True)
    host = models.ForeignKey(
        Org, models.PROTECT, null=True, related_name="+", verbose_name="主办单位"
    )
    operator = models.ForeignKey(
        Org, models.PROTECT, null=True, related_name="+", verbose_name="承办单位"
    )
    recommender = models.ForeignKey(
        Org, models.PROTECT, null=True, related_name="+", verbose_name="推荐单位"
    )
    applicant_id = models.UUIDField("经办人", null=True)
    hands = ArrayField(models.UUIDField(), default=list, verbose_name="经手报送的人")
    state = models.CharField("状态", max_length=16, choices=State.choices, default=State.WAITING)
    at = models.PositiveSmallIntegerField("第几环节", default=0)
    turn = models.PositiveIntegerField("第几次轮到", default=0)
    round = models.PositiveSmallIntegerField("第几次报送", default=1)
    seat = models.CharField("轮到", max_length=120, blank=True)
    seat_label = models.CharField("轮到谁", max_length=200, blank=True)
    says = models.CharField("为什么在这里", max_length=300, blank=True)
    vacant = models.BooleanField("无人可办", default=False)
    since = models.DateTimeField("从何时起等")
    due_at = models.DateTimeField("期限", null=True)
    ranked_at = models.DateTimeField("先后")
    opened_at = models.DateTimeField("受理时间")
    closed_at = models.DateTimeField("办结时间", null=True)

    class Meta:
        indexes = [
            models.Index(fields=["seat", "ranked_at", "id"], condition=WAITS, name="case_due"),
            models.Index(fields=["seat", "since", "id"], condition=WAITS, name="case_since"),
            models.Index(
                fields=["seat", "kind", "ranked_at", "id"], condition=WAITS, name="case_kind_due"
            ),
            models.Index(fields=["kind", "subject_id", "-opened_at"], name="case_of_subject"),
            models.Index(fields=["vacant"], condition=Q(vacant=True), name="case_vacant"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="case_state_known"),
            models.CheckConstraint(
                condition=WAITS & Q(closed_at=None) & ~Q(seat="")
                | ~WAITS & Q(closed_at__isnull=False, seat=""),
                name="case_open_has_a_seat",
            ),
            models.UniqueConstraint(
                fields=["kind", "subject_id"], condition=WAITS, name="case_one_open"
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def about(self) -> tuple[str, str]:
        """The subject, on which the journal writes the lines of its case."""
        return self.kind, self.subject_id


class CaseStep(models.Model):
    """A step (环节) of one case: frozen from the spec at opening, then when and where it was."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="steps", verbose_name="事项")
    place_in_row = models.PositiveSmallIntegerField("第几环节")
    code = models.CharField("代码", max_length=40)
    label = models.CharField("名称", max_length=200)
    kind = models.CharField("种类", max_length=16)
    clause = models.CharField("条款", max_length=200, blank=True)
    words = models.TextField("原文", blank=True)
    ours = models.BooleanField("平台约定", default=False)
    marks = models.PositiveSmallIntegerField("评审人数", default=1)
    body = models.JSONField("办理方", null=True)
    due = models.JSONField("期限", null=True)
    entered_at = models.DateTimeField("进入时间", null=True)
    left_at = models.DateTimeField("办结时间", null=True)
    seat = models.CharField("轮到", max_length=120, blank=True)
    seat_label = models.CharField("轮到谁", max_length=200, blank=True)

    class Meta:
        ordering = ["case", "place_in_row"]
        constraints = [
            models.UniqueConstraint(fields=["case", "place_in_row"], name="case_step_in_row"),
        ]

    def __str__(self) -> str:
        return self.label


class Decision(models.Model):
    """A decision (决定): who decided what at which turn, with the items to mend, and why."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="decisions", verbose_name="事项")
    turn = models.PositiveIntegerField("第几次轮到")
    step = models.CharField("环节", max_length=200)
    seat = models.CharField("在哪个岗位", max_length=120)
    outcome = models.CharField("结论", max_length=16, choices=Outcome.choices)
    items = models.JSONField("要改的项", default=list)
    item_labels = models.JSONField("要改的项的名称", default=list)
    comment = models.TextField("意见", blank=True)
    person_id = models.UUIDField("决定人", null=True)
    at = models.DateTimeField("时间")

    class Meta:
        indexes = [models.Index(fields=["person_id", "-at", "-id"], name="decision_of_person")]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=Outcome.values), name="decision_outcome_known"
            ),
            models.UniqueConstraint(fields=["case", "turn"], name="decision_once_a_turn"),
        ]

    def __str__(self) -> str:
        return f"{self.step} {self.get_outcome_display()}"
