"""The creation spec holds every demand of its notice (S1), each in its place."""

import pytest

from make.specs import ids, look, shipped

FILM = "categories.video.slots.film.rules"
ACCOUNT = "forms.account-form"

HOLDS = [
    ("S1-01", "notice.addressees.*.org_kinds", [
        ("national-society",), ("province-cast", "subprovincial-cast"), ("corps-cast",), ("other",),
    ]),
    ("S1-02", "classes.recommended.persons", True),
    ("S1-04", "categories.*.priority", [1, 2, 3, 4, 5, 6, 7, 8, 9]),
    ("S1-05", "classes.recommender.recommends", True),
    ("S1-05", "steps.register.kind", "decision"),
    ("S1-07", "attachments.account-form.form", "account-form"),
    ("S1-07", f"{ACCOUNT}.print", True),
    ("S1-08", "attachments.account-guide.label", "科普号开通流程"),
    ("S1-09", "ways.upload.help", "科普号-个人中心-创作培育计划"),
    ("S1-10", "categories.*.holds", ["work"] * 5 + ["pitch"] * 3 + ["account"]),
    ("S1-11", "notice.parties.1.role", "operator"),
    ("S1-11", "notice.parties.1.name", "中国科学技术出版社"),
    ("S1-12", "steps.panel.words",
     "通过组织专家对申报作品或选题进行评选，并将结果反馈给申报对象"),
    ("S1-16", "published.first_release", "科普中国平台"),
    ("S1-17", "selections.promotion.outlets", ("相应的渠道、平台",)),
    ("S1-19", "selections.works.every", "month"),
    ("S1-19", "rubrics.monthly.criteria.*.label", ["内容质量", "传播效果"]),
    ("S1-20", "selections.teams.every", "quarter"),
    ("S1-21", "awards.team-contract.kind", "contract"),
    ("S1-22", "windows.apply.opens.at", "2023-03-10"),
    ("S1-22", "windows.apply.closes.precision", "month"),
    ("S1-23", "texts.original.kind", "promise"),
    ("S1-23", f"{FILM}.not-seen-before.check", "duplicate"),
    ("S1-24", "published.rule", "forbidden"),
    ("S1-25", "forms.work.fields.original.promise", "original"),
    ("S1-26", f"{FILM}.length.limits", {"at_most": 300}),
    ("S1-26", f"{FILM}.length.weight", "warn"),
    ("S1-27", "categories.video.subtypes.*.label", [
        "纪录片", "宣传片", "微电影", "访谈", "动画", "AR", "VR",
    ]),
    ("S1-27", "categories.video.open_ended", True),
    ("S1-28", f"{FILM}.resolution.limits", {"at_least": [1920, 1080]}),
    ("S1-28", f"{FILM}.resolution.weight", "block"),
    ("S1-29", f"{FILM}.bit-rate.limits", {"at_least": 5_000_000}),
    ("S1-29", f"{FILM}.bit-rate.weight", "block"),
    ("S1-29", f"{FILM}.bit-rate-advised.limits", {"at_least": 8_000_000}),
    ("S1-29", f"{FILM}.bit-rate-advised.weight", "info"),
    ("S1-30", "categories.graphic.slots.text.rules.length.limits",
     {"at_least": 1200, "at_most": 3000}),
    ("S1-30", "categories.graphic.slots.text.rules.length.weight", "warn"),
    ("S1-31", "categories.graphic-deep.slots.text.rules.length.limits", {"at_most": 5000}),
    ("S1-31", "categories.graphic-deep.slots.text.rules.length.weight", "block"),
    ("S1-32", "categories.comic.fields.points.repeat", (1, 20)),
    ("S1-32", "categories.comic.slots.picture.count", (1, 60)),
    ("S1-33", "categories.comic.slots.picture.rules.pixels.limits", {"at_least": [1280, 720]}),
    ("S1-33", "categories.graphic.slots.pictures.rules.pixels.weight", "block"),
    ("S1-34", "categories.app.subtypes.*.label", ["H5", "小游戏"]),
    ("S1-34", "categories.app.slots.preview.count", (1, 20)),
    ("S1-35", "rubrics.entry.criteria.app.label", "画面美观，具有趣味性、观赏性、互动性"),
    ("S1-36", "categories.app.fields.pages.bounds.at_least", 6),
    ("S1-36", "categories.app.fields.pages.when.one_of", ("h5",)),
    ("S1-37", "categories.app.fields.levels.bounds.at_least", 3),
    ("S1-37", "categories.app.fields.levels.weight", "block"),
    ("S1-38", "categories.topic-video.slots.script.label", "拍摄脚本"),
    ("S1-38", "categories.topic-graphic.slots.outline.label", "写作大纲"),
    ("S1-38", "categories.topic-app.slots.plan.label", "策划方案"),
    ("S1-39", "categories.topic-app.fields.*.label", ["具体内容介绍", "团队资质", "执行计划"]),
    ("S1-39", "categories.topic-app.fields.*.required", [True, True, True]),
    ("S1-40", "categories.topic-video.slots.past.count", (0, 10)),
    ("S1-41", "attachments.topic-guide.missing", True),
    ("S1-42", "vocabularies.direction.entries.*.label", [
        "解读国家战略", "剖析前沿科技", "回应社会热点",
        "宣传科学人物", "普及应急知识", "澄清科学谣言",
    ]),
    ("S1-43", "rubrics.entry.criteria.*.points", [20, 20, 20, 15, 15, 10, 0, 0, 0]),
    ("S1-44", "sanctions.published-before.effects", ("disqualify",)),
    ("S1-45", "texts.label.text", "科普中国网络创作培育计划"),
    ("S1-45", "rubrics.labelling.criteria.label.clause", "七（二）"),
    ("S1-46", "texts.brand.kind", "mark"),
    ("S1-47", "sanctions.subcontracting.effects", ("disqualify", "recover")),
    ("S1-48", "texts.contract.clause", "七（三）"),
    ("S1-49", "sanctions.misuse.cause", "擅自变更资金用途，擅自挤占、截留和挪用"),
    ("S1-50", "contacts.*.role", ["科普号注册", "作品申报", "主办单位联系"]),
    ("S1-51", f"{ACCOUNT}.fields.title.unique", True),
    ("S1-52", "vocabularies.subject.entries.*.label", ["单位", "团队", "个人"]),
    ("S1-53", f"{ACCOUNT}.slots.seal.when.one_of", ("unit",)),
    ("S1-54", f"{ACCOUNT}.slots.signed.handwritten", True),
    ("S1-54", f"{ACCOUNT}.fields.signed-on.kind", "date"),
    ("S1-55", f"{ACCOUNT}.fields.name.label", "姓名"),
    ("S1-56", f"{ACCOUNT}.fields.org.label", "单位"),
    ("S1-57", f"{ACCOUNT}.fields.position.label", "职务"),
    ("S1-58", f"{ACCOUNT}.fields.rank.label", "职称"),
    ("S1-59", f"{ACCOUNT}.fields.discipline.label", "专业领域"),
    ("S1-60", f"{ACCOUNT}.fields.phone.kind", "phone"),
    ("S1-61", f"{ACCOUNT}.fields.mail.kind", "mail"),
    ("S1-62", f"{ACCOUNT}.slots.more.label", "另附页"),
    ("S1-62", f"{ACCOUNT}.fields.experience.kind", "long_text"),
    ("S1-63", "steps.recommend.body.rule", "recommender"),
    ("S1-63", f"{ACCOUNT}.slots.recommendation.count", (1, 1)),
]  # fmt: skip
PRODUCT = {
    "stages of a creator's record": "3",
    "dashboards": "6",
    "the creation academy": "13-15",
    "share links": "18",
}


@pytest.mark.parametrize(("demand", "path", "value"), HOLDS)
def test_the_spec_holds_what_the_notice_says(demand, path, value):
    assert look(shipped("kepu-creation-2023"), path) == value, demand


def test_every_requirement_is_in_the_spec_or_left_to_the_product():
    held = {demand for demand, _, _ in HOLDS}
    left = {demand for numbers in PRODUCT.values() for demand in ids("S1", numbers)}

    assert held | left == set(ids("S1", "1-63"))
    assert not held & left


def test_the_window_closes_with_its_last_month():
    closes = shipped("kepu-creation-2023").windows[0].closes

    assert closes.end.isoformat() == "2024-03-31T23:59:59.999999+08:00"
