"""Scenes of weather and space (天气与太空): what stands still, and what moves."""

from __future__ import annotations

import math
from random import Random

from kepu.cli.demo.drawn.art import Art, around, wave

HALF = math.pi / 2


def storm(art: Art, luck: Random) -> None:
    for x, y, r in ((96, 66, 30), (132, 48, 40), (176, 42, 46), (222, 60, 34), (250, 74, 22)):
        art.disc(x, y, r, "#324f5f")
    art.box(70, 62, 200, 40, "#324f5f", r=20)
    for x, y, r in ((120, 80, 22), (156, 72, 30), (196, 78, 26)):
        art.disc(x, y, r, "#46697aaa")
    art.box(100, 80, 122, 22, "#46697aaa", r=11)
    art.hill(158, "#143240", shift=luck.random())
    art.hill(168, "#0d2530", high=5, shift=2)
    for x in (34, 48, 286):
        art.box(x - 1, 148, 2, 16, "#0a1c25")
        art.disc(x, 146, 7, "#0a1c25")


def storm_moves(art: Art, luck: Random) -> None:
    for _ in range(46):
        x, y = luck.uniform(10, 310), (luck.uniform(0, 60) + art.t * 90) % 60
        art.line([(x - y * 0.2, 100 + y), (x - y * 0.2 - 3, 110 + y)], "#7fb3c480", 1)
    if art.t % 2.2 < 0.9:
        art.glow(172, 116, 70, "#f6e3a0", 0.35)
        bolt = ((178, 92), (150, 128), (168, 128), (156, 164), (194, 116), (174, 116), (188, 92))
        art.shape(bolt, "#f6c453")


def planet(art: Art, luck: Random) -> None:
    stars(art, luck, 90)
    art.glow(168, 92, 110, "#7d6ad8", 0.3)
    art.disc(58, 44, 9, "#b9c8d6")
    art.disc(55, 42, 2, "#94a6b6")
    art.disc(61, 47, 1.5, "#94a6b6")


def planet_moves(art: Art, luck: Random) -> None:
    ring, tilt = [], math.radians(-14 + 3 * math.sin(art.t * 0.6))
    for step in range(121):
        x, y = 112 * math.cos(step * math.pi / 60), 24 * math.sin(step * math.pi / 60)
        turned = (x * math.cos(tilt) - y * math.sin(tilt), x * math.sin(tilt) + y * math.cos(tilt))
        ring.append((168 + turned[0], 92 + turned[1]))
    art.line(ring[60:], "#c8ad74", 7)
    art.line(ring[60:], "#e8d6a4", 2.5)
    art.disc(168, 92, 52, "#d98b57")
    for y, high, colour in (
        (64, 7, "#e9b288"),
        (84, 9, "#c97a48"),
        (104, 8, "#efbf96"),
        (122, 6, "#c97a48"),
    ):
        half = math.sqrt(52**2 - (y - 92) ** 2)
        art.oval(168, y, half, high / 2, colour + "b0")
    art.pie((116, 40, 220, 144), (-50, 130), "#7a3f2838")
    art.line(ring[:61], "#d9c088", 7)
    art.line(ring[:61], "#f4e7c0", 2.5)
    twinkle(art, luck)


def moon(art: Art, luck: Random) -> None:
    stars(art, luck, 70)
    art.glow(244, 46, 60, "#5aa0e6", 0.5)
    art.disc(244, 46, 24, "#3b7fc4")
    for x, y, rx, ry in ((236, 38, 9, 6), (252, 52, 8, 7), (246, 34, 5, 3)):
        art.oval(x, y, rx, ry, "#5fb07a")
    art.pie((220, 22, 268, 70), (-40, 140), "#0b153055")
    art.hill(132, "#a7a9b4", high=5, shift=1)
    art.hill(146, "#8b8e9c", high=6, shift=2.4)
    for _ in range(16):
        wide, high = luck.uniform(3, 11), luck.uniform(1, 3)
        art.oval(luck.uniform(0, 320), luck.uniform(150, 178), wide, high, "#727585")


