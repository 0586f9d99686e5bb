"""Scenes of health, home and numbers (健康与生活): what stands still, and what moves."""

from __future__ import annotations

import math
from random import Random

from kepu.cli.demo.drawn.art import Art, around


def plate(art: Art, luck: Random) -> None:
    art.oval(164, 106, 84, 66, "#d9bd9640")
    art.disc(160, 94, 70, "#ffffff")
    art.ring(160, 94, 56, "#e8dfd2", 2)
    art.disc(160, 94, 54, "#faf6ef")
    for number in range(9):
        art.leaf(136, 84, 30, number * 0.72, luck.choice(("#6fa84f", "#86bd62", "#5a9443")))
    for x, y in ((178, 74), (194, 88), (184, 100)):
        art.disc(x, y, 10, "#e5533d")
        art.disc(x - 3, y - 3, 2.6, "#f59c86")
    art.oval(156, 120, 26, 14, "#f6ead2")
    art.oval(156, 118, 20, 9, "#fffaf0")
    art.disc(156, 118, 7, "#f2b632")
    for x in (62, 68, 74):
        art.line([(x, 48), (x, 74)], "#8c7b66", 2)
    art.arc((62, 60, 74, 84), (0, 180), "#8c7b66", 2.4)
    art.line([(68, 84), (68, 142)], "#8c7b66", 4)
    art.line([(252, 92), (252, 142)], "#8c7b66", 4)
    art.leaf(252, 96, 50, -math.pi / 2 - 0.05, "#8c7b66")


def plate_moves(art: Art, luck: Random) -> None:
    for number, x in enumerate((140, 160, 180)):
        line = [
            (x + 4 * math.sin(step / 3 + art.t * 3 + number), 66 - step * 3) for step in range(14)
        ]
        art.line(line, "#ffffffa0", 2.4)


def helix(art: Art, luck: Random) -> None:
    for _ in range(30):
        art.disc(luck.uniform(0, 320), luck.uniform(0, 180), luck.uniform(1, 7), "#bfe6e018")


def helix_moves(art: Art, luck: Random) -> None:
    pairs = ("#8fd3c8", "#f2c879", "#f09a86", "#a9c6f2")

    def strand(side: int) -> list[tuple[float, float]]:
        return [(x, 90 + side * 46 * math.sin(x / 27 + art.t)) for x in range(-4, 328, 3)]

    one, two = strand(1), strand(-1)
    for number, (a, b) in enumerate(list(zip(one, two, strict=True))[::4]):
        middle = (a[0], 90.0)
        art.line([a, middle], pairs[number % 4], 3.2)
        art.line([middle, b], pairs[(number + 2) % 4], 3.2)
    art.line(two, "#9fd8d0", 5)
    art.line(one, "#eaf7f5", 5)
    for a, b in list(zip(one, two, strict=True))[::4]:
        art.disc(*b, 3.4, "#c9ece6")
        art.disc(*a, 3.4, "#ffffff")


def heart(art: Art, luck: Random) -> None:
    for x in range(0, 320, 16):
        art.line([(x, 0), (x, 180)], "#ffffff30", 0.5)
    for y in range(4, 180, 16):
        art.line([(0, y), (320, y)], "#ffffff30", 0.5)


def heart_moves(art: Art, luck: Random) -> None:
    beat = 1 + 0.07 * max(0.0, math.sin(art.t * 7.5)) ** 3
    art.glow(160, 84, 100, "#ffe3df", 0.7)
    edge = []
    for step in range(73):
        a = step * math.pi / 36
        x, y = (
            16 * math.sin(a) ** 3,
            13 * math.cos(a) - 5 * math.cos(2 * a) - 2 * math.cos(3 * a) - math.cos(4 * a),
        )
        edge.append((160 + x * 3.5 * beat, 84 - y * 3.5 * beat))
    art.shape(edge, "#d8433c")
    art.oval(134, 58, 10, 7, "#f0837a")
    trace = []
    for x in range(0, 322, 2):
        at = (x - art.t * 40) % 107
        jump = {True: 0.0}.get(at < 40 or at > 66, 0.0)
        jump = -34 * math.sin((at - 46) / 8 * math.pi) if 46 < at < 62 else jump
        trace.append((x, 92 + jump))
    art.line(trace, "#ffffff", 2.6)


