"""Every check (技术检查) by its name; each module has OF, TIER, Limits, show and check."""

from collections.abc import Mapping
from functools import cache
from types import ModuleType
from typing import Any

from pydantic import ConfigDict, TypeAdapter

from kepu.rulebook.checks.any import (
    ai_label,
    duplicate,
    file_name,
    file_size,
    made_since,
    qr_codes,
    readable,
)
from kepu.rulebook.checks.any import (
    format as file_format,
)
from kepu.rulebook.checks.document import pages
from kepu.rulebook.checks.picture import dpi, pixels
from kepu.rulebook.checks.sound import clipping, loudness, loudness_swing, noise, silence
from kepu.rulebook.checks.text import advertising, characters, external_links
from kepu.rulebook.checks.video import (
    aspect_ratio,
    av_sync,
    bit_rate,
    black_picture,
    duration,
    frame_gaps,
    frozen_picture,
    resolution,
    subtitles,
)

CHECKS: dict[str, ModuleType] = {
    "readable": readable,
    "format": file_format,
    "resolution": resolution,
    "pixels": pixels,
    "aspect_ratio": aspect_ratio,
    "duration": duration,
    "bit_rate": bit_rate,
    "file_size": file_size,
    "frame_gaps": frame_gaps,
    "frozen_picture": frozen_picture,
    "black_picture": black_picture,
    "loudness": loudness,
    "loudness_swing": loudness_swing,
    "clipping": clipping,
    "silence": silence,
    "noise": noise,
    "av_sync": av_sync,
    "subtitles": subtitles,
    "dpi": dpi,
    "characters": characters,
    "pages": pages,
    "external_links": external_links,
    "qr_codes": qr_codes,
    "advertising": advertising,
    "made_since": made_since,
    "duplicate": duplicate,
    "ai_label": ai_label,
    "file_name": file_name,
}


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
