"""The e-station spec holds every demand of its notices (S3), each in its place."""

import pytest

from make.specs import ids, look, shipped

STATION = "forms.station"
OFFICER = "forms.officer.fields"

HOLDS = [
    ("S3-01", "notice.parents.*.number", ["科协办函普字〔2019〕48号", "科协普函基字〔2019〕10号"]),
    ("S3-02", "notice.addressees.0.level", "city"),
    ("S3-05", "obligations.plan.form", "plan"),
    ("S3-06", "obligations.performance.every", "quarter"),
    ("S3-06", "rubrics.performance.criteria.*.label", ["e站建设", "信息员建设", "内容传播分享"]),
    ("S3-09", "vocabularies.host-type.entries.*.label", [
        "新时代文明实践中心", "基层党群（政务）服务中心", "社区综合性文化服务中心", "学校", "医院",
        "农村专业技术协会", "科普教育（示范）基地", "公共交通场站",
    ]),
    ("S3-10", "steps.county-audit.body.level", "county"),
    ("S3-11", "steps.city-recheck.modes", ("recheck", "filing")),
    ("S3-12", f"{STATION}.slots.plaque-photo.when.field", "plaque"),
    ("S3-13", "seats.city-liaison.words", "安排专人负责科普中国e站建设工作"),
    ("S3-14", "obligations.monthly.due.day_of_month", 3),
    ("S3-14", "obligations.monthly.every", "month"),
    ("S3-14", "forms.monthly.fields.shares.kind", "number"),
    ("S3-15", "forms.case.fields.text.required", True),
    ("S3-16", "selections.cases.outlets", ("中国科协", "有关媒体")),
    ("S3-17", "contacts.province.org", "河南省科协科普部"),
    ("S3-18", "notice.policies.0.replaced_by", "科普中国e站建设管理办法"),
    ("S3-18", "windows.in-force.opens.at", "2019-03-05"),
    ("S3-20", "vocabularies.activity-type.entries.*.label", [
        "移动端传播", "科学文化", "文明实践", "健康生活", "教育培训",
    ]),
    ("S3-21", "categories.info-officer.holds", "officer"),
    ("S3-22", "vocabularies.channel.entries.*.label", ["微信群", "QQ群", "公众号"]),
    ("S3-24", f"{STATION}.fields.project.clause", "办法第四条"),
    ("S3-25", f"{OFFICER}.station.required", False),
    ("S3-26", "rubrics.five-haves.criteria.*.label", [
        "有网络", "有人员", "有场所", "有活动", "有终端",
    ]),
    ("S3-26", "steps.county-visit.rubric", "five-haves"),
    ("S3-27", f"{STATION}.fields.wifi.kind", "yes_no"),
    ("S3-27", f"{STATION}.slots.network-photo.count", (1, 3)),
    ("S3-28", f"{STATION}.fields.staff.repeat", (1, 30)),
    ("S3-28", f"{STATION}.fields.staff.columns.*.label", ["姓名", "电话", "信息员账号"]),
    ("S3-29", f"{STATION}.fields.area.required", True),
    ("S3-29", f"{STATION}.slots.place-photos.count", (1, 9)),
    ("S3-30", f"{STATION}.fields.plan.required", True),
    ("S3-31", f"{STATION}.fields.terminals.columns.*.label", ["类型", "数量"]),
    ("S3-31", "vocabularies.terminal.entries.*.ours", [False, False, True, True, True]),
    ("S3-32", f"{STATION}.fields.host-type.choices", "host-type"),
    ("S3-32", f"{STATION}.fields.partners.label", "共建部门"),
    ("S3-36", "vocabularies.activity-kind.entries.*.label", [
        "科普教育培训", "展览", "咨询", "竞赛",
    ]),
    ("S3-36", "vocabularies.occasion.entries.*.label", ["全国科普日", "科技活动周"]),
    ("S3-39", "categories.station.forms", ("station",)),
    ("S3-40", "steps.county-visit.label", "县级实地核查"),
    ("S3-40", "steps.county-audit.due.working_days", 15),
    ("S3-41", "steps.city-recheck.body.level", "city"),
    ("S3-43", "steps.city-recheck.words",
     "经县级科协审核、地市级科协复核后可认定为科普中国e站并纳入统计序列"),
    ("S3-46", "rubrics.evaluation.criteria.*.points", [40, 30, 30]),
    ("S3-47", "sanctions.last.words", "实行动态管理，建立退出机制"),
    ("S3-48", "awards.station.every", "year"),
    ("S3-48", "awards.officer.recipients", ("officer",)),
    ("S3-49", "sanctions.inactive.effects", ("rectify",)),
    ("S3-50", "selections.last.words", "实行末位淘汰制"),
    ("S3-51", "sanctions.unfit.effects", ("withdraw", "merge")),
    ("S3-52", "attachments.visual-manual.label", "科普中国e站视觉形象应用手册"),
    ("S3-53", f"{STATION}.fields.promise.promise", "public-good"),
    ("S3-53", "sanctions.commerce.clause", "办法第十二条"),
    ("S3-54", "sanctions.waste.clause", "办法第十三条"),
    ("S3-55", "sanctions.misuse.effects", ("transfer",)),
    ("S3-56", "notice.parties.2.role", "interpreter"),
    ("S3-57", "attachments.*.code", ["app-manual", "cloud-manual", "visual-manual"]),
    ("S3-58", "categories.info-officer.label", "科普中国信息员"),
    ("S3-63", f"{OFFICER}.promise.promise", "real-name"),
    ("S3-64", f"{OFFICER}.name.label", "科普员姓名"),
    ("S3-65", f"{OFFICER}.place.kind", "place"),
    ("S3-66", f"{OFFICER}.unit.label", "单位名称"),
    ("S3-67", "vocabularies.officer-type.entries.*.label", [
        "中国科协", "省级", "市级", "区县级", "乡镇街道", "个人用户",
    ]),
    ("S3-68", f"{OFFICER}.org.required", False),
    ("S3-69", "steps.certify.body.rule", "operator"),
    ("S3-106", "contacts.app.role", "APP 运营和技术咨询"),
    ("S3-121", "forms.organisation.fields.id-number.secret", True),
    ("S3-121", "forms.organisation.fields.name.ours", True),
    ("S3-125", "contacts.cloud.role", "科普中国云客服"),
    ("S3-126", "attachments.visual-manual.missing", True),
    ("S3-127", "vocabularies.engagement.entries.*.label", ["专职", "兼职"]),
    ("S3-130", "vocabularies.officer-group.entries.*.label", [
        "科技工作者", "科普中国e站管理员", "社区居民", "农村村民", "医院医生",
    ]),
    ("S3-131", "attachments.app-manual.edition", "3.0版（正文称3.16版）"),
    ("S3-138", "selections.retreat.every", "year"),
    ("S3-139", "awards.unit.recipients", ("unit",)),
    ("S3-142", "rubrics.officers.criteria.*.label", ["传播量", "活跃度"]),
    ("S3-143", "forms.feedback.fields.text.required", True),
    ("S3-144", "contacts.cast.org", "中国科协科普部"),
]  # fmt: skip
PRODUCT = {
    "areas, consoles and scopes of the levels": "3 4 7 8 37 38 42 44 45 134",
    "use of content, shares and their figures": "19 23 33-35 128-129 136 140-141",
    "the application and its pages": "59-62 70-94",
    "points": "95-105",
    "the resource library": "107-120 122-124",
    "training, campaigns and stories": "132-133 135 137",
}


@pytest.mark.parametrize(("demand", "path", "value"), HOLDS)
def test_the_spec_holds_what_the_notice_says(demand, path, value):
    assert look(shipped("estation-2019"), path) == value, demand


def test_every_requirement_is_in_the_spec_or_left_to_the_product():
    held = {demand for demand, _, _ in HOLDS}
    left = {demand for numbers in PRODUCT.values() for demand in ids("S3", numbers)}

    assert held | left == set(ids("S3", "1-144"))
    assert not held & left


def test_a_station_is_audited_visited_and_rechecked():
    steps = shipped("estation-2019").steps_for("station")

    assert [step.code for step in steps] == ["county-audit", "county-visit", "city-recheck"]
