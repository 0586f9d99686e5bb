"""Sample data of the style guide (样式册): made-up places, persons and figures."""

from __future__ import annotations

from datetime import datetime
from types import SimpleNamespace as Of
from zoneinfo import ZoneInfo

from django import forms

from kepu.look.cards import Card
from kepu.look.icons import ICONS

CHINA = ZoneInfo("Asia/Shanghai")
NOW = datetime(2022, 8, 13, 15, 0, tzinfo=CHINA)
CLOSES = datetime(2022, 9, 1, 0, 0, tzinfo=CHINA)
PAGES = {
    "base": "基础",
    "forms": "表单",
    "lists": "列表与表格",
    "demand": "要求与结论",
    "case": "办理",
    "media": "文件与播放",
    "desk": "工作台框架",
    "review": "评审台框架",
}
TITLES = (
    ("雷雨来临前，身体会给你哪些信号？", "应急避险", "视频", "square-play", "3分42秒"),
    ("青贮玉米怎样做到既增产又安全", "乡村振兴", "图文", "file-text", "1860字"),
    ("一张图看懂国产大型盾构机", "前沿技术", "挂图", "image", "6张"),
    ("夏季食物中毒的五个误区", "卫生健康", "音频", "audio-lines", "8分10秒"),
    ("土星光环会消失吗", "科学百科", "视频", "square-play", "4分55秒"),
    ("从一粒种子看懂基因编辑育种", "前沿技术", "视频", "square-play", "5分00秒"),
    ("地震预警响起后的黄金十二秒", "应急避险", "挂图", "image", "4张"),
    ("黄河为什么会“地上悬河”", "科学百科", "图文", "file-text", "2400字"),
    ("测一测：你的大脑有多容易被骗", "科学百科", "应用", "layout-grid", "12题"),
)


