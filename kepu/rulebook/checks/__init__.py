"""Every check (技术检查) by its name; each module has OF, TIER, Limits, show and check."""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any

from pydantic import ConfigDict, TypeAdapter

FOLDERS: dict[str, str] = {
    "readable": "any",
    "format": "any",
    "resolution": "video",
    "pixels": "picture",
    "aspect_ratio": "video",
    "duration": "video",
    "bit_rate": "video",
    "file_size": "any",
    "frame_gaps": "video",
    "frozen_picture": "video",
    "black_picture": "video",
    "loudness": "sound",
    "loudness_swing": "sound",
    "clipping": "sound",
    "silence": "sound",
    "noise": "sound",
    "av_sync": "video",
    "subtitles": "video",
    "dpi": "picture",
    "characters": "text",
    "pages": "document",
    "external_links": "text",
    "qr_codes": "any",
    "advertising": "text",
    "made_since": "any",
    "duplicate": "any",
    "ai_label": "any",
    "file_name": "any",
}


class Checks(Mapping[str, ModuleType]):
    """The modules by name, each loaded when first asked for: ``kepu check`` needs but a few."""

    def __getitem__(self, name: str) -> ModuleType:
        return _module(name)

    def __contains__(self, name: object) -> bool:
        return name in FOLDERS

    def __iter__(self) -> Iterator[str]:
        return iter(FOLDERS)

    def __len__(self) -> int:
        return len(FOLDERS)


@cache
def _module(name: str) -> ModuleType:
    return import_module(f"{__name__}.{FOLDERS[name]}.{name}")


CHECKS: Mapping[str, ModuleType] = Checks()


@cache
def _shape(check: str) -> TypeAdapter[Any]:
    limits = CHECKS[check].Limits
    limits.__pydantic_config__ = ConfigDict(extra="forbid")
    return TypeAdapter(limits)


def limits_of(check: str, limits: Mapping[str, Any]) -> Any:
    """Read a rule's limits into the check's own type; None is 不限; ValueError if unknown."""
    if limits == {"any": True}:
        return None
    return _shape(check).validate_python(dict(limits))


def label(check: str) -> str:
    """Name a check in Chinese, as its module's first line does."""
    return str(CHECKS[check].__doc__).partition(":")[0]
