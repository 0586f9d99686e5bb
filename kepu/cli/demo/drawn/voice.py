"""A voice (朗读): reads Chinese aloud by rule, four tones and all, plainly a machine's."""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from random import Random

from pypinyin import Style, lazy_pinyin

RATE = 16_000
STEP = 80  # samples between two settings of the mouth: 5 ms
SYLLABLE, PAUSE, LONG = 0.185, 0.16, 0.34
TONES = {
    "1": (1.22, 1.22),
    "2": (0.95, 1.28),
    "3": (0.86, 0.78),
    "4": (1.34, 0.76),
    "5": (0.94, 0.9),
}
MOUTHS = {  # the three formants of a sound, in Hz
    "a": (800, 1250, 2600), "o": (520, 900, 2500), "e": (480, 1280, 2500), "i": (290, 2250, 3000),
    "u": (320, 760, 2400), "v": (290, 1850, 2400), "n": (280, 1500, 2500), "g": (300, 1050, 2400),
    "r": (420, 1350, 1800), "m": (270, 1100, 2300),
}  # fmt: skip
SOFT = {"m": "m", "n": "n", "l": "r", "r": "r"}  # initials with the voice on
HISS = {"s": 5200, "c": 5200, "z": 5200, "sh": 3000, "ch": 3000, "zh": 3000, "x": 4200, "q": 4200,
        "j": 4200, "f": 2600, "h": 1700}  # fmt: skip
BURST = {"b": 900, "p": 1100, "d": 3200, "t": 3400, "g": 1900, "k": 2000}
INITIALS = sorted([*SOFT, *HISS, *BURST], key=len, reverse=True)


@dataclass(frozen=True, slots=True)
class Sound:
    """A stretch of speech: from one mouth to another, one pitch to another."""

    lasts: float
    mouths: tuple[tuple[int, int, int], tuple[int, int, int]] = (MOUTHS["e"], MOUTHS["e"])
    pitch: tuple[float, float] = (1, 1)
    loud: float = 0.0
    hiss: float = 0.0


def speak(text: str, *, pitch: float = 178) -> array[int]:
    """Read a text; gives samples at 16 kHz."""
    return _sung(list(sounds(text)), pitch)


def sounds(text: str) -> Iterator[Sound]:
    """Spell a text out, sound by sound, with a rest at each sign."""
    for word in lazy_pinyin(text, style=Style.TONE3, neutral_tone_with_five=True, v_to_u=False):
        if word[-1:].isdigit() and word[:1].isalpha():
            yield from _syllable(word[:-1], word[-1])
        else:
            yield Sound(LONG if set(word) & set("。！？；") else PAUSE)
    yield Sound(PAUSE)


def _syllable(spelt: str, tone: str) -> Iterator[Sound]:
    initial = next((one for one in INITIALS if spelt.startswith(one)), "")
    final = spelt.removeprefix(initial).replace("ng", "g").replace("y", "i").replace("w", "u")
    path = [MOUTHS[one] for one in final if one in MOUTHS] or [MOUTHS["r"]]
    first, last = TONES.get(tone, TONES["5"])
    if initial in SOFT:
        yield Sound(0.05, (MOUTHS[SOFT[initial]], path[0]), (first, first), 0.5)
    elif initial in BURST:
        yield Sound(0.03)
        ring = (BURST[initial], BURST[initial] + 900, 4000)
        yield Sound(0.045 if initial in "ptk" else 0.014, (ring, ring), hiss=0.5)
    elif initial:
        ring = (HISS[initial], HISS[initial] + 700, HISS[initial] + 1500)
        yield Sound(
            0.085 if initial in {"s", "sh", "x", "f", "h"} else 0.055, (ring, ring), hiss=0.42
        )
    ends = list(pairwise(path)) or [(path[0], path[0])]
    for number, pair in enumerate(ends):
        here, there = number / len(ends), (number + 1) / len(ends)
        bend = (first + (last - first) * here, first + (last - first) * there)
        yield Sound(SYLLABLE / len(ends), pair, bend, 1.0 if number == 0 else 0.85)


def _sung(row: list[Sound], base: float) -> array[int]:
    """Let the voice and the breath through three resonators, whose settings glide."""
    luck, out = Random(7), []  # noqa: S311 - breath
    past = [0.0] * 6
    phase = level = 0.0
    for sound in row:
        total = max(1, int(sound.lasts * RATE / STEP))
        for part in range(total):
            far = part / total
            pitch = base * (sound.pitch[0] + (sound.pitch[1] - sound.pitch[0]) * far)
            coils = [_coil(a + (b - a) * far) for a, b in zip(*sound.mouths, strict=True)]
            for _ in range(STEP):
                level += (sound.loud - level) * 0.004
                phase = (phase + pitch / RATE) % 1.0
                value = level * (1 - 2 * phase) + sound.hiss * (luck.random() - 0.5)
                for number, (gain, near, back) in enumerate(coils):
                    at = 2 * number
                    value = gain * value + near * past[at] - back * past[at + 1]
                    past[at + 1], past[at] = past[at], value
                out.append(value)
    most = max(map(abs, out), default=1) or 1
    return array("h", (int(value / most * 17_000) for value in out))


def _coil(tuned: float, wide: float = 130) -> tuple[float, float, float]:
    back = math.exp(-2 * math.pi * wide / RATE)
    near = 2 * math.sqrt(back) * math.cos(2 * math.pi * min(tuned, 7_400) / RATE)
    return 1 - near + back, near, back


def tune(lasts: float, seed: int) -> array[int]:
    """Pluck a few soft notes of five, as a ground for a film."""
    luck, notes = Random(seed), (262, 294, 330, 392, 440, 523)  # noqa: S311
    out = [0.0] * int(lasts * RATE)
    for start in range(0, len(out), RATE // 2):
        turn = 2 * math.pi * luck.choice(notes) / RATE
        for at in range(min(RATE, len(out) - start)):
            out[start + at] += math.sin(turn * at) * math.exp(-at / 4_000)
    return array("h", (int(value * 1_500) for value in out))


def joined(one: array[int], other: array[int]) -> array[int]:
    """Let two sounds be heard at once; as long as the first."""
    tail = len(one) - len(other)
    return array("h", map(sum, zip(one, other + array("h", bytes(2 * max(0, tail))), strict=False)))
