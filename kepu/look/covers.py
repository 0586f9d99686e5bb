"""Covers without photographs (封面): a scene drawn from the topic, varied by the title."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from hashlib import sha256
from math import cos, pi, sin

Scene = Callable[[int], str]
HEAD = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 180" width="640" height="360" '
    'preserveAspectRatio="xMidYMid slice"><linearGradient id="g" x2=".6" y2="1">'
    '<stop stop-color="{top}"/><stop offset="1" stop-color="{foot}"/></linearGradient>'
    '<rect width="320" height="180" fill="url(#g)"/>{art}</svg>'
)
NAME = re.compile(r"(?P<scene>[a-z]+)-(?P<variant>\d{1,2})-(?P<ground>[01])(?P<mirrored>m?)")
VERSION = 1  # raise when a scene is drawn anew: browsers keep what they have for a year
MIRROR = '<g transform="matrix(-1 0 0 1 320 0)">{}</g>'


def _wave(y: float, high: float, step: int, begin: int = 0) -> str:
    waves = "".join(f"t{step} 0" for _ in range((360 - begin) // step))
    return f"M{begin} {y}q{step / 2:g} {-high:g} {step} 0{waves}"


def storm(seed: int) -> str:
    falls = [
        (104, 116),
        (122, 138),
        (134, 112),
        (208, 118),
        (226, 140),
        (240, 114),
        (88, 142),
        (254, 146),
    ]
    rain = "".join(f"M{x + seed % 9} {y}l-6 18" for x, y in falls[: 5 + seed % 4])
    shift = (seed % 5 - 2) * 12
    return (
        f'<path d="{rain}" stroke="#7fb3c4" stroke-width="2" stroke-linecap="round" opacity=".5"/>'
        f'<g transform="translate({shift})"><path d="M172 92l-26 38h18l-10 34 34-46h-20l14-26z" fill="#f6c453"/>'
        '<g fill="#33505f"><circle cx="120" cy="66" r="34"/><circle cx="165" cy="52" r="42"/>'
        '<circle cx="212" cy="68" r="32"/><rect x="92" y="66" width="148" height="36" rx="18"/></g>'
        '<g fill="#46697a" opacity=".75"><circle cx="142" cy="78" r="24"/><circle cx="186" cy="72" r="30"/>'
        '<rect x="120" y="78" width="96" height="24" rx="12"/></g></g>'
        '<path d="M0 180V158q80-26 160-8t160-6v36z" fill="#0d2530"/>'
    )


def field(seed: int) -> str:
    rows = "".join(
        f'<path d="M160 84L{x} 180" stroke="#5f8f3e" stroke-width="{7 + abs(x - 160) // 100}" opacity=".7"/>'
        for x in (-120, -30, 50, 110, 160, 210, 270, 350, 440)
    )
    places = (
        (60, 172, 1.25),
        (112, 160, 0.9),
        (246, 174, 1.35),
        (198, 158, 0.85),
        (296, 164, 1),
        (22, 162, 0.95),
    )
    ear = ("#f0c24b", "#e8a63c", "#e58a6a")[seed % 3]
    plants = "".join(
        f'<g transform="translate({x} {y}) scale({s})"><path d="M0 0v-58" stroke="#3f6f2c" stroke-width="4"/>'
        '<path d="M0-8q-24-10-30-34q22 4 30 22M0-22q24-8 30-32q-22 4-30 20" fill="#4d8436"/>'
        f'<ellipse cx="8" cy="-34" rx="7" ry="16" fill="{ear}" transform="rotate(12 8 -34)"/></g>'
        for x, y, s in places[seed % 2 : 5 + seed % 2]
    )
    sun = f'<circle cx="{196 + seed % 5 * 14}" cy="{40 + seed % 3 * 6}" r="22" fill="#fbe3a4"/>'
    return f'{sun}<path d="M0 92q60-22 120-8t110-10 90 6v100H0z" fill="#8db05a"/>{rows}{plants}'


def borer(seed: int) -> str:
    arms, turn = 5 + seed % 3, 0.25 + seed % 4 * 0.2

    def spot(radius: float, angle: float) -> str:
        return f"{160 + radius * cos(angle):.1f} {92 + radius * sin(angle):.1f}"

    spokes = "".join(f"M160 92L{spot(72, turn + 2 * pi * k / arms)}" for k in range(arms))
    cutters = "".join(
        f"M{spot(radius, turn + shift + 2 * pi * k / arms)}h.1"
        for radius, shift in ((30, 0), (49, 0.5), (66, 0))
        for k in range(arms)
    )
    lines = "".join(f"M0 {y}H320" for y in range(12, 180, 14))
    return (
        f'<path d="{lines}" stroke="#fff" opacity=".22"/><circle cx="160" cy="92" r="82" fill="#26465a"/>'
        f'<path d="{spokes}" stroke="#dfe6ea" stroke-width="9" stroke-linecap="round" opacity=".85"/>'
        '<g fill="none" stroke="#e9eef0"><circle cx="160" cy="92" r="74" stroke-opacity=".9" stroke-width="7"/>'
        '<circle cx="160" cy="92" r="58" stroke-opacity=".35" stroke-width="2"/>'
        '<circle cx="160" cy="92" r="40" stroke-opacity=".35" stroke-width="2"/>'
        '<circle cx="160" cy="92" r="20" stroke-opacity=".8" stroke-width="4"/></g>'
        f'<path d="{cutters}" stroke="#e07a3f" stroke-width="9.2" stroke-linecap="round"/>'
    )


def plate(seed: int) -> str:
    meal, shine = (("#e7784f", "#f5a882"), ("#d9a441", "#f0cd8a"), ("#c9605d", "#eb9c94"))[seed % 3]
    seeds = ((150, 108, 5), (176, 112, 4), (166, 96, 3.5), (184, 98, 3), (156, 94, 3))
    dots = "".join(
        f'<circle cx="{x}" cy="{y}" r="{r}" fill="#f9d7a5"/>'
        for x, y, r in seeds[: 3 + seed // 3 % 3]
    )
    return (
        '<circle cx="160" cy="96" r="70" fill="#fff"/>'
        '<circle cx="160" cy="96" r="56" fill="none" stroke="#e6ddd0" stroke-width="3"/>'
        f'<path d="M128 104q4-34 36-36t40 30q-6 30-40 32t-36-26z" fill="{meal}"/>'
        f'<path d="M132 98q10-22 32-22t36 20" stroke="{shine}" stroke-width="6" fill="none" stroke-linecap="round"/>'
        f'{dots}<path d="M170 62q10-16 28-14q-4 18-24 20" fill="#5a9461"/>'
        '<g stroke="#8c7b66" stroke-width="5" stroke-linecap="round" fill="none">'
        '<path d="M66 56v84M56 56v22q0 10 10 10t10-10V56"/><path d="M256 56v84M256 56q-14 12-12 40h12"/></g>'
    )


def planet(seed: int) -> str:
    ball, band, ring = (("#d98b57", "#f0b98a", "#ecd39b"), ("#5f8fb8", "#92bbdb", "#c9d8e6"))[
        seed % 2
    ]
    stars = "".join(
        f'<circle cx="{(k * 137 + seed * 31) % 320}" cy="{(k * 47 + 4 + seed * 17) % 180}" '
        f'r="{(0.8, 1.3, 1.8)[k % 3]}" opacity="{0.35 + k % 4 * 0.15:.2f}"/>'
        for k in range(26)
    )
    tilt = -18 + seed % 4 * 9
    return (
        f'<g fill="#fff">{stars}</g><g transform="rotate({tilt} 168 92)">'
        f'<ellipse cx="168" cy="92" rx="106" ry="24" fill="none" stroke="{ring}" stroke-width="7" opacity=".7"/>'
        f'<circle cx="168" cy="92" r="50" fill="{ball}"/>'
        f'<path d="M122 76q46 12 92 0M118 94q50 14 100 0M124 112q44 12 88 0" stroke="{band}" stroke-width="6" '
        f'fill="none" opacity=".7"/><path d="M62 92a106 24 0 0 0 212 0" fill="none" stroke="{ring}" '
        f'stroke-width="7"/></g><circle cx="{60 + seed % 3 * 16}" cy="46" r="9" fill="#b9c8d6"/>'
    )


def helix(seed: int) -> str:
    phase = seed % 6
    pairs = ("#8fd3c8", "#f2c879", "#f09a86", "#a9c6f2")

    def height(x: float) -> float:
        return 42 * sin(x / 28 + phase)

    rungs = "".join(
        f'<path d="M{x} {90 + height(x):.0f}V{90 - height(x):.0f}" stroke="{pairs[(x // 14 + seed) % 4]}"/>'
        for x in range(10, 320, 14)
    )
    strands = "".join(
        "<path d='M"
        + "L".join(f"{x} {90 + side * height(x):.0f}" for x in range(-2, 330, 8))
        + f"' stroke='{colour}'/>"
        for side, colour in ((1, "#eaf7f5"), (-1, "#bfe6e0"))
    )
    return (
        f'<g stroke-width="4" stroke-linecap="round" opacity=".8">{rungs}</g>'
        f'<g fill="none" stroke-width="5" stroke-linejoin="round">{strands}</g>'
    )


def seismograph(seed: int) -> str:
    centre = 120 + seed % 5 * 20
    circles = "".join(f'<circle cx="{centre}" cy="96" r="{r}"/>' for r in (26, 48, 72, 98, 126))
    strong = 26 + seed % 3 * 5

    def trace(y: int, high: float) -> str:
        def shake(x: int) -> float:
            far = (x - centre) / 58
            return high * sin((x - centre) / 6.5) / (1 + far**4)

        return "M" + "L".join(f"{x} {y + shake(x):.0f}" for x in range(0, 322, 3))

    return (
        f'<g fill="none" stroke="#d9673b" stroke-width="1.6" opacity=".55">{circles}</g>'
        f'<g fill="none" stroke="#8a5a45" stroke-width="1.6"><path d="{trace(50, 8)}"/><path d="{trace(142, 8)}"/></g>'
        f'<path d="{trace(96, strong)}" fill="none" stroke="#f4e2cf" stroke-width="3" stroke-linejoin="round"/>'
        f'<circle cx="{centre}" cy="96" r="6" fill="#f0743f"/>'
    )


def river(seed: int) -> str:
    hills = (
        "M0 108L70 58l46 34 52-50 64 56 40-24 48 36v80H0z",
        "M0 96l54-30 62 40 70-58 50 44 44-20 40 34v80H0z",
    )
    shift = -(seed % 4) * 10
    waves = "".join(
        f'<path d="{_wave(y, 22, 40, shift - 40)}V180H{shift - 40}z" fill="{colour}"/>'
        for y, colour in ((106, "#5aa0a4"), (126, "#3b8389"), (148, "#23656d"))
    )
    return (
        f'<circle cx="{80 + seed % 4 * 40}" cy="50" r="20" fill="#fff3d4"/>'
        f'<path d="{hills[seed // 4 % 2]}" fill="#9cbfb6"/><path d="M0 116l60-26 70 22 84-30 106 30v68H0z" '
        f'fill="#7fada6"/>{waves}'
    )


def network(seed: int) -> str:
    ring = (
        (96, 60),
        (140, 44),
        (186, 52),
        (224, 78),
        (216, 118),
        (172, 136),
        (126, 128),
        (90, 100),
    )
    heart = ((150, 90), (164, 86), (156, 98))[seed % 3]
    skipped = seed % len(ring)
    edge = "M" + "L".join(f"{x} {y}" for x, y in (*ring, ring[0]))
    beams = "".join(
        f"M{heart[0]} {heart[1]}L{x} {y}" for k, (x, y) in enumerate(ring) if k != skipped
    )
    knots = "".join(
        f'<circle cx="{x}" cy="{y}" r="{6 + (k + seed) % 3}"/>' for k, (x, y) in enumerate(ring)
    )
    return (
        f'<path d="{edge}{beams}" stroke="#b9c6f0" stroke-opacity=".55" stroke-width="2" fill="none"/>'
        f'<g fill="#dfe6fb">{knots}</g><circle cx="{heart[0]}" cy="{heart[1]}" r="10" fill="#f2b75f"/>'
    )


SCENES: dict[str, Scene] = {
    scene.__name__: scene
    for scene in (storm, field, borer, plate, planet, helix, seismograph, river, network)
}
VARIANTS = 24  # of each scene
GROUNDS: dict[str, tuple[tuple[str, str], ...]] = {  # behind each scene, from top to bottom
    "storm": (("#27404f", "#0f202b"), ("#34405c", "#151b2e")),
    "field": (("#cfe6e4", "#f1ead0"), ("#d8e8f2", "#f6e7cf")),
    "borer": (("#3b6076", "#1c3443"), ("#4a5b6b", "#232f3b")),
    "plate": (("#f7ead9", "#ecd6bd"), ("#e9efdf", "#d3dfc2")),
    "planet": (("#1a2148", "#0b1026"), ("#2b1f48", "#120b26")),
    "helix": (("#12707a", "#0a3c52"), ("#2f5f8f", "#14305a")),
    "seismograph": (("#5c352a", "#2f1b17"), ("#4a3a4f", "#231a2b")),
    "river": (("#dfeee9", "#bcdcd6"), ("#f3e7d5", "#d5dfd4")),
    "network": (("#3d4c8c", "#222a57"), ("#1f5a6b", "#0d3140")),
}
TOLD_BY: dict[str, str] = {
    "storm": "雷 雨 暴 台风 冰雹 气象 天气 闪电 大风",
    "field": "麦 玉米 农 种植 田 大棚 青贮 果 蔬 乡村 土壤 畜",
    "borer": "盾构 机械 工程 桥 隧 制造 装备 机器人 高铁 芯片",
    "plate": "食 饮 盐 营养 餐 吃 健康 牙 睡眠 中毒",
    "planet": "星 月亮 月球 月壤 航天 宇宙 太空 天文 火箭 卫星 嫦娥",
    "helix": "基因 细胞 病毒 疫苗 遗传 生物 医 癌 血",
    "seismograph": "地震 灾 应急 避险 预警 火 消防 急救",
    "river": "河 水 湖 海 江 溺 生态 湿地 环境",
    "network": "脑 智能 网 数据 信息 AI 算法 数学 密码 诈骗",
}
TOPICS: dict[str, tuple[str, ...]] = {
    "应急避险": ("storm", "seismograph", "river"),
    "前沿技术": ("borer", "network", "helix"),
    "卫生健康": ("plate", "helix"),
    "科学百科": ("planet", "river", "network"),
    "乡村振兴": ("field", "river"),
}


def seed_of(title: str) -> int:
    """Give a number that stays the same for the same title, on every machine."""
    return int.from_bytes(sha256(title.encode()).digest()[:4])


def scene_for(topic: str, title: str) -> str:
    """Choose the scene: what the title speaks of, else the topic's, else any."""
    for scene, words in TOLD_BY.items():
        if any(word in title for word in words.split()):
            return scene
    choice = TOPICS.get(topic, tuple(SCENES))
    return choice[seed_of(title) % len(choice)]


@lru_cache(maxsize=4096)
def name_of(topic: str, title: str) -> str:
    """Name the cover of a work, the same each time: its scene, variant, ground; m if mirrored."""
    scene, seed = scene_for(topic, title), seed_of(title)
    ground = seed // VARIANTS % len(GROUNDS[scene])
    return f"{scene}-{seed % VARIANTS}-{ground}{'m' if seed // 48 % 2 else ''}"


@lru_cache(maxsize=512)
def draw(name: str) -> str:
    """Draw the cover of this name as SVG."""
    found = NAME.fullmatch(name)
    if not found or found["scene"] not in SCENES or int(found["variant"]) >= VARIANTS:
        raise UnknownCoverError(name)
    art = SCENES[found["scene"]](int(found["variant"]))
    top, foot = GROUNDS[found["scene"]][int(found["ground"])]
    return HEAD.format(art=MIRROR.format(art) if found["mirrored"] else art, top=top, foot=foot)


class UnknownCoverError(LookupError):
    """There is no cover of this name."""
