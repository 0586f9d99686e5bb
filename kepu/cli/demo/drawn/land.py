"""Scenes of land and living things (田野与生态): what stands still, and what moves."""

from __future__ import annotations

import math
from random import Random

from kepu.cli.demo.drawn.art import Art, around, wave


def field(art: Art, luck: Random) -> None:
    art.glow(246, 42, 60, "#fff3c8", 0.8)
    art.disc(246, 42, 18, "#fbe3a4")
    art.hill(92, "#b5d08a", shift=1)
    art.hill(104, "#8db05a", shift=2.2)
    for x in range(-200, 540, 46):
        art.shape([(160, 100), (x, 182), (x + 16, 182)], "#6f9a44")


def field_moves(art: Art, luck: Random) -> None:
    rows = [(x + luck.uniform(-6, 6), 128 + row * 22, 0.75 + row * 0.3)
            for row in range(3) for x in range(16 + row % 2 * 22, 330, 44)]  # fmt: skip
    for x, y, size in rows:
        lean = 2.4 * math.sin(art.t * 1.6 + x / 30)
        top = (x + lean, y - 42 * size)
        art.line([(x, y), top], "#3f6f2c", 2.2 * size)
        for side, at, far in ((-1, 0.3, 24), (1, 0.45, 26), (-1, 0.65, 20)):
            turn = -math.pi / 2 + side * (0.95 + 0.06 * lean)
            art.leaf(x + lean * at, y - 42 * size * at, far * size, turn, "#4d8436")
        art.oval(x + 5 * size, y - 22 * size, 4 * size, 9 * size, "#f0c24b")
        art.leaf(x + 2 * size, y - 12 * size, 20 * size, -1.35, "#6fa84f")


def wheat(art: Art, luck: Random) -> None:
    art.glow(76, 52, 74, "#fff0c0", 0.9)
    art.disc(76, 52, 20, "#fff2cf")
    art.hill(104, "#e6bd6a", shift=0.4)
    art.hill(120, "#d9a441", shift=2)


def wheat_moves(art: Art, luck: Random) -> None:
    for row in range(3):
        for number in range(22):
            x, y = number * 15.5 + luck.uniform(-5, 5), 152 + row * 15
            lean = 5 * math.sin(art.t * 1.5 + x / 40) + 4
            top = (x + lean, y - 46)
            art.line([(x, y + 10), top], ("#b8862f", "#c4933a", "#a87828")[row], 1.2)
            for grain in range(5):
                gx, gy = top[0] + lean * 0.05 * grain, top[1] - grain * 3.6
                for side in (-1, 1):
                    art.leaf(
                        gx,
                        gy,
                        6.5,
                        -math.pi / 2 + side * 0.55,
                        ("#e8bb55", "#f2cc6b", "#d9a63e")[row],
                    )


def river(art: Art, luck: Random) -> None:
    art.glow(216, 46, 54, "#fff3d4", 0.8)
    art.disc(216, 46, 17, "#fff3d4")
    art.shape(
        [
            (0, 108),
            (66, 50),
            (112, 88),
            (168, 34),
            (232, 96),
            (272, 70),
            (320, 108),
            (320, 180),
            (0, 180),
        ],
        "#a9c9c0",
    )
    art.shape(
        [(0, 118), (60, 88), (128, 112), (214, 80), (320, 116), (320, 180), (0, 180)], "#83b0a8"
    )
    for x in (20, 34, 52, 286, 300):
        pine(art, x, 126, 0.8 + luck.random() * 0.4)


def river_moves(art: Art, luck: Random) -> None:
    for number, (y, colour) in enumerate(((122, "#5aa0a4"), (138, "#3b8389"), (158, "#23656d"))):
        line = wave(y, 3.5, 16 + 5 * number, art.t * 1.5 + number * 2)
        art.shape([*line, (330, 180), (-5, 180)], colour)
    x = 120 + art.t * 6
    art.shape([(x - 26, 134), (x + 26, 134), (x + 18, 144), (x - 18, 144)], "#8a4b2d")
    art.shape([(x, 132), (x, 98), (x + 22, 128)], "#fbf3df")
    art.shape([(x - 2, 132), (x - 2, 104), (x - 18, 128)], "#efe2c4")