def moon_moves(art: Art, luck: Random) -> None:
    y = 118 + max(0.0, 20 - art.t * 8)
    for side in (-1, 1):
        art.line([(110 + side * 12, y + 4), (110 + side * 24, y + 26)], "#d8b26a", 2)
        art.oval(110 + side * 24, y + 27, 5, 1.6, "#d8b26a")
        art.box(110 + side * 33 - 14, y - 10, 28, 10, "#2f5f9e", r=1)
        art.line([(110 + side * 33, y - 10), (110 + side * 33, y)], "#7fb0e6", 0.8)
    art.box(94, y - 16, 32, 24, "#e7c26f", r=3)
    art.box(100, y - 26, 20, 12, "#f3efe6", r=3)
    art.line([(110, y - 26), (110, y - 38)], "#f3efe6", 1)
    art.arc((102, y - 46, 118, y - 34), (20, 160), "#f3efe6", 1.6)
    art.box(100, y - 10, 10, 7, "#d8352b")


def rocket(art: Art, luck: Random) -> None:
    stars(art, luck, 50)
    art.hill(160, "#173a5e", shift=0.5)
    art.box(92, 62, 5, 104, "#2c5a85")
    for y in range(66, 160, 12):
        art.line([(84, y), (104, y + 8)], "#2c5a85", 1.6)
        art.line([(104, y), (84, y + 8)], "#2c5a85", 1.6)
    art.box(60, 160, 200, 20, "#10263d")


def rocket_moves(art: Art, luck: Random) -> None:
    y = 118 - 9 * art.t
    for _ in range(26):
        far = luck.random()
        x = 165 + (luck.random() - 0.5) * (24 + far * 130)
        art.disc(x, 166 + luck.uniform(-8, 8), 5 + far * 9, "#f2f4f7b0")
    art.glow(165, y + 58, 46, "#ffc46b", 0.8)
    flame = 26 + 5 * math.sin(art.t * 23)
    art.shape([(156, y + 36), (174, y + 36), (165, y + 36 + flame)], "#ff9d3c")
    art.shape([(160, y + 36), (170, y + 36), (165, y + 36 + flame * 0.6)], "#fff0b8")
    for side in (-1, 1):
        art.box(165 + side * 13 - 4, y - 4, 8, 40, "#e6ebf1", r=4)
        art.shape(
            [(165 + side * 9, y + 24), (165 + side * 24, y + 38), (165 + side * 9, y + 36)],
            "#cf3b30",
        )
    art.box(156, y - 44, 18, 80, "#f7f9fb", r=4)
    art.shape([(156, y - 42), (165, y - 66), (174, y - 42)], "#cf3b30")
    art.box(156, y - 16, 18, 4, "#cf3b30")
    art.disc(165, y - 28, 4.5, "#2f6ea8")


def night(art: Art, luck: Random) -> None:
    art.box(0, 0, 320, 180, "#2b2f5c")
    art.box(60, 20, 112, 96, "#4a4f86", r=6)
    art.box(66, 26, 100, 84, "#131a44", r=3)
    for _ in range(26):
        art.disc(luck.uniform(70, 162), luck.uniform(30, 104), luck.uniform(0.4, 1.1), "#ffffffc0")
    art.glow(130, 56, 34, "#f3e3a8", 0.5)
    art.disc(130, 56, 15, "#f6e7b4")
    art.disc(137, 51, 13, "#131a44")
    art.box(114, 26, 4, 84, "#4a4f86")
    art.box(0, 150, 320, 30, "#232750")
    art.box(116, 128, 190, 30, "#7b5a8f", r=6)
    art.box(288, 96, 10, 72, "#5a4170", r=4)
    art.oval(262, 122, 26, 12, "#f1ecf7")
    art.disc(256, 114, 11, "#f0c39c")
    art.pie((245, 103, 267, 125), (180, 330), "#2c2233")
    art.shape([(120, 132), (150, 118), (240, 118), (252, 134), (252, 150), (118, 150)], "#5fa0a8")
    art.line([(124, 140), (250, 140)], "#88c2c6", 3)


def night_moves(art: Art, luck: Random) -> None:
    for number in range(3):
        up = (art.t * 12 + number * 16) % 48
        x, y, s = 262 + up * 0.5, 96 - up, 3 + up / 9
        art.line([(x, y), (x + s, y), (x, y + s), (x + s, y + s)], "#f6e7b4", 1.2)


def network(art: Art, luck: Random) -> None:
    for _ in range(60):
        art.disc(luck.uniform(0, 320), luck.uniform(0, 180), 0.7, "#b9c6f060")
    art.glow(160, 90, 100, "#6f86f0", 0.35)


