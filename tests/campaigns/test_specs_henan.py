"""The Henan spec holds every demand of its notice (S0), each in its place."""

import pytest

from make.specs import ids, look, shipped

VIDEO = "categories.video"
FILM = "categories.video.slots.film.rules"
ARTICLE = "categories.article.slots.text.rules"
SOUND = "categories.audio.slots.sound.rules"
PICTURE = "categories.image.slots.picture.rules"
WORK = "forms.work.fields"

HOLDS = [
    ("S0-01", "notice.addressees.*.org_kinds", [
        ("literacy-member",), ("city-cast",), ("province-society",), ("university-cast",),
        ("medical-cast",), ("enterprise-cast",), ("other",),
    ]),
    ("S0-02", "notice.addressees.1.label", "各省辖市、济源示范区科协（素质办）"),
    ("S0-03", "notice.parties.*.role", ["host", "co_host", "operator"]),
    ("S0-03", "notice.parties.2.name", "中国知网"),
    ("S0-04", "library.name", "河南省科普资源库"),
    ("S0-05", "notice.programmes", ("科普中原行动", "科普筑基惠民工程")),
    ("S0-06", "windows.collect.opens.at", "2022-07-04"),
    ("S0-06", "windows.collect.closes.at", "2022-08-31"),
    ("S0-07", "windows.collect.rolling", True),
    ("S0-08", "vocabularies.unit-kind.entries.*.label", [
        "政府部门", "科协组织", "高校", "科研院所", "企事业单位", "科普机构",
    ]),
    ("S0-08", "classes.unit.recommends", True),
    ("S0-09", "vocabularies.theme.entries.emergency.label", "应急避险"),
    ("S0-10", "vocabularies.theme.entries.frontier.label", "前沿技术"),
    ("S0-11", "vocabularies.theme.entries.health.label", "卫生健康"),
    ("S0-12", "vocabularies.theme.entries.encyclopedia.label", "科学百科"),
    ("S0-13", "vocabularies.theme.entries.countryside.label", "乡村振兴"),
    ("S0-14", "vocabularies.theme.open_ended", True),
    ("S0-15", f"{VIDEO}.subtypes.*.label", [
        "专家报告", "科普短片", "动漫动画", "微视频", "微电影", "科学实验", "展品讲解", "科普演讲",
    ]),
    ("S0-16", f"{FILM}.format.limits", {"one_of": ["mp4", "mov"]}),
    ("S0-16", f"{FILM}.format.weight", "block"),
    ("S0-17", f"{FILM}.resolution.limits", {"at_least": [1280, 720]}),
    ("S0-17", f"{FILM}.resolution.weight", "block"),
    ("S0-18", f"{FILM}.subtitles.words", "如有文字需配清晰中文字幕"),
    ("S0-18", "rubrics.content.criteria.subtitles.categories", ("video",)),
    ("S0-19", f"{FILM}.length.limits", {"any": True}),
    ("S0-20", "categories.article.subtypes.*.label", [
        "科普文章", "科普科幻作品", "科普活动策划方案", "科普图书",
    ]),
    ("S0-21", f"{ARTICLE}.format.limits", {"one_of": ["docx", "doc", "wps", "pdf"]}),
    ("S0-22", "rubrics.content.criteria.layout.words", "排版美观，内容清晰"),
    ("S0-23", f"{ARTICLE}.length.limits", {"any": True}),
    ("S0-24", "categories.sms.fields.occasion.choices", "occasion"),
    ("S0-24", "vocabularies.occasion.entries.*.label", [
        "全国科普日", "科技活动周", "全国科技工作者日", "防灾减灾日", "应急科普宣传",
    ]),
    ("S0-25", "categories.sms.slots.text.rules.length.limits", {
        "ranges": [[60, 65], [120, 125]], "count": "signs",
    }),
    ("S0-25", "categories.sms.slots.text.rules.length.weight", "warn"),
    ("S0-26", "categories.audio.subtypes.*.label", [
        "科普知识", "科学辟谣", "科普演讲", "科学故事",
    ]),
    ("S0-27", f"{SOUND}.format.limits", {"one_of": ["mp3", "wav"]}),
    ("S0-28", f"{SOUND}.loudness.words", "音效好"),
    ("S0-28", "rubrics.content.criteria.sound.categories", ("audio",)),
    ("S0-29", f"{SOUND}.length.limits", {"any": True}),
    ("S0-30", "categories.image.subtypes.*.label", ["科普挂图", "海报", "宣传画", "漫画故事"]),
    ("S0-31", f"{PICTURE}.format.limits", {"one_of": ["jpg"]}),
    ("S0-32", f"{PICTURE}.dpi.limits", {"at_least": 300}),
    ("S0-32", f"{PICTURE}.dpi.weight", "block"),
    ("S0-32", "categories.image.fields.print_width_mm.ours", True),
    ("S0-33", "categories.image.slots.picture.count", (1, 60)),
    ("S0-34", "rubrics.content.criteria.*.label", [
        "积极向上", "科学性", "趣味性", "易于传播", "有清晰中文字幕", "排版美观，内容清晰",
        "音效好", "无商业广告", "无外部链接", "链接资源清晰度满足要求",
    ]),
    ("S0-35", f"{ARTICLE}.no-adverts.weight", "block"),
    ("S0-35", "rubrics.content.criteria.no-adverts.words", "不得出现商业广告和外部链接"),
    ("S0-36", f"{ARTICLE}.no-links.limits", {"at_most": 0}),
    ("S0-36", "categories.sms.slots.text.rules.no-links.weight", "block"),
    ("S0-36", f"{FILM}.no-qr-codes.limits", {"at_most": 0}),
    ("S0-36", f"{PICTURE}.no-qr-codes.weight", "block"),
    ("S0-37", f"{FILM}.made-since.limits", {"at_least": 2015}),
    ("S0-37", f"{FILM}.made-since.weight", "warn"),
    ("S0-37", f"{WORK}.made_in.required", True),
    ("S0-38", f"{FILM}.made-since.waiver", "特别优质的资源可适当放宽时间要求"),
    ("S0-39", f"{WORK}.rights.choices", "rights"),
    ("S0-39", f"{WORK}.rights-holder.required", True),
    ("S0-39", "forms.work.slots.authorisation.when.one_of", ("granted",)),
    ("S0-40", f"{WORK}.promise.promise", "rights"),
    ("S0-40", "texts.rights.version", 1),
    ("S0-41", "texts.public-use.kind", "licence"),
    ("S0-41", "library.licence", "public-use"),
    ("S0-42", "awards.organisation.recipients", ("unit", "person")),
    ("S0-42", "awards.organisation.kind", "commendation"),
    ("S0-43", "library.clause", "五2"),
    ("S0-44", "library.attribution", ("recommender", "rights_holder")),
    ("S0-45", "library.outlets", ("河南省科普资源库", "各级各类媒体")),
    ("S0-46", "awards.excellent.basis", "传播效果"),
    ("S0-46", "selections.excellent.clause", "五2"),
    ("S0-48", "classes.unit.persons", False),
    ("S0-49", "ways.*.kind", [
        "upload", "batch", "disk", "cloud_link", "web_link", "total_link",
    ]),
    ("S0-50", "contacts.office.org", "组委会办公室"),
    ("S0-51", "contacts.province.org", "省科协科普部"),
    ("S0-52", "attachments.remarks.label", "河南省优质科普资源征集活动注意事项"),
    ("S0-55", "forms.registration.fields.org.required", True),
    ("S0-56", "obligations.account.due.hours", 24),
    ("S0-58", "ways.batch.words", "登录活动平台按照页面提示单个或批量上传"),
    ("S0-59", "ways.disk.on_behalf", True),
    ("S0-60", "ways.cloud.providers", ("百度网盘", "腾讯微云", "阿里云盘")),
    ("S0-61", "ways.site.kind", "web_link"),
    ("S0-61", "rubrics.content.criteria.clear-link.words", "清晰度需满足要求"),
    ("S0-62", "ways.sites.kind", "total_link"),
    ("S0-63", "forms.manifest.rows", True),
    ("S0-63", "attachments.manifest.form", "manifest"),
    ("S0-65", "steps.panel.body.duty", "expert"),
    ("S0-65", "steps.panel.marks", 1),
    ("S0-66", "library.in_batches", True),
    ("S0-67", "library.self_managed", True),
    ("S0-69", "notice.purpose", "推动全省科普工作提高有效性、扩大覆盖面、增强影响力"),
]  # fmt: skip
PRODUCT = {
    "pages, QR codes and accounts": "53 54 57",
    "statistics, coverage and reconciliation": "47 64 68",
}


@pytest.mark.parametrize(("demand", "path", "value"), HOLDS)
def test_the_spec_holds_what_the_notice_says(demand, path, value):
    assert look(shipped("henan-resources-2022"), path) == value, demand


def test_every_requirement_is_in_the_spec_or_left_to_the_product():
    held = {demand for demand, _, _ in HOLDS}
    left = {demand for numbers in PRODUCT.values() for demand in ids("S0", numbers)}

    assert held | left == set(ids("S0", "1-69"))
    assert not held & left


def test_works_of_every_category_go_through_check_form_and_expert():
    spec = shipped("henan-resources-2022")

    for category in spec.categories:
        steps = spec.steps_for(category.code)

        assert [step.kind for step in steps] == ["check", "sign_off", "panel"]


def test_the_made_since_rule_holds_for_every_kind_of_file():
    spec = shipped("henan-resources-2022")
    main = {"video": "film", "article": "text", "sms": "text", "audio": "sound", "image": "picture"}

    for code, slot in main.items():
        assert spec.category(code).slot(slot).rule("made-since").limits == {"at_least": 2015}
