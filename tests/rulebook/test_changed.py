"""What differs between two versions of a spec, in the words of a page."""

import pytest

from kepu.rulebook.changed import changes
from kepu.rulebook.spec import loads
from make.specs import WHOLE

CONTACTS = """
[[contacts]]
code = "office"
role = "组委会"
org = "某协会"
ours = true
[[contacts]]
code = "works"
role = "作品接收"
org = "某协会"
ours = true
"""


def differing(*swaps, text=WHOLE):
    changed = text
    for old, new in swaps:
        assert old in changed
        changed = changed.replace(old, new)
    return [
        (one.where, one.before, one.after)
        for one in changes(loads(text, "old"), loads(changed, "new"))
    ]


@pytest.mark.parametrize(
    ("old", "new", "where", "before", "after"),
    [
        ('"微视频征集活动"', '"视频征集"', "活动名称", "微视频征集活动", "视频征集"),
        ("{ at = 2022-10-31 }", '{ at = "2022-11", precision = "month" }',
         "时间窗口“征集”：截止", "2022 年 10 月 31 日", "2022 年 11 月"),
        ("at_least = 180", "at_least = 120",
         "类别“科普微视频”的材料“视频作品成稿”的规则“时长”：限值",
         "不小于 180，不大于 480", "不小于 120，不大于 480"),
        ("at_most = 3\n", "at_most = 4\n", "名额第 1 项：至多", "3", "4"),
        ('formats = ["mp4"]', 'formats = ["mp4", "mov"]',
         "类别“科普微视频”的材料“视频作品成稿”：格式", "没有", "mov"),
        ('issuers = ["某协会"]', 'issuers = ["某协会", "某学会"]', "通知：发文机关", "没有",
         "某学会"),
        ('clause = "四"\nwords = "2022', 'rolling = true\nclause = "四"\nwords = "2022',
         "时间窗口“征集”：常态化", "没有", "是"),
    ],
)  # fmt: skip
def test_a_change_is_told_with_its_place(old, new, where, before, after):
    assert differing((old, new)) == [(where, before, after)]


def test_nothing_differs_in_the_same_spec():
    assert differing() == []


def test_parts_that_came_and_went_are_called_by_their_names():
    assert differing(('"office"', '"phone"'), text=WHOLE + CONTACTS) == [
        ("联系方式“组委会”", "组委会", "没有"),
        ("联系方式“组委会”", "没有", "组委会"),
    ]


def test_another_order_of_parts_is_told():
    swapped = (('"office"', '"x"'), ('"works"', '"office"'), ('"x"', '"works"'),
               ("组委会", "甲"), ("作品接收", "组委会"), ("甲", "作品接收"))  # fmt: skip

    assert differing(*swapped, text=WHOLE + CONTACTS) == [
        ("联系方式的顺序", "组委会、作品接收", "作品接收、组委会"),
    ]


def test_another_order_of_values_is_told():
    two = WHOLE.replace('formats = ["mp4"]', 'formats = ["mp4", "mov"]')

    assert differing(('["mp4", "mov"]', '["mov", "mp4"]'), text=two) == [
        ("类别“科普微视频”的材料“视频作品成稿”：格式", "mp4、mov", "mov、mp4"),
    ]


def test_parts_without_a_code_are_compared_by_what_came_and_went():
    quota = '[[quotas]]\nclass = "unit"\ncategory = "video"\nat_most = 3\n'
    more = f'{quota}every = "year"\nclause = "三"\nwords = "每年3部"\n{quota}'

    assert differing((quota, more)) == [("名额", "没有", "每年3部")]


def test_another_body_is_told_in_words():
    steps = (
        'body = { rule = "operator", duty = "expert" }',
        'body = { rule = "host", duty = "officer" }',
    )

    assert differing(steps) == [
        ("环节“专家评审”：办理方", "承办单位，评审专家", "主办单位，科协管理员")
    ]
