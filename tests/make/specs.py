"""A small whole spec as TOML, to be spoilt; a look into a spec by a path; ids written short."""

from functools import cache

from kepu.campaigns.specs import founding
from kepu.rulebook.spec import read

WHOLE = """schema = 1
slug = "microvideo"
title = "微视频征集活动"
kind = "contest"
number = "QS-{year}-{serial:06}"
[notice]
title = "关于开展微视频征集活动的通知"
issuers = ["某协会"]
issued = { on = "2022", precision = "year" }
[[windows]]
code = "collect"
label = "征集"
opens = { at = 2022-07-04 }
closes = { at = 2022-10-31 }
clause = "四"
words = "2022年10月31日前"
[[classes]]
code = "unit"
label = "单位会员"
org_kinds = ["university"]
clause = "二（二）"
words = "单位会员"
[[quotas]]
class = "unit"
category = "video"
at_most = 3
clause = "二（二）"
words = "作品不超过3部"
[[categories]]
code = "video"
label = "科普微视频"
clause = "一（二）"
words = "科普微视频"
  [[categories.slots]]
  code = "film"
  label = "视频作品成稿"
  formats = ["mp4"]
  clause = "四"
  words = "视频作品成稿"
    [[categories.slots.rules]]
    code = "length"
    label = "时长"
    check = "duration"
    limits = { at_least = 180, at_most = 480 }
    weight = "block"
    clause = "一（二）1"
    words = "时长为3-8分钟"
[[steps]]
code = "panel"
label = "专家评审"
kind = "panel"
body = { rule = "operator", duty = "expert" }
marks = 1
ours = true
"""


@cache
def shipped(slug):
    return read(founding()[slug])


def look(part, path):
    """Follow ``categories.video.slots.film.rules.length``; ``*`` takes every item."""
    for index, step in enumerate(steps := path.split(".")):
        if step == "*":
            return [look(item, ".".join(steps[index + 1 :])) for item in part]
        part = _inside(part, step)
    return part


def _inside(part, step):
    if isinstance(part, tuple):
        if step.isdigit():
            return part[int(step)]
        return next(item for item in part if item.code == step)
    return part[step] if isinstance(part, dict) else getattr(part, step)


def ids(notice, numbers):
    """Write ``"1-3 7"`` out as S0-01, S0-02, S0-03, S0-07."""
    for part in numbers.split():
        first, _, last = part.partition("-")
        for number in range(int(first), int(last or first) + 1):
            yield f"{notice}-{number:02}"
