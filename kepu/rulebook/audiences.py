"""For whom a work is (适用人群): what forms say in their own words, sorted into a few groups.

The first five are those of the national programme for science literacy (全民科学素质行动规划纲要
2021–2035). Chinese puts the noun last, so a word belongs to the group whose longest name it ends
with: 独居老人 to 老年人, 农民工 to 产业工人 and not to 农民, 学生家长 to 家长和家庭.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kepu.core import text

AUDIENCES: dict[str, tuple[str, ...]] = {
    "青少年": (
        "青少年", "少年", "儿童", "少儿", "幼儿", "孩子", "未成年人", "学生", "同学", "学校",
        "校园", "幼儿园", "小学", "中学", "高校",
    ),
    "老年人": ("老年人", "老年", "中老年", "老人", "长者", "养老院"),
    "农民": (
        "农民", "农村居民", "村民", "农户", "农", "种粮户", "种植户", "养殖户", "种粮大户",
        "农牧民", "牧民", "渔民", "农技人员", "农村",
    ),
    "产业工人": (
        "产业工人", "工人", "农民工", "职工", "员工", "劳动者", "务工人员", "快递员", "骑手",
        "上班族", "企业",
    ),
    "领导干部和公务员": (
        "领导干部和公务员", "公务员和领导干部", "公务员与领导干部", "领导干部与公务员", "公务员",
        "领导干部", "党员干部", "干部",
    ),
    "社区居民": ("社区居民", "居民", "市民", "社区", "城镇居民"),
    "家长和家庭": ("家长", "家庭", "父母", "孕产妇", "孕妇", "家长和家庭"),
    "全体公众": (
        "全体公众", "公众", "大众", "群众", "民众", "全民", "全社会", "所有人", "人人", "不限",
        "全年龄", "全年龄段", "城乡居民",
    ),
}  # fmt: skip
NAMES = {name: group for group, names in AUDIENCES.items() for name in names}
LONGEST_FIRST = sorted(NAMES, key=len, reverse=True)
APART = re.compile(r"[、，,；;。/|\s]+")
TOGETHER = re.compile(r"以及|[和与及或]")
AROUND = re.compile(
    r"^(?:以及|广大|面向|适合|主要是|各类)+(?=..)|(?<=..)(?:等|们|朋友|群体|人群|群众)+$"
)
SAYS_NOTHING = {"无", "暂无", "不详", "其他"}
LONGEST = 20  # what is longer is a sentence, and no group


def groups(said: str) -> list[str]:
    """Sort what a form says into groups; a word that is of none is kept as it is."""
    found = (group for part in APART.split(said) for group in _of(part))
    return list(dict.fromkeys(found))


def _of(part: str) -> Iterator[str]:
    if known := NAMES.get(text.plain(part)):
        yield known
        return
    word = AROUND.sub("", part)
    pair = TOGETHER.split(word)
    if len(pair) > 1 and all(len(one) > 1 for one in pair) and any(map(_group, pair)):
        for one in pair:
            yield from _of(one)
    elif group := _group(word):
        yield group
    elif len(word) <= LONGEST and re.search(r"\w", word) and word not in SAYS_NOTHING:
        yield word


def _group(word: str) -> str:
    """Name the group a word belongs to, by what it ends with."""
    plain = text.plain(AROUND.sub("", word))
    return next((NAMES[name] for name in LONGEST_FIRST if plain.endswith(name)), "")