def network_moves(art: Art, luck: Random) -> None:
    knots = [
        around(160, 92, luck.uniform(40, 76), k * math.pi / 5.5 + art.t * 0.12) for k in range(11)
    ]
    for one, here in enumerate(knots):
        for there in (knots[(one + 1) % 11], knots[(one + 4) % 11], (160, 92)):
            art.line([here, there], "#b9c6f04c", 0.8)
        far = (art.t * 0.5 + one / 11) % 1
        at = (160 + (here[0] - 160) * far, 92 + (here[1] - 92) * far)
        art.disc(*at, 1.6, "#ffd98a")
    for one, here in enumerate(knots):
        art.disc(*here, 5 + one % 3 * 1.6, "#dfe6fb")
        art.disc(*here, 2.4, "#6f86d6")
    art.disc(160, 92, 13, "#f2b75f")
    art.disc(160, 92, 7, "#fff1d2")


def stars(art: Art, luck: Random, count: int) -> None:
    for _ in range(count):
        light = luck.choice(("60", "90", "d0"))
        art.disc(
            luck.uniform(0, 320), luck.uniform(0, 150), luck.uniform(0.4, 1.3), "#dfe6ff" + light
        )


def twinkle(art: Art, luck: Random) -> None:
    for number in range(5):
        size = 2.5 + 1.6 * math.sin(art.t * 3 + number)
        x, y = luck.uniform(12, 308), luck.uniform(8, 60)
        art.line([(x - size, y), (x + size, y)], "#ffffffb0", 0.6)
        art.line([(x, y - size), (x, y + size)], "#ffffffb0", 0.6)


def quake(art: Art, luck: Random) -> None:
    for x, w, h, colour in ((18, 34, 62, "#7d4a39"), (58, 28, 46, "#8f5846"), (238, 40, 70, "#7d4a39"),
                            (284, 26, 44, "#8f5846")):  # fmt: skip
        art.box(x, 112 - h, w, h, colour)
        for row in range(int(h / 13)):
            for column in range(int(w / 11)):
                art.box(x + 4 + column * 11, 116 - h + row * 13, 5, 7, "#f6d9a055")
    art.box(0, 112, 320, 68, "#4a2a20")
    art.box(0, 136, 320, 44, "#3a2019")
    art.box(0, 160, 320, 20, "#2b1712")


def quake_moves(art: Art, luck: Random) -> None:
    for ring in range(5):
        r = (ring * 20 + art.t * 22) % 100
        fade = f"{int(210 * (1 - r / 100)):02x}"
        art.ring(160, 152, r, "#f0743f" + fade, 1.6)
    trace = []
    for x in range(0, 324, 2):
        strong = 26 / (1 + ((x - 160) / 56) ** 4)
        trace.append((x, 96 + math.sin((x - 160) / 5.2 - art.t * 5) * strong))
    art.line(trace, "#fbe9d2", 2.4)
    art.disc(160, 152, 5, "#ffb27d")


def ocean(art: Art, luck: Random) -> None:
    art.glow(250, 44, 60, "#fff0c2", 0.8)
    art.disc(250, 44, 17, "#fff6dc")


def ocean_moves(art: Art, luck: Random) -> None:
    for number, (y, colour) in enumerate(((92, "#5fb0bd"), (110, "#3a93a6"), (150, "#1f6f88"))):
        line = wave(y, 4 + number, 17 + 6 * number, art.t * (1.4 - 0.3 * number) + number)
        art.shape([*line, (330, 180), (-5, 180)], colour)
        if number == 1:
            ring(art)


def ring(art: Art) -> None:
    """Draw a lifebuoy on the waves, and a hand that reaches for it."""
    y = 118 + 3 * math.sin(art.t * 2)
    art.ring(132, y, 32, "#f4f6f7", 12, flat=0.62)
    for number in range(4):
        begin = number * 90 + 20
        art.arc((100, y - 19.8, 164, y + 19.8), (begin, begin + 42), "#e5533d", 12)
    up = 132 - 3 * math.sin(art.t * 3)
    art.line([(206, 166), (206, up)], "#f0c39c", 9)
    for number in range(4):
        art.line([(203 + number * 2.4, up), (200 + number * 4.4, up - 12)], "#f0c39c", 2.6)
    art.line([(206, up + 3), (197, up - 3)], "#f0c39c", 3)
