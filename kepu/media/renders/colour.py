"""Colours (色彩) as every screen shows them: sRGB on white, whatever the printer's file holds."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageCms

SRGB = ImageCms.createProfile("sRGB")
CLEAR = {"RGBA", "LA", "PA", "La", "RGBa"}


def as_srgb(image: Image.Image) -> Image.Image:
    """Turn a picture of any mode and profile into plain RGB."""
    image = _on_white(_in_eight_bits(image))
    profile = image.info.get("icc_profile")
    if profile and image.mode in {"RGB", "CMYK", "L"}:
        try:
            turned = ImageCms.profileToProfile(
                image, ImageCms.ImageCmsProfile(BytesIO(profile)), SRGB, outputMode="RGB"
            )
        except (ImageCms.PyCMSError, OSError):
            turned = None  # a broken profile is no reason to show nothing
        if turned is not None:
            return turned
    return image.convert("RGB")


def _in_eight_bits(image: Image.Image) -> Image.Image:
    if image.mode.startswith(("I;16", "I")):
        return image.convert("I").point(lambda value: value / 256).convert("L")
    return image


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode not in CLEAR and "transparency" not in image.info:
        return image
    clear = image.convert("RGBA")
    ground = Image.new("RGBA", clear.size, "white")
    ground.alpha_composite(clear)
    flat = ground.convert("RGB")
    flat.info = {key: image.info[key] for key in ("icc_profile",) if key in image.info}
    return flat