def wetland(art: Art, luck: Random) -> None:
    art.glow(160, 96, 110, "#ffd9a0", 0.8)
    art.disc(160, 92, 24, "#fff0d0")
    art.hill(98, "#7f8fae", high=6, shift=1)
    art.box(0, 104, 320, 76, "#e3a878")
    art.box(0, 128, 320, 52, "#c98b6a90")
    for number in range(12):
        wide = 46 - number * 3
        art.box(
            160 - wide / 2 + luck.uniform(-5, 5), 108 + number * 6, wide, 1.6, "#fff0d0b0", r=0.8
        )


def wetland_moves(art: Art, luck: Random) -> None:
    crane(art, 104, 150, 1.0, math.sin(art.t) * 2)
    crane(art, 128, 158, 0.72, math.sin(art.t + 1) * 2)
    for number in range(5):
        x, y = 190 + number * 17 + art.t * 5, 34 + number % 3 * 8
        lift = 5 * math.sin(art.t * 6 + number)
        art.line([(x - 7, y - lift), (x, y), (x + 7, y - lift)], "#4a3d4d", 1.3)
    for _ in range(34):
        x = luck.choice((luck.uniform(-4, 60), luck.uniform(226, 326)))
        high, lean = luck.uniform(30, 66), 3 * math.sin(art.t * 1.3 + x / 20)
        art.line([(x, 182), (x + lean, 182 - high)], "#3f4a3a", 1.4)
        art.oval(x + lean, 180 - high, 1.8, 7, "#6b4a34")


def crane(art: Art, x: float, y: float, size: float, nod: float) -> None:
    for side in (-3, 4):
        art.line(
            [(x + side * size, y - 30 * size), (x + side * size, y + 8)], "#33303a", 1.6 * size
        )
    art.oval(x, y - 38 * size, 19 * size, 9.5 * size, "#fbf8f4")
    art.leaf(x - 8 * size, y - 36 * size, 26 * size, 2.75, "#2c2a33")
    head = (x + 30 * size, y - (74 + nod) * size)
    art.line(
        [(x + 14 * size, y - 42 * size), (x + 24 * size, y - 56 * size), head],
        "#2c2a33",
        3.6 * size,
    )
    art.disc(*head, 4.4 * size, "#fbf8f4")
    art.oval(head[0], head[1] - 3.4 * size, 3.4 * size, 1.6 * size, "#d8352b")
    art.line([head, (head[0] + 16 * size, head[1] + 3)], "#5b5348", 1.5 * size)


def wind(art: Art, luck: Random) -> None:
    art.glow(58, 40, 50, "#fffbe0", 0.8)
    art.disc(58, 40, 16, "#fff4c4")
    art.hill(116, "#a8d0a0", shift=0.8)
    art.hill(134, "#7fb87e", shift=2.6)
    for x in (170, 214, 258):
        art.shape([(x, 168), (x + 40, 168), (x + 30, 146), (x - 10, 146)], "#24507e")
        for part in (10, 20, 30):
            art.line([(x + part, 168), (x + part - 10, 146)], "#6f9cc8", 0.7)
        art.line([(x - 5, 157), (x + 35, 157)], "#6f9cc8", 0.7)


def wind_moves(art: Art, luck: Random) -> None:
    for x, y, size in ((110, 132, 1.0), (206, 122, 0.74), (272, 126, 0.6)):
        top = (x, y - 84 * size)
        art.shape(
            [
                (x - 2.6 * size, y),
                (x + 2.6 * size, y),
                (x + 1.2 * size, top[1]),
                (x - 1.2 * size, top[1]),
            ],
            "#f4f7f8",
        )
        for blade in range(3):
            turn = art.t * 1.5 + blade * 2 * math.pi / 3 + x
            tip = around(*top, 42 * size, turn)
            one, two = around(*top, 9 * size, turn + 0.34), around(*top, 3 * size, turn - 1.2)
            art.shape([two, one, tip], "#ffffff")
        art.disc(*top, 3 * size, "#d5dde0")
    for number in range(3):
        left = (number * 120 + art.t * 7) % 380 - 40
        for dx, r in ((0, 9), (12, 12), (26, 8)):
            art.disc(left + dx, 30 + number * 13, r, "#ffffffb8")