class SampleForm(forms.Form):
    """One field of every kind, as a work's form might have them."""

    title = forms.CharField(label="作品名称", max_length=40)
    subtype = forms.ChoiceField(
        label="细类", choices=[("", "请选择"), ("poster", "科普挂图"), ("comic", "漫画故事")]
    )
    width = forms.IntegerField(
        label="印制宽度（毫米）", required=False, help_text="用来算 DPI。A3 竖版是 297"
    )
    topic = forms.ChoiceField(
        label="主题",
        choices=[
            (name, name)
            for name in ("应急避险", "前沿技术", "卫生健康", "科学百科", "乡村振兴", "其他")
        ],
        widget=forms.RadioSelect,
    )
    about = forms.CharField(
        label="内容简介",
        max_length=300,
        widget=forms.Textarea,
        help_text="说清讲什么、给谁看、谁审定的",
    )
    made = forms.CharField(
        label="完成时间",
        help_text="写到月份就行",
        widget=forms.TextInput(attrs={"placeholder": "如 2021 年 6 月"}),
    )
    shot = forms.DateField(
        label="拍摄日期", required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    audience = forms.MultipleChoiceField(
        label="适用人群",
        required=False,
        choices=[(name, name) for name in ("青少年", "老年人", "农民", "产业工人", "社区居民")],
        widget=forms.CheckboxSelectMultiple,
    )
    letter = forms.FileField(label="授权书", required=False, help_text="PDF 或照片，盖章")
    promise = forms.BooleanField(
        label="本单位对这件作品有合法版权，或已获得授权，不存在知识产权争议。"
    )


def filled() -> SampleForm:
    """Fill the form, leaving two demands open."""
    form = SampleForm(
        {
            "title": "打雷时，你站的地方安全吗",
            "subtype": "poster",
            "width": "297",
            "topic": "应急避险",
            "about": "六张挂图，讲清打雷时在田里、水边、家里该怎么做，以及有人被击中后的急救步骤。",
            "audience": ["农民", "社区居民"],
        }
    )
    form.fields["made"].error_messages["required"] = "还没填。写到月份就行，如 2021 年 6 月"
    form.fields["promise"].error_messages["required"] = "还没确认。请读过承诺后勾选"
    form.is_valid()
    return form


def items() -> list[Card]:
    return [
        Card(url="#", title=title, topic=topic, form=form, icon=icon, measure=measure, picture="",
             owner="河洛市科技馆", downloads=1204 - 97 * at, views=86_000 if at == 0 else None)
        for at, (title, topic, form, icon, measure) in enumerate(TITLES)
    ]  # fmt: skip


QR_WORDS = "不得出现商业广告和外部链接"
BROKEN = [Of(says="片尾 3:31 有二维码，指向站外网页", clause="四（三）1", words=QR_WORDS)]
UNKNOWN = [
    Of(
        says="1:10–1:24 的画面文字是否配了字幕，请看一眼",
        clause="四（二）1",
        words="如有文字需配清晰中文字幕",
    ),
    Of(says="片尾鸣谢的两家企业算不算商业广告，请看一眼", clause="四（三）1", words=QR_WORDS),
]
KEPT = [
    Of(item="格式", value="MP4"),
    Of(item="画面", value="1920×1080"),
    Of(item="制作时间", value="2021 年 6 月"),
    Of(item="时长（不限）", value="3 分 42 秒"),
    Of(item="响度", value="−17.8 LUFS", note="参考"),
    Of(item="静帧", value="没有", note="参考"),
    Of(item="颜色模式", value="CMYK", note="提醒"),
    Of(item="版权承诺", value="已签，附授权书"),
]
DEMANDS = [
    Of(item="文件格式", weight="block", demand="MP4 或 MOV", note="按文件内容判断，不看扩展名", clause="四（二）1",
       words="格式为高清MP4/MOV"),
    Of(item="画面大小", weight="block", demand="不低于 1280×720", note="竖屏按长边、短边分别比较", clause="四（二）1",
       words="分辨率不低于1280*720"),
    Of(item="制作时间", weight="warn", demand="2015 年以来制作", note="特别优质的可以放宽", clause="四（三）2",
       words="原则上应是2015年以来开发的作品"),
    Of(item="时长", weight="any", demand="不限", note="", clause="四（二）1", words="时长不限"),
    Of(item="单个文件", weight="block", demand="不超过 2 GB", note="", ours=True),
]  # fmt: skip
STEPS = [
    Of(name="自动检查", fact="8 月 11 日", state="done"),
    Of(name="市科协初审", fact="轮到你", state="now"),
    Of(name="专家审核", fact="1 位专家", state=""),
    Of(name="分批推送", fact="承办人员", state=""),
]
WAITS = [
    Of(state="ok", says="6 张图里 2 张可以报送"),
    Of(state="", says="第 2 张还在上传，约 13 秒"),
    Of(state="bad", says="第 5 张清晰度不够", url="#file-5", link="去替换"),
    Of(state="bad", says="完成时间没填", url="#id_made", link="去填写"),
]
TODOS = [
    Of(id="1", kind="单位认证", tone="info", title="嵩云县人民医院申请账号", url="#", who="登记单位账号 · 等了 21 小时",
       due="剩 3 小时", hot=True),
    Of(id="2", kind="作品 · 视频", tone="brand", title="雷雨来临前，身体会给你哪些信号？", url="#",
       who="河洛市气象局 · 等了 2 天", due="今天 18:00", hot=True),
    Of(id="3", kind="作品 · 图片", tone="brand", title="打雷时，你站的地方安全吗", url="#",
       who="嵩云县疾控中心 · 等了 1 天", due="剩 1 天 3 小时", hot=False),
    Of(id="4", kind="e站建站", tone="ok", title="青石镇科普中国e站申请建站", url="#", who="伊水县科协 · 等了 3 天",
       due="剩 2 天", hot=False),
    Of(id="5", kind="活动", tone="warn", title="全国科普日主会场活动备案", url="#", who="河洛市科技馆 · 等了 5 小时",
       due="剩 2 天", hot=False),
]  # fmt: skip
PAST = [
    Of(says="到你这里，等初审", when="8 月 11 日 09:31 · 按属地由河洛市科协初审"),
    Of(says="自动检查完成，1 项不符合，2 项判断不了", when="8 月 11 日 09:31 · 平台"),
    Of(says="河洛市气象局报送", when="8 月 11 日 09:26 · 经办人 何青禾"),
]
RETRY, REMOVE = Of(label="替换", icon="rotate-cw"), Of(label="移除", icon="x")
FILES = [
    Of(id=1, name="1 雷声一响先回屋.jpg", icon="image", state="ok", label="通过检查", size=48_444_211,
       facts=["JPG", "3508×4961", "300 DPI"], acts=[RETRY, REMOVE]),
    Of(id=2, name="2 田里干活怎么躲.jpg", icon="image", state="brand", label="正在上传", size=123_731_968,
       note="3.4 MB/s，还要 13 秒", at=62, of=100, acts=[Of(label="暂停上传", icon="pause"), REMOVE]),
    Of(id=3, name="3 水边钓鱼怎么躲.jpg", icon="image", state="", label="已暂停", size=100_663_296, note="已传 38.4 MB",
       at=40, of=100, held=True, acts=[Of(label="继续上传", icon="play"), REMOVE]),
    Of(id=4, name="4 被击中怎么救.jpg", icon="image", state="info", label="正在检查", size=55_259_955,
       facts=["JPG", "3508×4961"], note="还在找链接和二维码，约 20 秒", acts=[RETRY, REMOVE]),
    Of(id=5, name="5 家里电器怎么管.jpg", icon="image", state="bad", label="要换一张", size=3_250_585, facts=["JPG"],
       acts=[RETRY, REMOVE], says=[Of(
           tone="bad", what="清晰度 150 DPI，低于 300。", why="这张图宽 1754 像素，印成 297 毫米宽就会发虚。",
           remedy="从设计软件重新导出，宽度不少于 3508 像素，再点替换。", clause="四（二）4", words="分辨率为300DPI以上")]),
    Of(id=6, name="6 避雷针怎么工作.jpg", icon="image", state="warn", label="提醒，可以报送", size=64_801_996,
       facts=["JPG", "3508×4961", "300 DPI"], acts=[RETRY, REMOVE], says=[Of(
           tone="warn", what="颜色模式是 CMYK，", why="在网页和手机上看会偏色。印刷不受影响。",
           remedy="可以另存一张 RGB 的替换，也可以就这样报送。", ours=True)]),
]  # fmt: skip
PICTURES = [
    Of(id=at, url="#", title=title, topic=topic, picture="", current=at == 0)
    for at, (title, topic, *_) in enumerate(TITLES[:6])
]
ROWS = [
    Of(number="HN-2022-000318", title=TITLES[0][0], org="河洛市气象局", form="视频", tone="info", state="专家评审",
       marks=82, day="8 月 21 日"),
    Of(number="HN-2022-000317", title=TITLES[1][0], org="伊水县农学会", form="图文", tone="warn", state="待初审",
       marks=None, day="8 月 21 日", picked=True),
    Of(number="HN-2022-000316", title=TITLES[2][0], org="河洛装备科协", form="挂图", tone="ok", state="已入库",
       marks=88, day="8 月 20 日"),
    Of(number="HN-2022-000314", title=TITLES[4][0], org="河洛市科技馆", form="视频", tone="bad", state="退回修改",
       marks=None, day="8 月 20 日"),
]  # fmt: skip
FACTS = [("类型", "科普短片"), ("时长", "3 分 42 秒"), ("画面", "1920×1080"), ("字幕", "中文"), ("制作时间", "2021 年 6 月"),
         ("适用人群", "农民、青少年"), ("地区", "河洛市"), ("编号", "HN-2022-000318")]  # fmt: skip
CRITERIA = [
    Of(
        code="science",
        name="科学性",
        most=30,
        given=27,
        says="概念准确、有依据、无夸大",
        anchors=[15, 21, 24, 27, 30],
    ),
    Of(
        code="new",
        name="原创性",
        most=20,
        given=16,
        says="选题与表达有新意，素材来源清楚",
        anchors=[8, 12, 14, 16, 20],
    ),
    Of(
        code="plain",
        name="通俗性",
        most=15,
        given=12,
        says="公众听得懂、记得住",
        anchors=[6, 9, 12, 13, 15],
    ),
]


def context() -> dict[str, object]:
    """Give the style guide everything its pages show."""
    return {
        "now": NOW,
        "closes": CLOSES,
        "icons": sorted(ICONS),
        "items": items(),
        "blank": SampleForm(auto_id="blank_%s"),  # another stands on the page
        "filled": filled(),
        "broken": BROKEN,
        "unknown": UNKNOWN,
        "kept": KEPT,
        "demands": DEMANDS,
        "steps": STEPS,
        "waits": WAITS,
        "todos": TODOS,
        "past": PAST,
        "files": FILES,
        "pictures": PICTURES,
        "rows": ROWS,
        "facts": FACTS,
        "criteria": CRITERIA,
        "crumbs": [("资源", "#"), ("视频", "#"), ("应急避险", "")],
    }