def tooth(art: Art, luck: Random) -> None:
    art.glow(150, 90, 100, "#ffffff", 0.7)
    edge = [(112, 60), (120, 46), (138, 42), (156, 47), (174, 42), (192, 46), (200, 60), (198, 84), (190, 106),
            (184, 138), (176, 146), (168, 136), (164, 112), (156, 104), (148, 112), (144, 136), (136, 146),
            (128, 138), (122, 106), (114, 84)]  # fmt: skip
    art.shape([(x + 4, y + 4) for x, y in edge], "#9fc9d240")
    art.shape(edge, "#ffffff")
    art.oval(132, 66, 8, 13, "#eef7f9")
    art.disc(142, 82, 2.6, "#2c4a55")
    art.disc(170, 82, 2.6, "#2c4a55")
    art.arc((146, 82, 166, 98), (20, 160), "#2c4a55", 2)


def tooth_moves(art: Art, luck: Random) -> None:
    x = 214 + 12 * math.sin(art.t * 5)
    art.line([(x, 58), (x + 84, 30)], "#2e93a8", 9)
    art.box(x - 14, 50, 34, 10, "#2e93a8", r=4)
    for number in range(7):
        art.box(x - 12 + number * 4.4, 58, 3, 12, "#f4fbfc", r=1)
    for _ in range(16):
        r = luck.uniform(2, 7)
        y = luck.uniform(30, 130) + 4 * math.sin(art.t * 2 + r)
        art.ring(luck.uniform(60, 250), y, r, "#ffffffd0", 1)
        art.disc(luck.uniform(60, 250), y + 6, r * 0.3, "#ffffffb0")


def microbe(art: Art, luck: Random) -> None:
    art.disc(160, 90, 84, "#ffffff30")
    art.disc(160, 90, 70, "#ffffff28")
    for _ in range(24):
        art.disc(luck.uniform(0, 320), luck.uniform(0, 180), luck.uniform(1, 4), "#ffffff22")


def microbe_moves(art: Art, luck: Random) -> None:
    kinds = (("#e5705d", 25, 118, 74), ("#8f7fd1", 19, 206, 112), ("#f0b04a", 15, 214, 50), ("#5fae84", 13, 136, 138),
             ("#e08fb0", 11, 60, 60), ("#5aa3c8", 13, 272, 84))  # fmt: skip
    for number, (colour, r, x, y) in enumerate(kinds):
        at = (x + 5 * math.sin(art.t * 1.3 + number), y + 4 * math.cos(art.t * 1.1 + number))
        for spike in range(12):
            tip = around(*at, r * 1.35, spike * math.pi / 6 + art.t * 0.4)
            art.line([at, tip], colour, 1.8)
            art.disc(*tip, r * 0.13, colour)
        art.disc(*at, r, colour)
        for _ in range(4):
            art.disc(
                at[0] + luck.uniform(-0.5, 0.5) * r,
                at[1] + luck.uniform(-0.5, 0.5) * r,
                r * 0.14,
                "#ffffff60",
            )


def fire(art: Art, luck: Random) -> None:
    art.box(0, 148, 320, 32, "#3a2a2e")
    art.box(70, 40, 150, 110, "#6d4a4a", r=2)
    art.shape([(58, 42), (145, 2), (232, 42)], "#8a4b3d")
    for x in (88, 132, 176):
        art.box(x, 60, 26, 30, "#ffcf7a", r=2)
        art.line([(x + 13, 60), (x + 13, 90)], "#6d4a4a", 1.6)
    art.box(130, 108, 30, 42, "#4b2f31", r=1)
    art.box(250, 92, 22, 48, "#d8352b", r=8)
    art.box(257, 84, 8, 9, "#2c2528")
    art.line([(261, 88), (280, 88), (284, 112)], "#2c2528", 3)
    art.box(253, 108, 16, 16, "#f4e9df", r=2)
    for _ in range(5):
        art.disc(luck.uniform(60, 240), luck.uniform(152, 176), 1.4, "#5b4348")


def fire_moves(art: Art, luck: Random) -> None:
    for number in range(9):
        up = (art.t * 20 + number * 9) % 60
        art.disc(188 + luck.uniform(-9, 9) + up * 0.4, 52 - up, 7 + up / 4, "#c9bcb866")
    art.glow(188, 66, 46, "#ffb14a", 0.6)
    for number in range(7):
        x, high = 172 + number * 5.5, 24 + 9 * math.sin(art.t * 11 + number * 1.7)
        art.leaf(x, 88, high + 14, -math.pi / 2, "#f0743f")
        art.leaf(x, 88, high * 0.7, -math.pi / 2, "#ffd166")