def bee(art: Art, luck: Random) -> None:
    art.hill(126, "#a5cf7c", shift=1.4)
    art.hill(150, "#7db356", shift=0.2)
    for x, y, size in ((40, 112, 0.8), (96, 104, 1.2), (214, 112, 1.35), (286, 116, 0.85)):
        art.line([(x, y), (x + luck.uniform(-5, 5), 180)], "#4c8438", 2.6)
        art.leaf(x, y + 40, 24 * size, 0.6, "#5f9a43")
        art.leaf(x, y + 34, 24 * size, 2.6, "#5f9a43")
        for petal in range(8):
            art.leaf(
                x, y, 24 * size, petal * math.pi / 4, luck.choice(("#f2a7b8", "#f6b9c6", "#ef94aa"))
            )
        art.disc(x, y, 8 * size, "#f2c14e")
        art.disc(x, y, 4.6 * size, "#d99a2b")


def bee_moves(art: Art, luck: Random) -> None:
    x, y = 158 + 14 * math.sin(art.t * 1.1), 58 + 9 * math.sin(art.t * 2.2)
    art.line(
        [(x - 30 - k * 7, y + 12 + 6 * math.sin(k + art.t)) for k in range(9)], "#6b5a2c70", 0.9
    )
    flap = 0.25 * math.sin(art.t * 40)
    art.leaf(x + 1, y - 9, 27, -2.1 + flap, "#ffffffb0")
    art.leaf(x + 3, y - 9, 25, -1.2 - flap, "#ffffffb0")
    art.oval(x, y, 21, 13, "#f2b632")
    for dx, half in ((-12, 9), (-4, 12.4), (4, 12.6)):
        art.box(x + dx, y - half, 4.2, 2 * half, "#3a2a16", r=2)
    art.disc(x + 19, y - 2, 9, "#3a2a16")
    art.disc(x + 22, y - 4, 2.2, "#ffffff")
    for tip in (-5, 3):
        art.line([(x + 22, y - 9), (x + 27 + tip, y - 20)], "#3a2a16", 1.1)


def sprout(art: Art, luck: Random) -> None:
    art.glow(160, 40, 110, "#fffbe0", 0.7)
    art.box(0, 108, 320, 72, "#7a5238")
    art.box(0, 108, 320, 7, "#5f9a43")
    for _ in range(44):
        x, y = luck.uniform(0, 320), luck.uniform(120, 178)
        art.oval(
            x,
            y,
            luck.uniform(1, 5),
            luck.uniform(1, 3),
            luck.choice(("#8f6549", "#65432c", "#a37a5a")),
        )
    art.line([(232 + k * 5, 156 + 4 * math.sin(k)) for k in range(9)], "#e08f86", 4)


def sprout_moves(art: Art, luck: Random) -> None:
    grown = min(1.0, 0.55 + art.t * 0.12)
    top = (160 + 3 * math.sin(art.t * 1.2), 112 - 66 * grown)
    art.line([(160, 116), (158, 96), top], "#5f9a43", 4.4)
    for at, far, turn in ((0.35, 40, -0.5), (0.35, 40, -2.64), (0.75, 32, -0.75), (0.75, 32, -2.4)):
        art.leaf(160, 112 - 66 * grown * at, far * grown, turn, "#6fb04c")
    art.leaf(*top, 26 * grown, -1.2, "#8cc763")
    art.leaf(*top, 26 * grown, -1.95, "#8cc763")
    for root in range(9):
        x, end = 160.0, luck.uniform(0.6, 1) * 52 * grown
        way = [(x, 116.0)]
        for step in range(1, 7):
            x += (root - 4) * 1.7 + luck.uniform(-2, 2)
            way.append((x, 116 + end * step / 6))
        art.line(way, "#f3e3c8", 1.5)


def forest(art: Art, luck: Random) -> None:
    art.glow(234, 44, 58, "#fff7cf", 0.7)
    art.hill(104, "#9cc7a4", shift=1.2)
    for row, colour in enumerate(("#5d9b74", "#3d8059", "#276144")):
        for x in range(-6, 330, 26 - row * 2):
            y, size = 124 + row * 22 + luck.uniform(-4, 4), 0.9 + row * 0.35 + luck.random() * 0.3
            pine(art, x + luck.uniform(-6, 6), y, size, colour)
    art.box(0, 162, 320, 18, "#1d4a34")


