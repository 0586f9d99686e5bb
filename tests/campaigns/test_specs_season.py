"""The science day spec holds every demand of its notice (S4), each in its place."""

import pytest

from make.specs import ids, look, shipped

HOLDS = [
    ("S4-01", "notice.addressees.*.org_kinds", [
        ("city-cast",), ("province-society",), ("university-cast",), ("enterprise-cast",),
    ]),
    ("S4-02", "notice.parents.0.issuer", "中国科协等21部门"),
    ("S4-03", "notice.theme", "提升全民科学素质，助力科技自立自强"),
    ("S4-04", "obligations.plan.due.window", "plan"),
    ("S4-04", "windows.plan.closes.at", "2023-08-18T16:00"),
    ("S4-04", "windows.plan.closes.precision", "minute"),
    ("S4-05", "obligations.activities.form", "activity"),
    ("S4-05", "forms.activity.rows", True),
    ("S4-06", "notice.parties.1.role", "receiver"),
    ("S4-07", "selections.activities.outlets", ("中国科协2023年全国科普日优秀活动",)),
    ("S4-08", "windows.publish.opens.at", "2023-08-21"),
    ("S4-08", "obligations.publish.due.window", "publish"),
    ("S4-09", "attachments.guide.clause", "附件2"),
    ("S4-10", "seats.liaison.count", (1, 1)),
    ("S4-10", "seats.liaison.duties", ("clerk", "officer")),
    ("S4-10", "seats.liaison.sole_reviewer_of_own", False),
    ("S4-11", "steps.review-prefecture.body.level", "city"),
    ("S4-12", "seats.unit-liaison.at.rule", "applicant"),
    ("S4-13", "steps.review-society.body.org", "自治区科协学会部"),
    ("S4-13", "steps.review-campus-enterprise.body.org", "自治区科协科技服务中心"),
    ("S4-14", "obligations.roster.form", "roster"),
    ("S4-14", "forms.roster.rows", True),
    ("S4-15", "selections.nation-live.places", 10),
    ("S4-16", "vocabularies.service.entries.*.label", [
        "直播预热宣传", "线下直播拍摄", "直播拉流", "平台同步直播", "渠道推广",
    ]),
    ("S4-16", "categories.live.fields.services.choices", "service"),
    ("S4-17", "categories.live-publicity.holds", "request"),
    ("S4-18", "windows.live.closes.at", "2023-08-18T16:00"),
    ("S4-18", "categories.live.forms", ("live",)),
    ("S4-19", "quotas.*.category", ["live", "live-publicity"]),
    ("S4-19", "quotas.*.at_most", [1, 1]),
    ("S4-20", "steps.select-live.words", "自治区科协将择优推荐到中国科协"),
    ("S4-21", "contacts.live.org", "自治区科协调宣部"),
    ("S4-22", "categories.photo.words", "中国科协拟征集各地全国科普日活动历史图片"),
    ("S4-23", "windows.photo.closes.at", "2023-08-18T16:00"),
    ("S4-24", "vocabularies.photo-kind.entries.*.label", ["发展历程", "重要时刻", "代表性成果"]),
    ("S4-24", "forms.photo.fields.year.required", True),
    ("S4-25", "selections.photos.outlets", ("全国科普日主场活动", "相关媒体")),
    ("S4-25", "texts.photo-use.kind", "licence"),
    ("S4-26", "contacts.photo.org", "自治区科协科普部"),
    ("S4-27", "forms.resource.fields.activity.kind", "work"),
    ("S4-28", "ways.wings.label", "科普中国平台两翼管理员账号"),
    ("S4-29", "categories.resource.tags", ("全国科普日",)),
    ("S4-30", "rubrics.assessment.criteria.uploads.words", "科普资源上传情况"),
    ("S4-31", "attachments.resources.missing", True),
    ("S4-32", "contacts.resource.org", "自治区科协信息中心"),
    ("S4-34", "rubrics.activity.criteria.*.label", [
        "社会需要", "群众喜欢", "影响力大", "服务面广",
    ]),
    ("S4-36", "contacts.main.mails", ("office@example.org",)),
    ("S4-37", "attachments.*.clause", [f"附件{number}" for number in range(1, 7)]),
    ("S4-38", "notice.issued.on", "2023-08-14"),
]  # fmt: skip
PRODUCT = {"participation and publicity figures": "33 35"}


@pytest.mark.parametrize(("demand", "path", "value"), HOLDS)
def test_the_spec_holds_what_the_notice_says(demand, path, value):
    assert look(shipped("science-day-xinjiang-2023"), path) == value, demand


def test_every_requirement_is_in_the_spec_or_left_to_the_product():
    held = {demand for demand, _, _ in HOLDS}
    left = {demand for numbers in PRODUCT.values() for demand in ids("S4", numbers)}

    assert held | left == set(ids("S4", "1-38"))
    assert not held & left


@pytest.mark.parametrize(
    ("klass", "code"),
    [
        ("prefecture", "review-prefecture"),
        ("society", "review-society"),
        ("campus-enterprise", "review-campus-enterprise"),
    ],
)
def test_an_activity_is_reviewed_by_place_or_by_kind(klass, code):
    steps = shipped("science-day-xinjiang-2023").steps_for("activity", klass)

    assert [step.code for step in steps] == [code, "select-activity"]
