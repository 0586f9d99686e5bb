"""The micro-video spec holds every demand of its notice (S2), each in its place."""

import pytest

from make.specs import ids, look, shipped

FILM = "categories.video.slots.film.rules"
ACCOUNT = "forms.account-form"
VIDEO = "forms.video-form"

HOLDS = [
    ("S2-01", "notice.addressees.0.org_kinds", ("youth-association",)),
    ("S2-01", "classes.*.membership", [None, "unit", "person", "none"]),
    ("S2-02", "categories.*.holds", ["work", "account"]),
    ("S2-03", "vocabularies.account-type.entries.*.label", ["个人科普号", "机构科普号"]),
    ("S2-03", "categories.account.fields.account-type.required", True),
    ("S2-04", "rubrics.account.criteria.*.label", [
        "以青少年科技教育活动为主", "科学方法", "科学精神", "科技创新",
    ]),
    ("S2-05", "categories.account.fields.works.bounds.at_least", 50),
    ("S2-05", "categories.account.fields.works.weight", "block"),
    ("S2-05", "categories.account.fields.platform.ours", True),
    ("S2-06", f"{ACCOUNT}.fields.followers.bounds.at_least", 1000),
    ("S2-06", f"{ACCOUNT}.fields.followers.weight", "block"),
    ("S2-07", f"{VIDEO}.fields.original.promise", "original"),
    ("S2-08", f"{FILM}.length.limits", {"at_least": 180, "at_most": 480}),
    ("S2-08", f"{FILM}.length.weight", "block"),
    ("S2-09", "categories.video.subtypes.*.label", [
        "人物故事类", "工作经验类", "科学小实验", "小制作", "小活动",
    ]),
    ("S2-09", "categories.video.open_ended", True),
    ("S2-10", "rubrics.video.criteria.aims.label",
     "普及科学知识，传播科学思想，倡导科学方法，弘扬科学精神"),
    ("S2-11", "rubrics.video.criteria.lawful.points", 0),
    ("S2-12", "rubrics.video.criteria.*.points", [20] * 5 + [0] * 9),
    ("S2-13", "vocabularies.form.entries.*.label", ["视频", "动画", "动漫"]),
    ("S2-14", f"{FILM}.format.limits", {"one_of": ["mp4"]}),
    ("S2-14", f"{FILM}.format.words", "格式须为MP4格式"),
    ("S2-15", f"{FILM}.shape.limits", {"ratio": "16:9"}),
    ("S2-16", f"{FILM}.resolution.limits", {"at_least": [1920, 1080]}),
    ("S2-17", f"{FILM}.size.limits", {"at_least": 100_000_000, "at_most": 300 * 2**20}),
    ("S2-18", "rubrics.video.criteria.picture.words", "作品画面清晰，层次分明，色彩自然"),
    ("S2-19", f"{FILM}.gaps.limits", {"at_most": 0}),
    ("S2-19", f"{FILM}.gaps.weight", "block"),
    ("S2-20", f"{FILM}.sync.check", "av_sync"),
    ("S2-21", f"{FILM}.loudness.check", "loudness"),
    ("S2-21", f"{FILM}.swing.check", "loudness_swing"),
    ("S2-21", f"{FILM}.clipping.words", "不失真"),
    ("S2-22", f"{FILM}.noise.weight", "warn"),
    ("S2-22", "rubrics.video.criteria.sound.clause", "一（二）3"),
    ("S2-23", "rubrics.video.criteria.chinese.words", "视频中的文字语言应为中文"),
    ("S2-24", "rubrics.video.criteria.mandarin.words", "配音和解说使用普通话"),
    ("S2-25", f"{FILM}.subtitles.check", "subtitles"),
    ("S2-25", "rubrics.video.criteria.subtitles.words", "配中文字幕"),
    ("S2-26", "rubrics.video.criteria.parts.words", "视频应由片头、正片、片尾三部分构成"),
    ("S2-36", "selections.accounts.places", 20),
    ("S2-37", "selections.accounts.outlets", ("科普中国", "协会", "科创筑梦")),
    ("S2-38", "awards.entry.label", "入驻证书"),
    ("S2-39", "selections.videos.places", 200),
    ("S2-40", "selections.stars.places", 10),
    ("S2-40", "selections.stars.of", "videos"),
    ("S2-41", "awards.star.kind", "title"),
    ("S2-41", "awards.invitation.kind", "invitation"),
    ("S2-42", "windows.collect.closes.at", "2022-10-31"),
    ("S2-43", "ways.cloud.providers", ("百度网盘",)),
    ("S2-43", "ways.upload.ours", True),
    ("S2-44", "categories.video.slots.*.label", ["视频作品成稿", "封面图"]),
    ("S2-44", "categories.video.forms", ("video-form",)),
    ("S2-45", "categories.video.slots.film.name", "{province}{org}{title}"),
    ("S2-46", "ways.mailbox.kind", "mailbox"),
    ("S2-47", "ways.cloud.permanent", True),
    ("S2-48", "contacts.works.role", "作品接收"),
    ("S2-48", "contacts.works.confirm", "邮箱用户名疑似 member 之误，按通知原样保留"),
    ("S2-49", f"{ACCOUNT}.fields.title.label", "科普号名称"),
    ("S2-50", f"{ACCOUNT}.slots.seal.when.one_of", ("unit",)),
    ("S2-51", f"{ACCOUNT}.slots.signed.handwritten", True),
    ("S2-51", f"{ACCOUNT}.fields.signed-on.kind", "date"),
    ("S2-52", f"{ACCOUNT}.fields.name.label", "姓名"),
    ("S2-53", f"{ACCOUNT}.fields.org.label", "工作单位"),
    ("S2-54", f"{ACCOUNT}.fields.position.label", "职务"),
    ("S2-55", f"{ACCOUNT}.fields.rank.label", "职称"),
    ("S2-56", f"{ACCOUNT}.fields.discipline.label", "专业领域"),
    ("S2-57", f"{ACCOUNT}.fields.followers.kind", "number"),
    ("S2-58", f"{ACCOUNT}.fields.phone.kind", "phone"),
    ("S2-59", f"{ACCOUNT}.fields.mail.kind", "mail"),
    ("S2-60", f"{ACCOUNT}.fields.experience.kind", "long_text"),
    ("S2-60", f"{ACCOUNT}.slots.more.label", "别附页"),
    ("S2-61", f"{ACCOUNT}.fields.link.kind", "cloud_link"),
    ("S2-62", "steps.recommend.body.rule", "recommender"),
    ("S2-62", f"{ACCOUNT}.slots.recommendation.clause", "附件1"),
    ("S2-63", f"{VIDEO}.fields.applicant.label", "单位名称（申报人）"),
    ("S2-64", f"{VIDEO}.fields.member.kind", "yes_no"),
    ("S2-65", f"{VIDEO}.fields.title.label", "微视频名称"),
    ("S2-66", f"{VIDEO}.fields.discipline.label", "类别（专业领域）"),
    ("S2-67", f"{VIDEO}.fields.broadcast.kind", "date"),
    ("S2-67", "published.rule", "asked"),
    ("S2-68", f"{VIDEO}.fields.creators.columns.*.label", ["姓名", "工作或学习单位", "职务"]),
    ("S2-69", f"{VIDEO}.fields.link.kind", "cloud_link"),
    ("S2-70", f"{VIDEO}.fields.phone.kind", "phone"),
    ("S2-71", f"{VIDEO}.fields.mail.label", "电子邮箱"),
    ("S2-72", f"{VIDEO}.fields.abstract.bounds.at_most", 300),
    ("S2-72", f"{VIDEO}.fields.abstract.weight", "block"),
    ("S2-73", "texts.author.outlets", ("科普中国", "科创筑梦", "微信", "抖音")),
    ("S2-73", "texts.author.signed", True),
    ("S2-74", f"{VIDEO}.slots.signed.formats", ("jpg", "png", "pdf")),
    ("S2-75", f"{VIDEO}.slots.recommendation.words", "推荐单位"),
    ("S2-76", f"{VIDEO}.slots.signed.handwritten", True),
    ("S2-77", "steps.public.kind", "notice"),
]  # fmt: skip
QUOTAS = {
    ("province", "account"): 5,
    ("province", "video"): 10,
    ("unit-member", "account"): 2,
    ("unit-member", "video"): 3,
    ("person-member", "account"): 1,
    ("person-member", "video"): 1,
    ("self", "account"): 1,
    ("self", "video"): 1,
}
PRODUCT = {"quotas hold when many hand in at once": "35"}


@pytest.mark.parametrize(("demand", "path", "value"), HOLDS)
def test_the_spec_holds_what_the_notice_says(demand, path, value):
    assert look(shipped("youth-microvideo-2022"), path) == value, demand


def test_quotas_are_those_of_the_notice():
    quotas = shipped("youth-microvideo-2022").quotas

    assert {(quota.klass, quota.category): quota.at_most for quota in quotas} == QUOTAS


def test_every_requirement_is_in_the_spec_or_left_to_the_product():
    held = {demand for demand, _, _ in HOLDS} | set(ids("S2", "27-34"))
    left = {demand for numbers in PRODUCT.values() for demand in ids("S2", numbers)}

    assert held | left == set(ids("S2", "1-77"))
    assert not held & left


def test_the_two_objects_go_different_ways():
    spec = shipped("youth-microvideo-2022")

    video = [step.code for step in spec.steps_for("video", "province")]
    account = [step.code for step in spec.steps_for("account", "self")]

    assert video == ["check", "recommend", "panel-video", "select-video", "select-star", "public"]
    assert account == ["check", "panel-account", "select-account", "public"]