def forest_moves(art: Art, luck: Random) -> None:
    for number in range(12):
        x, up = luck.uniform(20, 300), (art.t * 14 + number * 15) % 130
        fade = f"{int(190 * (1 - up / 130)):02x}"
        art.disc(x + 4 * math.sin(up / 9), 150 - up, 3.4, "#ffffff" + fade)


def pine(art: Art, x: float, y: float, size: float, colour: str = "#3d7a6c") -> None:
    art.box(x - 1.4 * size, y - 4 * size, 2.8 * size, 8 * size, "#5b4433")
    for step in range(3):
        half, low = (13 - 3 * step) * size, y - (2 + 11 * step) * size
        art.shape([(x - half, low), (x + half, low), (x, low - 18 * size)], colour)


def greenhouse(art: Art, luck: Random) -> None:
    art.glow(262, 34, 50, "#fff4c8", 0.8)
    art.disc(262, 34, 15, "#fde9ae")
    art.hill(110, "#a9c98a", shift=2)
    art.box(0, 140, 320, 40, "#8f6a48")
    art.pie((34, 24, 270, 264), (180, 360), "#e9f5f2a0")
    for x in (74, 113, 152, 191, 230):
        half = math.sqrt(max(0, 1 - ((x - 152) / 118) ** 2)) * 120
        art.line([(x, 144), (x, 144 - half)], "#ffffffc0", 1.2)
    art.arc((34, 24, 270, 264), (180, 360), "#ffffff", 3)
    for row in range(6):
        x = 62 + row * 36
        art.line([(x, 148), (x, 92 + abs(row - 2.5) * 5)], "#4c8438", 2)
        for step in range(4):
            y = 142 - step * 12
            art.leaf(x, y, 14, -0.5 if step % 2 else -2.6, "#5f9a43")
            art.disc(
                x + luck.choice((-6, 6)), y - 2, 4.4, luck.choice(("#e5533d", "#ee7a4d", "#d9432f"))
            )


def greenhouse_moves(art: Art, luck: Random) -> None:
    for number in range(14):
        x, down = luck.uniform(60, 250), (art.t * 26 + number * 9) % 56
        art.oval(x, 84 + down, 1.2, 2.2, "#5aa9d6c0")


def train(art: Art, luck: Random) -> None:
    art.hill(86, "#b9cfd8", high=14, shift=0.6)
    art.hill(108, "#93b5a6", high=9, shift=2)
    art.box(0, 160, 320, 20, "#5f8f6f")
    for x in range(20, 330, 60):
        art.shape([(x - 5, 132), (x + 5, 132), (x + 8, 176), (x - 8, 176)], "#d9dee0")
    art.box(0, 126, 320, 8, "#eef1f2")
    art.box(0, 134, 320, 2, "#c4ccd0")
    for x in range(50, 330, 90):
        art.box(x, 80, 1.6, 46, "#8ba0aa")
        art.box(x - 14, 84, 15, 1.2, "#8ba0aa")
    art.line([(0, 88), (320, 88)], "#8ba0aa", 0.6)
    for _ in range(6):
        pine(art, luck.uniform(0, 320), 172, 0.5, "#3d7a52")


def train_moves(art: Art, luck: Random) -> None:
    x = 250 + art.t * 12
    art.shape(
        [(x - 400, 100), (x - 34, 100), (x - 8, 106), (x + 14, 116), (x + 18, 124), (x - 400, 124)],
        "#f7f9fb",
    )
    art.box(x - 400, 116, 410, 2.4, "#d8352b")
    art.shape([(x - 30, 103), (x - 10, 108), (x - 4, 112), (x - 26, 112)], "#22364a")
    for number in range(24):
        art.box(x - 56 - number * 15, 105, 10, 6, "#35506b", r=1)
    for number in range(4):
        art.line(
            [(x - 90 - number * 60, 94 - number * 5), (x - 150 - number * 60, 94 - number * 5)],
            "#ffffff90",
            0.9,
        )