def phone(art: Art, luck: Random) -> None:
    for _ in range(18):
        art.ring(luck.uniform(0, 320), luck.uniform(0, 180), luck.uniform(4, 16), "#ffffff1c", 1)
    art.box(116, 14, 88, 156, "#1d2b3a", r=12)
    art.box(121, 22, 78, 140, "#f4f8fb", r=7)
    art.box(146, 17, 28, 3, "#3b4b5b", r=1.5)
    art.box(128, 32, 48, 15, "#dfe8ef", r=5)
    art.box(144, 53, 48, 15, "#cfe9e4", r=5)
    art.box(128, 74, 42, 15, "#f7d9d3", r=5)


def phone_moves(art: Art, luck: Random) -> None:
    size = 1 + 0.04 * math.sin(art.t * 3)
    edge = [(0, -34), (28, -24), (26, 6), (16, 24), (0, 36), (-16, 24), (-26, 6), (-28, -24)]
    art.glow(160, 120, 62, "#7fd6c6", 0.6)
    art.shape([(160 + x * size, 120 + y * size) for x, y in edge], "#0d8a84")
    art.shape([(160 + x * size * 0.8, 120 + y * size * 0.8) for x, y in edge], "#12a39b")
    art.line([(146, 120), (156, 131), (176, 108)], "#ffffff", 5)
    for number, x in enumerate((64, 252)):
        y = 70 + 6 * math.sin(art.t * 2 + number)
        art.box(x - 22, y - 14, 44, 28, "#ffffffd8", r=7)
        art.line([(x - 6, y - 7), (x, y + 2), (x, y + 3)], "#d8433c", 0.1)
        art.box(x - 1.8, y - 9, 3.6, 11, "#d8433c", r=1.8)
        art.disc(x, y + 7, 2.2, "#d8433c")


def brain(art: Art, luck: Random) -> None:
    art.glow(160, 88, 110, "#ffe9d8", 0.6)
    for x, y, r in ((124, 72, 28), (150, 54, 30), (182, 58, 30), (204, 82, 27), (192, 108, 24), (156, 112, 28),
                    (124, 102, 26), (160, 84, 40)):  # fmt: skip
        art.disc(x, y, r, "#f0a7a0")
    art.box(168, 124, 16, 28, "#e08f88", r=7)
    for _ in range(11):
        left, top = luck.uniform(105, 173), luck.uniform(44, 102)
        ends = (luck.uniform(0, 180), luck.uniform(200, 340))
        art.arc((left, top, left + 28, top + 21), ends, "#d07d78", 2.6)


def brain_moves(art: Art, luck: Random) -> None:
    for number in range(9):
        x, y = luck.uniform(118, 208), luck.uniform(44, 118)
        if math.sin(art.t * 4 + number * 2) > 0:
            art.glow(x, y, 13, "#fff3a8", 0.9)
            art.disc(x, y, 2.2, "#fffbe0")
    for number in range(6):
        angle = number * math.pi / 3 + art.t * 0.3
        here = around(160, 88, 84, angle)
        art.line([around(160, 88, 66, angle), here], "#ffffff90", 1.2)
        art.disc(*here, 5, "#ffffffd0")


def hands(art: Art, luck: Random) -> None:
    art.box(150, 8, 20, 34, "#a9b8c0", r=4)
    art.box(150, 30, 52, 14, "#a9b8c0", r=7)
    art.box(186, 36, 18, 18, "#97a7b0", r=3)
    art.oval(160, 164, 130, 22, "#ffffffc0")
    art.oval(160, 160, 118, 16, "#d7ecf2")
    for side in (-1, 1):
        art.line([(195 + side * 96, 150), (195 + side * 34, 118)], "#f0c39c", 24)
        for finger in range(4):
            art.line(
                [(195 + side * 34, 108 + finger * 7), (195 - side * 6, 98 + finger * 8)],
                "#f0c39c",
                7,
            )


def hands_moves(art: Art, luck: Random) -> None:
    for number in range(5):
        art.line(
            [(189 + number * 3, 54), (189 + number * 3 + math.sin(art.t * 8 + number), 104)],
            "#6cb6dcb0",
            1.8,
        )
    for _ in range(34):
        r = luck.uniform(2, 8)
        x, y = luck.uniform(152, 242), luck.uniform(92, 136) + 2 * math.sin(art.t * 4 + r)
        art.disc(x, y, r, "#ffffffb8")
        art.ring(x, y, r, "#b9dbe8", 0.6)
